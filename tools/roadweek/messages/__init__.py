"""Every sentence that a person reads, in each language, by key: ``say("errors.no_plan", "zh")``.

One module an area (errors, reasons, questions, …) holds ``TEXTS: dict[key, {"en": …, "zh": …}]``, so that a missing
translation is seen where it is missing. An area is imported when it is first spoken.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # pydantic is not needed to speak
    from roadweek.domain.base import Language


__all__ = ["say"]


def say(key: str, lang: Language, **params: Any) -> str:
    """The words of ``area.name`` in ``lang`` with its parameters filled in.

    Raises KeyError for an unknown key or a missing parameter: both are mistakes of ours, which tests find.
    """
    area, name = key.split(".", 1)
    texts: dict[str, dict[str, str]] = import_module(f"roadweek.messages.{area}").TEXTS
    return texts[name][lang].format(**params)
