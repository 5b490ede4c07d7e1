"""The words of events in the history."""

TEXTS: dict[str, dict[str, str]] = {
    "imported": {"en": "imported {name} as version {version}", "zh": "导入 {name}，成为第 {version} 版"},
    "reread": {
        "en": "read {name} again with a newer planner, as version {version}",
        "zh": "用新的排程方式重新读取 {name}，成为第 {version} 版",
    },
    "replanned": {
        "en": "applied proposal {proposal}: {sessions} sessions changed in {weeks}",
        "zh": "应用提案 {proposal}：{weeks} 有 {sessions} 个时段变动",
    },
    "replanned_kept": {
        "en": "applied proposal {proposal}: no session of a week that stands changed",
        "zh": "应用提案 {proposal}：已定的各周没有变动",
    },
    "recorded": {"en": "recorded: {what}", "zh": "记录：{what}"},
    "rejected": {"en": "rejected proposal {proposal}", "zh": "否决提案 {proposal}"},
    "undone": {"en": "undid event {event} ({what})", "zh": "撤销事件 {event}（{what}）"},
    "redone": {"en": "put back what event {event} took away ({what})", "zh": "恢复事件 {event} 撤掉的内容（{what}）"},
    "undone_import": {
        "en": "undid event {event} ({what}): no plan is active now; `roadweek import` brings it back",
        "zh": "撤销事件 {event}（{what}）：现在没有生效的计划；`roadweek import` 可重新导入",
    },
    "trip": {"en": "trip {start} to {end}: {state}", "zh": "{start} 到 {end} 的出差：{state}"},
    "moved_by_hand": {
        "en": "you moved {title} in the calendar from {from} to {to}; it stays there",
        "zh": "你在日历里把“{title}”从 {from} 移到 {to}，保持不动",
    },
    "deleted_by_hand": {
        "en": "you deleted {title} ({from}) in the calendar; it is not planned again",
        "zh": "你在日历里删除了“{title}”（{from}），不再安排",
    },
    "card_answered": {"en": "card answered {rating}: {title}", "zh": "卡片回答 {rating}：{title}"},
    "cards_tuned": {
        "en": "card parameters learned from {reviews} answers",
        "zh": "由 {reviews} 次回答学得卡片参数",
    },
    "cards_untuned": {"en": "published card parameters in force again", "zh": "恢复公开的卡片参数"},
    "cards_not_wanted": {
        "en": "cards not wanted: {count} ({title})",
        "zh": "不要的卡片建议：{count} 张（{title}）",
    },
    "cards_added": {"en": "cards added: {count} ({title})", "zh": "添加卡片 {count} 张（{title}）"},
    "cards_imported": {
        "en": "cards of {name}: {added} new, {changed} changed",
        "zh": "导入卡片 {name}：新增 {added} 张，修改 {changed} 张",
    },
    "drill_kept": {"en": "drill answer kept: {title}", "zh": "记下面试练习的回答：{title}"},
    "drill_answered": {
        "en": "drill: {title}, {hit} of {points} points",
        "zh": "面试练习：{title}，{points} 个要点答到 {hit} 个",
    },
    "questions_added": {"en": "drill questions added: {count} ({title})", "zh": "题库加入 {count} 道（{title}）"},
    "questions_imported": {
        "en": "drill questions of {name}: {added} new, {changed} changed",
        "zh": "导入题库 {name}：新增 {added} 道，修改 {changed} 道",
    },
    "question_retired": {"en": "drill question retired: {title}", "zh": "不再提问：{title}"},
    "attempted": {"en": "attempt: {title} ({how})", "zh": "做题：{title}（{how}）"},
    "recalled": {"en": "recalled {title}: {answer}", "zh": "回忆 {title}：{answer}"},
    "redone_problem": {"en": "redo of {title}: {how}", "zh": "重做 {title}：{how}"},
    "redo_swapped": {
        "en": "redo of {week}: {into} in place of {out}",
        "zh": "{week} 的重做：用 {into} 代替 {out}",
    },
    "stopwatch_started": {"en": "stopwatch started for {title}", "zh": "开始计时：{title}"},
    "stopwatch_discarded": {"en": "stopwatch for {title} discarded", "zh": "取消计时：{title}"},
    "problem_pinned": {"en": "pinned {title} for the redo", "zh": "固定 {title}，重做时优先"},
    "problem_unpinned": {"en": "unpinned {title}", "zh": "不再固定 {title}"},
    "attempts_imported": {
        "en": "imported {name}: {attempts} attempts at {problems} problems",
        "zh": "导入 {name}：{problems} 道题的 {attempts} 次尝试",
    },
    "counted": {"en": "counted: {name} +{number}", "zh": "计数：{name} +{number}"},
    "count_aimed": {"en": "counting {name} until {until}", "zh": "计数 {name}，直到{until}"},
    "count_reached": {"en": "{until} came: {name} is no longer counted on", "zh": "等到了{until}：{name} 不再继续计数"},
    "bullet_kept": {"en": "résumé line kept: {text}", "zh": "保存简历条目：{text}"},
    "bullet_removed": {"en": "résumé line removed: {text}", "zh": "删除简历条目：{text}"},
    "week_answered": {
        "en": "weekly review of {week}: question {number} answered",
        "zh": "{week} 周回顾：回答了第 {number} 个问题",
    },
    "story_told": {"en": "story of {name}: {head}", "zh": "{name} 的故事：{head}"},
    "runs_forgotten": {
        "en": "{count} benchmark runs withdrawn ({title})",
        "zh": "撤下 {count} 次性能测量（{title}）",
    },
    "runs_measured": {
        "en": "{count} benchmark runs measured ({title}, {id})",
        "zh": "测得 {count} 次性能测量（{title}，{id}）",
    },
    "runs_imported": {
        "en": "{count} benchmark runs imported from {tool} ({name})",
        "zh": "从 {tool} 导入 {count} 次性能测量（{name}）",
    },
}
