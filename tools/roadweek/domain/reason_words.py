"""Which words say a reason. Apart from the reasons themselves, because what is typed every day imports no pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def words_of_reason(code: str, params: Mapping[str, Any]) -> str:
    """The text of a reason's code, told apart by its params."""
    if code == "deadline" and "short_min" in params:
        return "short"
    return "trip_plain" if code == "trip" and params.get("plain") else code
