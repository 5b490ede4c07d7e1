"""`backup` and `restore`: copies of the workspace's database, and putting one back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.paint import line, table
from roadweek_cli.parser import command, new_app
from roadweek_cli.show import heads

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import BackupsView, RestoreView

app = new_app()


@command(app, "backup")
def backup(only_list: Annotated[bool, typer.Option("--list", help="only list the copies there are")] = False) -> None:
    """Copy the database now, beside it; the newest few copies are kept. The watcher makes one a day."""
    from roadweek.usecases import backups

    ws = workspace(as_it_is=True)
    view = backups.listing(ws) if only_list else backups.make(ws)
    lang = language(ws)
    emit(view, lambda: _show(view, lang))


def _show(view: BackupsView, lang: Language) -> None:
    if view["made"]:
        line(say("terminal.backup_made", lang, path=view["made"]), "bold")
    if not view["copies"]:
        line(say("terminal.backup_none", lang))
        return
    rows = [
        [
            re.sub(r"T(\d\d)(\d\d)(\d\d)", r" \1:\2:\3", one["day"]),
            say(f"terminal.copy_{one['kind']}", lang),
            f"{one['bytes'] / 1024:.0f} KiB",
            say("terminal.copy_sound" if one["sound"] else "terminal.copy_ill", lang),
            one["path"].rpartition("/")[2],
        ]
        for one in view["copies"]
    ]
    table(heads(lang, "day", "why", "size", "state", "copy"), rows, styles={0: "cyan"})


@command(app, "restore")
def restore(
    copy: Annotated[
        str | None, typer.Argument(metavar="COPY", help="name or day of a copy; default: the newest sound one")
    ] = None,
    only_list: Annotated[bool, typer.Option("--list", help="only list the copies there are")] = False,
) -> None:
    """Put a copy of the database back. What was there is kept as a copy; the calendar is left as it is."""
    from roadweek.usecases import backups

    ws = workspace(as_it_is=True)
    if only_list:
        found = backups.listing(ws)
        lang = language(ws)
        emit(found, lambda: _show(found, lang))
        return
    view = backups.restore(ws, copy)
    lang = language(ws)
    emit(view, lambda: _show_restored(view, lang))


def _show_restored(view: RestoreView, lang: Language) -> None:
    line(say("terminal.restored", lang, path=view["restored"]), "bold")
    if view["kept"]:
        line(say("terminal.restored_kept", lang, path=view["kept"]))
    line(say("terminal.restored_next", lang), "cyan")
