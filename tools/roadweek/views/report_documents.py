"""The weekly report as a document. Lengths are whole minutes, shares are 0..1, dates ``YYYY-MM-DD``.

``key`` of a line begins the keys of its figures: ``key`` + ``/done`` is what ``review week --why`` takes.
"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from roadweek.views.counts import CountView, DecisionAskedView
from roadweek.views.documents import SessionView, TripView
from roadweek.views.github_documents import GithubWeekView


class ReportLineView(TypedDict):
    """``before_min``: what was done of it the week before."""

    key: str
    title: str
    planned_min: int
    done_min: int
    skipped_min: int
    open_min: int
    ahead_min: int
    before_min: int


class ReportDayView(TypedDict):
    key: str
    date: str
    trip: bool
    planned_min: int
    done_min: int


class MisjudgedView(TypedDict):
    """An activity whose done sessions took another time than planned; ``factor`` is spent ÷ planned."""

    title: str
    sessions: int
    planned_min: int
    spent_min: int
    factor: float


class OwedView(TypedDict):
    """A must that was not done; ``placed``: it had a place in the week."""

    session: str
    title: str
    minutes: int
    placed: bool


class ReportTripView(TypedDict):
    """``days`` of the trip lie in this week."""

    trip: TripView
    days: int


class TripLeftOutView(TypedDict):
    title: str
    minutes: int


class ReportTripsView(TypedDict):
    """What the week's trips cost: the wishes that had no place because of them."""

    trips: list[ReportTripView]
    left_out: list[TripLeftOutView]
    left_out_min: int


class ReportMilestoneView(TypedDict):
    """``what``: reached in this week, due in it and open, due in the next one, or overdue."""

    id: str
    title: str
    due: str | None
    done: str | None
    what: Literal["reached", "due", "soon", "overdue"]


class TopicView(TypedDict):
    """Attempts and recall of a topic in this week; ``share`` is recalled ÷ asked, null where nothing was asked."""

    key: str
    topic: str
    attempts: int
    minutes: int
    stuck: int
    asked: int
    recalled: int
    share: float | None


class ReviewsView(TypedDict):
    """Cards and rituals of the week: ``due`` is what the week to come asks for, ``coming`` what of
    it the days have room for beside trips and rest days (null for a week long over). ``drill_hit`` of ``drill_points``
    points were named in ``drilled`` answers to interview questions."""

    cards: int
    remembered: int
    share: float | None
    redone: int
    redone_solved: int
    due: int
    coming: int | None
    drilled: int
    drill_points: int
    drill_hit: int


class CalibrationView(TypedDict):
    """The last four weeks' predictions of recall; ``verdict`` says whether they beat a constant, or are too few."""

    count: int
    least: int
    predicted: float | None
    observed: float | None
    log_loss: float | None
    constant_log_loss: float | None
    rmse: float | None
    verdict: Literal["too_few", "better", "no_better"]


class QuestView(TypedDict):
    """An open milestone and its steps, the small monsters: ``left`` names those still there, in order."""

    milestone: str
    title: str
    due: str
    steps: int
    beaten: int
    left: list[str]


class ExperienceView(TypedDict):
    """Points gained in this week by kind, all so far with their level, and the days in a row, of which ``waited_days``
    between them were away, off or without a plan."""

    focus: int
    method: int
    organising: int
    total: int
    level: int
    next_level_at: int
    row_days: int
    waited_days: int
    quests: list[QuestView]


class ReportRunsView(TypedDict):
    """The benchmark runs of the week of one model in one place: how many, how many of them are no measurement, and the
    figures of the last that is one (null where none is)."""

    model: str
    where: str
    runs: int
    set_aside: int
    last: str | None
    figures: dict[str, float]


QuestionCode = Literal["good", "gap", "held", "empty", "next"]


class QuestionView(TypedDict):
    """One of the three questions, with the answer if it was given; ``code`` and ``values`` are what its words are made
    of, in minutes."""

    n: int
    code: QuestionCode
    values: dict[str, Any]
    question: str
    answer: str | None


class NextWeekView(TypedDict):
    """The proposal of the week to come, or what stands in it already."""

    week: str
    proposal: str | None
    version: int | None
    digest: str | None
    state: Literal["open", "accepted", "none"]
    sessions: int
    minutes: int


class PromisedLineView(TypedDict):
    """Minutes of a track (null: of all) that the week promised to hold with 10, 50 and 90 %, and what was done."""

    track: str | None
    title: str
    low_min: int
    middle_min: int
    high_min: int
    planned_min: int
    done_min: int
    covered: bool


class PromisesView(TypedDict):
    """How good promises of weeks were. ``lines`` are the week's own, empty where it is not over, made none or was not
    spoken of; ``coverage`` is the share of the ``scored`` lines of the last ``weeks`` that lay between 10 and 90 %;
    pinball losses in minutes, beside those of taking the plan by its word; null where nothing was scored."""

    lines: list[PromisedLineView]
    weeks: int
    scored: int
    coverage: float | None
    pinball_min: float | None
    pinball_of_plan_min: float | None


class ForecastScoreView(TypedDict):
    """How good forecasts of ``milestones`` were, null where none could be scored yet. Of ``chances``: the Brier score,
    beside that of always saying the share that was in time; ``said`` on average, and ``in_time``. Of ``days``:
    ``coverage``, the share that was reached between the days of 10 and 90 %, and the pinball loss in days."""

    milestones: int
    chances: int
    brier: float | None
    brier_of_share: float | None
    said: float | None
    in_time: float | None
    days: int
    coverage: float | None
    pinball_days: float | None


class ForetoldView(TypedDict):
    """A milestone of which it turned out whether it is in time: what was said of it first, and last (null where nothing
    was due); ``reached``: null where its day passed."""

    milestone: str
    title: str
    due: str | None
    reached: str | None
    forecasts: int
    first_made: str
    first_probability: float | None
    last_probability: float | None
    early: str | None
    middle: str | None
    late: str | None
    covered: bool | None


class MilestonesForetoldView(ForecastScoreView):
    """The score of all forecasts up to the week, with the ``lines`` of those milestones that turned out in it."""

    lines: list[ForetoldView]


class LoadView(TypedDict):
    """What a week to come may well hold, by the last ``weeks`` of its kind (``trip``: with days away), which came to
    ``low_min`` to ``high_min``; ``edits`` bring it there, empty where it fits."""

    week: str
    planned_min: int
    proposed_min: int
    low_min: int
    high_min: int
    weeks: int
    trip: bool
    edits: list[dict[str, Any]]


class ReportView(TypedDict):
    """``state`` "draft": the week was never accepted, so that nothing was planned; ``whole``: the week is over.

    ``github`` is what was last read of the week there; null where it never was.
    """

    week: str
    first: str
    last: str
    now: str
    timezone: str
    state: Literal["draft", "accepted"]
    whole: bool
    total: ReportLineView
    sessions: int
    sessions_done: int
    tracks: list[ReportLineView]
    works: list[ReportLineView]
    activities: list[ReportLineView]
    strengths: list[ReportLineView]
    days: list[ReportDayView]
    trend: list[ReportDayView]
    estimates: list[MisjudgedView]
    owed: list[OwedView]
    owed_min: int
    buffer_min: int
    trips: ReportTripsView
    milestones: list[ReportMilestoneView]
    decisions: list[DecisionAskedView]
    counts: list[CountView]
    runs: list[ReportRunsView]
    topics: list[TopicView]
    reviews: ReviewsView
    calibration: CalibrationView
    promises: PromisesView
    foretold: MilestonesForetoldView
    load: LoadView | None
    experience: ExperienceView
    open: list[SessionView]
    github: GithubWeekView | None
    questions: list[QuestionView]
    next: NextWeekView | None
    files: list[str]


class TraceView(TypedDict):
    id: str
    title: str
    date: str
    amount: int


class WhyView(TypedDict):
    """What a figure of the report is the sum of."""

    week: str
    key: str
    unit: Literal["min", "count"]
    value: int
    traces: list[TraceView]


class PostView(TypedDict):
    """The next work to publish; ``due`` null where the plan names no day."""

    work: str
    title: str
    due: str | None


class OutlinePartView(TypedDict):
    title: str
    points: list[str]


class SheetOutputView(TypedDict):
    label: str
    text: str


class SheetAnswerView(TypedDict):
    """An answer of the drill to a question that came from a work: ``hit`` of its ``points``, null where not graded."""

    question: str
    day: str
    text: str | None
    hit: int | None
    points: int


WorkSheetView = TypedDict(
    "WorkSheetView",
    {
        "work": str,
        "title": str,
        "strand": str,
        "from": str | None,
        "due": str | None,
        "state": str,
        "done_min": int,
        "outputs": list[SheetOutputView],
        "evidence": list[str],
        "lines": list[str],
        "interview": list[SheetAnswerView],
        "missing": list[str],
    },
)
"""A work: where it belongs, when, how far it is, what the plan wants of it (``outputs``), and what the person has: what
shows it, their résumé lines, answers in the drill. ``missing`` is wanted and not there yet, told in words."""


class MaterialView(TypedDict):
    """What a week gives to write from: facts only."""

    week: str
    post: PostView | None
    outline: list[OutlinePartView]
    sheets: list[WorkSheetView]
