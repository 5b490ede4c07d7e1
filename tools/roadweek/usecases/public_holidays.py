"""Public holidays beside the plan: which ones come, what was decided about each, and when it is asked.

What a region's packages know is kept as a note of the workspace, so that looking at today imports none of them.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from roadweek.errors import RoadweekError, SettingsError, UnwritableError, WorkspaceError
from roadweek.messages import say
from roadweek.storage import database, plans
from roadweek.views.format import day_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from roadweek.domain.base import Language
    from roadweek.views.counts import DecisionAskedView
    from roadweek.views.holidays import HolidaysView, HolidayView
    from roadweek.workspace import Workspace

ASKED_BEFORE = timedelta(days=14)
"""A holiday is asked about from so long before the Monday of its week."""
AHEAD = timedelta(days=400)
MADE_UP_WITHIN = timedelta(days=30)
"""A holiday is made up for not longer than this after it."""
FRESH = timedelta(days=120)
"""What is kept is read anew once it reaches less far ahead."""
PREFIX = "holiday-"
"""As in ``domain.holidays``, which looking at today does not import."""


def refreshed(ws: Workspace) -> str | None:
    """Bring what is kept up to date; why it could not be, in words, or null. Raises NoPlanError never: without a plan
    nothing is kept."""
    with database.read(ws.database) as connection:
        if plans.active(connection, ws.person) is None:
            return None
        lang = _language(connection, ws)
        if _kept(connection, ws, lang) is not None:
            return None
        try:
            found = _read(connection, ws, lang)
        except RoadweekError as error:
            return error.text(lang)
    try:
        with database.write(ws.database) as connection:
            database.set_note(connection, _note(ws), json.dumps(found, ensure_ascii=False))
    except WorkspaceError:  # a workspace that is only read reads them again
        return None
    return None


def _read(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> dict[str, Any]:
    from roadweek.calendars.public_days import public_days
    from roadweek.versions.region import region_of

    region = region_of(connection, ws)
    first = ws.now().date() - timedelta(days=ws.now().weekday() + 7)
    last = first + AHEAD
    days, unknown = public_days(region, first, last, lang) if region else ((), ())
    return {
        **_key(connection, ws, lang),
        "region": region,
        "until": last.isoformat(),
        "days": [[one.day.isoformat(), list(one.names), one.kind] for one in days],
        "unknown": list(unknown),
    }


def _key(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> dict[str, Any]:
    version = plans.active(connection, ws.person)
    plan = version.plan if version else None
    return {"setting": ws.settings.region, "plan": plan, "lang": lang, "zone": ws.timezone}


def _note(ws: Workspace) -> str:
    return f"public-days:{ws.person}"


def _language(connection: sqlite3.Connection, ws: Workspace) -> Language:
    return ws.language or plans.active_language(connection, ws.person) or "en"


def _kept(connection: sqlite3.Connection, ws: Workspace, lang: Language) -> dict[str, Any] | None:
    """What is kept, where it is of this plan, region and language and reaches far enough."""
    text = database.note(connection, _note(ws))
    found: dict[str, Any] | None = json.loads(text) if text else None
    if found is None or any(found.get(k) != v for k, v in _key(connection, ws, lang).items()):
        return None
    return found if date.fromisoformat(found["until"]) - ws.now().date() > FRESH else None


def holidays_between(
    connection: sqlite3.Connection, ws: Workspace, first: date, last: date, *, fresh: bool = True
) -> list[HolidayView]:
    """The holidays and make-up workdays that touch the days between two, each a stretch of days in a row, with what was
    decided about it. Without ``fresh`` only what is kept counts: nothing is imported."""
    lang = _language(connection, ws)
    found = _kept(connection, ws, lang)
    if found is None:
        if not fresh:
            return []
        try:
            found = _read(connection, ws, lang)
        except RoadweekError:  # a region that nobody knows is told where holidays are listed
            return []
    chosen = plans.chosen(connection, ws.person)
    views = [_view(run, chosen, lang) for run in _runs(found["days"])]
    return [one for one in views if one["start"] <= last.isoformat() and one["end"] >= first.isoformat()]


def _runs(days: Sequence[list[Any]]) -> list[list[tuple[date, list[str], str]]]:
    """Days in a row of one kind, with the weekend between them where it is named too."""
    runs: list[list[tuple[date, list[str], str]]] = []
    for text, names, kind in days:
        day = date.fromisoformat(text)
        if runs and runs[-1][-1][0] + timedelta(days=1) == day and runs[-1][-1][2] == kind == "holiday":
            runs[-1].append((day, names, kind))
        else:
            runs.append([(day, names, kind)])
    return runs


def _view(run: list[tuple[date, list[str], str]], chosen: dict[str, str], lang: Language) -> HolidayView:
    first, _, kind = run[0]
    ident = f"{PREFIX}{first.isoformat()}-{len(run)}d" if kind == "holiday" else None
    told = list(dict.fromkeys(each[0] for _, each, _ in run))
    choice = _choice(chosen.get(ident or "", ""))
    return {
        "id": ident,
        "kind": "holiday" if kind == "holiday" else "workday",
        "name": (" · ").join(told),
        "names": list(dict.fromkeys(n for _, each, _ in run for n in each)),
        "start": first.isoformat(),
        "end": run[-1][0].isoformat(),
        "days": len(run),
        "choice": choice,
        "choice_words": say(f"holidays.{choice or 'usual'}", lang) if kind == "holiday" else None,
    }


def _choice(words: str) -> str | None:
    """As ``domain.holidays.holiday_choice``, without pydantic behind it."""
    from roadweek.messages.holidays import TEXTS

    said = words.strip().casefold()
    return next((key for key in ("usual", "light", "off") if said in (key, *TEXTS[key].values())), None)


def asked_holidays(
    connection: sqlite3.Connection, ws: Workspace, lang: Language, *, until: date | None = None
) -> list[DecisionAskedView]:
    """The holidays that come and about which nothing was decided, as decisions are asked. What is kept counts alone."""
    today = ws.now().date()
    last = (until or today) + ASKED_BEFORE + timedelta(days=7)
    found: list[DecisionAskedView] = []
    known = holidays_between(connection, ws, today, last + MADE_UP_WITHIN, fresh=False)
    for one in known:
        first = date.fromisoformat(one["start"])
        opens = first - timedelta(days=first.weekday()) - ASKED_BEFORE
        if one["id"] is None or one["choice"] is not None or _idle(one) or first <= today or opens > (until or today):
            continue
        found.append(
            {
                "id": one["id"],
                "question": _question(one, lang),
                "options": [say(f"holidays.{key}", lang) for key in ("usual", "light", "off")],
                "opens": opens.isoformat(),
                "due": first.isoformat(),
                "days_left": (first - today).days,
                "facts": _made_up(known, one, lang),
            }
        )
    return found


def _idle(one: HolidayView) -> bool:
    """A holiday that lies on a weekend changes nobody's week."""
    first = date.fromisoformat(one["start"])
    return all((first + timedelta(days=n)).weekday() > 4 for n in range(one["days"]))


def _question(one: HolidayView, lang: Language) -> str:
    if one["days"] == 1:
        return say("holidays.asked_day", lang, name=one["name"], day=day_name(one["start"], lang))
    span = {"first": day_name(one["start"], lang), "last": day_name(one["end"], lang)}
    return say("holidays.asked_days", lang, name=one["name"], days=one["days"], **span)


def _made_up(known: Iterable[HolidayView], holiday: HolidayView, lang: Language) -> list[str]:
    days = [day_name(d["start"], lang) for d in known if d["kind"] == "workday" and d["name"] in holiday["names"]]
    return [say("holidays.made_up", lang, days=("、" if lang == "zh" else ", ").join(days))] if days else []


def holiday_list(ws: Workspace) -> HolidaysView:
    """The holidays of the coming year, whose they are, and the years of which nothing certain is known.

    Raises NoPlanError, SettingsError for a region that no package knows.
    """
    from roadweek.usecases.queries import language_of_plan

    with database.read(ws.database) as connection:
        lang = language_of_plan(connection, ws)
        kept = _kept(connection, ws, lang) or _read(connection, ws, lang)
        today = ws.now().date()
        found = holidays_between(connection, ws, today, date.fromisoformat(kept["until"]))
    refreshed(ws)
    return {
        "region": kept["region"],
        "by": "setting" if ws.settings.region else "plan" if kept["region"] else None,
        "holidays": found,
        "unknown": kept["unknown"],
        "question": None if kept["region"] else say("holidays.which_region", lang),
    }


_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_REGION_LINE = re.compile(r"^[ \t]*region[ \t]*=.*$", re.MULTILINE)


def set_region(ws: Workspace, region: str) -> Workspace:
    """Keep whose public holidays count in config.toml, all else as it was; the workspace with it.

    Raises SettingsError for a region that no package knows, WorkspaceError where config.toml cannot be written.
    """
    from roadweek.calendars.public_days import public_days
    from roadweek.settings import REGION, load_settings

    region = region.strip().upper()
    if not REGION.fullmatch(region):
        raise SettingsError(where="config.toml", what="region", value=region)
    public_days(region, ws.now().date(), ws.now().date(), "en")
    path = ws.path / "config.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    line = f'region = "{region}"'
    first = _TABLE.search(text)
    head, rest = (text[: first.start()], text[first.start() :]) if first else (text, "")
    if _REGION_LINE.search(head):
        head = _REGION_LINE.sub(line, head, count=1)
    else:
        head = head.rstrip("\n") + ("\n" if head.strip() else "") + line + ("\n\n" if rest else "\n")
    beside = path.with_name("config.toml.new")
    try:
        beside.write_text(head + rest, encoding="utf-8")
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        load_settings(beside)  # a file that could not be read again is worse than no answer
        beside.replace(path)
    except OSError as error:
        raise UnwritableError(path=str(path), why=error.strerror or str(error)) from None
    finally:
        beside.unlink(missing_ok=True)
    return replace(ws, settings=replace(ws.settings, region=region))
