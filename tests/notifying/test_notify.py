"""Notices reach the desktop's program and Apprise's channels, and a failure is a code and never an exception."""

from __future__ import annotations

import http.server
import json
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from roadweek.notifying import CHANNELS_ENV, Notice, notify

NOTICE = Notice("Roadweek", "“-e rm” & 出差\n`roadweek undo --event 3`")


def test_the_words_are_arguments_and_never_part_of_a_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "notify-send"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    ran: list[list[str]] = []
    assert notify(NOTICE, desktop=True, environment={}, run=ran.append) == []
    assert ran == [[str(program), "--app-name=Roadweek", "--", NOTICE.title, NOTICE.text]]


def test_a_desktop_without_such_a_program_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert notify(NOTICE, desktop=True, environment={}) == ["no_desktop"]


def test_nothing_asked_for_is_nothing_done() -> None:
    assert notify(NOTICE, desktop=False, environment={}) == []


@contextmanager
def listening() -> Generator[tuple[str, list[dict[str, str]]]]:
    """A web hook: Apprise's own JSON channel sends to it."""
    got: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


# Apprise itself still asks for a module that Python 3.13 drops
apprises_own = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@apprises_own
def test_a_channel_gets_title_and_text_and_one_that_is_none_does_not_stop_it() -> None:
    pytest.importorskip("apprise")
    with listening() as (address, got):
        channels = {CHANNELS_ENV: f"json://{address}/ nonsense://x:secret@y"}
        assert notify(NOTICE, desktop=False, environment=channels) == ["bad_channel"]
    assert [(one["title"], one["message"]) for one in got] == [(NOTICE.title, NOTICE.text)]


@apprises_own
def test_a_channel_that_is_away_is_said_without_its_address() -> None:
    pytest.importorskip("apprise")
    assert notify(NOTICE, desktop=False, environment={CHANNELS_ENV: "json://me:secret@127.0.0.1:9/"}) == ["not_sent"]
