"""`holidays`: the public holidays ahead, what was decided about each, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.holidays import HolidaysView

app = new_app()


@command(app, "holidays")
def holidays(
    region: Annotated[
        str | None, typer.Option(metavar="REGION", help="whose count from now on: CN, DE-BY, US (kept in config.toml)")
    ] = None,
) -> None:
    """The public holidays of the coming year and, for China, the weekend days that are worked for them.

    Each is asked about before its week: as usual, light or off. `roadweek decide ID CHOICE` answers.
    """
    from roadweek.usecases.public_holidays import holiday_list, set_region

    ws = workspace()
    if region is not None:
        ws = set_region(ws, region)
    view = holiday_list(ws)
    emit(view, lambda: _shown(view, language(ws)))


def _shown(view: HolidaysView, lang: Language) -> None:
    from roadweek_cli.paint import line, table
    from roadweek_cli.show import heads

    if view["question"]:
        line(view["question"], "yellow")
        return
    line(say("holidays.title", lang, region=view["region"]), "bold")
    if view["by"] == "plan":
        line(say("holidays.by_plan", lang), "dim")
    rows = [
        [
            day_name(one["start"], lang) + (f" – {day_name(one['end'], lang)}" if one["days"] > 1 else ""),
            one["name"],
            one["choice_words"] or say("holidays.workday", lang),
            one["id"] or "",
        ]
        for one in view["holidays"]
    ]
    if rows:
        table(heads(lang, "day", "what", "choice", "id"), rows, styles={0: "cyan", 3: "cyan"}, fold=(1,))
    else:
        line(say("holidays.none", lang))
    for year in view["unknown"]:
        line(say("holidays.unknown", lang, year=year), "yellow")
    if any(one["id"] for one in view["holidays"]):
        line(say("holidays.how", lang), "dim")
