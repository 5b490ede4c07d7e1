"""What the rules that the planner obeys bound; times and lengths are text."""

TEXTS: dict[str, dict[str, str]] = {
    "max_minutes_per_day": {"en": "at most {length} of work a day", "zh": "一天最多安排 {length}"},
    "earliest_start": {"en": "nothing before {start}", "zh": "{start} 之前不安排"},
    "latest_end": {"en": "nothing after {end}", "zh": "{end} 之后不安排"},
    "free_day": {"en": "nothing is planned", "zh": "不安排"},
    "closed_hours": {"en": "nothing from {start} to {end}", "zh": "{start}–{end} 不安排"},
    "free_hours": {"en": "kept free from {start} to {end}", "zh": "{start}–{end} 留空"},
    "max_minutes_per_week": {"en": "at most {length} of work a week", "zh": "一周最多安排 {length}"},
    "break_after": {
        "en": "a break after {length} of work, where the day has room",
        "zh": "每工作 {length} 安排休息（当天排得开时）",
    },
    "days_apart": {"en": "never on two days in a row", "zh": "不安排在相邻的两天"},
    "within_hours": {"en": "only from {start} to {end}", "zh": "只在 {start}–{end} 安排"},
    "after_hour": {"en": "only from {start} on", "zh": "只在 {start} 之后安排"},
    "before_hour": {"en": "only until {end}", "zh": "只在 {end} 之前安排"},
    "scope": {
        "en": "only {areas}; what is added outside of them is asked about",
        "zh": "只做{areas}；新加的若不在其中会先问你",
    },
    "timebox": {"en": "at most {length} for it", "zh": "最多用 {length}"},
    "no_new_tasks_on_trips": {"en": "no one-off tasks on trips", "zh": "出差不安排一次性任务"},
    "on_days": {"en": "{days}: {bound}", "zh": "{days}：{bound}"},
    "normal": {"en": "{bound}, in normal weeks", "zh": "{bound}（普通周）"},
    "trip": {"en": "{bound}, on trips", "zh": "{bound}（出差时）"},
}
