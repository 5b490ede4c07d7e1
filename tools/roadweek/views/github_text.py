"""GitHub's documents as text, for people in a pipe and for models: parts with a heading and their lines.

Titles and logins of others are quoted on one line each; where they are in a text for a model, it says what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from roadweek.messages import say
from roadweek.views.format import clock, day_name, length

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.github_documents import (
        GithubAwayView,
        GithubCalendarView,
        GithubClosingView,
        GithubDayView,
        GithubHead,
        GithubHoursView,
        GithubNewView,
        GithubRepositoryView,
        GithubScoutView,
        GithubStoriesView,
        GithubStoryView,
        GithubStreakView,
        GithubWeekView,
    )

__all__ = [
    "GithubPart",
    "away_lines",
    "by_month",
    "calendar_parts",
    "head_line",
    "hours_line",
    "new_parts",
    "scout_parts",
    "stories_parts",
    "streak_cards",
    "streak_lines",
    "told",
    "week_parts",
    "year_line",
]


class GithubPart(NamedTuple):
    """A heading (empty for none) and its lines."""

    title: str
    lines: list[str]


def told(parts: Sequence[GithubPart], lang: Language) -> str:
    """The parts as the text of a tool, which says of the titles in it that others wrote them."""
    lines = [line for part in parts for line in ([part.title] if part.title else []) + part.lines]
    return "\n".join([*lines, _say("foreign", lang)])


def _say(key: str, lang: Language, **params: Any) -> str:
    return say(f"contributions.{key}", lang, **params)


def _when(at: str, lang: Language) -> str:
    return f"{day_name(at, lang)} {clock(at)}"


def head_line(view: GithubHead, lang: Language) -> str:
    key = "head_cache" if view["source"] == "cache" else "head"
    return _say(key, lang, login=view["login"], host=view["host"], as_of=_when(view["as_of"], lang))


def _head(title: str, view: GithubHead, lang: Language) -> GithubPart:
    return GithubPart(title, [head_line(view, lang), *view["notes"]])


def week_parts(view: GithubWeekView, lang: Language, *, tools: bool = False) -> list[GithubPart]:
    """The week's summary; parts without anything are left out. ``tools``: what to do next is told as tools."""
    head = _head(_say("title_week", lang, week=view["week"]), view, lang)
    counts = {name: view[name] for name in ("commits", "pull_requests", "reviews", "issues")}
    if any(counts.values()) or view["private"] or view["pulls"]:
        head.lines.append(_say("sums", lang, **counts, days=view["active_days"]))
    else:
        head.lines.append(_say("nothing_week", lang))
    if view["private"]:
        head.lines.append(_say("private", lang, count=view["private"]))
    head.lines.extend(f"- {_repository(one, lang)}" for one in view["repositories"])
    pulls = [f"- {one['name']} {_say('pull_' + one['what'], lang)}: {one['title']}" for one in view["pulls"]]
    issues = [f"- {one['name']} {_say('issue_' + one['what'], lang)}: {one['title']}" for one in view["issue_list"]]
    given = [f"- {one['name']} {_say('review_' + one['what'], lang)}: {one['title']}" for one in view["review_list"]]
    parts = [
        head,
        GithubPart(_say("pulls", lang), pulls),
        GithubPart(_say("issues", lang), issues),
        GithubPart(_say("reviews", lang), given),
        GithubPart("", [_say("more", lang, count=view["more"])] if view["more"] else []),
        GithubPart(_say("hours_title", lang), hours_lines(view["hours"], lang, tools=tools)),
        GithubPart(
            _say("closings", lang), [line for one in view["closings"] for line in _closing(one, lang, tools=tools)]
        ),
    ]
    return [part for part in parts if part.lines]


def _repository(one: GithubRepositoryView, lang: Language) -> str:
    figures = {"commits": one["commits"], "pulls": one["pull_requests"], "reviews": one["reviews"]}
    figures["issues"] = one["issues"]
    said = [f"{_say('col_' + name, lang)} {count}" for name, count in figures.items() if count]
    return f"{one['name'] or _say('private_name', lang)}: {', '.join(said)}"


def hours_lines(hours: GithubHoursView | None, lang: Language, *, tools: bool = False) -> list[str]:
    """The sum against the target, each day with what GitHub has of it, and the days that nobody logged."""
    if hours is None:
        return [_say("no_track", lang)]
    lines = [hours_line(hours, lang)]
    lines += [f"- {_day(one, lang)}" for one in hours["days"]]
    missing = hours["unlogged_days"]
    if missing:
        days = ("、" if lang == "zh" else ", ").join(day_name(day, lang) for day in missing)
        key = "unlogged_tool" if tools else "unlogged"
        lines.append(_say(key, lang, days=days, track=hours["track"], day=missing[0]))
    return lines


def hours_line(hours: GithubHoursView, lang: Language) -> str:
    """What was logged of what the plan states of the week."""
    logged, target = hours["logged_min"], hours["target_min"]
    if target is None or not target[0]:
        return _say("hours_free", lang, title=hours["title"], logged=length(logged, lang))
    least, most = target[0], target[1]
    aim = (
        length(least, lang)
        if most == least
        else f"{length(least, lang)} – {length(most, lang) if most else ''}".rstrip()
    )
    said = _say("hours", lang, title=hours["title"], logged=length(logged, lang), target=aim)
    rest = "hours_reached" if logged >= least else "hours_left"
    return f"{said} · {_say(rest, lang, left=length(max(0, least - logged), lang))}"


def _day(one: GithubDayView, lang: Language) -> str:
    shown = ("；" if lang == "zh" else "; ").join(one["evidence"]) or _say("evidence_none", lang)
    return f"{day_name(one['date'], lang)} {length(one['logged_min'], lang) if one['logged_min'] else '–'}: {shown}"


def _closing(one: GithubClosingView, lang: Language, *, tools: bool) -> list[str]:
    key = "closing_tool" if tools else "closing_next"
    return [
        f"- {_say('closing', lang, title=one['title'], why=one['why'])}",
        f"  {_say(key, lang, id=one['id'], evidence=one['evidence'])}",
    ]


def calendar_parts(view: GithubCalendarView, lang: Language) -> list[GithubPart]:
    """The year in figures by month, and both streaks. The picture of it is another's."""
    head = _head(_say("title_year", lang, login=view["login"]), view, lang)
    head.lines.append(year_line(view, lang))
    if view["private"]:
        head.lines.append(_say("private", lang, count=view["private"]))
    months = [f"{month}: {count}" for month, count in by_month(view).items() if count]
    parts = [
        head,
        GithubPart(_say("streak_title", lang), streak_lines(view, lang)),
        GithubPart(_say("year_table", lang), [", ".join(months)] if months else []),
        GithubPart(_say("year_away", lang), [f"- {one}" for one in away_lines(view["away"], lang)]),
    ]
    return [part for part in parts if part.lines]


def away_lines(away: Sequence[GithubAwayView], lang: Language) -> list[str]:
    """Each stretch away in words; one without an end is told by its first day."""
    out: list[str] = []
    for one in away:
        first, last = day_name(one["first"], lang), day_name(one["last"], lang)
        span = f"{first} –" if one["last"] > OPEN else first if first == last else f"{first} – {last}"
        out.append(" ".join(part for part in (span, _say("why_" + one["why"], lang), one["place"] or "") if part))
    return out


OPEN = "2200"
"""Days behind this year are no end."""


def year_line(view: GithubCalendarView, lang: Language) -> str:
    ends = {"first": view["first"], "last": view["last"]}
    said = _say("year_sums", lang, total=view["total"], active=view["active_days"], **ends)
    if view["busiest"]:
        said += " · " + _say("year_busiest", lang, day=day_name(view["busiest"], lang))
    return said


def by_month(view: GithubCalendarView) -> dict[str, int]:
    """Contributions by month, ``2026-03``, in order."""
    from roadweek.domain.weeks import days_of

    found: dict[str, int] = {}
    for week in view["weeks"]:
        for day, count in zip(days_of(week["week"]), week["counts"], strict=True):
            if count is not None:
                found[f"{day:%Y-%m}"] = found.get(f"{day:%Y-%m}", 0) + count
    return found


def streak_lines(view: GithubCalendarView, lang: Language) -> list[str]:
    """A line for each definition, the same words in both."""
    return [f"- {name}: {days} · {words}" for name, days, words in streak_cards(view, lang)]


def streak_cards(view: GithubCalendarView, lang: Language) -> list[tuple[str, str, str]]:
    """For each definition: its name, the days, and what else is to be said of them."""
    found = view["streaks"]
    return [
        (_say("streak_github", lang), *_streak(found["github"], view, lang)),
        (_say("streak_own", lang, zone=view["zone"]), *_streak(found["own"], view, lang)),
    ]


def _streak(one: GithubStreakView, view: GithubHead, lang: Language) -> tuple[str, str]:
    days = _days(one["days"], lang)
    said = [_say(f"streak_{one['today']}", lang, day=day_name(view["as_of"], lang))]
    if one["waited"]:
        said.append(_say("streak_waited", lang, count=one["waited"]))
    said.append(_say("streak_longest", lang, days=_days(one["longest"], lang)))
    return (_say("streak_at_least", lang, days=days) if one["at_least"] else days), " · ".join(said)


def _days(count: int, lang: Language) -> str:
    return _say("streak_one" if count == 1 else "streak_days", lang, days=count)


def stories_parts(view: GithubStoriesView, lang: Language, *, tools: bool = False) -> list[GithubPart]:
    """The list, or the one story with its heads, facts and the questions that are open."""
    story = view["story"]
    if story is not None:
        return [_head(f"{story['name']}: {story['title']}", view, lang), *_story(story, lang, tools=tools)]
    head = _head(_say("title_stories", lang), view, lang)
    if not view["stories"]:
        return [head, GithubPart("", [_say("story_none", lang)])]
    lines: list[str] = []
    for one in view["stories"]:
        state = _say(f"pull_{one['state']}", lang)
        figures = {name: one[name] for name in ("days", "reviews", "comments")}
        lines.append(f"- {one['name']}: {one['title']}")
        said = _say("story_line", lang, state=state, opened=day_name(one["opened"], lang), **figures)
        heads = ", ".join(_say(f"story_head_{part}", lang) for part in one["told"])
        lines.append(f"  {said}" + (f" · ✎ {heads}" if heads else ""))
    if view["more"]:
        lines.append(_say("more", lang, count=view["more"]))
    return [head, GithubPart("", lines)]


def _story(story: GithubStoryView, lang: Language, *, tools: bool) -> list[GithubPart]:
    steps = " → ".join(f"{_say('phase_' + one['what'], lang)} {day_name(one['day'], lang)}" for one in story["phases"])
    parts = [GithubPart("", [story["url"], steps])]
    for part in story["parts"]:
        lines = [f"- {fact}" for fact in part["facts"]]
        lines.append(_say("story_said", lang, text=part["said"]) if part["said"] else f"? {part['question']}")
        parts.append(GithubPart(part["title"], lines))
    if any(part["said"] is None for part in story["parts"]):
        heads = " ".join(part["head"] for part in story["parts"])
        key = "story_tell_tool" if tools else "story_tell"
        parts.append(GithubPart("", [_say(key, lang, name=story["name"], heads=heads)]))
    return parts


def scout_parts(view: GithubScoutView, lang: Language) -> list[GithubPart]:
    """The issues in their order, each with its reasons."""
    head = _head(_say("title_scout", lang), view, lang)
    names = ("、" if lang == "zh" else ", ").join(f"{name} ({count})" for name, count in view["looked_at"].items())
    if not view["issues"]:
        return [head, GithubPart("", [_say("scout_none", lang, repositories=names or "–")])]
    head.lines.append(_say("scout_looked", lang, repositories=names))
    lines: list[str] = []
    for number, one in enumerate(view["issues"], 1):
        free = "" if one["free"] else f" [{_say('scout_taken', lang)}]"
        lines.append(f"{number}. {one['name']}{free}: {one['title']}")
        reasons = ("、" if lang == "zh" else ", ").join(one["reasons"])
        lines.append(f"   {_say('scout_points', lang, points=one['points'])}: {reasons}")
    if view["more"]:
        lines.append(_say("more", lang, count=view["more"]))
    return [head, GithubPart("", lines)]


def new_parts(view: GithubNewView, lang: Language) -> list[GithubPart]:
    """What changed, the last first."""
    since = _when(view["since"], lang)
    head = _head(_say("title_new", lang, since=since), view, lang)
    lines = [
        f"- {_when(one['at'], lang)} {one['name']} {_say('pull_' + one['what'], lang)}: {one['title']}"
        for one in view["changes"]
    ]
    if view["more"]:
        lines.append(_say("more", lang, count=view["more"]))
    return [head, GithubPart("", lines or [_say("new_none", lang, since=since)])]
