"""A text without Markdown, as pasted from a chat: its numbered lines are headings, its lines in a row a list."""

from __future__ import annotations

import re

from roadweek.importing.markup import width
from roadweek.importing.tree import MarkdownBlock
from roadweek.understanding.quick import Quick

_NUMBERED = Quick(
    (r"(?:第?[一二三四五六七八九十]{1,3}(?:[、.．]|部分[:：]?)|[IVX]{1,4}\.|(?:part|section|step)\s+\d+\b)\s*\S"),
)
_ENDS = Quick(r"[。；;.!！?？,，]\s*$", re.NOFLAG)


def shaped(flat: list[MarkdownBlock]) -> list[MarkdownBlock]:
    """Blocks of a plain text with the kinds that Markdown would have given them; any other text stays as it is."""
    if any(block.kind == "heading" for block in flat):
        return flat
    texts = [block for block in flat if block.kind == "text" and not block.quoted]
    headings = [b for b in texts if _NUMBERED.match(b.text) and width(b.text) <= 60 and not _ENDS.search(b.text)]
    if len(headings) < 2:
        return flat
    for block in headings:
        block.kind, block.level = "heading", 2
    for position, block in enumerate(flat):
        before = flat[position - 1] if position else None
        after = flat[position + 1] if position + 1 < len(flat) else None
        if block.kind != "text" or block.quoted or (block.text.endswith((":", "：")) and _next(block, after)):
            continue
        if _next(before, block) or _next(block, after):
            block.kind, block.level = "item", 1
    return flat


def _next(block: MarkdownBlock | None, after: MarkdownBlock | None) -> bool:
    """Whether ``after`` stands right below ``block``."""
    return block is not None and after is not None and after.line - block.lines[-1] == 1
