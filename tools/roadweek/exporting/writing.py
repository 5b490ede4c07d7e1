"""The lines of an exported plan, in its words, and with each line the things of the plan that it is to state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from roadweek.domain.base import DateWindow, Language, Model
from roadweek.domain.plan import Activity, Milestone, Period, Plan, Task, TemplateKind
from roadweek.exporting.plain import division, is_whole_month, range_words, rhythm, span_words, window_words
from roadweek.exporting.wording import cell, flat, safe, say, yaml
from roadweek.importing.fields import fields_in

Quantities = Mapping[str, str]
"""The unit of what an activity counts (problems, 道), by activity id."""


StatedThing = tuple[str, Model]
"""A thing of the plan by its kind, as ``importing.stated`` names kinds."""


class Says(NamedTuple):
    """What a line states together with the ``span`` lines after it."""

    things: tuple[StatedThing, ...]
    span: int = 0


class _Line(NamedTuple):
    """A line of a list, with the title and the track of the thing that it says."""

    title: str
    track: str | None
    text: str
    thing: StatedThing


class Writer:
    """``lines`` are the document's; ``says`` what each is to state, by its index; ``weeks`` the kinds of week, by the
    index of the blank line under their heading, with that of their last line."""

    def __init__(self, plan: Plan, today: date, lang: Language, units: Quantities, *, obsidian: bool) -> None:
        self.plan, self.today, self.units, self.obsidian = plan, today, units, obsidian
        self.lang: Language = lang
        self.periods = [p for p in plan.periods if not p.superseded]
        self.known = {p.id for p in self.periods}
        self.horizon = self._root()
        self.tracks = {t.id: t.title for t in plan.tracks}
        self.lines: list[str] = []
        self.says: dict[int, Says] = {}
        self.weeks: dict[int, tuple[StatedThing, int]] = {}
        ended = [a for a in plan.activities if not a.superseded and (a.last is None or a.last >= today)]
        self.wishes = [a for a in ended if not (a.last and a.first and a.last < a.first)]

    def _root(self) -> Period | None:
        """The period that the whole document lies in: one in which recurring wishes live directly, not as a part."""
        holders = {wish.period for wish in self.plan.activities}
        return next((p for p in self.periods if p.kind == "horizon" and p.parent is None and p.id in holders), None)

    def write(self, beside: Sequence[str]) -> None:
        self._front(beside)
        top = self.horizon
        self._put(f"# {safe(self._heading(top) if top else self.plan.title)}", *([("period", top)] if top else []))
        self.lines.append("")
        if top:
            self._inside(top)
        roots = [
            p for p in self.periods if p is not top and (p.parent not in self.known or p.parent == (top and top.id))
        ]
        for period in sorted(roots, key=_order):
            self._period(period, 2)
        self._weeks()
        self._curricula()
        self._dues()
        self._tasks()
        self._rules()
        self._decisions()
        self._asides()

    def _put(self, text: str, *things: StatedThing, more: Sequence[str] = ()) -> None:
        """A line that states ``things``, with the lines ``more`` that belong to it."""
        self.says[len(self.lines)] = Says(things, len(more))
        self.lines += [text, *more]

    def _front(self, beside: Sequence[str]) -> None:
        self.lines += ["---", f"title: {yaml(self.plan.title)}"]
        if self.plan.as_of:
            self.lines.append(f"date: {self.plan.as_of.isoformat()}")
        self.lines.append(f"lang: {self.lang}")
        if self.plan.private:
            self.lines.append("private: true")
        if beside:
            self.lines += ["roadweek_edits:", *(f"  - {one}" for one in beside)]
        self.lines += ["---", ""]

    def _head(self, level: int, text: str, *things: StatedThing) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self._put(f"{'#' * min(level, 6)} {safe(text)}", *things)
        self.lines.append("")

    # -- periods -----------------------------------------------------------------------------------------------------

    def _heading(self, period: Period) -> str:
        """A period's title with its dates; a month whose title says it all is left as it is."""
        month = is_whole_month(period.start, period.end)
        if month and str(month.year) in period.title:
            return period.title
        dates = span_words(period.start, period.end, self.lang)
        if not dates or dates in period.title:
            return period.title
        return f"{period.title}（{dates}）" if self.lang == "zh" else f"{period.title} ({dates})"

    def _period(self, period: Period, level: int) -> None:
        self._head(level, self._heading(period), ("period", period))
        self._inside(period)
        for child in sorted((p for p in self.periods if p.parent == period.id), key=_order):
            self._period(child, level + 1)

    def _inside(self, period: Period) -> None:
        """What is due at a period's end, and the wishes that live just as long as it."""
        told = [
            _Line(
                m.title, m.track, self._item(safe(m.title), m.done, m.due if self.obsidian else None), ("milestone", m)
            )
            for m in self.plan.milestones
            if self._at_end(m) == period.id
        ]
        if period is not self.horizon:
            told += [
                self._wish(w)
                for w in self.wishes
                if w.template == "normal" and w.period == period.id and not self._bounded(w)
            ]
        self._by_track(told)

    def _by_track(self, told: Iterable[_Line]) -> None:
        """Lines whose words name their track, or that have none; then the others, below the name of theirs."""
        untold: dict[str, list[_Line]] = {}
        for line in told:
            named = [field.id for field in fields_in(line.title)]
            title = self.tracks.get(line.track or "", "")
            sayable = line.track in [field.id for field in fields_in(title)]
            if line.track is None or line.track in named[:1] or not sayable:
                self._put(line.text, line.thing)
            else:
                untold.setdefault(title, []).append(line)
        for title, lines in untold.items():
            self._head(6, title)
            for line in lines:
                self._put(line.text, line.thing)

    def _at_end(self, milestone: Milestone) -> str | None:
        """The period that a milestone is listed in: there its end says when it is due."""
        if milestone.period not in self.known:
            return None
        period = next(p for p in self.periods if p.id == milestone.period)
        if period is self.horizon or milestone.deadline:
            return None
        return period.id if milestone.due == period.end else None

    # -- recurring wishes --------------------------------------------------------------------------------------------

    def _bounded(self, wish: Activity) -> bool:
        """Whether a wish begins or ends otherwise than its period, and not already in the past."""
        period = next((p for p in self.periods if p.id == wish.period), None)
        first = period.start.earliest if period and period.start else None
        last = period.end.latest if period and period.end else None
        begins = wish.first is not None and wish.first != first and wish.first > self.today
        ends = wish.last is not None and wish.last != last
        return begins or ends

    def _weeks(self) -> None:
        kinds: tuple[TemplateKind, ...] = ("normal", "trip")
        for kind in kinds:
            mine = [w for w in self.wishes if w.template == kind]
            if kind == "normal":
                mine = [w for w in mine if self._weekly(w)]
            template = next((t for t in self.plan.templates if t.id == kind), None)
            quiet = kind == "trip" and template is not None and template.no_new_tasks
            if not mine and not quiet and not (template and template.day_minutes):
                continue
            self._head(2, say(kind, self.lang))
            under = len(self.lines) - 1
            spans: dict[str, list[Activity]] = {}
            for wish in mine:
                spans.setdefault(self._span(wish), []).append(wish)
            for span in sorted(spans):
                if span:
                    self._head(3, span)
                self._by_track(self._wish(wish) for wish in spans[span])
            quieting = [r for r in self.plan.rules if r.kind == "no_new_tasks_on_trips"]
            if quiet:
                for rule in quieting:
                    self._put(f"- {safe(rule.text)}", ("rule", rule))
                if not quieting:
                    self._put(f"- {say('no_new', self.lang)}")
            if template is not None:
                self.weeks[under] = (("template", template), len(self.lines) - 1)

    def _weekly(self, wish: Activity) -> bool:
        inside = wish.period in self.known and wish.period != (self.horizon and self.horizon.id)
        return not inside or self._bounded(wish)

    def _span(self, wish: Activity) -> str:
        if not self._bounded(wish):
            return ""
        period = next((p for p in self.periods if p.id == wish.period), self.horizon)
        begins = wish.first and wish.first > self.today
        start = DateWindow.on(wish.first) if wish.first and begins else period.start if period else None
        end = DateWindow.on(wish.last) if wish.last else period.end if period else None
        return span_words(start, end, self.lang)

    def _title(self, wish: Activity) -> str:
        return safe(wish.title).rstrip("：: ")

    def _wish(self, wish: Activity) -> _Line:
        title = named = self._title(wish)
        unit = self.units.get(wish.id)
        if wish.quantity and unit and unit not in title:
            title += f"{'，' if self.lang == 'zh' else ', '}{range_words(wish.quantity)} {unit}"
        words = say("named", self.lang, title=title, words=rhythm(wish, self.lang) + division(wish, self.lang))
        strength = say(wish.strength, self.lang) if wish.strength != "should" else ""
        return _Line(named, wish.track, f"- {words}{strength}", ("activity", wish))

    # -- the rest ----------------------------------------------------------------------------------------------------

    def _curricula(self) -> None:
        """A table each: what stands beside a topic must not become its name."""
        for curriculum in self.plan.curricula:
            if self.lines and self.lines[-1]:
                self.lines.append("")
            optional = say("optional", self.lang).strip(" ()（）")
            told = optional in curriculum.title  # the heading says it of all
            noted = any(unit.note or (unit.optional and not told) for unit in curriculum.units)
            rows = ["", *say("table" if noted else "short_table", self.lang).split("\n")]
            for number, unit in enumerate(curriculum.units, 1):
                note = unit.note or (optional if unit.optional else "")
                rows.append(f"| {number} | {cell(unit.title)} |" + (f" {cell(note)} |" if noted else ""))
            self._put(f"## {safe(curriculum.title)}", ("curriculum", curriculum), more=rows if curriculum.units else ())

    def _dues(self) -> None:
        rest = [m for m in self.plan.milestones if self._at_end(m) is None]
        if not rest:
            return
        self._head(2, say("milestones", self.lang))
        ordered = sorted(rest, key=lambda m: m.due.latest if m.due else date.max)
        self._by_track(
            _Line(
                m.title, m.track, self._item(self._due(m), m.done, m.due if self.obsidian else None), ("milestone", m)
            )
            for m in ordered
        )

    def _due(self, milestone: Milestone) -> str:
        due = milestone.due
        if due is None or (self.obsidian and due.earliest == due.latest):  # there the 📅 says it
            return safe(milestone.title)
        return say("by", self.lang, title=safe(milestone.title), date=window_words(due, self.lang, end=True))

    def _item(self, text: str, done: date | None, due: DateWindow | None) -> str:
        box = "[x] " if done else "[ ] " if self.obsidian else ""
        tail = ""
        if self.obsidian:
            tail += f" 📅 {due.latest.isoformat()}" if due else ""
            tail += f" ✅ {done.isoformat()}" if done else ""
        return f"- {box}{text}{tail}"

    def _tasks(self) -> None:
        tasks = [task for task in self.plan.tasks if not task.dropped]
        if not tasks:
            return
        self._head(2, say("tasks", self.lang))
        for task in sorted(tasks, key=lambda t: (t.done is not None, t.due or date.max, t.id)):
            self._put(self._task(task), ("task", task))

    def _task(self, task: Task) -> str:
        box = "x" if task.done else " "
        length = f" ({task.minutes} min)" if task.minutes else ""
        if not self.obsidian:
            words = say("by", self.lang, title=safe(task.title), date=task.due) if task.due else safe(task.title)
            return f"- [{box}] {words}{length}"
        priority = next((t.priority for t in self.plan.tracks if t.id == task.track), 0)
        mark = " 🔼" if priority > 0 else " 🔽" if priority < 0 else ""
        due = f" 📅 {task.due.isoformat()}" if task.due else ""
        done = f" ✅ {task.done.isoformat()}" if task.done else ""
        tag = f" #{task.track}" if task.track else ""
        return f"- [{box}] {safe(task.title)}{length}{tag}{mark}{due}{done}"

    def _rules(self) -> None:
        trips = next((t for t in self.plan.templates if t.id == "trip"), None)
        said = trips is not None and trips.no_new_tasks  # in the trip week
        rules = [r for r in self.plan.rules if r.kind != "no_new_tasks_on_trips" or not said]
        if not rules:
            return
        self._head(2, say("rules", self.lang))
        for number, rule in enumerate(rules, 1):
            self._put(f"{number}. {safe(rule.text)}", ("rule", rule))

    def _decisions(self) -> None:
        for key, mine in (
            ("decisions", [d for d in self.plan.decisions if d.choice is None]),
            ("decided", [d for d in self.plan.decisions if d.choice is not None]),
        ):
            if mine:
                self._head(2, say(key, self.lang))
            for decision in mine:
                chosen = f" → {flat(decision.choice)}" if decision.choice else ""
                apart = [safe(option) for option in decision.options if option not in decision.question]
                options = [f"  - {option}" for option in apart] if decision.choice is None else []
                self._put(f"- {safe(decision.question)}{chosen}", ("decision", decision), more=options)

    def _asides(self) -> None:
        """Shares of effort, and where the person stood."""
        shares: dict[str, list[StatedThing]] = {}
        for budget in self.plan.budgets:
            told = "%" in budget.title or "％" in budget.title
            words = budget.title if told else say("share", self.lang, title=budget.title, percent=budget.percent)
            shares.setdefault(safe(words), []).append(("budget", budget))
        if shares:
            self._head(2, say("budgets", self.lang))
        for words, things in shares.items():
            self._put(f"- {words}", *things)
        if self.plan.baselines:
            self._head(2, say("baselines", self.lang))
        for baseline in self.plan.baselines:
            mark = {True: "✅ ", False: "❌ "}.get(baseline.reached, "") if baseline.reached is not None else ""
            self._put(f"- {mark}{safe(baseline.text)}", ("baseline", baseline))


def _order(period: Period) -> tuple[date, Sequence[int]]:
    return (period.start.earliest if period.start else date.max, period.lines)
