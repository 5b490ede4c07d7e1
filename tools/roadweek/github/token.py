"""The person's token: from the environment, from ``gh``, or from the keyring; never shown and never kept by us.

It is a ``SecretStr``, whose repr and text are stars, and it is read where it is sent (:class:`TokenAuth`) only.
The names of the variables are those of ``gh`` ("gh help environment"): a server of one's own has another one, so that
a token of github.com is not sent there.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from roadweek.errors import GithubLoginError
from roadweek.github.endpoint import Endpoint

__all__ = ["FoundToken", "find_token", "variable_of"]

_FORM = re.compile(r"[\x21-\x7e]{10,512}")
"""Printable and without spaces: what may stand in a header. Longer or shorter ones are not GitHub's."""
_SERVICE = "roadweek"
_GH_SECONDS = 5


@dataclass(frozen=True, slots=True)
class FoundToken:
    """A token and the name of the place it came from."""

    secret: SecretStr
    origin: str


def variable_of(endpoint: Endpoint) -> str:
    """The environment variable in which the token of a GitHub is looked for."""
    return "GITHUB_ENTERPRISE_TOKEN" if endpoint.is_enterprise else "GITHUB_TOKEN"


def find_token(endpoint: Endpoint, environ: Mapping[str, str] | None = None) -> FoundToken | None:
    """The first token there is: the variable, ``gh auth token``, the keyring. None where there is none.

    Raises GithubLoginError where what was found cannot be a token.
    """
    environ = os.environ if environ is None else environ
    variable = variable_of(endpoint)
    if given := environ.get(variable, "").strip():
        return _checked(given, variable)
    for origin, look in (("`gh auth token`", _of_gh), ("keyring", _of_keyring)):
        if found := look(endpoint.host):
            return _checked(found, origin)
    return None


def _checked(text: str, origin: str) -> FoundToken:
    if not _FORM.fullmatch(text):
        raise GithubLoginError("github_token_form", origin=origin)
    return FoundToken(SecretStr(text), origin)


def _of_gh(host: str) -> str | None:
    """What ``gh`` has for a host. It is asked by name only: no secret is on its command line, and none on ours."""
    try:
        done = subprocess.run(
            ["gh", "auth", "token", "--hostname", host],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_GH_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):  # not installed, or it waits for something
        return None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def _of_keyring(host: str) -> str | None:
    try:
        import keyring

        found = keyring.get_password(_SERVICE, f"github {host}")
    except Exception:  # not installed, no backend, locked: each system has its own kinds, and none is a reason to fail
        return None
    return found.strip() if found else None
