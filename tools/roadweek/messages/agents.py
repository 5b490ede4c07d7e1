"""What the agents, the MCP servers' errors and the chat say. ``tool_*`` replace error words where those name commands."""

TEXTS: dict[str, dict[str, str]] = {
    "cut": {
        "en": "({count} more lines are left off: ask for less, or go on with the cursor)",
        "zh": "（还有 {count} 行没有显示：请缩小范围，或用 cursor 继续）",
    },
    "proposal_head": {"en": "proposal {id}, version {version}, {state}", "zh": "提案 {id}，版本 {version}，{state}"},
    "proposal_approve": {
        "en": "if the person agrees: proposal_decide, approve, version {version}, digest {digest}",
        "zh": "本人同意后：proposal_decide，approve，version {version}，digest {digest}",
    },
    "next_up": {"en": "next: {day} {session}", "zh": "接下来：{day} {session}"},
    "open_head": {
        "en": "{count} sessions are over and were not reported (done, partial or skipped?):",
        "zh": "有 {count} 个时段已过去但没有报告（做完、部分完成还是跳过？）：",
    },
    "calendar_pending": {
        "en": "{count} changes wait to be written to the calendar ({why})",
        "zh": "有 {count} 项改动等待写入日历（{why}）",
    },
    "welcome": {"en": "You are welcome. Nothing was changed.", "zh": "不客气。没有改动任何内容。"},
    "new_conversation": {
        "en": "Roadweek was renewed since we last talked, so this is a new conversation; what waited for your answer is in `roadweek history`.",
        "zh": "Roadweek 在上次聊天之后更新过，所以这是新的对话；之前等你答复的内容可用 `roadweek history` 查看。",
    },
    "noted_twice": {
        "en": "The same was noted {seconds} s ago ({track}, {minutes} min, {day}), so nothing was written. Did it happen twice? If so, say “once more”.",
        "zh": "{seconds} 秒前刚记过同样的内容（{track}，{minutes} 分钟，{day}），这次没有写入。确实做了两次吗？是的话请说“再记一次”。",
    },
    # errors of tools: what is wrong, then which tool to call next
    "tool_no_plan": {
        "en": "no plan in this workspace ({workspace}). Ask the person for their plan's Markdown file; `roadweek import FILE.md` reads it.",
        "zh": "这个工作区（{workspace}）还没有计划。请向用户要计划的 Markdown 文件；用 `roadweek import 文件.md` 导入。",
    },
    "tool_session_to_come": {
        "en": "nothing was written: {title} is on {day}, which is still to come. Only what is over or of today can be reported; to leave it out, call week_replan with a drop.",
        "zh": "没有写入任何内容：“{title}”在 {day}，还没到。只能报告今天及以前的时段；不想做请用 week_replan 的 drop。",
    },
    "tool_session_told": {
        "en": "nothing was written: {title} is {state} already. If that is wrong, report another outcome, or take the report back with change_undo.",
        "zh": "没有写入任何内容：“{title}”已经是“{state}”。如果不对，请报告另一个结果，或用 change_undo 撤回。",
    },
    "tool_review_repeated": {
        "en": "the same was noted {seconds} s ago ({what}), so nothing was written. Ask the person whether it happened twice; if so, call review_record with again: true. change_undo takes the first back.",
        "zh": "{seconds} 秒前刚记过同样的内容（{what}），这次没有写入。请问用户是否确实有两次；是的话用 again: true 再调用 review_record。change_undo 可撤回前一次。",
    },
    "tool_log_repeated": {
        "en": "the same was noted {seconds} s ago ({track}, {minutes} min, {day}), so nothing was written. Ask the person whether it happened twice; if so, call time_record with again: true.",
        "zh": "{seconds} 秒前刚记过同样的内容（{track}，{minutes} 分钟，{day}），这次没有写入。请问用户是否确实做了两次；是的话用 again: true 再调用 time_record。",
    },
    "tool_older_workspace": {
        "en": "this workspace ({path}) was written by an older Roadweek (form {found}, this one needs {known}) and cannot be brought up to date ({why}); nothing was changed. The person has to make it writable or free some space.",
        "zh": "这个工作区（{path}）由较早版本的 Roadweek 写入（格式 {found}，本版本需要 {known}），无法更新（{why}）；没有改动任何内容。需要用户让它可写或腾出空间。",
    },
    "tool_nothing_read": {
        "en": "nothing in {path} could be read as a plan, so the plan that stands stays. Call plan_import with dry_run to see what is read of a file.",
        "zh": "{path} 中没有能当作计划读取的内容，现有的计划保持不变。可用 plan_import 的 dry_run 查看读到了什么。",
    },
    "tool_no_such_lines": {
        "en": "there are no lines {first} to {last}: the plan has {count}. Ask for some of those.",
        "zh": "没有第 {first} 到 {last} 行：计划共 {count} 行。请换个范围。",
    },
    "tool_model_failed": {
        "en": "the language model at {url} could not help ({why}). Everything works without one: give typed edits to week_replan, or write it more plainly.",
        "zh": "语言模型 {url} 没能帮上忙（{why}）。不用模型也能工作：请用 week_replan 的 edits，或换个更直接的说法。",
    },
    "tool_proposal_closed": {
        "en": "proposal {proposal} is already {state}; nothing was changed. history_list shows what happened to it.",
        "zh": "提案 {proposal} 已经是“{state}”状态，没有改动。history_list 可查看经过。",
    },
    "tool_proposal_stale": {
        "en": "proposal {stale} was made before something changed ({why}); nothing was changed. Its new form is {proposal}: look at it with proposal_show, show it to the person, then call proposal_decide with its version and effects.digest.",
        "zh": "提案 {stale} 生成之后情况有变（{why}），没有改动。新的提案是 {proposal}：先用 proposal_show 查看并给用户看，再用它的 version 和 effects.digest 调用 proposal_decide。",
    },
    "tool_proposal_version": {
        "en": "proposal {proposal} was made against version {actual}, not {version}; nothing was changed. Call proposal_show, show the person what it says, and approve with the version it names.",
        "zh": "提案 {proposal} 对应版本 {actual}，不是 {version}，没有改动。请先调用 proposal_show 给用户看，再用其中的版本号批准。",
    },
    "tool_proposal_unshown": {
        "en": "nothing was changed: an approval needs the version and effects.digest that the person was shown. Call proposal_show with {proposal}, show the person what it writes, and call again with both.",
        "zh": "没有改动：批准时需要给出用户看过的 version 和 effects.digest。请先用 proposal_show 查看 {proposal} 并给用户看，再带上这两项重新调用。",
    },
    "tool_undo_import": {
        "en": "nothing was undone: this would take back event {event} ({what}), and that is only done by name. Ask the person; if they want that, call change_undo with events [{event}].",
        "zh": "没有撤销：这会撤掉事件 {event}（{what}），需要指名才能撤销。请先问用户；如果确实要撤销，请用 events [{event}] 调用 change_undo。",
    },
    "tool_undo_differs": {
        "en": "nothing was undone: what would be taken back now (events {events}) is not what was shown. Call change_undo without digest, show the person, then call again.",
        "zh": "没有撤销：现在会撤销的内容（事件 {events}）与展示过的不一致。请先不带 digest 调用 change_undo 给用户看，再重新调用。",
    },
    "tool_undone_already": {
        "en": "nothing was undone: event {event} was taken back already, by event {by}. history_list shows what happened; events [{by}] puts it back.",
        "zh": "没有撤销：事件 {event} 已由事件 {by} 撤销。history_list 可查看经过；用 events [{by}] 可以恢复。",
    },
    "tool_proposal_digest": {
        "en": "what proposal {proposal} writes is not what was shown ({digest}); nothing was changed. Call proposal_show, show the person what it says, and approve with the digest of its effects.",
        "zh": "提案 {proposal} 要写入的内容与展示过的（{digest}）不一致，没有改动。请先调用 proposal_show 给用户看，再用其中 effects 的 digest 批准。",
    },
    "tool_proposal_declined": {
        "en": "the person did not agree to proposal {proposal}; nothing was changed and it stays open. Ask what they want instead, then make a new proposal or reject it with proposal_decide.",
        "zh": "用户没有同意提案 {proposal}，没有改动，提案仍然有效。请问清想怎么改，再生成新提案，或用 proposal_decide 拒绝。",
    },
    "tool_nothing_to_undo": {
        "en": "there is nothing left to undo. history_list shows what happened.",
        "zh": "没有可以撤销的改动了。history_list 可查看经过。",
    },
    "tool_bad_edit": {
        "en": "nothing was changed: {why}. Correct it and call again; the resource roadweek://edits has every kind and field.",
        "zh": "没有改动：{why}。请改正后重新调用；资源 roadweek://edits 列出所有种类和字段。",
    },
    "tool_calendar_unreachable": {
        "en": "the calendar at {url} cannot be reached ({why}). The plan is safe and waits to be written; call proposal_decide with decision retry when it is back. This does not mean that the calendar is empty.",
        "zh": "无法连接日历 {url}（{why}）。计划已保存，等待写入；恢复后请用 decision retry 调用 proposal_decide。这并不表示日历是空的。",
    },
    "one_of_two": {"en": "give the words or the edits, not both", "zh": "文字和 edits 只给一个"},
    "not_a_fact": {
        "en": "{kinds} cannot be recorded, only proposed: use week_replan",
        "zh": "{kinds} 不能直接记录，需要提案：请用 week_replan",
    },
    # proposals and weeks in a few lines
    "ask_undo": {"en": "Take this back?", "zh": "要撤销吗？"},
    "undo_head": {"en": "This takes back {count} change(s):", "zh": "将撤销 {count} 处改动："},
    "undo_only_shown": {
        "en": "Nothing is taken back yet. If the person agrees: change_undo, events [{events}], digest {digest}",
        "zh": "尚未撤销。本人同意后：change_undo，events [{events}]，digest {digest}",
    },
    "undo_no_effects": {"en": "The calendar stays as it is.", "zh": "日历不变。"},
    "undo_effects": {
        "en": "In the calendar it writes {put} event(s) and removes {delete}.",
        "zh": "日历上会写入 {put} 个日程，删除 {delete} 个。",
    },
    "undo_kept": {
        "en": "{count} session(s) were changed since and stay as they are.",
        "zh": "有 {count} 个时段之后又改过，保持不变。",
    },
    "ask_approval": {"en": "Apply this?", "zh": "要应用吗？"},
    "no_changes": {"en": "This changes nothing in the week.", "zh": "这不会改变本周安排。"},
    "effects_none": {
        "en": "Approving writes nothing to the calendar; it only keeps what was asked:",
        "zh": "批准后不会写入日历，只记下这些要求：",
    },
    "effects_put": {
        "en": "Approving writes {put} event(s) ({length}) to the calendar",
        "zh": "批准后向日历写入 {put} 个日程（共 {length}）",
    },
    "effects_delete": {
        "en": "Approving removes {delete} event(s) from the calendar",
        "zh": "批准后从日历删除 {delete} 个日程",
    },
    "effects_both": {
        "en": "Approving writes {put} event(s) ({length}) to the calendar and removes {delete}",
        "zh": "批准后向日历写入 {put} 个日程（共 {length}），删除 {delete} 个",
    },
    "effect_moved": {"en": "moved from {before}", "zh": "原为 {before}"},
    "effect_changed": {"en": "written anew, it was at {before}", "zh": "重新写入，原为 {before}"},
    "effect_removed": {"en": "removed", "zh": "删除"},
    "against_draft": {
        "en": "Against the draft of that week, which is not on the calendar:",
        "zh": "与该周草稿（未写入日历）相比：",
    },
    "change_moved": {
        "en": "- {title}: {before} → {after} ({reason})",
        "zh": "- {title}：{before} → {after}（{reason}）",
    },
    "change_added": {"en": "- new {title}: {after} ({reason})", "zh": "- 新增 {title}：{after}（{reason}）"},
    "change_dropped": {"en": "- without {title} {before} ({reason})", "zh": "- 取消 {title} {before}（{reason}）"},
    "change_shortened": {
        "en": "- {title} shorter, {after} ({reason})",
        "zh": "- {title} 缩短，{after}（{reason}）",
    },
    "change_lengthened": {
        "en": "- {title} longer, {after} ({reason})",
        "zh": "- {title} 延长，{after}（{reason}）",
    },
    "unplaced_head": {"en": "Without a place: {count}", "zh": "没有排下：{count} 项"},
    "more": {"en": "… and {count} more", "zh": "……另有 {count} 项"},
    "week_accepted": {
        "en": "{week}, accepted: {planned} of {capacity} min planned, {buffer} min kept free",
        "zh": "{week}（已采纳）：计划 {planned} / {capacity} 分钟，留空 {buffer} 分钟",
    },
    "week_draft": {
        "en": "{week}, a draft that is not in the calendar: {planned} of {capacity} min planned, {buffer} min kept free",
        "zh": "{week}（草稿，未写入日历）：计划 {planned} / {capacity} 分钟，留空 {buffer} 分钟",
    },
    "day_empty": {"en": "Nothing planned on {date}.", "zh": "{date} 没有安排。"},
    # the conversation
    "not_understood": {
        "en": "I could not read that as a change of the plan. Say what should change and when, for example: a trip, a day off, moving or pausing a track, time spent.",
        "zh": "我没能把这句话读成对计划的改动。请说明改什么、什么时候，例如：出差、休息一天、移动或暂停某个方向、记录用时。",
    },
    "not_followed": {
        "en": "I could not read that. What was proposed still stands: say yes, no, or what should be different.",
        "zh": "这句话没有读懂。上面的安排还在等你决定：可以说“好的”“不要”，或者说要改哪里。",
    },
    "too_long": {
        "en": "That is longer than {limit} characters. Say the changes one after another.",
        "zh": "超过 {limit} 个字符了。请把改动一条一条说。",
    },
    "help": {
        "en": "Tell me what changes (“business trip 9–11 March”, “move maths to Saturday”, “I did 45 min of maths today”), or say: today, week, trips, tasks, milestones, history, undo, approve, reject. Reviews: “start the recall”, “cards”, “start the drill”, “start the redo”, “weekly review”.",
        "zh": "告诉我有什么变化（如“3月9日到11日出差”“把数学挪到周六”“今天做了45分钟数学”），或者说：今天、本周、出差、任务、里程碑、历史、撤销、同意、不要。复习：“开始回忆”“开始卡片”“开始面试练习”“开始重做”“周复盘”。",
    },
    "applied": {"en": "Done: {summary}.", "zh": "已完成：{summary}。"},
    "applied_plain": {"en": "Done.", "zh": "已完成。"},
    "calendar_waits": {
        "en": "It is saved; {pending} entries still wait for the calendar ({why}).",
        "zh": "已保存；还有 {pending} 项等待写入日历（{why}）。",
    },
    "calendar_waits_plain": {
        "en": "It is saved; {pending} entries still wait for the calendar.",
        "zh": "已保存；还有 {pending} 项等待写入日历。",
    },
    "rejected": {"en": "Left as it was.", "zh": "保持原样。"},
    "elsewhere_applied": {
        "en": "Proposal {proposal} was already applied elsewhere; nothing more to do.",
        "zh": "提案 {proposal} 已在别处应用，无需再做。",
    },
    "elsewhere_rejected": {
        "en": "Proposal {proposal} was rejected elsewhere; the week stays as it stands.",
        "zh": "提案 {proposal} 已在别处被拒绝，安排保持不变。",
    },
    "elsewhere_stale": {
        "en": "Something changed since proposal {proposal} was made. This is its new form:",
        "zh": "提案 {proposal} 生成之后情况有变。新的提案是：",
    },
    "nothing_open": {"en": "There is no open proposal. {help}", "zh": "没有待确认的提案。{help}"},
    "why_nothing": {
        "en": "I find no session that this names. Name its track and day, or say `why` and its id.",
        "zh": "没有找到你说的那一段安排。请说出方向和日期，或者“为什么”加它的编号。",
    },
    "open_elsewhere": {
        "en": "Nothing waits for your answer in this conversation. Open proposals made elsewhere; say “approve {first}” to be shown one:",
        "zh": "这次对话里没有等你答复的提案。别处还有这些待定提案，说“同意 {first}”可以先看它：",
    },
    "nothing_to_redo": {"en": "Nothing was undone that could be put back.", "zh": "没有可以恢复的撤销。"},
    "no_trips": {"en": "No trips known.", "zh": "没有出差。"},
    "no_tasks": {"en": "No tasks.", "zh": "没有任务。"},
    "no_milestones": {"en": "No milestones.", "zh": "没有里程碑。"},
    "no_history": {"en": "Nothing has happened yet.", "zh": "还没有任何记录。"},
    "model_out": {
        "en": "The language model did not help ({why}), so this is read by rules.",
        "zh": "语言模型没有帮上忙（{why}），改用规则理解。",
    },
    "coach_week": {
        "en": "This week: {done} of {count} sessions done, {planned} min planned, {places}.",
        "zh": "本周：{count} 段安排完成 {done} 段，计划 {planned} 分钟，{places}。",
    },
    "coach_hint": {
        "en": "“weekly review” goes through it with you, “plan next week” proposes the week to come, “what do I review today” lists the ideas to recall, “weekly redo” the problems to write again. `roadweek review week` writes the whole report with pictures, `roadweek review answer` keeps what you say to the questions.",
        "zh": "“周复盘”带你一步步走一遍，“安排下周”会提出下一周，“今天复习什么”列出要回忆的思路，“本周重做”列出要重写的题。`roadweek review week` 写出带图的完整周报，`roadweek review answer` 记下你对问题的回答。",
    },
    "recall_title": {
        "en": "To recall today, by title only ({planned} of at most {box} min):",
        "zh": "今天要回忆的，只看题目（{planned} 分钟，最多 {box} 分钟）：",
    },
    "recall_how": {
        "en": "Tell each idea without code. `roadweek review day` asks for one after another and shows your notes where you are stuck.",
        "zh": "逐题复述思路，不写代码。`roadweek review day` 会一题一题问，卡住时显示你的笔记。",
    },
    "recall_none": {
        "en": "Nothing to recall today: nothing was tried yesterday.",
        "zh": "今天没有要回忆的：昨天没有做题。",
    },
    "recall_done": {"en": "All of today's {count} are recalled.", "zh": "今天的 {count} 道都回忆完了。"},
    "recall_then_drill": {
        "en": "The question of the day waits: “start the drill”.",
        "zh": "今天的面试题还没答：说“开始面试练习”。",
    },
    "recall_left": {
        "en": "Left out, and not owed: {count} ({some}).",
        "zh": "没有排进、也不欠账的：{count} 道（{some}）。",
    },
    "redo_title": {
        "en": "Redo of {week}, closed book ({minutes} of at most {box} min):",
        "zh": "{week} 的闭卷重做（{minutes} 分钟，最多 {box} 分钟）：",
    },
    "redo_session": {"en": "Its place: {title}, {start}", "zh": "对应时段：{title}，{start}"},
    "redo_none": {
        "en": "Nothing to redo: no attempts this week or in the three before.",
        "zh": "没有可重做的：本周和前三周都没有做题。",
    },
    "redo_how": {
        "en": "`roadweek review redo swap` exchanges one, `roadweek review redo record` notes the result.",
        "zh": "`roadweek review redo swap` 可交换，`roadweek review redo record` 记录结果。",
    },
    "ritual_open": {
        "en": "First what is over and not reported ({count}):",
        "zh": "先说说已经过去、还没有报告的 {count} 段：",
    },
    "ritual_settle": {
        "en": "About the first: done, skip, or the minutes you worked (“30”). Or by number, “1 and 2 done, 3 skip”, or “all done”. “later” leaves them open.",
        "zh": "先说第一段：做完了、跳过，或者做了多少分钟（如“30”）。也可以按编号说“1、2做了，3跳过”，或者“都做了”。“以后再说”先放着。",
    },
    "ritual_settle_one": {
        "en": "Done, skip, or the minutes you worked (“30”)? “later” leaves it open.",
        "zh": "做完了、跳过，还是做了多少分钟（如“30”）？“以后再说”先放着。",
    },
    "ritual_settle_again": {
        "en": "Still open: {count}. {session}: done, skip, or minutes? (“later” leaves them, “stop” ends)",
        "zh": "还有 {count} 段没说。{session}：做完了、跳过，还是多少分钟？（“以后再说”先放着，“停”结束）",
    },
    "ritual_settled": {"en": "{count} sessions reported", "zh": "报告了 {count} 段"},
    "ritual_settled_elsewhere": {
        "en": "That was reported elsewhere meanwhile, and stays so.",
        "zh": "这一段刚才已在别处报告过，保持不变。",
    },
    "ritual_left_open": {"en": "Left open: {count}.", "zh": "先放着 {count} 段。"},
    "ritual_question": {
        "en": "Question {number} of {count}: {question} (“skip” leaves it, “stop” ends the review here)",
        "zh": "第 {number} / {count} 个问题：{question}（“跳过”不答，“停”就到这里）",
    },
    "ritual_in_words": {"en": "Say it in your own words, or “skip”.", "zh": "请用自己的话说，或者“跳过”。"},
    "ritual_no_option": {"en": "There are {count} options.", "zh": "只有 {count} 个选项。"},
    "ritual_noted": {"en": "Noted, and in the report.", "zh": "记下了，也写进了周报。"},
    "ritual_unanswered": {"en": "Left unanswered.", "zh": "这一题先不答。"},
    "ritual_told_elsewhere": {
        "en": "It was answered elsewhere meanwhile (“{answer}”), and stays so.",
        "zh": "这一题刚才已在别处回答过（“{answer}”），保持不变。",
    },
    "ritual_over": {"en": "The weekly review of {week} is done.", "zh": "{week} 的周复盘完成了。"},
    "ritual_next": {
        "en": "{week} has {count} sessions, {length}.",
        "zh": "{week} 有 {count} 段安排，共 {length}。",
    },
    "ritual_stopped_week": {
        "en": "The review stops here; what you said is kept. “weekly review” goes on with it.",
        "zh": "复盘先停在这里，说过的都记下了。说“继续复盘”接着来。",
    },
    "ritual_stopped_waiting": {
        "en": "The review ends here. Proposal {proposal} of the week to come waits: “approve {proposal}” shows it again.",
        "zh": "复盘先到这里。下周的提案 {proposal} 还等着：说“同意 {proposal}”会再给你看一遍。",
    },
    "ritual_stopped_cards": {
        "en": "The cards stop here; nothing is owed. “start the cards” goes on today.",
        "zh": "卡片先停在这里，不欠账。今天说“开始卡片”接着来。",
    },
    "ritual_stopped_drill": {
        "en": "The drill stops here; nothing is owed. “start the drill” goes on today.",
        "zh": "面试练习先停在这里，不欠账。今天说“开始面试练习”接着来。",
    },
    "ritual_card": {
        "en": "{number} of {count}: {front}\nTell the answer to yourself or type it; then comes the back. “forgotten” where it is gone. (“later” leaves it, “stop” ends)",
        "zh": "第 {number} / {count} 张：{front}\n在心里回答，或者打出来，然后给你看背面；想不起来就说“忘了”。（“跳过”先放着，“停”结束）",
    },
    "ritual_card_back": {
        "en": "Back: {answer}\nHow was it: 1 forgotten, 2 hard, 3 good, 4 easy?",
        "zh": "背面：{answer}\n怎么样：1 忘了，2 吃力，3 记得，4 轻松？",
    },
    "ritual_card_was": {"en": "Back: {answer}", "zh": "背面：{answer}"},
    "count_name": {"en": "applications", "zh": "投递"},
    "count_day": {
        "en": "Which day was that? Say it once more with a day that is over, such as “I applied to {number} yesterday”.",
        "zh": "那是哪一天？请连同已经过去的日子再说一遍，比如“昨天投了{number}家”。",
    },
    "cards_none": {"en": "No card is due today.", "zh": "今天没有到期的卡片。"},
    "cards_over": {"en": "Today's cards are done: {count}.", "zh": "今天的卡片完成了：{count} 张。"},
    "cards_left": {
        "en": "What is left waits for another time; done today: {count}.",
        "zh": "剩下的先放着；今天完成：{count} 张。",
    },
    "cards_title": {
        "en": "Cards of today: {count} of at most {limit} a day, {done} are done. “start the cards” asks for one after another.",
        "zh": "今天的卡片：{count} 张（每天最多 {limit} 张，已完成 {done} 张）。说“开始卡片”一张一张来。",
    },
    "drill_title": {
        "en": "Question of the day: {title} (at most {box} min). “start the drill” takes your answer.",
        "zh": "今天的面试题：{title}（最多 {box} 分钟）。说“开始面试练习”来回答。",
    },
    "drill_none": {
        "en": "There are no interview questions yet. `roadweek review drill suggest` lists what your cards and plan have, `review drill add` and `import` take your own.",
        "zh": "还没有面试题。`roadweek review drill suggest` 列出卡片和计划里能问的，`review drill add`、`import` 加入你自己的。",
    },
    "drill_left": {"en": "The question is left for another time; nothing is owed.", "zh": "这道题先放着，不欠账。"},
    "drill_over": {
        "en": "Today's question is answered: {title} ({how}).",
        "zh": "今天的面试题答过了：{title}（{how}）。",
    },
    "ritual_drill": {
        "en": "{title}\nAnswer as in an interview, within {box} min; or give the path of a recording. (“later” leaves it, “stop” ends)",
        "zh": "{title}\n像面试那样回答，最多 {box} 分钟；也可以给出录音文件的路径。（“跳过”先放着，“停”结束）",
    },
    "ritual_points": {"en": "Points of “{title}”:", "zh": "“{title}”的要点："},
    "ritual_grade": {
        "en": "Which did you name: all, none, or numbers (“1, 3”)? Only you grade it. (“later” leaves it)",
        "zh": "你答到了哪些：全部、没有，还是编号（如“1、3”）？由你自己评。（“跳过”先放着）",
    },
    "ritual_grade_whole": {
        "en": "Was it right: “all” for yes, “none” for no? Only you grade it. (“later” leaves it)",
        "zh": "答得对吗：“全部”算对，“没有”算不对。由你自己评。（“跳过”先放着）",
    },
    "ritual_stopped_day": {
        "en": "The recall stops here; what is left is not owed. “start the recall” goes on today.",
        "zh": "回忆先停在这里，剩下的不欠账。今天说“开始回忆”接着来。",
    },
    "ritual_stopped_redo": {
        "en": "The redo stops here; what was noted is kept. “start the redo” goes on with it.",
        "zh": "重做先停在这里，记过的都在。说“开始重做”接着来。",
    },
    "ritual_recall": {
        "en": "{number} of {count}: {title}. Tell the idea to yourself, without code: fine, shaky or stuck? (“later” leaves it, “stop” ends)",
        "zh": "第 {number} / {count} 题：{title}。不写代码，在心里讲一遍思路：记得、模糊，还是卡住？（“跳过”先放着，“停”结束）",
    },
    "ritual_redo": {
        "en": "{number} of {count}: {title}, about {minutes} min, closed book. When you are done: solved or failed, and the minutes (“solved 25”)? (“later” leaves it, “stop” ends)",
        "zh": "第 {number} / {count} 题：{title}，约 {minutes} 分钟，闭卷重写。写完告诉我：做出来了还是没做出来，用了几分钟（如“做出来了 25”）？（“跳过”先放着，“停”结束）",
    },
    "ritual_redo_over": {"en": "The redo is done: {count} problems.", "zh": "重做完成了：{count} 题。"},
    "ritual_put_off": {"en": "Left for another time.", "zh": "先放着。"},
    "ritual_notes": {"en": "Your notes: {notes}", "zh": "你的笔记：{notes}"},
    "coach_unplaced": {"en": "{count} wishes have no place", "zh": "{count} 项没有排下"},
    "coach_all_placed": {"en": "every wish has a place", "zh": "全部都排下了"},
    "bench_no_server": {
        "en": "No edge server is connected here, so nothing can be measured. `roadweek chat` and `roadweek bench run` have one.",
        "zh": "这里没有连接 edge 服务器，无法测量。`roadweek chat` 和 `roadweek bench run` 里有。",
    },
    "bench_title": {"en": "Experiment: {title} [{name}]", "zh": "实验：{title} [{name}]"},
    "bench_varies": {"en": "- varies: {name} = {levels}", "zh": "- 变化：{name} = {levels}"},
    "bench_held": {"en": "- held the same: {held}", "zh": "- 保持不变：{held}"},
    "bench_count": {
        "en": "- {runs} runs: {cells} cells, {repeats} times each, interleaved",
        "zh": "- 共 {runs} 次测量：{cells} 组，每组 {repeats} 次，交错进行",
    },
    "bench_made": {"en": "- made already: {made}; left: {left}", "zh": "- 已测 {made} 次，还剩 {left} 次"},
    "bench_minutes": {"en": "- about {minutes} minutes", "zh": "- 大约 {minutes} 分钟"},
    "bench_unknown_minutes": {
        "en": "- how long is not known before the first run",
        "zh": "- 测第一次之前不知道要多久",
    },
    "bench_spoiler": {"en": "- could spoil it: {text}", "zh": "- 可能影响结果：{text}"},
    "bench_evidence_for": {"en": "- evidence for: {title}", "zh": "- 作为证据用于：{title}"},
    "bench_ask": {"en": "Shall I measure it? (yes / no)", "zh": "开始测量吗？（好 / 不）"},
    "bench_rejected": {
        "en": "Nothing is measured. It is kept: say “{name}” when you want it.",
        "zh": "没有测量。实验已保留：需要时说“{name}”。",
    },
    "bench_unfinished": {
        "en": "The runs of {name} that were made are kept. Once it answers again, say “go on”: only what is left is measured.",
        "zh": "{name} 已测的结果都保留着。等它恢复后说“继续”，只补测剩下的。",
    },
    "bench_stopped": {
        "en": "The benchmark {name} was broken off. What was measured is kept; say “go on” next time, or “{name}” now.",
        "zh": "测量 {name} 中断了。已测的都在；下次说“继续”，现在可说“{name}”。",
    },
    "bench_progress": {
        "en": "run {place} of {of} · {cell}: {text}",
        "zh": "第 {place}/{of} 次 · {cell}：{text}",
    },
    "bench_refused": {"en": "refused as a measurement ({why})", "zh": "不作为测量结果（{why}）"},
    "bench_done": {"en": "{name}: {runs} runs are made.", "zh": "{name}：{runs} 次测量已完成。"},
    "bench_cell": {"en": "- {cell} (median of {runs}): {text}", "zh": "- {cell}（{runs} 次的中位数）：{text}"},
    "bench_not_comparable": {
        "en": "- {other} cannot be compared with {base}: {why}",
        "zh": "- {other} 与 {base} 不可比：{why}",
    },
    "bench_no_evidence": {
        "en": "None of it counts as a measurement, so it is not offered as evidence: measure it again when the machine is quiet.",
        "zh": "没有一次能算作测量结果，因此不作为证据：请在机器空闲时重新测量。",
    },
    "bench_evidence": {
        "en": "This can be the evidence that closes what it was measured for in your plan:",
        "zh": "这可以作为完成计划中这一项的证据：",
    },
}
