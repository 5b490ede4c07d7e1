"""Words for where things stand: proposals, sessions, trips, and why a proposal went stale."""

TEXTS: dict[str, dict[str, str]] = {
    "open": {"en": "open", "zh": "待定"},
    "approved": {"en": "approved", "zh": "已批准"},
    "rejected": {"en": "rejected", "zh": "已否决"},
    "stale": {"en": "out of date", "zh": "已过期"},
    "applied": {"en": "applied", "zh": "已应用"},
    "newer_version": {"en": "the plan is at version {version} now", "zh": "计划已是第 {version} 版"},
    "time_passed": {"en": "one of its times has passed", "zh": "其中有时段已经过去"},
    "calendar_changed": {
        "en": "the calendar, a trip or the log has changed",
        "zh": "日历、出差或学习记录有变化",
    },
    "auto_apply_off": {
        "en": "trips.auto_apply is off in config.toml, so it waits for you",
        "zh": "config.toml 里关闭了 trips.auto_apply，等你批准",
    },
    "calendar_emptied": {
        "en": "the calendar “{name}” held many events and is suddenly empty; that was not believed. If it is right, run `roadweek calendar sync --trust-empty`.",
        "zh": "日历“{name}”原有很多日程，现在突然全空，暂不采信。如果确实如此，请运行 `roadweek calendar sync --trust-empty`。",
    },
    "events_unreadable": {
        "en": "{count} events of the calendar cannot be read and are not planned around",
        "zh": "日历里有 {count} 个日程无法读取，排程时没有避开",
    },
    "copy_kept": {
        "en": "this workspace was brought up to date (form {found} to {known}); as it was it is kept in {path}",
        "zh": "工作区已更新（格式 {found} 到 {known}）；更新前的内容保存在 {path}",
    },
    "watch_decided": {
        "en": "you have already decided about this trip, so it waits for you",
        "zh": "你已对这次出差做过决定，等你批准",
    },
    "planned": {"en": "planned", "zh": "待做"},
    "done": {"en": "done", "zh": "完成"},
    "partial": {"en": "partly done", "zh": "部分完成"},
    "skipped": {"en": "skipped", "zh": "跳过"},
    "suspected": {"en": "suspected", "zh": "待确认"},
    "confirmed": {"en": "confirmed", "zh": "已确认"},
    "dismissed": {"en": "dismissed", "zh": "已忽略"},
    "cancelled": {"en": "cancelled", "zh": "已取消"},
}
