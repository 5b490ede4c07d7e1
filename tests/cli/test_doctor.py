"""`doctor` always runs: whatever stops the other commands is one of its findings, with the line and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Runner, is_one_error_line

NAMES = [
    *("python", "workspace", "settings", "timezone", "database", "plan", "solver", "calendar", "outbox"),
    *("agreement", "person", "model"),
]


def checks(roadweek: Runner, **env: str) -> tuple[int, dict[str, Any]]:
    done = roadweek("doctor", "--json", env=env)
    code, err = done.returncode, done.stderr
    found = json.loads(done.stdout)["checks"]
    assert [check["name"] for check in found] == NAMES
    ill = [check for check in found if not check["ok"]]
    assert code == (1 if ill else 0)
    assert is_one_error_line(err) or not ill
    return code, {check["name"]: check for check in found}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('# mine\ncolour = "red"', "config.toml:2: unknown key 'colour'"),
        ('[calendar]\nname = "Roadweek"\n[trips]\nfar = 1', "config.toml:4: unknown key 'trips.far'"),
        ("buffer = 'much'", "config.toml:1: buffer"),
        ("timezone = 'Mars/Base'", "config.toml:1: timezone"),
        ("not toml", "config.toml:1: "),
    ],
)
def test_settings_that_stop_other_commands_are_a_finding_with_their_line(
    roadweek: Runner, planned: Path, text: str, place: str
) -> None:
    config = planned / "config.toml"
    config.write_text(text, encoding="utf-8")
    done = roadweek("today")
    assert (done.returncode, done.stdout) == (1, "")
    assert is_one_error_line(done.stderr)
    assert place in done.stderr
    code, found = checks(roadweek)
    assert code == 1
    assert place in found["settings"]["detail"]
    assert str(config) in found["settings"]["next"]
    assert [name for name, check in found.items() if not check["ok"]] == ["settings"]
    assert config.read_text(encoding="utf-8") == text


def test_for_people_the_bad_key_is_told_in_the_plans_language_with_what_to_do(roadweek: Runner, planned: Path) -> None:
    (planned / "config.toml").write_text('colour = "red"\nsize = 3\n', encoding="utf-8")
    done = roadweek("doctor")
    out = done.stdout
    assert done.returncode == 1
    assert "✗ settings: config.toml:1: unknown key 'colour'" in out
    assert "config.toml:2: unknown key 'size'" in out
    assert "correct it in" in out
    assert is_one_error_line(done.stderr)


def test_a_clock_that_is_none_is_a_finding(roadweek: Runner, planned: Path) -> None:
    code, found = checks(roadweek, ROADWEEK_NOW="yesterday")
    assert code == 1
    assert "ROADWEEK_NOW" in found["settings"]["detail"]
    assert "config.toml" not in found["settings"]["next"]


def test_sound_settings_are_told_and_so_are_none(roadweek: Runner, planned: Path) -> None:
    assert checks(roadweek)[1]["settings"]["detail"] == str(planned / "config.toml")
    (planned / "config.toml").unlink()
    assert "default" in checks(roadweek)[1]["settings"]["detail"]


def test_a_database_without_its_tables_is_a_finding(roadweek: Runner, planned: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(planned / "roadweek.db")) as connection, connection:
        connection.execute("DROP TABLE outbox")
        connection.execute("DROP TABLE versions")
    code, found = checks(roadweek)
    assert code == 1
    assert not found["plan"]["ok"]
    assert not found["outbox"]["ok"]
