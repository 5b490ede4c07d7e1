"""Whole days and nights away: business trips by their name, stays, conferences and onsites in another place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadweek.calendars.trips.called import WORK_TRIPS
from roadweek.calendars.trips.places import GeoPlace, leading, place, within

__all__ = ["Away", "away", "explicit", "speaks_of_days"]

_EXPLICIT = re.compile(
    r"出差|出張|출장|驻外|\b(?:business|work)[ -]?trips?\b|\b(?:travel(?:l?ing)?|trip) (?:for|on) (?:work|business)\b"
    r"|\bdienstreise\b|\bgeschäftsreise\b|\bdéplacement(?: professionnel)?\b|\bvoyage d'affaires\b"
    r"|\bviaje de (?:trabajo|negocios)\b|\btrasferta\b|\bviagem de negócios\b|\bzakenreis\b|командировк\w+|"
    + WORK_TRIPS,
    re.IGNORECASE,
)
_STAY = re.compile(
    r"酒店(?!管理|开业|前台|业)|宾馆|旅馆|民宿|ホテル|宿泊|旅館|民泊|\bhotels?\b|\bhôtel\b|\bhostel\b|\bairbnb\b|\blodging\b"
    r"|\bstay(?:ing)? (?:at|in)\b|\bstay:"
    r"|\bübernachtung\b|\bunterkunft\b|\bpension\b|\bhébergement\b|\balojamiento\b|\balbergo\b|\bguest ?house\b"
    r"|\binn\b|\bresort\b"
    r"|\b(?:hilton|marriott|hyatt|novotel|ibis|mercure|sheraton|westin|radisson|accor|holiday inn|motel one"
    r"|citizenm|hampton|ritz)\b"
    r"|亚朵|全季|汉庭|如家|希尔顿|万豪|洲际",
    re.IGNORECASE,
)
_IN = re.compile(
    r"入住|チェックイン|宿泊|\bcheck-in\b(?!.*\bonline\b)|\bcheck in\b ?[:(@]|\bstay(?:ing)? (?:at|in)\b|\bstay:"
    r"|\bübernachtung\b|\d泊",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:conferences?|conf|summit|congress|symposium|workshop|off-?site|on-?site|retreat|kick-?off|hackathon"
    r"|expo|fair|messe"
    r"|tagung|konferenz|kongress|kundentermin|kundenbesuch|vor ort|schulung|seminar|séminaire|salon|congrès"
    r"|conférence|colloque"
    r"|conferencia|congreso|feria|seminario|convegno|fiera|client visit|customer visit|site visit|training"
    r"|team week|week at"
    r"|for work|working from|vacation|holidays?|\w*urlaub|\w*ferien|vacances|vacaciones|trip|getaway|city break"
    r"|tour|\w*reise"
    r"|reisen|семинар"
    r"|конференци\w+|kubecon|pycon|\w+con|world congress)\b"
    r"|大会|[展交博览]会|车展|展览|峰会|论坛|展会|博览会|年会|研讨会|博会|开会|参会|客户现场|现场|驻场|培训|团建|旅行|旅游|度假|出行|自由行|学会|研修|旅行|合宿|見本市|会议",
    re.IGNORECASE,
)
_TRAVEL = re.compile(r"\btravel(?:l?ing)?\b|\btrip\b|差旅|商旅|旅途|旅行|\breise\b", re.IGNORECASE)
_SLOTS = (
    re.compile(
        r"(?:\bin|\bat|\bnach|\bà|\bau|\ben|\ba|\bto|\bbei|\bauf|\bvisit|\bв|@|＠)\s+(?P<a>[^\s].*)", re.IGNORECASE
    ),
    re.compile(r"\bworking from\s+(?P<a>.*)", re.IGNORECASE),
    re.compile(r"[（(\[](?P<a>[^)）\]]+)[)）\]]"),
    re.compile(r"(?:[,，·|:：]|\s[-–—]|[-–—]\s)\s*(?P<a>[^\s,，:：-].*)"),
    re.compile(r"(?:去|赴|前往|到|在|飞|参加)(?P<a>[\u4e00-\u9fff].*)"),
    re.compile(r"(?:^|[\s·])(?=(?P<a>[\u3040-\u9fff\uac00-\ud7a3]{2,}.*))"),
)


_NO_SLOT = frozenset(("from", "aus", "von", "de", "with", "for", "about", "vs", "and", "und", "et", "y", "or"))
"""After these a place is where somebody is from, or what something is about."""


@dataclass(frozen=True)
class Away:
    """What a title and a location say of being elsewhere over days. ``weight`` is without the length of it."""

    weight: int
    evidence: tuple[str, ...]
    place: GeoPlace | None
    goes: str | None
    certain: bool
    stays: bool


def explicit(title: str) -> str | None:
    """The word that names a business trip."""
    found = _EXPLICIT.search(title)
    return found[0] if found else None


def speaks_of_days(title: str) -> bool:
    """Whether a title that takes no whole day may be of days away all the same: a business trip, or checking in."""
    return explicit(title) is not None or _IN.search(title) is not None


def away(title: str, location: str, home: str, city: str, *, days: int, night: bool, booked: bool) -> Away:
    """``home`` is the person's zone and ``city`` the one it is called after, where nobody travels to; ``days`` is 0
    for what does not take whole days; ``booked``: a confirmation stands below it."""
    word = explicit(title)
    checks = _IN.search(title)
    at = _place(title) if days or night or word or checks else None
    there = within(location) if location else None
    if word:
        found = at or there
        goes = found.written if found else _beside(title, word)
        return Away(4, (f"word:{word}",), found, goes, True, False)
    weight, evidence = 0, list[str]()
    stay = _STAY.search(title)
    if (stay or checks) and (night or checks or booked):
        weight += 1
        evidence.append(f"word:{(checks or stay or [''])[0]}")
        weight += (2 if night and (days != 1 or checks or booked) else 0) + (1 if checks else 0) + (1 if booked else 0)
    elif night and booked:
        weight += 2
    stays = weight > 0
    noun = None if stays else _EVENT.search(title)
    if noun and days:
        weight += 1
        evidence.append(f"word:{noun[0]}")
    if stays and at is None and there is None:
        at = _anywhere(title)
    found = at or there
    if stays and there is not None:
        # an address is surer than a city that a hotel may only be called after
        found = there if at is None or at.size < max(100, there.size) else at
    if found is not None and (days or stays):
        far = found.zone != home
        if far or found.name != city:
            # a title or a location that is a city's name and no more is said on purpose
            named = place(title) is not None or (location != "" and place(location) is not None)
            weight += 2 if (far or named) and not stays else 1
            evidence.append(f"place:{found.written}")
    elif days and location:
        weight += 1
        evidence.append(f"place:{location[:80]}")
    return Away(weight, tuple(evidence), found, found.written if found else None, False, stays)


def _place(title: str) -> GeoPlace | None:
    """A place in a title, where places stand: alone, after "in", in brackets, at the end, first in Chinese."""
    if (whole := place(re.sub(r"[,，].*| \d{4}$", "", title))) is not None and whole.size >= 50:
        return whole
    best: GeoPlace | None = None
    for pattern in _SLOTS:
        for found in pattern.finditer(title):
            one = leading(found["a"])
            if one is not None and one.size >= 30 and (best is None or one.size > best.size):
                best = one
        if best is not None:
            return best
    words = title.split()
    for count in (3, 2, 1):  # at the end, or after the word for the trip
        if (
            len(words) > count
            and words[-count - 1].casefold() not in _NO_SLOT
            and (tail := " ".join(words[-count:]))[:1].isupper()
        ):
            one = place(tail)
            if one is not None and one.size >= 100:
                return one
    without = re.sub(r"[【】「」\[\]]", " ", _EVENT.sub(" ", _EXPLICIT.sub(" ", title))).strip()
    if re.match(r"[【「\[]?[\u3040-\u9fff\uac00-\ud7a3]", title) or _EXPLICIT.search(title):
        one = leading(without)
    else:
        one = place(without) if without != title else None
    return one if one is not None and one.size >= 30 else None


def _anywhere(title: str) -> GeoPlace | None:
    """The city in the name of a hotel."""
    words = title.split()
    found = (leading(" ".join(words[at:])) for at in range(1, len(words)) if words[at][:1].isupper())
    return next((one for one in found if one is not None and one.size >= 100), None)


def _beside(title: str, word: str) -> str | None:
    """What stands beside the word for a business trip in Chinese, where no table knows it."""
    before, _, after = title.partition(word)
    for text in (after, before):
        bare = re.sub(r"^(?:去|赴|到|前往|在)", "", text.strip(" ：:·—-（(，,"))
        if found := re.fullmatch(r"[\u4e00-\u9fff]{2,4}", bare):
            return found[0]
    return None
