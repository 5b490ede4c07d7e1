"""Anki itself imports our decks: no card lost or doubled, text as it was, also when a deck is imported twice.

Anki is AGPL and no dependency of ours: its wheel is installed into an environment of this test's own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from tests.samples import workspace

from roadweek.reviewing.card_texts import CardText
from roadweek.usecases import card_files, cards

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]

NOW = datetime.fromisoformat("2026-03-09T20:00:00+08:00")
READ = """
import json, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
col = Collection(sys.argv[1])
for package in sys.argv[2:]:
    options = ImportAnkiPackageOptions(with_scheduling=False)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
notes = [col.get_note(n) for n in col.find_notes("")]
decks = sorted({col.decks.name(c.did) for n in notes for c in n.cards()})
print(json.dumps({"notes": [[n.fields, n.tags] for n in notes], "cards": col.card_count(), "decks": decks}))
"""
TEXTS = [
    CardText("What is <b>a norm</b>?", "a length &\n\nscales", topic="Norms", tags=("maths",), source="Lesson 3"),
    CardText("秩是什么？", "像的维数", topic="线性代数"),
    CardText("std::vector", '"grows"', topic="C++::STL"),
    CardText("{{Front}} {{c1::x}} $\\sigma_1$", "=1+1", topic="odd"),
    CardText("no answer yet", ""),
]


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has Anki."""
    folder = tmp_path_factory.mktemp("anki")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "anki>=25"]
    done = subprocess.run(install, check=False, capture_output=True, text=True, timeout=400)
    if done.returncode:
        pytest.skip(f"Anki could not be installed, so NOTHING was checked: {done.stderr.strip()[-300:]}")
    return python


def test_anki_has_every_card_once_and_a_changed_deck_changes_it(anki: Path, tmp_path: Path) -> None:
    clock = [NOW]
    ws = workspace(tmp_path / "ws", clock=lambda: clock[0])
    cards.add(ws, TEXTS)
    card_files.export_cards(ws, tmp_path / "one.apkg")
    name = next(card["id"] for card in cards.listing(ws)["cards"] if card["front"].startswith("秩"))
    clock[0] = NOW.replace(hour=21)
    (tmp_path / "more.csv").write_text(f"id,front,back\n{name},秩是什么？,列空间的维数\n", "utf-8")
    card_files.import_cards(ws, tmp_path / "more.csv")
    card_files.export_cards(ws, tmp_path / "two.apkg")

    def read(*packages: str) -> dict[str, list[tuple[str, str]] | list[str]]:
        paths = [str(tmp_path / package) for package in packages]
        collection = tmp_path / f"{len(packages)}{packages[-1]}.anki2"
        done = subprocess.run(
            [str(anki), "-c", READ, str(collection), *paths], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert told["cards"] == len(told["notes"]) == len(TEXTS)
        plain = [(unescape(f[0].replace("<br>", "\n")), unescape(f[1].replace("<br>", "\n"))) for f, _ in told["notes"]]
        return {"notes": sorted(plain), "decks": told["decks"]}

    whole = [(text.front, text.back) for text in TEXTS]
    once = read("one.apkg")
    assert once["notes"] == sorted(whole)
    assert once["decks"] == ["Roadweek", "Roadweek::C++–STL", "Roadweek::Norms", "Roadweek::odd", "Roadweek::线性代数"]
    assert read("one.apkg", "one.apkg") == once
    changed = [(front, "列空间的维数" if front.startswith("秩") else back) for front, back in whole]
    assert read("one.apkg", "two.apkg")["notes"] == sorted(changed)
