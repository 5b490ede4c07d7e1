"""Why a date cannot be used, and what to give instead."""

TEXTS: dict[str, dict[str, str]] = {
    "far": {"en": "give a day of the years {first} to {last}", "zh": "请给出 {first} 到 {last} 年之间的日期"},
    "not_written_so": {
        "en": "write a day as YYYY-MM-DD, such as 2026-03-09",
        "zh": "请把日期写成 YYYY-MM-DD，例如 2026-03-09",
    },
    "no_such_day": {
        "en": "the calendar has no such day; write one as YYYY-MM-DD, such as 2026-03-09",
        "zh": "日历上没有这一天；请把日期写成 YYYY-MM-DD，例如 2026-03-09",
    },
    "before_start": {
        "en": "the trip starts on {start}; give that day or a later one as its end",
        "zh": "出差从 {start} 开始；结束日请给这一天或之后的日子",
    },
    "ends_before": {
        "en": "the first day is {start}; give that day or a later one as the last",
        "zh": "第一天是 {start}；最后一天请给这一天或之后的日子",
    },
    "too_far": {
        "en": "that is more than {most} days from {start}; ask for less at once",
        "zh": "距 {start} 超过 {most} 天；请分几次查看",
    },
    "to_come": {
        "en": "that day is still to come; log it when it is here",
        "zh": "那一天还没有到；等到了再记录",
    },
    "week_to_come": {
        "en": "that week is still to come; its report is there once it has begun",
        "zh": "那一周还没有到；开始之后才有周报",
    },
    "week_past": {
        "en": "that week is over; name this week or a later one",
        "zh": "那一周已经过去；请给本周或之后的一周",
    },
}
