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

__all__ = ["AIRPORTS", "CITIES", "Place", "airport", "folded", "leading", "namesake", "near", "place", "within"]

CITIES = Path(__file__).with_name("cities.txt")
AIRPORTS = Path(__file__).with_name("airports.txt")
_WORDS = 4
"""So many words a city's name has at most."""
_HAN = 5
_OUTWEIGHS = 4
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_CODE = re.compile(r"[A-Z]{3}")
_HUBS = {
    "Shanghai": "虹桥|浦东|hongqiao|pudong",
    "Beijing": "首都机场|首都国际机场|大兴机场|大兴国际机场|北京大兴|daxing",
    "Shenzhen": "宝安机场|bao'an",
    "Guangzhou": "白云机场|baiyun",
    "Chengdu": "双流机场|天府机场|tianfu|shuangliu",
    "Tokyo": "羽田|羽田空港|成田|成田空港|東京駅|haneda|narita",
    "Osaka": "関西|関空|関西空港|伊丹|伊丹空港|新大阪|kansai|itami",
    "Nagoya": "中部国際空港|セントレア",
    "London": "heathrow|gatwick|stansted|luton|st pancras|euston|king's cross|paddington",
    "Paris": "charles de gaulle|orly|roissy|gare de lyon|gare du nord|montparnasse",
    "New York City": "jfk|laguardia|newark|penn station",
    "Milan": "malpensa|linate",
    "Rome": "fiumicino|ciampino",
    "Amsterdam": "schiphol",
    "Singapore": "changi",
    "Seoul": "incheon|gimpo|仁川",
    "Taipei": "桃园机场|桃園機場",
    "Bangkok": "suvarnabhumi|don mueang",
    "Istanbul": "sabiha gokcen",
    "Chicago": "o'hare",
}
"""Airports and stations that are called without their city."""


@dataclass(frozen=True)
class Place:
    """``name`` is the city's in the table, ``written`` as the event has it."""

    name: str
    zone: str
    country: str
    written: str
    size: int = 0
    """Thousands of people; 0 where it is not known."""
    point: str = ""
    """Latitude and longitude in degrees, where they are known."""

    def same(self, other: Place | None) -> bool:
        return other is not None and (self.name, self.zone) == (other.name, other.zone)

    def beside(self, other: Place | None) -> bool:
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
_REGIONS = (
    ("Asia/Tokyo", "JP", "japan|日本|japon|hokkaido|北海道|okinawa|沖縄|冲绳|kyushu|九州"),
    ("Asia/Seoul", "KR", "south korea|korea|韩国|韓国|südkorea|corée|济州岛|jeju"),
    ("Asia/Bangkok", "TH", "thailand|泰国|thaïlande|tailandia|phuket|普吉岛|普吉"),
    ("Asia/Ho_Chi_Minh", "VN", "vietnam|越南|viêt nam"),
    ("Asia/Kuala_Lumpur", "MY", "malaysia|马来西亚|malaisie"),
    ("Asia/Makassar", "ID", "bali|巴厘岛"),
    ("Asia/Manila", "PH", "philippines|菲律宾|philippinen"),
    ("Asia/Kolkata", "IN", "india|印度|indien|inde"),
    ("Asia/Dubai", "AE", "emirates|uae|阿联酋"),
    ("Asia/Shanghai", "CN", "china|中国|chine|云南|海南|西藏|新疆|四川|贵州|广西|内蒙古|福建|川西|大理|丽江"),
    ("Europe/Berlin", "DE", "germany|deutschland|德国|allemagne|alemania|bavaria|bayern"),
    ("Europe/Paris", "FR", "france|frankreich|法国|francia|provence|bretagne|brittany"),
    ("Europe/London", "GB", "england|scotland|wales|united kingdom|uk|großbritannien|schottland|英国|royaume-uni"),
    ("Europe/Dublin", "IE", "ireland|irland|爱尔兰|irlande"),
    ("Europe/Madrid", "ES", "spain|spanien|西班牙|espagne|españa|mallorca|majorca|ibiza|andalucia|andalusien"),
    ("Atlantic/Canary", "ES", "tenerife|teneriffa|gran canaria|lanzarote|fuerteventura|canary islands|kanaren"),
    ("Europe/Lisbon", "PT", "portugal|葡萄牙|algarve"),
    ("Atlantic/Madeira", "PT", "madeira"),
    ("Europe/Rome", "IT", "italy|italien|意大利|italie|italia|tuscany|toskana|sicily|sizilien|sardinia|sardinien"),
    ("Europe/Athens", "GR", "greece|griechenland|希腊|grèce|crete|kreta|rhodes|santorini|naxos"),
    ("Europe/Vienna", "AT", "austria|österreich|奥地利|autriche|tirol"),
    ("Europe/Zurich", "CH", "switzerland|schweiz|瑞士|suisse|suiza"),
    ("Europe/Amsterdam", "NL", "netherlands|niederlande|荷兰|pays-bas|holland"),
    ("Europe/Brussels", "BE", "belgium|belgien|比利时|belgique"),
    ("Europe/Copenhagen", "DK", "denmark|dänemark|丹麦|danemark"),
    ("Europe/Oslo", "NO", "norway|norwegen|挪威|norvège"),
    ("Europe/Stockholm", "SE", "sweden|schweden|瑞典|suède"),
    ("Europe/Helsinki", "FI", "finland|finnland|芬兰|finlande|lapland"),
    ("Atlantic/Reykjavik", "IS", "iceland|island|冰岛|islande"),
    ("Europe/Warsaw", "PL", "poland|polen|波兰|pologne"),
    ("Europe/Prague", "CZ", "czechia|czech republic|tschechien|捷克"),
    ("Europe/Budapest", "HU", "hungary|ungarn|匈牙利|hongrie"),
    ("Europe/Zagreb", "HR", "croatia|kroatien|克罗地亚|croatie"),
    ("Europe/Istanbul", "TR", "turkey|türkei|türkiye|土耳其|turquie"),
    ("Africa/Cairo", "EG", "egypt|ägypten|埃及|égypte"),
    ("Africa/Casablanca", "MA", "morocco|marokko|摩洛哥|maroc"),
    ("Africa/Johannesburg", "ZA", "south africa|südafrika|南非"),
    ("Pacific/Auckland", "NZ", "new zealand|neuseeland|新西兰"),
    ("Pacific/Honolulu", "US", "hawaii|夏威夷|maui"),
)
"""Countries of one zone, islands and provinces: people travel to them, and no table of cities has them."""


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[str, str]]:
    return {folded(one): (zone, country) for zone, country, names in _REGIONS for one in names.split("|")}


@lru_cache(maxsize=1)
def _cities() -> str:
    return CITIES.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _airports() -> dict[str, list[str]]:
    rows = (line.split("\t") for line in AIRPORTS.read_text(encoding="utf-8").splitlines())
    return {row[0]: row for row in rows}


@lru_cache(maxsize=1)
def _hubs() -> dict[str, str]:
    return {folded(one): city for city, names in _HUBS.items() for one in names.split("|")}


@lru_cache(maxsize=4096)
def _city(name: str) -> tuple[str, str, str, int, str] | None:
    """The largest city of that folded name: name, zone, country, thousands of people, point."""
    if len(name) < 2 or "|" in name or "\t" in name:
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


def place(name: str) -> Place | None:
    """The place that is called exactly so."""
    name = name.strip(" .,;:()[]·-–—")
    key = folded(name)
    if key in (regions := _regions()):
        zone, country = regions[key]
        return Place(_shown(name), zone, country, _shown(name), _REGION)
    found = _city(key)
    if found is None and "\u0430" <= key[-1:] <= "\u044f":
        bases = (key[:-1] + "а", key[:-1], key[:-1] + "ь")  # in Russian a place stands in another case after "in"
        found = next((one for base in bases if (one := _city(base)) is not None), None)
    if found is None and (city := _hubs().get(key)):
        found = _city(folded(city))
        name = found[0] if found else name
    if found is None:
        return None
    return Place(found[0], found[1], found[2], _shown(name), found[3], found[4])


def namesake(found: Place, *, zone: str | None = None, country: str | None = None) -> Place:
    """Another place of the same name in a zone or a country, where there is one of some size; else ``found``."""
    key, table, at = f"|{folded(found.written)}|", _cities(), 0
    while (at := table.find(key, at)) >= 0:
        name, its_zone, its_country, size, point, _ = table[table.rfind("\n", 0, at) + 1 : at].split("\t")
        if int(size) >= 50 and (its_zone == zone or its_country == country):
            return Place(name, its_zone, its_country, found.written, int(size), point)
        at += 1
    return found


def airport(code: str) -> Place | None:
    """The city of an airport by its IATA code."""
    row = _airports().get(code)
    if row is None:
        return None
    city = row[1].split(",")[-1].strip() or row[4]
    known = _city(folded(city))
    if known is not None and known[1] == row[2]:
        return Place(known[0], known[1], known[2], city, known[3], known[4])
    return Place(city, row[2], row[3], city)


def leading(text: str) -> Place | None:
    """The place that a text begins with, the longest name first: "Paris Gare de Lyon", "上海虹桥", "Gatwick"."""
    text = text.strip(" .,;:·-–—→'\"")
    if not text:
        return None
    if _CJK.match(text):
        return _leading_cjk(text)
    # a name is written with its own hyphens, or a station stands behind one
    text = re.sub(r"\(.*?\)", " ", text).strip() or text
    for joined in (text, text.replace("-", " ")):
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


def _leading_cjk(text: str) -> Place | None:
    run = re.match(r"[\u3040-\u30ff\u4e00-\u9fff・ー]+", text)
    name = run[0] if run else ""
    longest = len(name) if re.match(r"[\u30a0-\u30ff]", name) else min(_HAN, len(name))
    for count in range(longest, 1, -1):
        if (found := place(name[:count])) is not None and found.size >= (15 if count > 2 else 50):
            return found
    return None


def within(text: str) -> Place | None:
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
    return None


_PROVINCE = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:省|自治区|県|府)")


def _within_cjk(text: str) -> Place | None:
    """Han addresses go from the large to the small: the city is what stands before 市, or the first that is one."""
    text = _PROVINCE.sub("", text.replace(" ", ""))
    if (city := re.match(r"([\u3040-\u30ff\u4e00-\u9fff]{2,5}?)[市都]", text)) and (found := place(city[1])):
        return found
    return leading(text)


def _is_country(name: str) -> bool:
    return folded(name) in _COUNTRIES


_COUNTRIES = frozenset(
    [
        "germany",
        "deutschland",
        "france",
        "spain",
        "espana",
        "italy",
        "italia",
        "portugal",
        "poland",
        "polska",
        "netherlands",
        "belgium",
        "austria",
        "osterreich",
        "switzerland",
        "schweiz",
        "suisse",
        "uk",
        "united kingdom",
        "england",
        "scotland",
        "ireland",
        "usa",
        "us",
        "united states",
        "canada",
        "mexico",
        "brazil",
        "china",
        "japan",
        "korea",
        "south korea",
        "india",
        "thailand",
        "vietnam",
        "malaysia",
        "indonesia",
        "australia",
        "new zealand",
        "czechia",
        "czech republic",
        "hungary",
        "greece",
        "turkey",
        "sweden",
        "norway",
        "denmark",
        "finland",
        "russia",
        "egypt",
        "morocco",
        "south africa",
    ]
)


def near(latitude: float, longitude: float) -> Place | None:
    """The largest city within about 40 km of a point."""
    for line in _cities().splitlines():
        name, zone, country, size, point, _ = line.split("\t")
        south, west = point.split()
        if abs(float(south) - latitude) < 0.36 and abs(float(west) - longitude) < 0.36:
            return Place(name, zone, country, name, int(size), point)
    return None


def _shown(name: str) -> str:
    return name.title() if name.isupper() and name.isascii() and len(name) > 3 else name
