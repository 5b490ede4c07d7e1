"""The error tree and its words, and the whole message catalogue."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from string import Formatter

import pytest

from roadweek import errors, messages
from roadweek.errors import DateError, RoadweekError
from roadweek.views.format import day_of

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


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("1 March", "write a day as YYYY-MM-DD, such as 2026-03-09", "请把日期写成 YYYY-MM-DD，例如 2026-03-09"),
        ("", "write a day as YYYY-MM-DD, such as 2026-03-09", "请把日期写成 YYYY-MM-DD，例如 2026-03-09"),
        ("2026-02-30", "the calendar has no such day", "日历上没有这一天"),
        ("2026-13-01", "the calendar has no such day", "日历上没有这一天"),
    ],
)
def test_what_is_no_date_is_told_in_plain_words_how_a_date_is_written(text: str, en: str, zh: str) -> None:
    with pytest.raises(DateError) as caught:
        day_of(text)
    assert en in caught.value.text("en")
    assert zh in caught.value.text("zh")
    assert "isoformat" not in caught.value.text("en") + caught.value.text("zh")


def test_every_reason_against_a_date_is_told_in_the_language_of_the_person() -> None:
    reasons = import_module("roadweek.messages.dates").TEXTS
    for why in reasons:
        error = DateError(value="2026-03-11", why=why, start="2026-03-13", most="400", first="1970", last="2199")
        assert error.text("en").startswith("'2026-03-11' is not a date I can use: ")
        assert error.text("zh").startswith("“2026-03-11”不是可用的日期：")
        assert not any(word in error.text("zh") for word in (" the ", " is ", " that "))
