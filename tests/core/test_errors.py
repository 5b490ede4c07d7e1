"""The error tree and its words, and the whole message catalogue."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from string import Formatter

import pytest

from roadweek import errors, messages
from roadweek.errors import RoadweekError

AREAS = [module.name for module in pkgutil.iter_modules(messages.__path__)]


def _tree(kind: type[RoadweekError]) -> set[type[RoadweekError]]:
    return {kind}.union(*(_tree(sub) for sub in kind.__subclasses__() if sub.__module__ == errors.__name__))


def test_all_lists_every_error_and_the_drawing_shows_each() -> None:
    names = {kind.__name__ for kind in _tree(RoadweekError)}
    assert names == set(errors.__all__)
    drawn = errors.__doc__ or ""
    assert [name for name in names if name not in drawn] == []


def test_every_error_has_words_in_both_languages() -> None:
    texts = import_module("roadweek.messages.errors").TEXTS
    for kind in _tree(RoadweekError):
        assert set(texts[kind.default_key]) == {"en", "zh"}, kind


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things_with_the_same_numbers(area: str) -> None:
    texts: dict[str, dict[str, str]] = import_module(f"roadweek.messages.{area}").TEXTS
    for key, words in texts.items():
        assert set(words) == {"en", "zh"}, key
        fields = {lang: {name for _, name, _, _ in Formatter().parse(text) if name} for lang, text in words.items()}
        assert fields["en"] == fields["zh"], key
        assert len({bool(text.strip()) for text in words.values()}) == 1, key


def test_an_error_is_one_line_that_says_what_to_do() -> None:
    error = errors.NoPlanError(workspace="/some/where")
    assert error.text("en") == "no plan in this workspace (/some/where). Start with `roadweek import FILE.md`."
    assert "roadweek import" in error.text("zh")
    assert "\n" not in str(error)
