"""Keeping the built-in server up: the password is new once, and there is a place for the person's own events."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadweek.calendars.client import connect
from roadweek.calendars.embedded import EmbeddedServer, embedded, serve
from roadweek.calendars.own_events import have_a_place_for_own_events

pytestmark = pytest.mark.server


class Seen(BaseException):
    """Ends the serving as Ctrl-C does."""


def served(workspace: Path, *, renew: bool = False) -> EmbeddedServer:
    found: list[EmbeddedServer] = []

    def ready(server: EmbeddedServer) -> None:
        found.append(server)
        raise Seen

    with pytest.raises(Seen):
        serve(workspace, None, ready, renew=renew)
    return found[0]


def test_the_password_is_new_the_first_time_and_when_it_is_renewed(tmp_path: Path) -> None:
    first, second = served(tmp_path), served(tmp_path)
    assert (first.new, second.new) == (True, False)
    assert (first.password, first.url) == (second.password, second.url)
    third = served(tmp_path, renew=True)
    assert third.new
    assert third.password != first.password
    assert served(tmp_path).password == third.password
    assert first.password not in repr(first)


def test_a_place_for_own_events_is_made_where_there_is_none_but_ours(tmp_path: Path) -> None:
    with embedded(tmp_path) as server:
        assert have_a_place_for_own_events(server, "Roadweek", "我的日程") == "我的日程"
        assert have_a_place_for_own_events(server, "Roadweek", "My events") is None
        with connect(server.url, server.user, server.password, basic=True) as client:
            (one,) = client.collections(client.homes())
            assert (one.name, one.writable) == ("我的日程", True)
