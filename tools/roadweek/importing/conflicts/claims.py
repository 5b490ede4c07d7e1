"""What is said to be so: finished here and under way there, optional yet scheduled, put off yet planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roadweek.importing import cues
from roadweek.importing.conflicts.case import LIMIT, READ, Case, short, words_of
from roadweek.importing.conflicts.report import Report
from roadweek.importing.items import Item
from roadweek.importing.outline import OutlineNode, bare
from roadweek.understanding.quick import Quick

_DONE = Quick(
    r"(?:已经?|早就|刚刚?)(?:都|全部)?(?:系统)?(?:学|看|读|刷|做|过)(?:完|过)了?(?!一遍)|(?<!未)(?<!要)(?:学|看|"
    r"读|刷)完了|"
    r"\b(?:already|have|has|I've|you've|just) (?:\w+ )?(?:finished|completed|worked through|done with|"
    r"been through)\b|"
    r"\b(?:is|are) finished\b",
)
_DONE_HINTS = ("完", "finished", "completed", "worked through", "done with", "been through")
_UNDER_WAY = Quick(
    r"(?:到|在)第\s*[\d一二三四五六七八九十]+\s*[课讲章节页]|"
    r"剩余|剩下|还剩|没(?:有)?(?:学|看|读)完|未完成|看到一半|"
    r"\b(?:remaining|the rest of|halfway|half way|up to (?:lecture|lesson|chapter|unit)|at (?:lecture|lesson|"
    r"chapter|unit)|"
    r"(?:lecture|lesson|chapter|unit) \d+ of|not finished|unfinished)\b",
)
_OPEN_HINTS = (
    "第",
    "剩",
    "没",
    "一半",
    "remaining",
    "the rest of",
    "half",
    "lecture",
    "lesson",
    "chapter",
    "unit",
    "not fin",
)
_LATER = Quick(
    r"再(?:谈|反推|考虑|说|想)|以后再|暂(?:时)?不|先不|不是现在|目标(?:不(?:应)?(?:该)?是)|"
    r"\bnot now\b|\bnot (?:a|the) goal\b|\bno(?:t)? .{0,20}\bthis year\b|\bsome ?day\b|\bput off\b|"
    r"\bpostponed? (?:to|until)\b|"
    r"\bworry about .{2,30} later\b|\bnot (?:yet|before)\b",
)
_GOAL = Quick(
    r"雅思|托福|考研|考证|[四六]级|专[四八]|日检|驾照|公务员|考公|转行|辞职|出国|留学|保研|《[^》]{2,30}》|"
    r"\b(?:IELTS|TOEFL|GRE|GMAT|JLPT|DELF|DELE|CKA|CKAD|PMP|CFA|CPA|AWS|PhD|MBA|marathon|licen[cs]e)\b",
)
"""Goals that have a name of their own."""
_GOAL_HINTS = (
    *(
        "雅思",
        "托福",
        "考",
        "级",
        "专四",
        "专八",
        "日检",
        "驾照",
        "公务员",
        "转行",
        "辞职",
        "出国",
        "留学",
        "保研",
        "《",
    ),
    *("ielts", "toefl", "gre", "gmat", "jlpt", "delf", "dele", "cka", "pmp", "cfa", "cpa", "aws", "phd", "mba"),
    *("marathon", "licence", "license"),
)


def find(case: Case, report: Report) -> None:
    _finished(case, report)
    _optional(case, report)
    _put_off(case, report)


def _object(text: str, match: re.Match[str]) -> frozenset[str]:
    """What the verb is about: the words after it, or before it in its clause."""
    after = re.split(r"[，,。；;!！]|\.\s", text[match.end() :])[0]
    words = words_of(after[:60])
    if words:
        return words
    return words_of(re.split(r"[，,。；;!！]|\.\s", text[: match.start()])[-1][-60:])


def _finished(case: Case, report: Report) -> None:
    done: list[tuple[OutlineNode, frozenset[str]]] = []
    under_way: list[tuple[OutlineNode, frozenset[str]]] = []
    for place in case.having(_DONE_HINTS + _OPEN_HINTS):
        text = place.text[:READ]
        if place.superseded:
            continue
        if match := _DONE.search(text):
            done.append((place, _object(text, match)))
        elif _UNDER_WAY.search(text):
            under_way.append((place, words_of(text)))
    for place, words in done[:LIMIT]:
        if not words:
            continue
        against = [p for p, said in under_way[:LIMIT] if _one(words, said)]
        if against:
            report.add(
                "baseline", [*place.lines, *(n for p in against[:3] for n in p.lines)], done=short(place.text),
                open=short(against[0].text),
            )  # fmt: skip


def _one(done: frozenset[str], said: frozenset[str]) -> bool:
    """One subject: a code or title that both name, or all the words of the shorter."""
    codes = {w for w in done & said if w.startswith("《") or any(c.isdigit() for c in w)}
    return bool(codes) or (len(done) >= 2 and done <= said)


def _optional(case: Case, report: Report) -> None:
    """Optional in the list of topics, yet a week of its own in the table."""
    spare: dict[str, Item] = {}
    for item in case.of("curriculum"):
        if item.optional:
            spare.setdefault(_name(item.title), item)
    spare.pop("", None)
    if not spare:
        return
    for item in case.of("curriculum"):
        twin = None if item.optional else spare.get(_name(item.title))
        place = case.place(item)
        if twin is None or twin.list == item.list or place is None or place.kind != "row":
            continue
        above = case.place(twin)
        head = above.parent if above is not None else None
        lines = [*(head.lines if head is not None else ()), *twin.lines, *item.lines]
        report.add("scope", lines, title=short(item.title), listed=short(item.list or ""))


def _name(title: str) -> str:
    name = re.sub(r"\W", "", bare(title)).lower()
    return name if len(name) >= 3 else ""


def _put_off(case: Case, report: Report) -> None:
    """ "No exams this year" beside an exam that is to be decided or passed."""
    put_off: dict[str, OutlineNode] = {}
    for place in case.having(_GOAL_HINTS):
        if place.superseded or place.kind == "row" or place.role == "offer":
            continue
        for goal in _deferred(place.text[:300]):
            put_off.setdefault(goal, place)
    if not put_off:
        return
    told: set[str] = set()
    for item in case.of("decisions", "deadlines", "periods"):
        for match in _GOAL.finditer(item.title):
            goal = match[0].lower()
            before = put_off.get(goal)
            if before is None or goal in told or set(before.lines) & set(item.lines):
                continue
            told.add(goal)
            report.add(
                "postponed",
                [*before.lines, *item.lines],
                goal=match[0],
                first=short(before.text),
                second=short(item.title),
            )


def _deferred(text: str) -> Iterator[str]:
    if not _LATER.search(text):
        return
    for clause in re.split(r"[。；;！!]|\.\s", text):
        if _LATER.search(clause) and not cues.QUESTION.search(clause):
            for match in _GOAL.finditer(clause):
                yield match[0].lower()
