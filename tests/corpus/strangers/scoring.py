"""How the sentences and plans of other people are read: `python -m tests.corpus.strangers.scoring [-v]`.

Sentences are read by the rules alone, with `--model URL NAME` with the help of a model; plans by a dry import into an
empty workspace. What counts as what is said in the README of this folder.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).parent
GROUPS = ("phase", "track", "recurring", "milestone", "rule", "absence", "priority", "exception")
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TITLES = frozenset({"title", "place"})
_BESIDE = re.compile(r"[\s\W_]+")

Row = dict[str, Any]


def contexts() -> dict[str, Row]:
    return cast("dict[str, Row]", json.loads((HERE / "contexts.json").read_text("utf-8")))


def sentences() -> list[Row]:
    return [json.loads(line) for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines()]


def plans() -> dict[str, Row]:
    """The labelled facts of each plan, by the name of its file."""
    return {
        path.name.removesuffix(".facts.json"): json.loads(path.read_text("utf-8"))
        for path in sorted((HERE / "plans").glob("*.facts.json"))
    }


# sentences


def same_form(edit: Mapping[str, Any]) -> str:
    """An edit in the form in which two that mean the same are equal: nulls, a reason and the title of an extra session
    of a track left out, titles without case and signs, days in order, n named days a week without their count, an
    interval of one left out."""
    out = {k: v for k, v in edit.items() if v is not None and k != "reason"}
    if out.get("kind") == "add" and out.get("track"):
        out.pop("title", None)
    for key in TITLES & out.keys():
        out[key] = _BESIDE.sub("", str(out[key])).casefold()
    if out.get("days"):
        out["days"] = sorted(out["days"], key=WEEK.index)
        if out.get("per", "week") == "week" and out.get("times", len(out["days"])) in (len(out["days"]), 1):
            out.pop("times", None)
            out.pop("per", None)
    if out.get("interval") == 1:
        out.pop("interval")
    if out.get("kind") == "block" and str(out.get("end", "")).endswith("T23:59"):
        out["end"] = f"{date.fromordinal(date.fromisoformat(out['end'][:10]).toordinal() + 1)}T00:00"
    return json.dumps(out, sort_keys=True, ensure_ascii=False)


def verdict(want: Row, edits: Sequence[Mapping[str, Any]], question: str | None) -> str:
    """exact, asked, mute or silent."""
    got = Counter(map(same_form, edits))
    readings = [want["edits"]] if "edits" in want else []
    fair = any(got == Counter(map(same_form, reading)) for reading in [*readings, *want.get("also", ())])
    if edits and not question:
        return "exact" if fair else "silent"
    if want.get("none"):
        return "silent" if edits and not question else "exact"
    if want.get("ask") or want.get("may_ask"):
        return "exact" if question and not edits else "asked" if question else "mute"
    return "asked" if question else "mute"


Answers = dict[str, tuple[str, list[Row], str | None]]
"""Of each sentence by id: its verdict, the edits and the question that it was answered with."""


def read_sentences(model: tuple[str, str] | None = None) -> Answers:
    """Read by the rules; with the address and the name of a ``model`` also by it where the rules do not read."""
    from zoneinfo import ZoneInfo

    from roadweek.settings import ModelSettings, Settings
    from roadweek.understanding.context import SentenceContext
    from roadweek.workspace import Workspace
    from roadweek_cli.compose import Reader

    url, name = model or (None, "")
    now = datetime(2027, 1, 1, tzinfo=ZoneInfo("UTC"))  # the contexts tell the day
    ws = Workspace(HERE, Settings(model=ModelSettings(url=url, name=name)), "UTC", _stopped(now))
    known = {key: SentenceContext.from_json(one) for key, one in contexts().items()}
    out: Answers = {}
    for row in sentences():
        found = Reader(ws, known[row["context"]], model=model is not None).read(row["text"])
        out[row["id"]] = (verdict(row, found["edits"], found["question"]), found["edits"], found["question"])
        if model is not None and found["by"] == "model":
            print(f"{row['id']} by the model: {found['edits']} {found['question'] or ''}", file=sys.stderr)
    return out


# plans


def _stopped(now: datetime) -> Callable[[], datetime]:
    return lambda: now


def read_plans() -> dict[str, Row]:
    """What a dry import of each plan shows."""
    from zoneinfo import ZoneInfo

    from roadweek.settings import Settings
    from roadweek.usecases.import_plan import import_plan
    from roadweek.workspace import Workspace

    out: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, plan in plans().items():
            day = date.fromisoformat(plan["as_of"])
            now = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Berlin"))
            ws = Workspace(Path(folder), Settings(), "Europe/Berlin", _stopped(now))
            view = import_plan(ws, HERE / "plans" / f"{name}.md", as_of=day, dry_run=True)
            out[name] = json.loads(json.dumps(view))
    return out


def _within(day: str | None, window: Sequence[str]) -> bool:
    return day is not None and window[0] <= day[:10] <= window[1]


def _range(value: object) -> list[int] | None:
    return value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType]


def _missed(fact: Row, item: Row) -> int:
    """How many of the fact's values an item misses."""
    group = fact["group"]
    if group in ("phase", "absence"):
        return sum(not _within(item.get(key), fact[key]) for key in ("start", "end"))
    if group == "milestone":
        return int(not _within(item.get("end") or item.get("due"), fact["due"]))
    wrong: int = 0
    days: list[str] = item.get("days") or []
    if "days" in fact:
        wrong += sorted(days) != sorted(fact["days"])
    else:
        wrong += bool(days) and len(days) < 7 and not ("times" in fact and len(days) == fact["times"])
    if "at" in fact:
        wrong += item.get("at") != fact["at"]
    if "minutes" in fact:
        wrong += _range(item.get("duration_min")) != [fact["minutes"]] * 2
    if "times" in fact:
        wrong += _range(item.get("times") or [1, 1]) != [fact["times"]] * 2
    if "per" in fact and "days" not in fact:
        wrong += item.get("per") != fact["per"]
    if "slot" in fact:
        wrong += fact["slot"] not in (item.get("slot") or [])
    wrong += (item.get("interval") or 1) != fact.get("interval", 1)
    wrong += item.get("nth") != fact.get("nth")
    return wrong


def _of_group(group: str, view: Row) -> list[Row]:
    items: list[Row] = view["items"]
    if group == "recurring":
        return [i for i in items if i["group"] == "recurring" and i.get("scheduled") is not False]
    kinds = {"phase": ("periods",), "absence": ("periods",), "milestone": ("milestones", "deadlines")}[group]
    return [i for i in items if i["group"] in kinds]


def _paired(facts: Sequence[Row], items: Sequence[Row]) -> dict[str, tuple[int, Row]]:
    """Facts with the item of their line that agrees best, one to one, the best pairs first."""
    pairs = sorted(
        (
            (_missed(f, i), n, m)
            for n, f in enumerate(facts)
            for m, i in enumerate(items)
            if f["line"] in i["lines"] and len(i["lines"]) <= 12
        ),
    )
    out: dict[str, tuple[int, Row]] = {}
    taken: set[int] = set()
    for wrong, n, m in pairs:
        if facts[n]["id"] not in out and m not in taken:
            out[facts[n]["id"]] = (wrong, items[m])
            taken.add(m)
    return out


def _names(item: Row) -> str:
    return f"{item.get('track', '')} {item.get('title', '')}".casefold()


def judged(facts: Sequence[Row], view: Row) -> tuple[dict[str, str], Counter[str], Counter[str]]:
    """Of each fact its verdict; by group how many items were read, and how many of them are right.

    Rules, priorities and exceptions are read where a rule or what is obeyed stands on their line; together they are one
    kind of item. A track is read where an item of its line has one of its names.
    """
    told = {n for key in ("questions", "conflicts") for one in view[key] for n in one["lines"]}
    told |= {one["line"] for one in view["unused"]}
    verdicts: dict[str, str] = {}
    read: Counter[str] = Counter()
    right: Counter[str] = Counter()

    def settle(fact: Row, wrong: int | None) -> None:
        if wrong == 0:
            verdicts[fact["id"]] = "right"
        else:
            verdicts[fact["id"]] = "told" if fact["line"] in told else "lost" if wrong is None else "wrong"

    spans: set[str] = set()
    for group in ("phase", "absence", "recurring", "milestone"):
        mine = [f for f in facts if f["group"] == group]
        items = [i for i in _of_group(group, view) if i["id"] not in spans]
        pairs = _paired(mine, items)
        for fact in mine:
            settle(fact, pairs[fact["id"]][0] if fact["id"] in pairs else None)
        good = {item["id"] for wrong, item in pairs.values() if not wrong}
        if group in ("phase", "absence"):
            spans |= good
        right[group] += len(good)
        read[group] += len(items)
    read["phase"] -= right["absence"]  # periods are one kind of item
    read["absence"] = right["absence"]
    known = {n for f in facts for n in [f["line"]]}
    tracks = {i["track"]: i["lines"] for i in _of_group("recurring", view) if i.get("track")}
    read["track"] += len(tracks)
    right["track"] += sum(bool(known & set(lines)) for lines in tracks.values())
    for fact in facts:
        if fact["group"] == "track":
            here = [i for i in view["items"] if fact["line"] in i["lines"]]
            named = any(name.casefold() in _names(i) for i in here for name in fact["names"])
            settle(fact, 0 if named else 1 if here else None)
    soft = {"rule", "priority", "exception"}
    ruled = [i for i in view["items"] if i["group"] == "rules"] + view["obeyed"]
    on = {n for one in ruled for n in one["lines"]}
    for fact in facts:
        if fact["group"] in soft:
            settle(fact, 0 if fact["line"] in on else None)
    lines = {f["line"] for f in facts if f["group"] in soft}
    read["rule"] += sum(i["group"] == "rules" for i in view["items"])
    right["rule"] += sum(i["group"] == "rules" and bool(lines & set(i["lines"])) for i in view["items"])
    return verdicts, read, right


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def figures(verbose: bool = False, model: tuple[str, str] | None = None) -> Row:
    """Counts and shares, flat by part; with a ``model`` of the sentences alone."""
    found = read_sentences(model)
    rows = {row["id"]: row for row in sentences()}
    counts = Counter(v for v, _, _ in found.values())
    for key, (how, edits, question) in found.items():
        if verbose and how != "exact":
            print(f"{key} {how}: {rows[key]['text']!r}\n   {edits} {question or ''}", file=sys.stderr)
    told: Row = {"of": len(rows), **{how: counts[how] for how in ("exact", "asked", "mute", "silent")}}
    if model is not None:
        return {"sentences": told}
    views = read_plans()
    marks: Counter[tuple[str, str]] = Counter()
    read: Counter[str] = Counter()
    good: Counter[str] = Counter()
    words = 0
    for name, plan in plans().items():
        verdicts, of_plan, right = judged(plan["facts"], views[name])
        read += of_plan
        good += right
        words += sum(len(one["words"]) for one in views[name]["unused"])
        text = (HERE / "plans" / f"{name}.md").read_text("utf-8").splitlines()
        for fact in plan["facts"]:
            marks[fact["group"], verdicts[fact["id"]]] += 1
            if verbose and verdicts[fact["id"]] != "right":
                print(f"{name} {fact['id']} {verdicts[fact['id']]}: {text[fact['line'] - 1]}", file=sys.stderr)
    groups: Row = {}
    for group in GROUPS:
        of = {how: marks[group, how] for how in ("right", "wrong", "told", "lost")}
        recall = _share(of["right"], sum(of.values()))
        row: Row = {**of, "recall": recall}
        if group not in ("absence", "priority", "exception"):
            precision = _share(good[group], read[group])
            both = precision + recall
            row |= {
                "read": read[group],
                "precision": precision,
                "f1": round(2 * precision * recall / both, 3) if both else 0.0,
            }
        groups[group] = row
    whole = {how: sum(marks[g, how] for g in GROUPS) for how in ("right", "wrong", "told", "lost")}
    return {
        "sentences": told,
        "plans": {"of": sum(whole.values()), **whole, "unused_words": words},
        "groups": groups,
    }


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "-v"]
    asked = (words[1], words[2]) if words[:1] == ["--model"] else None
    print(json.dumps(figures("-v" in sys.argv, asked), ensure_ascii=False, indent=1))
