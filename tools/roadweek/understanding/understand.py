"""Words into typed edits by rules: what is read fully becomes edits, what is missing or in doubt a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from pydantic import ValidationError

from roadweek.domain.base import Language
from roadweek.domain.edits import Drop, Edit, FinishMilestone, Log, Move, is_fact
from roadweek.grammar.traditional import SIMPLIFIED
from roadweek.messages import say
from roadweek.understanding import build_goals, build_plan, build_sessions, build_trips, build_week, build_works
from roadweek.understanding.again import without_another_time
from roadweek.understanding.build_new import add_new
from roadweek.understanding.catching_up import caught_up, is_of_loss, wishes_back
from roadweek.understanding.clauses import cut, orders
from roadweek.understanding.context import SentenceContext
from roadweek.understanding.corrections import normalise, read
from roadweek.understanding.coverage import uncovered
from roadweek.understanding.frame import Ask, SentenceFrame
from roadweek.understanding.holiday_words import about_holiday
from roadweek.understanding.open_until import open_until
from roadweek.understanding.render import day_text
from roadweek.understanding.session_reports import session_reports
from roadweek.understanding.spans import pattern
from roadweek.understanding.stance import language_of
from roadweek.understanding.work_sentences import WorksRead, read_works

__all__ = ["SentenceContext", "Understanding", "language_of", "uncovered", "understand"]

_BUILDERS: dict[str, Callable[[SentenceFrame], list[Edit]]] = {
    "add_trip": build_trips.add_trip,
    "change_trip": build_trips.change_trip,
    "cancel_trip": build_trips.cancel_trip,
    "block": build_week.block,
    "open_until": open_until,
    "day_off": build_week.day_off,
    "set_capacity": build_week.set_capacity,
    "move": build_week.move,
    "drop": build_week.drop,
    "add": build_week.add,
    "add_activity": build_plan.add_activity,
    "set_activity": build_plan.set_activity,
    "remove_activity": build_plan.remove_activity,
    "pause": build_plan.pause_days,
    "resume": build_plan.resume,
    "prioritize_up": build_plan.prioritize_up,
    "prioritize_down": build_plan.prioritize_down,
    "pin": build_sessions.pin,
    "unpin": build_sessions.unpin,
    "finish": build_sessions.finish,
    "add_milestone": build_goals.add_milestone,
    "move_milestone": build_goals.move_milestone,
    "finish_milestone": build_goals.finish_milestone,
    "add_task": build_goals.add_task,
    "finish_task": build_goals.finish_task,
    "decide": build_goals.decide,
    "log": build_goals.log,
    "skip_log": build_goals.skip_log,
    "finish_work": build_works.finish_work,
    "set_effort": build_works.set_effort,
    "focus": build_works.focus,
    "add_new": add_new,
}


@dataclass(frozen=True, slots=True)
class Understanding:
    """Edits, or one question, or neither where the sentence asks for no change.

    ``uncovered`` are the words that no edit used; where there are any, ``question`` asks about them. ``unknown`` is set
    where a trip is to change or to be cancelled and none such is known: the question only shows a way on.
    """

    edits: tuple[Edit, ...] = ()
    question: str | None = None
    by: Literal["rules", "model"] = "rules"
    uncovered: tuple[str, ...] = ()
    unknown: Literal["trip"] | None = None


def _moved(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """ "No time on Monday, move it to Tuesday" is one move from Monday, not a session dropped and another moved."""
    kept = list(edits)
    for move in edits:
        if not isinstance(move, Move) or move.from_ is not None:
            continue
        dropped = [e for e in kept if isinstance(e, Drop) and e.track == move.track and e.date != move.to]
        if len(dropped) == 1:
            kept.remove(dropped[0])
            kept[kept.index(move)] = move.model_copy(update={"from_": dropped[0].date})
    return tuple(kept)


def asked(ask: Ask, lang: Language, today: date) -> str:
    """The question in words, its days as people write them."""
    params = {k: day_text(v, lang, today.year) if isinstance(v, date) else v for k, v in ask.params.items()}
    return say(f"questions.{ask.key}", lang, **params)


def _shown(words: str) -> str:
    """A piece of the sentence as a question shows it."""
    return " ".join(words.split()).strip(" ,，.。")


def _once(edits: tuple[Edit, ...], today: date) -> tuple[Edit, ...]:
    """ "It is finished, sent it off on Sunday": reached once, on the day that is named."""
    dated = {e.milestone for e in edits if isinstance(e, FinishMilestone) and e.date != today}
    return tuple(e for e in edits if not (isinstance(e, FinishMilestone) and e.date == today and e.milestone in dated))


def _with_rest(told: WorksRead, context: SentenceContext, lang: Language) -> Understanding:
    """What was said of works, with the edits of the other clauses; where those say nothing that is known, ask."""
    if _small_talk().fullmatch(told.rest):
        return Understanding(edits=tuple(dict.fromkeys(told.edits)))
    rest = understand(told.rest, context)
    if rest.question is not None:
        return rest
    if not rest.edits:
        return Understanding(question=say("questions.unclear", lang, words=_shown(told.rest)))
    return Understanding(edits=tuple(dict.fromkeys((*told.edits, *rest.edits))))


@pattern
def _small_talk() -> str:
    return (
        r"(?:[\s,，.。!！;；]|\b(?:please|pls|thanks|thank\s+you|ok|okay|and|also|so|then)\b|谢谢|多谢|麻烦了|"
        r"好的|另外|还有|吧)*"
    )


MOST_CUTS = 8
"""At so many places a message is cut to find two wishes in it."""


def _lost_and_more(text: str, context: SentenceContext) -> Understanding | None:
    """Lost days are wished back and something else is wished beside that, before or behind it: both. Null where the
    message is about one of them only."""
    if not wishes_back(text):
        return None
    for cut_at in islice(_beside().finditer(text), MOST_CUTS):
        first, rest = text[: cut_at.start()], text[cut_at.end() :]
        for lost, other in ((first, rest), (rest, first)):
            edit = caught_up(lost, context) if lost.strip() and other.strip() else None
            if edit is None or caught_up(other, context) is not None or is_of_loss(other):
                continue
            more = understand(other, context)
            if more.edits and not all(is_fact(one) for one in more.edits):
                return replace(more, edits=(edit, *more.edits))
            if more.question is not None and orders(other):
                return more
    return None


@pattern
def _beside() -> str:
    return (
        r"[,，;；。.!！]\s*(?:(?:and|also|then|but|plus|另外|还有|同时|并且?|再|然后|顺便|而且)\s*)*|"
        r"\s+\band\s+(?:also\s+|then\s+)?"
    )


_FREE_WORDS = ("title", "place", "reason", "choice")


def understand(text: str, context: SentenceContext) -> Understanding:
    """Read one message of a person. Never raises for what a person may type; all dates refer to ``context.as_of``.
    Traditional characters are read as their simplified forms; the words that edits keep are those of the message."""
    plain = text.translate(SIMPLIFIED)
    told = _understand(plain, context)
    if plain == text:
        return told
    back = {ord(b): a for a, b in zip(text, plain, strict=True) if a != b}
    edits: list[Edit] = []
    for edit in told.edits:
        words = {key: value for key in _FREE_WORDS if isinstance(value := getattr(edit, key, None), str)}
        edits.append(edit.model_copy(update={key: value.translate(back) for key, value in words.items()}))
    return replace(told, edits=tuple(edits), uncovered=tuple(word.translate(back) for word in told.uncovered))


def _understand(text: str, context: SentenceContext) -> Understanding:
    first = without_another_time(text)
    if first is not None:  # what was left undone is offered again anyway
        told = understand(first, context)
        if told.edits and all(isinstance(e, Log) and e.outcome != "done" for e in told.edits):
            return told
    told_of = session_reports(normalise(text), context) if context.sessions else ()
    if told_of:
        return Understanding(edits=told_of)
    beside = _lost_and_more(text, context)
    if beside is not None:
        return beside
    lost = caught_up(text, context)
    if lost is not None:
        return Understanding(edits=(lost,))
    lang = language_of(text)
    holiday = about_holiday(normalise(text), context) if context.holidays else None
    if holiday is not None:
        return Understanding(edits=(holiday,))
    try:
        of_works = read_works(normalise(text), context)
    except Ask as ask:
        return Understanding(question=asked(ask, lang, context.today))
    except ValidationError:
        return Understanding(question=say("questions.unclear", lang, words=_shown(text)))
    if of_works is not None:
        return _with_rest(of_works, context, lang)
    plain, full = read(text, context)
    wishes = cut(plain, full, context)
    edits: list[Edit] = []
    aside: list[tuple[int, int]] = []
    for frame in wishes.frames:
        try:
            edits.extend(_BUILDERS[frame.intent](frame))
        except Ask as ask:
            unknown: Literal["trip"] | None = "trip" if ask.key in ("no_trip", "no_such_trip") else None
            return Understanding(question=asked(ask, lang, context.today), unknown=unknown)
        except ValidationError:
            return Understanding(question=say("questions.unclear", lang, words=_shown(frame.text)))
        aside.extend(frame.aside)
    if wishes.loose:
        a, b = wishes.loose[0]
        return Understanding(question=say("questions.unclear", lang, words=_shown(plain[a:b])))
    kept = _once(_moved(tuple(dict.fromkeys(edits))), context.today)
    left = uncovered(text, kept, context, aside) if kept else ()
    if left:
        words = ("、" if lang == "zh" else ", ").join(left)
        return Understanding(question=say("questions.uncovered", lang, words=words), uncovered=left)
    return Understanding(edits=kept)
