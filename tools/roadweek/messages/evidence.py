"""The words for what makes us believe in a trip; ``detail`` is taken from the calendar."""

TEXTS: dict[str, dict[str, str]] = {
    "event": {"en": "the event “{detail}”", "zh": "日程“{detail}”"},
    "word": {"en": "its title says “{detail}”", "zh": "标题里有“{detail}”"},
    "days": {"en": "it covers {detail} whole days", "zh": "覆盖 {detail} 个整天"},
    "place": {"en": "it takes place in {detail}", "zh": "地点是{detail}"},
    "zones": {"en": "it begins and ends in different time zones ({detail})", "zh": "起止时区不同（{detail}）"},
    "category": {"en": "it is filed under {detail}", "zh": "类别为 {detail}"},
    "mail": {"en": "it came from a booking by mail", "zh": "来自订票邮件"},
}
