"""One cell is one policy in one seed's year at one demand, lived with its gap and without; each is kept as it is done.

Kept rows carry a digest of the code that they came from, so a run that was cut off goes on and none mixes two states.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import roadweek
from bench.yearsim.disruptions import year_of
from bench.yearsim.edf import DailyEdf, WeeklyEdf
from bench.yearsim.life import Lived, Policy, live
from bench.yearsim.linear import StableProgram, UnstableProgram
from bench.yearsim.measures import figures_of
from bench.yearsim.person import Person, person_of
from bench.yearsim.roadweek import Roadweek
from bench.yearsim.template import FixedTemplate

OURS = "roadweek"
KEPT = Path(".yearsim") / "cells.jsonl"
FAST = Path("/dev/shm")
"""Where the workspaces of lived years lie, if it is there: a year is some thousand small writes."""
BASELINES: dict[str, Callable[[Person], Policy]] = {
    kind.name: kind for kind in (FixedTemplate, DailyEdf, WeeklyEdf, UnstableProgram, StableProgram)
}


@dataclass(frozen=True, slots=True)
class Cell:
    policy: str
    demand: float
    seed: int


@dataclass(frozen=True, slots=True)
class Row:
    """A cell's figures, or ``error`` where its plans could not be lived."""

    cell: Cell
    figures: dict[str, float]
    error: str | None = None


def lived(cell: Cell) -> Row:
    """Live the cell's two years."""
    person, year = person_of(cell.demand), year_of(cell.seed)
    outs: list[Lived] = []
    for with_gap in (True, False):
        with tempfile.TemporaryDirectory(dir=FAST if FAST.is_dir() else None) as folder:
            policy: Policy = Roadweek(person, Path(folder)) if cell.policy == OURS else BASELINES[cell.policy](person)
            out = live(person, year, policy, with_gap=with_gap)
        refused = policy.refused if isinstance(policy, Roadweek) else []
        if out.errors or refused:
            return Row(cell, {}, "; ".join([*out.errors, *refused][:3]))
        outs.append(out)
    return Row(cell, figures_of(person, year, *outs))


def rows_of(cells: Iterable[Cell], *, jobs: int, kept: Path = KEPT, tell: Callable[[Row, int], None]) -> list[Row]:
    """The rows of ``cells``, those that are kept already from the file; ``tell`` hears each as it is done, and how many
    are left."""
    wanted = list(cells)
    found = {row.cell: row for row in _kept(kept) if row.cell in set(wanted)}
    todo = [cell for cell in wanted if cell not in found]
    kept.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(max_workers=jobs) as pool, kept.open("a", encoding="utf-8") as file:
        running = [pool.submit(lived, cell) for cell in todo]
        for number, future in enumerate(as_completed(running)):
            row = future.result()
            found[row.cell] = row
            file.write(json.dumps({"code": code(row.cell.policy), **asdict(row)}) + "\n")
            file.flush()
            tell(row, len(todo) - number - 1)
    return [found[cell] for cell in wanted]


def _kept(path: Path) -> Iterator[Row]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        if said["code"] == code(said["cell"]["policy"]):
            yield Row(Cell(**said["cell"]), said["figures"], said["error"])


@cache
def code(policy: str) -> str:
    """A digest of the simulation's code, and for the product of its library's."""
    folders = [Path(__file__).parent]
    if policy == OURS:
        folders.append(Path(roadweek.__file__).parent)
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        if path.name not in ("report.py", "picture.py", "__init__.py"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
