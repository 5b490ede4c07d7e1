"""The words of a trip before departure: its days, what is taken along, what waits, the return."""

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Away: {place}", "zh": "出差：{place}"},
    "title_plain": {"en": "Away", "zh": "出差"},
    "span": {"en": "{first} – {last}", "zh": "{first} 至 {last}"},
    "span_day": {"en": "{first}", "zh": "{first}"},
    "suspected": {"en": "not confirmed yet: this is what it would be", "zh": "尚未确认：如果成行会是这样"},
    "off": {"en": "{state}: nothing is planned around it", "zh": "{state}：不再为它安排"},
    # days
    "days": {"en": "Day by day", "zh": "逐日"},
    "role_out": {"en": "way out", "zh": "去程"},
    "role_back": {"en": "way home", "zh": "返程"},
    "role_both": {"en": "there and back", "zh": "当天往返"},
    "role_stay": {"en": "", "zh": ""},
    "role_ride": {"en": "on the way", "zh": "在途"},
    "ahead": {"en": "{length} ahead of home", "zh": "比家里早 {length}"},
    "behind": {"en": "{length} behind home", "zh": "比家里晚 {length}"},
    "at_home": {"en": "{time} at home", "zh": "家里时间 {time}"},
    "nothing": {"en": "nothing planned", "zh": "没有安排"},
    "done": {"en": "done", "zh": "已完成"},
    "partial": {"en": "done in part", "zh": "部分完成"},
    "skipped": {"en": "skipped", "zh": "已跳过"},
    "planned": {"en": "", "zh": ""},
    # what is taken along
    "take": {"en": "Take along, for when there is no network", "zh": "要带上的（离线可用）"},
    "take_none": {
        "en": "Nothing: no session, card or problem falls on these days.",
        "zh": "不用带：这几天没有学习安排、卡片或题目。",
    },
    "kind_audio": {"en": "audio", "zh": "音频"},
    "kind_video": {"en": "videos", "zh": "视频"},
    "kind_text": {"en": "reading (PDF or paper)", "zh": "读物（PDF 或纸质）"},
    "kind_other": {"en": "its material", "zh": "所需材料"},
    "kind_cards": {"en": "cards", "zh": "卡片"},
    "kind_problems": {"en": "problems", "zh": "题目"},
    "cards": {"en": "cards due on these days", "zh": "这几天到期的卡片"},
    "problems": {"en": "this week's redo set, at least its titles", "zh": "本周重做题，至少带上题目"},
    "take_sessions": {
        "en": "{kind}: {title}, {count} × ({length})",
        "zh": "{kind}：{title}，{count} 次（共 {length}）",
    },
    "take_counted": {
        "en": "{kind}: {title}: {count} (about {length})",
        "zh": "{kind}：{title}，{count} 个（约 {length}）",
    },
    # what waits
    "waits": {"en": "Waits until the return", "zh": "回来再做"},
    "let_go": {"en": "Let go on these days, not made up for", "zh": "这几天不做，也不补"},
    "waits_none": {"en": "Nothing waits.", "zh": "没有要等的。"},
    "waits_line": {"en": "{title}: {length} in {count} ({titles})", "zh": "{title}：{length}，{count} 次（{titles}）"},
    # the return
    "back": {"en": "The return", "zh": "返程之后"},
    "back_day": {"en": "{day}, the last day away: {length}", "zh": "{day}（最后一天）：{length}"},
    "back_first": {"en": "{day}, the first day at home: {length}", "zh": "{day}（到家第一天）：{length}"},
    "back_week": {
        "en": "{week}, the first whole week: {length} of {capacity}",
        "zh": "{week}（第一个完整的周）：{length}，可用 {capacity}",
    },
    "back_again": {"en": "of it {length} make up for what was left", "zh": "其中 {length} 补之前没做完的"},
    # policy
    "policy": {"en": "Why so", "zh": "依据"},
    "policy_template": {"en": "“{title}” of your plan, lines {lines}:", "zh": "计划里的“{title}”，第 {lines} 行："},
    "policy_lines": {"en": "your plan, lines {lines}:", "zh": "计划第 {lines} 行："},
    "policy_none": {
        "en": "Your plan says nothing of trips: only short daily habits go on.",
        "zh": "计划没有写出差怎么办：只保留每天的短习惯。",
    },
    "policy_tasks": {"en": "One-off tasks keep out of the days away.", "zh": "出差期间不排一次性任务。"},
    "policy_auto": {
        "en": "`roadweek watch` may replan trip weeks by itself.",
        "zh": "`roadweek watch` 可以自行重排出差周。",
    },
    "policy_asks": {
        "en": "`roadweek watch` only proposes; you approve.",
        "zh": "`roadweek watch` 只提方案，由你批准。",
    },
    # what there is to do
    "next_suspected": {
        "en": "Is it a trip of yours? `roadweek trip confirm {trip}` or `roadweek trip dismiss {trip}`",
        "zh": "这是你的出差吗？`roadweek trip confirm {trip}` 或 `roadweek trip dismiss {trip}`",
    },
    "next_none": {
        "en": "It does not count. `roadweek trip confirm {trip}` brings it back.",
        "zh": "它不计入。`roadweek trip confirm {trip}` 可恢复。",
    },
    "next_replan": {
        "en": "Your week does not know of it yet: `roadweek replan` proposes what is shown here.",
        "zh": "你的周安排还没有考虑这次出差：`roadweek replan` 会给出这里所示的方案。",
    },
    "next_accept": {
        "en": "Its week is a draft: `roadweek replan --week {day}` puts it on your calendar.",
        "zh": "这一周还是草稿：`roadweek replan --week {day}` 可写入日历。",
    },
    "next_ready": {
        "en": "All of it stands. Put what you take along onto your phone before you leave.",
        "zh": "都已排好。出发前把要带的材料存到手机里。",
    },
    "written": {"en": "written: {path}", "zh": "已写入：{path}"},
    "tomorrow": {
        "en": "Tomorrow you leave for {place} (until {last}): `roadweek trip show` says what each day holds, what to take along and what waits.",
        "zh": "明天出发去{place}（到 {last}）：`roadweek trip show` 可看每天做什么、带什么、什么回来再做。",
    },
    "tomorrow_plain": {
        "en": "Tomorrow you are away (until {last}): `roadweek trip show` says what each day holds, what to take along and what waits.",
        "zh": "明天开始出差（到 {last}）：`roadweek trip show` 可看每天做什么、带什么、什么回来再做。",
    },
}
