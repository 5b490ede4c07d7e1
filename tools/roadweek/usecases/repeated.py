"""The same attempt or answer noted twice in a moment: asked about, for it is rather sent twice than done twice."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from roadweek.errors import RepeatedError
from roadweek.storage import events
from roadweek.views.build import summary_words

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.usecases.unit_of_work import Summary
    from roadweek.workspace import Workspace

A_MOMENT = timedelta(minutes=1)


def check_noted(
    connection: sqlite3.Connection, ws: Workspace, subject: str, summary: Summary, on: date, lang: Language
) -> None:
    """Raises RepeatedError where the same (its words in the history, and its day ``on``) was noted within a minute and
    still stands."""
    now = ws.now()
    said = json.loads(json.dumps(summary))
    for event in events.recent_about(connection, ws.person, subject):
        since = now - datetime.fromisoformat(event.at)
        if event.undone_by is not None or not timedelta() <= since < A_MOMENT or json.loads(event.summary) != said:
            continue
        days = {row["at"][:10] for row in event.after.get("records", {}).values() if row and "at" in row}
        if on.isoformat() in days:
            seconds = max(1, round(since.total_seconds()))
            raise RepeatedError("review_repeated", what=summary_words(said, lang), seconds=seconds)
