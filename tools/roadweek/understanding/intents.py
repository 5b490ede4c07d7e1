"""Which kind of change a piece of a sentence asks for, judged by its cues and by what it names."""

from __future__ import annotations

import re

from roadweek.understanding import signs
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.cues import has, where
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.open_until import goes_on_until
from roadweek.understanding.spans import Found
from roadweek.understanding.trip_intents import trip_intent

INHERITED = (
    "move",
    "drop",
    "add",
    "set_activity",
    "add_activity",
    "pause",
    "resume",
    "log",
    "skip_log",
    "remove_activity",
    "pin",
    "unpin",
)
"""Intents that a piece without a verb of its own takes over: "move maths to Friday and English to Sunday"."""


WEEKLY_SUM_MIN = 180
"""So many minutes a week and more are a sum of sittings, not one."""


def masked(text: str, start: int, mentions: Mentions) -> str:
    """The text without its days and frequencies, so that "the rest of this week" is no rest."""
    groups = (*mentions.whens, *mentions.frequencies, *mentions.ongoing)
    chars = list(text)
    for item in groups:
        end = item.end - start
        behind = signs.edge_word().match(text, end)
        for n in range(max(item.start - start, 0), min(behind.end() if behind else end, len(chars))):
            chars[n] = "\x00"
    return "".join(chars)


def detect(text: str, start: int, m: Mentions, context: SentenceContext) -> str | None:
    """The intent of a piece, or None where it has none of its own."""
    bare = masked(text, start, m)
    return (
        _named(text, bare, start, m, context)
        or _about_days(text, bare, start, m, context)
        or _about_tracks(text, bare, start, m, context)
    )


def _unnamed(text: str, start: int, m: Mentions) -> str:
    """The text without its names: the 会 of 组会幻灯片 is no "will"."""
    chars = list(text)
    for name in m.names:
        for n in range(max(name.start - start, 0), min(name.end - start, len(chars))):
            chars[n] = "\x00"
    return "".join(chars)


def _named(text: str, bare: str, start: int, m: Mentions, context: SentenceContext) -> str | None:
    """Intents that a name decides: a milestone, a task, a decision; and new ones."""
    if m.of("decision") and (has("decide", text) or _option(text, m, context)):
        return "decide"
    if has("unpin", bare) and m.tracks:
        return "unpin"
    if has("pin", bare) and m.tracks:
        return "pin"
    if has("new_milestone", text):
        return "add_milestone"
    if (
        has("new_task", text)
        and not (m.trips and (has("trip_verb", text) or signs.goes_somewhere().search(text)))
        and not (m.tracks and m.frequencies)
        and not signs.rest().search(text)
    ):
        return "add_task"
    if m.of("milestone"):
        ahead = any(w.value.edge == "until" or w.value.start > context.today for w in m.whens)
        if (
            has("move", text)
            or ((m.whens or m.counts) and has("later", text))
            or re.search(r"\bdue\b|deadline|截止", text, re.I)
            or (m.whens and has("instead", text))
        ):
            return "move_milestone"
        if ahead and signs.will_be().search(text):
            return "move_milestone"
        reported = has("done", text) or has("did", text)
        by = any(w.value.edge == "until" and w.value.end >= context.today for w in m.whens)
        if by and reported and not re.search(r"了|\b(?:already|was|were|have|has|had)\b", text, re.I):
            return "move_milestone"  # 元旦前完成就行
        if reported and not signs.obliged().search(_unnamed(text, start, m)):
            return "finish_milestone"
        if reported:
            return "move_milestone" if ahead else None
    if (
        m.of("task")
        and (has("done", text) or has("did", text) or signs.settled().search(text))
        and not signs.obliged().search(_unnamed(text, start, m))
    ):
        return "finish_task"
    if not m.of("decision") and has("decide", text) and _option(text, m, context):
        return "decide"
    return _of_work(text, start, m)


def _of_work(text: str, start: int, m: Mentions) -> str | None:
    """What is said of one work of the plan: that it is done, or how long it takes."""
    if len({w.value for w in m.works}) != 1 or m.frequencies or m.clocks:
        return None
    bare = _without(text, start, m.works)
    if signs.denied().search(bare):
        return None
    if m.durations:
        single = len(m.durations) == 1 and not m.whens and not has("did", bare) and not has("add", bare)
        return "set_effort" if single and signs.takes().search(bare) else None
    told = (has("done", bare) or has("did", bare)) and not has("only", bare) and not signs.almost().search(bare)
    return "finish_work" if told and not signs.obliged().search(bare) else None


def _without(text: str, start: int, items: tuple[Found[str], ...]) -> str:
    chars = list(text)
    for item in items:
        for n in range(max(item.start - start, 0), min(item.end - start, len(chars))):
            chars[n] = "\x00"
    return "".join(chars)


def _weekly_sum(text: str, m: Mentions) -> bool:
    """Hours a week for a track's work: said to be given, or more than any single sitting, or bounded by a day."""
    if len(m.frequencies) != 1 or len(m.durations) != 1:
        return False
    rhythm, length = m.frequencies[0].value, m.durations[0].value
    if rhythm.per != "week" or rhythm.times.top != 1 or rhythm.days or m.slots or m.clocks:
        return False
    return length.top >= WEEKLY_SUM_MIN and (signs.gives_time().search(text) is not None or _until(m))


def _until(m: Mentions) -> bool:
    return any(w.value.edge in ("until", "to") for w in m.whens)


def _option(text: str, m: Mentions, context: SentenceContext) -> bool:
    chosen = set(m.of("decision"))
    return any(
        signs.option_in(option, text)
        for d in context.decisions
        if not chosen or d.id in chosen
        for option in d.options
        if chosen or not signs.common().fullmatch(option)
    )


def _about_days(text: str, bare: str, start: int, m: Mentions, context: SentenceContext) -> str | None:
    """Intents about days and not about one track: trips, blocks, days off, capacity."""
    trip = trip_intent(text, m, context)
    if trip and not (m.tracks and not m.whens and trip == "add_trip"):
        return trip
    if goes_on_until(text, start, m):
        return "open_until"
    if m.clocks and (not m.tracks or has("block", bare)) and (has("event", bare) or m.whens or m.frequencies):
        return "block"
    days = m.whens or m.ongoing
    if m.tracks:
        return None
    if m.durations and days and has("event", bare) and not has("add", bare):
        return "block"
    if m.durations and days and any(f.value.per == "day" for f in m.frequencies) and not has("add", bare):
        return "set_capacity"
    if m.durations and not has("add", bare) and has("capacity", bare) and (days or m.frequencies):
        return "set_capacity"
    if (
        (days or (m.frequencies and not m.durations))
        and has("event", bare)
        and not has("day_off", bare)
        and not has("cancel", bare)
    ):
        return "block"
    if (
        (has("a_day_off", text) or ((m.counts or m.frequencies) and signs.off_work().search(text)))
        and not days
        and not m.durations
    ):
        return "day_off"
    if days and (has("day_off", bare) or (has("skip", bare) and has("everything", bare))) and not m.durations:
        return "day_off"
    return None


def _about_tracks(text: str, bare: str, start: int, m: Mentions, context: SentenceContext) -> str | None:  # noqa: C901
    """Intents about lines of work and their sessions."""
    tracks, lengths, often = bool(m.tracks), bool(m.durations), bool(m.frequencies)
    days = [w.value for w in m.whens if not w.value.anchor]
    past = bool(days) and all((d.past or (d.start, d.end))[1] < context.today and d.end < context.today for d in days)
    may_be_past = all(d.start <= context.today or (d.past and d.past[0] <= context.today) for d in days)
    everything = has("everything", bare)
    if (tracks or everything or has("again", bare)) and has("pause", bare) and not (lengths and not m.whens):
        return "pause"
    if tracks and any(n.value.kind == "track" and signs.halts().search(text[: n.start - start]) for n in m.names):
        return "pause"
    if tracks and (days or m.ongoing) and signs.ends_halt().search(text):
        return "pause"
    if (
        tracks
        and not often
        and not lengths
        and signs.open_ended().search(text)
        and (has("skip", bare) or has("stop", bare))
    ):
        return "pause"
    limited = any(o.value.start != o.value.end for o in m.ongoing) or any(
        (d.start != d.end and d.edge != "from" and (d.joined or d.grain != "span")) or d.edge == "until" for d in days
    )
    if tracks and (limited or m.counts) and has("stop", bare) and has("for_good", bare):
        return "pause"
    if (
        tracks
        and may_be_past
        and not often
        and (has("skipped", _unnamed(text, start, m)) or (past and has("skip", text)))
    ):
        return "skip_log"
    did = has("did", text) or _told(m, context)
    if tracks and lengths and may_be_past and not often and (past or (did and not _future(text))):
        return "log"
    if m.clocks and m.clocks[0].value.end and tracks and (past or did) and may_be_past and not often:
        return "log"
    named = bool(m.names or m.trips)
    if lengths and not named and days and all(d.start <= context.today for d in days) and signs.worked().search(text):
        return "log"
    if (
        tracks
        and has("stop", bare)
        and has("for_good", text)
        and not any(d.grain in ("day", "span") and d.edge == "" for d in days)
    ):
        return "remove_activity"
    if tracks and not lengths and not often and has("prioritize_down", bare):
        return "prioritize_down"
    if tracks and not lengths and not often and (has("prioritize_up", bare) or signs.comes_first().search(bare)):
        return "prioritize_up"
    if len(m.tracks) == 2 and len(days) == 2 and not (lengths or often or past) and signs.swaps().search(text):
        return "move"
    if tracks and len(days) == 1 and not past and signs.do_it().search(text):
        return "move"
    if tracks and len(days) == 2 and not lengths and not often and not past and signs.makes_up().search(text):
        return "move"
    if tracks and m.clocks and not (days or m.ongoing or lengths or often) and (has("move", text) or has("set", bare)):
        return "set_activity"  # "change the easy run to 6 pm": to which hour, and on no day of its own
    ever = signs.to_parts().search(text) or (has("move", text) and has("from_now", text))
    if tracks and m.slots and not (days or m.ongoing or lengths or often or m.clocks) and ever:
        return "set_activity"  # "move algorithms to evenings": a habit, on no day of its own
    if (tracks or has("again", bare)) and has("move", text) and not often and (days or not lengths):
        return "move"
    if tracks and m.whens and not often and not lengths and signs.arrow().search(text):
        return "move"
    if tracks and len(days) > 1 and has("instead", text) and not often and not lengths:
        return "move"
    lone = tracks and not past and not often and not lengths and not has("skip", text)
    if lone and len(days) == 2 and signs.owned_then_placed().search(text):
        return "move"
    lasting = any(d.edge == "from" for d in days) or has("from_now", text)
    lasting = lasting or (not days and (has("only", bare) or signs.slots_ever().search(text) is not None))
    if tracks and m.slots and lasting and not often and not lengths and not has("done", text):
        return "set_activity"
    if (tracks or everything) and has("resume", bare) and not lengths and not often:
        return "resume"
    if (tracks or m.works) and _weekly_sum(text, m):
        return "focus"
    if tracks and often:
        return (
            "add_activity"
            if _is_new(bare) or ("加" in text and not has("set", text) and _is_new(text))
            else "set_activity"
        )
    denied = bool(days or m.ongoing) and not lengths and signs.not_that().search(_unnamed(text, start, m)) is not None
    if tracks and (has("skip", text) or denied) and (not lengths or not has("set", bare)) and not has("add", bare):
        return "drop"
    if tracks and lengths and not has("add", bare) and has("set", bare):
        return "set_activity"
    if tracks and lengths and signs.from_to().search(bare) and all(d.edge == "from" for d in days):
        return "set_activity"
    if tracks and lengths and signs.each_time().search(text) and all(d.edge == "from" for d in days):
        return "set_activity"
    if adds_new(text, m):
        return "add_new"
    if has("add", bare) and (lengths or tracks):
        return "add"
    if (
        not m.names
        and not lengths
        and not often
        and signs.all_done().search(text)
        and may_be_past
        and not _future(text)
    ):
        return "finish"
    if tracks and (has("done", text) or has("did", text)) and may_be_past and not _future(text):
        return "finish"
    if tracks and (has("relative", bare) or has("set", bare) or has("start", bare)) and not days:
        return "set_activity"
    if often and not tracks and lengths and (has("again", bare) or (has("relative", bare) and not m.names)):
        return "set_activity"
    if tracks and len(days) == 1 and days[0].edge == "to" and days[0].grain == "day" and not lengths and not often:
        return "move" if text.isascii() else None
    return None


def adds_new(text: str, m: Mentions) -> bool:
    """ "Add statistics twice a week", 加统计: an order to add what the plan does not know, with a rhythm or with
    neither a length nor a day."""
    known = m.names or m.trips or m.works or m.clocks
    if known or signs.orders_to_add().match(text) is None:
        return False
    return bool(m.frequencies) or not (m.durations or m.whens or m.counts)


def _is_new(bare: str) -> bool:
    add = where("add", bare) or where("start", bare)
    change = where("set", bare)
    return add is not None and (change is None or add.start() < change.start())


def _told(m: Mentions, context: SentenceContext) -> bool:
    """Whether a verb in the past tense stood for a track: "swam"."""
    names = {name.casefold() for track in context.tracks for name in track.names}
    return any(
        n.value.kind == "track"
        and n.value.title is None
        and n.text.isascii()
        and n.text.casefold().removesuffix("'s") not in names
        for n in m.names
    )


def _future(text: str) -> bool:
    return signs.ahead().search(text) is not None
