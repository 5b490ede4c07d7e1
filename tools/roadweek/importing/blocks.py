"""The structure of a loosely written Markdown document: a tree of blocks in which every line has exactly one place.

The tree is by meaning, not by tag: what stands below a heading is its child, a nested list is the child of its item,
and a list right below a lead ("Weekdays:", a line all in bold) is the child of that lead. Markdown's traps are shut:
a line over ``---`` stays text, deep indentation is no code, and what the parser passes over is kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from roadweek.importing.cues import SILENT, label_role
from roadweek.importing.dialects import normalise
from roadweek.importing.fences import plain_fences
from roadweek.importing.markup import clean, width
from roadweek.importing.plain import shaped
from roadweek.importing.source import unify
from roadweek.importing.tables import html_tables, rest_of_table, table_of
from roadweek.importing.tree import Document, MarkdownBlock, adopt
from roadweek.understanding.quick import Quick

MAX_NESTING = 40
"""Deeper lists and quotes are kept as plain text; nobody writes them on purpose."""

_UNDERLINE = Quick(r"\s{0,3}(=+|-{4,})\s*$", re.NOFLAG)
_DELIMITER = Quick(r"\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*$", re.NOFLAG)
_MARKER = re.compile(r"\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+)*")
_SENTENCE_END = Quick(r"[。．.!！?？；;，,：:]\s*$", re.NOFLAG)


def parse(text: str) -> Document:
    """The blocks of ``text``. Every non-blank line is in exactly one block's ``lines``."""
    source = unify(text).split("\n")
    front, skip = _front_matter(source)
    plain = plain_fences(normalise(source))
    tables, plain = html_tables(plain)
    flat = _BlockReader(plain, skip).read()
    # lines that are only notation (a fence, a tag) stand in the tree too
    rows = {line for table in tables for block in (table, *table.children) for line in block.lines}
    bare = [
        MarkdownBlock("rule", (n,), clean(""))
        for n, (written, read) in enumerate(zip(source, plain, strict=True), 1)
        if written.strip() and not read.strip() and n > skip and n not in rows
    ]
    if tables or bare:
        flat = sorted([*flat, *tables, *bare], key=lambda block: block.line)
    root = MarkdownBlock("root", (), clean(""))
    if skip:
        adopt(root, MarkdownBlock("front", tuple(n for n in range(1, skip + 1) if source[n - 1].strip()), clean("")))
    _nest(root, shaped(flat))
    return Document(root=root, source=tuple(source), front=front)


def _front_matter(source: list[str]) -> tuple[dict[str, Any], int]:
    """The front matter as a mapping and how many lines it takes; nothing where it is not closed or no mapping."""
    if source and source[0].rstrip() == "+++":
        return _toml(source)
    if not source or source[0].rstrip() != "---":
        return {}, 0
    end = next((n for n in range(1, min(len(source), 400)) if source[n].rstrip() in ("---", "...")), 0)
    if not end:
        return {}, 0
    import yaml

    try:
        value = yaml.safe_load("\n".join(source[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    return (cast("dict[str, Any]", value), end + 1) if isinstance(value, dict) else ({}, 0)


def _toml(source: list[str]) -> tuple[dict[str, Any], int]:
    """Front matter in TOML, between two lines of plus signs."""
    end = next((n for n in range(1, min(len(source), 400)) if source[n].rstrip() == "+++"), 0)
    if not end:
        return {}, 0
    import tomllib

    try:
        return tomllib.loads("\n".join(source[1:end])), end + 1
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, 0


@dataclass(slots=True)
class _BlockReader:
    """Turns markdown-it's block tokens into our blocks, nested by list only."""

    source: list[str]
    skip: int
    seen: set[int] = field(default_factory=set[int])
    head: tuple[str, ...] = ()
    """The head of the last table: rows cut off from it by a rule belong to it."""

    def read(self) -> list[MarkdownBlock]:  # noqa: C901
        from markdown_it import MarkdownIt

        md = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING}).enable("table")
        md.disable(["code", "lheading", "html_block", "reference"])
        md.core.ruler.enableOnly(["normalize", "block"])
        body = "\n".join([""] * self.skip + self.source[self.skip :])
        # a rule whose mark stands nowhere would be tried in vain at every line
        if ">" not in body:
            md.disable("blockquote")
        if "```" not in body and "~~~" not in body:
            md.disable("fence")
        if "|" not in body:
            md.disable("table")
        self.seen.update(range(1, self.skip + 1))
        top: list[MarkdownBlock] = []
        holders: list[MarkdownBlock | None] = []  # an entry a list item, None until its first text is read
        ordinals: list[int | None] = []
        quotes = 0
        heading = 0
        for token in md.parse(body):
            kind = token.type
            if kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1
            elif kind == "list_item_open":
                holders.append(None)
                ordinals.append(int(token.info) if token.info.isdigit() else None)
            elif kind == "list_item_close":
                holders.pop()
                ordinals.pop()
            elif kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "inline" and token.map:
                blocks = self._texts(token.map[0], token.map[1], token.content, heading)
                heading = 0
                for number, block in enumerate(blocks):
                    block.quoted = quotes > 0
                    if number and holders and not quotes and not self.source[block.line - 1][:1].isspace():
                        # an unindented line right below a list is no part of its last item
                        top.append(block)
                        continue
                    self._place(block, top, holders, ordinals)
            elif kind in ("fence", "hr") and token.map:
                lines = self._take(token.map[0], token.map[1])
                if lines:
                    block = MarkdownBlock("fence" if kind == "fence" else "rule", lines, clean(""))
                    self._place(block, top, holders, ordinals, opens=False)
            elif kind == "table_open" and token.map:
                self._place(self._table(token.map[0], token.map[1]), top, holders, ordinals, opens=False)
        top = self._underlined(top)
        missed = [n for n, line in enumerate(self.source, 1) if line.strip() and n not in self.seen]
        if missed:
            top.extend(MarkdownBlock("text", (n,), clean(_bare(self.source[n - 1]))) for n in missed)
            top.sort(key=lambda b: b.line)
        return top

    def _underlined(self, blocks: list[MarkdownBlock]) -> list[MarkdownBlock]:
        """A short line over four dashes or more is a title; over three it may be a rule, and stays text."""
        result: list[MarkdownBlock] = []
        for block in blocks:
            above = result[-1] if result else None
            if (
                block.kind == "rule"
                and above is not None
                and above.kind == "text"
                and not above.quoted
                and above.lines[-1] == block.line - 1
                and _UNDERLINE.match(self.source[block.line - 1])
                and width(above.text) <= 60
                and not _SENTENCE_END.search(above.text)
            ):
                result[-1] = MarkdownBlock("heading", (*above.lines, *block.lines), above.marked, level=2)
                continue
            result.append(block)
        return result

    def _take(self, start: int, end: int) -> tuple[int, ...]:
        """The non-blank lines ``start + 1 .. end`` that no other block has yet."""
        lines = tuple(n for n in range(start + 1, end + 1) if n not in self.seen and self.source[n - 1].strip())
        self.seen.update(lines)
        return lines

    def _texts(self, start: int, end: int, content: str, heading: int) -> list[MarkdownBlock]:
        lines = self._take(start, end)
        if not lines:
            return []
        if heading:
            return [MarkdownBlock("heading", lines, clean(content), level=heading)]
        parts = content.split("\n")
        if len(parts) != end - start or len(lines) != end - start:
            parts = [_bare(self.source[n - 1]) for n in lines]
        if len(lines) >= 2 and all("|" in part for part in parts[:2]) and _DELIMITER.match(parts[1].strip()):
            return [table_of(lines, parts)]
        if len(lines) == 2 and (match := _UNDERLINE.match(parts[1])) and not _SENTENCE_END.search(parts[0]):
            return [MarkdownBlock("heading", lines, clean(parts[0]), level=1 if match[1][0] == "=" else 2)]
        if self.head and all(part.strip().startswith("|") and part.count("|") >= 3 for part in parts):
            return [rest_of_table(self.head, lines, parts)]
        groups: list[tuple[list[int], str]] = []
        for number, part in zip(lines, parts, strict=True):
            if groups and _wraps(groups[-1][1], part):
                groups[-1] = ([*groups[-1][0], number], f"{groups[-1][1].rstrip()} {part.strip()}")
            else:
                groups.append(([number], part))
        return [MarkdownBlock("text", tuple(numbers), clean(part)) for numbers, part in groups]

    def _table(self, start: int, end: int) -> MarkdownBlock:
        lines = self._take(start, end)
        table = table_of(lines, [_bare(self.source[n - 1]) for n in lines])
        self.head = table.cells
        return table

    @staticmethod
    def _place(
        block: MarkdownBlock,
        top: list[MarkdownBlock],
        holders: list[MarkdownBlock | None],
        ordinals: list[int | None],
        *,
        opens: bool = True,
    ) -> None:
        """Put a block where the open list items want it: the first text of an item is the item itself."""
        if holders and holders[-1] is None and opens and block.kind in ("text", "heading"):
            outer = next((h for h in reversed(holders[:-1]) if h is not None), None)
            block.kind, block.level, block.ordinal = "item", len(holders), ordinals[-1]
            holders[-1] = block
        else:
            outer = next((h for h in reversed(holders) if h is not None), None)
        if outer is None:
            top.append(block)
        else:
            adopt(outer, block)


def _bare(line: str) -> str:
    """A source line without its quote and list markers."""
    match = _MARKER.match(line)
    return line[match.end() :].strip() if match else line.strip()


def _wraps(before: str, after: str) -> bool:
    """Whether ``after`` goes on with a sentence that was broken at the margin rather than by its writer."""
    after = after.strip()
    return width(before) >= 60 and after[:1].isascii() and after[:1].islower() and not _SENTENCE_END.search(before)


def _is_lead(block: MarkdownBlock, after: MarkdownBlock) -> bool:
    """Whether a line of text leads the list or table right below it."""
    if block.kind != "text" or block.quoted or after.kind not in ("item", "table"):
        return False
    near = after.line - block.lines[-1] <= 1
    label, colon, rest = block.text.replace("：", ":").partition(":")
    if colon and rest.strip() and label_role(label) in SILENT:
        return False  # "Focus: deployment" says something itself, even in bold
    return block.marked.bold or block.text.endswith((":", "：")) or (near and width(block.text) <= 40)


def _nest(root: MarkdownBlock, flat: list[MarkdownBlock]) -> None:
    """Hang blocks below their headings, and lists below their leads."""
    sections = [root]
    lead: MarkdownBlock | None = None
    for position, block in enumerate(flat):
        if block.kind == "heading":
            while len(sections) > 1 and sections[-1].level >= block.level:
                sections.pop()
            adopt(sections[-1], block)
            sections.append(block)
            lead = None
            continue
        if block.kind not in ("item", "table"):
            lead = None
        adopt(lead or sections[-1], block)
        if lead is None and position + 1 < len(flat) and _is_lead(block, flat[position + 1]):
            lead = block
