"""Scopes: "only these five areas" over a list. What lies outside is asked about, at import and when added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from roadweek.domain.plan import Rule
from roadweek.importing import cues
from roadweek.importing.conflicts.case import OutOfScope, words_of
from roadweek.importing.markup import width
from roadweek.importing.outline import OutlineNode, bare
from roadweek.importing.stretches import Periods
from roadweek.planning.interpret.works import FoundWork, line_of
from roadweek.understanding.quick import Quick

MOST_AREAS = 12
_ONLY: Final = Quick(
    r"(?:只|仅)(?:能|准|许)?(?:打|学|做|攻|看|搞|碰|练|抓|考|限|专注于?|聚焦于?)?\s*(?:这|以下|下面|下列|如下)?\s*"
    r"(?:\d{1,2}|[一二两三四五六七八九十])\s*(?:个|门|块|件|项|条|类|样|大)?(?:区域|方向|领域|主题|专题|科目|事|"
    r"模块|部分|方面|技能|项目)|"
    r"(?:只|仅)(?:打|学|做|攻|看|搞|限|限于|专注于?|聚焦于?)?(?:以下|下面|下列|如下)|"
    r"\bonly (?:these|the following)\b(?: (?:\d{1,2}|two|three|four|five|six|seven|eight))?"
    r"(?: (?:areas|topics|subjects|things|fields|skills|courses|projects|modules))?|"
    r"\bnothing (?:but|outside|beyond) (?:these|the following)\b"
)
_PARTS = re.compile(r"\s*(?:[、,，;；]|\band\b|以及|和)\s*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.-]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """A list that a plan keeps to."""

    place: OutlineNode
    areas: tuple[str, ...]
    lines: tuple[int, ...]


def scopes_in(places: Sequence[OutlineNode]) -> list[Scope]:
    """The scopes that a plan states, each with the names of its areas."""
    found: list[Scope] = []
    for place in places:
        if place.kind in ("table", "row") or place.role in cues.SILENT or place.superseded or place.template == "trip":
            continue
        match = _ONLY.search(place.text[:200])
        if match is None:
            continue
        said = re.split(r"[:：]", place.text[match.end() :], maxsplit=1)
        areas = tuple(_area(p) for p in _PARTS.split(said[1])) if len(said) == 2 and width(said[1]) > 3 else ()
        lines = place.lines
        if len(areas) < 2:
            below = [c for c in place.children if c.kind in ("item", "heading")]
            areas = tuple(_area(c.text) for c in below)
            lines = (*place.lines, *(n for c in below for n in c.lines))
        areas = tuple(a for a in areas if 2 <= width(a) <= 60)
        if 2 <= len(areas) <= MOST_AREAS:
            found.append(Scope(place, areas, tuple(lines)))
    return found


def _area(text: str) -> str:
    return re.sub(r"[【】\[\]]", "", bare(text) or text).strip(" 。.:：*")


def scope_rules(scopes: Iterable[Scope], periods: Periods) -> list[Rule]:
    """The scopes as rules that guard what is added."""
    found: list[Rule] = []
    for scope in scopes:
        holder = periods.opened.get(id(scope.place)) or periods.of(scope.place)
        found.append(
            Rule(
                id=f"scope{scope.place.block.line}",
                text=scope.place.text[:200],
                kind="scope",
                areas=scope.areas,
                period=holder.id if holder else None,
                lines=scope.lines,
            )
        )
    return found


def beyond(scopes: Iterable[Scope], found: Sequence[FoundWork]) -> list[OutOfScope]:
    """The plan's own topics beside a scope, in its line of work or section, that none of its areas names."""
    told: list[OutOfScope] = []
    for scope in scopes:
        line, section = line_of(scope.place), _section(scope.place)
        for one in found:
            place = one.place
            mine = line_of(place) is line if line is not None else _section(place) is section
            inside = scope.place in (place, *place.ancestors()) or place.block.line < scope.place.block.line
            if not mine or inside or one.work.kind != "unit" or one.work.occasion or one.beside or one.work.box:
                continue
            if not in_scope(scope.areas, one.work.title):
                told.append(OutOfScope(scope.lines[:1] + one.work.lines, bare(scope.place.text), one.work.title))
    return told


def _section(place: OutlineNode) -> OutlineNode | None:
    return next((a for a in place.ancestors() if a.kind == "heading"), None)


def in_scope(areas: Iterable[str], title: str) -> bool:
    """Whether a title names one of some areas: they share a word."""
    words = _words(title)
    return any(words & _words(area) for area in areas)


def _words(text: str) -> frozenset[str]:
    return words_of(text) | {m[0].lower() for m in _LATIN.finditer(text)}


__all__ = ["Scope", "beyond", "in_scope", "scope_rules", "scopes_in"]
