"""The domain's clock: what "now" and "today" mean for a plan. Logs, tokens and time-outs use the real one.

``ROADWEEK_NOW`` (RFC 3339 with offset) stands in for it, so that a day can be replayed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from roadweek.errors import SettingsError

Clock = Callable[[], datetime]
"""Gives an aware datetime in the person's zone."""


def zone(name: str) -> tzinfo:
    """The zone of an IANA name. Raises SettingsError for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(where="timezone", what="zone_unknown", value=repr(name)) from error


def system_timezone() -> str:
    """The IANA name of the machine's zone; UTC where it has none."""
    from tzlocal import get_localzone_name  # only here: it is not needed where config.toml names a zone

    try:
        return get_localzone_name() or "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def system_clock(timezone: str) -> Clock:
    """The clock of ``timezone``: ROADWEEK_NOW where set, else the machine's. Raises SettingsError for a bad value."""
    local = zone(timezone)
    text = os.environ.get("ROADWEEK_NOW")
    if not text:
        return lambda: datetime.now(UTC).astimezone(local)
    try:
        fixed = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(where="ROADWEEK_NOW", what="now_form", value=repr(text)) from error
    if fixed.tzinfo is None:
        raise SettingsError(where="ROADWEEK_NOW", what="now_offset", value=repr(text))
    return lambda: fixed.astimezone(local)
