"""What a newcomer is told without asking: the zone of a machine that has none, and how a phone's calendar is joined."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Runner

PLAN = "# Choir\n\n- Scales: Mon and Thu, 30 min\n- Sight reading: every Saturday, 45 min\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_machine_on_utc_is_noticed_at_import_and_only_there(roadweek: Runner, tmp_path: Path, lang: str) -> None:
    plan = tmp_path / "choir.md"
    plan.write_text(PLAN, encoding="utf-8")
    far = roadweek("import", str(plan), "--lang", lang, env={"TZ": "UTC"}).stdout
    near = roadweek("import", str(plan), "--lang", lang).stdout
    assert "UTC" in far
    assert 'timezone = "' in far
    assert "config.toml" in far
    assert 'timezone = "' not in near


def test_a_zone_that_was_chosen_is_not_asked_about(roadweek: Runner, workspace: Path, tmp_path: Path) -> None:
    plan = tmp_path / "choir.md"
    plan.write_text(PLAN, encoding="utf-8")
    roadweek("import", str(plan), env={"TZ": "UTC"})
    (workspace / "config.toml").write_text('timezone = "UTC"\n', encoding="utf-8")
    assert 'timezone = "' not in roadweek("import", str(plan), env={"TZ": "UTC"}).stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_calendar_says_how_one_that_a_phone_has_is_joined(roadweek: Runner, planned: Path, lang: str) -> None:
    said = roadweek("calendar", "status", "--lang", lang).stdout
    for named in ("CalDAV", "config.toml", "roadweek calendar login", "roadweek calendar serve --host 0.0.0.0"):
        assert named in " ".join(said.split())
