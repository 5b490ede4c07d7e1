"""What is wrong with a command line, after ``error:``; the exit code is 2."""

TEXTS: dict[str, dict[str, str]] = {
    "outcome_twice": {
        "en": "an attempt has one outcome: give --failed, --hints or --solved, not two of them",
        "zh": "一次尝试只有一种结果：--failed、--hints、--solved 请只给一个",
    },
    "bullets_both": {
        "en": "keep a line or remove one, not both at once",
        "zh": "保存条目和 --remove 请一次只做一个",
    },
    "day_minutes": {
        "en": "--minutes is a whole number from 5 to 60, not {value!r}",
        "zh": "--minutes 是 5 到 60 的整数，不能是“{value}”",
    },
    "redo_result": {
        "en": "say how it went: --solved or --failed, one of them",
        "zh": "请说明结果：--solved 或 --failed，只给一个",
    },
    "drill_points": {
        "en": "--points takes all, none or numbers such as 1,3, not {value!r}",
        "zh": "--points 写 all、none 或编号，例如 1,3，不是“{value}”",
    },
    "drill_minutes": {
        "en": "--minutes is a number from 1 to 600, not {value!r}",
        "zh": "--minutes 是 1 到 600 的数，不能是“{value}”",
    },
    "drill_answer": {
        "en": "--points and --minutes belong to an answer: give --answer TEXT or --recording PATH",
        "zh": "--points 和 --minutes 要和回答一起给：--answer 文字 或 --recording 路径",
    },
    "apply_or_reset": {"en": "give --apply or --reset, not both", "zh": "--apply 和 --reset 只能给一个"},
    "take_or_drop": {"en": "give --take or --drop, not both", "zh": "--take 和 --drop 只能给一个"},
    "card_rating": {
        "en": "{value} is no answer: 1 forgotten, 2 hard, 3 good, 4 easy",
        "zh": "{value} 不是可用的回答：1 忘了、2 吃力、3 记得、4 轻松",
    },
    "recall_answer": {
        "en": "an answer is 1 stuck, 2 shaky or 3 fine, not {value!r}",
        "zh": "回答是 1 卡住、2 模糊或 3 记得，不是“{value}”",
    },
    "problem_kind": {
        "en": "--kind takes problem, paper, question or lesson, not {value}",
        "zh": "--kind 只能是 problem、paper、question 或 lesson，不能是 {value}",
    },
    "bench_onnx_alone": {
        "en": "--onnx measures in this process: leave out --endpoint and --model.",
        "zh": "--onnx 在本进程里测量：请去掉 --endpoint 和 --model。",
    },
    "bench_pair": {
        "en": "{value} is no NAME=VALUE, such as concurrency=1,4",
        "zh": "{value} 不是 名称=值 的形式，例如 concurrency=1,4",
    },
    "bench_fixed": {
        "en": "experiment {name} is kept as it is; without its name a new one is made of the options",
        "zh": "实验 {name} 已固定；不写它的名字就会按选项新建一个",
    },
    "needs_value": {"en": "option {option} needs a value", "zh": "选项 {option} 后面要有值"},
    "takes_no_value": {"en": "option {option} takes no value", "zh": "选项 {option} 后面不带值"},
    "lang": {"en": "--lang is zh or en, not {value!r}", "zh": "--lang 只能是 zh 或 en，不是“{value}”"},
    "outcome": {"en": "--outcome is done, partial or skipped", "zh": "--outcome 只能是 done、partial 或 skipped"},
    "before_or_after": {"en": "give one of --before and --after", "zh": "请在 --before 和 --after 中给出一个"},
    "length": {
        "en": "a length is written like 6h, 1h30 or 90 min, not {value!r}",
        "zh": "时长写作 6h、1h30 或 90 min，不是“{value}”",
    },
    "length_most": {
        "en": "a length here is at most {most} minutes, not {value!r}",
        "zh": "这里的时长最多 {most} 分钟，不能是“{value}”",
    },
    "lines": {
        "en": "--lines is 40-60, or one line, not {value!r}",
        "zh": "--lines 写作 40-60 或一个行号，不是“{value}”",
    },
    "format": {"en": "--format is one of {known}, not {value!r}", "zh": "--format 只能是 {known}，不是“{value}”"},
    "out_format": {"en": "--out needs --format md, ics or html", "zh": "--out 要配合 --format md、ics 或 html"},
    "model_or_not": {"en": "give --model or --no-model, not both", "zh": "--model 和 --no-model 只能给一个"},
    "text_or_batch": {"en": "give a TEXT, or --batch IN.jsonl", "zh": "请给出一句话，或用 --batch IN.jsonl"},
    "one_of_three": {"en": "give one of TEXT, --edits and --show", "zh": "请在一句话、--edits 和 --show 中给出一个"},
    "client": {
        "en": "no client called {value!r}; known are {known}",
        "zh": "没有名为“{value}”的客户端；可用的有 {known}",
    },
    "missing": {"en": "{name} is missing", "zh": "缺少 {name}"},
    "no_option": {"en": "no such option: {name}", "zh": "没有 {name} 这个选项"},
    "no_command": {"en": "no such command: {name}", "zh": "没有“{name}”这个命令"},
    "no_command_but": {
        "en": "no such command: {name}. Did you mean '{near}'?",
        "zh": "没有“{name}”这个命令，是不是 '{near}'？",
    },
    "extra": {
        "en": "nothing takes “{words}” here; words that belong together stand in quotes",
        "zh": "这里用不上“{words}”；连在一起的话请加引号",
    },
    "bad_value": {"en": "{name}: {why}", "zh": "{name}：{why}"},
    "see": {"en": "{text}; see `{command} --help`", "zh": "{text}；用法见 `{command} --help`"},
}
