"""What past weeks say of how much a week may hold, told with it: always before it begins, later where it is much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.storage import database, sessions
from roadweek.views.format import length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from roadweek.domain.base import Language
    from roadweek.views.documents import NoticeView
    from roadweek.workspace import Workspace


def load_notice(ws: Workspace, week: str, rows: Sequence[Mapping[str, Any]], lang: Language) -> list[NoticeView]:
    """One notice, with the edit that brings a week down to what is usually done; none where too few weeks say
    anything, and none of a week that runs and fits."""
    with database.read(ws.database) as connection:
        if (
            len(sessions.accepted_weeks(connection, ws.person, "")) < 2
        ):  # no past to ask: what would ask it is not loaded
            return []
        from roadweek.domain.weeks import week_id
        from roadweek.usecases.promises import load_of

        found = load_of(ws, connection, week, rows)
    if found is None or (not found["edits"] and week == week_id(ws.now().date())):
        return []
    text = say(
        "forecasts.load_much" if found["edits"] else "forecasts.load_fits",
        lang,
        week=week,
        planned=length(found["planned_min"], lang),
        proposed=length(found["proposed_min"], lang),
        low=length(found["low_min"], lang),
        high=length(found["high_min"], lang),
        weeks=found["weeks"],
        kind=say("forecasts.load_trip" if found["trip"] else "forecasts.load_home", lang),
    )
    one: NoticeView = {
        "kind": "load",
        "text": text,
        "details": [],
        "spread": None,
        "first": None,
        "last": None,
        "lines": [],
        "ways": [
            {
                "text": say("forecasts.way_load", lang, length=length(found["edits"][0]["minutes"], lang)),
                "edits": found["edits"],
            }
        ]
        if found["edits"]
        else [],
    }
    return [one]
