"""Whose public holidays count: as config.toml says, else as the active plan hints."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from roadweek.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadweek.domain.base import Language
    from roadweek.workspace import Workspace

_NAMED = (
    ("CN", r"国庆|清明|端午|中秋|春节|五一|调休|高考|考研|Golden\s+Week"),
    ("US", r"\bThanksgiving\b|\bLabor\s+Day\b|\bMemorial\s+Day\b|\bIndependence\s+Day\b|\bFourth\s+of\s+July\b"),
    ("GB", r"\bbank\s+holidays?\b|\bBoxing\s+Day\b"),
    ("DE", r"\bTag\s+der\s+Deutschen\s+Einheit\b|\bHeiligabend\b|\bFronleichnam\b"),
    ("JP", r"お盆|ゴールデンウィーク"),
)
"""Holidays that one country alone calls so."""
_HINTS: dict[tuple[str, str, str], str | None] = {}
"""By the file's digest, its language and the clock: a plan is looked through once a process."""
_CHINESE_ZONES = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Urumqi", "PRC"})


def hinted(lines: Iterable[str], lang: Language, timezone: str) -> str | None:
    """The country that a plan's own words hint at: it names holidays of that one alone, or it is written in Chinese
    and lived on China's clock. Null where nothing or more than one thing hints."""
    text = "\n".join(lines)
    named = [country for country, words in _NAMED if re.search(words, text, re.IGNORECASE)]
    if len(named) == 1:
        return named[0]
    return "CN" if not named and lang == "zh" and timezone in _CHINESE_ZONES else None


def region_of(connection: sqlite3.Connection, ws: Workspace) -> str | None:
    """The region that counts; null where neither config.toml nor the plan says one."""
    if ws.settings.region is not None:
        return ws.settings.region
    version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        return None
    _, sha256 = plans.source_of(connection, ws.person, version.plan)
    lang = plans.active_language(connection, ws.person) or "en"
    key = (sha256, lang, ws.timezone)
    if key not in _HINTS:
        _HINTS[key] = hinted(ws.plan_lines(sha256) or (), lang, ws.timezone)
    return _HINTS[key]
