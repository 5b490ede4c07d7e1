"""Why a text is read as it is: the tree of rules and words behind each reading."""

from __future__ import annotations

from roadweek.grammar.chart import TextReading
from roadweek.grammar.lattice import Node


def explain(reading: TextReading, text: str) -> str:
    """One block a reading, its parts indented below it; readings that explain as much stand below "or"."""
    lines = [line for node in reading.nodes for line in _tree(node, text, 0)]
    for tie in reading.ties:
        lines.append("or")
        lines += [line for node in tie if node not in reading.nodes for line in _tree(node, text, 1)]
    return "\n".join(lines)


def _tree(node: Node, text: str, depth: int) -> list[str]:
    said = text[node.start : node.end]
    own = f"{'  ' * depth}{node.kind} {node.value}  {said!r}"
    if not node.parts:
        return [own]
    return [f"{own}  [{node.name}]", *(line for part in node.parts for line in _tree(part, text, depth + 1))]
