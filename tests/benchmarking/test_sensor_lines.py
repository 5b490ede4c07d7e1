"""Lines of a device's own tools. They are written here by hand in the tools' documented shapes; none is a recording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadweek.benchmarking.sensor_lines import (
    read_jetson_stats,
    read_pi_clock,
    read_pi_heat,
    read_pmic,
    read_tegrastats,
    read_throttled,
)

NANO = (
    "RAM 2101/3956MB (lfb 12x4MB) SWAP 14/1978MB (cached 0MB) CPU [22%@1479,18%@1479,off,7%@921] EMC_FREQ 11%@1600 "
    "GR3D_FREQ 63%@921 PLL@38C CPU@40.5C PMIC@100C GPU@39C AO@44C thermal@39.75C "
    "POM_5V_IN 6120/4890 POM_5V_GPU 1730/900 POM_5V_CPU 1010/800"
)
ORIN = (
    "11-20-2026 09:15:02 RAM 5210/7620MB (lfb 5x4MB) SWAP 0/3810MB (cached 0MB) "
    "CPU [31%@1510,28%@1510,0%@1510,4%@1510,off,off] EMC_FREQ 57%@2133 GR3D_FREQ 98%@[611,611] "
    "cpu@54.281C soc2@53.5C tj@56.093C cv0@-256C gpu@56.093C "
    "VDD_IN 13240mW/12810mW VDD_CPU_GPU_CV 6015mW/5800mW VDD_SOC 2720mW/2690mW"
)
THOR = (
    "12-01-2026 10:00:00 RAM 9000/125771MB (lfb 3x4MB) CPU [2%,off,9%]@2601 EMC_FREQ @4266 "
    "GR3D_FREQ @[1575,1575,0] gpu@47.5C/49.1C tj@50.25C/52C "
    "VDD_GPU 22500mW/9000mW/30000mW VIN 61250mW/40000mW/90000mW"
)
AGX = (
    "GR3D_FREQ 12% VDD_GPU_SOC 4000mW/3900mW VDD_CPU_CV 1600mW/1500mW "
    "VIN_SYS_5V0 3200mW/3100mW VDDQ_VDD2_1V8AO 800mW/800mW"
)


def test_an_older_line_gives_loads_clocks_heat_and_the_input() -> None:
    found = read_tegrastats(NANO)
    assert found["gpu_share"] == 0.63
    assert found["gpu_mhz"] == 921
    assert found["emc_share"] == 0.11
    assert found["cpu_share"] == pytest.approx((22 + 18 + 7) / 3 / 100)
    assert found["cpu_mhz"] == 1479
    assert (found["memory_used_mib"], found["swap_used_mib"]) == (2101, 14)
    assert found["cpu_temp_c"] == 40.5
    assert "pmic_temp_c" not in found
    assert (found["power_in_w"], found["power_pom_5v_gpu_w"]) == (6.12, 1.73)
    assert "power_rails_w" not in found


def test_an_orins_line_has_several_clocks_and_zones_that_are_off() -> None:
    found = read_tegrastats(ORIN)
    assert (found["gpu_share"], found["gpu_mhz"]) == (0.98, 611)
    assert (found["power_in_w"], found["power_vdd_cpu_gpu_cv_w"]) == (13.24, 6.015)
    assert "cv0_temp_c" not in found
    assert found["tj_temp_c"] == 56.093


def test_a_thors_line_has_a_clock_without_a_load_and_three_powers() -> None:
    found = read_tegrastats(THOR)
    assert found["gpu_mhz"] == 1575
    assert "gpu_share" not in found
    assert found["emc_mhz"] == 4266
    assert (found["power_in_w"], found["power_vdd_gpu_w"]) == (61.25, 22.5)
    assert found["gpu_temp_c"] == 47.5


def test_without_an_input_rail_a_sum_is_called_a_sum_and_counts_no_rail_twice() -> None:
    found = read_tegrastats(AGX)
    assert found["power_rails_w"] == pytest.approx(8.8)
    assert "power_in_w" not in found
    assert found["power_vddq_vdd2_1v8ao_w"] == 0.8


@pytest.mark.parametrize(
    ("shape", "share", "mhz"),
    [
        ("GR3D_FREQ 45%", 0.45, None),
        ("GR3D_FREQ 45%@1300", 0.45, 1300),
        ("GR3D_FREQ 45%@[1300,1290]", 0.45, 1300),
        ("GR3D_FREQ @[1300, 1290,off]", None, 1300),
        ("GR3D_FREQ @[N/A,off]", None, None),
        ("GR3D_FREQ 45%@N/A", None, None),
        ("GR3D_FREQ 145%@1300", None, 1300),
        ("GR3D_FREQ", None, None),
        ("GR3D_FREQ off", None, None),
        ("GR3D2_FREQ 45%@1300", None, None),
    ],
)
def test_the_shapes_of_the_graphics_load(shape: str, share: float | None, mhz: float | None) -> None:
    for line in (shape, f"RAM 10/20MB {shape} AO@40C"):
        found = read_tegrastats(line)
        assert found.get("gpu_share") == share
        assert found.get("gpu_mhz") == mhz


@pytest.mark.parametrize("line", [NANO, ORIN, THOR, AGX])
def test_a_line_that_is_cut_loses_only_its_end(line: str) -> None:
    whole = read_tegrastats(line)
    rails = {name for name in whole if name.startswith("power_rails")}
    for cut in range(len(line)):
        part = read_tegrastats(line[:cut])
        # A number that is cut short is another number: only the piece at the cut may differ from the whole line's.
        differing = [name for name in part.keys() - rails if part[name] != whole.get(name)]
        assert len(differing) <= 1, (line[:cut], differing)


@given(st.text(max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    assert all(isinstance(value, float) for value in read_tegrastats(text).values())
    read_pmic(text)
    read_throttled(text)
    read_pi_heat(text)
    read_pi_clock(text)


PMIC = """\
   3V7_WL_SW_A current(0)=0.08000000A
   3V3_SYS_A current(1)=0.10000000A
  VDD_CORE_A current(7)=2.50000000A
 3V7_WL_SW_V volt(8)=3.70000000V
   3V3_SYS_V volt(9)=3.30000000V
  VDD_CORE_V volt(15)=0.80000000V
     EXT5V_V volt(24)=5.10000000V
      BATT_V volt(25)=0.00200000V
"""


def test_the_pis_regulators_are_summed_and_its_input_is_not_among_them() -> None:
    found = read_pmic(PMIC)
    assert found["power_rails_w"] == pytest.approx(0.08 * 3.7 + 0.1 * 3.3 + 2.5 * 0.8)
    assert found["power_vdd_core_w"] == pytest.approx(2.0)
    assert not any("ext5v" in name or "batt" in name for name in found)


@pytest.mark.parametrize(
    "text",
    ["", "error=1 error_msg=\"Command not registered\"", PMIC.replace("VDD_CORE_V volt(15)=0.80000000V\n", ""),
     "VDD_CORE_A current(7)=2.5V\nVDD_CORE_V volt(15)=0.8V"],
)  # fmt: skip
def test_half_of_a_pis_answer_is_no_power(text: str) -> None:
    assert read_pmic(text) == {}


@pytest.mark.parametrize(
    ("text", "now", "ever"),
    [
        ("throttled=0x0", (), ()),
        ("throttled=0x50005\n", ("undervoltage", "thermal"), ("undervoltage", "thermal")),
        ("throttled=0xe0008", ("soft_thermal",), ("clock_cap", "thermal", "soft_thermal")),
    ],
)
def test_the_pis_bits_say_what_holds_now_and_what_did(text: str, now: tuple[str, ...], ever: tuple[str, ...]) -> None:
    found = read_throttled(text)
    assert found is not None
    assert (found.now, found.since_boot) == (now, ever)


@pytest.mark.parametrize("text", ["", "throttled=", "throttled=0xzz", "VCHI initialization failed", "0x0"])
def test_what_is_not_the_pis_bits_is_nothing(text: str) -> None:
    assert read_throttled(text) is None


def test_a_pis_heat_and_clock() -> None:
    assert read_pi_heat("temp=61.4'C\n") == 61.4
    assert read_pi_heat("temp=61,4'C\n") == 61.4
    assert read_pi_heat("temp=N/A") is None
    assert read_pi_clock("frequency(0)=2400033792\n") == pytest.approx(2400.03, abs=0.01)
    assert read_pi_clock("frequency(0)=") is None


def test_jetson_stats_gives_the_same_channels() -> None:
    document: dict[str, object] = {
        "power": {"rail": {"VDD_IN": {"power": 9100}, "VDD_SOC": {"power": 2100}, "odd": "x"},
                  "tot": {"name": "VDD_IN", "power": 9100}},
        "temperature": {"cpu": {"temp": 51.2, "online": True}, "cv0": {"temp": -256, "online": False}, "x": None},
        "gpu": {"gpu": {"status": {"load": 88.0}, "freq": {"cur": 918000}}},
        "memory": {"RAM": {"used": 2_097_152, "tot": 8_000_000}, "EMC": {"cur": 2133000}},
    }  # fmt: skip
    assert read_jetson_stats(document) == {
        "power_in_w": 9.1, "power_vdd_soc_w": 2.1, "cpu_temp_c": 51.2, "gpu_share": 0.88, "gpu_mhz": 918.0,
        "memory_used_mib": 2048.0, "emc_mhz": 2133.0,
    }  # fmt: skip


def test_jetson_stats_total_without_a_rails_name_is_a_sum() -> None:
    document: dict[str, object] = {"power": {"rail": {}, "tot": {"power": 5000}}}
    assert read_jetson_stats(document) == {"power_rails_w": 5.0}


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                    lambda inner: st.dictionaries(st.sampled_from(["power", "rail", "tot", "gpu", "status", "load",
                                                                   "memory", "RAM", "used", "temperature", "temp"]),
                                                  inner, max_size=4), max_leaves=12))  # fmt: skip
def test_no_document_breaks_the_reader(document: object) -> None:
    found: dict[str, object] = {"power": document, "temperature": document, "gpu": document, "memory": document}
    assert all(isinstance(value, float) for value in read_jetson_stats(found).values())
