"""What this room costs to start: nothing heavy before a week is solved, and then only the solver itself."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = "{'ortools', 'numpy', 'pandas', 'sqlite_utils'}"


def loaded(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}; print(*sorted({HEAVY} & set(sys.modules)))"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    return set(done.stdout.split())


def test_the_modules_of_the_room_import_nothing_heavy() -> None:
    names = ("solve", "diff", "policy", "verify", "effective", "affected")
    assert loaded("; ".join(f"import roadweek.scheduling.{n}" for n in names)) == set()


def test_solving_a_week_brings_the_solver_without_numpy_and_pandas() -> None:
    program = "from bench.instances import week_inputs; from roadweek.scheduling.solve import solve_week"
    assert loaded(f"{program}; solve_week(week_inputs(20))") == {"ortools"}
