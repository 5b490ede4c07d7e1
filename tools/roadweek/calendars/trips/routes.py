"""A journey from one place to another, as titles write it: carriers' numbers, pairs of airports or stations, arrows,
"from … to …", "Flug nach …", "飞往…".

Structure before words: a pair counts only where both ends are places, and nothing counts alone. Weights are added up by
``days``; :data:`ENOUGH` of them make a journey.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from roadweek.calendars.trips.called import STATIONS
from roadweek.calendars.trips.places import GeoPlace, airport, leading, namesake, within

__all__ = ["ENOUGH", "Route", "hints", "homeward", "route"]

ENOUGH = 3

_MODE = re.compile(
    r"✈|🛫|🛬|🚄|🚅|🚆|🚂|高铁|动车|火车|列车|卧铺|航班|机票|登机|飞机(?!展)|飞往|飛往"
    r"|新幹線|列車|フライト|のぞみ|ひかり|こだま|はやぶさ|特急|搭乗"
    r"|\b(?:flights?|fly|flying|train|rail|ferry|coach|bus(?= to)|travel day|eurostar|thalys|tgv|ouigo|inoui"
    r"|intercity"
    r"|ice|ic|ec|railjet|rjx?|nightjet|zugfahrt|zug|bahnfahrt|bahn|(?:hin|rück)?fahrt|(?:hin|rück|ab)?flug|vol"
    r"|voyage|vuelo|volo|voo|tren|treno"
    r"|avión|ave|avlo|renfe|frecciarossa|frecciargento|italo|amtrak|acela|via rail|greyhound|flixbus|megabus"
    r"|flixtrain"
    r"|blablacar|regiojet|shinkansen|ktx|srt|avanti|lner|scotrail|kereta|рейс|поезд|самолет)\b",
    re.IGNORECASE,
)
_AIR = re.compile(
    r"[✈🛫🛬]|航班|机票|登机|飞|飛|フライト|搭乗|^(?:fl|abflug|vol|vuelo|voo|avi|рейс|самол)", re.IGNORECASE
)
_AIRLINES = frozenset(
    re.findall(
        r"\S+",
        "AA AC AF AI AK AM AR AS AT AV AY AZ A3 BA BG BI BR BT BX CA CI CM CN CX CZ DE DL DY D8 EI EK EN "
        "ET EW EY FA FD FI FJ FM FR FZ GA GF GJ GS G3 G5 HA HO HU HV HX HY IB IT JD JL JQ JT JU KA KC KE "
        "KL KM KN KQ KR KU KY LA LH LO LS LX LY MF MH MM MS MU MK NH NK NS NX NZ OD OK OS OU OZ PC PG PK "
        "PN PR PS PX QF QR QW RJ RO SA SC SK SN SQ SU SV S7 TG TK TO TP TR TU TV TW TZ UA UK UL UO UQ UX "
        "U2 VA VN VJ VS VY VZ WF WN WS WY W6 W9 XJ XQ YP ZH ZL 3K 3U 4O 5J 6E 7C 8L 9C 9W EZY",
    )
)
"""IATA codes of carriers: most pairs of letters before a number are none."""
_FLIGHT = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>[A-Z][A-Z0-9]|[0-9][A-Z]|EZY|JAL|ANA) ?-?(?P<number>\d{1,4})(?:[次便号])?(?![A-Za-z\d])"
)
_NUMBERED = re.compile(r"^[^:：→]{0,40}[^\W\d][^:：→]{0,20}\b\d{2,5}\s*[:：](?=\s*[^\W\d])")
"""A number before a colon, as a carrier writes its train or bus: whatever its language calls it, from where to where
stands behind."""
_TRAIN = re.compile(
    r"(?<![A-Za-z0-9])(?:[GDCZTKYS] ?\d{1,4}(?:[次号])?|(?:ICE|IC|EC|RE|RJX?|TGV|AVE|ECE|NJ|EN|VIA|SJ|FR|IR"
    r"|TER) ?\d{1,5})(?![A-Za-z\d])"
    r"|(?:のぞみ|ひかり|こだま|はやぶさ|さくら|みずほ)\d+号"
)
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|➡️?|⟶|--?>|—>|–>|=>| > |»|✈️?)\s*")
_CODES = re.compile(r"\b([A-Za-z]{3}) ?(?:-|–|—|→|->|to|>|/|✈) ?([A-Za-z]{3})\b")
_DASH = re.compile(
    r"\s+[-–—~]+\s+|(?<=[\u3040-\u9fff\uac00-\ud7a3)）T\d])\s*[-–—~至]+\s*(?=[\u3040-\u9fff\uac00-\ud7a3])"
    r"|(?<=[^\W\d])[–—](?=[^\W\d])"
)
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[A-ZÀ-Þ])")
_FROM = re.compile(
    r"(?:\b(?:from|von|ab|de|desde|da|depuis|van|ex)\b|从|從)\s*(?P<a>.+?)[\s,，]+?(?:\b(?:to|nach|bis|à|au|vers|a"
    r"|hasta|hacia|naar)\b)\s+(?P<b>.+)"
    r"|[从從自](?P<c>.{2,12}?)(?:飞往|飛往|飞到|飞|到|去|至|前往|回)(?P<d>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?P<a>.+?)\s(?:to|nach|vers|à|a|naar|departs? for|für|hasta|till)\s+(?P<b>[^a-z].*)"
    r"|(?P<c>.*?\b[Dd]eparts?\b.+?)\sfor\s+(?P<d>.+)"
    r"|(?P<e>.*[\u4e00-\u9fff）)T\d])(?:飞往|飞|飛|到|至|開往|开往|回)(?P<f>[\u4e00-\u9fff].*)"
    r"|(?P<g>.*[\u3040-\u9fff\uac00-\ud7a3])から(?P<h>[\u3040-\u9fff\uac00-\ud7a3].*)"
)
_TO = re.compile(
    r"\b(?:to|nach|vers|à destination d[e']|à|para|hacia|für|a|per|naar|in die|до|в)\s+(?P<a>(?:[A-ZÀ-ÞА-Я]"
    r"|[\u3040-\u9fff\uac00-\ud7a3]).*)"
    r"|(?:飞往|飛往|飞到|前往|开往|去往|赴|去|到|飞(?!机)|回)\s*(?P<b>[\u4e00-\u9fff].*)"
    r"|(?P<c>[\u3040-\u9fff\uac00-\ud7a3]{2,})(?:行き|行|着|へ|행)",
)
_SAID = re.compile(
    r"[→⇒➔➜➡⟶»✈>从從]|から|[A-Z]{3} ?[-–—/] ?[A-Z]{3}\b|\b(?:from|von|desde|depuis|departs?)\b|\([A-Z]{3}\)|\s(?:to"
    r"|nach|vers|naar|à)\s",
)
"""What makes a title worth a look though it names no means of travelling."""
_FLIES = re.compile(r"(?:^|[^\u4e00-\u9fff]|[午晚早天日上我号点])飞(?!机|盘|行|书|船|鸟)")
_HUB = re.compile(
    r"\bseat\b|\bwagon\b|\bgleis\b|\bplatform\b|\bvoiture\b|\bhl\. ?(?:n|st)\b|nádraží|nadrazi|车厢|座位"
    r"|\bhbf\b|\bhauptbahnhof\b|\bgare\b|\bbahnhof\b|\bstation\b|\bairport\b|\bflughafen\b|\baéroport\b"
    r"|\baeropuerto\b|\baeroporto\b"
    r"|\bterminal\b|\bnord\b|\bcentrale?\b|\btermini\b|\bpancras\b|空港|机场|機場|火车站|高铁站|[东西南北]站|駅|\bt\d\b|航站楼",
    re.IGNORECASE,
)
_STATION = re.compile(
    r"[\u4e00-\u9fff](?:东|西|南|北|虹桥|浦东|首都|大兴|白云|宝安|天府|双流)(?:站|T\d)?(?=$|[-–—→~到至\s（(])"
)
_RAIL_HUB = re.compile(STATIONS, re.IGNORECASE)
_FORE = re.compile(
    r"^(?:.*?[:：】\]]|.*\b(?:flight|train|flug|vol|vuelo|voyage|zugfahrt|fahrt|from|von|de|departs?)\b)\s*",
    re.IGNORECASE,
)


_SIGNS = re.compile(
    r"[→⇒➔➜➡⟶»>✈🛫🛬🚄🚅🚆🚂高动火列卧航机登飞飛新特搭行着便出驻入宿泊去チ从從]|から"
    r"|\d.*[-–—/]|[-–—/].*\d|\s[–—]\s|[A-Z]{3} ?[-–—/(]|\([A-Z]{3}|[A-Z]{3} [A-Z]{3}\b|[а-я]"
)
_HINTS = frozenset(
    re.findall(
        r"\S+",
        "flight flights fly flying flies train rail ferry coach bus eurostar thalys tgv ouigo inoui "
        "intercity intercité ice ic ec railjet rj rjx nightjet zugfahrt zug bahnfahrt bahn fahrt flug "
        "hinflug rückflug hinfahrt rückfahrt ktx srt working abflug vol voyage vuelo volo voo tren treno "
        "avión ave avlo renfe frecciarossa frecciargento italo amtrak acela via greyhound flixbus "
        "flixtrain blablacar regiojet shinkansen avanti lner scotrail bus day to nach vers naar à from "
        "von desde depuis depart departs trip trips travel traveling travelling dienstreise "
        "geschäftsreise déplacement affaires viaje trasferta viagem zakenreis check stay staying "
        "übernachtung hbf gare station airport",
    )
)


def hints(title: str) -> bool:
    """Whether a title is worth reading for a journey: seen in a few microseconds, for most are not."""
    return not _HINTS.isdisjoint(re.findall(r"[^\W\d_]+", title.lower())) or _SIGNS.search(title) is not None


_HOMEWARD = re.compile(
    r"返程|回程|回家|帰り|復路|\brück(?:flug|fahrt|reise)\b|\breturn (?:flight|train|trip|journey)\b|\b(?:flight|fly"
    r"|train) (?:back )?home\b"
    r"|\bvol retour\b|\bretour\b|\bvuelta\b|\britorno\b",
    re.IGNORECASE,
)


def homeward(title: str) -> bool:
    """Whether a title says that it leads home."""
    return _HOMEWARD.search(title) is not None


@dataclass(frozen=True)
class Route:
    """From where to where, as far as it is said. ``goes`` is the destination as written where it is no known place."""

    weight: int
    evidence: tuple[str, ...]
    origin: GeoPlace | None = None
    place: GeoPlace | None = None
    goes: str | None = None


@lru_cache(maxsize=2048)
def route(title: str, location: str) -> Route | None:
    """The journey that a title speaks of, however little of it; None where it speaks of none."""
    evidence: list[str] = []
    mode = _MODE.search(title)
    number = _FLIGHT.search(title)
    flight = number is not None and number["code"] in _AIRLINES | {"JAL", "ANA"}
    train = None if flight else _TRAIN.search(title)
    flies = _FLIES.search(title)
    numbered = _NUMBERED.search(title)
    hub = (
        _HUB.search(title)
        or _RAIL_HUB.search(title)
        or _STATION.search(title)
        or (_HUB.search(location) if location else None)
    )
    if not (mode or flight or train or flies or _SAID.search(title) or ((hub or numbered) and _DASH.search(title))):
        return None
    pair = (hub is not None or numbered is not None) and _pair_alone(title)
    bare = _TRAIN.sub(" ", _FLIGHT.sub(" ", title) if flight else title) if flight or train else title
    origin, target, strong = _ends(bare, bool(mode or flight or train))
    weight = 0
    if origin and target:
        weight += 2 if strong else 1
        evidence.append(f"route:{origin.written} → {target.written}")
    goes = None
    if target is None and (mode or flight or train or flies) and (to := _TO.search(bare)):
        said = next(part for part in to.groups() if part)
        target = leading(said)
        goes = target.written if target else _written(said)
        weight += (3 if flies and target else 1) if goes else 0
    if mode:
        weight += 2
        evidence.insert(0, f"word:{mode[0]}")
    if flight and number:
        weight += 2 if target or mode else 1
        evidence.append(f"word:{number[0]}")
    elif train:
        weight += 2 if origin and target else 1
        evidence.append(f"word:{train[0]}")
    elif numbered and pair and not mode:
        weight += 2
        evidence.append(f"word:{numbered[0].strip(' :：')}")
    if hub and pair and not (strong or mode or flight or train or numbered):
        weight += 1  # nothing but two places, and a station: the title is the journey
    if not (mode or flight or train or target):
        return None
    if target and (hub or (strong and _bare(title))):
        weight += 1
    if origin and target and mode is not None and not flight and not _AIR.search(mode[0]):
        target = namesake(target, country=origin.country)  # rails and roads lead to the near one
    if origin is None and location and target:
        at = _departure(location)
        origin = at if at is not None and not at.same(target) else None
    return Route(weight, tuple(evidence), origin, target, goes)


def _pair_alone(title: str) -> bool:
    """Whether a title, what stands before its colon left out, is two places with a line or an arrow between them."""
    parts = (
        _ARROW.split(rest) if _ARROW.search(rest := re.sub(r"^[^:：→]{0,60}[:：]\s*", "", title)) else _DASH.split(rest)
    )
    if len(parts) != 2:
        return False
    words = [word for part in parts for word in part.split()]
    return all(leading(part) is not None for part in parts) and not any(w[:1].islower() for w in words)


def _bare(title: str) -> bool:
    """Whether a title is a journey and no more: "A → B", "4711: from A to B"."""
    parts = _ARROW.split(title)
    if len(parts) == 2:
        rest = parts[1].split()[1:]
        return leading(parts[0]) is not None and not any(word[:1].islower() for word in rest)
    return re.match(r"(?:[\w#. -]{0,20}[:：] ?)?(?:from|von|de|desde|从)\s", title, re.IGNORECASE) is not None


def _ends(title: str, moving: bool) -> tuple[GeoPlace | None, GeoPlace | None, bool]:
    """Both ends of a journey, and whether the way that they are written says that it is one."""
    for pair in _CODES.finditer(title):
        one, other = pair[1], pair[2]
        if not (one.isupper() and other.isupper()) and not (moving and one.islower() and other.islower()):
            continue
        ends = airport(one.upper()), airport(other.upper())
        if ends[0] and ends[1] and not ends[0].same(ends[1]):
            return ends[0], ends[1], True
    if moving and (spaced := re.search(r"\b([A-Z]{3}) ([A-Z]{3})\b", title)):
        ends = airport(spaced[1]), airport(spaced[2])
        if ends[0] and ends[1] and not ends[0].same(ends[1]):
            return ends[0], ends[1], True
    if coded := re.findall(r"\(([A-Z]{3})\)", title):
        cities = [found for code in coded if (found := airport(code))]
        if len(cities) == 2:
            return cities[0], cities[1], True
    for pattern, strong in ((_ARROW, True), (_DASH, False), *(((_HYPHEN, False),) if moving else ())):
        parts = pattern.split(title)
        for left, right in pairwise(parts):
            origin, target = _trailing(left), leading(right)
            if origin and target and not origin.same(target):
                return origin, leading(parts[-1]) or target, strong
    for pattern in (_FROM, _BETWEEN):
        if phrase := pattern.search(title):
            said = [part for part in phrase.groups() if part]
            origin, target = _trailing(said[0]), leading(said[1])
            if origin and target and not origin.same(target):
                return origin, target, True
    return None, None, False


def _trailing(text: str) -> GeoPlace | None:
    """The place that the text before an arrow ends with: what stands before it is a number, a mode or a name."""
    text = text.strip(" .,;:·'\"")
    if (whole := leading(text)) is not None and not _MODE.match(text):
        return whole
    rest = _FORE.sub("", text)
    while rest:
        if not _MODE.match(rest) and (found := leading(rest)) is not None:
            return found
        shorter = re.sub(r"^(?:[A-Za-z\d\u00c0-\u024f.'’/#-]+|[^\s\u4e00-\u9fff]+|[\u4e00-\u9fff])\s*", "", rest)
        if shorter == rest:
            return None
        rest = shorter.lstrip(" :：,，】)·")
    return None


def _written(text: str) -> str | None:
    """A destination that no table knows: its capitalised words."""
    found = re.match(r"([A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+){0,3})|[\u4e00-\u9fff]{2,5}", text)
    return found[0] if found else None


def _departure(location: str) -> GeoPlace | None:
    bare = re.sub(r"^(?:von|from|de|depuis|desde|ab)\s+", "", location.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\s+[A-Z]{2}$", "", bare)
    if (code := re.fullmatch(r".*?\b([A-Z]{3})\b.*", bare)) and (found := airport(code[1])) is not None:
        return found
    return leading(bare) or within(bare)
