"""The configuration files of MCP clients: where each keeps its servers, and Roadweek put in or taken out with care.

What else a file says is kept, in its order; the file as it was stays beside it as ``….bak``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from roadweek.errors import InputError, UnwritableError

NAME = "roadweek"


@dataclass(frozen=True, slots=True)
class Client:
    """``key`` is the table of servers in its file; ``typed`` clients want ``"type": "stdio"`` in an entry."""

    title: str
    key: str
    typed: bool = False


CLIENTS: dict[str, Client] = {
    "claude-desktop": Client("Claude Desktop", "mcpServers"),
    "claude-code": Client("Claude Code", "mcpServers", typed=True),
    "cursor": Client("Cursor", "mcpServers"),
    "vscode": Client("VS Code", "servers", typed=True),
    "zed": Client("Zed", "context_servers"),
}


def path_of(client: str, folder: Path, *, platform: str = sys.platform) -> Path:
    """The file of a client: of the person for Claude Desktop and Zed, of the project in ``folder`` for the others."""
    home = Path.home()
    roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    if client == "claude-desktop":
        where = {"darwin": home / "Library" / "Application Support", "win32": roaming}.get(platform, config)
        return where / "Claude" / "claude_desktop_config.json"
    if client == "zed":
        return roaming / "Zed" / "settings.json" if platform == "win32" else config / "zed" / "settings.json"
    return folder / {"claude-code": ".mcp.json", "cursor": ".cursor/mcp.json", "vscode": ".vscode/mcp.json"}[client]


def entry(client: str, workspace: Path) -> dict[str, Any]:
    """What starts `roadweek mcp desk` on a workspace, with absolute paths: a client has no PATH of yours."""
    script = Path(sys.executable).with_name("roadweek.exe" if os.name == "nt" else "roadweek")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "roadweek_cli"]
    started: dict[str, Any] = {
        "command": command[0],
        "args": [*command[1:], "mcp", "desk", "--workspace", str(workspace)],
        "env": {},
    }
    return {"type": "stdio", **started} if CLIENTS[client].typed else started


def merged(client: str, document: dict[str, Any], server: dict[str, Any] | None) -> dict[str, Any]:
    """The document with Roadweek's entry, or without it where ``server`` is null."""
    key = CLIENTS[client].key
    servers = dict(cast("dict[str, Any]", document.get(key) or {}))
    if server is None:
        servers.pop(NAME, None)
    else:
        servers[NAME] = server
    return {**document, key: servers}


def load(client: str, path: Path) -> dict[str, Any]:
    """The client's file; a missing or empty one is an empty document. Raises InputError for one we cannot rewrite."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("file_unreadable", path=path, why=str(error)) from error
    if not text.strip():
        return {}
    try:
        document: object = json.loads(text)
    except ValueError as error:
        raise InputError("client_file", path=path, client=CLIENTS[client].title, why=str(error)) from error
    servers = cast("dict[str, object]", document).get(CLIENTS[client].key) if isinstance(document, dict) else 0
    if not isinstance(servers, dict | None):
        raise InputError("client_file", path=path, client=CLIENTS[client].title, why="it is not a table of servers")
    return cast("dict[str, Any]", document)


def write(path: Path, document: dict[str, Any]) -> Path | None:
    """Write the file whole or not at all; gives where the old one is kept, if there was one. Raises UnwritableError."""
    backup = path.with_name(path.name + ".bak") if path.exists() else None
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if backup:
            shutil.copy2(path, backup)
        part.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        if backup:
            shutil.copymode(path, part)
        part.replace(path.resolve() if path.is_symlink() else path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UnwritableError(path=path, why=error.strerror or str(error)) from error
    return backup
