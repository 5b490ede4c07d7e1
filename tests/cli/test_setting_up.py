"""A person at a terminal is asked once whether trip weeks may be replanned without asking; a pipe never is."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import Runner, clean_env

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)


def at_a_terminal(arguments: list[str], typed: str) -> str:
    """What a command shows at a terminal where ``typed`` is typed."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "roadweek_cli", *arguments], clean_env())
    os.write(terminal, typed.encode())
    shown = b""
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # the other side is closed: Linux says it so
        pass
    os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode(errors="replace")


def answer_kept(workspace: Path) -> object:
    text = (workspace / "config.toml").read_text(encoding="utf-8")
    return tomllib.loads(text).get("trips", {}).get("auto_apply")


@pytest.mark.parametrize(
    ("lang", "typed", "kept"), [("en", "y\n", True), ("zh", "好\n", True), ("en", "\n", False), ("zh", "不\n", False)]
)
def test_the_first_chat_asks_and_keeps_the_answer(planned: Path, lang: str, typed: str, kept: bool) -> None:
    assert answer_kept(planned) is None
    shown = at_a_terminal(["chat", "--lang", lang, "--workspace", str(planned)], typed + "quit\n")
    assert "auto_apply" in shown
    assert answer_kept(planned) is kept


def test_it_is_asked_once(planned: Path) -> None:
    at_a_terminal(["chat", "--workspace", str(planned)], "n\nquit\n")
    assert "y / N" not in at_a_terminal(["chat", "--workspace", str(planned)], "quit\n")


def test_a_pipe_is_not_asked(roadweek: Runner, planned: Path) -> None:
    done = roadweek("chat", "--workspace", str(planned), given="y\nquit\n")
    assert "y / N" not in done.stdout
    assert answer_kept(planned) is None
