"""The weekly review as a conversation: settle what is open, the report, three questions, the week to come.

What was settled or answered anywhere is not asked again, because each step is looked for in the tables.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.views.format import clock, day_name, length
from roadweek_agents.coach_words import asked_in, means, report_told
from roadweek_agents.rituals import Kept, Ritual, RitualStep, Standing, goes_on, put_off, puts_off
from roadweek_agents.routing import command, decision, tidy
from roadweek_agents.settling import told

if TYPE_CHECKING:
    from roadweek_agents.gateway import Tools
    from roadweek_agents.rituals import StepName
    from roadweek_agents.state import Language

LISTED = 12
"""So many open sessions are asked about at a time."""
CATCH_UP_DAYS = 2
"""On Monday and Tuesday a review that the week before did not get is still asked for."""


async def begin_week(call: Tools) -> Standing:
    """A review of this week; of the last one where this has just begun and that was planned and not looked back on."""
    report = (await call("review_show", what="week"))["week"]
    today = date.fromisoformat(report["now"][:10])
    of = today
    if today.weekday() < CATCH_UP_DAYS:
        before = today - timedelta(days=today.weekday() + 1)
        last = (await call("review_show", what="week", of=before.isoformat()))["week"]
        if last["state"] == "accepted" and not any(one["answer"] for one in last["questions"]):
            of = before
    return {"kind": "week", "of": of.isoformat(), "later": [], "reported": False, "proposed": False}


async def _next(call: Tools, standing: Standing, lang: Language) -> RitualStep:
    today = await call("today_show")
    later = standing["later"]
    left = [one for one in today["open"] if _settles(one) not in later]
    if left:
        return _settle(left, lang)
    report = (await call("review_show", what="week", of=standing["of"]))["week"]
    if not standing["reported"]:
        return _step("report", report, "", {})
    for one in report["questions"]:
        step = _question(report, one, lang)
        if not one["answer"] and step["digest"] not in later:
            return step
    for one in today["decisions"]:
        step = _decision(one, lang)
        if step["digest"] not in later:
            return step
    if not standing["proposed"]:
        this = today["date"] > report["last"]
        return _step("plan", report, "", {"command": "replan" if this else "replan_next"})
    over = say("agents.ritual_over", lang, week=report["week"])
    coming = report["next"]
    if coming is not None and coming["state"] == "accepted":
        over += " " + say(
            "agents.ritual_next",
            lang,
            week=coming["week"],
            count=coming["sessions"],
            length=length(coming["minutes"], lang),
        )
    return _step("over", report, over, {})


def _step(name: StepName, report: dict[str, Any], text: str, about: dict[str, Any]) -> RitualStep:
    digest = f"week:{report['week']}:{name}"
    return {"kind": "week", "name": name, "digest": digest, "text": text, "again": text, "about": about}


def _settles(session: dict[str, Any]) -> str:
    return f"settle:{session['id']}"


def _settle(left: list[dict[str, Any]], lang: Language) -> RitualStep:
    shown = left[:LISTED]
    lines = [say("agents.ritual_open", lang, count=len(left))]
    lines += [f"{number}. {_named(one, lang)}" for number, one in enumerate(shown, 1)]
    if len(left) > len(shown):
        lines.append(say("agents.more", lang, count=len(left) - len(shown)))
    lines.append(say("agents.ritual_settle_one" if len(left) == 1 else "agents.ritual_settle", lang))
    return {
        "kind": "week",
        "name": "settle",
        "digest": _settles(shown[0]),
        "text": "\n".join(lines),
        "again": say("agents.ritual_settle_again", lang, count=len(left), session=_named(shown[0], lang)),
        "about": {"sessions": [[one["id"], _minutes(one)] for one in shown], "all": [_settles(one) for one in left]},
    }


def _named(session: dict[str, Any], lang: Language) -> str:
    return f"{day_name(session['start'], lang)} {clock(session['start'])}–{clock(session['end'])} {session['title']}"


def _minutes(session: dict[str, Any]) -> int:
    took = datetime.fromisoformat(session["end"]) - datetime.fromisoformat(session["start"])
    return int(took.total_seconds()) // 60


def _question(report: dict[str, Any], one: dict[str, Any], lang: Language) -> RitualStep:
    count = len(report["questions"])
    text = say("agents.ritual_question", lang, number=one["n"], count=count, question=asked_in(one, lang))
    return {
        "kind": "week",
        "name": "question",
        "digest": f"week:{report['week']}:question:{one['n']}",
        "text": text,
        "again": text,
        "about": {"number": one["n"], "week": report["week"]},
    }


def _decision(one: dict[str, Any], lang: Language) -> RitualStep:
    """A decision whose window is open, with the facts that the log has."""
    lines = [say("decisions.asked", lang, question=one["question"], day=day_name(one["due"], lang))]
    lines += [f"  {number}. {option}" for number, option in enumerate(one["options"], 1)]
    lines += [f"  · {fact}" for fact in one["facts"]]
    lines.append(say("decisions.step" if one["options"] else "decisions.step_free", lang))
    text = "\n".join(lines)
    about = {"decision": one["id"], "options": one["options"], "due": one["due"]}
    return {
        "kind": "week",
        "name": "decision",
        "digest": f"decide:{one['id']}",
        "text": text,
        "again": text,
        "about": about,
    }


def _hears(step: RitualStep, text: str) -> bool:
    """At a question every text is the answer, but for a command and a question back."""
    if puts_off(text) or goes_on(text):
        return True
    if step["name"] == "settle":
        return told(text, len(step["about"]["sessions"])) is not None
    return not command(text) and not text.rstrip().endswith(("?", "？"))


async def _keep(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    if step["name"] == "settle":
        return await _settled(call, standing, step, text, lang)
    if step["name"] == "decision":
        return await _decided(call, standing, step, text, lang)
    return await _answered(call, standing, step, text, lang)


async def _settled(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    sessions = step["about"]["sessions"]
    said = told(text, len(sessions))
    if said is None:
        left = say("agents.ritual_left_open", lang, count=len(step["about"]["all"]))
        return Kept(left, put_off(standing, *step["about"]["all"]))
    still = {one["id"] for one in (await call("today_show"))["open"]}
    edits: list[dict[str, Any]] = []
    for one in said:
        session, planned = sessions[one.place]
        if session not in still:
            continue
        came = "done" if one.came == "partial" and one.minutes and one.minutes >= planned else one.came
        edits.append({"kind": "report", "session": session, "outcome": came})
        if one.minutes is not None:
            edits[-1]["minutes"] = one.minutes
    if not edits:
        return Kept(say("agents.ritual_settled_elsewhere", lang), standing)
    done = await call("work_record", edits=edits)
    noted = done["events"][0]["summary"] if len(edits) == 1 else say("agents.ritual_settled", lang, count=len(edits))
    return Kept(say("agents.applied", lang, summary=noted), standing)


async def _decided(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    about, said = step["about"], tidy(text)
    if puts_off(text) or goes_on(text) or decision(text) is False:
        left = say("decisions.left", lang, day=day_name(about["due"], lang))
        return Kept(left, put_off(standing, step["digest"]))
    if decision(text):
        return Kept(say("agents.ritual_in_words", lang), standing)
    choice = text
    if said.isdecimal() and about["options"]:
        if not 1 <= int(said) <= len(about["options"]):
            return Kept(say("agents.ritual_no_option", lang, count=len(about["options"])), standing)
        choice = about["options"][int(said) - 1]
    done = await call("work_record", edits=[{"kind": "decide", "decision": about["decision"], "choice": choice}])
    return Kept(
        "\n".join([say("agents.applied", lang, summary=done["events"][0]["summary"]), *means(done, lang)]), standing
    )


async def _answered(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    number = step["about"]["number"]
    yes = decision(text)
    if yes:
        return Kept(say("agents.ritual_in_words", lang), standing)
    if puts_off(text) or goes_on(text) or yes is False:
        return Kept(say("agents.ritual_unanswered", lang), put_off(standing, step["digest"]))
    report = (await call("review_show", what="week", of=standing["of"]))["week"]
    before = next(one["answer"] for one in report["questions"] if one["n"] == number)
    if before:
        return Kept(say("agents.ritual_told_elsewhere", lang, answer=before), standing)
    await call("review_record", what="answer", problem=str(number), idea=text, on=standing["of"])
    await call("report_write", of=standing["of"])  # the file has the answer too
    return Kept(say("agents.ritual_noted", lang), standing)


async def report_shown(call: Tools, standing: Standing, lang: Language) -> str:
    """Write the report, and tell it in short with the path of the whole."""
    written = await call("report_write", of=standing["of"])
    report = written["report"]
    lines = [say("report.title", lang, week=report["week"])]
    if report["state"] == "draft":
        lines.append(say("report.not_accepted" if report["total"]["done_min"] else "report.nothing", lang))
    lines += report_told(report, lang, questions=False)
    if report["files"]:
        lines.append(say("report.written", lang, files=" · ".join(report["files"])))
    elif written["why"]:
        lines.append(written["why"])
    return "\n".join(lines)


WEEK = Ritual(next_step=_next, hears=_hears, keep=_keep)
