"""Milestones, tasks, decisions, and what was really done."""

from __future__ import annotations

import re
from datetime import date

from roadweek.domain.edits import (
    AddMilestone,
    AddTask,
    Decide,
    Edit,
    FinishMilestone,
    FinishTask,
    Log,
    MoveMilestone,
    Outcome,
)
from roadweek.understanding.cues import has, where
from roadweek.understanding.frame import Ask, SentenceFrame, residue
from roadweek.understanding.signs import option_in

_BY = (
    (
        r"\b(?:new|add|another|create|set)\s+(?:a\s+|an\s+|the\s+)?(?:new\s+|further\s+|one-off\s+)?(?:milestone|"
        r"deliverable|goal|deadline|task|to-?do|todo)\b"
    ),
    r"\b(?:milestone|deadline|goal|(?:task|to-?do)(?:\s+[\w' -]{1,28}?)?)\s*:",
    r"\b(?:please|called|named)\b",
    r"\b(?:i\s+)?(?:need|have|got|remember)\s+to\b|\bi\s+must\b|\bi've\s+got\s+to\b",
    r"\b(?:no\s+later\s+than|due(?:\s+(?:by|on))?|deadline)\b",
    r"\b(?:to|on|onto)\s+(?:my|the)\s+(?:to-?do\s+|task\s+)?list\b|\bput\b(?=.*\blist\b)",
    (
        r"(?:请|帮我)?(?:新增|增加|添加|新建|再加|加|记|设定|设|定|新)(?:一?个|"
        r"一?项|一?条)?(?:新的?)?(?:里程碑|目标|交付物|任务|待办|事项)"
    ),
    r"(?:待办|任务)(?:事项|清单)?(?:里|中)?[加添记](?:上|入)?(?:一?[条个项])",
    r"(?:待办|任务|里程碑|目标)(?:事项)?(?:\s*[+＋]\s*[1一])?[:：]",
    r"截止(?:日期?|时间|到|于)?(?:是|为)?|最迟|最晚|(?:之前|以前)",
    r"(?:^|(?<=[\x00，,]))(?:我)?(?:得|需要|必须|要)(?:在)?",
)


def _due(frame: SentenceFrame) -> date | None:
    whens = frame.whens
    if not whens:
        return None
    first, *more = whens
    if more:
        raise Ask("due_when")
    return first.value.end


def _title(frame: SentenceFrame) -> str:
    """What is left of the words once dates, lengths and the asking itself are taken out; names of tracks stay."""
    pieces = [(a - frame.start, b - frame.start) for a, b in frame.mentions.pieces()]
    names = {(n.start - frame.start, n.end - frame.start) for n in frame.mentions.names}
    trips = {(t.start - frame.start, t.end - frame.start) for t in frame.mentions.trips}
    kept = [p for p in pieces if p not in names and p not in trips]
    if frame.intent == "add_milestone":  # a milestone has no length and no rhythm: these are what is to be reached
        groups = (*frame.mentions.durations, *frame.mentions.frequencies, *frame.mentions.clocks, *frame.mentions.slots)
        kept = [p for p in kept if p not in {(f.start - frame.start, f.end - frame.start) for f in groups}]
    kept += _labels(frame)
    title = residue(frame.text, kept, _BY)
    # "to edge: profile memory": a track before the colon is a label, not a part of the title
    for name in frame.mentions.names:
        label = re.match(rf"{re.escape(name.text)}\s*[:：]\s*", title, re.I)
        if label and name.value.kind == "track":
            return title[label.end() :]
    return title


def _labels(frame: SentenceFrame) -> list[tuple[int, int]]:
    """Tracks that stand alone between commas or in brackets, "…, thesis, 15 minutes": they say whose it is."""
    found: list[tuple[int, int]] = []
    for name in frame.mentions.names:
        a, b = name.start - frame.start, name.end - frame.start
        before = re.search(r"([,，;；:：(（、]|^)\s*(?:for|track|to|给|属于)?\s*$", frame.text[:a], re.I)
        behind = re.match(r"\s*(?:的|方面)?\s*([,，;；)）。.]|$)", frame.text[b:])
        if name.value.kind == "track" and before and behind and not (before[1] in (":", "：") and not behind[1]):
            found.append((before.start() if before[1] in "(（" else before.end(), b + behind.end()))
    return found


def add_milestone(frame: SentenceFrame) -> list[Edit]:
    title, due = _title(frame), _due(frame)
    if not title:
        raise Ask("which_title")
    if due is None:
        raise Ask("due_when")
    tracks = frame.mentions.tracks
    return [AddMilestone(title=title, due=due, track=tracks[0] if len(tracks) == 1 else None)]


def add_task(frame: SentenceFrame) -> list[Edit]:
    title = _title(frame)
    if not title:
        raise Ask("which_title")
    tracks = frame.mentions.tracks
    return [
        AddTask(title=title, track=tracks[0] if len(tracks) == 1 else None, minutes=frame.minutes(), due=_due(frame))
    ]


def move_milestone(frame: SentenceFrame) -> list[Edit]:
    ids = frame.mentions.of("milestone")
    whens, counts = frame.whens, frame.mentions.counts
    edits: list[Edit] = []
    for ident in ids:
        if whens:
            targets = [w for w in whens if w.value.edge != "from"]
            if len(targets) != 1 or targets[0].value.grain in ("week", "month", "rest"):
                raise Ask("due_when")
            due = targets[0].value.end
        else:
            known = next((m.due for m in frame.context.milestones if m.id == ident), None)
            if len(counts) != 1 or known is None:
                raise Ask("due_when")
            later = counts[0].value.after(known)
            back = re.search(r"\b(?:early|earlier|forward|sooner)\b|提前", frame.text, re.I)
            due = known - (later - known) if back else later
        edits.append(MoveMilestone(milestone=ident, due=due))
    return edits


_LONG_AGO = 183


def past_day(frame: SentenceFrame) -> date:
    """The day of something done: the last such day, today where none is named."""
    whens = frame.whens
    if not whens:
        return frame.today
    first, *more = whens
    if more:
        raise Ask("which_day")
    start, end = first.value.past or (first.value.start, first.value.end)
    if start != end or start > frame.today:
        raise Ask("which_day_done")
    # nobody reports today what was done eleven months ago: a day that is near ahead is rather a slip or a plan
    if (frame.today - start).days > _LONG_AGO and not re.search(r"\d{4}|去年|last\s+year", first.text, re.I):
        raise Ask("which_day_done")
    return start


def finish_milestone(frame: SentenceFrame) -> list[Edit]:
    return [FinishMilestone(milestone=i, date=past_day(frame)) for i in frame.mentions.of("milestone")]


def finish_task(frame: SentenceFrame) -> list[Edit]:
    return [FinishTask(task=i) for i in frame.mentions.of("task")]


def decide(frame: SentenceFrame) -> list[Edit]:
    ids = frame.mentions.of("decision")
    folded = frame.text.casefold()
    decisions = [d for d in frame.context.decisions if not ids or d.id in ids]
    chosen = [(d.id, o) for d in decisions for o in d.options if option_in(o, folded)]
    if len(chosen) > 1:
        # "Jetson, not the Pi": an option behind a "not" is the one that was not chosen
        chosen = [
            (i, o)
            for i, o in chosen
            if not re.search(
                r"(?:\bnot|\bover|\binstead\s+of|\brather\s+than|不选|不用|而不是|不是)\s*(?:the\s+|an?\s+)?$",
                folded[: folded.find(o.casefold())],
            )
        ]
    if len(chosen) == 1:
        return [Decide(decision=chosen[0][0], choice=chosen[0][1])]
    open_ended = [d for d in decisions if not d.options]
    cue = where("decide", frame.text)
    if not chosen and len(open_ended) == 1 and len(decisions) == 1 and cue:
        choice = residue(frame.text[cue.end() :], [], ())
        if choice:
            return [Decide(decision=open_ended[0].id, choice=choice)]
    raise Ask("which_choice")


def log(frame: SentenceFrame) -> list[Edit]:
    clocks = {c.value for c in frame.mentions.clocks}
    lasted = [c.end - c.start for c in clocks if c.end is not None]
    minutes = lasted[0] if len(clocks) == 1 and lasted else frame.minutes()
    track, *more = frame.tracks()
    if minutes is None or more or len(clocks) > 1:
        raise Ask("how_long_done")
    if minutes == 0:
        return [Log(track=track, date=past_day(frame), minutes=0, outcome="skipped")]
    outcome: Outcome = "partial" if has("only", frame.text) else "done"
    return [Log(track=track, date=past_day(frame), minutes=minutes, outcome=outcome)]


def skip_log(frame: SentenceFrame) -> list[Edit]:
    return [Log(track=t, date=past_day(frame), minutes=0, outcome="skipped") for t in frame.tracks()]
