"""The words of forecasts: when something is finished, how sure that is, and what a change would move."""

TEXTS: dict[str, dict[str, str]] = {
    # what slips
    "slips_none": {"en": "No milestone would move.", "zh": "没有里程碑会推迟。"},
    "slips_head": {
        "en": "What it would move ({count} of {of}):",
        "zh": "它会影响（{of} 项中的 {count} 项）：",
    },
    "slips_worse": {"en": "Forecasts that get worse ({count}):", "zh": "会变差的预测（{count} 项）："},
    "slips_more": {"en": "and {count} more: `roadweek roadmap`", "zh": "还有 {count} 项，见 `roadweek roadmap`"},
    "slips_rest": {"en": "and {count} more", "zh": "还有 {count} 项"},
    "slip_later": {
        "en": "{title}: {before} → {after}, {days} d later{due}{sure}",
        "zh": "{title}：{before} → {after}，晚 {days} 天{due}{sure}",
    },
    "slip_earlier": {
        "en": "{title}: {before} → {after}, {days} d earlier{due}{sure}",
        "zh": "{title}：{before} → {after}，早 {days} 天{due}{sure}",
    },
    "slip_same": {"en": "{title}: still {after}{due}{sure}", "zh": "{title}：仍在 {after}{due}{sure}"},
    "slip_lost": {
        "en": "{title}: {before} → no day any more{due}{sure}",
        "zh": "{title}：{before} → 不再有完成日{due}{sure}",
    },
    "slip_found": {"en": "{title}: now {after}{due}{sure}", "zh": "{title}：现在可在 {after} 完成{due}{sure}"},
    "slip_nowhere": {"en": "{title}: no day{due}{sure}", "zh": "{title}：没有完成日{due}{sure}"},
    "slip_due": {"en": ", due {day}", "zh": "，期限 {day}"},
    "slip_sure": {"en": "; in time: {before} → {after}", "zh": "；按时可能 {before} → {after}"},
    # promises of weeks
    "promised_all": {
        "en": "Promised {low} – {high} in four of five such weeks, done {done}: {inside}.",
        "zh": "预计（五周中四周）{low} – {high}，完成 {done}：{inside}。",
    },
    "promised_off": {
        "en": "{title}: promised {low} – {high}, done {done}",
        "zh": "{title}：预计 {low} – {high}，完成 {done}",
    },
    "inside": {"en": "within", "zh": "在范围内"},
    "outside": {"en": "outside", "zh": "超出范围"},
    "promises_scored": {
        "en": "Over {weeks} week(s) {share} of {count} promises held (80 % should); mean pinball loss {loss} min, taking the "
        "plan by its word {plan} min.",
        "zh": "{weeks} 周共 {count} 项预计，{share} 落在范围内（应为 80%）；平均分位损失 {loss} 分钟，只看计划则为 {plan} 分钟。",
    },
    # forecasts of milestones
    "foretold_reached": {
        "en": "{title}: reached {day} ({due}); on {made} it was foretold for {middle} ({early} – {late}){sure}",
        "zh": "{title}：{day} 达成（{due}）；{made} 的预测是 {middle}（{early} 至 {late}）{sure}",
    },
    "foretold_passed": {
        "en": "{title}: its day has passed ({due}); on {made} it was foretold for {middle} ({early} – {late}){sure}",
        "zh": "{title}：期限已过（{due}）；{made} 的预测是 {middle}（{early} 至 {late}）{sure}",
    },
    "foretold_sure": {
        "en": ", in time with {first}, last with {last}",
        "zh": "，当时按时可能 {first}，最后一次 {last}",
    },
    "foretold_no_due": {"en": "no date due", "zh": "没有期限"},
    "foretold_due": {"en": "due {day}", "zh": "期限 {day}"},
    "foretold_no_day": {"en": "no day", "zh": "没有日期"},
    "foretold_chances": {
        "en": "Of {milestones} milestone(s) {count} forecasts turned out: {said} were foretold to be in time, {hit} were "
        "(Brier score {brier}; {share} by always saying how many were).",
        "zh": "{milestones} 个里程碑共有 {count} 次预测见了分晓：预测按时 {said}，实际按时 {hit}（Brier 分数 {brier}；每次都说平均值为 {share}）。",
    },
    "foretold_days": {
        "en": "{share} of {count} foretold spans held the day (80 % should)",
        "zh": "{count} 个预测区间中 {share} 包含了实际日期（应为 80%）",
    },
    "foretold_loss": {
        "en": "; the mean pinball loss is {loss} days",
        "zh": "；平均分位损失 {loss} 天",
    },
    "load_home": {"en": "without a trip", "zh": "没有出差的"},
    "load_trip": {"en": "with a trip", "zh": "有出差的"},
    "load_fits": {
        "en": "{week} is planned with {planned}; your last {weeks} weeks {kind} came to {low} – {high}: it fits.",
        "zh": "{week} 安排了 {planned}；你最近 {weeks} 个{kind}周完成 {low} – {high}：合适。",
    },
    "load_much": {
        "en": "{week} is planned with {planned}; your last {weeks} weeks {kind} came to {low} – {high}. About {proposed} "
        "would fit.",
        "zh": "{week} 安排了 {planned}；你最近 {weeks} 个{kind}周完成 {low} – {high}，安排约 {proposed} 比较合适。",
    },
    "way_load": {"en": "at most {length} a day", "zh": "每天最多 {length}"},
    "load_cut": {
        "en": "At most {minutes} min a day does that: `roadweek replan --edits '{edits}'`",
        "zh": "每天最多 {minutes} 分钟即可：`roadweek replan --edits '{edits}'`",
    },
}
