"""What an import says of a plan as a whole: its sum, what gets no time, what is asked."""

TEXTS: dict[str, dict[str, str]] = {
    "sum": {
        "en": "asks for {sessions}, {length} a week",
        "zh": "每周要 {sessions}，共 {length}",
    },
    "sessions": {"en": "{count} sessions", "zh": "{count} 次"},
    "session": {"en": "1 session", "zh": "1 次"},
    "sum_stated": {
        "en": "asks for {sessions}, {length} a week; you state {stated}",
        "zh": "每周要 {sessions}，共 {length}；你写的是 {stated}",
    },
    "sum_none": {"en": "asks for no sessions that can be planned yet", "zh": "还没有可以排的内容"},
    "beyond": {
        "en": "The plan asks for {asked} a week and states {stated}: which should hold?",
        "zh": "计划每周要 {asked}，而写明的是 {stated}：以哪个为准？",
    },
    "no_room": {
        "en": "No week has room for {titles}: how much time should it get? Write it into the plan, for example "
        "“- {first}: every Saturday, 60 min”, and import again.",
        "zh": "{titles}哪一周都排不上：要给多少时间？请写进计划（如“- {first}：每周六，60 分钟”）再重新导入。",
    },
    "without_time": {"en": "these goals have no time yet: {titles}", "zh": "这些目标还没有时间：{titles}"},
    "zone_utc": {
        "en": 'Times are in {zone}, this machine\'s zone. If you live elsewhere, write timezone = "Asia/Shanghai" (yours) into {path}.',
        "zh": '时间按本机时区 {zone} 计算。如果你在别处，请在 {path} 里写上你的时区，例如 timezone = "Asia/Shanghai"。',
    },
    "not_obeyed": {"en": "Not obeyed by the planner:", "zh": "排程不会遵守："},
    "unsure": {"en": "Not planned, until you decide:", "zh": "没有排，等你决定："},
}
