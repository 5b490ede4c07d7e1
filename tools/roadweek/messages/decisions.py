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
    "means": {"en": "What that means for the plan:", "zh": "这对计划意味着："},
    "means_track": {
        "en": "It names {title}: next week holds {length} of it. “give {title} 6 hours a week” proposes another.",
        "zh": "它提到了{title}：下周安排了 {length}。说“每周给{title} 6 小时”会提出改动。",
    },
    "means_milestone": {"en": "It names {title}, due {day}.", "zh": "它提到了{title}，{day} 到期。"},
    "means_nothing_named": {
        "en": "The plan has no track or milestone that it names. Write what it takes into your plan file and `roadweek import` it again (what was done is kept); a single thing is `roadweek task add`.",
        "zh": "计划里还没有它提到的方向或里程碑。把需要做的写进计划文件，再 `roadweek import` 一次（做过的都保留）；单件的事用 `roadweek task add`。",
    },
    "means_others": {
        "en": "Only what you did not choose names {title}: next week still holds {length} of it. “pause {title}” proposes to stop it.",
        "zh": "只有没选的那些提到了{title}：下周还有 {length}。说“暂停{title}”会提出停下它。",
    },
    "means_stands": {
        "en": "Nothing moves by itself. Next week goes on with {length}: {tracks}. “pause {first}” or “give {first} 6 hours a week” proposes a change.",
        "zh": "不会自动改动。下周照旧是 {length}：{tracks}。说“暂停{first}”或“每周给{first} 6 小时”会提出改动。",
    },
    "means_free": {
        "en": "Nothing moves by itself; next week holds nothing so far.",
        "zh": "不会自动改动；下周目前没有安排。",
    },
    "means_count": {
        "en": "{name} goes on being counted until “{until}” ({total} so far); `roadweek review count {name} --reached` when it has come.",
        "zh": "{name}继续计数，直到“{until}”（目前 {total}）；等到了就用 `roadweek review count {name} --reached`。",
    },
    "means_after": {
        "en": "After {day} the plan holds {works} work(s) and {milestones} milestone(s).",
        "zh": "{day} 之后计划里还有 {works} 项工作、{milestones} 个里程碑。",
    },
    "means_after_nothing": {
        "en": "After {day} the plan holds no work with a date and no milestone: what comes then is yours to say.",
        "zh": "{day} 之后计划里没有带日期的工作和里程碑：之后做什么由你来定。",
    },
    "means_edits": {
        "en": 'Its words read as: {edits}. `roadweek replan "{words}"` proposes that.',
        "zh": '这句话可以理解为：{edits}。`roadweek replan "{words}"` 会提出来。',
    },
    "fact_option": {"en": "{number} is about {tracks} of the plan", "zh": "{number} 关系到计划里的{tracks}"},
    "fact_option_none": {
        "en": "{number} names nothing that the plan has yet",
        "zh": "{number} 在计划里还没有对应的内容",
    },
    "step": {
        "en": "Say a number or your own words, and I say what that means for the plan; “later” leaves it open.",
        "zh": "说编号，或者用自己的话说，我会说明它对计划意味着什么；“以后再说”先放着。",
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
