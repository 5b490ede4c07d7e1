"""The words of cards: what is asked, files, the note of a topic."""

TEXTS: dict[str, dict[str, str]] = {
    "manner_frail": {
        "en": "The least certain first: there is room for what the coming month asks.",
        "zh": "最没把握的排在前：未来一个月的复习都放得下。",
    },
    "manner_kept": {
        "en": "First what a review keeps for the month: not everything fits, so what is still there is saved before what is lost.",
        "zh": "先复习还能保住一个月的：放不下全部，先保住还记得的，再补已经忘的。",
    },
    "manner_turn": {
        "en": "Each in its turn, the longest unseen first: your answers differ from what the algorithm expects.",
        "zh": "轮流来，最久没看的在前：你的实际回答与算法的预期相差较大。",
    },
    "lesson_geometry": {"en": "{title}: what is it geometrically?", "zh": "{title}：几何上是什么？"},
    "lesson_network": {"en": "{title}: where is it in a network?", "zh": "{title}：在网络里的什么地方出现？"},
    "lesson_without": {"en": "{title}: what fails without it?", "zh": "{title}：没有它，什么会失效？"},
    "all_topics": {"en": "Cards", "zh": "卡片"},
    "no_topic": {"en": "without a topic", "zh": "未分主题"},
    "index": {"en": "topics", "zh": "主题"},
    "note_sources": {"en": "Sources", "zh": "来源"},
    "note_open": {"en": "Answers still open", "zh": "还没有答案"},
    "note_slips": {"en": "Forgotten most often", "zh": "最常忘的"},
    "note_others": {"en": "Other topics", "zh": "其他主题"},
    "without_front": {"en": "lines without a question were left out: {lines}.", "zh": "没有问题的行已略过：{lines}。"},
    "doubled": {
        "en": "{count} cards stood twice in the file and were taken once.",
        "zh": "文件里有 {count} 张卡片重复，只取一次。",
    },
    "schedules_stay": {
        "en": "Schedules do not travel: Anki takes these cards as new.",
        "zh": "复习进度不会随文件转移：Anki 会把它们当作新卡片。",
    },
    "schedules_kept": {
        "en": "Schedules are not in the file; imported here again, each card keeps its own.",
        "zh": "文件里没有复习进度；再导入这里时，每张卡片保留自己的进度。",
    },
    "kind_usual": {"en": "", "zh": ""},
    "kind_trip": {"en": "trip", "zh": "出差"},
    "kind_rest": {"en": "rest", "zh": "休息"},
    "kind_short": {"en": "less time", "zh": "时间少"},
    "ahead_none": {"en": "Nothing is due in the days ahead.", "zh": "接下来这些天没有到期的卡片。"},
    "ahead_moved": {"en": "{count} cards come on another day than their own:", "zh": "{count} 张卡片换了日子："},
    "ahead_move": {"en": "{due} → {to}: {count}", "zh": "{due} → {to}：{count} 张"},
    "head_card": {"en": "Card", "zh": "卡片"},
    "head_question": {"en": "Question", "zh": "问题"},
    "head_day": {"en": "Day", "zh": "日期"},
    "head_due": {"en": "Due", "zh": "到期"},
    "head_comes": {"en": "Comes", "zh": "安排"},
    "head_room": {"en": "Room", "zh": "可用"},
    "due_title": {
        "en": "Cards of {day}: {count} (at most {limit} a day)",
        "zh": "{day} 的卡片：{count} 张（每天最多 {limit} 张）",
    },
    "due_none": {"en": "No card is due today.", "zh": "今天没有到期的卡片。"},
    "due_never": {
        "en": "There are no cards yet. `roadweek review cards add QUESTION ANSWER`, or `review cards import FILE`.",
        "zh": "还没有卡片。可用 `roadweek review cards add 问题 答案`，或 `review cards import 文件`。",
    },
    "due_full": {"en": "The {limit} cards of this day are done.", "zh": "今天的 {limit} 张已经完成。"},
    "left_out": {
        "en": "{count} more are due and wait; nothing is owed.",
        "zh": "另有 {count} 张到期，先放着，不欠账。",
    },
    "due_how": {
        "en": "Enter shows the answer; then 1 forgotten, 2 hard, 3 good, 4 easy (Enter: later).",
        "zh": "回车看答案；然后 1 忘了、2 吃力、3 记得、4 轻松（回车：以后再说）。",
    },
    "unread": {
        "en": "1 forgotten, 2 hard, 3 good, 4 easy, or Enter for later",
        "zh": "1 忘了，2 吃力，3 记得，4 轻松，回车以后再说",
    },
    "no_answer": {"en": "(no answer written yet)", "zh": "（还没写答案）"},
    "next_due": {"en": "again on {day}", "zh": "{day} 再见"},
    "added": {"en": "Added {count}:", "zh": "已添加 {count} 张："},
    "imported": {
        "en": "{file}: {added} new, {changed} changed, {same} there already.",
        "zh": "{file}：新增 {added} 张，修改 {changed} 张，{same} 张已有。",
    },
    "exported": {"en": "{cards} cards in {file}.", "zh": "{cards} 张卡片已写入 {file}。"},
    "bundled": {"en": "{topic}: {cards} cards in {file}", "zh": "{topic}：{cards} 张卡片，见 {file}"},
    "bundle_index": {"en": "All topics: {file}", "zh": "所有主题：{file}"},
}
