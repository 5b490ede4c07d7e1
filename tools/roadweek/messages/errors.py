"""The words of ``roadweek.errors``: what is wrong, then what to do next."""

TEXTS: dict[str, dict[str, str]] = {
    "card_empty": {
        "en": "a card needs a question. Give it first: `roadweek review cards add QUESTION ANSWER`.",
        "zh": "卡片需要一个问题。请先写问题：`roadweek review cards add 问题 答案`。",
    },
    "card_long": {
        "en": "one side of a card may have {most} characters, this one has {length}. Make several cards of it.",
        "zh": "卡片一面最多 {most} 个字，这一面有 {length} 个。请拆成几张。",
    },
    "card_there": {
        "en": "this card is there already: {front} ({id}). `roadweek review cards list` shows it.",
        "zh": "这张卡片已经有了：{front}（{id}）。`roadweek review cards list` 可查看。",
    },
    "tuning_missing": {
        "en": "learning parameters needs the extra `tuning`: pip install 'roadweek[tuning]'. Cards work without it, by the published parameters.",
        "zh": "学习参数需要附加项 `tuning`：pip install 'roadweek[tuning]'。没有它卡片照常使用公开参数。",
    },
    "tuning_not_learned": {
        "en": "the published parameters are in force already; nothing was changed. `roadweek review cards tune` shows what yours would be worth.",
        "zh": "目前就是公开参数；没有改动。`roadweek review cards tune` 可查看学习参数是否更准。",
    },
    "cards_no_suggestions": {
        "en": "there is nothing to take. `roadweek review cards add QUESTION ANSWER` makes a card of your own.",
        "zh": "没有可用的建议。`roadweek review cards add 问题 答案` 可新建自己的卡片。",
    },
    "cards_none": {
        "en": "there is no such card. `roadweek review cards list` shows what there is, `review cards add` makes one.",
        "zh": "没有这样的卡片。`roadweek review cards list` 列出已有的，`review cards add` 可新建。",
    },
    "cards_none_in_file": {
        "en": "no card was found in {path}. A card is a line `question::answer`, or a question, a line `?` and the answer.",
        "zh": "{path} 里没有卡片。一张卡片是一行 `问题::答案`，或问题、单独一行 `?`、再接答案。",
    },
    "cards_columns": {
        "en": "{path} has the columns {found}; cards need `front` and `back` (or question and answer). Rename them in the first row.",
        "zh": "{path} 的列是 {found}；卡片需要 `front` 和 `back` 两列（或 问题、答案）。请改第一行的列名。",
    },
    "cards_no_table": {
        "en": "{path} is no table that can be read ({why}). Save it as CSV with commas once more.",
        "zh": "{path} 不是可读的表格（{why}）。请重新另存为逗号分隔的 CSV。",
    },
    "cards_unreadable": {
        "en": "{path} cannot be read ({why}). Check the name and the folder.",
        "zh": "无法读取 {path}（{why}）。请检查文件名和文件夹。",
    },
    "cards_format_in": {
        "en": "cards are read from .md and .csv, not from {name}. From Anki: export notes as plain text and save it as .csv.",
        "zh": "卡片可从 .md 和 .csv 读入，{name} 不行。Anki 里请导出为纯文本，再存成 .csv。",
    },
    "cards_format_out": {
        "en": "the ending of {name} says no format: use .md, .csv or .apkg.",
        "zh": "{name} 的后缀不是可用的格式：请用 .md、.csv 或 .apkg。",
    },
    "drill_unnamed": {
        "en": "a question needs words. Give it first: `roadweek review drill add QUESTION`.",
        "zh": "问题里要有文字。请先写问题：`roadweek review drill add 问题`。",
    },
    "drill_question_long": {
        "en": "a question may have {most} characters, this one has {length}. What it should name belongs in its points.",
        "zh": "问题最多 {most} 个字，这个有 {length} 个。要说到的内容请写成要点。",
    },
    "drill_many_points": {
        "en": "a question may have {most} points, this one has {count}. Make several questions of it.",
        "zh": "一道题最多 {most} 个要点，这道有 {count} 个。请拆成几道。",
    },
    "drill_there": {
        "en": "this question is in the bank already: {title}; nothing was changed. `roadweek review drill list` shows it.",
        "zh": "题库里已有这道题：{title}；没有改动。`roadweek review drill list` 可查看。",
    },
    "drill_format": {
        "en": "questions are read from .md, .txt and .csv, not from {name}.",
        "zh": "问题可从 .md、.txt 和 .csv 读入，{name} 不行。",
    },
    "drill_columns": {
        "en": "{path} has the columns {found}; questions need `question`, and `points`, `topic`, `source` where there are. Rename them in the first row.",
        "zh": "{path} 的列是 {found}；题库需要 `question` 列，可另有 `points`、`topic`、`source`。请改第一行的列名。",
    },
    "drill_none_in_file": {
        "en": "no question was found in {path}. A question is a heading or list item that ends in `?` with its points as a list below, or a line `question::point; point`.",
        "zh": "{path} 里没有问题。一道题是以问号结尾的标题或列表项，要点列在下面；或一行 `问题::要点；要点`。",
    },
    "drill_no_questions": {
        "en": "the bank has no questions yet. `roadweek review drill add QUESTION` adds one, `roadweek review drill suggest` lists what your cards and plan have.",
        "zh": "题库还是空的。`roadweek review drill add 问题` 可添加，`roadweek review drill suggest` 列出卡片和计划里现成的。",
    },
    "drill_no_suggestions": {
        "en": "there is nothing to take. `roadweek review drill add QUESTION` adds one of your own.",
        "zh": "没有可加入的建议。`roadweek review drill add 问题` 可添加自己的。",
    },
    "drill_empty": {
        "en": "there is no answer in it. Give a text, or the path of a recording.",
        "zh": "没有回答内容。请给出文字或录音的路径。",
    },
    "drill_one_answer": {
        "en": "give a text or a recording, not both.",
        "zh": "文字和录音只给一个。",
    },
    "drill_long": {
        "en": "an answer may have {most} characters, this one has {length}. Keep what you would say in the interview.",
        "zh": "回答最多 {most} 个字，这个有 {length} 个。请只留面试时会说的话。",
    },
    "drill_recording": {
        "en": "there is no recording at {path}. Check the path; only the path is kept, the file stays where it is.",
        "zh": "{path} 没有录音文件。请检查路径；只保存路径，文件留在原处。",
    },
    "drill_points": {
        "en": "{title} has the points 1 to {most}, not {number}. Say all, none, or their numbers: 1,3.",
        "zh": "{title} 的要点是 1 到 {most}，没有 {number}。请写 all、none 或编号：1,3。",
    },
    "drill_repeated": {
        "en": "the same answer to {title} was kept a moment ago; it is not counted twice. `roadweek undo` takes the first back.",
        "zh": "刚刚已记下对 {title} 的同一回答，不重复计入。`roadweek undo` 可撤回前一次。",
    },
    "drill_no_model": {
        "en": 'no model is configured, so nobody could comment. Write its address into {path}: [model], url = "http://127.0.0.1:11434/v1", name = "…"; or answer without --comment.',
        "zh": '没有配置模型，无法评论。在 {path} 里写上地址：[model]、url = "http://127.0.0.1:11434/v1"、name = "…"；或去掉 --comment 再答。',
    },
    "drill_nothing_waits": {
        "en": "no answer waits for its grade. `roadweek review drill` asks today's question.",
        "zh": "没有待评的回答。`roadweek review drill` 会问今天的题。",
    },
    "unexpected": {
        "en": "something went wrong inside Roadweek ({what}). Run `roadweek doctor`.",
        "zh": "Roadweek 内部出错（{what}）。请运行 `roadweek doctor`。",
    },
    "bench_setting_number": {
        "en": "{name} is a number, {value} is none. Give for instance `{name}=8`.",
        "zh": "{name} 应为数字，{value} 不是。例如 `{name}=8`。",
    },
    "bench_setting_bounds": {
        "en": "{name} goes from {low} to {high}, {value} is outside. Give another value.",
        "zh": "{name} 的范围是 {low} 到 {high}，{value} 超出了。请换一个值。",
    },
    "bench_no_decode": {
        "en": "{run} measured no decoding, so there is nothing to hold against a published rate. Name a run of a language model.",
        "zh": "{run} 没有测量解码，无法与公布的速率相比。请给出一次语言模型的测量。",
    },
    "bench_setting_choice": {
        "en": "{name}={value}: precision is fp32 or int8.",
        "zh": "{name}={value}：精度只能是 fp32 或 int8。",
    },
    "bench_setting_switch": {
        "en": "{name} is yes or no, {value} is neither. Give `{name}=yes`.",
        "zh": "{name} 只能是 yes 或 no，{value} 都不是。例如 `{name}=yes`。",
    },
    "bench_too_many": {
        "en": "this would be {runs} runs; an experiment has between 1 and {most}. Vary less, or repeat less often.",
        "zh": "这会是 {runs} 次测量；一个实验为 1 到 {most} 次。请减少变化的值或重复次数。",
    },
    "bench_figure": {
        "en": "{name} is no figure that is compared. Figures: {known}.",
        "zh": "{name} 不是可比较的指标。指标有：{known}。",
    },
    "bench_compare_what": {
        "en": "comparing takes an experiment, or two runs and more. `roadweek bench list` shows them.",
        "zh": "比较需要一个实验，或至少两次测量。`roadweek bench list` 可查看。",
    },
    "bench_file_large": {
        "en": "{path} is larger than {most} MiB. Import its summary instead.",
        "zh": "{path} 超过 {most} MiB。请导入它的汇总文件。",
    },
    "bench_file_unreadable": {
        "en": "{path} cannot be read ({why}). Check the name and the folder.",
        "zh": "无法读取 {path}（{why}）。请检查文件名和文件夹。",
    },
    "bench_no_evidence": {
        "en": "{name} has no measurement that counts, so it proves nothing. `roadweek bench show {name}` says why.",
        "zh": "{name} 里没有可作为测量的结果，不能作为依据。`roadweek bench show {name}` 说明原因。",
    },
    "bench_evidence_what": {
        "en": "say of which work (or milestone) {name} is evidence: `roadweek bench evidence {name} --work WORK`.",
        "zh": "请说明 {name} 是哪个工作项（或里程碑）的依据：`roadweek bench evidence {name} --work 工作项`。",
    },
    "measuring_stopped": {
        "en": "the measurement was stopped. What was made is kept; `roadweek bench list` names the experiment, and `roadweek bench run EXPERIMENT` makes what is left.",
        "zh": "测量已停止。已测的都保留着；`roadweek bench list` 可查实验名，`roadweek bench run 实验` 会补测剩下的。",
    },
    "bench_nothing": {
        "en": "nothing was measured in this workspace yet. `roadweek bench run --endpoint NAME --model MODEL` measures, `roadweek bench series` lists ready experiments, and `roadweek bench import FILE` takes runs of other tools.",
        "zh": "这个工作区还没有测量。用 `roadweek bench run --endpoint 名称 --model 模型` 测量，`roadweek bench series` 列出现成的实验，`roadweek bench import 文件` 导入其他工具的结果。",
    },
    "bench_no_experiment": {
        "en": "no experiment is kept here, so name the runs that you mean: `roadweek bench list` lists them.",
        "zh": "这里没有实验，请指明测量编号：`roadweek bench list` 会列出它们。",
    },
    "bench_running": {
        "en": "another measurement is going on in this workspace, and two would spoil each other. Wait for it, or stop it.",
        "zh": "这个工作区正在进行另一个测量，同时测会互相影响。请等它结束或先停止它。",
    },
    "problem_unnamed": {
        "en": "a problem needs a name with letters or digits in it, such as `LC 236` or `Attention Is All You Need`.",
        "zh": "题目需要一个含有文字或数字的名称，例如 `LC 236` 或《Attention Is All You Need》。",
    },
    "problem_name_long": {
        "en": "a problem's name may have {most} characters, this one has {length}. Give its title; the rest belongs in its idea.",
        "zh": "题目名称最多 {most} 个字，这个有 {length} 个。请只写标题，其余写进思路。",
    },
    "notes_long": {
        "en": "an idea may have {most} characters, this one has {length}. Keep what helps you retell it.",
        "zh": "思路最多 {most} 个字，这条有 {length} 个。请只留下有助于复述的部分。",
    },
    "attempt_minutes": {
        "en": "an attempt takes 1 to {most} minutes, not {minutes}. Note a longer one day by day.",
        "zh": "一次尝试为 1 到 {most} 分钟，不能是 {minutes}。更长的请分天记录。",
    },
    "stopwatch_runs": {
        "en": "the stopwatch has been running for {title} for {minutes} min. `roadweek attempt stop` notes that attempt, `roadweek attempt stop --discard` forgets it.",
        "zh": "{title} 的计时已经进行了 {minutes} 分钟。`roadweek attempt stop` 记下这次尝试，`roadweek attempt stop --discard` 放弃计时。",
    },
    "stopwatch_none": {
        "en": "no stopwatch is running. `roadweek attempt start NAME` starts one; `roadweek attempt NAME --minutes N` notes an attempt without.",
        "zh": "没有正在进行的计时。`roadweek attempt start 题目` 开始计时；`roadweek attempt 题目 --minutes N` 可直接记录。",
    },
    "stopwatch_forgotten": {
        "en": "the stopwatch for {title} has been running for {hours} hours. Say how long you really worked with `roadweek attempt stop --minutes N`, or forget it with `roadweek attempt stop --discard`.",
        "zh": "{title} 的计时已经 {hours} 小时。请用 `roadweek attempt stop --minutes N` 说明实际用时，或用 `roadweek attempt stop --discard` 放弃。",
    },
    "pinned_already": {
        "en": "{title} is pinned already; nothing was changed. `roadweek attempt unpin` lets it go.",
        "zh": "{title} 已经固定；没有改动。`roadweek attempt unpin` 可取消。",
    },
    "not_pinned": {
        "en": "{title} is not pinned; nothing was changed. `roadweek attempt list` shows what is.",
        "zh": "{title} 没有固定；没有改动。`roadweek attempt list` 可查看已固定的题目。",
    },
    "recall_answer": {
        "en": "{value!r} is no answer to a recall: say stuck, shaky or fine.",
        "zh": "“{value}”不是回忆的回答：请说 stuck（卡住）、shaky（模糊）或 fine（记得）。",
    },
    "redo_not_in": {
        "en": "{title} is not in this week's redo, so it cannot be swapped out. In it: {titles}.",
        "zh": "{title} 不在本周的重做里，无法换出。现有：{titles}。",
    },
    "redo_in_already": {
        "en": "{title} is in this week's redo already; nothing was changed. `roadweek review redo` shows the set.",
        "zh": "{title} 已在本周的重做里；没有改动。`roadweek review redo` 可查看。",
    },
    "redo_no_room": {
        "en": "with {title} the redo would take {minutes} of the {box} min that are left. Swap it for a longer one.",
        "zh": "换入 {title} 后重做需要 {minutes} 分钟，只剩 {box} 分钟。请换出更长的一道。",
    },
    "sheet_empty": {
        "en": "the file is empty. Give a CSV with the columns problem and date, or an export of LeetCode or LeetSRS.",
        "zh": "文件是空的。请给出含有 problem 和 date 列的 CSV，或 LeetCode、LeetSRS 的导出。",
    },
    "sheet_columns": {
        "en": "a table of attempts needs the columns problem (or number) and date; this one has: {found}. Others that are read: minutes, outcome, topic, idea, kind, stuck.",
        "zh": "做题表需要 problem（或 number）和 date 列；这个文件有：{found}。还可读取：minutes、outcome、topic、idea、kind、stuck。",
    },
    "sheet_form": {
        "en": "the file cannot be read ({why}). Give a CSV, or the JSON as it was exported.",
        "zh": "无法读取文件（{why}）。请给出 CSV，或原样导出的 JSON。",
    },
    "sheet_json": {
        "en": "this JSON is none of the exports that are known: LeetSRS (data.cards), LeetCode's progress (questions) or submissions (submissions_dump). Make it a CSV with the columns problem and date.",
        "zh": "这个 JSON 不是已知的导出：LeetSRS（data.cards）、LeetCode 进度（questions）或提交记录（submissions_dump）。请改成含有 problem 和 date 列的 CSV。",
    },
    "sheet_long": {
        "en": "the file has {rows} rows, at most {most} are read at once. Split it.",
        "zh": "文件有 {rows} 行，一次最多读取 {most} 行。请拆分。",
    },
    "sheet_large": {
        "en": "{path} is larger than {most} MB. Split it.",
        "zh": "{path} 超过 {most} MB。请拆分。",
    },
    "review_result": {
        "en": "{result} is no result of a {what}: an attempt (paper, question, lesson) is solved, stuck (solved after long), hint or failed; a recall or card stuck, shaky or fine; a redo solved or failed; a drill has its answer in idea, then its points, and no result.",
        "zh": "{what} 的结果不能是 {result}：attempt（paper、question、lesson）为 solved、stuck（久思后做出）、hint、failed；recall 和 card 为 stuck、shaky、fine；redo 为 solved、failed；drill 用 idea 写回答，再用 points 评，没有 result。",
    },
    "review_only_attempt": {
        "en": "topic belongs to an attempt, idea to an attempt or the answer of a drill; leave them out.",
        "zh": "topic 只属于 attempt，idea 属于 attempt 或 drill 的回答；请不要填写。",
    },
    "review_only_drill": {
        "en": "points belong to a drill: the numbers that the person says they named. Leave them out.",
        "zh": "points 只属于 drill：用户自己说答到了的要点编号。请不要填写。",
    },
    "review_cards_today": {
        "en": "cards are shown as of today only; leave the date out.",
        "zh": "卡片只能看今天的；请不要填日期。",
    },
    "review_out_of_order": {
        "en": "an answer at {at} is from before the last one ({last}), and a memory is reckoned forwards. Give a later time, or take the last answer back with `roadweek undo`.",
        "zh": "{at} 的回答早于上一次（{last}），记忆只能按时间向前推算。请给出更晚的时间，或用 `roadweek undo` 撤回上一次回答。",
    },
    "github_failed": {
        "en": "GitHub ({host}) did not answer what was asked ({why}). Try again later.",
        "zh": "GitHub（{host}）没有回答所问的内容（{why}）。请稍后重试。",
    },
    "github_no_token": {
        "en": "there is no token for {host}. Make a read-only one (docs/github.md has the steps), then put it into the variable {variable}, or run `gh auth login`.",
        "zh": "没有 {host} 的令牌。请创建一个只读令牌（步骤见 docs/github.md），放进环境变量 {variable}，或运行 `gh auth login`。",
    },
    "github_refused": {
        "en": "{host} refuses the token from {origin}. It may have expired or been revoked: make a new read-only one (docs/github.md has the steps) and put it into {variable}.",
        "zh": "{host} 拒绝了来自 {origin} 的令牌，可能已过期或被撤销：请新建一个只读令牌（步骤见 docs/github.md），放进 {variable}。",
    },
    "github_forbidden": {
        "en": "the token from {origin} may not see this on {host}. Give it read access to these repositories, or authorise it for the organisation (docs/github.md).",
        "zh": "来自 {origin} 的令牌无权在 {host} 上查看这些内容。请给它这些仓库的读取权限，或为该组织授权（docs/github.md）。",
    },
    "github_token_form": {
        "en": "what {origin} gives is no token (it has spaces, line breaks or signs that a token never has). Copy the token again (docs/github.md).",
        "zh": "{origin} 给出的不是令牌（含有空格、换行或令牌里不会有的字符）。请重新复制令牌（docs/github.md）。",
    },
    "github_unreachable": {
        "en": "{host} cannot be reached ({why}). Check the network or `github.url` in config.toml, then try again.",
        "zh": "无法连接 {host}（{why}）。请检查网络或 config.toml 里的 `github.url`，然后重试。",
    },
    "github_tls": {
        "en": "the connection to {host} is not safe ({why}), so nothing was sent. Check the clock of this machine, and on a company's network its certificate (variable SSL_CERT_FILE).",
        "zh": "与 {host} 的连接不安全（{why}），没有发送任何内容。请检查本机时间；公司网络请检查其证书（环境变量 SSL_CERT_FILE）。",
    },
    "github_slow": {
        "en": "{host} took longer than {seconds} s to answer. Try again later.",
        "zh": "{host} 超过 {seconds} 秒没有答完。请稍后重试。",
    },
    "github_service": {
        "en": "{host} answered {status}: its service is disturbed. Try again in a few minutes.",
        "zh": "{host} 返回 {status}：服务异常。请过几分钟重试。",
    },
    "github_limit": {
        "en": "{host} was asked too often with this token. It answers again from {until} on; what was kept is shown until then.",
        "zh": "这个令牌对 {host} 的请求过多。{until} 起恢复；在此之前显示已保存的内容。",
    },
    "github_answer": {
        "en": "the answer of {host} cannot be used ({why}). Try again; if it stays, check `github.url` in config.toml.",
        "zh": "{host} 的回答无法使用（{why}）。请重试；若一直如此，请检查 config.toml 里的 `github.url`。",
    },
    "github_address": {
        "en": "{host} has no GitHub at this address (it answered {status}). `github.url` in config.toml is the address that a browser shows, such as https://github.example.com.",
        "zh": "{host} 的这个地址不是 GitHub（返回 {status}）。config.toml 里的 `github.url` 应是浏览器里的地址，例如 https://github.example.com。",
    },
    "github_private": {
        "en": "{name} is private, and private repositories are only counted. Set `include_private = true` under [github] in config.toml to see more of them.",
        "zh": "{name} 是私有仓库，私有仓库只计数。要查看更多，请在 config.toml 的 [github] 下设置 `include_private = true`。",
    },
    "github_name": {
        "en": "{name!r} names no pull request. Write it as owner/name#12, or give its address.",
        "zh": "“{name}”不是拉取请求的名称。请写成 owner/name#12，或给出它的网址。",
    },
    "github_repository_name": {
        "en": "{name!r} names no repository. Write it as owner/name.",
        "zh": "“{name}”不是仓库名称。请写成 owner/name。",
    },
    "github_not_kept": {
        "en": "nothing was kept of this, and GitHub is not asked now. Ask once with a network.",
        "zh": "本机没有保存这部分内容，而现在不向 GitHub 查询。请联网查询一次。",
    },
    "nothing_stored": {"en": "Nothing was changed.", "zh": "没有改动任何内容。"},
    "stored_before": {
        "en": "What was decided before that is stored: `roadweek history` shows it.",
        "zh": "在此之前的决定已保存：用 `roadweek history` 查看。",
    },
    "no_plan_copies": {
        "en": "no plan in this workspace ({workspace}), but a copy of its database of {day} is there: `roadweek restore` puts it back. Or start with `roadweek import FILE.md`.",
        "zh": "这个工作区（{workspace}）没有计划，但有 {day} 的数据库备份：`roadweek restore` 可以恢复。也可以运行 `roadweek import 文件.md` 重新开始。",
    },
    "no_copies": {
        "en": "there is no sound copy of the database in {workspace}. `roadweek restore --list` shows what there is; `roadweek import FILE.md` starts anew and knows its events in the calendar again.",
        "zh": "{workspace} 里没有完好的数据库备份。`roadweek restore --list` 可查看；`roadweek import 文件.md` 可重新开始，并会认出日历里原有的日程。",
    },
    "copy_damaged": {
        "en": "the copy {path} is damaged ({why}), so it was not put back. Choose another of `roadweek restore --list`.",
        "zh": "备份 {path} 已损坏（{why}），没有恢复。请从 `roadweek restore --list` 里另选一份。",
    },
    "said": {"en": "{text}", "zh": "{text}"},
    "no_plan": {
        "en": "no plan in this workspace ({workspace}). Start with `roadweek import FILE.md`.",
        "zh": "这个工作区（{workspace}）还没有计划。请先运行 `roadweek import 文件.md`。",
    },
    "newer_workspace": {
        "en": "this workspace was written by a newer Roadweek (form {found}, this one reads {known}). Upgrade Roadweek; nothing was changed.",
        "zh": "这个工作区由更新版本的 Roadweek 写入（格式 {found}，本版本只读到 {known}）。请升级 Roadweek；没有改动任何内容。",
    },
    "older_workspace": {
        "en": "this workspace ({path}) was written by an older Roadweek (form {found}, this one needs {known}) and cannot be brought up to date ({why}). Make it writable or free some space, or copy it to a folder that is and choose that with --workspace; nothing was changed.",
        "zh": "这个工作区（{path}）由较早版本的 Roadweek 写入（格式 {found}，本版本需要 {known}），无法更新（{why}）。请让它可写或腾出空间，或把它复制到可写的目录并用 --workspace 指定；没有改动任何内容。",
    },
    "workspace_busy": {
        "en": "another Roadweek has held the database for {seconds} s. Wait for it to end, or close it, and try again.",
        "zh": "另一个 Roadweek 占用数据库已超过 {seconds} 秒。请等它结束或关闭它后重试。",
    },
    "unwritable": {
        "en": "cannot write to {path} ({why}). {next}",
        "zh": "无法写入 {path}（{why}）。{next}",
    },
    "unwritable_full": {
        "en": "Free some space, or choose another folder with --workspace.",
        "zh": "请腾出空间，或用 --workspace 换一个目录。",
    },
    "unwritable_rights": {
        "en": "It can be read as it is; to change something, make it writable for you, or copy the folder and name the copy with --workspace.",
        "zh": "现在可以查看；要改动，请给自己写权限，或复制该目录并用 --workspace 指定副本。",
    },
    "unwritable_broken": {
        "en": "Free some space or check the disk, or choose another folder with --workspace.",
        "zh": "请腾出空间或检查磁盘，或用 --workspace 换一个目录。",
    },
    "damaged": {
        "en": "{path} is not a readable Roadweek database ({why}). `roadweek restore --list` shows the copies of it, `roadweek restore` puts one back; `roadweek doctor` says more.",
        "zh": "{path} 不是可读的 Roadweek 数据库（{why}）。`roadweek restore --list` 可查看备份，`roadweek restore` 可恢复；`roadweek doctor` 有更多说明。",
    },
    "database_is_folder": {
        "en": "{path} is a folder, where the database should be a file. Move it away; `roadweek restore --list` shows the copies of the database, `roadweek restore` puts one back.",
        "zh": "{path} 是一个目录，而这里应当是数据库文件。请先把它移走；`roadweek restore --list` 可查看备份，`roadweek restore` 可恢复。",
    },
    "bad_settings": {
        "en": "{where}: {what}. Correct it and run the command again.",
        "zh": "{where}：{what}。请改正后重新运行。",
    },
    "bad_date": {
        "en": "{value!r} is not a date I can use: {why}.",
        "zh": "“{value}”不是可用的日期：{why}。",
    },
    "trip_and_state": {
        "en": "give both trip and state, or neither to list the trips",
        "zh": "请同时给出 trip 和 state；都不给则列出行程",
    },
    "too_many_edits": {
        "en": "{count} edits in one call are too many: at most {most}; send the others in another call",
        "zh": "一次最多 {most} 个编辑，这次有 {count} 个：请分几次提交",
    },
    "bad_cursor": {
        "en": "{cursor!r} is no cursor: give the value of next of the answer before, or leave it out",
        "zh": "{cursor!r} 不是有效的 cursor：请用上一次回答里 next 的值，或不填",
    },
    "session_to_come": {
        "en": "{title} is on {day}, which is still to come: only what is over or of today can be done or skipped; to leave it out, drop it: `roadweek replan`",
        "zh": "“{title}”在 {day}，还没到：只能报告今天及以前的时段；不想做可以取消它：`roadweek replan`",
    },
    "session_told": {
        "en": "nothing was written: {title} is {state} already; `roadweek undo` takes a report back",
        "zh": "没有写入任何内容：“{title}”已经是“{state}”；`roadweek undo` 可撤回",
    },
    "review_repeated": {
        "en": "the same was noted {seconds} s ago ({what}), so nothing was written. Did it happen twice? Then note it with --again; `roadweek undo` takes the first back.",
        "zh": "{seconds} 秒前刚记过同样的内容（{what}），这次没有写入。真的有两次吗？是的话加 --again 再记一次；`roadweek undo` 可撤回前一次。",
    },
    "log_repeated": {
        "en": "the same was noted {seconds} s ago ({track}, {minutes} min, {day}), so nothing was written. Did it happen twice? Then note it with --again",
        "zh": "{seconds} 秒前刚记过同样的内容（{track}，{minutes} 分钟，{day}），这次没有写入。确实做了两次吗？是的话加 --again 再记一次",
    },
    "nothing_open": {
        "en": "nothing is open: every session that is over has been reported",
        "zh": "没有待确认的时段：过去的时段都已报告",
    },
    "work_done": {
        "en": "“{title}” is done already, since {day}. `roadweek work list --open` has what is left.",
        "zh": "“{title}”已在 {day} 完成。`roadweek work list --open` 列出还没完成的。",
    },
    "work_dropped": {
        "en": "“{title}” was left out already. `roadweek undo` takes back the last change.",
        "zh": "“{title}”已经略过了。`roadweek undo` 可撤销上一次改动。",
    },
    "work_effort": {
        "en": "“{title}” takes {minutes} minutes already. Give the whole effort, with what is done of it.",
        "zh": "“{title}”本来就是 {minutes} 分钟。请给出总工作量（含已完成的部分）。",
    },
    "work_itself": {
        "en": "“{title}” cannot stand before or after itself. Name another work of its list.",
        "zh": "“{title}”不能排在自己的前面或后面。请指定同一列表里的另一项。",
    },
    "work_elsewhere": {
        "en": "“{title}” and “{other}” are in different lists, which have their own order. `roadweek work list` shows the lists; `prioritize` sets a whole track before another.",
        "zh": "“{title}”和“{other}”不在同一个列表，各列表有自己的顺序。`roadweek work list` 可查看列表；要让整个方向优先，用 `prioritize`。",
    },
    "work_order": {
        "en": "“{title}” and “{other}” stand in this order already. `roadweek work list` shows it.",
        "zh": "“{title}”和“{other}”本来就是这个顺序。`roadweek work list` 可查看。",
    },
    "work_several": {
        "en": "more than one work is called “{name}”: {works}. Name one by its id.",
        "zh": "有多项工作都叫“{name}”：{works}。请用标识指定一项。",
    },
    "focus_none": {
        "en": "nothing a week was asked for “{name}”, so there is nothing to end. `roadweek history` shows what was.",
        "zh": "没有为“{name}”指定过每周时间，无可取消。`roadweek history` 可查看经过。",
    },
    "focus_without": {
        "en": "“{name}” has no open work that could take the time. Add one first: `roadweek replan --edits` with add_work.",
        "zh": "“{name}”没有未完成的工作可用这些时间。请先用 `roadweek replan --edits` 的 add_work 添加。",
    },
    "title_empty": {
        "en": "the title says nothing. Give it some words; nothing was changed.",
        "zh": "标题是空的。请写上内容；没有改动任何内容。",
    },
    "edits_no_json": {
        "en": '--edits is not JSON ({why}). Give a list such as \'[{{"kind": "day_off", "date": "2026-03-09"}}]\'; see docs/edits.md.',
        "zh": '--edits 不是 JSON（{why}）。请给一个列表，例如 \'[{{"kind": "day_off", "date": "2026-03-09"}}]\'；可用的改动见 docs/edits.md。',
    },
    "no_effect": {
        "en": "nothing was changed, for it would have no effect. {why}.",
        "zh": "没有改动任何内容，因为不会有效果。{why}。",
    },
    "edit_moved_in": {
        "en": "on {day} lies “{title}” of the week {week}, which is over; you put it there in your calendar: move or delete it there.",
        "zh": "{day} 那天的“{title}”属于已经结束的 {week} 这一周，是你在日历里移过去的：请在日历里移动或删除它。",
    },
    "bad_edit": {
        "en": "this edit cannot be used: {why}. See the edits in docs/edits.md.",
        "zh": "这个改动无法使用：{why}。可用的改动见 docs/edits.md。",
    },
    "bad_call": {
        "en": "nothing was done: {tool} was called with arguments that do not fit ({why}). Correct them and call it again.",
        "zh": "没有执行：调用 {tool} 的参数不合适（{why}）。请改正后重新调用。",
    },
    "scout_where": {
        "en": 'Which repositories? Name them (`roadweek github scout owner/name`), or write `repositories = ["owner/name"]` under [github] in config.toml.',
        "zh": '看哪些仓库？写出来（`roadweek github scout owner/name`），或在 config.toml 的 [github] 下写 `repositories = ["owner/name"]`。',
    },
    "no_trip_ahead": {
        "en": "no trip lies ahead. `roadweek trip add START END --place PLACE` notes one, `roadweek trip list` lists those that were.",
        "zh": "前面没有出差。`roadweek trip add 开始 结束 --place 地点` 可添加，`roadweek trip list` 列出以前的。",
    },
    "unnamed": {
        "en": "name the {what} that you mean. {hint}",
        "zh": "请指明是哪个{what}。{hint}",
    },
    "unknown_name": {
        "en": "no {what} called {name!r}. {hint}",
        "zh": "没有名为“{name}”的{what}。{hint}",
    },
    "no_such_question": {
        "en": "there is no question {number}: the review asks {count}. Give one of 1 to {count}.",
        "zh": "没有第 {number} 个问题：一共 {count} 个。请给 1 到 {count}。",
    },
    "count_unnamed": {
        "en": "what is counted has no name. Say it, for example `roadweek review count applications 3`.",
        "zh": "没有说明数的是什么。请写出名称，例如 `roadweek review count 投递 3`。",
    },
    "count_number": {
        "en": "{number} cannot be counted: give a number from 1 to {most}.",
        "zh": "{number} 不能计数：请给 1 到 {most} 的数。",
    },
    "decision_option": {
        "en": "there is no option {number}: decision {id} has {count}. Give a number up to that, or the choice in words.",
        "zh": "没有选项 {number}：决定 {id} 有 {count} 个选项。请给范围内的编号，或者用文字写出选择。",
    },
    "count_said": {
        "en": "“{text}” does not say how many of what: “3 applications”.",
        "zh": "“{text}”没有说明数的是什么、有几个：例如“3 份投递”。",
    },
    "count_aim": {
        "en": "nothing is said about the count: give `--until`, `--a-week` or `--reached`.",
        "zh": "没有说明要怎么计：请给 `--until`、`--a-week` 或 `--reached`。",
    },
    "bullet_empty": {
        "en": "the résumé line is empty. Write what you did, in your own words.",
        "zh": "简历条目是空的。请用自己的话写做了什么。",
    },
    "empty_answer": {
        "en": "the answer is empty. Write a sentence; nothing was changed.",
        "zh": "回答是空的。请写一句话；没有改动任何内容。",
    },
    "file_missing": {
        "en": "there is no file {path}. Check the name and try again.",
        "zh": "找不到文件 {path}。请检查文件名后重试。",
    },
    "file_unreadable": {
        "en": "{path} cannot be read ({why}). Check its permissions and try again.",
        "zh": "无法读取 {path}（{why}）。请检查权限后重试。",
    },
    "file_is_folder": {
        "en": "{path} is a folder. Name the plan's file in it.",
        "zh": "{path} 是一个文件夹。请指明其中的计划文件。",
    },
    "file_special": {
        "en": "{path} is a pipe or a device, not a file. Write the plan to a file and import that.",
        "zh": "{path} 是管道或设备，不是文件。请先把计划写入文件再导入。",
    },
    "nothing_read": {
        "en": "nothing in {path} could be read as a plan, so the plan that you have stays. `--dry-run` shows what is read of a file; examples/ shows what can be.",
        "zh": "{path} 中没有能当作计划读取的内容，现有的计划保持不变。用 `--dry-run` 可查看读到了什么；examples/ 中有可读的样例。",
    },
    "output_unwritable": {
        "en": "cannot write {path} ({why}). Choose another file name or folder; nothing else was changed.",
        "zh": "无法写入 {path}（{why}）。请换一个文件名或文件夹；其他内容没有改动。",
    },
    "file_empty": {
        "en": "{path} has no text. Write your plan in it as Markdown and import it again.",
        "zh": "{path} 没有内容。请用 Markdown 写好计划后再导入。",
    },
    "file_binary": {
        "en": "{path} is not a text file. Export your plan as Markdown or plain text and import that.",
        "zh": "{path} 不是文本文件。请把计划导出为 Markdown 或纯文本后再导入。",
    },
    "file_encoding": {
        "en": "the encoding of {path} cannot be told (byte {byte}, line {line}, is not UTF-8). Save it as UTF-8 and import it again.",
        "zh": "无法判断 {path} 的编码（第 {line} 行第 {byte} 字节不是 UTF-8）。请另存为 UTF-8 后再导入。",
    },
    "file_large": {
        "en": "{path} has {size_mib} MiB; a plan may have up to {limit_mib} MiB. Import the part that is your plan.",
        "zh": "{path} 有 {size_mib} MiB；计划最多 {limit_mib} MiB。请只导入计划部分。",
    },
    "source_gone": {
        "en": "the kept copy of {file} cannot be read ({path}: {why}). Import your plan again; nothing else is lost.",
        "zh": "无法读取 {file} 的存档（{path}：{why}）。请重新导入计划；其他内容没有丢失。",
    },
    "no_such_lines": {
        "en": "there are no lines {first} to {last}: the plan has {count}. Ask for some of those, or leave out --lines.",
        "zh": "没有第 {first} 到 {last} 行：计划共 {count} 行。请换个范围，或去掉 --lines。",
    },
    "unknown_format": {
        "en": "there is no export as {format}. Choose one of: {known}.",
        "zh": "没有“{format}”这种导出格式。可选：{known}。",
    },
    "client_file": {
        "en": "{path} is not the JSON that {client} reads ({why}). Correct it, or use --print and paste; nothing was changed.",
        "zh": "{path} 不是 {client} 可读的 JSON（{why}）。请改正，或用 --print 打印后自行粘贴；没有改动任何内容。",
    },
    "bad_context": {
        "en": "{path} is not a sentence context ({why}). It has as_of, timezone, tracks, milestones and trips.",
        "zh": "{path} 不是可用的语境文件（{why}）。其中应有 as_of、timezone、tracks、milestones 和 trips。",
    },
    "bad_line": {
        "en": "this line cannot be read ({why}). Each line is a JSON object with id and text.",
        "zh": "这一行无法读取（{why}）。每行是一个带有 id 和 text 的 JSON 对象。",
    },
    "batch_failed": {
        "en": "{count} of {total} lines could not be answered. Their answers say why; correct them and run it again.",
        "zh": "{total} 行中有 {count} 行无法回答，原因见各行结果；请改正后重新运行。",
    },
    "checks_failed": {
        "en": "{count} of {total} checks failed. What to do is said beside each.",
        "zh": "{total} 项检查中有 {count} 项未通过，处理办法见各项说明。",
    },
    "no_keyring": {
        "en": "this machine has no keyring that works. Put the password in ROADWEEK_CALENDAR_PASSWORD instead.",
        "zh": "这台机器没有可用的钥匙串。请把密码放在环境变量 ROADWEEK_CALENDAR_PASSWORD 里。",
    },
    "login_needless": {
        "en": "the built-in calendar needs no password. For another one set [calendar] url and user in {path} first.",
        "zh": "内置日历不需要密码。如用其他日历，请先在 {path} 的 [calendar] 里设置 url 和 user。",
    },
    "proposal_closed": {
        "en": "proposal {proposal} is already {state}. `roadweek history` shows what happened to it.",
        "zh": "提案 {proposal} 已经是“{state}”状态。用 `roadweek history` 查看经过。",
    },
    "proposal_stale": {
        "en": "proposal {stale} was made before something changed ({why}). Its new form is {proposal}: look at it with `roadweek replan --show {proposal}`, then `roadweek approve {proposal}`.",
        "zh": "提案 {stale} 生成之后情况有变（{why}）。新的提案是 {proposal}：先用 `roadweek replan --show {proposal}` 查看，再运行 `roadweek approve {proposal}`。",
    },
    "proposal_needless": {
        "en": "proposal {proposal} was made before something changed ({why}), and nothing of it is left to do. `roadweek week` shows what stands.",
        "zh": "提案 {proposal} 生成之后情况有变（{why}），已经没有需要改动的内容。用 `roadweek week` 查看现状。",
    },
    "proposal_version": {
        "en": "proposal {proposal} was made against version {actual}, not {version}; nothing was changed. Look at it again and approve it with that version.",
        "zh": "提案 {proposal} 对应版本 {actual}，不是 {version}，没有改动。请重新查看，再用那个版本号批准。",
    },
    "proposal_unshown": {
        "en": "nothing was changed: proposal {proposal} has to be shown before it is approved. Look at it with `roadweek replan --show {proposal}`.",
        "zh": "没有改动：提案 {proposal} 要先看过才能批准。请用 `roadweek replan --show {proposal}` 查看。",
    },
    "undo_import": {
        "en": "nothing was undone: this would take back event {event} ({what}), and that is only done by name. `roadweek undo --event {event}` does it, in a chat “undo #{event}”; `roadweek history` shows the rest.",
        "zh": "没有撤销：这会撤掉事件 {event}（{what}），需要指名才能撤销。要撤销请运行 `roadweek undo --event {event}`，或在聊天里说“撤销 #{event}”；`roadweek history` 可查看其余改动。",
    },
    "undo_differs": {
        "en": "nothing was undone: something changed meanwhile, and what would be taken back now (events {events}) is not what was shown. Run `roadweek undo` again.",
        "zh": "没有撤销：期间有变化，现在会撤销的内容（事件 {events}）与展示的不一致。请重新运行 `roadweek undo`。",
    },
    "undone_already": {
        "en": "nothing was undone: event {event} was taken back already, by event {by}. `roadweek undo --event {by}` puts it back.",
        "zh": "没有撤销：事件 {event} 已由事件 {by} 撤销。`roadweek undo --event {by}` 可以恢复。",
    },
    "proposal_digest": {
        "en": "what proposal {proposal} writes is not what was shown ({digest}); nothing was changed. Look at it again with `roadweek replan --show {proposal}` and approve it with the digest of its effects.",
        "zh": "提案 {proposal} 要写入的内容与你看到的（{digest}）不一致，没有改动。请用 `roadweek replan --show {proposal}` 重新查看，再用其中 effects 的 digest 批准。",
    },
    "proposal_declined": {
        "en": "you did not agree to proposal {proposal}; nothing was changed and it stays open. Approve it later, reject it, or say what you want instead.",
        "zh": "你没有同意提案 {proposal}，没有改动，提案仍然有效。可以稍后批准、拒绝，或说明想怎么改。",
    },
    "nothing_to_undo": {
        "en": "there is nothing left to undo. `roadweek history` shows what happened.",
        "zh": "没有可以撤销的改动了。用 `roadweek history` 查看经过。",
    },
    "calendar_failed": {
        "en": "the calendar at {url} answered {why}. Your plan is safe and waits to be written; run `roadweek calendar sync` later.",
        "zh": "日历 {url} 返回 {why}。计划已保存，等待写入；稍后请运行 `roadweek calendar sync`。",
    },
    "calendar_unreachable": {
        "en": "the calendar at {url} cannot be reached ({why}). Your plan is safe and waits to be written; run `roadweek calendar sync` when it is back.",
        "zh": "无法连接日历 {url}（{why}）。计划已保存，等待写入；恢复后请运行 `roadweek calendar sync`。",
    },
    "calendar_login": {
        "en": "the calendar at {url} refused the user name or password. Set it with `roadweek calendar login`, or in ROADWEEK_CALENDAR_PASSWORD; nothing is lost.",
        "zh": "日历 {url} 拒绝了用户名或密码。请用 `roadweek calendar login` 或环境变量 ROADWEEK_CALENDAR_PASSWORD 设置；没有内容丢失。",
    },
    "calendar_read_only": {
        "en": "the calendar {url} does not let us write. Choose a calendar of your own in config.toml ([calendar] name); nothing is lost.",
        "zh": "日历 {url} 不允许写入。请在 config.toml 的 [calendar] name 里选一个自己的日历；没有内容丢失。",
    },
    "calendar_server": {
        "en": "the built-in calendar server did not start ({why}). `roadweek doctor` says more; your plan is safe.",
        "zh": "内置日历服务没有启动（{why}）。`roadweek doctor` 可查看详情；计划没有丢失。",
    },
    "no_model": {
        "en": 'no model is configured. Write its address into {path}: [model], url = "http://127.0.0.1:11434/v1", name = "…"; or import without --model.',
        "zh": '没有配置模型。在 {path} 里写上地址：[model]、url = "http://127.0.0.1:11434/v1"、name = "…"；或去掉 --model 再导入。',
    },
    "model_failed": {
        "en": "the language model at {url} could not help ({why}). Everything works without one: add --no-model, or write it more plainly.",
        "zh": "语言模型 {url} 没能帮上忙（{why}）。不用模型也能工作：加上 --no-model，或换个更直接的说法。",
    },
    "device_failed": {
        "en": "the device {device} at {url} could not help ({why}). See that `roadweek edge serve` runs there and that [[edge.devices]] in config.toml says so.",
        "zh": "设备 {device}（{url}）没能帮上忙（{why}）。请确认那里运行着 `roadweek edge serve`，且 config.toml 的 [[edge.devices]] 写得对。",
    },
    "device_silent": {
        "en": "nothing listens at {url}, the address of the device {device}. Start `roadweek edge serve --http` there, and see that [[edge.devices]] in config.toml has its address and port.",
        "zh": "设备 {device} 的地址 {url} 上没有服务在听。请在设备上运行 `roadweek edge serve --http`，并确认 config.toml 的 [[edge.devices]] 里地址和端口都对。",
    },
    "device_no_token": {
        "en": "the variable {why}, which [[edge.devices]] in config.toml names for the token of {device}, is not set. Set it to the ROADWEEK_MCP_TOKEN that `roadweek edge serve` was started with there.",
        "zh": "config.toml 的 [[edge.devices]] 为 {device} 指定的令牌变量 {why} 没有设置。请把它设为设备上启动 `roadweek edge serve` 时用的 ROADWEEK_MCP_TOKEN。",
    },
    "device_token": {
        "en": "the device {device} at {url} wants a token, or another one (HTTP 401). `token_env` in [[edge.devices]] names the variable; it must hold the ROADWEEK_MCP_TOKEN of `roadweek edge serve` there.",
        "zh": "设备 {device}（{url}）要求令牌，或令牌不对（HTTP 401）。[[edge.devices]] 的 `token_env` 指定变量，其值应是设备上 `roadweek edge serve` 的 ROADWEEK_MCP_TOKEN。",
    },
    "device_said": {
        "en": "the device {device} answered: {why}",
        "zh": "设备 {device} 回答：{why}",
    },
    "edge_image": {
        "en": "the image must be base64 of a PNG or JPEG file, without a data: prefix.",
        "zh": "图片必须是 PNG 或 JPEG 文件的 base64，前面不带 data:。",
    },
    "bench_digest": {
        "en": "{name} is not what was shown, or not all of it: its digest is another. Look at it again, then start that.",
        "zh": "{name} 和给你看过的不一样：摘要不同。请重新查看，再启动它。",
    },
    "bench_none_running": {
        "en": "no benchmark runs now. `roadweek bench list` shows what was measured.",
        "zh": "现在没有正在进行的测量。`roadweek bench list` 可查看已测的结果。",
    },
    "bench_words_or_digest": {
        "en": "give the words of a benchmark to plan it, or the digest that was shown to start it, not both.",
        "zh": "请给出测量的文字来安排它，或给出看过的摘要来启动它，不要同时给。",
    },
    "bench_words_or_settings": {
        "en": "a benchmark is planned from words or from settings that vary: give one of the two.",
        "zh": "测量由文字或由变化的设置来安排：请给出其中一种。",
    },
    "bench_series_needs": {
        "en": "the series {name} needs {needs}.",
        "zh": "系列 {name} 需要{needs}。",
    },
    "edge_image_large": {
        "en": "the image has more than {most} MiB as base64; send a smaller one.",
        "zh": "图片的 base64 超过 {most} MiB；请发小一点的。",
    },
    "endpoint_failed": {
        "en": "the endpoint {endpoint} at {url} could not help ({why}). See that its server runs there and that [[edge.endpoints]] in config.toml says so.",
        "zh": "推理端点 {endpoint}（{url}）没能帮上忙（{why}）。请确认服务正在运行，且 config.toml 的 [[edge.endpoints]] 写得对。",
    },
    "endpoint_silent": {
        "en": "nothing listens at {url}, the address of the endpoint {endpoint}. Start its server there, or correct [[edge.endpoints]] in config.toml; `roadweek edge devices` says what answers.",
        "zh": "推理端点 {endpoint} 的地址 {url} 上没有服务在听。请启动它的服务，或修改 config.toml 的 [[edge.endpoints]]；`roadweek edge devices` 可查看哪些有应答。",
    },
    "endpoint_no_key": {
        "en": "the variable {why}, which [[edge.endpoints]] in config.toml names for the key of {endpoint}, is not set. Set it, or remove key_env there.",
        "zh": "config.toml 的 [[edge.endpoints]] 为 {endpoint} 指定的密钥变量 {why} 没有设置。请设置它，或去掉 key_env。",
    },
    "foreign_unreadable": {
        "en": "{name} holds no run that can be read. Known are: {tools}. Export it in one of these forms and import it again.",
        "zh": "{name} 里没有能读出的测量。支持：{tools}。请按其中一种格式导出后再导入。",
    },
    "onnx_missing": {
        "en": "ONNX models need the extra `onnx`: pip install 'roadweek[onnx]'.",
        "zh": "测量 ONNX 模型需要附加项 `onnx`：pip install 'roadweek[onnx]'。",
    },
    "onnx_provider": {
        "en": "ONNX Runtime has no {provider} here. Take one of: {known}.",
        "zh": "这里的 ONNX Runtime 没有 {provider}。可用：{known}。",
    },
    "onnx_no_model": {
        "en": "there is no model at {path}. Give the path of an .onnx file, or leave it out for the built-in model.",
        "zh": "{path} 没有模型。请给出 .onnx 文件的路径，或省略以使用内置模型。",
    },
    "onnx_unusable": {
        "en": "ONNX Runtime cannot use {path} ({why}). Check it with `python -m onnx.checker`, or export it with another opset.",
        "zh": "ONNX Runtime 无法使用 {path}（{why}）。请用 `python -m onnx.checker` 检查，或换一个 opset 重新导出。",
    },
    "onnx_inputs": {
        "en": "{path} takes {count} inputs; only models with one input of pictures can be measured.",
        "zh": "{path} 有 {count} 个输入；只能测量以图片为唯一输入的模型。",
    },
    "onnx_shape": {
        "en": "{path} takes {shape}, which are no pictures (n, channels, height, width). Name a file of pictures as the setting data=FILE.npz.",
        "zh": "{path} 的输入是 {shape}，不是图片（n, 通道, 高, 宽）。请用设置 data=文件.npz 给出图片。",
    },
    "onnx_pictures": {
        "en": "the model does not take the pictures of {path} ({why}). Name a file of pictures of its size as the setting data=FILE.npz.",
        "zh": "模型不接受 {path} 的图片（{why}）。请用设置 data=文件.npz 给出尺寸相符的图片。",
    },
    "onnx_data": {
        "en": "{path} cannot be used: an .npz with `images` (n, channels, height, width) and, to judge accuracy, `labels` (n).",
        "zh": "{path} 不能用：需要 .npz，含 `images`（n, 通道, 高, 宽），要判断准确率还需 `labels`（n）。",
    },
    "batch_no_dask": {
        "en": "Dask is not installed. Install the extra: `pip install 'roadweek[dask]'`, or leave out --dask.",
        "zh": "没有安装 Dask。请安装附加依赖：`pip install 'roadweek[dask]'`，或去掉 --dask。",
    },
    "batch_no_scheduler": {
        "en": "no Dask scheduler answers at {address} ({why}). Start one with `dask scheduler` and `dask worker`, or leave "
        "out --dask.",
        "zh": "{address} 上没有 Dask 调度器应答（{why}）。请用 `dask scheduler` 和 `dask worker` 启动，或去掉 --dask。",
    },
    "batch_unplanned": {
        "en": "{count} of {of} workspaces could not be planned: {names}. The others have their proposals; run `roadweek "
        "batch` again for these.",
        "zh": "{of} 个工作区中有 {count} 个未能安排：{names}。其余已有提案；可对这些再次运行 `roadweek batch`。",
    },
    "not_yet": {
        "en": "{what} is not in this version of Roadweek yet. {instead}",
        "zh": "这个版本的 Roadweek 还没有“{what}”。{instead}",
    },
}
