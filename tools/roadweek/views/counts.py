"""What is shown of counts and of the decisions whose window is open."""

from __future__ import annotations

from typing_extensions import TypedDict


class CountView(TypedDict):
    """``weeks`` are the last eight, oldest first, ``week`` the last of them; ``until`` is what it goes on for and
    ``reached`` the day on which that came; ``a_week`` is how many the person wants."""

    name: str
    week: int
    before: int
    weeks: list[int]
    total: int
    since: str | None
    until: str | None
    a_week: int | None
    reached: str | None


class CountsView(TypedDict):
    counts: list[CountView]


class DecisionAskedView(TypedDict):
    """An open choice whose window is open: ``facts`` are what the log has for it, in words."""

    id: str
    question: str
    options: list[str]
    opens: str
    due: str
    days_left: int
    facts: list[str]
