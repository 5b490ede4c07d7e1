"""The head of a GGUF file: what a model is, and how many bytes decoding one token reads of it.

Format: ggml's ``docs/gguf.md``, versions 2 and 3, little-endian. Only the head is read. A tensor's bytes are the
distance to the next one, so no table of quantisations is needed. Of one token decoded, everything is read but the table
of embeddings (one row of it, unless it serves as the output too) and the experts that are not chosen.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from roadweek.benchmarking.card import ModelCard

MAGIC: Final = b"GGUF"
MOST_KEYS, MOST_TENSORS, MOST_ITEMS, MOST_BYTES = 10_000, 100_000, 5_000_000, 64 * 2**20
"""Beyond these a head is damaged, or made to harm."""
_PLAIN: Final = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _LIST = 8, 9
_FILE_TYPES: Final = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M",
    13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS", 20: "IQ2_XS",
    21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S",
    29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16", 36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4_MOE",
}  # fmt: skip
"""``general.file_type`` (llama.cpp's ``llama_ftype``)."""

Value = str | int | float | bool | None
"""A value of the head; lists are not kept."""


class GgufError(ValueError):
    """Not a GGUF file, or one that ends or is damaged in its head."""


@dataclass(frozen=True, slots=True)
class GgufHead:
    """``tensors`` are the bytes of each tensor by its name."""

    values: dict[str, Value]
    tensors: dict[str, int]
    size_bytes: int

    def of_arch(self, name: str) -> Value:
        return self.values.get(f"{self.values.get('general.architecture')}.{name}")

    @property
    def read_bytes(self) -> int | None:
        """Bytes of weights that decoding one token reads; None where the head tells no experts in use."""
        total = sum(self.tensors.values())
        if "output.weight" in self.tensors:
            total -= self.tensors.get("token_embd.weight", 0)
        experts = sum(size for name, size in self.tensors.items() if "_exps." in name)
        if not experts:
            return total
        used, of = self.of_arch("expert_used_count"), self.of_arch("expert_count")
        if not isinstance(used, int) or not isinstance(of, int) or not 0 < used <= of:
            return None
        return total - experts + experts * used // of

    def card(self) -> ModelCard:
        """The model's card, as far as the head tells; its name is the head's, or None."""
        kind, context, name = (
            self.values.get("general.file_type"),
            self.of_arch("context_length"),
            self.values.get("general.name"),
        )
        moe = any("_exps." in each for each in self.tensors)
        return ModelCard(
            name=name if isinstance(name, str) and name else None,
            quantisation=_FILE_TYPES.get(kind) if isinstance(kind, int) else None,
            size_bytes=sum(self.tensors.values()),
            read_bytes=self.read_bytes,
            shape=("moe" if moe else "dense") if self.tensors else None,
            context=context if isinstance(context, int) else None,
        )


def read_gguf(path: Path) -> GgufHead:
    """The head of a file. Raises GgufError, and OSError where it cannot be read."""
    if not path.is_file():  # a pipe or a device would never end
        raise GgufError("not a file")
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            return _head(file, size)
        except (struct.error, UnicodeDecodeError, OverflowError, MemoryError) as error:
            raise GgufError(str(error)) from error


def _head(file: BinaryIO, size: int) -> GgufHead:
    if file.read(4) != MAGIC:
        raise GgufError("not GGUF")
    version, tensors, keys = struct.unpack("<IQQ", file.read(20))
    if version not in (2, 3) or keys > MOST_KEYS or tensors > MOST_TENSORS:
        raise GgufError("unknown version, or damaged")
    values: dict[str, Value] = {}
    for _ in range(keys):
        key = _text(file)
        values[key] = _value(file, _number(file, "I"))
    offsets: list[tuple[int, str]] = []
    for _ in range(tensors):
        name = _text(file)
        file.read(8 * _small(_number(file, "I"), 16))
        _number(file, "I")
        offsets.append((_number(file, "Q"), name))
    align = values.get("general.alignment") or 32
    if not isinstance(align, int) or align < 1:
        raise GgufError("damaged")
    start = -(-file.tell() // align) * align
    offsets.sort()
    ends = [*(offset for offset, _ in offsets[1:]), size - start]
    found = {name: end - offset for (offset, name), end in zip(offsets, ends, strict=True)} if offsets else {}
    if any(length < 0 for length in found.values()):
        raise GgufError("the file ends before its tensors")
    return GgufHead(values, found, size)


def _number(file: BinaryIO, kind: str) -> int:
    form = struct.Struct(f"<{kind}")
    return int(form.unpack(file.read(form.size))[0])


def _small(number: int, limit: int) -> int:
    if number > limit:
        raise GgufError("damaged")
    return number


def _text(file: BinaryIO) -> str:
    length = _small(_number(file, "Q"), MOST_BYTES)
    held = file.read(length)
    if len(held) < length:
        raise GgufError("ends in its head")
    return held.decode("utf-8", "replace")


def _value(file: BinaryIO, kind: int) -> Value:
    if kind == _TEXT:
        return _text(file)
    if kind == _LIST:
        inner, count = _number(file, "I"), _small(_number(file, "Q"), MOST_ITEMS)
        if inner == _LIST:
            raise GgufError("a list of lists")
        if inner == _TEXT:
            for _ in range(count):
                file.seek(_small(_number(file, "Q"), MOST_BYTES), 1)
        else:
            file.seek(count * struct.calcsize(f"<{_plain(inner)}"), 1)
        return None
    form = struct.Struct(f"<{_plain(kind)}")
    value: Value = form.unpack(file.read(form.size))[0]
    return value


def _plain(kind: int) -> str:
    if kind not in _PLAIN:
        raise GgufError("unknown type of value")
    return _PLAIN[kind]
