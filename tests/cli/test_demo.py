"""The demo is a promise: it really happens, in well under a minute, and leaves nothing behind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.conftest import Call, Runner

from roadweek_cli.phone import Phone

pytestmark = pytest.mark.server


@pytest.mark.soak  # tests/cli/test_docs.py runs the demo too, and compares each line with the README
def test_the_demo_tells_the_whole_story_and_puts_everything_back(roadweek: Runner, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    done = roadweek("demo", "--json", env={"TMPDIR": str(tmp_path / "tmp")})
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout)
    assert story["restored"] is True
    steps = [step.get("command", "phone").split()[0] for step in story["steps"]]
    assert steps == [
        "import",
        "replan",
        "approve",
        "phone",
        "calendar",
        "trip",
        "replan",
        "approve",
        "phone",
        "undo",
        "phone",
        "skip",
        "attempt",
        "review",
        "review",
    ]
    report = story["steps"][-1]["document"]
    assert report["sessions_done"] == report["sessions"] - 1 > 0
    assert report["next"]["state"] == "open"
    assert [one["title"] for one in story["steps"][-2]["document"]["recall"]] == ["LC 236"]
    before, away, after = [step["phone"] for step in story["steps"] if "phone" in step]
    assert before == after != away
    changes = story["steps"][6]["document"]["changes"]
    assert any(change["forced"] for change in changes)
    assert all(change["reason"] for change in changes)
    assert not list((tmp_path / "tmp").iterdir()), "nothing is left behind"


@pytest.mark.soak  # slow; `.ci/run` has it
def test_the_demo_reads_nothing_of_the_persons_own_workspace(roadweek: Runner, planned: Path) -> None:
    def state() -> dict[str, float]:
        return {str(path): path.stat().st_mtime for path in planned.rglob("*")}

    before = state()
    assert roadweek("demo", "--lang", "zh").returncode == 0
    assert state() == before


def test_the_phone_shares_no_code_with_roadweek() -> None:
    source = Path(str(Phone.__module__.replace(".", os.sep)))
    text = (Path(__file__).parent.parent.parent / "cli" / source.with_suffix(".py")).read_text()
    assert "roadweek" not in "".join(line for line in text.splitlines() if line.startswith(("import", "from")))


@pytest.mark.soak  # slow; `.ci/run` has it
def test_the_demo_leaves_the_environment_as_it_was(call: Call) -> None:
    before = dict(os.environ)
    assert call("demo", "--json")[0] == 0
    assert dict(os.environ) == before
