"""The words of ``ReasonCode``, with their numbers, and of the trip policy. Minutes are whole numbers, times and dates text."""

TEXTS: dict[str, dict[str, str]] = {
    "no_window": {
        "en": "no free stretch of {needed_min} min in its hours; the longest has {max_gap_min} min",
        "zh": "可用时段里没有 {needed_min} 分钟的空档，最长只有 {max_gap_min} 分钟",
    },
    "day_budget": {
        "en": "the day's work is full: it needs {needed_min} min, {free_min} min are left",
        "zh": "当天的学习量已满：需要 {needed_min} 分钟，只剩 {free_min} 分钟",
    },
    "busy": {"en": "the calendar has {title} from {start} to {end}", "zh": "日历上 {start} 到 {end} 有{title}"},
    "trip": {
        "en": "the trip {start} to {end} uses the trip week, which leaves it out",
        "zh": "{start} 到 {end} 出差，按出差周安排，不含此项",
    },
    "trip_plain": {
        "en": "away from {start} to {end}, when only short daily habits go on",
        "zh": "{start} 到 {end} 出差，只保留简短的每日习惯",
    },
    "rule": {"en": "a rule of the plan: {text}", "zh": "计划里的规则：{text}"},
    "deadline": {"en": "it no longer fits before it is due on {due}", "zh": "在截止日 {due} 之前排不下"},
    "short": {
        "en": "due on {due}: {asked_min} min asked, {possible_min} possible, {short_min} short",
        "zh": "{due} 截止：需要 {asked_min} 分钟，排得下 {possible_min} 分钟，还差 {short_min} 分钟",
    },
    "spacing": {"en": "it must not lie on the same day as its other session", "zh": "同一活动的两次不能排在同一天"},
    "precedence": {"en": "it comes after {before}, which has no place", "zh": "它排在“{before}”之后，而后者没有位置"},
    "buffer": {"en": "only the {buffer_min} min kept free are left", "zh": "只剩下要留空的 {buffer_min} 分钟"},
    "day_off": {"en": "{date} is a day off", "zh": "{date} 休息"},
    "paused": {"en": "{track} is paused from {start} to {until}", "zh": "{track} 从 {start} 暂停到 {until}"},
    "asked": {"en": "you asked for it", "zh": "按你的要求"},
    "past": {"en": "its time has passed", "zh": "时间已过"},
    "priority": {"en": "{other} comes first", "zh": "“{other}”优先"},
    "equal": {"en": "{other}, which is worth as much, has the place", "zh": "位置给了同样重要的“{other}”"},
    "template": {"en": "the {template} week asks for it", "zh": "{template}周的安排"},
    "missed": {
        "en": "{title} of {day} was not done; this is another time for it",
        "zh": "{day} 的“{title}”没有做，另找时间补上",
    },
    "room": {"en": "this makes better room for {other}", "zh": "给“{other}”留出更合适的时间"},
    "time_busy": {
        "en": "wished at {at}, when the calendar has {title} from {start} to {end}",
        "zh": "原定 {at}，那时日历上 {start} 到 {end} 有{title}",
    },
    "time_taken": {"en": "wished at {at}, when {other} is on", "zh": "原定 {at}，那时已有“{other}”"},
    "time_closed": {
        "en": "wished at {at}, against a rule of the plan: {text}",
        "zh": "原定 {at}，与计划里的规则不合：{text}",
    },
    "time_hours": {"en": "wished at {at}, which is not free", "zh": "原定 {at}，那时没有可用的时间"},
    "policy_ok": {"en": "within the trip policy", "zh": "符合出差自动调整的规则"},
    "policy_moves": {
        "en": "{moves} sessions would move, the trip policy allows {max_moves}",
        "zh": "有 {moves} 次安排要移动，自动调整最多允许 {max_moves} 次",
    },
    "policy_past": {"en": "{title} lies in the past or has begun", "zh": "“{title}”已经开始或已过去"},
    "policy_pinned": {"en": "{title} is pinned", "zh": "“{title}”已固定"},
    "policy_floor": {
        "en": "{title} would fall below the {floor_min} min that it must have",
        "zh": "“{title}”将少于必须保证的 {floor_min} 分钟",
    },
    "policy_dropped": {"en": "{title} must be done and would be dropped", "zh": "“{title}”必须做，却会被取消"},
    "policy_missed": {
        "en": "it also offers another time for {title}, which was not done",
        "zh": "其中还为没做的“{title}”另找了时间",
    },
    "policy_state": {"en": "the proposal is {state}, not open", "zh": "提案状态为 {state}，不是待定"},
}
