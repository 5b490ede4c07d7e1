"""What the reading rooms repeat: words spelled in two or more files, and regular expressions outside the grammar.

A word is three or more Latin letters, or two or more Chinese characters, in a string that a pattern is made of (in a
module of `understanding`, `importing` or `planning.interpret`), or a spelling of the grammar's data. The same counts
are held by `tests/core/test_ratchet.py`, where they may only become smaller.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bench import Result
from roadweek.grammar.lexicon import LANGUAGES, lexicon

LIBRARY = Path(__file__).parent.parent / "tools" / "roadweek"
ROOMS = ("understanding", "importing", "planning/interpret")
_COMPILES = frozenset(("compile", "Quick", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"))
_WORD = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]{2,}")
_SYNTAX = re.compile(r"\\.|\(\?P?[<:=!]*\w*>?|\[[^\]]*\]|\{[^}]*\}")
_PATTERN = re.compile(r"\(\?|\||\\[bsdw]|\)\?|\]\+")


def run() -> Result:
    where = words_by_file()
    figures: dict[str, float] = {
        "words": len(where),
        "in_two_files": sum(len(files) > 1 for files in where.values()),
        "regular_expressions": sum(expressions_by_room().values()),
        "expressions_in_the_grammar": expressions_in(LIBRARY / "grammar"),
        "words_of_the_grammar": len({word.spelling for _, word in lexicon().rows}),
    }
    return Result(figures, {"rooms": ROOMS, "data": LANGUAGES})


def words_by_file() -> dict[str, set[str]]:
    """Each word of a pattern, or of the grammar's data, with the files that spell it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for file in sorted((LIBRARY / room).rglob("*.py")):
            for text in _strings(_tree(file)):
                if _PATTERN.search(text):
                    for word in _WORD.findall(_SYNTAX.sub(" ", text).lower()):
                        found[word].add(file.relative_to(LIBRARY).as_posix())
    for language, word in lexicon().rows:
        for part in _WORD.findall(word.spelling):
            found[part].add(f"grammar/data/{language}.toml")
    return found


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _strings(tree: ast.AST) -> Iterator[str]:
    """The strings of a module but those that stand alone, which are docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def expressions_by_room() -> dict[str, int]:
    """How many regular expressions the modules of each room make."""
    return {room: expressions_in(LIBRARY / room) for room in ROOMS}


def expressions_in(folder: Path) -> int:
    return sum(_is_expression(node) for file in folder.rglob("*.py") for node in ast.walk(_tree(file)))


def _is_expression(node: ast.AST) -> bool:
    """A call of ``re`` or ``Quick`` with a text of its own, or a function that builds one (``@pattern``)."""
    if isinstance(node, ast.FunctionDef):
        return any(isinstance(d, ast.Name) and d.id == "pattern" for d in node.decorator_list)
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant | ast.JoinedStr):
        return False
    called = node.func
    of_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
    if of_re:
        return isinstance(called, ast.Attribute) and called.attr in _COMPILES
    return isinstance(called, ast.Name) and called.id == "Quick"
