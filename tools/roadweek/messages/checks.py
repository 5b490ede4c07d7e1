"""What is checked of a plan unasked."""

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Checked unasked:", "zh": "自动检查："},
    "none": {
        "en": "Nothing to check: the plan states no principle that can be reckoned, and its lines fit.",
        "zh": "没有可检查的内容：计划没有可以核算的原则，各线也放得下。",
    },
    "no_line": {"en": "no line", "zh": "不属于任何线"},
    "over": {
        "en": "What recurs asks for more than a week has: {asked} of {room} in the week of {week}.",
        "zh": "重复的安排超过一周的时间：{week} 那一周需要 {asked}，只有 {room}。",
    },
    "break_ok": {
        "en": "A break of {days} days, tried from {starts} weeks of the plan, makes nothing that is due late.",
        "zh": "断 {days} 天（在计划的 {starts} 个时点试算）：没有截止事项被耽误。",
    },
    "break_costs": {
        "en": "A break of {days} days, tried from {starts} weeks, is survived: at worst, from {day}, {missed} of {owed} works "
        "that are still due fall short.",
        "zh": "断 {days} 天（在 {starts} 个时点试算）撑得住：最坏从 {day} 起，{owed} 项未到期的工作中有 {missed} 项排不完。",
    },
    "break_hurts": {
        "en": "A break of {days} days, tried from {starts} weeks, is not survived: at worst, from {day}, {missed} of {owed} "
        "works that are still due fall short.",
        "zh": "断 {days} 天（在 {starts} 个时点试算）撑不住：最坏从 {day} 起，{owed} 项未到期的工作中有 {missed} 项排不完。",
    },
    "break_short": {
        "en": "The plan is too short to try a break in it.",
        "zh": "计划太短，无法试算中断。",
    },
    "short": {"en": "{title}: {length} no longer fit before it is due", "zh": "{title}：截止前有 {length} 排不下"},
    "devices_ok": {
        "en": "Every device that the works name is among those at hand: {owned}.",
        "zh": "各项工作提到的设备都在现有设备之中：{owned}。",
    },
    "devices_foreign": {
        "en": "{count} works name a device that is not among those at hand ({owned}):",
        "zh": "有 {count} 项工作提到了现有设备（{owned}）之外的设备：",
    },
    "devices_unknown": {
        "en": "The plan keeps to owned devices but names none that is known here, so it could not be checked.",
        "zh": "计划要求落在现有设备上，但没有写出能识别的设备，无法检查。",
    },
    "work_names": {"en": "{title}: {name}", "zh": "{title}：{name}"},
    "no_repeat": {
        "en": "No work repeats what the baseline says is there.",
        "zh": "没有工作与已具备的能力重复。",
    },
    "repeats": {
        "en": "{count} works look like something that the baseline says is there already:",
        "zh": "有 {count} 项工作看起来与已具备的能力重复：",
    },
    "there_already": {"en": "{title} – there already: {name}", "zh": "{title}（已具备：{name}）"},
    "estimates": {
        "en": "{count} works with a stated length took {took} instead of {meant} ({percent} %).",
        "zh": "{count} 项写明用时的工作实际用了 {took}，原估 {meant}（{percent}%）。",
    },
    "estimate": {"en": "{title}: {took} instead of {meant}", "zh": "{title}：{took}，原估 {meant}"},
}
