"""A plan's text becomes items, notes and conflicts: every line is in an item or in the notes."""

from __future__ import annotations

from datetime import date

from roadweek.importing.blocks import parse
from roadweek.importing.items import Item
from roadweek.importing.outline import outline
from roadweek.importing.periods import read_periods
from roadweek.importing.recurring import read_recurring
from roadweek.importing.deadlines import read_deadlines
from roadweek.importing.decisions import read_decisions
from roadweek.importing.curricula import read_curricula
from roadweek.importing.rules import read_rules
from roadweek.importing.milestones import read_milestones
from roadweek.language.dates import DateContext


def read_items(text: str, as_of: date | None) -> list[Item]:
    document = parse(text)
    written = as_of or document.written
    places = outline(document)
    periods = read_periods(places, DateContext(as_of=written, year=written.year if written else None))
    recurring = read_recurring(places, periods)
    deadlines = read_deadlines(places, periods, recurring)
    decisions = read_decisions(places, periods, recurring)

    def by_lines(items):
        lines = {l for i in items for l in i.lines}
        return {id(p) for p in places if p.lines and set(p.lines) <= lines}

    taken = set(recurring.taken) | by_lines(decisions)
    curricula = read_curricula(places, periods, taken | by_lines(deadlines))
    taken |= by_lines(curricula)
    rules = read_rules(places, recurring, by_lines(decisions) | by_lines(curricula))
    taken |= by_lines(rules) | by_lines(deadlines)
    milestones = read_milestones(places, periods, recurring, taken)
    return [*periods.items, *recurring.items, *deadlines, *decisions, *curricula, *rules, *milestones]
