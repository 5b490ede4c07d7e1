"""How good forecasts of milestones were: each that was made is held against what came of it.

A forecast said a day with 10, 50 and 90 %, and how likely the milestone would be reached by its due day. The chance is
scored as soon as the milestone is reached or the day is past: the Brier score, the mean square of chance minus outcome
(Brier 1950), least for true chances, beside that of one chance for all that happens to be right on average. The days
are scored when it is reached, or when the last of them is past: whether it lay between the outer two, as four of five
should, and the pinball loss in days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadweek.planning.promises import pinball


@dataclass(frozen=True, slots=True)
class ForetoldMilestone:
    """What was said of a milestone on the day ``made``: that it is reached by ``early``, ``middle`` and ``late`` with
    10, 50 and 90 % (null: not before ``until``), and with ``probability`` by ``due`` (null: nothing is due)."""

    made: date
    milestone: str
    due: date | None
    probability: float | None
    early: date | None
    middle: date | None
    late: date | None
    until: date


@dataclass(frozen=True, slots=True)
class ForecastOutcome:
    """A forecast beside what is known of it on the day ``today``: the milestone was ``reached``, or is open."""

    said: ForetoldMilestone
    reached: date | None
    today: date

    @property
    def in_time(self) -> bool | None:
        """Whether it was reached by the day that counted then; null while that is open."""
        if self.said.due is None or self.said.probability is None:
            return None
        if self.reached is not None:
            return self.reached <= self.said.due
        return False if self.today > self.said.due else None

    @property
    def brier(self) -> float | None:
        if self.in_time is None or self.said.probability is None:
            return None
        return (self.said.probability - self.in_time) ** 2

    @property
    def covered(self) -> bool | None:
        """Whether it was reached between the days of 10 and 90 %; null while that is open."""
        early, late = self.said.early or self.said.until, self.said.late or date.max
        if self.reached is not None:
            return early <= self.reached <= late
        return False if self.today > late else None

    @property
    def pinball_days(self) -> float | None:
        """The mean loss in days; null while it is not reached."""
        if self.reached is None:
            return None
        ends = [end or self.said.until for end in (self.said.early, self.said.middle, self.said.late)]
        return pinball([float(end.toordinal()) for end in ends], self.reached.toordinal())


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """Several forecasts together; null where none of them could be scored yet. ``chances`` and ``days`` count those
    that were; ``brier_of_share`` is the score of saying the share that was in time each time."""

    milestones: int
    chances: int
    days: int
    brier: float | None
    brier_of_share: float | None
    said: float | None
    in_time: float | None
    coverage: float | None
    pinball_days: float | None


def score_of(outcomes: Iterable[ForecastOutcome]) -> ForecastScore:
    known = list(outcomes)
    chances = [(one.said.probability or 0.0, bool(one.in_time), one.brier) for one in known if one.brier is not None]
    covered = [one.covered for one in known if one.covered is not None]
    losses = [one.pinball_days for one in known if one.pinball_days is not None]
    share = _mean([float(hit) for _, hit, _ in chances])
    return ForecastScore(
        milestones=len({one.said.milestone for one in known if one.brier is not None or one.covered is not None}),
        chances=len(chances),
        days=len(covered),
        brier=_mean([loss for _, _, loss in chances]),
        brier_of_share=None if share is None else share * (1 - share),
        said=_mean([said for said, _, _ in chances]),
        in_time=share,
        coverage=_mean([float(hit) for hit in covered]),
        pinball_days=_mean(losses),
    )


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
