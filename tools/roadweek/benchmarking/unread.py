"""Numbers of a sentence about a measurement that nothing was read from: each was meant for something."""

from __future__ import annotations

import re

from roadweek.understanding.numbers import NUMBER, read_number

__all__ = ["unread_numbers"]

_AMOUNT = (
    rf"(?P<n>{NUMBER})\s*(?:(?:ms|s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?|tokens?|px|pixels?|percent)(?![\w-])"
    r"|°\s*c\b|degrees?\b|%|毫秒|秒|分钟|小时|摄氏度|度|个?词元|像素)"
)
"""A number with a unit of what can be set: a time, a length, a share, a heat. Watts and GB describe a device."""
_BARE = (
    r"(?<!week )(?<!issue )(?<!task )(?<!work )(?<!step )(?<!phase )(?<!milestone )(?<!month )(?<!part )(?<!第)(?<!第 )"
    r"(?<![\w.:/#+-])(?P<n>\d+(?:\.\d+)?)(?!\s*(?:gb|gib|mb|w\b|watts?|ghz|mhz|年|月|日|号|周))(?![\w:/%+-]|\.\d)"
)
"""A number that stands alone: none of a date, a version, an id, a thing of the plan, or what a device has."""


def _amounts(text: str) -> list[tuple[str, float]]:
    """Amounts with a unit, in words and as a number: what is left of them in a sentence was meant for something."""
    found = [(match[0].strip(), read_number(match["n"])) for match in re.finditer(_AMOUNT, text, re.IGNORECASE)]
    return [(words, value) for words, value in found if value is not None]


def unread_numbers(text: str) -> list[tuple[str, float]]:
    """The amounts, then the bare numbers, of what is left of a sentence."""
    bare = [(match["n"], float(match["n"])) for match in re.finditer(_BARE, text, re.IGNORECASE)]
    return [*_amounts(text), *bare]
