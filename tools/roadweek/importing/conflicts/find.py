"""All families of conflicts in turn, over one prepared case."""

from __future__ import annotations

from roadweek.domain.plan import Conflict
from roadweek.importing.conflicts import (
    amounts,
    blanks,
    claims,
    clocks,
    counts,
    dates,
    days,
    dues,
    equations,
    layouts,
    lengths,
    limits,
    loads,
    named,
    periods,
    rates,
    repeats,
    revisions,
    sequences,
    shares,
    unsure,
    versions,
)
from roadweek.importing.conflicts.case import Case
from roadweek.importing.conflicts.report import Report
from roadweek.importing.lengths import ASSUMED_MIN


def find_conflicts(case: Case) -> tuple[Conflict, ...]:
    """All conflicts, the worst kinds first."""
    report = Report(case.language)
    _years(case, report)
    for family in (
        dates.find, periods.find, named.find, dues.find, versions.find, revisions.find, repeats.find, days.find,
        amounts.find, equations.find, loads.find, clocks.find, layouts.find, shares.find, sequences.find, claims.find,
        lengths.find, counts.find, rates.find, blanks.find,
        limits.find, unsure.find,
    ):  # fmt: skip
        family(case, report)
    _assumed(case, report)
    return report.ranked()


def _years(case: Case, report: Report) -> None:
    if case.yearless:
        lines = sorted(set(case.yearless))
        said = [f"line {n}" if case.language == "en" else f"第 {n} 行" for n in lines[:6]]
        report.add("year_missing", lines, what=", ".join(said) + (" …" if len(lines) > 6 else ""))


def _assumed(case: Case, report: Report) -> None:
    bare = [w.item for w in case.chosen.wishes if w.item.id in case.told.unsized]
    if bare:
        names = ", ".join(dict.fromkeys(i.title for i in bare[:6])) + (" …" if len(bare) > 6 else "")
        lines = [n for i in bare for n in i.lines]
        report.add("length_assumed", lines, count=len(bare), titles=names, minutes=ASSUMED_MIN)
