"""The next sentence of a conversation: a correction of what was just proposed, an addition to it, or neither.

A message follows up where it begins like one ("no, …", 不，…, "and … too") or is made of nothing but days, lengths and
names. Every word of it must be one of these or a small word; else it is read as a wish of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import ValidationError

from roadweek.domain.edits import AddTrip, Edit, Move, MoveMilestone, OpenHours, SetActivity, SetCapacity, is_fact
from roadweek.messages import say
from roadweek.understanding.amend import SaidInstead, also, days_of, in_week_of, instead, takes
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.corrections import normalise
from roadweek.understanding.frame import Ask, edit_slots, make
from roadweek.understanding.mentions import Mentions, read_mentions
from roadweek.understanding.spans import Found, T, pattern
from roadweek.understanding.stance import language_of, stance_of
from roadweek.understanding.understand import asked, understand
from roadweek.understanding.when import When

Follows = Literal["instead", "also"]


@dataclass(frozen=True, slots=True)
class Followup:
    """All edits that are wished now, those of before among them; or one question about how they change."""

    follows: Follows
    edits: tuple[Edit, ...] = ()
    question: str | None = None


@pattern
def _instead() -> str:
    return (
        r"^\s*(?:please\s+)?(?:and\s+)?(?:(?:keep|cap|limit|hold)\s+(?:it|that|them|this)\s+)?"
        r"(?:no\s+(?:more|longer)\s+than|not\s+(?:more|longer)\s+than|at\s+most|under|below|within|up\s+to|max(?:imum|\.)?)\s+"
        r"(?=\d|an?\b|half)|"
        r"^\s*(?:please\s+)?(?:keep|cap|limit|hold)\s+(?:it|that|them|this)\s+(?:down\s+)?(?:to|at)\s+|"
        r"^\s*(?:(?:请|把它|每次)*(?:控制|限制|限定|压|缩)[在到]|(?:别|不要|不能|不得|不可|不)超过|(?:每次)?(?:最多|至多|顶多))|"
        r"^\s*(?:(?:oh|hm+|ah)[\s,]+)?(?:(?:no|nope|sorry|wait|actually|rather|better|instead|i\s+mean(?:t)?|let's\s+say|or\s+rather|"
        r"correction|not\s+quite)(?=[\s,.:;–—-])[\s,.:;–—-]*)+|"
        r"^\s*(?:please\s+)?(?:make|change|switch|set)\s+(?:it|that|them)\s+(?:to\s+|on\s+)?|"
        r"^\s*(?:(?:哦|噢|啊|嗯|哎)[\s，,]*)?(?:不对|错了|说错了|等等|应该是|我是说|我的意思是|还是|改成|改为|改到|换成|换到|不(?=[\s，,。]))[\s，,。:：]*|"
        r"^\s*(?=(?:不是|not\s)[^，,]+[，,])"
    )


@pattern
def _also() -> str:
    return (
        r"^\s*(?:(?:and|also|plus|as\s+well\s+as|add)\b|"
        r"还有|也(?!许)|再加上?|加上|另外|以及|和|同时)[\s，,:：]*(?:also\s+)?"
    )


@pattern
def _too() -> str:
    return (
        r"[\s，,]*(?:\b(?:too|as\s+well|also|likewise)|"
        r"也(?:是|一样|要|去|休息|不去|取消|停|请假)?|一样|同样)[\s.!。！了吧]*$"
    )


@pattern
def _tail() -> str:
    return r"[\s,，]*(?:\b(?:instead|rather|please|then|pls)|才对|吧|就(?:好|行)|为好)[\s.!。！]*$"


@pattern
def _small() -> str:
    """Words that a fragment may have besides what it names."""
    en = (
        r"to|on|at|for|in|of|the|a|an|it|that|them|this|is|it's|should|be|will|do|does|let's|put|place|move|make|set|change|"
        r"schedule|have|from|until|till|by|only|just|and|please|then|not|with|of|both|as|well"
    )
    zh = (
        r"放[到在]?|挪[到在]?|改[到成为在]?|移[到在]?|换[到成]?|排[到在]?|安排[到在]?|定在|延?到|把|将|它|那个|这个|是|在|去|要|从|起|到|的|了|"
        r"而?不(?=是)|吧|也|都|再|请|就|每次|应该|而|且|和|与"
    )
    en += r"|at\s+most|or\s+less|max(?:imum)?|tops"
    zh += r"|以内|之内|以下|为限|最多|至多"
    return rf"\b(?:{en})\b|{zh}|[\s,.;:!，。；：！、–—-]|'s"


@pattern
def _not_meant() -> str:
    return r"(?:\b(?:not|instead\s+of|rather\s+than)\s+(?:on\s+|the\s+)*|而?不是\s*)$"


def follow_up(text: str, before: Sequence[Edit], context: SentenceContext, *, applied: bool = False) -> Followup | None:
    """What a message makes of the edits proposed before it; null where it is no correction and no addition.

    ``applied``: they are in force already; then the edits are those that bring about the difference.
    """
    if not before or len(text) > 400:
        return None
    plain = normalise(text)
    lead, rest = _lead(plain)
    if lead is None and stance_of(plain) != "wish":
        return None
    lang = language_of(text)
    own = understand(rest, context) if lead else understand(plain, context)
    if own.edits and all(isinstance(e, OpenHours) for e in own.edits) and not applied:
        return _whole("also", before, own.edits, applied=applied)  # room for what was asked for
    if own.edits:
        return None if lead is None else _whole(lead, before, _near(own.edits, rest, before, context), applied=applied)
    fragment = _fragment(rest, context)
    if fragment is None:
        return None
    follows: Follows = lead or "instead"
    try:
        edits = _put(follows, before, fragment, applied=applied)
    except Ask as ask:
        return Followup(follows, question=asked(ask, lang, context.today))
    except ValidationError:
        return Followup(follows, question=say("questions.unclear", lang, words=text.strip()))
    if edits is None:
        return None
    return Followup(follows, edits=edits)


def _lead(text: str) -> tuple[Follows | None, str]:
    """How a message begins, and what is said without it."""
    first = _instead().search(text)
    if first is not None and text[first.end() :].strip():
        return "instead", _tail().sub("", text[first.end() :])
    first, last = _also().search(text), _too().search(text)
    if first is not None or last is not None:
        body = text[first.end() if first else 0 :]
        body = _too().sub("", body)
        return ("also", body) if body.strip() else (None, text)
    tail = _tail().search(text)
    return (None, text[: tail.start()]) if tail else (None, text)


def _near(made: tuple[Edit, ...], text: str, before: Sequence[Edit], context: SentenceContext) -> tuple[Edit, ...]:
    """ "And drop Thursday's listening", said of a trip: the Thursday of that trip's week."""
    whens = [w.value for w in read_mentions(normalise(text), context).whens]
    if not whens or not all(w.bare for w in whens):
        return made
    return tuple(in_week_of(edit, before, context.today) for edit in made)


def _whole(lead: Follows, before: Sequence[Edit], made: tuple[Edit, ...], *, applied: bool) -> Followup | None:
    """A whole wish behind "and …" stands beside what was proposed; behind "no, …" it takes the place of its like."""
    if all(is_fact(e) for e in made) or applied:
        return None
    if lead == "also":
        return Followup("also", (*before, *(e for e in made if e not in before)))
    kept = [e for e in before if not any(_alike(e, new) for new in made)]
    kept = kept if len(kept) < len(before) else []
    return Followup("instead", (*kept, *made))


def _alike(old: Edit, new: Edit) -> bool:
    """Whether two edits are about the same thing."""
    names = ("track", "milestone", "task", "work", "session", "decision")
    mine = [getattr(old, n, None) for n in names]
    if any(mine):
        return mine == [getattr(new, n, None) for n in names]
    return old.kind == new.kind or {old.kind, new.kind} <= {"add_trip", "change_trip", "cancel_trip"}


def _fragment(text: str, context: SentenceContext) -> SaidInstead | None:
    """What the words name; null where any of them names nothing or asks for something by itself."""
    m = read_mentions(text, context)
    pieces = m.pieces()
    if not pieces or m.of("task") or m.of("decision"):
        return None
    left = list(text)
    for a, b in pieces:
        left[a:b] = " " * (b - a)
    if _small().sub("", "".join(left)).strip(" '\"()（）"):
        return None
    places = {t.value for t in m.trips}
    if "" in places or len(places) > 1 or m.ongoing:
        return None
    return _said(text, m, context, next(iter(places), None))


def _said(text: str, m: Mentions, context: SentenceContext, place: str | None) -> SaidInstead | None:
    meant, old = _meant(text, m.whens), _denied(text, m.whens)
    tracks = tuple(dict.fromkeys(n.value.id for n in _meant(text, m.names) if n.value.kind == "track"))
    lengths = {(d.value.lo, d.value.hi): d.value for d in _meant(text, m.durations)}
    slots = edit_slots(s.value for s in m.slots)
    rhythms = {f.value for f in m.frequencies}
    clocks = {c.value for c in _meant(text, m.clocks)}
    if any(len(one) > 1 for one in (lengths, slots, rhythms, clocks)) or any(c.doubt for c in clocks):
        return None
    length = next(iter(lengths.values()), None)
    if length is not None and length.top != length.lo:
        return None
    return SaidInstead(
        today=context.today,
        days=tuple(w.value for w in meant if not w.value.anchor),
        old=tuple(w.value for w in old),
        counts=tuple(c.value for c in m.counts),
        minutes=length.lo if length else None,
        slot=None if clocks else next(iter(slots), None),
        clock=next(iter(clocks), None),
        frequency=next(iter(rhythms), None),
        tracks=tracks,
        milestones=m.of("milestone"),
        place=place,
    )


def _denied(text: str, items: tuple[Found[When], ...]) -> tuple[Found[When], ...]:
    return tuple(i for i in items if _not_meant().search(text[max(0, i.start - 20) : i.start]))


def _meant(text: str, items: tuple[Found[T], ...]) -> tuple[Found[T], ...]:
    return tuple(i for i in items if not _not_meant().search(text[max(0, i.start - 20) : i.start]))


def _put(lead: Follows, before: Sequence[Edit], said: SaidInstead, *, applied: bool) -> tuple[Edit, ...] | None:
    """The edits with what is said put into the one that it is about; null where there is none."""
    fitting = [e for e in before if takes(e, said)]
    if said.old:
        held = [e for e in fitting if any(w.start in days_of(e) or w.end in days_of(e) for w in said.old)]
        fitting = held or fitting
    if lead == "instead" and len(fitting) > 1:
        fitting = _meant_by(fitting, said) or fitting
    if not fitting:
        return None
    whole = any(isinstance(e, AddTrip) for e in fitting) and len({_span(e) for e in fitting}) == 1
    if len(fitting) > 1 and said.days and lead == "instead" and whole:
        each = {id(e): instead(e, said) for e in fitting}  # a trip, and what stops for its days
        return None if applied else tuple(dict.fromkeys(n for e in before for n in each.get(id(e), (e,))))
    if len(fitting) > 1:
        if said.only_tracks or len({e.kind for e in fitting}) > 1 or lead == "instead":
            raise Ask("which_of_these")
        fitting = fitting[-1:]
    (edit,) = fitting
    changed = (instead if lead == "instead" else also)(edit, said)
    if not applied:
        return tuple(dict.fromkeys(n for e in before for n in (changed if e is edit else (e,))))
    return _in_force(edit, changed, lead)


def _meant_by(fitting: Sequence[Edit], said: SaidInstead) -> list[Edit]:
    """The one of several wishes that a correction can only be about: that of the track that it names, the one with a
    span where it says a span, the one that moves where it says whereto. Empty where that leaves it open."""
    choices: list[list[Edit]] = []
    if said.tracks and not said.only_tracks:
        choices.append([e for e in fitting if getattr(e, "track", None) in said.tracks])
    elif len(said.days) == 1 and said.days[0].start != said.days[0].end:
        choices.append([e for e in fitting if e.kind in _SPANS])
    elif said.days and all(w.edge == "to" for w in said.days) and not any(e.kind in _SPANS for e in fitting):
        choices.append([e for e in fitting if e.kind == "move"])
    return choices[0] if choices and len(choices[0]) == 1 else []


_SPANS = ("add_trip", "change_trip", "set_capacity", "pause")


def _span(edit: Edit) -> tuple[date, date] | None:
    days = days_of(edit)
    return (min(days), max(days)) if days else None


def _in_force(edit: Edit, changed: tuple[Edit, ...], lead: Follows) -> tuple[Edit, ...]:
    """What to ask for where ``edit`` is in force and ``changed`` is meant. Asks where only an undo would do."""
    new = tuple(e for e in changed if e != edit)
    if isinstance(edit, AddTrip) and new and isinstance(new[0], AddTrip) and len(changed) == 1:
        trip = new[0]
        moved = (trip.start, trip.end) != (edit.start, edit.end)
        fields = {
            "new_start": trip.start if moved else None,
            "new_end": trip.end if moved else None,
            "place": trip.place if trip.place != edit.place else None,
        }
        return (make("change_trip", start=edit.start, **{k: v for k, v in fields.items() if v is not None}),)
    if lead == "also" and edit in changed:
        return new
    if isinstance(edit, Move) and len(new) == 1 and isinstance(new[0], Move) and new[0].track == edit.track:
        return (new[0].model_copy(update={"from_": edit.to}),)
    if isinstance(edit, SetActivity | MoveMilestone) and new:
        return new
    if isinstance(edit, SetCapacity) and [days_of(e) for e in new] == [days_of(edit)]:
        return new
    raise Ask("undo_first")
