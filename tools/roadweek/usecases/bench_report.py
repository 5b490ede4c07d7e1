"""The report of a benchmark: gathered from runs, written as Markdown, a page and its pictures into ``reports/``."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.benchmarking.comparing import compare
from roadweek.benchmarking.experiment import Experiment
from roadweek.errors import UnwritableError
from roadweek.storage import database, runs
from roadweek.usecases.bench_comparing import (
    by_chance,
    cells_compared,
    experiment_remarks,
    last_experiment,
    varied,
)
from roadweek.usecases.benchmarks import experiment_of, find_runs, language_of_runs
from roadweek.views.bench_report import report_view
from roadweek.workspace import private

if TYPE_CHECKING:
    from roadweek.benchmarking.comparing import RunComparison
    from roadweek.benchmarking.run import Run
    from roadweek.views.bench_documents import BenchReportView
    from roadweek.workspace import Workspace


def bench_report(
    ws: Workspace, names: Sequence[str] = (), *, base: str | None = None, varies: Sequence[str] = ()
) -> BenchReportView:
    """The report of an experiment, or of runs, which are meant to differ in ``varies``; of the last experiment without
    names. It only reads.

    Raises UnknownNameError.
    """
    lang = language_of_runs(ws)
    names = list(names) or [last_experiment(ws)]
    experiment: Experiment | None = None
    if len(names) == 1:
        with database.read(ws.database) as connection:
            known = runs.get(connection, ws.person, names[0]) is None
        if known:
            experiment, made = experiment_of(ws, names[0])
        else:
            made = find_runs(ws, names)
    else:
        made = find_runs(ws, names)
    compared = cells_compared(experiment, made, base=base) if experiment else _groups_compared(made, varies)
    remarks = [*(experiment_remarks(experiment, made) if experiment else []), *by_chance(compared)]
    return report_view(
        experiment.id if experiment else names[0],
        experiment,
        made,
        compared,
        remarks,
        lang,
        made_at=ws.now().isoformat(timespec="seconds"),
    )


def _groups_compared(made: Sequence[Run], varies: Sequence[str]) -> list[RunComparison]:
    """Runs of no experiment: those of one model on one endpoint with one load are repeats; each against the first."""
    from roadweek.views.bench_report import cell_name

    groups: dict[str, list[Run]] = {}
    for run in made:
        groups.setdefault(cell_name(run), []).append(run)
    if not groups:
        return []
    first, base = next(iter(groups.items()))
    others = list(groups.items())[1:]
    return [compare(base, group, names=(first, name), varies=(*varied(base, group), *varies)) for name, group in others]


def write_bench_report(ws: Workspace, view: BenchReportView, folder: Path | None = None) -> BenchReportView:
    """Write the report into ``folder``, else into the workspace's ``reports/``: Markdown, one page, and each picture as
    a file that a post can take. Raises UnwritableError."""
    from roadweek.domain.sanitise import sanitised
    from roadweek.pages.bench_report import bench_page, pictures
    from roadweek.views.bench_report_text import bench_markdown

    lang = language_of_runs(ws)
    where = folder or ws.path / "reports"
    stem = f"bench-{file_name(view['name'])}"
    drawn = pictures(view, lang, standalone=True)
    files = {f"{stem}-{one.name}.svg": str(one.svg) for one in drawn}
    told = {one.title: f"{stem}-{one.name}.svg" for one in drawn}
    texts = {f"{stem}.md": sanitised(bench_markdown(view, lang, told)), f"{stem}.html": bench_page(view, lang), **files}
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in where.glob(f"{stem}-*.svg"):  # a picture of an earlier state that this one does not have
            if old.name not in texts:
                with contextlib.suppress(OSError):
                    old.unlink()
        for name, text in texts.items():
            with open(where / name, "w", encoding="utf-8", opener=private) as file:
                file.write(text)
    except OSError as error:
        raise UnwritableError(path=where, why=error.strerror or str(error)) from error
    return {**view, "files": [str(where / name) for name in texts]}


def file_name(name: str) -> str:
    """A run's or experiment's id as part of a file's name."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:120]
