"""Running a command line: the common options, the command, and every way it can end (exit codes 0, 1 and 2)."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

from roadweek.domain.sanitise import FIELD, sanitised_line
from roadweek.errors import EditError, RoadweekError, UnwritableError
from roadweek_cli.common import Common, Usage, common, language, machine_language, set_common, take_common
from roadweek_cli.tree import COMMANDS, ON_STDIO, front_page


def main() -> None:
    """The console script."""
    # Imports make objects that stay: collecting among them is a third of a cold start of the servers. A server collects
    # again once it stands (`roadweek_mcp.serving`); other commands end before it matters, or reach the threshold.
    gc.set_threshold(200_000, 20, 20)
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()
    except OSError as error:
        _say_error(UnwritableError(path="standard output", why=error.strerror or str(error)))
        _hush()
        code = 1
    sys.stderr.flush()
    sys.exit(code)


def run(argv: list[str]) -> int:
    """Run one command line and give its exit code: 0, 1 with a line `error: …`, or 2 for wrong usage."""
    set_common(Common())
    try:
        chosen, words = take_common(argv)
        set_common(chosen)
        return _dispatch(words)
    except Usage as error:
        print(f"error: {sanitised_line(error.text(language()), FIELD)}", file=sys.stderr)
        return 2
    except RoadweekError as error:
        return _say_error(error)
    except BrokenPipeError:
        _hush()  # the reader has what it wanted
        return 0
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return 130
    except OSError as error:
        if error.errno is None or not error.filename:
            return _unexpected(error)
        return _say_error(UnwritableError(path=error.filename, why=error.strerror or str(error)))
    except Exception as error:
        told: Any = getattr(error, "errors", None)
        if type(error).__name__ == "ValidationError" and told is not None:  # pydantic is not imported for this
            return _say_error(EditError(why="", faults=told(include_url=False)))
        return _unexpected(error)


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h", "help"):
        print(front_page(common().lang or machine_language()))
        return 0
    if words[0] == "--version":
        from roadweek import __version__

        print(f"roadweek {__version__}")
        return 0
    entry = COMMANDS.get(words[0])
    if entry and entry.bare and len(words) == 1:
        getattr(import_module(f"roadweek_cli.{entry.module}"), entry.bare)()
        return 0
    if words == ["review", "day"]:  # every day, and without a word of its own: no parser
        from roadweek_cli.recalling import show_day

        show_day()
        return 0
    if words[0] == "mcp" and len(words) == 2 and words[1] in ON_STDIO:  # a client waits: no parser for no options
        from roadweek_cli.stdio import serve_workspace

        gc.disable()  # until it stands
        serve_workspace(words[1])
        return 0
    from roadweek_cli.parser import parse_and_run

    return parse_and_run(words)


def _say_error(error: RoadweekError) -> int:
    print(f"error: {_words(error)}", file=sys.stderr)
    return 1


def _words(error: RoadweekError) -> str:
    """One line, in the language that can be found out; whether anything was changed is looked up, not supposed."""
    from roadweek.messages import say

    for spoken in (language, machine_language):
        try:
            lang = spoken()
            text = error.text(lang)
            if error.key in ("unexpected", "unwritable"):
                text += " " + say("errors.stored_before" if _stored() else "errors.nothing_stored", lang)
            return text
        except Exception:  # an error about an error must still be one line
            continue
    return f"{type(error).__name__}: {error.key}. Run `roadweek doctor`."


def _stored() -> bool:
    """Whether this process has stored a change."""
    database = sys.modules.get("roadweek.storage.database")
    return bool(database and database.history_grew())


def _unexpected(error: Exception) -> int:
    """A mistake of ours: one line for the person, the traceback in a file for whoever mends it."""
    what = type(error).__name__
    path = _write_log(error)
    if path:
        what += f"; {path}"
    return _say_error(RoadweekError(what=what))


def _write_log(error: Exception) -> str | None:
    from datetime import UTC, datetime
    from traceback import format_exception

    try:
        from roadweek.workspace import default_path, private

        folder = (common().workspace or default_path()).expanduser().absolute()
        if not folder.is_dir():
            import tempfile
            from pathlib import Path

            folder = Path(tempfile.gettempdir())
        path = folder / "roadweek-errors.log"
        with open(path, "a", encoding="utf-8", opener=private) as log:
            log.write(
                f"{datetime.now(UTC).isoformat()} {' '.join(sys.argv[1:2])}\n{''.join(format_exception(error))}\n"
            )
    except OSError:
        return None
    return str(path)


def _hush() -> None:
    """Nobody reads standard output any more: keep the interpreter from complaining about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
