"""Answers about the time ahead: what a stretch is for, and what would slip."""

TEXTS: dict[str, dict[str, str]] = {
    "span": {"en": "{first} to {last}: {total} of work are planned.", "zh": "{first} 至 {last}：计划 {total}。"},
    "span_empty": {
        "en": "{first} to {last}: no work is planned, only what recurs.",
        "zh": "{first} 至 {last}：没有安排具体工作，只有重复的活动。",
    },
    "work": {"en": "· {title}: {length} (of {left} that are left now)", "zh": "· {title}：{length}（目前还剩 {left}）"},
    "more": {"en": "· and {count} more", "zh": "· 还有 {count} 项"},
    "due": {"en": "· due {day}: {title}", "zh": "· {day} 截止：{title}"},
    "away": {"en": "· away {first} to {last} {place}", "zh": "· {first} 至 {last} 出差 {place}"},
    "holiday": {"en": "· {name} from {day}: {choice}", "zh": "· {day} 起{name}：{choice}"},
    "if": {"en": "If so ({edits}):", "zh": "如果这样（{edits}）："},
    "not_read": {
        "en": "I could not read what might change in: {words}. Say it as you would ask for it, with its days.",
        "zh": "没读懂会有什么变化：{words}。请像提要求那样说，并带上日期。",
    },
    "nothing_slips": {
        "en": "nothing that is due would slip ({count} things looked at).",
        "zh": "没有会推迟的截止事项（看了 {count} 项）。",
    },
    "slip": {"en": "· {title}: ", "zh": "· {title}："},
    "slip_days": {"en": "{days} days later, {day}", "zh": "晚 {days} 天，到 {day}"},
    "slip_never": {"en": "no longer finished within the time looked at", "zh": "在所看的时间内完不成"},
    "slip_chance": {
        "en": "in time with {after} % instead of {before} %",
        "zh": "按时完成的可能从 {before}% 变为 {after}%",
    },
    "slip_short": {"en": "{length} would not fit", "zh": "有 {length} 排不下"},
    "better": {"en": "({count} would come earlier or be more certain)", "zh": "（{count} 项会提前或更有把握）"},
    "only_asked": {
        "en": "Nothing was changed: say it as a wish and it is proposed.",
        "zh": "没有改动任何内容：直接说出来就会给出提案。",
    },
}
