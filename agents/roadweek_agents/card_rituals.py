"""The cards of today and the question of the day as conversations: asked by the front or the title alone, then the back
or the points, then what the person makes of it. Nobody else grades."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_agents.rituals import Kept, Ritual, RitualStep, Standing, goes_on, over, put_off, puts_off
from roadweek_agents.routing import command, tidy

if TYPE_CHECKING:
    from roadweek_agents.gateway import Tools
    from roadweek_agents.rituals import RitualKind, StepName
    from roadweek_agents.state import Language

_RATED = {
    "stuck": (
        r"1|again|forgot(?:ten)?(?: it)?|(?:i )?(?:don'?t|did ?n'?t|do not) (?:know|remember)(?: it)?|no(?:pe)?|"
        r"no idea|blank|wrong|(?:完全)?(?:忘了?|忘记|不记得|不知道|不会|想不起来|没想起来|答错|错)(?:了)?"
    ),
    "shaky": r"2|hard|barely|half|almost|partly|shaky|(?:有点|比较)?(?:吃力|难|勉强|模糊|一半)(?:了)?",
    "fine": (
        r"3|good|fine|ok(?:ay)?|yes|y|right|correct|got it|knew (?:it|that)|remembered|"
        r"(?:我)?(?:记得|会|知道|对|答对|想起来)(?:了|的)?|是的?|没问题|可以"
    ),
    "easy": r"4|(?:too |very )?easy|trivial|(?:很|太)?(?:轻松|简单|容易)(?:了)?",
}
_ALL = r"all(?: of them)?|every(?:thing| one)|both|全部?|全都?(?:说到|答到|有)?了?|都(?:说到|答到|讲到|有|提到)?了?"
_NONE = r"none(?: of them)?|nothing|no|0|没有?|都没有?|一个(?:也|都)没有?|无"
_SAID = r"(?:(?:points?|numbers?|i (?:named|said|had)|第|说到了?|答到了?)\s*)*"
LONGEST_TIME = 4
"""An answer that came after so many times the minutes of a drill was not being thought about all the while."""


def rated(text: str) -> str | None:
    """The result that a text says of a card; null for anything else."""
    said = tidy(text).casefold()
    return next((name for name, words in _RATED.items() if re.fullmatch(words, said)), None)


def named_points(text: str, count: int) -> list[int] | None:
    """The numbers of the points that a text names, ``count`` being all; null where it names none in that way."""
    said = tidy(text).casefold()
    if re.fullmatch(_ALL, said):
        return list(range(1, count + 1))
    if re.fullmatch(_NONE, said):
        return []
    numbers = re.sub(rf"^{_SAID}", "", said)
    if re.fullmatch(r"\d{1,3}(?:\s*(?:,|，|、|;|；|and|和|\s)\s*(?:第)?\d{1,3})*(?:\s*(?:点|条|个))?", numbers):
        return [int(one) for one in re.findall(r"\d+", numbers)]
    return None


def _step(kind: RitualKind, name: StepName, digest: str, text: str, about: dict[str, Any]) -> RitualStep:
    return {"kind": kind, "name": name, "digest": digest, "text": text, "again": text, "about": about}


async def _next_card(call: Tools, standing: Standing, lang: Language) -> RitualStep:
    view = (await call("review_show", what="cards"))["cards"]
    day: str = view["date"]
    left = [one for one in view["cards"] if _front(day, one["id"]) not in standing["later"]]
    if not left:
        words = "left" if view["cards"] else "over" if view["done"] else "none"
        said = [say(f"agents.cards_{words}", lang, count=view["done"])]
        said += [say("cards.left_out", lang, count=view["left_out"])] if view["left_out"] else []
        return over("cards", " ".join(said))
    one = left[0]
    about = {"card": one["id"], "day": day}
    if _back(day, one["id"]) in standing["later"]:
        text = say("agents.ritual_card_back", lang, answer=one["back"] or say("cards.no_answer", lang))
        return _step("cards", "rating", _back(day, one["id"]), text, about)
    number, count = view["done"] + 1, view["done"] + len(left)
    text = say("agents.ritual_card", lang, number=number, count=count, front=one["front"])
    first = not view["done"] and not standing["later"]
    if first and view["left_out"]:
        text = f"{view['why']}\n{text}"  # not all of them fit: how these were chosen
    if first and view["early"]:
        text = f"{say('cards.early', lang, count=view['early'])}\n{text}"
    return _step("cards", "card", _front(day, one["id"]), text, about)


def _front(day: str, card: str) -> str:
    return f"card:{day}:{card}"


def _back(day: str, card: str) -> str:
    """Also says in ``later`` that the front is answered and the back was shown."""
    return f"back:{day}:{card}"


def _hears_card(step: RitualStep, text: str) -> bool:
    """To a front every text is an answer that is told to oneself, but for a command and a question back."""
    if puts_off(text) or goes_on(text) or rated(text):
        return True
    return step["name"] == "card" and not command(text) and not text.rstrip().endswith(("?", "？"))


async def _keep_card(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    card, day = step["about"]["card"], step["about"]["day"]
    if puts_off(text) or goes_on(text):
        return Kept(say("agents.ritual_put_off", lang), put_off(standing, _front(day, card)))
    result = rated(text)
    if result is None or (step["name"] == "card" and result != "stuck"):  # nobody rates before the back is seen
        return Kept("", put_off(standing, _back(day, card)))
    done = await call("review_record", what="card", problem=card, result=result)
    said: list[str] = []
    if done["notes"] and step["name"] == "card":
        said.append(say("agents.ritual_card_was", lang, answer=done["notes"]))
    if done["again"]:
        said.append(say("cards.next_due", lang, day=day_name(done["again"], lang)))
    return Kept("\n".join(said), standing)


async def _next_drill(call: Tools, standing: Standing, lang: Language) -> RitualStep:
    view = (await call("review_show", what="drill"))["drill"]
    day: str = view["date"]
    asked, waits = view["question"], view["waits"]
    if asked is None:
        return over("drill", say("agents.drill_none", lang))
    if waits is not None and f"grade:{waits['answer']}" not in standing["later"]:
        text = _grade_asked(waits, lang)
        about = {"question": waits["question"], "count": len(waits["points"])}
        return _step("drill", "grade", f"grade:{waits['answer']}", text, about)
    digest = f"drill:{day}:{asked['question']}"
    done = [one for one in view["done"] if one["question"] == asked["question"]]
    if done or digest in standing["later"]:
        graded = done[-1] if done else None
        if graded is None:
            return over("drill", say("agents.drill_left", lang))
        how = say("drill.ungraded", lang)
        if graded["hit"] is not None:
            how = say("drill.graded", lang, hit=len(graded["hit"]), points=graded["points"])
        return over("drill", say("agents.drill_over", lang, title=graded["title"], how=how))
    text = say("agents.ritual_drill", lang, title=asked["title"], box=view["box_min"])
    about = {"question": asked["question"], "since": view["now"], "box": view["box_min"]}
    return _step("drill", "drill", digest, text, about)


def _grade_asked(waits: dict[str, Any], lang: Language) -> str:
    """The points, the last answer to the same question beside them, and what to say."""
    lines = [say("agents.ritual_points", lang, title=waits["title"])]
    lines += [f"{number}. {point}" for number, point in enumerate(waits["points"], 1)]
    last = waits["last"]
    if last is not None:
        how = say("drill.ungraded", lang)
        if last["hit"] is not None:
            how = say("drill.graded", lang, hit=len(last["hit"]), points=last["points"])
        lines.append(f"{say('drill.last', lang, day=day_name(last['at'], lang))}: {how}")
        lines += [f"  │ {line}" for line in (last["text"] or last["recording"] or "").splitlines()]
    lines.append(say("agents.ritual_grade" if len(waits["points"]) > 1 else "agents.ritual_grade_whole", lang))
    return "\n".join(lines)


def _hears_drill(step: RitualStep, text: str) -> bool:
    if puts_off(text) or goes_on(text):
        return True
    if step["name"] == "grade":
        return named_points(text, step["about"]["count"]) is not None
    return not command(text) and not text.rstrip().endswith(("?", "？"))


async def _keep_drill(call: Tools, standing: Standing, step: RitualStep, text: str, lang: Language) -> Kept:
    about = step["about"]
    if puts_off(text) or goes_on(text):
        return Kept(say("agents.ritual_put_off", lang), put_off(standing, step["digest"]))
    if step["name"] == "grade":
        hit = named_points(text, about["count"]) or []
        done = await call("review_record", what="drill", problem=about["question"], points=hit)
        said = [say("agents.applied", lang, summary=done["noted"])]
        if done["again"]:
            said.append(say("drill.due", lang, day=day_name(done["again"], lang)))
        return Kept("\n".join(said), standing)
    now = (await call("review_show", what="drill"))["drill"]["now"]
    took = round((datetime.fromisoformat(now) - datetime.fromisoformat(about["since"])).total_seconds() / 60)
    timed: dict[str, Any] = {"minutes": took} if 1 <= took <= LONGEST_TIME * about["box"] else {}
    await call("review_record", what="drill", problem=about["question"], idea=text, **timed)
    key = "took_over" if took > about["box"] else "took"
    return Kept(say(f"drill.{key}", lang, minutes=took, box=about["box"]) if timed else "", standing)


CARDS = Ritual(next_step=_next_card, hears=_hears_card, keep=_keep_card)
DRILL = Ritual(next_step=_next_drill, hears=_hears_drill, keep=_keep_drill)
