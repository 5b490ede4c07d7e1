"""What the rules make of a lattice: all readings, and the cover without overlap that explains most of the text.

A chart of complete nodes and of begun rules, worked off by an agenda: each node is joined once to each rule that waits
for it where it begins. Only rules whose words stand in the text are tried; where none of the wanted kinds can be
made of the words, nothing is. Bottom-up chart parsing is Kay's (1980); the cover is weighted interval scheduling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from roadweek.grammar.lattice import Lattice, Node
from roadweek.grammar.rule import Row

_COMMON: Final = frozenset(
    ("number", "figure", "numeral", "'a'", "'and'", "'in'", "'of'", "'on'", "'the'", "'to'", "','")
)
"""What nearly every text has, so that to look for it says little."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: what it may be, whether its value is passed on, whether it stands directly behind."""

    symbols: tuple[str, ...]
    passed: bool
    tight: bool
    grows: bool
    """Rules make it: more of it may come. Of words all are there from the beginning."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    rule: Row
    elements: tuple[Element, ...]
    passed: tuple[int, ...]
    needs: frozenset[str]
    """Words without which the rule cannot fire."""


_Table = dict[str, tuple[CompiledRule, ...]]
_Begun = tuple[CompiledRule, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class TextReading:
    """The ``nodes`` of a text that explain most of it, in order; ``ties`` are other covers that explain as much."""

    nodes: tuple[Node, ...] = ()
    ties: tuple[tuple[Node, ...], ...] = ()

    def of(self, kind: str) -> tuple[Node, ...]:
        """The nodes of one kind, also inside others, in order; not those inside another of the same kind."""
        found: list[Node] = []
        stack = list(reversed(self.nodes))
        while stack:
            node = stack.pop()
            if node.kind == kind:
                found.append(node)
            else:
                stack.extend(reversed(node.parts))
        return tuple(found)


NOTHING: Final = TextReading()


def _compiled(rule: Row, made: frozenset[str]) -> CompiledRule:
    elements: list[Element] = []
    for text in rule.pattern.split():
        tight = text.startswith(".")
        symbols = tuple(text.removeprefix(".").split("|"))
        passed = not any("=" in s or s[0] == "'" for s in symbols)
        elements.append(Element(symbols, passed, tight, not made.isdisjoint(symbols)))
    needs = frozenset(e.symbols[0] for e in elements[1:] if len(e.symbols) == 1 and not e.grows)
    return CompiledRule(rule, tuple(elements), tuple(n for n, e in enumerate(elements) if e.passed), needs)


class Grammar:
    """Rules, the kinds that are ``wanted`` of a text, and kinds that only ``claim`` their place in it."""

    def __init__(self, rules: Iterable[Row], wanted: Iterable[str], claims: Iterable[str]) -> None:
        given = tuple(rules)
        made = frozenset(rule.kind for rule in given)
        self._rows = tuple(_compiled(rule, made) for rule in given)
        self._wanted = frozenset(wanted)
        self._shown = self._wanted | frozenset(claims)
        self._signs = _signs(self._rows, self._wanted)
        table: defaultdict[str, list[CompiledRule]] = defaultdict(list)
        for row in self._rows:
            for symbol in row.elements[0].symbols:
                table[symbol].append(row)
        self._table = {symbol: tuple(rows) for symbol, rows in table.items()}

    def all_nodes(self, lattice: Lattice) -> list[Node]:
        """Every node that can be made, the words among them; none where no wanted kind can be."""
        there = {symbol for leaf in lattice.leaves for symbol in leaf.symbols}
        return [] if self._signs.isdisjoint(there) else _saturated(lattice, self._table, there)

    def read(self, lattice: Lattice) -> TextReading:
        """The cover of the text that explains most of it."""
        nodes = self.all_nodes(lattice)
        if not any(node.kind in self._wanted for node in nodes):
            return NOTHING
        read = {(node.start, node.end) for node in nodes if node.kind in self._wanted}
        # what only claims a place gives way to what is wanted there
        return cover(
            [n for n in nodes if n.kind in self._wanted or (n.kind in self._shown and (n.start, n.end) not in read)]
        )


def _signs(rows: Iterable[CompiledRule], wanted: Iterable[str]) -> frozenset[str]:
    """Classes and words of which each text that holds something wanted has one, rare ones where there is a choice."""
    signs: dict[str, frozenset[str]] = {}

    def of(element: Element) -> frozenset[str]:
        # what rules make may be a class of words as well: "ten" is a number
        return frozenset(s for symbol in element.symbols for s in (symbol, *signs.get(symbol, ())))

    def cost(some: frozenset[str]) -> int:
        return sum(1000 if s in _COMMON else 5 if s[0] == "'" else 1 for s in some)

    before: dict[str, frozenset[str]] | None = None
    while before != signs:
        before, new = signs, dict[str, frozenset[str]]()
        for row in rows:
            new[row.rule.kind] = new.get(row.rule.kind, frozenset()) | min(map(of, row.elements), key=cost)
        signs = new
    return frozenset(s for kind in wanted for s in (kind, *signs.get(kind, ())))


def _saturated(lattice: Lattice, table: _Table, there: set[str]) -> list[Node]:
    """All nodes. A begun rule is its row with the nodes of its first elements; it waits where its next may come."""
    complete: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
    waiting: defaultdict[tuple[int, str], list[_Begun]] = defaultdict(list)
    seen: set[tuple[str, int, int, Any]] = set()
    found: list[Node] = []
    made: list[Node] = []
    begun: list[_Begun] = []
    folded = lattice.folded

    def done(row: CompiledRule, nodes: tuple[Node, ...]) -> None:
        start, end, rule = nodes[0].start, nodes[-1].end, row.rule
        if rule.fits is not None and not rule.fits(lattice, start, end):
            return
        value = rule.make(*[nodes[n].value for n in row.passed])
        if value is None or (key := (rule.kind, start, end, value)) in seen:
            return
        seen.add(key)
        made.append(Node(rule.kind, value, start, end, rule.name, (rule.kind,), nodes))

    def go_on() -> None:
        while begun:
            row, nodes = begun.pop()
            if len(nodes) == len(row.elements):
                done(row, nodes)
                continue
            element, place = row.elements[len(nodes)], nodes[-1].end
            if not element.tight and folded[place : place + 1].isspace():
                place = lattice.skip(place)
            for symbol in element.symbols:
                if element.grows:
                    waiting[place, symbol].append((row, nodes))
                begun.extend([(row, (*nodes, node)) for node in complete.get((place, symbol), ())])

    def begin(node: Node) -> None:
        found.append(node)
        for symbol in node.symbols:
            begun.extend([(row, (node,)) for row in table.get(symbol, ()) if row.needs <= there])
        go_on()

    words: list[Node] = []
    for leaf in lattice.leaves:
        key = (leaf.kind, leaf.start, leaf.end, leaf.value)
        if key not in seen:
            seen.add(key)
            words.append(leaf)
            for symbol in leaf.symbols:
                complete[leaf.start, symbol].append(leaf)
    for leaf in words:
        begin(leaf)
        while made:
            node = made.pop()
            complete[node.start, node.kind].append(node)
            begun.extend((row, (*nodes, node)) for row, nodes in waiting.get((node.start, node.kind), ()))
            begin(node)
    return found


_Score = tuple[int, int]


def cover(nodes: Sequence[Node]) -> TextReading:
    """Of all choices of nodes without overlap the one that explains most characters, then with the fewest pieces.

    Of equal ones that with the longer pieces at the left is taken; the others are reported where they differ.
    """
    # of nodes for the same place the later in the grammar wins: rules stand from the plain to the special
    rows = sorted(nodes, key=lambda n: (n.end, n.start))
    ends = [node.end for node in rows]
    best: list[tuple[_Score, int, int]] = [((0, 0), -1, 0)]  # score, the node taken last, how many rows are before it
    others: list[list[int]] = [[]]
    for at, node in enumerate(rows):
        before = bisect_right(ends, node.start, 0, at)
        (length, pieces), _, _ = best[before]
        score = (length + node.end - node.start, pieces - 1)
        if score > best[at][0]:
            best.append((score, at, before))
            others.append([])
        else:
            best.append(best[at])
            others.append([*others[at], at] if score == best[at][0] else others[at])
    chosen = _chosen(rows, best, len(rows))
    return TextReading(chosen, tuple(_tied(rows, best, others, chosen)))


def _chosen(rows: Sequence[Node], best: Sequence[tuple[_Score, int, int]], at: int) -> tuple[Node, ...]:
    taken: list[Node] = []
    while at:
        _, node, before = best[at]
        if node < 0:
            break
        taken.append(rows[node])
        at = before
    return tuple(reversed(taken))


def _tied(
    rows: Sequence[Node], best: Sequence[tuple[_Score, int, int]], others: Sequence[list[int]], chosen: tuple[Node, ...]
) -> Iterable[tuple[Node, ...]]:
    """Other covers that explain as much, each with one other choice; at most one for each node of the cover."""
    ends = [node.end for node in rows]
    at, behind = len(rows), list[Node]()
    while at:
        _, taken, before = best[at]
        for other in others[at][:1]:
            head = _chosen(rows, best, bisect_right(ends, rows[other].start, 0, other))
            yield (*head, rows[other], *reversed(behind))
        if taken < 0:
            break
        behind.append(rows[taken])
        at = before
