"""`github`: what happened on GitHub beside the plan: weeks, a year, stories, issues to take, what is new. Read only."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import a_date, emit, language, note, working, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from roadweek.domain.base import Language
    from roadweek.github.client import GithubClient
    from roadweek.views.github_documents import GithubCalendarView
    from roadweek.views.github_text import GithubPart
    from roadweek.workspace import Workspace

app = new_app()
github_app = new_app("What happened on GitHub, beside the plan. It only reads; see docs/github.md for the token.")
app.add_typer(github_app, name="github")

Offline = Annotated[bool, typer.Option("--offline", help="only what was kept; GitHub is not asked")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="a pull request: owner/name#12, or its address")]


@contextmanager
def _asking(ws: Workspace, offline: bool) -> Generator[GithubClient]:
    from roadweek.usecases.github_reading import opened

    with working("github"), opened(ws, offline=offline) as client:
        yield client


@command(github_app, "week")
def week(
    of: Annotated[str | None, typer.Option(metavar="DATE", help="a day of the week wanted; default: this week")] = None,
    offline: Offline = False,
) -> None:
    """A week's summary: commits, pull requests, reviews and issues by repository, and the hours logged for them.

    Each day's hours stand beside what GitHub has of that day. What may close a deliverable of the plan is named with
    the command that proposes it; nothing is closed here.
    """
    from roadweek.usecases.github_week import github_week
    from roadweek.views.github_text import week_parts

    ws = workspace()
    day = a_date(of)
    with _asking(ws, offline) as client:
        view = github_week(ws, client, day)
    emit(view, lambda: _shown(week_parts(view, language(ws))))


@command(github_app, "calendar")
def calendar(
    until: Annotated[str | None, typer.Option(metavar="DATE", help="the last day of the year; default: today")] = None,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write it as a page too")] = None,
    svg: Annotated[str | None, typer.Option(metavar="FILE", help="write the drawing alone too")] = None,
    offline: Offline = False,
) -> None:
    """A year of days as a heatmap, trips and pauses marked, with the week's target, and days in a row.

    Days in a row are told twice: by GitHub's day, which is that of UTC, and by your own. Today is open until something
    is done in it, and days away end no row.
    """
    from roadweek.usecases.github_calendar import github_calendar
    from roadweek_cli.plan import a_place

    ws = workspace()
    day = a_date(until)
    for place in filter(None, (html, svg)):
        a_place(place)
    with _asking(ws, offline) as client:
        view = github_calendar(ws, client, day)
    lang = language(ws)
    if html or svg:
        view["files"] = _written(view, lang, html, svg)
    emit(view, lambda: _calendar(view, lang))


@command(github_app, "stories")
def stories(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="owner/name#12, or its address")] = None,
    offline: Offline = False,
) -> None:
    """Your pull requests, merged or not; with NAME the story of one: problem, what you read, approach, outcome, lesson.

    The facts are GitHub's; what you thought and learned is asked, and kept by `github tell`.
    """
    from roadweek.usecases.github_stories import github_stories
    from roadweek.views.github_text import stories_parts

    ws = workspace()
    with _asking(ws, offline) as client:
        view = github_stories(ws, client, name)
    emit(view, lambda: _shown(stories_parts(view, language(ws))))


@command(github_app, "tell")
def tell(
    name: Name,
    head: Annotated[str, typer.Argument(metavar="HEAD", help="problem, read, approach, outcome or lesson")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="your own words; said again, they replace what stood")],
    offline: Offline = False,
) -> None:
    """Keep your own words in the story of a pull request; undo takes them back."""
    from roadweek.usecases.github_stories import tell as keep
    from roadweek_cli import show

    ws = workspace()
    with _asking(ws, offline) as client:
        view = keep(ws, client, name, head, text)
    emit(view, lambda: show.applied(view, language(ws), published=False))


@command(github_app, "scout")
def scout(
    repositories: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REPOSITORY]…", help="owner/name; default: those of config.toml and of the plan"),
    ] = None,
    offline: Offline = False,
) -> None:
    """Open issues for newcomers in the repositories that you study, the likeliest to be merged first, with reasons."""
    from roadweek.usecases.github_scout import github_scout
    from roadweek.views.github_text import scout_parts

    ws = workspace()
    with _asking(ws, offline) as client:
        view = github_scout(ws, client, repositories or ())
    emit(view, lambda: _shown(scout_parts(view, language(ws))))


@command(github_app, "new")
def new(
    since: Annotated[str | None, typer.Option(metavar="DATE", help="a day; default: when you last asked")] = None,
    offline: Offline = False,
) -> None:
    """What changed in your pull requests and issues since you last asked this."""
    from datetime import datetime, time

    from roadweek.usecases.github_scout import github_new
    from roadweek.views.github_text import new_parts

    ws = workspace()
    day = a_date(since)
    begin = datetime.combine(day, time.min, ws.now().tzinfo) if day is not None else None
    with _asking(ws, offline) as client:
        view = github_new(ws, client, begin, seen=day is None)
    emit(view, lambda: _shown(new_parts(view, language(ws))))


def _shown(parts: Sequence[GithubPart]) -> None:
    from roadweek_cli.paint import line

    for n, part in enumerate(parts):
        if part.title:
            if n:
                line()
            line(part.title, "bold")
        for each in part.lines:
            line(each)


def _calendar(view: GithubCalendarView, lang: Language) -> None:
    from roadweek.views.github_text import calendar_parts
    from roadweek_cli.heat import heatmap
    from roadweek_cli.paint import line

    head, *rest = calendar_parts(view, lang)
    _shown([head])
    heatmap(view, lang)
    line()
    _shown(rest)
    for file in view["files"]:
        note(say("contributions.year_wrote", lang, file=file))


def _written(view: GithubCalendarView, lang: Language, html: str | None, svg: str | None) -> list[str]:
    """Write what was asked for, and name the files. Raises UnwritableError."""
    from roadweek.pages.github import year_drawing, year_page
    from roadweek_cli.plan import write_file

    if html:
        write_file(Path(html), year_page(view, lang).encode())
    if svg:
        write_file(Path(svg), year_drawing(view, lang).encode())
    return [name for name in (html, svg) if name]
