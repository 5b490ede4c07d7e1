"""What the coach tells: what to recall today, the redo of the week, and the week's figures. Telling writes nothing.

Recall and redo are told as the tool gives them, titles only. The figures of the week are counted here. A model, where
there is one, may put them into a sentence; a sentence with any other number in it is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from roadweek.errors import ModelError
from roadweek.messages import say
from roadweek.understanding.once_more import says_again
from roadweek.views.format import length
from roadweek.views.reviewing_words import question_text, reason_text
from roadweek_agents.figures import invented
from roadweek_agents.prompting import filled

if TYPE_CHECKING:
    from roadweek_agents.gateway import Gateway, Tools
    from roadweek_agents.model import Model
    from roadweek_agents.state import Language, State

LONGEST = 600
"""Characters of prose that are taken; a model that says more is not listened to."""


_REDO = r"\bre-?do\b|\bclosed[- ]book|重做|重写|闭卷"
_DAY = (
    r"\brecall\b|\bwhat (?:do|should|must|can) i (?:have to )?review(?! (?:this|last) week)"
    r"|\breview (?:for )?to(?:day|night)|\byesterday'?s (?:problems?|questions?|ideas?)|\bwhat is there to review"
    r"|回忆|昨天的(?:题|问题)|(?:复习|回顾)(?:些|点)?(?:什么|啥|哪些)|今[天晚](?:的)?(?:复习|回顾)"
)


_CARDS = r"\b(?:flash ?)?cards?\b|卡片|记忆卡|闪卡"
_DRILL = r"\bdrill\b|\binterview questions?\b|面试题|面试练习"


def asked_for(text: str) -> Literal["day", "redo", "cards", "drill"] | None:
    """Whether a message asks for the day's recall, cards or question, or the week's redo; null for the week as such."""
    if re.search(_CARDS, text, re.IGNORECASE):
        return "cards"
    if re.search(_DRILL, text, re.IGNORECASE):
        return "drill"
    if re.search(_REDO, text, re.IGNORECASE):
        return "redo"
    return "day" if re.search(_DAY, text, re.IGNORECASE) else None


def recall_told(day: dict[str, Any], lang: Language) -> str:
    """The recall of a day by titles, how to answer, and what is left out with its day."""
    lines = [say("agents.recall_title", lang, planned=day["planned_min"], box=day["box_min"])]
    lines += [f"{number}. {item['title']}" for number, item in enumerate(day["recall"], 1)]
    if not day["recall"]:
        key = "recall_done" if day["done"] else "recall_none"
        lines = [say(f"agents.{key}", lang, count=len(day["done"]))]
    else:
        lines.append(say("agents.recall_how", lang))
    if day["left_out_count"]:
        some = ("、" if lang == "zh" else ", ").join(f"{one['title']} ({one['day']})" for one in day["left_out"][:5])
        lines.append(say("agents.recall_left", lang, count=day["left_out_count"], some=some))
    return "\n".join(lines)


def cards_told(cards: dict[str, Any], lang: Language) -> str:
    """How many cards are due today; their fronts are asked one by one."""
    counts = {"count": len(cards["cards"]), "limit": cards["limit"], "done": cards["done"]}
    said = say("agents.cards_title" if cards["cards"] else "agents.cards_none", lang, **counts)
    if not cards["cards"] and cards["done"]:
        said = say("agents.cards_over", lang, count=cards["done"])
    return said + (" " + say("cards.left_out", lang, count=cards["left_out"]) if cards["left_out"] else "")


def drill_told(drill: dict[str, Any], lang: Language) -> str:
    """The question of the day, and whether it is answered."""
    asked = drill["question"]
    if asked is None:
        return say("agents.drill_none", lang)
    done = [one for one in drill["done"] if one["question"] == asked["question"] and one["hit"] is not None]
    if done:
        how = say("drill.graded", lang, hit=len(done[-1]["hit"]), points=done[-1]["points"])
        return say("agents.drill_over", lang, title=asked["title"], how=how)
    return say("agents.drill_title", lang, title=asked["title"], box=drill["box_min"])


async def counted(call: Tools, state: State) -> str:
    """Note the applications that a message tells, and say how many they are by now. Raises RoadweekError."""
    from roadweek.understanding.when import find_whens

    lang, (_, number, when) = state["lang"], state["command"]
    today = date.fromisoformat((await call("today_show"))["date"])
    on = today
    if when:
        days = {found.value.start for found in find_whens(state["text"], today) if found.value.start == found.value.end}
        on = days.pop() if len(days) == 1 else date.max
    if on > today:
        return say("agents.count_day", lang, number=number)
    name = say("agents.count_name", lang)
    again = says_again(state["text"]) or re.search(r"又|再|\banother\b|\bmore\b", state["text"]) is not None
    done = await call("review_record", what="count", problem=f"{number} {name}", on=on.isoformat(), again=again)
    return "\n".join([say("agents.applied", lang, summary=done["noted"]), *([done["notes"]] if done["notes"] else [])])


def means(recorded: dict[str, Any], lang: Language) -> list[str]:
    """What the decisions mean that were written down, in lines; none where there were none."""
    lines: list[str] = recorded["means"]
    return [say("decisions.means", lang), *(f"- {line}" for line in lines)] if lines else []


def redo_told(redo: dict[str, Any], lang: Language) -> str:
    """The redo of a week: its place, its problems with their reasons, what is done."""
    used = redo["planned_min"] + redo["spent_min"]
    lines = [say("agents.redo_title", lang, week=redo["week"], minutes=used, box=redo["box_min"])]
    session = redo["session"]
    if session is not None:
        lines.append(say("agents.redo_session", lang, title=session["title"], start=session["start"][:16]))
    lines += [f"✓ {one['title']}" for one in redo["done"]]
    for number, pick in enumerate(redo["chosen"], 1):
        reasons = ("；" if lang == "zh" else "; ").join(
            f"{reason_text(reason['code'], reason['points'], reason['values'], lang)} {reason['points']:+g}"
            for reason in pick["reasons"]
        )
        minutes = say("reviewing.minutes", lang, minutes=pick["minutes"])
        lines.append(f"{number}. {pick['title']} · {minutes} · {reasons}")
    if not redo["chosen"] and not redo["done"]:
        return say("agents.redo_none", lang)
    lines.append(say("agents.redo_how", lang))
    return "\n".join(lines)


def asked_in(question: dict[str, Any], lang: Language) -> str:
    """A question of the report in the language of the chat; one that was answered stays as it was asked."""
    if question["answer"]:
        return str(question["question"])
    return question_text(question["code"], question["values"], lang)


def report_told(report: dict[str, Any], lang: Language, *, questions: bool = True) -> list[str]:
    """The report of the week in few lines: minutes by track, the musts that are left, and its three questions."""
    lines: list[str] = []
    for line in report["tracks"]:
        of = say("report.of", lang, done=length(line["done_min"], lang), planned=length(line["planned_min"], lang))
        lines.append(f"- {line['title'] or say('report.track_none', lang)}: {of}")
    if report["owed"]:
        lines.append(say("report.owed", lang) + ":")
        owed: dict[str, int] = {}
        for one in report["owed"]:
            owed[one["title"]] = owed.get(one["title"], 0) + one["minutes"]
        lines += [f"- {title}: {length(minutes, lang)}" for title, minutes in owed.items()]
    if not questions:
        return lines
    lines.append(say("report.questions", lang) + ":")
    for one in report["questions"]:
        lines.append(f"{one['n']}. {asked_in(one, lang)}" + (f" — {one['answer']}" if one["answer"] else ""))
    return lines


TOLD: dict[str, Callable[[dict[str, Any], Language], str]] = {
    "day": recall_told,
    "redo": redo_told,
    "cards": cards_told,
    "drill": drill_told,
}


async def tell(gateway: Gateway, model: Model, state: State) -> str:
    """An honest answer: every figure in it is from a tool of this turn. Raises RoadweekError."""
    lang = state["lang"]
    what = asked_for(state["text"])
    async with gateway.tools("coach") as call:
        if what is not None:
            shown = (await call("review_show", what=what))[what]
            return TOLD[what](shown, lang)
        report = (await call("review_show", what="week"))["week"]
        past = _past(state["text"], date.fromisoformat(report["now"][:10]))
        if past is not None:
            report = (await call("review_show", what="week", of=past.isoformat()))["week"]
            return "\n".join([say("report.title", lang, week=report["week"]), *report_told(report, lang)])
        week = await call("week_show")
    counted = count(week)
    unplaced = counted["wishes without a place"]
    places = say("agents.coach_unplaced", lang, count=unplaced) if unplaced else say("agents.coach_all_placed", lang)
    text = say(
        "agents.coach_week",
        lang,
        done=counted["sessions done"],
        count=counted["sessions this week"],
        planned=counted["minutes planned"],
        places=places,
    )
    text = "\n".join([text, *report_told(report, lang), say("agents.coach_hint", lang)])
    prose = await _prose(model, counted, state["text"], lang)
    return f"{prose}\n{text}" if prose else text


def _past(text: str, today: date) -> date | None:
    """A day of an earlier week that a message names: that one is looked back on."""
    from roadweek.understanding.when import find_whens

    monday = today - timedelta(days=today.weekday())
    days = [found.value.start for found in find_whens(text, today)]
    return next((day for day in days if day < monday), None)


def count(week: dict[str, Any]) -> dict[str, int]:
    """What may be said of a week."""
    return {
        "sessions this week": len(week["sessions"]),
        "sessions done": sum(session["status"] in ("done", "partial") for session in week["sessions"]),
        "minutes planned": week["planned_min"],
        "minutes kept free": week["buffer_min"],
        "wishes without a place": len(week["unplaced"]),
    }


async def _prose(model: Model, counted: dict[str, int], words: str, lang: Language) -> str:
    """The model's sentence, or nothing: where there is none, it fails, says too much or says a number of its own."""
    if not model.configured:
        return ""
    facts = "\n".join(f"{name}: {value}" for name, value in counted.items())
    prompt = filled("coach_week", facts=facts, language="Chinese" if lang == "zh" else "English", words=words)
    said = ""
    try:
        async for piece in model.stream(prompt):
            said += piece
            if len(said) > LONGEST:
                return ""
    except ModelError:
        return ""
    return "" if invented(said, facts) else said.strip()
