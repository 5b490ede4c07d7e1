"""The weekly report as one page: pictures of time by track, day and week and of recall, then the parts in words.

Pictures are boxes of HTML, so that they read on a phone and in the dark, print, and are told to a screen reader.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from roadweek.messages import say
from roadweek.pages import TRACK_COLOURS, markdown_html, render
from roadweek.views.format import length
from roadweek.views.report_text import calibration_words, head, line_title, recalled_words, report_sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.report_documents import ReportDayView, ReportLineView, ReportView

WORKS_SHOWN = 12


class _Rail(TypedDict):
    """A row with two bars, in percent of the longest of all rows."""

    title: str
    words: str
    plan: float
    did: float
    colour: int


class _Pole(TypedDict):
    name: str
    words: str
    plan: float
    did: float
    trip: bool
    now: bool


class _TopicRow(TypedDict):
    title: str
    words: str
    did: float
    asked: int


def report_page(view: ReportView, lang: Language) -> str:
    """The page; it needs nothing beside itself."""
    total = view["total"]
    pictured = {say(f"report.{name}", lang) for name in ("tracks", "works")}
    told = [(title, markdown_html(body)) for title, body in report_sections(view, lang) if title not in pictured]
    if view["topics"]:  # pictured as well; the table of the text is not repeated
        told = [part for part in told if part[0] != say("report.recall", lang)]
    weekdays = say("terminal.weekdays", lang).split()
    span, *_ = head(view, lang)
    return render(
        "report.html",
        lang,
        view=view,
        span=span,
        note=say("report.not_accepted" if total["done_min"] else "report.nothing", lang)
        if view["state"] == "draft"
        else "",
        sums=_sums(view, lang),
        tracks=_rails(view["tracks"], "track", lang),
        works=_rails(view["works"][:WORKS_SHOWN], "work", lang),
        days=_poles(view["days"], [weekdays[date.fromisoformat(d["date"]).weekday()] for d in view["days"]], "", lang),
        trend=_poles(
            view["trend"] if _has_past(view) else [],
            [_short(d["date"]) for d in view["trend"]] if _has_past(view) else [],
            view["first"],
            lang,
        ),
        topics=_topics(view, lang),
        memory=calibration_words(view, lang),
        parts=told,
    )


def _has_past(view: ReportView) -> bool:
    """Whether there is an earlier week to stand beside this one."""
    return any(week["planned_min"] or week["done_min"] for week in view["trend"][:-1])


def _sums(view: ReportView, lang: Language) -> list[tuple[str, str]]:
    total = view["total"]
    if view["state"] == "draft":
        return []
    return [
        (length(total["done_min"], lang), say("report.col_done", lang)),
        (length(total["planned_min"], lang), say("report.col_planned", lang)),
        (length(total["skipped_min"] + total["open_min"], lang), say("report.col_left", lang)),
        (length(total["before_min"], lang), say("report.col_before", lang)),
    ]


def _rails(lines: Sequence[ReportLineView], group: str, lang: Language) -> list[_Rail]:
    longest = max((max(line["planned_min"], line["done_min"]) for line in lines), default=0) or 1
    return [
        {
            "title": line_title(line, group, lang),
            "words": _of(line["done_min"], line["planned_min"], lang),
            "plan": round(100 * line["planned_min"] / longest, 1),
            "did": round(100 * line["done_min"] / longest, 1),
            "colour": n % TRACK_COLOURS,
        }
        for n, line in enumerate(lines)
    ]


def _of(done: int, planned: int, lang: Language) -> str:
    return say("report.of", lang, done=length(done, lang), planned=length(planned, lang))


def _poles(days: Sequence[ReportDayView], names: Sequence[str], now: str, lang: Language) -> list[_Pole]:
    """Empty where there is nothing to show."""
    highest = max((max(day["planned_min"], day["done_min"]) for day in days), default=0)
    if not highest:
        return []
    return [
        {
            "name": name,
            "words": _of(day["done_min"], day["planned_min"], lang),
            "plan": round(100 * day["planned_min"] / highest, 1),
            "did": round(100 * day["done_min"] / highest, 1),
            "trip": day["trip"],
            "now": day["date"] == now,
        }
        for day, name in zip(days, names, strict=True)
    ]


def _short(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.month}/{on.day}"


def _topics(view: ReportView, lang: Language) -> list[_TopicRow]:
    return [
        {
            "title": one["topic"] or say("report.topic_none", lang),
            "words": recalled_words(one, lang),
            "did": round(100 * (one["share"] or 0), 1),
            "asked": one["asked"],
        }
        for one in view["topics"]
    ]
