"""Tables for people: rich on a terminal, the same columns as plain text in a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from roadweek.domain.sanitise import sanitised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

PIPE_WIDTH = 120
"""Columns where nobody says how wide the page is."""


def console() -> Console:
    """Where tables go; in a pipe it has a fixed width, so that the output does not depend on who reads it."""
    from rich.console import Console

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if known else PIPE_WIDTH, soft_wrap=False)


def line(text: str = "", style: str | None = None) -> None:
    """One line, its text taken literally."""
    console().print(sanitised(text), style=style, markup=False, emoji=False, soft_wrap=True)


def parts(*texts: str | tuple[str, str]) -> None:
    """One line of pieces, each plain or with its style."""
    from rich.text import Text

    console().print(Text.assemble(*(_clean(part) for part in texts)), soft_wrap=True)


def _clean(part: str | tuple[str, str]) -> str | tuple[str, str]:
    return sanitised(part) if isinstance(part, str) else (sanitised(part[0]), part[1])


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    styles: dict[int, str] | None = None,
    fold: Sequence[int] = (-1,),
) -> None:
    """Rows under heads. The columns ``fold`` share what width is left and may run over lines; the others stay whole.

    A row of one empty string draws a line between groups.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    cells = [[sanitised(cell) for cell in row] for row in rows]
    flexible = {index % len(heads) for index in fold}
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for index, head in enumerate(heads):
        shown = [head, *(part for row in cells if len(row) > index for part in row[index].split("\n"))]
        settings: dict[str, Any] = {"no_wrap": True, "min_width": max(map(cell_len, shown))}
        if index in flexible:
            settings = {"overflow": "fold", "min_width": min(8, settings["min_width"])}
        grid.add_column(head, style=(styles or {}).get(index), **settings)
    for row in cells:
        if row == [""]:
            grid.add_section()
        else:
            grid.add_row(*(Text(cell) for cell in row))
    target = console()
    if target.is_terminal or target.record:
        target.print(grid)
        return
    with target.capture() as written:  # in a pipe, cells are not padded out to the edge
        target.print(grid)
    target.file.write("".join(part.rstrip() + "\n" for part in written.get().splitlines()))
