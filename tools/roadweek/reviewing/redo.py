"""The Sunday redo: two or three problems written again from nothing, chosen by a value whose every point is told.

A problem's value is the sum of its points: pinned, stuck, failed, hints, shaky recalls, refused submissions, the chance
that its code is gone in a week, lapses, long work, a topic that the set does not have yet, and what the person's own
swaps taught. The minutes of the set never exceed the box.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

MOST: Final = 3
"""Problems of one redo."""
BOX_MIN: Final = 90
"""Minutes of one redo, where the week's session is not shorter."""

RedoCode = Literal[
    "pin", "swap", "stuck", "failed", "hint", "shaky", "refusals", "fragile", "lapses", "long", "topic", "taught"
]
POINTS: Final[Mapping[RedoCode, tuple[float, int]]] = {
    "pin": (120, 1),  # more than all others together
    "swap": (0, 1),
    "stuck": (10, 3),
    "failed": (8, 2),
    "hint": (4, 2),
    "shaky": (4, 2),
    "refusals": (1, 8),
    "fragile": (12, 1),
    "lapses": (3, 3),
    "long": (1, 6),
    "topic": (6, 1),
    "taught": (2, 3),
}
"""Points of one count of each, and the most counts that matter. ``fragile`` counts the chance of being forgotten, 0 to
1; ``long`` each 10 minutes of the longest attempt."""


@dataclass(frozen=True, slots=True)
class RedoCandidate:
    """A problem that may be picked. ``gone`` is the chance that its code is forgotten in a week; ``longest`` the
    minutes of its longest attempt; ``expected`` those that a redo is reckoned at."""

    problem: str
    topic: str
    pinned: bool = False
    stuck: int = 0
    failed: int = 0
    hint: int = 0
    shaky: int = 0
    refusals: int = 0
    lapses: int = 0
    longest: int = 0
    gone: float = 0.0
    expected: int = 30


@dataclass(frozen=True, slots=True)
class RedoReason:
    """``count`` is what was counted, ``points`` what it adds to the value."""

    code: RedoCode
    count: float
    points: float


@dataclass(frozen=True, slots=True)
class RedoPick:
    candidate: RedoCandidate
    reasons: tuple[RedoReason, ...]

    @property
    def value(self) -> float:
        return round(sum(reason.points for reason in self.reasons), 1)


@dataclass(frozen=True, slots=True)
class RedoSwaps:
    """The set of this week as the last exchange left it (``kept``), what the person put in and took out, and by topic
    how often they chose it (above 0) or chose against it."""

    kept: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    taught: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class RedoChoice:
    """``picks`` fit into the box; ``others`` are the next best, by value, for a swap."""

    picks: tuple[RedoPick, ...]
    others: tuple[RedoPick, ...]

    @property
    def minutes(self) -> int:
        return sum(pick.candidate.expected for pick in self.picks)


def expected_minutes(redos: Sequence[int], attempts: Sequence[int]) -> int:
    """Minutes of a redo: the middle one of earlier redos, else the last attempt within 15 to 45, else 30."""
    if redos:
        return max(5, sorted(redos)[len(redos) // 2])
    if attempts:
        return min(45, max(15, 5 * round(attempts[-1] / 5)))
    return 30


def reasons_of(
    one: RedoCandidate, *, topics: Iterable[str], taught: Mapping[str, int], chosen: bool = False
) -> tuple[RedoReason, ...]:
    """The points of a candidate beside a set that has ``topics`` already; the largest first."""
    counts: dict[RedoCode, float] = {
        "pin": int(one.pinned),
        "swap": int(chosen),
        "stuck": one.stuck,
        "failed": one.failed,
        "hint": one.hint,
        "shaky": one.shaky,
        "refusals": one.refusals,
        "fragile": one.gone,
        "lapses": one.lapses,
        "long": one.longest // 10,
        "topic": int(bool(one.topic) and one.topic not in topics),
        "taught": taught.get(one.topic, 0),
    }
    found: list[RedoReason] = []
    for code, count in counts.items():
        each, most = POINTS[code]
        counted = max(-most, min(most, count))
        if count and (counted * each or code == "swap"):
            found.append(RedoReason(code, count, round(each * counted, 1)))
    return tuple(sorted(found, key=lambda reason: -abs(reason.points)))


def choose_redo(
    candidates: Iterable[RedoCandidate],
    *,
    box: int,
    swaps: RedoSwaps,
    done: int = 0,
    topics_done: Iterable[str] = (),
    others: int = 5,
) -> RedoChoice:
    """The set: first what stood after a swap, then one after another by its value beside those chosen so far.

    ``done`` are problems of this week's set that are redone already, ``topics_done`` their topics; ``box`` is what is
    left of the minutes.
    """
    left = {one.problem: one for one in sorted(candidates, key=lambda c: c.problem)}
    topics = {topic for topic in topics_done if topic}
    picks: list[RedoPick] = []
    minutes = 0

    def take(one: RedoCandidate, *, chosen: bool) -> None:
        nonlocal minutes
        picks.append(RedoPick(one, reasons_of(one, topics=topics, taught=swaps.taught, chosen=chosen)))
        minutes += one.expected
        topics.add(one.topic)
        del left[one.problem]

    for name in swaps.kept:
        one = left.get(name)
        if one is not None and len(picks) + done < MOST and minutes + one.expected <= box:
            take(one, chosen=name in swaps.into)
    while len(picks) + done < MOST:
        fitting = [one for one in left.values() if one.problem not in swaps.out and minutes + one.expected <= box]
        if not fitting:
            break
        take(max(fitting, key=lambda one: _value(one, topics, swaps)), chosen=False)
    rest = [RedoPick(one, reasons_of(one, topics=topics, taught=swaps.taught)) for one in left.values()]
    rest.sort(key=lambda pick: -pick.value)
    return RedoChoice(tuple(picks), tuple(rest[:others]))


def _value(one: RedoCandidate, topics: Iterable[str], swaps: RedoSwaps) -> float:
    return sum(reason.points for reason in reasons_of(one, topics=topics, taught=swaps.taught))


def learned(taught: Mapping[str, int], *, out: str, into: str) -> dict[str, int]:
    """What a swap teaches: one step towards the topic put in, one away from that taken out, at most three either way.

    Topics of one kind teach nothing.
    """
    after = dict(taught)
    if out == into:
        return after
    most = POINTS["taught"][1]
    for topic, step in ((out, -1), (into, 1)):
        if topic:
            after[topic] = max(-most, min(most, after.get(topic, 0) + step))
            if not after[topic]:
                del after[topic]
    return after
