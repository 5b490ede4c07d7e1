"""The source of a plan beside what was read of it: every line with its items, its conflicts, or as a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from roadweek.errors import InputError
from roadweek.messages import say

if TYPE_CHECKING:
    import sqlite3

    from roadweek.domain.base import Language
    from roadweek.versions.diff import ItemDocument
    from roadweek.views.documents import ImportView, PlanView, SourceLineView, SourceView
    from roadweek.workspace import Workspace


KINDS = (
    "periods", "recurring", "deadlines", "milestones", "curriculum", "rules", "decisions", "budgets", "model", "notes",
)  # fmt: skip
"""What a line may state, as the colours and the legend order it; what a model read has a colour of its own."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def show(ws: Workspace, lines: tuple[int, int] | None = None) -> PlanView:
    """The active plan's source with what was read of it, or only the lines from..to, both inclusive.

    Raises NoPlanError, and InputError where the kept file is gone or has no such lines.
    """
    from roadweek.importing.source import decode
    from roadweek.storage import database, lineage
    from roadweek.usecases.conflicts import of_document
    from roadweek.versions.snapshot import language_of, load

    with database.read(ws.database) as connection:
        standing = load(connection, ws)
        name, data = _kept(connection, ws, standing.plan.id)
        reading = lineage.reading_of(connection, ws.person, standing.plan.id)
        conflicts = of_document(reading, standing.adjustments, language_of(connection, ws))
    plan = standing.plan
    view: PlanView = {
        "plan": plan.id,
        "title": plan.title,
        "language": plan.language,
        "version": standing.version,
        "file": name,
        "as_of": plan.as_of.isoformat() if plan.as_of else None,
        "lines": _lines(decode(data, name), reading.get("items", ()), conflicts),
        "items": list(reading.get("items", ())),
        "conflicts": conflicts,
        "coverage": reading.get("coverage", {"lines": 0, "accounted": 0}),
        "unused": reading.get("unused", []),
    }
    return view if lines is None else _only(view, *lines)


def of_import(view: ImportView, data: bytes, *, file: str) -> PlanView:
    """The same for what an import has just read, stored or not."""
    from roadweek.importing.source import decode

    return {
        "plan": view["plan"],
        "title": view["title"],
        "language": view["language"],
        "version": view["version"],
        "file": file,
        "as_of": None,
        "lines": _lines(decode(data, file), view["items"], view["conflicts"]),
        "items": view["items"],
        "conflicts": view["conflicts"],
        "coverage": view["coverage"],
        "unused": view["unused"],
    }


def source(ws: Workspace) -> tuple[SourceView, bytes]:
    """The active plan's file, byte for byte as it was imported, and its text as it may be shown.

    Raises NoPlanError, InputError.
    """
    from roadweek.importing.source import decoded_anyhow
    from roadweek.storage import database
    from roadweek.versions.snapshot import load

    with database.read(ws.database) as connection:
        plan = load(connection, ws).plan
        name, data = _kept(connection, ws, plan.id)
    view: SourceView = {
        "plan": plan.id,
        "file": name,
        "sha256": plan.source_sha256,
        "bytes": len(data),
        "text": decoded_anyhow(data),
    }
    return view, data


def _kept(connection: sqlite3.Connection, ws: Workspace, plan: str) -> tuple[str, bytes]:
    from roadweek.storage import plans

    name, sha256 = plans.source_of(connection, ws.person, plan)
    path = ws.plans / f"{sha256}.md"
    try:
        return name, path.read_bytes()
    except OSError as error:
        raise InputError("source_gone", file=name, path=path, why=error.strerror or str(error)) from error


def _lines(text: str, items: Iterable[ItemDocument], conflicts: Sequence[Mapping[str, Any]]) -> list[SourceLineView]:
    of_items: dict[int, list[str]] = {}
    for item in items:
        for line in item["lines"]:
            of_items.setdefault(line, []).append(item["id"])
    of_conflicts: dict[int, list[str]] = {}
    for conflict in conflicts:
        for line in conflict["lines"]:
            of_conflicts.setdefault(line, []).append(conflict["id"])
    rows = text.removesuffix("\n").split("\n")
    return [
        {
            "n": n,
            "text": row,
            "kind": "item" if n in of_items else "note" if row.strip() else "blank",
            "items": of_items.get(n, []),
            "conflicts": of_conflicts.get(n, []),
        }
        for n, row in enumerate(rows, 1)
    ]


def _only(view: PlanView, first: int, last: int) -> PlanView:
    lines = [line for line in view["lines"] if first <= line["n"] <= last]
    if not lines:
        raise InputError("no_such_lines", first=first, last=last, count=len(view["lines"]))
    items = {name for line in lines for name in line["items"]}
    conflicts = {name for line in lines for name in line["conflicts"]}
    return {
        **view,
        "lines": lines,
        "items": [item for item in view["items"] if item["id"] in items],
        "conflicts": [one for one in view["conflicts"] if one["id"] in conflicts],
        "unused": [one for one in view["unused"] if first <= one["line"] <= last],
    }


def kind_of(line: SourceLineView, items: Mapping[str, ItemDocument]) -> str:
    """The colour of a line: the first of the kinds that it states, ``notes`` for none, empty for a blank one."""
    if line["kind"] != "item":
        return "notes" if line["kind"] == "note" else ""
    groups = {colour_of(items[name]) for name in line["items"]}
    return next(kind for kind in KINDS if kind in groups)


def colour_of(item: ItemDocument) -> str:
    """The kind that gives an item its colour: its group, or that a model read it."""
    return "model" if item.get("by") == "model" else str(item["group"])


def page(view: PlanView, lang: Language) -> str:
    """The source beside what was read, as one page without scripts or anything from elsewhere."""
    from roadweek.pages import render

    items = {item["id"]: item for item in view["items"]}
    conflicts = {one["id"]: one for one in view["conflicts"]}
    unused = {one["line"]: one["words"] for one in view["unused"]}
    rows: list[dict[str, Any]] = []
    counts: dict[str, int] = dict.fromkeys(KINDS, 0)
    for line in view["lines"]:
        kind = kind_of(line, items)
        if kind:
            counts[kind] += 1
        here = [items[name] for name in line["items"]]
        rows.append(
            {
                "n": line["n"],
                "text": line["text"],
                "kind": kind,
                "kinds": [k for k in KINDS if any(colour_of(item) == k for item in here)] or [kind] * bool(kind),
                "items": [_card(item, lang) for item in here if item["lines"][0] == line["n"]],
                "continues": sorted({item["lines"][0] for item in here if item["lines"][0] < line["n"]}),
                "conflicts": [conflicts[name] for name in line["conflicts"]],
                "unused": unused.get(line["n"], []),
            }
        )
    whole = sum(counts.values()) or 1
    of_kind: dict[str, int] = dict.fromkeys(KINDS, 0)
    for item in view["items"]:
        of_kind[colour_of(item)] += 1
    of_kind["notes"] = counts["notes"]
    return render(
        "provenance.html",
        lang,
        plan=view,
        rows=rows,
        stated=whole - counts["notes"],
        whole=whole,
        legend=[(kind, of_kind[kind], round(100 * counts[kind] / whole, 2)) for kind in KINDS if of_kind[kind]],
        notes=counts["notes"],
        words=sum(len(words) for words in unused.values()),
        word_lines=sorted(unused),
        firsts={kind: row["n"] for row in reversed(rows) for kind in row["kinds"]},
    )


def _card(item: ItemDocument, lang: Language) -> dict[str, Any]:
    return {
        "kind": colour_of(item),
        "label": label_of(item, lang),
        "title": item.get("title", ""),
        "details": facts(item, lang),
        "lines": item["lines"],
        "old": item.get("status") == "superseded",
    }


def label_of(item: ItemDocument, lang: Language) -> str:
    """The group of an item, and that a model read it where one did."""
    group = say(f"provenance.kind_{item['group']}", lang)
    return group if item.get("by") is None else f"{group} · {say('provenance.kind_model', lang)}"


def details(item: ItemDocument, lang: Language) -> str:
    """What an item says beside its title, in a few words."""
    return " · ".join(facts(item, lang))


def facts(item: ItemDocument, lang: Language) -> list[str]:
    """What an item says beside its title: dates, how often, when, how long."""
    parts = [_when(item, lang)]
    if item["group"] == "recurring":
        parts += [_often(item, lang), _slots(item, lang), _length(item, lang)]
    if item["group"] == "rules" and item.get("kind"):
        parts.append(say("provenance.obeyed", lang))
    quantity = item.get("quantity")
    if quantity:
        parts.append(f"{_span((quantity['min'], quantity['max']))} {quantity['unit']}")
    parts += [item.get("note") or "", *(item.get("options") or ())]
    parts += [say(f"provenance.{name}", lang) for name in ("optional",) if item.get(name)]
    parts += [say("provenance.must", lang)] if item.get("strength") == "must" else []
    parts += [say("provenance.trip", lang)] if item.get("template") == "trip" and item["group"] == "recurring" else []
    parts += [say(f"provenance.{item['status']}", lang)] if item.get("status") else []
    return [part for part in parts if part]


def _when(item: ItemDocument, lang: Language) -> str:
    start, end = item.get("start"), item.get("end")
    if item["group"] == "periods":
        if not start and not end:
            return ""
        return f"{start or say('provenance.open_end', lang)} – {end or say('provenance.open_end', lang)}"
    window = item.get("end_window") or item.get("start_window")
    if end:
        return say("provenance.by", lang, date=end)
    if window and window["earliest"] != window["latest"]:
        return say("provenance.about", lang, first=window["earliest"], last=window["latest"])
    return ""


def _often(item: ItemDocument, lang: Language) -> str:
    days, per, times = item.get("days"), item.get("per"), item.get("times") or [1, 1]
    names = say("provenance.weekdays", lang).split()
    turn = f"provenance.every_{per}" if (item.get("interval") or 1) > 1 else ""
    comma = "、" if lang == "zh" else ", "
    listed = comma.join(names[_DAYS.index(day)] for day in days or ())
    if tuple(days or ()) == _DAYS[:5]:
        listed = say("provenance.workdays", lang)
    each = listed and (per == "day" or times == [len(days or ())] * 2)
    if turn and times in ([1, 1], [len(days or ())] * 2):
        return comma.join(part for part in (say(turn, lang, n=item["interval"]), listed) if part)
    if each:
        return listed
    if per == "day" and times == [1, 1]:
        return say("provenance.each_day", lang)
    rate = say("provenance.times", lang, times=_span(times))
    unit = say(f"provenance.per_{per}", lang) if per else ""
    words = f"{unit} {rate}" if lang == "zh" else f"{rate} {unit}"
    return ("，" if lang == "zh" else ", ").join(part for part in (words.strip(), listed) if part)


def _slots(item: ItemDocument, lang: Language) -> str:
    if item.get("at"):
        return say("provenance.at", lang, at=item["at"])
    return ", ".join(say(f"provenance.slot_{slot}", lang) for slot in item.get("slot") or ())


def _length(item: ItemDocument, lang: Language) -> str:
    for name, key in (("duration_min", "minutes"), ("total_min_per_period", "total")):
        if item.get(name):
            return say(f"provenance.{key}", lang, minutes=_span(item[name]))
    if item.get("assumed_min"):
        return say("provenance.assumed", lang, minutes=item["assumed_min"])
    return ""


def _span(pair: Sequence[int | None]) -> str:
    low, high = pair
    return f"≥ {low}" if high is None else str(low) if low == high else f"{low}–{high}"


def a_range(text: str) -> tuple[int, int]:
    """``40-60``, ``40`` or ``40-`` as line numbers. Raises ValueError."""
    first, dash, last = text.replace("–", "-").partition("-")
    start = int(first)
    end = (int(last) if last.strip() else 10**9) if dash else start
    if start < 1 or end < start:
        raise ValueError(text)
    return start, end
