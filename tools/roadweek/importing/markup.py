"""Inline Markdown taken off a line: emphasis, links, check boxes and decoration go, what they meant is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from roadweek.understanding.quick import Quick

Mark = Literal["done", "open"]

MAX_CELLS = 60
"""More columns than any plan has; the rest of such a row stays in its last cell."""
_EMPHASIS = Quick(r"\*+|(?<![0-9A-Za-z])__?(?=\S)|(?<=\S)__?(?![0-9A-Za-z])|`+", re.NOFLAG)
_STRUCK = Quick(r"~~[^~]{1,400}~~", re.NOFLAG)
_STRIKE = Quick(r"~~", re.NOFLAG)
_LINK = Quick(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,2000}\)", re.NOFLAG)
_ADDRESS = Quick(r"\s*<?https?://\S+>?\s*", re.NOFLAG)
_CHECK = Quick(r"\[([ xX✓✔/>~-])\]\s+", re.NOFLAG)
_BOX = Quick(r"\s*\[([ xX✓✔/>~-])\]\s*", re.NOFLAG)
_DONE = "✅✔☑🎉"
_OPEN = "❌✗✘☐⬜🔲🚫"
_DECOR = "👉🔹🔸🔷🔶📌🎯🚀⭐🌟💡🔥📅📆🗓⏰⏳✨⚠🧠📚📝🎧💻🛠🧩📈🧭🏁️⃣‍➡•·▪▫■□◆◇★☆"
_TRAILING = Quick(r"\s*[⏫⏬🔼🔽🔺🔁📅⏳🛫✅]️?(?=\s|$)|\s+\^[\w-]+$", re.NOFLAG)
_TICKED_LAST = Quick(r"(?<=\S)\s*[✅✔☑]️?\s*$", re.NOFLAG)
"""A tick behind the words."""
_KEYCAP = Quick(r"^(?:[0-9#*]️?⃣|🔟)\s*", re.NOFLAG)
_WHOLE = Quick(r"\s*(\*\*|__)(?!\s)((?:(?!\1).){1,400})\1\s*[:：。]?\s*$", re.NOFLAG)


@dataclass(frozen=True, slots=True)
class Marked:
    text: str
    """The words alone."""
    bold: bool = False
    """All of it was in bold: written as a small heading."""
    struck: bool = False
    mark: Mark | None = None
    """A tick or a cross before it, or a check box."""
    boxed: bool = False
    """It had a check box."""
    link: bool = False
    """All of it was a link, or a bare address: it points elsewhere."""


def clean(raw: str) -> Marked:
    """The words of ``raw`` and what its markup said about them."""
    text = raw.strip().replace("－", "-")
    mark: Mark | None = None
    if match := _CHECK.match(text):
        mark = "done" if match[1] in "xX✓✔" else "open"
        text = text[match.end() :]
    boxed = mark is not None
    bold = len(text) < 400 and bool(_WHOLE.match(text))
    struck = text.startswith("~~") and text.rstrip().endswith("~~")
    start = 0
    while start < len(text) and (
        text[start] in _DECOR or text[start] in _DONE or text[start] in _OPEN or text[start] == " "
    ):
        if text[start] in _DONE:
            mark = "done"
        elif text[start] in _OPEN:
            mark = "open"
        start += 1
    text = _keycap(text[start:])
    link = bool(_ADDRESS.fullmatch(text))
    if "](" in text:
        link = link or bool(_LINK.fullmatch(text.strip()))
        text = _LINK.sub(r"\1", text)
    if "~~" in text and not struck:
        text = re.sub(r"^\W*(?:→|->|=>)\s*", "", _STRUCK.sub("", text)) or text
    text = _STRIKE.sub("", _EMPHASIS.sub("", text))
    if mark is None and len(text) < 400 and _TICKED_LAST.search(text):
        mark = "done"
    text = _TRAILING.sub("", text)
    return Marked(text=text.strip(), bold=bold, struck=struck, mark=mark, boxed=boxed, link=link)


def _keycap(text: str) -> str:
    """``5️⃣ title`` without its keycap digit."""
    return _KEYCAP.sub("", text)


_LEAD = re.compile(r"^(?:\s*(?:>|#{1,6}(?=\s)|[-*+](?=\s)|\d{1,3}[.)](?=\s)))+\s*")


def plain_line(raw: str) -> str:
    """A line of a document as one would read it aloud: without the marks of lists, headings, quotes and tables."""
    line = raw.strip()
    if line.startswith("|"):
        return " · ".join(cell for cell in split_row(line) if cell)
    return clean(_LEAD.sub("", line)).text


def split_row(line: str) -> list[str]:
    """The cells of a table row, cleaned; an escaped ``\\|`` is part of its cell."""
    return [cell.text for cell in marked_row(line)]


def marked_row(line: str) -> list[Marked]:
    """The cells of a table row with what their markup said; a cell that is nothing but a box has its mark and no
    words."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [_cell(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line, maxsplit=MAX_CELLS)]


def _cell(raw: str) -> Marked:
    """A cell cleaned; a box that stands alone in it needs no blank behind it."""
    if match := _BOX.fullmatch(raw):
        return Marked("", mark="done" if match[1] in "xX✓✔" else "open", boxed=True)
    return clean(raw)


def width(text: str) -> int:
    """Columns that ``text`` takes in a fixed-width font: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(map("WF".__contains__, map(unicodedata.east_asian_width, text)))
