"""Prompts of a wished length that no cache has seen, pictures of a wished size, arrivals of requests; all by seed."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from hashlib import sha256
from random import Random

__all__ = ["WORDS_PER_TOKEN", "arrival_times", "picture", "picture_base64", "prompt", "words_for"]

WORDS_PER_TOKEN = 0.75
"""Before the warm-up has told better: usual for English and byte-pair vocabularies."""
TASK = "Continue this list of words with many more."
_TEXT = """river stone garden window paper morning bridge letter music winter market table silver forest island engine
button candle farmer kitchen ladder mirror number orange pencil rabbit school ticket valley yellow animal bottle circle
doctor finger guitar hammer jacket lemon mountain needle ocean planet rocket summer tunnel violin wagon"""
_WORDS = tuple(_TEXT.split())


def prompt(nonce: str, index: int, words: int) -> str:
    """``words`` words or a few more. They follow from nonce and index, so that no two prompts share a head."""
    digest = sha256(f"{nonce}:{index}".encode()).hexdigest()
    chosen = Random(digest)
    fixed = 1 + len(TASK.split())
    return " ".join([digest[:12], *chosen.choices(_WORDS, k=max(1, words - fixed)), TASK])


def words_for(tokens: int, seen: list[tuple[int, int]]) -> int:
    """How many words make a prompt of ``tokens``, from (words, tokens) of earlier ones: a line through the shortest and
    the longest, or their ratio."""
    usable = sorted(pair for pair in seen if pair[1] > 0)
    if not usable:
        return max(1, round(tokens * WORDS_PER_TOKEN))
    (few, few_tokens), (many, many_tokens) = usable[0], usable[-1]
    if many > few and many_tokens > few_tokens:
        slope = (many_tokens - few_tokens) / (many - few)
        return max(1, round((tokens - few_tokens) / slope + few))
    return max(1, round(tokens * many / many_tokens))


def arrival_times(seed: int, rate_per_s: float, count: int) -> list[float]:
    """Seconds after the start of the arrivals of a Poisson process: gaps are exponential with mean 1 ÷ rate."""
    chance = Random(f"arrivals:{seed}")
    at, times = 0.0, list[float]()
    for _ in range(count):
        at += chance.expovariate(rate_per_s)
        times.append(at)
    return times


def picture(nonce: str, index: int, side: int) -> bytes:
    """A square PNG (8-bit RGB, PNG 1.2) of bands and blocks in colours by nonce and index: no two are the same."""
    chance = Random(f"{nonce}:{index}:picture")
    block = max(1, side // 8)
    rows = bytearray()
    for top in range(0, side, block):
        colours = [bytes(chance.randrange(256) for _ in range(3)) for _ in range(0, side, block)]
        line = b"\x00" + b"".join(colour * block for colour in colours)[: side * 3]
        rows += line * min(block, side - top)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _part(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    )


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture_base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")
