"""The set words of an export, and how a title stands on a line without opening anything of its own."""

from __future__ import annotations

import re
from typing import Final

from roadweek.domain.base import Language

_HEADS: Final[dict[str, tuple[str, str]]] = {
    "normal": ("Normal week", "正常周"),
    "trip": ("Business-trip week", "出差周"),
    "deadlines": ("Deadlines", "截止日期"),
    "milestones": ("Milestones", "里程碑"),
    "tasks": ("Tasks", "任务"),
    "rules": ("Rules", "规矩"),
    "decisions": ("Open decisions", "还没想好的"),
    "decided": ("Decided", "已决定"),
    "budgets": ("Time split", "精力分配"),
    "baselines": ("Where I stand", "现状"),
    "share": ("{title}: {percent}% of the effort", "{title}：占 {percent}% 精力"),
    "no_new": ("No new tasks", "不开新任务"),
    "until": ("until {date}", "到 {date}"),
    "from": ("from {date}", "{date} 起"),
    "must": (" (mandatory)", "，雷打不动"),
    "optional": (" (optional)", "（可选）"),
    "table": ("| # | Topic | Note |\n| --- | --- | --- |", "| 序号 | 内容 | 说明 |\n| --- | --- | --- |"),
    "short_table": ("| # | Topic |\n| --- | --- |", "| 序号 | 内容 |\n| --- | --- |"),
    "by": ("{title}: by {date}", "{title}：最迟 {date}"),
    "named": ("{title}: {words}", "{title}：{words}"),
}


def say(key: str, lang: Language, **values: object) -> str:
    return _HEADS[key][lang == "zh"].format(**values)


def flat(text: str) -> str:
    """Words of a conversation on one line: a line break in a title must not begin another part of the document."""
    return " ".join(text.split())


_OPENS: Final = re.compile(r"(?=[#>|`~+*$=<-])|(?=\d{1,9}[.)](?:\s|$))")


def safe(text: str) -> str:
    """A title on one line that opens nothing: no heading, list, fence, table or comment of its own."""
    line = flat(text).replace("<!--", "‹!--")
    return f"\\{line}" if _OPENS.match(line) else line


def cell(text: str) -> str:
    return flat(text).replace("<!--", "‹!--").replace("|", "\\|")


def yaml(text: str) -> str:
    """A title as one YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
