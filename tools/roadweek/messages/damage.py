"""The words for why an object of a calendar cannot be read, see :mod:`roadweek.calendars.damage`."""

TEXTS: dict[str, dict[str, str]] = {
    "empty": {"en": "it is empty", "zh": "文件是空的"},
    "cut": {"en": "its end is missing", "zh": "结尾缺失"},
    "no_text": {"en": "it is not text", "zh": "不是文本"},
    "no_calendar": {"en": "it does not begin as a calendar", "zh": "开头不是日历格式"},
    "no_event": {"en": "there is no whole event in it", "zh": "其中没有完整的日程"},
    "not_shown": {"en": "the calendar server passes over it", "zh": "日历服务跳过了它"},
    "db_structure": {"en": "its structure is damaged ({what})", "zh": "结构损坏（{what}）"},
    "db_reference": {"en": "something is missing that it refers to: {what}", "zh": "引用的内容缺失：{what}"},
    "db_document": {"en": "what is written in it is damaged: {what}", "zh": "内容损坏：{what}"},
    "db_seal": {
        "en": "{what} pages are not as Roadweek wrote them: another program or a fault changed the file",
        "zh": "{what} 页与 Roadweek 写入时不同：文件被其他程序或故障改动过",
    },
    "db_other": {
        "en": "{what} is not the file that Roadweek wrote last: it was put back from elsewhere",
        "zh": "{what} 不是 Roadweek 最后写入的文件：它是从别处恢复的",
    },
    "db_conflict_copy": {
        "en": "a synced folder made a conflict copy: {what}. Roadweek reads only roadweek.db; look which of the two is right",
        "zh": "同步文件夹产生了冲突副本：{what}。Roadweek 只读 roadweek.db；请确认哪一份是对的",
    },
    "conflict_copy": {"en": "a synced folder made it of two writings", "zh": "同步文件夹遇到冲突时留下的副本"},
}
