"""What no edit can do by itself: something to add of which the plan knows nothing. It is asked about, never guessed."""

from __future__ import annotations

from roadweek.domain.edits import Edit
from roadweek.understanding.build_week import ADD_WORDS
from roadweek.understanding.frame import Ask, SentenceFrame

INTRODUCES = r"\b(?:introduce|i\s+want\s+to|i'd\s+like\s+to|let's)\b|加入"
TRACKS_NAMED = 6
"""So many tracks are offered."""


def add_new(frame: SentenceFrame) -> list[Edit]:
    """ "Add statistics twice a week", 加统计: what is missed is asked for, which track it belongs to among it."""
    words = frame.residue(*ADD_WORDS, INTRODUCES)
    if not words:
        raise Ask("how_much")
    comma = "、" if not words.isascii() else ", "
    tracks = comma.join(track.names[0] for track in frame.context.tracks[:TRACKS_NAMED])
    if frame.mentions.frequencies:
        if frame.mentions.durations:
            raise Ask("new_rhythm", words=words, tracks=tracks)
        raise Ask("new_rhythm_length", words=words, tracks=tracks)
    raise Ask("new_thing", words=words, tracks=tracks)
