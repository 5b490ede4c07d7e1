"""A clause that tells on what the one before it asked: a trip's new days, its end once more, or a reason."""

from __future__ import annotations

import re

from roadweek.understanding.mentions import Mentions
from roadweek.understanding.spans import pattern


def goes_on(piece: str, last: str | None, intent: str | None, own: Mentions, before: Mentions) -> bool:
    """ "The trip has shifted, it is now …", "we don't go, take the trip out": the same wish, told on."""
    if last not in ("change_trip", "cancel_trip") or own.names or own.trips:
        return False
    if not own.pieces():
        return intent in ("add_trip", last) or (last == "cancel_trip" and intent == "change_trip")
    spans = own.whens and not own.durations and not own.clocks
    told = intent in ("add_trip", "change_trip", None) and _it_is_now().search(piece) is not None
    which = all(w.value.grain in ("month", "week", "part") for w in before.whens)  # "the June trip"
    return last == "change_trip" and bool(spans) and told and which and not before.counts


@pattern
def _it_is_now() -> str:
    return r"\b(?:it|they|that|now|new\s+dates?)\b|它|现在|[改换变]|新的?(?:日期|时间)"


@pattern
def tells() -> str:
    """ "I'm helping a friend move", "my sister moves house": a reason, and no order about what was named before."""
    return (
        r"\s*(?:because\s+|cause\s+|since\s+|as\s+)?(?:i'm|i\s+am|we're|we\s+are|(?:my|our|his|her|their)\s+"
        r"(?:[\w']+\s+){1,3})(?!.*\b(?:it|that|them|this|one)\b)"
    )


def other_place(piece: str, last: str | None, own: Mentions) -> bool:
    """成都不去了，改去重庆: what seemed called off goes elsewhere, on the same days."""
    moved = re.search(r"改去|改到|换成|换到|\binstead\b|\brather\b", piece, re.IGNORECASE) is not None
    return last == "cancel_trip" and moved and any(t.value for t in own.trips) and not own.whens and not own.names
