"""Where two places of a plan do not agree, in words. Lines are those of the imported file."""

TEXTS: dict[str, dict[str, str]] = {
    "year_missing": {
        "en": "these dates have no year: {what}. Import again with --as-of DATE, the day the plan was written.",
        "zh": "这些日期没有年份：{what}。请用 --as-of 日期（计划写作之日）重新导入。",
    },
    "year_assumed": {
        "en": "dates without a year ({count} lines) are taken to be in {year}, the year that line {line} names.",
        "zh": "没有写年份的日期（{count} 行）按第 {line} 行写的 {year} 年来读。",
    },
    "overlap": {
        "en": "“{first}” (until {until}) and “{second}” (from {since}) overlap.",
        "zh": "“{first}”（到 {until}）与“{second}”（从 {since} 起）有重叠。",
    },
    "gap": {
        "en": "between “{first}” (until {until}) and “{second}” (from {since}) no period is planned.",
        "zh": "“{first}”（到 {until}）与“{second}”（从 {since} 起）之间没有安排。",
    },
    "dates_differ": {
        "en": "“{title}” is given as {first} and as {second}.",
        "zh": "“{title}”有两种日期：{first} 与 {second}。",
    },
    "sum": {
        "en": "“{title}” says {whole} min, its parts make {parts} min.",
        "zh": "“{title}”写的是 {whole} 分钟，各部分合计 {parts} 分钟。",
    },
    "length": {
        "en": "{track}: different lengths ({values} min). The week uses {used} min.",
        "zh": "{track}：时长不一致（{values} 分钟）。周计划按 {used} 分钟。",
    },
    "frequency": {
        "en": "{track}: different frequencies ({values}). The week uses {used}.",
        "zh": "{track}：频率不一致（{values}）。周计划按 {used}。",
    },
    "days": {
        "en": "{track}: different days ({values}). The week uses {used}.",
        "zh": "{track}：日子不一致（{values}）。周计划按 {used}。",
    },
    "weekday": {
        "en": "{date} is a {is_day}, the text says {said}.",
        "zh": "{date} 是{is_day}，文中写的是{said}。",
    },
    "due_differs": {
        "en": "“{title}” is due {first} in one place and {second} in another; the earlier counts.",
        "zh": "“{title}”一处截止 {first}，另一处 {second}；按较早的算。",
    },
    "numbering": {
        "en": "the numbers of the headings begin again at 1: the later part is read as an addition to the earlier one.",
        "zh": "标题编号又从一开始：后面的部分按对前文的补充来读。",
    },
    "budget": {
        "en": "the shares of effort add up to {percent}%.",
        "zh": "精力占比合计 {percent}%。",
    },
    "length_assumed": {
        "en": "no length is given for {count} of the activities ({titles}); {minutes} min each are assumed.",
        "zh": "有 {count} 项活动没有写时长（{titles}），每次暂按 {minutes} 分钟。",
    },
}
