"""GitHub beside the plan: what the use cases make of it, over real HTTP and with a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.github.conftest import TOKEN
from tests.github.lived import NOW, march, open_plan, opened_at
from tests.github.server import ContractServer, limited_in_200
from tests.github.world import World, refused
from tests.samples import small_plan

from roadweek.domain.plan import Track
from roadweek.errors import DateError, GithubLoginError, InputError, UnknownNameError
from roadweek.pages.report import report_page
from roadweek.usecases import replan
from roadweek.usecases.github_calendar import busy_weeks, github_calendar
from roadweek.usecases.github_reading import opened
from roadweek.usecases.github_scout import github_new, github_scout, studied
from roadweek.usecases.github_stories import github_stories, story_words, tell
from roadweek.usecases.github_week import github_week
from roadweek.usecases.lists import add_log
from roadweek.usecases.material import material
from roadweek.usecases.open_source import track_of
from roadweek.usecases.record import record
from roadweek.usecases.undo import undo
from roadweek.usecases.weekly_report import report
from roadweek.usecases.works import work_list
from roadweek.views.report_text import report_markdown
from roadweek.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path, world: World, github: ContractServer, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    march(world)
    monkeypatch.setenv("GITHUB_ENTERPRISE_TOKEN", TOKEN)
    return opened_at(tmp_path / "ws", github.url)


def test_a_week_is_summed_up_in_at_most_three_requests(ws: Workspace, github: ContractServer) -> None:
    with opened(ws) as client:
        view = github_week(ws, client)

    assert (view["week"], view["commits"], view["pull_requests"], view["issues"], view["reviews"]) == (
        "2026-W11",
        9,
        1,
        1,
        1,
    )
    assert [one["name"] for one in view["repositories"]] == ["ada/weather-hub", "tilings/quilt"]
    assert [(one["name"], one["what"]) for one in view["pulls"]] == [
        ("tilings/quilt#9", "unmerged"),
        ("tilings/quilt#12", "opened"),
    ]
    assert view["active_days"] == 3  # by GitHub's day
    assert len(github.asked) <= 3


def test_logged_hours_stand_beside_what_the_day_has_to_show(ws: Workspace) -> None:
    add_log(ws, "opensource", 80, on=NOW.date() - timedelta(days=1))
    add_log(ws, "math", 50, on=NOW.date())
    with opened(ws) as client:
        hours = github_week(ws, client)["hours"]

    assert hours is not None
    assert (hours["track"], hours["target_min"], hours["logged_min"]) == ("opensource", [180, 180], 80)
    days = {one["date"]: one for one in hours["days"]}
    assert days["2026-03-11"] == {"date": "2026-03-11", "logged_min": 80, "evidence": ["opened tilings/quilt#12"]}
    # Commits to one's own station are another line's; that somebody closed a pull request is not the person's work.
    assert days["2026-03-09"]["evidence"] == ["tilings/quilt#9 was closed, not merged"]
    assert hours["unlogged_days"] == ["2026-03-10", "2026-03-12"]


def test_what_was_skipped_counts_as_nothing(ws: Workspace) -> None:
    record(ws, [{"kind": "log", "track": "opensource", "date": "2026-03-11", "minutes": 60, "outcome": "skipped"}])
    with opened(ws) as client:
        hours = github_week(ws, client)["hours"]

    assert hours is not None
    assert hours["logged_min"] == 0
    assert "2026-03-11" in hours["unlogged_days"]


def test_without_a_line_of_open_source_nothing_is_compared(tmp_path: Path, ws: Workspace) -> None:
    other = replace(opened_at(tmp_path / "other", "", plan=small_plan()), settings=ws.settings)
    with opened(other) as client:
        assert github_week(other, client)["hours"] is None


@pytest.mark.parametrize(
    ("track", "found"),
    [
        (Track(id="t9", title="Contributing upstream"), "t9"),
        (Track(id="t9", title="开源贡献"), "t9"),
        (Track(id="t9", title="Side", names=("GitHub",)), "t9"),
        (Track(id="t9", title="Opening chess"), None),
    ],
)
def test_the_line_of_open_source_is_known_by_its_name(track: Track, found: str | None) -> None:
    plan = small_plan()

    assert track_of(plan.model_copy(update={"tracks": (*plan.tracks, track)})) == found


def test_a_week_to_come_is_refused(ws: Workspace) -> None:
    with opened(ws) as client, pytest.raises(DateError):
        github_week(ws, client, NOW.date() + timedelta(days=7))


def test_a_suggestion_closes_nothing_and_its_yes_does(ws: Workspace) -> None:
    with opened(ws) as client:
        closings = github_week(ws, client)["closings"]
    found = {one["id"]: one for one in closings}

    assert list(found) == ["patch", "station"]
    assert found["patch"]["ready"]
    assert not found["station"]["ready"]
    states = {w["id"]: w["state"] for s in work_list(ws)["strands"] for w in s["works"]}
    assert "done" not in states.values()

    edit = {"kind": "finish_work", "work": "patch", "evidence": found["patch"]["evidence"]}
    made = replan.propose(ws, [edit])
    assert made["proposal"] is not None
    replan.approve(ws, made["proposal"], publish=False)

    with opened(ws) as client:
        assert "patch" not in {one["id"] for one in github_week(ws, client)["closings"]}
    sheets = {one["work"]: one for one in material(ws)["sheets"]}
    assert sheets["patch"]["evidence"] == [found["patch"]["evidence"]]


def test_without_a_network_the_week_is_as_it_was_kept(ws: Workspace, github: ContractServer) -> None:
    with opened(ws) as client:
        live = github_week(ws, client)
    asked = len(github.asked)
    with opened(replace(ws, settings=ws.settings), offline=True) as client:
        kept = github_week(ws, client)

    assert kept["source"] == "cache"
    assert {**kept, "source": "live", "notes": []} == {**live, "notes": []}
    assert len(github.asked) == asked


def test_a_limit_gives_what_was_kept_and_says_so(ws: Workspace, github: ContractServer) -> None:
    with opened(ws) as client:
        github_week(ws, client)
    later = replace(ws, clock=lambda: NOW + timedelta(hours=2))
    github.faults.extend([limited_in_200] * 3)
    with opened(later) as client:
        view = github_week(later, client)

    assert view["source"] == "cache"
    assert view["notes"]
    assert view["as_of"].startswith("2026-03-12T20:00")


def test_without_a_token_it_says_what_to_do(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ENTERPRISE_TOKEN")
    with opened(ws) as client, pytest.raises(GithubLoginError):
        github_week(ws, client)


def test_the_year_has_both_streaks_trips_between_and_each_weeks_target(ws: Workspace) -> None:
    before = replace(ws, clock=lambda: NOW - timedelta(days=7))
    record(before, [{"kind": "add_trip", "start": "2026-03-07", "end": "2026-03-08", "place": "Xi'an"}])
    add_log(ws, "opensource", 45, on=NOW.date())
    with opened(ws) as client:
        view = github_calendar(ws, client)

    assert (view["first"], view["last"], view["active_days"]) == ("2025-03-13", "2026-03-12", 6)
    assert view["away"] == [{"first": "2026-03-07", "last": "2026-03-08", "why": "trip", "place": "Xi'an"}]
    # By UTC nothing happened on the 11th; by the clocks of Shanghai a pull request was opened that night.
    assert view["streaks"]["github"]["days"] == 1
    own = view["streaks"]["own"]
    assert (own["days"], own["waited"], own["since"], own["today"]) == (6, 1, "2026-03-06", "done")
    weeks = {one["week"]: one for one in view["weeks"]}
    assert weeks["2026-W11"]["counts"][:4] == [3, 4, 0, 5]
    assert (weeks["2026-W11"]["logged_min"], weeks["2026-W11"]["target_min"]) == (45, 180)
    assert [one["week"] for one in busy_weeks(view)["weeks"]] == ["2026-W08", "2026-W10", "2026-W11"]


def test_a_story_has_facts_and_takes_the_persons_words_which_undo_takes_back(ws: Workspace) -> None:
    with opened(ws) as client:
        listed = github_stories(ws, client)
        told = tell(ws, client, "tilings/quilt#9", "lesson", "  Ask before\n rewriting. ")
        again = tell(ws, client, "https://github.com/tilings/quilt/pull/9", "lesson", "Ask first.")
        story = github_stories(ws, client, "tilings/quilt#9")["story"]

    assert [(one["name"], one["state"], one["days"]) for one in listed["stories"]] == [
        ("tilings/quilt#12", "open", 1),
        ("tilings/quilt#9", "unmerged", 17),
    ]
    assert story is not None
    said = {part["head"]: part["said"] for part in story["parts"]}
    assert said == {"problem": None, "read": None, "approach": None, "outcome": None, "lesson": "Ask first."}
    assert all(part["question"] for part in story["parts"])
    assert told["events"][0]["event"] < again["events"][0]["event"]

    undo(ws, 1)
    assert story_words(ws, "tilings/quilt#9") == {"lesson": "Ask before rewriting."}
    undo(ws, 1)
    assert story_words(ws, "tilings/quilt#9") == {}


@pytest.mark.parametrize(("head", "text", "error"), [("moral", "x", UnknownNameError), ("lesson", " \n", InputError)])
def test_words_without_a_place_or_a_place_without_words_are_refused(
    ws: Workspace, head: str, text: str, error: type[Exception]
) -> None:
    with opened(ws) as client, pytest.raises(error):
        tell(ws, client, "tilings/quilt#9", head, text)


def test_scouting_ranks_the_issues_of_what_is_studied(ws: Workspace) -> None:
    with opened(ws) as client:
        view = github_scout(ws, client, ["tilings/quilt"])

    assert [one["name"] for one in view["issues"]] == ["tilings/quilt#6", "tilings/quilt#4"]
    assert view["issues"][0]["free"]
    assert "nobody is assigned" in view["issues"][0]["reasons"]


def test_what_is_studied_is_named_by_the_settings_and_by_addresses_in_the_plan(ws: Workspace) -> None:
    lines = "see https://github.com/tilings/quilt, https://github.com/makers/loom.git and github.com/makers/loom/issues"
    (ws.plans / f"{open_plan().source_sha256}.md").write_text(f"{lines}\nhttps://github.com/settings/tokens\n")
    named = replace(ws, settings=replace(ws.settings, github=replace(ws.settings.github, repositories=("a/b",))))

    assert studied(named) == ["a/b", "tilings/quilt", "makers/loom"]


def test_without_any_repository_it_asks_which(ws: Workspace) -> None:
    with opened(ws) as client, pytest.raises(InputError) as refused:
        github_scout(ws, client)

    assert "config.toml" in refused.value.text("en")
    assert "config.toml" in refused.value.text("zh")


def test_what_is_new_is_told_once_to_who_asks(ws: Workspace, world: World) -> None:
    with opened(ws) as client:
        first = github_new(ws, client, seen=True)
    later = replace(ws, clock=lambda: NOW + timedelta(hours=3))
    world.pull_requests[0]["updatedAt"] = "2026-03-12T13:30:00Z"
    with opened(later) as client:
        looked = github_new(later, client)  # a model looks: it does not count as asking
        second = github_new(later, client, seen=True)

    assert [(one["name"], one["what"]) for one in first["changes"]] == [
        ("tilings/quilt#12", "opened"),
        ("tilings/quilt#5", "opened"),
        ("tilings/quilt#9", "unmerged"),
    ]
    assert second["since"].startswith("2026-03-12T20:00")
    assert [(one["name"], one["what"]) for one in second["changes"]] == [("tilings/quilt#12", "changed")]
    assert looked["since"] == second["since"]


def test_the_weekly_report_has_the_week_as_it_was_last_read_and_asks_nothing(
    ws: Workspace, github: ContractServer
) -> None:
    before = report(ws)
    with opened(ws) as client:
        view = github_week(ws, client)
    asked = len(github.asked)
    after = report(ws)

    assert before["github"] is None
    assert after["github"] is not None
    assert {**after["github"], "source": "live"} == view
    text = report_markdown(after, "en")
    assert "## On GitHub" in text
    assert "tilings/quilt\\#12 opened: Faster seams" in text
    assert "## On GitHub" not in report_markdown(before, "en")
    assert "tilings/quilt" in report_page(after, "zh")
    assert len(github.asked) == asked


def test_a_title_of_somebody_else_is_no_markdown_of_the_report(ws: Workspace, world: World) -> None:
    world.pull_requests[0]["title"] = "[click](http://evil.example) **now** <img src=x> | a | b"
    with opened(ws) as client:
        github_week(ws, client)
    page = report_page(report(ws), "en")

    assert "<img" not in page
    assert "<strong>now" not in page
    assert 'href="http://evil.example' not in page


def test_stories_are_material_for_the_next_post(ws: Workspace) -> None:
    with opened(ws) as client:
        github_week(ws, client)
        tell(ws, client, "tilings/quilt#9", "lesson", "Ask first.")
    outline = {part["title"]: part["points"] for part in material(ws)["outline"]}

    assert outline["Stories of pull requests"] == [
        "tilings/quilt#9 closed, not merged: A cache of seams",
        "tilings/quilt#12 opened: Faster seams",
        "A cache of seams · Lesson: Ask first.",
    ]


@pytest.mark.parametrize(
    ("files", "ready", "why"),
    [
        (("README.md", "Dockerfile", "app.py"), True, "ada/weather-hub is there with README, Dockerfile"),
        (("readme.rst",), False, "ada/weather-hub is there with README, still without Dockerfile"),
        (("app.py",), False, "ada/weather-hub is there, still without README, Dockerfile"),
    ],
)
def test_a_repository_is_looked_into_for_what_the_plan_wants_of_it(
    ws: Workspace, world: World, github: ContractServer, files: tuple[str, ...], ready: bool, why: str
) -> None:
    del world.repositories["ada/weather-hub"]
    world.repository("ada/weather-hub", files=files)
    with opened(ws) as client:
        found = {one["id"]: one for one in github_week(ws, client)["closings"]}

    assert (found["station"]["ready"], found["station"]["why"]) == (ready, why)
    assert len(github.asked) <= 3


def test_a_repository_that_may_not_be_looked_into_is_no_missing_part(ws: Workspace, world: World) -> None:
    def refused_top(_: object, expression: str) -> None:
        raise refused("FORBIDDEN", f"Resource not accessible by personal access token ({expression})")

    world.repositories["ada/weather-hub"]["object"] = refused_top
    with opened(ws) as client:
        view = github_week(ws, client)

    assert view["notes"] == []
    assert view["commits"] == 9
