"""Models in ONNX Runtime in this process: FP32 against INT8, call by call, with the accuracy beside the speed.

Nothing is assumed of either: INT8 is slower on many processors. Variants alternate in short rounds, so that heat,
clocks and other load meet all of them alike. Needs the extra ``onnx``; whoever imports this imports numpy.
"""

from __future__ import annotations

import gc
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

import numpy as np

from roadweek.benchmarking.vision import BUILT_IN, VisionResult, VisionSettings, alternating
from roadweek.errors import InputError
from roadweek.inference.vision_samples import Floats, Pictures, build_shapes_model, draw_shapes

ROUNDS = 10
"""The calls of a variant are made in so many rounds."""
CALIBRATED, JUDGED = 200, 500
"""Pictures for calibration, and for the accuracy of the built-in model; none is in both."""

OnRound = Callable[[int, int], None]


def measure_vision(
    variants: Sequence[VisionSettings], work: Path, on_round: OnRound | None = None
) -> list[VisionResult]:
    """Each variant's result, measured in turn; ``work`` is a folder for models that are built or quantised.

    The reference of agreement is each variant's own model in FP32. Raises InputError where the runtime, the provider,
    the model or the data cannot be used.
    """
    opened = [_Variant(settings, work) for settings in variants]
    for one in opened:
        one.warm_up()
    names = [str(i) for i in range(len(opened))]
    order = alternating(names, ROUNDS)
    turns = dict.fromkeys(names, 0)
    collected = gc.isenabled()
    gc.disable()  # a collection in the middle of a call of 0.1 ms would be its time
    try:
        for done, name in enumerate(order):
            one = opened[int(name)]
            one.call(turns[name])
            turns[name] += 1
            if on_round:
                on_round(done + 1, len(order))
    finally:
        if collected:
            gc.enable()
    return [one.result() for one in opened]


class _Variant:
    """A model in its precision, open and ready."""

    def __init__(self, settings: VisionSettings, work: Path) -> None:
        runtime = _runtime()
        if settings.provider not in runtime.get_available_providers():
            known = ", ".join(runtime.get_available_providers())
            raise InputError("onnx_provider", provider=settings.provider, known=known)
        self._settings = settings
        self._version = str(runtime.__version__)
        given = _given(settings, work)
        self._path = given if settings.precision == "fp32" else _quantised(given, settings, work)
        self._session, self._load_ms = _open(runtime, self._path, settings)
        self._reference = self._session if settings.precision == "fp32" else _open(runtime, given, settings)[0]
        self._judged = _pictures(settings, self._session, JUDGED, settings.seed + 7919)
        self._input = str(self._session.get_inputs()[0].name)
        self._batches = _batches(self._judged.images, settings.batch)
        self._call_ms: list[float] = []
        self._began = self._ended = 0.0

    def warm_up(self) -> None:
        """At least one call, which also shows whether the model takes the pictures."""
        for i in range(max(1, self._settings.warmup)):
            try:
                self._run(self._session, self._batches[i % len(self._batches)])
            except Exception as error:  # the runtime's exceptions have no tree of their own
                path = Path(self._settings.data or self._settings.model).name
                raise InputError("onnx_pictures", path=path, why=_first_line(error)) from error
        self._began = monotonic()

    def call(self, turn: int) -> None:
        """The calls of one round, each timed by itself."""
        calls, batches, name = self._settings.calls, self._batches, self._input
        first, last = calls * turn // ROUNDS, calls * (turn + 1) // ROUNDS
        run = self._session.run
        for i in range(first, last):
            batch = batches[i % len(batches)]
            before = perf_counter()
            run(None, {name: batch})
            self._call_ms.append((perf_counter() - before) * 1000)
        self._ended = monotonic()

    def result(self) -> VisionResult:
        settings, judged = self._settings, self._judged
        scores = self._all(self._session)
        accuracy = None if judged.labels is None else float((scores.argmax(1) == judged.labels).mean())
        agreement = largest = None
        if self._reference is not self._session:
            wanted = self._all(self._reference)
            agreement = float((scores.argmax(1) == wanted.argmax(1)).mean())
            largest = float(np.abs(scores - wanted).max())
        asked = self._session.get_providers()[0]
        # The runtime falls back to the processor without a word where a provider does not start.
        fell_back = () if asked == settings.provider else ("onnx_fell_back",)
        return VisionResult(
            settings=settings,
            began_s=self._began,
            ended_s=self._ended,
            call_ms=tuple(self._call_ms),
            load_ms=self._load_ms,
            size_bytes=self._path.stat().st_size,
            digest=hashlib.sha256(self._path.read_bytes()).hexdigest()[:16],
            runtime=self._version,
            pictures=len(judged.images),
            accuracy=accuracy,
            agreement=agreement,
            largest_error=largest,
            refusals=fell_back,
            notes=() if judged.labels is not None else ("no_labels",),
        )

    def _run(self, session: Any, batch: Floats) -> Floats:
        scores: Floats = np.asarray(session.run(None, {self._input: batch})[0]).reshape(len(batch), -1)
        return scores

    def _all(self, session: Any) -> Floats:
        """The scores of every judged picture."""
        step = self._settings.batch
        pieces = [self._run(session, batch) for batch in _batches(self._judged.images, step)]
        return np.concatenate(pieces)[: len(self._judged.images)]


def _runtime() -> Any:
    try:
        return import_module("onnxruntime")
    except ImportError as error:
        raise InputError("onnx_missing") from error


def _given(settings: VisionSettings, work: Path) -> Path:
    """The model as it was given, or built."""
    if settings.model != BUILT_IN:
        path = Path(settings.model).expanduser()
        if not path.is_file():
            raise InputError("onnx_no_model", path=settings.model)
        return path
    path = work / f"shapes-{settings.seed}.onnx"
    if not path.exists():
        try:
            build_shapes_model(path, settings.seed)
        except ImportError as error:
            raise InputError("onnx_missing") from error
    return path


def _open(runtime: Any, path: Path, settings: VisionSettings) -> tuple[Any, float]:
    """A session, and the ms that opening took. No provider beyond the one asked for is named to the runtime."""
    options = runtime.SessionOptions()
    options.log_severity_level = 4
    if settings.threads:
        options.intra_op_num_threads = settings.threads
        options.inter_op_num_threads = 1
    # Threads that wait in a loop would take their time from what is measured beside.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    before = perf_counter()
    try:
        session = runtime.InferenceSession(str(path), options, providers=[settings.provider])
    except Exception as error:  # the runtime's exceptions have no tree of their own
        raise InputError("onnx_unusable", path=path.name, why=_first_line(error)) from error
    if len(session.get_inputs()) != 1:
        raise InputError("onnx_inputs", path=path.name, count=len(session.get_inputs()))
    return session, (perf_counter() - before) * 1000


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:200]


def _pictures(settings: VisionSettings, session: Any, count: int, seed: int) -> Pictures:
    """Pictures for a model: those of the file, drawn ones for the built-in, else noise of its input's shape."""
    if settings.data is not None:
        return _loaded(settings.data)
    if settings.model == BUILT_IN:
        return draw_shapes(count, seed)
    shape = session.get_inputs()[0].shape
    if len(shape) != 4:
        raise InputError("onnx_shape", path=Path(settings.model).name, shape=str(shape))
    sides = [side if isinstance(side, int) and side > 0 else 224 for side in shape[1:]]
    sides[0] = shape[1] if isinstance(shape[1], int) and shape[1] > 0 else 3
    noise = np.random.default_rng(seed).random((min(count, 64), *sides), dtype=np.float32)
    return Pictures(noise, None)


def _loaded(name: str) -> Pictures:
    try:
        with np.load(Path(name).expanduser(), allow_pickle=False) as held:
            images: Any = np.asarray(held["images"], dtype=np.float32)
            labels = np.asarray(held["labels"], dtype=np.int64) if "labels" in held else None
    except (OSError, ValueError, KeyError) as error:
        raise InputError("onnx_data", path=name) from error
    if images.ndim != 4 or not len(images) or (labels is not None and labels.shape != (len(images),)):
        raise InputError("onnx_data", path=name)
    return Pictures(images, labels)


def _batches(images: Floats, size: int) -> list[Floats]:
    """The pictures in batches of one size; the last is filled up from the beginning."""
    filled = -len(images) % size
    whole = np.concatenate([images, np.resize(images, (filled, *images.shape[1:]))]) if filled else images
    return [np.ascontiguousarray(whole[i : i + size]) for i in range(0, len(whole), size)]


class _CalibrationFeed:
    """Batches of pictures as the quantiser asks for them, one by one and then None."""

    def __init__(self, name: str, batches: Sequence[Floats]) -> None:
        self._name = name
        self._left = iter(batches)

    def get_next(self) -> dict[str, Floats] | None:
        batch = next(self._left, None)
        return None if batch is None else {self._name: batch}


def _quantised(given: Path, settings: VisionSettings, work: Path) -> Path:
    """The model in INT8: weights by channel, activations by calibration (QDQ). Made once in ``work``."""
    digest = hashlib.sha256(given.read_bytes() + (settings.data or "").encode()).hexdigest()[:16]
    path = work / f"{given.stem}-{digest}-{settings.seed}.int8.onnx"
    if path.exists():
        return path
    try:
        import_module("onnx")
        quantization: Any = import_module("onnxruntime.quantization")
    except ImportError as error:
        raise InputError("onnx_missing") from error
    session, _ = _open(_runtime(), given, replace(settings, provider="CPUExecutionProvider"))
    name = str(session.get_inputs()[0].name)
    pictures = _pictures(settings, session, CALIBRATED, settings.seed + 104729).images[:CALIBRATED]

    feed = _CalibrationFeed(name, _batches(pictures, settings.batch))
    logging.disable(logging.WARNING)  # it recommends a step that these models do not need, on the root logger
    try:
        quantization.quantize_static(
            str(given),
            str(path),
            feed,
            quant_format=quantization.QuantFormat.QDQ,
            per_channel=True,
            activation_type=quantization.QuantType.QUInt8,
            weight_type=quantization.QuantType.QInt8,
        )
    except Exception as error:  # the quantiser's exceptions have no tree of their own
        path.unlink(missing_ok=True)
        raise InputError("onnx_unusable", path=given.name, why=_first_line(error)) from error
    finally:
        logging.disable(logging.NOTSET)
    return path
