"""Days that cannot be meant: a weekday that disagrees, a day that no month has, an end before its start, another year,
and a due day beyond the stretch of the whole plan."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadweek.domain.base import Weekday
from roadweek.domain.weeks import weekday_code
from roadweek.importing import cues
from roadweek.importing.conflicts.case import READ, Case, day_names, short
from roadweek.importing.conflicts.report import Report
from roadweek.importing.look import MAY_DATE, find_dates, find_weekdays
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = Quick(
    r"(?<!\d)(?:(?P<y>20\d\d)\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号號]|"
    r"(?<![\d-])(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-])|"
    rf"\b(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<em>{_NAMED})\b(?:,?\s+(?P<ey>20\d\d))?|"
    rf"\b(?P<fm>{_NAMED})\s+(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:：点]|\d)(?:,?\s+(?P<fy>20\d\d))?",
)
_DAY_HINTS = ("月", "20", "/", ".", "-", *_MONTHS)
_WEEKDAY_HINTS = ("周", "週", "星期", "礼拜", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = Quick(
    r"(?:[-–—~～至到]\s*|\b(?:at|by|until|till|from)\s+)(?P<c>(?:2[5-9]|[3-9]\d):[0-5]\d)(?![\d:])(?!\s*(?:/|"
    r"min|分))|"
    r"(?<![\d:])(?P<d>(?:2[5-9]|[3-9]\d):[0-5]\d)\s*[-–—~～至到]\s*\d{1,2}:[0-5]\d(?!\s*(?:/|min|分))|"
    r"(?<![\d:])(?P<e>(?:(?:2[5-9]|[3-9]\d):[0-5]\d|\d{1,2}:[6-9]\d)\s*[ap]\.?m)\b",
)
_JOIN = Quick(r"\s*(?:[-–—~～→]|->|to|until|till|至|到)\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


MANY = 4
"""So many weekdays that disagree are one conflict."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A date with the weekday that the text says it is."""

    place: OutlineNode
    date: date
    day: Weekday
    said: str


def find(case: Case, report: Report) -> None:
    days = case.having(_DAY_HINTS)
    named = {id(place) for place in case.having(_WEEKDAY_HINTS)}
    wrong: list[Wrong] = []
    for place in days:
        if place.role in cues.SILENT or place.superseded:
            continue
        if id(place) in named and MAY_DATE.search(place.text):
            _weekday(place, case, wrong)
        _impossible(place, case, report)
    for place in case.having((":", "：")):
        if place.role not in cues.SILENT and not place.superseded and (match := _CLOCK.search(place.text[:READ])):
            report.add("impossible", place.lines, what=match["c"] or match["d"] or match["e"], where=short(place.text))
        if place.role not in cues.SILENT and not place.superseded:
            _turned(place, report)
    _weekdays(wrong, case, report)
    _overdue(case, report)
    _past(case, report)
    _year(case, report)
    _horizon(case, report)


def _weekday(place: OutlineNode, case: Case, wrong: list[Wrong]) -> None:
    """ "Friday 5 March" where the fifth is no Friday."""
    days = [d for d in find_dates(place.text, case.context) if d.value.grain == "day" and not d.value.year_open]
    for day in days:
        for group in find_weekdays(place.text):
            gap = min(abs(group.start - day.end), abs(day.start - group.end))
            near = gap <= 3 or day.overlaps(group.start, group.end)
            if not near or len(group.value) != 1:
                continue
            if group.value[0] != weekday_code(day.value.window.earliest):
                wrong.append(Wrong(place, day.value.window.earliest, group.value[0], group.text))


def _weekdays(wrong: Sequence[Wrong], case: Case, report: Report) -> None:
    """A few are slips and told one by one; many have one cause, mostly the year that they are read in."""
    if len(wrong) < MANY:
        for one in wrong:
            is_day = day_names((weekday_code(one.date),), case.language)
            report.add("weekday", one.place.lines, date=one.date, is_day=is_day, said=one.said)
        return
    lines = [n for one in wrong for n in one.place.lines]
    year = wrong[0].date.year
    fits = [y for y in (year - 1, year + 1, year - 2, year + 2) if all(_fits(one, y) for one in wrong)]
    first = wrong[0]
    said = {"count": len(wrong), "date": first.date, "said": first.said}
    if fits:
        report.add("weekdays_year", lines, year=fits[0], now=year, **said)
    else:
        report.add("weekdays", lines, is_day=day_names((weekday_code(first.date),), case.language), **said)


def _fits(one: Wrong, year: int) -> bool:
    """Whether the date has the weekday that is said of it in another year."""
    try:
        return weekday_code(one.date.replace(year=year)) == one.day
    except ValueError:
        return False


def _parts(match: re.Match[str]) -> tuple[int | None, int, int]:
    part = match.groupdict()
    year = part["y"] or part["iy"] or part["ey"] or part["fy"]
    name = part["em"] or part["fm"]
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(part["m"] or part["im"])
    return int(year) if year else None, month, int(part["d"] or part["id"] or part["ed"] or part["fd"])


_HOURS = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-4])[:：]([0-5]\d)\s*(?:[-–—~～]|至|到|\bto\b)\s*([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d|\s*[ap]\.?m)"
)


def _turned(place: OutlineNode, report: Report) -> None:
    """Hours that end before they begin, and are no night either."""
    for match in _HOURS.finditer(place.text[:READ]):
        start, end = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
        if start >= 12 * 60 and end >= 12 * 60 and end < start:
            first, second = match[0][: match.end(2) - match.start()], match[0][match.start(3) - match.start() :]
            report.add("backwards", place.lines, title=short(place.text), first=first, second=second)


def _impossible(place: OutlineNode, case: Case, report: Report) -> None:
    """30 February, 2026-06-31; and a span whose end comes before its start though both say their year."""
    before: tuple[int, tuple[int, int, int] | None] = (0, None)
    for match in _DAY.finditer(place.text[:READ]):
        year, month, day = _parts(match)
        here = year or case.context.year or 2000  # without any year February has its longest form
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(here, month)[1]:
            if match["fd"] is None or day <= 31:
                report.add("impossible", place.lines, what=match[0].strip(), where=short(place.text))
            continue
        at, first = before
        value = (year or (first[0] if first else 0), month, day)
        joined = first is not None and _JOIN.fullmatch(place.text[at : match.start()])
        known = joined and (year is not None or (first is not None and first[1] == month))
        if joined and known and first is not None and value < first:
            report.add(
                "backwards", place.lines, title=short(place.text), first=_words(first, year), second=_words(value, year)
            )
        before = (match.end(), (year or 0, month, day))


def _words(value: tuple[int, int, int], year: int | None) -> str:
    return f"{value[0]}-{value[1]:02d}-{value[2]:02d}" if year and value[0] else f"{value[1]:02d}-{value[2]:02d}"


def _overdue(case: Case, report: Report) -> None:
    """An open task whose due day, said with its year, was over when the plan was written."""
    today = case.context.as_of
    if today is None:
        return
    for place in case.having(("20",)):
        block = place.block
        if not block.boxed or block.marked.mark != "open" or place.superseded or not cues.DUE_WORD.search(place.text):
            continue
        days = [d.value for d in find_dates(place.text, case.context) if d.value.grain == "day"]
        if len(days) == 1 and _YEAR.search(place.text) and days[0].window.latest < today:
            report.add("overdue", place.lines, title=short(place.text), due=days[0].window.latest, today=today)


def _past(case: Case, report: Report) -> None:
    """What is due on a day without a year that was over when the plan was written: the year may be another one."""
    today = case.context.as_of
    due = [i for i in case.of("deadlines") if i.end_window is not None]
    if today is None:
        return
    told = {line for c in report.found if c.kind == "overdue" for line in c.lines}
    past = [i for i in due if i.end_window and i.end_window.latest < today and not told & set(i.lines)]
    past = [i for i in past if not _YEAR.search(case.said(i))]
    if len(past) > FEW_PAST:
        return  # the plan was begun long before
    for item in past:
        assert item.end_window is not None
        report.add("overdue", item.lines, title=short(item.title), due=item.end_window.latest, today=today)


FEW_PAST = 2


def _year(case: Case, report: Report) -> None:
    """The title is of one year and not one date of the plan is in it."""
    head = next((p for p in case.outline if p.kind == "heading"), None)
    if head is None or not head.is_title:
        return
    titled = {int(y) for y in _YEAR.findall(head.text)}
    dated = [i for i in case.of("periods", "deadlines") if i.end_window and not set(i.lines) & set(head.lines)]
    years = {w.year for i in dated for w in case.stretch(i) if 2000 < w.year < 2100}
    years |= {i.end_window.latest.year for i in dated if i.end_window}
    if len(dated) > 2 and titled and years and not titled & years:
        report.add(
            "year_differs", [*head.lines, *dated[0].lines], title=short(head.text),
            years=", ".join(str(y) for y in sorted(years)),
        )  # fmt: skip


def _horizon(case: Case, report: Report) -> None:
    """Something is due before the stated stretch of the whole plan begins, or after it ends."""
    wholes = [
        i for i in case.of("periods") if i.kind == "horizon" and i.period is None and i.end_window and i.start_window
    ]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    place = case.place(whole)
    if place is None or place.kind != "heading" or not whole.end_window or not whole.start_window:
        return
    for item in case.of("deadlines"):
        window = item.end_window
        if window is None:
            continue
        if window.earliest > whole.end_window.latest or window.latest < whole.start_window.earliest:
            report.add(
                "due_outside", [*whole.lines, *item.lines], title=short(item.title), due=window.latest,
                whole=short(whole.title), first=whole.start_window.earliest, last=whole.end_window.latest,
            )  # fmt: skip
