"""The one sanitiser: what text of others may hold, wherever it comes in or goes out.

Plans, calendars, models and clients are not trusted with the reader's terminal, page, calendar or prompt. Escape
sequences, control characters, characters that nobody sees (zero-width, tags, variation selectors) and those that turn
the direction of writing are taken out; a text that is too long is cut and says so with ``…``. What a person can see
stays as it is: emoji keep their joiners, words of Arabic and Indic scripts theirs. A second pass changes nothing.

Where it is used: plan files as they are decoded (the stored file itself keeps every byte), the texts of edits, events
as they are read; and again on every way out (terminal, JSON, pages, tools, prompts, events, exports), because a
workspace may hold what an earlier version let in.

Invisible are the code points of Unicode's property Default_Ignorable_Code_Point (DerivedCoreProperties.txt) and the
controls of category Cc; the escape sequences are those of ECMA-48, 8.3.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar, cast

__all__ = ["FIELD", "ONE_LINE", "TITLE", "sanitised", "sanitised_document", "sanitised_file", "sanitised_line"]

TITLE: Final = 300
"""Characters of a name or title."""
FIELD: Final = 4_000
"""Characters of any other field of an answer."""
ONE_LINE: Final = frozenset(
    {"title", "titles", "place", "name", "track", "file", "subject", "work", "choice", "without_time", "zone"}
)
"""Fields that are names: one line, at most TITLE characters."""

_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, clearing
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS and such, to their end
    r"|\x1b[ -/]+[0-~]"  # character sets and the like
    r"|\x1b[0-~]"
)
_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS: Final = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
_JOINED: Final = "\u0600-\u08ff\u0900-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc"
"""Arabic, Syriac, the Indic scripts and Khmer: there a joiner or non-joiner spells a word."""
_EMOJI: Final = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0f\u20e3"
    "\U0001f000-\U0001faff"
)
_DROPPED: Final = re.compile(
    rf"[{_CONTROLS}{_INVISIBLE}]"
    rf"|(?<![{_EMOJI}0-9#*])[\ufe0e\ufe0f]"  # a selector that has nothing to select
    rf"|(?<=[\ufe0e\ufe0f])[\ufe0e\ufe0f]"
    rf"|(?<![{_EMOJI}{_JOINED}])\u200d|\u200d(?![{_EMOJI}{_JOINED}])"
    rf"|(?<![{_JOINED}])\u200c|\u200c(?![{_JOINED}])"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_COMBINING: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKS: Final = re.compile(rf"([{_COMBINING}]{{4}})[{_COMBINING}]+")
"""More marks on one letter than any script writes: they run over the lines above and below."""
_PLAIN: Final = (
    "\t\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e"
    "\u3000-\u303c\u3040-\u3163\u3200-\u3296\u3400-\u9fff\uff01-\uff9f"
)
_ANY: Final = re.compile(rf"[^{_PLAIN}]")
"""Text without any of these is clean: nearly all text is, and is told so by one look."""
_DANGLING: Final = re.compile(r"[\u200d\u200c]+\Z")

T = TypeVar("T")


def sanitised(text: str, limit: int | None = None) -> str:
    """``text`` as it may be shown: line breaks (all of them ``\\n``) and tabs stay. At most ``limit`` characters."""
    if _ANY.search(text) is not None:
        text = _BREAKS.sub("\n", text)
        before = None
        while before != text:  # what stood around a removed piece may make another
            before = text
            text = _DROPPED.sub("", _ESCAPES.sub("", text))
        text = _MARKS.sub(r"\1", _SURROGATES.sub("\ufffd", text))
    if limit is not None and len(text) > limit:
        text = _DANGLING.sub("", text[: limit - 1]).rstrip() + "…"
    return text


def sanitised_line(text: str, limit: int | None = TITLE) -> str:
    """``text`` on one line, without space around it: a name or a title."""
    text = sanitised(text)
    if "\n" in text or "\t" in text:
        text = " ".join(text.split())
    return sanitised(text.strip(), limit)


def sanitised_file(text: str) -> str:
    """A whole file as it may be shown: nothing is cut, and its line ends (``\\r\\n`` of iCalendar) stay."""
    return "\r\n".join(map(sanitised, text.split("\r\n")))


def sanitised_document(value: T, *, whole: frozenset[str] = frozenset()) -> T:
    """A JSON document with every text in it sanitised: names (ONE_LINE) as one line, others with FIELD characters at
    most. The document's own fields of ``whole`` hold files: they are not cut, their line ends stay."""
    if not whole or not isinstance(value, dict):
        return cast("T", _walked(value, None))
    own = cast("dict[Any, Any]", value)
    files = {key: sanitised_file(own[key]) for key in whole if isinstance(own.get(key), str)}
    return cast("T", {_key(key): files[key] if key in files else _walked(each, key) for key, each in own.items()})


def _walked(value: object, field: object) -> Any:
    if isinstance(value, str):
        return sanitised_line(value) if field in ONE_LINE else sanitised(value, FIELD)
    if isinstance(value, dict):
        pairs = cast("dict[object, object]", value).items()
        return {_key(key): _walked(each, key) for key, each in pairs}
    if isinstance(value, list | tuple):
        return [_walked(each, field) for each in cast("list[object]", value)]
    return value


def _key(key: object) -> object:
    return sanitised_line(key) if isinstance(key, str) else key
