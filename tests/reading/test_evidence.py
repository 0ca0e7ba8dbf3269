"""Every statement of a meeting is proved: a sentence of the article's own, the words in it, the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Evidence, Extraction, Meeting
    from geo.reader import Reader
    from tests.reading.telling import Teller

ARTICLE = (
    "ANKARA, June 11 (AP) — Ethiopia and Somalia held talks here on Monday, hosted by Turkey’s foreign minister.\n"
    "\n"
    "  The talks, the second this year, ended without a deal; Addis Ababa wants a port.\n"
    "\n"
    "The two sides will meet again in Doha on 17 June, “God willing”, a Somali envoy said.\n"
)

PIECES = (
    "The foreign ministers of Egypt and Turkey met in Cairo on Monday.",
    "The talks were hosted by Oman.",
    "The two sides will meet again in Doha on 20 June,",
    "GENEVA, June 11 (Reuters) - ",
    "Russia and Ukraine",
    "signed a deal in Istanbul.",
    "{{ 7 * 7 }}",
    "<b>Ankara</b>",
    "“Moscow”’s",
    "\u00a0",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "İstanbul",
    "ﬁnal talks in Paris",
    "🕊 peace",
    "e\u0301tat",
    "\u200b",
    "here",
    "they",
    ", and",
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=9).map(" ".join)


def proofs(meeting: Meeting) -> Iterator[Evidence]:
    """All evidence of a meeting."""
    yield from meeting.venue_evidence
    yield from meeting.date_evidence
    yield from meeting.status_evidence
    for participation in meeting.participations:
        yield from participation.evidence


def check(found: Extraction) -> None:
    """Hold every proof and every toponym against the article's text."""
    text = found.article.text
    for meeting in found.meetings:
        for proof in proofs(meeting):
            assert proof.article == found.article.id
            assert proof.sentence == text[proof.start : proof.end]
            assert proof.sentence.strip()
            assert proof.rule
            for start, end in proof.marks:
                assert proof.start <= start < end <= proof.end
    for toponym in found.toponyms:
        assert toponym.text == text[toponym.start : toponym.end]


@given(text=TEXTS)
@settings(max_examples=60)
def test_any_text_gives_proofs_that_stand_in_it(tell: Teller, text: str) -> None:
    check(tell.extraction(text))


@given(text=st.text(max_size=200))
@settings(max_examples=40)
def test_no_text_breaks_the_reader(tell: Teller, text: str) -> None:
    check(tell.extraction(text, None))


def test_everything_is_proved(tell: Teller) -> None:
    found = tell.extraction(ARTICLE)
    check(found)
    assert len(found.meetings) == 2
    for meeting in found.meetings:
        assert meeting.venue_evidence
        assert meeting.date_evidence
        assert meeting.status_evidence
        assert all(p.evidence for p in meeting.participations)
        assert all(0 < p.confidence <= 1 for p in meeting.participations)
        assert 0 < meeting.confidence <= 1


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", "Cairo"),
        ("ANKARA, June 11 (AP) - Ethiopia and Somalia held talks here on Monday.", "here"),
        ("The envoys of Iran and the United States met at the Palais Coburg in Vienna.", "Palais Coburg"),
    ],
)
def test_the_venue_is_marked(tell: Teller, text: str, marked: str) -> None:
    (meeting,) = tell.extraction(text).meetings
    marks = [text[a:b] for proof in meeting.venue_evidence for a, b in proof.marks]
    assert marked in marks


def test_the_actor_is_marked_where_it_is_named(tell: Teller) -> None:
    text = "The foreign ministers of Egypt and Turkey met in Cairo on Monday."
    (meeting,) = tell.extraction(text).meetings
    marks = {p.actor.id: [text[a:b] for e in p.evidence for a, b in e.marks] for p in meeting.participations}
    assert marks == {"EGY": ["Egypt"], "TUR": ["Turkey"]}


def test_the_date_is_marked(tell: Teller) -> None:
    text = "The foreign ministers of Egypt and Turkey met in Cairo on Monday."
    (meeting,) = tell.extraction(text).meetings
    (proof,) = meeting.date_evidence
    assert ["Monday" in text[a:b] for a, b in proof.marks] == [True]


def test_an_implied_host_says_so(tell: Teller) -> None:
    """The Swiss are not named: the map may show them, but the reader owns up that the text does not."""
    text = "Armenia and Azerbaijan held talks in Geneva on Monday."
    (meeting,) = tell.extraction(text).meetings
    (host,) = [p for p in meeting.participations if p.actor.id == "CHE"]
    assert host.confidence < min(p.confidence for p in meeting.participations if p is not host)
    assert all("implied" in e.rule for e in host.evidence)


def test_the_articles_id_is_kept(reader: Reader) -> None:
    from geo.model import Article

    text = "Armenia and Azerbaijan held talks in Geneva on Monday."
    first, second = reader.read([Article("one", text), Article("two", text)])
    assert {e.article for m in first.meetings for e in proofs(m)} == {"one"}
    assert {e.article for m in second.meetings for e in proofs(m)} == {"two"}
    assert {m.id for m in first.meetings}.isdisjoint({m.id for m in second.meetings})
