"""The documents say what the program does: they are generated, and what a README tells to type is typed here."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import PLAN, ROOT, Call

from roadweek.domain.edits import EDIT_KINDS
from roadweek_cli.docs import EXAMPLES, demo_output, pages

README = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}


@pytest.mark.parametrize("name", ["commands.md", "edits.md", "tools.md", "json-shapes.json"])
def test_a_generated_document_is_up_to_date(name: str) -> None:
    path = ROOT / "docs" / name
    assert path.read_text(encoding="utf-8") == _generated()[path], "run `make docs`"


@cache
def _generated() -> dict[Path, str]:
    return pages(ROOT)


def test_every_kind_of_edit_has_its_example() -> None:
    assert set(EXAMPLES) == set(EDIT_KINDS)


@pytest.mark.server
@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.soak)])
def test_the_picture_in_the_readme_is_what_the_demo_prints(lang: str) -> None:
    readme = README[lang].read_text(encoding="utf-8")
    shown = readme[readme.index("```text\n", readme.index("<!-- demo -->")) + 8 :].split("```", 1)[0]
    printed = demo_output("zh" if lang == "zh" else "en")
    assert _without_ids(printed) == _without_ids(shown), "run `make docs`"


def _without_ids(text: str) -> str:
    """Proposals are named after their content, which a change of the solver may change."""
    return re.sub(r"\b(p|trip-)[0-9a-f]{10}\b", r"\1…", text)


@pytest.mark.server
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_readme_says_to_type_works(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    text = README[lang].read_text(encoding="utf-8")
    lines = re.findall(r"^roadweek (?!calendar serve)(.+?)(?:\s{2,}#.*)?$", text, re.MULTILINE)
    commands = [words for words in map(shlex.split, lines) if words[0] not in ("chat", "watch")]
    assert len(commands) >= 6
    monkeypatch.chdir(tmp_path)
    proposal = ""
    for words in commands:
        typed = [_stand_in(word, proposal, tmp_path) for word in words]
        code, out, err = call(*typed, "--json")
        assert code == 0, f"{' '.join(words)}: {err}"
        document: Any = json.loads(out)
        proposal = proposal if out.startswith("[") else document.get("proposal") or proposal
    assert (tmp_path / "week.html").exists()


def _stand_in(word: str, proposal: str, folder: Path) -> str:
    """The reader's own file, and the id that they were shown."""
    if word.endswith(".md"):
        (folder / word).write_bytes(PLAN.read_bytes())
    return proposal if re.fullmatch(r"p[0-9a-f]{9,10}|p1a2b3c4d5", word) else word


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_what_the_architecture_names_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`((?:[a-z]\w*\.)+\w+)`", text)) - {"config.toml"}
    assert len(names) > 40
    for name in names:
        module, _, member = (name if name.startswith("roadweek_") else f"roadweek.{name}").rpartition(".")
        # a module is an attribute of its package only once it was imported
        found = hasattr(importlib.import_module(module), member) or importlib.util.find_spec(f"{module}.{member}")
        assert found, name


@pytest.mark.parametrize("name", ["demo", "test", "check", "lint", "soak", "bench", "docs", "lock"])
def test_the_makefile_has_the_targets_that_the_documents_name(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{name}:", makefile, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "more_than"),
    [
        ("requirements.lock", 40),
        ("requirements-dev.lock", 40),
        ("requirements-edge.lock", 40),
        ("requirements-model.lock", 5),
        ("requirements-model-file.lock", 0),
    ],
)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name: str, more_than: int) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    assert len(packages) > more_than
    for package in packages:
        assert re.match(r"[A-Za-z0-9._-]+(\[[\w,]+\])?==\S+", package), package[:80]
        assert "--hash=sha256:" in package
    assert "://" not in text
    assert "index-url" not in text


def test_the_edge_lock_has_no_solver_no_graph_and_no_calendar() -> None:
    text = (ROOT / "requirements-edge.lock").read_text(encoding="utf-8")
    names = set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE))
    assert {"mcp", "pydantic", "typer"} <= names
    assert not names & {"ortools", "langgraph", "caldav", "openai", "pandas", "radicale"}
