"""`trip show` on a terminal, as a page and as a document: all three say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call, is_one_error_line
from tests.cli.test_pages import page_reader


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("en", ("Day by day", "Take along", "Waits until the return", "The return", "Why so")),
        ("zh", ("逐日", "要带上的", "回来再做", "返程之后", "依据")),
    ],
)
def test_terminal_page_and_document_say_the_same(
    call: Call, planned: Path, tmp_path: Path, lang: str, heads: tuple[str, ...]
) -> None:
    assert call("trip", "add", "2026-03-19", "2026-03-22", "--place", "Lisbon")[0] == 0
    code, out, err = call("trip", "show", "--lang", lang)
    assert code == 0, err
    assert all(head in out for head in heads)
    path = tmp_path / "trip.html"
    code, document, _ = call("trip", "show", "--html", str(path), "--json", "--lang", lang)
    assert code == 0
    view = json.loads(document)
    page = page_reader(path.read_text(encoding="utf-8"))
    text = " ".join(page.text)
    assert all(head in text for head in heads)
    assert "script" not in page.tags
    assert not page.addresses
    listening = [one for day in view["days"] for one in day["sessions"] if one["track"] == "english"]
    assert len(listening) == 4
    for one in listening:
        assert one["local"] in out
        assert one["home"] in out
        assert one["home"] in text
    for line in view["policy"]["source"]:
        assert line in out
    assert view["next"] in out


def test_without_a_trip_ahead_it_says_what_to_do(call: Call, planned: Path) -> None:
    code, out, err = call("trip", "show")
    assert (code, out) == (1, "")
    assert is_one_error_line(err)
    assert "trip list" in err
    assert "Lisbon" not in err
