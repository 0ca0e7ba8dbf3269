"""Whole short articles in many styles, and what must hold for any article."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Article
from geo.reader import Reader
from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller, Told

WIRE = """ANKARA, June 11 (AP) - Ethiopia and Somalia opened a round of talks here on Monday over a port deal.

Turkish Foreign Minister Hakan Fidan hosted the talks. The two sides did not meet face to face, officials said.

Mogadishu says the deal breaks its sovereignty. A second round is planned in Ankara on 17 September.
"""

COMMUNIQUE = """Joint statement

The Foreign Ministers of the Republic of Kenya and the United Republic of Tanzania met in Arusha on 5 June 2024.

The Ministers reviewed trade across the border. They agreed to meet again in Nairobi in December 2024.
"""

BLOG = """10.40 - Good morning from Brussels.

11.05 - The Serbian president and Kosovo's prime minister are meeting in Brussels now.

12.30 - A word on Belgrade: it still does not recognise Kosovo.
"""

OPINION = """The road to nowhere

Paris talks of Europe, Berlin talks of money, and Rome talks of both. None of that has brought the union closer.

What Moscow wants is plain; what Washington will give is not. The Minsk agreements should have taught us as much.
"""

BAD_TRANSLATION = """In Tashkent on 4 June was held meeting between foreign ministers of Uzbekistan and Kyrgyz.

Sides exchanged by opinions about water. Also was noted importance of the friendship."""

CLIPPED = """The foreign ministers of Oman and Yemen met in Muscat on Sunday and agreed on a new ferry bet"""

READOUT = """President Aliyev received a delegation led by the Italian foreign minister in Baku on June 7.

At the meeting, Azerbaijan and Italy discussed gas."""

NOTHING = """Rain is expected in Oslo on Friday. Sunday will be dry.

The Norwegian team plays Denmark in Copenhagen on Saturday."""

ARTICLES: list[tuple[str, list[Told]]] = [
    bug(
        WIRE,
        [
            ("Ankara", "held", "2024-06-10", {"TUR": "host", "ETH": "participant", "SOM": "participant"}),
            ("Ankara", "planned", "2024-09-17", {"TUR": "host"}),
        ],
        reason="a second round without names is lost",
    ),
    (
        COMMUNIQUE,
        [
            ("Arusha", "held", "2024-06-05", {"TZA": "host", "KEN": "participant"}),
            ("Nairobi", "planned", "2024-12", {"KEN": "host", "TZA": "participant"}),
        ],
    ),
    (BLOG, [("Brussels", "ongoing", None, {"BEL": "host", "SRB": "participant", "XKX": "participant"})]),
    (OPINION, []),
    (BAD_TRANSLATION, [("Tashkent", "held", "2024-06-04", {"UZB": "host", "KGZ": "participant"})]),
    (CLIPPED, [("Muscat", "held", "2024-06-09", {"OMN": "host", "YEM": "participant"})]),
    bug(
        READOUT,
        [("Baku", "held", "2024-06-07", {"AZE": "host", "ITA": "participant"})],
        reason="a delegation led by a minister is not read",
    ),
    (NOTHING, []),
]

TEXTS = (WIRE, COMMUNIQUE, BLOG, OPINION, BAD_TRANSLATION, CLIPPED, READOUT, NOTHING)

SENTENCES = (
    "The foreign ministers of Egypt and Turkey met in Cairo on Monday.",
    "The two sides agreed to reopen their consulates.",
    "Norway will host talks between Colombia and the ELN in Oslo on 20 June.",
    "Ankara said that it was pleased.",
    "Iran and Oman signed a pact in Muscat in 2013.",
    "It rained in Paris.",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    ARTICLES,
    ids="wire communique blog opinion bad-translation clipped readout nothing".split(),
)
def test_article(tell: Teller, text: str, expected: list[Told]) -> None:
    assert tell(text) == expected


@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    before=st.integers(0, 4),
    between=st.integers(2, 5),
    after=st.integers(0, 4),
)
@settings(max_examples=15)
def test_blank_lines_around_change_nothing(
    tell: Teller, sentences: list[str], before: int, between: int, after: int
) -> None:
    plain = "\n\n".join(sentences)
    spaced = "\n" * before + ("\n" * between).join(sentences) + "\n" * after
    assert tell(spaced) == tell(plain)


@given(sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
@settings(max_examples=10)
def test_windows_line_ends_change_nothing(tell: Teller, sentences: list[str]) -> None:
    assert tell("\r\n\r\n".join(sentences)) == tell("\n\n".join(sentences))


@given(cut=st.integers(0, len(WIRE)))
@settings(max_examples=25)
def test_a_clipped_article_is_read_as_far_as_it_goes(tell: Teller, cut: int) -> None:
    full = set(tell.venues(WIRE))
    assert set(tell.venues(WIRE[:cut])) <= full


def test_the_same_article_reads_the_same(reader: Reader) -> None:
    articles = [Article(str(n), text, dt.date(2024, 6, 12)) for n, text in enumerate(TEXTS)]
    once = list(reader.read(articles))
    again = list(Reader().read(reversed(articles)))
    assert once == again[::-1]


def test_one_article_does_not_colour_the_next(reader: Reader) -> None:
    """What is learnt of people and of "here" dies with its article."""
    first = Article("a", "GENEVA, June 11 (AP) - Kenyan envoy Anna Berg met Ugandan officials here on Monday.")
    second = Article("b", "Anna Berg held talks here with the two sides.")
    _, alone = reader.read([first, second])
    assert alone.meetings == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "…", "A", "\x00", "\ufeff", "\ud800", "(((((", "- - -"])
def test_next_to_nothing_gives_nothing(tell: Teller, text: str) -> None:
    assert tell(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the ministers egypt and turkey meeting at cairo was happen monday",
        "EGYPT AND TURKEY MET IN CAIRO ON MONDAY",
        "Egypt, Turkey, Cairo, talks, Monday, talks, talks",
        "Met. In. Cairo. On. Monday. Egypt. And. Turkey.",
        "met in Cairo Cairo Cairo Cairo with with with Egypt",
        "The the of of and meeting in in.",
        "Talks between and in on",
        "They met there. He received them. The two sides agreed here.",
        "A" * 5_000,
        "talks in " * 800,
        "(" * 500 + "talks in Cairo" + ")" * 500,
        "Egypt " + "and Turkey " * 300 + "met in Cairo.",
    ],
)
def test_broken_english_does_not_break_the_reader(tell: Teller, text: str) -> None:
    assert all(venue in {"Cairo", None} for venue, *_ in tell(text))


def test_a_long_article_is_read_in_bounded_time(reader: Reader) -> None:
    paragraph = "\n\n".join(
        (*SENTENCES, "The minister then spoke at length of trade, fish and the weather at sea.")
    )
    text = "\n\n".join([paragraph] * (60_000 // len(paragraph) + 1))[:60_000]
    start = time.process_time()
    (found,) = reader.read([Article("long", text, dt.date(2024, 6, 12))])
    assert time.process_time() - start < 60  # about five seconds on a free machine
    assert {m.venue.name for m in found.meetings if m.venue} == {"Cairo", "Oslo", "Muscat"}


def test_a_sentence_without_end_is_read_in_bounded_time(reader: Reader) -> None:
    """A list or a broken page can be one sentence: the time may not grow with the cube of its length."""

    def seconds(clauses: int) -> float:
        start = time.process_time()
        list(reader.read([Article("run-on", "Egypt and Turkey held talks in Cairo and " * clauses)]))
        return time.process_time() - start

    seconds(10)  # the model and the tables are loaded
    assert seconds(160) < 7 * seconds(80)  # twice the length; 8 would be its cube


def test_a_missing_model_says_so() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        list(Reader("no_such_model").read([Article("a", "Egypt and Turkey met in Cairo.")]))
