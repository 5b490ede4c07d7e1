"""Runs of other tools come in from a file, with their source named; the same file again brings nothing new."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.benchmarking.foreign.reading import read_foreign
from roadweek.errors import InputError
from roadweek.storage import database, runs
from roadweek.usecases.benchmarks import language_of_runs
from roadweek.views.benchmarks import run_view

if TYPE_CHECKING:
    from roadweek.benchmarking.run import Run
    from roadweek.views.bench_documents import RunsImportedView
    from roadweek.workspace import Workspace

MOST_BYTES = 256 * 2**20


def import_runs(ws: Workspace, path: Path, *, device: str | None = None) -> RunsImportedView:
    """Keep the runs of a file of trtexec, llama-bench, guidellm or aiperf; ``device`` says where it was measured.

    A run is called after the file's content, so that importing it again finds it; one that was withdrawn stands again.
    It is one event of the history, which undo takes back. Raises InputError for a file that cannot be read.
    """
    from roadweek.usecases.unit_of_work import UnitOfWork

    lang = language_of_runs(ws)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError("bench_file_large", path=path, most=MOST_BYTES // 2**20)
        data = path.read_bytes()
    except OSError as error:
        raise InputError("bench_file_unreadable", path=path, why=error.strerror or str(error)) from error
    text = data.decode("utf-8", errors="replace")
    found = read_foreign(text, path.name)
    stem = hashlib.sha256(data).hexdigest()[:8]
    at = ws.now().replace(microsecond=0)
    made = [one.as_run(f"{one.tool}-{stem}-{n}", at, device) for n, one in enumerate(found, 1)]
    new: list[Run] = []
    known: list[str] = []
    event = None
    with database.write(ws.database) as connection:
        change = UnitOfWork(connection, ws)
        for run in made:
            if runs.stands(connection, ws.person, f"runs/{run.id}"):
                known.append(run.id)
                continue
            there = runs.free_id(connection, ws.person, "runs", run.id) != run.id
            if not there:
                runs.put(connection, ws.person, run.to_json())
            change.set_run(f"runs/{run.id}", True, new=not there)
            new.append(run)
        if new:
            what = {"name": path.name, "count": len(new), "tool": new[0].tool}
            event = change.finish(kind="runs_imported", actor=ws.actor, summary=("runs_imported", what)).seq
    return {
        "event": event,
        "tool": made[0].tool,
        "runs": [run_view(run, lang) for run in new],
        "known": known,
        "remarks": [],
    }
