"""A trip before departure in words, for a terminal, a page and a client alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name, length, titled

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.trip_documents import AwayDayView, AwaySessionView, TakenView, TripShowView, WaitingView


def away_title(view: TripShowView, lang: Language) -> tuple[str, list[str]]:
    """The first line, and what has to be known of the trip before the rest is read."""
    trip = view["trip"]
    name = say("trips.title", lang, place=trip["place"]) if trip["place"] else say("trips.title_plain", lang)
    first, last = day_name(trip["start"], lang), day_name(trip["end"], lang)
    span = say("trips.span_day" if first == last else "trips.span", lang, first=first, last=last)
    more: list[str] = []
    if trip["state"] == "suspected":
        more.append(say("trips.suspected", lang))
    elif trip["state"] != "confirmed":
        more.append(say("trips.off", lang, state=say(f"terminal.trip_{trip['state']}", lang)))
    return f"{name} · {span}", more


def day_notes(day: AwayDayView, lang: Language) -> list[str]:
    """What is to be known of a day away: its part in the trip, its place, and its clock where that is another."""
    role = say(f"trips.role_{day['role']}", lang) or (say("trips.role_ride", lang) if day["rides"] else "")
    ahead = day["ahead_min"]
    clock = say("trips.ahead" if ahead > 0 else "trips.behind", lang, length=length(abs(ahead), lang)) if ahead else ""
    return [text for text in (role, day["place"] or "", clock) if text]


def session_notes(one: AwaySessionView, lang: Language) -> list[str]:
    """Where a session is done, its time at home, and what became of it."""
    at_home = say("trips.at_home", lang, time=one["home"]) if one["home"] else ""
    return [text for text in (one["where"] or "", at_home, say(f"trips.{one['status']}", lang)) if text]


def taken_line(one: TakenView, lang: Language) -> str:
    """A kind of material with its amount."""
    key = "trips.take_counted" if one["kind"] in ("cards", "problems") else "trips.take_sessions"
    kind = say(f"trips.kind_{one['kind']}", lang)
    return say(key, lang, kind=kind, title=one["title"], count=one["count"], length=length(one["minutes"], lang))


def taken_titles(one: TakenView, lang: Language) -> list[str]:
    """What it is, by name."""
    more = one["kind"] == "cards" and one["count"] > len(one["titles"])
    return [*one["titles"], *(["…"] if more else [])]


def waiting_line(one: WaitingView, lang: Language) -> str:
    """Hours of a track that wait."""
    titles = ("、" if lang == "zh" else ", ").join(one["titles"])
    return say(
        "trips.waits_line",
        lang,
        title=one["title"],
        length=length(one["minutes"], lang),
        count=one["sessions"],
        titles=titles,
    )


def let_go(view: TripShowView, lang: Language) -> str:
    """The habits that the days away do without; empty where there are none."""
    gone = [waiting_line(one, lang) for one in view["waits"] if not one["waits"]]
    mark = "；" if lang == "zh" else "; "
    head = say("trips.let_go", lang)
    return f"{head}{'：' if lang == 'zh' else ': '}{mark.join(gone)}" if gone else ""


def return_lines(view: TripShowView, lang: Language) -> list[str]:
    """The last day away, the first at home, the first whole week."""
    back = view["back"]
    said = [
        say("trips.back_day", lang, day=day_name(back["day"], lang), length=length(back["day_min"], lang)),
        say("trips.back_first", lang, day=day_name(back["first"], lang), length=length(back["first_min"], lang)),
    ]
    said += [f"  {one['local']}  {titled(one['title'], one['parts'])}" for one in back["first_sessions"]]
    tracks = " · ".join(f"{one['title']} {length(one['minutes'], lang)}" for one in back["week_tracks"])
    return [*said, week_line(view, lang), *([f"  {tracks}"] if tracks else [])]


def week_line(view: TripShowView, lang: Language) -> str:
    """What the first whole week at home holds."""
    back = view["back"]
    used, room = length(back["week_min"], lang), length(back["week_capacity_min"], lang)
    week = say("trips.back_week", lang, week=back["week"], length=used, capacity=room)
    if not back["week_again_min"]:
        return week
    again = say("trips.back_again", lang, length=length(back["week_again_min"], lang))
    return week + ("，" if lang == "zh" else ", ") + again


def policy_lines(view: TripShowView, lang: Language) -> list[str]:
    """The rules that make the days away what they are, with the plan's own lines."""
    policy = view["policy"]
    said: list[str] = []
    numbers = ", ".join(map(str, policy["lines"]))
    if policy["source"]:
        key = "trips.policy_template" if policy["template"] else "trips.policy_lines"
        said.append(say(key, lang, title=policy["template"] or "", lines=numbers))
        said += [f"  {text}" for text in policy["source"]]
    else:
        said.append(say("trips.policy_none", lang))
    if policy["no_new_tasks"]:
        said.append(say("trips.policy_tasks", lang))
    said.append(say("trips.policy_auto" if policy["auto_apply"] else "trips.policy_asks", lang))
    return said


def trip_lines(view: TripShowView, lang: Language) -> list[str]:
    """All of it as plain lines."""
    title, more = away_title(view, lang)
    said = [title, *more]
    for day in view["days"]:
        sums = length(day["planned_min"], lang) if day["planned_min"] else say("trips.nothing", lang)
        said.append(" · ".join([day_name(day["date"], lang), *day_notes(day, lang), sums]))
        for one in day["sessions"]:
            notes = session_notes(one, lang)
            said.append(
                f"  {one['local']} {titled(one['title'], one['parts'])}" + (f" ({', '.join(notes)})" if notes else "")
            )
    said.append(say("trips.take", lang))
    said += [f"  {taken_line(one, lang)}" for one in view["take"]] or ["  " + say("trips.take_none", lang)]
    said.append(say("trips.waits", lang))
    waiting = [f"  {waiting_line(one, lang)}" for one in view["waits"] if one["waits"]]
    said += waiting or ["  " + say("trips.waits_none", lang)]
    gone = let_go(view, lang)
    said += [gone] if gone else []
    return [*said, say("trips.back", lang), *(f"  {text}" for text in return_lines(view, lang)), view["next"]]
