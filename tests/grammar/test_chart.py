"""The chart finds every reading, the cover uses no character twice, and what explains as much is told."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roadweek.grammar.chart import Grammar, cover
from roadweek.grammar.explain import explain
from roadweek.grammar.lattice import Lattice, Node, lattice
from roadweek.grammar.read import read
from roadweek.grammar.rule import Row


def node(kind: str, start: int, end: int) -> Node:
    return Node(kind, kind, start, end, kind, (kind,))


def test_of_nodes_that_overlap_those_that_explain_most_are_taken() -> None:
    reading = cover([node("a", 0, 3), node("b", 2, 6), node("c", 6, 7)])
    assert [n.kind for n in reading.nodes] == ["b", "c"]
    assert reading.ties == ()


def test_of_two_that_explain_as_much_fewer_pieces_win() -> None:
    assert [n.kind for n in cover([node("a", 0, 2), node("b", 2, 4), node("c", 0, 4)]).nodes] == ["c"]


def test_a_tie_is_told() -> None:
    reading = cover([node("a", 0, 2), node("b", 2, 5), node("c", 0, 3), node("d", 3, 5)])
    both = {tuple(n.kind for n in nodes) for nodes in (reading.nodes, *reading.ties)}
    assert both == {("a", "b"), ("c", "d")}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5)), max_size=12))
def test_a_cover_never_uses_a_character_twice_and_none_explains_more(pieces: list[tuple[int, int]]) -> None:
    nodes = [node(str(n), start, start + size) for n, (start, size) in enumerate(pieces)]
    reading = cover(nodes)
    for taken in (reading.nodes, *reading.ties):
        assert all(a.end <= b.start for a, b in pairwise(taken))
    most = max((sum(n.end - n.start for n in c) for c in _choices(nodes)), default=0)
    assert all(sum(n.end - n.start for n in taken) == most for taken in (reading.nodes, *reading.ties))


def _choices(nodes: list[Node]) -> list[list[Node]]:
    if not nodes:
        return [[]]
    free, first = _choices(nodes[1:]), nodes[0]
    return free + [[first, *c] for c in free if all(n.end <= first.start or first.end <= n.start for n in c)]


def _same(*values: object) -> object:
    return values


def _never(_lattice: Lattice, _start: int, _end: int) -> bool:
    return False


def test_a_tight_element_stands_directly_behind_and_a_guard_is_asked() -> None:
    rows = (Row("pair", "pair", "weekday .weekday", lambda *_: "pair", ""),)
    grammar = Grammar(rows, ("pair",), ())
    assert grammar.read(lattice("周一周四")).nodes
    assert not grammar.read(lattice("周一 周四")).nodes
    guarded = Grammar((Row("pair", "pair", "weekday weekday", lambda *_: "pair", "", _never),), ("pair",), ())
    assert not guarded.read(lattice("周一 周四")).nodes


def test_a_kind_may_be_one_of_several_and_a_word_gives_no_value() -> None:
    rows = (Row("day", "a day", "weekday|'half'", lambda *values: str(values), ""),)
    grammar = Grammar(rows, ("day",), ())
    assert [n.value for n in grammar.read(lattice("Tuesday half")).nodes] == ["()", "()"]


def test_nothing_is_tried_where_the_words_of_no_wanted_kind_stand() -> None:
    rows = (Row("day", "a day", "weekday", _same, ""),)
    assert Grammar(rows, ("day",), ()).all_nodes(lattice("25 minutes")) == []


def test_a_kind_made_of_itself_alone_is_looked_for_by_what_begins_it() -> None:
    rows = (
        Row("day", "a day", "weekday", _same, ""),
        Row("day", "days", "day 'and' day", _same, ""),
        Row("wish", "a wish", "number day", _same, ""),
    )
    grammar = Grammar(rows, ("wish",), ())
    assert [n.name for n in grammar.read(lattice("7 Monday and Tuesday")).nodes] == ["a wish"]
    assert grammar.all_nodes(lattice("7 and 8")) == []


def test_lengths_inside_others_are_found_and_the_tree_is_shown() -> None:
    text = "Swim forty minutes to an hour"
    reading = read(text)
    assert [n.value for n in reading.of("duration")] == [(40, 60)]
    assert [n.value for n in reading.of("length")] == [(40, 40), (60, 60)]
    told = explain(reading, text)
    assert told.splitlines()[0] == "duration (40, 60)  'forty minutes to an hour'  [from one length to another]"
    assert "      number (40, 40)  'forty'  [tens]" in told.splitlines()


def test_a_tie_is_shown_with_both_readings() -> None:
    rows = (Row("x", "x", "weekday", _same, ""), Row("y", "y", "number", _same, ""))
    reading = Grammar(rows, ("x", "y"), ()).read(lattice("周六十"))
    assert reading.nodes
    assert "or" in explain(reading, "周六十").splitlines() or not reading.ties


def test_a_long_row_of_number_characters_takes_no_square() -> None:
    text = "一二三四五" * 2000 + "，练字二十五分钟"
    assert [n.value for n in read(text).of("duration")] == [(25, 25)]
    assert len(lattice(text).leaves) < 10 * len(text)
