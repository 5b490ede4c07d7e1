"""The front of a run as one self-contained SVG: milestones hit against the churn that was chosen, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from bench.yearsim.measures import Spread

Found = Mapping[str, Mapping[str, Spread]]
"""By policy its figures."""
NAMES = {
    "roadweek": "Roadweek",
    "template": "fixed template",
    "edf_daily": "EDF daily",
    "edf_weekly": "EDF weekly",
    "unstable": "LP",
    "stable": "LP, stable and learning",
}
Axis = Callable[[float], float]
WIDTH, HEIGHT = 460, 380
LEFT, TOP, RIGHT, BOTTOM = 56, 56, 20, 64
ABOUT = "Milestones hit against chosen churn a disruption, by policy"
STEPS = (20, 50, 100, 200, 500)
STYLE = """
svg { color-scheme: light dark; font: 13px system-ui, sans-serif; }
.name { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
.back { fill: #ffffff; } .ink { fill: #1f2328; } .soft { fill: #59636e; } .line { stroke: #d1d9e0; }
.front { stroke: #0969da; } .dot { fill: #59636e; } .ours { fill: #0969da; } .spread { stroke: #8c959f; }
@media (prefers-color-scheme: dark) {
.name { stroke: #0d1117; }
.back { fill: #0d1117; } .ink { fill: #e6edf3; } .soft { fill: #9198a1; } .line { stroke: #3d444d; }
.front { stroke: #58a6ff; } .dot { fill: #9198a1; } .ours { fill: #58a6ff; } .spread { stroke: #656c76; }
}
"""


def front(found: Found) -> list[str]:
    """The policies that no other beats in both hits and calm, from the calmest on."""
    kept: list[str] = []
    best = -1.0
    for name in sorted(found, key=lambda n: (found[n]["chosen_churn_min"].mean, -found[n]["hit"].mean)):
        if found[name]["hit"].mean > best:
            best = found[name]["hit"].mean
            kept.append(name)
    return kept


def picture(by_demand: Mapping[float, Found], seeds: int) -> str:
    """A panel for each demand, one below the other: so it can be read on a phone, too."""
    most = max(one["chosen_churn_min"].high for found in by_demand.values() for one in found.values())
    top = next((step for step in STEPS if step >= most), STEPS[-1])
    whole = HEIGHT * len(by_demand)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" '
            f'viewBox="0 0 {WIDTH} {whole}" role="img" aria-label="{ABOUT}">'
        ),
        f"<style>{STYLE}</style>",
        f'<rect class="back" width="{WIDTH}" height="{whole}"/>',
    ]
    for number, (demand, found) in enumerate(by_demand.items()):
        parts += [f'<g transform="translate(0 {number * HEIGHT})">', *_panel(demand, found, seeds, top), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(demand: float, found: Found, seeds: int, top: int) -> list[str]:
    inner, tall = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(minutes: float) -> float:
        return LEFT + inner * min(minutes, top) / top

    def y(hit: float) -> float:
        return TOP + tall * (1 - hit)

    said = "one year" if seeds == 1 else f"{seeds} years, bars from the 10th to the 90th"
    parts = [
        f'<text class="ink" x="{LEFT}" y="22" font-weight="600">Demand {demand:.2f} of the open hours</text>',
        f'<text class="soft" x="{LEFT}" y="40">milestones hit; {said}</text>',
    ]
    for n in range(6):
        hit = n / 5
        parts.append(f'<line class="line" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(hit):.1f}" y2="{y(hit):.1f}"/>')
        parts.append(f'<text class="soft" x="{LEFT - 8}" y="{y(hit) + 4:.1f}" text-anchor="end">{hit:.1f}</text>')
    for n in range(5):
        at = top * n / 4
        parts.append(
            f'<text class="soft" x="{x(at):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{at:g}</text>'
        )
    words = "chosen churn, minutes a disruption (less is calmer)"
    parts.append(f'<text class="soft" x="{LEFT + inner / 2}" y="{HEIGHT - 18}" text-anchor="middle">{words}</text>')
    best = front(found)
    path = " ".join(f"{x(found[p]['chosen_churn_min'].mean):.1f},{y(found[p]['hit'].mean):.1f}" for p in best)
    parts.append(f'<polyline class="front" fill="none" stroke-width="2" stroke-dasharray="5 4" points="{path}"/>')
    for name, one in found.items():
        parts += _point(name, one["chosen_churn_min"], one["hit"], x, y)
    return parts + _labels(found, x, y)


def _point(name: str, churn: Spread, hit: Spread, x: Axis, y: Axis) -> list[str]:
    across, up = x(churn.mean), y(hit.mean)
    ours = name == "roadweek"
    return [
        f'<line class="spread" x1="{x(churn.low):.1f}" x2="{x(churn.high):.1f}" y1="{up:.1f}" y2="{up:.1f}"/>',
        f'<line class="spread" x1="{across:.1f}" x2="{across:.1f}" y1="{y(hit.low):.1f}" y2="{y(hit.high):.1f}"/>',
        f'<circle class="{"ours" if ours else "dot"}" cx="{across:.1f}" cy="{up:.1f}" r="{7 if ours else 5}"/>',
    ]


def _labels(found: Found, x: Axis, y: Axis) -> list[str]:
    """Names beside their points, each lower than the one above it that it would lie on."""
    parts: list[str] = []
    taken: list[tuple[float, float, float]] = []
    for name in sorted(found, key=lambda n: (-found[n]["hit"].mean, found[n]["chosen_churn_min"].mean)):
        words = NAMES.get(name, name)
        wide = (8.6 if name == "roadweek" else 7.2) * len(words) + 6
        at = x(found[name]["chosen_churn_min"].mean) + 12
        if at + wide > WIDTH - 4:
            at -= wide + 24
        line = y(found[name]["hit"].mean) + 18
        while any(abs(line - other) < 15 and at < right and at + wide > left for left, right, other in taken):
            line += 15
        taken.append((at, at + wide, line))
        weight = ' font-weight="600"' if name == "roadweek" else ""
        parts.append(f'<text class="ink name" x="{at:.1f}" y="{line:.1f}"{weight}>{escape(words)}</text>')
    return parts


def bends(found: Found) -> Sequence[str]:
    """The names on the front, as they are said."""
    return [NAMES.get(name, name) for name in front(found)]
