"""The recall of today and the redo of the week as conversations: one problem after another, by title only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.understanding.amounts import find_durations
from roadweek_agents.rituals import Kept, Ritual, RitualStep, Standing, goes_on, over, put_off, puts_off
from roadweek_agents.routing import tidy

if TYPE_CHECKING:
    from roadweek_agents.gateway import Tools
    from roadweek_agents.state import Language

_RECALLED = {
    "stuck": (
        r"(?:i(?:'m| am| was| got)? )?(?:stuck|blank|lost)|forgot(?:ten)?(?: it)?|i forgot(?: it)?|no(?:pe)?|no idea|"
        r"(?:完全)?(?:不会|忘了?|卡住了?|没想起来|想不起来|不记得|没思路)(?:了)?"
    ),
    "shaky": (
        r"(?:a bit )?shaky|half(?: of it)?|almost|not (?:quite|sure)|unsure|so[- ]so|partly|"
        r"(?:有点)?(?:模糊|不太?确定|不太?熟|生疏)|大概|一半|差不多|勉强"
    ),
    "fine": (
        r"fine|good|easy|yes|y|ok|got it|clear|i (?:remember|know)(?: it)?|remembered|recalled|done|"
        r"(?:我)?(?:记得|会|清楚|想起来|想到)(?:了|的)?|是的?|对|没问题|顺利|可以"
    ),
}
_REDONE = {
    "failed": (
        r"(?:i )?fail(?:ed)?|no|not solved|stuck|gave up|"
        r"没(?:有)?(?:做|写)?出来?|失败|不会|卡住了?|没做(?:对|出)"
    ),
    "solved": (
        r"(?:i )?(?:solved|did|wrote)(?: it)?|done|yes|y|ok|passed|"
        r"(?:独立)?(?:做|写)(?:出来|出|对|完)?了|通过了?|完成了?|解出来?了?|是的?"
    ),
}


async def _next_recall(call: Tools, standing: Standing, lang: Language) -> RitualStep:
    day = (await call("review_show", what="day"))["day"]
    left = [one for one in day["recall"] if f"recall:{day['date']}:{one['problem']}" not in standing["later"]]
    if day["date"] != standing["of"] or not left:
        words = "recall_done" if day["done"] else "recall_none"
        said = [say(f"agents.{words}", lang, count=len(day["done"]))]
        said += [say("agents.recall_then_drill", lang)] if day["drill"] and not day["drill"]["answered"] else []
        return over("day", " ".join(said))
    count = len(left) + len(day["done"])
    one = left[0]
    text = say("agents.ritual_recall", lang, number=len(day["done"]) + 1, count=count, title=one["title"])
    digest = f"recall:{day['date']}:{one['problem']}"
    return {
        "kind": "day",
        "name": "recall",
        "digest": digest,
        "text": text,
        "again": text,
        "about": {"problem": one["problem"]},
    }


async def _next_redo(call: Tools, standing: Standing, lang: Language) -> RitualStep:
    redo = (await call("review_show", what="redo", of=standing["of"]))["redo"]
    left = [one for one in redo["chosen"] if f"redo:{redo['week']}:{one['problem']}" not in standing["later"]]
    if not left:
        words = "ritual_redo_over" if redo["done"] else "redo_none"
        return over("redo", say(f"agents.{words}", lang, count=len(redo["done"])))
    one = left[0]
    number = len(redo["done"]) + 1
    text = say(
        "agents.ritual_redo",
        lang,
        number=number,
        count=len(left) + len(redo["done"]),
        title=one["title"],
        minutes=one["minutes"],
    )
    digest = f"redo:{redo['week']}:{one['problem']}"
    return {
        "kind": "redo",
        "name": "recall",
        "digest": digest,
        "text": text,
        "again": text,
        "about": {"problem": one["problem"]},
    }


def heard(text: str, results: dict[str, str]) -> tuple[str, int | None] | None:
    """The result that a text says, with the minutes that it took."""
    said = tidy(text).casefold()
    minutes: int | None = None
    for found in find_durations(said)[:1]:
        minutes = round(found.value.hi or found.value.lo or 0) or None
        said = f"{said[: found.start]} {said[found.end :]}"
    bare = re.search(r"(?<![\w.])(\d{1,3})\s*(?:m|min)?$", said)
    if minutes is None and bare:
        minutes, said = int(bare[1]) or None, said[: bare.start()]
    said = re.sub(r"\b(?:in|after|took|for)\b|[用花]了?\s*$", " ", said)
    said = re.sub(r"\s+", " ", said).strip(" ,，、；;")
    for name, words in results.items():
        if re.fullmatch(words, said):
            return name, minutes
    return None


def _results(step: RitualStep) -> dict[str, str]:
    return _RECALLED if step["kind"] == "day" else _REDONE


def _hears(step: RitualStep, text: str) -> bool:
    return puts_off(text) or goes_on(text) or heard(text, _results(step)) is not None


async def _keep(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    answer = heard(text, _results(step))
    if answer is None:
        return Kept(say("agents.ritual_put_off", lang), put_off(standing, step["digest"]))
    result, minutes = answer
    more: dict[str, Any] = {} if minutes is None else {"minutes": minutes}
    what = "recall" if step["kind"] == "day" else "redo"
    done = await call("review_record", what=what, problem=step["about"]["problem"], result=result, **more)
    lines = [say("agents.applied", lang, summary=done["noted"])]
    if done["notes"]:
        lines.append(say("agents.ritual_notes", lang, notes=done["notes"]))
    return Kept("\n".join(lines), standing)


DAY = Ritual(next_step=_next_recall, hears=_hears, keep=_keep)
REDO = Ritual(next_step=_next_redo, hears=_hears, keep=_keep)
