"""Recurring wishes: what is wanted again each day, week or lesson, with the numbers that headings and labels give."""

from __future__ import annotations

import re
from collections.abc import Mapping

from roadweek.importing import columns, cues
from roadweek.importing.claims import Claim, claims_of
from roadweek.importing.items import pair
from roadweek.importing.labelled import fields_below, fields_beside, labelled, says_how_often
from roadweek.importing.limits import Limit, bars_by_clock
from roadweek.importing.look import (
    find_dates,
    find_durations,
    find_frequencies,
    find_ranges,
    find_slots,
    find_weekdays,
    may_date,
    may_recur,
)
from roadweek.importing.markup import width
from roadweek.importing.naming import LEFT_OVER, left, name_of
from roadweek.importing.outline import Cadence, OutlineNode, lists_wishes, split_label
from roadweek.importing.provisos import plainly
from roadweek.importing.segments import Piece, counts, lengths, mask, piece, pieces
from roadweek.importing.segments import quantity as quantity_in
from roadweek.importing.several import several
from roadweek.importing.shares import shares
from roadweek.importing.stretches import Periods
from roadweek.importing.timetable import by_the_clock, except_below, opens_with_clock, share, timed
from roadweek.importing.wishes import STRENGTH_LABEL, Recurring, add_wish, numbers_of
from roadweek.understanding.quick import Quick
from roadweek.understanding.recurrence import WEEKEND, WORKDAYS

MOST_OF_A_LINE = 60
"""Columns of a paragraph that may still be a line of claims."""
_HABIT_SLOT = Quick(
    r"^\W*(?:白天|早上|早晨|上午|下午|晚上|每晚|睡前|午休|碎片时间|mornings?|evenings?|daytime|nights?)"
)
_DAILY = (
    r"(?:(?:my |the |on the |during (?:the |my )?|while )?(?:commut(?:e|ing)(?: time)?|lunch(?: ?break)?|"
    r"before (?:bed|sleep|breakfast|work)|after (?:breakfast|lunch|dinner|work)|bedtime)|"
    r"(?:上下班)?通勤(?:路上|途中|时间?)?|(?:上|下|上下)班路上|午休(?:时间?)?|"
    r"[睡饭]前|饭后|起床后|早[餐饭][前后]|午[餐饭][前后]|晚[餐饭][前后])"
)
_OCCASION = Quick(rf"\W*{_DAILY}(?:\s*(?:/|、|&|\band\b|和|或)\s*{_DAILY})?\W*")
"""A label that names an occasion of each day: "Commute: podcasts"."""
_SPEECH = Quick(r"\b(?:says?|said|told|wrote|asked|advice|quote)\b|(?:说|写道|建议|表示|告诉我)[:：]?")
"""Somebody else's words, in a quotation."""
_BETTER = Quick(r"\s[>≫＞]\s|[胜强好]过|胜于|不如|\b(?:beats?|better than|rather than)\b")
"""A motto weighs one way against another: "ten minutes a day beat three hours on Sunday"."""
_ABLE = Quick(r"^\W*(?:每[天日周晚早]|天天)(?:都|也)?(?:能够?|敢|会|可以|有)|\b(?:able to|can)\b")
"""What is to be reached: 每天都敢开口, "can hold a talk every day"."""
_DESCRIBES = Quick(
    r"\bdaily (?:life|lives|conversations?|talk|speech|use|situations?|needs)\b|日常(?:生活|对话|用语|会话)"
)
_EVERYDAY = Quick(r"\beveryday\b(?!\s*[,.;:]|\s*$)")
_OF_A_THING = Quick(
    r"\b(?:that|which|who)\b[^,.;]{0,40}\b(?:every|each|daily|weekly|nightly)\b|"
    r"[一这那][个款部本套篇种][^，,。；;]{0,6}每[天日周晚早月][^，,。；;]{1,12}的\w"
)
"""A thing that does something each day: "an app that reminds every night", 一个每晚提醒的小程序."""
_THAT_WEEK = Quick(r"那(?:一)?周|当周|\bthat week\b")
_TELLS = Quick(r"又想|想到|想起|突然|刚才|刚刚|昨晚|\b(?:last night|yesterday|i was|i had|i felt)\b")
_ASIDE = Quick(r"\W*[（(][^（()）]{6,}[)）]\W*", re.NOFLAG)
"""A line that stands in brackets altogether remarks on others."""
_PUZZLE = Quick(r"[（(](?:easy|medium|hard)[)）]\W*$")
"""A problem with its difficulty: "Daily Temperatures (Medium)"."""
_STOPS = Quick(r"^[\d:\s.–-]*(?:stop\b|shut|laptop shut|lights out|收工|停)|^\W*(?:exceptions?|例外)\W*$")
_ALLOWS = Quick(r"允许|可以少|可以不|不用|allowed|may skip|can skip|less on")
_NO_SESSION = Quick(
    r"\b(?:don['’]?t|do not|never) (?:schedule|plan|book)\b|不(?:要)?安排任何|"
    r"别(?:再)?(?:排|安排)|[，,。；;]\s*不(?:学习|安排|排)\W*$"
)
"""What asks for no session: where it bounds no work that code can obey, it is a note."""
_NOTHING = Quick(r"\W*(?:(?:no|never|nothing|not|without)\b|(?:什么都)?不(?!间断|少于|低于|超过)|别(?!的|人)|无)")
_APPROX_NO_WISH = Quick(r"不应该|我觉得|其实|对吗")


def read_recurring(places: list[OutlineNode], periods: Periods, limits: Mapping[int, Limit] | None = None) -> Recurring:
    """All recurring wishes in the document's order. ``limits`` bound all work: of those, a sentence that tells the
    hours of a job is no wish."""
    limits = limits or {}
    jobs = {key for key, limit in limits.items() if limit.job}
    state = Recurring(periods)
    for place in places:
        if place.role in cues.SILENT or place.kind == "table" or id(place) in state.taken:
            continue
        if id(place) in periods.used and not _rated(place):
            continue
        if id(place) in jobs and not opens_with_clock(place):
            continue
        if id(place) not in limits and _NO_SESSION.search(place.text):
            continue
        if id(place) in limits and _only_free(place, limits[id(place)]):
            continue
        if cues.ASIDE_QUOTE.match(place.text) or _APPROX_NO_WISH.search(place.text[:40]):
            continue
        if id(place) not in limits and not place.label and bars_by_clock(place.text):
            continue
        if place.block.quoted and (_SPEECH.search(place.text) or _BETTER.search(place.text)):
            continue
        if place.label and cues.ANSWER.match(place.label):
            _answer(place, state)
        elif (
            place.label
            and not place.children
            and cues.NAME_LABEL.match(place.label)
            and (fields := fields_beside(place))
        ):
            labelled(place, fields, state)
        elif place.leads:
            _lead(place, state)
        else:
            _leaf(place, state)
    return state


def _only_free(place: OutlineNode, limit: Limit) -> bool:
    """Whether a line only keeps days free of work: "No work on Sundays", 周日不工作."""
    return limit.kind == "free_day" and bool(_NOTHING.match(name_of(place.text))) and not find_durations(place.text)


def _rated(place: OutlineNode) -> bool:
    """Whether a line that opens a stretch also says how often and how much is done in it: "Week 2: 3 katas a day"."""
    text = place.rest if place.kind != "heading" and not place.children and place.label else ""
    return bool(text) and bool(find_frequencies(text)) and bool(find_durations(text) or quantity_in(text))


def _context_title(place: OutlineNode) -> str:
    """The name of what stands above: the nearest lead that is no bare cadence or label."""
    for above in place.ancestors():
        label, rest = split_label(above.text)
        if label and not rest and cues.GENERIC_LABEL.match(label):
            continue
        name = name_of(above.text)
        if name:
            return name
    return place.text[:80]


def _giver_lines(place: OutlineNode) -> tuple[int, ...]:
    """The lines of the heading or lead whose cadence the place uses, where it is near."""
    return place.giver.lines if place.giver is not None and place.giver is not place else ()


def _answer(place: OutlineNode, state: Recurring) -> None:
    """A question in a heading, answered below: "Report on Sunday or Monday?" - "Answer: Sunday evening." """
    part = piece(place.rest, 0, next((f.value for f in find_frequencies(place.rest)), None))
    numbers = numbers_of(part, None)
    asked = place.parent
    if numbers is None or asked is None:
        return
    title = split_label(asked.text)[0] or asked.text
    title = re.sub(r"^[\d.、\s]+", "", title)
    add_wish(state, place, asked.lines + place.lines, title, numbers, place.text)


def _lead(place: OutlineNode, state: Recurring) -> None:
    """A heading or lead with a length is itself a wish (a whole); labelled numbers below it are its numbers."""
    text = place.text
    fields = fields_below(place)
    if place.cadence is None and place.kind != "heading" and not fields and by_the_clock(place, state.periods):
        timed(place, pieces(text)[0], state)
        return
    if place.cadence is None and not fields and not may_recur(text):
        return
    durations = find_durations(text) if place.kind == "heading" else lengths(text)
    frequencies = find_frequencies(mask(plainly(text).text))
    own_days = bool(find_weekdays(mask(plainly(text).text)))
    in_bare_label = place.kind != "heading" or place.giver is place
    if durations and (frequencies or own_days or (place.cadence and in_bare_label)):
        _whole(place, state)
        return
    if fields and (frequencies or own_days or any(says_how_often(c) for c in fields)):
        labelled(place, fields, state)
        return
    if place.kind == "item" and frequencies and _names_wish(place):
        _leaf(place, state)
    elif place.kind == "heading" and frequencies and _rate_behind(place, state.periods):
        _frequent(place, pieces(text)[0], state)


_RATE_BEHIND = Quick(
    r"[（(](?:daily|weekly|monthly|(?:every|each) (?:day|week|month|morning|evening)|"
    r"(?:once|twice|\d\s?[x×]) (?:a|per) (?:day|week|month)|"
    r"每[天日周月晚早](?:[\d一两二三]次)?\S{0,4}|一[天周][\d一两二三]次)[)）]\W*$",
)


def _rate_behind(place: OutlineNode, periods: Periods) -> bool:
    """A heading that ends in its rate is a wish ("Vocabulary (daily)"), where nothing below it has its own."""
    if id(place) in periods.opened or place.role != "plan" or not _RATE_BEHIND.search(place.text):
        return False
    return not any(c.kind == "heading" or find_frequencies(c.text) or find_durations(c.text) for c in place.walk())


def _names_wish(place: OutlineNode) -> bool:
    """Whether a line with others below it is a wish itself ("Gym 3 times a week", with its log below), and no rate
    that is said of what stands below."""
    text = place.text.rstrip()
    if not name_of(text) or text.endswith((":", "：")):
        return False
    return not any(
        find_durations(c.text) or find_frequencies(mask(plainly(c.text).text)) or find_weekdays(plainly(c.text).text)
        for c in place.children
    )


def _whole(place: OutlineNode, state: Recurring) -> None:
    part, below = except_below(place, pieces(place.text)[0])
    numbers = numbers_of(part, place.cadence)
    if numbers is None:
        return
    lines = [line for one in (place, *below) for line in one.lines]
    own_days = bool(part.frequency) or bool(find_weekdays(mask(place.text)))
    if not own_days or (place.cadence and place.cadence.days and numbers["days"] == place.cadence.days):
        lines += _giver_lines(place)
    sized = [c for c in place.children if find_durations(c.text) or find_frequencies(c.text)]
    title = name_of(place.text)
    text = place.text
    joined: list[OutlineNode] = []
    if not title and not sized and place.children:
        joined = [c for c in place.children if c.kind in ("item", "text")]
        title = "；".join(c.text for c in joined[:3])
        text += " " + " ".join(c.text for c in joined)
        for child in joined:
            lines += child.lines
    item = add_wish(state, place, tuple(lines), title or _context_title(place), numbers, text)
    for child in (*joined, *below):
        state.taken[id(child)] = item


def _day_scope(place: OutlineNode) -> bool:
    """Whether a plain bullet stands right under a day of the week, with nothing but labels between."""
    giver = place.giver
    if giver is None or place.cadence is None:
        return False
    listed = place.role == "plan" and lists_wishes(giver.text)
    if not (place.cadence.days or giver.text.rstrip().endswith((":", "：")) or listed):
        return False
    for above in place.ancestors():
        if above is giver:
            return True
        if above.kind == "heading" or not above.leads:
            return False
        if find_durations(above.text):
            return False
    return False


_REVIEW_OF = Quick(r"^\W*(?P<name>(?:(?P<week>每?周)|每?月)(?:度)?(?:复盘|总结|回顾|报))\s*(?:[:：（(]|$)")
"""周复盘: the name says how often."""


def _leaf(place: OutlineNode, state: Recurring) -> None:  # noqa: C901
    text = place.text
    if _STOPS.search(text):
        return
    if place.role == "steps" or place.kind == "heading" or cues.NOT_PLAN.search(text):
        return
    if (
        place.role == "topics"
        and not (find_weekdays(mask(text)) or (find_frequencies(mask(text)) and (find_durations(text) or counts(text))))
        and (place.cadence is None or place.giver is None or place.giver.kind == "heading")
    ):
        return
    if cues.BUDGET_LABEL.search(text) and not find_durations(text):
        return
    if _ASIDE.fullmatch(text) and not find_durations(text):
        return
    above = state.taken.get(id(place.parent)) if place.parent is not None else None
    if above is not None and not find_durations(text):
        if above.at is not None and (groups := find_weekdays(text)) and groups[0].start <= 1:
            share(place, above, state)
        return
    by_clock = place.cadence is None and by_the_clock(place, state.periods)
    on_occasion = (
        place.cadence is None and bool(place.rest) and not place.children and bool(_OCCASION.fullmatch(place.label))
    )
    if place.cadence is None and not may_recur(text) and not by_clock and not on_occasion:
        return
    if _may_claim(place) and (claims := claims_of(text, state.periods.context)):
        place.whole = True
        for claim in claims:
            _claimed(place, claim, state)
        return
    found = shares(text) or [part for whole in pieces(text) for part in several(whole)]
    if found[0].frequency is not None:
        for part in found:
            end = part.start + len(part.text)
            if text[end : end + 1] not in ("?", "？"):
                _frequent(place, part, state)
        return
    if cues.QUESTION.search(text):
        return
    part = _first_sentence(found[0], timed=by_clock or bool(find_slots(place.label)))
    dated = may_date(text) and (
        bool(find_dates(text, state.periods.context))
        or any(f.value.start and f.value.end for f in find_ranges(text, state.periods.context))
    )
    if (unit := _REVIEW_OF.match(text)) and place.cadence is None and not dated and not part.days:
        numbers = numbers_of(part, Cadence("week" if unit["week"] else "month"))
        if numbers is not None:
            add_wish(state, place, place.lines, unit["name"], numbers, text)
        return
    if part.days and not dated:
        for one in found:
            _on_weekdays(place, one, state)
        return
    if dated:
        return
    if place.role == "method" and place.cadence is not None and not opens_with_clock(place) and not part.times:
        return  # "solve for 15 minutes, then look it up" tells how, not how often
    slot_label = bool(place.label) and bool(find_slots(place.label)) and not LEFT_OVER.sub("", left(place.label))
    if place.cadence is not None and len(found) > 1:
        for one in found:
            _in_context(place, one, state, one.text)
    elif by_clock:
        for one in found if len(found) > 1 else [part]:
            timed(place, one, state)
    elif place.cadence is not None and (
        part.durations or slot_label or part.times or (part.slots and part.quantity) or opens_with_clock(place)
    ):
        _in_context(place, piece(place.label, 0, None) if slot_label and not part.durations else part, state, text)
    elif place.cadence is not None and _day_scope(place) and not _is_manner(place):
        _in_context(place, part, state, text)
    elif (
        place.cadence is None
        and part.times
        and part.durations
        and (place.in_template or place.special or _THAT_WEEK.search(text))
    ):
        numbers = numbers_of(part, Cadence("week"))  # "that week two sessions of an hour"
        if numbers:
            add_wish(state, place, place.lines, name_of(text) or _context_title(place), numbers, text)
    elif place.template == "trip" and (part.durations or part.quantity):
        numbers = numbers_of(part, Cadence("day"))
        if numbers:
            add_wish(state, place, place.lines, name_of(text) or _context_title(place), numbers, text)
    elif on_occasion and not by_clock:
        numbers = numbers_of(part, Cadence("day"))
        if numbers:
            add_wish(state, place, place.lines, name_of(place.rest) or place.label, numbers, text)
    elif (
        _HABIT_SLOT.match(text)
        and not _TELLS.search(text)
        and not cues.NEGATION.search(text)
        and width(text) > 8
        and part.slots
    ):
        clause = piece(re.split(r"[，,。；;]", text)[0], 0, None)
        numbers = numbers_of(clause, place.cadence or Cadence("day", (), clause.slots))
        if numbers:
            add_wish(state, place, place.lines, name_of(clause.text) or text[:80], numbers, clause.text)


def _claimed(place: OutlineNode, claim: Claim, state: Recurring) -> None:
    numbers = numbers_of(claim.part, None)
    if numbers is not None:
        numbers |= {"nth": claim.nth, "start": claim.start, "end": claim.end}
        add_wish(state, place, place.lines, claim.name or _context_title(place), numbers, claim.part.text)


def _may_claim(place: OutlineNode) -> bool:
    """Whether a line may be read as claims: a bullet of the plan, or a line of its own that is no prose."""
    short = place.kind == "item" or (place.kind == "text" and width(place.text) <= MOST_OF_A_LINE)
    plain = place.cadence is None and place.role == "plan" and not place.children
    return short and plain and not STRENGTH_LABEL.match(place.text) and not _EXAMPLE.match(place.text)


def _first_sentence(part: Piece, *, timed: bool) -> Piece:
    """Of a line that opens with its hours, what it says first: days of a later sentence are not the line's."""
    first, stop, _ = part.text.partition("。")
    if not timed or not stop or not part.days or find_weekdays(first):
        return part
    return piece(first, part.start, None)


def _is_manner(place: OutlineNode) -> bool:
    return bool(cues.NEGATION.search(place.text)) or place.role == "method" or place.kind == "row"


_LOOKS_BACK = Quick(
    r"复盘|回顾|总结|盘点|周报|\b(?:review|retro(?:spective)?|check[- ]?in|track (?:my|your|the)|reflect(?:ion)?)\b"
)


def _looks_back(part: Piece) -> bool:
    """A look back each week or month is a wish, even among the ways of working."""
    weekly = part.frequency is not None and part.frequency.per in ("week", "month")
    return weekly and width(part.text) <= 70 and bool(_LOOKS_BACK.search(part.text))


def _only_named(place: OutlineNode, part: Piece, periods: Periods) -> bool:
    """Whether "daily" or "weekly" is part of a name: of a puzzle, or of what one single day is for."""
    if part.durations or part.quantity or part.frequency is None or not _ADVERBS.search(part.text):
        return False
    if _PUZZLE.search(place.text):
        return True
    dates = find_dates(place.text, periods.context) if may_date(place.text) else ()
    return len(dates) == 1 and dates[0].value.grain == "day" and dates[0].start <= 6 and place.kind == "item"


_EXAMPLE = Quick(r"\W*(?:例如|比如|譬如|e\.g\.|for (?:example|instance))")
_ADVERBS = re.compile(r"\b(?:Daily|Weekly|Monthly)\b")


def _frequent(place: OutlineNode, part: Piece, state: Recurring) -> None:
    if _ALLOWS.search(part.text[:40]) and not part.durations and not part.quantity:
        return
    if not (part.durations or part.quantity or part.times) and (
        _DESCRIBES.search(part.text)
        or _EVERYDAY.search(part.text)
        or _OF_A_THING.search(part.text)
        or (place.block.boxed and _ABLE.search(part.text))
    ):
        return
    if _only_named(place, part, state.periods) or (_EXAMPLE.match(part.text) and not part.durations):
        return
    if place.role == "method" and not (part.durations or part.quantity or counts(part.text) or _looks_back(part)):
        return
    if cues.LIMIT.search(part.text) and not part.at_least:
        return
    if re.search(
        r"[=≈]\s*\d[^,，;；]{0,24}$", part.text[: len(part.text)][: part.text.find(")") if ")" in part.text else None]
    ):
        return  # "(99.9 % = 43 min a month)" converts a figure
    if re.search(r"[（(][^（()）]*$", place.text[: part.start + (part.text.find(part.text) or 0) + 1]) and find_dates(
        place.text
    ):
        return  # an aside in brackets beside a date
    part, below = except_below(place, part)
    numbers = numbers_of(part, place.cadence)
    if numbers is None:
        return
    said = part.at_least or any(
        numbers[k] for k in ("days", "slot", "duration_min", "total_min_per_period", "quantity", "interval")
    )
    mentions = numbers["days"] in (WORKDAYS, WEEKEND) and not place.label
    if (
        place.kind == "text"
        and width(place.text) > 60
        and mentions
        and said
        and not any(numbers[k] for k in ("slot", "duration_min", "total_min_per_period", "quantity"))
    ):
        said = counts(part.text) or bool(numbers["interval"]) or part.at_least
        if not said:
            return  # nor does it only mention workdays and weekends
    if place.kind == "text" and not said and numbers["per"] in ("week", "month") and numbers["times"] == (1, 1):
        return  # prose mentions weeks and months; a wish in prose says on which days, how long or how much
    title = _cell_name(place) or name_of(part.text)
    label, rest = split_label(place.text)
    if not title or (label and cues.GENERIC_LABEL.match(label) and width(rest) < 50):
        before = state.taken.get(id(place))
        title = before.title if before is not None and not title else _context_title(place)
    lines = list(place.lines)
    if numbers["days"] and part.frequency and not part.days:
        lines += _giver_lines(place)
    lines += [line for child in below for line in child.lines]
    item = add_wish(state, place, tuple(lines), title, numbers, part.text)
    for child in below:
        state.taken[id(child)] = item


def _cell_name(place: OutlineNode) -> str:
    """The name in the column of activities, where a row has one: the part of the day beside it is none."""
    table = place.block.parent
    at = columns.activity(table.cells) if place.kind == "row" and table is not None else None
    return name_of(place.block.cells[at]) if at is not None and at < len(place.block.cells) else ""


def _on_weekdays(place: OutlineNode, part: Piece, state: Recurring) -> None:
    if place.kind == "text" and width(place.text) > 80 and not (part.durations or part.slots or place.label):
        return  # prose mentions days; a wish in prose says when or how long
    text = re.split(r"[。；;]\s*|\.\s", part.text)[0] if len(part.text) > 60 else part.text
    if _ALLOWS.search(text) or cues.QUESTION.search(text):
        return
    if text is not part.text:
        part = piece(text, 0, None)
    numbers = numbers_of(part, None)
    if numbers is None:
        return
    if place.cadence and not numbers["slot"]:
        numbers["slot"] = place.cadence.slots or None
    add_wish(state, place, place.lines, name_of(text) or _context_title(place), numbers, text)


def _in_context(place: OutlineNode, part: Piece, state: Recurring, text: str) -> None:
    numbers = numbers_of(part, place.cadence)
    if numbers is None:
        return
    if numbers["duration_min"] is None and part.text is not text:
        found = find_durations(text)
        numbers["duration_min"] = pair(found[0].value) if found else None
    title = name_of(text) or _context_title(place)
    add_wish(state, place, place.lines + _giver_lines(place), title, numbers, text)
