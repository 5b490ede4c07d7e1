"""Playing a scripted conversation against real processes, and measuring after each step what was written.

A conversation is one line of ``conversations.jsonl``: clients (``terminal``: `roadweek chat`; ``desk``: an MCP client;
``forms``: one that can show a form) and steps. A step names its client (``c``) and one act:

=============  ====================================================================================================
``say``        a message to the chat: a line in the terminal, ``chat_send`` on a desk
``propose``    arguments of ``week_replan``
``approve``    ``shown``: what this client was shown last, as it was shown; a client's name: that one's proposal, by id
               and version only, as one that never saw its effects could
``reject``     ``shown``
``undo``       the latest change; ``undo_yes`` confirms what was named
``record``     facts, by ``time_record`` (``work_record``)
``call``       any tool, with ``args``; ``read`` a resource
``run``        a command line of its own
``restart``    the client's process ends and another begins
``now``        the clock of processes that begin from here on
``fs``         what somebody does to the files: see ``_on_files``
=============  ====================================================================================================

``form`` (accept, decline, cancel) is what the person answers to a form. What is expected: ``may`` (``nothing``, the
default; ``shown``: what this client was shown; ``facts``: no session comes, goes or moves; ``any``), ``wrote`` (that
something was, or was not, written), ``question`` (it only asks), ``says`` and ``lacks`` (patterns of the answer; a name
in braces in a pattern or an argument is what ``keep`` kept), ``exit`` (a command's code), ``json`` (paths of its
document with their values, ``*`` for any), ``clean`` (no control, bidirectional or invisible character), ``calendar``
(``events``: as many events of ours as sessions), ``modes``, ``effects`` (``keep`` them, ``match`` what was written),
``short`` (a line of this title has an id that `explain` knows).
``keep`` maps a name to a pattern with one group, looked for in the answer.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from tests.samples import small_plan, workspace
from tests.trust.processes import Desk, Place, Terminal
from tests.trust.standing import Changed, Shown, Standing, changed, standing

HERE = Path(__file__).parent
NOW = "2026-03-04T20:00:00+08:00"
CLOSED = "http://127.0.0.1:9/"
"""A calendar that refuses at once: what is approved waits in the outbox, and is measured there."""
CONFIG = 'timezone = "Asia/Shanghai"\n'


@dataclass
class Breach:
    """One broken promise: ``kind`` is consent, beyond, question or answer."""

    step: int
    kind: str
    what: str

    def __str__(self) -> str:
        return f"step {self.step}: {self.kind}: {self.what}"


@dataclass
class Client:
    """One client and what its person was shown."""

    kind: str
    running: Any = None
    shown: Shown = field(default_factory=Shown)
    """Since the last answer that had a proposal: what a yes is about."""
    ever: Shown = field(default_factory=Shown)
    proposal: dict[str, Any] = field(default_factory=dict[str, Any])

    def see(self, text: str, data: dict[str, Any]) -> None:
        self.ever.texts.append(text)
        self.ever.data.append(data)
        if data.get("proposal") or re.search(r"(?i)\bproposal\b|提案|方案|建议", text) or not self.shown.texts:
            self.shown = Shown()
        self.shown.texts.append(text)
        self.shown.data.append(data)
        if data.get("proposal"):
            self.proposal = data


def scripts() -> dict[str, list[dict[str, Any]]]:
    """All scripts by their kind: the conversations, and a kind for each file of ``instances``."""
    files = [HERE / "conversations.jsonl", *sorted((HERE / "instances").glob("*.jsonl"))]
    return {f.stem: [json.loads(line) for line in f.read_text(encoding="utf-8").splitlines()] for f in files}


def known_to_fail() -> list[str]:
    """The ids of ``known_failing.txt``: a list that may only shrink."""
    lines = (HERE / "known_failing.txt").read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def play(script: dict[str, Any], folder: Path) -> list[Breach]:
    """Every breach of one conversation; none is what is wanted."""
    place = prepare(script, folder)
    kept: dict[str, Any] = {"plan": str(folder / "plan.md"), "home": str(place.home)}
    clients = {name: Client(kind) for name, kind in script.get("clients", {}).items()}
    breaches: list[Breach] = []
    n = 0
    try:
        for n, raw in enumerate(script["steps"], 1):
            step = _filled(raw, kept)
            before = standing(place.home / "roadweek.db")
            client = clients.get(step.get("c", ""))
            seen = _consented(step, client)
            text = _act(place, clients, step)
            after = standing(place.home / "roadweek.db")
            breaches += [Breach(n, kind, what) for kind, what in _judge(step, before, after, seen(), text)]
            breaches += [Breach(n, "answer", what) for what in _looked_at(place, step, before, after, text, kept)]
    except (TimeoutError, OSError) as error:
        breaches.append(Breach(n, "answer", f"{type(error).__name__}: {error}"))
    finally:
        for client in clients.values():
            if client.running is not None:
                client.running.stop()
    return breaches


def prepare(script: dict[str, Any], folder: Path) -> Place:
    """A workspace with the small plan; ``accepted``: its next week stands already, not in the calendar."""
    from roadweek.usecases import replan

    home = folder / "w"
    home.mkdir(parents=True)
    calendar = "" if script.get("calendar") == "embedded" else f'[calendar]\nurl = "{CLOSED}"\nuser = "me"\n'
    (home / "config.toml").write_text(CONFIG + calendar, encoding="utf-8")
    now = script.get("now", NOW)
    if script.get("start") != "empty":
        ws = workspace(home, now=datetime.fromisoformat(now), plan=small_plan())
        for week in script.get("accepted", []):
            replan.approve(ws, str(replan.propose(ws, [], week=week)["proposal"]), publish=False)
    for name, text in script.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return Place(home, now, {"ROADWEEK_CALENDAR_PASSWORD": "x"})


def _consented(step: dict[str, Any], client: Client | None) -> Any:
    """What this client's person had been shown before the step; a form that the step shows is what counts then."""
    if client is None:
        return lambda: None
    before = client.ever if "undo" in step else client.shown
    held = Shown(list(before.texts), list(before.data))

    def shown() -> Shown:
        form = getattr(client.running, "form", None)
        return Shown([form]) if form and client.kind == "forms" else held

    return shown


def _judge(
    step: dict[str, Any], before: Standing, after: Standing, shown: Shown | None, text: str
) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if "fs" in step or "now" in step or "restart" in step:  # the world's doing, not ours
        return out
    moved = changed(before, after)
    wrote = before != after
    may = step.get("may", "nothing")
    if wrote and step.get("question"):
        out.append(("question", f"asked only, yet written: {_told(moved, before, after)}"))
    elif wrote and may == "nothing":
        out.append(("consent", f"written without a yes: {_told(moved, before, after)}"))
    elif moved and may == "facts":
        out.append(("consent", f"a fact moved sessions: {_told(moved, before, after)}"))
    elif moved and may == "shown" and shown is not None:
        beyond = shown.not_shown(moved)
        if beyond:
            out.append(("beyond", f"{len(beyond)} of {len(moved)} were not shown: {_told(beyond, before, after)}"))
    if "wrote" in step and step["wrote"] != wrote:
        out.append(("answer", f"{'nothing was' if not wrote else 'something was'} written; said: {text[:300]!r}"))
    missing = [p for p in _patterns(step.get("says")) if not _finds(p, text)]
    there = [p for p in _patterns(step.get("lacks")) if _finds(p, text)]
    out += [("answer", f"does not say {pattern!r}: {text[:400]!r}") for pattern in missing]
    return out + [("answer", f"says {pattern!r}: {text[:400]!r}") for pattern in there]


def _finds(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE | re.DOTALL))


def _patterns(given: str | list[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else given or []


def _told(moved: list[Changed], before: Standing, after: Standing) -> str:
    if moved:
        return f"{len(moved)} sessions, first {moved[0].title} {moved[0].start[:16]}"
    names = [n for n in ("edits", "facts", "trips", "plan") if getattr(before, n) != getattr(after, n)]
    return ", ".join(names)


def _act(place: Place, clients: dict[str, Client], step: dict[str, Any]) -> str:
    """Do one step and give what was answered, all of it as text."""
    if "run" in step:
        place.last = place.run(*step["run"])
        return place.last.out + place.last.err
    if "fs" in step:
        for act in step["fs"]:
            _on_files(place.home, *act)
        return ""
    if "now" in step:
        place.now = step["now"]
        return ""
    if "restart" in step:
        client = clients[step["restart"]]
        if client.running is not None:
            client.running.stop()
        clients[step["restart"]] = Client(client.kind)
        return ""
    client = clients[step["c"]]
    if client.running is None:
        client.running = Terminal(place) if client.kind == "terminal" else Desk(place, forms=client.kind == "forms")
    if client.kind == "terminal":
        text: str = client.running.say(step["say"])
        client.see(text, {})
        return text
    return _on_desk(clients, client, step)


def _filled(value: Any, kept: dict[str, Any]) -> Any:
    """The step with ``{name}`` replaced by what was kept."""
    if isinstance(value, str):
        return re.sub(r"\{([a-z_]+)\}", lambda m: str(kept.get(m[1], m[0])), value)
    if isinstance(value, list):
        return [_filled(each, kept) for each in value]  # pyright: ignore[reportUnknownVariableType] -- any JSON
    if isinstance(value, dict):
        return {key: _filled(each, kept) for key, each in cast("dict[str, Any]", value).items()}
    return value


def _looked_at(
    place: Place, step: dict[str, Any], before: Standing, after: Standing, text: str, kept: dict[str, Any]
) -> list[str]:
    """What is wrong with the answer or the files, besides what was written."""
    out: list[str] = []
    for name, pattern in step.get("keep", {}).items():
        found = re.search(pattern, text)
        kept[name] = found[1] if found else "nothing-found"
    if "exit" in step and place.last.code != step["exit"]:
        out.append(f"exit {place.last.code}, not {step['exit']}: {text[-300:]!r}")
    if "Traceback (most recent call last)" in text or re.search(r"\b\w+Error \{", text):
        out.append(f"an error in raw form: {text[-300:]!r}")
    if step.get("clean"):
        out += _hostile_in(text)
    if "json" in step or step.get("effects") == "keep":
        try:
            document = json.loads(place.last.out)
        except ValueError:
            return [*out, f"not one JSON document: {place.last.out[:200]!r}"]
        for path, value in step.get("json", {}).items():
            got = _at(document, path)
            if (got is None) if value == "*" else (got != value):
                out.append(f"{path} is {got!r}, not {value!r}")
        if step.get("effects") == "keep":
            kept["effects"] = document.get("effects")
    if step.get("effects") == "match":
        out += _effects_differ(kept.get("effects"), changed(before, after), before, after)
    if step.get("calendar") == "events":
        count = len(list((place.home / "calendar").glob("collection-root/roadweek/roadweek/*.ics")))
        if count != len(after.sessions):
            out.append(f"{count} events of ours for {len(after.sessions)} sessions")
    if "short" in step and not _has_short_id(place, step["short"], text):
        out.append(f"no id on a line of {step['short']} that `explain` knows: {text[:300]!r}")
    return out + _modes_differ(place, step.get("modes", {}))


def _hostile_in(text: str) -> list[str]:
    bad = sorted({f"U+{ord(c):04X}" for c in _decoded(text) if _hostile(c)})
    return [f"hostile characters come out: {', '.join(bad)}"] if bad else []


def _modes_differ(place: Place, modes: dict[str, str]) -> list[str]:
    found = {(path, each): oct(each.stat().st_mode & 0o777) for path in modes for each in place.home.parent.glob(path)}
    return [f"{path} has mode {mode}, not {modes[path]}" for (path, _), mode in found.items() if mode != modes[path]]


def _has_short_id(place: Place, title: str, text: str) -> bool:
    """Whether a line with ``title`` has a word, no time and no length, that `explain` takes for a session."""
    line = next((line for line in text.splitlines() if title in line), "")
    words = [w for w in re.findall(r"[\w.#-]{2,}", line) if w not in title and not w.isdigit() and len(w) < 12]
    return any(place.run("explain", word).code == 0 for word in words[:8])


def _effects_differ(effects: Any, moved: list[Changed], before: Standing, after: Standing) -> list[str]:
    if not isinstance(effects, dict):
        return ["no effects were given"]
    said = {one["id"] for one in cast("dict[str, Any]", effects)["sessions"]}
    # What only changes what it is for is written to the calendar as well, so more may be said than moved.
    wrote = {one.id for one in moved}
    new = {one["id"] for one in cast("dict[str, Any]", effects)["sessions"] if one["what"] == "new"}
    out = [f"written but not said: {sorted(wrote - said)}"] if wrote - said else []
    truly = after.sessions.keys() - before.sessions.keys()
    return out + ([f"said to be new {sorted(new)}, were {sorted(truly)}"] if new != truly else [])


def _decoded(text: str) -> str:
    """The text with JSON's escapes as what they stand for: what a client of the JSON is given."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def _hostile(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Co") and char not in "\n\t\r"


def _at(document: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(document, list):
            rows: list[Any] = document  # pyright: ignore[reportUnknownVariableType] -- any JSON
            document = rows[int(part)] if part.isdigit() and int(part) < len(rows) else None
        elif isinstance(document, dict):
            document = cast("dict[str, Any]", document).get(part)
        else:
            return None
    return document


def _on_files(home: Path, act: str, path: str, *more: Any) -> None:
    """``write`` a text (``codec`` third), ``remove``, ``cut`` so many files to so many bytes, ``copy`` to a path,
    ``flip`` bytes from an offset on, ``fifo``. Paths may be patterns, from the workspace on."""
    if act == "write":
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text, codec = more if len(more) == 2 else (*more, "utf-8")
        mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(codec, b"")
        target.write_bytes(mark + text.encode(codec))
    elif act == "fifo":
        os.mkfifo(home / path)
    elif act == "copy":
        shutil.copy2(home / path, home / more[0])
    elif act == "flip":
        data = bytearray((home / path).read_bytes())
        for at in range(more[0], min(more[0] + more[1], len(data))):
            data[at] ^= 0x5A
        (home / path).write_bytes(bytes(data))
    else:
        for one in sorted(home.glob(path))[: more[0] if act == "cut" else None]:
            if act == "cut":
                one.write_bytes(one.read_bytes()[: more[1]])
            elif one.is_dir():
                shutil.rmtree(one)
            else:
                one.unlink()


def _on_desk(clients: dict[str, Client], client: Client, step: dict[str, Any]) -> str:
    desk: Desk = client.running
    desk.answer_form = step.get("form", "accept")
    if "read" in step:
        return desk.read(step["read"])
    tool, arguments = _tool(desk, clients, client, step)
    text, data, failed = desk.call(tool, arguments)
    form = desk.form or ""
    if not failed:
        client.see(text, data)
    elif text:
        client.ever.texts.append(text)
    return "\n".join(part for part in (form, text) if part)


def _tool(desk: Desk, clients: dict[str, Client], client: Client, step: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The tool and its arguments, by the names that the desk has."""
    if "say" in step:
        return "chat_send", {"text": step["say"]}
    if "propose" in step:
        return "week_replan", step["propose"]
    if "record" in step:
        return "time_record" if "time_record" in desk.tools else "work_record", {"edits": step["record"]}
    if "undo" in step:
        return "change_undo", {}
    if "undo_yes" in step:
        return "change_undo", _known(desk, "change_undo", client.ever.data[-1] if client.ever.data else {})
    if "call" in step:
        return step["call"], step.get("args", {})
    verb = "approve" if "approve" in step else "reject"
    of = step[verb]
    given: dict[str, Any] = (
        client.proposal if of == "shown" else {**clients[of].proposal, "digest": None, "effects": {}}
    )
    if "proposal_decide" not in desk.tools:
        return f"proposal_{verb}", _known(desk, f"proposal_{verb}", given)
    arguments = _known(desk, "proposal_decide", given)
    for name, field_ in desk.takes("proposal_decide").items():
        if verb in json.dumps(field_.get("enum", [])):
            arguments[name] = verb
        elif field_.get("type") == "boolean":
            arguments[name] = verb == "approve"
    return "proposal_decide", arguments


def _known(desk: Desk, tool: str, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments that the tool takes out of what an answer gave: id, version, digest and the like."""
    effects: dict[str, Any] = given.get("effects") or {}
    digest = given.get("digest") or effects.get("digest")
    wanted: dict[str, Any] = {"proposal": given.get("proposal"), "version": given.get("version"), "digest": digest}
    wanted |= {"event": given.get("event") or given.get("undoes"), "confirm": True}
    return {name: value for name, value in wanted.items() if name in desk.takes(tool) and value is not None}
