"""The words for why an object of a calendar cannot be read, see :mod:`roadweek.calendars.damage`."""

TEXTS: dict[str, dict[str, str]] = {
    "empty": {"en": "it is empty", "zh": "文件是空的"},
    "cut": {"en": "its end is missing", "zh": "结尾缺失"},
    "no_text": {"en": "it is not text", "zh": "不是文本"},
    "no_calendar": {"en": "it does not begin as a calendar", "zh": "开头不是日历格式"},
    "no_event": {"en": "there is no whole event in it", "zh": "其中没有完整的日程"},
    "not_shown": {"en": "the calendar server passes over it", "zh": "日历服务跳过了它"},
    "too_often": {"en": "it repeats more than {detail} times", "zh": "重复超过 {detail} 次"},
    "too_often_soon": {
        "en": "it repeats more than {detail} times in {days} days",
        "zh": "{days} 天内重复超过 {detail} 次",
    },
    "ends_before": {"en": "it ends before it starts", "zh": "结束早于开始"},
    "no_start": {"en": "it has no start", "zh": "没有开始时间"},
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
    "doubt_rrule": {
        "en": "how it repeats cannot be used ({detail}); only the first time counts",
        "zh": "重复规则无法使用（{detail}）；只算第一次",
    },
    "doubt_rscale": {
        "en": "it repeats by another way of counting years ({detail}); only the day that stands there counts",
        "zh": "它按另一种历法重复（{detail}）；只算写明的那一天",
    },
    "doubt_exdate": {
        "en": "a left-out date cannot be read ({detail}); the series counts without it",
        "zh": "排除的日期无法读取（{detail}）；重复日程照常计算",
    },
    "doubt_rdate": {
        "en": "an extra date cannot be read ({detail}); it does not count",
        "zh": "附加的日期无法读取（{detail}）；不计入",
    },
    "doubt_end": {
        "en": "its end cannot be read ({detail}); an hour is taken, or the whole day",
        "zh": "结束时间无法读取（{detail}）；按一小时或一整天计",
    },
    "doubt_end_type": {
        "en": "one of start and end is a day and the other a time ({detail}); the start counts",
        "zh": "开始和结束一个是日期、一个是时刻（{detail}）；以开始为准",
    },
    "doubt_end_before": {
        "en": "it ends before it starts ({detail}); an hour from its start is taken, or the whole day",
        "zh": "结束早于开始（{detail}）；从开始起按一小时或一整天计",
    },
    "doubt_zone": {
        "en": "nobody knows its time zone ({detail}); it is taken as local time",
        "zh": "时区不明（{detail}）；按本地时间计",
    },
    "doubt_start": {
        "en": "one of its times has no readable start ({detail})",
        "zh": "其中一次没有可读的开始时间（{detail}）",
    },
    "doubt_many": {
        "en": "it comes so often that only the times until {detail} count",
        "zh": "它重复得过于频繁，只算到 {detail}",
    },
    "conflict_copy": {"en": "a synced folder made it of two writings", "zh": "同步文件夹遇到冲突时留下的副本"},
}
