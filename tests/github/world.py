"""A small GitHub to ask: people, repositories and what happened, told the way GitHub tells it.

Rules that are written nowhere in the schema are those of GitHub's docs: a span of contributions is at most a year, a
connection whose nodes are asked for says how many (1 to 100), private things are seen by those who may.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, GraphQLError, GraphQLResolveInfo, SelectionSetNode

Thing = dict[str, Any]
Info = GraphQLResolveInfo[Any]


def refused(kind: str, message: str) -> GraphQLError:
    """An error with GitHub's word for it."""
    return GraphQLError(message, extensions={"type": kind})


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _asked(info: Info) -> set[str]:
    """The names of the fields that are asked for below this one."""
    names: set[str] = set()

    def look(selections: SelectionSetNode | None) -> None:
        for one in selections.selections if selections else ():
            if isinstance(one, FieldNode):
                names.add(one.name.value)
            elif isinstance(one, FragmentSpreadNode):
                look(info.fragments[one.name.value].selection_set)

    for node in info.field_nodes:
        look(node.selection_set)
    return names


def connection(things: Iterable[Any], total: int | None = None) -> Callable[..., Thing]:
    """A connection as GitHub has it: pages of at most 100, behind a cursor, from either end."""
    nodes = list(things)

    def resolve(info: Info, first: int | None = None, last: int | None = None, **more: Any) -> Thing:
        if first is None and last is None and "nodes" in _asked(info):
            raise refused("MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last` value")
        if not 1 <= (first or last or 1) <= 100:
            raise refused("EXCESSIVE_PAGINATION", "Requesting more than 100 records exceeds the `first` limit")
        begin = int(base64.b64decode(more["after"])) if more.get("after") else 0
        if last is not None:
            begin = max(0, len(nodes) - last)
        end = min(len(nodes), begin + (first or last or 0))
        cursor = base64.b64encode(str(end).encode()).decode() if end > begin else None
        return {
            "totalCount": len(nodes) if total is None else total,
            "pageInfo": {"hasNextPage": end < len(nodes), "endCursor": cursor},
            "nodes": nodes[begin:end],
        }

    return resolve


def top_of(files: Iterable[str]) -> Callable[..., Thing | None]:
    """What lies at the top of a repository's head; an empty one has none."""
    entries = [{"name": name} for name in files]

    def resolve(_: Info, expression: str) -> Thing | None:
        return (
            {"__typename": "Tree", "oid": "0" * 40, "entries": entries} if entries and expression == "HEAD:" else None
        )

    return resolve


@dataclass
class World:
    """What there is. ``tokens``: whose each token is; ``seers``: who sees private repositories."""

    tokens: dict[str, str] = field(default_factory=dict[str, str])
    repositories: dict[str, Thing] = field(default_factory=dict[str, Thing])
    commits: list[tuple[str, str, date, int]] = field(default_factory=list[tuple[str, str, date, int]])
    pull_requests: list[Thing] = field(default_factory=list[Thing])
    issues: list[Thing] = field(default_factory=list[Thing])
    reviews: list[Thing] = field(default_factory=list[Thing])
    people: set[str] = field(default_factory=set[str])
    seers: set[str] = field(default_factory=set[str])
    broken: set[str] = field(default_factory=set[str])
    """Names of fields that fail: their part of an answer is null, with an error beside it."""
    remaining: int = 5000

    def person(self, login: str, token: str, *, sees_private: bool = False) -> None:
        self.people.add(login)
        self.tokens[token] = login
        if sees_private:
            self.seers.add(login)

    def repository(self, name: str, *, private: bool = False, **more: Any) -> Thing:
        made = {"nameWithOwner": name, "isPrivate": private, "isArchived": False, "pushedAt": "2026-11-20T08:00:00Z"}
        made |= {"primaryLanguage": {"name": "Python"}, "object": top_of(more.pop("files", ())), **more}
        return self.repositories.setdefault(name, made)

    def committed(self, login: str, repository: str, on: str, count: int = 1) -> None:
        self.repository(repository)
        self.commits.append((login, repository, date.fromisoformat(on), count))

    def _thing(self, by: str | None, repository: str, number: int, title: str, at: str, changed: str | None) -> Thing:
        where = self.repository(repository)
        return {
            "number": number,
            "title": title,
            "url": f"https://github.com/{repository}/{number}",
            "state": "OPEN",
            "createdAt": at,
            "updatedAt": changed or at,
            "closedAt": None,
            "author": {"__typename": "User", "login": by} if by else None,
            "repository": where,
            "comments": connection([]),
        }

    def pull_request(
        self,
        by: str | None,
        repository: str,
        number: int,
        title: str,
        at: str,
        *,
        changed: str | None = None,
        **more: Any,
    ) -> Thing:
        made = self._thing(by, repository, number, title, at, changed)
        made |= {
            "isDraft": False,
            "mergedAt": None,
            "reviewDecision": None,
            "additions": 10,
            "deletions": 2,
            "changedFiles": 1,
            "reviews": connection([]),
            "commits": connection([]),
            "body": "",
            "files": connection([]),
            "closingIssuesReferences": connection([]),
            "timelineItems": connection([]),
            **more,
        }
        self.pull_requests.append(made)
        return made

    def issue(
        self,
        by: str | None,
        repository: str,
        number: int,
        title: str,
        at: str,
        *,
        changed: str | None = None,
        **more: Any,
    ) -> Thing:
        made = self._thing(by, repository, number, title, at, changed)
        labels: Sequence[str] = more.pop("labels", ())
        made |= {
            "body": "",
            "names": tuple(labels),
            "labels": connection([{"name": name} for name in labels]),
            "assignees": connection([]),
            "closedByPullRequestsReferences": connection([]),
            **more,
        }
        self.issues.append(made)
        return made

    def reviewed(self, login: str, pull_request: Thing, at: str, state: str = "COMMENTED", comments: int = 0) -> None:
        given = {"state": state, "comments": connection([None] * comments)}
        self.reviews.append({"by": login, "occurredAt": at, "pullRequest": pull_request, "pullRequestReview": given})

    # What is asked for.

    def root(self, viewer: str) -> Thing:
        """The queries of one person's token."""
        return {
            "rateLimit": self._rate,
            "viewer": {"login": viewer},
            "user": partial(self._user, viewer),
            "repository": partial(self._repository, viewer),
        }

    def _rate(self, _: Info) -> Thing:
        self.remaining -= 1
        return {"cost": 1, "remaining": self.remaining, "resetAt": "2026-11-28T10:00:00Z"}

    def _sees(self, viewer: str, repository: Thing) -> bool:
        return not repository["isPrivate"] or viewer in self.seers

    def _user(self, viewer: str, _: Info, login: str) -> Thing | None:
        known = next((one for one in self.people if one.casefold() == login.casefold()), None)
        if known is None:
            raise refused("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
        mine = [self._of(things, known, viewer) for things in (self.pull_requests, self.issues)]
        requests, issues = (sorted(one, key=lambda thing: thing["updatedAt"], reverse=True) for one in mine)
        return {
            "login": known,
            "pullRequests": self._part("pullRequests", connection(requests)),
            "issues": self._part("issues", connection(issues)),
            "contributionsCollection": partial(self._contributions, known, viewer),
        }

    def _of(self, things: list[Thing], login: str, viewer: str) -> list[Thing]:
        return [
            one
            for one in things
            if one["author"] and one["author"]["login"] == login and self._sees(viewer, one["repository"])
        ]

    def _part(self, name: str, resolve: Callable[..., Any]) -> Callable[..., Any]:
        """The same, or a failure where this field is broken."""

        def broken(_info: Info, **_: Any) -> None:
            raise refused("SERVICE_UNAVAILABLE", "Something went wrong while executing your query.")

        return broken if name in self.broken else resolve

    def _repository(self, viewer: str, _: Info, owner: str, name: str) -> Thing | None:
        name = f"{owner}/{name}"
        found = next((one for key, one in self.repositories.items() if key.casefold() == name.casefold()), None)
        if found is None or not self._sees(viewer, found):
            raise refused("NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'.")
        return {
            **found,
            "pullRequest": partial(self._numbered, found),
            "issues": partial(self._issues, found),
        }

    def _numbered(self, repository: Thing, _: Info, number: int) -> Thing:
        for one in self.pull_requests:
            if one["repository"] is repository and one["number"] == number:
                return {**one, "timelineItems": self._part("timelineItems", one["timelineItems"])}
        raise refused("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")

    def _issues(
        self, repository: Thing, info: Info, labels: Sequence[str], states: Sequence[str], **asked: Any
    ) -> Thing:
        wanted = {label.casefold() for label in labels}
        found = [
            one
            for one in self.issues
            if one["repository"] is repository
            and one["state"] in states
            and wanted & {name.casefold() for name in one["names"]}
        ]
        return connection(sorted(found, key=lambda one: one["createdAt"], reverse=True))(info, **asked)

    def _contributions(self, login: str, viewer: str, _: Info, **span: str) -> Thing:
        begin, end = instant(span["from"]), instant(span["to"])
        if end - begin > timedelta(days=366):
            raise refused("ARGUMENT_ERROR", "The total time spanned by 'from' and 'to' must not exceed 1 year")
        first, last = begin.astimezone(UTC).date(), end.astimezone(UTC).date()
        days = {first + timedelta(days=n): 0 for n in range((last - first).days + 1)}
        hidden = 0
        commits: dict[str, list[tuple[date, int]]] = {}
        for who, name, on, count in self.commits:
            if who == login and on in days:
                days[on] += count
                if self._sees(viewer, self.repositories[name]):
                    commits.setdefault(name, []).append((on, count))
                else:
                    hidden += count
        seen: dict[str, list[Thing]] = {}
        for kind, moments in self._moments(login).items():
            within = [one for one in moments if begin <= instant(one["occurredAt"]) <= end]
            for one in within:
                days[instant(one["occurredAt"]).astimezone(UTC).date()] += 1
            seen[kind] = [one for one in within if self._sees(viewer, one["where"])]
            hidden += len(within) - len(seen[kind])
        return {
            "contributionYears": sorted({on.year for who, _, on, _ in self.commits if who == login}, reverse=True),
            "restrictedContributionsCount": hidden,
            "contributionCalendar": _calendar(days),
            "commitContributionsByRepository": _grouped(
                [
                    {"repository": self.repositories[name], "contributions": _commit_days(rows)}
                    for name, rows in commits.items()
                ]
            ),
            **{f"{kind}ContributionsByRepository": _grouped(_by_repository(rows)) for kind, rows in seen.items()},
            **{
                f"{kind}Contributions": self._part(
                    f"{kind}Contributions",
                    connection(sorted(rows, key=lambda one: one["occurredAt"], reverse=True)),
                )
                for kind, rows in seen.items()
            },
        }

    def _moments(self, login: str) -> dict[str, list[Thing]]:
        """What counts beside commits, by GitHub's names, whoever sees it."""

        def opened(things: list[Thing], name: str) -> list[Thing]:
            mine = [one for one in things if one["author"] and one["author"]["login"] == login]
            return [{"occurredAt": one["createdAt"], name: one, "where": one["repository"]} for one in mine]

        given = [{**one, "where": one["pullRequest"]["repository"]} for one in self.reviews if one["by"] == login]
        return {
            "pullRequest": opened(self.pull_requests, "pullRequest"),
            "issue": opened(self.issues, "issue"),
            "pullRequestReview": given,
        }


def _calendar(days: dict[date, int]) -> Thing:
    """Weeks from Sunday on, coloured by how a day compares with the busiest one."""
    most = max(days.values(), default=0)
    names = ("FIRST_QUARTILE", "SECOND_QUARTILE", "THIRD_QUARTILE", "FOURTH_QUARTILE")
    weeks: dict[date, list[Thing]] = {}
    for on, count in days.items():
        level = names[min(3, (count - 1) * 4 // most)] if count else "NONE"
        day = {"date": on.isoformat(), "contributionCount": count, "contributionLevel": level}
        weeks.setdefault(on - timedelta(days=(on.weekday() + 1) % 7), []).append(day)
    return {"weeks": [{"contributionDays": week} for week in weeks.values()]}


def _commit_days(rows: list[tuple[date, int]]) -> Callable[..., Thing]:
    ordered = sorted(rows, reverse=True)
    nodes = [{"occurredAt": f"{on.isoformat()}T08:00:00Z", "commitCount": count} for on, count in ordered]
    return connection(nodes, sum(count for _, count in rows))


def _grouped(rows: list[Thing]) -> Callable[..., list[Thing]]:
    def resolve(_: Info, maxRepositories: int) -> list[Thing]:  # GitHub's own spelling
        return rows[:maxRepositories]

    return resolve


def _by_repository(rows: list[Thing]) -> list[Thing]:
    grouped: dict[str, list[Thing]] = {}
    for row in rows:
        grouped.setdefault(row["where"]["nameWithOwner"], []).append(row)
    return [{"repository": each[0]["where"], "contributions": connection(each)} for each in grouped.values()]
