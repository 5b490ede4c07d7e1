"""What `roadweek watch` says while it waits, and of the unit that starts it."""

from __future__ import annotations

_START: dict[str, str] = {
    "en": "written: {path}\nstart it with: {command}\nit then starts when you log in; `roadweek watch --uninstall` takes it back",
    "zh": "已写入：{path}\n启动：{command}\n之后登录时自动启动；`roadweek watch --uninstall` 可撤回",
}

TEXTS: dict[str, dict[str, str]] = {
    "again": {
        "en": "{why} Looking again in {minutes} min.",
        "zh": "{why} {minutes} 分钟后再看。",
    },
    "systemd": _START,
    "launchd": _START,
    "cron": {
        "en": "written: {path}\nadd it to your crontab with: {command}\n`roadweek watch --uninstall` takes it back",
        "zh": "已写入：{path}\n加入 crontab：{command}\n`roadweek watch --uninstall` 可撤回",
    },
    "removed": {
        "en": "no longer started by {kind}; what runs is stopped with: {command}",
        "zh": "不再由 {kind} 启动；停止正在运行的：{command}",
    },
}
