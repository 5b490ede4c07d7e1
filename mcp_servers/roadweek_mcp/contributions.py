"""Tools over GitHub: a week, a year, stories, issues to take, what is new. They ask GitHub and change nothing there."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from roadweek.views.github_documents import (
    GithubCalendarView,
    GithubNewView,
    GithubScoutView,
    GithubStoriesView,
    GithubWeekView,
)
from roadweek.workspace import Workspace
from roadweek_mcp.binding import OptionalDay, day

Pull = Annotated[str, Field(description="owner/name#12, or its address.", max_length=300)]


class GithubShowView(TypedDict):
    """What was asked for."""

    github: GithubWeekView | GithubCalendarView | GithubStoriesView | GithubScoutView


def contributions_show(ws: Workspace, of: OptionalDay = None) -> GithubWeekView:
    """A week on GitHub: commits, pull requests, reviews and issues by repository, with the hours logged for them and
    the week's target. Not for time without GitHub (week_show of the tasks server). Example: {"of": "2026-03-10"}
    """
    from roadweek.usecases.github_reading import opened
    from roadweek.usecases.github_week import github_week

    with opened(ws) as client:
        return github_week(ws, client, day(of))


def calendar_show(ws: Workspace, until: OptionalDay = None) -> GithubCalendarView:
    """A year of contributions by day and week, days away, and days in a row by GitHub's day and by the person's own.

    Today is pending until something is done in it. Weeks without anything are left out. Not for what was done where
    (contributions_show). Example: {}
    """
    from roadweek.usecases.github_calendar import busy_weeks, github_calendar
    from roadweek.usecases.github_reading import opened

    with opened(ws) as client:
        return busy_weeks(github_calendar(ws, client, day(until)))


def stories_list(ws: Workspace) -> GithubStoriesView:
    """The person's pull requests of the last year, merged or not. For one of them: story_show. Example: {}"""
    from roadweek.usecases.github_reading import opened
    from roadweek.usecases.github_stories import github_stories

    with opened(ws) as client:
        return github_stories(ws, client)


def story_show(ws: Workspace, name: Pull) -> GithubStoriesView:
    """What GitHub knows of one pull request under problem, read, approach, outcome, lesson, with a question for each.

    Ask the person the questions; never answer them yourself. Not for the list (stories_list).
    Example: {"name": "octo/loom#12"}
    """
    from roadweek.usecases.github_reading import opened
    from roadweek.usecases.github_stories import github_stories

    with opened(ws) as client:
        return github_stories(ws, client, name)


def issues_list(
    ws: Workspace,
    repositories: Annotated[
        list[str] | None, Field(description="owner/name; default those that the person studies.", max_length=10)
    ] = None,
) -> GithubScoutView:
    """Open issues for newcomers, the likeliest to be merged first, each with its reasons.

    Not for the person's own issues (changes_list). Example: {"repositories": ["octo/loom"]}
    """
    from roadweek.usecases.github_reading import opened
    from roadweek.usecases.github_scout import github_scout

    with opened(ws) as client:
        return github_scout(ws, client, repositories or ())


def changes_list(ws: Workspace, since: OptionalDay = None) -> GithubNewView:
    """What changed in the person's pull requests and issues since a day; default: since they last asked at their
    terminal, else a week ago. Not counted as asking there. Example: {"since": "2026-03-01"}
    """
    from roadweek.usecases.github_reading import opened
    from roadweek.usecases.github_scout import github_new

    begin = day(since)
    with opened(ws) as client:
        at = datetime.combine(begin, time.min, ws.now().tzinfo) if begin is not None else None
        return github_new(ws, client, at)


def github_show(
    ws: Workspace,
    view: Annotated[Literal["week", "calendar", "stories", "scout"], Field(description="scout: issues to take.")],
    of: Annotated[str | None, Field(description="Date, or owner/name#12.")] = None,
) -> GithubShowView:
    """GitHub: a week with logged hours, a year with streaks, PR stories. Not for logging.

    Example: {"view": "week"}
    """
    if view == "week":
        return {"github": contributions_show(ws, of)}
    if view == "calendar":
        return {"github": calendar_show(ws, of)}
    if view == "stories":
        return {"github": story_show(ws, of) if of else stories_list(ws)}
    return {"github": issues_list(ws, [of] if of else None)}
