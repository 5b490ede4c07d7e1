"""Modules and boards with the memory bandwidth that their makers publish.

``bandwidth_gb_s`` is in 10**9 bytes a second at ``emc_mhz``, the memory's clock behind the figure (the data rate is
twice it). ``told_by`` says whose figure it is: ``published`` in a data sheet, or ``reckoned`` here from a published
width and rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Module:
    """``parts`` are the part numbers by which firmware names it, ``boards`` words of the board's name."""

    name: str
    bandwidth_gb_s: float
    emc_mhz: float | None
    source: str
    told_by: Literal["published", "reckoned"] = "published"
    parts: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    memory_gib: int | None = None


_ORIN = "NVIDIA Jetson Orin series data sheets"
_SUPER = "NVIDIA Jetson Orin Nano Super developer kit, product page (December 2024)"
_XAVIER = "NVIDIA Jetson Xavier series data sheets"
_PI5 = "Raspberry Pi 5 product brief: LPDDR4X-4267, 32 bits wide"
_PI4 = "Raspberry Pi 4 Model B data sheet: LPDDR4-3200, 32 bits wide"

MODULES: Final[Mapping[str, Module]] = {
    "thor-t5000": Module("Jetson T5000", 273, 4266, "NVIDIA Jetson Thor data sheet", parts=("p3834-0008",)),
    "agx-orin-64gb": Module("Jetson AGX Orin 64GB", 204.8, 3200, _ORIN, parts=("p3701-0005",), memory_gib=64),
    "agx-orin-32gb": Module(
        "Jetson AGX Orin 32GB", 204.8, 3200, _ORIN, parts=("p3701-0004", "p3701-0000"), memory_gib=32
    ),
    "orin-nx-16gb": Module("Jetson Orin NX 16GB", 102.4, 3200, _ORIN, parts=("p3767-0000",), memory_gib=16),
    "orin-nx-8gb": Module("Jetson Orin NX 8GB", 102.4, 3200, _ORIN, parts=("p3767-0001",), memory_gib=8),
    "orin-nano-8gb": Module(
        "Jetson Orin Nano 8GB", 102, 3199, _SUPER, parts=("p3767-0003", "p3767-0005"), memory_gib=8
    ),
    "orin-nano-4gb": Module("Jetson Orin Nano 4GB", 51, 3199, _SUPER, parts=("p3767-0004",), memory_gib=4),
    "agx-xavier": Module("Jetson AGX Xavier", 136.5, 2133, _XAVIER, parts=("p2888-0001", "p2888-0004", "p2888-0005")),
    "xavier-nx": Module("Jetson Xavier NX", 59.7, 1866, _XAVIER, parts=("p3668-0000", "p3668-0001", "p3668-0003")),
    "tx2": Module("Jetson TX2", 59.7, 1866, "NVIDIA Jetson TX2 data sheet", parts=("p3310-1000", "p3310")),
    "nano": Module(
        "Jetson Nano", 25.6, 1600, "NVIDIA Jetson Nano data sheet", parts=("p3448-0000", "p3448-0002", "p3448-0003")
    ),
    "pi-5": Module("Raspberry Pi 5", 17.1, None, _PI5, "reckoned", boards=("Raspberry Pi 5", "Compute Module 5")),
    "pi-500": Module("Raspberry Pi 500", 17.1, None, _PI5, "reckoned", boards=("Raspberry Pi 500",)),
    "pi-4": Module("Raspberry Pi 4", 12.8, None, _PI4, "reckoned", boards=("Raspberry Pi 4", "Compute Module 4")),
    "pi-400": Module("Raspberry Pi 400", 12.8, None, _PI4, "reckoned", boards=("Raspberry Pi 400",)),
}
"""The Orin Nano's figure is that of its Super modes; in the 7 W and 15 W modes its memory runs at 2133 MHz: 68 GB/s."""


def module_of(compatible: str, board: str, memory_bytes: int | None = None) -> str | None:
    """The key of a module from the device tree's ``compatible`` and ``model``; None where it is not in the table.

    A part number that two sizes share is told apart by ``memory_bytes``, and left open without it.
    """
    text = compatible.replace("\0", " ").casefold()
    found = [key for key, module in MODULES.items() if any(part in text for part in module.parts)]
    if not found:
        # The longest name first: "Raspberry Pi 500" also begins like "Raspberry Pi 5".
        named = [(len(words), key) for key, module in MODULES.items() for words in module.boards if words in board]
        return max(named)[1] if named else None
    # A carrier's tree may be flashed under another module: where the board's own name disagrees, nothing is claimed.
    found = [key for key in found if _agrees(MODULES[key].name, board)]
    if len(found) == 1:
        return found[0]
    fitting = [key for key in found if memory_bytes and _holds(MODULES[key], memory_bytes)]
    return fitting[0] if len(fitting) == 1 else None


def _holds(module: Module, memory_bytes: int) -> bool:
    """Whether what the system sees can be the module's memory: firmware keeps up to a quarter for itself."""
    return module.memory_gib is not None and 0.75 <= memory_bytes / (module.memory_gib * 2**30) <= 1.0


def _agrees(name: str, board: str) -> bool:
    families = ("Orin Nano", "Orin NX", "AGX Orin", "AGX Xavier", "Xavier NX")
    said = [family for family in families if family in board]
    return not said or any(family in name for family in said)
