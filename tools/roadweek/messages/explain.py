"""The words of an explanation: where a session came from, where it could lie as well, what would give one a place."""

TEXTS: dict[str, dict[str, str]] = {
    "moved": {"en": "moved from {old}: {why}", "zh": "原在 {old}，现已移动：{why}"},
    "shortened": {
        "en": "shortened, it was {minutes} min from {old}: {why}",
        "zh": "原为 {old} 起 {minutes} 分钟，现已缩短：{why}",
    },
    "lengthened": {
        "en": "longer now, it was {minutes} min from {old}: {why}",
        "zh": "原为 {old} 起 {minutes} 分钟，现已延长：{why}",
    },
    "dropped": {"en": "it stood on {old}: {why}", "zh": "原排在 {old}：{why}"},
    "free": {"en": "{places} was free too", "zh": "{places} 也有空"},
    "free_more": {"en": "{places} were free too", "zh": "{places} 也都有空"},
    "other_day": {
        "en": "{when} is free: it would fit if its days allowed that",
        "zh": "{when} 有空：放宽它的日子就能排下",
    },
    "shorter": {
        "en": "{length} min instead of {wanted} would fit on {when}",
        "zh": "改成 {length} 分钟（原 {wanted} 分钟）可排在 {when}",
    },
    "without": {
        "en": "without {other} ({minutes} min) it would fit on {when}",
        "zh": "不做“{other}”（{minutes} 分钟）就可排在 {when}",
    },
    "longer": {
        "en": "with hours until {until} on {day} ({minutes} min longer) it would fit",
        "zh": "{day} 可用时间延长到 {until}（多 {minutes} 分钟）就能排下",
    },
    "buffer": {
        "en": "with {minutes} of the minutes kept free it would fit on {when}",
        "zh": "动用留空时间里的 {minutes} 分钟就可排在 {when}",
    },
    "list": {"en": ", ", "zh": "、"},
}
