"""Pictures as SVG, without a library: lines over a load, points with a frontier, dots with ranges, strips over time.

Colours are the stylesheet's (``var(--t0)`` …), so that a picture follows light and dark; each mark has its value as a
title, and each picture is told to a screen reader. ``standalone`` gives a file of its own, with its colours inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 12, 40
COLOURS = 8
Shape = Literal["circle", "square", "diamond", "triangle"]
SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle")

STYLE = (
    "svg{--card:#fff;--ink:#22242a;--quiet:#6b6f7a;--line:#e4e2db;--warn:#9a5b00;--t0:#3b6ea8;--t1:#2f8f6b;"
    "--t2:#b1603a;--t3:#7a58a6;--t4:#a8456a;--t5:#6d7f22;--t6:#1f8795;--t7:#8a6d3b;background:var(--card)}"
    "@media (prefers-color-scheme:dark){svg{--card:#1f2126;--ink:#e8e6e1;--quiet:#9a9da6;--line:#32343b;--warn:#e0a95a;"
    "--t0:#7fb0e6;--t1:#6fd0aa;--t2:#eb9b74;--t3:#b998e3;--t4:#e78aac;--t5:#b3c767;--t6:#66c9d8;--t7:#cdb07c}}"
    "text{font:12px system-ui,sans-serif;fill:var(--quiet)}.strong{fill:var(--ink)}"
)


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """``x`` is a place on the axis, ``low`` to ``high`` the range of ``y``; ``size`` a share of the largest, 0..1."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    title: str = ""
    size: float | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ChartLine:
    name: str
    points: tuple[ChartPoint, ...]
    joined: bool = True


@dataclass(frozen=True, slots=True)
class ChartStrip:
    """One row of a time picture."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = field(default=())

    def at(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def nice_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round numbers that hold ``low`` to ``high`` between them: steps of 1, 2 or 5 times a power of ten."""
    if high <= low:  # all the same: a little room around it
        low, high = low - (abs(low) * 0.05 or 0.5), high + (abs(high) * 0.05 or 0.5)
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(n * step, 12) for n in range(first, last + 1))


def _scale(values: Sequence[float], start: float, end: float, *, zero: bool = True, most: int = 5) -> _Scale:
    low = min(0.0, *values) if zero else min(values)
    ticks = nice_ticks(low, max(values), most)
    return _Scale(ticks[0], ticks[-1], start, end, ticks)


def tick_text(value: float, *, thousands: bool = False) -> str:
    """1500 as 1.5k where an axis counts in thousands, else as it is."""
    return f"{value / 1000:g}k" if thousands else f"{value:g}"


def _tick_texts(scale: _Scale) -> list[tuple[float, str]]:
    """The ticks of an axis in one way: all in thousands where the largest needs it."""
    thousands = max(abs(tick) for tick in scale.ticks) >= 10000
    return [(tick, tick_text(tick, thousands=thousands and tick != 0)) for tick in scale.ticks]


def lines_over_levels(
    lines: Sequence[ChartLine], levels: Sequence[str], *, x: str, y: str, title: str, standalone: bool = False
) -> Markup:
    """Lines over steps in their order, evenly spaced: ``x`` of a point is the place of its step, from 0."""
    values = [v for line in lines for p in line.points for v in (p.y, p.low, p.high) if v is not None]
    if not values or not levels:
        return Markup("")
    up = _scale(values, HEIGHT - BOTTOM, TOP)
    room = (WIDTH - LEFT - RIGHT) / len(levels)

    def across(place: float) -> float:
        return round(LEFT + room * (place + 0.5), 1)

    parts = [_frame(up, y), _label_x(x)]
    parts += [_text(across(n), HEIGHT - BOTTOM + 16, level, "middle") for n, level in enumerate(levels)]
    shift = min(7.0, room / 4 / max(1, len(lines)))
    for n, line in enumerate(lines):
        aside = (n - (len(lines) - 1) / 2) * shift  # ranges of two lines at one level lie beside each other
        parts.append(_line(line, n, lambda place, aside=aside: across(place) + aside, up.at))  # type: ignore[misc]
    return _svg(parts, title, standalone=standalone)


def points_chart(
    lines: Sequence[ChartLine], *, x: str, y: str, title: str, zero_x: bool = True, standalone: bool = False
) -> Markup:
    """Points at (x, y), joined within a line in their order; ``marked`` ones are ringed."""
    points = [p for line in lines for p in line.points]
    if not points:
        return Markup("")
    up = _scale([v for p in points for v in (p.y, p.low, p.high) if v is not None], HEIGHT - BOTTOM, TOP)
    over = _scale([p.x for p in points], LEFT, WIDTH - RIGHT - 6, zero=zero_x)
    parts = [_frame(up, y), _label_x(x)]
    parts += [_text(over.at(tick), HEIGHT - BOTTOM + 16, text, "middle") for tick, text in _tick_texts(over)]
    parts += [_line(line, n, over.at, up.at) for n, line in enumerate(lines)]
    return _svg(parts, title, standalone=standalone)


def _line(line: ChartLine, n: int, across: Callable[[float], float], up: Callable[[float], float]) -> Markup:
    colour = f"var(--t{n % COLOURS})"
    parts: list[Markup] = []
    if line.joined and len(line.points) > 1:
        path = " ".join(f"{round(across(p.x), 1)},{up(p.y)}" for p in line.points)
        parts.append(
            Markup('<polyline points="{}" fill="none" style="stroke:{}" stroke-width="2"/>').format(path, colour)
        )
    for p in line.points:
        place, height = round(across(p.x), 1), up(p.y)
        if p.low is not None and p.high is not None and p.high > p.low:
            parts.append(
                Markup(
                    '<path d="M{0},{1}V{2}M{3},{1}H{4}M{3},{2}H{4}" style="stroke:{5}" stroke-width="1.2" fill="none"/>'
                ).format(place, up(p.low), up(p.high), place - 3, place + 3, colour)
            )
        radius = 4.5 if p.size is None else round(4 + 10 * math.sqrt(p.size), 1)
        parts.append(_mark(SHAPES[n % len(SHAPES)], place, height, radius, colour, p.title, faint=p.size is not None))
        if p.marked:
            parts.append(
                Markup(
                    '<circle cx="{}" cy="{}" r="{}" fill="none" style="stroke:var(--ink)" stroke-width="1.4"/>'
                ).format(place, height, radius + 3)
            )
    return Markup("").join(parts)


def _mark(shape: Shape, x: float, y: float, r: float, colour: str, title: str, *, faint: bool) -> Markup:
    told = Markup("<title>{}</title>").format(title) if title else Markup("")
    style = Markup('style="fill:{};fill-opacity:{}"').format(colour, "0.55" if faint else "1")
    if shape == "circle":
        return Markup('<circle cx="{}" cy="{}" r="{}" {}>{}</circle>').format(x, y, r, style, told)
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        "triangle": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
    }[shape]
    path = " ".join(f"{round(x + dx * r, 1)},{round(y + dy * r, 1)}" for dx, dy in corners)
    return Markup('<polygon points="{}" {}>{}</polygon>').format(path, style, told)


ROW = 30


def dots_with_ranges(rows: Sequence[tuple[str, ChartPoint]], *, x: str, title: str, standalone: bool = False) -> Markup:
    """A row a name: the point's ``y`` on a horizontal axis from 0, with its range."""
    if not rows:
        return Markup("")
    height = TOP + ROW * len(rows) + BOTTOM
    bottom = height - BOTTOM
    left = 12
    over = _scale(
        [v for _, p in rows for v in (p.y, p.low, p.high) if v is not None], left, WIDTH - RIGHT - 40, most=5
    )  # fmt: skip
    parts = [
        Markup('<path d="M{0},{1}V{2}" style="stroke:var(--line)" fill="none"/>').format(over.at(tick), TOP, bottom)
        for tick in over.ticks
    ]
    parts += [_text(over.at(tick), bottom + 16, text, "middle") for tick, text in _tick_texts(over)]
    parts.append(_text((left + WIDTH) / 2, height - 5, x, "middle", "strong"))
    for n, (name, p) in enumerate(rows):
        y, colour = TOP + ROW * n + 19, f"var(--t{n % COLOURS})"
        parts.append(_text(left + 2, y - 9, name, "start", "strong"))
        if p.low is not None and p.high is not None and p.high > p.low:
            parts.append(
                Markup(
                    '<path d="M{0},{2}H{1}M{0},{3}V{4}M{1},{3}V{4}" style="stroke:{5}" stroke-width="1.6" fill="none"/>'
                ).format(over.at(p.low), over.at(p.high), y, y - 4, y + 4, colour)
            )
        parts.append(_mark("circle", over.at(p.y), y, 4.5, colour, p.title, faint=False))
    return _svg(parts, title, height=height, standalone=standalone)


STRIP = 74


def strips_over_time(
    strips: Sequence[ChartStrip],
    seconds: float,
    marks: Sequence[tuple[float, float, str]],
    *,
    x: str,
    title: str,
    standalone: bool = False,
) -> Markup:
    """One row a quantity over the same time; ``marks`` are stretches (from, until, what) shaded through all rows."""
    strips = [strip for strip in strips if strip.points]
    if not strips or seconds <= 0:
        return Markup("")
    height = TOP + STRIP * len(strips) + BOTTOM
    bottom = height - BOTTOM
    over = _scale([0.0, seconds], LEFT, WIDTH - RIGHT - 6, most=6)
    parts: list[Markup] = []
    for start, end, what in marks:
        a, b = over.at(max(0.0, start)), over.at(min(seconds, end))
        parts.append(
            Markup(
                '<rect x="{}" y="{}" width="{}" height="{}" style="fill:var(--warn);fill-opacity:.22">'
                "<title>{}</title></rect>"
            ).format(a, TOP, round(max(2.0, b - a), 1), bottom - TOP, what)
        )
    for n, strip in enumerate(strips):
        top = TOP + STRIP * n
        up = _scale([v for _, v in strip.points], top + STRIP - 10, top + 18, zero=False, most=2)
        colour = f"var(--t{n % COLOURS})"
        parts += [
            Markup('<path d="M{0},{1}H{2}" style="stroke:var(--line)" fill="none"/>').format(
                LEFT, up.at(tick), WIDTH - RIGHT
            )
            for tick in up.ticks
        ]
        parts += [_text(LEFT - 6, up.at(tick) + 4, text, "end") for tick, text in _tick_texts(up)]
        parts.append(_text(LEFT, top + 11, strip.name, "start", "strong"))
        path = " ".join(f"{over.at(min(at, over.high))},{up.at(value)}" for at, value in strip.points)
        parts.append(
            Markup('<polyline points="{}" fill="none" style="stroke:{}" stroke-width="1.6"/>').format(path, colour)
        )
    parts += [_text(over.at(tick), bottom + 16, text, "middle") for tick, text in _tick_texts(over)]
    parts.append(_text((LEFT + WIDTH) / 2, height - 5, x, "middle", "strong"))
    return _svg(parts, title, height=height, standalone=standalone)


def frontier(points: Sequence[tuple[float, ...]], better: Sequence[Literal["lower", "higher"]]) -> list[int]:
    """The places of the points that no other beats or equals in every respect and beats in one (Pareto)."""

    def good(point: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(v if way == "higher" else -v for v, way in zip(point, better, strict=True))

    worth = [good(point) for point in points]
    return [
        n
        for n, one in enumerate(worth)
        if not any(
            m != n and all(a >= b for a, b in zip(other, one, strict=True)) and other != one
            for m, other in enumerate(worth)
        )
    ]


def _frame(up: _Scale, y: str) -> Markup:
    parts = [
        Markup('<path d="M{0},{1}H{2}" style="stroke:var(--line)" fill="none"/>').format(
            LEFT, up.at(tick), WIDTH - RIGHT
        )
        for tick in up.ticks
    ]
    parts += [_text(LEFT - 6, up.at(tick) + 4, text, "end") for tick, text in _tick_texts(up)]
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(
        Markup(
            '<text x="13" y="{0}" text-anchor="middle" class="strong" transform="rotate(-90 13 {0})">{1}</text>'
        ).format(middle, y)
    )
    return Markup("").join(parts)


def _label_x(x: str) -> Markup:
    return _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x, "middle", "strong")


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> Markup:
    marked = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>').format(
        round(x, 1), round(y, 1), anchor, marked, text
    )


def _svg(parts: Sequence[Markup], title: str, *, height: float = HEIGHT, standalone: bool = False) -> Markup:
    own = Markup(' xmlns="http://www.w3.org/2000/svg"') if standalone else Markup("")
    style = Markup("<style>" + STYLE + "</style>") if standalone else Markup("")
    return Markup('<svg{} class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        own, WIDTH, round(height), escape(title), style, Markup("").join(parts)
    )
