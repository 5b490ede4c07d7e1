"""Servers for the session, emptied for each test; a person with an account on each."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from tests.calendars.helpers import Person, Server

from roadweek.calendars.account import Connection
from roadweek.storage import database


def _running(kind: str, folder: Path) -> Generator[Server]:
    server = Server(kind, folder).start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    yield from _running("radicale", tmp_path_factory.mktemp("radicale"))


@pytest.fixture(scope="session")
def xandikos(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    yield from _running("xandikos", tmp_path_factory.mktemp("xandikos"))


@pytest.fixture(params=["radicale", pytest.param("xandikos", marks=pytest.mark.soak)])
def server(request: pytest.FixtureRequest) -> Server:
    """One of the real servers, without any calendar."""
    running: Server = request.getfixturevalue(request.param)
    running.clear()
    return running


@pytest.fixture
def person(server: Server, tmp_path: Path) -> Generator[Person]:
    """Somebody with an empty workspace and an empty account."""
    db = tmp_path / "roadweek.db"
    database.create(db)
    with server.client() as client:
        yield Person(db, Connection(client, server.url, "Roadweek"))
