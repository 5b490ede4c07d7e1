"""What is said of the résumé bank. Facts only; the lines are the person's own words."""

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Résumé lines", "zh": "简历条目"},
    "none": {
        "en": 'No line yet. `roadweek review bullets "what you did" --work ID` keeps one in your words.',
        "zh": '还没有条目。用 `roadweek review bullets "你做了什么" --work ID` 用自己的话写一条。',
    },
    "without": {"en": "With something to show and no line yet", "zh": "有成果、还没有写成条目的"},
    "fact_time": {"en": "{length} noted", "zh": "记录 {length}"},
    "fact_days": {"en": "{first} – {last}, {count} sessions", "zh": "{first} – {last}，{count} 次"},
    "fact_evidence": {"en": "to show: {text}", "zh": "成果：{text}"},
}
