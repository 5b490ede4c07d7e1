"""The year of contributions as a page, and as one drawing that stands alone."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.pages import render
from roadweek.pages.heatmap import SIDES, heat_svg
from roadweek.views.format import length
from roadweek.views.github_text import away_lines, by_month, head_line, streak_cards, year_line

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.github_documents import GithubAwayView, GithubCalendarView

__all__ = ["year_drawing", "year_page"]


def year_page(view: GithubCalendarView, lang: Language) -> str:
    """The page; it needs nothing beside itself. Half a year a drawing, so that it reads on a phone."""
    away = _days(view["away"])
    middle = (len(view["weeks"]) + 1) // 2
    parts = (view["weeks"][:middle], view["weeks"][middle:])
    months = by_month(view)
    most = max(months.values(), default=0) or 1
    hours = any(one["logged_min"] or one["target_min"] for one in view["weeks"])
    return render(
        "github.html",
        lang,
        title=say("contributions.title_year", lang, login=view["login"]),
        head=f"{head_line(view, lang)} · {year_line(view, lang)}",
        notes=view["notes"],
        sums=_sums(view, lang),
        halves=[heat_svg(view, away, lang, weeks=part, columns=middle) for part in parts],
        hours=f" · {say('contributions.year_hours', lang, title=view['track'])}" if hours and view["track"] else "",
        squares=list(enumerate(SIDES)),
        rows=streak_cards(view, lang),
        months=[(name, count, round(100 * count / most, 1)) for name, count in months.items()],
        away=away_lines(view["away"], lang),
    )


def year_drawing(view: GithubCalendarView, lang: Language) -> str:
    """The whole year as one SVG file, in light and dark."""
    folder = files("roadweek.pages") / "templates"
    style = (folder / "github.css").read_text(encoding="utf-8")
    return str(heat_svg(view, _days(view["away"]), lang, style=ALONE + style)) + "\n"


ALONE = """
:root { color-scheme: light dark; --quiet: #6b6f7a; --line: #e4e2db; --warn: #9a5b00; --t0: #3b6ea8; }
@media (prefers-color-scheme: dark) { :root { --quiet: #9a9da6; --line: #32343b; --warn: #e0a95a; --t0: #7fb0e6; } }
"""
"""The colours of the pages' stylesheet that the drawing uses."""


def _sums(view: GithubCalendarView, lang: Language) -> list[tuple[str, str]]:
    logged = sum(one["logged_min"] for one in view["weeks"])
    found = [
        (str(view["total"]), say("contributions.sum_total", lang)),
        (str(view["active_days"]), say("contributions.sum_active", lang)),
    ]
    if view["private"]:
        found.append((str(view["private"]), say("contributions.sum_private", lang)))
    if logged:
        found.append((length(logged, lang), say("contributions.sum_logged", lang)))
    return found


def _days(away: list[GithubAwayView]) -> set[date]:
    found: set[date] = set()
    for one in away:
        first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
        found |= {first + timedelta(days=n) for n in range(min((last - first).days + 1, 400))}
    return found
