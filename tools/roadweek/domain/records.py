"""Stored shapes that later rooms fill: attempts, cards, reviews, runs, devices, contributions.

They are fixed early so that the database need not be rebuilt for them.
"""

from __future__ import annotations

from datetime import date as Date
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from roadweek.domain.base import Id, Model


class Attempt(Model):
    """One try at a problem."""

    id: Id
    problem: str
    title: str | None = None
    at: AwareDatetime
    minutes: int = Field(ge=0)
    outcome: Literal["solved", "hint", "failed"]
    stuck: bool = False
    idea: str | None = None
    tags: tuple[str, ...] = ()


class Card(Model):
    """A memory under spaced repetition; ``scheduler`` holds the algorithm's own state."""

    id: Id
    front: str
    back: str
    due: AwareDatetime | None = None
    scheduler: dict[str, Any] = {}
    source: str | None = None


class Review(Model):
    """One answer to a card, a redo, or a weekly report's record."""

    id: Id
    kind: Literal["card", "recall", "redo", "week"]
    subject: Id
    at: AwareDatetime
    rating: int | None = Field(default=None, ge=1, le=4)
    note: str | None = None


class Device(Model):
    id: Id
    title: str
    url: str | None = None
    kind: Literal["jetson", "raspberry_pi", "laptop", "other"] = "other"


class Run(Model):
    """One benchmark measurement of one model on one device; figures are flat, times in ms, memory in MiB."""

    id: Id
    device: Id
    model: str
    at: AwareDatetime
    settings: dict[str, Any] = {}
    figures: dict[str, float] = {}


class Contribution(Model):
    """GitHub activity of one day in one repository."""

    repository: str
    date: Date
    kind: Literal["commit", "pull_request", "issue", "review"]
    count: int = Field(ge=0)
    url: str | None = None
