"""Days that the wishes of one sentence share: "I did an hour of maths yesterday and skipped English"."""

from __future__ import annotations

from dataclasses import replace

from roadweek.understanding import signs
from roadweek.understanding.cues import has
from roadweek.understanding.frame import SentenceFrame
from roadweek.understanding.spans import pattern


def share_days(frames: list[SentenceFrame]) -> list[SentenceFrame]:
    """ "I did an hour of maths yesterday and skipped English": both share the one day that is named."""
    shared: list[SentenceFrame] = []
    for frame in frames:
        alike = [
            f.mentions.whens for f in frames if _LIKE.get(f.intent) == _LIKE.get(frame.intent) and f.mentions.whens
        ]
        wanting = frame.intent in _LIKE and not frame.mentions.whens and not frame.mentions.counts
        if wanting and alike and (_LIKE[frame.intent] == "done" or _too().search(frame.text)):
            frame = replace(frame, mentions=replace(frame.mentions, whens=alike[0]))
        added = [f.mentions.whens for f in shared if f.intent == "add" and len(f.mentions.whens) == 1]
        if frame.intent == "add" and wanting is False and added and frame.mentions.slots and not frame.mentions.whens:
            frame = replace(frame, mentions=replace(frame.mentions, whens=added[-1]))  # 周六上午加…，下午再加…
        dropped = [f.mentions.whens for f in frames if f.intent == "drop" and len(f.mentions.whens) == 1]
        if (
            frame.intent in ("add", "set_activity", "move")
            and dropped
            and not frame.mentions.durations
            and (signs.makes_up().search(frame.text) or signs.put_it().search(frame.text))
        ):
            # "no French tomorrow, I'll make it up on Saturday": the dropped one comes back
            out = [
                f
                for f in frames
                if f.intent == "drop" and f.mentions.tracks == (frame.mentions.tracks or frame.carried)
            ]
            if len(out) == 1:
                frame = replace(frame, intent="move")
        other = frame.intent == "set_activity" and _instead().search(frame.text) and frame.mentions.durations
        if other and len(dropped) == 1 and not frame.mentions.whens and not frame.mentions.frequencies:
            # "no politics on Sunday, an hour of piano instead": once, on that day
            frame = replace(frame, intent="add", mentions=replace(frame.mentions, whens=dropped[0]))
        if frame.intent == "add" and not frame.mentions.whens and len(dropped) == 1 and has("instead", frame.text):
            frame = replace(frame, mentions=replace(frame.mentions, whens=dropped[0]))
        shared.append(frame)
    return shared


_LIKE = {"log": "done", "skip_log": "done", "drop": "drop"}


@pattern
def _instead() -> str:
    return r"[改换](?:成|为|做|练|学|上)|\binstead\b"


@pattern
def _too() -> str:
    return r"也|\b(?:also|too|either|as\s+well)\b"
