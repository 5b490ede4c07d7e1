"""Typer over the lazy tree: a command's module is imported when that command is named, and strings need no pydantic."""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from roadweek_cli.common import Usage, language
from roadweek_cli.tree import COMMANDS, Entry

if TYPE_CHECKING:
    from collections.abc import Callable

Again = Annotated[bool, typer.Option("--again", help="the same was noted a moment ago, and did happen twice")]


def new_app(help_: str | None = None, cls: type[TyperGroup] | None = None) -> typer.Typer:
    """A family of commands. No completion scripts, no rich tracebacks: both cost time and neither is ours."""
    return typer.Typer(
        cls=cls or LightGroup, help=help_, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


class _LightOption(TyperOption):
    """An option that gives text as it is. Typer would build a pydantic adapter, which costs 0.1 s, for each."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        if isinstance(value, str | bool | None) and not self.required:
            return self.callback(ctx, self, value) if self.callback else value
        return super().process_value(ctx, value)


class _LightArgument(TyperArgument):
    def process_value(self, ctx: Any, value: Any) -> Any:
        return value if isinstance(value, str) else super().process_value(ctx, value)


def _lightened(parameter: Any) -> Any:
    """The same parameter, as a light one where it holds text or a flag."""
    descriptor = getattr(parameter, "type_descriptor", None)
    if descriptor is not None and descriptor.annotation in (str, bool):
        if type(parameter) is TyperOption:
            parameter.__class__ = _LightOption
        elif type(parameter) is TyperArgument and descriptor.annotation is str and parameter.required:
            parameter.__class__ = _LightArgument
    return parameter


class LightCommand(TyperCommand):
    """A command whose text parameters pass through unchanged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            _lightened(parameter)

    def get_help_option(self, ctx: Any) -> Any:
        return _lightened(super().get_help_option(ctx))


class LightGroup(TyperGroup):
    def get_help_option(self, ctx: Any) -> Any:
        return _lightened(super().get_help_option(ctx))


class FamilyGroup(LightGroup):
    """A group with families of other modules beside its own commands; each is imported when it is named."""

    families: ClassVar[dict[str, str]] = {}
    """The module of each, which holds it as ``NAME_app``."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *self.families]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.families:
            return super().get_command(ctx, cmd_name)
        family = get_group(getattr(import_module(f"roadweek_cli.{self.families[cmd_name]}"), f"{cmd_name}_app"))
        family.name = cmd_name
        return family


def command(app: typer.Typer, name: str, **settings: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """``app.command`` with light parameters."""
    return app.command(name, cls=LightCommand, **settings)


class LazyGroup(LightGroup):
    """The root: knows every name, imports only what is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = COMMANDS.get(cmd_name)
        return _family(entry).commands[cmd_name] if entry else None


def _family(entry: Entry) -> TyperGroup:
    module = import_module(f"roadweek_cli.{entry.module}")
    if entry.bare is None:
        return get_group(module.app)
    app = new_app()  # a bare command's module does not import Typer
    command(app, entry.name)(getattr(module, entry.bare))
    return get_group(app)


def root() -> LazyGroup:
    # names only: they are what a misspelt command is compared with
    return LazyGroup(name="roadweek", commands=dict.fromkeys(COMMANDS))  # type: ignore[arg-type]


def parse_and_run(words: list[str]) -> int:
    """Parse ``words`` and run the command they name. Raises Usage for words that make no command."""
    group = root()
    try:
        with group.make_context("roadweek", words) as context:
            group.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        print("", file=sys.stderr)
        return 130
    except typer.TyperException as error:
        raise _usage(error) from error
    return 0


def _usage(error: typer.TyperException) -> Usage:
    """A parser's error as ours, in words of ours where its kind is known."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "roadweek"
    kind = type(error).__name__
    parameter: Any = getattr(error, "param", None)
    name = str(parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar) if parameter else ""
    said = " ".join(error.format_message().split()).rstrip(".")
    if kind == "MissingParameter" and name:
        return Usage("missing", command, name=name)
    if kind == "BadOptionUsage" and "does not take a value" in said:
        return Usage("takes_no_value", command, option=str(getattr(error, "option_name", "")))
    if kind == "BadOptionUsage":
        return Usage("needs_value", command, option=str(getattr(error, "option_name", "")))
    if kind == "NoSuchOption":
        return Usage("no_option", command, name=str(getattr(error, "option_name", "")))
    if unknown := re.match(r"No such command '(.*?)'", said):
        names: list[str] = context.command.list_commands(context) if context else []
        near = get_close_matches(unknown[1], names, n=1)
        return Usage("no_command_but" if near else "no_command", command, name=unknown[1], near="".join(near))
    if extra := re.match(r"Got unexpected extra argument\S* \((.*)\)$", said):
        return Usage("extra", command, words=extra[1])
    cause: Any = error.__cause__ or error.__context__
    if name and hasattr(cause, "errors"):
        from roadweek.messages.faults import fault_words

        why = fault_words(cause.errors(include_url=False)[0], language())
        return Usage("bad_value", command, name=name, why=why)
    return Usage("said", command, text=said)
