"""Why is mine slower than published? A run of decoding against what a publication states, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.benchmarking.ceiling import ceiling_of
from roadweek.benchmarking.device_words import ceiling_lines
from roadweek.benchmarking.modules import MODULES
from roadweek.benchmarking.run import Run
from roadweek.benchmarking.slower import PublishedFigure, cause_words, slower_line, why_slower
from roadweek.errors import InputError, UnknownNameError
from roadweek.messages import say
from roadweek.storage import database, runs
from roadweek.usecases.benchmarks import language_of_runs

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.bench_documents import BenchWhyView, CodeView
    from roadweek.workspace import Workspace

RATES = ("decode_tok_s", "server_decode_tok_s")
"""The rate of one answer that is held against the published one: ours, else the engine's own."""


def why_is_it_slower(ws: Workspace, name: str, published: PublishedFigure) -> BenchWhyView:
    """The answer for a run. Raises UnknownNameError for a run or module, and InputError for a run without decoding."""
    lang = language_of_runs(ws)
    if published.module is not None and published.module not in MODULES:
        raise UnknownNameError(what="module", name=published.module, known=MODULES)
    with database.read(ws.database) as connection:
        row = runs.get(connection, ws.person, name)
        if row is None:
            raise UnknownNameError(what="run", name=name, known=runs.like(connection, ws.person), see="see_runs")
    run = Run.model_validate(row)
    rate = next((run.figures[figure] for figure in RATES if run.figures.get(figure)), None)
    if rate is None:
        raise InputError("bench_no_decode", run=name)
    concurrent = run.settings.get("concurrency")
    streams = concurrent if isinstance(concurrent, int) else 1
    answer = why_slower(run.card, rate, published, concurrent=streams)
    return {
        "run": run.id,
        "decode_tok_s": rate,
        "published_tok_s": published.decode_tok_s,
        "ratio": answer.ratio,
        "expected": answer.expected,
        "line": slower_line(answer, lang),
        "causes": [
            {"code": cause.code, "text": cause_words(cause, lang), "factor": cause.factor} for cause in answer.causes
        ],
        "unstated": [_unknown(each, lang) for each in answer.unstated],
        "unread": [_unknown(each, lang) for each in answer.unread],
        "ceiling": ceiling_lines(ceiling_of(run.card, rate, concurrent=streams), lang),
    }


def _unknown(name: str, lang: Language) -> CodeView:
    return {"code": name, "text": say(f"devices.unstated_{name}", lang)}
