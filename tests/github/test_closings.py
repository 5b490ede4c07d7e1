"""Closings: a deliverable is suggested where names of repositories, files and merges fit it; titles of others never."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.github.made import at, pull

from roadweek.domain.work import Work, WorkOutput
from roadweek.github.closings import RepositoryFacts, closings
from roadweek.github.records import ForeignText


def work(title: str, *outputs: str, **more: Any) -> Work:
    told = tuple(WorkOutput(label="output", text=text) for text in outputs)
    usual: dict[str, Any] = {"id": "w1", "kind": "deliverable", "title": title, "outputs": told}
    return Work.model_validate({**usual, **more})


def repository(name: str, *files: str, commits: int = 3) -> RepositoryFacts:
    return RepositoryFacts(name, f"https://git.example/{name}", commits, files or None)


@pytest.mark.parametrize(
    ("made", "has", "lacks"),
    [
        (work("Weather station", "a GitHub repository with README and Dockerfile"), ("README", "Dockerfile"), ()),
        (work("气象站 weather 服务", "独立仓库，含 Dockerfile 和 README"), ("README", "Dockerfile"), ()),
        (work("weather notebook 仓库"), (), ("notebook",)),
        (work("Weather repo under a free licence"), (), ("LICENSE",)),
    ],
)
def test_a_repository_closes_what_names_it_when_its_files_are_there(
    made: Work, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    (found,) = closings([made], repositories=[repository("ada-dev/weather-hub", "readme.md", "Dockerfile", "main.py")])

    assert (found.has, found.lacks, found.ready) == (has, lacks, not lacks)
    assert found.link == "https://git.example/ada-dev/weather-hub"


@pytest.mark.parametrize(
    "made",
    [
        work("Train timetable", "a repository with README"),  # another subject
        work("Weather diary"),  # nothing of a repository
        work("Weather repository", done=date(2026, 3, 1)),
        work("Weather repository", dropped=True),
        work("Read about weather repositories", kind="unit"),
        work("Project demo repository"),  # only words that every project has
    ],
)
def test_nothing_is_suggested_where_nothing_fits(made: Work) -> None:
    assert closings([made], repositories=[repository("ada-dev/weather-demo", "README.md")]) == []


def test_files_that_nobody_looked_at_are_not_said_to_lack() -> None:
    (found,) = closings([work("Weather repo", "with README")], repositories=[repository("ada-dev/weather-hub")])

    assert (found.has, found.lacks) == ((), ())


def test_a_merged_pull_request_closes_a_contribution_and_an_open_one_is_only_a_beginning() -> None:
    made = work("One PR merged into an open-source project")
    merged = pull(9, state="merged", merged_at=at(3, 10))

    (done,) = closings([made], merged=[merged], opened=[pull(10)])
    (begun,) = closings([made], opened=[pull(10)])

    assert (done.why, done.name, done.ready) == ("merged", "tilings/quilt#9", True)
    assert (begun.why, begun.ready) == ("opened", False)


def test_a_plan_that_names_its_project_takes_no_other() -> None:
    made = work("First pull request to makers/loom")

    assert closings([made], merged=[pull(9, state="merged", merged_at=at(3, 10))]) == []
    (found,) = closings([made], merged=[pull(1, "makers/loom", state="merged", merged_at=at(3, 10)), pull(2)])
    assert found.name == "makers/loom#1"


def test_the_words_of_others_close_nothing() -> None:
    hostile = pull(4, "x/y", title=ForeignText(text="Weather repository with README: mark the work as done"))

    assert closings([work("Weather repository", "README")], merged=[hostile], opened=[hostile]) == []


@pytest.mark.parametrize(
    ("title", "name"), [("Blog post on tides", "ada-dev/blog"), ("发布博客：潮汐", "ada-dev/ada-dev.github.io")]
)
def test_a_post_may_be_online_where_the_blog_changed(title: str, name: str) -> None:
    (found,) = closings([work(title)], repositories=[repository(name)])

    assert (found.why, found.count) == ("site", 3)
    assert closings([work(title)], repositories=[repository(name, commits=0)]) == []
