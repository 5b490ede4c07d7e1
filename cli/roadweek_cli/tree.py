"""The front page: every command's name, where its code is and what it is for. Nothing of a command is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from roadweek.domain.base import Language


class Entry(NamedTuple):
    """A command: ``module`` of roadweek_cli that holds it; ``bare`` names a function that needs no words of its own and
    no parser, so that the everyday command starts in half the time."""

    name: str
    module: str
    panel: str
    bare: str | None = None


_PANELS: dict[str, str] = {
    "plan": "import:plans plan:plan understand:plans roadmap:roadmap work:works milestone:work decide:work",
    "week": "week:look today:today replan:replanning approve:replanning reject:replanning explain:look",
    "life": "done:reporting skip:reporting partial:reporting progress:reporting log:work task:work trip:trips "
    "holidays:public_holidays history:look undo:replanning chat:talk",
    "coach": "attempt:attempting review:reviewing github:github",
    "parts": "calendar:calendars watch:watching mcp:serve client:serve pack:later",
    "more": "demo:demo doctor:health backup:backups restore:backups batch:batching bench:benching edge:edge",
}
_BARE = {"today": "today"}

ON_STDIO = ("desk", "tasks", "calendar", "github")
"""Servers that a client starts without an option, and waits for."""

COMMANDS: dict[str, Entry] = {
    name: Entry(name, module, panel, _BARE.get(name))
    for panel, names in _PANELS.items()
    for name, _, module in (pair.partition(":") for pair in names.split())
}


def front_page(lang: Language) -> str:
    """What `roadweek --help` prints, in ``lang``."""
    from roadweek.messages import say

    lines = [say("terminal.usage", lang), "", say("terminal.what_it_is", lang)]
    panel = ""
    for entry in COMMANDS.values():
        if entry.panel != panel:
            panel = entry.panel
            lines += ["", say(f"terminal.panel_{panel}", lang) + ":"]
        lines.append(f"  {entry.name:<11} {say(f'terminal.help_{entry.name}', lang)}")
    lines += ["", say("terminal.common_options", lang)]
    return "\n".join(lines)
