"""Cards as texts: Markdown as Obsidian's spaced-repetition plugin reads it, and CSV. Both come back without loss.

Markdown: ``question::answer`` on one line; else the question, a line ``?``, the answer, an empty line. A comment that
nobody sees (``<!--roadweek {"id": …}-->``) keeps what is no text. Lines that would mean something else get a backslash
that Markdown does not show: empty ones, ``?``, those that begin as headings, comments or with a backslash, and ``::``.

CSV: the columns front, back, and id, topic, tags, source where there are; a cell that a spreadsheet would reckon with
begins with an apostrophe. Schedules are in neither: a card that is known by its id keeps its own.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, cast

LONGEST = 20_000
"""Characters of one side."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What a file says of a card; ``id`` null where it says none."""

    front: str
    back: str
    id: str | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None

    @property
    def own_id(self) -> str:
        """The id, or one made of both sides: the same card read twice is one."""
        if self.id:
            return self.id
        return "card-" + hashlib.sha256(f"{self.front}\0{self.back}".encode()).hexdigest()[:12]


_MARK = "<!--roadweek "
_APART: Final = re.compile(r":(\\*)(?=:)")
_TOGETHER: Final = re.compile(r":\\(\\*)(?=:)")
_ONE_LINE: Final = re.compile(r"(.*?[^:\\])(:::?)(?!:)(.*)")


def _masked(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        line = _APART.sub(r":\\\1", line)
        special = line.strip() in ("", "?", "??") or line.lstrip().startswith(("#", "<!--", "\\", "---"))
        lines.append("\\" + line if special else line)
    return lines


def _unmasked(lines: Iterable[str]) -> str:
    return "\n".join(_TOGETHER.sub(r":\1", line.removeprefix("\\")) for line in lines)


def to_markdown(cards: Iterable[CardText], title: str) -> str:
    """All cards under a heading, those of a topic behind each other in the order given."""
    parts = ["---\ntags: [flashcards]\n---\n", f"# {_line(title)}\n"]
    for card in cards:
        kept = {"id": card.id, "topic": card.topic, "tags": list(card.tags), "source": card.source}
        note = json.dumps({k: v for k, v in kept.items() if v}, ensure_ascii=False).replace("--", "-\\u002d")
        front, back = _masked(card.front), _masked(card.back)
        if len(front) == len(back) == 1 and _plain(card.front) and _plain(card.back):
            text = f"{front[0]}::{back[0]}"
        else:
            text = "\n".join([*front, "?", *back])
        parts.append(f"{text}\n{_MARK}{note}-->\n")
    return "\n".join(parts)


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(side: str) -> bool:
    """Whether it can stand on one side of ``::``."""
    return bool(side) and side == side.strip() and side[0] not in ":\\" and side[-1] not in ":\\"


def from_markdown(text: str) -> list[CardText]:
    """The cards of a note, in order; other text is passed over. ``:::`` and ``??`` are cards of both directions."""
    found: list[CardText] = []
    topic: str | None = None
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n").strip("\n")):
        lines = block.split("\n")
        while lines and re.match(r"\s*#", lines[0]):
            tag = re.match(r"\s*#flashcards/(\S+)", lines[0])
            topic = tag[1] if tag else topic
            lines = lines[1:]
        found += _of_block(lines, topic)
    return found


def _of_block(lines: list[str], topic: str | None) -> list[CardText]:
    said = [line for line in lines if not line.lstrip().startswith("<!--")]
    for mark in ("?", "??"):
        at = next((n for n, line in enumerate(said) if line.strip() == mark), None)
        if at:
            note = _note(lines)
            return _both(_unmasked(said[:at]), _unmasked(said[at + 1 :]), mark == "??", note, topic)
    found: list[CardText] = []
    for n, line in enumerate(lines):
        parts = None if line.lstrip().startswith("<!--") else _ONE_LINE.fullmatch(line)
        if parts:
            follows = lines[n + 1 : n + 3]
            note = _note([one for one in follows if one.lstrip().startswith("<!--")])
            found += _both(_unmasked([parts[1]]), _unmasked([parts[3]]), parts[2] == ":::", note, topic)
    return found


def _both(front: str, back: str, reversed_too: bool, note: Mapping[str, Any], topic: str | None) -> list[CardText]:
    if not front.strip():
        return []
    texts = _texts(note)
    one = CardText(
        _kept(front),
        _kept(back),
        id=texts.get("id"),
        topic=texts.get("topic") or topic,
        tags=_tags(note.get("tags")),
        source=texts.get("source"),
    )
    if not reversed_too or not back.strip():
        return [one]
    return [one, CardText(one.back, one.front, topic=one.topic, tags=one.tags, source=one.source)]


def _kept(text: str) -> str:
    return text.strip()


def _texts(note: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in note.items() if isinstance(value, str) and value.strip()}


def _tags(said: object) -> tuple[str, ...]:
    if isinstance(said, str):
        said = said.split()
    if not isinstance(said, list):
        return ()
    return tuple(dict.fromkeys("".join(str(one).split()) for one in cast("list[object]", said) if str(one).split()))


def _note(lines: Iterable[str]) -> dict[str, Any]:
    for line in lines:
        if line.strip().startswith(_MARK) and line.rstrip().endswith("-->"):
            try:
                read: object = json.loads(line.strip()[len(_MARK) : -3])
            except ValueError:
                continue
            if isinstance(read, dict):
                return cast("dict[str, Any]", read)
    return {}


COLUMNS: Final = ("id", "front", "back", "topic", "tags", "source")
_CALLED: Final[Mapping[str, str]] = {
    **{name: name for name in COLUMNS},
    **dict.fromkeys(("question", "q", "问题", "正面", "题目"), "front"),
    **dict.fromkeys(("answer", "a", "答案", "回答", "背面"), "back"),
    **dict.fromkeys(("主题", "deck", "牌组"), "topic"),
    **dict.fromkeys(("标签", "tag"), "tags"),
    **dict.fromkeys(("来源", "出处"), "source"),
}
_RECKONED: Final = tuple("=+-@\t'")


class OtherColumns(ValueError):
    """The table has no columns for both sides; ``found`` are those that it has."""

    def __init__(self, found: list[str]) -> None:
        self.found = found
        super().__init__(found)


def to_csv(cards: Iterable[CardText]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for card in cards:
        row = (card.id or "", card.front, card.back, card.topic or "", " ".join(card.tags), card.source or "")
        writer.writerow(["'" + cell if cell.startswith(_RECKONED) else cell for cell in row])
    return out.getvalue()


def from_csv(text: str) -> tuple[list[CardText], list[int]]:
    """The cards of a table with a heading, and the lines that have no question. Raises OtherColumns, and csv.Error for
    what is no table."""
    head, _, _ = text.partition("\n")
    dialect = ";" if head.count(";") > head.count(",") else "\t" if head.count("\t") > head.count(",") else ","
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=dialect, strict=True)
    names = [cell.strip() for cell in next(iter(rows), list[str]())]
    columns = [_CALLED.get(name.casefold()) for name in names]
    if "front" not in columns or "back" not in columns:
        raise OtherColumns(names)
    found: list[CardText] = []
    empty: list[int] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cells: dict[str, str] = {}
        for name, cell in zip(columns, row, strict=False):
            if name:
                cells.setdefault(name, cell[1:] if cell.startswith("'") and cell[1:].startswith(_RECKONED) else cell)
        if not cells.get("front", "").strip():
            empty.append(rows.line_num)
            continue
        found.append(
            CardText(
                _kept(cells["front"].replace("\r\n", "\n")),
                _kept(cells.get("back", "").replace("\r\n", "\n")),
                id=cells.get("id", "").strip() or None,
                topic=cells.get("topic", "").strip() or None,
                tags=_tags(cells.get("tags", "")),
                source=cells.get("source", "").strip() or None,
            )
        )
    return found, empty
