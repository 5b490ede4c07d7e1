"""What one question to GitHub gave, before it has a form: data, and errors beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["GraphqlError", "Reply"]


@dataclass(frozen=True, slots=True)
class GraphqlError:
    """An error beside data: ``kind`` GitHub's word for it in small letters, ``where`` the path of what is missing."""

    kind: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The data of an answer, still as it came, with the errors beside it."""

    data: dict[str, Any]
    errors: tuple[GraphqlError, ...] = ()
