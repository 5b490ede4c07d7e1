"""Which deliverables of the plan something on GitHub may show to be done: a suggestion with its reason. Pure.

Nothing is closed here: the person says whether it is so. Only names count, of repositories and of files, and what is
merged; a title that somebody else may have written never does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from roadweek.domain.work import Work
from roadweek.github.records import PullRequestRecord

__all__ = ["Closing", "RepositoryFacts", "closings", "wanted_files", "wants_repository"]

ClosingWhy = Literal["merged", "opened", "repository", "site"]

_PULL: Final = re.compile(
    r"\bPRs?\b|\bpull[ -]requests?\b|\bmerged? (?:in |into )?upstream\b|\bopen[- ]source contribution"
    r"|拉取请求|合并请求|开源贡献",
    re.IGNORECASE,
)
_MERGED: Final = re.compile(r"\bmerged?\b|合并|合入", re.IGNORECASE)
"""Words by which opening a pull request is not enough."""
_REPOSITORY: Final = re.compile(r"\brepo(?:sitory|s)?\b|\bgithub\b|仓库|倉庫|代码库", re.IGNORECASE)
_POST: Final = re.compile(r"\b(blog|posts?|articles?|write-?ups?)\b|博客|博文|文章|推文", re.IGNORECASE)
_SITE: Final = re.compile(r"\bblog\b|\.github\.io$|(?<![a-z])(?:posts?|articles?|hexo|hugo)(?![a-z])", re.IGNORECASE)
FILES: Final[dict[str, re.Pattern[str]]] = {
    "README": re.compile(r"read[ _-]?me|自述|说明文档", re.IGNORECASE),
    "Dockerfile": re.compile(r"dockerfile|docker ?file|容器化", re.IGNORECASE),
    "LICENSE": re.compile(r"\blicen[cs]e\b|许可证", re.IGNORECASE),
    "notebook": re.compile(r"\bnotebooks?\b|\bjupyter\b|\.ipynb", re.IGNORECASE),
}
"""What a plan may want a repository to hold, and the words by which it says so."""
_HELD: Final[dict[str, re.Pattern[str]]] = {
    "README": re.compile(r"readme(\.\w+)*", re.IGNORECASE),
    "Dockerfile": re.compile(r"dockerfile(\.\w+)?|containerfile", re.IGNORECASE),
    "LICENSE": re.compile(r"(licen[cs]e|copying)(\.\w+)?", re.IGNORECASE),
    "notebook": re.compile(r".+\.ipynb", re.IGNORECASE),
}
_WORD: Final = re.compile(r"[a-z0-9]{2,}", re.IGNORECASE)
_GENERIC: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "one",
        "two",
        "app",
        "apps",
        "api",
        "code",
        "demo",
        "demos",
        "docs",
        "dev",
        "example",
        "examples",
        "file",
        "files",
        "github",
        "git",
        "http",
        "https",
        "io",
        "lib",
        "main",
        "master",
        "my",
        "new",
        "old",
        "own",
        "project",
        "projects",
        "repo",
        "repos",
        "repository",
        "src",
        "test",
        "tests",
        "tool",
        "tools",
        "use",
        "web",
        "work",
        "write",
        "build",
        "run",
        "using",
        "based",
        "docker",
        "dockerfile",
        "readme",
        "python",
        "jupyter",
        "notebook",
        "license",
        "pr",
        "prs",
        "pull",
        "request",
    ]
)
"""Words that many repositories and many plans have: they show nothing."""


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """A repository of the person: ``owner/name``, its address, ``commits`` in the week, the names of the files at its
    top (null: not known)."""

    name: str
    url: str
    commits: int
    files: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """A work that ``link`` may show to be done. ``has`` and ``lacks`` are files that the plan names (of FILES).

    ``ready``: all that the plan names is there. ``looked``: the files were looked at.
    """

    work: Work
    link: str
    why: ClosingWhy
    name: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    count: int = 0
    looked: bool = True

    @property
    def ready(self) -> bool:
        if self.why == "opened":
            return not _MERGED.search(_text(self.work))
        return self.why != "site" and not self.lacks and self.looked


def closings(
    works: Iterable[Work],
    *,
    merged: Sequence[PullRequestRecord] = (),
    opened: Sequence[PullRequestRecord] = (),
    repositories: Sequence[RepositoryFacts] = (),
) -> list[Closing]:
    """For each open work at most one suggestion, the strongest that fits it."""
    found: list[Closing] = []
    for work in works:
        if not work.open or work.kind in ("unit", "decision", "lead"):
            continue
        closing = _by_pull(work, merged, opened) or _by_repository(work, repositories) or _by_site(work, repositories)
        if closing is not None:
            found.append(closing)
    return found


def wants_repository(work: Work) -> bool:
    """Whether a repository is to come of a work, or a file that lies in one."""
    text = _text(work)
    return bool(_REPOSITORY.search(text) or wanted_files(text))


def wanted_files(text: str) -> tuple[str, ...]:
    """The kinds of files (of FILES) that ``text`` names."""
    return tuple(name for name, words in FILES.items() if words.search(text))


def _text(work: Work) -> str:
    return "\n".join([work.title, *(f"{one.label} {one.text}" for one in work.outputs)])


def _by_pull(work: Work, merged: Sequence[PullRequestRecord], opened: Sequence[PullRequestRecord]) -> Closing | None:
    text = _text(work)
    if not _PULL.search(text):
        return None
    for why, pulls in (("merged", merged), ("opened", opened)):
        fitting = [one for one in pulls if _fits(text, one.repository)]
        named = fitting or (list(pulls) if len(pulls) == 1 and not _names_another(text, pulls[0]) else [])
        if named:
            return Closing(work, named[0].url, "merged" if why == "merged" else "opened", named[0].name)
    return None


def _names_another(text: str, pull: PullRequestRecord) -> bool:
    """Whether the text names some ``owner/name`` that is not the one of the pull request."""
    named = {one.casefold() for one in re.findall(r"[\w.-]+/[\w.-]+", text)}
    return bool(named) and pull.repository.casefold() not in named


def _by_repository(work: Work, repositories: Sequence[RepositoryFacts]) -> Closing | None:
    if not wants_repository(work):
        return None
    text = _text(work)
    wanted = wanted_files(text)
    best: Closing | None = None
    for one in repositories:
        if not _fits(text, one.name):
            continue
        held = () if one.files is None else tuple(w for w in wanted if any(_HELD[w].fullmatch(f) for f in one.files))
        lacks = () if one.files is None else tuple(w for w in wanted if w not in held)
        looked = one.files is not None or not wanted
        found = Closing(work, one.url, "repository", one.name, held, lacks, one.commits, looked)
        if best is None or len(found.has) > len(best.has):
            best = found
    return best


def _by_site(work: Work, repositories: Sequence[RepositoryFacts]) -> Closing | None:
    """A post may be online where the repository of a blog changed; its address is the person's to give."""
    if not _POST.search(work.title):
        return None
    one = next((one for one in repositories if one.commits and _SITE.search(one.name.partition("/")[2])), None)
    return None if one is None else Closing(work, one.url, "site", one.name, count=one.commits)


def _fits(text: str, repository: str) -> bool:
    """Whether a text names a repository: as ``owner/name``, as its whole name, or by a telling word of it."""
    lowered = text.casefold()
    name = repository.partition("/")[2].casefold()
    if repository.casefold() in lowered or (len(name) > 3 and name not in _GENERIC and _as_word(name, lowered)):
        return True
    return bool(_telling(_WORD.findall(name)) & _telling(_WORD.findall(lowered)))


def _as_word(name: str, text: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def _telling(words: Collection[str]) -> set[str]:
    return {word for word in words if len(word) > 2 and word not in _GENERIC and not word.isdigit()}
