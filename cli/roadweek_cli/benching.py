"""`bench`: experiments measured run by run, compared, reported; runs of other tools imported beside them."""

from __future__ import annotations

from roadweek_cli import bench_giving, bench_holding, bench_looking
from roadweek_cli.bench_running import run
from roadweek_cli.bench_series import series
from roadweek_cli.parser import command, new_app

app = new_app()
bench_app = new_app("Measure models on devices: experiments, runs, comparisons, reports. Works without a plan.")
app.add_typer(bench_app, name="bench")

command(bench_app, "run")(run)
command(bench_app, "series")(series)
command(bench_app, "list")(bench_looking.list_)
command(bench_app, "show")(bench_looking.show)
command(bench_app, "cancel")(bench_looking.cancel)
command(bench_app, "compare")(bench_holding.compare)
command(bench_app, "report")(bench_holding.report)
command(bench_app, "check")(bench_holding.check)
command(bench_app, "why")(bench_holding.why)
command(bench_app, "import")(bench_giving.import_)
command(bench_app, "evidence")(bench_giving.evidence)
command(bench_app, "forget")(bench_looking.forget)
command(bench_app, "export")(bench_looking.export)
