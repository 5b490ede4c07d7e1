"""The bytes of a plan file become text, or an error that says what to do."""

from __future__ import annotations

from typing import Final

from roadweek.errors import PlanFileError

LIMIT_MIB: Final = 16


def decode(data: bytes, name: str) -> str:
    """The text of a plan: UTF-8, with or without a byte order mark; every line ends in ``\\n``.

    Raises PlanFileError (file_large, file_binary, file_encoding, file_empty), in this order.
    """
    if len(data) > LIMIT_MIB << 20:
        raise PlanFileError("file_large", path=name, size_mib=-(-len(data) // (1 << 20)), limit_mib=LIMIT_MIB)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        raise PlanFileError("file_binary", path=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlanFileError("file_encoding", path=name, byte=error.start + 1, line=line) from None
    text = unify(text)
    if not text.strip():
        raise PlanFileError("file_empty", path=name)
    return text


def unify(text: str) -> str:
    """``text`` with every line ending written as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
