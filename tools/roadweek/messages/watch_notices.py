"""What the watcher tells a person who is not looking."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Roadweek", "zh": "Roadweek"},
    "applied": {
        "en": "{weeks} was replanned for your trip: {count} changes. `{undo}` takes it back.",
        "zh": "已为你的出差重排 {weeks}：{count} 处改动。`{undo}` 可撤回。",
    },
    "waiting": {
        "en": "A proposal for a trip week waits for you ({why}): `roadweek approve {proposal}`",
        "zh": "出差周的提案在等你（{why}）：`roadweek approve {proposal}`",
    },
    "suspected": {
        "en": "Is this a trip of yours? {when}, {place}: `roadweek trip confirm {trip}` or `roadweek trip dismiss {trip}`",
        "zh": "这是你的出差吗？{when}，{place}：`roadweek trip confirm {trip}` 或 `roadweek trip dismiss {trip}`",
    },
    "decision": {"en": "A decision is open: {question}", "zh": "有一个决定待做：{question}"},
    "report": {"en": "The weekly report is written: {file}", "zh": "周报已写好：{file}"},
    "no_desktop": {
        "en": "the notice could not be shown on the desktop: install notify-send (libnotify), or set [notify] desktop = false",
        "zh": "无法显示桌面通知：请安装 notify-send（libnotify），或设 [notify] desktop = false",
    },
    "no_apprise": {
        "en": "ROADWEEK_NOTIFY_URLS is set, but Apprise is not installed: `pip install 'roadweek[notify]'`",
        "zh": "已设置 ROADWEEK_NOTIFY_URLS，但没有安装 Apprise：`pip install 'roadweek[notify]'`",
    },
    "bad_channel": {
        "en": "an address in ROADWEEK_NOTIFY_URLS is not one that Apprise knows; it is not shown here, since it may hold a password",
        "zh": "ROADWEEK_NOTIFY_URLS 里有 Apprise 不认识的地址；其中可能有密码，这里不显示",
    },
    "not_sent": {
        "en": "a channel of ROADWEEK_NOTIFY_URLS did not take the notice",
        "zh": "ROADWEEK_NOTIFY_URLS 里有渠道没有收下通知",
    },
}
