"""The year on a terminal: a column a week, a row a weekday. What is told by colour is told by its sign as well."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.domain.weeks import days_of
from roadweek.messages import say

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.github_documents import GithubCalendarView, GithubYearWeekView

SIGNS = ("·", "░", "▒", "▓", "█")
"""Of each level, the first for a day without anything."""
STYLES = ("dim", "green", "green", "bright_green", "bold bright_green")
AWAY = "~"
LABELLED = (0, 2, 4, 6)


def heatmap(view: GithubCalendarView, lang: Language) -> None:
    """Print it: as many weeks as the terminal is wide, the last ones; below them the days away and the week's hours."""
    from rich.cells import cell_len

    from roadweek_cli.paint import console, line, parts

    weekdays = say("terminal.weekdays", lang).split()
    rows = [weekdays[n] if n in LABELLED else "" for n in range(7)]
    hours = say("contributions.year_row_hours", lang)
    names = [*rows, hours]
    label = max(cell_len(name) for name in names) + 1
    room = console().width - label
    step = 2 if 2 * len(view["weeks"]) <= room else 1
    weeks = view["weeks"][-max(1, room // step) :]
    away = _away(view)
    gap = " " * (step - 1)

    def name_of(text: str) -> tuple[str, str]:
        return (text + " " * (label - cell_len(text)), "dim")

    line()
    parts(name_of(""), (_months(weeks, step, lang), "dim"))
    for row in range(7):
        cells = [_cell(week, row, view["levels"], away) for week in weeks]
        parts(name_of(rows[row]), *((sign + gap, style) for sign, style in cells))
    if any(one["logged_min"] or one["target_min"] for one in weeks):
        parts(name_of(hours), *((_hours(week) + gap, "cyan") for week in weeks))
        line(say("contributions.year_row_key", lang), "dim")
    line(say("contributions.year_legend", lang, low=SIGNS[1], high=SIGNS[-1]), "dim")


def _away(view: GithubCalendarView) -> set[date]:
    first, last = date.fromisoformat(view["first"]), date.fromisoformat(view["last"])
    found: set[date] = set()
    for one in view["away"]:
        day, end = max(first, date.fromisoformat(one["first"])), min(last, date.fromisoformat(one["last"]))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


def _cell(week: GithubYearWeekView, row: int, levels: list[int], away: set[date]) -> tuple[str, str]:
    from roadweek.pages.heatmap import level_of

    count = week["counts"][row]
    gone = days_of(week["week"])[row] in away
    if count is None:
        return (" ", "")
    if gone and not count:
        return (AWAY, "yellow")
    level = level_of(count, levels)
    return (SIGNS[level], f"{STYLES[level]} underline" if gone else STYLES[level])


def _hours(week: GithubYearWeekView) -> str:
    logged, target = week["logged_min"], week["target_min"]
    if not logged:
        return "." if target else " "
    return "+" if not target or logged >= target else "-"


def _months(weeks: list[GithubYearWeekView], step: int, lang: Language) -> str:
    """Each month's name above the week that its first day lies in, where there is room for it."""
    from rich.cells import cell_len

    months = say("terminal.months", lang).split()
    width = len(weeks) * step
    out = ""
    for n, week in enumerate(weeks):
        for day in days_of(week["week"]):
            name = months[day.month - 1]
            if day.day == 1 and cell_len(out) <= n * step and n * step + cell_len(name) <= width:
                out += " " * (n * step - cell_len(out)) + name + " "
    return out.rstrip()
