"""What an edit would change of the forecasts, in lines of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.documents import SlipsView, SlipView

SHOWN = 5


def slip_lines(view: SlipsView, lang: Language, most: int = SHOWN) -> list[str]:
    """A head and the worst ``most`` of them; one line where nothing moves."""
    if not view["slips"]:
        return [say("forecasts.slips_none", lang)]
    out = [say("forecasts.slips_head", lang, count=len(view["slips"]), of=view["looked_at"])]
    out += ["  " + slip_line(one, lang) for one in view["slips"][:most]]
    if len(view["slips"]) > most:
        out.append("  " + say("forecasts.slips_more", lang, count=len(view["slips"]) - most))
    return out


def slip_line(one: SlipView, lang: Language) -> str:
    """One milestone or work: from which day to which, and how sure it is to be in time."""
    before, after, days = one["forecast_before"], one["forecast"], one["later_days"]
    if days is not None:
        name = "later" if days > 0 else "earlier" if days < 0 else "same"
    else:
        name = "lost" if before else "found" if after else "nowhere"
    was, now = one["probability_before"], one["probability"]
    changed = was is not None and now is not None and was != now
    return say(
        f"forecasts.slip_{name}",
        lang,
        title=one["title"],
        before=day_name(before, lang) if before else "",
        after=day_name(after, lang) if after else "",
        days=abs(days or 0),
        due=say("forecasts.slip_due", lang, day=day_name(one["due"], lang)) if one["due"] else "",
        sure=say("forecasts.slip_sure", lang, before=f"{was:.0%}", after=f"{now:.0%}") if changed else "",
    )
