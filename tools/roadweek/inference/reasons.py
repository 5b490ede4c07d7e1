"""Why a connection failed, as far as the words of an error tell."""

from __future__ import annotations

import re

__all__ = ["nobody_listens"]


def nobody_listens(said: str) -> bool:
    """Whether the connection was refused: the machine is there, and no server is (asyncio's, the system's and anyio's
    words)."""
    return re.search(r"Connect call failed|[Cc]onnection refused|connection attempts failed", said) is not None
