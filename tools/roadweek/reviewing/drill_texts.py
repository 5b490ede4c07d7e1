"""Interview questions as texts: Markdown as people keep them, and CSV.

Markdown: a heading that is a question has the list below it as its points; a list item that is a question, or that has
items below it, has those as its points; ``question::point; point`` is one line. Any other heading is the topic of what
follows. Other text is passed over.

CSV: the columns question and points (``a; b; c``), and topic, source where there are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import Final

from roadweek.reviewing.card_texts import OtherColumns

MOST_POINTS: Final = 20
LONGEST_POINT: Final = 500


@dataclass(frozen=True, slots=True)
class QuestionText:
    """What a file, or a person, says of a question."""

    title: str
    points: tuple[str, ...] = ()
    topic: str | None = None
    source: str | None = None


_SEPARATOR: Final = re.compile(r"[;；\n|]+")
_MARKED: Final = re.compile(r"^(?:(?:[-*+•]|\d{1,3}[.)])\s+|\d{1,3}、\s*|\[[ xX]\]\s+)+")
_ASKED: Final = re.compile(r"^(?:q|question|问|问题|题)\s*\d*\s*[:：.]\s*", re.IGNORECASE)
_ITEM: Final = re.compile(r"^(\s*)(?:(?:[-*+•]|\d{1,3}[.)])\s+|\d{1,3}、\s*)(.*)$")
_HEADING: Final = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ONE_LINE: Final = re.compile(r"(.+?[^:\s])\s*::(?!:)\s*(.*)")


def points_of(text: str) -> tuple[str, ...]:
    """Points that stand in one text, apart by semicolons or on lines of their own; each once."""
    found = (_MARKED.sub("", part.strip()).strip() for part in _SEPARATOR.split(text))
    return tuple(dict.fromkeys(part for part in found if part))


def is_question(text: str) -> bool:
    return text.rstrip("*_ \"”'’)）").endswith(("?", "？"))


def _plain(text: str) -> str:
    return _ASKED.sub("", _MARKED.sub("", re.sub(r"\*\*|__|`", "", text).strip())).strip()


def from_markdown(text: str) -> list[QuestionText]:
    """The questions of a note, in order."""
    found: list[QuestionText] = []
    topics: dict[int, str] = {}
    current: QuestionText | None = None
    indent = 0

    def close() -> None:
        nonlocal current
        if current is not None and (current.points or is_question(current.title)):
            found.append(current)
        current = None

    for line in _lines(text):
        topic = topics[max(topics)] if topics else None
        if heading := _HEADING.match(line):
            close()
            depth, words = len(heading[1]), _plain(heading[2])
            topics = {level: name for level, name in topics.items() if level < depth}
            if is_question(words):
                topic = topics[max(topics)] if topics else None
                current, indent = QuestionText(words, topic=topic), -1
            elif words:
                topics[depth] = words
            continue
        item = _ITEM.match(line)
        if item is None:
            said = _ONE_LINE.fullmatch(line.strip())
            if said:
                close()
                found.append(QuestionText(_plain(said[1]), points_of(said[2]), topic=topic))
            continue
        depth, words = len(item[1].expandtabs(4)), _plain(item[2])
        if not words:
            continue
        if current is not None and depth > indent:
            current = replace(current, points=(*current.points, words))
            continue
        close()
        said = _ONE_LINE.fullmatch(words)
        if said:
            found.append(QuestionText(said[1], points_of(said[2]), topic=topic))
            continue
        current, indent = QuestionText(words, topic=topic), depth
    close()
    return found


def _lines(text: str) -> Iterator[str]:
    """The lines without front matter, comments and code."""
    fenced = False
    for line in re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and not line.lstrip().startswith("<!--"):
            yield line


_CALLED: Final[Mapping[str, str]] = {
    **dict.fromkeys(("question", "q", "title", "front", "问题", "题目", "正面"), "question"),
    **dict.fromkeys(
        ("points", "point", "answer", "a", "back", "key points", "要点", "答案", "得分点", "背面"), "points"
    ),
    **dict.fromkeys(("topic", "deck", "category", "主题", "分类", "类别"), "topic"),
    **dict.fromkeys(("source", "来源", "出处", "company", "公司"), "source"),
}


def from_csv(text: str) -> tuple[list[QuestionText], list[int]]:
    """The questions of a table with a heading, and the lines that have none. Raises OtherColumns, and csv.Error for
    what is no table."""
    head, _, _ = text.partition("\n")
    dialect = max(",;\t", key=head.count)
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=dialect, strict=True)
    names = [cell.strip() for cell in next(iter(rows), list[str]())]
    columns = [_CALLED.get(name.casefold()) for name in names]
    if "question" not in columns:
        raise OtherColumns(names)
    found: list[QuestionText] = []
    empty: list[int] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cells: dict[str, str] = {}
        for name, cell in zip(columns, row, strict=False):
            if name:
                cells.setdefault(name, cell.strip())
        if not cells.get("question"):
            empty.append(rows.line_num)
            continue
        found.append(
            QuestionText(
                cells["question"],
                points_of(cells.get("points", "")),
                topic=cells.get("topic") or None,
                source=cells.get("source") or None,
            )
        )
    return found, empty


_RECORDING = re.compile(
    r"(?:(?:recording|audio|video|录音|录像|视频)\s*[:：]?\s*)?(?:file://)?"
    r"(?P<path>(?:~|/|\.|[A-Za-z]:[\\/])?[^\n]*?[^\s/\\]\.(?:m4a|mp3|wav|mp4|m4v|mov|ogg|oga|opus|webm|aac|flac|mkv|amr|3gp|caf|wma))",
    re.IGNORECASE,
)


def recording_named(text: str) -> str | None:
    """The path of a recording, where a text is that and nothing else; null for an answer in words."""
    said = text.strip().strip("\"'“”‘’`")
    found = _RECORDING.fullmatch(said)
    if found is None:
        return None
    path = found["path"].strip().strip("\"'“”‘’`")
    return path if path[0] in "~/." or ":" in path[:2] or " " not in path else None
