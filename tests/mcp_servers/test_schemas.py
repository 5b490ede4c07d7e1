"""What a client is told about the tools: complete, exact, small, and the same as yesterday unless somebody meant it.

``UPDATE_SNAPSHOTS=1 pytest tests/mcp_servers/test_schemas.py`` writes the snapshots as the tools are now.
"""

from __future__ import annotations

import json
import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.mcp_servers.helpers import BUILDERS, connect

from roadweek.domain.edits import EDIT_KINDS, EDITS
from roadweek.errors import EditError
from roadweek.workspace import Workspace
from roadweek_mcp.edits import FACTS, INTERNAL, KINDS, brief, parse

pytestmark = pytest.mark.anyio
SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"

READS = (True, False, True, False)
LOOKS = (True, False, True, True)
SETTLES = (False, False, True, False)
ADDS = (False, False, False, False)
READS_WORLD = (True, False, True, True)
READING = ("show", "list", "explain", "understand", "follow", "check", "context", "compare", "answer")
RUNS_WORLD = (False, False, False, True)
HINTS = {  # read-only, destructive, idempotent, open world
    "tasks": {
        "today_show": READS,
        "week_show": READS,
        "plan_context": READS,
        "session_explain": READS,
        "history_list": READS,
        "words_understand": READS,
        "words_answer": READS,
        "words_follow": READS,
        "words_check": READS,
        "words_context": READS,
        "proposal_show": READS,
        "proposal_create": SETTLES,
        "proposal_decide": (False, True, True, False),
        "change_undo": (False, True, False, False),
        "work_list": READS,
        "review_show": READS,
        "review_record": ADDS,
        "report_write": SETTLES,
        "task_list": READS,
        "task_add": ADDS,
        "task_done": SETTLES,
        "milestone_list": READS,
        "milestone_done": SETTLES,
        "log_add": ADDS,
        "work_record": ADDS,
        "plan_import": (False, True, True, False),
    },
    "calendar": {
        "calendar_sync": (False, True, True, True),
        "outbox_drain": (False, False, True, True),
        "busy_list": READS,
        "event_list": READS,
        "trip_list": READS,
        "trip_show": READS,
        "trip_add": ADDS,
        "trip_confirm": SETTLES,
        "trip_dismiss": SETTLES,
    },
    "edge": {
        "device_list": READS_WORLD,
        "model_list": READS_WORLD,
        "model_generate": RUNS_WORLD,
        "telemetry_show": READS_WORLD,
        "bench_plan": ADDS,
        "bench_start": RUNS_WORLD,
        "bench_show": READS,
        "bench_cancel": SETTLES,
        "cell_list": READS,
        "cell_run": RUNS_WORLD,
        "cell_measure": RUNS_WORLD,
        "run_list": READS,
        "run_compare": READS,
    },
    "desk": {
        "today_show": READS,
        "week_show": READS,
        "week_replan": SETTLES,
        "proposal_show": READS,
        "proposal_decide": (False, True, True, True),
        "change_undo": (False, True, False, True),
        "history_list": READS,
        "session_explain": READS,
        "time_record": ADDS,
        "work_list": READS,
        "plan_context": READS,
        "review_show": READS,
        "review_record": ADDS,
        "trip_decide": SETTLES,
        "bench_plan": RUNS_WORLD,
        "bench_show": READS,
        "github_show": LOOKS,
    },
    "github": {
        "contributions_show": LOOKS,
        "calendar_show": LOOKS,
        "stories_list": LOOKS,
        "story_show": LOOKS,
        "issues_list": LOOKS,
        "changes_list": LOOKS,
    },
}


async def listed(name: str, ws: Workspace, mode: str = "auto") -> dict[str, dict[str, Any]]:
    async with connect(name, ws, mode) as client:
        tools = (await client.list_tools()).tools
    return {tool.name: tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools}


@pytest.mark.parametrize("name", BUILDERS)
async def test_every_tool_is_as_its_snapshot_says(name: str, ws: Workspace) -> None:
    tools = await listed(name, ws)
    folder = SNAPSHOTS / name
    if UPDATE:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in folder.glob("*.json"):
            stale.unlink()
        for tool, described in tools.items():
            text = json.dumps(described, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            (folder / f"{tool}.json").write_text(text, encoding="utf-8")
    kept = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    assert kept == tools


@pytest.mark.parametrize("name", BUILDERS)
async def test_both_eras_are_told_the_same(name: str, ws: Workspace) -> None:
    assert await listed(name, ws, "legacy") == await listed(name, ws, "auto")


@pytest.mark.parametrize("name", BUILDERS)
async def test_every_tool_has_exact_hints(name: str, ws: Workspace) -> None:
    hints = {tool: described["annotations"] for tool, described in (await listed(name, ws)).items()}
    order = ("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")
    assert {tool: tuple(each[key] for key in order) for tool, each in hints.items()} == HINTS[name]


@pytest.mark.parametrize("name", BUILDERS)
async def test_every_tool_tells_what_it_does_with_an_example_that_its_schema_accepts(name: str, ws: Workspace) -> None:
    jsonschema: Any = import_module("jsonschema")  # it has no types; the SDK brings it
    for tool, described in (await listed(name, ws)).items():
        assert re.fullmatch(r"[a-z]+_[a-z]+", tool), tool
        text = described["description"]
        found = re.search(r"Example: (\{.*\})", text)
        assert found, f"{tool} has no example"
        jsonschema.validate(json.loads(found[1]), described["inputSchema"])
        assert described["outputSchema"]["type"] == "object", tool
        for parameter, schema in described["inputSchema"].get("properties", {}).items():
            # Edits are told in the tool's own description, where all kinds fit on a few lines.
            assert schema.get("description") or parameter == "edits", f"{tool}.{parameter} is not described"


@pytest.mark.parametrize("name", BUILDERS)
async def test_every_tool_says_what_it_is_not_for_or_which_tool_to_use_instead(name: str, ws: Workspace) -> None:
    every = {tool for hints in HINTS.values() for tool in hints}
    for tool, described in (await listed(name, ws)).items():
        text = described["description"]
        assert "Not " in text or any(other in text for other in every - {tool}), tool


async def test_the_desk_costs_a_client_little(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        answer = (await client.list_tools()).model_dump_json(by_alias=True, exclude_none=True)
    assert len(HINTS["desk"]) <= 17
    assert len(answer) / 4 < 4500, "about a token for four characters"


def test_the_documentations_table_has_every_tool_once_with_what_it_changes() -> None:
    from roadweek_mcp.catalogue import tool_table

    rows = [line.split(" | ") for line in tool_table().splitlines() if line.startswith("| `")]
    assert sorted(row[0].strip("| `") for row in rows) == sorted(tool for hints in HINTS.values() for tool in hints)
    assert all(row[2].startswith("nothing") == row[0].endswith(tuple(f"_{end}`" for end in READING)) for row in rows)


def test_the_short_list_of_edits_names_every_kind_and_every_field() -> None:
    definitions = EDITS.json_schema(by_alias=True)["$defs"]
    told = brief()
    for schema in definitions.values():
        if "kind" not in schema["properties"]:
            continue  # a part of an edit
        kind = schema["properties"]["kind"]["const"]
        if kind in INTERNAL:
            assert kind not in told
            continue
        found = re.search(rf"\b{kind}\((.*?)\)", told)
        assert found, kind
        fields = {re.split(r"[:?]", field.strip())[0] for field in found[1].split(",")}
        assert fields == set(schema["properties"]) - {"kind"}, kind
        optional = {re.split(r"[:?]", field.strip())[0] for field in found[1].split(",") if "?" in field}
        assert optional == set(schema["properties"]) - {"kind"} - set(schema.get("required", [])), kind


def test_kinds_are_the_contracts_and_facts_are_some_of_them() -> None:
    assert set(KINDS) == set(EDIT_KINDS) - {"withdraw", "reinstate"}
    assert set(FACTS) < set(KINDS)


def test_the_kinds_that_undo_makes_are_not_taken_from_a_client() -> None:
    with pytest.raises(EditError, match="change_undo"):
        parse([{"kind": "withdraw", "adjustment": "a1"}])


def test_edits_that_do_not_fit_are_all_told_with_their_place() -> None:
    with pytest.raises(EditError) as refused:
        parse([{"kind": "add_trip", "start": "2026-03-09"}, {"kind": "drop", "track": "math", "date": "2026-02-30"}])
    assert "edit 1 (add_trip): end: it is missing" in str(refused.value)
    assert "edit 2 (drop): date:" in str(refused.value)
