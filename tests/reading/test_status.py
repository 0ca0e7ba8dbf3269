"""How far a meeting has come, seen from the article's day (Wednesday 12 June 2024)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NOT_THE_STATUS = [
    (
        "Kenya and Somalia were to have met in Djibouti in May, but the meeting was cancelled.",
        "held",
        "it never took place",
    ),
    ("Iran said it might meet American envoys in Muscat.", "planned", "nothing is fixed"),
    bug(
        "The ministers of Chile and Peru met in Lima to plan next year's games.",
        "planned",
        "they have met",
        reason="the purpose of a past meeting makes it planned",
    ),
    ("After talks with Egypt in Cairo, Sudan called for new elections.", "proposed", "the talks are over"),
    ("Russia proposed talks with Ukraine in Istanbul.", "held", "only an offer"),
    ("Turkey and Greece agreed to hold talks in Athens in July.", "held", "still to come"),
    ("The Indian premier will visit Moscow in July.", "held", "still to come"),
    ("France urged Serbia and Kosovo to resume talks in Brussels.", "held", "only a wish"),
]

STATUSES = [
    ("The third round of talks between Iran and Oman in Muscat will not be held.", "cancelled"),
    ("The talks of Iran and Oman in Muscat will not take place.", "cancelled"),
    ("Iran's president put off his visit to Muscat, where Oman was to receive him.", "planned"),
    ("The summit of Egypt and Turkey takes place in Cairo on July 7.", "planned"),
    ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", "held"),
    ("Russia and Ukraine have held several rounds of talks in Istanbul.", "held"),
    ("After talks with Egypt in Cairo, Sudan called for new elections.", "held"),
    ("Japan's premier returned from Seoul after a meeting with the South Korean president in Seoul.", "held"),
    ("The Indian premier will visit Moscow in July.", "planned"),
    ("Turkey and Greece agreed to hold talks in Athens in July.", "planned"),
    ("The leaders of Kenya and Ethiopia are due to meet in Nairobi on Friday.", "planned"),
    ("The presidents of Chile and Brazil are scheduled to meet in Santiago on 20 June.", "planned"),
    ("Talks between Serbia and Kosovo are expected to start in Brussels next week.", "planned"),
    ("China's foreign minister plans to visit Canberra next month.", "planned"),
    ("Iran and Saudi Arabia prepare for talks in Baghdad on 25 June.", "planned"),
    bug(
        "Greece and Turkey to hold talks in Ankara next week",
        "planned",
        reason="a headline's infinitive with next week is held",
    ),
    ("Ahead of talks with Iran in Vienna on Friday, Britain asked for patience.", "planned"),
    ("Talks between Ethiopia and Somalia in Ankara were postponed to 17 September.", "planned"),
    ("Talks between Armenia and Azerbaijan are under way in Almaty.", "ongoing"),
    ("Negotiators of Israel and Hamas are meeting in Doha this week.", "ongoing"),
    ("The presidents of Egypt and Cyprus are holding talks in Nicosia.", "ongoing"),
    bug(
        "The talks between Sudan and South Sudan in Juba continue.",
        "ongoing",
        reason="continue, at the end, is not read",
    ),
    ("Russia proposed talks with Ukraine in Istanbul.", "proposed"),
    ("The Swiss government offered to host talks between Russia and Ukraine in Geneva.", "proposed"),
    ("Iran said it might meet American envoys in Muscat.", "proposed"),
    ("The pope called for talks between Venezuela and Guyana in Rome.", "proposed"),
    ("India and Pakistan could hold talks in Dubai.", "proposed"),
    ("The two presidents of Kosovo and Serbia discussed a possible summit in Paris.", "proposed"),
    ("Talks between Japan and North Korea in Ulaanbaatar were cancelled.", "cancelled"),
    ("The summit of Kenya and Congo in Luanda was called off on Monday.", "cancelled"),
    ("Pakistan cancelled the visit of its foreign minister to New Delhi.", "cancelled"),
    ("The president of Poland scrapped a meeting with his Hungarian counterpart in Budapest.", "cancelled"),
    (
        "Kenya and Somalia were to have met in Djibouti in May, but the meeting was cancelled.",
        "cancelled",
    ),
]


@pytest.mark.parametrize(("text", "status", "reason"), NOT_THE_STATUS)
def test_has_not_the_status(tell: Teller, text: str, status: str, reason: str) -> None:
    found = tell(text)
    assert found, "the meeting itself must be found"
    assert all(told[1] != status for told in found), reason


@pytest.mark.parametrize(("text", "expected"), STATUSES)
def test_status(tell: Teller, text: str, expected: str) -> None:
    assert tell.only(text)[1] == expected


def test_a_past_date_makes_a_plan_history(tell: Teller) -> None:
    """The article is a year old when the map is made; seen from its own day nothing changes."""
    text = "The presidents of Chile and Brazil will meet in Santiago on 20 June 2024."
    assert tell.only(text, "2024-06-12")[1] == "planned"
    assert tell.only(text, "2025-06-12")[1] == "held"
