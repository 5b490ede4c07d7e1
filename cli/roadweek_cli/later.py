"""Commands of later versions: they exist, and say honestly that they are not there yet and what helps meanwhile."""

from __future__ import annotations

from typing import Annotated

import typer

from roadweek.errors import NotYetError
from roadweek.messages import say
from roadweek_cli.common import language
from roadweek_cli.parser import command, new_app
from roadweek_cli.tree import COMMANDS

app = new_app()
_ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}


def _register(name: str) -> None:
    @command(
        app, name, context_settings=_ANYTHING, help=f"Not in this version yet: {say(f'terminal.help_{name}', 'en')}"
    )
    def _later(words: Annotated[list[str] | None, typer.Argument(metavar="…", help="anything")] = None) -> None:  # pyright: ignore[reportUnusedFunction] -- registered
        raise not_yet(name)


def not_yet(name: str) -> NotYetError:
    return NotYetError(what=f"roadweek {name}", instead=say(f"terminal.not_yet_{name}", language()))


for entry in COMMANDS.values():
    if entry.module == "later":
        _register(entry.name)
