"""`attempt`: what was tried and how it went, a stopwatch, the list, pins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from roadweek.messages import say
from roadweek.views.format import clock, day_name
from roadweek_cli.common import Usage, a_date, emit, language, workspace
from roadweek_cli.parser import LightGroup, command, new_app

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.records import ProblemKind
    from roadweek.views.reviewing import AttemptedView, AttemptsView
    from roadweek.workspace import Workspace


class _NameFirst(LightGroup):
    """`attempt "LC 236"` is `attempt note "LC 236"`: a name that is no command of the family is a problem's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["note", *args]
        return super().parse_args(ctx, args)


app = new_app()
attempt_app = typer.Typer(
    cls=_NameFirst,
    help='Tried problems. `roadweek attempt "LC 236" --minutes 40` notes one: the same as `attempt note`.',
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(attempt_app, name="attempt")

Minutes = Annotated[int | None, typer.Option(metavar="N", help="how long it took", min=1, max=1440)]
Topic = Annotated[str | None, typer.Option(metavar="TOPIC", help="what it is about: tree, dp, attention")]
Idea = Annotated[str | None, typer.Option(metavar="TEXT", help="the idea in your own words: shown when you are stuck")]
Blind = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", help="what you overlooked: kept with the idea; may stand several times"),
]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="problem, paper, question or lesson")]
Hints = Annotated[bool, typer.Option("--hints", help="it took hints or the solution")]
Failed = Annotated[bool, typer.Option("--failed", help="it was not solved")]
Solved = Annotated[bool, typer.Option("--solved", help="it was solved alone; the default")]
Stuck = Annotated[bool, typer.Option("--stuck", help="you were stuck for long")]
_KINDS: dict[str, ProblemKind] = {
    "problem": "problem",
    "paper": "paper",
    "question": "question",
    "lesson": "lesson",
}
Name = Annotated[str, typer.Argument(metavar="NAME", help="its number or title: LC 236, Attention Is All You Need")]


def _outcome(hints: bool, failed: bool, solved: bool) -> Literal["solved", "hint", "failed"]:
    if (failed and solved) or (hints and solved):
        raise Usage("outcome_twice", "roadweek attempt")
    return "failed" if failed else "hint" if hints else "solved"


def _idea(ws: Workspace, idea: str | None, blind: list[str] | None) -> str | None:
    """The idea with what was overlooked below it, each on a line of its own."""
    spots = [" ".join(one.split()) for one in blind or () if one.strip()]
    lines = [say("reviewing.blind_spot", language(ws), text=one) for one in spots]
    return "\n".join([*([idea] if idea else []), *lines]) or None


def _kind(kind: str | None) -> ProblemKind | None:
    if kind is not None and kind not in _KINDS:
        raise Usage("problem_kind", "roadweek attempt", value=kind)
    return _KINDS[kind] if kind else None


@command(attempt_app, "note")
def note(
    name: Name,
    minutes: Minutes = None,
    hints: Hints = False,
    failed: Failed = False,
    solved: Solved = False,
    stuck: Stuck = False,
    topic: Topic = None,
    idea: Idea = None,
    blind: Blind = None,
    kind: Kind = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="the day it was; default: today")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="the same was noted a moment ago, and did happen twice")
    ] = False,
) -> None:
    """Note an attempt at a problem; an unknown one is created."""
    from roadweek.usecases.attempts import attempt

    outcome, day, told = _outcome(hints, failed, solved), a_date(on), _kind(kind)
    ws = workspace()
    view = attempt(
        ws,
        name,
        minutes=minutes,
        outcome=outcome,
        stuck=stuck,
        topic=topic,
        idea=_idea(ws, idea, blind),
        kind=told,
        on=day,
        again=again,
    )
    emit(view, lambda: _noted(ws, view, language(ws)))


def _noted(ws: Workspace, view: AttemptedView, lang: Language) -> None:
    from roadweek.views.reviewing_words import how
    from roadweek_cli.paint import line

    one = view["attempt"]
    said = how(one["outcome"], one["minutes"], lang, stuck=one["stuck"])
    if view["created"]:
        said += ("，" if lang == "zh" else ", ") + say("reviewing.attempt_new", lang)
    line(say("reviewing.attempt_noted", lang, title=one["title"], how=said), "bold")
    idea, code = view["due"]["idea"], view["due"]["code"]
    if idea and code:
        key = "attempt_due" if one["at"][:10] == ws.now().date().isoformat() else "attempt_due_past"
        line("  " + say(f"reviewing.{key}", lang, idea=day_name(idea, lang), code=day_name(code, lang)))
    for remark in view["remarks"]:
        line("  " + remark, "yellow")
    line("  " + say("reviewing.undo_hint", lang), "dim")


@command(attempt_app, "start")
def start(name: Name) -> None:
    """Start the stopwatch for a problem. It runs on when the terminal is closed."""
    from roadweek.usecases.attempts import start as begin

    ws = workspace()
    view = begin(ws, name)

    def show_it() -> None:
        from roadweek_cli.paint import line

        running = view["stopwatch"]
        if running is not None:
            at = clock(running["started"])
            line(say("reviewing.stopwatch_started", language(ws), time=at, title=running["title"]))

    emit(view, show_it)


@command(attempt_app, "stop")
def stop(
    minutes: Minutes = None,
    hints: Hints = False,
    failed: Failed = False,
    solved: Solved = False,
    stuck: Stuck = False,
    topic: Topic = None,
    idea: Idea = None,
    blind: Blind = None,
    kind: Kind = None,
    discard: Annotated[bool, typer.Option("--discard", help="forget the stopwatch and note nothing")] = False,
) -> None:
    """Stop the stopwatch and note the attempt with its minutes."""
    from roadweek.usecases import attempts

    outcome, told = _outcome(hints, failed, solved), _kind(kind)
    ws = workspace()
    if discard:
        gone = attempts.discard(ws)
        emit(gone, say("reviewing.stopwatch_gone", language(ws)))
        return
    said = _idea(ws, idea, blind)
    view = attempts.stop(ws, minutes=minutes, outcome=outcome, stuck=stuck, topic=topic, idea=said, kind=told)
    emit(view, lambda: _noted(ws, view, language(ws)))


@command(attempt_app, "list")
def attempt_list(
    of: Annotated[str | None, typer.Option(metavar="NAME", help="only those at this problem")] = None,
    limit: Annotated[int, typer.Option(metavar="N", help="at most so many", min=1, max=10_000)] = 30,
) -> None:
    """The last attempts, newest first, and what is pinned."""
    from roadweek.usecases.attempts import listing

    ws = workspace()
    view = listing(ws, limit=limit, problem=of)
    emit(view, lambda: _listed(view, language(ws)))


def _listed(view: AttemptsView, lang: Language) -> None:
    from roadweek.views.reviewing_words import how
    from roadweek_cli.paint import line, table

    if view["attempts"]:
        line(say("reviewing.attempts_title", lang), "bold")
        rows = [
            [day_name(one["at"], lang), one["title"], how(one["outcome"], one["minutes"], lang, stuck=one["stuck"])]
            for one in view["attempts"]
        ]
        heads = [say("terminal.col_day", lang), say("reviewing.col_problem", lang), say("reviewing.col_how", lang)]
        table(heads, rows, styles={0: "cyan", 1: "bold"}, fold=(1,))
    else:
        line(say("reviewing.attempts_none", lang))
    if view["pinned"]:
        titles = ("、" if lang == "zh" else ", ").join(one["title"] for one in view["pinned"])
        line(say("reviewing.pinned", lang, titles=titles))
    running = view["stopwatch"]
    if running is not None:
        line(say("reviewing.stopwatch_running", lang, title=running["title"], minutes=running["minutes"]), "yellow")


@command(attempt_app, "pin")
def pin(name: Name) -> None:
    """Pin a problem: the next redo takes it first."""
    _pinned(name, True)


@command(attempt_app, "unpin")
def unpin(name: Name) -> None:
    """Let a pinned problem go."""
    _pinned(name, False)


def _pinned(name: str, pinned: bool) -> None:
    from roadweek.usecases.attempts import set_pinned

    ws = workspace()
    view = set_pinned(ws, name, pinned=pinned)
    emit(view, view["events"][0]["summary"] + "  " + say("reviewing.undo_hint", language(ws)))


@command(attempt_app, "import")
def attempt_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, or JSON of LeetCode or LeetSRS")],
) -> None:
    """Import tried problems: a CSV with the columns problem and date (and minutes, outcome, topic, idea, kind, stuck),
    a history of submissions, LeetCode's progress, LeetSRS's export. The same file again changes nothing."""
    from roadweek.usecases.attempt_import import import_attempts

    ws = workspace()
    view = import_attempts(ws, file)

    def show_it() -> None:
        from roadweek_cli.paint import line

        lang = language(ws)
        said = say(
            "reviewing.import_done",
            lang,
            attempts=view["attempts"],
            memories=view["memories"],
            problems=view["problems"],
            created=view["created"],
            known=view["known"],
        )
        line(said, "bold")
        if view["columns"]:
            told = ", ".join(f"{theirs} → {ours}" for ours, theirs in view["columns"].items())
            line("  " + say("reviewing.import_columns", lang, columns=told), "dim")
        if view["unused_columns"]:
            line("  " + say("reviewing.import_unused", lang, columns=", ".join(view["unused_columns"])), "dim")
        if view["skipped"]:
            line("  " + say("reviewing.import_skipped", lang, count=view["skipped_count"]), "yellow")
            for one in view["skipped"][:30]:
                line("    " + say("reviewing.import_line", lang, line=one["line"], reason=one["reason"]))
            if view["skipped_count"] > 30:
                line("    " + say("reviewing.left_more", lang, count=view["skipped_count"] - 30))
        if view["events"]:
            line("  " + say("reviewing.undo_hint", lang), "dim")

    emit(view, show_it)
