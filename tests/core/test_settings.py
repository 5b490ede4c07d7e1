"""config.toml: what is wrong is told by line, and as much as can be used is used by whoever must work all the same."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from roadweek.errors import SettingsError
from roadweek.settings import TEMPLATE, GithubSettings, Settings, load_settings, read_settings


def wrong(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(path)
    told = [f"{one.params['where']}: {one.what('en')}" for one in read_settings(path)[1]]
    assert f"{raised.value.params['where']}: {raised.value.what('en')}" == told[0]
    return told


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('colour = "red"', 1, "unknown key 'colour'"),
        ('# mine\n\n[calendar]\nurl = "http://x"\ncolour = "red"', 5, "unknown key 'calendar.colour'"),
        ("[trips]\nmax_moves = 3\n[model]\nmax_moves = 3", 4, "unknown key 'model.max_moves'"),
        ('calendar.url = "http://x"\ncalendar.colour = "red"', 2, "unknown key 'calendar.colour'"),
        ('calendar = { url = "http://x", colour = "red" }', 1, "unknown key 'calendar.colour'"),
        ('language = "en"\n\n["plans"]\nyears = 3', 3, "unknown key 'plans'"),
        ("[[trips]]\nauto_apply = true", 1, "[trips] is a table"),
        ("[trips]\nmax_moves = 'many'", 2, "trips.max_moves is int"),
        ("language = 'fr'", 1, "language is zh or en"),
        ("buffer = 2", 1, "buffer is a share"),
        ("[model]\nurl = 'http://x'\ntimeout_s = 0", 3, "model.timeout_s is seconds"),
        ("# here\ntimezone = 'Mars/Base'", 2, "timezone is a name such as Asia/Shanghai"),
        ("[github]\nurl = 'forge.example.com'", 2, "github.url begins with http"),
        ("[github]\nurl = 'http://forge.example.com'", 2, "github.url begins with https://, because a token"),
        ("[github]\nlogin = 'two words'", 2, "github.login is a GitHub login"),
        ("[github]\nbodies = 'yes'", 2, "github.bodies is bool"),
        ("[github]\nrepositories = ['guild/dye', 'dye']", 2, "github.repositories holds names such as owner/name"),
        ("[github]\nweekly_minutes = -5", 2, "github.weekly_minutes is 0 to 10080 minutes, not -5"),
        ("[hours]\nXX = ['08:00-09:00']", 2, "hours.XX is not a day"),
        ("[hours]\nMO = ['8 to 9']", 2, "hours are written 18:30-23:00"),
        ("[hours]\nMO = ['09:00-08:00']", 2, "end before they start"),
        ("edge = 3", 1, "[edge] is a table"),
        ("[edge]\nports = 3", 2, "unknown key 'edge.ports'"),
        ("[edge.endpoints]\nname = 'a'", 1, "edge.endpoints is a list"),
        ("[[edge.endpoints]]\nname = 'a'\nurl = 'file:///etc'", 3, "edge.endpoints.url begins with http"),
        ("[[edge.endpoints]]\nname = 'a'", 1, "edge.endpoints.url begins with http"),
        ("[[edge.endpoints]]\nurl = 'http://a'", 1, "edge.endpoints.name is a name"),
        ("[[edge.endpoints]]\nname = 'a'\nurl = 'http://a'\napi = 'grpc'", 4, "ollama, openai or llamacpp"),
        (
            "[[edge.endpoints]]\nname = 'a'\nurl = 'http://a:b@c'",
            3,
            "Take it out of the address and keep it with key_env",
        ),
        ("[[edge.devices]]\nname = 'a'\nurl = 'http://a'\ntoken = 'x'", 4, "keep it with token_env"),
        (
            "[[edge.endpoints]]\nname = 'a'\nurl = 'http://a'\n\n[[edge.endpoints]]\nname = 'a'\nurl = 'http://b'",
            6,
            "stands twice",
        ),
    ],
)
def test_what_is_wrong_names_its_line(tmp_path: Path, text: str, place: int, what: str) -> None:
    (told,) = wrong(tmp_path, text)
    assert told.startswith(f"config.toml:{place}: ")
    assert what in told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("buffer = 0.1\n\n[hours]\nMO = ['08:00-09:00',\n\n", 4),
        ("language = 'en'\ntimezone = 'Asia", 2),
        ("language = 'en'\nbuffer 0.1\n[hours]\n", 2),
        ('language = """en\n', 1),
    ],
)
def test_what_is_no_toml_names_its_line_also_at_the_end(tmp_path: Path, text: str, place: int) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(path)
    assert raised.value.params["where"] == f"config.toml:{place}"


def test_all_that_is_wrong_is_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    told = wrong(tmp_path, "colour = 1\n[trips]\nfar = 1\n[calendar]\nnear = 1\n")
    assert [one.split()[0] for one in told] == ["config.toml:1:", "config.toml:3:", "config.toml:5:"]


def test_the_rest_is_used_and_what_is_wrong_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        "timezone = 'Asia/Shanghai'\nbuffer = 7\n[trips]\nmax_moves = 3\nauto_apply = 'no'\n"
        "[hours]\nMO = ['08:00-09:00']\nXX = ['08:00-09:00']\n",
        encoding="utf-8",
    )
    settings, told = read_settings(path)
    assert len(told) == 3
    assert (settings.timezone, settings.buffer) == ("Asia/Shanghai", Settings().buffer)
    assert (settings.trips.max_moves, settings.trips.auto_apply) == (3, False)
    assert settings.hours == (("MO", ((time(8), time(9)),)),)


def test_github_is_read_as_it_is_written_and_what_is_wrong_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        "[github]\nurl = 'https://forge.example.com'\nlogin = 'ada_firm'\nrepositories = ['guild/dye', 'x']\n"
        "weekly_minutes = 20000\ninclude_private = true\n",
        encoding="utf-8",
    )
    settings, told = read_settings(path)
    assert len(told) == 2
    expected = GithubSettings(
        "https://forge.example.com", "ada_firm", include_private=True, repositories=("guild/dye",)
    )
    assert settings.github == expected
    path.write_text("[github]\nurl = 'http://127.0.0.1:8080'\n", encoding="utf-8")
    assert load_settings(path).github.url == "http://127.0.0.1:8080"


@pytest.mark.parametrize("text", ["not toml", "[", "a = 1\na = 2"])
def test_a_file_that_is_no_toml_gives_the_defaults_and_one_error(tmp_path: Path, text: str) -> None:
    assert len(wrong(tmp_path, text)) == 1
    assert read_settings(tmp_path / "config.toml")[0] == Settings()


def test_no_file_and_the_file_that_is_written_at_first_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert read_settings(path) == (Settings(), ())
    path.write_text(TEMPLATE, encoding="utf-8")
    assert read_settings(path) == (Settings(), ())


def test_the_template_with_its_lines_uncommented_is_right(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = "\n".join(line.removeprefix("# ") for line in TEMPLATE.splitlines()[2:])
    path.write_text(text, encoding="utf-8")
    assert read_settings(path)[1] == ()


def test_endpoints_and_devices_are_read_and_one_that_is_wrong_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        "[[edge.endpoints]]\nname = 'here'\nurl = 'http://127.0.0.1:8080'\napi = 'llamacpp'\n"
        "[[edge.endpoints]]\nname = 'there'\nurl = 'there:80'\n"
        "[[edge.endpoints]]\nname = 'nano'\nurl = 'http://10.0.0.5:11434'\napi = 'ollama'\nmodel = 'm:1b'\n"
        "[[edge.devices]]\nname = 'box'\nurl = 'http://10.0.0.5:8765/mcp'\ntoken_env = 'BOX'\n",
        encoding="utf-8",
    )
    settings, (told,) = read_settings(path)
    assert told.params["where"] == "config.toml:7"
    assert [(one.name, one.api, one.model) for one in settings.edge.endpoints] == [
        ("here", "llamacpp", ""),
        ("nano", "ollama", "m:1b"),
    ]
    assert [(one.name, one.token_env) for one in settings.edge.devices] == [("box", "BOX")]
