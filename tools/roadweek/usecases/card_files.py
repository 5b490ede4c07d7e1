"""Cards in and out: Markdown and CSV both ways, a deck for Anki, and the note of a topic with its map of content."""

from __future__ import annotations

import csv
import hashlib
import html
import re
from datetime import datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadweek.domain.records import Card
from roadweek.domain.sanitise import sanitised_line
from roadweek.errors import InputError, UnwritableError
from roadweek.messages import say
from roadweek.reviewing.card_texts import CardText, OtherColumns, from_csv, from_markdown, to_csv, to_markdown
from roadweek.reviewing.naming import slug
from roadweek.storage import attempts, cards, database
from roadweek.usecases.answer import applied
from roadweek.usecases.cards import card_of
from roadweek.usecases.unit_of_work import UnitOfWork
from roadweek.versions.snapshot import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadweek.domain.base import Language
    from roadweek.views.cards import BundleView, CardsExportedView, CardsImportedView
    from roadweek.workspace import Workspace

CardFormat = Literal["md", "csv", "apkg"]
FORMATS: dict[str, CardFormat] = {".md": "md", ".markdown": "md", ".csv": "csv", ".apkg": "apkg"}
MODEL_ID = 1_873_204_611
"""Anki knows our kind of note by it; it never changes."""
_OWN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def import_cards(ws: Workspace, path: Path, *, actor: str | None = None) -> CardsImportedView:
    """Read a file of cards. One that is known by its id gets the file's words and keeps its schedule.

    Raises InputError: another kind of file, no text, other columns, no card in it.
    """
    texts, empty = _read(path)
    name = sanitised_line(path.name, 80)
    if not texts:
        raise InputError("cards_none_in_file", path=name)
    counts = {"added": 0, "changed": 0, "same": 0, "doubled": 0}
    with database.write(ws.database) as connection:
        lang = language_of(connection, ws)
        change = UnitOfWork(connection, ws)
        seen: set[str] = set()
        for text in texts:
            card = card_of(text, text.id if text.id and _OWN_ID.fullmatch(text.id) else None)
            if card.id in seen:
                counts["doubled"] += 1
                continue
            seen.add(card.id)
            row = attempts.get(connection, ws.person, "cards", card.id)
            if row is None:
                counts["added"] += 1
                change.set_record("cards", card.id, card.to_json())
                continue
            known = Card.model_validate(row)
            said: dict[str, object] = {"front": card.front, "back": card.back, "topic": card.topic or known.topic}
            said |= {"tags": card.tags or known.tags, "source": card.source or known.source}
            now = known.model_copy(update=said)
            counts["same" if now == known else "changed"] += 1
            change.set_record("cards", card.id, now.to_json())
        events = []
        if change.after.records:
            summary = ("cards_imported", {"name": name, "added": counts["added"], "changed": counts["changed"]})
            events = [change.finish(kind="cards_imported", actor=actor or ws.actor, summary=summary)]
        done = applied(ws, events, lang, proposal=None, publish=False, connection=connection)
    remarks = [say("cards.without_front", lang, lines=", ".join(map(str, empty[:12])))] if empty else []
    if counts["doubled"]:
        remarks.append(say("cards.doubled", lang, count=counts["doubled"]))
    return {
        **done,
        "file": name,
        "added": counts["added"],
        "changed": counts["changed"],
        "same": counts["same"],
        "doubled": counts["doubled"],
        "without_front": empty,
        "remarks": remarks,
    }


def _read(path: Path) -> tuple[list[CardText], list[int]]:
    from roadweek.importing.source import decode

    kind = FORMATS.get(path.suffix.casefold())
    if kind not in ("md", "csv"):
        raise InputError("cards_format_in", name=path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("cards_unreadable", path=str(path), why=error.strerror or str(error)) from error
    text = decode(data, path.name)
    if kind == "md":
        return from_markdown(text), []
    try:
        return from_csv(text)
    except OtherColumns as error:
        found = ", ".join(sanitised_line(name, 40) for name in error.found[:12]) or "–"
        raise InputError("cards_columns", path=path.name, found=found) from error
    except csv.Error as error:
        raise InputError("cards_no_table", path=path.name, why=str(error)) from error


def export_cards(ws: Workspace, path: Path, *, topic: str | None = None) -> CardsExportedView:
    """Write cards to a file whose ending says the format. Raises InputError for another ending, for no card, and
    UnwritableError."""
    kind = FORMATS.get(path.suffix.casefold())
    if kind is None:
        raise InputError("cards_format_out", name=path.name)
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        found = [Card.model_validate(row) for row in cards.every(connection, ws.person, topic)]
        changed = cards.changed_at(connection, ws.person)
    if not found:
        raise InputError("cards_none")
    texts = [as_text(card) for card in found]
    title = topic or say("cards.all_topics", lang)
    try:
        if kind == "apkg":
            _write_deck(path, found, title, datetime.fromisoformat(changed).timestamp() if changed else 0.0)
        else:
            text = to_csv(texts) if kind == "csv" else to_markdown(texts, title)
            path.write_text(text, encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="")
    except OSError as error:
        raise UnwritableError(path=str(path), why=error.strerror or str(error)) from error
    remarks = [say("cards.schedules_stay" if kind == "apkg" else "cards.schedules_kept", lang)]
    return {"file": str(path), "format": kind, "cards": len(found), "remarks": remarks}


def as_text(card: Card) -> CardText:
    return CardText(card.front, card.back, id=card.id, topic=card.topic, tags=card.tags, source=card.source)


def _number(name: str) -> int:
    """A stable id for Anki: 31 bits that are never 0."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % (1 << 31) or 1


def _write_deck(path: Path, found: Sequence[Card], title: str, timestamp: float) -> None:
    """A deck of new cards, a subdeck a topic. The same cards give the same bytes."""
    gen: Any = import_module("genanki")  # it has no types; 131 ms
    css = ".card { font-family: sans-serif; font-size: 20px; text-align: center; } .source { font-size: 12px; }"
    template = {
        "name": "Card 1",
        "qfmt": "{{Front}}",
        "afmt": '{{FrontSide}}<hr id="answer">{{Back}}<div class="source">{{Source}}</div>',
    }
    fields = [{"name": name} for name in ("Front", "Back", "Source")]
    model = gen.Model(MODEL_ID, "Roadweek", fields=fields, templates=[template], css=css)
    decks: dict[str, Any] = {}
    for card in found:
        name = "::".join(["Roadweek", *([card.topic.replace("::", "–")] if card.topic else [])])
        deck = decks.setdefault(name, gen.Deck(_number(name), name, html.escape(title)))
        sides = [_html(side) for side in (card.front, card.back, card.source or "")]
        tags = ["".join(tag.split()) for tag in card.tags]
        deck.add_note(gen.Note(model=model, fields=sides, tags=tags, guid=gen.guid_for(card.id)))
    with TemporaryDirectory() as folder:
        made = Path(folder) / "deck.apkg"
        gen.Package(list(decks.values())).write_to_file(str(made), timestamp=timestamp)
        with ZipFile(made) as parts, ZipFile(path, "w", ZIP_DEFLATED) as out:
            for name in parts.namelist():  # genanki stamps its files with the machine's time
                out.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)


def _html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def bundle(ws: Workspace, topic: str | None = None) -> list[BundleView]:
    """A note a topic in ``notes/`` of the workspace, and the note that links to all of them.

    Raises InputError where there is no card, UnwritableError.
    """
    with database.read(ws.database) as connection:
        lang = language_of(connection, ws)
        everything = [Card.model_validate(row) for row in cards.every(connection, ws.person)]
    topics: dict[str, list[Card]] = {}
    called: dict[str, str] = {}
    for card in everything:
        name = card.topic or say("cards.no_topic", lang)
        topics.setdefault(called.setdefault(name.casefold(), name), []).append(card)
    wanted = [name for name in topics if topic is None or name.casefold() == topic.casefold()]
    if not wanted:
        raise InputError("cards_none")
    folder = ws.path / "notes"
    index = folder / f"_{slug(say('cards.index', lang))}.md"  # no topic's file begins so
    made: list[BundleView] = []
    try:
        folder.mkdir(exist_ok=True)
        for name in wanted:
            text = _note(name, topics[name], [other for other in topics if other != name], lang)
            path = folder / f"{_stem(name)}.md"
            path.write_text(text, encoding="utf-8")
            made.append(
                {
                    "topic": name,
                    "file": f"notes/{path.name}",
                    "index": f"notes/{index.name}",
                    "cards": len(topics[name]),
                    "text": text,
                }
            )
        links = "\n".join(f"- [[{_stem(name)}|{_link(name)}]] ({len(some)})" for name, some in topics.items())
        index.write_text(f"# {say('cards.index', lang)}\n\n{links}\n", encoding="utf-8")
    except OSError as error:
        raise UnwritableError(path=str(folder), why=error.strerror or str(error)) from error
    return made


def _stem(topic: str) -> str:
    """A file's name: that of the topic without what Obsidian or a file system would read in it; where that leaves
    something out ("C++"), a number tells it from others ("C")."""
    plain = slug(topic)
    simple = "-" not in topic and plain == topic.casefold().replace(" ", "-")
    return plain if simple else f"{plain}-{_number(topic.casefold()):x}".lstrip("-")


def _link(text: str) -> str:
    """A name within a link; never a line that would be read as a card."""
    return re.sub(r"[\[\]|#^\n]", " ", text).replace("::", ": :").strip() or "–"


def _note(topic: str, found: Sequence[Card], others: Sequence[str], lang: Language) -> str:
    """The map of a topic: where its cards come from, what is known and what slips, the cards, the other topics."""
    sources = sorted({card.source for card in found if card.source})
    slips = sorted((card for card in found if card.lapses), key=lambda card: (-card.lapses, card.id))[:5]
    open_ones = [card for card in found if not card.back]
    parts: list[str] = []
    if sources:
        parts.append(f"## {say('cards.note_sources', lang)}\n\n" + "\n".join(f"- [[{_link(one)}]]" for one in sources))
    if open_ones:
        parts.append(f"## {say('cards.note_open', lang)}\n\n" + "\n".join(f"- {_link(one.front)}" for one in open_ones))
    if slips:
        lines = [f"- {_link(card.front)} ({card.lapses}×)" for card in slips]
        parts.append(f"## {say('cards.note_slips', lang)}\n\n" + "\n".join(lines))
    if others:
        links = " · ".join(f"[[{_stem(name)}|{_link(name)}]]" for name in others)
        parts.append(f"## {say('cards.note_others', lang)}\n\n{links}")
    head = to_markdown([as_text(card) for card in found], topic)
    return head + ("\n" + "\n\n".join(parts) + "\n" if parts else "")
