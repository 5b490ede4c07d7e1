"""The words of the review coach: attempts, the daily recall, the Sunday redo."""

TEXTS: dict[str, dict[str, str]] = {
    "solved": {"en": "solved", "zh": "独立做出"},
    "hint": {"en": "with hints", "zh": "看了提示"},
    "failed": {"en": "not solved", "zh": "没做出来"},
    "stuck": {"en": "stuck", "zh": "卡住"},
    "shaky": {"en": "shaky", "zh": "模糊"},
    "fine": {"en": "fine", "zh": "记得"},
    "minutes": {"en": "{minutes} min", "zh": "{minutes} 分钟"},
    "memory_kept": {
        "en": "{title} was answered after that day already, so its memories stay as they are; the attempt is noted.",
        "zh": "{title} 在那天之后已有回答，记忆保持不变；这次尝试已记下。",
    },
    "attempt_noted": {"en": "Noted: {title} ({how})", "zh": "已记录：{title}（{how}）"},
    "attempt_new": {"en": "new", "zh": "新题"},
    "attempt_due": {
        "en": "Tomorrow's recall has it; by its memory the idea is due on {idea}, the code on {code}.",
        "zh": "明天的回忆里会有它；按记忆推算，思路 {idea} 到期，代码 {code} 到期。",
    },
    "attempt_due_past": {
        "en": "By its memory the idea is due on {idea}, the code on {code}.",
        "zh": "按记忆推算，思路 {idea} 到期，代码 {code} 到期。",
    },
    "undo_hint": {"en": "`roadweek undo` takes it back.", "zh": "`roadweek undo` 可撤回。"},
    "stopwatch_started": {
        "en": "Started at {time}: {title}. `roadweek attempt stop` notes the attempt.",
        "zh": "{time} 开始计时：{title}。`roadweek attempt stop` 记下这次尝试。",
    },
    "stopwatch_running": {"en": "Running: {title}, {minutes} min so far", "zh": "正在计时：{title}，已 {minutes} 分钟"},
    "stopwatch_gone": {"en": "The stopwatch is off; nothing was noted.", "zh": "计时已取消；没有记录。"},
    "day_title": {"en": "Recall of {day} (at most {minutes} min)", "zh": "{day} 的回忆（最多 {minutes} 分钟）"},
    "day_how": {
        "en": "Tell each idea in your head or on paper, no code; then answer 1 stuck, 2 shaky, 3 fine (Enter: later).",
        "zh": "只看题目，在脑中或纸上复述思路，不写代码；然后回答 1 卡住、2 模糊、3 记得（回车：稍后）。",
    },
    "day_unread": {"en": "1 stuck, 2 shaky, 3 fine, or Enter for later", "zh": "1 卡住，2 模糊，3 记得，回车稍后再说"},
    "day_over": {
        "en": "The {minutes} minutes of this day are over; the rest stays out.",
        "zh": "今天的 {minutes} 分钟已用完，其余不再继续。",
    },
    "day_empty": {"en": "Nothing to recall: nothing was tried the day before.", "zh": "没有要回忆的：前一天没有做题。"},
    "day_done": {"en": "All recalled: {count}, {minutes} min.", "zh": "全部回忆完：{count} 道，{minutes} 分钟。"},
    "left_box": {"en": "No room in this day's minutes:", "zh": "今天的时间放不下："},
    "left_missed": {
        "en": "Left out, their day went by (nothing is owed; the Sunday redo may pick them):",
        "zh": "已错过当天、不再补的（不欠账，周日重做可能选到）：",
    },
    "left_more": {"en": "and {count} more", "zh": "另有 {count} 道"},
    "notes": {"en": "Your notes:", "zh": "你的笔记："},
    "no_notes": {
        "en": "No notes yet: look the idea up now and keep it with `roadweek attempt NAME --idea …`.",
        "zh": "还没有笔记：现在就查一下思路，用 `roadweek attempt 题目 --idea …` 记下来。",
    },
    "again_tomorrow": {"en": "It comes again tomorrow.", "zh": "明天再来一次。"},
    "attempts_title": {"en": "The last attempts", "zh": "最近的尝试"},
    "attempts_none": {
        "en": 'No attempts yet. `roadweek attempt "LC 236" --minutes 40` notes one.',
        "zh": '还没有尝试。`roadweek attempt "LC 236" --minutes 40` 可记录一次。',
    },
    "pinned": {"en": "Pinned for the redo: {titles}", "zh": "重做时优先：{titles}"},
    "col_problem": {"en": "problem", "zh": "题目"},
    "col_how": {"en": "how", "zh": "情况"},
    "col_id": {"en": "id", "zh": "编号"},
}
