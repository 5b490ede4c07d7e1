"""The words of forecasts: when something is finished, how sure that is, and what a change would move."""

TEXTS: dict[str, dict[str, str]] = {
    # what slips
    "slips_none": {"en": "No milestone would move.", "zh": "没有里程碑会推迟。"},
    "slips_head": {
        "en": "What it would move ({count} of {of}):",
        "zh": "它会影响（{of} 项中的 {count} 项）：",
    },
    "slips_more": {"en": "and {count} more: `roadweek roadmap`", "zh": "还有 {count} 项，见 `roadweek roadmap`"},
    "slip_later": {
        "en": "{title}: {before} → {after}, {days} d later{due}{sure}",
        "zh": "{title}：{before} → {after}，晚 {days} 天{due}{sure}",
    },
    "slip_earlier": {
        "en": "{title}: {before} → {after}, {days} d earlier{due}{sure}",
        "zh": "{title}：{before} → {after}，早 {days} 天{due}{sure}",
    },
    "slip_same": {"en": "{title}: still {after}{due}{sure}", "zh": "{title}：仍在 {after}{due}{sure}"},
    "slip_lost": {
        "en": "{title}: {before} → no day any more{due}{sure}",
        "zh": "{title}：{before} → 不再有完成日{due}{sure}",
    },
    "slip_found": {"en": "{title}: now {after}{due}{sure}", "zh": "{title}：现在可在 {after} 完成{due}{sure}"},
    "slip_nowhere": {"en": "{title}: no day{due}{sure}", "zh": "{title}：没有完成日{due}{sure}"},
    "slip_due": {"en": ", due {day}", "zh": "，期限 {day}"},
    "slip_sure": {"en": "; in time: {before} → {after}", "zh": "；按时可能 {before} → {after}"},
}
