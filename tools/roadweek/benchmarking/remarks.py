"""A remark: something that a reader of figures should know, as a code and its parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """``code`` is a message of ``messages.benchmarks``; ``params`` fill it and are JSON-plain."""

    code: str
    params: dict[str, Any] = field(default_factory=dict[str, Any])
