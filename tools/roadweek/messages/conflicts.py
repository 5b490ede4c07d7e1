"""Where two places of a plan do not agree, in words: both places, and what Roadweek does until it is decided."""

TEXTS: dict[str, dict[str, str]] = {
    "total_week": {
        "en": "you state {stated} h a week (“{said}”), the plan asks for {asked} h; the week is planned within {stated} h, without "
        "{count} of its rhythms ({titles}). Which should it hold? Raise the total in the plan, or take something out.",
        "zh": "你写的是每周 {stated} 小时（“{said}”），计划实际要求 {asked} 小时；每周按 {stated} 小时 排，有 {count} 项没有排（{titles}）。"
        "该留哪些？请在计划里提高总量，或去掉一些内容。",
    },
    "total_day": {
        "en": "you state {stated} h a day (“{said}”), {day} asks for {asked} h; days are planned within {stated} h, without "
        "{count} of the rhythms ({titles}). Which should they hold? Raise the total in the plan, or take something out.",
        "zh": "你写的是每天 {stated} 小时（“{said}”），{day}实际要求 {asked} 小时；每天按 {stated} 小时 排，有 {count} 项没有排（{titles}）。"
        "该留哪些？请在计划里提高总量，或去掉一些内容。",
    },
    "unsure_words": {
        "en": "“{title}” is not planned: {words} could change when it takes place, and no field holds that. To plan it, "
        "write a line such as “- {line}” and import again.",
        "zh": "“{title}”没有排：{words}会影响什么时候做，却没有读懂。要排它，请写成一行（如“- {line}”）再重新导入。",
    },
    "unsure_condition": {
        "en": "“{title}” is not planned: it holds only in some case ({words}). To plan it always, write a line such as "
        "“- {line}” and import again.",
        "zh": "“{title}”没有排：它只在某种情况下成立（{words}）。要总是排它，请写成一行（如“- {line}”）再重新导入。",
    },
    "unsure_negated": {
        "en": "“{title}” is not planned: the line says what is not to be done. If it is to be done after all, write a line "
        "such as “- running: every Monday, 30 min” and import again.",
        "zh": "“{title}”没有排：这一行说的是不做什么。若其实要做，请写成一行（如“- 跑步：每周一，30 分钟”）再重新导入。",
    },
    "unsure_denied": {
        "en": "“{title}” is not planned: the line says that it need not be done each time. If it is to be done, write a line "
        "such as “- running: every Monday, 30 min” and import again.",
        "zh": "“{title}”没有排：这一行说的是不必每次都做。若要做，请写成一行（如“- 跑步：每周一，30 分钟”）再重新导入。",
    },
    "unsure_rest_unnamed": {
        "en": "“{title}” counts more days than the plan names; only the named ones are planned. On which days are the others? "
        "Write them into the plan and import again.",
        "zh": "“{title}”的天数多于计划写明的日子，只排了写明的。其余的在哪天？请写进计划再重新导入。",
    },
    "unsure_after_event": {
        "en": "“{title}” is not planned: it begins after an event whose day the plan does not say. When is that? Write the "
        "date into the plan and import again.",
        "zh": "“{title}”没有排：它在某件事之后才开始，而计划没有写那是哪天。是哪一天？请把日期写进计划再重新导入。",
    },
    "unsure_appointment": {
        "en": "“{title}” is not planned: a weekday and an hour do not say whether this appointment comes once or each week. "
        "Put it into your calendar, or write its date, or “- {line}”, into the plan and import again.",
        "zh": "“{title}”没有排：只写了星期和钟点，看不出是一次还是每周都有。请放进日历，或在计划里写明日期，或写成“- {line}”，再重新导入。",
    },
    "unsure_elsewhere": {
        "en": "“{title}” is not planned: the line points to what stands elsewhere. Write its days and length into the plan "
        "and import again.",
        "zh": "“{title}”没有排：这一行只指向别处的内容。请把日子和时长写进计划，再重新导入。",
    },
    "unsure_others": {
        "en": "“{title}” is not planned: the line tells what somebody else does. To plan it for yourself, write it without "
        "them, such as “- {line}”, and import again.",
        "zh": "“{title}”没有排：这一行说的是别人做什么。若是你自己要做，请去掉那个人（如“- {line}”）再重新导入。",
    },
    "unsure_nameless": {
        "en": "“{title}” is not planned: the line names no activity that could be read. To plan it, write the activity "
        "first, such as “- running: every Monday, 30 min”, and import again.",
        "zh": "“{title}”没有排：这一行没有读出是什么活动。要排它，请先写活动（如“- 跑步：每周一，30 分钟”），再重新导入。",
    },
    "unsure_aside": {
        "en": "not planned ({count}): {titles}. That stands among remarks, tips, checks or materials. To plan such a thing, "
        "write it outside of these, for example “- running: every Monday, 30 min”, and import again.",
        "zh": "没有排（{count}）：{titles}。它们写在说明、建议、检查清单或资料里。要排，请在这些之外写成一行"
        "（如“- 跑步：每周一，30 分钟”）再重新导入。",
    },
    "unsure_prose": {
        "en": "not planned ({count}): {titles}. That tells about the plan rather than what to do when. To plan something of "
        "it, write a line such as “- running: every Monday, 30 min” and import again.",
        "zh": "没有排（{count}）：{titles}。这是在谈计划，不是在说什么时候做什么。要排，请写成一行"
        "（如“- 跑步：每周一，30 分钟”）再重新导入。",
    },
    "unsure_bare": {
        "en": "not planned ({count}): {titles}. That gives a rhythm and no activity. To plan it, write the activity first, "
        "such as “- running: every Monday, 30 min”, and import again.",
        "zh": "没有排（{count}）：{titles}。只有频率，没有活动。要排，请先写活动（如“- 跑步：每周一，30 分钟”）再重新导入。",
    },
    "unsure_step": {
        "en": "not planned by itself ({count}): {titles}. That tells how the activity above it goes. To plan it besides, write "
        "it at the outer level with its days and length, and import again.",
        "zh": "不单独排（{count}）：{titles}。这说的是上面那项活动怎么做。要另外排，请在外层写明日子和时长，再重新导入。",
    },
    "unsure_laid_out": {
        "en": "not planned ({count}): {titles}. No length is given, and the plan itself lays out most of these days. To plan "
        "one besides, write a line such as “- {line}” and import again.",
        "zh": "没有排（{count}）：{titles}。没写时长，而计划本身已把这些日子大多排好了。要另外排，"
        "请写成一行（如“- {line}”）再重新导入。",
    },
    "unsure_life": {
        "en": "not planned ({count}): {titles}. That is what a day is made of besides the plan.",
        "zh": "没有排（{count}）：{titles}。这是日常生活。",
    },
    "unsure_alternative": {
        "en": "not planned ({count}): {titles}. That stands in an example, or is done in another case. To plan it always, "
        "write it outside of these with its days and length, and import again.",
        "zh": "没有排（{count}）：{titles}。它们写在示例里，或属于另一种情况。要总是排，请在这些之外写明日子和时长，再重新导入。",
    },
    "unsure_over_total": {
        "en": "not planned ({count}): {titles}. With that the plan would ask for more than the time that it states. To plan "
        "it, raise that total or take out another line, and import again.",
        "zh": "没有排（{count}）：{titles}。加上它们就超过了计划写明的总时间。要排，请提高总量或去掉另一行，再重新导入。",
    },
    "unused_words_planned": {
        "en": "“{title}” is planned without these words of its line: {words}. If they matter, write them as a line of their "
        "own and import again.",
        "zh": "“{title}”已排，但这些字没有用上：{words}。若有影响，请另写一行再重新导入。",
    },
    "unused_words_open": {
        "en": "“{title}”: no field holds these words of its line: {words}.",
        "zh": "“{title}”：这些字没有用上：{words}。",
    },
    "rule_not_obeyed": {
        "en": "“{title}” reads like a limit, and the planner does not obey it; it is only shown. Where a week breaks it, "
        "say what should move.",
        "zh": "“{title}”像是一条限制，但排程不会遵守，只作显示。若某周与它冲突，请说要怎么挪。",
    },
    "rule_not_obeyed_clock": {
        "en": "“{title}” is not kept for “{other}”, which the plan itself puts there; it stays as written.",
        "zh": "“{title}”对“{other}”不起作用，因为计划自己把它放在那里；暂照原文排。",
    },
    "late_ended": {
        "en": "All that the plan dates lay before {day}, when you began with it ({count}: {titles}). To go through it "
        "again, write new dates and import again.",
        "zh": "计划里写了日期的内容都在 {day}（开始使用）之前（{count} 项：{titles}）。要重新来一遍，请改日期再导入。",
    },
    "late_over": {
        "en": "Over when you began on {day} ({count}): {titles}. How much of it is done is not known.",
        "zh": "{day} 开始使用时，有 {count} 项的时间已经过去：{titles}。做了多少，计划里看不出来。",
    },
    "late_share": {
        "en": "Due shortly before ({count}): caught up in at most a fifth of their place, beside what runs now.",
        "zh": "刚到期的 {count} 项：用至多五分之一的时间补上，不挤占现在进行的。",
    },
    "late_out": {
        "en": "Left out until you say that you want them: {count}.",
        "zh": "另有 {count} 项不排，除非你说还要做。",
    },
    "late_half": {
        "en": "Half over on {day} or more ({count}): {titles}; planned in what is left of that time.",
        "zh": "到 {day} 时间已过半的有 {count} 项：{titles}；在剩下的时间里排。",
    },
    "late_how": {
        "en": "Say what is done with `roadweek work finish {work}`, what you drop with `roadweek work skip {work}`, what is "
        "still to do with `roadweek work effort {work} 3h`; or answer for all with `roadweek plan settle {conflict}`.",
        "zh": "做完的用 `roadweek work finish {work}`，不做的用 `roadweek work skip {work}`，"
        "还要做的用 `roadweek work effort {work} 3h`；也可用 `roadweek plan settle {conflict}` 一次答完。",
    },
    "late_half_how": {
        "en": "What is done: `roadweek work finish {work}`.",
        "zh": "做完的用 `roadweek work finish {work}`。",
    },
    "late_done": {"en": "done", "zh": "都做完了"},
    "late_caught_up": {"en": "catch up", "zh": "补上"},
    "late_left_out": {"en": "leave out", "zh": "不做了"},
    "hours_opened": {
        "en": "workdays are planned by day as well, because the plan asks for it (no working hours are set). To set your "
        "own, write [hours] in config.toml.",
        "zh": "工作日白天也会排，因为计划要求如此（没有设置可用时间）。要自己规定，请在 config.toml 里写 [hours]。",
    },
    "year_missing": {
        "en": "these dates have no year: {what}. Import again with --as-of DATE, the day the plan was written.",
        "zh": "这些日期没有年份：{what}。请用 --as-of 日期（计划写作之日）重新导入。",
    },
    "year_assumed": {
        "en": "dates without a year ({count} lines) are taken to be in {year}, the year that line {line} names.",
        "zh": "没有写年份的日期（{count} 行）按第 {line} 行写的 {year} 年来读。",
    },
    "start_assumed": {
        "en": "{count} numbered weeks or months (“{title}” and on) have no day to count from: they are counted from "
        "{day}, the day the plan was written. Write a start date into the plan, or settle this if that day is right.",
        "zh": "编了号的周或月（“{title}”等 {count} 处）没有写从哪天算起：暂从写作之日 {day} 算起。"
        "请在计划里写上开始日期；若这一天正确，确认即可。",
    },
    "start_missing": {
        "en": "{count} numbered weeks or months (“{title}” and on) have no day to count from and stay without dates. "
        "Write a start date into the plan, or import again with --as-of DATE.",
        "zh": "编了号的周或月（“{title}”等 {count} 处）没有写从哪天算起，暂无日期。"
        "请在计划里写上开始日期，或用 --as-of 日期重新导入。",
    },
    "impossible": {
        "en": "“{what}” is no day or time that exists (“{where}”); it is not used until you correct it.",
        "zh": "“{what}”不存在（“{where}”）；改正之前不采用。",
    },
    "backwards": {
        "en": "“{title}” ends ({second}) before it begins ({first}); it is not used as a stretch of time.",
        "zh": "“{title}”的结束（{second}）早于开始（{first}）；暂不当作一段时间使用。",
    },
    "year_differs": {
        "en": "the title “{title}” is of another year than the dates in the plan ({years}); the dates count.",
        "zh": "标题“{title}”的年份与计划里的日期（{years}）不同；按日期算。",
    },
    "plan_version": {
        "en": "an older draft (lines {draft}) and the newer plan (lines {newer}, from “{title}”) cover the same ground; "
        "the newer counts.",
        "zh": "旧稿（第 {draft} 行）与新计划（第 {newer} 行，从“{title}”起）说的是同一段时间或同一件事；按新的算。",
    },
    "timebox_less": {
        "en": "“{said}” gives “{title}” {minutes} min and no more, another line estimates {estimate} min; it is planned "
        "within the timebox.",
        "zh": "“{said}”只给“{title}” {minutes} 分钟，另一处估计要 {estimate} 分钟；按时间盒排。",
    },
    "timebox_part": {
        "en": "“{said}” bounds a part of what another line estimates at {estimate} min; “{title}” is planned as a timebox of "
        "{minutes} min, the rest of that estimate after it.",
        "zh": "“{said}”限定的是另一处估计要 {estimate} 分钟的内容的一部分；“{title}”单独排成 {minutes} 分钟的时间盒，"
        "估计里其余的时间排在它之后。",
    },
    "out_of_scope": {
        "en": "“{title}” is none of the areas of “{said}”; it is planned until you decide.",
        "zh": "“{title}”不在“{said}”所列之内；决定之前照排。",
    },
    "choose_leave_out": {"en": "leave it out", "zh": "不排"},
    "choose_boxed": {"en": "the timebox", "zh": "按时间盒"},
    "choose_estimated": {"en": "the estimate", "zh": "按估计"},
    "choose_both": {"en": "timebox and the rest", "zh": "时间盒加其余"},
    "choose_box_only": {"en": "only the timebox", "zh": "只留时间盒"},
    "plan_version_until": {
        "en": "an older draft (lines {draft}) and the newer plan (lines {newer}, from “{title}”) cover the same ground; "
        "the newer counts, and until {until}, before it begins, the draft does.",
        "zh": "旧稿（第 {draft} 行）与新计划（第 {newer} 行，从“{title}”起）说的是同一段时间或同一件事；按新的算，"
        "新计划开始之前（到 {until}）仍按旧稿排。",
    },
    "revised": {
        "en": "“{later}” changes what “{title}” says earlier; both stand until you change a line or decide.",
        "zh": "“{later}”改动了前面的“{title}”；在你改掉一处或作出决定之前，两处都保留。",
    },
    "due_outside": {
        "en": "“{title}” is due {due}, outside “{whole}” ({first} – {last}); the due day is kept.",
        "zh": "“{title}”截止 {due}，不在“{whole}”（{first} 至 {last}）之内；截止日照旧。",
    },
    "outside": {
        "en": "“{title}” (until {until}) names “{stage}”, which lasts from {first} to {last}; its own dates count.",
        "zh": "“{title}”（到 {until}）说在“{stage}”里，而后者是 {first} 至 {last}；按它自己写的日期算。",
    },
    "starts_early": {
        "en": "“{title}” is to start now, but “{stretch}” begins on {since}; both are kept.",
        "zh": "“{title}”现在就要开始，而“{stretch}”从 {since} 才开始；两处都保留。",
    },
    "late_start": {
        "en": "“{title}” begins on {since}, but the plan was written on {written}; what is left of it is planned.",
        "zh": "“{title}”从 {since} 开始，而计划写于 {written}；只安排剩下的部分。",
    },
    "overlap": {
        "en": "“{first}” (until {until}) and “{second}” (from {since}) overlap; both are planned on the days they share.",
        "zh": "“{first}”（到 {until}）与“{second}”（从 {since} 起）有重叠；重叠的日子两边都排。",
    },
    "gap": {
        "en": "between “{first}” (until {until}) and “{second}” (from {since}) no period is planned.",
        "zh": "“{first}”（到 {until}）与“{second}”（从 {since} 起）之间没有安排。",
    },
    "dates_differ": {
        "en": "“{title}” is given as {first} and as {second}; each place is planned as it is written.",
        "zh": "“{title}”有两种日期：{first} 与 {second}；暂按各处所写安排。",
    },
    "sum": {
        "en": "“{title}” says {whole} min, its parts make {parts} min; the parts are planned.",
        "zh": "“{title}”写的是 {whole} 分钟，各部分合计 {parts} 分钟；按各部分排。",
    },
    "arithmetic": {
        "en": "“{said}” does not add up: it makes {makes}; no total is taken from it.",
        "zh": "“{said}”算得不对，应为 {makes}；不采用其中的合计。",
    },
    "clock": {
        "en": "“{rule}” sets {limit}, but “{title}” goes on until {until}; the session stays where it is written.",
        "zh": "“{rule}”定在 {limit}，而“{title}”要到 {until}；暂按写的时间安排。",
    },
    "due_in_stretch": {
        "en": "“{title}” is due {due}, but “{stretch}” goes on until {until}; the due day counts.",
        "zh": "“{title}”截止 {due}，而“{stretch}”要到 {until}；按截止日算。",
    },
    "same_twice": {
        "en": "“{title}” is listed twice for the same day; it is kept as two.",
        "zh": "“{title}”在同一天列了两次；暂作两件。",
    },
    "too_long": {
        "en": "“{title}” is said to last {said}, but {first} to {last} has only {days} days; the dates count.",
        "zh": "“{title}”说有 {said}，而 {first} 至 {last} 只有 {days} 天；按日期算。",
    },
    "overdue": {
        "en": "“{title}” was due on {due}, before the plan was written ({today}); it keeps that day until you give another.",
        "zh": "“{title}”的截止日 {due} 早于写计划的日子（{today}）；在你给出新日期之前仍是那一天。",
    },
    "two_ends": {
        "en": "“{thing}” begins at two times: {first} in one place, {second} in another; both are kept as written.",
        "zh": "“{thing}”有两个时间：一处 {first}，另一处 {second}；照原文保留。",
    },
    "main_line": {
        "en": "“{title}” has {block} min a day, but a section asks {asked} min a day for {track}; the week uses {used} min.",
        "zh": "“{title}”每天 {block} 分钟，而另一节每天为{track}要 {asked} 分钟；周计划按 {used} 分钟。",
    },
    "load_kept": {
        "en": "“{said}” allows {limit} min, but {asked} min are asked for ({titles} …); each week is planned within it, the rest is told as having no place.",
        "zh": "“{said}”只容得下 {limit} 分钟，实际要求 {asked} 分钟（{titles} 等）；每周按这一上限安排，其余列为没有排下。",
    },
    "load": {
        "en": "“{said}” allows {limit} min, but {asked} min are asked for ({titles} …); all of it is planned unless import lists this limit as obeyed.",
        "zh": "“{said}”只容得下 {limit} 分钟，实际要求 {asked} 分钟（{titles} 等）；除非导入时把这条上限列为会遵守，否则全部照排。",
    },
    "overfull": {
        "en": "{count} activities ask for {asked} min on one day; all of it is planned where it fits.",
        "zh": "有 {count} 项活动在同一天一共要 {asked} 分钟；能排下的都排。",
    },
    "too_often": {
        "en": "“{title}” is wanted {times} times a week on fewer days ({days}); a day then holds more than one session.",
        "zh": "“{title}”一周要 {times} 次，但只给了{days}；有的一天会排不止一次。",
    },
    "rest_day_kept": {
        "en": "“{said}” is obeyed, so “{title}” at {at} is not planned there; move it, or take the rule out.",
        "zh": "“{said}”会遵守，所以 {at} 的“{title}”这时不安排；请改时间，或删去这条规则。",
    },
    "rest_day": {
        "en": "{day} is kept free (“{said}”), but {minutes} min are asked for then ({titles}); that stays planned.",
        "zh": "{day}说是“{said}”，却安排了 {minutes} 分钟（{titles}）；暂照排。",
    },
    "day_twice_first": {
        "en": "{day} is laid out twice: “{first}” in one place, “{second}” in the other; only the first is planned until you decide.",
        "zh": "{day}的安排写了两遍：一处是“{first}”，另一处是“{second}”；决定之前只排前一处。",
    },
    "day_twice_second": {
        "en": "{day} is laid out twice: “{first}” in one place, “{second}” in the other; only the second is planned until you decide.",
        "zh": "{day}的安排写了两遍：一处是“{first}”，另一处是“{second}”；决定之前只排后一处。",
    },
    "day_twice_none": {
        "en": "{day} is laid out twice: “{first}” in one place, “{second}” in the other; neither is planned as a session of its own.",
        "zh": "{day}的安排写了两遍：一处是“{first}”，另一处是“{second}”；两处都没有单独排成时段。",
    },
    "day_twice": {
        "en": "{day} is laid out twice: “{first}” in one place, “{second}” in the other; both are planned until you decide.",
        "zh": "{day}的安排写了两遍：一处是“{first}”，另一处是“{second}”；决定之前两处都排。",
    },
    "slot_choice": {
        "en": "“{title}” has two times to choose from: “{first}” or “{second}”; the first is used.",
        "zh": "“{title}”有两个时间可选：“{first}”或“{second}”；按前一个排。",
    },
    "exception": {
        "en": "“{title}” is for every day without exception, but {days} may have less (“{said}”); every day is planned.",
        "zh": "“{title}”说每天都不能少，{days}却允许少做（“{said}”）；暂按每天排。",
    },
    "whole_days": {
        "en": "“{title}” is said of every day, its parts only of {days}; the parts are planned on {days}.",
        "zh": "“{title}”说是每天，各部分却只在{days}；按{days}排。",
    },
    "length": {
        "en": "{track}: different lengths ({said} min). The week uses {stands} min.",
        "zh": "{track}：时长不一致（{said} 分钟）。周计划按 {stands} 分钟。",
    },
    "reviewed_twice_first": {
        "en": "“{title}” has two days ({said}); only {first} is planned.",
        "zh": "“{title}”有两个日子（{said}）；只排了{first}。",
    },
    "reviewed_twice_second": {
        "en": "“{title}” has two days ({said}); only {second} is planned.",
        "zh": "“{title}”有两个日子（{said}）；只排了{second}。",
    },
    "reviewed_twice_none": {
        "en": "“{title}” has two days ({said}); neither is planned.",
        "zh": "“{title}”有两个日子（{said}）；两天都没有排。",
    },
    "reviewed_twice": {
        "en": "“{title}” has two days ({said}); both are planned.",
        "zh": "“{title}”有两个日子（{said}）；暂时两天都排。",
    },
    "frequency": {
        "en": "{track}: different frequencies ({said}). The week uses {stands}.",
        "zh": "{track}：频率不一致（{said}）。周计划按{stands}。",
    },
    "days": {
        "en": "{track}: different days ({said}). The week uses {stands}.",
        "zh": "{track}：日子不一致（{said}）。周计划按{stands}。",
    },
    "weekday": {
        "en": "{date} is a {is_day}, the text says {said}; the date counts.",
        "zh": "{date} 是{is_day}，文中写的是{said}；按日期算。",
    },
    "weekdays_year": {
        "en": "{count} dates disagree with their weekdays in {now} ({date}: {said}) and agree in {year}; import again "
        "with --as-of in that year.",
        "zh": "有 {count} 个日期在 {now} 年与星期不符（如 {date}：{said}），在 {year} 年都相符；请用 --as-of 以那一年重新导入。",
    },
    "weekdays": {
        "en": "{count} dates disagree with their weekdays (first {date}, a {is_day}, which the text calls {said}); "
        "the dates count.",
        "zh": "有 {count} 个日期与星期不符（如 {date} 是{is_day}，文中写的是{said}）；按日期算。",
    },
    "due_differs": {
        "en": "“{title}” is due {first} in one place and {second} in another; it is planned once, by the earlier day, until you decide.",
        "zh": "“{title}”一处截止 {first}，另一处 {second}；决定之前只排一次，按较早的算。",
    },
    "numbering": {
        "en": "the numbers of the headings begin again at 1: the later part is read as an addition to the earlier one.",
        "zh": "标题编号又从一开始：后面的部分按对前文的补充来读。",
    },
    "budget": {
        "en": "the shares of effort add up to {percent}%; they are shown as written.",
        "zh": "精力占比合计 {percent}%；照原文显示。",
    },
    "budget_full": {
        "en": "the shares of effort make {percent}% already, yet further lines ask for time ({titles}); all are planned.",
        "zh": "精力占比已满 {percent}%，另外还有要花时间的（{titles}）；暂全部安排。",
    },
    "double": {
        "en": "{track}: “{first}” and “{second}” run in the same months; both are kept, in the order of the text.",
        "zh": "{track}：“{first}”与“{second}”在同一段时间进行；两者都保留，按文中的先后。",
    },
    "baseline": {
        "en": "“{done}” says it is finished, “{open}” that it is under way; it is planned as under way.",
        "zh": "“{done}”说已学完，“{open}”说还在进行；按还在进行安排。",
    },
    "scope": {
        "en": "“{title}” is optional in one place and has a step of its own in “{listed}”; it stays, and is the one to drop.",
        "zh": "“{title}”一处说是可选，在“{listed}”里却单独占一步；暂保留，时间不够时可先舍它。",
    },
    "postponed": {
        "en": "{goal} is put off (“{first}”) and comes up again (“{second}”); it stays in the plan.",
        "zh": "{goal}一处说先不做（“{first}”），另一处又出现（“{second}”）；暂保留在计划里。",
    },
    "target": {
        "en": "“{title}”: {first} by {by} in one place, {second} by {then} in another; both are kept as steps.",
        "zh": "“{title}”：一处要在 {by} 前达到 {first}，另一处要在 {then} 前达到 {second}；都作为阶段目标保留。",
    },
    "made_twice": {
        "en": "“{first}” ({by}) and “{second}” ({then}) may be the same output; both are kept.",
        "zh": "“{first}”（{by}）与“{second}”（{then}）可能是同一份产出；两份都保留。",
    },
    "length_assumed": {
        "en": "no length is given for {count} of the activities ({titles}); {minutes} min each are assumed.",
        "zh": "有 {count} 项活动没有写时长（{titles}），每次暂按 {minutes} 分钟。",
    },
    "span_length": {
        "en": "“{title}” says {said}, but {first} to {last} is {lasts}; the dates count.",
        "zh": "“{title}”说有 {said}，而 {first} 至 {last} 是 {lasts}；按日期算。",
    },
    "two_lengths": {
        "en": "{since} to {until} is called {first} in one place and {second} in another; the dates count.",
        "zh": "{since} 至 {until} 一处说是 {first}，另一处说是 {second}；按日期算。",
    },
    "title_length": {
        "en": "the title says {said}, but the plan goes on to “{last}”; all of it is planned.",
        "zh": "标题说是“{said}”，计划却一直排到“{last}”；全部照排。",
    },
    "week_days": {
        "en": "“{title}” has {days} days ({first} – {last}); its dates are kept as written.",
        "zh": "“{title}”有 {days} 天（{first} 至 {last}）；日期照原文保留。",
    },
    "rates": {
        "en": "{daily} a day makes {makes} hours a week, not {weekly} (“{title}”); the daily time is planned.",
        "zh": "每天 {daily}，一周是 {makes} 小时，不是 {weekly}（“{title}”）；按每天的时间排。",
    },
    "week_totals": {
        "en": "the hours of a week are given twice: {first} in one place, {second} in another; both are kept as written.",
        "zh": "每周的总时间写了两种：一处 {first}，另一处 {second}；照原文保留。",
    },
    "weekend_totals": {
        "en": "the hours of a weekend are given twice: {first} in one place, {second} in another; both are kept as "
        "written.",
        "zh": "周末的总时间写了两种：一处 {first}，另一处 {second}；照原文保留。",
    },
    "clock_length": {
        "en": "{span} is {lasts} min, the brackets say {said} min (“{title}”); the session stays where it is written.",
        "zh": "{span} 是 {lasts} 分钟，括号里写的是 {said} 分钟（“{title}”）；暂按写的时间安排。",
    },
    "week_too_much": {
        "en": "{count} commitments take {hours} hours a week together ({titles}); all of it is planned where it fits.",
        "zh": "{count} 项投入每周合计 {hours} 小时（{titles}）；能排下的都排。",
    },
    "day_too_much": {
        "en": "{count} commitments take {hours} hours a day together ({titles}); all of it is planned where it fits.",
        "zh": "{count} 项投入每天合计 {hours} 小时（{titles}）；能排下的都排。",
    },
    "pace": {
        "en": "“{title}” asks for {daily} a day, the same week elsewhere for {weekly}; both are kept as written.",
        "zh": "“{title}”每天要 {daily}，同一周另一处共要 {weekly}；照原文保留。",
    },
    "counts_differ": {
        "en": "“{title}” says {first}, the line below it {second}; both are kept as written.",
        "zh": "“{title}”写的是 {first}，下面一行是 {second}；照原文保留。",
    },
    "blank": {
        "en": "{count} lines leave an amount to be filled in (first “{title}”); nothing is assumed for it.",
        "zh": "有 {count} 行留空待填（如“{title}”）；不替你填数。",
    },
    "choose_newer": {"en": "the newer", "zh": "按新的"},
    "choose_older": {"en": "the older", "zh": "按旧的"},
    "choose_later": {"en": "the later line", "zh": "按后一处"},
    "choose_earlier": {"en": "the earlier line", "zh": "按前一处"},
    "choose_own_dates": {"en": "its own dates", "zh": "按它自己的日期"},
    "choose_stage": {"en": "the dates of the stage", "zh": "按阶段的日期"},
    "choose_dates": {"en": "the dates", "zh": "按日期"},
    "choose_now": {"en": "now", "zh": "现在开始"},
    "choose_keep_work": {"en": "keep the work", "zh": "照排"},
    "choose_keep_free": {"en": "keep the day free", "zh": "留空这一天"},
    "choose_every_day": {"en": "every day", "zh": "每天"},
    "choose_lighter": {"en": "the lighter days", "zh": "按少做的日子"},
    "choose_in_turn": {"en": "one after the other", "zh": "先后进行"},
    "choose_side_by_side": {"en": "side by side", "zh": "同时进行"},
    "choose_under_way": {"en": "under way", "zh": "还在进行"},
    "choose_finished": {"en": "finished", "zh": "已学完"},
    "choose_optional": {"en": "optional", "zh": "可选"},
    "choose_keep": {"en": "keep it", "zh": "保留"},
    "choose_open": {"en": "decide later", "zh": "到时再定"},
    "choose_not_now": {"en": "not now", "zh": "先不做"},
    "choose_two": {"en": "two", "zh": "两份"},
    "choose_one": {"en": "one", "zh": "一份"},
    "per_day": {"en": "{times}× a day", "zh": "每天 {times} 次"},
    "per_week": {"en": "{times}× a week", "zh": "每周 {times} 次"},
    "per_month": {"en": "{times}× a month", "zh": "每月 {times} 次"},
    "per_lesson": {"en": "{times}× a lesson", "zh": "每课 {times} 次"},
    "per_unspecified": {"en": "{times}×", "zh": "{times} 次"},
}
