"""The document as a tree of blocks: what the parser makes and all readers walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from roadweek.importing.markup import Marked

Kind = Literal["root", "front", "heading", "text", "item", "table", "row", "fence", "rule"]


@dataclass(eq=False, slots=True)
class MarkdownBlock:
    """One place in the document. ``lines`` are its own lines (1-based), not its children's."""

    kind: Kind
    lines: tuple[int, ...]
    marked: Marked
    level: int = 0
    """Of a heading 1-6; of an item how deep its list is nested, from 1."""
    ordinal: int | None = None
    """The number that an ordered list gave it."""
    quoted: bool = False
    cells: tuple[str, ...] = ()
    parent: MarkdownBlock | None = None
    children: list[MarkdownBlock] = field(default_factory=list["MarkdownBlock"])

    @property
    def boxed(self) -> bool:
        """Whether it is a task with a check box."""
        return self.marked.boxed

    @property
    def text(self) -> str:
        return self.marked.text

    @property
    def line(self) -> int:
        return self.lines[0] if self.lines else 0

    def ancestors(self) -> Iterator[MarkdownBlock]:
        """From the parent outwards, without the root."""
        block = self.parent
        while block is not None and block.kind != "root":
            yield block
            block = block.parent

    def walk(self) -> Iterator[MarkdownBlock]:
        """All blocks below this one, in the document's order."""
        stack = list(reversed(self.children))
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))


@dataclass(frozen=True, slots=True)
class Document:
    root: MarkdownBlock
    source: tuple[str, ...]
    """Source lines; line n is ``source[n - 1]``."""
    front: dict[str, Any]

    @property
    def written(self) -> date | None:
        """The front matter's date."""
        value = self.front.get("date") or self.front.get("created")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            match = re.match(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", value)
            if match:
                try:
                    return date(int(match[1]), int(match[2]), int(match[3]))
                except ValueError:
                    return None
        return None

    @property
    def dated_on(self) -> int | None:
        """The line of the front matter that says when it was written."""
        if self.written is None:
            return None
        return next((n for n, line in enumerate(self.source[:40], 1) if re.match(r"(?:date|created)\s*:", line)), None)

    def filled(self) -> tuple[int, ...]:
        """The numbers of all lines that are not blank."""
        return tuple(n for n, line in enumerate(self.source, 1) if line.strip())

    def blocks(self) -> list[MarkdownBlock]:
        return list(self.root.walk())


def adopt(parent: MarkdownBlock, child: MarkdownBlock) -> None:
    child.parent = parent
    parent.children.append(child)
