"""`watch` goes on through what happens in a night: lost network, wrong password, sleep; and its unit can be started."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Call

from roadweek.errors import CalendarLoginError, CalendarUnreachableError, NoPlanError, RoadweekError
from roadweek_cli import watch_unit
from roadweek_cli.watching import LONGEST_S, NAP_S, keep_looking


class Night:
    """A clock that sleeping moves on; ``looks`` say what each look meets."""

    def __init__(self, *looks: RoadweekError | None) -> None:
        self.now, self.looks, self.at, self.told = 0.0, list(looks), list[float](), list[str]()
        self.jumps: Callable[[float], float] = lambda seconds: seconds

    def look(self) -> None:
        self.at.append(self.now)
        if not self.looks:
            raise KeyboardInterrupt
        if (error := self.looks.pop(0)) is not None:
            raise error

    def sleep(self, seconds: float) -> None:
        self.now += self.jumps(seconds)

    def watched(self, every: float = 300) -> list[float]:
        with pytest.raises(KeyboardInterrupt):
            keep_looking(
                self.look,
                lambda error, wait: self.told.append(type(error).__name__),
                every,
                lambda: self.now,
                self.sleep,
            )
        return [round(later - before) for before, later in zip(self.at, self.at[1:], strict=False)]


def away() -> CalendarUnreachableError:
    return CalendarUnreachableError(url="http://x/", why="no route")


def test_it_looks_every_so_often() -> None:
    assert Night(None, None, None).watched(60) == [60, 60, 60]


def test_what_fails_is_asked_less_often_and_at_once_as_before_when_it_is_back() -> None:
    night = Night(away(), away(), away(), away(), away(), None, None)
    assert night.watched() == [600, 1200, 2400, LONGEST_S, LONGEST_S, 300, 300]
    assert night.told == ["CalendarUnreachableError"]


def test_another_fault_is_told_and_a_wrong_password_does_not_end_it() -> None:
    wrong = CalendarLoginError(url="http://x/")
    night = Night(away(), wrong, wrong, None, away())
    night.watched()
    assert night.told == ["CalendarUnreachableError", "CalendarLoginError", "CalendarUnreachableError"]


def test_a_rare_look_is_not_made_more_often_by_failing() -> None:
    assert Night(away(), None).watched(2 * LONGEST_S) == [2 * LONGEST_S, 2 * LONGEST_S]


def test_a_laptop_that_slept_is_late_by_a_nap_at_most() -> None:
    night = Night(None, None)
    slept = [False]

    def jumps(seconds: float) -> float:
        if not slept[0]:
            slept[0] = True
            return seconds + 8 * 3600
        return seconds

    night.jumps = jumps
    first, second = night.watched()
    assert first <= 8 * 3600 + NAP_S
    assert second == 300


def test_without_a_plan_there_is_nothing_to_watch() -> None:
    with pytest.raises(NoPlanError):
        keep_looking(Night(NoPlanError(workspace="/x")).look, lambda error, wait: None, 5, lambda: 0.0, lambda s: None)


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose path has what units and shells take for their own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    folder = tmp_path / 'my "plan" 50% $HOME\\'
    folder.mkdir()
    return folder


def test_the_systemd_unit_is_one_and_starts_this_python(odd: Path) -> None:
    unit = watch_unit.install_unit(odd, 120, "systemd")
    read = configparser.RawConfigParser(strict=True)
    read.optionxform = str  # type: ignore[assignment]
    read.read_string(Path(unit["path"]).read_text("utf-8"))
    line = read["Service"]["ExecStart"].replace("%%", "%").replace("$$", "$")
    assert shlex.split(line) == [
        *(sys.executable, "-m", "roadweek_cli", "watch", "--workspace", str(odd), "--every", "120")
    ]
    assert Path(unit["path"]).stem in unit["command"]
    assert watch_unit.remove_unit(odd, "systemd")["path"] == unit["path"]
    assert not Path(unit["path"]).exists()


def test_the_launchd_unit_is_a_property_list(odd: Path) -> None:
    unit = watch_unit.install_unit(odd, 120, "launchd")
    read = plistlib.loads(Path(unit["path"]).read_bytes())
    assert read["ProgramArguments"][-4:] == ["--workspace", str(odd), "--every", "120"]
    assert read["RunAtLoad"] is True


def test_the_cron_line_runs_as_a_shell_would_run_it(odd: Path) -> None:
    unit = watch_unit.install_unit(odd, 600, "cron")
    when, command = (line := Path(unit["path"]).read_text("utf-8")).split(" * * * * ")
    assert (when, line.count("\n")) == ("*/10", 1)
    shell = command.replace("\\%", "%").replace(shlex.quote(sys.executable), "printf '%s\\n'", 1)
    said = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["-m", "roadweek_cli", "watch", "--workspace", str(odd), "--once"]


def test_the_command_says_where_the_unit_is_and_how_to_start_it(
    planned: Path, call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    code, out, _ = call("watch", "--install")
    assert code == 0
    assert "roadweek watch --uninstall" in out
    code, out, _ = call("watch", "--uninstall")
    assert code == 0
