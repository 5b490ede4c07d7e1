"""Every error that Roadweek raises on purpose.

RoadweekError
├── InputError             what the person gave cannot be used
│   ├── PlanFileError      the plan file is empty, binary, too large or not text
│   ├── UnknownNameError   no such track, milestone, task, session, trip, proposal or event
│   ├── DateError          not a date, or one that cannot be
│   ├── RepeatedError      the same was noted a moment ago: did it happen twice?
│   ├── OutOfOrderError    an answer from before the last one to the same card
│   ├── EditError          an edit that does not fit the plan it is for
│   ├── ArgumentsError     a tool was called with arguments that do not fit
│   └── NoEffectError      what was asked for changes nothing
├── WorkspaceError         the folder with the plan
│   ├── NoPlanError        nothing imported yet
│   ├── NewerWorkspaceError  written by a newer Roadweek
│   ├── OlderWorkspaceError  of an older form, and it cannot be brought up to date
│   ├── WorkspaceBusyError another process holds the database
│   └── UnwritableError    disk full, read-only, or broken storage
├── SettingsError          config.toml or an environment variable
├── ProposalError          it cannot be approved, rejected or undone
│   └── StaleProposalError made against what no longer stands; names the new one
├── CalendarError          the calendar server
│   ├── CalendarUnreachableError
│   ├── CalendarLoginError
│   ├── CalendarReadOnlyError
│   └── CalendarServerError  our own server did not start, or answered nonsense
├── ModelError             the language model: unreachable, or its answer unusable
├── GithubError            GitHub: no answer, and none that was kept
│   ├── GithubLoginError   no token, or one that is refused or may not see this
│   ├── GithubUnreachableError  no connection, no certificate, too slow, or no service
│   ├── GithubLimitError   asked too often; says from when on it may be asked again
│   └── GithubAnswerError  cut off, no JSON, or not what was asked for
├── EndpointError          a server of config.toml's [edge]: unreachable, or its answer unusable
├── DeviceError            a `roadweek edge serve` on another machine: unreachable, or it refused
├── BatchError             many workspaces at once: no Dask here, or no scheduler there
├── MeasuringStoppedError  a measurement was told to stop; its last run is not kept
└── NotYetError            a room that this version does not have

Each carries a key of ``messages.errors`` and its parameters: the words, in the person's language, say what is wrong and
what to do next. Nothing of it is a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:  # pydantic is not needed to fail
    from roadweek.domain.base import Language


__all__ = [
    "ArgumentsError",
    "BatchError",
    "CalendarError",
    "CalendarLoginError",
    "CalendarReadOnlyError",
    "CalendarServerError",
    "CalendarUnreachableError",
    "DateError",
    "DeviceError",
    "EditError",
    "EndpointError",
    "GithubAnswerError",
    "GithubError",
    "GithubLimitError",
    "GithubLoginError",
    "GithubUnreachableError",
    "InputError",
    "MeasuringStoppedError",
    "ModelError",
    "NewerWorkspaceError",
    "NoEffectError",
    "NoPlanError",
    "NotYetError",
    "OlderWorkspaceError",
    "OutOfOrderError",
    "PlanFileError",
    "ProposalError",
    "RepeatedError",
    "RoadweekError",
    "SettingsError",
    "StaleProposalError",
    "UnknownNameError",
    "UnwritableError",
    "WorkspaceBusyError",
    "WorkspaceError",
]

SHOWN = 12
"""So many known names are listed in an error."""


class RoadweekError(Exception):
    """An error with words. ``key`` names a message of ``messages.errors``; ``params`` fill it."""

    default_key: ClassVar[str] = "unexpected"

    def __init__(self, key: str | None = None, /, **params: Any) -> None:
        self.key = key or self.default_key
        self.params = params
        super().__init__(self.key, params)

    def text(self, lang: Language = "en") -> str:
        """One line: what is wrong and what to do next."""
        from roadweek.domain.sanitise import FIELD, sanitised_line
        from roadweek.messages import say

        params = self.filled(lang)
        return sanitised_line(" ".join(say(f"errors.{self.key}", lang, **params).split()), FIELD)

    def filled(self, lang: Language) -> dict[str, Any]:
        """The parameters with those that are words themselves in ``lang``."""
        fill = _FILLED.get(self.key)
        return fill(self.params, lang) if fill else self.params

    def __str__(self) -> str:
        return self.text("en")


def _named(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.unknown_name``: the thing in words, and the names there are or where to look."""
    from roadweek.messages import say

    known = [str(name) for name in params["known"]]
    more = " …" if len(known) > SHOWN else ""
    names = ", ".join(known[:SHOWN]) + more
    hint = say("things.known", lang, names=names) if known else say(f"things.{params.get('see') or 'none'}", lang)
    return {"what": say(f"things.{params['what']}", lang), "name": params["name"], "hint": hint}


def _dated(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.bad_date``: the reason in words."""
    from roadweek.messages import say

    return {**params, "why": say(f"dates.{params['why']}", lang, **params)}


def _next_step(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.unwritable``: what to do, by what is in the way."""
    from roadweek.messages import say

    why = str(params.get("why", "")).lower()
    full = any(word in why for word in ("full", "no space", "quota", "too large"))
    rights = any(word in why for word in ("readonly", "read-only", "permission", "denied", "not permitted"))
    step = "full" if full else "rights" if rights else "broken"
    return {**params, "step": step, "next": say(f"errors.unwritable_{step}", lang)}


def _set(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.bad_settings``: what is wrong in words, where it has words of ours."""
    from roadweek.messages import say
    from roadweek.messages.settings import TEXTS

    what = str(params["what"])
    return {**params, "what": say(f"settings.{what}", lang, **params) if what in TEXTS else what}


def _faulty(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.bad_edit`` and ``bad_call``: each fault of a validator, with its field, in words."""
    from roadweek.messages.faults import fault_words

    if not isinstance(params.get("faults"), list):
        return params
    faults: list[dict[str, Any]] = params["faults"]
    said = [
        f"{where}: {fault_words(one, lang)}" if (where := _where(one["loc"])) else fault_words(one, lang)
        for one in faults[:SHOWN]
    ]
    return {**params, "why": "; ".join(said)}


def _where(loc: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in loc)


def _ineffective(params: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The parameters of ``errors.no_effect``: the reasons in the language."""
    return {**params, "why": params[f"why_{lang}"]}


_FILLED: dict[str, Callable[[dict[str, Any], Language], dict[str, Any]]] = {
    "unknown_name": _named,
    "unnamed": _named,
    "bad_date": _dated,
    "unwritable": _next_step,
    "bad_settings": _set,
    "bad_edit": _faulty,
    "bad_call": _faulty,
    "no_effect": _ineffective,
}
"""Keys with parameters that are words themselves, in the person's language."""


class InputError(RoadweekError):
    pass


class PlanFileError(InputError):
    pass


class UnknownNameError(InputError):
    """``what`` is a kind of thing of ``messages.things``; ``known`` are the names there are, ``see`` where to look.
    Without a name it asks which one is meant."""

    default_key = "unknown_name"

    def __init__(self, *, what: str, name: str, known: Iterable[str] = (), see: str | None = None) -> None:
        super().__init__(None if name else "unnamed", what=what, name=name, known=sorted(known), see=see)


class DateError(InputError):
    """``value`` is what was given; ``why`` is a key of ``messages.dates``, ``more`` are its parameters."""

    default_key = "bad_date"

    def __init__(self, *, value: str, why: str, **more: str) -> None:
        super().__init__(value=value, why=why, **more)


class RepeatedError(InputError):
    """The same was noted a moment ago: a question, for it may have happened twice."""

    default_key = "log_repeated"


class OutOfOrderError(InputError):
    """An answer from before the last one to the same card: a memory is reckoned forwards."""

    default_key = "review_out_of_order"


class EditError(InputError):
    default_key = "bad_edit"


class ArgumentsError(InputError):
    """``tool`` was called with arguments that do not fit; ``faults`` are a validator's."""

    default_key = "bad_call"


class NoEffectError(InputError):
    """``why_en`` and ``why_zh`` say of each edit why it changes nothing: texts, so that they cross every wire."""

    default_key = "no_effect"

    def __init__(self, *, why_en: str, why_zh: str) -> None:
        super().__init__(why_en=why_en, why_zh=why_zh)


class WorkspaceError(RoadweekError):
    pass


class NoPlanError(WorkspaceError):
    default_key = "no_plan"


class NewerWorkspaceError(WorkspaceError):
    default_key = "newer_workspace"


class OlderWorkspaceError(WorkspaceError):
    default_key = "older_workspace"


class WorkspaceBusyError(WorkspaceError):
    default_key = "workspace_busy"


class UnwritableError(WorkspaceError):
    default_key = "unwritable"


class SettingsError(RoadweekError):
    """``what`` is a key of ``messages.settings`` with its parameters, or words that a library gave."""

    default_key = "bad_settings"

    def what(self, lang: Language) -> str:
        """What is wrong, without what to do."""
        return str(_set(self.params, lang)["what"]) if self.key == self.default_key else self.text(lang)


class ProposalError(RoadweekError):
    default_key = "proposal_closed"


class StaleProposalError(ProposalError):
    """``proposal`` is the id of the proposal made in its place."""

    default_key = "proposal_stale"


class BatchError(RoadweekError):
    """Raised with a key of its own."""

    default_key = "batch_no_dask"


class CalendarError(RoadweekError):
    default_key = "calendar_failed"


class CalendarUnreachableError(CalendarError):
    default_key = "calendar_unreachable"


class CalendarLoginError(CalendarError):
    default_key = "calendar_login"


class CalendarReadOnlyError(CalendarError):
    default_key = "calendar_read_only"


class CalendarServerError(CalendarError):
    default_key = "calendar_server"


class ModelError(RoadweekError):
    default_key = "model_failed"


class GithubError(RoadweekError):
    default_key = "github_failed"


class GithubLoginError(GithubError):
    default_key = "github_no_token"


class GithubUnreachableError(GithubError):
    default_key = "github_unreachable"


class GithubLimitError(GithubError):
    """``until`` is when it may be asked again, as it is said; ``reset_at`` the same as an instant."""

    default_key = "github_limit"


class GithubAnswerError(GithubError):
    default_key = "github_answer"


class DeviceError(RoadweekError):
    """``device`` is its name in config.toml, ``url`` its address without secrets, ``why`` its own words or ours.

    ``key`` says what kind it is, where there is more to say than that it failed: device_silent, device_no_token (then
    ``why`` is the variable), device_token, device_said.
    """

    default_key = "device_failed"

    def __init__(self, device: str, url: str, why: str, key: str | None = None) -> None:
        super().__init__(key, device=device, url=url, why=why)


class EndpointError(RoadweekError):
    """``endpoint`` is its name in config.toml, ``url`` its address without secrets. ``key``: endpoint_silent,
    endpoint_no_key (then ``why`` is the variable)."""

    default_key = "endpoint_failed"

    def __init__(self, endpoint: str, url: str, why: str, key: str | None = None) -> None:
        super().__init__(key, endpoint=endpoint, url=url, why=why)


class MeasuringStoppedError(RoadweekError):
    """Somebody stopped it; the run that was being made is not kept."""

    default_key = "measuring_stopped"


class NotYetError(RoadweekError):
    default_key = "not_yet"
