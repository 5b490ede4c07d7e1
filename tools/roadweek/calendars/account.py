"""Which calendar server: the one of config.toml, else our own; opened for as long as a command needs it."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from roadweek.calendars import embedded
from roadweek.calendars.client import Client, connect
from roadweek.errors import CalendarLoginError
from roadweek.settings import CalendarSettings

__all__ = ["EMBEDDED", "Connection", "open_calendar", "remember_password"]

EMBEDDED = "embedded"
_SERVICE = "roadweek"
_PATIENCE_S = 180
"""Our own server is known to be there; thousands of files that it has never seen take it up to a minute."""
_VARIABLE = "ROADWEEK_CALENDAR_PASSWORD"


@dataclass(frozen=True)
class Connection:
    """An open account. ``server`` names it over restarts; ``name`` is the calendar that sessions are written to."""

    client: Client
    server: str
    name: str
    workspace: Path | None = None
    """Set for the embedded server, whose files can be looked at."""

    def fingerprint(self) -> str | None:
        """The signature of the embedded collections; null for other servers."""
        return embedded.fingerprint(self.workspace) if self.workspace else None

    def shared(self) -> bool:
        """Whether others may be writing at this moment: any server but the one that was started for us alone."""
        return self.workspace is None or embedded.running(self.workspace) is not None


@contextmanager
def open_calendar(workspace: Path, config: CalendarSettings) -> Generator[Connection]:
    """The person's calendar account, ready to be asked. Nothing is sent yet.

    Raises CalendarServerError where our own server does not start, CalendarLoginError where a password is missing.
    """
    if config.url is None:
        with embedded.starting(workspace) as ready:
            import_module("caldav.davclient")  # takes as long as the server takes to start: both at once
            server = ready()
            with connect(server.url, server.user, server.password, basic=True, timeout_s=_PATIENCE_S) as client:
                yield Connection(client, EMBEDDED, config.name, workspace)
        return
    password = _password(config) if config.user else None
    if config.user and not password:
        raise CalendarLoginError(url=config.url)
    with connect(config.url, config.user, password) as client:
        yield Connection(client, f"{config.user or ''} {client.url}", config.name)


def _password(config: CalendarSettings) -> str | None:
    """From the environment, else from the system's keyring, where that is installed and unlocked."""
    if given := os.environ.get(_VARIABLE):
        return given
    try:
        import keyring

        return keyring.get_password(_SERVICE, _entry(config))
    except Exception:  # not installed, no backend, locked: each system has its own kinds, and none is a reason to fail
        return None


def remember_password(config: CalendarSettings, password: str) -> bool:
    """Keep the password in the system's keyring; False where there is none."""
    try:
        import keyring

        keyring.set_password(_SERVICE, _entry(config), password)
    except Exception:  # as above
        return False
    return True


def _entry(config: CalendarSettings) -> str:
    return f"{config.user} {config.url}"
