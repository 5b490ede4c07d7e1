"""What is shown of the drill, as documents of ``--json``: the question of a day, answers, the bank, the topics."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from roadweek.views.documents import AppliedView


class DrillReasonView(TypedDict):
    """``points`` add up to the question's weight; ``text`` says the reason with its numbers."""

    code: Literal["base", "topic", "new", "own"]
    points: float
    text: str


class DrillQuestionView(TypedDict):
    """The question of a day, without its points, of which ``points`` is the number; ``chance`` was that of being drawn
    among the ``among`` that were not resting."""

    question: str
    title: str
    topic: str | None
    source: str | None
    points: int
    weight: float
    chance: float
    among: int
    reasons: list[DrillReasonView]


class DrillAnswerView(TypedDict):
    """An answer: typed, or a recording that stays where it is (``recording_gone``: it is not there any more). ``hit``
    are numbers of ``points``, null where the person has not graded it yet."""

    id: str
    question: str
    title: str
    at: str
    text: str | None
    recording: str | None
    recording_gone: bool
    seconds: int | None
    points: int
    hit: list[int] | None
    share: float | None


class DrillWaitsView(TypedDict):
    """The last ``answer`` (its id) of a day that has no grade yet, its question with the texts of its ``points``, and
    the answer before it."""

    answer: str
    question: str
    title: str
    points: list[str]
    last: DrillAnswerView | None


class DrillView(TypedDict):
    """The question of a day and what was answered on it; ``bank`` counts all questions that may be asked. ``waits`` is
    to be graded by the person; null where nothing is."""

    date: str
    now: str
    box_min: int
    question: DrillQuestionView | None
    done: list[DrillAnswerView]
    waits: DrillWaitsView | None
    bank: int


class DrillCommentView(TypedDict):
    """What a model said of an answer, where it was asked: no grade, and not kept. ``problem`` says why it said nothing,
    in words; ``recording`` where there was no text to read."""

    by: str
    text: str | None
    problem: str | None


class DrillAnsweredView(AppliedView):
    """An answer beside its ``points`` and the ``last`` answer to the same question; ``due`` is the day by the memory of
    it, null until it is graded; ``comment`` is null where nobody asked for one."""

    title: str
    topic: str | None
    points: list[str]
    answer: DrillAnswerView
    last: DrillAnswerView | None
    due: str | None
    comment: DrillCommentView | None


class BankQuestionView(TypedDict):
    """A question of the bank with its points; ``share`` is that of its last answer."""

    question: str
    title: str
    topic: str | None
    source: str | None
    points: list[str]
    answers: int
    last: str | None
    share: float | None


class DrillBankView(TypedDict):
    questions: list[BankQuestionView]
    topics: dict[str, int]


class DrillChangedView(AppliedView):
    """Questions that were added, changed or retired."""

    questions: list[BankQuestionView]


class DrillImportedView(AppliedView):
    """``same`` were there already; ``doubled`` stood twice in the file; ``without_question`` are its lines without
    one."""

    file: str
    added: int
    changed: int
    same: int
    doubled: int
    without_question: list[int]


class DrillSuggestionView(TypedDict):
    """A question that could be asked. ``origin``: a card, a question that was tried, or the plan."""

    id: str
    title: str
    points: list[str]
    topic: str | None
    origin: Literal["card", "attempt", "plan"]
    source: str | None


class DrillSuggestionsView(TypedDict):
    """At most so many are listed; ``count`` counts all."""

    suggestions: list[DrillSuggestionView]
    count: int


class DrillTopicWeekView(TypedDict):
    first: str
    answers: int
    share: float | None


class DrillTopicView(TypedDict):
    """A topic over eight weeks: ``worth`` of ``answers`` (each at most 1), and ``share`` as it is weighed."""

    topic: str
    answers: int
    worth: float
    share: float
    weeks: list[DrillTopicWeekView]


class DrillTopicsView(TypedDict):
    """The topics, the weakest first."""

    date: str
    topics: list[DrillTopicView]
