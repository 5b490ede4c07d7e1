"""Why an edit changes nothing, and the nearest thing that would."""

TEXTS: dict[str, dict[str, str]] = {
    "one": {"en": "{edit}: {why}", "zh": "{edit}：{why}"},
    "left_out": {"en": "left out, it changes nothing: {why}", "zh": "未采用，不会带来任何改变：{why}"},
    "past": {"en": "{day} is past; today is {today}", "zh": "{day}已过去；今天是{today}"},
    "trip_there": {
        "en": "the trip {start} – {end} is planned around already; change_trip changes it",
        "zh": "{start} – {end} 的出差已在计划中；要改它请用 change_trip",
    },
    "no_such_trip": {
        "en": "no such trip is known; those that are: {known}",
        "zh": "没有这样的出差；已知的有：{known}",
    },
    "no_trip": {
        "en": "no trip is known; to add one, say from when to when, and where",
        "zh": "目前没有已知的出差；要添加，请说明从哪天到哪天、去哪里",
    },
    "trip_same": {
        "en": "the trip {start} – {end} is like that already",
        "zh": "{start} – {end} 的出差本来就是这样",
    },
    "no_session": {
        "en": "there is no {track} on {day}; the nearest is on {nearest}",
        "zh": "{day}没有“{track}”；最近的一次在{nearest}",
    },
    "no_session_week": {
        "en": "there is no {track} on {day}, nor on another day ahead in its week; the week shows what there is",
        "zh": "{day}没有“{track}”，那一周之后的日子也没有；可查看该周的安排",
    },
    "left_already": {
        "en": "{track} on {day} is left out already",
        "zh": "{day}的“{track}”已经取消了",
    },
    "there_already": {
        "en": "{track} is on {day} already",
        "zh": "“{track}”本来就在{day}",
    },
    "over": {
        "en": "{track} on {day} has begun or is over; say what came of it instead: done, skipped or in part",
        "zh": "{day}的“{track}”已经开始或结束；请改为报告完成、跳过或部分完成",
    },
    "stays": {
        "en": "no {track} moves by it; there is none in its week that could stand on {day}",
        "zh": "没有“{track}”会因此移动；那一周没有可以放到{day}的时段",
    },
    "day_closed": {
        "en": "{day} has no time for work anyway",
        "zh": "{day}本来就没有安排学习的时间",
    },
    "time_closed": {
        "en": "that time is not used for work anyway; the hours of {day} are {hours}",
        "zh": "那段时间本来就不用来学习；{day}可用的时间是 {hours}",
    },
    "day_room": {
        "en": "these days hold no more, and no less, than that already",
        "zh": "这些天能安排的本来就不多也不少于这个量",
    },
    "paused": {"en": "{track} is paused then already", "zh": "“{track}”那段时间已经暂停了"},
    "running": {"en": "{track} is not paused then", "zh": "“{track}”那时没有暂停"},
    "activity_same": {"en": "{track} is like that already", "zh": "“{track}”本来就是这样"},
    "activity_none": {
        "en": "nothing of {track} recurs then; its activities are: {known}",
        "zh": "那时“{track}”没有重复的活动；它的活动有：{known}",
    },
    "milestone_same": {"en": "{title} is due on {day} already", "zh": "“{title}”本来就在{day}截止"},
    "done": {"en": "{title} is done already, since {day}", "zh": "“{title}”已在{day}完成"},
    "decided": {"en": "{title} is decided so already: {choice}", "zh": "“{title}”已经定为“{choice}”"},
    "no_choice": {
        "en": "“{choice}” is none of the choices of {title}, and no week changes by it; choices are {known}",
        "zh": "“{choice}”不在 {title} 的选项里，各周安排也不会因此改变；选项有 {known}",
    },
    "priority_end": {
        "en": "{track} has the highest or lowest priority already; give another track the other one",
        "zh": "“{track}”的优先级已经到头；可以反过来调整另一个方向",
    },
    "as_it_is": {"en": "it stands so already", "zh": "本来就是这样"},
    "pinned": {"en": "{title} on {day} is pinned already", "zh": "{day}的“{title}”已经固定"},
    "unpinned": {"en": "{title} on {day} is not pinned", "zh": "{day}的“{title}”没有固定"},
    "session_over": {"en": "{title} on {day} is over", "zh": "{day}的“{title}”已经结束"},
    "held_hours": {
        "en": "the plan holds {title} to {hours}, so it stays at {at}; change that in the plan",
        "zh": "计划把“{title}”限定在 {hours}，所以仍在 {at}；请在计划里改",
    },
    "held": {
        "en": "no {title} can lie there, so it stays at {at}; choose another time",
        "zh": "“{title}”放不到那里，仍在 {at}；请换个时间",
    },
}
