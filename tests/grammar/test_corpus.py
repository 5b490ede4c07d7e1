"""Each dimension reads its corpus: phrasings with their values, and texts that say nothing of the kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roadweek.grammar.chart import Grammar, TextReading
from roadweek.grammar.dimensions import CLAIMS, RULES, WANTED
from roadweek.grammar.dimensions.clock import ClockPiece
from roadweek.grammar.dimensions.recurrence import Recurrence
from roadweek.grammar.explain import explain
from roadweek.grammar.lattice import lattice

FILES = sorted((Path(__file__).parents[1] / "corpus").glob("*.*.jsonl"))
READS = {"number": "range", "recurrence": "rhythm"}
"""A dimension whose widest kind has another name."""


def plain(value: Any) -> Any:
    """A value as a corpus writes it: lists, and of fields with names those that say something."""
    if isinstance(value, ClockPiece):
        return "doubt" if value.doubt else [value.start.minute, value.end and value.end.minute]
    if isinstance(value, Recurrence):
        usual = Recurrence(value.per)._asdict()
        return {k: plain(v) for k, v in value._asdict().items() if k == "per" or v != usual[k]}
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return value
    return [plain(v) for v in value]


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def kind_of(file: Path) -> str:
    dimension = file.name.split(".")[0]
    return READS.get(dimension, dimension)


def reading(text: str, kind: str) -> TextReading:
    return Grammar(RULES, {*WANTED, kind}, CLAIMS).read(lattice(text))


@pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
def test_a_corpus_is_read(file: Path) -> None:
    kind, wrong = kind_of(file), list[str]()
    grammar = Grammar(RULES, {*WANTED, kind}, CLAIMS)
    for row in rows(file):
        read = grammar.read(lattice(row["text"]))
        got = [plain(node.value) for node in read.of(kind)]
        if got != ([] if row["value"] is None else [row["value"]]):
            wrong.append(f"{row['text']}: {got}, not {row['value']}\n{explain(read, row['text'])}")
    assert not wrong, "\n".join(wrong)


def test_a_text_stands_once_in_a_corpus() -> None:
    for file in FILES:
        texts = [row["text"] for row in rows(file)]
        assert len(texts) == len(set(texts)), file.name


def test_each_corpus_says_what_is_not_meant_too() -> None:
    for file in FILES:
        assert any(row["value"] is None for row in rows(file)), file.name


@pytest.mark.parametrize("rule", RULES, ids=[f"{r.kind}: {r.name}" for r in RULES])
def test_the_example_of_a_rule_fires_it(rule: Any) -> None:
    read = reading(rule.example, rule.kind)
    fired = {(n.kind, n.name) for top in read.nodes for n in top.walk()}
    assert (rule.kind, rule.name) in fired, explain(read, rule.example)


def test_each_rule_is_used_by_a_row_of_the_corpus() -> None:
    fired = {
        (node.kind, node.name)
        for file in FILES
        for row in rows(file)
        for top in reading(row["text"], kind_of(file)).nodes
        for node in top.walk()
    }
    assert {(r.kind, r.name) for r in RULES} - fired == set()
