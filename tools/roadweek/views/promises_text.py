"""How good a week's promise was, and what the next week may hold, as lines of Markdown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.report_documents import LoadView, PromisedLineView, PromisesView

OFF_SHOWN = 4
"""So many tracks outside of their promise are named."""


def promise_lines(view: PromisesView, lang: Language) -> list[str]:
    """Empty where nothing was promised and spoken of."""
    whole = next((one for one in view["lines"] if one["track"] is None), None)
    out: list[str] = []
    if whole is not None:
        out.append("- " + _line("promised_all", whole, lang))
        off = [one for one in view["lines"] if one["track"] is not None and not one["covered"]]
        off.sort(key=lambda one: -abs(one["done_min"] - one["middle_min"]))
        out += ["- " + _line("promised_off", one, lang) for one in off[:OFF_SHOWN]]
    if view["scored"] and view["coverage"] is not None:
        out.append(
            "- "
            + say(
                "forecasts.promises_scored",
                lang,
                weeks=view["weeks"],
                count=view["scored"],
                share=f"{view['coverage']:.0%}",
                loss=round(view["pinball_min"] or 0),
                plan=round(view["pinball_of_plan_min"] or 0),
            )
        )
    return out


def _line(name: str, one: PromisedLineView, lang: Language) -> str:
    title = one["title"].replace("|", " ") or say("report.track_none", lang)
    return say(
        f"forecasts.{name}",
        lang,
        title=title,
        low=length(one["low_min"], lang),
        high=length(one["high_min"], lang),
        done=length(one["done_min"], lang),
        inside=say("forecasts.inside" if one["covered"] else "forecasts.outside", lang),
    )


def load_lines(view: LoadView | None, lang: Language) -> list[str]:
    """Empty where too few weeks say anything."""
    if view is None:
        return []
    shown = {
        "week": view["week"],
        "planned": length(view["planned_min"], lang),
        "proposed": length(view["proposed_min"], lang),
        "low": length(view["low_min"], lang),
        "high": length(view["high_min"], lang),
        "weeks": view["weeks"],
        "kind": say("forecasts.load_trip" if view["trip"] else "forecasts.load_home", lang),
    }
    if not view["edits"]:
        return ["- " + say("forecasts.load_fits", lang, **shown)]
    edits = json.dumps(view["edits"], ensure_ascii=False, separators=(",", ":"))
    return [
        "- " + say("forecasts.load_much", lang, **shown),
        "- " + say("forecasts.load_cut", lang, minutes=view["edits"][0]["minutes"], edits=edits),
    ]
