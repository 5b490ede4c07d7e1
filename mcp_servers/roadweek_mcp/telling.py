"""How a tool's document is told as text: each kind by its own function, all others line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadweek.domain.base import Language
from roadweek.messages import say
from roadweek.messages.tools import as_tools
from roadweek.views import texts
from roadweek.views.documents import ProposalView, TodayView, UndoView, WeekView
from roadweek.views.github_text import calendar_parts, new_parts, scout_parts, stories_parts, told, week_parts
from roadweek.views.readable import readable
from roadweek.views.report_text import report_markdown
from roadweek.views.trip_documents import TripShowView
from roadweek.views.trip_text import trip_lines

Teller = Callable[[Any, Language], str]


def _review(document: Mapping[str, Any], lang: Language) -> str:
    """The weekly report as it is written for people; a recall or a redo line by line."""
    return report_markdown(document["week"], lang) if document["week"] else readable(document)


def _github(document: Mapping[str, Any], lang: Language) -> str:
    """Whichever of the views of GitHub was asked for: each has a field that no other has."""
    view = document["github"]
    return next(tell for field, tell in _GITHUB.items() if field in view)(view, lang)


_GITHUB: dict[str, Teller] = {
    "week": lambda view, lang: told(week_parts(view, lang, tools=True), lang),
    "weeks": lambda view, lang: told(calendar_parts(view, lang), lang),
    "stories": lambda view, lang: told(stories_parts(view, lang, tools=True), lang),
    "looked_at": lambda view, lang: told(scout_parts(view, lang), lang),
    "changes": lambda view, lang: told(new_parts(view, lang), lang),
}
"""How each view is told, by the field that only it has."""


def _trips(document: Mapping[str, Any], lang: Language) -> str:
    """The trip that was asked for in words; a list line by line."""
    shown = document.get("shown")
    return _trip(shown, lang) if shown else readable(document)


def _trip(view: TripShowView, lang: Language) -> str:
    return as_tools("\n".join(trip_lines(view, lang)), lang)


_TELLERS: dict[str, Teller] = {
    WeekView.__name__: texts.week_text,
    TodayView.__name__: texts.today_text,
    ProposalView.__name__: texts.proposal_told,
    UndoView.__name__: texts.undo_told,
    "ReviewShowView": _review,
    "ReportWrittenView": lambda document, lang: report_markdown(document["report"], lang),
    "TripShowView": _trip,
    "TripsDecidedView": _trips,
    "GithubShowView": _github,
    "GithubWeekView": _GITHUB["week"],
    "GithubCalendarView": _GITHUB["weeks"],
    "GithubStoriesView": _GITHUB["stories"],
    "GithubScoutView": _GITHUB["looked_at"],
    "GithubNewView": _GITHUB["changes"],
}


def text_of(document: Mapping[str, Any], kind: Any, lang: Language) -> str:
    """The text of a document of the type ``kind``. It is never empty: silence would say neither yes nor no."""
    teller = _TELLERS.get(getattr(kind, "__name__", ""))
    told_text = teller(document, lang) if teller is not None else readable(document)
    return told_text if told_text.strip() else say("tools.nothing_there", lang)
