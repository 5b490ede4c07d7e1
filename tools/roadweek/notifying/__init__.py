"""Telling a person who is not looking: on the desktop, or by the channels that Apprise knows.

Nothing here raises: a notice that does not arrive must never keep the watcher from its work. Addresses of channels
hold passwords and tokens, so they come from the environment and are never shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadweek.notifying.channels import by_channels
from roadweek.notifying.desktop import on_desktop

__all__ = ["CHANNELS_ENV", "Notice", "notify"]

CHANNELS_ENV = "ROADWEEK_NOTIFY_URLS"
"""Names the variable with the channels' addresses, apart by spaces."""


@dataclass(frozen=True)
class Notice:
    """A title and a few lines of plain text."""

    title: str
    text: str


def notify(
    notice: Notice,
    *,
    desktop: bool,
    environment: Mapping[str, str] | None = None,
    run: Callable[[list[str]], None] | None = None,
) -> list[str]:
    """Tell it everywhere that was asked for; why it could not be told, a code each: ``no_desktop``, ``no_apprise``,
    ``bad_channel``, ``not_sent``."""
    failed: list[str] = []
    if desktop and not on_desktop(notice.title, notice.text, run=run):
        failed.append("no_desktop")
    urls = (os.environ if environment is None else environment).get(CHANNELS_ENV, "").split()
    return failed + (by_channels(notice.title, notice.text, urls) if urls else [])
