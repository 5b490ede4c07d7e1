"""What others export of tried problems, read into rows of one shape; what cannot be read is told with its line.

Four forms: a table (CSV, TSV) of attempts with named columns; a history of submissions, as a table or as LeetCode's
JSON; the progress list of LeetCode (``userProgressQuestionList``); the JSON that the extension LeetSRS exports (its
cards with their FSRS state, and its notes). Texts, no files; times without a zone are the person's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, Final, Literal, cast

from roadweek.errors import InputError
from roadweek.reviewing.rating import AttemptOutcome

SkipWhy = Literal["name", "date", "to_come", "minutes", "outcome", "kind", "form", "twice"]
SheetForm = Literal["table", "submissions", "progress", "leetsrs"]
MOST_ROWS: Final = 100_000

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "problem": ("problem", "title", "name", "question", "题目", "名称", "标题", "题名"),
    "number": ("number", "id", "frontendid", "questionid", "leetcodeid", "no", "#", "题号", "编号"),
    "date": ("date", "day", "time", "timestamp", "at", "submitted", "lastsubmittedat", "日期", "时间", "提交时间"),
    "minutes": ("minutes", "min", "duration", "timespent", "用时", "分钟", "耗时"),
    "outcome": ("outcome", "status", "result", "statusdisplay", "verdict", "结果", "状态"),
    "topic": ("topic", "topics", "tags", "tag", "category", "专题", "标签", "类型"),
    "idea": ("idea", "notes", "note", "comment", "思路", "笔记", "备注"),
    "kind": ("kind", "种类"),
    "stuck": ("stuck", "卡住"),
}
"""Our columns, and what they are called in tables; case, spaces and underscores do not count."""

_OUTCOMES: Mapping[str, AttemptOutcome] = {
    **dict.fromkeys(("solved", "done", "ok", "yes", "1", "true", "独立做出", "做出", "通过", "完成", "会"), "solved"),
    **dict.fromkeys(("hint", "hints", "with hints", "solution", "提示", "看提示", "看题解", "看了题解"), "hint"),
    **dict.fromkeys(("failed", "fail", "no", "0", "false", "unsolved", "没做出来", "未通过", "不会", "失败"), "failed"),
}
_ACCEPTED = frozenset({"accepted", "ac", "通过 (accepted)", "执行通过"})
_REFUSED = frozenset(
    {
        "wrong answer", "wa", "time limit exceeded", "tle", "memory limit exceeded", "mle", "runtime error", "re",
        "compile error", "ce", "output limit exceeded", "presentation error", "解答错误", "超出时间限制",
        "超出内存限制", "执行出错", "编译出错",
    }
)  # fmt: skip
MANY_REFUSALS: Final = 5
"""So many refused submissions in a day are being stuck."""


@dataclass(frozen=True, slots=True)
class SheetState:
    """A memory as another FSRS kept it: days, 1 to 10, counts."""

    stability: float
    difficulty: float
    last: datetime
    due: datetime
    reviews: int
    lapses: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``line`` in the file, or the entry's number. ``at`` null: no attempt, only the problem or its memory.
    ``daily`` rows stand for all submissions of their day."""

    line: int
    name: str
    at: datetime | None = None
    minutes: int | None = None
    outcome: AttemptOutcome = "solved"
    stuck: bool = False
    topic: str | None = None
    idea: str | None = None
    kind: str | None = None
    refusals: int = 0
    daily: bool = False
    state: SheetState | None = None


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """``why`` is a key of ``messages.reviewing`` behind ``skip_``; ``value`` what could not be read."""

    line: int
    why: SkipWhy
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    form: SheetForm
    rows: tuple[SheetRow, ...]
    skipped: tuple[SkippedRow, ...]
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    unused: tuple[str, ...] = ()


class _Skip(Exception):
    def __init__(self, why: SkipWhy, value: object) -> None:
        self.why: SkipWhy = why
        self.value = value


def read_sheet(text: str, *, now: datetime) -> Sheet:
    """Read an export. ``now`` gives the zone of times without one, and what lies behind it is refused.

    Raises InputError for an empty text, JSON of another form, a table without the columns that are needed, and more
    than ``MOST_ROWS`` rows.
    """
    text = text.lstrip("\ufeff").strip()
    if not text:
        raise InputError("sheet_empty")
    if text[0] in "{[":
        return _json(text, now)
    return _table(text, now)


def _table(text: str, now: datetime) -> Sheet:
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise InputError("sheet_form", why=str(error)) from error
    heads = [head.strip() for head in rows[0][1]]
    found: dict[str, int] = {}
    for ours, names in COLUMNS.items():
        for index, head in enumerate(heads):
            if _plain(head) in names and ours not in found and index not in found.values():
                found[ours] = index
    if not {"problem", "number"} & set(found) or "date" not in found:
        raise InputError("sheet_columns", found=", ".join(heads[:20])[:300])
    if len(rows) > MOST_ROWS:
        raise InputError("sheet_long", rows=len(rows), most=MOST_ROWS)
    read: list[SheetRow] = []
    skipped: list[SkippedRow] = []
    verdicts: list[_Submission] = []
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        said = {ours: cells[index].strip() if index < len(cells) else "" for ours, index in found.items()}
        try:
            name = _name(said.get("problem", ""), said.get("number", ""))
            at = _time(said["date"], now)
            verdict = said.get("outcome", "").casefold()
            if verdict in _ACCEPTED or verdict in _REFUSED:
                verdicts.append(_Submission(line, name, at, verdict in _ACCEPTED, said.get("topic") or None))
            else:
                read.append(_attempt(line, name, at, said))
        except _Skip as skip:
            skipped.append(SkippedRow(line, skip.why, str(skip.value)[:80]))
    read += _days(verdicts)
    used = {ours: heads[index] for ours, index in found.items()}
    unused = tuple(head for head in heads if head and head not in used.values())
    return Sheet("submissions" if verdicts else "table", tuple(read), tuple(skipped), used, unused)


def _plain(head: str) -> str:
    return "".join(c for c in head.casefold() if c not in " _-")


def _name(title: str, number: str) -> str:
    """A number alone is LeetCode's: that is what exports number."""
    number = number.removesuffix(".0")
    if number.isdigit() and not title.casefold().startswith(("lc", "leetcode")):
        return f"LC {number} {title}".strip()
    if not (title or number):
        raise _Skip("name", "")
    return title or number


def _attempt(line: int, name: str, at: datetime, said: Mapping[str, str]) -> SheetRow:
    outcome = said.get("outcome", "").casefold()
    if outcome and outcome not in _OUTCOMES:
        raise _Skip("outcome", said["outcome"])
    kind = said.get("kind", "").casefold() or None
    if kind not in (None, "problem", "paper", "question", "lesson"):
        raise _Skip("kind", kind)
    return SheetRow(
        line=line,
        name=name,
        at=at,
        minutes=_minutes(said.get("minutes", "")),
        outcome=_OUTCOMES.get(outcome, "solved"),
        stuck=said.get("stuck", "").casefold() in ("1", "yes", "true", "y", "x", "是", "√"),
        topic=said.get("topic") or None,
        idea=said.get("idea") or None,
        kind=kind,
    )


def _minutes(text: str) -> int | None:
    if not text:
        return None
    try:
        minutes = round(float(text.casefold().removesuffix("min").removesuffix("分钟").strip()))
    except (ValueError, OverflowError):
        raise _Skip("minutes", text) from None
    if not 0 < minutes <= 1440:
        raise _Skip("minutes", text)
    return minutes


def _time(value: object, now: datetime) -> datetime:
    """A time as exports write it: ISO, with slashes, or seconds or milliseconds since 1970; a bare day is its noon."""
    zone: tzinfo | None = now.tzinfo
    text = str(value).strip()
    try:
        if text.replace(".", "", 1).isdigit() and len(text.partition(".")[0]) >= 9:
            seconds = float(text)
            at = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).astimezone(zone)
        elif len(text) <= 10:
            at = datetime.combine(date.fromisoformat(_dashed(text)), time(12), zone)
            at = min(at, now) if at.date() == now.date() else at
        else:
            at = datetime.fromisoformat(_dashed(text[:10]) + text[10:])
            at = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
    except (ValueError, OverflowError, OSError):
        raise _Skip("date", value) from None
    if at > now:
        raise _Skip("to_come", value)
    if at.year < 1990:
        raise _Skip("date", value)
    return at.replace(microsecond=0)


def _dashed(text: str) -> str:
    parts = text.replace("/", "-").replace(".", "-").split("-")
    return "-".join(part.zfill(2) for part in parts) if len(parts) == 3 and len(parts[0]) == 4 else text


@dataclass(frozen=True, slots=True)
class _Submission:
    line: int
    name: str
    at: datetime
    accepted: bool
    topic: str | None = None


def _days(verdicts: Iterable[_Submission]) -> list[SheetRow]:
    """One row a problem and day: solved where any submission of the day was accepted; refusals are counted."""
    days: dict[tuple[str, date], list[_Submission]] = {}
    for one in verdicts:
        days.setdefault((one.name, one.at.date()), []).append(one)
    rows: list[SheetRow] = []
    for (name, _), some in days.items():
        refused = sum(not one.accepted for one in some)
        last = max(some, key=lambda one: one.at)
        rows.append(
            SheetRow(
                line=last.line,
                name=name,
                at=last.at,
                outcome="solved" if refused < len(some) else "failed",
                stuck=refused >= MANY_REFUSALS,
                topic=last.topic,
                refusals=refused,
                daily=True,
            )
        )
    return rows


def _json(text: str, now: datetime) -> Sheet:
    try:
        document: Any = json.loads(text)
    except ValueError as error:
        raise InputError("sheet_form", why=str(error)) from error
    data: Any = cast("dict[str, Any]", document).get("data", document) if isinstance(document, dict) else document
    if isinstance(data, dict):
        known = cast("dict[str, Any]", data)
        if isinstance(known.get("cards"), dict):
            return _leetsrs(known, now)
        progress = known.get("userProgressQuestionList", known)
        if isinstance(progress, dict) and isinstance(cast("dict[str, Any]", progress).get("questions"), list):
            return _progress(cast("dict[str, Any]", progress)["questions"], now)
        data = known.get("submissions_dump") or known.get("submissions")
    if isinstance(data, list):
        entries: list[Any] = [*cast("Iterable[Any]", data)]
        if entries and all(_has(one, "status_display", "statusDisplay") for one in entries):
            return _submissions(entries, now)
        if entries and all(_has(one, "questionStatus") for one in entries):
            return _progress(entries, now)
    raise InputError("sheet_json")


def _has(entry: Any, *keys: str) -> bool:
    return isinstance(entry, dict) and any(key in entry for key in keys)


def _each(entries: Iterable[Any], read: Any) -> tuple[list[Any], list[SkippedRow]]:
    rows: list[Any] = []
    skipped: list[SkippedRow] = []
    for number, entry in enumerate(entries, 1):
        if number > MOST_ROWS:
            raise InputError("sheet_long", rows=number, most=MOST_ROWS)
        try:
            rows.append(read(number, entry))
        except _Skip as skip:
            skipped.append(SkippedRow(number, skip.why, str(skip.value)[:80]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            skipped.append(SkippedRow(number, "form", str(error)[:80]))
    return rows, skipped


def _submissions(entries: list[Any], now: datetime) -> Sheet:
    def read(number: int, one: dict[str, Any]) -> _Submission:
        status = str(one.get("status_display") or one.get("statusDisplay")).casefold()
        if status not in _ACCEPTED and status not in _REFUSED:
            raise _Skip("outcome", status)
        name = _name(str(one["title"]), str(one.get("frontend_id") or one.get("frontendId") or ""))
        return _Submission(number, name, _time(one["timestamp"], now), status in _ACCEPTED)

    verdicts, skipped = _each(entries, read)
    return Sheet("submissions", tuple(_days(verdicts)), tuple(skipped))


def _progress(entries: list[Any], now: datetime) -> Sheet:
    def read(number: int, one: dict[str, Any]) -> SheetRow:
        solved = str(one["questionStatus"]).upper() == "SOLVED"
        submitted = int(one.get("numSubmitted") or 0)
        refused = max(0, submitted - solved)
        tags: list[dict[str, str]] = one.get("topicTags") or [{}]
        return SheetRow(
            line=number,
            name=_name(str(one["title"]), str(one.get("frontendId") or "")),
            at=_time(one["lastSubmittedAt"], now),
            outcome="solved" if solved else "failed",
            stuck=refused >= MANY_REFUSALS,
            topic=tags[0].get("name"),
            refusals=refused,
            daily=True,
        )

    rows, skipped = _each(entries, read)
    return Sheet("progress", tuple(rows), tuple(skipped))


def _leetsrs(data: dict[str, Any], now: datetime) -> Sheet:
    notes: dict[str, Any] = data.get("notes") or {}

    def read(number: int, card: dict[str, Any]) -> SheetRow:
        memory: dict[str, Any] = card["fsrs"]
        note: Any = notes.get(card.get("id", ""))
        told: dict[str, Any] = cast("dict[str, Any]", note) if isinstance(note, dict) else {}
        state = None
        if memory.get("last_review") and float(memory["stability"]) > 0:
            state = SheetState(
                stability=float(memory["stability"]),
                difficulty=min(10.0, max(1.0, float(memory["difficulty"]))),
                last=_time(int(memory["last_review"]), now),
                due=datetime.fromtimestamp(int(memory["due"]) / 1000, UTC).astimezone(now.tzinfo),
                reviews=int(memory.get("reps") or 1),
                lapses=int(memory.get("lapses") or 0),
            )
        return SheetRow(
            line=number,
            name=_name(str(card["name"]), str(card.get("leetcodeId") or "")),
            idea=str(told["text"]) if told.get("text") else None,
            state=state,
        )

    rows, skipped = _each(data["cards"].values(), read)
    return Sheet("leetsrs", tuple(rows), tuple(skipped))
