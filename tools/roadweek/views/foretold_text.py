"""How good forecasts of milestones were, as lines of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.report_documents import ForecastScoreView, ForetoldView, MilestonesForetoldView


def foretold_lines(view: MilestonesForetoldView, lang: Language) -> list[str]:
    """A line a milestone that turned out in the week, then the score; empty where there is neither."""
    return [f"- {one}" for one in (*(_line(line, lang) for line in view["lines"]), *score_lines(view, lang))]


def score_lines(score: ForecastScoreView, lang: Language) -> list[str]:
    """What all forecasts so far were worth; empty where none could be scored."""
    out: list[str] = []
    if score["said"] is not None and score["in_time"] is not None:
        out.append(
            say(
                "forecasts.foretold_chances",
                lang,
                milestones=score["milestones"],
                count=score["chances"],
                said=f"{score['said']:.0%}",
                hit=f"{score['in_time']:.0%}",
                brier=score["brier"],
                share=score["brier_of_share"],
            )
        )
    if score["coverage"] is not None:
        line = say("forecasts.foretold_days", lang, count=score["days"], share=f"{score['coverage']:.0%}")
        if score["pinball_days"] is not None:
            line += say("forecasts.foretold_loss", lang, loss=score["pinball_days"])
        out.append(line + ("。" if lang == "zh" else "."))
    return out


def _line(one: ForetoldView, lang: Language) -> str:
    sure = ""
    if one["first_probability"] is not None and one["last_probability"] is not None:
        first, last = f"{one['first_probability']:.0%}", f"{one['last_probability']:.0%}"
        sure = say("forecasts.foretold_sure", lang, first=first, last=last)
    due = say("forecasts.foretold_due", lang, day=day_name(one["due"], lang)) if one["due"] else ""
    return say(
        "forecasts.foretold_reached" if one["reached"] else "forecasts.foretold_passed",
        lang,
        title=" ".join(one["title"].replace("|", " ").split()),
        day=_day(one["reached"], lang),
        due=due or say("forecasts.foretold_no_due", lang),
        made=_day(one["first_made"], lang),
        middle=_day(one["middle"], lang),
        early=_day(one["early"], lang),
        late=_day(one["late"], lang) if one["late"] else say("roadmap.open_end", lang),
        sure=sure,
    )


def _day(text: str | None, lang: Language) -> str:
    return day_name(text, lang) if text else say("forecasts.foretold_no_day", lang)
