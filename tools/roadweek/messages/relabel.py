"""What a model proposed for a plan's notes, and why a proposal was refused."""

TEXTS: dict[str, dict[str, str]] = {
    "schema": {"en": "not an item of the schema ({about})", "zh": "不符合约定的格式（{about}）"},
    "group": {"en": "there is no group “{about}”", "zh": "没有“{about}”这一类"},
    "out_of_range": {"en": "the plan has no line {about}", "zh": "计划里没有第 {about} 行"},
    "blank": {"en": "line {about} is blank", "zh": "第 {about} 行是空行"},
    "not_a_note": {
        "en": "line {about} is no note: it has been read already, or holds no words",
        "zh": "第 {about} 行不是说明：已经读过，或没有内容",
    },
    "too_many_lines": {"en": "{about} lines are too many for one item", "zh": "一项引用了 {about} 行，太多"},
    "not_adjacent": {"en": "lines {about} do not belong together", "zh": "第 {about} 行不相连"},
    "title": {"en": "its lines do not say “{about}”", "zh": "所引的行里没有“{about}”"},
    "number": {"en": "{about} does not stand on its lines", "zh": "所引的行里没有 {about}"},
    "date": {"en": "its lines do not give the date {about}", "zh": "从所引的行读不出日期 {about}"},
    "weekday": {"en": "its lines do not name the weekday {about}", "zh": "所引的行里没有星期 {about}"},
    "slot": {"en": "its lines do not say “{about}”, a time of day", "zh": "所引的行里没有时段 {about}"},
    "rhythm": {"en": "its lines do not say that it comes round each {about}", "zh": "所引的行没有说按 {about} 重复"},
    "field": {"en": "items of its group have no {about}", "zh": "这一类没有 {about}"},
    "incomplete": {"en": "{about} is missing", "zh": "缺少 {about}"},
    "left_out": {"en": "its lines also say {about}, which it leaves out", "zh": "所引的行还说了 {about}，却没有写进来"},
    "negated": {"en": "its lines say not to do it", "zh": "所引的行说的是不要做"},
    "limit": {"en": "its lines set a limit, they wish for nothing", "zh": "所引的行是上限，不是要做的事"},
    "aside": {
        "en": "its lines are background, a summary or an offer, not the plan",
        "zh": "所引的行是背景、小结或建议，不是计划",
    },
    "already": {"en": "the plan says it already (line {about})", "zh": "计划里已经有了（第 {about} 行）"},
    "twice": {"en": "it was proposed before", "zh": "重复提议"},
    "private": {
        "en": "The model was not asked: the plan is marked private and {where} is not on this machine. Add --share-private to send its notes there all the same.",
        "zh": "没有询问模型：计划标为私密，而 {where} 不在本机。若仍要把说明发送过去，请加 --share-private。",
    },
    "said": {
        "en": "The model {name} proposes {proposed} more items: {accepted} accepted, {refused} refused.",
        "zh": "模型 {name} 另外提出 {proposed} 项：采纳 {accepted} 项，拒绝 {refused} 项。",
    },
    "cost": {
        "en": "{lines} notes in {calls} calls, {prompt} + {answer} tokens",
        "zh": "共问 {lines} 行说明，{calls} 次调用，{prompt} + {answer} 个词元",
    },
    "none": {
        "en": "The model {name} had nothing new to look at: all notes were asked about before.",
        "zh": "模型 {name} 没有新的内容可看：这些说明以前都问过。",
    },
    "unasked": {"en": "{count} notes were not looked at", "zh": "有 {count} 行说明没有看到"},
    "kept": {
        "en": "{count} items that a model read earlier are kept: their lines are unchanged.",
        "zh": "保留模型以前读到的 {count} 项：所在的行没有变化。",
    },
    "problem": {"en": "The model did not help: {why}", "zh": "模型没有帮上忙：{why}"},
    "failed": {"en": "{url}: {why}", "zh": "{url}：{why}"},
    "plain": {
        "en": "The plan is read as without it.",
        "zh": "计划仍按没有模型时的读法。",
    },
    "keep": {"en": "Keep these {count} items? [Y/n] ", "zh": "保留这 {count} 项吗？[Y/n] "},
    "declined": {"en": "They were left out, as you said.", "zh": "已按你说的不采纳。"},
}
