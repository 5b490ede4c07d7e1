"""A week's attempts and answers as figures: by topic what was tried and recalled, and cards and redo beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadweek.domain.records import Attempt, Problem, Review
from roadweek.reviewing.calibration import Calibration, calibration
from roadweek.reviewing.figures import Figures, Trace

REMEMBERED = 2
"""A rating of so much or more (hard, good, easy) is remembered; 1 is not."""
NO_TOPIC = "-"


def recall_figures(
    figures: Figures, attempts: Iterable[Attempt], reviews: Iterable[Review], problems: Mapping[str, Problem]
) -> None:
    """Add ``topic/T/attempts|minutes|stuck|asked|recalled``, ``cards/all/asked|remembered``, ``redo/all/asked|solved``,
    ``drill/all/asked|points|hit``.

    A topic's questions are those of the daily recall and the drill; what a redo asks is counted for itself.
    """
    for attempt in attempts:
        key, title = _topic(attempt.problem, problems)
        day = attempt.at.date()
        figures.add(f"{key}/attempts", Trace(attempt.id, title, day, 1), "count")
        figures.add(f"{key}/minutes", Trace(attempt.id, title, day, attempt.minutes or 0))
        figures.add(f"{key}/stuck", Trace(attempt.id, title, day, int(attempt.stuck)), "count")
    for review in reviews:
        if review.rating is None:
            continue
        kept = int(review.rating >= REMEMBERED)
        if review.kind == "drill":
            title = _topic(review.subject, problems)[1]
            day = review.at.date()
            figures.add("drill/all/asked", Trace(review.id, title, day, 1), "count")
            figures.add("drill/all/points", Trace(review.id, title, day, review.points or 1), "count")
            figures.add("drill/all/hit", Trace(review.id, title, day, len(review.hit or ())), "count")
        if review.kind in ("recall", "drill"):
            key, title = _topic(review.subject, problems)
            group, good = key, "recalled"
        elif review.kind in ("card", "redo"):
            group, good = ("cards/all", "remembered") if review.kind == "card" else ("redo/all", "solved")
            title = _topic(review.subject, problems)[1]
        else:
            continue
        figures.add(f"{group}/asked", Trace(review.id, title, review.at.date(), 1), "count")
        figures.add(f"{group}/{good}", Trace(review.id, title, review.at.date(), kept), "count")


def _topic(problem: str, problems: Mapping[str, Problem]) -> tuple[str, str]:
    """The group of a problem's topic, and its title."""
    known = problems.get(problem)
    topic = (known.topic if known else None) or NO_TOPIC
    return f"topic/{topic.replace('/', '-')}", known.title if known else problem


def predictions(reviews: Iterable[Review]) -> Calibration | None:
    """How good the predictions were that came with ``reviews``; None where there are too few of them."""
    return calibration(
        [
            (one.predicted, one.rating >= REMEMBERED)
            for one in reviews
            if one.predicted is not None and one.rating is not None
        ]
    )
