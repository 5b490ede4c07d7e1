"""What the use cases answer: the contract's JSON documents as TypedDicts, for every way in.

Plain dictionaries, so that a read path needs no pydantic; typed, so that an MCP tool's output schema comes from them.
Times are RFC 3339 with offset, dates ``YYYY-MM-DD``, weeks ``2026-W10``, lengths whole minutes. Keys that are null in
the contract are present and null here.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from roadweek.views.counts import DecisionAskedView
from roadweek.views.holidays import HolidayView

State = Literal["draft", "accepted"]


class DayView(TypedDict):
    date: str
    template: str


class RefusedView(TypedDict):
    """A session that the calendar's server will not have, or (``start`` null) not let go of; ``why`` in its own words.

    ``given_up``: no longer tried by itself.
    """

    session: str
    title: str
    start: str | None
    why: str
    given_up: bool


class OutboxView(TypedDict):
    """What waits to be written to the calendar, what was given up, and why the last try failed."""

    pending: int
    failed: int
    error: str | None
    refused: NotRequired[list[RefusedView]]
    warnings: NotRequired[list[str]]
    """Where calendar and plan differ though nothing waits."""


class WorkPartView(TypedDict):
    """A part of a session: ``minutes`` of a work; ``done_min`` is all up to and with this, ``of_min`` its effort."""

    id: str
    minutes: int
    done_min: int
    of_min: int | None


class SessionPartView(TypedDict):
    """A named part of a session, as the plan divides it."""

    title: str
    minutes: int


class SessionView(TypedDict):
    """``assumed``: the plan does not say how long it is. ``open``: it is over and nobody has said what came of it.

    ``short`` stands for the id in every command; ``weekday`` and ``local`` are its day and times where it happens;
    ``spent_min`` is what was noted for it; ``parts`` are those that the plan divides it into.
    """

    id: str
    short: str
    track: str | None
    title: str
    start: str
    end: str
    weekday: str
    local: str
    status: str
    open: bool
    spent_min: int | None
    pinned: bool
    assumed: bool
    reason: str | None
    work: list[WorkPartView]
    parts: list[SessionPartView]


class UnplacedView(TypedDict):
    id: str
    track: str | None
    title: str
    minutes: int
    code: str
    reason: str


class TrackTotalView(TypedDict):
    """Minutes of a week on one track; ``stated_min`` is what the plan asks, from and to, null for "at least"."""

    track: str | None
    title: str
    planned_min: int
    stated_min: list[int | None] | None


class WeekView(TypedDict):
    """``open_min`` are minutes of sessions that are over and of which nobody has said what came of them."""

    week: str
    now: str
    timezone: str
    state: State
    days: list[DayView]
    sessions: list[SessionView]
    unplaced: list[UnplacedView]
    capacity_min: int
    planned_min: int
    buffer_min: int
    totals: list[TrackTotalView]
    open_min: int
    notices: list[NoticeView]
    calendar: OutboxView
    holidays: list[HolidayView]
    elsewhere: NotRequired[list[SessionView]]
    """Sessions of this week that the person put into another, where they are listed and counted."""


class RecallView(TypedDict):
    problem: str
    title: str | None


class DrillDayView(TypedDict):
    """The interview question of a day in short; ``answered``: on that day."""

    question: str
    title: str
    topic: str | None
    answered: bool


class WayView(TypedDict):
    """A way out, as a person would say it, and the edits that it is: they take the place of those that were asked."""

    text: str
    edits: list[dict[str, Any]]


class NoticeLineView(TypedDict):
    """What a notice says of one track, milestone or task, in minutes: ``lost`` was not done, ``again`` of it may come
    back, ``short`` has no place before it is due."""

    kind: Literal["track", "milestone", "task"]
    id: str | None
    title: str
    due: str | None
    lost_min: int
    again_min: int
    short_min: int


class ComebackView(TypedDict):
    """How what was lost may come back: ``minutes`` in all, about ``week_min`` a week on top, over about ``weeks``."""

    minutes: int
    week_min: int
    weeks: int


class NoticeView(TypedDict):
    """Something that is told unasked: days that were lost (``gap``), what becomes of what was left ``undone``, what is
    ``overdue`` or ``short`` or ``waits``, what a day of a trip may hold (``trip_days``), that one begins tomorrow
    (``departure``), which forecasts a proposal would make worse (``slips``), and what past weeks say of how much a week
    may hold (``load``). ``details`` go on with ``text``, a
    line each; ``spread`` is what a gap proposes, null where nothing can come back."""

    kind: Literal["gap", "undone", "overdue", "short", "waits", "trip_days", "departure", "slips", "load"]
    text: str
    details: list[str]
    spread: ComebackView | None
    first: str | None
    last: str | None
    lines: list[NoticeLineView]
    ways: list[WayView]


class TodayView(TypedDict):
    """``open`` are the sessions of this week and the last that are over and were not reported; ``ask`` is the question
    about them, in the evening and on Sunday; ``calendar`` is what waits to be written there; ``drill`` is null where
    the person keeps no questions; ``decisions`` are those whose window is open."""

    date: str
    weekday: str
    now: str
    timezone: str
    state: State
    sessions: list[SessionView]
    recall: list[RecallView]
    decisions: list[DecisionAskedView]
    drill: DrillDayView | None
    next: SessionView | None
    open: list[SessionView]
    ask: str | None
    notices: list[NoticeView]
    calendar: OutboxView


class OpenView(TypedDict):
    """Sessions that are over and of which nobody has said what came of them, oldest first."""

    now: str
    timezone: str
    open: list[SessionView]


class ProgressLineView(TypedDict):
    """Minutes of a track or a work in a week: ``planned`` in all, ``done`` really, ``skipped``, ``open`` (over, and
    nobody has said), ``ahead`` (still to come)."""

    id: str
    title: str
    planned_min: int
    done_min: int
    skipped_min: int
    open_min: int
    ahead_min: int


class ProgressWeekView(TypedDict):
    week: str
    state: State
    tracks: list[ProgressLineView]
    works: list[ProgressLineView]


class ProgressView(TypedDict):
    """What was done and what is left: this week first, then the last."""

    now: str
    timezone: str
    weeks: list[ProgressWeekView]


class MomentView(TypedDict):
    start: str
    end: str


ChangeView = TypedDict(
    "ChangeView",
    {
        "kind": str,
        "session": str,
        "track": str | None,
        "title": str,
        "from": MomentView | None,
        "to": MomentView | None,
        "forced": bool,
        "reason": str,
    },
)


EffectView = TypedDict(
    "EffectView",
    {
        "id": str,
        "title": str,
        "start": str,
        "end": str,
        "what": Literal["new", "moved", "changed", "removed"],
        "from": MomentView | None,
    },
)


class EffectsView(TypedDict):
    """All that an approval (or an undo) writes to the calendar: how many events it puts and deletes, and each of them;
    ``from`` is where a moved or changed one stood. ``digest`` names them: who approves gives the one that was shown."""

    put: int
    delete: int
    sessions: list[EffectView]
    digest: str


class ProposalView(TypedDict):
    """A proposal, or a question, or neither (``edits`` empty, ``proposal`` null: nothing to change)."""

    proposal: str | None
    version: int
    state: str | None
    weeks: list[str]
    first: list[str]
    """Weeks that approving accepts for the first time: all their sessions are among the effects, while ``changes`` are
    told against the draft."""
    edits: list[dict[str, Any]]
    changes: list[ChangeView]
    forced_min: int
    chosen_min: int
    unplaced: list[UnplacedView]
    effects: EffectsView
    question: str | None
    by: Literal["rules", "model", "edits"]
    warnings: list[str]
    notices: list[NoticeView]
    others: list[str]
    """Other proposals against the same version that wait for a decision, the newest five."""


class EventView(TypedDict):
    """One line of the history. ``undoes``/``undone_by`` are other events' numbers."""

    event: int
    at: str
    actor: str
    kind: str
    subject: str | None
    summary: str
    undoes: int | None
    undone_by: int | None


class AppliedView(TypedDict):
    """What an approval, a rejection or an undo did: the events it wrote, and what waits for the calendar.

    ``kept`` are sessions that an undo left alone, because something has changed them since.
    """

    proposal: str | None
    version: int
    events: list[EventView]
    calendar: OutboxView
    kept: list[str]


class UndoView(AppliedView):
    """What an undo takes back (``undone`` false: would take back, and ``events`` are those it would) and all that it
    writes to the calendar."""

    effects: EffectsView
    undone: bool


class HistoryView(TypedDict):
    events: list[EventView]
    proposals: list[dict[str, Any]]


class ExplainedWorkView(TypedDict):
    """A work that a session is for: its effort up to and with it, its lines, what is to come out of it, and why this
    week is the one for it."""

    id: str
    kind: str
    title: str
    minutes: int
    done_min: int
    of_min: int | None
    begins: str | None
    due: str | None
    lines: list[int]
    source: list[str]
    outputs: list[WorkOutputView]
    why: str
    progress: str


class ExplainedPartView(TypedDict):
    """A named part of a session, with what the plan says of how and where it is done, and its lines."""

    title: str
    minutes: int
    how: list[str]
    where: str | None
    lines: list[int]


class ExplainView(TypedDict):
    """Why a session stands where it does, or why a wish has no place; ``also_free`` are places that would do as well,
    ``ways`` the cheapest ones to a place for what has none; ``works`` is what it is for, ``parts`` what the plan
    divides it into."""

    session: str
    track: str | None
    title: str
    start: str | None
    end: str | None
    reason: str
    also_free: list[str]
    ways: list[str]
    lines: list[int]
    source: list[str]
    events: list[EventView]
    works: list[ExplainedWorkView]
    parts: list[ExplainedPartView]


TripSegmentView = TypedDict(
    "TripSegmentView",
    {
        "role": Literal["out", "stay", "back"],
        "start": str,
        "end": str,
        "from": str | None,
        "to": str | None,
        "zone": str | None,
    },
)
"""What one calendar event says of a trip, its days by the clocks of its places."""


class TripView(TypedDict):
    """``zone`` (also called ``timezone``) is that of the place; ``segments`` are the events that show the trip."""

    id: str
    start: str
    end: str
    place: str | None
    timezone: str | None
    zone: str | None
    state: str
    origin: str
    segments: list[TripSegmentView]
    evidence: list[str]


class TripsView(TypedDict):
    trips: list[TripView]


class TaskView(TypedDict):
    id: str
    title: str
    track: str | None
    minutes: int | None
    due: str | None
    done: str | None


class TasksView(TypedDict):
    tasks: list[TaskView]


WorkView = TypedDict(
    "WorkView",
    {
        "id": str,
        "kind": str,
        "title": str,
        "track": str | None,
        "from": str | None,
        "due": str | None,
        "effort_min": list[int],
        "effort_by": str,
        "done_min": int,
        "state": Literal["waiting", "running", "done", "dropped"],
        "weeks": dict[str, int],
        "short_min": int,
        "lines": list[int],
        "box_min": int | None,
    },
)
"""A work or a task. ``from``..``due`` is its window, ``effort_min`` its P50 and P80, ``weeks`` the minutes that it
gets in this week and each later one, ``short_min`` what does not fit before it is due."""


class StrandView(TypedDict):
    """A list of works in their order. ``places`` are titles; ``weekly_min`` is what the person asked for."""

    id: str
    title: str
    places: list[str]
    weekly_min: int | None
    works: list[WorkView]


class WorksView(TypedDict):
    strands: list[StrandView]


class SlipView(TypedDict):
    """A milestone or a due work whose forecast an edit would change. ``forecast`` is the day by which half of the
    draws are finished, null where that is not within the time that is looked at; ``later_days`` is negative where it
    comes earlier, null where either day is; probabilities are of being in time, null where nothing is due."""

    id: str
    what: Literal["milestone", "work"]
    title: str
    due: str | None
    forecast_before: str | None
    forecast: str | None
    later_days: int | None
    probability_before: float | None
    probability: float | None
    short_min_before: int
    short_min: int


class SlipsView(TypedDict):
    """What edits would change of the forecasts, the worst first; ``looked_at`` counts the things that have one."""

    slips: list[SlipView]
    looked_at: int


class PlanAnswerView(TypedDict):
    """An answer about the time ahead, in words: ``what_if`` with the edits it was asked about and what they would move,
    ``span`` of what a stretch of time is for; ``kind`` null where nothing of the kind was asked."""

    kind: Literal["what_if", "span"] | None
    answer: str
    edits: list[dict[str, Any]]
    slips: list[SlipView]


class WorkSessionView(TypedDict):
    """A session that holds a work: ``state`` is that of its week."""

    id: str
    start: str
    end: str
    title: str
    status: str
    minutes: int


class WorkOutputView(TypedDict):
    """What a work is to leave behind, in the plan's words, below the plan's own label."""

    label: str
    text: str
    lines: list[int]


class WorkDetailView(WorkView):
    """One work with its lines as written, what comes out of it, where its effort comes from in words, and the sessions
    that hold it."""

    source: list[str]
    outputs: list[WorkOutputView]
    strand: str
    effort: str
    sessions: list[WorkSessionView]


class DaySessionView(TypedDict):
    title: str
    work: list[WorkPartView]
    minutes: int
    start: str
    end: str


class PlanDayView(TypedDict):
    """A day and what to do on it; a day without anything has no sessions."""

    date: str
    sessions: list[DaySessionView]


class OpenDecisionView(TypedDict):
    """A question that the plan leaves open; ``choice`` is what was decided."""

    id: str
    question: str
    options: list[str]
    due: str | None
    choice: str | None
    lines: list[int]


class DecisionsView(TypedDict):
    decisions: list[OpenDecisionView]


class MilestoneView(TypedDict):
    id: str
    title: str
    track: str | None
    due: str | None
    done: str | None


class MilestonesView(TypedDict):
    milestones: list[MilestoneView]


class LogView(TypedDict):
    """``sessions`` are those that the note is about. With a ``question`` nothing was written and ``id`` is null."""

    id: str | None
    track: str
    date: str
    minutes: int
    outcome: str
    week_min: int
    sessions: list[str]
    question: str | None


class UnderstandView(TypedDict):
    edits: list[dict[str, Any]]
    question: str | None
    by: Literal["rules", "model"]


class ReadingWhyView(UnderstandView):
    """``why``: the lines of the tree of words and rules behind each length that was read."""

    why: list[str]


class FollowView(UnderstandView):
    """What a message makes of a proposal: ``follows`` null where it is neither correction nor addition of it."""

    follows: Literal["instead", "also"] | None
    state: str


class CoverageView(TypedDict):
    lines: int
    accounted: int


class ConflictView(TypedDict):
    """``id`` is the same in a later version of the document; ``choice`` is what the person decided, null while open."""

    id: str
    kind: str
    lines: list[int]
    message: str
    choices: list[str]
    choice: str | None


class ChangedItemView(TypedDict):
    """One item of the document before and after: ``fields`` maps a field's name to ``{"old", "new"}``."""

    group: str
    title: str
    lines: list[int]
    was_lines: list[int]
    fields: dict[str, Any]


class DiffView(TypedDict):
    """What changed since the version ``against`` (null: there was none); items added and removed are given whole."""

    against: int | None
    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    changed: list[ChangedItemView]


class EditConflictView(TypedDict):
    """An edit in force that the document no longer fits: what it is about is ``gone``, ``changed``, or said ``twice``.

    ``choices``: keep, drop, or the id of what it is about now.
    """

    id: str
    kind: Literal["gone", "changed", "twice"]
    adjustment: str
    edit: dict[str, Any]
    message: str
    choices: list[str]
    choice: str | None


class ConflictsView(TypedDict):
    version: int
    conflicts: list[ConflictView]
    edit_conflicts: list[EditConflictView]


class SettledView(TypedDict):
    """A conflict decided: ``edits`` are those put in force or (``withdraw``) out of it for the choice."""

    conflict: str
    choice: str
    edits: list[dict[str, Any]]
    message: str
    version: int
    events: list[EventView]
    open: int


class SourceLineView(TypedDict):
    """A line of the source: the ids of the items that it states and of the conflicts that it takes part in."""

    n: int
    text: str
    kind: Literal["item", "note", "blank"]
    items: list[str]
    conflicts: list[str]


class PlanView(TypedDict):
    """The source beside what was read of it."""

    plan: str
    title: str
    language: Literal["en", "zh"]
    version: int | None
    file: str
    as_of: str | None
    lines: list[SourceLineView]
    items: list[dict[str, Any]]
    conflicts: list[ConflictView]
    coverage: CoverageView
    unused: list[UnusedView]


class SourceView(TypedDict):
    """The kept file: ``bytes`` and ``sha256`` are the file's, ``text`` is what it says, sanitised."""

    plan: str
    file: str
    sha256: str
    bytes: int
    text: str


class ExportView(TypedDict):
    """An export: ``content`` is the text, null where it was written to the file ``out``."""

    format: str
    version: int
    out: str | None
    content: Any


class ModelItemView(TypedDict):
    """An item that a model read, and the lines that state it."""

    id: str
    group: str
    title: str
    lines: list[int]


class RefusalView(TypedDict):
    """A proposal that was not taken: ``code`` is of a closed list, ``reason`` says it in words."""

    code: str
    reason: str
    group: str
    title: str
    lines: list[int]


class ModelView(TypedDict):
    """A model's part in an import. ``asked`` and ``unasked`` are counts of notes; ``kept`` are items of earlier imports
    whose lines are unchanged; ``declined``: the person did not want the accepted ones; ``problem``: why it was no help.
    """

    name: str | None
    where: str | None
    calls: int
    prompt_tokens: int
    answer_tokens: int
    asked: int
    unasked: int
    proposed: int
    accepted: list[ModelItemView]
    refused: list[RefusalView]
    kept: list[ModelItemView]
    declined: bool
    problem: str | None


class BoundView(TypedDict):
    """A rule of the plan that the planner obeys: at most ``minutes`` a day, nothing before, after or between times.

    ``days`` empty means every day, ``template`` null both kinds of week.
    """

    kind: str
    lines: list[int]
    text: str
    minutes: int | None
    start: str | None
    end: str | None
    days: list[str]
    template: str | None
    areas: list[str]


class UnusedView(TypedDict):
    """Words of a line that no field of what was read of it holds."""

    line: int
    words: list[str]


class AskedView(TypedDict):
    """A question about the plan; none keeps anything from being planned."""

    lines: list[int]
    text: str


class SumView(TypedDict):
    """What the first full week asks for; ``stated_min`` is what the plan itself says of it, null without a total."""

    sessions: int
    minutes: int
    stated_min: int | None


class PlanCheckView(TypedDict):
    """A check that nobody asked for: one of the plan's principles, what its lines ask for, or its estimates. ``ok``
    null: it could not be told; ``lines`` are the plan's, ``details`` the worst of it in words."""

    kind: Literal["break", "devices", "no_repeat", "over_asked", "estimates"]
    ok: bool | None
    text: str
    lines: list[int]
    details: list[str]


class ImportView(TypedDict):
    """``plan`` is its id, ``version`` null for a dry run, ``proposal`` that of its next week.

    ``obeyed`` are the rules that bound what is planned; the other rules among the items are only shown.
    ``diff`` is what changed since the version before; ``edit_conflicts`` are edits that no longer fit the document.
    ``model`` is what a model added, null where none was asked and nothing of one is kept; ``restored`` are the edits
    (trips, pauses) that the front matter of an export put in force again. ``without_time`` are the titles of goals that
    get no minute in any week. ``encoding`` is what the file is written in (utf-8, utf-16, utf-32, gb18030,
    big5 or windows-1252). An item with ``scheduled`` false is not planned.
    """

    plan: str
    title: str
    language: Literal["en", "zh"]
    version: int | None
    items: list[dict[str, Any]]
    notes: list[int]
    encoding: str
    conflicts: list[ConflictView]
    coverage: CoverageView
    unused: list[UnusedView]
    questions: list[AskedView]
    sum: SumView
    without_time: list[str]
    obeyed: list[BoundView]
    checks: list[PlanCheckView]
    proposal: str | None
    effects: EffectsView
    diff: DiffView
    edit_conflicts: list[EditConflictView]
    model: ModelView | None
    restored: list[dict[str, Any]]


class SyncView(TypedDict):
    """One meeting with the calendar server, or (``calendar status``) what is known of the last: ``last_sync`` is when
    it was last met, ``error`` what went wrong with it since."""

    server: str
    events: int
    written: int
    deleted: int
    pending: int
    failed: int
    refused: list[RefusedView]
    kept_by_hand: list[str]
    trips: list[TripView]
    last_sync: str | None
    error: str | None
    warnings: list[str]


class CalendarEventView(TypedDict):
    """An event of a calendar, or one time of a series. ``hold``: only ``busy`` takes time; the others are shown as what
    they are. ``ours``: it lies in Roadweek's calendar; ``trip`` is that which it is a part of."""

    start: str
    end: str
    all_day: bool
    title: str
    calendar: str
    ours: bool
    hold: Literal["busy", "free", "cancelled", "declined", "unanswered", "tentative", "poll"]
    series: bool
    trip: str | None


class CalendarEventsView(TypedDict):
    """``last_sync`` is when the calendar was last read, null where it never was."""

    first: str
    last: str
    timezone: str
    last_sync: str | None
    events: list[CalendarEventView]


class RepairView(TypedDict):
    """What a repair of the calendar wrote anew and took off; ``set_aside`` are damaged files of ours that it moved."""

    calendar: SyncView
    written: int
    deleted: int
    set_aside: list[str]


class CopyView(TypedDict):
    """One copy of the database. ``kind``: form (before its form changed), daily, hand (asked for), before a restore."""

    path: str
    day: str
    kind: str
    form: int
    bytes: int
    sound: bool


class BackupsView(TypedDict):
    """The copies there are, newest first; ``made`` is the one just made."""

    made: str | None
    copies: list[CopyView]


class RestoreView(TypedDict):
    """Which copy was put back, of what day, and where what was there before is kept."""

    restored: str
    day: str
    kept: str | None


class WatchView(TypedDict):
    """One look of the watcher; ``undo`` is for each applied proposal the command that takes it back; a waiting one's
    ``warnings`` say why it was not applied; ``reports`` are the files of the weekly report, in the look that wrote
    them."""

    calendar: SyncView
    applied: list[ProposalView]
    undo: list[str]
    waiting: list[ProposalView]
    suspected: list[TripView]
    ask: str | None
    decisions: list[DecisionAskedView]
    reports: list[str]


class CheckView(TypedDict):
    name: str
    ok: bool
    detail: str
    next: str | None


class DoctorView(TypedDict):
    workspace: str
    checks: list[CheckView]
