"""What a newcomer meets first: the front page, every command of the contract, and words that are no command."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Call, Runner, is_one_error_line

from roadweek_cli.tree import COMMANDS

CONTRACT = [
    "import understand week today replan approve reject undo history explain roadmap work task milestone decide",
    "log done skip partial",
    "trip",
    "attempt review bench edge github calendar watch chat doctor demo pack batch mcp client",
]
OUR_OWN = {"progress", "plan", "backup", "restore", "holidays"}
"""Commands beyond the contract."""


def test_every_command_of_the_contract_is_on_the_front_page(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    shown = {line.split()[0] for line in out.splitlines() if line.startswith("  ")}
    assert shown == {name for line in CONTRACT for name in line.split()} | OUR_OWN == set(COMMANDS)


def test_no_words_at_all_show_the_front_page(call: Call) -> None:
    assert call()[:2] == call("--help")[:2]


def test_the_front_page_speaks_chinese_when_asked(call: Call) -> None:
    _, out, _ = call("--help", "--lang", "zh")
    assert "出差" in out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(call: Call, name: str) -> None:
    code, out, _ = call(name, "--help")
    assert code == 0
    assert out.startswith(f"Usage: roadweek {name}")


@pytest.mark.parametrize(
    "words",
    [
        ["pack", "list"],
    ],
    ids=" ".join,
)
def test_a_command_of_a_later_version_says_so_and_what_helps_meanwhile(call: Call, words: list[str]) -> None:
    code, out, err = call(*words, "--json")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "not in this version" in err


def test_a_misspelt_command_is_wrong_usage_and_the_nearest_is_named(call: Call) -> None:
    code, out, err = call("wek")
    assert (code, out) == (2, "")
    assert is_one_error_line(err)
    assert "'week'" in err


@pytest.mark.parametrize(
    "words",
    [
        ["week", "--nonsense"],
        ["import"],
        ["log", "math", "much"],
        ["log", "math", "30", "--outcome", "great"],
        ["undo", "0"],
        ["undo", "x"],
        ["replan", "words", "--edits", "[]"],
        ["understand"],
        ["task"],
        ["mcp", "kitchen"],
        ["client", "add", "emacs"],
        ["--workspace"],
        ["week", "--lang", "fr"],
        ["approve", "a", "b"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_exit_code_2(call: Call, words: list[str]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert is_one_error_line(err)


def test_common_options_may_stand_anywhere(roadweek: Runner, planned: object) -> None:
    asked = [
        roadweek(*words).stdout
        for words in (
            ["--json", "--lang", "zh", "today"],
            ["today", "--lang=zh", "--json"],
            ["today", "--json", "--lang", "zh"],
        )
    ]
    assert asked[0].startswith("{")
    assert asked[0] == asked[1] == asked[2]


def test_words_after_two_dashes_are_never_options(call: Call, planned: object) -> None:
    code, _, err = call("explain", "--", "--json")
    assert code == 1
    assert "'--json'" in err
