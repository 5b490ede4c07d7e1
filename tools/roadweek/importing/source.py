"""The bytes of a plan file become text, or an error that says what to do.

Chinese editors still write UTF-16, GB18030 and Big5: such a file is read too, and the reader is told as what. The text
is sanitised here, so that nothing which is read of a plan holds what nobody sees; the stored file keeps every byte.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from roadweek.domain.sanitise import sanitised
from roadweek.errors import PlanFileError

LIMIT_MIB: Final = 16
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = ("utf-16-le", "utf-16-be")
_CHINESE: Final = ("gb18030", "big5", "big5hkscs", "cp950")
_NAMES: Final = {"big5hkscs": "big5", "cp950": "big5", "cp1252": "windows-1252"}
_SIGNS: Final = frozenset("–—‘’“”…·•、。，：；（）《》「」×÷±°→←↑↓√℃")
_PAIR: Final = re.compile(rb"[\x81-\xfe][\x80-\xfe]")
_NO_ACCENTS: Final = re.compile(rb"[\x80-\xff]{3}|(?<![A-Za-z])[\x80-\xff]{2}(?![A-Za-z])")
"""High bytes in a row, or two by themselves: in words of the West, letters with accents stand beside others."""
_OTHER_BREAKS: Final = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")
SAMPLE: Final = 64 << 10
"""Bytes that are looked at to tell an encoding; then the whole file must be valid in it."""
_ODD: Final = 0.01
"""So large a share of characters that no text has (controls, unassigned) makes a file no text."""


@dataclass(frozen=True)
class Decoded:
    """A plan's text; every line ends in ``\\n``. ``encoding`` is utf-8, utf-16, utf-32, gb18030, big5 or
    windows-1252."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> str:
    """The text of a plan's bytes, see :func:`decoded`."""
    return decoded(data, name).text


def decoded(data: bytes, name: str) -> Decoded:
    """The text of a plan and the encoding that it was written in, with or without a byte order mark.

    Raises PlanFileError (file_large, file_binary, file_encoding, file_empty), in this order.
    """
    if len(data) > LIMIT_MIB << 20:
        raise PlanFileError("file_large", path=name, size_mib=-(-len(data) // (1 << 20)), limit_mib=LIMIT_MIB)
    text, encoding = _read(data, name)
    text = sanitised(unify(text))
    if not text.strip():
        raise PlanFileError("file_empty", path=name)
    return Decoded(text, encoding)


def decoded_anyhow(data: bytes) -> str:
    """The text of bytes that were a plan once: what cannot be read of them is shown as U+FFFD."""
    try:
        return decode(data, "")
    except PlanFileError:
        return sanitised(unify(data.decode("utf-8-sig", "replace")))


def unify(text: str) -> str:
    """``text`` with every line ending written as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_BREAKS)


def _read(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _as(data[len(mark) :], encoding)
            if text is None and encoding == "utf-8":
                raise _not_text(data, name)
            if text is None or "\0" in text:
                raise PlanFileError("file_binary", path=name)
            return text, encoding.removesuffix("-le").removesuffix("-be")
    if b"\0" in data:
        by_zeros = sorted(_WIDE, key=lambda each: data[each == "utf-16-le" :: 2].count(0), reverse=True)
        for encoding in ("utf-32-le", "utf-32-be", *by_zeros):  # hardly any bytes are valid UTF-32 by chance
            text = _as(data, encoding)
            if text is not None and "\0" not in text and _is_text(text):
                return text, encoding[:-3]
        raise PlanFileError("file_binary", path=name)
    text = _as(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    found = _older(data)
    if found is None:
        raise _not_text(data, name)
    return found


def _older(data: bytes) -> tuple[str, str] | None:
    """Text in one of the two families of Chinese encodings; which, charset-normalizer tells by how it would read.
    Windows' Western characters are read as well, since the same editors write them for English."""
    from charset_normalizer import from_bytes

    cut = data[:SAMPLE]
    if len(cut) < len(data):
        cut = cut[: cut.rfind(b"\n") + 1] or cut
    told = [each for each in ("gb18030", "big5") if _punctuated(_as(cut, each))]
    if not told and (not _PAIR.search(data) or _accented(cut)):  # Chinese comes in pairs of high bytes, most in a row
        told = ["cp1252"]
    told = told or [match.encoding for match in from_bytes(cut, cp_isolation=list(_CHINESE))]
    for encoding in told:
        text = _as(data, encoding)
        if text is not None and _is_text(text):
            return text, _NAMES.get(encoding, encoding)
    return None


def _accented(data: bytes) -> bool:
    """Whether bytes are words in Western letters, some with accents, also where two of those meet ("théâtre")."""
    text = None if _NO_ACCENTS.search(data) else _as(data, "cp1252")
    return text is not None and all(c.isalpha() or c in _SIGNS for c in text if not c.isascii())


def _punctuated(text: str | None) -> bool:
    """Whether a text in English would hold nothing else but signs: too little for a library to tell anything from."""
    return text is not None and all(c in _SIGNS for c in text if not c.isascii())


def _is_text(text: str) -> bool:
    """Whether hardly anything in a decoded text is a control or a character that does not exist."""
    sample = text[:SAMPLE]
    odd = sum(not (c.isprintable() or c in "\n\r\t\u3000\ufeff\f") for c in sample)
    return odd <= len(sample) * _ODD


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _not_text(data: bytes, name: str) -> PlanFileError:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return PlanFileError("file_encoding", path=name, byte=error.start + 1, line=line)
    return PlanFileError("file_binary", path=name)
