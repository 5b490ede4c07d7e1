"""A sentence cut into wishes: each with its own intent, its own words and what "it" refers to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadweek.understanding import holidays, signs
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.cues import has
from roadweek.understanding.frame import SentenceFrame
from roadweek.understanding.intents import INHERITED, detect, masked
from roadweek.understanding.mentions import Mentions
from roadweek.understanding.others import is_of_others
from roadweek.understanding.shared_days import share_days
from roadweek.understanding.spans import pattern
from roadweek.understanding.stance import is_negated, is_past_plan, stance_of
from roadweek.understanding.told_on import goes_on, other_place, tells


@pattern
def _sentence_end() -> str:
    return r"[。！？!?；;\n]+|\.(?=\s|$)(?<!\b[ap]\.m\.)"


@pattern
def _joint() -> str:
    return (
        r"、|(?<!\d)[,，](?!\d{3})|(?<=\d)[,，](?!\d)|\b(?:and\s+then|and\s+also|and|then|but|also|plus)\b|"
        r"然后|并且|同时|另外|还有|而且|但是?(?!愿)|不过|"
        r"并(?=[把将暂恢改])|再(?=[把将])"
    )


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as pieces of it, their closing mark included."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _sentence_end().finditer(text):
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return tuple((a, b) for a, b in found if text[a:b].strip(" \t\n.。!！?？;；"))


def _pieces(text: str, start: int, end: int, mentions: Mentions) -> list[tuple[int, int]]:
    """Where the sentence may be cut: at commas and conjunctions that lie inside no mention."""
    inside = mentions.pieces()
    pieces: list[tuple[int, int]] = []
    at = start
    for match in _joint().finditer(text, start, end):
        if any(a < match.end() and match.start() < b for a, b in inside):
            continue
        if match[0] == "、" and not (_report(mentions, at, match.start()) and _report(mentions, match.end(), end)):
            continue
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def _report(m: Mentions, a: int, b: int) -> bool:
    """昨天政治一小时、韩语半小时: each side has a track and a length of its own."""
    own = m.inside(a, b)
    return bool(own.tracks and own.durations)


@dataclass(slots=True)
class _Part:
    start: int
    end: int
    intent: str | None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The wishes of a text; ``silent`` pieces ask for nothing, ``loose`` ones ask for something unclear."""

    frames: tuple[SentenceFrame, ...]
    silent: tuple[tuple[int, int], ...]
    loose: tuple[tuple[int, int], ...]


_RECURRING = ("add", "add_activity", "set_activity")
"""Intents that a rhythm and its hour may belong to."""


def _chooses(text: str, part: _Part, context: SentenceContext) -> bool:
    """Whether a piece about a decision already names an option of one."""
    words = text[part.start : part.end]
    return any(signs.option_in(option, words) for d in context.decisions for option in d.options)


@pattern
def _bare_order() -> str:
    return (
        r"\W*(?:please\s+|also\s+)?(?:(?:add|create|set|put)\s+)?(?:me\s+)?(?:(?:a|an|another|one\s+more|the)\s+)?(?:new\s+|further\s+)?"
        r"(?:task|to-?do|milestone|goal|deadline|deliverable)\W*|"
        r"\W*(?:帮我|请|再)?(?:新增|增加|添加|新建|再加|加|记|设定|设|定|新)(?:一?[个项条])?(?:新的?)?"
        r"(?:里程碑|目标|交付物|任务|待办|事项)\W*"
    )


def _own_arguments(m: Mentions) -> bool:
    return bool(m.tracks or m.of("milestone")) and bool(m.whens or m.durations or m.frequencies or m.counts)


def _parts(  # noqa: C901
    text: str, start: int, end: int, full: Mentions, context: SentenceContext
) -> tuple[list[_Part], list[tuple[int, int]]]:
    parts: list[_Part] = []
    silent: list[tuple[int, int]] = []
    held: tuple[int, int] | None = None
    past: tuple[int, int] | None = None
    lead: int | None = None
    loose_end = end
    for a, b in _pieces(text, start, end, full):
        piece, m = text[a:b], full.inside(a, b)
        if is_negated(piece) and not (has("pin", piece) and m.tracks):
            silent.append((a, b))
            held = (a, b)
            continue
        if is_past_plan(text[a:end]) and m.trips and m.whens and not past:
            past = (a, b)
            silent.append(past)
            continue
        if past and silent[-1:] == [past] and m.whens and not m.names and not m.trips and has("move", piece):
            silent.pop()
            # "meant for the 10th, but it moved to the 17th": that trip, where it is known
            day = full.inside(*past).whens[0].value.start
            known = any(t.start <= day <= t.end for t in context.trips)
            parts.append(_Part(past[0], b, "change_trip" if known else None, inherited=True))
            past = None
            continue
        if is_past_plan(piece) or is_of_others(masked(piece, a, m)) or (b < end and _told_of_others(piece, a, m)):
            silent.append((a, b))
            continue
        if held and held == silent[-1] and not m.pieces() and (has("pin", piece) or has("unpin", piece)):
            # 周日的后端别动，钉住: what is not to change says what is pinned
            silent.pop()
            parts.append(_Part(held[0], b, "pin" if not has("unpin", piece) else "unpin", inherited=True))
            held = None
            continue
        m = _referring(piece, a, m, full)
        intent = detect(piece, a, m, context)
        last = parts[-1] if parts else None
        if last and not full.inside(a, b).pieces() and signs.open_ended().search(piece):
            last.end = b
            continue
        if last and goes_on(piece, last.intent, intent, full.inside(a, b), full.inside(last.start, last.end)):
            last.end = b
            last.inherited |= last.intent == "cancel_trip"
            continue
        if last and other_place(piece, last.intent, full.inside(a, b)):
            last.end, last.intent, last.inherited = b, "change_trip", True
            continue
        if last and intent == last.intent == "add_trip" and not m.whens and not any(t.value for t in m.trips):
            last.end = b  # "home again on the 9th, for work"
            continue
        if (
            last
            and last.intent in ("add_milestone", "add_task")
            and _bare_order().fullmatch(text[last.start : last.end])
        ):
            last.end = b  # 加个目标，年底前读完: what it is comes behind
            continue
        if last and intent == "move" and last.intent == "unpin" and not full.inside(a, b).pieces():
            last.end = b  # "unpin it, it can move"
            continue
        if last and intent == "set_capacity" and last.intent == "block" and not m.whens:
            before = full.inside(last.start, last.end)
            if before.whens and not before.clocks:
                last.end, last.intent, last.inherited = (
                    b,
                    "set_capacity",
                    True,
                )  # "busy until Friday, so an hour a day at most"
                continue
        if last and signs.swaps().search(text, last.start, last.end) and m.tracks and not m.durations:
            last.end = b  # "swap Friday's maths and Sunday's Japanese"
            continue
        if last and intent == "block" and last.intent in _RECURRING and not m.names and not m.whens:
            last.end, last.inherited = b, False  # "a new habit: scales, daily at 8 am"
            continue
        if last and intent == last.intent == "decide" and not m.of("decision") and not _chooses(text, last, context):
            last.end = b
            continue
        if intent is None:
            if (
                last
                and last.intent in INHERITED
                and _own_arguments(full.inside(a, b))
                and _own_arguments(full.inside(last.start, last.end))
            ):
                swapped = last.intent == "drop" and full.inside(a, b).durations and has("instead", piece)
                parts.append(_Part(a, b, "add" if swapped else last.intent, inherited=True))
            elif last and full.inside(a, b).whens and signs.rescales().search(piece):
                parts.append(_Part(a, b, None))
            elif last:
                last.end = b
                last.inherited |= tells().match(piece) is not None or (
                    last.intent == "cancel_trip" and not full.inside(a, b).pieces()
                )
            else:
                lead, loose_end = (a if lead is None else lead), b
            continue
        if lead is not None and _only_reason(full.inside(lead, loose_end)) and _whole_wish(full.inside(a, b)):
            silent.append((lead, loose_end))  # 每周五天工作已经很累了，…: how much there is of something tells why
            lead = None
        parts.append(_Part(a if lead is None else lead, b, intent))
        lead = None
    if lead is not None:
        parts.append(_Part(lead, loose_end, None))
    return parts, silent


def _only_reason(m: Mentions) -> bool:
    """Whether words before a wish hold a rhythm and nothing that it could be said of."""
    spoken_of = m.names or m.works or m.trips or m.whens or m.clocks or m.counts or m.durations
    return bool(m.frequencies) and not spoken_of


def _whole_wish(m: Mentions) -> bool:
    return bool(m.tracks and m.whens)


@pattern
def _somebody() -> str:
    """ "Marlene will bring the slides": a name of somebody who is not of the plan, and what they do."""
    return (
        r"^\W*(?-i:(?!(?:I|We|You|It|This|That|There|What|Let|Please|My|Our|The|And|But|So|Also|Today|Tomorrow|Tonight)\b)[A-Z])"
        r"[a-z]+(?:'s|'ll|\s+(?:will|won't|is|has|can|can't|would|wants|needs|asked|said))\s"
    )


def _told_of_others(piece: str, at: int, m: Mentions) -> bool:
    found = _somebody().search(piece)
    if found is None:
        return False
    return not any(a - at < found.end() - 1 for a, _ in m.pieces())


@pattern
def _same_one() -> str:
    """今天的就跳过, "skip today's": a day with nothing behind it."""
    return r"的(?:那[次个节])?(?:就|也|都|先)?(?:跳过|取消|不[做学练]|免了|算了|暂停)|'s(?:\s+(?:one|session))?\W*$"


def _referring(piece: str, at: int, m: Mentions, full: Mentions) -> Mentions:
    """ "it" stands for what was named last; so does nothing at all before a Chinese 改到."""
    refers = (
        has("resume", piece)
        or has("again", piece)
        or has("move", piece)
        or has("set", piece)
        or _same_one().search(piece)
    )
    if m.names or m.trips or not refers or tells().match(piece):
        return m
    names = [n for n in full.names if n.end <= at]
    trips = [t for t in full.trips if t.end <= at]
    if trips and (not names or trips[-1].end > names[-1].end):
        return replace(m, trips=(trips[-1],))
    return replace(m, names=(names[-1],)) if names else m


def _without_questions(text: str, start: int, end: int, full: Mentions, context: SentenceContext) -> str:
    """The sentence without the names of decisions it answers: "which city: Lyon" asks nothing."""
    chars = list(text[start:end])
    for name in full.inside(start, end).names:
        decision = next((d for d in context.decisions if name.value.kind == "decision" and d.id == name.value.id), None)
        if name.value.kind == "task":  # "book the hall is done": what is booked there is the name of the task
            chars[name.start - start : name.end - start] = "x" * (name.end - name.start)
        if decision and any(signs.option_in(option, text[start:end]) for option in decision.options):
            chars[name.start - start : name.end - start] = " " * (name.end - name.start)
    return "".join(chars)


@pattern
def _guess() -> str:
    """ "I may be late tonight, …", 我今晚可能加班，…: a guess about the day, and then an order."""
    return (
        r"^\W*(?:i|we)\s+(?:may|might)\s+(?:be|have|get|need|end)\b[^,，;；]{0,60}[,，;；]\s*(?:so\s+)?(?=(?:please\s+)?"
        r"(?:skip|cancel|drop|move|shift|push|pause|postpone)\b)|"
        r"^\W*我?[^，,；;]{0,8}可能(?:会|要|得)?[^，,；;]{1,16}[，,；;]\s*(?:所以)?(?=(?:请|麻烦)?(?:把|取消|跳过|暂停|推迟))"
    )


def _behind_guess(text: str, start: int, end: int, silent: list[tuple[int, int]]) -> int:
    """Where the order begins that a guess only gives the reason for."""
    found = _guess().search(text[start:end])
    if found is None:
        return start
    silent.append((start, start + found.end()))
    return start + found.end()


def _with_day(frames: list[SentenceFrame], guessed: Mentions) -> list[SentenceFrame]:
    """ "I may be late tonight, skip Japanese": what falls out is that day's."""
    if len(guessed.whens) != 1 or guessed.whens[0].value.grain != "day":
        return frames
    return [
        replace(f, mentions=replace(f.mentions, whens=guessed.whens))
        if f.intent == "drop" and not f.mentions.whens
        else f
        for f in frames
    ]


def cut(text: str, full: Mentions, context: SentenceContext) -> Cut:
    """The wishes in ``text`` (normalised), given all that it names."""
    frames: list[SentenceFrame] = []
    silent: list[tuple[int, int]] = []
    loose: list[tuple[int, int]] = []
    for start, end in sentences(text):
        begun, start = start, _behind_guess(text, start, end, silent)
        if stance_of(_without_questions(text, start, end, full, context)) != "wish":
            silent.append((start, end))
            continue
        parts, quiet = _parts(text, start, end, full, context)
        silent.extend(quiet)
        first = len(frames)
        for part in parts:
            piece = text[part.start : part.end]
            m = _referring(piece, part.start, full.inside(part.start, part.end), full)
            intent = part.intent if part.inherited else detect(piece, part.start, m, context) or part.intent
            if intent is None:
                (loose if _asks(piece, m) else silent).append((part.start, part.end))
                continue
            carried = tuple(
                dict.fromkeys(n.value.id for n in full.names if n.value.kind == "track" and n.end <= part.start)
            )
            frames.append(SentenceFrame(intent, piece, part.start, m, context, carried[-1:]))
        frames[first:] = share_days(_with_day(frames[first:], full.inside(begun, start)))
    return Cut(tuple(frames), tuple(silent), tuple(loose))


@pattern
def _praise() -> str:
    return (
        r"不错|很好|挺好|太好了|辛苦|谢谢|多谢|\b(?:thanks|thank\s+you|well\s+done|"
        r"great\s+(?:work|job)|nice\s+(?:work|job)|"
        r"looks?\s+(?:good|great|fine|nice))\b"
    )


@pattern
def _curt() -> str:
    """An order without an object."""
    return (
        r"\W*(?:暂停|停|取消|恢复|推迟|挪|改期?|跳过)(?:一下|吧|了)?\W*|\W*(?:pause|"
        r"stop|cancel|skip|resume|move|delay|drop)(?:\s+(?:something|anything|one|it))?(?:\s+please)?\W*"
    )


@pattern
def _reports() -> str:
    """ "Log an hour": a report that does not say of what."""
    return r"^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:log|record|track)\b|记录|记一?[下笔上]|打卡"


def orders(piece: str) -> bool:
    """Whether a piece orders a change by itself."""
    return signs.orders_to_add().match(piece) is not None or any(
        has(cue, piece) for cue in ("move", "pause", "skip", "cancel", "set", "resume")
    )


def _asks(piece: str, m: Mentions) -> bool:
    """Whether words without a clear intent still seem to ask for something."""
    if _praise().search(piece):
        return False
    named = bool(m.tracks or m.of("milestone") or m.trips) or has("milestone", piece)
    amounts = bool(m.whens or m.durations or m.frequencies or m.counts or m.clocks)
    change = any(
        has(cue, piece)
        for cue in ("move", "pause", "stop", "skip", "add", "relative", "cancel", "set", "resume", "change")
    )
    rhythm = bool(m.frequencies or m.durations) and has("start", piece)
    rhythm = rhythm or bool(m.frequencies and m.durations)
    if holidays.moving().search(piece) and (change or has("day_off", piece)):
        return True
    if change and has("everything", piece):
        return True
    if m.durations and _reports().search(piece):
        return True
    if _curt().fullmatch(piece):
        return True
    return (named and (amounts or change)) or (amounts and change) or rhythm or (change and has("again", piece))
