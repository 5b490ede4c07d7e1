"""What a person may set in ``config.toml``, with the defaults. Standard library only: every command reads it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import time
from pathlib import Path
from typing import Any, Literal, cast

from roadweek.errors import SettingsError

WEEKDAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HourRanges = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """A CalDAV server; without ``url`` the embedded one. ``name`` is the calendar that sessions are written to.

    The password comes from the system keyring or ROADWEEK_CALENDAR_PASSWORD, never from this file.
    """

    url: str | None = None
    user: str | None = None
    name: str = "Roadweek"


@dataclass(frozen=True, slots=True)
class TripSettings:
    """``auto_apply``: trip weeks may be replanned without asking, where at most ``max_moves`` sessions move."""

    auto_apply: bool = True
    max_moves: int = 12


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible endpoint; without ``url`` the rules alone. ``key_env`` names the variable with its key;
    ``timeout_s`` bounds one answer.

    ``plans``: each import asks it about the lines that were left as notes, as ``import --model`` does once.
    """

    url: str | None = None
    name: str = ""
    key_env: str = "ROADWEEK_MODEL_KEY"
    timeout_s: int = 60
    plans: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """``hours`` null: decided by the plan. ``buffer`` is the share of each day kept free (0 to 0.9)."""

    timezone: str | None = None
    language: Literal["en", "zh"] | None = None
    hours: tuple[tuple[str, HourRanges], ...] | None = None
    buffer: float = 0.15
    calendar: CalendarSettings = CalendarSettings()
    trips: TripSettings = TripSettings()
    model: ModelSettings = ModelSettings()


TEMPLATE = """\
# Roadweek's settings. Everything is optional; a line without # counts.

# timezone = "Asia/Shanghai"      # default: this machine's
# language = "zh"                 # zh or en; default: the plan's
# buffer = 0.15                   # share of each day that is kept free

# [hours]                         # when you can work at all; default: before, between and after office hours
# workdays = ["06:30-08:30", "12:00-13:30", "18:30-23:00"]
# weekend = ["08:00-22:30"]
# FR = ["18:30-21:00"]            # a single day wins

# [calendar]                      # default: Roadweek's own, see `roadweek calendar serve`
# url = "https://caldav.example.com/"
# user = "me"
# name = "Roadweek"               # the calendar that sessions are written to; it must be yours alone

# [trips]
# auto_apply = true               # replan trip weeks without asking
# max_moves = 12

# [model]                         # default: none; any OpenAI-compatible endpoint
# url = "http://127.0.0.1:11434/v1"
# name = "qwen3:4b"
# timeout_s = 60                  # of one answer; a small machine may need more
# plans = true                    # let it look at what an import left as notes, without --model
"""


def load_settings(path: Path) -> Settings:
    """The settings of a config.toml; a missing file gives the defaults.

    Raises SettingsError for bad TOML, an unknown key or a value of the wrong kind, naming the key.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(where=path.name, what=str(error)) from error
    top = dict(document)
    hours = _hours(top.pop("hours", None), path)
    calendar = _section(CalendarSettings, top.pop("calendar", {}), path, "calendar")
    trips = _section(TripSettings, top.pop("trips", {}), path, "trips")
    model = _section(ModelSettings, top.pop("model", {}), path, "model")
    settings: Settings = _section(
        Settings, {**top, "hours": hours, "calendar": calendar, "trips": trips, "model": model}, path, ""
    )
    if settings.language not in (None, "en", "zh"):
        raise SettingsError(where=path.name, what=f"language is zh or en, not {settings.language!r}")
    if not 0 <= settings.buffer <= 0.9:
        raise SettingsError(where=path.name, what=f"buffer is a share from 0 to 0.9, not {settings.buffer}")
    if settings.model.timeout_s < 1:
        raise SettingsError(where=path.name, what=f"model.timeout_s is seconds, not {settings.model.timeout_s}")
    return settings


_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "str | None": (str, type(None)),
}


def _section(kind: type[Any], values: object, path: Path, name: str) -> Any:
    if not isinstance(values, dict):
        raise SettingsError(where=path.name, what=f"[{name}] is a table, not {values!r}")
    table = cast("dict[str, Any]", values)
    known = {field.name: str(field.type) for field in fields(kind)}
    for key, value in table.items():
        shown = f"{name}.{key}" if name else key
        if key not in known:
            raise SettingsError(where=path.name, what=f"unknown key {shown!r}; known are {', '.join(sorted(known))}")
        expected = _KINDS.get(known[key])
        if expected and (not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected)):
            raise SettingsError(where=path.name, what=f"{shown} is {known[key]}, not {value!r}")
    return kind(**table)


def _hours(value: object, path: Path) -> tuple[tuple[str, HourRanges], ...] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise SettingsError(where=path.name, what="[hours] is a table of days")
    table = cast("dict[str, Any]", value)
    days: dict[str, HourRanges] = {}
    groups = {"workdays": WEEKDAY_NAMES[:5], "weekend": WEEKDAY_NAMES[5:], **{day: (day,) for day in WEEKDAY_NAMES}}
    for key in sorted(table, key=lambda name: len(groups.get(name, ())), reverse=True):  # a single day wins
        if key not in groups:
            raise SettingsError(where=path.name, what=f"hours.{key} is not a day; use workdays, weekend or MO to SU")
        days.update(dict.fromkeys(groups[key], _pairs(table[key], path)))
    return tuple((day, days[day]) for day in WEEKDAY_NAMES if day in days)


def _pairs(value: object, path: Path) -> HourRanges:
    out: list[tuple[time, time]] = []
    for text in cast("list[object]", value) if isinstance(value, list) else [value]:
        try:
            start, _, end = str(text).partition("-")
            pair = (time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
        except ValueError as error:
            raise SettingsError(where=path.name, what=f"hours are written 18:30-23:00, not {text!r}") from error
        if pair[1] <= pair[0]:
            raise SettingsError(where=path.name, what=f"the hours {text} end before they start")
        out.append(pair)
    return tuple(sorted(out))
