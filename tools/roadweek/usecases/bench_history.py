"""What was measured in the history: one event for the runs that an experiment was measured at one go, so that undo can
withdraw them.

Each run is kept the moment it is made; the event comes after the last, or after what broke the rest off. Where the
process was killed before it, the runs are in the event of the next go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.storage import database, events, runs

if TYPE_CHECKING:
    from roadweek.workspace import Workspace

KIND = "runs_measured"


def note_measured(ws: Workspace, experiment: str, title: str) -> int | None:
    """Write the event of the runs of an experiment that are in none yet; its number, None where there are none."""
    from roadweek.usecases.unit_of_work import UnitOfWork

    with database.write(ws.database) as connection:
        noted = {
            run for event in events.of_subject(connection, ws.person, KIND, experiment) for run in event.after["runs"]
        }
        made = [str(row["id"]) for row in runs.of_experiment(connection, ws.person, experiment)]
        new = [run for run in made if f"runs/{run}" not in noted]
        if not new:
            return None
        change = UnitOfWork(connection, ws)
        for run in new:
            change.set_run(f"runs/{run}", True, new=True)
        what = {"title": title, "count": len(new), "id": experiment}
        return change.finish(kind=KIND, actor=ws.actor, subject=experiment, summary=(KIND, what)).seq
