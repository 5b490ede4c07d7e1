"""What GitHub costs: requests and tokens of a week, and how fast a year is there without network.

A busy person of two years (commits every day, an issue and a pull request on most) on the tests' contract server:
GitHub's published schema over loopback. ``week_calls`` and ``year_calls`` are requests of the first time.
``year_offline_ms`` is the year from what was kept, in this process; ``calendar_offline_ms`` the whole command `github
calendar --offline` in one of its own, beside a Python that does nothing (``python_ms``); medians of ``ROUNDS``.
``week_tokens`` (o200k) is the compact document of `github week --json`, where ``bpe-openai`` is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter

from pydantic import SecretStr
from tests.github.server import ContractServer, serving
from tests.github.world import World

from bench import Result, median_ms
from roadweek.github.client import open_github
from roadweek.github.token import FoundToken
from roadweek.settings import GithubSettings
from roadweek.workspace import PERSON

NOW = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
DAYS = 700
ROUNDS = 9
TOKEN = "token-of-the-bench"
PLAN = Path(__file__).parent.parent / "examples" / "year-plan.en.md"


def run() -> Result:
    with tempfile.TemporaryDirectory() as folder, serving(_busy()) as server:
        home = Path(folder) / "workspace"
        env = {**os.environ, "ROADWEEK_HOME": str(home), "ROADWEEK_NOW": NOW.isoformat(), "TZ": "UTC"}
        env["GITHUB_ENTERPRISE_TOKEN"] = TOKEN
        script = Path(sys.executable).with_name("roadweek")
        ours = [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]
        subprocess.run([*ours, "import", str(PLAN), "--json"], env=env, check=True, capture_output=True)
        (home / "config.toml").write_text(f'[github]\nurl = "{server.url}"\n', "utf-8")
        week_calls, said = _calls(server, [*ours, "github", "week", "--json"], env)
        year_calls, _ = _calls(server, [*ours, "github", "calendar", "--json"], env)
        asked = len(server.asked)
        cases = {
            "python_ms": [sys.executable, "-c", "pass"],
            "calendar_offline_ms": [*ours, "github", "calendar", "--offline", "--json"],
        }
        times: dict[str, list[float]] = {name: [] for name in (*cases, "year_offline_ms")}
        for _ in range(ROUNDS):  # in turn, so that a busy machine slows all alike
            for name, command in cases.items():
                start = perf_counter()
                subprocess.run(command, env=env, check=True, capture_output=True)
                times[name].append(perf_counter() - start)
            times["year_offline_ms"].append(_year(home, server.url))
        if len(server.asked) != asked:
            raise RuntimeError("offline asked GitHub")
    figures = {name: median_ms(some) for name, some in times.items()}
    figures |= {"week_calls": float(week_calls), "year_calls": float(year_calls), **_tokens(said)}
    return Result(figures, {"days": DAYS, "rounds": ROUNDS})


def _busy() -> World:
    """Two years of ``ada``, up to now."""
    world = World()
    world.person("ada", TOKEN)
    for n in range(DAYS):
        on = NOW.date() - timedelta(days=n)
        world.committed("ada", f"guild/part-{n % 9}", on.isoformat(), n % 7 + 1)
        if n % 3:
            world.issue("ada", "guild/dye", n, f"Shade {n} fades in the light", f"{on}T10:00:00Z")
            world.pull_request("ada", "guild/dye", DAYS + n, f"Fix shade {n} before it dries", f"{on}T11:00:00Z")
    return world


def _calls(server: ContractServer, command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """How many requests a command takes, and what it prints."""
    before = len(server.asked)
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    return len(server.asked) - before, done.stdout


def _year(home: Path, url: str) -> float:
    """Seconds for a year from what was kept: opened, read, put together."""
    start = perf_counter()
    nobody = FoundToken(SecretStr("none-is-needed"), "the bench")
    with open_github(
        home / "roadweek.db", PERSON, GithubSettings(url=url), lambda: NOW, offline=True, find=lambda: nobody
    ) as client:
        found = client.year(date(NOW.year - 1, NOW.month, NOW.day) + timedelta(days=1), NOW.date())
    if len(found.calendar.days) != 365 or found.source != "cache":
        raise RuntimeError("the year is not whole")
    return perf_counter() - start


def _tokens(text: str) -> dict[str, float]:
    try:
        encoding = import_module("bpe_openai").get_encoding("o200k_base")
    except ImportError:
        return {}
    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    return {"week_tokens": float(len(encoding.encode(compact)))}
