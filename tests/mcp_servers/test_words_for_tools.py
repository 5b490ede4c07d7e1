"""What goes wrong is told to a model in its own words: tools, and commands only where they are the person's."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.mcp_servers.helpers import BUILDERS, accept_next_week, call, connect, refused, text_of
from tests.samples import WEDNESDAY

from roadweek.domain.base import Language
from roadweek.messages.agents import TEXTS
from roadweek.workspace import Workspace, open_workspace

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error::mcp.MCPDeprecationWarning")]


def told_to_tools() -> list[tuple[str, str, str]]:
    """Every sentence that an error or a warning may say to who calls tools: its key, its language and its words."""
    from roadweek.messages.damage import TEXTS as DAMAGE
    from roadweek.messages.errors import TEXTS as ERRORS
    from roadweek.messages.states import TEXTS as STATES
    from roadweek.messages.things import TEXTS as THINGS
    from roadweek.messages.tools import TEXTS as TOOLS
    from roadweek.messages.tools import as_tools

    only_commands = {
        "edits_no_json",
        "client_file",
        "no_model",
        "drill_no_model",
        "count_aim",
        "batch_no_dask",
        "batch_no_scheduler",
    } | {name for name in ERRORS if "unwritable_" in name}
    tools = {key.removeprefix("tool_"): texts for key, texts in TEXTS.items() if key.startswith("tool_")}
    said: list[tuple[dict[str, dict[str, str]], set[str]]] = [
        ({**ERRORS, **tools}, only_commands),
        (THINGS, set()),
        (STATES, {"auto_apply_off"}),
        (DAMAGE, set()),
        (TOOLS, set()),
    ]
    languages: tuple[Language, ...] = ("en", "zh")
    return [
        (key, lang, as_tools(texts[lang], lang))
        for area, left in said
        for key, texts in area.items()
        if key not in left
        for lang in languages
    ]


async def test_no_error_names_a_command_that_is_not_the_persons_or_a_tool_that_the_desk_lacks(ws: Workspace) -> None:
    async with connect("desk", ws) as client:
        here = {tool.name for tool in (await client.list_tools()).tools}
    nouns = "|".join(sorted({name.split("_")[0] for name in here}))
    theirs = re.compile(r"`roadweek [^`]+` ?(?:\(for the person|（由用户)")
    for key, _, words in told_to_tools():
        left = theirs.sub("", words)
        assert "`roadweek" not in left, (key, words)
        assert not re.search(r"(?<![\w-])--[a-z]", left), (key, words)
        named = set(re.findall(rf"\b(?:{nouns})_[a-z]+\b", words)) - {"work_id"}
        assert named - here <= ({"plan_import"} if key == "nothing_read" else set()), (key, named - here)
    assert len(told_to_tools()) > 200


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en", "run `roadweek undo --event 7` now", "run change_undo (events [7]) now"),
        ("en", "`roadweek work list --open` has more", "work_list has more"),
        ("zh", "先运行 `roadweek replan --show p9`", "先运行 proposal_show (p9)"),
        ("zh", "用 `roadweek doctor` 查看", "用 `roadweek doctor`（由用户在终端运行） 查看"),
        ("en", "`roadweek plan conflicts`", "`roadweek plan conflicts` (for the person, in a terminal)"),
    ],
)  # fmt: skip
def test_commands_are_said_as_tools(lang: Language, text: str, said: str) -> None:
    from roadweek.messages.tools import as_tools

    assert as_tools(text, lang) == said


async def test_an_error_of_the_servers_of_the_agents_names_their_own_tools(ws: Workspace) -> None:
    async with connect("tasks", ws) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        await call(client, "log_add", track="listening", minutes=45, on="2026-03-03")
        fact = {"kind": "log", "track": "english", "date": "2026-03-03", "minutes": 45, "outcome": "done"}
        words, key = await refused(client, "work_record", edits=[fact])
    assert key == "log_repeated"
    assert "work_record" in words
    assert "work_record" in names
    assert "time_record" not in words


async def test_without_a_plan_no_tool_of_the_desk_names_one_that_it_lacks(tmp_path: Path) -> None:
    empty = open_workspace(tmp_path / "empty", create=True, clock=lambda: WEDNESDAY)
    async with connect("desk", empty) as client:
        here = {tool.name for tool in (await client.list_tools()).tools}
        for tool in ("work_list", "plan_context", "today_show", "history_list", "trip_decide"):
            words, _ = await refused(client, tool)
            assert set(re.findall(r"\b[a-z]+_[a-z]+\b", words.replace(str(empty.path), ""))) <= here, words


async def test_what_could_not_be_written_is_told_with_a_tool_and_written_on_request(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADWEEK_CALENDAR_PASSWORD", "not needed")  # nobody listens
    unreachable = replace(ws.settings.calendar, url="http://127.0.0.1:9/dav/", user="me")
    async with connect("desk", replace(ws, settings=replace(ws.settings, calendar=unreachable))) as client:
        done = await accept_next_week(client, "week_replan")
        assert done["calendar"]["pending"] > 0
        assert "proposal_decide" in done["calendar"]["error"]
        assert "`roadweek" not in done["calendar"]["error"]
        shown = text_of(await client.call_tool("today_show", {}))
        assert str(done["calendar"]["pending"]) in shown
    async with connect("desk", ws) as client:
        again = await call(client, "proposal_decide", proposal=done["proposal"], decision="retry")
        assert (again["calendar"]["pending"], again["calendar"]["error"], again["events"]) == (0, None, [])
        words, key = await refused(client, "proposal_decide", proposal="p-none", decision="retry")
        assert key == "unknown_name", words


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("week_replan", {"edits": "Friday off"}, "edits: it is a list"),
        ("week_replan", {"edits": {"kind": "day_off", "date": "2026-03-06"}}, "edits: it is a list"),
        ("week_replan", {"edits": 5}, "edits: it is a list"),
        ("week_replan", {"words": "rest on Friday"}, "words: there is no such field"),
        ("week_replan", {"text": ["rest", "Friday"]}, "text: it is a text"),
        ("week_replan", {"text": "rest " * 900}, "at most 2000 characters"),
        ("week_show", {"of": 20260306}, "of: it is a text"),
        ("time_record", {}, "edits: it is missing"),
        ("proposal_decide", {"decision": "sure", "proposal": "p1"}, "decision: it is one of"),
        ("proposal_decide", {"decision": "approve", "proposal": 7}, "proposal: it is a text"),
        ("session_explain", {"session": None}, "session: it is a text"),
        ("history_list", {"limit": "many"}, "limit: it is a whole number"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_arguments_that_do_not_fit_are_told_by_field_in_our_words(
    ws: Workspace, tool: str, arguments: dict[str, Any], said: str, lang: Language
) -> None:
    async with connect("desk", replace(ws, language=lang)) as client:
        words, key = await refused(client, tool, **arguments)
    assert key == "bad_call"
    assert "pydantic" not in words
    assert "type=" not in words
    if lang == "en":
        assert said in words
    else:
        assert "没有执行" in words
        assert "it is" not in words


@pytest.mark.parametrize("name", [name for name in BUILDERS if name != "calendar"])
async def test_no_answer_is_without_words_where_there_is_nothing_yet(ws: Workspace, name: str) -> None:
    async with connect(name, ws) as client:
        for tool in (await client.list_tools()).tools:
            if not tool.input_schema.get("required"):
                assert text_of(await client.call_tool(tool.name, {})).strip(), tool.name
