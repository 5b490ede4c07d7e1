"""What sensors and the card come to, in a person's words."""

from __future__ import annotations

from collections.abc import Sequence

from roadweek.benchmarking.ceiling import Ceiling, NoCeiling
from roadweek.benchmarking.energy import BLIND_SHARE, FEWEST, EnergyFigure
from roadweek.benchmarking.telemetry import TelemetrySummary, ThrottleSpan
from roadweek.domain.base import Language
from roadweek.messages import say


def summary_lines(summary: TelemetrySummary, lang: Language) -> list[str]:
    """Energy or why there is none, what held the machine back, and each sensor that was not measured."""
    lines = [say("devices.replayed", lang)] if summary.replayed else []
    if summary.energy is not None:
        lines += energy_lines(summary.energy, lang)
    elif summary.energy_refusal is not None:
        lines.append(say(f"devices.{summary.energy_refusal}", lang, fewest=FEWEST, share=round(100 * BLIND_SHARE)))
    if summary.throttled:
        lines.append(throttled_line(summary.throttled, lang))
    wanting = {name: why for name, why in summary.missing.items() if why != "not_asked"}
    return lines + [say(f"devices.missing_{why}", lang, name=name) for name, why in wanting.items()]


def energy_lines(energy: EnergyFigure, lang: Language) -> list[str]:
    """The energy with its half-width of 95 %, a token's, and that above idling."""
    scope = f"scope_{energy.scope}" + ("_estimated" if energy.quality == "estimated" else "")
    first = say(
        "devices.energy", lang, joules=_short(energy.joules), u95=_short(energy.joules_u95),
        seconds=_short(energy.seconds), watts=_short(energy.watts_mean), scope=say(f"devices.{scope}", lang),
    )  # fmt: skip
    lines = [first]
    if energy.joules_per_token is not None and energy.joules_per_token_u95 is not None:
        each, spread = _short(energy.joules_per_token), _short(energy.joules_per_token_u95)
        lines.append(say("devices.energy_token", lang, each=each, u95=spread))
    if energy.idle_w is None:
        lines.append(say("devices.energy_no_idle", lang))
    elif energy.above_idle_per_token is not None and energy.above_idle_per_token_u95 is not None:
        each, spread = _short(energy.above_idle_per_token), _short(energy.above_idle_per_token_u95)
        lines.append(say("devices.energy_idle", lang, idle=_short(energy.idle_w), each=each, u95=spread))
    if not energy.step_known:
        lines.append(say("devices.energy_no_step", lang))
    return lines


def throttled_line(spans: Sequence[ThrottleSpan], lang: Language) -> str:
    """How often and how long the machine was held back, and why."""
    reasons = dict.fromkeys(span.reason for span in spans)
    said = say("devices.between", lang).join(say(f"devices.held_{reason}", lang) for reason in reasons)
    seconds = _short(sum(span.end_s - span.start_s for span in spans))
    return say("devices.throttled", lang, count=len(spans), seconds=seconds, reasons=said)


def ceiling_lines(ceiling: Ceiling | NoCeiling, lang: Language) -> list[str]:
    """The ceiling with the share reached, and what is not sure about it; or why there is none."""
    if not isinstance(ceiling, Ceiling):
        return [say(f"devices.ceiling_{ceiling}", lang)]
    params = {
        "bound": _short(ceiling.tok_s),
        "gb_s": _short(ceiling.bandwidth.gb_s),
        "gb": _short(ceiling.read_bytes / 1e9),
    }
    share = None if ceiling.share is None else round(100 * ceiling.share)
    code = "ceiling_alone" if share is None else "ceiling"
    lines = [say(f"devices.{code}", lang, share=share, **params)]
    if ceiling.bandwidth.mode_unknown:
        lines.append(say("devices.ceiling_mode_unknown", lang))
    if ceiling.above:
        lines.append(say("devices.ceiling_above", lang))
    return lines


def _short(value: float) -> str:
    """Three figures, without an exponent."""
    if value == 0 or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}" if abs(value) >= 1e-4 else f"{value:.1e}"
