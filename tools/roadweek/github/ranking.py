"""Which of the open newcomers' issues to take first: points for what makes one likely to be merged, said as reasons.

Pure: the same issues and the same now give the same order. Nothing of an issue's text counts, because anybody may have
written it; only what GitHub itself tells of it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from roadweek.github.records import ScoutedIssue, ScoutedRepository

__all__ = ["POINTS", "RankedIssue", "ScoutReason", "ranked"]

ScoutCode = Literal[
    "unassigned",
    "assigned",
    "no_linked",
    "linked",
    "new",
    "active",
    "quiet",
    "maintainer",
    "maintainer_once",
    "no_maintainer",
    "alive",
    "asleep",
    "crowded",
]
POINTS: Final[dict[ScoutCode, int]] = {
    "unassigned": 3,  # nobody has it yet
    "assigned": -5,
    "no_linked": 3,  # no open pull request would close it
    "linked": -6,
    "maintainer": 3,  # a maintainer wrote there of late, so a question will be answered
    "maintainer_once": 1,
    "no_maintainer": 0,
    "new": 2,  # opened of late
    "active": 1,  # changed of late
    "quiet": -2,
    "alive": 1,  # the repository itself is worked on
    "asleep": -3,
    "crowded": -1,  # long discussions are seldom a first issue
}
NEW_DAYS: Final = 30
QUIET_DAYS: Final = 180
CROWD: Final = 15
"""Comments from which an issue is a discussion."""


class ScoutReason(NamedTuple):
    """``code`` is a key of ``messages.contributions`` behind ``scout_``; ``params`` fill it."""

    code: ScoutCode
    params: dict[str, Any]

    @property
    def points(self) -> int:
        return POINTS[self.code]


@dataclass(frozen=True, slots=True)
class RankedIssue:
    """An issue with the sum of its reasons' points; reasons are in the order of their weight."""

    issue: ScoutedIssue
    points: int
    reasons: tuple[ScoutReason, ...]

    @property
    def free(self) -> bool:
        """Whether nobody seems to be at it."""
        return not self.issue.assignees and not self.issue.linked


def ranked(
    issues: Iterable[ScoutedIssue], repositories: Iterable[ScoutedRepository], now: datetime
) -> list[RankedIssue]:
    """The issues, the likeliest first; those of archived repositories are left out. ``now`` is aware."""
    known = {one.repository: one for one in repositories}
    found: list[RankedIssue] = []
    for issue in issues:
        home = known.get(issue.repository)
        if home is not None and home.archived:
            continue
        reasons = sorted(_reasons(issue, home, now), key=lambda reason: -abs(reason.points))
        found.append(RankedIssue(issue, sum(reason.points for reason in reasons), tuple(reasons)))
    return sorted(
        found, key=lambda one: (-one.points, -one.issue.updated_at.timestamp(), one.issue.repository, one.issue.number)
    )


def _reasons(issue: ScoutedIssue, home: ScoutedRepository | None, now: datetime) -> list[ScoutReason]:
    def ago(at: datetime) -> int:
        return max(0, (now - at).days)

    out = [
        ScoutReason("assigned", {"count": issue.assignees}) if issue.assignees else ScoutReason("unassigned", {}),
        ScoutReason("linked", {"count": issue.linked}) if issue.linked else ScoutReason("no_linked", {}),
    ]
    if issue.maintainer_at is None:
        out.append(ScoutReason("no_maintainer", {}))
    else:
        days = ago(issue.maintainer_at)
        out.append(ScoutReason("maintainer" if days <= NEW_DAYS else "maintainer_once", {"days": days}))
    opened, changed = ago(issue.created_at), ago(issue.updated_at)
    if opened <= NEW_DAYS:
        out.append(ScoutReason("new", {"days": opened}))
    elif changed <= NEW_DAYS:
        out.append(ScoutReason("active", {"days": changed}))
    elif changed > QUIET_DAYS:
        out.append(ScoutReason("quiet", {"days": changed}))
    if issue.comments > CROWD:
        out.append(ScoutReason("crowded", {"count": issue.comments}))
    if home is not None and home.pushed_at is not None:
        days = ago(home.pushed_at)
        if days <= NEW_DAYS:
            out.append(ScoutReason("alive", {"days": days}))
        elif days > QUIET_DAYS:
            out.append(ScoutReason("asleep", {"days": days}))
    return out
