"""What is shown of the résumé bank."""

from __future__ import annotations

from typing_extensions import TypedDict


class BulletView(TypedDict):
    """A line in the person's words, kept on the day ``at``; ``facts`` are those of the work that it is about."""

    text: str
    work: str | None
    title: str | None
    at: str
    facts: list[str]


class ResumeWorkView(TypedDict):
    """A work that was begun or is done, and what the log has of it."""

    work: str
    title: str
    state: str
    evidence: list[str]
    facts: list[str]


class ResumeBankView(TypedDict):
    """``works`` have something to show and no line yet."""

    bullets: list[BulletView]
    works: list[ResumeWorkView]
