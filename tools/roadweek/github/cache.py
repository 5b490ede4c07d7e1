"""Answers kept in the workspace's database, by account and settings: read without network, written as they come.

What is kept are our own records as JSON, cleaned and without what the settings do not let in; never the token. A
document of another form (an older version wrote it) counts as not kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from roadweek.domain.base import Model
from roadweek.errors import WorkspaceError
from roadweek.storage import database
from roadweek.storage import github as storage
from roadweek.storage.github import KeptAnswer, KeptScope

__all__ = ["GithubCache", "KeptT"]

KeptT = TypeVar("KeptT", bound=Model)
_ACCOUNT = "account"
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class GithubCache:
    """``path`` is the workspace's database; where there is none, nothing is kept and nothing found."""

    path: Path
    scope: KeptScope

    def of(self, login: str) -> GithubCache:
        """The same for an account."""
        return GithubCache(self.path, replace(self.scope, login=login))

    def get(self, kind: str, subject: str, model: type[KeptT]) -> tuple[KeptT, datetime] | None:
        """A kept document of a form that is known, and when GitHub was asked for it."""
        found = self._read(self.scope, kind, subject)
        if found is None:
            return None
        with suppress(ValidationError, ValueError):
            return model.model_validate_json(found.document), datetime.fromisoformat(found.as_of)
        return None

    def put(self, kind: str, subject: str, document: Model, as_of: datetime) -> bool:
        """Keep a document; False where nothing can be written: an answer is worth more than its copy."""
        return self._write(self.scope, kind, subject, document.model_dump_json(exclude_none=True), as_of)

    def account(self) -> str | None:
        """Whose token it was the last time that this host was asked."""
        found = self._read(self._of_host(), _ACCOUNT, "")
        return found.document if found else None

    def put_account(self, login: str, at: datetime) -> None:
        self._write(self._of_host(), _ACCOUNT, "", login, at)

    def asked(self) -> datetime | None:
        """When the person last saw what is new."""
        found = self._read(self._narrow(), _ASKED, "")
        return datetime.fromisoformat(found.as_of) if found else None

    def put_asked(self, at: datetime) -> None:
        self._write(self._narrow(), _ASKED, "", "", at)

    def _of_host(self) -> KeptScope:
        return KeptScope(self.scope.person, self.scope.host, "")

    def _narrow(self) -> KeptScope:
        """The account, whatever its settings let in."""
        return replace(self.scope, private=False, bodies=False)

    def _read(self, scope: KeptScope, kind: str, subject: str) -> KeptAnswer | None:
        if not self.path.exists():
            return None
        with database.read(self.path) as connection:
            return storage.kept(connection, scope, kind, subject)

    def _write(self, scope: KeptScope, kind: str, subject: str, document: str, as_of: datetime) -> bool:
        if not self.path.exists():
            return False
        try:
            with database.write(self.path) as connection:
                storage.forget_wider(connection, self.scope)
                storage.keep(connection, scope, kind, subject, KeptAnswer(as_of.isoformat(), document))
        except (WorkspaceError, sqlite3.OperationalError):
            return False
        return True
