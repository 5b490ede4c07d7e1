"""What a benchmark found becomes evidence of the plan: a proposal that finishes a work, or a milestone, with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roadweek.errors import InputError
from roadweek.messages import say
from roadweek.usecases.bench_report import bench_report
from roadweek.usecases.benchmarks import language_of_runs
from roadweek.usecases.proposing import propose_on_calendar

if TYPE_CHECKING:
    from roadweek.views.documents import ProposalView
    from roadweek.workspace import Workspace

MOST = 1500
"""Characters of evidence; the report has the rest."""
TOLD = 3


def evidence_text(ws: Workspace, name: str) -> str:
    """The first conclusions of a report, with the run or experiment that they are from.

    Raises UnknownNameError, and InputError where nothing of it is a measurement.
    """
    lang = language_of_runs(ws)
    view = bench_report(ws, [name])
    if not view["measured"]:
        raise InputError("bench_no_evidence", name=name)
    said = " ".join(f"{line}." if not line.endswith((".", "。")) else line for line in view["short"][:TOLD])
    text = say("benchmarks.as_evidence", lang, title=view["title"], what=said, id=view["name"])
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def propose_evidence(
    ws: Workspace, name: str, *, work: str | None = None, milestone: str | None = None
) -> ProposalView:
    """A proposal that the work or the milestone is reached, with what the benchmark found as its evidence. Approving it
    is the person's. Without either, those that the experiment was planned for.

    Raises UnknownNameError, InputError where there is nothing to attach it to, NoPlanError, EditError.
    """
    view = bench_report(ws, [name])
    experiment = view["experiment"]
    if work is None and milestone is None and experiment is not None:
        work, milestone = experiment["work"], experiment["milestone"]
    evidence = evidence_text(ws, name)
    edits: list[dict[str, Any]] = []
    if work is not None:
        edits.append({"kind": "finish_work", "work": work, "evidence": evidence})
    if milestone is not None:
        on = ws.now().date().isoformat()
        edits.append({"kind": "finish_milestone", "milestone": milestone, "date": on, "evidence": evidence})
    if not edits:
        raise InputError("bench_evidence_what", name=name)
    return propose_on_calendar(ws, edits)
