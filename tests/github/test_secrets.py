"""The token: found in the order that is documented, sent to GitHub, and never to be read anywhere else."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console
from rich.traceback import Traceback
from tests.github.conftest import TOKEN, Asking
from tests.github.server import ContractServer, Fault, cut_off, failed_with, refused_with, truncated
from tests.github.world import World

from roadweek.errors import GithubError, GithubLoginError
from roadweek.github.endpoint import Endpoint, endpoint_of
from roadweek.github.token import FoundToken, find_token, variable_of
from roadweek.github.transport import TokenAuth

MONDAY = date(2026, 11, 23)
PUBLIC = endpoint_of(None)
FORGE = endpoint_of("https://forge.example.com")


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a ``gh`` of our own on the path that runs some Python; it writes down how it was called."""

    def made(code: str) -> Path:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        program, called = folder / "gh", folder / "called.txt"
        program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(called)!r}, 'w').write(str(sys.argv))\n{code}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        return called

    return made


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """The system's keyring, in memory."""
    import keyring
    from keyring.backend import KeyringBackend

    kept: dict[tuple[str, str], str] = {}

    class InMemory(KeyringBackend):
        def __init__(self) -> None:
            """Theirs reads the environment, and has no types."""

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[service, username] = password

    monkeypatch.setattr("keyring.core._keyring_backend", InMemory())
    assert isinstance(keyring.get_keyring(), InMemory)
    return kept


def secret(found: FoundToken | None) -> tuple[str, str]:
    assert found is not None
    return found.secret.get_secret_value(), found.origin


def test_the_variable_comes_first_then_gh_then_the_keyring(
    gh: Callable[[str], Path], ring: dict[tuple[str, str], str]
) -> None:
    assert find_token(PUBLIC, {}) is None
    ring["roadweek", "github github.com"] = "gho_of_the_keyring_1"
    assert secret(find_token(PUBLIC, {})) == ("gho_of_the_keyring_1", "keyring")
    called = gh("print('gho_of_the_program_1')")
    assert secret(find_token(PUBLIC, {})) == ("gho_of_the_program_1", "`gh auth token`")
    assert called.read_text().endswith("gh', 'auth', 'token', '--hostname', 'github.com']")
    called.unlink()
    environ = {"GITHUB_TOKEN": " ghp_of_the_variable_1\n"}
    assert secret(find_token(PUBLIC, environ)) == ("ghp_of_the_variable_1", "GITHUB_TOKEN")
    assert not called.exists()


def test_a_server_of_ones_own_is_not_given_the_token_of_github_com(ring: dict[tuple[str, str], str]) -> None:
    environ = {"GITHUB_TOKEN": "ghp_of_github_com_1"}
    ring["roadweek", "github github.com"] = "gho_of_github_com_2"
    assert find_token(FORGE, environ) is None
    environ["GITHUB_ENTERPRISE_TOKEN"] = "ghp_of_the_forge_1"
    assert secret(find_token(FORGE, environ)) == ("ghp_of_the_forge_1", "GITHUB_ENTERPRISE_TOKEN")
    assert variable_of(endpoint_of("https://octo.ghe.com")) == "GITHUB_TOKEN"


@pytest.mark.parametrize(
    "code",
    ["sys.exit(1)", "print('gho_half'); sys.exit(4)", "print()", "import time; time.sleep(60)", "sys.stdin.read()"],
)
def test_a_gh_that_has_none_or_hangs_is_none(
    code: str, gh: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadweek.github.token._GH_SECONDS", 2)
    gh(code)
    assert find_token(PUBLIC, {}) is None


@pytest.mark.parametrize(
    "text", ["short", "two words of a token", "line\nbreak-of-a-token", "токен-токен-токен", "x" * 600]
)
def test_what_cannot_be_a_token_is_not_sent_and_not_repeated(text: str) -> None:
    with pytest.raises(GithubLoginError) as raised:
        find_token(PUBLIC, {"GITHUB_TOKEN": text})
    for words in (raised.value.text("en"), raised.value.text("zh"), repr(raised.value)):
        assert text not in words
    assert "docs/github.md" in raised.value.text("en")


def test_a_found_token_shows_stars() -> None:
    found = FoundToken(SecretStr(TOKEN), "a test")
    for shown in (repr(found), str(found), f"{found}", repr(found.secret), repr(TokenAuth(found)), repr({1: found})):
        assert TOKEN not in shown
    with pytest.raises(TypeError):
        json.dumps(found.secret)


def everything(client_of: Asking) -> None:
    """Ask all there is to ask."""
    with client_of(fresh_s=0, include_private=True, bodies=True) as client:
        client.year(MONDAY, MONDAY)
        client.week(MONDAY, "UTC")
        client.pull_requests()
        client.since(client_of.now)
        client.story("guild/dye#1")
        client.good_first_issues(["guild/dye"])
        client.mark_asked(client_of.now)


def test_the_token_is_on_the_wire_and_neither_in_the_store_nor_in_the_logs(
    world: World, github: ContractServer, asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    world.pull_request("ada", "guild/dye", 1, "Fades", "2026-11-24T10:00:00Z", body="Hm")
    caplog.set_level(logging.DEBUG)
    everything(asking)
    assert set(github.tokens) == {TOKEN}
    assert TOKEN not in str(github.variables)
    assert caplog.records  # the client's own library does write
    assert TOKEN not in caplog.text
    for path in asking.database.parent.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes(), path.name
    with closing(sqlite3.connect(asking.database)) as connection:
        assert TOKEN not in "\n".join(connection.iterdump())


@pytest.mark.parametrize(
    "fault",
    [failed_with(401), failed_with(500), refused_with(403), refused_with(429, retry_after="999"), truncated, cut_off],
)
def test_no_traceback_shows_the_token_not_even_with_every_variable(
    fault: Fault, github: ContractServer, asking: Asking
) -> None:
    github.faults.extend([fault] * 3)
    with asking(login="ada") as client, pytest.raises(GithubError) as raised:
        client.week(MONDAY, "UTC")
    error = raised.value
    assert error.__context__ is None
    assert error.__cause__ is None
    plain = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    # of our own frames: the tests' hold the token to check with
    ours = [part for part in plain.split("  File ") if "/roadweek/github/" in part.splitlines()[0]]
    assert any("transport.py" in part for part in ours)
    assert not any(TOKEN in part for part in ours)
    written = io.StringIO()
    Console(file=written, width=200).print(
        Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True)
    )
    assert "transport.py" in written.getvalue()
    assert TOKEN not in written.getvalue().partition("roadweek/github/")[2]


def test_a_token_of_the_environment_is_asked_with(
    world: World, github: ContractServer, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roadweek.github.client import open_github
    from roadweek.settings import GithubSettings

    monkeypatch.setenv("GITHUB_ENTERPRISE_TOKEN", TOKEN)
    world.committed("ada", "guild/dye", "2026-11-24")
    with open_github(asking.database, "me", GithubSettings(url=github.url), lambda: asking.now) as client:
        assert client.login == "ada"
        assert client.week(MONDAY, "UTC").repositories[0].commits == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, Endpoint("github.com", "https://api.github.com/graphql")),
        ("https://github.com", Endpoint("github.com", "https://api.github.com/graphql")),
        ("https://www.GitHub.com/", Endpoint("github.com", "https://api.github.com/graphql")),
        ("https://api.github.com/graphql", Endpoint("github.com", "https://api.github.com/graphql")),
        ("https://octo.ghe.com/", Endpoint("octo.ghe.com", "https://api.octo.ghe.com/graphql")),
        ("https://api.octo.ghe.com", Endpoint("octo.ghe.com", "https://api.octo.ghe.com/graphql")),
        ("https://Forge.example.com", Endpoint("forge.example.com", "https://forge.example.com/api/graphql")),
        (
            "https://forge.example.com:8443/api/v3/",
            Endpoint("forge.example.com:8443", "https://forge.example.com:8443/api/graphql"),
        ),
        (
            "https://forge.example.com/api/graphql",
            Endpoint("forge.example.com", "https://forge.example.com/api/graphql"),
        ),
        ("http://127.0.0.1:8080/hub", Endpoint("127.0.0.1:8080", "http://127.0.0.1:8080/hub/api/graphql")),
    ],
)
def test_where_a_github_is_asked_follows_from_its_address(url: str | None, expected: Endpoint) -> None:
    assert endpoint_of(url) == expected


def test_a_host_that_only_ends_like_github_is_another_one() -> None:
    for url in ("https://evilghe.com", "https://github.com.evil.example", "https://notgithub.com"):
        assert endpoint_of(url).is_enterprise, url
