"""`demo`: the whole story on a throw-away workspace. Every command is run, and another program reads the calendar."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import typer

from roadweek.errors import CalendarServerError, RoadweekError
from roadweek.messages import say
from roadweek.views.format import day_name
from roadweek_cli.common import common, machine_language, print_json, set_common
from roadweek_cli.parser import command, new_app
from roadweek_cli.phone import Phone, Seen
from roadweek_cli.plain import padded, width

if TYPE_CHECKING:
    from roadweek.domain.base import Language

app = new_app()
NOW = "2026-03-04T20:00:00+08:00"
SUNDAY = "2026-03-15T20:30:00+08:00"
TIMEZONE = "Asia/Shanghai"
WEEK = (date(2026, 3, 9), date(2026, 3, 15))
TRIP = (date(2026, 3, 11), date(2026, 3, 13))


@command(app, "demo")
def demo() -> None:
    """Import an example plan, put its week on a calendar, let a business trip happen, replan, undo. Takes seconds."""
    options = common()
    lang = options.lang or machine_language()
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="roadweek-demo-") as folder, _clock():
        story = _Story(Path(folder), lang, quiet=options.json)
        try:
            story.tell()
        finally:
            set_common(options)
    seconds = round(perf_counter() - started, 1)
    if options.json:
        print_json({"steps": story.steps, "restored": story.restored, "seconds": seconds})
        return
    story.end(seconds)


@contextmanager
def _clock() -> Generator[None]:
    """The demo's own time and nothing of the person's settings."""
    before = {name: os.environ.get(name) for name in ("ROADWEEK_NOW", "ROADWEEK_HOME")}
    os.environ["ROADWEEK_NOW"] = NOW
    os.environ.pop("ROADWEEK_HOME", None)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@dataclass
class _Story:
    """The steps, told to a person or, ``quiet``, collected as documents."""

    folder: Path
    lang: Language
    quiet: bool
    steps: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    restored: bool = False

    def tell(self) -> None:
        workspace = self.folder / "workspace"
        workspace.mkdir()
        (workspace / "config.toml").write_text(f'timezone = "{TIMEZONE}"\n', encoding="utf-8")
        plan = example(self.lang)
        self.say("hello")
        self.say("place")
        title = say("demo.trip_title", self.lang)
        with calendar_server(workspace) as phone:
            self.step("import")
            imported = self.run("import", str(plan), shown=f"import {plan.name}")
            self.step("week")
            self.run("replan", "--show", imported["proposal"])
            self.step("approve")
            self.run("approve", imported["proposal"])
            self.step("phone")
            before = self.look(phone)
            self.step("trip")
            place = say("demo.trip_place", self.lang)
            phone.add_trip("Personal", title, place, *TRIP)
            first, last = (day_name(day.isoformat(), self.lang) for day in TRIP)
            self.say("phone_puts", title=title, first=first, last=last, place=place)
            self.step("sync")
            self.run("calendar", "sync")
            self.run("trip", "list")
            self.step("replan")
            proposed = self.run("replan")
            self.step("again")
            self.run("approve", proposed["proposal"])
            self.look(phone)
            self.step("undo")
            phone.delete_trip("Personal")
            self.say("phone_deletes", title=title)
            self.run("undo")
            self.restored = self.look(phone) == before
            self.say("same" if self.restored else "different")
            self.review()

    def review(self) -> None:
        """The Sunday of that week: what came of it, a problem to recall, and the report."""
        self.step("review")
        os.environ["ROADWEEK_NOW"] = SUNDAY
        placed = self.run_quietly("week")["sessions"]
        *done, skipped, last = [one["short"] for one in placed]
        for one in [*done, last]:
            self.run_quietly("done", one)
        self.say("did", count=len(done) + 1)
        self.run("skip", skipped)
        self.run("attempt", "LC 236", "--minutes", "40", "--hints", "--topic", "trees", "--on", "2026-03-14")
        asked = (say("demo.drill_question", self.lang), "--points", say("demo.drill_points", self.lang))
        self.run_quietly("review", "drill", "add", *asked, "--topic", "trees")
        self.step("recall")
        self.run("review", "day")
        self.step("report")
        self.run("review", "week")

    def run_quietly(self, *words: str) -> dict[str, Any]:
        """A command that is not shown; its document."""
        from roadweek_cli.__main__ import run

        here = ["--workspace", str(self.folder / "workspace"), "--lang", self.lang]
        document: dict[str, Any] = json.loads(_captured(lambda: run([*words, *here, "--json"])))
        return document

    def say(self, key: str, **params: Any) -> None:
        if not self.quiet:
            print(say(f"demo.{key}", self.lang, **params))

    def step(self, key: str) -> None:
        if not self.quiet:
            from roadweek_cli.paint import line

            line()
            line(say(f"demo.step_{key}", self.lang), "bold magenta")

    def run(self, *words: str, shown: str | None = None) -> dict[str, Any]:
        """Run a command as a person would, showing what it prints, and give its document too."""
        if not self.quiet:
            from roadweek_cli.paint import line

            line(f"$ roadweek {shown or shlex.join(words)}", "cyan")
        sys.stdout.flush()
        document = self.run_quietly(*words)
        self.steps.append({"command": shown or " ".join(words), "document": document})
        if not self.quiet:
            show_document(words, document, self.lang)
        return document

    def look(self, phone: Phone) -> list[Seen]:
        """What the other program sees of the week."""
        events = phone.events("Roadweek", *WEEK)
        self.steps.append({"phone": [{"start": one.start, "end": one.end, "title": one.title} for one in events]})
        self.say("phone_sees", count=len(events))
        if not self.quiet:
            for line in _by_day(events, self.lang):
                print(line)
        return events

    def end(self, seconds: float) -> None:
        from roadweek_cli.paint import line

        line()
        line(say("demo.next", self.lang, seconds=seconds), "bold")
        for key in ("import", "words", "today", "serve", "bench", "client"):
            line("  " + say(f"demo.next_{key}", self.lang))


def _captured(work: Callable[[], int]) -> str:
    """What ``work`` prints. Where it fails it has said why, and the demo ends with it."""
    written = StringIO()
    with redirect_stdout(written):
        code = work()
    if code:
        raise typer.Exit(code)
    return written.getvalue()


def show_document(words: tuple[str, ...], document: Any, lang: Language) -> None:
    """Print a command's document as that command does."""
    from roadweek_cli import importing, lists, show

    match words[0]:
        case "import":
            importing.imported(document, lang)
            importing.closing(document, lang)
        case "replan":
            show.proposal(document, lang, next_step=False)
        case "approve" | "undo" | "skip" | "attempt":
            show.applied(document, lang, undo=False)
        case "review":
            _reviewed(words[1], document, lang)
        case "calendar":
            lists.synced(document, lang)
        case _:
            lists.trips(document, lang)


def _reviewed(what: str, document: Any, lang: Language) -> None:
    """The recall by its titles; of the report its head, the experience and the week to come, and where it lies."""
    from roadweek.views.report_text import head, report_sections

    if what == "day":
        title = say("reviewing.day_title", lang, day=day_name(document["date"], lang), minutes=document["box_min"])
        asked = document["drill"]
        drill = [say("drill.today", lang, title=asked["title"])] if asked else []
        print("\n".join([title, *(f"  {one['title']}" for one in document["recall"]), *drill]))
        return
    told = [say("report.experience", lang), say("report.next", lang, week=document["next"]["week"])]
    lines = [line.strip("*") for line in head(document, lang) if line]
    for name, body in report_sections(document, lang):
        lines += [line for line in body if line] if name in told else []
    print("\n".join(lines))
    print(say("demo.report_files", lang, files=" · ".join(f"reports/{Path(one).name}" for one in document["files"])))


def _by_day(events: list[Seen], lang: Language) -> list[str]:
    """A line a day: its sessions with their times."""
    days: dict[str, list[str]] = {}
    for one in events:
        day = f"{one.start[:4]}-{one.start[4:6]}-{one.start[6:8]}"
        days.setdefault(day, []).append(f"{one.start[9:11]}:{one.start[11:13]} {one.title}")
    names = {day: day_name(day, lang) for day in days}
    column = max(map(width, names.values()), default=0)
    return [f"  {padded(names[day], column)}  {' · '.join(titles)}" for day, titles in days.items()]


def example(lang: Language) -> Path:
    """The example plan of a language: of the checkout, else the installed copy."""
    name = f"year-plan.{lang}.md"
    for folder in (
        Path(__file__).parent.parent.parent / "examples",
        Path(sys.prefix) / "share" / "roadweek" / "examples",
    ):
        if (folder / name).exists():
            return folder / name
    raise RoadweekError(what=f"{name} is not installed")


@contextmanager
def calendar_server(workspace: Path) -> Generator[Phone]:
    """`roadweek calendar serve`, as long as the story lasts, with a phone joined to it."""
    command = [sys.executable, "-m", "roadweek_cli", "calendar", "serve", "--json", "--workspace", str(workspace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            said = ""
            while not said.rstrip().endswith("}"):
                part = server.stdout.readline()
                if not part:
                    raise CalendarServerError(why=server.stderr.read().strip().removeprefix("error: ")[-200:])
                said += part
            account: dict[str, str] = json.loads(said)
            yield Phone(account["url"], account["user"], account["password"])
        finally:
            server.terminate()
