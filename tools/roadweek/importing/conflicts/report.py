"""Conflicts as they are found: each with its words, what is proposed, and the rank by which it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadweek.domain.base import Language
from roadweek.domain.plan import Conflict
from roadweek.messages import say

RANK: tuple[str, ...] = (
    # nothing can be placed, or a day that cannot be meant
    "year_missing", "impossible", "backwards", "weekdays_year", "weekdays", "weekday", "year_differs", "overdue",
    # when something is due or happens
    "plan_version", "due_differs", "dates_differ", "too_long", "span_length", "two_lengths", "title_length",
    "week_days", "revised", "due_outside", "due_in_stretch", "outside",
    "starts_early", "overlap", "timebox", "out_of_scope",
    # how long, how often, on which days
    "total", "unsure", "unused_words", "rule_not_obeyed",
    "frequency", "days", "length", "reviewed_twice", "sum", "arithmetic", "rates", "week_totals", "weekend_totals",
    "clock_length",
    "clock", "two_ends", "main_line", "load", "week_too_much", "day_too_much",
    "overfull", "pace", "too_often", "rest_day", "day_twice", "slot_choice", "exception", "whole_days", "double",
    "budget", "budget_full",
    # what is meant
    "baseline", "scope", "postponed", "target", "counts_differ", "made_twice", "same_twice", "gap", "late_start",
    "numbering", "blank", "length_assumed",
)  # fmt: skip
"""The worst first: what changes dates, then what changes hours, then what only asks to be confirmed."""
MOST = 60
"""Conflicts of one kind that are told; nobody decides more, and a hostile file has no end of them."""


CHOICES: dict[str, tuple[str, ...]] = {
    "plan_version": ("@newer", "@older"),
    "timebox_less": ("@boxed", "@estimated"),
    "timebox_part": ("@both", "@box_only"),
    "out_of_scope": ("@keep", "@leave_out"),
    "revised": ("@later", "@earlier"),
    "due_in_stretch": ("due", "until"),
    "outside": ("@own_dates", "@stage"),
    "starts_early": ("@now", "since"),
    "clock": ("until", "limit"),
    "two_ends": ("first", "second"),
    "main_line": ("block", "asked"),
    "rest_day": ("@keep_work", "@keep_free"),
    "day_twice": ("first", "second"),
    "slot_choice": ("first", "second"),
    "exception": ("@every_day", "@lighter"),
    "whole_days": ("days", "@every_day"),
    "double": ("@in_turn", "@side_by_side"),
    "baseline": ("@under_way", "@finished"),
    "scope": ("@optional", "@keep"),
    "postponed": ("@open", "@not_now"),
    "made_twice": ("@two", "@one"),
    "same_twice": ("@two", "@one"),
    "span_length": ("@dates", "said"),
    "two_lengths": ("first", "second"),
    "week_totals": ("first", "second"),
    "weekend_totals": ("first", "second"),
    "counts_differ": ("first", "second"),
    "clock_length": ("span", "said"),
    "pace": ("daily", "weekly"),
    "rates": ("daily", "weekly"),
}
"""What one may decide, that which stands meanwhile in front: parameters by name, or ``@`` words of the catalogue."""
PROPOSED = {"length": "used", "frequency": "used", "days": "used", "due_differs": "first", "sum": "parts"}
"""Where the choices are values among the parameters already, the parameter that stands meanwhile."""


def key_of(kind: str, params: Mapping[str, object]) -> str:
    """The key of a conflict's words in the catalogue."""
    variant = params.get("variant")
    return f"conflicts.{kind}_{variant}" if variant else f"conflicts.{kind}"


class Report:
    """What has been found so far."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.found: list[Conflict] = []
        self._count: dict[str, int] = {}

    def add(self, kind: str, lines: Iterable[int], **params: object) -> None:
        """One conflict; ``params`` fill in its words. ``choices`` and ``proposal`` are added to them. A ``variant``
        among them names one of several wordings of the kind."""
        self._count[kind] = self._count.get(kind, 0) + 1
        if self._count[kind] > MOST:
            return
        message = say(key_of(kind, params), self.language, **params)
        plain = {k: v if isinstance(v, (int, str)) else str(v) for k, v in params.items()}
        if "options" in plain:
            options = str(plain.pop("options"))
            plain |= {"choices": options, "proposal": options.split(" | ")[0]}
        elif (choices := CHOICES.get(f"{kind}_{plain.get('variant')}", CHOICES.get(kind))) is not None:
            words = [self._words(choice, plain) for choice in choices]
            plain |= {"choices": " | ".join(words), "proposal": words[0]}
        elif kind in PROPOSED:
            plain["proposal"] = plain[PROPOSED[kind]]
        self.found.append(Conflict(kind=kind, lines=tuple(sorted(set(lines))), message=message, params=plain))

    def _words(self, choice: str, params: dict[str, int | str]) -> str:
        if choice.startswith("@"):
            return say(f"conflicts.choose_{choice[1:]}", self.language)
        return str(params[choice]).replace("|", "/")

    def ranked(self) -> tuple[Conflict, ...]:
        """The worst kinds first, those of one kind in the document's order."""
        place = {kind: number for number, kind in enumerate(RANK)}
        return tuple(sorted(self.found, key=lambda c: (place[c.kind], c.lines)))
