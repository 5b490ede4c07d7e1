"""Sums that are written out in one line and make something else: "(10 + 4) x 8 = 100", "6 h: theory 3 + lab 2"."""

from __future__ import annotations

import re

from roadweek.importing.conflicts.case import READ, Case, minutes
from roadweek.importing.conflicts.report import Report
from roadweek.importing.look import find_durations
from roadweek.importing.outline import OutlineNode
from roadweek.understanding.quick import Quick

_UNIT = r"[a-z\u4e00-\u9fff]{0,3}"
_NUMBER = r"\d+(?:\.\d+)?"
_EQUATION = Quick(
    rf"(?<![\d.:/-])(?P<left>[(（]? ?{_NUMBER}(?: ?{_UNIT} ?[)）]? ?[+＋x×*] ?[(（]? ?{_NUMBER}){{1,6}})"
    rf" ?{_UNIT} ?[)）]? ?[=＝] ?(?P<right>{_NUMBER})(?![\d:/])",
)
_SIGNS = str.maketrans("＋×*（）xX", "+xx()xx")


def find(case: Case, report: Report) -> None:
    """Both kinds of sums that are written out in one line."""
    for place in case.having(("=", "＝")):
        text = re.sub(r"\s+", " ", place.text[:READ])
        if place.superseded:
            continue
        for match in _EQUATION.finditer(text):
            left = _value(match["left"].translate(_SIGNS))
            right = float(match["right"])
            if left is not None and abs(left - right) > 0.01:
                report.add("arithmetic", place.lines, said=match[0].strip(), makes=f"{left:g}")
    for place in case.having(("+", "＋")):
        if not place.superseded and place.role != "offer":
            _broken_down(" ".join(place.text[:READ].split()), place, report)


def _value(text: str) -> float | None:
    """A sum of products of plain numbers, none where units are mixed or brackets do not close."""
    plain = re.sub(r"\s", "", text)
    units = set(re.findall(r"(?<=\d)[a-wyz\u4e00-\u9fff]+", plain.lower()))
    plain = re.sub(r"(?<=\d)[a-wyz\u4e00-\u9fff]+", "", plain.lower())
    if len(units) > 1 or plain.count("(") != plain.count(")"):
        return None
    while inner := re.search(r"\(([\d.+x]+)\)", plain):
        value = _value(inner[1])
        if value is None:
            return None
        plain = plain[: inner.start()] + f"{value:g}" + plain[inner.end() :]
    try:
        total = 0.0
        for term in plain.split("+"):
            product = 1.0
            for factor in term.split("x"):
                product *= float(factor)
            total += product
    except ValueError:
        return None
    return total


_BARE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?:\s*[-–—~～至到]\s*(\d+(?:\.\d+)?))?\s*$")
_OPENS = Quick(r"\s*(?:[（(][^（()）]{0,12}[)）])?\s*[:：=＝（(]\s*", re.NOFLAG)
_HOURS = Quick(r"小时|小時|钟头|(?<![a-z])h(?:(?:ou)?rs?)?\b")


def _broken_down(text: str, place: OutlineNode, report: Report) -> None:
    """A length, then its parts joined by "+": each part is a name and a number, in the unit of the length."""
    found = find_durations(text)
    if not found:
        return
    whole = found[0]
    opens = _OPENS.match(text, whole.end)
    if opens is None or "+" not in text[opens.end() :].replace("＋", "+"):
        return
    listed = re.split(r"[，,。；;]|[)）]\s*$", text[opens.end() :])[0].replace("＋", "+")
    parts = [part.strip() for part in listed.split("+")]
    unit = 60 if _HOURS.search(whole.text) else 1
    low = high = 0.0
    for part in parts:
        lengths = find_durations(part)
        bare = _BARE.search(part)
        if len(lengths) == 1:
            low, high = low + lengths[0].value.lo, high + lengths[0].value.top
        elif bare is not None and not lengths:
            low, high = low + float(bare[1]) * unit, high + float(bare[2] or bare[1]) * unit
        else:
            return
    stated = (whole.value.lo, whole.value.top)
    if (round(low), round(high)) != stated:
        made = minutes((round(low), round(high)))
        report.add("sum", place.lines, title=whole.text, whole=minutes(stated), parts=made)
