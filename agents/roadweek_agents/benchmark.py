"""The benchmark specialist: words become an experiment that is shown, measured run by run once agreed, and explained.

Each run is a task of LangGraph's: its result is in the checkpoint as soon as it is made, so a conversation that dies at
the fifth run goes on at the fifth. Every figure in the explanation is a tool's; a model may put them into a sentence,
which is dropped where it says any other number. It reaches devices only through the edge server.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Literal, cast

from langgraph.func import task

from roadweek.benchmarking.next_step import next_experiment, work_meant
from roadweek.errors import ModelError, RoadweekError
from roadweek.messages import say
from roadweek.views.benchmarks import figure_title, number
from roadweek_agents.bench_drafting import draft_experiment, known_places
from roadweek_agents.figures import invented
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek.views.bench_documents import BenchCompareView, ExperimentView, RunView
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language, State, Update

LONGEST = 600
"""Characters of prose that are taken."""
MOST_THINGS = 300
KEY_FIGURES = ("ttft_content_p50_ms", "tpot_p50_ms", "decode_tok_s", "output_tok_s", "energy_per_token_j")
_GO_ON = (
    r"(?:go on|carry on|continue|resume)(?: with)?(?: (?:it|the (?:benchmark|measurement)))?"
    r"|(?:继续|接着)(?:测|跑)?(?:吧)?"
)
_NAMED = r"\bx\d{6}-[\w.-]+"

Told = Callable[[str], None]


def resumes(text: str) -> bool:
    """Whether a message only asks to go on with what was interrupted."""
    from roadweek_agents.routing import tidy

    return re.fullmatch(_GO_ON, tidy(text), re.IGNORECASE) is not None


def experiment_named(text: str) -> str | None:
    """The kept experiment that a message names."""
    found = re.search(_NAMED, text)
    return found[0] if found else None


async def plan(gateway: Gateway, model: Model, state: State, text: str) -> Update:
    """The experiment of the words, kept and told, in ``bench``; or one question.

    What the rules cannot read a configured model drafts; its draft is held against the words and kept in the same way.
    """
    lang, named = state["lang"], experiment_named(text)
    meant = None if named is not None else await _meant(gateway, text)
    proves: dict[str, str] = {meant.kind: meant.id} if meant else {}
    async with gateway.tools("benchmark") as call:
        if named is not None:
            planned = await call("bench_plan", experiment=named)
        else:
            planned = await call("bench_plan", words=text, **proves)
            if planned["question"] and model.configured:
                planned = await _drafted(gateway, model, text, lang, call, planned, proves)
        if planned["question"]:
            return {"answer": planned["question"], "question": planned["question"], "asked": text}
        view = cast("ExperimentView", planned["experiment"])
        cells = (await call("cell_list", experiment=view["id"]))["cells"]
    told = experiment_told(view, lang, meant.title if meant else None)
    return {"bench": {**_bench(view, planned["digest"], cells), "told": told}, "asked": None}


async def _drafted(
    gateway: Gateway,
    model: Model,
    text: str,
    lang: Language,
    call: Tools,
    planned: dict[str, Any],
    proves: dict[str, str],
) -> dict[str, Any]:
    """The plan of a model's draft, or its question; what the rules asked where the model fails."""
    async with gateway.tools("bench_draft") as look:
        known = await known_places(look)
    try:
        settings, question = await draft_experiment(model, known, text, lang)
    except ModelError:
        return planned
    if settings is None:
        return {**planned, "question": question or planned["question"]}
    return await call("bench_plan", **settings, **proves)


def _bench(view: ExperimentView, digest: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "experiment": view["id"],
        "digest": digest,
        "order": [[one["cell"], one["repeat"]] for one in cells],
        "varies": view["varies"],
        "held": view["held"],
        "repeats": view["repeats"],
        "work": view["work"],
        "milestone": view["milestone"],
        "left": view["left"],
        "told": "",
    }


@dataclass(frozen=True, slots=True)
class ProvenThing:
    """What of the plan a benchmark is evidence for."""

    kind: Literal["work", "milestone"]
    id: str
    title: str


async def _meant(gateway: Gateway, text: str) -> ProvenThing | None:
    """The work of the plan that the words mean, else the milestone; None where there is no plan, or none or several
    fit."""
    async with gateway.tools("bench_evidence") as call:
        try:
            works = [(one["id"], one["title"]) for one in await _all(call, "work_list", "works", limit=50)]
            goals = [(one["id"], one["title"]) for one in await _all(call, "plan_context", "milestones")]
        except RoadweekError:
            return None
    kinds: tuple[tuple[Literal["work", "milestone"], list[tuple[str, str]]], ...] = (
        ("work", works),
        ("milestone", goals),
    )
    for kind, things in kinds:
        meant = work_meant(text, things)
        if meant is not None:
            return ProvenThing(kind, meant, dict(things)[meant])
    return None


async def _all(call: Tools, tool: str, what: str, **arguments: Any) -> list[dict[str, Any]]:
    """The things of a tool's pages."""
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while len(found) < MOST_THINGS:
        page = await call(tool, **arguments, cursor=cursor)
        found += page[what]
        cursor = page["next"]
        if cursor is None:
            break
    return found


def experiment_told(view: ExperimentView, lang: Language, work: str | None = None) -> str:
    """What varies, what is held, how many runs, how long, what could spoil it, and what it is evidence for."""
    lines = [say("agents.bench_title", lang, title=view["title"], name=view["id"])]
    for name, levels in view["varies"].items():
        lines.append(say("agents.bench_varies", lang, name=name, levels=", ".join(str(level) for level in levels)))
    held = ", ".join(f"{name} {value}" for name, value in view["held"].items())
    lines.append(say("agents.bench_held", lang, held=held))
    counts = {"runs": view["runs"], "cells": len(view["cells"]), "repeats": view["repeats"]}
    lines.append(say("agents.bench_count", lang, **counts))
    if view["made"]:
        lines.append(say("agents.bench_made", lang, made=view["made"], left=view["left"]))
    key = "bench_minutes" if view["minutes"] is not None else "bench_unknown_minutes"
    lines.append(say(f"agents.{key}", lang, minutes=view["minutes"] or 0))
    lines += [say("agents.bench_spoiler", lang, text=one["text"]) for one in view["spoilers"]]
    if work:
        lines.append(say("agents.bench_evidence_for", lang, title=work))
    return "\n".join(lines)


async def measure(gateway: Gateway, model: Model, state: State, told: Told | None) -> Update:
    """Make every run of the experiment that was agreed to, then explain. It runs again after a crash: what was made is
    in the checkpoint, and the server makes no run twice."""
    bench, lang = state["bench"] or {}, state["lang"]
    names = {"experiment": bench["experiment"], "digest": bench["digest"]}

    @task
    async def bench_cell(cell: str, repeat: int) -> dict[str, Any]:
        async with gateway.tools("benchmark") as call:
            run: dict[str, Any] = (await call("cell_run", **names, cell=cell, repeat=repeat))["run"]
            return run

    runs: list[RunView] = []
    order = bench["order"]
    for place, (cell, repeat) in enumerate(order, 1):
        made = cast("RunView", await bench_cell(cell, repeat))
        runs.append(made)
        if told is not None:
            told(say("agents.bench_progress", lang, place=place, of=len(order), cell=cell, text=run_told(made, lang)))
    async with gateway.tools("benchmark") as call:
        compared = cast("BenchCompareView", await call("run_compare", names=[bench["experiment"]]))
    text = explained(bench["experiment"], runs, compared, lang)
    prose = await _prose(model, text, lang)
    after = next_experiment(bench["varies"], bench["held"], runs, compared["comparisons"], bench["repeats"])
    text = "\n".join(part for part in (prose, text, say(f"edge.{after.code}", lang, **after.params)) if part)
    if bench.get("work") or bench.get("milestone"):
        found = evidence_of(runs, compared, lang)
        if found is None:
            return {"answer": f"{text}\n{say('agents.bench_no_evidence', lang)}", "asked": None}
        edit = await _finishing(gateway, bench, f"{bench['experiment']}: {found}"[:480])
        ask = say("agents.bench_evidence", lang)
        return {"edits": [edit], "note": f"{text}\n\n{ask}", "measured": text, "by": "rules", "question": None}
    return {"answer": text, "asked": None}


async def _finishing(gateway: Gateway, bench: dict[str, Any], evidence: str) -> dict[str, Any]:
    """The edit that finishes what the benchmark proves."""
    if bench.get("work"):
        return {"kind": "finish_work", "work": bench["work"], "evidence": evidence}
    async with gateway.tools("bench_evidence") as call:
        today = (await call("plan_context"))["now"][:10]
    return {"kind": "finish_milestone", "milestone": bench["milestone"], "date": today, "evidence": evidence}


def run_told(run: RunView, lang: Language) -> str:
    """A run in one line: why it does not count, or its key figures."""
    if run["standing"] not in ("measurement", "imported"):
        return say("agents.bench_refused", lang, why="; ".join(one["text"] for one in run["refusals"]))
    return _figures(run["figures"], lang)


def _figures(figures: dict[str, float], lang: Language) -> str:
    return " · ".join(f"{figure_title(name, lang)} {number(figures[name])}" for name in KEY_FIGURES if name in figures)


def explained(experiment: str, runs: list[RunView], compared: BenchCompareView, lang: Language) -> str:
    """The runs' own figures by cell, then each difference with its interval, and what a reader must know."""
    lines = [say("agents.bench_done", lang, name=experiment, runs=len(runs))]
    for cell in dict.fromkeys(run["cell"] for run in runs):
        mine = [run for run in runs if run["cell"] == cell]
        counted = [run for run in mine if run["standing"] in ("measurement", "imported")]
        if not counted:
            lines.append(f"- {cell}: {run_told(mine[0], lang)}")
            continue
        middle = {
            name: median(values)
            for name in KEY_FIGURES
            if (values := [run["figures"][name] for run in counted if name in run["figures"]])
        }
        lines.append(say("agents.bench_cell", lang, cell=cell, runs=len(counted), text=_figures(middle, lang)))
    for one in compared["comparisons"]:
        if not one["comparable"]:
            why = "; ".join(each["text"] for each in one["against"])
            lines.append(say("agents.bench_not_comparable", lang, other=one["other"], base=one["base"], why=why))
        clear = [each for each in one["effects"] if each["verdict"] in ("better", "worse")]
        lines += [f"- {one['other']} / {one['base']}: {each['text']}" for each in clear or one["effects"][:2]]
        lines += [f"  {remark['text']}" for remark in one["remarks"]]
    lines += [remark["text"] for remark in compared["remarks"]]
    return "\n".join(lines)


def evidence_of(runs: list[RunView], compared: BenchCompareView, lang: Language) -> str | None:
    """One line for the plan: the first differences that are above the noise, else the figures of the first run that
    counts; None where none does."""
    counted = [run for run in runs if run["standing"] in ("measurement", "imported")]
    if not counted:
        return None
    clear = [
        f"{one['other']}/{one['base']} {each['text']}"
        for one in compared["comparisons"]
        for each in one["effects"]
        if each["verdict"] in ("better", "worse")
    ]
    return "; ".join(clear[:3]) or f"{counted[0]['cell']}: {run_told(counted[0], lang)}"


async def _prose(model: Model, facts: str, lang: Language) -> str:
    """The model's sentence about the figures, or nothing: where it fails, says too much, or a number of its own."""
    if not model.configured:
        return ""
    prompt = filled("explain_benchmark", facts=facts, language="Chinese" if lang == "zh" else "English")
    said = ""
    try:
        async for piece in model.stream(prompt):
            said += piece
            if len(said) > LONGEST:
                return ""
    except ModelError:
        return ""
    return "" if invented(said, facts) else said.strip()
