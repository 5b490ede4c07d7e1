"""The drill: which interview question a day asks, weighted to weak topics, and how the topics fare over time.

Chance with known weights: each question's weight is the sum of reasons that can be shown, and the draw depends on the
person and the day alone. It is that of Efraimidis and Spirakis (2006): the greatest ``u ** (1 / weight)``, ``u`` a
digest of person, day and question in (0, 1). So a question is drawn with its share of all weights, and one that is
added during the day changes the draw only where it is drawn itself. What was answered on the day does not weigh yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

BASE: Final = 1.0
WEAK: Final = 4.0
"""Weight that a topic adds of which nothing is known any more; one that is all there adds none."""
NEW: Final = 1.0
"""Weight of a question that was never asked."""
OWN: Final = 2.0
"""Weight of a question whose last answer named none of its points."""
REST: Final = 6
"""Days for which a question that was answered is not asked, as long as there are others."""
LOOK_BACK: Final = 90
"""Days whose answers tell how a topic fares."""
WEEKS: Final = 8

DrillReason = Literal["base", "topic", "new", "own"]


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """Answers of a topic on a day, and what they were worth together, each 0 to 1: at a drill the share of points,
    else how it was recalled."""

    topic: str
    day: date
    worth: float
    answers: int = 1


@dataclass(frozen=True, slots=True)
class DrillQuestion:
    """``last`` and ``share`` are of its last answer: the day, and the share of its points (null: not graded)."""

    id: str
    topic: str = ""
    last: date | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class TopicStrength:
    """``worth`` of ``answers``. ``share`` begins at a half where nothing is known and moves with each answer
    (Laplace's rule of succession)."""

    answers: int = 0
    worth: float = 0.0

    @property
    def share(self) -> float:
        return (self.worth + 1) / (self.answers + 2)


_UNKNOWN: Final = TopicStrength()


@dataclass(frozen=True, slots=True)
class DrillWeight:
    """``reasons`` add up to the weight."""

    question: DrillQuestion
    reasons: tuple[tuple[DrillReason, float], ...]

    @property
    def total(self) -> float:
        return sum(points for _, points in self.reasons)


@dataclass(frozen=True, slots=True)
class DrillDraw:
    """The drawn question, its weight and its chance among the ``among`` that could be drawn."""

    weight: DrillWeight
    chance: float
    among: int


def key_of(topic: str | None) -> str:
    """Topics are one whatever their case and spaces."""
    return " ".join((topic or "").split()).casefold()


def strengths(evidence: Iterable[TopicEvidence], on: date) -> dict[str, TopicStrength]:
    """By :func:`key_of`, from the answers of the :data:`LOOK_BACK` days before ``on``."""
    found: dict[str, TopicStrength] = {}
    keys: dict[str, str] = {}
    for one in evidence:
        if on - timedelta(days=LOOK_BACK) <= one.day < on:
            key = keys.get(one.topic)
            if key is None:
                key = keys[one.topic] = key_of(one.topic)
            before = found.get(key, _UNKNOWN)
            found[key] = TopicStrength(before.answers + one.answers, before.worth + one.worth)
    return found


def weight_of(question: DrillQuestion, topics: Mapping[str, TopicStrength]) -> DrillWeight:
    strength = topics.get(key_of(question.topic), TopicStrength())
    reasons: list[tuple[DrillReason, float]] = [("base", BASE), ("topic", WEAK * (1 - strength.share))]
    if question.last is None:
        reasons.append(("new", NEW))
    elif question.share is not None and question.share < 1:
        reasons.append(("own", OWN * (1 - question.share)))
    return DrillWeight(question, tuple(reasons))


def draw(
    questions: Sequence[DrillQuestion], topics: Mapping[str, TopicStrength], on: date, seed: str
) -> DrillDraw | None:
    """The question of the day ``on``; null where there is none. ``last`` of the questions is before ``on``.

    Those answered in the last :data:`REST` days rest; where all rest, the one that has rested longest is asked.
    """
    awake = [one for one in questions if one.last is None or (on - one.last).days > REST]
    if not awake:
        oldest = min((one.last for one in questions if one.last is not None), default=None)
        awake = [one for one in questions if one.last == oldest]
    weights = [weight_of(one, topics) for one in awake]
    if not weights:
        return None
    drawn = max(weights, key=lambda one: (_luck(seed, on, one.question.id) ** (1 / one.total), one.question.id))
    return DrillDraw(drawn, drawn.total / sum(one.total for one in weights), len(weights))


def _luck(seed: str, on: date, question: str) -> float:
    """A number in (0, 1) that the person, the day and the question decide."""
    import hashlib  # slow to load, and `today` is there at once where there are no questions

    digest = hashlib.sha256(f"{seed}\0{on.isoformat()}\0{question}".encode()).digest()
    return (int.from_bytes(digest[:8]) + 0.5) / 2**64


@dataclass(frozen=True, slots=True)
class TopicWeek:
    """``first`` is its Monday."""

    first: date
    answers: int
    worth: float


@dataclass(frozen=True, slots=True)
class TopicCourse:
    """A topic over the last :data:`WEEKS` weeks, the oldest first."""

    topic: str
    strength: TopicStrength
    weeks: tuple[TopicWeek, ...]


def courses(evidence: Iterable[TopicEvidence], on: date) -> list[TopicCourse]:
    """The topics that were asked for in the last weeks, up to and with ``on``, the weakest first."""
    monday = on - timedelta(days=on.weekday())
    mondays = [monday - timedelta(weeks=ago) for ago in reversed(range(WEEKS))]
    by_topic: dict[str, list[TopicEvidence]] = {}
    for one in evidence:
        if mondays[0] <= one.day <= on:
            by_topic.setdefault(key_of(one.topic), []).append(one)
    found: list[TopicCourse] = []
    for some in by_topic.values():
        weeks: list[TopicWeek] = []
        for first in mondays:
            inside = [one for one in some if first <= one.day < first + timedelta(days=7)]
            weeks.append(TopicWeek(first, sum(one.answers for one in inside), sum(one.worth for one in inside)))
        strength = TopicStrength(sum(one.answers for one in some), sum(one.worth for one in some))
        found.append(TopicCourse(max(some, key=lambda one: one.day).topic, strength, tuple(weeks)))
    return sorted(found, key=lambda one: (one.strength.share, one.topic))
