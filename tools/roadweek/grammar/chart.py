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

_REMEMBERED: Final = 4096
"""Sets of words for which the rules that may fire are kept."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: what it may be, whether its value is passed on, whether it stands directly behind."""

    symbols: tuple[str, ...]
    passed: bool
    tight: bool


@dataclass(frozen=True, slots=True)
class CompiledRule:
    rule: Row
    elements: tuple[Element, ...]
    passed: tuple[int, ...]


@dataclass(slots=True)
class BegunRule:
    """A rule begun: the nodes of its first elements."""

    row: CompiledRule
    nodes: tuple[Node, ...]


_Table = dict[str, tuple[CompiledRule, ...]]


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


def _compiled(rule: Row) -> CompiledRule:
    elements: list[Element] = []
    for text in rule.pattern.split():
        tight = text.startswith(".")
        symbols = tuple(text.removeprefix(".").split("|"))
        elements.append(Element(symbols, not any("=" in s or s[0] == "'" for s in symbols), tight))
    return CompiledRule(rule, tuple(elements), tuple(n for n, e in enumerate(elements) if e.passed))


class Grammar:
    """Rules, the kinds that are ``wanted`` of a text, and kinds that only ``claim`` their place in it."""

    def __init__(self, rules: Iterable[Row], wanted: Iterable[str], claims: Iterable[str]) -> None:
        self._rows = tuple(_compiled(rule) for rule in rules)
        self._wanted = frozenset(wanted)
        self._shown = self._wanted | frozenset(claims)
        self._made = frozenset(row.rule.kind for row in self._rows)
        self._tables: dict[frozenset[str], _Table | None] = {}

    def _table(self, words: frozenset[str]) -> _Table | None:
        """The rules that may fire where ``words`` stand, by what they begin with; null where no wanted kind can be."""
        if words not in self._tables:
            if len(self._tables) >= _REMEMBERED:
                self._tables.clear()
            self._tables[words] = self._new_table(words)
        return self._tables[words]

    def _new_table(self, words: frozenset[str]) -> _Table | None:
        there, left = set(words), list(self._rows)
        fit: list[CompiledRule] = []
        while True:
            able = [row for row in left if all(any(s in there for s in e.symbols) for e in row.elements)]
            if not able:
                break
            fit += able
            there.update(row.rule.kind for row in able)
            left = [row for row in left if row not in able]
        if not there & self._wanted:
            return None
        table: defaultdict[str, list[CompiledRule]] = defaultdict(list)
        for row in fit:
            for symbol in row.elements[0].symbols:
                table[symbol].append(row)
        return {symbol: tuple(rows) for symbol, rows in table.items()}

    def all_nodes(self, lattice: Lattice) -> list[Node]:
        """Every node that can be made, the words among them; none where no wanted kind can be."""
        table = self._table(frozenset(s for leaf in lattice.leaves for s in leaf.symbols))
        return [] if table is None else _saturated(lattice, table)

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


def _saturated(lattice: Lattice, table: _Table) -> list[Node]:
    complete: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
    waiting: defaultdict[tuple[int, str], list[BegunRule]] = defaultdict(list)
    seen: set[tuple[str, int, int, Any]] = set()
    found: list[Node] = []
    agenda = list(reversed(lattice.leaves))
    edges: list[BegunRule] = []

    def done(row: CompiledRule, nodes: tuple[Node, ...]) -> None:
        start, end = nodes[0].start, nodes[-1].end
        rule = row.rule
        if rule.fits is not None and not rule.fits(lattice, start, end):
            return
        value = rule.make(*[nodes[n].value for n in row.passed])
        if value is not None:
            agenda.append(Node(rule.kind, value, start, end, rule.name, (rule.kind,), nodes))

    def begun(edge: BegunRule) -> None:
        edges.append(edge)
        while edges:
            edge = edges.pop()
            row, nodes = edge.row, edge.nodes
            if len(nodes) == len(row.elements):
                done(row, nodes)
                continue
            element = row.elements[len(nodes)]
            end = nodes[-1].end
            place = end if element.tight else lattice.skip(end)
            for symbol in element.symbols:
                waiting[place, symbol].append(edge)
                edges.extend(BegunRule(row, (*nodes, node)) for node in complete.get((place, symbol), ()))

    while agenda:
        node = agenda.pop()
        key = (node.kind, node.start, node.end, node.value)
        if key in seen:
            continue
        seen.add(key)
        found.append(node)
        for symbol in node.symbols:
            complete[node.start, symbol].append(node)
            for edge in waiting.get((node.start, symbol), ()):
                begun(BegunRule(edge.row, (*edge.nodes, node)))
            for row in table.get(symbol, ()):
                begun(BegunRule(row, (node,)))
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
