"""The words of works: their lists, kinds and states, where an effort comes from, and why a week holds them."""

TEXTS: dict[str, dict[str, str]] = {
    "tasks": {"en": "Tasks", "zh": "任务"},
    "free_time": {"en": "free time", "zh": "空闲时间"},
    # kinds and states
    "kind_unit": {"en": "topic", "zh": "主题"},
    "kind_deliverable": {"en": "deliverable", "zh": "产出"},
    "kind_step": {"en": "step", "zh": "步骤"},
    "kind_lead": {"en": "focus of its period", "zh": "阶段主攻"},
    "kind_task": {"en": "task", "zh": "任务"},
    "kind_decision": {"en": "decision", "zh": "决定"},
    "state_waiting": {"en": "waiting", "zh": "未开始"},
    "state_running": {"en": "running", "zh": "进行中"},
    "state_done": {"en": "done", "zh": "完成"},
    "state_dropped": {"en": "left out", "zh": "已略过"},
    # where an effort comes from
    "effort_stated": {"en": "stated", "zh": "明确给出"},
    "effort_days": {"en": "{words} in days, a day counted as {day}", "zh": "{words}（按天写的，一天算 {day}）"},
    "effort_box": {"en": "a timebox: at most {length}", "zh": "时间盒：最多 {length}"},
    "effort_learned": {"en": "learned from what you did", "zh": "按你的实际用时估计"},
    "effort_shared": {"en": "its share of {place}", "zh": "“{place}”中它的一份"},
    "effort_assumed": {"en": "assumed", "zh": "假定"},
    # why this week
    "why_day": {"en": "the plan gives it its own day, {first}", "zh": "计划指定在 {first}"},
    "why_span": {
        "en": "the plan wants it once between {first} and {last}",
        "zh": "计划要求在 {first} 至 {last} 之间做一次",
    },
    "why_late": {"en": "it was due on {day} and is owed until it is done", "zh": "应在 {day} 前完成，欠着的先补上"},
    "why_focus": {"en": "you asked for {length} a week for it", "zh": "你要求每周投入 {length}"},
    "why_closing": {"en": "its time ends this week, on {day}", "zh": "它的期限在本周结束：{day}"},
    "why_lead": {"en": "its period says that “{strand}” comes first", "zh": "这个阶段主攻“{strand}”"},
    "why_beside": {
        "en": "its period sets “{strand}” beside what comes first",
        "zh": "“{strand}”与这个阶段的主攻同时进行",
    },
    "why_order": {"en": "it follows “{before}” in “{strand}”", "zh": "在“{strand}”里排在“{before}”之后"},
    "why_share": {
        "en": "“{strand}” is owed most of what shares “{place}”",
        "zh": "在共用“{place}”的内容里，“{strand}”最该推进",
    },
    "why_free": {
        "en": "“{strand}” is owed most of what has free time",
        "zh": "使用空闲时间的内容里，“{strand}”最该推进",
    },
    "why_gone": {"en": "it is not in the plan any more", "zh": "计划里已没有这一项"},
    # how far
    "of_done": {"en": "{done} of {of} with this session", "zh": "含本次共 {done}，总计 {of}"},
    "share_done": {
        "en": "{done} of about {of} with this session; the length is its share of its place",
        "zh": "含本次共 {done}，约 {of}（时长为分摊所得）",
    },
    "box_done": {
        "en": "{done} of its timebox of {of} with this session",
        "zh": "含本次共 {done}，时间盒最多 {of}",
    },
    "so_far": {"en": "{done} with this session", "zh": "含本次共 {done}"},
    "window": {"en": "{first} – {last}", "zh": "{first} – {last}"},
    "window_from": {"en": "from {first}", "zh": "{first}起"},
    "window_until": {"en": "until {last}", "zh": "到{last}"},
    "lines": {"en": "from the plan, line {lines}:", "zh": "出自计划第 {lines} 行："},
    # the list
    "none": {
        "en": "No works. `roadweek replan --edits` with add_work adds one, `roadweek task add` a task.",
        "zh": "没有工作项。用 `roadweek replan --edits` 的 add_work 添加，或用 `roadweek task add` 添加任务。",
    },
    "col_effort": {"en": "Hours", "zh": "小时"},
    "col_window": {"en": "When", "zh": "期限"},
    "col_ahead": {"en": "Next weeks (h)", "zh": "接下来几周（小时）"},
    "progress": {"en": "{done} of {of}", "zh": "{done} / {of}"},
    "short": {"en": "{hours} h too much", "zh": "差 {hours} 小时"},
    "weekly": {"en": "{length} a week asked for", "zh": "要求每周 {length}"},
    "sums": {
        "en": "{open} open, {short} of them short; `roadweek work show ID` tells more of one",
        "zh": "未完成 {open} 项，其中 {short} 项时间不够；`roadweek work show 标识` 查看详情",
    },
    # one work
    "show_list": {"en": "list", "zh": "列表"},
    "show_effort": {"en": "effort", "zh": "工作量"},
    "show_effort_value": {"en": "{p50} to {p80}: {by}", "zh": "{p50} ～ {p80}：{by}"},
    "show_effort_exact": {"en": "{p50}: {by}", "zh": "{p50}：{by}"},
    "show_done": {"en": "done", "zh": "已完成"},
    "show_window": {"en": "when", "zh": "期限"},
    "show_state": {"en": "state", "zh": "状态"},
    "show_ahead": {"en": "weeks", "zh": "各周"},
    "show_short": {"en": "short of", "zh": "缺少"},
    "output": {"en": "{label}: {text}", "zh": "{label}：{text}"},
    "show_outputs": {"en": "what comes out of it", "zh": "要产出"},
    "show_sessions": {"en": "sessions", "zh": "时段"},
    # days
    "days_title": {"en": "What to do, {first} – {last}", "zh": "每日安排，{first} – {last}"},
    "days_nothing": {"en": "nothing planned", "zh": "没有安排"},
    "days_sums": {
        "en": "{count} sessions, {length}; drafts are computed and may still change",
        "zh": "共 {count} 次，{length}；草稿周为推算，仍可能变动",
    },
    "days_written": {"en": "wrote {path}", "zh": "已写入 {path}"},
}
