"""The words of what is learned from a person's own notes: lengths of sessions, efforts of works, loads of weeks."""

TEXTS: dict[str, dict[str, str]] = {
    "length": {
        "en": "{minutes} instead of the plan's {stated}: the last {count} took {mean} on average",
        "zh": "计划 {stated}，最近 {count} 次平均用了 {mean}，所以安排 {minutes}",
    },
    "length_keep": {
        "en": 'keep the plan\'s: `roadweek replan "{track} {stated} min each time"`, or `learn = false` below [planning] in '
        "config.toml for all",
        "zh": '想保持原计划：`roadweek replan "{track} 每次 {stated} 分钟"`；全部关闭：config.toml 的 [planning] 下写 learn = false',
    },
    "effort": {
        "en": "learned: {count} finished ones ({kind}) took {ratio} times what was said, so this one counts {factor} times",
        "zh": "按实际用时：已完成的 {count} 项（{kind}）用了预计的 {ratio} 倍，这一项按 {factor} 倍计",
    },
}
