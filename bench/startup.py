"""How long a person waits for the prompt: cold starts of the everyday commands against `khal list`, interleaved.

Every figure is the median over whole processes, started one after another in turn, so that a busy machine slows all of
them alike. khal reads a calendar of one event with its cache warm, as on a day of normal use.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench import Result, median_ms

ROUNDS = 15
SLOW_ROUNDS = 3
NOW = "2026-03-04T20:00:00+08:00"
PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"
_EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//roadweek//bench//EN
BEGIN:VEVENT
UID:bench-1
DTSTAMP:20260301T000000Z
DTSTART:20260305T090000Z
DTEND:20260305T100000Z
SUMMARY:Standup
END:VEVENT
END:VCALENDAR
"""


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder))


def _run(folder: Path) -> Result:
    ours = _roadweek(folder)
    _once([*ours, "import", str(PLAN), "--json"])
    cases: dict[str, list[str]] = {
        "python_ms": [sys.executable, "-c", "pass"],
        "today_ms": [*ours, "today"],
        "help_ms": [*ours, "--help"],
        "week_ms": [*ours, "week"],
    }
    khal = _khal(folder)
    if khal:
        cases["khal_ms"] = khal
    figures = _interleaved(cases, ROUNDS)
    slow = {"replan_cold_ms": [*ours, "replan", "take 11 March off"]}
    figures |= _interleaved(slow, SLOW_ROUNDS)
    figures["chat_prompt_ms"] = median_ms([_until_prompt([*ours, "chat"]) for _ in range(SLOW_ROUNDS)])
    if khal:
        figures["ratio_khal"] = round(max(figures["today_ms"], figures["help_ms"]) / figures["khal_ms"], 3)
    baselines = {"khal": {"list_ms": figures["khal_ms"]}} if khal else {}
    settings = {"rounds": ROUNDS, "slow_rounds": SLOW_ROUNDS, "plan": PLAN.name, "now": NOW, "khal": bool(khal)}
    return Result(figures, settings, baselines)


def _roadweek(folder: Path) -> list[str]:
    os.environ.update({"ROADWEEK_NOW": NOW, "ROADWEEK_HOME": str(folder / "workspace")})
    script = Path(sys.executable).with_name("roadweek")
    return [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]


def _khal(folder: Path) -> list[str] | None:
    """`khal list` on a configuration of its own; None where khal is not installed."""
    script = Path(sys.executable).with_name("khal")
    if not script.exists():
        return None
    calendar = folder / "khal" / "personal"
    calendar.mkdir(parents=True)
    (calendar / "bench-1.ics").write_text(_EVENT, encoding="utf-8")
    config = folder / "khal" / "config"
    config.write_text(
        f"""[calendars]
[[personal]]
path = {calendar}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[sqlite]
path = {folder / "khal" / "cache.db"}
""",
        encoding="utf-8",
    )
    command = [str(script), "-c", str(config), "list", "2026-03-04", "7d"]
    _once(command)
    return command


def _interleaved(cases: dict[str, list[str]], rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, command in cases.items():
            start = perf_counter()
            _once(command)
            times[name].append(perf_counter() - start)
    return {name: median_ms(values) for name, values in times.items()}


def _once(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")


def _until_prompt(command: list[str]) -> float:
    """Seconds until the chat shows its prompt: ``> `` at the start of a line."""
    start = perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as chat:
        assert chat.stdout is not None
        assert chat.stdin is not None
        seen = b""
        while not seen.endswith(b"> "):
            byte = chat.stdout.read(1)
            if not byte:
                raise RuntimeError("the chat ended before its prompt")
            seen += byte
        taken = perf_counter() - start
        chat.stdin.close()
        chat.wait()
    return taken
