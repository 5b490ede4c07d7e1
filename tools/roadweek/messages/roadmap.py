"""The words of the roadmap: its lanes, marks and forecasts."""

TEXTS: dict[str, dict[str, str]] = {
    "title": {"en": "Roadmap", "zh": "路线图"},
    "span": {"en": "{first} – {last}", "zh": "{first} 至 {last}"},
    "empty": {
        "en": "The plan has no works and no milestones: its weeks are what recurs. See `roadweek week`.",
        "zh": "计划里没有要完成的事和里程碑，每周只有重复的安排，见 `roadweek week`。",
    },
    "no_track": {"en": "Without a track", "zh": "不属于任何方向"},
    # sums
    "sum_sure": {"en": "likely in time (≥ 80 %)", "zh": "很可能按时（≥ 80%）"},
    "sum_open": {"en": "open (50–80 %)", "zh": "不确定（50–80%）"},
    "sum_late": {"en": "likely late (< 50 %)", "zh": "可能推迟（< 50%）"},
    "sum_done": {"en": "reached", "zh": "已达成"},
    # marks
    "today": {"en": "today", "zh": "今天"},
    "key_window": {"en": "its time in the plan", "zh": "计划的时间段"},
    "key_planned": {"en": "planned weeks", "zh": "安排的周"},
    "key_due": {"en": "due", "zh": "期限"},
    "key_forecast": {"en": "forecast; the line holds four of five draws", "zh": "预测，横线含五次模拟中的四次"},
    "key_guess": {"en": "~ its effort is a guess", "zh": "~ 时长是估的"},
    "key_trip": {"en": "trip", "zh": "出差"},
    "key_holiday": {"en": "holiday", "zh": "节假日"},
    "phases": {"en": "Phases", "zh": "阶段"},
    "load": {"en": "Works a week", "zh": "每周任务量"},
    "guess": {"en": "~{chance}", "zh": "~{chance}"},
    "load_of": {"en": "{week}: {planned} of {capacity}", "zh": "{week}：{planned}，可用 {capacity}"},
    "topic": {"en": "{count} topic", "zh": "{count} 个主题"},
    "topics": {"en": "{count} topics", "zh": "{count} 个主题"},
    "done_count": {"en": "✓ {count} done", "zh": "✓ 已完成 {count} 项"},
    "reached": {"en": "reached {day}", "zh": "{day} 达成"},
    "forecast_no_day": {"en": "no room", "zh": "排不下"},
    "no_works": {"en": "no work", "zh": "无内容"},
    "due_on": {"en": "due {day}", "zh": "期限 {day}"},
    "short": {"en": "{length} too much", "zh": "还差 {length}"},
    "between": {"en": "four in five: {early} – {late}", "zh": "五次中四次：{early} 至 {late}"},
    "before": {"en": "on {made}: {told}", "zh": "{made} 预测：{told}"},
    "open_end": {"en": "later", "zh": "更晚"},
    # what it rests on
    "assumed": {"en": "What the forecasts rest on", "zh": "预测的依据"},
    "assumed_draws": {
        "en": "{draws} simulated lives of what is left, always the same ones: each work longer or shorter around its "
        "effort, as far as its cautious figure says (else one in five takes over a third more) and as your finished works of "
        "its kind were, those of one person alike; never less than is done already.",
        "zh": "对剩余内容模拟 {draws} 次（每次结果相同）：每项用时围绕预计时长上下浮动，幅度按计划的上限（没有写时，五项里约一项会多用三分之一以上）和你已完成的同类的偏差，同一个人的偏差彼此相关；不会少于已做的。",
    },
    "assumed_kept": {
        "en": "{share} of a week's planned minutes are done; nothing is known of you yet. What slips may take the buffer "
        "and what its place has free.",
        "zh": "假定每周完成安排的 {share}，还没有你的记录。拖下来的会用缓冲时间和原位置的空闲。",
    },
    "assumed_learned": {
        "en": "{share} of a week's planned minutes are done, as your last {weeks} weeks say. What slips may take the "
        "buffer and what its place has free.",
        "zh": "按你最近 {weeks} 周的记录，每周完成安排的 {share}。拖下来的会用缓冲时间和原位置的空闲。",
    },
    "assumed_shared": {
        "en": "Where the plan does not say how long something takes, the time that it gives is taken to be enough four times "
        "in five: such a chance (~) says little. A topic is done enough with half when its time is over.",
        "zh": "计划没写时长的，假定所给的时间五次里有四次够用，这样的可能性（~）参考价值不大。主题过了时间，完成一半就算够。",
    },
    "assumed_trips": {
        "en": "No trips or holidays but those shown; one week in 25 is lost to what nobody knows of yet, less often where your "
        "own weeks say so.",
        "zh": "除图中所示外，没有别的出差和假期；每 25 周约有一周因意外几乎做不成，你的记录更好时会更少。",
    },
    # the terminal
    "col_when": {"en": "Weeks", "zh": "各周"},
    "col_due": {"en": "Due", "zh": "期限"},
    "col_forecast": {"en": "Forecast", "zh": "预测"},
    "col_chance": {"en": "In time", "zh": "按时"},
    "key_line": {
        "en": "█ planned  ░ its time  ◆ due  ● forecast  │ today  ≈ trip",
        "zh": "█ 安排  ░ 计划时段  ◆ 期限  ● 预测  │ 今天  ≈ 出差",
    },
    "written": {"en": "written: {path}", "zh": "已写入：{path}"},
    "next_html": {"en": "as a page: `roadweek roadmap --html FILE`", "zh": "生成网页：`roadweek roadmap --html 文件`"},
}
