"""What a person may set in ``config.toml``, with the defaults. Standard library only: every command reads it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import time
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from roadweek.errors import SettingsError

WEEKDAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HourRanges = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """A CalDAV server; without ``url`` the embedded one. ``name`` is the calendar that sessions are written to.

    The password comes from the system keyring or ROADWEEK_CALENDAR_PASSWORD, never from this file.
    """

    url: str | None = None
    user: str | None = None
    name: str = "Roadweek"
    ask_share: float = 0.3
    """So large a share of our events to come, gone at once, is asked about and not taken for the person's deletions."""


@dataclass(frozen=True, slots=True)
class PersonSettings:
    """Who the person is in their calendars, so that an invitation is theirs once they accepted it."""

    emails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TripSettings:
    """``auto_apply``, off until the person switches it on: trip weeks may be replanned without asking, where
    at most ``max_moves`` sessions move."""

    auto_apply: bool = False
    max_moves: int = 12


@dataclass(frozen=True, slots=True)
class NotifySettings:
    """``desktop``: the watcher shows what is new on the desktop. Channels are in the environment, they hold secrets."""

    desktop: bool = False


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible endpoint; without ``url`` the rules alone. ``key_env`` names the variable with its key;
    ``timeout_s`` bounds one answer.

    ``plans``: each import asks it about the lines that were left as notes, as ``import --model`` does once.
    """

    url: str | None = None
    name: str = ""
    key_env: str = "ROADWEEK_MODEL_KEY"
    timeout_s: int = 60
    plans: bool = False


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """``recall_minutes`` is the hard limit of a day's recall, 10 to 20; ``drill_minutes`` what the answer to an
    interview question should take, 1 to 30."""

    recall_minutes: int = 15
    drill_minutes: int = 5


@dataclass(frozen=True, slots=True)
class PlanningSettings:
    """``learn``: lengths of sessions and efforts of works move toward what the person notes that they took."""

    learn: bool = True


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """A server with models that may be asked and measured. ``device`` says in the person's words what it runs on;
    ``key_env`` names the variable with its key, if it wants one."""

    name: str = ""
    url: str = ""
    api: Literal["ollama", "openai", "llamacpp"] = "openai"
    device: str = ""
    model: str = ""
    key_env: str = ""


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """A `roadweek edge serve` elsewhere; ``token_env`` names the variable with its token."""

    name: str = ""
    url: str = ""
    token_env: str = ""


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """All addresses that the edge server, the load generator and the benchmark agent may reach."""

    endpoints: tuple[EndpointSettings, ...] = ()
    devices: tuple[DeviceSettings, ...] = ()


EDGE_APIS = ("ollama", "openai", "llamacpp")


@dataclass(frozen=True, slots=True)
class GithubSettings:
    """Which GitHub is read and how much of it. The token is never here.

    ``url`` is what a browser shows (an Enterprise server, or nothing for github.com); ``login`` whose, nothing for the
    token's owner. ``include_private``: names of private repositories and not only counts; ``bodies``: also what
    others wrote below titles. ``repositories`` (``owner/name``) are those that are studied; ``weekly_minutes`` the
    target of a week where the plan has none, 0 for none.
    """

    url: str | None = None
    login: str | None = None
    include_private: bool = False
    bodies: bool = False
    repositories: tuple[str, ...] = ()
    weekly_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """``hours`` null: decided by the plan. ``buffer`` is the share of each day kept free (0 to 0.9). ``region`` is
    whose public holidays count (ISO 3166); null: as the plan hints, else asked."""

    timezone: str | None = None
    region: str | None = None
    language: Literal["en", "zh"] | None = None
    hours: tuple[tuple[str, HourRanges], ...] | None = None
    buffer: float = 0.15
    calendar: CalendarSettings = CalendarSettings()
    person: PersonSettings = PersonSettings()
    trips: TripSettings = TripSettings()
    notify: NotifySettings = NotifySettings()
    model: ModelSettings = ModelSettings()
    review: ReviewSettings = ReviewSettings()
    planning: PlanningSettings = PlanningSettings()
    edge: EdgeSettings = EdgeSettings()
    github: GithubSettings = GithubSettings()


TEMPLATE = """\
# Roadweek's settings. Everything is optional; a line without # counts.

# timezone = "Asia/Shanghai"      # default: this machine's
# language = "zh"                 # zh or en; default: the plan's
# region = "CN"                   # whose public holidays count: CN, DE-BY, US; default: as the plan hints
# buffer = 0.15                   # share of each day that is kept free

# [hours]                         # when you can work at all; default: before, between and after office hours
# workdays = ["06:30-08:30", "12:00-13:30", "18:30-23:00"]
# weekend = ["08:00-22:30"]
# FR = ["18:30-21:00"]            # a single day wins

# [calendar]                      # default: Roadweek's own, see `roadweek calendar serve`
# url = "https://caldav.example.com/"
# user = "me"
# name = "Roadweek"               # the calendar that sessions are written to; it must be yours alone

# ask_share = 0.3                 # such a share of Roadweek's events gone at once is asked about, not believed

# [person]                        # who you are in your calendars, so that invitations are read rightly
# emails = ["me@example.com"]
# names = ["Ada Lovelace"]

# [trips]
# auto_apply = true               # watch replans the weeks of your trips without asking; off unless set
# max_moves = 12

# [notify]                        # what `roadweek watch` finds new is told where you are, see docs/calendars.md
# desktop = true                  # channels (mail, WeCom, ntfy, …) are in ROADWEEK_NOTIFY_URLS

# [planning]
# learn = false                   # keep the plan's lengths and efforts, whatever you note that things took

# [review]
# recall_minutes = 15             # the daily recall never takes longer; 10 to 20
# drill_minutes = 5               # what an answer of the drill should take; 1 to 30

# [github]                        # read only; the token is never written here, see docs/github.md
# login = "octocat"               # default: the token's owner
# repositories = ["pallets/click"]   # that you study: good first issues are looked for there
# weekly_minutes = 180            # of open source, where the plan says nothing
# include_private = true          # names of private repositories; else they are only counted
# bodies = true                   # also what people wrote below the titles
# url = "https://github.example.com"   # an Enterprise server

# [model]                         # default: none; any OpenAI-compatible endpoint
# url = "http://127.0.0.1:11434/v1"
# name = "qwen3:4b"
# timeout_s = 60                  # of one answer; a small machine may need more
# plans = true                    # let it look at what an import left as notes, without --model

# [[edge.endpoints]]              # a server with models to measure; as many as you like
# name = "orin"
# url = "http://10.0.0.5:11434"
# api = "ollama"                  # ollama, openai (any compatible server) or llamacpp
# device = "Jetson Orin Nano 8GB" # in your words
# model = "qwen3-vl:2b"           # asked where none is named
# key_env = "ORIN_KEY"            # the environment variable with its key, if it wants one

# [[edge.devices]]                # `roadweek edge serve` on another machine
# name = "orin-box"
# url = "http://10.0.0.5:8765/mcp"
# token_env = "ORIN_TOKEN"        # the environment variable with its token
"""


def load_settings(path: Path) -> Settings:
    """The settings of a config.toml; a missing file gives the defaults.

    Raises SettingsError for bad TOML, an unknown key or a value of the wrong kind, naming the line and the key.
    """
    settings, wrong = read_settings(path)
    if wrong:
        raise wrong[0]
    return settings


def read_settings(path: Path) -> tuple[Settings, tuple[SettingsError, ...]]:
    """As much of a config.toml as can be used, and what is wrong with the rest: for whoever must work all the same."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), ()
    except UnicodeDecodeError as error:
        line_no = error.object[: error.start].count(b"\n") + 1
        return Settings(), (SettingsError(where=f"{path.name}:{line_no}", what="it is not UTF-8 text"),)
    except OSError as error:
        return Settings(), (SettingsError(where=path.name, what=str(error)),)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        last = text.rstrip().count("\n") + 1  # what is open at the end is told without a line
        where = f"{path.name}:{line[1] if line else last}"
        return Settings(), (SettingsError(where=where, what=str(error)),)
    reader = _Reader(path.name, text)
    settings = reader.settings(document)
    return settings, tuple(error for _, error in sorted(reader.wrong, key=itemgetter(0)))


_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "str | None": (str, type(None)),
    'Literal["ollama", "openai", "llamacpp"]': (str,),
    "tuple[str, ...]": (list,),
}


_SAID = {"tuple[str, ...]": 'a list of texts such as ["a", "b"]'}
_LOGIN = "`roadweek calendar login`"
_KEEPS = {
    "model": "ROADWEEK_MODEL_KEY",
    "edge.endpoints": "key_env",
    "edge.devices": "token_env",
    "github": "GITHUB_TOKEN",
}
"""Where the secret of a table belongs; elsewhere ``_LOGIN``."""
_GITHUB_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,37}[A-Za-z0-9_])?")
GITHUB_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}/[A-Za-z0-9._-]{1,100}")
"""``owner/name``."""
REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
"""A country by ISO 3166-1, or a part of one by ISO 3166-2."""
_WEEK_MINUTES = 7 * 24 * 60
_SECRET = re.compile(
    r"pass(?:word|wd|phrase)?|pwd|token|secret|api_?key|credential|signature|gh[opsur]_\w|github_pat_", re.IGNORECASE
)


def holds_secret(url: str) -> bool:
    """Whether an address has a password in it: before its host, or as a parameter."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all: whoever uses it says so, and must not show it
        return "@" in url
    return parts.password is not None or any(_SECRET.search(name) for name, _ in parse_qsl(parts.query))


def without_secret(url: str) -> str:
    """The address without user, password and parameters: as it may be shown and kept."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _shown(name: str, value: object) -> str:
    """A value for a message; what may hold a password only as its kind."""
    text = repr(value)
    return type(value).__name__ if _SECRET.search(name) or "@" in text or _SECRET.search(text) else text


def _kind(annotation: str) -> str:
    return _SAID.get(annotation, annotation)


class _Reader:
    """Reads the tables of one file; what cannot be used is left out and noted in ``wrong``, by line."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.wrong: list[tuple[int, SettingsError]] = []
        self._entry = 0  # which of the entries of a [[list]] is read

    def settings(self, document: dict[str, Any]) -> Settings:
        top = dict(document)
        tables = {
            "hours": self._hours(top.pop("hours", None)),
            "calendar": self._section(CalendarSettings, top.pop("calendar", {}), "calendar"),
            "person": self._section(PersonSettings, top.pop("person", {}), "person"),
            "trips": self._section(TripSettings, top.pop("trips", {}), "trips"),
            "notify": self._section(NotifySettings, top.pop("notify", {}), "notify"),
            "model": self._section(ModelSettings, top.pop("model", {}), "model"),
            "planning": self._section(PlanningSettings, top.pop("planning", {}), "planning"),
            "review": self._section(ReviewSettings, top.pop("review", {}), "review"),
            "edge": self._edge(top.pop("edge", {})),
            "github": self._section(GithubSettings, top.pop("github", {}), "github"),
        }
        settings: Settings = self._section(Settings, {**top, **tables}, "")
        usual = Settings()
        if settings.language not in (None, "en", "zh"):
            self._note("", "language", "language", value=repr(settings.language))
            settings = replace(settings, language=usual.language)
        if settings.timezone is not None and not _is_zone(settings.timezone):
            self._note("", "timezone", "timezone", value=repr(settings.timezone))
            settings = replace(settings, timezone=usual.timezone)
        if settings.region is not None and not REGION.fullmatch(settings.region):
            self._note("", "region", "region", value=repr(settings.region))
            settings = replace(settings, region=usual.region)
        if not 0 <= settings.buffer <= 0.9:
            self._note("", "buffer", "buffer", value=settings.buffer)
            settings = replace(settings, buffer=usual.buffer)
        settings = self._addresses(settings, usual)
        if settings.trips.max_moves < 0:
            self._note("trips", "max_moves", "max_moves", value=settings.trips.max_moves)
            settings = replace(settings, trips=replace(settings.trips, max_moves=usual.trips.max_moves))
        if not 0 < settings.calendar.ask_share <= 1:
            self._note("calendar", "ask_share", "ask_share", value=settings.calendar.ask_share)
            calendar = replace(settings.calendar, ask_share=usual.calendar.ask_share)
            settings = replace(settings, calendar=calendar)
        if not 10 <= settings.review.recall_minutes <= 20:
            self._note("review", "recall_minutes", "recall_minutes", value=settings.review.recall_minutes)
            settings = replace(settings, review=replace(settings.review, recall_minutes=usual.review.recall_minutes))
        if not 1 <= settings.review.drill_minutes <= 30:
            self._note("review", "drill_minutes", "drill_minutes", value=settings.review.drill_minutes)
            settings = replace(settings, review=replace(settings.review, drill_minutes=usual.review.drill_minutes))
        if settings.model.timeout_s < 1:
            self._note("model", "timeout_s", "timeout", value=settings.model.timeout_s)
            settings = replace(settings, model=replace(settings.model, timeout_s=usual.model.timeout_s))
        settings = replace(settings, github=self._github(settings.github))
        for table, keep in (("calendar", _LOGIN), ("model", settings.model.key_env), ("github", _KEEPS["github"])):
            section = getattr(settings, table)
            if section.url is not None and holds_secret(section.url):
                self._note(table, "url", "secret_url", setting=f"{table}.url", keep=keep)
                settings = replace(settings, **{table: replace(section, url=without_secret(section.url))})
        return settings

    def _edge(self, value: object) -> EdgeSettings:
        if not isinstance(value, dict):
            self._note("edge", None, "table", setting="edge", value=_shown("edge", value))
            return EdgeSettings()
        table = cast("dict[str, Any]", value)
        for key in table:
            if key not in ("endpoints", "devices"):
                self._unknown("edge", key, f"edge.{key}", {"endpoints": "", "devices": ""})
        endpoints: tuple[EndpointSettings, ...] = self._entries(
            EndpointSettings, table.get("endpoints", []), "endpoints"
        )
        devices: tuple[DeviceSettings, ...] = self._entries(DeviceSettings, table.get("devices", []), "devices")
        return EdgeSettings(endpoints, devices)

    def _entries(self, kind: type[Any], value: object, which: str) -> tuple[Any, ...]:
        """The entries of a list of named addresses that can be used; a name stands for one of them only."""
        table = f"edge.{which}"
        if not isinstance(value, list):
            self._note(table, None, "edge_list", setting=table)
            return ()
        kept: dict[str, Any] = {}
        for self._entry, one in enumerate(cast("list[object]", value)):
            before = len(self.wrong)
            entry = self._section(kind, one, table)
            if not entry.name.strip():
                self._note(table, None if not isinstance(one, dict) else "name", "name_empty", setting=f"{table}.name")
            elif entry.name in kept:
                self._note(table, "name", "edge_twice", setting=f"{table}.name", value=repr(entry.name))
            if not re.match(r"https?://[^/\s]", entry.url):
                self._note(table, "url", "address", setting=f"{table}.url", value=repr(entry.url.split(":")[0]))
            elif holds_secret(entry.url):
                keep = "token_env" if which == "devices" else "key_env"
                self._note(table, "url", "secret_url", setting=f"{table}.url", keep=keep)
            if isinstance(entry, EndpointSettings) and entry.api not in EDGE_APIS:
                self._note(table, "api", "edge_api", setting=f"{table}.api", value=repr(entry.api))
            if len(self.wrong) == before:
                kept[entry.name] = entry
        self._entry = 0
        return tuple(kept.values())

    def _addresses(self, settings: Settings, usual: Settings) -> Settings:
        """Addresses begin as those of the web do, and a calendar has a name."""
        for table in ("calendar", "model", "github"):
            url: str | None = getattr(settings, table).url
            if url is not None and not re.match(r"https?://[^/\s]", url):
                self._note(table, "url", "address", setting=f"{table}.url", value=repr(url.split(":")[0]))
                section = replace(getattr(settings, table), url=None)
                settings = replace(settings, **{table: section})
        if not settings.calendar.name.strip():
            self._note("calendar", "name", "name_empty", setting="calendar.name")
            settings = replace(settings, calendar=replace(settings.calendar, name=usual.calendar.name))
        return settings

    def _github(self, github: GithubSettings) -> GithubSettings:
        """Names are names, and a token is sent to where nobody can listen."""
        usual = GithubSettings()
        if github.url is not None and not _is_safe(github.url):
            self._note("github", "url", "plain_address", setting="github.url")
            github = replace(github, url=usual.url)
        if github.login is not None and not _GITHUB_LOGIN.fullmatch(github.login):
            self._note("github", "login", "login", setting="github.login", value=_shown("login", github.login))
            github = replace(github, login=usual.login)
        if wrong := [name for name in github.repositories if not GITHUB_REPOSITORY.fullmatch(name)]:
            self._note(
                "github", "repositories", "repositories", setting="github.repositories", value=_shown("", wrong[0])
            )
            github = replace(github, repositories=tuple(one for one in github.repositories if one not in wrong))
        if not 0 <= github.weekly_minutes <= _WEEK_MINUTES:
            self._note(
                "github",
                "weekly_minutes",
                "weekly_minutes",
                setting="github.weekly_minutes",
                value=github.weekly_minutes,
                most=_WEEK_MINUTES,
            )
            github = replace(github, weekly_minutes=usual.weekly_minutes)
        return github

    def _unknown(self, table: str, name: str, shown: str, known: dict[str, str]) -> None:
        if _SECRET.search(name):
            self._note(table, name, "secret_key", setting=shown, keep=_KEEPS.get(table, _LOGIN))
        else:
            self._note(table, name, "unknown_key", setting=shown, known=", ".join(sorted(known)))

    def _note(self, table: str, name: str | None, what: str, /, **more: Any) -> None:
        """``what`` is a key of ``messages.settings``, ``more`` its parameters."""
        line = self._line(table, name) or self._line(table, None)  # what is missing is told at its table
        error = SettingsError(where=f"{self.name}:{line}" if line else self.name, what=what, **more)
        self.wrong.append((line or 0, error))

    def _line(self, table: str, key: str | None) -> int | None:
        """The line where a key of a table stands, or the table itself; None where it is written in some rarer way."""
        path = table.split(".") if table else []
        wanted = [*path, key] if key else path
        inside: list[str] = []
        passed = -1  # entries of a [[list]] before this line
        for number, line in enumerate(self.lines, 1):
            if head := re.match(r"\s*(\[+)([^\]]*)\]", line):
                inside = _names(head[2])
                passed += head[1] == "[[" and inside == path
                here = inside[: len(wanted)] == wanted
            elif said := re.match(r"([^=#\[]*)=", line):
                full = [*inside, *_names(said[1])]
                here = full[: len(wanted)] == wanted or wanted[: len(full)] == full
            else:
                continue
            if here and passed in (-1, self._entry):
                return number
        return None

    def _section(self, kind: type[Any], values: object, name: str) -> Any:
        if not isinstance(values, dict):
            self._note(name, None, "table", setting=name, value=_shown(name, values))
            return kind()
        table = cast("dict[str, Any]", values)
        known = {field.name: str(field.type) for field in fields(kind)}
        used: dict[str, Any] = {}
        for key, value in table.items():
            shown = f"{name}.{key}" if name else key
            expected = _KINDS.get(known.get(key, ""))
            if key not in known:
                self._unknown(name, key, shown, known)
            elif expected and (not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected)):
                self._note(name, key, "wrong_kind", setting=shown, kind=_kind(known[key]), value=_shown(key, value))
            elif expected == (list,):
                listed = cast("list[object]", value)
                texts = tuple(one for one in listed if isinstance(one, str) and one.strip())
                if len(texts) < len(listed):
                    self._note(name, key, "wrong_kind", setting=shown, kind=_kind(known[key]), value=_shown(key, value))
                else:
                    used[key] = texts
            else:
                used[key] = value
        return kind(**used)

    def _hours(self, value: object) -> tuple[tuple[str, HourRanges], ...] | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            self._note("hours", None, "hours_table")
            return None
        table = cast("dict[str, Any]", value)
        days: dict[str, HourRanges] = {}
        groups = {"workdays": WEEKDAY_NAMES[:5], "weekend": WEEKDAY_NAMES[5:], **{day: (day,) for day in WEEKDAY_NAMES}}
        for key in sorted(table, key=lambda name: len(groups.get(name, ())), reverse=True):  # a single day wins
            if key not in groups:
                self._note("hours", key, "hours_day", setting=key)
                continue
            pairs = self._pairs(key, table[key])
            if pairs is not None:
                days.update(dict.fromkeys(groups[key], pairs))
        if table and not days:
            return None  # none of them can be used
        return tuple((day, days[day]) for day in WEEKDAY_NAMES if day in days)

    def _pairs(self, key: str, value: object) -> HourRanges | None:
        out: list[tuple[time, time]] = []
        for text in cast("list[object]", value) if isinstance(value, list) else [value]:
            try:
                start, _, end = str(text).partition("-")
                pair = (time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
            except ValueError:
                self._note("hours", key, "hours_form", value=repr(text))
                return None
            if pair[1] <= pair[0]:
                self._note("hours", key, "hours_backwards", value=text)
                return None
            out.append(pair)
        return tuple(sorted(out))


def _names(dotted: str) -> list[str]:
    """The parts of a key such as ``calendar.url``, quoted or not."""
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _is_safe(url: str) -> bool:
    """Whether what is sent there is hidden from others: by TLS, or because it does not leave the machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "::1", "localhost")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
