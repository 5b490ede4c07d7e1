"""The year as SVG: a column a week, a square a day, and below each week its logged hours against the target line.

Nothing is told by colour alone: a busier day has a larger square, days away are hatched, the target is a line, and each
mark has its words. Lengths are user units of the drawing; it scales to whatever width it is given.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roadweek.domain.weeks import days_of
from roadweek.messages import say
from roadweek.views.format import day_name, length

if TYPE_CHECKING:
    from markupsafe import Markup

    from roadweek.domain.base import Language
    from roadweek.views.github_documents import GithubCalendarView, GithubYearWeekView

__all__ = ["heat_svg", "level_of"]

STEP, CELL = 14, 12
LEFT, TOP = 30, 16
BARS, GAP = 56, 12
"""Height of the bars of hours, and the space above them."""
SIDES = (2.0, 5.0, 7.5, 10.0, 12.0)
"""Side of the square of each level, the first of a day without anything."""


@dataclass(frozen=True, slots=True)
class _HeatScale:
    """What a height is in minutes: the longest of all weeks of the year, so that parts of it compare."""

    longest: int

    def height(self, minutes: int) -> float:
        return round(BARS * minutes / self.longest, 1)


def level_of(count: int, levels: Sequence[int]) -> int:
    """0 for none, else 1 to 4: the last shade whose least count is reached."""
    return sum(1 for least in levels if count >= least) if count else 0


def heat_svg(
    view: GithubCalendarView,
    away: Collection[date],
    lang: Language,
    *,
    weeks: Sequence[GithubYearWeekView] | None = None,
    columns: int = 0,
    style: str = "",
) -> Markup:
    """The drawing of ``weeks`` (default: all), as wide as at least ``columns`` of them, so that parts of a year have
    one scale. ``style`` is the CSS of one that stands alone."""
    from markupsafe import Markup

    shown = list(view["weeks"] if weeks is None else weeks)
    scale = _HeatScale(max([60, *(max(one["logged_min"], one["target_min"] or 0) for one in view["weeks"])]))
    hours = any(one["logged_min"] or one["target_min"] for one in view["weeks"])
    width = LEFT + STEP * max(len(shown), columns) + 4
    height = TOP + 7 * STEP + (GAP + BARS + 4 if hours else 0)
    spoken = f'role="img" aria-label="{_escape(_label(view, shown, lang))}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="heat" viewBox="0 0 {width} {height}" {spoken}>',
        f"<style>{style}</style>" if style else "",
        *_names(shown, lang),
        *(mark for n, week in enumerate(shown) for mark in _week(week, n, view["levels"], away, lang)),
        *(_hours(shown, scale, lang) if hours else ()),
        "</svg>",
    ]
    return Markup("\n".join(part for part in parts if part))  # all texts in it were escaped one by one


def _label(view: GithubCalendarView, weeks: Sequence[GithubYearWeekView], lang: Language) -> str:
    counts = [count for week in weeks for count in week["counts"] if count is not None]
    ends = {"first": view["first"], "last": view["last"]}
    if weeks:
        ends["first"] = max(days_of(weeks[0]["week"])[0].isoformat(), view["first"])
        ends["last"] = min(days_of(weeks[-1]["week"])[-1].isoformat(), view["last"])
    return say("contributions.year_sums", lang, total=sum(counts), active=sum(1 for c in counts if c), **ends)


def _names(weeks: Sequence[GithubYearWeekView], lang: Language) -> list[str]:
    """Weekdays at the left, and each month above the week in which it begins."""
    weekdays = say("terminal.weekdays", lang).split()
    out = [
        f'<text x="{LEFT - 5}" y="{TOP + row * STEP + CELL - 2}" class="n r">{_escape(weekdays[row])}</text>'
        for row in (0, 2, 4, 6)
    ]
    months = say("terminal.months", lang).split()
    begun = {n: day.month for n, week in enumerate(weeks) for day in days_of(week["week"]) if day.day == 1}
    if weeks and min(begun, default=3) >= 3:  # room for the month that the first week lies in
        begun[0] = days_of(weeks[0]["week"])[0].month
    out += [
        f'<text x="{LEFT + n * STEP}" y="{TOP - 5}" class="n">{_escape(months[month - 1])}</text>'
        for n, month in sorted(begun.items())
    ]
    return out


def _week(
    week: GithubYearWeekView, column: int, levels: Sequence[int], away: Collection[date], lang: Language
) -> list[str]:
    out: list[str] = []
    left = LEFT + column * STEP
    for row, (day, count) in enumerate(zip(days_of(week["week"]), week["counts"], strict=True)):
        top = TOP + row * STEP
        gone = day in away
        if gone:
            path = f"M{left} {top + CELL}L{left + CELL} {top}M{left} {top + 6}L{left + 6} {top}"
            path += f"M{left + 6} {top + CELL}L{left + CELL} {top + 6}"
            out.append(f'<path d="{path}" class="a"/>')
        if count is None:
            continue
        level = level_of(count, levels)
        side = SIDES[level]
        inset = (CELL - side) / 2
        said = say(
            "contributions.year_day_away" if gone else "contributions.year_day", lang, **_words(day, count, lang)
        )
        out.append(
            f'<rect x="{left + inset:g}" y="{top + inset:g}" width="{side:g}" height="{side:g}" rx="1.5"'
            f' class="l{level}"><title>{_escape(said)}</title></rect>'
        )
    return out


def _words(day: date, count: int, lang: Language) -> dict[str, object]:
    return {"day": day_name(day.isoformat(), lang), "count": count, "why": say("contributions.year_away_short", lang)}


def _hours(weeks: Sequence[GithubYearWeekView], scale: _HeatScale, lang: Language) -> list[str]:
    """A bar a week, and the target as one line that steps where the plan does."""
    base = TOP + 7 * STEP + GAP + BARS
    out = [f'<path d="M{LEFT} {base}H{LEFT + STEP * len(weeks)}" class="x"/>']
    for n, week in enumerate(weeks):
        if week["logged_min"]:
            tall = scale.height(week["logged_min"])
            out.append(
                f'<rect x="{LEFT + n * STEP + 1}" y="{base - tall:g}" width="{CELL - 2}" height="{tall:g}" rx="1.5"'
                f' class="h"><title>{_escape(_week_words(week, lang))}</title></rect>'
            )
    path, before = "", None
    for n, week in enumerate(weeks):
        aim = week["target_min"]
        left = LEFT + n * STEP
        if aim:
            high = base - scale.height(aim)
            path += f"{'V' if before else f'M{left} '}{high:g}H{left + STEP}"
        before = aim
    if path:
        out.append(f'<path d="{path}" class="g"/>')
    named = float(BARS * 2)
    for aim in sorted({week["target_min"] for week in weeks if week["target_min"]}, reverse=True):
        if named - scale.height(aim) >= 9:  # else it would lie on the one above
            named = scale.height(aim)
            out.append(f'<text x="{LEFT - 5}" y="{base - named + 3:g}" class="n r">{_escape(_hour(aim, lang))}</text>')
    return out


def _hour(minutes: int, lang: Language) -> str:
    return f"{round(minutes / 60, 1):g}{'h' if lang == 'en' else '时'}"


def _week_words(week: GithubYearWeekView, lang: Language) -> str:
    key = "year_week_words" if week["target_min"] else "year_week_free"
    aim = length(week["target_min"] or 0, lang)
    return say(f"contributions.{key}", lang, week=week["week"], logged=length(week["logged_min"], lang), target=aim)


def _escape(text: str) -> str:
    from markupsafe import escape

    from roadweek.domain.sanitise import sanitised_line

    return str(escape(sanitised_line(text)))
