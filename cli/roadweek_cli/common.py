"""What every command shares: the options that stand anywhere on the line, the workspace, the language, the output."""

from __future__ import annotations

import json
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadweek.domain.sanitise import sanitised, sanitised_document
from roadweek.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager

    from roadweek.domain.base import Language
    from roadweek.workspace import Workspace


class Usage(Exception):
    """Wrong usage: exit code 2. ``key`` names a message of ``messages.usage``; ``command`` whose help is told."""

    def __init__(self, key: str, /, command: str | None = None, **params: Any) -> None:
        self.key, self.command, self.params = key, command, params
        super().__init__(key, params)

    def text(self, lang: Language) -> str:
        said = str(self.params["text"]) if self.key == "said" else say(f"usage.{self.key}", lang, **self.params)
        return say("usage.see", lang, text=said, command=self.command) if self.command else said


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes. ``lang`` null: the plan's."""

    workspace: Path | None = None
    json: bool = False
    lang: Language | None = None


_current: ContextVar[Common] = ContextVar("common")


def common() -> Common:
    return _current.get(Common())


def set_common(value: Common) -> None:
    _current.set(value)


def take_common(argv: list[str]) -> tuple[Common, list[str]]:
    """The common options of a command line, and the words that are left. After ``--`` nothing is taken.

    Raises Usage for an option without its value or a language that we do not speak.
    """
    found: dict[str, Any] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        name, equals, value = word.partition("=")
        if word == "--json":
            found["json"] = True
        elif name in ("--workspace", "--lang"):
            if not equals:
                value = next(words, "")
            if not value:
                raise Usage("needs_value", option=name)
            if name == "--lang" and value not in ("zh", "en"):
                raise Usage("lang", value=value)
            found[name[2:]] = Path(value) if name == "--workspace" else value
        else:
            rest.append(word)
    return Common(**found), rest


def workspace(*, create: bool = False, as_it_is: bool = False) -> Workspace:
    """The workspace of this command line; what the library writes is in the language of ``--lang``.

    A plan that an older planner read is read again first. ``as_it_is`` leaves it alone: for commands that plan nothing,
    and for `undo`, which is about what the person did last.
    """
    from roadweek.workspace import open_workspace

    chosen = common()
    ws = open_workspace(chosen.workspace, create=create, language=chosen.lang)
    if not as_it_is:
        from roadweek.usecases.reread import renew

        renew(ws)
    return ws


def language(ws: Workspace | None = None) -> Language:
    """``--lang``, else that of config.toml, else the plan's, else the machine's."""
    chosen = common().lang
    if chosen:
        return chosen
    try:
        ws = ws or workspace(as_it_is=True)
        return ws.language or _plans_language(ws) or machine_language()
    except Exception:  # damaged, locked, gone: what is wrong is said elsewhere, in some language
        return machine_language()


def _plans_language(ws: Workspace) -> Language | None:
    from roadweek.storage import database, plans

    with database.read(ws.database, as_it_is=True) as connection:
        return plans.active_language(connection, ws.person)


def machine_language() -> Language:
    import os

    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"


def emit(document: object, show: Callable[[], None] | str) -> None:
    """The one document of ``--json``, or what ``show`` prints for people; a text of ``show`` is sanitised."""
    if common().json:
        print_json(document)
    elif isinstance(show, str):
        print(sanitised(show))
    else:
        show()


WHOLE = frozenset({"content", "text"})
"""Fields of documents that may hold a whole file."""


def print_json(document: object) -> None:
    """A document on standard output, its texts sanitised."""
    document = sanitised_document(document, whole=WHOLE)
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def note(text: str) -> None:
    """A line beside the answer, for people: on standard error."""
    print(sanitised(text), file=sys.stderr)


def a_date(text: str | None) -> Any:
    """A day that a person wrote: YYYY-MM-DD, or words such as "next Monday", 下周一. Raises DateError."""
    if text is None:
        return None
    from roadweek.errors import DateError
    from roadweek.views.format import day_of

    try:
        return day_of(text)
    except DateError:
        spoken = _spoken_day(text)
        if spoken is None:
            raise
        return spoken


DAY_MIN = 24 * 60
"""Nobody works longer in one sitting than a day has minutes."""


def a_length(text: str, *, most: int | None = None) -> int:
    """Whole minutes that a person wrote: 6h, 1h30, 90 min, 30m, 90, 两小时; up to ``most``. Raises Usage."""
    import re

    from roadweek.understanding.amounts import find_durations

    said = re.sub(r"(?<=\d)\s*m$", " min", text.strip(), flags=re.IGNORECASE)
    if said.isdigit():
        minutes = int(said)
    else:
        found = find_durations(said)
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(said)):
            raise Usage("length", value=text)
        minutes = int(found[0].value.top)
    if most is not None and minutes > most:
        raise Usage("length_most", value=text, most=most)
    return minutes


def _spoken_day(text: str) -> Any:
    """The first of the days that ``text`` as a whole names, by the grammar that reads sentences."""
    from roadweek.understanding.when import find_whens

    text = text.strip()
    if any(character.isdigit() for character in text):
        return None  # 2026-13-45 is a slip, not words, and 1/3 two different days
    found = find_whens(text, workspace(as_it_is=True).now().date())
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return found[0].value.start if whole and not found[0].value.doubt else None


def working(key: str) -> AbstractContextManager[None]:
    """While this is open for more than a second, a line on standard error says what is being done."""
    from contextlib import contextmanager

    @contextmanager
    def shown() -> Generator[None]:
        from threading import Event, Thread
        from time import monotonic

        done = Event()
        text = say(f"terminal.doing_{key}", language())
        live = sys.stderr.isatty()

        def tell() -> None:
            started = monotonic()
            if done.wait(1.0):
                return
            if not live:
                note(text + " …")
                return
            while True:
                sys.stderr.write(f"\r\x1b[2m{text} … {monotonic() - started:.0f} s\x1b[0m")
                sys.stderr.flush()
                if done.wait(0.5):
                    sys.stderr.write("\r\x1b[2K")
                    sys.stderr.flush()
                    return

        thread = Thread(target=tell, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    return shown()
