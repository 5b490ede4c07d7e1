"""What an answer about GitHub lacks, and why."""

TEXTS: dict[str, dict[str, str]] = {
    "not_now": {"en": "As it was kept: {why}", "zh": "以下为已保存的内容：{why}"},
    "missing_part": {
        "en": "GitHub left out a part ({where}): {why}",
        "zh": "GitHub 略去了一部分（{where}）：{why}",
    },
    "missing_more": {"en": "GitHub left out {count} more parts.", "zh": "GitHub 另外略去了 {count} 处。"},
    "days_missing": {
        "en": "{count} days from {first} to {last} are not known yet: they were never asked for with a network.",
        "zh": "{first} 到 {last} 之间有 {count} 天还不知道：从未联网查询过。",
    },
    "bounded": {
        "en": "There are more {what} than the {count} that were read.",
        "zh": "{what} 不止已读取的 {count} 个。",
    },
    "older_missing": {
        "en": "What last changed before {day} was not read.",
        "zh": "{day} 之前的改动没有读取。",
    },
    "repository_missing": {
        "en": "{name}: {why}",
        "zh": "{name}：{why}",
    },
}
