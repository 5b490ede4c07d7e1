"""Answers to questions about what lies ahead: what a stretch of time is for, and what would slip if something came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from roadweek.domain.edits import AddTrip
from roadweek.domain.weeks import days_of
from roadweek.messages import say
from roadweek.storage import database
from roadweek.understanding.cues import has
from roadweek.understanding.mentions import read_mentions
from roadweek.understanding.plan_questions import plan_question, stretch
from roadweek.understanding.understand import language_of, understand
from roadweek.usecases.forecasts import what_slips
from roadweek.usecases.lists import milestones, trips
from roadweek.usecases.public_holidays import holidays_between
from roadweek.usecases.sentences import context_of
from roadweek.usecases.works import work_list
from roadweek.views.format import day_name, edit_words, length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.edits import Edit
    from roadweek.understanding.context import SentenceContext
    from roadweek.views.documents import PlanAnswerView, ProposalView, SlipView
    from roadweek.workspace import Workspace

SHOWN = 12
"""Works and slips that an answer names."""


def answer(ws: Workspace, text: str) -> PlanAnswerView:
    """The answer to a question about the time ahead; its kind is null where it is none, or no time can be read from it.

    Nothing is stored and no week is solved. Raises NoPlanError, and EditError for what cannot be.
    """
    asked = plan_question(text)
    lang = language_of(text)
    if asked is None:
        return {"kind": None, "answer": "", "edits": [], "slips": []}
    if asked.kind == "what_if":
        return _what_if(ws, asked.words, lang)
    days = stretch(asked.words, ws.now().date())
    if days is None:
        return {"kind": None, "answer": "", "edits": [], "slips": []}
    return {"kind": "span", "answer": "\n".join(_span(ws, *days, lang)), "edits": [], "slips": []}


def told_instead(ws: Workspace, text: str) -> ProposalView | None:
    """Where words given as a wish are a question about the time ahead: no proposal, the answer as its warnings.

    Null for other words. Raises NoPlanError.
    """
    from roadweek.versions.snapshot import load
    from roadweek.views.build import no_proposal

    if plan_question(text) is None:
        return None
    found = answer(ws, text)
    if found["kind"] is None:
        return None
    with database.read(ws.database) as connection:
        version = load(connection, ws).version
    return no_proposal(version, question=None, by="rules", warnings=found["answer"].splitlines())


def _span(ws: Workspace, first: date, last: date, lang: Language) -> list[str]:
    """What the weeks of a stretch hold by work, what is due in it, and when the person is away."""
    rows: list[tuple[int, int, str]] = []
    for strand in work_list(ws)["strands"]:
        for work in strand["works"]:
            inside = sum(m for name, m in work["weeks"].items() if first <= days_of(name)[3] <= last)
            if inside:
                rows.append((inside, max(0, work["effort_min"][0] - work["done_min"]), work["title"]))
    rows.sort(key=lambda row: (-row[0], row[2]))
    span = {"first": day_name(first.isoformat(), lang), "last": day_name(last.isoformat(), lang)}
    total = length(sum(row[0] for row in rows), lang)
    lines = [say("ahead.span" if rows else "ahead.span_empty", lang, total=total, **span)]
    lines += [
        say("ahead.work", lang, title=title, length=length(inside, lang), left=length(left, lang))
        for inside, left, title in rows[:SHOWN]
    ]
    lines += [say("ahead.more", lang, count=len(rows) - SHOWN)] if len(rows) > SHOWN else []
    ends = (first.isoformat(), last.isoformat())
    lines += [
        say("ahead.due", lang, title=one["title"], day=day_name(one["due"], lang))
        for one in milestones(ws)["milestones"]
        if one["due"] and not one["done"] and ends[0] <= one["due"] <= ends[1]
    ]
    for trip in trips(ws)["trips"]:
        if trip["state"] != "dismissed" and trip["start"] <= ends[1] and trip["end"] >= ends[0]:
            days = {"first": day_name(trip["start"], lang), "last": day_name(trip["end"], lang)}
            lines.append(say("ahead.away", lang, place=trip["place"] or "", **days).replace("  ", " "))
    with database.read(ws.database) as connection:
        for holiday in holidays_between(connection, ws, first, last):
            if holiday["id"]:
                choice = {
                    "choice": say(f"holidays.{holiday['choice'] or 'usual'}", lang),
                    "day": day_name(holiday["start"], lang),
                }
                lines.append(say("ahead.holiday", lang, name=holiday["name"], **choice))
    return lines


def _what_if(ws: Workspace, words: str, lang: Language) -> PlanAnswerView:
    context = context_of(ws, words)
    read = understand(words, context)
    made = () if read.question else read.edits
    if not made:
        made = _away(words, context)
    if not made:
        text = read.question or say("ahead.not_read", lang, words=words)
        return {"kind": "what_if", "answer": text, "edits": [], "slips": []}
    edits = [edit.to_json() for edit in made]
    found = what_slips(ws, edits)
    said = "; ".join(edit_words(edit, lang) for edit in edits)
    worse = [one for one in found["slips"] if _worse(one)]
    lines = [say("ahead.if", lang, edits=said)]
    if not worse:
        lines.append(say("ahead.nothing_slips", lang, count=found["looked_at"]))
    lines += [_slip(one, lang) for one in worse[:SHOWN]]
    lines += [say("ahead.more", lang, count=len(worse) - SHOWN)] if len(worse) > SHOWN else []
    better = len(found["slips"]) - len(worse)
    lines += [say("ahead.better", lang, count=better)] if better else []
    lines.append(say("ahead.only_asked", lang))
    return {"kind": "what_if", "answer": "\n".join(lines), "edits": edits, "slips": found["slips"]}


def _away(words: str, context: SentenceContext) -> tuple[Edit, ...]:
    """ "I travel next week": of what only might be, the whole week is what it can cost at most."""
    found = read_mentions(words, context)
    spans = [w.value for w in found.whens if not w.value.doubt]
    if len(spans) != 1 or not (found.trips or has("trip_verb", words)) or found.tracks or found.durations:
        return ()
    return (AddTrip(start=max(spans[0].start, context.today), end=spans[0].end),)


def _worse(one: SlipView) -> bool:
    later = (one["later_days"] or 0) > 0 or (one["forecast"] is None and one["forecast_before"] is not None)
    rarer = (one["probability"] or 0) < (one["probability_before"] or 0)
    return later or rarer or one["short_min"] > one["short_min_before"]


def _slip(one: SlipView, lang: Language) -> str:
    told = [say("ahead.slip", lang, title=one["title"])]
    if one["later_days"]:
        to = day_name(one["forecast"], lang) if one["forecast"] else ""
        told.append(say("ahead.slip_days", lang, days=one["later_days"], day=to))
    if one["forecast"] is None and one["forecast_before"] is not None:
        told.append(say("ahead.slip_never", lang))
    if one["probability"] is not None and one["probability_before"] is not None:
        chances = {"before": round(100 * one["probability_before"]), "after": round(100 * one["probability"])}
        told.append(say("ahead.slip_chance", lang, **chances))
    if one["short_min"] > one["short_min_before"]:
        told.append(say("ahead.slip_short", lang, length=length(one["short_min"], lang)))
    return told[0] + _joined(told[1:], lang)


def _joined(parts: Iterable[str], lang: Language) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)
