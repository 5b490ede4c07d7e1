"""The words for why an object of a calendar cannot be read, see :mod:`roadweek.calendars.damage`."""

TEXTS: dict[str, dict[str, str]] = {
    "empty": {"en": "it is empty", "zh": "文件是空的"},
    "cut": {"en": "its end is missing", "zh": "结尾缺失"},
    "no_text": {"en": "it is not text", "zh": "不是文本"},
    "no_calendar": {"en": "it does not begin as a calendar", "zh": "开头不是日历格式"},
    "no_event": {"en": "there is no whole event in it", "zh": "其中没有完整的日程"},
    "not_shown": {"en": "the calendar server passes over it", "zh": "日历服务跳过了它"},
    "conflict_copy": {"en": "a synced folder made it of two writings", "zh": "同步文件夹遇到冲突时留下的副本"},
}
