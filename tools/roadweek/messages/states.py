"""Words for where things stand: proposals, sessions, trips, and why a proposal went stale."""

TEXTS: dict[str, dict[str, str]] = {
    "beyond_scope": {
        "en": "“{title}” lies outside of what the plan keeps to ({areas}). Is it meant? Approve it, or reject the proposal.",
        "zh": "“{title}”不在计划限定的范围内（{areas}）。确实要加吗？要就批准，不要就放弃这份提案。",
    },
    "open": {"en": "open", "zh": "待定"},
    "approved": {"en": "approved", "zh": "已批准"},
    "rejected": {"en": "rejected", "zh": "已否决"},
    "stale": {"en": "out of date", "zh": "已过期"},
    "applied": {"en": "applied", "zh": "已应用"},
    "newer_version": {"en": "the plan is at version {version} now", "zh": "计划已是第 {version} 版"},
    "older_planner": {
        "en": "an older Roadweek planned it, and this one plans otherwise",
        "zh": "它由旧版 Roadweek 排程，本版的排法不同",
    },
    "time_passed": {"en": "one of its times has passed", "zh": "其中有时段已经过去"},
    "calendar_changed": {
        "en": "the calendar, a trip or the log has changed",
        "zh": "日历、出差或学习记录有变化",
    },
    "also_open": {
        "en": "Also open, and not part of this: {proposals}",
        "zh": "另有待定提案（不在此提案内）：{proposals}",
    },
    "auto_apply_off": {
        "en": "it waits for you: approve it, or write [trips] auto_apply = true in config.toml to have the weeks of your confirmed trips replanned without asking",
        "zh": "等你批准；若想让 watch 自动重排已确认出差的那几周，请在 config.toml 的 [trips] 下写 auto_apply = true",
    },
    "went_elsewhere": {
        "en": "{title}: you moved it to {when} ({week}), where it is counted",
        "zh": "{title}：你把它移到了{when}（{week}），计入那一周",
    },
    "write_refused": {
        "en": "“{title}” ({when}) is not in the calendar: the server refused it ({why}). It is tried again; to do without it, move or drop the session.",
        "zh": "“{title}”（{when}）没有写入日历：服务器拒绝了（{why}）。之后会再试；不想等，可移动或取消这次安排。",
    },
    "write_given_up": {
        "en": "“{title}” ({when}) is not in the calendar: the server refused it again and again ({why}). `roadweek calendar sync` tries once more; else move or drop the session.",
        "zh": "“{title}”（{when}）没有写入日历：服务器一再拒绝（{why}）。`roadweek calendar sync` 会再试一次；也可移动或取消这次安排。",
    },
    "removal_refused": {
        "en": "the event of {session} is still in the calendar though it is no longer planned: the server does not let it go ({why})",
        "zh": "{session} 已不在计划里，但日历里的日程删不掉：服务器拒绝了（{why}）",
    },
    "calendar_emptied": {
        "en": "the calendar “{name}” is suddenly empty or gone; that was not believed. If it is right, run `roadweek calendar sync --trust-empty`; if not, `roadweek calendar repair` writes Roadweek's events again.",
        "zh": "日历“{name}”突然全空或不见了，暂不采信。如果确实如此，请运行 `roadweek calendar sync --trust-empty`；如果不是，`roadweek calendar repair` 会重新写入 Roadweek 的日程。",
    },
    "events_vanished": {
        "en": "{count} of Roadweek's events are gone from the calendar “{name}” at once; that was not believed. If you deleted them, run `roadweek calendar sync --trust-empty`; if not, `roadweek calendar repair` writes them again.",
        "zh": "日历“{name}”里一下子少了 {count} 个 Roadweek 的日程，暂不采信。如果是你删除的，请运行 `roadweek calendar sync --trust-empty`；如果不是，`roadweek calendar repair` 会重新写入。",
    },
    "events_recognised": {
        "en": "{count} events in the calendar are Roadweek's own, though this database did not know them (it was lost, or put back from an older copy); they were taken for nobody's decision",
        "zh": "日历中有 {count} 个日程是 Roadweek 自己写的，但这个数据库不知道（数据库丢失过，或恢复了较旧的备份）；没有当作你的决定",
    },
    "event_unreadable": {
        "en": "{path} cannot be read: {why}. It was not taken for deleted; what it said before still counts.",
        "zh": "{path} 无法读取：{why}。没有当作已删除，之前的内容仍然有效。",
    },
    "event_doubtful": {"en": "“{title}” ({path}): {why}.", "zh": "“{title}”（{path}）：{why}。"},
    "events_doubtful": {
        "en": "{count} more events of the calendar can be read only in part; `roadweek doctor` names them",
        "zh": "日历里还有 {count} 个日程只能读取一部分；`roadweek doctor` 会列出",
    },
    "event_untitled": {"en": "without a title", "zh": "无标题"},
    "event_damaged": {
        "en": "{path} cannot be read: {why}. It was not taken for deleted; `roadweek calendar repair` writes it anew.",
        "zh": "{path} 无法读取：{why}。没有当作已删除；`roadweek calendar repair` 会重新写入。",
    },
    "calendar_made_anew": {
        "en": "Roadweek's calendar was gone and was made anew: {count} sessions were written. If other calendars are missing too, put their folder back.",
        "zh": "Roadweek 的日历不见了，已重新建立：写入 {count} 次安排。如果其他日历也丢失了，请恢复它们所在的文件夹。",
    },
    "file_unreadable": {"en": "{path} cannot be read: {why}", "zh": "{path} 无法读取：{why}"},
    "calendar_folder_gone": {
        "en": "the calendar's folder {path} is gone. Put it back, or have Roadweek's events written anew",
        "zh": "日历目录 {path} 不见了。请恢复它，或重新写入 Roadweek 的日程",
    },
    "database_older": {
        "en": "the calendar was last written from a database that knew more than this one: it was put back from an older copy",
        "zh": "日历最后一次是由内容更新的数据库写入的：当前数据库是从较旧的备份恢复的",
    },
    "conflict_copy": {
        "en": "{path}: {why}, and it is not read. Look which of the two is right, and delete the other.",
        "zh": "{path}：{why}，未读取。请看哪一份是对的，再删除另一份。",
    },
    "events_unreadable": {
        "en": "{count} more events of the calendar cannot be read; `roadweek doctor` names them",
        "zh": "日历里还有 {count} 个日程无法读取；`roadweek doctor` 会列出",
    },
    "differs_missing": {"en": "{count} sessions are missing there", "zh": "少了 {count} 次安排"},
    "differs_elsewhere": {"en": "{count} stand at another time", "zh": "{count} 次时间不同"},
    "differs_unplanned": {
        "en": "{count} of Roadweek's events there are not in the plan",
        "zh": "{count} 个 Roadweek 的日程不在计划里",
    },
    "calendar_differs": {
        "en": "calendar and plan differ: {parts}. `roadweek calendar repair` makes the calendar as the plan has it; was the database lost or put back, `roadweek restore` knows its copies.",
        "zh": "日历与计划不一致：{parts}。`roadweek calendar repair` 会让日历与计划一致；如果数据库丢失过或恢复过，`roadweek restore` 可列出备份。",
    },
    "calendar_not_told": {
        "en": "your change is stored, but the calendar could not be told ({why}); it waits, and `roadweek calendar sync` tries again",
        "zh": "你的改动已保存，但没能写入日历（{why}）；仍在等待写入，`roadweek calendar sync` 会重试",
    },
    "copy_kept": {
        "en": "this workspace was brought up to date (form {found} to {known}); as it was it is kept in {path}",
        "zh": "工作区已更新（格式 {found} 到 {known}）；更新前的内容保存在 {path}",
    },
    "plan_reread": {
        "en": "your plan was read again by a newer Roadweek: it is version {version} now, and accepted weeks stay. `roadweek undo` goes back; the workspace as it was is kept in {path}",
        "zh": "新版 Roadweek 重新读取了你的计划：现为第 {version} 版，已接受的周不变。可用 `roadweek undo` 撤回；更新前的内容保存在 {path}",
    },
    "watch_trip_gone": {
        "en": "no confirmed trip is in this week any more, so it waits for you",
        "zh": "这一周已没有已确认的出差，等你批准",
    },
    "watch_decided": {
        "en": "you have already decided about this trip, so it waits for you",
        "zh": "你已对这次出差做过决定，等你批准",
    },
    "ask_day": {
        "en": "{count} of today's sessions are not reported yet ({titles}): done, skipped or in part?",
        "zh": "今天有 {count} 个时段还没有报告（{titles}）：做完、跳过，还是做了一部分？",
    },
    "ask_week": {
        "en": "{count} sessions of this week are not reported yet ({titles}): done, skipped or in part?",
        "zh": "本周有 {count} 个时段还没有报告（{titles}）：做完、跳过，还是做了一部分？",
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
