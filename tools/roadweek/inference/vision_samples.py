"""A small model of pictures with true labels: drawn shapes, a fixed stack of convolutions, a head fitted to them.

It is built here so that a speed can be shown beside an accuracy that means something, with nothing to download. The
convolutions are drawn by chance (seeded) and stay; the head is a ridge regression on what they see, so that building
takes a second and gives the same model each time. Needs numpy and, to write the file, ``onnx`` (the extra ``onnx``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

CLASSES = ("disc", "square", "ring", "cross", "stripes")
SIDE = 32
CHANNELS = (16, 32, 64)
IR_VERSION, OPSET = 10, 17
TRAINED, RIDGE = 1500, 100.0

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pictures:
    """``images`` (n, channels, height, width) as float32, and ``labels`` (n), or None where nobody knows them."""

    images: Floats
    labels: npt.NDArray[np.int64] | None


def draw_shapes(count: int, seed: int) -> Pictures:
    """Grey shapes of changing place, size and strength, in noise."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, len(CLASSES), count)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    images = rng.normal(0.0, 0.2, (count, 1, SIDE, SIDE)).astype(np.float32)
    for i, label in enumerate(labels):
        top, left, size = rng.uniform(14, 18), rng.uniform(14, 18), rng.uniform(6, 10)
        images[i, 0] += rng.uniform(0.7, 1.3) * _shape(int(label), rows - top, columns - left, size)
    return Pictures(images, labels.astype(np.int64))


def _shape(label: int, down: Floats, right: Floats, size: float) -> Floats:
    apart = np.hypot(down, right)
    inside = (np.abs(down) < size) & (np.abs(right) < size)
    drawn: Any = (
        apart < size,
        inside,
        (apart < size) & (apart > 0.6 * size),
        inside & ((np.abs(down) < 0.25 * size) | (np.abs(right) < 0.25 * size)),
        inside & (np.floor(down / 2) % 2 == 0),
    )[label]
    shape: Floats = drawn.astype(np.float32)
    return shape


def build_shapes_model(path: Path, seed: int = 0) -> None:
    """Write the model to ``path``: pictures in as ``image`` (n, 1, 32, 32), a score a class out as ``scores``."""
    onnx: Any = import_module("onnx")
    helper, real = onnx.helper, onnx.TensorProto.FLOAT

    kernels = _kernels(seed)
    seen = draw_shapes(TRAINED, seed + 1)
    assert seen.labels is not None
    features = _features(seen.images, kernels)
    mean, spread = features.mean(0), features.std(0) + 1e-6
    scaled = np.hstack([(features - mean) / spread, np.ones((TRAINED, 1))])
    wanted = np.eye(len(CLASSES))[seen.labels]
    head = np.linalg.solve(scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1]), scaled.T @ wanted)
    weights = (head[:-1] / spread[:, None]).astype(np.float32)
    bias = (head[-1] - (mean / spread) @ head[:-1]).astype(np.float32)

    nodes: list[Any] = []
    held: list[Any] = []
    last = "image"
    for i, kernel in enumerate(kernels):
        held.append(helper.make_tensor(f"k{i}", real, kernel.shape, kernel.ravel()))
        nodes.append(helper.make_node("Conv", [last, f"k{i}"], [f"c{i}"], pads=[1, 1, 1, 1], strides=[2, 2]))
        nodes.append(helper.make_node("Relu", [f"c{i}"], [f"r{i}"]))
        last = f"r{i}"
    nodes.append(helper.make_node("Flatten", [last], ["flat"], axis=1))
    held.append(helper.make_tensor("w", real, weights.shape, weights.ravel()))
    held.append(helper.make_tensor("b", real, bias.shape, bias))
    nodes.append(helper.make_node("Gemm", ["flat", "w", "b"], ["scores"]))
    graph = helper.make_graph(
        nodes,
        "shapes",
        [helper.make_tensor_value_info("image", real, ["n", 1, SIDE, SIDE])],
        [helper.make_tensor_value_info("scores", real, ["n", len(CLASSES)])],
        held,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="roadweek")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _kernels(seed: int) -> list[Floats]:
    """3 × 3 kernels of each layer, scaled so that activity neither dies nor grows (He et al. 2015)."""
    rng = np.random.default_rng(seed)
    depths = (1, *CHANNELS)
    return [
        rng.normal(0, (2 / (depth * 9)) ** 0.5, (wide, depth, 3, 3)).astype(np.float32)
        for depth, wide in pairwise(depths)
    ]


def _features(images: Floats, kernels: list[Floats]) -> npt.NDArray[np.float64]:
    """What the stack sees, by numpy: stride 2, padding 1, and what is below nought cut off."""
    held: Any = images
    for kernel in kernels:
        padded = np.pad(held, ((0, 0), (0, 0), (1, 1), (1, 1)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))[:, :, ::2, ::2]
        held = np.maximum(np.einsum("nchwij,ocij->nohw", windows, kernel, optimize=True), 0)
    seen: npt.NDArray[np.float64] = held.reshape(len(held), -1).astype(np.float64)
    return seen
