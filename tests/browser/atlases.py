"""Atlases made by hand: the founding article's, the world's, a hostile one, a big one."""

from __future__ import annotations

import datetime as dt

from geo.model import (
    Actor,
    ActorType,
    Article,
    Atlas,
    DateSpan,
    Evidence,
    Kind,
    Meeting,
    Participation,
    Place,
    ReadingKind,
    Role,
    Status,
    Toponym,
)

SEATS = {
    "RUS": ("Russia", "Moscow", 55.75222, 37.61556),
    "TUR": ("Turkey", "Ankara", 39.91987, 32.85427),
    "IRN": ("Iran", "Tehran", 35.69439, 51.42151),
    "KAZ": ("Kazakhstan", "Astana", 51.1801, 71.44598),
    "SYR": ("Syria", "Damascus", 33.5102, 36.29128),
    "CHE": ("Switzerland", "Bern", 46.94809, 7.44744),
    "USA": ("United States", "Washington", 38.89511, -77.03637),
    "SAU": ("Saudi Arabia", "Riyadh", 24.68773, 46.72185),
    "JOR": ("Jordan", "Amman", 31.95522, 35.94503),
    "CHN": ("China", "Beijing", 39.9075, 116.39723),
    "FRA": ("France", "Paris", 48.85341, 2.3488),
    "GBR": ("United Kingdom", "London", 51.50853, -0.12574),
    "DEU": ("Germany", "Berlin", 52.52437, 13.41053),
    "UKR": ("Ukraine", "Kyiv", 50.45466, 30.5238),
    "BLR": ("Belarus", "Minsk", 53.9, 27.56667),
    "EGY": ("Egypt", "Cairo", 30.06263, 31.24967),
    "ISR": ("Israel", "Jerusalem", 31.76904, 35.21633),
    "NOR": ("Norway", "Oslo", 59.91273, 10.74609),
    "COL": ("Colombia", "Bogotá", 4.60971, -74.08175),
    "CUB": ("Cuba", "Havana", 23.13302, -82.38304),
    "PRK": ("North Korea", "Pyongyang", 39.03385, 125.75432),
    "KOR": ("South Korea", "Seoul", 37.566, 126.9784),
    "SGP": ("Singapore", "Singapore", 1.28967, 103.85007),
    "ETH": ("Ethiopia", "Addis Ababa", 9.02497, 38.74689),
    "SSD": ("South Sudan", "Juba", 4.85165, 31.58247),
    "KEN": ("Kenya", "Nairobi", -1.28333, 36.81667),
    "MYS": ("Malaysia", "Kuala Lumpur", 3.1412, 101.68653),
    "PHL": ("Philippines", "Manila", 14.6042, 120.9822),
    "QAT": ("Qatar", "Doha", 25.28545, 51.53096),
    "FJI": ("Fiji", "Suva", -18.14161, 178.44149),
    "NZL": ("New Zealand", "Wellington", -41.28664, 174.77557),
    "AUT": ("Austria", "Vienna", 48.20849, 16.37208),
    "BIH": ("Bosnia and Herzegovina", "Sarajevo", 43.84864, 18.35644),
    "SRB": ("Serbia", "Belgrade", 44.80401, 20.46513),
    "HRV": ("Croatia", "Zagreb", 45.81444, 15.97798),
}
PARTIES = {
    "United Nations": (ActorType.ORGANISATION, ("New York", 40.71427, -74.00597)),
    "European Union": (ActorType.ORGANISATION, ("Brussels", 50.85045, 4.34878)),
    "Syrian opposition": (ActorType.NONSTATE, None),
    "FARC": (ActorType.NONSTATE, None),
    "Taliban": (ActorType.NONSTATE, None),
}
CITIES = {
    "Astana": ("KAZ", 51.1801, 71.44598, Kind.CITY),
    "Geneva": ("CHE", 46.20222, 6.14569, Kind.CITY),
    "Moscow": ("RUS", 55.75222, 37.61556, Kind.CITY),
    "Minsk": ("BLR", 53.9, 27.56667, Kind.CITY),
    "Camp David": ("USA", 39.6483, -77.465, Kind.SITE),
    "Oslo": ("NOR", 59.91273, 10.74609, Kind.CITY),
    "Vienna": ("AUT", 48.20849, 16.37208, Kind.CITY),
    "Lausanne": ("CHE", 46.516, 6.63282, Kind.CITY),
    "Doha": ("QAT", 25.28545, 51.53096, Kind.CITY),
    "Sochi": ("RUS", 43.59917, 39.72569, Kind.CITY),
    "Havana": ("CUB", 23.13302, -82.38304, Kind.CITY),
    "Panmunjom": ("KOR", 37.956, 126.677, Kind.SITE),
    "Singapore": ("SGP", 1.28967, 103.85007, Kind.CITY),
    "Addis Ababa": ("ETH", 9.02497, 38.74689, Kind.CITY),
    "Kuala Lumpur": ("MYS", 3.1412, 101.68653, Kind.CITY),
    "Bürgenstock": ("CHE", 46.998, 8.383, Kind.SITE),
    "Dayton": ("USA", 39.75895, -84.19161, Kind.CITY),
    "Suva": ("FJI", -18.14161, 178.44149, Kind.CITY),
    "Dead Sea": ("JOR", 31.5, 35.5, Kind.REGION),
}


def actor(key: str) -> Actor:
    """Give the state, organisation or party."""
    if key in SEATS:
        return Actor(key, SEATS[key][0], ActorType.STATE)
    return Actor(key, key, PARTIES[key][0])


def seat(key: str) -> Place | None:
    """Give the place where an actor's lines end."""
    if key in SEATS:
        _, city, lat, lon = SEATS[key]
        return Place(city, lat, lon, key, Kind.CITY)
    place = PARTIES[key][1]
    return place and Place(place[0], place[1], place[2], None, Kind.CITY)


def venue(name: str) -> Place:
    """Give the venue."""
    country, lat, lon, kind = CITIES[name]
    return Place(name, lat, lon, country, kind)


def proof(article: Article, sentence: str, *marks: str, rule: str = "by hand") -> Evidence:
    """Give the evidence: a sentence of the article, with the words that matter."""
    start = article.text.index(sentence)
    spots = tuple((start + sentence.index(mark), start + sentence.index(mark) + len(mark)) for mark in marks)
    return Evidence(article.id, start, start + len(sentence), sentence, rule, spots)


def part(key: str, role: Role, *evidence: Evidence, confidence: float = 0.9) -> Participation:
    """Give one participation."""
    who = actor(key)
    return Participation(who, who.name, role, confidence, evidence)


def seats_of(meetings: tuple[Meeting, ...]) -> dict[str, Place]:
    """Give the seats of all who take part."""
    keys = {p.actor.id for meeting in meetings for p in meeting.participations}
    return {key: place for key in sorted(keys) if (place := seat(key)) is not None}


ORGANISERS = "Russia, Turkey and Iran are the organizers of the negotiations and the guarantors of the truce."
SCHEDULED = "The beginning of talks in Astana scheduled for January 23."
GENEVA = "While Astana does not negate the Geneva – but there is scheduled for February 8 meeting."
JORDAN = "Next week to Moscow there will arrive the Minister for foreign Affairs of Jordan."
CHINA = "On Friday was held a Russian-Chinese consultations on the Syrian issue."
OPPOSITION = "We need to conduct the first meeting between the government and the armed opposition."
FOUNDING_SENTENCES = (OPPOSITION, ORGANISERS, CHINA, JORDAN, SCHEDULED, GENEVA, "It began in Atlantis.")
FOUNDING_TEXT = "\n\n".join(FOUNDING_SENTENCES)


def founding() -> Atlas:
    """Give the founding article's atlas: Astana, Geneva, Moscow, and one meeting without a place."""
    article = Article(
        "astana-talks",
        FOUNDING_TEXT,
        dt.date(2017, 1, 14),
        "Astana talks on Syria",
        "machine-translated commentary",
        "https://example.org/astana",
    )
    organisers = proof(article, ORGANISERS, "organizers of the negotiations")
    sides = proof(article, OPPOSITION, "the government", "the armed opposition")
    scheduled = proof(article, SCHEDULED, "in Astana", "January 23")
    geneva = proof(article, GENEVA, "Geneva", "February 8")
    jordan = proof(article, JORDAN, "to Moscow", "Jordan")
    china = proof(article, CHINA, "Russian-Chinese consultations")
    both = (part("SYR", Role.PARTICIPANT, sides), part("Syrian opposition", Role.PARTICIPANT, sides))
    meetings = (
        Meeting(
            "astana-1",
            (article.id,),
            venue("Astana"),
            DateSpan("2017-01-23"),
            Status.PLANNED,
            (
                part("KAZ", Role.HOST, scheduled),
                *(part(key, Role.ORGANISER, organisers) for key in ("RUS", "TUR", "IRN")),
                *both,
                part("USA", Role.INVITED, scheduled, confidence=0.6),
            ),
            0.9,
            (scheduled,),
            (scheduled,),
            (scheduled,),
            "Astana talks",
        ),
        Meeting(
            "geneva-1",
            (article.id,),
            venue("Geneva"),
            DateSpan("2017-02-08"),
            Status.PLANNED,
            (part("CHE", Role.HOST, geneva), *both, part("USA", Role.PARTICIPANT, geneva)),
            0.8,
            (geneva,),
            (geneva,),
        ),
        Meeting(
            "moscow-1",
            (article.id,),
            venue("Moscow"),
            None,
            Status.PLANNED,
            (part("RUS", Role.HOST, jordan), part("JOR", Role.PARTICIPANT, jordan)),
            0.7,
            (jordan,),
        ),
        Meeting(
            "consultations",
            (article.id,),
            None,
            DateSpan("2017-01-13"),
            Status.HELD,
            (part("RUS", Role.PARTICIPANT, china), part("CHN", Role.PARTICIPANT, china)),
            0.6,
        ),
    )
    at = FOUNDING_TEXT.index("Atlantis")
    lost = Toponym(article.id, at, at + 8, "Atlantis", ReadingKind.PLACE)
    return Atlas((article,), meetings, seats_of(meetings), (lost,))


HOST, ORGANISER, MEDIATOR, PARTICIPANT = Role.HOST, Role.ORGANISER, Role.MEDIATOR, Role.PARTICIPANT
ROUNDS: tuple[tuple[str, str, str | None, Status, dict[Role, str]], ...] = (
    ("Camp David", "1978-09-05", "1978-09-17", Status.HELD, {HOST: "USA", PARTICIPANT: "EGY ISR"}),
    ("Oslo", "1993-08-20", None, Status.HELD, {HOST: "NOR", PARTICIPANT: "ISR"}),
    ("Dayton", "1995-11-01", "1995-11-21", Status.HELD, {HOST: "USA", PARTICIPANT: "BIH SRB HRV"}),
    (
        "Geneva",
        "2012-06-30",
        None,
        Status.HELD,
        {MEDIATOR: "United_Nations", PARTICIPANT: "USA RUS CHN FRA GBR TUR"},
    ),
    ("Geneva", "2014-01-22", "2014-01-31", Status.HELD, {MEDIATOR: "United_Nations", PARTICIPANT: "SYR USA RUS"}),
    (
        "Geneva",
        "2016-02-01",
        None,
        Status.HELD,
        {MEDIATOR: "United_Nations", PARTICIPANT: "SYR Syrian_opposition"},
    ),
    ("Minsk", "2014-09-05", None, Status.HELD, {HOST: "BLR", PARTICIPANT: "RUS UKR"}),
    ("Minsk", "2015-02-11", "2015-02-12", Status.HELD, {HOST: "BLR", PARTICIPANT: "RUS UKR DEU FRA"}),
    ("Lausanne", "2015-04-02", None, Status.HELD, {PARTICIPANT: "IRN USA RUS CHN FRA GBR DEU European_Union"}),
    ("Vienna", "2015-07-14", None, Status.HELD, {PARTICIPANT: "IRN USA RUS CHN FRA GBR DEU European_Union"}),
    ("Vienna", "2021-04-06", None, Status.HELD, {PARTICIPANT: "IRN RUS CHN FRA GBR DEU", Role.ABSENT: "USA"}),
    ("Havana", "2016-08-24", None, Status.HELD, {HOST: "CUB", MEDIATOR: "NOR", PARTICIPANT: "COL FARC"}),
    (
        "Astana",
        "2017-01-23",
        "2017-01-24",
        Status.HELD,
        {HOST: "KAZ", ORGANISER: "RUS TUR IRN", PARTICIPANT: "SYR"},
    ),
    ("Astana", "2017-05-03", None, Status.HELD, {HOST: "KAZ", ORGANISER: "RUS TUR IRN", Role.OBSERVER: "JOR USA"}),
    ("Sochi", "2018-01-30", None, Status.HELD, {HOST: "RUS", PARTICIPANT: "SYR TUR IRN"}),
    ("Panmunjom", "2018-04-27", None, Status.HELD, {PARTICIPANT: "KOR PRK"}),
    ("Singapore", "2018-06-12", None, Status.HELD, {HOST: "SGP", PARTICIPANT: "USA PRK"}),
    ("Addis Ababa", "2018-06-20", None, Status.HELD, {HOST: "ETH", PARTICIPANT: "SSD KEN"}),
    ("Kuala Lumpur", "2012-10-07", None, Status.HELD, {MEDIATOR: "MYS", PARTICIPANT: "PHL"}),
    ("Doha", "2020-02-29", None, Status.HELD, {HOST: "QAT", PARTICIPANT: "USA Taliban"}),
    (
        "Bürgenstock",
        "2024-06-15",
        "2024-06-16",
        Status.HELD,
        {HOST: "CHE", PARTICIPANT: "UKR USA", Role.ABSENT: "RUS"},
    ),
    ("Suva", "2025", None, Status.CANCELLED, {HOST: "FJI", PARTICIPANT: "USA NZL"}),
    ("Dead Sea", "2026-12", None, Status.PROPOSED, {HOST: "JOR", Role.INVITED: "ISR EGY SAU"}),
)


def world() -> Atlas:
    """Give real meetings across regions and decades, one short article each."""
    articles, meetings = [], []
    for number, (place, start, end, status, roles) in enumerate(ROUNDS):
        names = ", ".join(actor(key.replace("_", " ")).name for keys in roles.values() for key in keys.split())
        text = f"Delegations from {names} are named for the meeting in {place}, {start}."
        article = Article(f"round-{number}", text, None, f"The meeting in {place}", "Parley's tests")
        evidence = proof(article, text, f"in {place}")
        parts = tuple(
            part(k.replace("_", " "), role, evidence) for role, keys in roles.items() for k in keys.split()
        )
        label = "Peace conference" if place == "Geneva" else ""
        span = DateSpan(start, end)
        meeting = Meeting(
            f"m{number}", (article.id,), venue(place), span, status, parts, 0.9, (evidence,), label=label
        )
        articles.append(article)
        meetings.append(meeting)
    return Atlas(tuple(articles), tuple(meetings), seats_of(tuple(meetings)))


HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=2>",
    "{{ 7*7 }} {% raw %} {# ${1+1} <!--parley:data--> <!--parley:title-->",
    "\u202eright to left\u2028\u2029 \x00\x07\x1b \ud800 \U0001f54a after",
    "=HYPERLINK(1) \"' & ]]> --> <!--",
)


def hostile() -> Atlas:
    """Give an atlas where every word is an attack."""
    text = " ".join(HOSTILE)
    bad = " ".join(HOSTILE[:3])
    article = Article(bad, text, dt.date(2017, 1, 1), text, text, "javascript:window.hit=3")
    evidence = Evidence(article.id, 0, len(text), text, bad, ((0, 9), (5, 20)))
    who = Actor(bad, text, ActorType.NONSTATE)
    where = Place(text, 10, 20, None, Kind.CITY)
    parts = (Participation(who, text, Role.HOST, 0.5, (evidence,)), part("KAZ", Role.PARTICIPANT, evidence))
    meeting = Meeting(bad, (article.id,), where, None, Status.HELD, parts, 0.5, (evidence,), (), (), text)
    lost = Toponym(article.id, 0, 9, text[:9], ReadingKind.PLACE)
    seats = {
        **seats_of((Meeting("x", (), None, None, Status.HELD, (parts[1],), 1),)),
        bad: Place(text, 0, 0, None, Kind.CITY),
    }
    return Atlas((article,), (meeting,), seats, (lost,), ((text, text),))
