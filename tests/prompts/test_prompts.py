"""Prompts are data: every file is whole, and filling one refuses what it does not know."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from roadweek_prompts import PromptError, load, names, parse, read

FRONT = "---\nname: greet\npurpose: Greets.\nvariables: [who]\n---\n"


@pytest.mark.parametrize("name", names())
def test_every_prompt_says_what_it_is_for_and_fills_completely(name: str) -> None:
    prompt = read(name)
    assert prompt.name == name
    assert prompt.purpose.endswith(".")
    text = load(name, **{variable: f"<{variable}>" for variable in prompt.variables})
    assert all(f"<{variable}>" in text for variable in prompt.variables)
    assert "{{" not in text


def test_a_missing_variable_is_refused_by_name() -> None:
    with pytest.raises(PromptError, match="lacks error"):
        load("repair_edits", draft="{}")


def test_an_unknown_variable_is_refused_by_name() -> None:
    with pytest.raises(PromptError, match="does not have tone"):
        load("repair_edits", draft="{}", error="no", tone="friendly")


@pytest.mark.parametrize("name", ["no_such_prompt", "../secrets", "copy_wishes.md", ""])
def test_an_unknown_prompt_is_refused_and_the_known_ones_are_named(name: str) -> None:
    with pytest.raises(PromptError, match="copy_wishes"):
        load(name)


def test_what_a_person_wrote_is_never_filled_again() -> None:
    text = load("repair_edits", draft="{{error}}", error="end is missing")
    assert text.count("end is missing") == 1
    assert "{{error}}" in text


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Hello {{who}}", "front matter"),
        (FRONT.replace("greet", "wave") + "Hello {{who}}", "calls itself 'wave'"),
        (FRONT + "Hello {{whom}}", "has places for"),
        (FRONT + "Hello", "has places for"),
        (FRONT.replace("purpose: Greets.\n", "") + "Hello {{who}}", "purpose"),
        (FRONT.replace("[who]", "[who") + "Hello {{who}}", "not YAML"),
    ],
)
def test_a_file_that_is_written_wrongly_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(PromptError, match=complaint):
        parse("greet", text)


def test_prompts_can_be_read_from_a_wheel_that_is_never_unpacked(tmp_path: Path) -> None:
    package = Path(sys.modules["roadweek_prompts"].__file__ or "").parent
    wheel = tmp_path / "roadweek_prompts-0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in sorted(package.iterdir()):
            if file.suffix in {".py", ".md"}:
                archive.write(file, f"roadweek_prompts/{file.name}")
    code = "import roadweek_prompts as p; print(p.__file__); print(p.load('repair_edits', draft='D', error='E'))"
    # -I leaves out PYTHONPATH and the working folder, so that only the archive can give the package.
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(wheel)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(wheel) in run.stdout
    assert "<answer>\nD\n</answer>" in run.stdout
