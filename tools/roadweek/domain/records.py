"""Stored shapes that later rooms fill: attempts, cards, reviews.

They are fixed early so that the database need not be rebuilt for them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from roadweek.domain.base import Id, Model

ProblemKind = Literal["problem", "paper", "question", "lesson"]
Face = Literal["card", "idea", "code"]
"""What a memory is of: a card's own answer; a problem's idea, told in words; its code, written with nothing at hand."""


class Problem(Model):
    """Something that is tried, and tried again: a coding problem, a paper, an interview question, a lesson.

    ``id`` is a slug of its name, or of its number in a collection; ``called`` the words of ``title`` without that;
    ``notes`` is the idea as the person wrote it; ``refusals`` are wrong submissions that an import counted. ``points``
    are what an answer to a question of the drill should name; a ``retired`` one is not asked any more.
    """

    id: Id
    title: str = Field(min_length=1, max_length=320)
    called: str | None = None
    kind: ProblemKind = "problem"
    topic: str | None = None
    notes: str | None = None
    pinned: bool = False
    refusals: int = Field(default=0, ge=0)
    points: tuple[str, ...] = ()
    source: str | None = None
    retired: bool = False


class Attempt(Model):
    """One try at a problem; ``minutes`` null where nobody took the time."""

    id: Id
    problem: Id
    at: AwareDatetime
    minutes: int | None = Field(default=None, ge=0)
    outcome: Literal["solved", "hint", "failed"]
    stuck: bool = False
    source: str | None = None


class Card(Model):
    """A memory under spaced repetition; ``scheduler`` holds the algorithm's own state, empty before the first answer.

    ``due`` is noon UTC of the day on which it is due; ``reviews`` and ``lapses`` count answers and forgettings.
    """

    id: Id
    front: str
    back: str
    face: Face = "card"
    problem: Id | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    due: AwareDatetime | None = None
    last_review: AwareDatetime | None = None
    reviews: int = Field(default=0, ge=0)
    lapses: int = Field(default=0, ge=0)
    scheduler: dict[str, Any] = {}
    source: str | None = None


class Review(Model):
    """One answer: to a card, at the daily recall, in a redo or a drill (``subject`` is the problem), a weekly report's,
    or the person's own words in the story of a pull request or the résumé bank; or ``points`` more of what is counted.

    A drill's has its text in ``note`` or its ``recording``, the path of a file that stays where it is; ``hit`` are the
    numbers, from 1, of the question's ``points`` that it named by the person's own judgement: null until then.
    """

    id: Id
    kind: Literal["card", "recall", "redo", "week", "story", "drill", "count", "bullet"]
    subject: Id
    at: AwareDatetime
    rating: int | None = Field(default=None, ge=1, le=4)
    minutes: int | None = Field(default=None, ge=0)
    note: str | None = None
    predicted: float | None = Field(default=None, ge=0, le=1)
    """How likely the algorithm held it, when it was asked; null where nothing was known of it."""
    seconds: int | None = Field(default=None, ge=0)
    recording: str | None = None
    points: int | None = Field(default=None, ge=0)
    hit: tuple[int, ...] | None = None
