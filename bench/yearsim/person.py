"""The person whose year is lived: habits, works with stated hours and due days, and the Markdown plan that says so.

The year has the shape of a real plan: four stages with a large work each, months with two or three works due at their
ends, habits that must be kept, and no new tasks on trips. ``demand`` is what the year takes on average, habits and
slips counted, as a share of the open hours of the days that trips, illnesses and the gap leave on average.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

FIRST = date(2026, 3, 2)
WEEKS = 46
LAST = FIRST + timedelta(days=7 * WEEKS - 1)
ZONE = "Europe/Berlin"
SLIP_MU, SLIP_SIGMA = 0.12, 0.35
MEAN_SLIP = math.exp(SLIP_MU + SLIP_SIGMA**2 / 2)
"""What a work takes on average of what its plan says: 1.20."""
BUFFER = 0.15
TRIPS, TRIP_DAYS = 4, (3, 5)
ILLNESSES, ILLNESS_DAYS = 4, (1, 3)
GAP_DAYS = (7, 14)
LOST = (TRIPS * sum(TRIP_DAYS) + ILLNESSES * sum(ILLNESS_DAYS) + sum(GAP_DAYS)) / 2 / (7 * WEEKS)
"""The share of days that is lost on average: 0.11."""
STAGE_WEEKS = (11, 12, 12, 11)
MONTH_WEEKS = ((4, 4, 3), (4, 4, 4), (4, 4, 4), (4, 4, 3))
Stretches = tuple[tuple[int, int], ...]
"""Minutes of the day from midnight: pairs of start and end."""
_EVENING: Stretches = ((19 * 60, 22 * 60),)
OPEN: tuple[Stretches, ...] = (
    *(_EVENING,) * 5,
    ((9 * 60, 12 * 60), (14 * 60, 18 * 60)),
    ((9 * 60, 12 * 60), (14 * 60, 17 * 60)),
)
"""The open hours from Monday to Sunday: 28 a week."""
WEEK_MIN = sum(b - a for day in OPEN for a, b in day)


@dataclass(frozen=True, slots=True)
class Habit:
    """A must: ``least`` to ``usual`` minutes, on ``days`` (0 is Monday), at least ``count`` of them a week."""

    name: str
    track: str
    least: int
    usual: int
    days: tuple[int, ...]
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Job:
    """A work with a milestone: ``stated`` minutes from ``first`` to ``due``, both inclusive."""

    name: str
    track: str
    stated: int
    first: date
    due: date
    stage: int


@dataclass(frozen=True, slots=True)
class Person:
    """A year's plan: what its text says, without what it will take."""

    demand: float
    habits: tuple[Habit, ...]
    jobs: tuple[Job, ...]

    @property
    def tracks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(job.track for job in self.jobs))


HABITS = (
    Habit(
        "Spanish listening", "Spanish", 20, 30, (0, 1, 2, 3, 4), 4, "20–30 minutes every weekday, at least four times"
    ),
    Habit("Coding problem", "Coding", 40, 45, (0, 2, 4), 3, "45 minutes on Monday, Wednesday and Friday"),
    Habit("Weekly review", "Review", 40, 45, (6,), 1, "45 minutes every Sunday"),
)
MAIN_TRACKS = ("Maths", "Robotics", "Vision")
"""The tracks of the main line; each month has a work of two of them."""
_MONTHLY = {
    "Maths": (
        "Projection notebook",
        "Gradient checks by hand",
        "Table of integrals",
        "Quaternion exercises",
        "Fourier sheet",
        "Markov chain worksheet",
        "Eigenvalue atlas",
        "Proof collection",
    ),
    "Robotics": (
        "Gripper test bench",
        "Wheel odometry log",
        "Camera arm mount",
        "Lidar mast wiring",
        "Docking station",
        "Battery gauge",
        "Obstacle course",
        "Emergency stop circuit",
    ),
    "Vision": (
        "Street sign detector",
        "Handwriting reader",
        "Leaf disease classifier",
        "Bottle cap counter",
        "Road crack segmentation",
        "Moth identification set",
        "Depth map comparison",
        "Night image denoiser",
    ),
}
_WRITING = (
    "Essay on small models",
    "Field report from the workshop",
    "Column about honest figures",
    "Buyer's guide to sensors",
    "Interview with a machinist",
    "Letter to a beginner",
)
_LARGE = ("Survey rover", "Sorting table", "Greenhouse watcher", "Open house exhibition")
ESSAY, LARGE = 0.5, 2.4
"""How long an essay and a stage's large work are, in works of a whole month."""


def person_of(demand: float) -> Person:
    """The person at a demand (0.62: 62 % of the open hours)."""
    open_min = WEEKS * WEEK_MIN * (1 - LOST)
    habit_min = WEEKS * sum(h.usual * len(h.days) for h in HABITS) * (1 - LOST)
    rough = _jobs()
    whole = sum(length for length, _ in rough)
    unit = (demand * open_min - habit_min) / MEAN_SLIP / whole
    jobs: list[Job] = []
    for length, job in rough:
        hours = max(1, round(unit * length / 60))
        jobs.append(Job(job.name, job.track, hours * 60, job.first, job.due, job.stage))
    return Person(demand, HABITS, tuple(jobs))


def _jobs() -> list[tuple[float, Job]]:
    """The works with how long each is, in works of a whole month: what is due in a short month is shorter."""
    found: list[tuple[float, Job]] = []
    used = dict.fromkeys(MAIN_TRACKS, 0)
    start, month, essays = 0, 0, 0
    for stage, weeks in enumerate(STAGE_WEEKS):
        first, last = _span(start, weeks)
        found.append((LARGE, Job(_LARGE[stage], "Project", 0, first, last - timedelta(days=2), stage)))
        at = start
        for length in MONTH_WEEKS[stage]:
            at += length
            end = FIRST + timedelta(days=7 * at - 1)
            for n in range(2):
                track = MAIN_TRACKS[(month + n) % len(MAIN_TRACKS)]
                job = Job(_MONTHLY[track][used[track]], track, 0, first, end - timedelta(days=2 * n), stage)
                used[track] += 1
                found.append((length / 4, job))
            if month % 2:
                job = Job(_WRITING[essays], "Writing", 0, first, end - timedelta(days=1), stage)
                found.append((ESSAY * length / 4, job))
                essays += 1
            month += 1
        start += weeks
    return found


def _span(week: int, weeks: int) -> tuple[date, date]:
    first = FIRST + timedelta(weeks=week)
    return first, first + timedelta(days=7 * weeks - 1)


def plan_text(person: Person) -> str:
    """The plan in the person's words."""
    lines = ["---", "title: A year with machines", f"date: {FIRST - timedelta(days=3)}", "---", "", "## Every week"]
    lines += [f"- {habit.name} {habit.words} (must)" for habit in person.habits]
    lines += ["", "## When travelling", "- No new tasks, no building", ""]
    for stage, weeks in enumerate(STAGE_WEEKS):
        first, last = _span(sum(STAGE_WEEKS[:stage]), weeks)
        mine = [job for job in person.jobs if job.stage == stage]
        lines += [f"## Stage {stage + 1} ({_said(first)} – {_said(last)})", ""]
        for track in dict.fromkeys(job.track for job in mine):
            lines += [f"### {track}", *(_line(job) for job in mine if job.track == track), ""]
    return "\n".join(lines) + "\n"


def _line(job: Job) -> str:
    return f"- {job.name} ({job.stated // 60} hours), due {_said(job.due)}"


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def config_text() -> str:
    """``config.toml`` of the person: their zone and their open hours."""
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    rows: list[str] = []
    for name, day in zip(names, OPEN, strict=True):
        said = ", ".join(f'"{_clock(a)}-{_clock(b)}"' for a, b in day)
        rows.append(f"{name} = [{said}]")
    return f'timezone = "{ZONE}"\n\n[hours]\n' + "\n".join(rows) + "\n"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def moment(day: date, minute: int) -> datetime:
    """A minute of a day, as naive local time."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)
