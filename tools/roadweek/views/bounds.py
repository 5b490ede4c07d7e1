"""The rules that the planner obeys, in words: “Mon–Fri: nothing from 09:00 to 18:00”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from roadweek.messages import say
from roadweek.views.format import length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.domain.plan import Rule
    from roadweek.views.documents import BoundView

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def obeyed(rules: Sequence[Rule]) -> list[BoundView]:
    """Those of a plan's rules that bound what is planned; the others are only shown."""
    return [
        {
            "kind": rule.kind,
            "lines": list(rule.lines),
            "text": rule.text,
            "minutes": rule.minutes,
            "start": rule.start.strftime("%H:%M") if rule.start else None,
            "end": rule.end.strftime("%H:%M") if rule.end else None,
            "days": list(rule.days),
            "template": rule.template,
            "areas": list(rule.areas),
        }
        for rule in rules
        if rule.kind != "note"
    ]


def bound_words(view: BoundView, lang: Language) -> str:
    """What a rule bounds: its days, hours and minutes."""
    values: Mapping[str, Any] = {
        "length": length(view["minutes"] or 0, lang),
        "start": view["start"] or "00:00",
        "end": "24:00" if view["end"] in ("00:00", None) else view["end"],
    }
    values = {**values, "areas": ("、" if lang == "zh" else ", ").join(view["areas"])}
    kind = view["kind"]
    if kind == "within_hours" and not (view["start"] and view["end"]):
        kind = "after_hour" if view["start"] else "before_hour"
    bound = say(f"bounds.{kind}", lang, **values)
    if view["days"]:
        bound = say("bounds.on_days", lang, days=_days(view["days"], lang), bound=bound)
    if view["template"] and view["kind"] != "no_new_tasks_on_trips":
        bound = say(f"bounds.{view['template']}", lang, bound=bound)
    return bound


def _days(days: Sequence[str], lang: Language) -> str:
    if tuple(days) == _DAYS[:5]:
        return say("provenance.workdays", lang)
    names = say("provenance.weekdays", lang).split()
    return ("、" if lang == "zh" else ", ").join(names[_DAYS.index(day)] for day in days)
