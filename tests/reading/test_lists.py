"""Lists that the parser breaks, bodies that stand for their members, and who speaks, visits and meets where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

TAKES_PART = [
    (
        (
            "The meeting in Cairo was co-chaired by Foreign Minister Ayman Safadi of Jordan alongside Josep"
            " Borrell, the EU's high representative; Badr Abdelatty, Egypt's foreign minister, and the "
            "secretary-general of the Arab League."
        ),
        "Cairo",
        {"JOR", "European Union", "EGY", "Arab League"},
    ),
    (
        (
            "The workshop in Tunis was held in the presence of the co-chairs of the group (France, Italy "
            "and the African Union)."
        ),
        "Tunis",
        {"FRA", "ITA", "African Union"},
    ),
    (
        (
            "The summit in Lima was attended by five of the members of the Andean Community, including "
            "Bolivia and Ecuador."
        ),
        "Lima",
        {"BOL", "ECU"},
    ),
    (
        (
            "The Joint Committee, comprised of representatives of Chile and Bolivia, held its second "
            "meeting in Arica on 5 May."
        ),
        "Arica",
        {"CHL", "BOL"},
    ),
    ("The foreign ministers of the Weimar Triangle met in Warsaw on Monday.", "Warsaw", {"FRA", "DEU", "POL"}),
    (
        (
            'The Quad met in Warsaw on Monday. "Quad", comprising Saudi Arabia, Oman, Norway and Britain, '
            "wants peace."
        ),
        "Warsaw",
        {"SAU", "OMN", "NOR", "GBR"},
    ),
    (
        "The Houthis are fighting in Marib. On Monday the government and the Houthis held talks in Muscat.",
        "Muscat",
        {"YEM", "Houthis"},
    ),
    (
        "The Norwegian minister travelled to Juba on 3 May, where she met with Ugandan and Kenyan officials.",
        "Juba",
        {"NOR", "UGA", "KEN"},
    ),
    (
        "An Omani delegation visited Sanaa on Monday to discuss a truce with Saudi envoys.",
        "Sanaa",
        {"OMN", "SAU"},
    ),
    (
        '"We met the Polish minister in Krakow on Monday," the Danish foreign minister said.',
        "Kraków",
        {"DNK", "POL"},
    ),
    (
        "Talks co-facilitated by Kenya and Djibouti opened in Kampala on Monday between Sudan and Chad.",
        "Kampala",
        {"KEN", "DJI", "SDN", "TCD"},
    ),
    (
        (
            "Spain and Italy opened a conference on the Sahel in Madrid. Present at the Sahel conference "
            "were ministers from Niger, Mali and Chad."
        ),
        "Madrid",
        {"NER", "MLI", "TCD"},
    ),
    (
        (
            "The ministers of Chad and Sudan held its session in Khartoum on 9 May to speak of what was "
            "agreed since its last meeting, which was held in Doha. The meeting was chaired by Qatar."
        ),
        "Khartoum",
        {"TCD", "SDN", "QAT"},
    ),
    (
        (
            "Prime Minister Anders Holm of Denmark and King Harald of Norway arrived in Reykjavik. On "
            "Monday the prime minister met the president of Iceland in Akureyri."
        ),
        "Akureyri",
        {"DNK", "ISL"},
    ),
    (
        "In addition to Syria, neighbours (Iraq, Lebanon) and donors (Chad, Norway) took part in talks in Rome.",
        "Rome",
        {"SYR", "IRQ", "LBN", "TCD", "NOR"},
    ),
    ("Besides Chile, the Peruvian minister attended the summit in Quito.", "Quito", {"CHL", "PER"}),
]

NO_PART = [
    ("Talks between Chile and Peru opened in Lima, Brazil said.", "BRA", "who says so takes no part"),
    ("Talks between Chile and Peru on the war in Ukraine, Syria and Sudan opened in Lima.", "SYR", "a topic"),
    (
        "The foreign minister of Chile met the Peruvian president in Lima, and Brazil protested.",
        "BRA",
        "acts elsewhere",
    ),
    (
        "The foreign ministers of the European Union met in Prague on Monday.",
        "FRA",
        "a large body is no list of states",
    ),
    (
        '"We met in Krakow," the Danish minister told a Swedish newspaper after talks with Poland.',
        "SWE",
        "a newspaper",
    ),
    (
        (
            "The talks of Chile and Peru in Lima were hosted by Bolivia, whose president, an ally of Cuba, "
            "opened them."
        ),
        "CUB",
        "an ally",
    ),
]


@pytest.mark.parametrize(("text", "venue", "actors"), TAKES_PART)
def test_takes_part(tell: Teller, text: str, venue: str, actors: set[str]) -> None:
    found = {name: parts for name, _, _, parts in tell(text)}
    assert actors <= found[venue].keys()


@pytest.mark.parametrize(("text", "actor", "reason"), NO_PART)
def test_takes_no_part(tell: Teller, text: str, actor: str, reason: str) -> None:
    assert all(actor not in parts for *_, parts in tell(text)), reason


def test_an_observer_told_last_is_the_only_one(tell: Teller) -> None:
    ((_, _, _, roles),) = tell(
        "Talks of Chile and Peru were held in Lima. Also present were representatives of France, Japan as well as "
        "Germany as an observer."
    )
    assert (roles["DEU"], roles["FRA"], roles["JPN"]) == ("observer", "participant", "participant")


def test_a_stop_alone_is_no_meeting(tell: Teller) -> None:
    assert tell("After stops in Boston and Chicago, the Saudi crown prince flew home.") == []
