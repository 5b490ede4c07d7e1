"""Public holidays: their choice, the question before their week, and the list."""

TEXTS: dict[str, dict[str, str]] = {
    "usual": {"en": "as usual", "zh": "照常"},
    "light": {"en": "light", "zh": "轻量"},
    "off": {"en": "off", "zh": "休息"},
    "workday": {"en": "working day", "zh": "调休上班"},
    "asked_day": {
        "en": "{name} is on {day}: as usual, light (half of the day) or off? Until you say, it is as usual.",
        "zh": "{day} 是{name}：照常、轻量（半量）还是休息？没有回答之前照常安排。",
    },
    "asked_days": {
        "en": "{name}, {first} to {last} ({days} days): as usual, light (half of each day) or off? Until you say, they "
        "are as usual.",
        "zh": "{name}，{first} 至 {last}（{days} 天）：照常、轻量（每天半量）还是休息？没有回答之前照常安排。",
    },
    "made_up": {"en": "worked for it: {days}", "zh": "为此调休上班：{days}"},
    "which_region": {
        "en": "Whose public holidays count? Say it once: `roadweek holidays --region DE` (a country, or DE-BY).",
        "zh": "按哪里的法定节假日？说一次就好：`roadweek holidays --region CN`（国家代码，或 DE-BY 这样的地区）。",
    },
    "proposed": {
        "en": "what is decided about a holiday changes its week: ask for it with `roadweek replan`, then approve it",
        "zh": "对节假日的决定会改变那一周：请用 `roadweek replan` 提出，再采用",
    },
    "title": {"en": "Public holidays: {region}", "zh": "法定节假日：{region}"},
    "by_plan": {"en": "as your plan hints; `--region` changes it", "zh": "依据计划推断；用 `--region` 可以更改"},
    "unknown": {
        "en": "{year}: not announced yet, so neither holidays nor make-up workdays of it are known here",
        "zh": "{year} 年的放假安排尚未公布，节假日与调休均未知",
    },
    "none": {"en": "No public holiday ahead.", "zh": "近期没有法定节假日。"},
    "line": {"en": "{name}: {choice}", "zh": "{name}：{choice}"},
    "how": {
        "en": "`roadweek decide ID off` (or light, as usual) replans its week.",
        "zh": "`roadweek decide ID 休息`（或 轻量、照常）会重新安排那一周。",
    },
    "kept": {"en": "Public holidays are those of {region}.", "zh": "法定节假日按 {region} 计算。"},
}
