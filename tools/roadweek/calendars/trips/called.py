"""What places are called beside the names in the table: hubs without their city, countries, islands and provinces."""

from __future__ import annotations

import re

__all__ = ["COUNTRIES", "HUBS", "PROVINCES", "REGIONS", "STATIONS", "WORK_TRIPS"]

HUBS = {
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

REGIONS = (
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

COUNTRIES = frozenset(
    re.findall(
        r"[^|]+",
        "germany|deutschland|france|spain|espana|italy|italia|portugal|poland|polska|netherlands|belgium|"
        "austria|osterreich|switzerland|schweiz|suisse|uk|united kingdom|england|scotland|ireland|usa|us|"
        "united states|canada|mexico|brazil|china|japan|korea|south korea|india|thailand|vietnam|"
        "malaysia|indonesia|australia|new zealand|czechia|czech republic|hungary|greece|turkey|sweden|"
        "norway|denmark|finland|russia|egypt|morocco|south africa|",
    )
)
"""Countries as they end an address."""

_PROVINCES = (
    (
        "America/New_York|CT connecticut|delaware|FL florida|GA|MA massachusetts|MD maryland|ME maine|MI michigan"
        "|NC north carolina|NH new hampshire|NJ new jersey|NY new york|OH ohio|PA pennsylvania|RI rhode island"
        "|SC south carolina|VA virginia|VT vermont|WV west virginia|ON ontario|QC quebec"
    ),
    (
        "America/Chicago|AL alabama|AR arkansas|IA iowa|IL illinois|KS kansas|LA louisiana|MN minnesota|MO missouri"
        "|MS mississippi|ND north dakota|NE nebraska|OK oklahoma|SD south dakota|TN tennessee|TX texas|WI wisconsin"
    ),
    "America/Denver|CO colorado|MT montana|NM new mexico|UT utah|WY wyoming|ID idaho",
    "America/Los_Angeles|CA california|NV nevada|OR oregon|WA",
    "America/Phoenix|AZ arizona",
    "America/Anchorage|AK alaska",
    "America/Winnipeg|MB manitoba",
    "America/Edmonton|AB alberta",
    "America/Vancouver|BC british columbia",
    "America/Halifax|NS nova scotia|NB new brunswick",
    "Australia/Sydney|NSW new south wales",
    "Australia/Melbourne|VIC victoria",
    "Australia/Brisbane|QLD queensland",
    "Australia/Adelaide|SA south australia",
    "Australia/Perth|western australia",
    "Australia/Hobart|TAS tasmania",
)


def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _PROVINCES:
        zone, *names = row.split("|")
        for one in names:
            short, _, long = one.partition(" ") if one.split()[0].isupper() else ("", "", one)
            found |= {name.casefold(): zone for name in (short, long) if name}
    return found


PROVINCES = _by_name()
"""States and provinces of countries with several zones: where they stand after a town that no table has, its zone. Of
those that lie in two, the zone of most of their people. Short forms that are a country's too are left out."""

STATIONS = (
    r"\bhb\b|\bhlavn[íi]\b|\bgłówn[ya]\b|\bcentraln[ya]\b|\bcentraal\b|\bcentral(?:e|en)?\b|\bzuid\b|\bmidi\b|\boriente\b"
    r"|\bcampanhã\b|\bestación\b|\bestação\b|\brautatieasema\b|\bsentralstasjon\b|\bhovedbanegård\b|\bpályaudvar\b|\bgar[ıi]\b"
    r"|\bвокзал\b|역\b"
)
"""What stations are called beside the words of ``routes``, in languages of railways that its modes do not name."""

WORK_TRIPS = (
    r"\btjänsteresa\b|\baffärsresa\b|\btjenestereise\b|\btjenesterejse\b|\bforretningsre(?:is|js)e\b"
    r"|\btyömatka\b|\bdelegacja\b(?! z(?:e)? )|\b(?:podróż|wyjazd) służbow[ya]\b"
    r"|\bslužební cesta\b|\bslužobná cesta\b|\bkiküldetés\b|\büzleti út\b|\biş (?:seyahati|gezisi)\b"
    r"|\bviagem (?:a|de) trabalho\b|\bdienstreis\b|\bdeplasare\b|\bεπαγγελματικό ταξίδι\b"
    r"|\b(?:đi )?công tác\b|\b(?:perjalanan )?dinas luar\b|\bperjalanan dinas\b|\bвідрядження\b"
    r"|رحلة عمل|נסיעת עסקים"
)
"""What a business trip is called in languages beside those of ``days``."""
