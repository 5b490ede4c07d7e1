"""The sampler: reads sensors beside a load, on the load's own monotonic clock, and tells what it cost.

It runs in a thread of its own. Ticks keep to their grid: one that came late is not made up for by a burst, and the
distance of samples is in the trace for whoever reckons with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Event, Lock, Thread
from time import monotonic, sleep, thread_time

from roadweek.benchmarking.telemetry import Channel, Missing, TelemetrySample, TelemetryTrace
from roadweek.inference.telemetry.sensor import Follower, Sensor, SensorReading

INTERVAL_S = 0.2


REST_S = 3.0
"""So long a machine is watched before its load, where its power is."""


class Sampler:
    """Of sensors that are read and tools that speak. Where two know a channel of one name, the first has it.

    ``missing`` says what was asked for and is not there. ``clock`` must be the load's.
    """

    def __init__(
        self,
        sensors: Sequence[Sensor],
        followers: Sequence[Follower] = (),
        missing: Mapping[str, Missing] | None = None,
        interval_s: float = INTERVAL_S,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._sensors = list(sensors)
        self._followers = list(followers)
        self._missing: dict[str, Missing] = dict(missing or {})
        self._interval_s = interval_s
        self._clock = clock
        self._samples: list[TelemetrySample] = []
        self._latest: dict[str, float] = {}
        self._owners: dict[str, str] = {}
        self._lock = Lock()
        self._over = Event()
        self._thread: Thread | None = None
        self._cost_s = 0.0
        self._started = self._ended = 0.0
        self._trace: TelemetryTrace | None = None

    def __enter__(self) -> Sampler:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin; a sampler runs once."""
        if self._thread is not None:
            raise RuntimeError("a sampler runs once")
        self._started = self._clock()
        for sensor in self._sensors:
            self._own(sensor.name, (channel.name for channel in sensor.channels))
        for follower in self._followers:
            follower.start(self._taking(follower.name))
        self._thread = Thread(target=self._run, name="telemetry", daemon=True)
        self._thread.start()

    def stop(self) -> TelemetryTrace:
        """End, and all that was sampled; the same again when asked again."""
        if self._trace is None:
            self._over.set()
            if self._thread is not None:
                self._thread.join()
            for follower in self._followers:
                if why := follower.stop():
                    self._missing[follower.name] = why
            for sensor in self._sensors:
                sensor.close()
            self._ended = self._clock()
            self._trace = self._made()
        return self._trace

    def so_far(self) -> TelemetryTrace:
        """What was sampled until now, while it runs."""
        return self._trace or self._made()

    def now(self) -> float:
        """The moment on the clock of the samples."""
        return self._clock()

    @property
    def watches_power(self) -> bool:
        """Whether a source may tell the power of the whole; of a tool that runs only its lines will show."""
        scoped = any(channel.scope for sensor in self._sensors for channel in sensor.channels)
        return scoped or any(follower.started for follower in self._followers)

    def hottest_c(self) -> float | None:
        """The last reading of the hottest zone, for a rule that stops a load; None where no zone is read."""
        with self._lock:
            return max((value for name, value in self._latest.items() if name.endswith("_temp_c")), default=None)

    def _made(self) -> TelemetryTrace:
        with self._lock:
            samples = sorted(self._samples, key=lambda sample: sample.at_s)
        known = [channel for sensor in self._sensors for channel in sensor.channels]
        known += [channel for follower in self._followers for channel in follower.channels]
        owned: dict[str, Channel] = {c.name: c for c in known if self._owners.get(c.name) == c.source}
        until = self._ended or self._clock()
        return TelemetryTrace(
            channels=owned,
            samples=samples,
            interval_s=self._interval_s,
            missing=dict(self._missing),
            cost_s=self._cost_s,
            elapsed_s=max(0.0, until - self._started),
        )

    def _run(self) -> None:
        due = {id(sensor): self._started for sensor in self._sensors}
        tick = self._started
        while True:
            for sensor in list(self._sensors):
                before = self._clock()
                if before < due[id(sensor)]:
                    continue
                due[id(sensor)] = before + getattr(sensor, "rest_s", 0.0)
                try:
                    reading = sensor.read()
                except Exception:  # a sensor that breaks must not end the others, nor the load
                    self._missing[sensor.name] = "failed"
                    self._sensors.remove(sensor)
                    continue
                self._take(sensor.name, (before + self._clock()) / 2, reading)
            self._cost_s = thread_time()
            tick += self._interval_s
            late = self._clock() - tick
            if late > 0:
                tick += (late // self._interval_s + 1) * self._interval_s
            if self._over.wait(max(0.0, tick - self._clock())):
                return

    def _taking(self, source: str) -> Callable[[SensorReading], None]:
        return lambda reading: self._take(source, self._clock(), reading)

    def _take(self, source: str, at_s: float, reading: SensorReading) -> None:
        self._own(source, reading.values)
        values = {name: value for name, value in reading.values.items() if self._owners[name] == source}
        with self._lock:
            self._latest.update(values)
            self._samples.append(TelemetrySample(at_s, source, values, reading.throttled))

    def _own(self, source: str, names: Iterable[str]) -> None:
        for name in names:
            self._owners.setdefault(name, source)


def rest(sampler: Sampler, seconds: float = REST_S) -> tuple[float, float] | None:
    """Wait beside a running sampler before the load, and from when until when; None where no power is watched."""
    if not sampler.watches_power:
        return None
    began = sampler.now()
    sleep(seconds)
    return began, sampler.now()
