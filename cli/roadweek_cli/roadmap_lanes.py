"""How a roadmap looks on a terminal: a lane a track, each work and milestone a line of its weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.paint import console, line
from roadweek_cli.work_tables import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from roadweek.domain.base import Language
    from roadweek.views.roadmap_documents import (
        RoadmapLaneView,
        RoadmapMilestoneView,
        RoadmapView,
        RoadmapWorkView,
    )

TITLE_MOST, TITLE_LEAST = 34, 22
"""Columns of a title, where the page is wide and where it is narrow."""
WIDEST, NARROWEST = 60, 19
"""Columns of the line of weeks."""
_BESIDE = 39
"""Columns of the days and the chance, with the space between all columns."""
STYLES = {"sure": "green", "open": "yellow", "late": "red", "none": "dim", "done": "dim"}


def lanes(view: RoadmapView, lang: Language) -> None:
    ends = {name: f"{_day(view[name], lang)} {view[name][:4]}" for name in ("first", "last")}
    if lang == "zh":
        ends = {name: f"{view[name][:4]}年{_day(view[name], lang)}" for name in ("first", "last")}
    line(f"{view['title']} · {say('roadmap.span', lang, **ends)}", "bold")
    if not any(lane["works"] or lane["milestones"] for lane in view["lanes"]):
        line(say("roadmap.empty", lang))
        return
    target = console()
    title = TITLE_MOST if target.width >= TITLE_MOST + NARROWEST + _BESIDE else TITLE_LEAST
    scale = _Columns(view, max(NARROWEST, min(WIDEST, target.width - title - _BESIDE)), title)
    grid = _grid(view, scale, lang)
    for n, lane in enumerate(view["lanes"]):
        _lane(grid, lane, view, scale, lang, first=n == 0)
    if target.is_terminal or target.record:
        target.print(grid)
    else:
        with target.capture() as written:
            target.print(grid)
        target.file.write("".join(part.rstrip() + "\n" for part in written.get().splitlines()))
    line(say("roadmap.key_line", lang), "dim")
    for text in view["assumed"]:
        line(f"· {text}", "dim")
    line(say("roadmap.next_html", lang), "cyan")


class _Columns:
    """The horizon in so many columns of text."""

    def __init__(self, view: RoadmapView, width: int, title: int) -> None:
        self.title = title
        self.first, self.last = date.fromisoformat(view["first"]), date.fromisoformat(view["last"])
        self.width = width
        self.days = (self.last - self.first).days + 1
        self.today = date.fromisoformat(view["today"])
        self.trips = [(date.fromisoformat(t["first"]), date.fromisoformat(t["last"])) for t in view["trips"]]

    def at(self, day: date) -> int | None:
        """The column of a day; null where it is not on the scale."""
        inside = self.first <= day <= self.last
        return (day - self.first).days * self.width // self.days if inside else None

    def span(self, first: date, last: date) -> range:
        a, b = self.at(max(first, self.first)), self.at(min(last, self.last))
        return range(0) if a is None or b is None else range(a, b + 1)

    def months(self, lang: Language) -> str:
        """Names of months where they begin, as far as there is room."""
        names = say("terminal.months", lang).split()
        text = ""
        for n in range(self.days):
            day = self.first + timedelta(days=n)
            at = self.at(day)
            if day.day != 1 or at is None or (text and at <= len(text)):
                continue
            name = str(day.month) if lang == "zh" else names[day.month - 1]
            if at + len(name) <= self.width:
                text = text.ljust(at) + name
        return text

    def line(
        self,
        works: Sequence[RoadmapWorkView],
        one: RoadmapMilestoneView | RoadmapWorkView | None,
    ) -> str:
        cells = [" "] * self.width
        for first, last in self.trips:
            for at in self.span(first, last):
                cells[at] = "≈"
        for work in works:
            if work["from"] and work["due"]:
                for at in self.span(date.fromisoformat(work["from"]), date.fromisoformat(work["due"])):
                    cells[at] = "░"
        for work in works:
            for week in work["weeks"]:
                monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
                for at in self.span(monday, monday + timedelta(days=6)):
                    cells[at] = "█"
        marks = [("│", self.today)]
        if one is not None:
            marks += [("◆", date.fromisoformat(one["due"]))] if one["due"] else []
            marks += [("●", date.fromisoformat(one["forecast"]))] if one["forecast"] else []
        for mark, day in marks:
            place = self.at(day)
            if place is not None:
                cells[place] = mark
        return "".join(cells)


def _grid(view: RoadmapView, scale: _Columns, lang: Language) -> Table:
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    grid.add_column(say("terminal.col_what", lang), no_wrap=True, max_width=scale.title)
    grid.add_column(scale.months(lang), no_wrap=True, min_width=scale.width)
    grid.add_column(say("roadmap.col_due", lang), no_wrap=True, min_width=8)
    grid.add_column(say("roadmap.col_forecast", lang), no_wrap=True, min_width=9)
    grid.add_column(say("roadmap.col_chance", lang), no_wrap=True, justify="right", min_width=7)
    return grid


def _lane(
    grid: Table, lane: RoadmapLaneView, view: RoadmapView, scale: _Columns, lang: Language, *, first: bool
) -> None:
    from rich.text import Text

    works = {one["id"]: one for one in view["work"]}
    milestones = {one["id"]: one for one in view["milestones"]}
    rows: list[tuple[str, Sequence[RoadmapWorkView], RoadmapMilestoneView | RoadmapWorkView]] = []
    told: set[str] = set()
    for name in lane["milestones"]:
        one = milestones[name]
        mine = [works[w] for w in one["works"] if w in works]
        if len(mine) == 1:
            told.add(mine[0]["id"])
        rows.append((one["due"] or one["forecast"] or "9999", mine, one))
    open_ = [works[w] for w in lane["works"] if w not in told and works[w]["state"] in ("waiting", "running")]
    topics = [work for work in open_ if work["kind"] == "unit"]
    rows += [(work["due"] or work["forecast"] or "9999", [work], work) for work in open_ if work["kind"] != "unit"]
    done = sum(works[w]["state"] == "done" for w in lane["works"])
    if not rows and not topics and not done:
        return
    if not first:
        grid.add_section()
    head = lane["title"] + (f"  {say('roadmap.done_count', lang, count=done)}" if done else "")
    grid.add_row(Text(shortened(head, scale.title), style="bold cyan"))
    if topics:
        from roadweek.pages.roadmap import topics_words

        title = topics_words(len(topics), lang)
        grid.add_row(Text(f"  {title}"), Text(scale.line(topics, None)), "", "", "")
    for _, held, shown in sorted(rows, key=lambda row: row[0]):
        _row(grid, held, shown, scale, lang)


def _row(
    grid: Table,
    works: Sequence[RoadmapWorkView],
    one: RoadmapMilestoneView | RoadmapWorkView,
    scale: _Columns,
    lang: Language,
) -> None:
    from rich.text import Text

    from roadweek.pages.roadmap import chance, forecast_words, level_of

    level = level_of(one)
    milestone = "works" in one
    drawn = scale.line(works, None if level == "done" else one)
    words = "✓" if level == "done" else forecast_words(one, lang)
    if milestone and not works and level != "done":
        words = say("roadmap.no_works", lang)
    grid.add_row(
        Text(f"  {shortened(one['title'], scale.title - 2)}", style="bold" if milestone else ""),
        Text(drawn),
        Text(_day(one["due"], lang) if one["due"] else ""),
        Text(words),
        Text("" if level == "done" else chance(one["probability"], works, lang), style=STYLES[level]),
    )


def _day(text: str, lang: Language) -> str:
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日" if lang == "zh" else day_name(text, lang).split(maxsplit=1)[1]
