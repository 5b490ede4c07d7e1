"""What a sensor is: it names its channels, is read quickly, and leaves out what it cannot read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Protocol

from roadweek.benchmarking.telemetry import Channel, Missing


@dataclass(frozen=True, slots=True)
class SensorReading:
    """Values by channel. ``throttled`` None: this sensor does not tell what holds the machine back."""

    values: Mapping[str, float] = field(default_factory=dict[str, float])
    throttled: tuple[str, ...] | None = None


class Sensor(Protocol):
    """Read at the sampler's ticks, in its thread. A value that cannot be read is left out, and nothing is raised."""

    @property
    def name(self) -> str: ...

    @property
    def channels(self) -> Sequence[Channel]: ...

    def read(self) -> SensorReading: ...

    def close(self) -> None: ...


class Follower(Protocol):
    """A tool that speaks by itself: each of its lines is a sample at the moment at which it comes."""

    @property
    def name(self) -> str: ...

    @property
    def channels(self) -> Sequence[Channel]: ...

    @property
    def started(self) -> bool:
        """Whether the tool is there and runs, so that lines may come."""
        ...

    def start(self, put: Callable[[SensorReading], None]) -> None: ...

    def stop(self) -> Missing | None:
        """End the tool; why it gave nothing, where it gave nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that says nothing, and why."""

    why: Missing


def text_of(path: Path) -> str | Unread:
    """The text of a file of sysfs or procfs, ends trimmed; NUL bytes between words are spaces."""
    try:
        # What a kernel or firmware writes need not be UTF-8; a strange byte must not cost the rest.
        return path.read_bytes().decode("utf-8", "replace").replace("\0", " ").strip()
    except PermissionError:
        return Unread("denied")
    except (FileNotFoundError, NotADirectoryError):
        return Unread("absent")
    except OSError:
        # A sensor that is not wired says EAGAIN, ENXIO or EIO at every read.
        return Unread("failed")


def number_of(path: Path) -> float | Unread:
    """The number in a file; ``garbled`` where something else stands there."""
    found = text_of(path)
    if isinstance(found, Unread):
        return found
    try:
        number = float(found)
    except ValueError:
        return Unread("garbled")
    return number if isfinite(number) else Unread("garbled")


def known(found: float | Unread) -> float | None:
    """A number, or None for one that was not read."""
    return None if isinstance(found, Unread) else found


def words_of(path: Path) -> str | None:
    """The words in a file; None where it cannot be read or is empty."""
    found = text_of(path)
    return None if isinstance(found, Unread) else found or None
