"""No password is shown, and nobody else on the machine reads a workspace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from roadweek.errors import SettingsError
from roadweek.settings import holds_secret, load_settings, read_settings, without_secret
from roadweek.workspace import open_workspace

SECRET = "hunter-2-Zw9"
WAYS = (
    f'[calendar]\nurl = "https://anna:{SECRET}@dav.example.org/anna/"\nuser = "anna"\n',
    f'calendar.url = "http://:{SECRET}@127.0.0.1:9/"\n',
    f'[calendar]\nurl = "https://dav.example.org/?token={SECRET}"\n',
    f'[calendar]\nurl = ["https://anna:{SECRET}@dav.example.org/"]\n',
    f'[calendar]\npassword = "{SECRET}"\n',
    f'calendar = "https://anna:{SECRET}@dav.example.org/"\n',
    f'[model]\nurl = "http://me:{SECRET}@127.0.0.1:8080/v1"\n',
    f'[model]\nurl = "http://127.0.0.1:8080/v1?api_key={SECRET}"\n',
    f'[model]\napi_key = "{SECRET}"\n',
    f'[github]\nurl = "https://anna:{SECRET}@forge.example.org"\n',
    f'[github]\ntoken = "{SECRET}"\n',
    f'[github]\nlogin = "ghp_{SECRET}-and-36-characters-more-of-it"\n',
    f'[github]\nrepositories = ["github_pat_{SECRET}"]\n',
    f'[calendar]\nurl = "https://anna:{SECRET}@[dav.example.org/"\n',
)


@pytest.mark.parametrize("text", WAYS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_password_in_the_settings_is_refused_and_not_repeated(tmp_path: Path, text: str, lang: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(path)
    said = raised.value.text("zh" if lang == "zh" else "en")
    assert SECRET not in said
    assert SECRET not in repr(raised.value)
    assert "config.toml:" in said
    settings, wrong = read_settings(path)
    assert SECRET not in repr(settings)
    assert len(wrong) == 1


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("https://dav.example.org/anna/", False),
        ("https://anna@dav.example.org/", False),
        ("https://dav.example.org/?version=2", False),
        ("https://anna:x@dav.example.org/", True),
        ("https://dav.example.org/?access_token=x", True),
        ("http://[::1]:5232/", False),
    ],
)
def test_what_counts_as_a_password(url: str, secret: bool) -> None:
    assert holds_secret(url) is secret
    assert not holds_secret(without_secret(url))


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_workspace_is_the_owners_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        ws = open_workspace(tmp_path / "a" / "home", create=True)
    finally:
        os.umask(before)
    assert _open_paths(ws.path) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_an_older_workspace_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "home", create=True)
    (ws.plans / "kept.md").write_text("# Plan\n", encoding="utf-8")
    for path in (ws.path, *ws.path.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    open_workspace(ws.path)
    assert _open_paths(ws.path) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_folder_without_a_plan_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_workspace(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def _open_paths(folder: Path) -> list[str]:
    return [str(path) for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077]
