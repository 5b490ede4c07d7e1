"""How far a session's work is, beside its title."""

TEXTS: dict[str, dict[str, str]] = {
    "part": {"en": " (part {n} of {of})", "zh": "（第 {n}/{of} 次）"},
    "parts": {"en": " (parts {first}–{last} of {of})", "zh": "（第 {first}–{last}/{of} 次）"},
    "box": {"en": " (timebox: {done} of {minutes} min)", "zh": "（时间盒：{done}/{minutes} 分钟）"},
    "hours": {"en": " ({done} of {of} h)", "zh": "（{done}/{of} 小时）"},
}
