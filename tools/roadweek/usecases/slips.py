"""Which forecasts a proposal would make worse, told before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.domain.edits import (
    AddActivity,
    AddTrip,
    AddWork,
    ChangeTrip,
    Focus,
    MoveMilestone,
    OrderWork,
    Pause,
    RemoveActivity,
    SetActivity,
    SetEffort,
    SplitWork,
)
from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek.usecases.forecasts import what_slips
from roadweek.views.slips_text import slip_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.domain.edits import Edit
    from roadweek.views.documents import NoticeView, SlipView
    from roadweek.workspace import Workspace

MOVES = (
    AddActivity, AddTrip, AddWork, ChangeTrip, Focus, MoveMilestone, OrderWork, Pause, RemoveActivity,
    SetActivity, SetEffort, SplitWork,
)  # fmt: skip
"""Edits that may move what lies weeks ahead; of the others, a day off among them, the week itself says all."""
SHOWN = 3
WORSE_BY, LATER_BY, SHORT_BY = 0.05, 3, 25
"""Told is what is less likely by so much, later by so many days with its day still ahead, or short by more minutes."""


def slip_notices(ws: Workspace, edits: Sequence[Edit], lang: Language) -> list[NoticeView]:
    """One notice with the worst of them; none where nothing gets worse."""
    mine = [edit for edit in edits if isinstance(edit, MOVES)]
    if not mine:
        return []
    try:
        found = what_slips(ws, mine)
    except RoadweekError:  # edits that stand by now, such as those of a proposal that was applied
        return []
    today = ws.now().date().isoformat()
    worse = [one for one in found["slips"] if _worse(one, today)]
    if not worse:
        return []
    worse.sort(key=lambda one: -((one["probability_before"] or 0) - (one["probability"] or 0)))
    details = [slip_line(one, lang) for one in worse[:SHOWN]]
    if len(worse) > SHOWN:
        details.append(say("forecasts.slips_rest", lang, count=len(worse) - SHOWN))
    text = say("forecasts.slips_worse", lang, count=len(worse))
    one: NoticeView = {
        "kind": "slips",
        "text": text,
        "details": details,
        "spread": None,
        "first": None,
        "last": None,
        "lines": [],
        "ways": [],
    }
    return [one]


def _worse(one: SlipView, today: str) -> bool:
    rarer = (one["probability_before"] or 0) - (one["probability"] or 0) >= WORSE_BY
    lost = one["forecast"] is None and one["forecast_before"] is not None
    later = (one["later_days"] or 0) >= LATER_BY and (one["due"] or "") >= today
    return rarer or lost or later or one["short_min"] - one["short_min_before"] >= SHORT_BY
