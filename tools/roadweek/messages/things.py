"""The names of what a person can name, and what to say of a name that is not known."""

TEXTS: dict[str, dict[str, str]] = {
    "track": {"en": "track", "zh": "方向"},
    "activity": {"en": "activity", "zh": "活动"},
    "milestone": {"en": "milestone", "zh": "里程碑"},
    "work": {"en": "work", "zh": "工作项"},
    "task": {"en": "task", "zh": "任务"},
    "decision": {"en": "open decision", "zh": "待定问题"},
    "session": {"en": "session", "zh": "时段"},
    "proposal": {"en": "proposal", "zh": "提案"},
    "trip": {"en": "trip", "zh": "出差"},
    "adjustment": {"en": "adjustment", "zh": "改动"},
    "conflict": {"en": "conflict", "zh": "矛盾"},
    "figure": {"en": "figure", "zh": "数字"},
    "choice": {"en": "choice", "zh": "选项"},
    "problem": {"en": "problem", "zh": "题目"},
    "card": {"en": "card", "zh": "卡片"},
    "see_cards": {
        "en": "`roadweek review cards list` lists them.",
        "zh": "`roadweek review cards list` 会列出它们。",
    },
    "see_attempts": {
        "en": "`roadweek attempt list` lists the last ones.",
        "zh": "`roadweek attempt list` 会列出最近的题目。",
    },
    "known": {"en": "Known: {names}.", "zh": "已有：{names}。"},
    "none": {"en": "There is none yet.", "zh": "目前一个也没有。"},
    "see_week": {"en": "`roadweek week --json` lists their ids.", "zh": "`roadweek week --json` 会列出它们的 id。"},
    "see_works": {"en": "`roadweek work list` lists them.", "zh": "`roadweek work list` 会列出它们。"},
    "copy": {"en": "copy", "zh": "备份"},
    "see_restore": {"en": "`roadweek restore --list` lists them.", "zh": "`roadweek restore --list` 会列出它们。"},
    "see_history": {"en": "`roadweek history` lists them.", "zh": "`roadweek history` 会列出它们。"},
    "see_report": {
        "en": "`roadweek review week --json` has their keys.",
        "zh": "`roadweek review week --json` 里有它们的 key。",
    },
    "see_trips": {"en": "`roadweek trip list` lists them.", "zh": "`roadweek trip list` 会列出它们。"},
    "see_conflicts": {"en": "`roadweek plan conflicts` lists them.", "zh": "`roadweek plan conflicts` 会列出它们。"},
    "see_replan": {
        "en": "None is open; `roadweek replan` makes one.",
        "zh": "没有待定的；用 `roadweek replan` 生成一个。",
    },
}
