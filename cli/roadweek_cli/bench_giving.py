"""`bench import` and `evidence`: runs of other tools come in, and what was found goes to the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadweek.messages import say
from roadweek_cli.bench_looking import Name
from roadweek_cli.bench_telling import told_runs
from roadweek_cli.common import emit, language, workspace


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="of trtexec, llama-bench, guidellm, aiperf, tegrastats")],
    device: Annotated[str | None, typer.Option(metavar="TEXT", help="where it was measured")] = None,
) -> None:
    """Keep the runs of another tool, with their source named; a figure has our name only where it means the same."""
    from roadweek.usecases.bench_import import import_runs

    ws = workspace(create=True, as_it_is=True)
    lang = language(ws)
    view = import_runs(ws, file, device=device)

    def show_it() -> None:
        from roadweek_cli.paint import line

        line(say("benchmarks.imported", lang, count=len(view["runs"]), tool=view["tool"]))
        if view["known"]:
            line(say("benchmarks.imported_known", lang, count=len(view["known"])))
        if view["runs"]:
            told_runs(view["runs"], lang)

    emit(view, show_it)


def evidence(
    name: Name,
    work: Annotated[str | None, typer.Option(metavar="WORK", help="the work that it proves done")] = None,
    milestone: Annotated[str | None, typer.Option(metavar="MILESTONE", help="the milestone that it proves")] = None,
    approve: Annotated[bool, typer.Option("--approve", help="apply it at once")] = False,
) -> None:
    """Attach what was found to a work or a milestone of the plan: a proposal that finishes it, with its evidence."""
    from roadweek.usecases.bench_evidence import propose_evidence
    from roadweek_cli.common import working
    from roadweek_cli.replanning import answer

    ws = workspace()
    with working("solve"):
        view = propose_evidence(ws, name, work=work, milestone=milestone)
    answer(ws, view, approve=approve)
