"""Words for those who call tools instead of commands: what a command is as a tool, and what only the person can do.

``as_tools`` says a sentence's commands as tools of the desk. Where a sentence must say more than that, it has words of
its own: ``agents.tool_<key of the error>``, or here for the hints within an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadweek.domain.base import Language

TEXTS: dict[str, dict[str, str]] = {
    "by_person": {"en": "{command} (for the person, in a terminal)", "zh": "{command}（由用户在终端运行）"},
    "nothing_there": {"en": "There is nothing to show yet.", "zh": "还没有可显示的内容。"},
    "unwritable_full": {
        "en": "Tell the person to free some space; then call again.",
        "zh": "请告诉用户腾出磁盘空间，然后重新调用。",
    },
    "unwritable_rights": {
        "en": "It can be read as it is; to change something the person has to make the folder writable.",
        "zh": "现在可以查看；要改动，需要用户给这个目录加写权限。",
    },
    "unwritable_broken": {
        "en": "Tell the person to free some space or check the disk; then call again.",
        "zh": "请告诉用户腾出空间或检查磁盘，然后重新调用。",
    },
}

_AS_TOOLS: tuple[tuple[str, str], ...] = (
    (r"undo --event (\S+)", r"change_undo (events [\1])"),
    (r"undo\b.*", "change_undo"),
    (r"history\b.*", "history_list"),
    (r"week\b.*", "week_show"),
    (r"today\b.*", "today_show"),
    (r"explain\b.*", "session_explain"),
    (r"work (?:list|show)\b.*", "work_list"),
    (r"work (?:finish|skip|effort|split|order)\b.*", "week_replan"),
    (r"trip (?:confirm|dismiss) (\S+)", r"trip_decide (\1)"),
    (r"trip (?:list|show)\b.*", "trip_decide"),
    (r"task list\b.*", "plan_context"),
    (r"(?:task (?:add|done)|done|skip|partial|log)\b.*", "time_record"),
    (r"replan --show (\S+)", r"proposal_show (\1)"),
    (r"replan\b.*", "week_replan"),
    (r"(?:approve|reject)\b.*", "proposal_decide"),
    (r"decide\b.*", "week_replan"),
    (r"review (?:record|redo record|cards answer|drill grade)\b.*", "review_record"),
    (r"review (?:day|redo|week)\b.*", "review_show"),
    (r"review (?:cards|drill)(?: list)?", "review_show"),
    (r"attempt list\b.*", "review_show"),
    (r"attempt (?!start|stop|pin|unpin|import).*", "review_record"),
    (r"bench (?:list|show|compare|check|report)\b.*", "bench_show"),
    (r"bench run\b.*", "bench_plan"),
    (r"calendar sync", "proposal_decide (decision retry)"),
)
"""Commands as tools of the desk, the first that fits; all others are the person's."""

_COMMAND = re.compile(r"`roadweek ([^`]+)`")

NAMES_ELSEWHERE = {"week_replan": "proposal_create", "time_record": "work_record", "trip_decide": "trip_list"}
"""Tools of the desk as the servers of the agents call them."""


def as_tools(text: str, lang: Language) -> str:
    """``text`` with the tools of the desk in place of the commands that it names."""

    def said(found: re.Match[str]) -> str:
        for pattern, tool in _AS_TOOLS:
            if matched := re.fullmatch(pattern, found[1]):
                return matched.expand(tool)
        return TEXTS["by_person"][lang].format(command=found[0])

    return _COMMAND.sub(said, text)


def elsewhere(text: str) -> str:
    """``text`` with the names that tools have on the servers of the agents."""
    for desk, other in NAMES_ELSEWHERE.items():
        text = re.sub(rf"\b{desk}\b", other, text)
    return text
