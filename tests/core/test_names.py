"""A name of a class means one thing in the library.

A reader who meets ``Place`` or ``Event`` in one room should not have to ask which of three it is, nor should an editor
that jumps to a name. The same holds for named types (``Pair = tuple[int, int | None]``) and for private names: an
underscore tells two things apart only for whoever sees it.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import roadweek

ROOT = Path(str(roadweek.__file__)).parent


def _named(tree: ast.Module) -> Iterator[str]:
    """Every class of a module, and every type that it gives a name: ``Pair = tuple[…]``, ``T = TypeVar(…)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.Call | ast.BinOp):
            yield from (t.id for t in node.targets if isinstance(t, ast.Name) and _like_a_class(t.id))


def _like_a_class(name: str) -> bool:
    bare = name.lstrip("_")
    return bare[:1].isupper() and not bare.isupper()


def test_no_two_classes_of_the_library_share_a_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(ROOT.rglob("*.py")):
        for name in _named(ast.parse(file.read_text(encoding="utf-8"))):
            found[name.lstrip("_")].append(file.relative_to(ROOT).as_posix())
    assert len(found) > 200
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
