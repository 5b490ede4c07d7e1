"""`import` and `understand`: words of a person become a plan, or edits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import Usage, a_date, common, emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.views import UnderstandView

app = new_app()


@command(app, "import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="the plan, Markdown or plain text in UTF-8")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="when it was written; default: the date in its front matter")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only show what would be read")] = False,
) -> None:
    """Read a plan, make it the active one, and propose its next week. An earlier plan is kept; `undo` goes back."""
    from roadweek.plans import import_plan
    from roadweek_cli import show

    day = a_date(as_of)
    ws = workspace(create=not dry_run)
    with working("import"):
        view = import_plan(ws, Path(file), as_of=day, dry_run=dry_run)
    emit(view, lambda: show.imported(view, language(ws)))


@command(app, "understand")
def understand(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="what you would say, in Chinese or English")] = None,
    context: Annotated[
        str | None, typer.Option(metavar="FILE", help="tracks, milestones and trips as JSON, instead of the plan's")
    ] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="IN.jsonl", help='lines of {"id", "text"}; answers a line for each')
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="use the rules alone")] = False,
) -> None:
    """Show which edits a sentence means. Changes nothing."""
    if (text is None) == (batch is None):
        raise Usage("give a TEXT, or --batch IN.jsonl")
    if batch is not None:
        _batch(Path(batch), Path(context) if context else None, no_model)
        return
    assert text is not None
    with working("read"):
        view = _read(text, _context(Path(context) if context else None), no_model)
    emit(view, lambda: _show(view))


def _show(view: UnderstandView) -> None:
    from roadweek_cli.paint import line
    from roadweek_cli.show import edit_words

    lang = language()
    if view["question"]:
        line(say("terminal.question", lang, question=view["question"]), "bold cyan")
    for edit in view["edits"]:
        line(edit_words(edit))
    if not view["edits"] and not view["question"]:
        line(say("terminal.understood_nothing", lang))


def _context(path: Path | None) -> object:
    raise NotImplementedError


def _read(text: str, context: object, no_model: bool) -> UnderstandView:
    raise NotImplementedError


def _batch(lines: Path, context: Path | None, no_model: bool) -> None:
    raise NotImplementedError
