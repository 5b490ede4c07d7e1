"""The load generator: one level of load on an endpoint, from its warm-up to its figures.

Closed loop: ``concurrency`` places, each asks again as soon as its answer is there; they begin RAMP_S apart, so that
the first burst is the server's and not ours. Open loop: Poisson arrivals, sent at their time whatever is still
unanswered (no coordinated omission). It runs in a thread with an event loop of its own, so that nothing else delays it,
and it ends by itself: by requests, by time, by temperature, or when told to.
"""

from __future__ import annotations

import asyncio
import gc
import secrets
import selectors
import threading
from collections.abc import Callable, Coroutine, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import httpx2

from roadweek.benchmarking.latency import load_figures, with_warmup
from roadweek.benchmarking.load import LoadResult, LoadSettings, StopReason
from roadweek.benchmarking.progress import LoadProgress
from roadweek.benchmarking.traces import RequestTrace
from roadweek.errors import EndpointError
from roadweek.inference.asking import AnswerLimits, ask
from roadweek.inference.endpoints import ChatQuestion, ModelEndpoint, open_endpoint
from roadweek.inference.prompts import arrival_times as _arrival_times
from roadweek.inference.prompts import picture, picture_base64, prompt, words_for
from roadweek.settings import EndpointSettings

__all__ = ["LoadProgress", "LoadWatch", "measure_load", "run_load"]

RAMP_S = 0.003
"""Between the first requests of two places of a closed loop."""
LOOK_S, PROGRESS_S, HEAT_S = 0.1, 0.5, 1.0
"""How often it is looked whether to stop, how often progress is told, how often the temperature is read."""
AHEAD, AHEAD_BYTES = 1000, 64 * 2**20
"""So many requests are made before the first is sent; later ones when it is their turn, in about 0.3 ms each."""
MOST_OPEN = 800
"""Requests of an open loop that wait at once; beyond, sending is late and the run refused. select() knows 1,024."""


@dataclass(frozen=True, slots=True)
class LoadWatch:
    """What accompanies a run: who is told of its progress (in another thread than the load's, which no slow terminal or
    disk may hold up), who tells the temperature in °C (None: not measured, then it stops nothing), and what ends it
    early."""

    on_progress: Callable[[LoadProgress], object] | None = None
    temperature_c: Callable[[], float | None] | None = None
    cancelled: threading.Event | None = None


def measure_load(
    endpoint: EndpointSettings, settings: LoadSettings, environ: Mapping[str, str], watch: LoadWatch | None = None
) -> LoadResult:
    """One level of load, in this thread. Raises EndpointError where no model is named and none is served."""
    if not settings.nonce:
        settings = replace(settings, nonce=secrets.token_hex(4))
    with asyncio.Runner(loop_factory=_precise_loop) as runner:
        return runner.run(_LoadLevel(endpoint, settings, watch or LoadWatch()).run(environ))


async def run_load(
    endpoint: EndpointSettings, settings: LoadSettings, environ: Mapping[str, str], watch: LoadWatch | None = None
) -> LoadResult:
    """The same from a program with an event loop; a cancellation ends the run and waits for its end."""
    watch = watch or LoadWatch()
    ending = watch.cancelled or threading.Event()
    watch = replace(watch, cancelled=ending)
    running = asyncio.ensure_future(asyncio.to_thread(measure_load, endpoint, settings, environ, watch))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        ending.set()
        await asyncio.wait([running])
        raise


def _precise_loop() -> asyncio.AbstractEventLoop:
    """select() waits to the microsecond; epoll, the usual choice, is rounded up to the millisecond."""
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


class _LoadLevel:
    """The state of one level while it runs."""

    def __init__(self, endpoint: EndpointSettings, settings: LoadSettings, watch: LoadWatch) -> None:
        self._settings = settings
        self._where = endpoint
        self._watch = watch
        self._limits = AnswerLimits(settings.max_tokens, settings.request_timeout_s, stoppable=True)
        self._traces: list[RequestTrace] = []
        self._stopped_by: StopReason = "requests"
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._next = 0
        self._words = 0
        self._began = 0.0

    async def run(self, environ: Mapping[str, str]) -> LoadResult:
        settings = self._settings
        async with open_endpoint(self._where, environ) as endpoint:
            model = settings.model or self._where.model or await _only_model(endpoint)
            self._settings = settings = replace(settings, model=model)
            if settings.cold:
                await endpoint.unload(model)
            self._began = monotonic()
            watching = asyncio.create_task(self._watching())
            try:
                warmup: list[RequestTrace] = []
                await self._start(self._warm_up(endpoint, warmup))
                before = await endpoint.counters()
                questions = self._questions(endpoint)
                with _quiet_collector():
                    self._began = monotonic()
                    await self._load(endpoint, questions)
                    ended = monotonic()
                after = await endpoint.counters()
            finally:
                watching.cancel()
        traces = tuple(sorted(self._traces, key=lambda trace: trace.index))
        measured = load_figures(traces, settings.service_level, shared_prefix=settings.shared_prefix)
        counted = after.get("tokens_predicted_total", 0.0) - before.get("tokens_predicted_total", 0.0)
        self._tell()
        return LoadResult(
            settings=settings,
            endpoint=self._where.name,
            api=self._where.api,
            model=model,
            traces=traces,
            warmup=tuple(warmup),
            began_s=self._began,
            ended_s=ended,
            stopped_by=self._stopped_by,
            measured=with_warmup(measured, warmup, counted if before and after else None, traces),
            prompt_words=self._words,
        )

    async def _warm_up(self, endpoint: ModelEndpoint, traces: list[RequestTrace]) -> None:
        """Requests that do not count, one after another, the later ones longer: from their usage follows how many words
        make a prompt of the wished length."""
        settings = self._settings
        usual = words_for(settings.prompt_tokens, [])
        seen: list[tuple[int, int]] = []
        for number in range(settings.warmup):
            if self._stopping:
                break
            words = max(1, round(usual * (number + 1) / settings.warmup))
            request = endpoint.question(self._question(-1 - number, words))
            asked = await ask(endpoint, request, self._limits, index=-1 - number, prompt_id=f"warmup-{number}")
            traces.append(asked.trace)
            if asked.trace.good and asked.trace.prompt_tokens and settings.image_px is None:
                seen.append((words, asked.trace.prompt_tokens))
        self._words = words_for(settings.prompt_tokens, seen)

    def _question(self, index: int, words: int) -> ChatQuestion:
        settings = self._settings
        key = f"{settings.nonce}:{settings.seed}"
        which = 0 if settings.shared_prefix else index
        image = None
        if settings.image_px is not None:
            image = picture_base64(picture(key, which, settings.image_px))
        return ChatQuestion(
            model=settings.model,
            text=prompt(key, which, words),
            max_tokens=settings.max_tokens,
            seed=settings.seed,
            image=image,
            ignore_eos=settings.ignore_eos,
            cache=settings.shared_prefix,
        )

    def _questions(self, endpoint: ModelEndpoint) -> Generator[httpx2.Request]:
        """The requests in order, the first of them made now, so that making them delays none."""
        ahead: list[httpx2.Request] = []
        size = 0
        for index in range(min(AHEAD, self._settings.requests)):
            if size > AHEAD_BYTES:
                break
            ahead.append(endpoint.question(self._question(index, self._words)))
            size += len(ahead[-1].content)

        def in_order() -> Generator[httpx2.Request]:
            yield from ahead
            for index in range(len(ahead), self._settings.requests):
                yield endpoint.question(self._question(index, self._words))

        return in_order()

    async def _load(self, endpoint: ModelEndpoint, questions: Generator[httpx2.Request]) -> None:
        if self._stopping:
            return
        if self._settings.rate_per_s is None:
            for place in range(self._settings.concurrency):
                self._start(self._place(endpoint, questions, self._began + place * RAMP_S))
        else:
            await self._arrivals(endpoint, questions, self._settings.rate_per_s)
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _place(self, endpoint: ModelEndpoint, questions: Generator[httpx2.Request], scheduled: float) -> None:
        """One place of a closed loop."""
        await asyncio.sleep(scheduled - monotonic())
        while not self._stopping and (request := next(questions, None)) is not None:
            scheduled = await self._one(endpoint, request, scheduled)

    async def _arrivals(self, endpoint: ModelEndpoint, questions: Generator[httpx2.Request], rate_per_s: float) -> None:
        times = _arrival_times(self._settings.seed, rate_per_s, self._settings.requests)
        for after, request in zip(times, questions, strict=True):
            scheduled = self._began + after
            while not self._stopping and (left := scheduled - monotonic()) > 0:
                await asyncio.sleep(min(left, LOOK_S))
            while not self._stopping and len(self._tasks) >= MOST_OPEN:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED, timeout=LOOK_S)
            if self._stopping:
                return
            self._start(self._sent(endpoint, request, scheduled))

    async def _sent(self, endpoint: ModelEndpoint, request: httpx2.Request, scheduled: float) -> None:
        await self._one(endpoint, request, scheduled)

    async def _one(self, endpoint: ModelEndpoint, request: httpx2.Request, scheduled: float) -> float:
        """Ask one question and keep its trace; when its place was free again."""
        index, self._next = self._next, self._next + 1
        asked = await ask(
            endpoint,
            request,
            self._limits,
            index=index,
            prompt_id=f"{self._settings.nonce}-{self._settings.seed}-{index}",
            scheduled_s=scheduled,
        )
        self._traces.append(asked.trace)
        return asked.freed_s

    async def _watching(self) -> None:
        """Looks whether to stop. At the end of the time no more is sent, and what is under way may end; a device that
        is too hot, or a person, breaks it off."""
        told = heat = monotonic()
        while not self._stopping:
            await asyncio.sleep(LOOK_S)
            now = monotonic()
            if self._watch.cancelled is not None and self._watch.cancelled.is_set():
                self._stop("cancelled", broken_off=True)
            elif now - self._began > self._settings.max_s:
                self._stop("time", broken_off=False)
            elif self._settings.stop_at_c is not None and self._watch.temperature_c and now - heat >= HEAT_S:
                heat = now
                reached = await asyncio.to_thread(self._watch.temperature_c)
                if reached is not None and reached >= self._settings.stop_at_c:
                    self._stop("temperature", broken_off=True)
            if now - told >= PROGRESS_S:
                told = now
                await asyncio.to_thread(self._tell)

    def _stop(self, reason: StopReason, *, broken_off: bool) -> None:
        self._stopping = True
        self._stopped_by = reason
        if broken_off:
            for task in tuple(self._tasks):
                task.cancel()

    def _tell(self) -> None:
        if self._watch.on_progress is not None:
            good = sum(trace.good for trace in self._traces)
            elapsed = monotonic() - self._began
            self._watch.on_progress(LoadProgress(len(self._traces), self._settings.requests, good, elapsed))


async def _only_model(endpoint: ModelEndpoint) -> str:
    models = await endpoint.models()
    if not models:
        raise EndpointError(endpoint.settings.name, endpoint.settings.url, "it serves no model")
    return models[0].name


@contextmanager
def _quiet_collector() -> Generator[None]:
    """The collector of garbage leaves alone what is there already, and looks at the new less often: a full look takes
    tens of milliseconds, which would be told as the server's."""
    gc.collect()
    gc.freeze()
    usual = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
