"""How a tool's document is told as text: each kind by its own function, all others line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadweek.domain.base import Language
from roadweek.views import texts
from roadweek.views.documents import ProposalView, TodayView, UndoView, WeekView
from roadweek.views.readable import readable
from roadweek.views.report_text import report_markdown

Teller = Callable[[Any, Language], str]


def _review(document: Mapping[str, Any], lang: Language) -> str:
    """The weekly report as it is written for people; a recall or a redo line by line."""
    return report_markdown(document["week"], lang) if document["week"] else readable(document)


_TELLERS: dict[str, Teller] = {
    WeekView.__name__: texts.week_text,
    TodayView.__name__: texts.today_text,
    ProposalView.__name__: texts.proposal_told,
    UndoView.__name__: texts.undo_told,
    "ReviewShowView": _review,
    "ReportWrittenView": lambda document, lang: report_markdown(document["report"], lang),
}


def text_of(document: Mapping[str, Any], kind: Any, lang: Language) -> str:
    """The text of a document of the type ``kind``."""
    teller = _TELLERS.get(getattr(kind, "__name__", ""))
    return teller(document, lang) if teller is not None else readable(document)
