"""The one short question that is asked where a wish lacks something or can be read in two ways."""

TEXTS: dict[str, dict[str, str]] = {
    "which_track": {"en": "Which track do you mean?", "zh": "指的是哪条学习线？"},
    "which_work": {"en": "Which work of the plan do you mean?", "zh": "指的是计划里的哪一项工作？"},
    "add_to_what": {
        "en": "The plan has no “{words}”. Which track or work do you mean, or is it new and due by when?",
        "zh": "计划里没有“{words}”。指的是哪个方向或任务？如果是新的，什么时候截止？",
    },
    "long_once": {
        "en": "“{words}” is too long for one session: by when is it due, or how many hours a week?",
        "zh": "“{words}”一次做不完：什么时候截止，或者每周几小时？",
    },
    "new_thing": {
        "en": "The plan has no “{words}”: how long and when, and for which track ({tracks})?",
        "zh": "计划里没有“{words}”：多长时间、哪一天或多久一次，属于哪个方向（{tracks}）？",
    },
    "new_rhythm": {
        "en": "The plan has no “{words}”: for which track is it ({tracks})?",
        "zh": "计划里没有“{words}”：属于哪个方向（{tracks}）？",
    },
    "new_rhythm_length": {
        "en": "The plan has no “{words}”: how long each time, and for which track ({tracks})?",
        "zh": "计划里没有“{words}”：每次多长时间，属于哪个方向（{tracks}）？",
    },
    "week_or_day": {
        "en": "“{words}”: hours a week, or hours on that one day of the week?",
        "zh": "“{words}”有两种读法：每周几小时，还是每周的那一天几小时？",
    },
    "open_already": {
        "en": "{day} is open until {clock} anyway. Until when should it be?",
        "zh": "{day}本来就到 {clock}。要到几点？",
    },
    "slot_once_or_ever": {
        "en": "One session (of which day, and to which?), or every one from now on?",
        "zh": "只挪一次（哪天的，挪到哪天），还是以后都这样？",
    },
    "which_of_works": {"en": "Which of these do you mean: {works}?", "zh": "指的是哪一项：{works}？"},
    "which_steps": {
        "en": "Into which steps, with their hours where you know them: {work}?",
        "zh": "“{work}”拆成哪几步（知道用时的写上时间）？",
    },
    "which_steps_list": {
        "en": "Which are the steps, with commas between them (I read: {words})?",
        "zh": "是哪几步，请用顿号隔开（读到的是：{words}）？",
    },
    "steps_without_days": {
        "en": "A step has a length but no day of its own: shall I leave the days out?",
        "zh": "每一步只有用时，没有单独的日期：去掉日期可以吗？",
    },
    "order_before_what": {
        "en": "Before or after which other work of its list: {work}?",
        "zh": "“{work}”要放在同一列表里哪一项的前面或后面？",
    },
    "how_long_in_all": {"en": "How long does it take in all: {work}?", "zh": "“{work}”一共要多长时间？"},
    "more_than_what": {
        "en": "From now on ({now} in all), or more than was reckoned with ({more} in all): {work}?",
        "zh": "“{work}”：从现在起还要这么久（一共 {now}），还是比估计的多这么久（一共 {more}）？",
    },
    "new_work_title": {"en": "What is the new work called?", "zh": "新的工作叫什么？"},
    "new_work_clause": {
        "en": "Is “{words}” its name (put it in quotes), or a length or day?",
        "zh": "“{words}”是名称（请加引号），还是时长或日期？",
    },
    "which_day": {"en": "Which day exactly?", "zh": "具体是哪一天？"},
    "which_days": {"en": "For which days?", "zh": "哪几天？"},
    "which_weekday": {
        "en": "It is {day} today: do you mean today, or {coming}?",
        "zh": "今天正好是“{day}”：指今天，还是{coming}？",
    },
    "which_weekdays": {"en": "On which days of the week should it be, then?", "zh": "那应该在每周的哪几天？"},
    "to_which_day": {"en": "To which day should it go?", "zh": "要挪到哪一天？"},
    "drop_which_day": {
        "en": "On which day should it be left out, or should it go for good?",
        "zh": "是哪一天不做，还是以后都不做了？",
    },
    "day_over": {"en": "{day} is over already: which day do you mean?", "zh": "{day} 已经过去了，指的是哪一天？"},
    "day_off_moves": {
        "en": "I can free another day, but not fill this one again: shall only the new day be free?",
        "zh": "可以再空出一天，但原来那天不会自动排回来：只休息新的那天吗？",
    },
    "which_day_done": {"en": "On which day was that?", "zh": "那是哪一天的事？"},
    "from_when": {"en": "From which day on?", "zh": "从哪一天开始？"},
    "until_when": {"en": "Until which day?", "zh": "到哪一天为止？"},
    "only_then": {
        "en": "Only for {day}, or from then on?",
        "zh": "只在“{day}”，还是从那时起一直这样？",
    },
    "which_slot": {"en": "Morning, afternoon or evening?", "zh": "上午、下午还是晚上？"},
    "which_times": {"en": "From when to when?", "zh": "几点到几点？"},
    "block_once": {
        "en": "I can keep single days free, not every week: on which date?",
        "zh": "只能按日期空出时间，不能每周重复：哪一天？",
    },
    "no_clock": {
        "en": "I place sessions by part of the day: morning, afternoon or evening?",
        "zh": "安排只分时段：上午、下午还是晚上？",
    },
    "how_long": {"en": "How many minutes?", "zh": "多少分钟？"},
    "how_long_done": {"en": "How many minutes was it, and of which track?", "zh": "做了多少分钟，是哪一项？"},
    "how_often": {"en": "How many times a day, week or month?", "zh": "每天、每周或每月几次？"},
    "how_much": {"en": "How long or how often should it be?", "zh": "改成多长时间、多少次？"},
    "per_day_capacity": {"en": "How many minutes a day is that?", "zh": "每天多少分钟？"},
    "trip_dates": {"en": "From which day to which day is the trip?", "zh": "出差从哪天到哪天？"},
    "trip_end": {"en": "The trip begins on {start}: when do you come back?", "zh": "{start} 出发，哪天回来？"},
    "trip_change": {
        "en": "What changes about the trip: its dates or its place?",
        "zh": "出差的什么要改：日期还是地点？",
    },
    "trip_known": {
        "en": "There is a trip on these days already: does it change, or is it another one?",
        "zh": "这几天已经有一次出差：是要改它，还是另外一次？",
    },
    "which_trip": {"en": "Which trip do you mean?", "zh": "指的是哪一次出差？"},
    "no_such_trip": {
        "en": "I know of no trip there. Which trip do you mean?",
        "zh": "没有查到去那里的出差。指的是哪一次？",
    },
    "no_trip": {
        "en": "I know of no trip ahead: from when to when, and where?",
        "zh": "没有查到之后的出差：从哪天到哪天，去哪里？",
    },
    "which_session": {"en": "Which session: which track, on which day?", "zh": "哪一节：哪条学习线，哪一天？"},
    "which_title": {"en": "What should it be called?", "zh": "它叫什么？"},
    "due_when": {"en": "By which day is it due?", "zh": "截止到哪一天？"},
    "which_choice": {"en": "Which option do you choose, and of which decision?", "zh": "哪个决定，选哪一项？"},
    "priority_dates": {
        "en": "A priority holds until you change it: shall I set it without dates?",
        "zh": "优先级会一直有效，直到再改：不限日期可以吗？",
    },
    "which_of_these": {
        "en": "Several changes are proposed: which of them do you mean?",
        "zh": "提案里有好几处改动：指的是哪一处？",
    },
    "undo_first": {
        "en": "That is applied already. Say “undo” first, then what it should be instead?",
        "zh": "那项改动已经应用了。先说“撤销”，再说要改成什么，好吗？",
    },
    "unclear": {"en": "What should change: “{words}”?", "zh": "“{words}”：要改什么？"},
    "uncovered": {
        "en": "I did not place this part: {words}. What should happen with it?",
        "zh": "这部分没有读懂：{words}。要怎么处理？",
    },
}
