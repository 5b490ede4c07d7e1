"""Benchmarks as documents: runs, experiments, comparisons. Figures are flat, their unit in their name."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from roadweek.benchmarking.run import RunSource, RunStanding


class CodeView(TypedDict):
    """Something a reader should know: ``text`` says ``code`` in words."""

    code: str
    text: str


class RunView(TypedDict):
    """A run. ``standing`` is what it may be called: only a ``measurement`` and what was ``imported`` are compared;
    ``refusals`` say what spoilt one, ``counts`` are requests by how they ended."""

    id: str
    at: str
    experiment: str | None
    cell: str | None
    repeat: int
    source: RunSource
    tool: str
    standing: RunStanding
    model: str
    endpoint: str | None
    device: str | None
    seconds: float | None
    figures: dict[str, float]
    counts: dict[str, int]
    refusals: list[CodeView]
    notes: list[CodeView]


class RunDetailView(RunView):
    """``card`` says on what it was measured; ``commands`` measure it again. ``failures`` are the words of the first
    request of each outcome that is no good one."""

    failures: dict[str, str]
    card: dict[str, Any]
    settings: dict[str, Any]
    telemetry: dict[str, Any]
    commands: list[str]
    samples: NotRequired[dict[str, list[float]]]
    series: NotRequired[dict[str, list[tuple[float, float]]]]


class CellView(TypedDict):
    """A cell with its runs: how many were made, and how many of those count."""

    id: str
    settings: dict[str, Any]
    made: int
    counted: int


class ExperimentView(TypedDict):
    """``minutes`` is about how long the runs that are left take, null where nothing was measured yet; ``spoilers`` are
    what could spoil what is learnt from it."""

    id: str
    at: str
    title: str
    question: str | None
    kind: str
    varies: dict[str, list[Any]]
    held: dict[str, Any]
    cells: list[CellView]
    repeats: int
    runs: int
    made: int
    left: int
    minutes: float | None
    spoilers: list[CodeView]
    work: str | None
    milestone: str | None


class BenchListView(TypedDict):
    experiments: list[ExperimentView]
    runs: list[RunView]


class BenchRunView(TypedDict):
    """What `bench run` made now, and where the experiment stands."""

    experiment: ExperimentView
    runs: list[RunView]


class BenchProgressView(TypedDict):
    """``state``: running, finished, cancelled, failed (then ``why``), or died: its process is gone. ``place`` of ``of``
    runs is being made, ``requests_done`` of its ``requests`` have ended (null: not told yet); ``left_s`` is about what
    the whole still takes."""

    experiment: str
    state: str
    place: int
    of: int
    cell: str
    repeat: int
    requests_done: int | None
    requests: int | None
    elapsed_s: float
    left_s: int | None
    why: str | None


class BenchShowView(TypedDict):
    """An experiment with its runs, or one run; ``progress`` where the experiment was the last that was measured."""

    experiment: ExperimentView | None
    progress: BenchProgressView | None
    runs: list[RunDetailView]


class MeasuredEffectView(TypedDict):
    """One figure of two groups: ``ratio`` is other ÷ base, with its 95 % interval; ``seen`` the smallest difference
    that could have been shown. ``text`` says the verdict in words."""

    figure: str
    title: str
    base: float
    other: float
    ratio: float
    low: float | None
    high: float | None
    pairs: int
    method: str
    noise: float | None
    seen: float | None
    verdict: Literal["better", "worse", "same", "unclear", "too_few"]
    text: str


class CardDifferenceView(TypedDict):
    """A field in which the cards differ; null is a side that does not know."""

    field: str
    base: str | int | float | bool | None
    other: str | int | float | bool | None
    text: str


class RunComparisonView(TypedDict):
    """``against`` says why the two are not comparable; then there are no effects."""

    base: str
    other: str
    comparable: bool
    against: list[CardDifferenceView]
    noted: list[CardDifferenceView]
    effects: list[MeasuredEffectView]
    remarks: list[CodeView]


class BenchCompareView(TypedDict):
    experiment: str | None
    base: str
    comparisons: list[RunComparisonView]
    remarks: list[CodeView]


class RegressionFindingView(TypedDict):
    """A figure against the last good run: ``ratio`` to it, the ``allowed`` share, by the noise of ``history`` runs."""

    figure: str
    title: str
    value: float
    last: float
    ratio: float
    allowed: float
    history: int
    change: Literal["worse", "better", "same"]
    slide: float | None
    text: str


class BenchCheckView(TypedDict):
    """``against`` null: no run of before is good and comparable; ``skipped`` says why those there are do not count."""

    run: str
    against: str | None
    worse: bool
    findings: list[RegressionFindingView]
    skipped: list[CodeView]
    remarks: list[CodeView]


class RunsForgottenView(TypedDict):
    """What was withdrawn; `undo` brings it back."""

    event: int
    runs: list[str]
    experiment: str | None


class RunsImportedView(TypedDict):
    """``event`` null where nothing was new."""

    event: int | None
    tool: str
    runs: list[RunView]
    known: list[str]
    remarks: list[CodeView]


class SpreadView(TypedDict):
    """A figure of a cell: the median of its repeats, with the lowest and the highest; ``n`` repeats have it."""

    value: float
    low: float
    high: float
    n: int


class ReportCellView(TypedDict):
    """A cell (or a run of no experiment) with the figures of its runs that count; ``group`` names what it shares a
    line with, ``load`` the concurrency or rate by which such lines run."""

    id: str
    settings: dict[str, Any]
    group: str
    load: float | None
    runs: int
    counted: int
    figures: dict[str, SpreadView]


class SpanView(TypedDict):
    """From when until when (seconds) something held the device back."""

    reason: str
    start_s: float
    end_s: float


class TimelineView(TypedDict):
    """What the sensors said during one run: (seconds, value) by channel, whose name ends in its unit."""

    cell: str
    run: str
    seconds: float
    channels: dict[str, list[tuple[float, float]]]
    throttled: list[SpanView]


class CardRowView(TypedDict):
    """A line of the card: one value where all cells share it, else a value a cell."""

    field: str
    title: str
    values: list[str]


class BenchReportView(TypedDict):
    """A report of one experiment, or of runs of none. ``measured`` false: nothing in it is a measurement."""

    name: str
    title: str
    question: str | None
    made_at: str
    first: str | None
    last: str | None
    measured: bool
    experiment: ExperimentView | None
    short: list[str]
    cells: list[ReportCellView]
    figures: list[str]
    load_name: str | None
    comparisons: list[RunComparisonView]
    refused: list[RunView]
    replayed: list[RunView]
    imported: list[RunView]
    failed: dict[str, int]
    remarks: list[CodeView]
    not_measured: list[str]
    card: list[CardRowView]
    card_cells: list[str]
    ceiling: list[str]
    timelines: list[TimelineView]
    definitions: list[CodeView]
    commands: list[str]
    files: list[str]


class SlowerCauseView(CodeView):
    """A setting that differs; ``factor`` is what it does to the rate, null where that cannot be reckoned."""

    factor: float | None


class BenchWhyView(TypedDict):
    """Why a run is slower than a published rate, ``line`` in one line. ``ratio`` is own ÷ published, ``expected`` what
    the reckoned causes come to; ``unstated`` is not told by the publication, ``unread`` not known of the run."""

    run: str
    decode_tok_s: float
    published_tok_s: float
    ratio: float
    expected: float | None
    line: str
    causes: list[SlowerCauseView]
    unstated: list[CodeView]
    unread: list[CodeView]
    ceiling: list[str]


class BenchPlanView(TypedDict):
    """The experiment as it is kept, and the digest that starts it; or a question, and nothing is kept."""

    experiment: ExperimentView | None
    digest: str | None
    question: str | None
