"""Many workspaces at once."""

TEXTS: dict[str, dict[str, str]] = {
    "killed": {
        "en": "its worker was killed each time ({tries} tries)",
        "zh": "工作进程每次都被终止（共尝试 {tries} 次）",
    },
    "proposed": {"en": "proposal {proposal}: {changes} changes", "zh": "提案 {proposal}：{changes} 处变动"},
    "standing": {"en": "stands as it is", "zh": "无需变动"},
    "again": {"en": "(second try)", "zh": "（第二次尝试）"},
    "next": {
        "en": "`roadweek --workspace DIR replan --show ID` shows one, `approve ID` applies it.",
        "zh": "`roadweek --workspace DIR replan --show ID` 查看，`approve ID` 采用。",
    },
}
