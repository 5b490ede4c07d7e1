"""A sentence about a benchmark becomes what varies and what is held, or one question; it names only what is there.

"compare Q4 and FP16 of qwen3-vl on the Orin", 在 Orin 上对比 qwen3-vl 的 Q4 和 FP16, 并发 1、4、8: words are matched
with the endpoints of the configuration and the models that these told. Nothing is guessed: a quantisation that no
model has, or a name that fits two models, is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadweek.benchmarking.experiment import SettingValue
from roadweek.benchmarking.remarks import Remark
from roadweek.benchmarking.setting_values import FRACTIONS
from roadweek.benchmarking.unread import unread_numbers
from roadweek.understanding.numbers import NUMBER, read_number

__all__ = ["AskedExperiment", "KnownEndpoint", "KnownModel", "read_asked", "says_name", "without_names"]


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that an endpoint has: its name there, its quantisation and size as far as the endpoint tells."""

    name: str
    quantisation: str | None = None
    bytes: int | None = None

    @property
    def family(self) -> str:
        """``qwen3-vl`` of ``library/qwen3-vl:2b-q4``."""
        return self.name.rpartition("/")[2].partition(":")[0].lower()


@dataclass(frozen=True, slots=True)
class KnownEndpoint:
    """An endpoint by its configured name; ``default`` is its configured model. ``models`` empty: it told none."""

    name: str
    device: str = ""
    default: str = ""
    models: tuple[KnownModel, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedExperiment:
    """What an experiment is made of. ``question`` set: one thing is missing, and nothing else counts."""

    varies: dict[str, tuple[SettingValue, ...]] = field(default_factory=dict[str, tuple[SettingValue, ...]])
    held: dict[str, SettingValue] = field(default_factory=dict[str, SettingValue])
    repeats: int | None = None
    question: Remark | None = None


_QUANT = (
    r"(?<![a-z0-9])(?:i?q[2-8](?:_[0-9a-z]+)*|fp?16|bf16|fp?32|fp8|int8|int4|awq|gptq|[48] ?[- ]?bit)(?![a-z0-9])"
    r"|半精度|单精度|[48四八] ?(?:位|比特)"
)
_SAME: dict[str, tuple[str, ...]] = {
    "半精度": ("fp16", "f16"),
    "单精度": ("fp32", "f32"),
    "fp16": ("fp16", "f16"),
    "f16": ("fp16", "f16"),
    "fp32": ("fp32", "f32"),
    "f32": ("fp32", "f32"),
    "4bit": ("q4", "int4", "iq4"),
    "8bit": ("q8", "int8"),
}
_AT_ONCE = r"(?!\s*(?:/|per\b|a\b|each\b|at (?:once|a time)|in parallel))"
_OWN = rf"(?!\d|\.\d|[零一二三四五六七八九十百]|\s*(?:times|rounds|repeats|次|遍|轮|个?请求|requests{_AT_ONCE}))"
"""Behind a number that begins what is said next: "concurrency 1, 2, 30 requests"."""
_LIST = rf"(?:{NUMBER})(?:\s*(?:,\s*and|,|，|、|/|and|to|vs\.?|versus|对|和|与|跟|或|以及)\s*(?:{NUMBER}){_OWN})*"
_UNIT_ZH = r"(?:个|路|条|张|次)?"
_BELOW = r"(?:is |stays |of )?(?:under|below|within|at most|less than|<=?|≤|不超过|低于|小于)"
_TTFT = r"(?:ttft|time to (?:the )?first token|首个?(?:字|token|词元)(?:时间|时延)?)"
_TPOT = r"(?:tpot|time per (?:output )?token|每个?\s*token(?:时间)?)"
_MS = r"(?:ms\b|milliseconds?|毫秒)"
_HEAT = r"(?:°\s*c\b|degrees?\b|摄氏度|度)"
_COUNTED: tuple[tuple[str, str], ...] = (
    ("rate_per_s", rf"(?P<n>{_LIST})\s*(?:requests?|req)\s*(?:/|per|a|each)\s*(?:s\b|sec|second)"),
    ("rate_per_s", rf"每秒\s*(?P<n>{_LIST})\s*{_UNIT_ZH}(?:的)?请求"),
    (
        "concurrency",
        rf"(?P<n>{_LIST})\s*(?:requests?\s*)?(?:-?\s*(?:concurrent|parallel)|at (?:once|a time)|in parallel|users)",
    ),
    ("concurrency", rf"(?:concurrenc(?:y|ies)|parallel(?:ism)?)(?: levels?)?\s*(?:of|:|=|at)?\s*(?P<n>{_LIST})"),
    ("concurrency", rf"并发(?:数|量|度)?\s*(?:为|是|取|用|：|:)?\s*(?P<n>{_LIST})|(?P<m>{_LIST})\s*{_UNIT_ZH}并发"),
    ("slo_ttft_ms", rf"{_TTFT}\s*{_BELOW}\s*(?P<n>{NUMBER})\s*{_MS}"),
    ("slo_tpot_ms", rf"{_TPOT}\s*{_BELOW}\s*(?P<n>{NUMBER})\s*{_MS}"),
    ("stop_at_c", rf"stop(?:s|ping)?\s*(?:at|above|over)?\s*(?P<n>{NUMBER})\s*{_HEAT}"),
    ("stop_at_c", rf"(?:超过|达到|到)\s*(?P<n>{NUMBER})\s*{_HEAT}\s*(?:就|则|时)?\s*停"),
    ("image_px", rf"(?:images?|pictures?)\s*(?:sizes?)?\s*(?:of|at|:)?\s*(?P<n>{_LIST})\s*(?:px|pixels?)?"),
    ("image_px", rf"(?:图片?|图像|照片)(?:边长|大小|尺寸|分辨率)?\s*(?:为|是|：|:)?\s*(?P<n>{_LIST})\s*(?:像素|px)?"),
    ("prompt_tokens", rf"(?:prompts?|inputs?)\s*(?:lengths?)?\s*(?:of|at|with|:)?\s*(?P<n>{_LIST})\s*(?:tokens?)?"),
    ("prompt_tokens", rf"(?P<n>{_LIST})[- ]?tokens? (?:prompts?|inputs?)"),
    ("prompt_tokens", rf"(?:提示词?|输入|上文)(?:长度)?\s*(?:为|是|：|:)?\s*(?P<n>{_LIST})\s*个?\s*(?:tokens?|词元)?"),
    ("max_tokens", rf"(?:outputs?|answers?)\s*(?:lengths?)?\s*(?:of|at|:)?\s*(?P<n>{_LIST})\s*(?:tokens?)?"),
    ("max_tokens", rf"(?P<n>{_LIST})[- ]?(?:tokens? (?:outputs?|answers?)|(?:output|answer) tokens?)"),
    ("max_tokens", rf"(?:输出|回答|生成)(?:长度)?\s*(?:为|是|：|:)?\s*(?P<n>{_LIST})\s*(?:个)?\s*(?:tokens?|词元)?"),
    ("requests", rf"(?P<n>{NUMBER})\s*requests{_AT_ONCE}|(?P<m>{NUMBER})\s*个?请求"),
)
"""A setting of a run and the words with its levels; earlier ones take their words first."""
_REPEATS = (
    rf"(?P<n>{NUMBER})\s*(?:times|repeats|repetitions|rounds)\b"
    rf"|(?:重复|各跑|各测|跑|测)\s*(?P<m>{NUMBER})\s*(?:次|遍|轮)|(?P<k>{NUMBER})\s*(?:遍|轮)"
)
_BOUNDS: dict[str, tuple[float, float]] = {
    "rate_per_s": (0.01, 1000),
    "concurrency": (1, 256),
    "image_px": (16, 4096),
    "prompt_tokens": (1, 131072),
    "max_tokens": (1, 8192),
    "requests": (1, 10000),
    "slo_ttft_ms": (0.1, 1e7),
    "slo_tpot_ms": (0.1, 1e7),
    "stop_at_c": (30, 120),
}
_DEVICES: tuple[tuple[str, str], ...] = (
    (r"树莓派|\bpi(?:\s*[45])?\b|raspberry", r"\bpi\b|raspberry|树莓派|\bpi\s*[45]\b"),
    (r"jetson|\borin\b|nano", r"jetson|orin|nano"),
)
"""Words for a kind of device, and how its configuration tells it."""
_ALL = r"\b(?:all|every|each)\b.{0,12}\b(?:models?|quanti[sz]ations?)\b|(?:所有|全部)的?(?:模型|量化)"


def read_asked(text: str, endpoints: Sequence[KnownEndpoint]) -> AskedExperiment:
    """What ``text`` asks to be measured on which of ``endpoints``, or a question of ``messages.edge``."""
    if not endpoints:
        return AskedExperiment(question=Remark("ask_no_endpoint"))
    places = _endpoints(text, endpoints)
    if not places:
        names = ", ".join(each.name for each in endpoints)
        return AskedExperiment(question=Remark("ask_which_endpoint", {"names": names}))
    varies: dict[str, tuple[SettingValue, ...]] = {}
    held: dict[str, SettingValue] = {}
    rest = text
    for name, levels, words in _counted(text):
        rest = rest.replace(words, " ")
        low, high = _BOUNDS[name]
        wrong = [level for level in levels if not low <= level <= high]
        if wrong:
            params = {"name": name, "value": f"{wrong[0]:g}", "low": f"{low:g}", "high": f"{high:g}"}
            return AskedExperiment(question=Remark("ask_out_of_bounds", params))
        typed: list[SettingValue] = [level if name in FRACTIONS else int(level) for level in levels]
        if len(typed) > 1:
            varies[name] = tuple(typed)
        else:
            held[name] = typed[0]
    if len(places) > 1:
        varies = {"endpoint": tuple(each.name for each in places), **varies}
    else:
        held["endpoint"] = places[0].name
    models = _models(rest, places)
    if isinstance(models, Remark):
        return AskedExperiment(question=models)
    if len(models) > 1:
        varies = {"model": tuple(models), **varies}
    else:
        held["model"] = models[0]
    if not varies and re.search(r"compar|versus|\bvs\b|对比|比较|相比|哪个", text, re.IGNORECASE):
        return AskedExperiment(question=Remark("ask_what_varies", {"models": _listed(places)}))
    found = re.search(_REPEATS, rest, re.IGNORECASE)
    known = [*models, *(each.name for each in endpoints)]
    left = unread_numbers(without_names(rest.replace(found[0], " ") if found else rest, known))
    if left:
        return AskedExperiment(question=Remark("ask_unread", {"words": left[0][0]}))
    number = read_number(next(one for one in found.groups() if one)) if found else None
    return AskedExperiment(varies, held, int(number) if number and 1 <= number <= 100 else None)


def without_names(text: str, names: Sequence[str]) -> str:
    """A sentence without names of endpoints and models, quantisations and words for devices, whose numbers set nothing
    ("Pi 5")."""
    left = _without(text, sorted({each for name in names for each in (name, name.partition(":")[0])}, key=len)[::-1])
    for words in (_QUANT, *(words for words, _ in _DEVICES)):
        left = re.sub(words, " ", left, flags=re.IGNORECASE)
    return left


def _endpoints(text: str, endpoints: Sequence[KnownEndpoint]) -> list[KnownEndpoint]:
    """Those that the words name; the only one where none is named."""
    named = [each for each in endpoints if says_name(text, each.name)]
    rest = text
    for each in named:
        rest = re.sub(re.escape(each.name), " ", rest, flags=re.IGNORECASE)
    for words, told in _DEVICES:
        if not re.search(words, rest, re.IGNORECASE):
            continue
        fitting = [each for each in endpoints if re.search(told, f"{each.name} {each.device}", re.IGNORECASE)]
        if not any(each in named for each in fitting):
            named += fitting[:1] if len(fitting) == 1 else []
    if not named and len(endpoints) == 1:
        return list(endpoints)
    return [each for each in endpoints if each in named]


def says_name(text: str, name: str) -> bool:
    """Whether a name stands in a text as a word of its own."""
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE | re.ASCII) is not None


def _counted(text: str) -> list[tuple[str, tuple[float, ...], str]]:
    """Settings with their levels and the words that said so, each setting once."""
    found: list[tuple[str, tuple[float, ...], str]] = []
    rest = text
    for name, pattern in _COUNTED:
        match = re.search(pattern, rest, re.IGNORECASE)
        if match is None or any(name == one[0] for one in found):
            continue
        words = next(group for group in match.groups() if group)
        numbers = [read_number(one[0]) for one in re.finditer(NUMBER, words, re.IGNORECASE)]
        levels = tuple(dict.fromkeys(number for number in numbers if number is not None))
        if levels:
            found.append((name, levels, match[0]))
            rest = rest.replace(match[0], " | ")
    return found


def _models(text: str, places: Sequence[KnownEndpoint]) -> list[str] | Remark:
    """The names of the models meant, the same at each place; or what must be asked."""
    first = places[0]
    shared = [one for one in first.models if all(one.name in {m.name for m in each.models} for each in places[1:])]
    whole = [one.name for one in sorted(shared, key=lambda one: -len(one.name)) if says_name(text, one.name)]
    if len(whole) > 1 or (whole and not re.search(_QUANT, _without(text, whole), re.IGNORECASE)):
        return [one.name for one in shared if one.name in whole]
    families = sorted({one.family for one in shared if says_name(text, one.family)}, key=lambda name: -len(name))
    pool = [one for one in shared if one.family in families] if families else list(shared)
    rest = _without(text, families)
    if re.search(_ALL, text, re.IGNORECASE) and len(pool) > 1:
        return [one.name for one in pool]
    quants = list(dict.fromkeys(match[0].lower() for match in re.finditer(_QUANT, rest, re.IGNORECASE)))
    sizes = re.findall(r"(?<![a-z0-9.])(\d+(?:\.\d+)?[bm])(?![a-z0-9])", rest, re.IGNORECASE)
    if sizes:
        pool = [one for one in pool if any(size.lower() in _tokens(one.name) for size in sizes)] or pool
    if not shared:
        given = first.default
        return [given] if given and not quants else Remark("ask_no_models", {"name": first.name})
    if not quants:
        if len(families) > 1 or (len(pool) == 1 and (families or sizes or len(shared) == 1)):
            return _one_each(pool, families, first)
        if first.default and not families and first.default in {one.name for one in shared}:
            return [first.default]
        return Remark("ask_which_model", {"name": first.name, "models": ", ".join(one.name for one in pool[:12])})
    chosen: list[str] = []
    for quant in quants:
        fitting = [one for one in pool if _has(one.name, quant)]  # said in its name, before what an engine tells of it
        fitting = fitting or [one for one in pool if _has(f"{one.name}-{one.quantisation}", quant)]
        if len(fitting) == 1 or (fitting and len({one.family for one in fitting}) == len(fitting) == len(families)):
            chosen += [one.name for one in fitting]
        elif not fitting:
            params = {"quant": quant, "name": first.name, "models": ", ".join(one.name for one in pool[:12])}
            return Remark("ask_no_quant", params)
        else:
            params = {"quant": quant, "models": ", ".join(one.name for one in fitting[:12])}
            return Remark("ask_which_of", params)
    return list(dict.fromkeys(chosen))


def _one_each(pool: list[KnownModel], families: list[str], place: KnownEndpoint) -> list[str] | Remark:
    if len(families) <= 1 or len(pool) == len(families):
        return [one.name for one in pool]
    several = next(name for name in families if sum(one.family == name for one in pool) > 1)
    names = ", ".join(one.name for one in pool if one.family == several)
    return Remark("ask_which_model", {"name": place.name, "models": names})


def _has(name: str, quant: str) -> bool:
    asked = re.sub(r"[ -]|比特", "", quant).replace("四", "4").replace("八", "8").replace("位", "bit")
    asked = f"{asked[0]}bit" if asked in ("4", "8") else asked
    tokens = _tokens(name)
    return any(
        token == want or token.startswith(f"{want}_") or (len(want) == 2 and token.startswith(want))
        for want in _SAME.get(asked, (asked,))
        for token in tokens
    )


def _tokens(name: str) -> set[str]:
    """The pieces of a model's name and tag."""
    return set(re.split(r"[-:./ ]", name.rpartition("/")[2].lower()))


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


def _listed(places: Sequence[KnownEndpoint]) -> str:
    return ", ".join(one.name for each in places for one in each.models[:8]) or "–"
