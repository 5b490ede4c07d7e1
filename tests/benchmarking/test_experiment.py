"""An experiment's cells, their order and what could spoil them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from roadweek.benchmarking.experiment import (
    Experiment,
    ExperimentCell,
    cell_pairs,
    cells_of,
    left_to_run,
    minutes_needed,
    named_cells,
    run_order,
    spoilers,
)

AT = datetime(2026, 3, 4, 20, tzinfo=UTC)


def experiment(varies: dict[str, tuple[Any, ...]], **more: Any) -> Experiment:
    return Experiment(id="x1", at=AT, title="two sizes", varies=varies, cells=cells_of(varies), **more)


def test_cells_are_every_combination_and_are_named_after_their_levels() -> None:
    cells = cells_of({"model": ("small:q4", "small:f16"), "concurrency": (1, 8)})
    assert [cell.id for cell in cells] == ["small:q4-c1", "small:q4-c8", "small:f16-c1", "small:f16-c8"]
    assert cells[2].settings == {"model": "small:f16", "concurrency": 1}


def test_cells_whose_names_would_be_the_same_are_told_apart() -> None:
    assert [cell.id for cell in named_cells([{"a": "x/y"}, {"a": "x y"}, {"a": None}])] == ["x-y", "x-y.2", "all"]


def test_each_round_measures_every_cell_once_and_none_is_always_first() -> None:
    plan = run_order(experiment({"concurrency": (1, 2, 4)}, repeats=6))
    assert [one.place for one in plan] == list(range(1, 19))
    for round_ in range(6):
        row = plan[3 * round_ : 3 * round_ + 3]
        assert {one.repeat for one in row} == {round_ + 1}
        assert sorted(one.cell for one in row) == ["c1", "c2", "c4"]
    means = {cell: sum(one.place for one in plan if one.cell == cell) / 6 for cell in ("c1", "c2", "c4")}
    assert max(means.values()) - min(means.values()) < 1e-9, "a steady drift would favour a cell"


def test_two_cells_take_turns_at_being_first() -> None:
    plan = run_order(experiment({"model": ("a", "b")}, repeats=4))
    assert "".join(one.cell for one in plan) == "abbabaab"
    assert Counter(one.cell for one in plan) == {"a": 4, "b": 4}


def test_what_was_measured_is_not_measured_again() -> None:
    one = experiment({"model": ("a", "b")}, repeats=3)
    done = [(run.cell, run.repeat) for run in run_order(one)[:4]]
    assert left_to_run(one, done) == run_order(one)[4:]
    assert left_to_run(one, reversed(done)) == run_order(one)[4:]
    assert [run.place for run in left_to_run(one, done[1:])] == [1, 5, 6], "a run that was lost is made again"


def test_what_varies_is_not_held_and_names_are_not_given_twice() -> None:
    with pytest.raises(ValueError, match="is not held"):
        experiment({"model": ("a", "b")}, held={"model": "c"})
    twice = (ExperimentCell(id="a", settings={}), ExperimentCell(id="a", settings={}))
    with pytest.raises(ValueError, match="one name"):
        Experiment(id="x", at=AT, title="t", varies={}, cells=twice)


@pytest.mark.parametrize(
    ("varies", "more", "codes"),
    [
        ({"concurrency": (1, 8)}, {"held": {"requests": 200}, "repeats": 5}, set[str]()),
        ({"concurrency": (1, 8)}, {"repeats": 2}, {"spoiler_few_repeats"}),
        ({"model": ("a", "b")}, {}, {"spoiler_tokenizer", "spoiler_reload"}),
        ({"endpoint": ("a", "b")}, {}, {"spoiler_network"}),
        (
            {"concurrency": (1, 8)},
            {"held": {"requests": 20, "ignore_eos": False}},
            {"spoiler_no_p99", "spoiler_lengths"},
        ),
    ],
)
def test_what_could_spoil_it_is_told_before(varies: Any, more: Any, codes: set[str]) -> None:
    assert {one.code for one in spoilers(experiment(varies, **more))} == codes


def test_two_things_that_change_together_cannot_be_told_apart() -> None:
    cells = named_cells([{"endpoint": "orin", "model": "a"}, {"endpoint": "pi", "model": "b"}])
    varies: dict[str, tuple[Any, ...]] = {"endpoint": ("orin", "pi"), "model": ("a", "b")}
    one = Experiment(id="x", at=AT, title="t", varies=varies, cells=cells)
    assert "spoiler_confounded" in {each.code for each in spoilers(one)}


def test_how_long_it_takes_is_reckoned_from_what_is_left() -> None:
    one = experiment({"model": ("a", "b")}, repeats=3)
    assert minutes_needed(one, 55) == 6.0
    assert minutes_needed(one, {"a": 25, "b": 85}, done=2) == 4.0


def test_cells_are_held_against_those_that_differ_in_one_thing() -> None:
    one = experiment({"model": ("q4", "f16", "q8"), "concurrency": (1, 4)})
    assert cell_pairs(one) == [("q4-c1", "f16-c1"), ("q4-c4", "f16-c4"), ("q4-c1", "q8-c1"), ("q4-c4", "q8-c4")]
    assert cell_pairs(one, "q8-c4")[0] == ("q8-c4", "q4-c1")
    assert len(cell_pairs(one, "q8-c4")) == 5
    assert cell_pairs(experiment({"concurrency": (1, 2, 4)})) == [("c1", "c2"), ("c1", "c4")]
    assert cell_pairs(experiment({"concurrency": (1, 4), "model": ("a", "b")}))[0] == ("c1-a", "c1-b")
    assert cell_pairs(experiment({"model": ("a",)})) == []


def test_cells_that_change_in_two_things_at_once_are_held_against_the_first() -> None:
    cells = named_cells([{"endpoint": "orin", "model": "a"}, {"endpoint": "pi", "model": "b"}])
    varies: dict[str, tuple[Any, ...]] = {"endpoint": ("orin", "pi"), "model": ("a", "b")}
    assert cell_pairs(Experiment(id="x", at=AT, title="t", varies=varies, cells=cells)) == [("orin-a", "pi-b")]
