"""An experiment: what varies, what is held, in which cells, how often, and in which order they are measured.

Cells are interleaved: each round measures every cell once, and rounds turn the order round (A B C, C B A, B C A, …), so
that a device that warms up slows all cells alike instead of the last one. Two runs of one round are a pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from roadweek.benchmarking.remarks import Remark
from roadweek.domain.base import Id, Model

SettingValue = str | int | float | bool | None
ExperimentKind = Literal["load", "vision"]
"""``load``: requests to an endpoint of a language model. ``vision``: a model in ONNX Runtime in this process."""


class ExperimentCell(Model):
    """One combination of what varies; ``settings`` are those that differ from cell to cell."""

    id: Id
    settings: dict[str, SettingValue]


class Experiment(Model):
    """``varies`` has the levels of each setting, ``held`` the settings that are the same everywhere; a setting is named
    as the load generator names it, beside ``endpoint`` and ``model``. The others are held against the first cell.

    ``order_seed`` begins the seeds of the rounds: all cells of a round have the same lengths and arrivals. ``work`` and
    ``milestone`` name what of the plan it is evidence for.
    """

    id: Id
    at: AwareDatetime
    title: str = Field(min_length=1, max_length=200)
    question: str | None = None
    kind: ExperimentKind = "load"
    varies: dict[str, tuple[SettingValue, ...]]
    held: dict[str, SettingValue] = {}
    cells: tuple[ExperimentCell, ...] = Field(min_length=1)
    repeats: int = Field(default=3, ge=1, le=100)
    order_seed: int = 1
    work: Id | None = None
    milestone: Id | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Experiment:
        names = [cell.id for cell in self.cells]
        if len(set(names)) < len(names):
            raise ValueError("two cells have one name")
        for cell in self.cells:
            both = set(cell.settings) & set(self.held)
            if both:
                raise ValueError(f"what varies is not held: {', '.join(sorted(both))}")
        return self

    def settings_of(self, cell: str) -> dict[str, SettingValue]:
        """All settings of a cell. Raises KeyError for a cell that it does not have."""
        for one in self.cells:
            if one.id == cell:
                return {**self.held, **one.settings}
        raise KeyError(cell)


LOADS = ("concurrency", "rate_per_s")
"""Settings that say how much is asked at once: cells along them are one line of a picture."""


def cell_pairs(experiment: Experiment, base: str | None = None) -> list[tuple[str, str]]:
    """Which cells are held against which, as (base, other): against ``base`` where one is named.

    Else the first setting that varies and is no load decides: a cell against that of its first level with all else
    the same (f16 at 4 requests against q4 at 4 requests). Where only the load varies, all against the first cell.
    """
    cells = experiment.cells
    first = base or cells[0].id
    leading = next((n for n, levels in experiment.varies.items() if n not in LOADS and len(set(levels)) > 1), None)
    if base is not None or leading is None:
        return [(first, cell.id) for cell in cells if cell.id != first]
    level = cells[0].settings.get(leading)
    found: list[tuple[str, str]] = []
    for cell in cells:
        if cell.settings.get(leading) == level:
            continue
        wanted = {**cell.settings, leading: level}
        found.append((next((one.id for one in cells if one.settings == wanted), first), cell.id))
    return found


@dataclass(frozen=True, slots=True)
class CellRun:
    """One run to be made: a cell in a round (from 1), at its place (from 1) of all runs of the experiment."""

    place: int
    cell: str
    repeat: int


@dataclass(frozen=True, slots=True)
class CellJob:
    """All that is needed to make one run: ``settings`` of the cell, ``seed`` of its prompts, ``of`` runs in all."""

    run: str
    at: datetime
    experiment: str
    title: str
    kind: ExperimentKind
    cell: str
    repeat: int
    place: int
    of: int
    seed: int
    settings: dict[str, SettingValue]


def cells_of(varies: Mapping[str, Sequence[SettingValue]]) -> tuple[ExperimentCell, ...]:
    """Every combination of the levels, the last setting turning fastest."""
    names = list(varies)
    return named_cells(dict(zip(names, levels, strict=True)) for levels in product(*varies.values()))


def named_cells(settings: Iterable[Mapping[str, SettingValue]]) -> tuple[ExperimentCell, ...]:
    """Cells of given settings, each named after its levels; equal names get a number."""
    cells: list[ExperimentCell] = []
    taken: dict[str, int] = {}
    for each in settings:
        name = _name_of(each)
        taken[name] = taken.get(name, 0) + 1
        cells.append(ExperimentCell(id=name if taken[name] == 1 else f"{name}.{taken[name]}", settings=dict(each)))
    return tuple(cells)


def _name_of(settings: Mapping[str, SettingValue]) -> str:
    """``q4-c8``: levels that are words stand for themselves, numbers behind the first letter of what they are."""
    parts = [
        str(level) if isinstance(level, str) else f"{name[0]}{level}"
        for name, level in settings.items()
        if level is not None
    ]
    slug = "-".join("".join(c if c.isalnum() or c in "._:" else "-" for c in part).strip("-") for part in parts)
    return slug[:100] or "all"


def run_order(experiment: Experiment) -> list[CellRun]:
    """All runs in the order in which they are made. Rounds rotate the cells, and every second one is turned round: a
    cell is as often early as late; two cells are measured as A B, B A, B A, A B."""
    cells = [cell.id for cell in experiment.cells]
    order: list[CellRun] = []
    for round_ in range(experiment.repeats):
        turn = (round_ // 2) % len(cells)
        row = cells[turn:] + cells[:turn]
        for cell in reversed(row) if round_ % 2 else row:
            order.append(CellRun(place=len(order) + 1, cell=cell, repeat=round_ + 1))
    return order


def left_to_run(experiment: Experiment, done: Iterable[tuple[str, int]]) -> list[CellRun]:
    """What of :func:`run_order` was not made yet, given the cell and repeat of each run that was."""
    made = set(done)
    return [one for one in run_order(experiment) if (one.cell, one.repeat) not in made]


LEAST_REPEATS = 3
"""Rounds below which nothing can be said of the noise between runs."""
P99_REQUESTS = 100


def spoilers(experiment: Experiment) -> list[Remark]:
    """What of the experiment itself could spoil what is learnt from it; a device adds its own when it is measured."""
    found: list[Remark] = []
    if experiment.repeats < LEAST_REPEATS:
        found.append(Remark("spoiler_few_repeats", {"repeats": experiment.repeats, "least": LEAST_REPEATS}))
    varied = {name for name, levels in experiment.varies.items() if len(set(levels)) > 1}
    if len(varied) > 1 and len(experiment.cells) < _combinations(experiment):
        found.append(Remark("spoiler_confounded", {"names": ", ".join(sorted(varied))}))
    if "endpoint" in varied:
        found.append(Remark("spoiler_network", {}))
    if "model" in varied:
        found.append(Remark("spoiler_tokenizer", {}))
        if "endpoint" not in varied:
            found.append(Remark("spoiler_reload", {}))
    if experiment.kind == "load":
        requests = {
            value
            for cell in experiment.cells
            if isinstance(value := experiment.settings_of(cell.id).get("requests", P99_REQUESTS), int)
        }
        if requests and min(requests) < P99_REQUESTS:
            found.append(Remark("spoiler_no_p99", {"requests": min(requests), "least": P99_REQUESTS}))
        if experiment.held.get("ignore_eos") is False or "ignore_eos" in varied:
            found.append(Remark("spoiler_lengths", {}))
    return found


def _combinations(experiment: Experiment) -> int:
    count = 1
    for levels in experiment.varies.values():
        count *= len(set(levels))
    return count


PAUSE_S = 5.0
"""Seconds allowed for between two runs: connections, the card, a model's first answer."""


def minutes_needed(experiment: Experiment, seconds_a_run: float | Mapping[str, float], *, done: int = 0) -> float:
    """About how long the runs that are left take; ``seconds_a_run`` for all cells, or by cell from runs of before."""
    left = run_order(experiment)[done:]
    each = [seconds_a_run if isinstance(seconds_a_run, int | float) else seconds_a_run[one.cell] for one in left]
    return round(sum(seconds + PAUSE_S for seconds in each) / 60, 1)
