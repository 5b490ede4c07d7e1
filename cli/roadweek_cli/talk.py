"""`chat`: a line in, an answer out. A proposal is shown as its changes; y and n answer it, other words change it."""

from __future__ import annotations

import asyncio
import sys
from threading import Thread
from typing import TYPE_CHECKING, Any

from roadweek.domain.sanitise import sanitised
from roadweek.errors import NoPlanError, RoadweekError
from roadweek.messages import say
from roadweek_agents.routing import leaving
from roadweek_cli.common import common, language, note, print_json, working, workspace
from roadweek_cli.parser import command, new_app
from roadweek_cli.plain import styled
from roadweek_cli.setting_up import ask_about_trips

if TYPE_CHECKING:
    from roadweek.workspace import Workspace
    from roadweek_agents.conversation import Reply

app = new_app()
PROMPT = "> "


@command(app, "chat")
def chat() -> None:
    """Talk about the week: “I travel Wed-Fri next week”. A line is a message; quit ends. Works from a pipe too."""
    ws = workspace(create=True)
    quiet = common().json
    if not quiet:
        hello, planned = _hello(ws)
        print(styled(hello, "dim"), flush=True)
        ws = ask_about_trips(ws) if planned else ws
    warm = Thread(target=_import_graph, daemon=True)
    warm.start()  # while the person types
    said: list[dict[str, Any]] = []
    with asyncio.Runner() as runner:
        from roadweek_cli.compose import THREAD, Conversation

        talk = Conversation(ws, THREAD)
        talk.told = note
        try:
            while (text := _read_line(quiet)) is not None:
                if not text.strip():
                    continue
                if leaving(text):
                    break
                warm.join()
                reply = _answer(runner, talk, text.strip())
                said.append(_document(text, reply))
                if not quiet:
                    _show(ws, reply)
        finally:
            runner.run(talk.close())
    if quiet:
        print_json({"messages": said})


def _hello(ws: Workspace) -> tuple[str, bool]:
    """How to begin: with words, or, where there is no plan yet, with a plan; and whether there is one."""
    from roadweek.storage import database, plans

    lang = language(ws)
    with database.read(ws.database) as connection:
        version = plans.active(connection, ws.person)
    if version is None or version.plan is None:
        return NoPlanError(workspace=ws.path).text(lang), False
    from roadweek.usecases.asked_decisions import ask_decisions, decision_lines
    from roadweek.usecases.asking import ask_once

    told = [say("terminal.chat_hello", lang)]
    asked = ask_once(ws, "chat")
    told += [asked] if asked else []
    for one in ask_decisions(ws, "chat"):
        told += decision_lines(one, lang)
    return "\n".join(told), True


def _import_graph() -> None:
    from contextlib import suppress
    from importlib import import_module

    for name in (
        "langgraph.checkpoint.sqlite.aio",
        "roadweek_agents.graph",
        "roadweek_mcp.calendar",
        "roadweek_mcp.tasks",
    ):
        with suppress(ImportError):  # the message that needs it says so
            import_module(name)


def _read_line(quiet: bool) -> str | None:
    """One line of the person; None at the end. In a pipe the line is shown, so that the transcript reads well."""
    live = sys.stdin.isatty() and sys.stdout.isatty() and not quiet
    try:
        if live:
            return input(PROMPT)
        if not quiet:
            print(PROMPT, end="", flush=True)
        text = sys.stdin.readline()
    except EOFError:
        text = ""
    if not text:
        if not quiet:
            print()
        return None
    if not quiet:
        print(sanitised(text.rstrip("\n")))
    return text


def _answer(runner: asyncio.Runner, talk: Any, text: str) -> Reply | RoadweekError:
    try:
        with working("model"):
            reply: Reply = runner.run(talk.say(text))
            return reply
    except RoadweekError as error:
        return error


def _show(ws: Workspace, reply: Reply | RoadweekError) -> None:
    from roadweek_cli import show
    from roadweek_cli.paint import line

    lang = language(ws)
    if isinstance(reply, RoadweekError):
        line(reply.text(lang), "red")
    elif reply.interrupt and reply.interrupt.get("proposal"):
        from roadweek.usecases.replan import show as stored

        if reply.notice:
            line(reply.notice)
        show.proposal(stored(ws, reply.interrupt["proposal"]), lang, next_step=False)
        line(say("terminal.chat_ask", lang), "bold cyan")
    else:
        line(reply.text, "red" if reply.error else None)


def _document(text: str, reply: Reply | RoadweekError) -> dict[str, Any]:
    if isinstance(reply, RoadweekError):
        return {"you": text.rstrip("\n"), "answer": reply.text(language()), "error": reply.key}
    return {
        "you": text.rstrip("\n"),
        "answer": reply.text,
        "proposal": reply.interrupt.get("proposal") if reply.interrupt else None,
        "question": reply.question,
        "error": reply.error,
    }
