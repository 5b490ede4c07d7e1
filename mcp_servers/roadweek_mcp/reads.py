"""Tools that only look: each is one reading use case, and its docstring is what a client's model is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.errors import EditError
from roadweek.messages import say
from roadweek.views.documents import (
    ExplainView,
    FollowView,
    HistoryView,
    MilestonesView,
    PlanAnswerView,
    ProposalView,
    TasksView,
    TodayView,
    TripsView,
    UnderstandView,
    WeekView,
    WorkDetailView,
    WorkView,
)
from roadweek.workspace import Workspace
from roadweek_mcp.binding import OptionalDay, day
from roadweek_mcp.edits import CompactEdits, parse

if TYPE_CHECKING:
    from roadweek.domain.edits import Edit
    from roadweek.understanding.context import SentenceContext

Item = TypeVar("Item")
WEEKS_TOLD = 3
"""So many of a work's coming weeks are told in a list."""
Words = Annotated[str, Field(description="The person's own sentence, Chinese or English.", max_length=2000)]
ProposalId = Annotated[str, Field(description="A proposal's id, as the tool that made it or history_list gives it.")]


Cursor = Annotated[str | None, Field(description="next of the answer before, to go on with the list.")]


def page(items: list[Item], cursor: str | None, size: int) -> tuple[list[Item], str | None]:
    """The items from a cursor on, at most ``size``, and the cursor of the rest. Raises EditError for no cursor."""
    try:
        first = int(cursor or 0)
    except ValueError:
        first = -1
    if first < 0:
        raise EditError("bad_cursor", cursor=cursor)
    last = first + size
    return items[first:last], str(last) if last < len(items) else None


def today_show(ws: Workspace) -> TodayView:
    """Today's sessions in time order, problems to recall, and what comes next.

    For other days use week_show. Example: {}
    """
    from roadweek.usecases import queries

    return queries.today(ws)


def week_show(ws: Workspace, of: OptionalDay = None) -> WeekView:
    """One week, Monday to Sunday: its sessions, every wish without a place and why, minutes planned and kept free.

    state "accepted" is what the calendar holds, "draft" is computed and not yet approved. Not for a single day
    (today_show). Example: {"of": "2026-03-02"}; without it this week.
    """
    from roadweek.usecases import queries

    return queries.week(ws, day(of))


def session_explain(
    ws: Workspace, session: Annotated[str, Field(description="A session's id, as week_show or today_show gives it.")]
) -> ExplainView:
    """Why one session stands where it does, or why a wish has no place: reason, lines of the plan, what happened to it.

    Not for whole weeks (week_show lists a reason for each unplaced wish). Example: {"session": "2026-W10-english-1"}
    """
    from roadweek.usecases import queries

    return queries.explain(ws, session)


def history_list(
    ws: Workspace, limit: Annotated[int, Field(ge=1, le=500, description="How many, the latest first.")] = 20
) -> HistoryView:
    """What happened: every change with who made it and when, and the proposals with their states.

    Not for what stands now (week_show). Example: {"limit": 5}
    """
    from roadweek.usecases import queries

    return queries.history(ws, limit)


def task_list(ws: Workspace) -> TasksView:
    """One-off tasks, open and done. Recurring work is in week_show, dated goals in milestone_list. Example: {}"""
    from roadweek.usecases import lists

    return lists.tasks(ws)


class WorkLineView(TypedDict):
    """A work in short: minutes done of the effort, minutes in the coming weeks, and what does not fit before due."""

    id: str
    title: str
    kind: str
    track: str | None
    due: str | None
    state: str
    done_min: int
    effort_min: int
    short_min: int
    weeks: dict[str, int]


class WorkLinesView(TypedDict):
    """``left_off`` counts those beyond the limit, and ``next`` is the cursor that goes on with them; ``detail`` is the
    one that was asked for."""

    works: list[WorkLineView]
    left_off: int
    next: str | None
    detail: WorkDetailView | None


def work_list(
    ws: Workspace,
    track: Annotated[str | None, Field(description="A track's id or name; default all.")] = None,
    work: Annotated[str | None, Field(description="Only this, by id or title: with its lines and sessions.")] = None,
    closed: Annotated[bool, Field(description="Done and dropped works too.")] = False,
    limit: Annotated[int, Field(ge=1, le=50, description="At most so many.")] = 30,
    cursor: Cursor = None,
) -> WorkLinesView:
    """What the plan is to get done (topics, deliverables, steps, tasks) in order: progress, coming weeks, shortfall.

    ids are for set_effort, split_work, finish_work and their like. Not for what stands on a day (week_show).
    Example: {"track": "edge"}
    """
    from roadweek.usecases import works

    if work is not None:
        detail = works.work_show(ws, work)
        return {"works": [_work_line(detail)], "left_off": 0, "next": None, "detail": detail}
    strands = works.work_list(ws, track=track, only_open=not closed)["strands"]
    found = [one for strand in strands for one in strand["works"]]
    shown, following = page(found, cursor, limit)
    left = len(found) - int(following) if following else 0
    return {"works": [_work_line(one) for one in shown], "left_off": left, "next": following, "detail": None}


def _work_line(work: WorkView) -> WorkLineView:
    return {
        "id": work["id"],
        "title": work["title"],
        "kind": work["kind"],
        "track": work["track"],
        "due": work["due"],
        "state": work["state"],
        "done_min": work["done_min"],
        "effort_min": work["effort_min"][0],
        "short_min": work["short_min"],
        "weeks": dict(list(work["weeks"].items())[:WEEKS_TOLD]),
    }


def milestone_list(ws: Workspace) -> MilestonesView:
    """Dated goals of the plan with their windows, and which are reached. Small work is in task_list. Example: {}"""
    from roadweek.usecases import lists

    return lists.milestones(ws)


def trip_list(ws: Workspace) -> TripsView:
    """Trips with what makes us believe in them; a suspected one counts only once it is confirmed.

    It reads what is known. Not for finding new ones: a replan or a sync does that. Example: {}
    """
    from roadweek.usecases import lists

    return lists.trips(ws)


def proposal_show(ws: Workspace, proposal: ProposalId) -> ProposalView:
    """A stored proposal: edits, every change with its reason, and its state: open, applied, rejected or stale.

    Not for making or applying one. Example: {"proposal": "p3f9c2a71b0"}
    """
    from roadweek.usecases import replan

    return replan.show(ws, proposal)


def words_understand(ws: Workspace, text: Words) -> UnderstandView:
    """Read a sentence into typed edits by rules, or into one question; nothing is stored and no model is asked.

    To change the plan at once give proposal_create the words. Example: {"text": "Business trip 9-11 March"}
    """
    from roadweek.usecases import sentences

    return sentences.understand_text(ws, text)


def words_answer(ws: Workspace, text: Words) -> PlanAnswerView:
    """Answer a question about the time ahead: what a month or another stretch is for, or what would slip if something
    came. Nothing is stored; kind is null where it asks something else.

    Not for a day or a week: week_show. Example: {"text": "What if I travel next week?"}
    """
    from roadweek.usecases import plan_answers

    return plan_answers.answer(ws, text)


def words_follow(ws: Workspace, text: Words, proposal: ProposalId) -> FollowView:
    """Read a sentence as what follows a proposal: a correction ("no, Thursday") or an addition ("and Friday too").

    edits are all that is wished now, for a new proposal in its place; follows is null where the sentence stands for
    itself: then use words_understand. Nothing is stored. Example: {"text": "no, Thursday", "proposal": "p3f9c2a71b0"}
    """
    from roadweek.usecases import sentences

    return sentences.follow_text(ws, text, proposal)


def words_check(
    ws: Workspace,
    text: Words,
    edits: Annotated[CompactEdits, Field(description="The edits that somebody drafted from it.")],
) -> UnderstandView:
    """Check drafted edits against the sentence: question names what of it no edit uses (a date, length, track, trip).

    For edits that a model drafted; words_understand checks its own.
    Example: {"text": "Off on 6 March, and English on Saturday", "edits": [{"kind": "day_off", "date": "2026-03-06"}]}
    """
    from roadweek.usecases.sentences import sentence_context

    made = parse(edits)
    return {
        "edits": [edit.to_json() for edit in made],
        "question": unused(text, made, sentence_context(ws)),
        "by": "model",
    }


def unused(text: str, edits: tuple[Edit, ...], known: SentenceContext) -> str | None:
    """The question about the words of a sentence that no edit uses; null where all are used."""
    from roadweek.understanding.understand import language_of, uncovered

    left = uncovered(text, edits, known)
    lang = language_of(text)
    return say("questions.uncovered", lang, words=("、" if lang == "zh" else ", ").join(left)) if left else None


class NamesView(TypedDict):
    """What a sentence may name: ids with the words for them, and known trips as ``start..end place``."""

    today: str
    weekday: str
    timezone: str
    tracks: dict[str, list[str]]
    milestones: dict[str, list[str]]
    tasks: dict[str, list[str]]
    decisions: dict[str, list[str]]
    trips: list[str]


def words_context(ws: Workspace) -> NamesView:
    """Today's date and the ids of tracks, milestones, tasks and decisions with the words for them.

    For drafting edits; with a due date or a state they are in task_list and milestone_list. Example: {}
    """
    from roadweek.usecases.sentences import sentence_context

    return names(sentence_context(ws))


def names(known: SentenceContext) -> NamesView:
    """A sentence's context as a model is told it."""
    return {
        "today": known.today.isoformat(),
        "weekday": known.as_of.strftime("%A"),
        "timezone": known.timezone,
        "tracks": {thing.id: list(thing.names) for thing in known.tracks},
        "milestones": {thing.id: list(thing.names) for thing in known.milestones},
        "tasks": {thing.id: list(thing.names) for thing in known.tasks},
        "decisions": {thing.id: [*thing.names, *thing.options] for thing in known.decisions},
        "trips": [f"{trip.start}..{trip.end} {trip.place or ''}".strip() for trip in known.trips],
    }
