"""Places by the names that people and producers write: cities, airports and stations, each with its zone.

The tables are texts made from GeoNames and airportsdata (see ``NOTICE`` beside them). They are read when an event first
speaks of travelling, and searched as text: indexing them would cost more than all the look-ups of a sync.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from roadweek.calendars.trips.called import COUNTRIES, HUBS, PROVINCES, REGIONS

__all__ = ["AIRPORTS", "CITIES", "GeoPlace", "airport", "folded", "leading", "namesake", "near", "place", "within"]

CITIES = Path(__file__).with_name("cities.txt")
AIRPORTS = Path(__file__).with_name("airports.txt")
_WORDS = 4
"""So many words a city's name has at most."""
_HAN = 5
_OUTWEIGHS = 4
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_NO_NAME = re.compile(r"[\d()\[\]{}:;!?#@&+=<>→|\t\"]")
"""No place is called with these, so that the table need not be searched."""
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class GeoPlace:
    """``name`` is the city's in the table, ``written`` as the event has it."""

    name: str
    zone: str
    country: str
    written: str
    size: int = 0
    """Thousands of people; 0 where it is not known."""
    point: str = ""
    """Latitude and longitude in degrees, where they are known."""

    def same(self, other: GeoPlace | None) -> bool:
        return other is not None and (self.name, self.zone) == (other.name, other.zone)

    def beside(self, other: GeoPlace | None) -> bool:
        """Whether two places are within some 100 km: a hotel in the next town is of the same trip."""
        if other is None or not self.point or not other.point:
            return self.same(other)
        (north, east), (other_north, other_east) = (map(float, one.point.split()) for one in (self, other))
        return abs(north - other_north) < 0.9 and abs(east - other_east) < 1.3


def folded(text: str) -> str:
    """A name as it is compared: no case, no accents on Latin letters, one space between words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text and text[0] < "\u0250":
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.replace("\u2019", "'").replace("ø", "o").replace("ł", "l")
    return " ".join(text.split())


_REGION = 1000


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[str, str]]:
    return {folded(one): (zone, country) for zone, country, names in REGIONS for one in names.split("|")}


@lru_cache(maxsize=1)
def _cities() -> str:
    return CITIES.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _airports() -> dict[str, list[str]]:
    rows = (line.split("\t") for line in AIRPORTS.read_text(encoding="utf-8").splitlines())
    return {row[0]: row for row in rows}


@lru_cache(maxsize=1)
def _hubs() -> dict[str, str]:
    return {folded(one): city for city, names in HUBS.items() for one in names.split("|")}


@lru_cache(maxsize=4096)
def _city(name: str) -> tuple[str, str, str, int, str] | None:
    """The largest city of that folded name: name, zone, country, thousands of people, point."""
    if len(name) < 2 or _NO_NAME.search(name):
        return None
    table = _cities()
    at, own = table.find(f"|{name}|"), table.find(f"\t|{name}|")
    if at < 0:
        return None
    best = _line(table, at)
    # a town that is called so before a city that was, once or elsewhere
    if own >= 0 and _OUTWEIGHS * (called := _line(table, own + 1))[3] >= best[3]:
        return called
    return best


def _line(table: str, at: int) -> tuple[str, str, str, int, str]:
    name, zone, country, size, point = table[table.rfind("\n", 0, at) + 1 : at].split("\t")[:5]
    return name, zone, country, int(size), point


def place(name: str) -> GeoPlace | None:
    """The place that is called exactly so."""
    name = name.strip(" .,;:()[]·-–—")
    key = folded(name)
    if key in (regions := _regions()):
        zone, country = regions[key]
        return GeoPlace(_shown(name), zone, country, _shown(name), _REGION)
    found = _city(key)
    if found is None and "\u0430" <= key[-1:] <= "\u044f":
        bases = (key[:-1] + "а", key[:-1], key[:-1] + "ь")  # in Russian a place stands in another case after "in"
        found = next((one for base in bases if (one := _city(base)) is not None), None)
    if found is None and (city := _hubs().get(key)):
        found = _city(folded(city))
        name = found[0] if found else name
    if found is None:
        return None
    return GeoPlace(found[0], found[1], found[2], _shown(name), found[3], found[4])


def namesake(found: GeoPlace, *, zone: str | None = None, country: str | None = None) -> GeoPlace:
    """Another place of the same name in a zone or a country, where there is one of some size; else ``found``."""
    key, table, at = f"|{folded(found.written)}|", _cities(), 0
    while (at := table.find(key, at)) >= 0:
        name, its_zone, its_country, size, point, _ = table[table.rfind("\n", 0, at) + 1 : at].split("\t")
        if int(size) >= 50 and (its_zone == zone or its_country == country):
            return GeoPlace(name, its_zone, its_country, found.written, int(size), point)
        at += 1
    return found


def airport(code: str) -> GeoPlace | None:
    """The city of an airport by its IATA code."""
    row = _airports().get(code)
    if row is None:
        return None
    city = row[1].split(",")[-1].strip() or row[4]
    known = _city(folded(city))
    if known is not None and known[1] == row[2]:
        return GeoPlace(known[0], known[1], known[2], city, known[3], known[4])
    return GeoPlace(city, row[2], row[3], city)


def leading(text: str) -> GeoPlace | None:
    """The place that a text begins with, the longest name first: "Paris Gare de Lyon", "上海虹桥", "Gatwick"."""
    text = text.strip(" .,;:·-–—→'\"")
    if not text:
        return None
    if _CJK.match(text):
        return _leading_cjk(text)
    # a name is written with its own hyphens, or a station stands behind one
    text = re.sub(r"\(.*?\)", " ", text).strip() or text
    for joined in (text, re.sub(r"[-/]", " ", text)):
        words = joined.split()
        for count in range(min(_WORDS, len(words)), 0, -1):
            name = " ".join(words[:count]).rstrip(".,;:/")
            if not name[:1].isupper() and not name[:1].isdigit() and not _capital(name):
                continue
            if (found := place(name)) is not None:
                return found
    return airport(text[:3]) if _CODE.fullmatch(text.split()[0]) else None


def _capital(name: str) -> bool:
    """Whether a small first letter is of a name all the same: "d'Orsay" is, "main" is not."""
    return name[:2] in ("l'", "d'")


def _leading_cjk(text: str) -> GeoPlace | None:
    run = re.match(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3・ー]+", text)
    name = run[0] if run else ""
    longest = len(name) if re.match(r"[\u30a0-\u30ff]", name) else min(_HAN, len(name))
    for count in range(longest, 1, -1):
        if (found := place(name[:count])) is not None and found.size >= (15 if count > 2 else 50):
            return found
    return None


def within(text: str) -> GeoPlace | None:
    """The place of an address: its parts are tried from the last to the first, past the country and the postal code."""
    parts = [part for part in re.split(r"[,，;\n·]| - ", text) if part.strip()]
    for part in reversed(parts):
        bare = re.sub(r"\b[A-Z]{0,2}-?\d[\d-]*\b|\([^)]*\)", " ", part).strip()
        if (code := re.search(r"\(([A-Z]{3})\)", part)) and (found := airport(code[1])) is not None:
            return found
        if not bare:
            continue
        if _CJK.search(bare):
            if (found := _within_cjk(bare)) is not None:
                return found
            continue
        if (found := place(bare)) is not None and not (len(parts) > 1 and _is_country(bare)):
            return found
        if not _is_country(bare) and (found := leading(bare)) is not None and found.size >= 100:
            return found
    return _town(parts)


def _town(parts: list[str]) -> GeoPlace | None:
    """A town that no table has, where a country of one zone, a state or a province stands behind it."""
    bare = [re.sub(r"\b[A-Z]?-?\d[\d-]*\b", " ", part).strip(" .") for part in parts]
    while bare and _is_country(bare[-1]) and folded(bare[-1]) not in _regions():
        bare.pop()
    if len(bare) < 2 or not re.fullmatch(r"[^\W\d_][^\d]{1,40}", bare[-2]):
        return None
    key = folded(bare[-1])
    zone, country = _regions().get(key) or (PROVINCES.get(key), "")
    # a short form counts in capitals alone: "OR" is a state, "or" is a word
    if zone is None or (len(key) <= 3 and not bare[-1].isupper()):
        return None
    return GeoPlace(bare[-2], zone, country, bare[-2])


_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:省|自治区|県|府)")


def _within_cjk(text: str) -> GeoPlace | None:
    """Han addresses go from the large to the small: the city is what stands before 市, or the first that is one."""
    text = _PROVINCE.sub("", text.replace(" ", ""))
    if (city := re.match(r"([\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,5}?)[市都]", text)) and (
        found := place(city[1])
    ):
        return found
    return leading(text)


def _is_country(name: str) -> bool:
    return folded(name) in COUNTRIES


def near(latitude: float, longitude: float) -> GeoPlace | None:
    """The largest city within about 40 km of a point."""
    for line in _cities().splitlines():
        name, zone, country, size, point, _ = line.split("\t")
        south, west = point.split()
        if abs(float(south) - latitude) < 0.36 and abs(float(west) - longitude) < 0.36:
            return GeoPlace(name, zone, country, name, int(size), point)
    return None


def _shown(name: str) -> str:
    return name.title() if name.isupper() and name.isascii() and len(name) > 3 else name
