"""`edge`: the devices and endpoints with models that config.toml names, and this machine as one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from roadweek.messages import say
from roadweek_cli.common import emit, language, workspace
from roadweek_cli.parser import command, new_app

if TYPE_CHECKING:
    from roadweek.domain.base import Language
    from roadweek.views.edge import EdgePlacesView, EdgeStatusView, ServedModelsView

app = new_app()
edge_app = new_app("Devices and endpoints with models: what is named in config.toml, and whether it answers.")
app.add_typer(edge_app, name="edge")

SERVED = "127.0.0.1:8765"
"""Where `edge serve` listens unless told otherwise: this machine alone."""


@command(edge_app, "devices")
def devices() -> None:
    """Every endpoint and device of config.toml, and whether it answers now."""
    from roadweek.usecases import edge

    ws = workspace(as_it_is=True)
    view = edge.places(ws)
    emit(view, lambda: _places(view, language(ws)))


@command(edge_app, "models")
def models(
    endpoint: Annotated[
        str | None, typer.Argument(metavar="ENDPOINT", help="one of `edge devices`; default all")
    ] = None,
) -> None:
    """The models that endpoints have: quantisation, size, and whether they are loaded."""
    from roadweek.usecases import edge

    ws = workspace(as_it_is=True)
    view = edge.models(ws, endpoint)
    emit(view, lambda: _models(view, language(ws)))


@command(edge_app, "status")
def status() -> None:
    """This machine as a device: its sensors now, what is loaded, and a benchmark that runs."""
    from roadweek.usecases import edge_status

    ws = workspace(as_it_is=True)
    view = edge_status.status(ws)
    emit(view, lambda: _status(view, language(ws)))


@command(edge_app, "serve")
def serve(
    http: Annotated[str, typer.Option(metavar="HOST:PORT", help="where to listen; port 0 takes a free one")] = SERVED,
) -> None:
    """Serve this machine's endpoints over MCP, for a Roadweek elsewhere. A host beyond this machine needs a token.

    Its workspace is made where there is none: its config.toml is where endpoints are named.
    """
    from roadweek_cli.stdio import serve_workspace

    workspace(create=True, as_it_is=True)
    serve_workspace("edge", http)


def _places(view: EdgePlacesView, lang: Language) -> None:
    from roadweek_cli.paint import line, table

    rows = [
        [one["endpoint"], one["api"], one["address"], one["device"], _answers(one["why"], one["engine"], lang)]
        for one in view["endpoints"]
    ]
    rows += [
        [f"{one['device']}/", "mcp", one["address"], "", _answers(one["why"], "", lang)] for one in view["devices"]
    ]
    if rows:
        heads = [say(f"edge.col_{name}", lang) for name in ("endpoint", "api", "address", "device", "answers")]
        table(heads, rows, styles={0: "cyan"}, fold=(4,))
    for note in view["notes"]:
        line(note)


def _answers(why: str | None, engine: str, lang: Language) -> str:
    if why is not None:
        return say("edge.no_answer", lang, why=why)
    return engine or say("edge.answers", lang)


def _models(view: ServedModelsView, lang: Language) -> None:
    from roadweek_cli.paint import line, table

    rows = [
        [
            one["endpoint"],
            one["model"],
            one["quantisation"],
            "" if one["size_mib"] is None else f"{one['size_mib']:g} MiB",
            say(f"edge.loaded_{one['loaded']}", lang),
        ]
        for one in view["models"]
    ]
    if rows:
        heads = [say(f"edge.col_{name}", lang) for name in ("endpoint", "model", "quantisation", "size", "loaded")]
        table(heads, rows, styles={0: "cyan"}, fold=(1,))
    else:
        line(say("edge.no_models", lang))
    for one in view["unreachable"]:
        line(f"{one['endpoint']}: {_answers(one['why'] or '', '', lang)}", "yellow")


def _status(view: EdgeStatusView, lang: Language) -> None:
    from roadweek_cli.paint import line, table

    now = view["telemetry"]
    line(now["machine"], "bold")
    rows = [
        [one["sensor"], f"{one['value']:g}", one["source"], say("edge.estimated", lang) if one["estimated"] else ""]
        for one in now["sensors"]
    ]
    if rows:
        table([say(f"edge.col_{name}", lang) for name in ("sensor", "now", "source", "note")], rows, styles={0: "cyan"})
    for reason in now["throttled"]:
        line(say("edge.throttled", lang, reason=reason), "yellow")
    if now["missing"]:
        names = ", ".join(f"{one['source']} ({one['why']})" for one in now["missing"])
        line(say("edge.not_measured", lang, names=names), "dim")
    for note in now["notes"]:
        line(note)
    _places(view["places"], lang)
