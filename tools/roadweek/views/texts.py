"""Views as a few lines of text, for chats, forms and resources: what is said about them comes from the catalogue."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from roadweek.messages import say
from roadweek.views.format import day_name, edit_words, length, notice_lines, titled, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadweek.domain.base import Language
    from roadweek.views.documents import (
        AppliedView,
        ChangeView,
        EffectsView,
        EffectView,
        MomentView,
        OutboxView,
        ProgressWeekView,
        ProposalView,
        RefusedView,
        SessionView,
        TodayView,
        UndoView,
        UnplacedView,
        WeekView,
    )
    from roadweek.views.holidays import HolidayView

_DAYS: dict[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_COLON = {"en": ": ", "zh": "："}
_MARKS = {"done": " ✓", "partial": " ~", "skipped": " ✗"}


def moment(when: MomentView | None, lang: Language) -> str:
    """``Mon 2 Mar 19:00`` in the time of its place; "–" for none."""
    return "–" if when is None else f"{day_name(when['start'], lang)} {when['start'][11:16]}"


def proposal_text(proposal: ProposalView, lang: Language, *, limit: int = 40) -> str:
    """All that approval writes, in count and in list: a week for the first time as a week, else the changes with their
    reasons, the forced ones first. Of what is beside it (changes against a draft, what has no place) more than
    ``limit`` are counted."""
    if proposal["question"]:
        return proposal["question"]
    told = notice_lines(proposal["notices"], lang)
    if proposal["proposal"] is None:
        return "\n".join([say("agents.no_changes", lang), *told])
    lines = [effects_head(proposal["effects"], lang, weeks=proposal["weeks"])]
    if not proposal["effects"]["sessions"]:
        lines += ["- " + edit_words(edit, lang) for edit in proposal["edits"]]
    whole, rest = by_first(proposal)
    lines += effect_lines(whole, lang)
    drafted, standing = changes_by_first(proposal)
    lines += _changes(standing, lang)
    lines += effect_lines(rest, lang)
    if drafted:
        lines += [say("agents.against_draft", lang), *_changes(drafted[:limit], lang)]
        if len(drafted) > limit:
            lines.append(say("agents.more", lang, count=len(drafted) - limit))
    lines += _unplaced(proposal["unplaced"], lang, limit)
    return "\n".join([*told, *lines])


def effects_head(effects: EffectsView, lang: Language, *, weeks: Sequence[str] = ()) -> str:
    """How many events are written and removed, in one line."""
    if not effects["sessions"]:
        return say("agents.effects_none", lang)
    minutes = sum(_minutes(one) for one in effects["sessions"] if one["what"] != "removed")
    key = "put" if not effects["delete"] else "both" if effects["put"] else "delete"
    counts = {"put": effects["put"], "delete": effects["delete"], "length": length(minutes, lang)}
    words = say(f"agents.effects_{key}", lang, **counts)
    return f"{', '.join(weeks)}{_COLON[lang]}{words}" if weeks else words


def _minutes(effect: EffectView) -> int:
    start, end = datetime.fromisoformat(effect["start"]), datetime.fromisoformat(effect["end"])
    return round((end - start).total_seconds() / 60)


def by_first(proposal: ProposalView) -> tuple[list[EffectView], list[EffectView]]:
    """The effects in weeks that are accepted for the first time, and those elsewhere that no change names."""
    named = {change["session"] for change in changes_by_first(proposal)[1]}
    effects = proposal["effects"]["sessions"]
    whole = [one for one in effects if _week(one["start"]) in proposal["first"]]
    return whole, [one for one in effects if one not in whole and one["id"] not in named]


def changes_by_first(proposal: ProposalView) -> tuple[list[ChangeView], list[ChangeView]]:
    """The changes against the draft of weeks that nobody has approved, and those of weeks that stand, the forced ones
    first. A draft of which nothing was seen has none: all of it is new."""
    parts: tuple[list[ChangeView], list[ChangeView]] = ([], [])
    for change in sorted(proposal["changes"], key=lambda change: not change["forced"]):
        moment = change["from"] or change["to"]
        first = moment is not None and _week(moment["start"]) in proposal["first"]
        parts[0 if first else 1].append(change)
    drafted = parts[0] if any(change["kind"] != "added" for change in parts[0]) or proposal["edits"] else []
    return drafted, parts[1]


def _week(moment: str) -> str:
    year, week, _ = date.fromisoformat(moment[:10]).isocalendar()
    return f"{year}-W{week:02d}"


def effect_lines(effects: Sequence[EffectView], lang: Language) -> list[str]:
    """Effects by day: a line a day, what is not new marked."""
    days: dict[str, list[str]] = {}
    for one in effects:
        days.setdefault(one["start"][:10], []).append(effect_words(one, lang))
    between = "；" if lang == "zh" else "; "
    return [f"- {day_name(day, lang)}{_COLON[lang]}{between.join(said)}" for day, said in days.items()]


def effect_words(effect: EffectView, lang: Language) -> str:
    """``19:00–20:00 Maths``, marked where it is not new."""
    said = f"{effect['start'][11:16]}–{effect['end'][11:16]} {effect['title']}"
    if effect["what"] == "new":
        return said
    was = moment(effect["from"], lang)
    mark = say(f"agents.effect_{effect['what']}", lang, before=was)
    return f"{said} ({mark})"


def _changes(changes: Sequence[ChangeView], lang: Language) -> list[str]:
    return [
        say(
            f"agents.change_{change['kind']}",
            lang,
            title=change["title"],
            before=moment(change["from"], lang),
            after=moment(change["to"], lang),
            reason=change["reason"],
        )
        for change in changes
    ]


def undo_text(undo: UndoView, lang: Language) -> str:
    """What an undo would take back: each event, then all that it writes to the calendar."""
    lines = [say("agents.undo_head", lang, count=len(undo["events"]))]
    lines += [f"- {event['event']}: {event['summary']}" for event in undo["events"]]
    effects = undo["effects"]
    if effects["sessions"]:
        lines.append(say("agents.undo_effects", lang, put=effects["put"], delete=effects["delete"]))
    else:
        lines.append(say("agents.undo_no_effects", lang))
    lines += effect_lines(effects["sessions"], lang)
    if undo["kept"]:
        lines.append(say("agents.undo_kept", lang, count=len(undo["kept"])))
    return "\n".join(lines)


def undo_told(undo: UndoView, lang: Language) -> str:
    """An undo as a tool tells it: what was taken back, or what would be and with which words it then is."""
    if undo["undone"]:
        return applied_text(undo, lang)
    events = ", ".join(str(event["event"]) for event in undo["events"])
    digest = undo["effects"]["digest"]
    return "\n".join([say("agents.undo_only_shown", lang, events=events, digest=digest), undo_text(undo, lang)])


def proposal_told(proposal: ProposalView, lang: Language) -> str:
    """A proposal as a tool tells it: its id, version and state, what approving it takes (a client may show its model
    the text alone), what it writes, and what has no place."""
    head = ""
    if proposal["proposal"]:
        state = say(f"states.{proposal['state']}", lang)
        head = (
            say("agents.proposal_head", lang, id=proposal["proposal"], version=proposal["version"], state=state) + "\n"
        )
        if proposal["state"] == "open":
            shown = {"version": proposal["version"], "digest": proposal["effects"]["digest"]}
            head += say("agents.proposal_approve", lang, **shown) + "\n"
    lines = [f"! {warning}" for warning in proposal["warnings"]]
    if proposal["others"]:
        lines.append(say("states.also_open", lang, proposals=", ".join(proposal["others"])))
    return "\n".join([head + proposal_text(proposal, lang), *lines])


def applied_text(applied: AppliedView, lang: Language) -> str:
    """What an approval, a record or an undo did, and whether the calendar has it."""
    summary = "; ".join(event["summary"] for event in applied["events"])
    lines = [say("agents.applied", lang, summary=summary) if summary else say("agents.applied_plain", lang)]
    waiting = applied["calendar"]
    if waiting["pending"] and waiting["error"]:
        lines.append(say("agents.calendar_waits", lang, pending=waiting["pending"], why=waiting["error"]))
    elif waiting["pending"]:
        lines.append(say("agents.calendar_waits_plain", lang, pending=waiting["pending"]))
    return "\n".join(lines)


def week_text(week: WeekView, lang: Language) -> str:
    """A week as text: a line a session under its day, then what has no place and why."""
    lines = [
        say(
            f"agents.week_{week['state']}",
            lang,
            week=week["week"],
            planned=week["planned_min"],
            capacity=week["capacity_min"],
            buffer=week["buffer_min"],
        )
    ]
    for day in week["days"]:
        when = date.fromisoformat(day["date"])
        template = "" if day["template"] == "normal" else f" ({day['template']})"
        lines.append(
            f"{_DAYS[lang][when.weekday()]} {day['date']}{template}{holiday_mark(week['holidays'], when, lang)}"
        )
        mine = [session for session in week["sessions"] if datetime.fromisoformat(session["start"]).date() == when]
        lines += [f"  {session_line(session)}" for session in mine]
    lines += [*elsewhere_lines(week, lang), *_unplaced(week["unplaced"], lang, 40)]
    lines += notice_lines(week["notices"], lang)
    return "\n".join([*lines, week["timezone"], *calendar_lines(week["calendar"], lang)])


def holiday_mark(holidays: Iterable[HolidayView], day: date, lang: Language) -> str:
    """What is special about a day, behind its name: "· National Day: as usual", "· working day"."""
    for one in holidays:
        if one["start"] <= day.isoformat() <= one["end"]:
            choice = one["choice_words"] or say("holidays.workday", lang)
            return " · " + say("holidays.line", lang, name=one["name"], choice=choice)
    return ""


def elsewhere_lines(week: WeekView, lang: Language) -> list[str]:
    """The week's sessions that the person put into another week, each with where it is now."""
    lines: list[str] = []
    for one in week.get("elsewhere", ()):
        year, number, _ = date.fromisoformat(one["start"][:10]).isocalendar()
        when = f"{day_name(one['start'], lang)} {one['local']}"
        lines.append(say("states.went_elsewhere", lang, title=one["title"], when=when, week=f"{year}-W{number:02d}"))
    return lines


def session_line(session: SessionView) -> str:
    """``19:00–20:00 title [short id]``; marked when done, with ``?`` where nobody has said, with a star when pinned."""
    start, end = datetime.fromisoformat(session["start"]), datetime.fromisoformat(session["end"])
    title = titled(session["title"], session["parts"])
    mark = " ?" if session["open"] else _MARKS.get(session["status"], "")
    return f"{start:%H:%M}–{end:%H:%M} {title}{mark}{' *' if session['pinned'] else ''} [{session['short']}]"


def today_text(today: TodayView, lang: Language) -> str:
    """Today as text: now, the sessions, what comes next, what is open, and what the evening asks."""
    now = datetime.fromisoformat(today["now"])
    lines = [f"{today['weekday']} {today['date']} {now:%H:%M} {today['timezone']}"]
    lines += [f"  {session_line(session)}" for session in today["sessions"]]
    if not today["sessions"]:
        lines.append("  " + say("agents.day_empty", lang, date=today["date"]))
    if today["recall"]:
        lines.append("recall: " + ", ".join(one["title"] or one["problem"] for one in today["recall"]))
    if today["drill"] and not today["drill"]["answered"]:
        lines.append("drill: " + today["drill"]["title"])
    for one in today["decisions"]:
        due = day_name(one["due"], lang)
        lines.append(say("decisions.asked", lang, question=one["question"], day=due) + f" [{one['id']}]")
        lines += [f"  {number}. {option}" for number, option in enumerate(one["options"], 1)]
        lines += [f"  · {fact}" for fact in one["facts"]]
    following = today["next"]
    if following is not None:
        lines.append(say("agents.next_up", lang, day=following["weekday"], session=session_line(following)))
    lines += opened(today["open"], lang)
    lines += notice_lines(today["notices"], lang)
    lines += [today["ask"]] if today["ask"] else []
    return "\n".join(lines + calendar_lines(today["calendar"], lang))


def progress_text(weeks: list[ProgressWeekView], lang: Language) -> str:
    """What was planned, done and is left, a line a track and a work."""
    lines: list[str] = []
    for week in weeks:
        lines.append(say("terminal.progress_week", lang, week=week["week"]))
        for one in (*week["tracks"], *week["works"]):
            parts = [
                f"{say(f'terminal.col_{name}', lang)} {length(minutes, lang)}"
                for name, minutes in (
                    ("planned", one["planned_min"]),
                    ("really", one["done_min"]),
                    ("skipped", one["skipped_min"]),
                    ("open", one["open_min"]),
                    ("ahead", one["ahead_min"]),
                )
                if minutes
            ]
            lines.append(f"- {one['title']}: {', '.join(parts)}")
    return "\n".join(lines)


def opened(sessions: list[SessionView], lang: Language, limit: int = 12) -> list[str]:
    """What is over and was not reported, a line each."""
    if not sessions:
        return []
    lines = [say("agents.open_head", lang, count=len(sessions))]
    lines += [f"- {one['weekday']} {one['start'][5:10]} {session_line(one)}" for one in sessions[:limit]]
    return [*lines, say("agents.more", lang, count=len(sessions) - limit)] if len(sessions) > limit else lines


def calendar_lines(waiting: OutboxView, lang: Language) -> list[str]:
    """What waits for the calendar, or was given up, and why."""
    lines = refused_lines(waiting.get("refused", []), lang)
    if not waiting["pending"]:
        return lines
    why = waiting["error"] or say("terminal.calendar_unknown_why", lang)
    return [say("agents.calendar_pending", lang, count=waiting["pending"], why=why), *lines]


def refused_lines(refused: Sequence[RefusedView], lang: Language) -> list[str]:
    """The sessions that the calendar's server will not have, a line each with what it says."""
    lines: list[str] = []
    for one in refused:
        if one["start"] is None:
            lines.append(say("states.removal_refused", lang, session=one["session"], why=one["why"]))
            continue
        when = f"{weekday_name(one['start'], lang)} {one['start'][5:16].replace('T', ' ')}"
        state = "write_given_up" if one["given_up"] else "write_refused"
        lines.append(say(f"states.{state}", lang, title=one["title"], when=when, why=one["why"]))
    return lines


def _unplaced(unplaced: list[UnplacedView], lang: Language, limit: int) -> list[str]:
    if not unplaced:
        return []
    lines = [say("agents.unplaced_head", lang, count=len(unplaced))]
    lines += [f"- {wish['title']} ({wish['minutes']} min): {wish['reason']}" for wish in unplaced[:limit]]
    if len(unplaced) > limit:
        lines.append(say("agents.more", lang, count=len(unplaced) - limit))
    return lines
