"""Answers to the commands that look or keep: each is one tool call, put into a few lines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from roadweek.errors import RoadweekError
from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek.views.texts import progress_text, session_line, week_text

if TYPE_CHECKING:
    from roadweek.views.documents import ProgressWeekView, WeekView
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.state import Language, State, Update


async def look(gateway: Gateway, state: State) -> Update:
    """Today, a day or a week, trips, or why a session stands where it does."""
    lang, (name, *rest) = state["lang"], state["command"]
    if name == "ahead":
        return await _ahead(gateway, rest[0], lang)
    async with gateway.tools("look") as call:
        match name:
            case "today":
                answer = await _today(call, lang)
            case "trips":
                found = (await call("trip_list"))["trips"]
                lines = [f"{t['start']} – {t['end']} {t['place'] or ''} ({t['state']})" for t in found]
                answer = _lines(lines, "no_trips", lang)
            case "explain":
                told = await call("session_explain", session=rest[0])
                answer = _explained(told)
            case "why":
                answer = await _why(call, rest[0], state.get("proposal"), lang)
            case "day":
                answer = await _day(call, rest[0], lang)
            case _:
                week = await _week(call, name)
                answer = week_text(cast("WeekView", week), lang)
    return {"answer": answer}


async def _ahead(gateway: Gateway, words: str, lang: Language) -> Update:
    """What a stretch of time is for, or what would slip if something came."""
    async with gateway.tools("ahead") as call:
        found = await call("words_answer", text=words)
    return {"answer": found["answer"] or say("agents.not_understood", lang)}


async def _why(call: Tools, about: str, proposal: dict[str, Any] | None, lang: Language) -> str:
    """Why what the words name stands where it does: as the proposal that was just shown has it, else as it is."""
    from roadweek.understanding.when import find_whens

    known = await call("words_context")
    today = date.fromisoformat(known["today"])
    whens = [w for w in find_whens(about, today) if w.value.start == w.value.end]
    days = [w.value.start.isoformat() for w in whens]
    words = about.casefold()
    rest = words
    for when in whens:
        rest = rest.replace(when.text.strip().casefold(), " ")
    bare = not re.sub(r"\b(?:on|at|in|it|that|this|the|is)\b|[在是排放到这那它的\s]", "", rest)
    tracks = {name for name, names in known["tracks"].items() if any(n.casefold() in words for n in names)}

    def meant(track: str | None, title: str, day: str) -> bool:
        named = track in tracks or title.casefold() in words
        return (named or bare) and (not days or day in days)

    for change in (proposal or {}).get("changes", ()):
        to = change["to"] or change["from"]
        if to and meant(change.get("track"), change["title"], to["start"][:10]):
            return f"{change['title']}: {change['reason']}"
    of = days[0] if days else today.isoformat()
    sessions = (await call("week_show", of=of))["sessions"]
    if tracks or days:
        for session in sessions:
            if meant(session["track"], session["title"], session["start"][:10]):
                told = await call("session_explain", session=session["id"])
                return _explained(told)
    return say("agents.why_nothing", lang)


def _explained(told: dict[str, Any]) -> str:
    """Why a session stands where it does, and the words of the plan that it comes from, without their markup."""
    from roadweek.importing.markup import plain_line

    words = (plain_line(line) for line in told["source"])
    return "\n".join([f"{told['title']}: {told['reason']}", *(f"  “{said}”" for said in words if said)])


async def _today(call: Tools, lang: Language) -> str:
    today = await call("today_show")
    lines = [session_line(session) for session in today["sessions"]]
    return "\n".join(lines) or say("agents.day_empty", lang, date=today["date"])


async def _day(call: Tools, phrase: str, lang: Language) -> str:
    """The sessions of a day that is named in words, or the week that they name."""
    from roadweek.understanding.when import find_whens

    today = date.fromisoformat((await call("today_show"))["date"])
    when = find_whens(phrase, today)[0].value
    # today's weekday named alone is today here: looking changes nothing
    first = today if when.doubt and when.start == when.end else when.start
    week = cast("WeekView", await call("week_show", of=first.isoformat()))
    if when.start != when.end:
        return week_text(week, lang)
    lines = [session_line(s) for s in week["sessions"] if s["start"][:10] == first.isoformat()]
    lines = lines or [say("agents.day_empty", lang, date=first.isoformat())]
    return "\n".join([day_name(first.isoformat(), lang), *lines])


async def _week(call: Tools, name: str) -> dict[str, Any]:
    if name != "next_week":
        return await call("week_show")
    today = date.fromisoformat((await call("today_show"))["date"])
    return await call("week_show", of=(today + timedelta(weeks=1)).isoformat())


async def keep(gateway: Gateway, state: State) -> Update:
    """Tasks, milestones, the history."""
    lang, name = state["lang"], state["command"][0]
    async with gateway.tools("keep") as call:
        match name:
            case "progress":
                return {
                    "answer": progress_text(
                        cast("list[ProgressWeekView]", (await call("plan_context"))["progress"]), lang
                    )
                }
            case "tasks":
                found = (await call("task_list"))["tasks"]
                return {"answer": _lines([_dated(each) for each in found], "no_tasks", lang)}
            case "milestones":
                found = (await call("milestone_list"))["milestones"]
                return {"answer": _lines([_dated(each) for each in found], "no_milestones", lang)}
            case _:
                events = (await call("history_list", limit=10))["events"]
                lines = [f"{event['at'][:16].replace('T', ' ')} {event['summary']}" for event in events]
                return {"answer": _lines(lines, "no_history", lang)}


async def to_take_back(gateway: Gateway, command: list[str]) -> dict[str, Any] | None:
    """What an undo would take back: the last changes, or an event by its number (``#7``); a redo puts back what the
    last undo took away, and is None where there was none."""
    name, *rest = command
    async with gateway.tools("undo") as call:
        if name == "redo":
            told = (await call("history_list", limit=20))["events"]
            last = next((one["event"] for one in told if one["kind"] == "undone" and one["undone_by"] is None), None)
            return None if last is None else await call("change_undo", events=[last])
        if rest and rest[0].startswith("#"):
            return await call("change_undo", events=[int(rest[0][1:])])
        return await call("change_undo", n=min(int(rest[0]), 20) if rest else 1)


async def told(call: Tools, waiting: dict[str, Any], lang: Language) -> dict[str, Any]:
    """What still waits after the calendar was told; where it cannot be met, the change stands and says why it waits."""
    if not waiting["pending"]:
        return waiting
    try:
        return await call("outbox_drain")
    except RoadweekError as error:
        return {**waiting, "error": error.text(lang)}


def _dated(thing: dict[str, Any]) -> str:
    due = f" – {thing['due']}" if thing["due"] else ""
    return f"{'✓' if thing['done'] else '·'} {thing['title']}{due} [{thing['id']}]"


def _lines(lines: list[str], empty: str, lang: Language) -> str:
    return "\n".join(lines) or say(f"agents.{empty}", lang)
