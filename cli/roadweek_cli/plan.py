"""`plan`: the plan itself: its source beside what was read of it, its conflicts, and the ways out of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roadweek.domain.sanitise import sanitised
from roadweek.messages import say
from roadweek_cli.common import Usage, a_date, emit, language, note, working, workspace
from roadweek_cli.common import common as common_options
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import ConflictsView, DiffView, EditConflictView, PlanView

app = new_app()
plan_app = new_app("Your plan: what was understood of it, what it leaves open, and exports of it.")
app.add_typer(plan_app, name="plan")

SHOWN = 20
"""Items of a difference that are printed, of each sort: another document altogether would fill pages."""
_STYLES = {
    "periods": "blue", "recurring": "green", "deadlines": "bold magenta", "milestones": "yellow",
    "curriculum": "magenta", "rules": "cyan", "decisions": "bold green", "budgets": "bold yellow",
    "model": "bright_magenta", "notes": "dim",
}  # fmt: skip


@command(plan_app, "checks")
def plan_checks() -> None:
    """What is checked of your plan unasked: its own principles, such as that it survives a break, what its lines ask of
    a week, and what works took against their estimates."""
    from roadweek.usecases.plan_checks import plan_checks as read

    ws = workspace()
    view = read(ws)

    def show_it() -> None:
        from roadweek_cli.importing import checks
        from roadweek_cli.paint import line

        checks(view, language(ws))
        if not view:
            line(say("checks.none", language(ws)))

    emit(view, show_it)


@command(plan_app, "show")
def plan_show(
    lines: Annotated[str | None, typer.Option(metavar="A-B", help="only these lines of the source")] = None,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write it as a page instead")] = None,
) -> None:
    """The source beside what was read of it: every line with its items, its conflicts, or as a note."""
    from roadweek.usecases.provenance import a_range, show

    wanted = None
    if lines is not None:
        try:
            wanted = a_range(lines)
        except ValueError as error:
            raise Usage("lines", value=lines) from error
    ws = workspace()
    view = show(ws, wanted)
    lang = language(ws)
    if html:
        write_page(html, view, lang)
        emit(view, "")
        return
    emit(view, lambda: _show(view, lang))


def write_page(path: str, view: PlanView, lang: Language) -> None:
    """Write the page of `plan show` and say where it is. Raises UnwritableError."""
    from roadweek.usecases.provenance import page

    write_file(Path(path), page(view, lang).encode())
    note(say("provenance.page_written", lang, path=path))


def write_file(path: Path, data: bytes) -> None:
    from roadweek.errors import UnwritableError

    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableError("output_unwritable", path=path, why=error.strerror or str(error)) from error


def a_place(path: str) -> None:
    """Refuse a file that could not be written, before anything else is done. Raises UnwritableError."""
    from roadweek.errors import UnwritableError

    target = Path(path)
    if target.is_dir():
        raise UnwritableError("output_unwritable", path=target, why="it is a folder")
    if not target.parent.is_dir():
        raise UnwritableError("output_unwritable", path=target, why="there is no such folder")


def _show(view: PlanView, lang: Language) -> None:
    from roadweek.usecases.provenance import colour_of, details, kind_of, label_of
    from roadweek_cli.paint import line, parts

    items = {item["id"]: item for item in view["items"]}
    conflicts = {one["id"]: one for one in view["conflicts"]}
    line(say("provenance.title", lang, title=view["title"]), "bold")
    for row in view["lines"]:
        kind = kind_of(row, items)
        parts((f"{row['n']:>5} ", "dim"), ("┃ " if kind and kind != "notes" else "│ ", _STYLES.get(kind, "dim")),
              (row["text"], "dim" if kind == "notes" else "default"))  # fmt: skip
        for item in (items[name] for name in row["items"]):
            if item["lines"][0] != row["n"]:
                continue
            more = details(item, lang)
            also = [str(n) for n in item["lines"][1:]]
            tail = f"  ({say('provenance.line_list', lang, lines=', '.join(also))})" if also else ""
            parts(("      └ ", "dim"), (label_of(item, lang), _STYLES[colour_of(item)]), f" {item['title']}",
                  (f"  {more}{tail}", "dim"))  # fmt: skip
        for name in row["conflicts"]:
            one = conflicts[name]
            others = ", ".join(str(n) for n in one["lines"] if n != row["n"])
            seen = f" ({say('provenance.line_list', lang, lines=others)})" if others else ""
            parts((f"      ⚠ {one['message']}{seen} {name}", "red"))


@command(plan_app, "source")
def plan_source() -> None:
    """Print the imported file, byte for byte."""
    from roadweek.usecases.provenance import source

    view, data = source(workspace())
    if common_options().json:
        emit(view, "")
        return
    if sys.stdout.isatty():  # bytes that a terminal would obey stay in the file
        print(sanitised(view["text"]))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@command(plan_app, "conflicts")
def plan_conflicts(
    all_: Annotated[bool, typer.Option("--all", help="those that you have decided, too")] = False,
) -> None:
    """Where the plan disagrees with itself or with what you asked for: each with an id and what one may choose."""
    from roadweek.usecases.conflicts import conflicts

    ws = workspace()
    view = conflicts(ws, settled=all_)
    emit(view, lambda: _conflicts(view, language(ws)))


def _conflicts(view: ConflictsView, lang: Language) -> None:
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads, line_numbers

    found = view["conflicts"]
    if not found and not view["edit_conflicts"]:
        line(say("provenance.no_conflicts", lang))
        return
    columns = [*heads(lang, "id", "lines", "what"), say("provenance.col_choices", lang)]
    if found:
        rows = [[one["id"], line_numbers(one["lines"]), one["message"], _choice(one, lang)] for one in found]
        table(columns, rows, styles={0: "cyan", 3: "dim"}, fold=(2, 3))
    edit_conflicts(view["edit_conflicts"], lang)
    line(say("provenance.next_settle", lang), "cyan")


def _choice(one: Mapping[str, Any], lang: Language) -> str:
    if one["choice"] is not None:
        return "✓ " + say("provenance.decided", lang, choice=one["choice"])
    return " | ".join(one["choices"])


def edit_conflicts(found: Sequence[EditConflictView], lang: Language) -> None:
    """Edits that the document no longer fits."""
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads

    if not found:
        return
    line()
    line(say("provenance.edit_conflicts", lang), "bold yellow")
    columns = [*heads(lang, "id", "what"), say("provenance.col_choices", lang)]
    rows = [[one["id"], one["message"], _choice(one, lang)] for one in found]
    table(columns, rows, styles={0: "cyan", 2: "dim"}, fold=(1, 2))


@command(plan_app, "settle")
def plan_settle(
    conflict: Annotated[str, typer.Argument(metavar="ID", help="the conflict's id, from `plan conflicts`")],
    choice: Annotated[str, typer.Argument(metavar="CHOICE", help="one of its choices, or words that change a week")],
) -> None:
    """Decide a conflict. It is remembered when the changed file is imported again; `undo` takes it back."""
    from roadweek.usecases.conflicts import settle

    ws = workspace()
    view = settle(ws, conflict, choice)
    lang = language(ws)

    def show_it() -> None:
        from roadweek.views.format import edit_words
        from roadweek_cli.paint import line

        line(view["message"])
        for edit in view["edits"]:
            line("  " + edit_words(edit, lang), "dim")
        line(say("terminal.next_undo", lang), "cyan")

    emit(view, show_it)


@command(plan_app, "export")
def plan_export(
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="markdown, obsidian, ics or json")
    ] = "markdown",
    out: Annotated[str | None, typer.Option(metavar="FILE", help="write it there instead of printing it")] = None,
) -> None:
    """The plan as it stands, with your edits in it: as Markdown that `import` reads back, with Obsidian tasks, the
    accepted sessions and milestones as iCalendar, or as JSON.
    """
    from roadweek.usecases.export import FORMATS, export, text_of

    if form not in FORMATS:
        raise Usage("format", known=", ".join(FORMATS), value=form)
    ws = workspace()
    view = export(ws, form)
    if out:
        write_file(Path(out), text_of(view).encode())
        note(say("provenance.file_written", language(ws), path=out))
        view["out"], view["content"] = out, None
    if common_options().json:
        emit(view, "")
    elif not out:
        sys.stdout.flush()
        sys.stdout.buffer.write(text_of(view).encode())
        sys.stdout.buffer.flush()


@command(plan_app, "days")
def plan_days(
    first: Annotated[str, typer.Argument(metavar="FROM", help="the first day")],
    last: Annotated[str, typer.Argument(metavar="TO", help="the last day")],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, md, ics or html")] = "table",
    out: Annotated[str | None, typer.Option(metavar="FILE", help="write it there instead of printing it")] = None,
) -> None:
    """What to do each day: accepted weeks as they stand, later ones as they would be planned. As a table, Markdown,
    iCalendar, or one page to print.
    """
    from roadweek.usecases.days import DAYS_FORMATS, days_text
    from roadweek.usecases.days import plan_days as read

    if form not in DAYS_FORMATS:
        raise Usage("format", known=", ".join(DAYS_FORMATS), value=form)
    if out and form == "table":
        raise Usage("out_format")
    begin, end = a_date(first), a_date(last)
    if out:
        a_place(out)
    ws = workspace()
    with working("solve"):
        view = read(ws, begin, end)
    lang = language(ws)
    text = "" if form == "table" or (common_options().json and not out) else days_text(ws, view, form, lang)
    if out:
        write_file(Path(out), text.encode())
        note(say("works.days_written", lang, path=out))
    if common_options().json:
        emit(view, "")
    elif form == "table":
        from roadweek_cli import work_tables

        work_tables.days(view, lang)
    elif not out:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()


def restored(edits: Sequence[Mapping[str, Any]], lang: Language) -> None:
    """Edits that the file brought along."""
    from roadweek.views.format import edit_words
    from roadweek_cli.paint import line

    if not edits:
        return
    line()
    line(say("provenance.restored", lang), "bold")
    for edit in edits[:SHOWN]:
        line("  " + edit_words(edit, lang))
    _more(len(edits), lang)


def difference(view: DiffView, lang: Language) -> None:
    """What changed in the document since the version that stood; nothing at a first import."""
    from roadweek_cli.paint import line, parts

    if view["against"] is None:
        return
    line()
    if not (view["added"] or view["removed"] or view["changed"]):
        line(say("provenance.diff_none", lang, version=view["against"]), "dim")
        return
    line(say("provenance.diff_title", lang, version=view["against"]), "bold")
    for sign, style, items in (("+", "green", view["added"]), ("-", "red", view["removed"])):
        for item in items[:SHOWN]:
            kind = say(f"provenance.kind_{item['group']}", lang)
            parts((f"  {sign} ", style), f"{kind}  {item['title']}", (f"  {item['lines'][0]}", "dim"))
        _more(len(items), lang)
    for change in view["changed"][:SHOWN]:
        kind = say(f"provenance.kind_{change['group']}", lang)
        said = "; ".join(
            f"{say(f'provenance.field_{name}', lang)} {_plain(f['old'])} → {_plain(f['new'])}"
            for name, f in change["fields"].items()
        )
        parts(("  ~ ", "yellow"), f"{kind}  {change['title']}", (f"  {change['lines'][0]}  {said}", "dim"))
    _more(len(view["changed"]), lang)


def _more(count: int, lang: Language) -> None:
    """How many are not shown; `--json` has them all."""
    from roadweek_cli.paint import line

    if count > SHOWN:
        line("    " + say("provenance.more", lang, count=count - SHOWN), "dim")


def _plain(value: Any) -> str:
    """A field's value in short: a range once where its ends are one."""
    if value is None:
        return "–"
    parts: list[Any] = (
        list(value.values()) if hasattr(value, "values") else value if hasattr(value, "append") else [value]
    )
    return "–".join(dict.fromkeys(str(part) for part in parts))
