"""`replan`, `approve`, `reject` and `undo`: a change is proposed, seen, applied or not, and can be taken back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek_cli.common import Usage, a_date, common, emit, language, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.views.documents import AppliedView, ProposalView, UndoView
    from roadweek.workspace import Workspace

app = new_app()


@command(app, "replan")
def replan(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="what changes, in Chinese or English")] = None,
    edits: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="typed edits (docs/edits.md); - reads standard input"),
    ] = None,
    week: Annotated[str | None, typer.Option(metavar="DATE", help="replan the week of this day too")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="apply it at once")] = False,
    show: Annotated[str | None, typer.Option(metavar="ID", help="only show a proposal made before")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="read TEXT by the rules alone")] = False,
) -> None:
    """Propose a new week. Without words or edits the week is solved again as things stand now."""
    if sum(value is not None for value in (text, edits, show)) > 1:
        raise Usage("one_of_three")
    day = a_date(week)
    from roadweek.domain.weeks import week_id
    from roadweek.usecases import replan as use

    name = week_id(day) if day else None

    ws = workspace()
    if show is not None:
        view = use.show(ws, show)
    elif text is not None:
        from roadweek.understanding.plan_questions import plan_question
        from roadweek_cli.compose import replan_words

        if plan_question(text) is not None:
            from roadweek.usecases.plan_answers import told_instead

            told = told_instead(ws, text)
            if told is not None:
                emit(told, "\n".join(told["warnings"]))
                return

        with working("solve"):
            view = replan_words(ws, text, day=day.isoformat() if day else None, no_model=no_model)
    else:
        from roadweek.usecases.proposing import propose_on_calendar

        wanted = edits_from_json(sys.stdin.read() if edits == "-" else edits) if edits is not None else []
        with working("solve"):
            view = propose_on_calendar(ws, wanted, week=name)
    answer(ws, view, approve=approve)


def answer(ws: Workspace, view: ProposalView, *, approve: bool) -> None:
    """Show a proposal, or (``approve``) show it, apply just that, and show what it did."""
    if approve and view["proposal"] and not view["question"]:
        apply(ws, view)
        return
    emit(view, lambda: _shown(ws, view))


def apply(ws: Workspace, view: ProposalView) -> None:
    """The person's own hand: just the effects that are printed are applied; nothing is printed where they are not."""
    from roadweek.usecases import replan as use

    name = str(view["proposal"])
    with working("calendar"):
        outcome = use.approve(ws, name, version=view["version"], digest=view["effects"]["digest"])
    emit({**view, "state": "applied"}, lambda: _shown_applied(ws, view, outcome))


def _shown_applied(ws: Workspace, view: ProposalView, outcome: AppliedView) -> None:
    from roadweek_cli import show

    show.proposal(view, language(ws), next_step=False)
    show.applied(outcome, language(ws))


def edits_from_json(text: str) -> list[object]:
    """A list of edits, or one, from JSON; the use case checks each. Raises EditError."""
    import json

    from roadweek.errors import EditError

    try:
        data: object = json.loads(text)
    except ValueError as error:
        raise EditError("edits_no_json", why=str(error)) from error
    return list(data) if isinstance(data, list) else [data]  # pyright: ignore[reportUnknownArgumentType] -- any JSON


def _shown(ws: Workspace, view: ProposalView) -> None:
    from roadweek_cli import show

    show.proposal(view, language(ws))


@command(app, "approve")
def approve(
    proposal: Annotated[str, typer.Argument(metavar="ID", help="the proposal's id")],
    digest: Annotated[
        str | None, typer.Option(metavar="D", help="only if its effects still have this digest (replan --json)")
    ] = None,
) -> None:
    """Apply a proposal, write its sessions to the calendar, and show all that was written. A stale one is refused and
    names the new one."""
    from roadweek.usecases import replan as use

    ws = workspace()
    shown = use.show(ws, proposal)
    with working("calendar"):
        view = use.approve(ws, proposal, version=shown["version"], digest=digest or shown["effects"]["digest"])
    emit(view, lambda: _shown_applied(ws, shown, view))


@command(app, "reject")
def reject(proposal: Annotated[str, typer.Argument(metavar="ID", help="the proposal's id")]) -> None:
    """Turn a proposal down. Nothing changes."""
    from roadweek.usecases import replan as use

    ws = workspace()
    view = use.reject(ws, proposal)
    emit(view, lambda: _show_outcome(ws, view, undo=False))


@command(app, "undo")
def undo(
    n: Annotated[int, typer.Argument(metavar="N", help="how many changes", min=1)] = 1,
    event: Annotated[
        list[int] | None, typer.Option(metavar="E", help="take back this event of the history instead; repeatable")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="only show what would be taken back")] = False,
) -> None:
    """Name what the last change (or the last N) did, and take it back, on the calendar too. An import is only taken
    back by --event; the undo is an event too, so --event with its number puts things back."""
    from roadweek.usecases import undo as use
    from roadweek.views.texts import undo_text

    ws = workspace(as_it_is=True)
    shown = use.preview(ws, n, events=event or None)
    if show:
        emit(shown, lambda: print(undo_text(shown, language(ws))))
        return
    if not common().json:
        print(undo_text(shown, language(ws)), flush=True)
    with working("calendar"):
        named = [one["event"] for one in shown["events"]]
        view = use.undo(ws, events=named, digest=shown["effects"]["digest"])
    emit(view, lambda: _show_undone(ws, view))


def _show_undone(ws: Workspace, view: UndoView) -> None:
    from roadweek.messages import say
    from roadweek_cli import show
    from roadweek_cli.paint import line

    lang = language(ws)
    show.applied(view, lang, undo=False)
    line(say("terminal.next_redo", lang, event=view["events"][0]["event"]), "cyan")


def _show_outcome(ws: Workspace, view: AppliedView, *, undo: bool) -> None:
    from roadweek_cli import show

    show.applied(view, language(ws), undo=undo)
