"""Dated stretches in which nothing is to be planned: a holiday, a vacation, days off."""

from __future__ import annotations

from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

LONGEST_DAYS = 31
"""A longer stretch called a holiday is a season with a plan of its own."""

_OFF = Quick(
    r"休息|放假|休假|年假|不安排|不学习|不排|不计划|全休|出去玩|旅游|度假|"
    r"\b(?:completely |totally |entirely |fully )?off\b|"
    r"\bdays? off\b|\bvacation\b|\bholidays?\b|\bno (?:study|studying|"
    r"work|plans?|sessions?)\b|\bnothing (?:planned|scheduled)\b|"
    r"\bout of office\b"
)
_WORKING = Quick(
    r"寒假|暑假|计划|作业|复习|学习(?!不|一律不)|\b(?:study plan|homework|"
    r"kick-?off|cut-?off|off-?line|off(?:er|ice hours)|"
    r"hand-?off|take-?off|days? off work to)\b"
)
_FIRM = Quick(r"不安排|不学习|不排|全休|\b(?:completely|totally|entirely|fully) off\b|\bno (?:study|studying|work)\b")


def time_off(item: Item, place: OutlineNode) -> bool:
    """Whether the period ``item``, which ``place`` states in a line of its own, is a time without sessions."""
    first, last = item.start, item.end
    if first is None or last is None or (last - first).days >= LONGEST_DAYS or place.children:
        return False
    if place.kind not in ("item", "text") or not _OFF.search(place.text):
        return False
    return _FIRM.search(place.text) is not None or _WORKING.search(place.text) is None
