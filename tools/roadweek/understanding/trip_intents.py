"""What a piece of a sentence wants of a journey: a new one, a change of a known one, its end, or nothing."""

from __future__ import annotations

from roadweek.understanding import signs
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.cues import has
from roadweek.understanding.mentions import Mentions, trips_at


def trip_intent(text: str, m: Mentions, context: SentenceContext) -> str | None:
    """A new trip, a change of a known one, or its end."""
    named = any(not f.value for f in m.trips)
    known = any(f.value and _knows(f.value, context) for f in m.trips)
    spans = any(w.value.start != w.value.end for w in m.whens) or len(m.whens) > 1 or bool(m.counts)
    somewhere = signs.goes_somewhere().search(text) is not None and (text.isascii() or spans or bool(m.trips))
    # a city with a span of days is a journey, whatever the verb
    somewhere = somewhere or (any(f.value for f in m.trips) and not m.tracks and not m.clocks and _wide(m))
    going = signs.away().search(text) is not None or (bool(m.trips) and has("trip_verb", text)) or somewhere
    if not named and not known and not (going and (m.trips or m.whens)):
        return None
    if (has("cancel", text) or signs.drops_trip().search(text)) and (named or known) and not has("instead", text):
        return "cancel_trip"
    definite = known or signs.definite_trip().search(text) is not None
    changes = has("move", text) or has("longer", text) or has("shorter", text) or has("instead", text)
    changes = changes or (known and signs.is_now().search(text) is not None)
    ends = has("returns", text) or has("begins", text)
    days = {w.value.start for w in m.whens}
    if context.trips and (named or known):
        if definite and not known and any(t.start in days for t in context.trips):
            return "change_trip"
        if definite and signs.goes_instead().search(text):
            return "change_trip"
        if changes and (definite or not going or "出差" in text):
            return "change_trip"
        if (
            ends
            and definite
            and (not signs.sets_out().search(text) or signs.comes_back().search(text))
            and not any(w.value.joined for w in m.whens)
        ):
            return "change_trip"
        if m.counts and definite and (has("later", text) or has("earlier", text)):
            return "change_trip"
        if signs.comes_back().search(text):
            return "change_trip"
    return "add_trip" if named or going else None


def _wide(m: Mentions) -> bool:
    return any(w.value.joined and w.value.start != w.value.end for w in m.whens)


def _knows(place: str, context: SentenceContext) -> bool:
    return bool(trips_at(place, context))
