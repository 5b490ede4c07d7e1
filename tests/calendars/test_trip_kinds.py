"""Kinds of events that make a trip, that make none, and that are somebody else's: other examples than the labelled."""

from __future__ import annotations

import pytest
from tests.calendars.trips.scoring import ME, told

from roadweek.calendars.attendance import Identity
from roadweek.calendars.trips.about import passenger, somebody_else

HOURS = ("DTSTART;TZID=Asia/Shanghai:20260310T090000", "DTEND;TZID=Asia/Shanghai:20260310T120000")
DAYS = ("DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260313")


@pytest.mark.parametrize(
    ("title", "place", "when"),
    [
        ("UA2 SFO → SIN", "Singapore", HOURS),
        ("Vlak Pendolino 512: Ostrava – Olomouc", "Olomouc", HOURS),
        ("Tåg 541: Stockholm C → Malmö C", "Malmö", HOURS),
        ("Antwerpen-Centraal – Gent", "Gent", HOURS),
        ("LH 400 FRA JFK", "New York", HOURS),
        ("BA 169 PVG/LHR", "London", HOURS),
        ("Stuttgart Hbf → Zürich HB", "Zürich", HOURS),
        ("Milano C.le -> Venezia S.L.", "Venezia", HOURS),
        ("Order 5512: From Bratislava, hl. st., to Budapest, Nyugati", "Budapest", HOURS),
        ("Thalys 9327 Paris to Brussels", "Brussels", HOURS),
        ("Vuelo Barcelona-París", "París", HOURS),
        ("MF8537 厦门飞北京", "北京", HOURS),
        ("K1107 郑州-西安", "西安", HOURS),
        ("坐火车去长沙", "长沙", HOURS),
        ("부산행 KTX", "부산", HOURS),
        ("福岡行き JAL 307", "福岡", HOURS),
        ("Tren a Zaragoza", "Zaragoza", HOURS),
        ("Check-in Premier Inn Manchester", "Manchester", HOURS),
        ("JSConf in Budapest", "Budapest", DAYS),
        ("Team week at HQ (Denver)", "Denver", DAYS),
        ("Onsite at Google, Mountain View", "Mountain View", DAYS),
        ("Working from Lisbon", "Lisbon", DAYS),
        ("Urlaub in Spanien", "Spanien", DAYS),
        ("日本旅行", "日本", DAYS),
        ("参加成都车展", "成都", DAYS),
        ("Flight to Shenzhen", "Shenzhen", DAYS),
    ],
)
def test_what_leads_elsewhere_is_a_suspected_trip_to_there(title: str, place: str, when: tuple[str, str]) -> None:
    (trip,) = told([("x", (*when, f"SUMMARY:{title}"))])
    assert (trip.place, trip.confirmed) == (place, False)


@pytest.mark.parametrize(
    "title",
    [
        "출장 부산",
        "东京 出差 (5天)",
        "Business trip",
        "Zakenreis Rotterdam",
        "Командировка",
        "Tjenestereise Bergen",
        "Wyjazd służbowy Gdańsk",
        "【出差】南宁",
        "Dienstreis Antwerpen",
    ],
)
def test_whole_days_called_a_business_trip_are_one(title: str) -> None:
    (trip,) = told([("x", (*DAYS, f"SUMMARY:{title}"))])
    assert trip.confirmed


@pytest.mark.parametrize(
    "title", ["Sprint 12: Berlin – Munich sync", "Milan – Madrid", "Room 101: Paris – Rome handover"]
)
def test_two_places_and_a_line_alone_are_no_journey(title: str) -> None:
    assert told([("x", (*HOURS, f"SUMMARY:{title}"))]) == []


@pytest.mark.parametrize("when", [HOURS, DAYS])
@pytest.mark.parametrize(
    "title",
    [
        "Plan trip to Norway",
        "Matkalasku Tampere",
        "Rozliczenie wyjazdu służbowego",
        "南宁出差报销",
        "Delegacja z Chin",
        "Trip to the vet",
        "机票报销提交",
        "差旅费截止",
        "Flight sale newsletter",
        "接爸爸 浦东机场",
        "Beer flight night",
        "Birthday: Tom (met at Berlin airport)",
        "来宾：东京总部",
        "Travel insurance renewal",
        "飞机餐测评",
        "Round trip latency test",
        "Berlin → Hamburg data migration",
        "Java → Kotlin",
        "Call: Lisbon office",
        "从北京来的客户",
        "成都小吃 探店",
        "Lunch in Chinatown",
        "Leg day → arms",
        "Boston Consulting Group case prep",
        "回家",
        "到付快递",
    ],
)
def test_what_only_sounds_like_it_is_none(title: str, when: tuple[str, str]) -> None:
    assert told([("x", (*when, f"SUMMARY:{title}"))]) == []


@pytest.mark.parametrize("title", ["返程 CA938 伦敦-北京", "Rückflug nach Shanghai LH 726", "Flight home MU 708"])
def test_a_way_home_by_its_word_opens_none(title: str) -> None:
    assert told([("x", (*HOURS, f"SUMMARY:{title}"))]) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tom: business trip to Lima", "Tom"),
        ("Sophie is travelling", "Sophie"),
        ("Markus auf Dienstreise", "Markus"),
        ("老李出差青岛", "老李"),
        ("女儿飞昆明", "女儿"),
        ("Li Wei: business trip to Lima", None),
        ("李伟出差青岛", None),
        ("武汉出差", None),
        ("Business trip to Lima", None),
        ("Berlin: business trip", None),
    ],
)
def test_another_name_before_it_makes_it_theirs(title: str, name: str | None) -> None:
    assert somebody_else(title, ME) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Passenger: Anna Berg\nSeat 4A", "Anna Berg"),
        ("Passenger: WEI LI", None),
        ("乘机人：王芳", "王芳"),
        ("乘机人：李伟、王芳", None),
        ("Reisender: Li Wei", None),
        ("Booking reference 4711", None),
    ],
)
def test_a_ticket_says_who_travels(text: str, name: str | None) -> None:
    assert passenger(text, ME) == name
    assert passenger(text, Identity()) is None


def test_somebody_elses_ticket_is_at_most_asked_about() -> None:
    lines = (*DAYS, "SUMMARY:深圳出差", "DESCRIPTION:乘车人：王芳")
    assert [one.confirmed for one in told([("x", lines)])] == [False]
