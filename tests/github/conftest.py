"""A GitHub on loopback for each test that asks one, and a machine without tokens of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from tests.github.server import ContractServer, serving
from tests.github.world import World

from roadweek.github.client import GithubClient, open_github
from roadweek.github.patience import Patience
from roadweek.github.token import FoundToken
from roadweek.settings import GithubSettings
from roadweek.storage import database

TOKEN = "github_pat_MarMar11ZzYyXxWw0099"
"""Nowhere but on the wire to GitHub may this be read."""
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_token_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("GITHUB_", "GH_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def world() -> World:
    """``ada`` with a token, and nothing that happened."""
    made = World()
    made.person("ada", TOKEN)
    return made


@pytest.fixture
def github(world: World) -> Iterator[ContractServer]:
    with serving(world) as server:
        yield server


@dataclass
class Asking:
    """Opens clients on one database; ``slept`` are the waits between tries, which nobody really waits."""

    database: Path
    url: str
    now: datetime = NOW
    slept: list[float] = field(default_factory=list[float])
    token: str | None = field(default=TOKEN, repr=False)

    def patience(self, **limits: float) -> Patience:
        import time

        return Patience(lambda: self.now, time.monotonic, self.slept.append, lambda: 0.5, **limits)

    def found(self) -> FoundToken | None:
        return FoundToken(SecretStr(self.token), "a test") if self.token else None

    def __call__(
        self, *, patience: Patience | None = None, offline: bool = False, fresh_s: int = 300, **settings: Any
    ) -> AbstractContextManager[GithubClient]:
        return open_github(
            self.database,
            "me",
            replace(GithubSettings(url=self.url), **settings),
            lambda: self.now,
            offline=offline,
            fresh_s=fresh_s,
            find=self.found,
            patience=patience or self.patience(),
        )


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Asking]:
    def made(url: str) -> Asking:
        path = tmp_path / "ws" / "roadweek.db"
        database.create(path)
        return Asking(path, url)

    return made


@pytest.fixture
def asking(github: ContractServer, make: Callable[[str], Asking]) -> Asking:
    return make(github.url)
