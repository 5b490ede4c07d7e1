"""`import` and `understand`: words of a person become a plan, or edits."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from roadweek.domain.sanitise import sanitised_document
from roadweek.messages import say
from roadweek_cli.common import Usage, a_date, common, emit, language, working, workspace
from roadweek_cli.parser import command, new_app
from roadweek_cli.second_look import helping, show_model

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.understanding.context import SentenceContext
    from roadweek.views.documents import ImportView, ReadingWhyView, UnderstandView

app = new_app()

UNSET_ZONES = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Universal", "Zulu", "GMT"})
"""Zones of a machine that was never told where it stands; people live elsewhere."""


@command(app, "import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="the plan, Markdown or plain text")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="when it was written; default: the date in its front matter")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only show what would be read")] = False,
    html: Annotated[
        str | None, typer.Option(metavar="OUT.html", help="write a page: the source beside what was read of it")
    ] = None,
    model: Annotated[
        bool, typer.Option("--model", help="let the model of config.toml look at the lines left as notes")
    ] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="do not, whatever config.toml says")] = False,
    share_private: Annotated[
        bool, typer.Option("--share-private", help="let a model elsewhere see a plan that is marked private")
    ] = False,
) -> None:
    """Read a plan, make it the active one, and propose its next week. An earlier plan is kept; `undo` goes back.

    A changed file imported again tells what changed in it; what you asked for in conversation stays in force.
    """
    from roadweek.usecases.import_plan import import_plan
    from roadweek_cli import importing
    from roadweek_cli.plan import a_place

    if model and no_model:
        raise Usage("model_or_not")
    day = a_date(as_of)
    if html:
        a_place(html)
    ws = workspace(create=not dry_run, as_it_is=True)
    asked = (model or ws.settings.model.plans) and not no_model
    helper = helping(ws, share_private=share_private, dry_run=dry_run) if asked else None
    with nullcontext() if helper else working("import"):  # a question to the person must not be written over
        view = import_plan(ws, Path(file), as_of=day, dry_run=dry_run, model=helper)
    lang = common().lang or ws.language or view["language"]
    if html:
        _page(html, Path(file), view, lang)

    def show_it() -> None:
        from roadweek_cli import plan
        from roadweek_cli.paint import line

        importing.imported(view, lang)
        told = helper is not None and helper.look is not None and view["model"] and view["model"]["accepted"]
        if view["model"] is not None and not told:
            show_model(view["model"], lang)  # else it was shown before it was stored
        elif view["model"] is not None and view["model"]["declined"]:
            line(say("relabel.declined", lang))
        plan.restored(view["restored"], lang)
        plan.difference(view["diff"], lang)
        plan.edit_conflicts([one for one in view["edit_conflicts"] if one["choice"] is None], lang)
        importing.closing(view, lang)
        if ws.settings.timezone is None and ws.timezone in UNSET_ZONES:
            line(say("importing.zone_utc", lang, zone=ws.timezone, path=ws.path / "config.toml"), "yellow")

    emit(view, show_it)
    if not dry_run:
        from roadweek_cli.setting_up import ask_about_trips

        ask_about_trips(ws)


def _page(html: str, file: Path, view: ImportView, lang: Language) -> None:
    from roadweek.usecases.import_plan import read_file
    from roadweek.usecases.provenance import of_import
    from roadweek_cli.plan import write_page

    write_page(html, of_import(view, read_file(file), file=file.name), lang)


@command(app, "understand")
def understand(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="what you would say, in Chinese or English")
    ] = None,
    context: Annotated[
        str | None, typer.Option(metavar="FILE", help="tracks, milestones and trips as JSON, instead of the plan's")
    ] = None,
    batch: Annotated[
        str | None, typer.Option(metavar="IN.jsonl", help='lines of {"id", "text"}; answers a line for each')
    ] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="use the rules alone")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="show the words and rules of the grammar behind what was read")
    ] = False,
) -> None:
    """Show which edits a sentence means. Changes nothing."""
    if (text is None) == (batch is None):
        raise Usage("text_or_batch")
    if batch is not None:
        _batch(Path(batch), Path(context) if context else None, no_model)
        return
    assert text is not None
    from roadweek_cli.compose import Reader

    with working("read"):
        view = Reader(workspace(), _context(Path(context) if context else None), model=not no_model).read(text)
    if not why:
        emit(view, lambda: _show(view))
        return
    from roadweek.usecases.sentences import why_read

    told = why_read(text, view)
    emit(told, lambda: _show_why(told))


def _show_why(view: ReadingWhyView) -> None:
    from roadweek_cli.paint import line

    _show(view)
    for row in view["why"] or [say("terminal.why_nothing", language())]:
        line("  " + row, "dim")


def _show(view: UnderstandView) -> None:
    from roadweek.views.format import edit_words
    from roadweek_cli.paint import line

    lang = language()
    if view["question"]:
        line(say("terminal.question", lang, question=view["question"]), "bold cyan")
    for edit in view["edits"]:
        line(edit_words(edit, lang))
    if not view["edits"] and not view["question"]:
        line(say("terminal.understood_nothing", lang))


def _context(path: Path | None) -> SentenceContext | None:
    """The context of a file. Raises InputError where it cannot be used."""
    if path is None:
        return None
    from roadweek.errors import InputError
    from roadweek.understanding.context import SentenceContext
    from roadweek.usecases.import_plan import read_file

    try:
        return SentenceContext.from_json(json.loads(read_file(path)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("bad_context", path=path, why=f"{type(error).__name__}: {error}") from error


def _batch(lines: Path, context_path: Path | None, no_model: bool) -> None:
    """JSON Lines in, JSON Lines out; a line that cannot be used is answered with its error, and the exit code is 1."""
    from roadweek.errors import InputError, RoadweekError
    from roadweek.usecases.import_plan import read_file
    from roadweek_cli.compose import Reader

    context = _context(context_path)
    try:
        wanted = [text for text in read_file(lines).decode("utf-8-sig").split("\n") if text.strip()]
    except UnicodeDecodeError as error:
        raise InputError("file_unreadable", path=lines, why=str(error)) from error
    reader = Reader(workspace(), context, model=not no_model)
    failed = 0
    for number, text in enumerate(wanted, start=1):
        identity: object = number
        try:
            item = _item(text)
            identity = item.get("id", number)
            if not isinstance(item.get("text"), str):
                raise InputError("bad_line", why='it needs a "text"')
            view = reader.read(str(item["text"]))
            answer: dict[str, object] = {
                "id": identity,
                "edits": view["edits"],
                "question": view["question"],
                "by": view["by"],
            }
        except RoadweekError as error:
            failed += 1
            answer = {"id": identity, "error": error.text(language())}
        sys.stdout.write(json.dumps(sanitised_document(answer), ensure_ascii=False) + "\n")
    if failed:
        raise InputError("batch_failed", count=failed, total=len(wanted))


def _item(text: str) -> dict[str, object]:
    from roadweek.errors import InputError

    try:
        item: object = json.loads(text)
    except ValueError as error:
        raise InputError("bad_line", why=str(error)) from error
    if not isinstance(item, dict):
        raise InputError("bad_line", why="it is no object")
    return cast("dict[str, object]", item)
