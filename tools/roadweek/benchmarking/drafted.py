"""An experiment that a model drafted, held against the message: every number and name of it stands there, or is asked.

What the message says and the draft leaves out is asked too: a draft that is valid and dropped half of the sentence is
the failure to catch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roadweek.benchmarking.asking import KnownEndpoint, says_name, without_names
from roadweek.benchmarking.experiment import SettingValue
from roadweek.benchmarking.remarks import Remark
from roadweek.benchmarking.setting_values import FRACTIONS, SWITCHES
from roadweek.benchmarking.unread import unread_numbers
from roadweek.understanding.numbers import NUMBER, read_number

__all__ = ["draft_question"]

_SWITCH_WORDS: Mapping[str, str] = {
    "cold": r"\bcold|\bload(?:ing)? time|\bunload|冷启动|加载",
    "shared_prefix": r"prefix|\bcache|same prompt|前缀|缓存|同一个?提示",
    "ignore_eos": r"\beos\b|full length|fixed length|stop early|定长|固定长度|提前(?:停|结束)",
}
_SECONDS, _MS = ("max_s", "request_timeout_s"), ("slo_ttft_ms", "slo_tpot_ms", "slo_e2e_ms")
_SCALES: Mapping[str, tuple[tuple[float, str], ...]] = {
    **dict.fromkeys(_SECONDS, ((60.0, r"\bmin|分钟?"), (3600.0, r"\bh(?:ours?)?\b|小时"))),
    **dict.fromkeys(_MS, ((1000.0, r"\d\s*s(?:ec\w*)?\b|秒"),)),
}
"""In which unit a number may stand in the message, and the words of that unit: 2 minutes are ``max_s`` 120."""


def draft_question(
    text: str,
    levels: Mapping[str, Sequence[SettingValue]],
    repeats: int | None,
    endpoints: Sequence[KnownEndpoint],
) -> Remark | None:
    """The question to ask about a draft, of ``messages.edge``; None where all of it stands in ``text``.

    ``levels`` has each setting with its levels, one where it is held.
    """
    missing = _names(text, levels, endpoints)
    if missing is not None:
        return missing
    said = _numbers(text)
    used: set[float] = set()
    for name, values in levels.items():
        for value in values:
            if name in SWITCHES:
                if value and not re.search(_SWITCH_WORDS[name], text, re.IGNORECASE):
                    return Remark("ask_not_said", {"name": name, "value": "yes"})
            elif isinstance(value, int | float) and not isinstance(value, bool):
                found = _as_said(name, float(value), said, text)
                if found is None:
                    shown = f"{value:g}" if name in FRACTIONS else str(value)
                    return Remark("ask_not_said", {"name": name, "value": shown})
                used.add(found)
    if repeats is not None:
        if float(repeats) not in said:
            return Remark("ask_not_said", {"name": "repeats", "value": str(repeats)})
        used.add(float(repeats))
    names = [name for each in endpoints for name in (each.name, *(model.name for model in each.models))]
    left = [words for words, value in unread_numbers(without_names(text, names)) if value not in used]
    return Remark("ask_unread", {"words": left[0]}) if left else None


def _names(
    text: str, levels: Mapping[str, Sequence[SettingValue]], endpoints: Sequence[KnownEndpoint]
) -> Remark | None:
    """Endpoints and models that there are, and that the message means."""
    known = {each.name: each for each in endpoints}
    names = ", ".join(known)
    places = [str(one) for one in levels.get("endpoint", ())]
    wrong = [one for one in places if one not in known or not _endpoint_said(text, known[one], endpoints)]
    if not places or wrong:
        return Remark("ask_which_endpoint", {"names": names})
    there: list[set[str]] = [{one.name for one in known[place].models} for place in places]
    shared: list[str] = sorted(there[0].intersection(*there[1:]))
    listed = ", ".join(shared[:12]) or "–"
    models = [str(one) for one in levels.get("model", ())]
    if not models:
        return None if any(known[place].default for place in places) or len(shared) == 1 else _which(places, listed)
    if any(shared and one not in shared for one in models):
        return _which(places, listed)
    if len(shared) > 1 and not all(_model_said(text, one) for one in models):
        return _which(places, listed)
    return None


def _which(places: Sequence[str], listed: str) -> Remark:
    return Remark("ask_which_model", {"name": ", ".join(places), "models": listed})


def _endpoint_said(text: str, place: KnownEndpoint, endpoints: Sequence[KnownEndpoint]) -> bool:
    if len(endpoints) == 1 or says_name(text, place.name):
        return True
    pieces: list[str] = re.split(r"[^\w]+", f"{place.name} {place.device}".casefold())
    return any((len(one) > 2 or one == "pi") and says_name(text, one) for one in pieces) or (
        "pi" in place.device.casefold() and "树莓派" in text
    )


def _model_said(text: str, model: str) -> bool:
    """By its whole name, its family, or a piece of its tag such as q4 of q4_K_M."""
    if says_name(text, model):
        return True
    last = model.rpartition("/")[2]
    pieces: list[str] = re.split(r"[-:./_ ]", last)
    return any(len(piece) > 1 and says_name(text, piece) for piece in [last.partition(":")[0], *pieces])


def _numbers(text: str) -> set[float]:
    read = (read_number(match[0]) for match in re.finditer(NUMBER, text, re.IGNORECASE))
    return {float(value) for value in read if value is not None}


def _as_said(name: str, value: float, said: set[float], text: str) -> float | None:
    """The number of the message that a level is; None where it has none."""
    if value in said:
        return value
    for scale, unit in _SCALES.get(name, ()):
        if value / scale in said and re.search(unit, text, re.IGNORECASE):
            return value / scale
    return None
