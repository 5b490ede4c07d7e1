"""What is said of decisions whose window is open, and of counts."""

TEXTS: dict[str, dict[str, str]] = {
    "asked": {"en": "To decide by {day}: {question}", "zh": "{day} 前要决定：{question}"},
    "how": {
        "en": '`roadweek decide {id} "your choice"`',
        "zh": '`roadweek decide {id} "你的选择"`',
    },
    "fact_track": {"en": "{title}: {length} in the last four weeks", "zh": "{title}：最近四周 {length}"},
    "fact_count": {"en": "{name}: {total} in all, {week} this week", "zh": "{name}：共 {total}，本周 {week}"},
    "fact_count_until": {
        "en": "{name}: {total} in all, {week} this week; “{until}” has not come yet",
        "zh": "{name}：共 {total}，本周 {week}；还没有等到“{until}”",
    },
    "fact_count_reached": {
        "en": "{name}: {total} in all; “{until}” came {day}",
        "zh": "{name}：共 {total}；{day} 等到了“{until}”",
    },
    "step": {
        "en": "Say a number or your own words; “later” leaves it open.",
        "zh": "说编号，或者用自己的话说；“以后再说”先放着。",
    },
    "step_free": {"en": "Say it in your own words; “later” leaves it open.", "zh": "用自己的话说；“以后再说”先放着。"},
    "left": {"en": "Left open until {day}.", "zh": "先放着，最迟 {day}。"},
    "count_line": {
        "en": "{name}: {week} this week, {before} the week before, {total} since {since}",
        "zh": "{name}：本周 {week}，上周 {before}，{since} 以来共 {total}",
    },
    "count_until": {"en": "until {until}", "zh": "直到{until}"},
    "count_aim": {"en": "{a_week} a week wanted", "zh": "每周想要 {a_week}"},
    "count_reached": {"en": "came {day}", "zh": "{day} 等到了"},
    "count_none": {
        "en": 'Nothing is counted yet: `roadweek review count applications 3`, and `--until "an offer"` keeps it in each report until that comes.',
        "zh": "还没有计数：`roadweek review count 投递 3`；加 `--until 拿到offer` 会一直写进周报，直到等到为止。",
    },
}
