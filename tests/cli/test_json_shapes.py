"""What a command prints with `--json` is what docs/json-shapes.json says: every key, no other, and the right kinds."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarking.runs import kept_experiment
from tests.cli.conftest import PLAN

from roadweek.usecases.bench_progress import told_to_start
from roadweek.workspace import open_workspace
from roadweek_cli.docs import json_shapes

SHAPES = json_shapes()
Ask = Callable[..., Any]
COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", str(PLAN), "--dry-run"),
    "batch": ("batch", "WORKSPACE", "--workers", "1"),
    "holidays": ("holidays",),
    "plan checks": ("plan", "checks"),
    "plan days": ("plan", "days", "2026-03-02", "2026-03-15"),
    "attempt": ("attempt", "LC 236", "--minutes", "40", "--hints"),
    "attempt import": ("attempt", "import", "TABLE"),
    "attempt list": ("attempt", "list"),
    "attempt pin": ("attempt", "pin", "LC 1"),
    "attempt start": ("attempt", "start", "LC 2"),
    "attempt stop": ("attempt", "stop"),
    "backup": ("backup",),
    "bench cancel": ("bench", "cancel"),
    "bench check": ("bench", "check"),
    "bench compare": ("bench", "compare"),
    "bench evidence": ("bench", "evidence", "BENCH", "--work", "WORK"),
    "bench export": ("bench", "export", "BENCH"),
    "bench forget": ("bench", "forget", "BENCH"),
    "bench import": ("bench", "import", "TABLE.log"),
    "bench list": ("bench", "list"),
    "bench series": ("bench", "series", "memory-profile", "--endpoint", "orin", "--model", "words"),
    "bench report": ("bench", "report"),
    "bench run": ("bench", "run", "--endpoint", "orin", "--vary", "concurrency=1,4", "--keep"),
    "bench show": ("bench", "show", "BENCH"),
    "bench why": ("bench", "why", "RUN", "--published", "40", "--module", "pi-5", "--power-mode", "MAXN"),
    "calendar events": ("calendar", "events", "2026-03-02"),
    "calendar repair": ("calendar", "repair"),
    "edge devices": ("edge", "devices"),
    "edge models": ("edge", "models"),
    "edge status": ("edge", "status"),
    "replan": ("replan", "--week", "2026-03-10"),
    "review answer": ("review", "answer", "3", "one hour of scales"),
    "review cards": ("review", "cards"),
    "review cards add": ("review", "cards", "add", "What is a norm?", "a length", "--topic", "Norms"),
    "review cards ahead": ("review", "cards", "ahead"),
    "review cards answer": ("review", "cards", "answer", "CARD", "3"),
    "review cards bundle": ("review", "cards", "bundle"),
    "review cards export": ("review", "cards", "export", "FILE.md"),
    "review cards import": ("review", "cards", "import", "FILE.csv"),
    "review cards lesson": ("review", "cards", "lesson", "SVD"),
    "review cards list": ("review", "cards", "list"),
    "review cards suggest": ("review", "cards", "suggest"),
    "review cards tune": ("review", "cards", "tune"),
    "review day": ("review", "day"),
    "review drill": ("review", "drill"),
    "review drill --answer": ("review", "drill", "--answer", "as far as I know …", "--points", "1"),
    "review drill --weak": ("review", "drill", "--weak"),
    "review drill add": ("review", "drill", "add", "What is a dot product?", "--points", "a sum; an angle"),
    "review drill grade": ("review", "drill", "grade", "none"),
    "review drill import": ("review", "drill", "import", "FILE.csv"),
    "review drill list": ("review", "drill", "list"),
    "review drill retire": ("review", "drill", "retire", "rank"),
    "review drill suggest": ("review", "drill", "suggest"),
    "review redo": ("review", "redo"),
    "review redo record": ("review", "redo", "record", "LC 1", "--minutes", "35", "--solved"),
    "review redo swap": ("review", "redo", "swap", "LC 1", "LC 9"),
    "review record": ("review", "record", "LC 1", "stuck"),
    "review material": ("review", "material"),
    "review bullets": ("review", "bullets"),
    "review count": ("review", "count"),
    "review week": ("review", "week"),
    "review week --why": ("review", "week", "--why", "topic/-/attempts", "--of", "2026-03-03"),
    "roadmap": ("roadmap",),
    "today": ("today",),
    "trip list": ("trip", "list"),
    "trip show": ("trip", "show", "2026-03-18"),
    "week": ("week", "--of", "2026-03-10"),
    "work effort": ("work", "effort", "WORK", "7h"),
    "work finish": ("work", "finish", "WORK", "--approve"),
    "work list": ("work", "list"),
    "work order": ("work", "order", "WORK", "--after", "NEXT"),
    "work show": ("work", "show", "WORK"),
    "work skip": ("work", "skip", "WORK"),
    "work split": ("work", "split", "WORK", "one 2h", "two"),
}


LLAMA_BENCH = """\
build_commit,model_filename,model_type,model_size,n_threads,n_gpu_layers,n_prompt,n_gen,test_time,avg_ts,stddev_ts
b6000,small.gguf,small Q4_0,900000000,6,99,0,128,2026-03-01T10:00:00Z,21.5,0.2
"""


def fits(name: str, document: Any) -> None:
    jsonschema: Any = import_module("jsonschema")  # it has no types
    jsonschema.validate(document, SHAPES[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_its_schema_says(planned: Path, document: Ask, name: str) -> None:
    works = document("work", "list", "--track", "edge")
    list_of = [w["id"] for w in works]
    pair = next((a, b) for a, b in pairwise(list_of) if _together(works, a, b))
    table = planned.parent / "tried.csv"
    words = [
        {"WORK": pair[0], "NEXT": pair[1], "TABLE": str(table), "WORKSPACE": str(planned)}.get(word, word)
        for word in COMMANDS[name]
    ]
    table.write_text("problem,date\nLC 7,2026-03-01\nLC 8,never\n", encoding="utf-8")
    if words[0] in ("attempt", "review"):
        document("attempt", "LC 1", "--on", "2026-03-03", "--idea", "a map of what is missing")
    if name == "review redo swap":
        for n in range(2, 10):
            document("attempt", f"LC {n}", *(() if n == 9 else ("--failed",)), "--minutes", "30")
        words[3] = document("review", "redo")["chosen"][0]["problem"]
    if name.startswith("review cards"):
        card = document("review", "cards", "add", "What is a rank?", "a dimension")["cards"][0]["id"]
        (planned / "cards.csv").write_text("front,back\nq,a\n", encoding="utf-8")
        files = {"CARD": card, "FILE.md": str(planned / "out.md"), "FILE.csv": str(planned / "cards.csv")}
        words = [files.get(word, word) for word in words]
    if name.startswith("trip"):
        document("trip", "add", "2026-03-18", "2026-03-20", "--place", "Lisbon")
    if name.startswith("review drill"):
        document("review", "drill", "add", "What is a rank?", "--points", "a dimension; of the image", "--topic", "LA")
        document("attempt", "What is a trace?", "--kind", "question", "--idea", "a sum")
        (planned / "questions.csv").write_text("question,points\nWhy?,so; or so\n", encoding="utf-8")
        words = [{"FILE.csv": str(planned / "questions.csv")}.get(word, word) for word in words]
    if name in ("review drill grade", "review drill --weak"):
        document("review", "drill", "--answer", "the number of columns")
        document("review", "drill", "grade", "1") if name.endswith("weak") else None
    if name.startswith("bench"):
        (planned / "engine.csv").write_text(LLAMA_BENCH, encoding="utf-8")
        with (planned / "config.toml").open("a", encoding="utf-8") as config:
            config.write('\n[[edge.endpoints]]\nname = "orin"\nurl = "http://127.0.0.1:9"\n')
        files = {"BENCH": kept_experiment(open_workspace(planned)), "TABLE.log": str(planned / "engine.csv")}
        words = [files.get(word, word) for word in words]
    if name == "bench cancel":
        told_to_start(open_workspace(planned), kept_experiment(open_workspace(planned)))
    if name == "bench why":
        words[2] = document("bench", "list")["runs"][0]["id"]
    if name == "attempt stop":
        document("attempt", "start", "LC 2")
    answer = document(*words)
    fits(name, answer)
    if name in ("work list", "work show", "plan days"):
        assert answer


def _together(works: list[dict[str, Any]], first: str, second: str) -> bool:
    windows = {w["id"]: (w["from"], w["due"]) for w in works}
    return windows[first] == windows[second]


def test_accepted_weeks_and_explanations_fit_too(planned: Path, document: Ask) -> None:
    fits("replan", document("replan", "--week", "2026-03-10", "--approve"))
    week = document("week", "--of", "2026-03-10")
    fits("week", week)
    for session in week["sessions"]:
        fits("explain", document("explain", session["id"]))
    fits("replan", document("replan", "maybe"))


def test_every_schema_has_its_command(planned: Path) -> None:
    others = {name for name in SHAPES if name.startswith("github ")}  # tests/github/test_command.py asks a GitHub
    assert set(SHAPES) - set(COMMANDS) - others == {"explain", "restore"}


def test_the_contract_s_keys_of_a_work_are_all_there_and_no_others() -> None:
    assert list(SHAPES["work list"]["$defs"]["WorkView"]["properties"]) == [
        "id", "kind", "title", "track", "from", "due", "effort_min", "effort_by", "done_min", "state", "weeks",
        "short_min", "lines", "box_min",
    ]  # fmt: skip
    assert list(SHAPES["plan days"]["$defs"]["DaySessionView"]["properties"]) == [
        "title", "work", "minutes", "start", "end",
    ]  # fmt: skip
