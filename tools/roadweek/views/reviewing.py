"""What the review coach shows, as documents of ``--json``: attempts, the daily recall, the redo of the week."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from roadweek.views.documents import AppliedView, DrillDayView

Remembered = Literal["stuck", "shaky", "fine"]
"""An answer at the daily recall."""


class ProblemView(TypedDict):
    """A problem by its title; ``notes`` is the idea, and shown only after an answer or where it is asked for."""

    id: str
    title: str
    kind: str
    topic: str | None
    notes: str | None
    pinned: bool
    refusals: int


class AttemptView(TypedDict):
    id: str
    problem: str
    title: str
    at: str
    minutes: int | None
    outcome: Literal["solved", "hint", "failed"]
    stuck: bool


class AttemptedView(AppliedView):
    """An attempt that was noted. ``created``: the problem was not known before; ``due`` are the days on which its idea
    and its code are next due by their memories; ``remarks`` what else is to be said."""

    attempt: AttemptView
    problem: ProblemView
    created: bool
    due: dict[str, str | None]
    remarks: list[str]


class StopwatchView(TypedDict):
    problem: str
    title: str
    started: str
    minutes: int


class AttemptsView(TypedDict):
    """The last attempts, newest first, the pinned problems, and the stopwatch where it runs."""

    attempts: list[AttemptView]
    pinned: list[ProblemView]
    stopwatch: StopwatchView | None


class StopwatchStartedView(AppliedView):
    stopwatch: StopwatchView | None


class ProblemChangedView(AppliedView):
    problem: ProblemView


class RecallItemView(TypedDict):
    """A problem to recall, by title only. ``day`` is the day on which it was tried; ``why``: tried, hint, failed or
    stuck; ``minutes`` what is reckoned for it."""

    problem: str
    title: str
    day: str
    why: str
    minutes: int


class RecalledView(TypedDict):
    problem: str
    title: str
    answer: Remembered
    minutes: int


class LeftOutView(TypedDict):
    """``reason``: box (no room within the minutes of the day) or missed (its own day went by)."""

    problem: str
    title: str
    day: str
    reason: Literal["box", "missed"]


class RecallDayView(TypedDict):
    """The recall of a day: what is left of it, what was answered, and what is left out, each with its day.

    ``planned_min`` never exceeds ``box_min`` less ``spent_min``; ``left_out_count`` counts also what is not listed.
    ``drill`` is the interview question of the day, which has minutes of its own.
    """

    date: str
    box_min: int
    spent_min: int
    planned_min: int
    recall: list[RecallItemView]
    done: list[RecalledView]
    left_out: list[LeftOutView]
    left_out_count: int
    drill: DrillDayView | None


class ReviewedView(AppliedView):
    """An answer that was noted. The problem comes with its notes: they are shown at once to whoever was stuck.

    ``again`` is the day of the next recall, null where it is not on the calendar; ``due`` the day by its memory.
    """

    problem: ProblemView
    answer: str
    again: str | None
    due: str | None


class RedoReasonView(TypedDict):
    """``points`` add up to the value; ``text`` says the reason with its numbers, which are in ``values`` too."""

    code: str
    points: float
    values: dict[str, int | str]
    text: str


class RedoPickView(TypedDict):
    problem: str
    title: str
    kind: str
    topic: str | None
    minutes: int
    value: float
    reasons: list[RedoReasonView]


class RedoDoneView(TypedDict):
    problem: str
    title: str
    at: str
    solved: bool
    minutes: int | None


class RedoSessionView(TypedDict):
    """The session of the week that is for the redo."""

    id: str
    title: str
    start: str
    end: str
    minutes: int


class RedoView(TypedDict):
    """The redo of a week: ``chosen`` is what is left of it, ``others`` the next best for a swap; ``planned_min`` and
    ``spent_min`` together never exceed ``box_min`` by what was planned."""

    week: str
    box_min: int
    spent_min: int
    planned_min: int
    session: RedoSessionView | None
    chosen: list[RedoPickView]
    done: list[RedoDoneView]
    others: list[RedoPickView]
    taught: dict[str, int]


class RedoSwappedView(AppliedView):
    """``learned`` says in words what the swap teaches; null where it teaches nothing."""

    redo: RedoView
    learned: str | None


class RedoneView(AppliedView):
    """A redo that was noted, with what it was reckoned at; ``again`` is the next daily recall, ``due`` the day by the
    memory of its code."""

    problem: ProblemView
    solved: bool
    minutes: int | None
    expected_min: int
    again: str | None
    due: str | None


class SkippedRowView(TypedDict):
    """A row that an import left out; ``line`` of the file, or the number of the entry in JSON."""

    line: int
    reason: str


class AttemptsImportedView(AppliedView):
    """What an import took: ``attempts`` and ``memories`` new, ``known`` there already, ``problems`` all that it named,
    ``created`` those that are new. ``columns`` tell which column was read as what; ``events`` is empty where nothing
    changed."""

    form: Literal["table", "submissions", "progress", "leetsrs"]
    attempts: int
    memories: int
    known: int
    problems: int
    created: int
    columns: dict[str, str]
    unused_columns: list[str]
    skipped: list[SkippedRowView]
    skipped_count: int
