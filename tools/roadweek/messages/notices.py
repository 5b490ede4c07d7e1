"""What is told unasked: days that were lost and what they cost, what is overdue, what no longer fits and the ways out."""

TEXTS: dict[str, dict[str, str]] = {
    "gap": {
        "en": "Nothing was noted as done from {first} to {last} ({days} days).",
        "zh": "{first}到{last}（{days} 天）没有任何完成记录。",
    },
    "gap_trip": {
        "en": "You were away from {first} to {last} ({days} days), and nothing was noted as done.",
        "zh": "{first}到{last}（{days} 天）你不在家，没有任何完成记录。",
    },
    "gap_off": {
        "en": "The days from {first} to {last} ({days}) were off, and nothing was noted as done.",
        "zh": "{first}到{last}（{days} 天）你在休息，没有任何完成记录。",
    },
    "lost": {"en": "Left undone from {first} to {last}:", "zh": "{first}到{last}没有做的："},
    "lost_back": {"en": "{title} {length}, can come back", "zh": "{title} {length}，可以补"},
    "lost_part": {"en": "{title} {length}, {again} of it can come back", "zh": "{title} {length}，其中 {again} 可以补"},
    "lost_anew": {"en": "{title} {length}, begins anew", "zh": "{title} {length}，不补，重新开始"},
    "lost_more": {"en": "{count} more: {length}", "zh": "另外 {count} 项：{length}"},
    "one": {"en": "{title} {length}", "zh": "{title} {length}"},
    "again": {
        "en": "Proposed: {length} come back, about {share} a week on top, over about {weeks} week(s).",
        "zh": "建议：补回 {length}，每周多大约 {share}，约 {weeks} 周。",
    },
    "again_none": {
        "en": "Proposed: nothing is made up, all of it begins anew.",
        "zh": "建议：都不补，从现在重新开始。",
    },
    "milestone_fits": {
        "en": "It costs {title}, due {day}, {lost}; it still fits.",
        "zh": "影响：{title}（{day}截止）少了 {lost}，仍来得及。",
    },
    "milestone_short": {
        "en": "It costs {title}, due {day}: {short} no longer fit before it.",
        "zh": "影响：{title}（{day}截止）还差 {short}，在那之前排不下。",
    },
    "gap_say": {
        "en": "Next: say “spread what I missed” to see it as a proposal; what was done after all can still be told.",
        "zh": "下一步：说“把落下的分摊到后面几周”就会给出方案；如果其实做了，也可以补记。",
    },
    "overdue": {
        "en": "Overdue: {title}, due {day}, {left} left; planned {when}.",
        "zh": "已过期：{title}（{day}截止），还剩 {left}；已排在 {when}。",
    },
    "overdue_unplanned": {
        "en": "Overdue: {title}, due {day}, {left} left, not planned yet: replan finds a time, or say that it is done.",
        "zh": "已过期：{title}（{day}截止），还剩 {left}，还没有排：重新规划会找时间，或者说已完成。",
    },
    "overdue_part": {
        "en": "Overdue: {title}, due {day}, {left} left; {planned} planned ({when}), {short} not yet.",
        "zh": "已过期：{title}（{day}截止），还剩 {left}；已排 {planned}（{when}），{short} 还没有排。",
    },
    "undone": {"en": "Not done before: {parts}.", "zh": "之前没做的：{parts}。"},
    "undone_again": {"en": "{titles} come back", "zh": "补上 {titles}"},
    "undone_waits": {"en": "{titles} wait for a later week", "zh": "以后再补 {titles}"},
    "undone_gone": {"en": "{titles} are not made up", "zh": "不补 {titles}"},
    "short": {
        "en": "{title}: {asked} asked by {day}, {possible} possible, {short} short.",
        "zh": "{title}：{day}前需要 {asked}，排得下 {possible}，还差 {short}。",
    },
    "waits": {
        "en": "{title}: {held} of {asked} planned now; the rest waits for room until {day}.",
        "zh": "{title}：{asked} 中现在排了 {held}，其余等到 {day}之前有空再排。",
    },
    "unplanned": {
        "en": "{title}: {left} by {day} are not planned, the plan's week has no place for it.",
        "zh": "{title}：{day}前的 {left} 没有排进任何一周，计划的每周安排里没有它的位置。",
    },
    "way_focus": {
        "en": "give “{title}” {length} a week until {day}",
        "zh": "“{title}”每周 {length}，到{day}",
    },
    "ways": {"en": "Ways out: {ways}.", "zh": "可以这样：{ways}。"},
    "way_later": {"en": "by {day} instead", "zh": "改到{day}截止"},
    "way_less": {"en": "only {length} of it", "zh": "只做 {length}"},
    "way_open": {"en": "until {clock} on {day}", "zh": "{day}做到 {clock}"},
    "way_without": {"en": "without {title} on {day}", "zh": "{day}不做{title}"},
    "trip_days": {
        "en": "The plan has no trip week: on trip days only short daily habits go on. "
        "To allow more, say for example “60 minutes a day from {first} to {last}”.",
        "zh": "计划里没有出差周：出差的日子只保留简短的每日习惯。要多安排，可以说“{first}到{last}每天60分钟”。",
    },
}
