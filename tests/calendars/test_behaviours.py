"""The table of server behaviours in docs/calendars.md says what the servers of the tests do."""

from __future__ import annotations

import pytest
from tests.calendars.behaviours import PAGE, SCENARIOS, named, observed, written
from tests.calendars.helpers import Server

pytestmark = pytest.mark.server


def test_the_table_says_what_the_server_does(server: Server) -> None:
    columns = written(PAGE.read_text(encoding="utf-8"))
    assert named(server.kind) in columns, "run `python -m tests.calendars.behaviours`"
    assert observed(server) == columns[named(server.kind)], "run `python -m tests.calendars.behaviours`"


def test_every_situation_has_a_name_of_its_own() -> None:
    assert len({words for words, _ in SCENARIOS}) == len(SCENARIOS) >= 15
