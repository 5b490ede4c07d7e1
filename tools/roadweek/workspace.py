"""A workspace: the one folder that holds a person's database, calendar, imported plans, reports and settings."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadweek.clock import Clock, system_clock, system_timezone
from roadweek.errors import SettingsError, UnwritableError
from roadweek.settings import TEMPLATE, Settings, load_settings, read_settings

if TYPE_CHECKING:
    from roadweek.domain.base import Language

PERSON = "me"
"""The person of a workspace used by one; every key carries a person, so that a service can hold many."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one person is, and the clock that their plan runs by.

    ``language`` is what answers are written in; null: the one of config.toml, else the plan's.
    ``actor`` is who acts through this handle, as the history tells it.
    """

    path: Path
    settings: Settings
    timezone: str
    clock: Clock
    person: str = PERSON
    language: Language | None = None
    actor: str = "person"

    @property
    def database(self) -> Path:
        return self.path / "roadweek.db"

    @property
    def plans(self) -> Path:
        return self.path / "plans"

    def plan_lines(self, sha256: str) -> list[str] | None:
        """The lines of a kept plan file as they may be shown; None where it cannot be read."""
        from roadweek.importing.source import decoded_anyhow

        try:
            return decoded_anyhow((self.plans / f"{sha256}.md").read_bytes()).split("\n")
        except OSError:
            return None

    def now(self) -> datetime:
        """Now, in the person's zone."""
        return self.clock()


def default_path() -> Path:
    """ROADWEEK_HOME, else the platform's folder for application data."""
    named = os.environ.get("ROADWEEK_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("roadweek", appauthor=False)


def open_workspace(
    path: Path | None = None, *, create: bool = False, clock: Clock | None = None, language: Language | None = None
) -> Workspace:
    """The workspace at ``path``, else the default one; ``create`` makes its folder, settings file and database.

    Raises SettingsError for a bad config.toml, and with ``create`` UnwritableError or NewerWorkspaceError. Without it
    nothing is made: a missing database is met, as NoPlanError, when it is first read. What other users of the machine
    could read is closed to them.
    """
    folder = (path or default_path()).expanduser().absolute()
    if create:
        _create(folder)
    if is_open_to_others(folder):
        _close_to_others(folder)
    settings = load_settings(folder / "config.toml")
    timezone = settings.timezone or system_timezone()
    return Workspace(
        path=folder,
        settings=settings,
        timezone=timezone,
        clock=clock or system_clock(timezone),
        language=language or settings.language,
    )


def open_anyhow(path: Path | None = None, *, language: Language | None = None) -> tuple[Workspace, list[SettingsError]]:
    """The workspace with as much of its settings, its zone and its clock as can be used, and what is wrong with the
    rest: for who must say so."""
    from datetime import UTC
    from functools import partial

    folder = (path or default_path()).expanduser().absolute()
    settings, found = read_settings(folder / "config.toml")
    wrong = list(found)
    timezone = settings.timezone or system_timezone()
    try:
        clock = system_clock(timezone)
    except SettingsError as error:
        wrong.append(error)
        clock = partial(datetime.now, UTC)
    spoken = language or settings.language
    return Workspace(path=folder, settings=settings, timezone=timezone, clock=clock, language=spoken), wrong


def _create(folder: Path) -> None:
    from roadweek.storage import database

    try:
        for part in (folder, folder / "plans", folder / "reports"):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        config = folder / "config.toml"
        if not config.exists():
            with open(config, "x", encoding="utf-8", opener=private) as file:
                file.write(TEMPLATE)
    except OSError as error:
        raise UnwritableError(path=folder, why=error.strerror or str(error)) from error
    database.create(folder / "roadweek.db")


OTHERS = 0o077
"""What a mode grants to anybody but the owner."""


def private(path: str, flags: int) -> int:
    """An opener of files that only their owner may read."""
    return os.open(path, flags, 0o600)


def is_open_to_others(folder: Path) -> bool:
    """Whether other users of this machine could look into a workspace that is there."""
    if os.name != "posix" or not (folder / "roadweek.db").exists():
        return False
    try:
        return any(path.stat().st_mode & OTHERS for path in (folder, folder / "roadweek.db"))
    except OSError:
        return False


def _close_to_others(folder: Path) -> None:
    """The folder and what is directly in it and in ``plans`` become the owner's alone; files of somebody else stay."""
    with suppress(OSError):
        folder.chmod(0o700)
    for path in (*folder.iterdir(), *(folder / "plans").glob("*")):
        with suppress(OSError):
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)
