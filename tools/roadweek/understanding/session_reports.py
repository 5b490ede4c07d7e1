"""“nz6b done, xxt9 skipped”, nz6b 只做了20分钟: what came of sessions that are named by their short ids.

A message is one where each of its pieces names one session of the last weeks by its id and says nothing but that.
"""

from __future__ import annotations

import re

from roadweek.domain.edits import Edit, Outcome, ReportSession
from roadweek.domain.short import short_id
from roadweek.understanding.amounts import find_durations
from roadweek.understanding.context import KnownSession, SentenceContext
from roadweek.understanding.spans import pattern

Reported = tuple[Edit, ...]


def session_reports(text: str, context: SentenceContext) -> Reported:
    """The reports that a whole message makes; empty where it is about anything else."""
    known = {name: session for session in context.sessions for name in (short_id(session.id), session.id.casefold())}
    found: list[Edit] = []
    plain = text.strip(" \t\n.。!！")
    cuts = [(m.start(), m.end()) for m in _joints().finditer(plain)]
    edges = [0, *(n for cut in cuts for n in cut), len(plain)]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        one = _report(plain[a:b].strip(), known)
        if one is None:
            return ()
        found.append(one)
    return tuple(dict.fromkeys(found))


def _report(piece: str, known: dict[str, KnownSession]) -> ReportSession | None:
    said = _piece().fullmatch(piece)
    session = known.get(said["id"].casefold()) if said else None
    if said is None or session is None:
        return None
    words = said["what"]
    lengths = find_durations(words)
    rest = words
    for one in reversed(lengths):
        rest = rest[: one.start] + " " + rest[one.end :]
    if len(lengths) > 1 or not _outcome_words().fullmatch(rest):
        return None
    if _not_done().search(rest):
        return None if lengths else ReportSession(session=session.id, outcome="skipped")
    if lengths:
        minutes = lengths[0].value.lo
        return ReportSession(session=session.id, outcome=_partly(rest, minutes, session), minutes=minutes)
    if _half().search(rest):
        return ReportSession(session=session.id, outcome="partial", minutes=_length(session) // 2)
    return ReportSession(session=session.id, outcome="done") if _done().search(rest) else None


def _length(session: KnownSession) -> int:
    return round((session.end - session.start).total_seconds() / 60)


def _partly(words: str, minutes: int, session: KnownSession) -> Outcome:
    """Done where nothing is held back and it was about as long as planned; in part where it is said to be only so much,
    or where it was shorter."""
    only = re.search(r"\bonly\b|\bjust\b|只|才|仅", words, re.I)
    return "partial" if only or minutes < _length(session) else "done"


@pattern
def _joints() -> str:
    return r"\s*(?:[,，;；、\n。]|\.(?=\s)|\band\b|和)\s*"


@pattern
def _piece() -> str:
    """The id, and what is said of it before or behind."""
    return (
        r"(?:(?:please|also|then|mark|set|log|record|report|note|session|the\s+session|把|将|请|记|标记|记录)\s*)*"
        r"[“\"'(\[]?(?P<id>\d{4}-[Ww]\d{2}\.[\w.-]+|[a-z][a-z0-9]{3})[”\"')\]]?\s*[:：=-]?\s*(?P<what>\S.*)"
    )


@pattern
def _outcome_words() -> str:
    """All that may stand there."""
    en = (
        r"is|was|as|has|been|it|done|finished|completed?|did|skipped|skip|missed|not|n't|didn't|do|happen(?:ed)?|only|just|half|"
        r"halfway|partly|partial|in|part|of|for|took|to|all|fully|yes|no|ok|after"
    )
    zh = (
        r"已经|已|了|是|为|成|没|没有|做|学|练|完成|完|好|跳过|错过|落下|未|只|才|仅|一半|部分|用|花|都|全|掉|标记|记为"
    )
    return rf"(?:\b(?:{en})\b|{zh}|[\s✓✔✗x:：]|['’])*"


@pattern
def _not_done() -> str:
    return r"\b(?:skip(?:ped)?|missed|not|didn't|no)\b|n't|没|未|跳过|错过|落下|✗"


@pattern
def _half() -> str:
    return r"\bhalf(?:way)?\b|\bpart(?:ly|ial)?\b|一半|部分"


@pattern
def _done() -> str:
    return r"\b(?:done|finished|completed?|did|yes|ok)\b|完成|做完|学完|练完|做了|学了|练了|好了|✓|✔"
