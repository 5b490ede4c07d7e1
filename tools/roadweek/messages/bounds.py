"""What the rules that the planner obeys bound; times and lengths are text."""

TEXTS: dict[str, dict[str, str]] = {
    "max_minutes_per_day": {"en": "at most {length} of work a day", "zh": "一天最多安排 {length}"},
    "earliest_start": {"en": "nothing before {start}", "zh": "{start} 之前不安排"},
    "latest_end": {"en": "nothing after {end}", "zh": "{end} 之后不安排"},
    "free_day": {"en": "nothing is planned", "zh": "不安排"},
    "closed_hours": {"en": "nothing from {start} to {end}", "zh": "{start}–{end} 不安排"},
    "no_new_tasks_on_trips": {"en": "no one-off tasks on trips", "zh": "出差不安排一次性任务"},
    "on_days": {"en": "{days}: {bound}", "zh": "{days}：{bound}"},
    "normal": {"en": "{bound}, in normal weeks", "zh": "{bound}（普通周）"},
    "trip": {"en": "{bound}, on trips", "zh": "{bound}（出差时）"},
}
