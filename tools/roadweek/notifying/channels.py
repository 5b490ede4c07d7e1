"""Channels by Apprise, an extra: mail, WeCom, DingTalk, Feishu, Telegram, ntfy and a hundred more."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any


def by_channels(title: str, text: str, urls: Sequence[str]) -> list[str]:
    """Send it to each channel; codes of what failed. An address is never logged: it holds a secret."""
    try:
        import apprise
    except ImportError:
        return ["no_apprise"]
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    sender: Any = apprise.Apprise()
    failed = ["bad_channel" for url in urls if not sender.add(url)]
    if len(sender) and not sender.notify(title=title, body=text, body_format="text"):
        failed.append("not_sent")
    return list(dict.fromkeys(failed))
