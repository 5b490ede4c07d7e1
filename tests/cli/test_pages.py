"""The week as a page: one file without scripts, every session on it, nothing of the plan taken as HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from tests.cli.conftest import Call

from roadweek.pages import render, week_page


class _Reader(HTMLParser):
    """Text, tags and outside addresses of a page; refuses tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_reader(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_has_every_session_and_stands_alone(call: Call, planned: Path, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "week.html"
    code, out, _ = call("week", "--of", "2026-03-09", "--html", str(path), "--json", "--lang", lang)
    assert code == 0
    page = page_reader(path.read_text(encoding="utf-8"))
    text = " ".join(page.text)
    for session in json.loads(out)["sessions"]:
        assert session["title"] in text
        assert session["start"][11:16] in text
    assert "script" not in page.tags
    assert not page.addresses


def test_each_day_carries_its_own_name_so_that_a_phone_can_put_the_days_below_each_other(
    call: Call, planned: Path
) -> None:
    _, out, _ = call("week", "--of", "2026-03-09", "--json")
    page = week_page(json.loads(out), "en")
    days = page.split('<div class="day')[1:]
    assert [re.findall(r"\d+/\d+", day)[0] for day in days] == [f"3/{n}" for n in range(9, 16)]
    assert all(day.index('class="name"') < day.find('class="block') % len(day) for day in days)
    assert not re.findall(r'style="(?:top|height)[^"]*" title', page)  # a place in the hours would win over the list
    phone = page[page.index("@media screen and (max-width") : page.index("@media print")]
    assert re.search(r"\.week \{ display: block; min-width: 0;", phone)
    assert re.search(r"\.block \{ position: static; height: auto;", phone)


def test_a_title_is_text_and_never_markup(call: Call, planned: Path) -> None:
    _, out, _ = call("week", "--of", "2026-03-09", "--json")
    week = json.loads(out)
    week["sessions"][0]["title"] = '<img src=x onerror="alert(1)"> & "quotes"'
    page = page_reader(week_page(week, "en"))
    assert "img" not in page.tags
    assert '<img src=x onerror="alert(1)"> & "quotes"' in " ".join(page.text)


def test_an_empty_week_is_a_page_too(call: Call, planned: Path) -> None:
    _, out, _ = call("week", "--of", "2026-03-09", "--json")
    empty: Any = {**json.loads(out), "sessions": [], "unplaced": [], "planned_min": 0, "capacity_min": 0}
    assert "Nothing is planned" in week_page(empty, "en")


def test_a_value_that_a_template_lacks_is_a_mistake() -> None:
    with pytest.raises(UndefinedError):
        render("week.html", "en")


def test_a_page_that_cannot_be_written_is_told(call: Call, planned: Path, tmp_path: Path) -> None:
    code, _, err = call("week", "--html", str(tmp_path / "missing" / "week.html"))
    assert code == 1
    assert err.splitlines()[-1].startswith("error: ")
