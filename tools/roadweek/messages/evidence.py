"""The words for what makes us believe in a trip; ``detail`` is taken from the calendar."""

TEXTS: dict[str, dict[str, str]] = {
    "event": {"en": "the event “{detail}”", "zh": "日程“{detail}”"},
    "word": {"en": "its title says “{detail}”", "zh": "标题里有“{detail}”"},
    "route": {"en": "it leads from one place to another ({detail})", "zh": "从一地到另一地（{detail}）"},
    "other": {"en": "it seems to be {detail}'s journey", "zh": "看起来是{detail}的行程"},
    "days": {"en": "it covers {detail} whole days", "zh": "覆盖 {detail} 个整天"},
    "place": {"en": "it takes place in {detail}", "zh": "地点是{detail}"},
    "zones": {"en": "it begins and ends in different time zones ({detail})", "zh": "起止时区不同（{detail}）"},
    "category": {"en": "it is filed under {detail}", "zh": "类别为 {detail}"},
    "accepted": {"en": "an invitation that you accepted", "zh": "你已接受的邀请"},
    "unanswered": {"en": "an invitation that you have not answered", "zh": "你尚未答复的邀请"},
    "tentative": {"en": "an invitation that you answered with maybe", "zh": "你答复“待定”的邀请"},
    "unknown": {
        "en": "an invitation; who of those invited you are is not known ([person] emails in config.toml)",
        "zh": "一份邀请；不知道受邀者中哪位是你（config.toml 的 [person] emails）",
    },
    "free": {"en": "it is marked as free time", "zh": "它标为空闲"},
    "mail": {"en": "it came from a booking by mail", "zh": "来自订票邮件"},
}
