"""ONNX Runtime, for real: a small model is built, quantised, measured beside itself and judged by true labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roadweek.benchmarking.vision import Precision, VisionSettings
from roadweek.errors import InputError

np: Any = pytest.importorskip("numpy")
pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
pytest.importorskip("onnx", reason="the extra onnx is not installed")

from roadweek.inference.onnx_models import measure_vision  # noqa: E402
from roadweek.inference.vision_samples import CLASSES, build_shapes_model, draw_shapes  # noqa: E402

PRECISIONS: tuple[Precision, ...] = ("fp32", "int8")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the model is built once."""
    return tmp_path_factory.mktemp("models")


def test_fp32_and_int8_are_measured_in_turn_with_accuracy_beside_speed(work: Path) -> None:
    told: list[tuple[int, int]] = []
    variants = [VisionSettings(calls=60, warmup=2), VisionSettings(calls=60, warmup=2, precision="int8")]
    whole, small = measure_vision(variants, work, lambda done, of: told.append((done, of)))
    assert (len(whole.call_ms), len(small.call_ms)) == (60, 60)
    assert all(value > 0 for value in (*whole.call_ms, *small.call_ms))
    assert whole.accuracy is not None
    assert small.accuracy is not None
    assert whole.accuracy > 0.85
    assert small.accuracy > 0.8
    assert small.size_bytes < whole.size_bytes / 2
    assert (whole.agreement, whole.largest_error) == (None, None)
    assert small.agreement is not None
    assert small.agreement > 0.9
    assert small.largest_error is not None
    assert small.largest_error > 0
    assert whole.digest != small.digest
    assert told[-1] == (20, 20)
    # In turn: each began before the other had ended.
    assert max(whole.began_s, small.began_s) < min(whole.ended_s, small.ended_s)
    assert (whole.refusals, small.refusals) == ((), ())


def test_the_model_is_the_same_whenever_it_is_built(work: Path, tmp_path: Path) -> None:
    first, second = work / "one.onnx", tmp_path / "two.onnx"
    build_shapes_model(first, seed=3)
    build_shapes_model(second, seed=3)
    assert first.read_bytes() == second.read_bytes()


def test_drawn_pictures_have_every_label_and_follow_their_seed() -> None:
    one, again, other = draw_shapes(200, 1), draw_shapes(200, 1), draw_shapes(200, 2)
    assert one.labels is not None
    assert set(one.labels) == set(range(len(CLASSES)))
    assert (one.images == again.images).all()
    assert not (one.images == other.images).all()


def test_own_pictures_judge_and_calibrate_and_a_batch_is_one_call(work: Path, tmp_path: Path) -> None:
    drawn = draw_shapes(30, 11)
    np.savez(tmp_path / "own.npz", images=drawn.images, labels=drawn.labels)
    settings = VisionSettings(data=str(tmp_path / "own.npz"), batch=8, calls=20, warmup=1)
    (found,) = measure_vision([settings], work)
    assert found.pictures == 30
    assert found.accuracy is not None
    figures = found.figures()
    assert figures["images_per_s"] == pytest.approx(8 * 1000 * 20 / sum(found.call_ms))


def test_own_model_without_labels_has_an_agreement_and_no_accuracy(work: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.onnx"
    build_shapes_model(path, seed=5)
    variants = [VisionSettings(model=str(path), precision=p, calls=20, warmup=1) for p in PRECISIONS]
    whole, small = measure_vision(variants, work)
    assert (whole.accuracy, small.accuracy) == (None, None)
    assert small.agreement is not None
    assert "no_labels" in whole.notes


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        (VisionSettings(model="/nowhere/at/all.onnx"), "all.onnx"),
        (VisionSettings(provider="NoSuchExecutionProvider"), "CPUExecutionProvider"),
        (VisionSettings(data="/nowhere/at/all.npz"), "all.npz"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(work: Path, settings: VisionSettings, word: str) -> None:
    with pytest.raises(InputError) as told:
        measure_vision([settings], work)
    assert word in told.value.text("en")


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x0a\x12\x00" * 40])
@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_a_broken_model_is_refused_in_words(work: Path, tmp_path: Path, content: bytes, precision: Any) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    with pytest.raises(InputError) as told:
        measure_vision([VisionSettings(model=str(path), precision=precision)], work)
    assert "broken.onnx" in told.value.text("zh")
    assert not list(work.glob("broken*.int8.onnx"))


@pytest.mark.parametrize(
    "held", [{"images": [[1.0]]}, {"pictures": [1]}, {"images": [[[[1.0]]]], "labels": [1, 2]}, {"images": "text"}]
)
def test_data_that_are_no_pictures_are_refused(work: Path, tmp_path: Path, held: dict[str, Any]) -> None:
    np.savez(tmp_path / "odd.npz", **{name: np.array(value) for name, value in held.items()})
    with pytest.raises(InputError) as told:
        measure_vision([VisionSettings(data=str(tmp_path / "odd.npz"))], work)
    assert "odd.npz" in told.value.text("en")


def test_pictures_that_a_model_does_not_take_are_refused(work: Path, tmp_path: Path) -> None:
    np.savez(tmp_path / "large.npz", images=np.zeros((4, 3, 8, 8), dtype=np.float32))
    with pytest.raises(InputError) as told:
        measure_vision([VisionSettings(data=str(tmp_path / "large.npz"), calls=5, warmup=1)], work)
    assert "large.npz" in told.value.text("en")
