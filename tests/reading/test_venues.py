"""Where they meet: what makes a venue, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NO_VENUE = [
    ("Astana said on Tuesday that it would keep its troops out of the dispute.", "a capital that speaks"),
    ("Relations between Moscow and Ankara have cooled since the spring.", "capitals that stand for states"),
    ("Paris accused London of breaking the fishing deal.", "governments that quarrel"),
    ("Brussels warned Budapest over the rule of law.", "seat and capital that stand for their bodies"),
    ("The Washington administration has not made up its mind about new tariffs.", "an administration"),
    ("The Kremlin denied the report.", "a palace that speaks"),
    ("The Minsk agreements were never carried out, the French minister said.", "an accord named after a city"),
    ("The Geneva Convention protects prisoners of war.", "a convention named after a city"),
    ("Critics say the Oslo accords left the hardest questions for later.", "accords named after a city"),
    ("The Paris climate accord was signed by almost every country in the world.", "an accord with a word between"),
    ("Both sides still quote the Camp David accords when it suits them.", "accords named after a site"),
    ("The Turkish president spoke by phone with the emir of Qatar on Sunday.", "a call"),
    ("Putin and Erdogan discussed grain exports in a telephone call on Monday.", "a call"),
    ("The foreign ministers of France and Germany held a video conference on Thursday.", "nobody travelled"),
    (
        "From his office in Warsaw the Polish foreign minister telephoned his Ukrainian counterpart.",
        "a place at one end of a line",
    ),
    ("Government troops and rebels fought a battle near Goma for three days.", "a battle"),
    ("The two armies clashed near Kharkiv, Ukraine said.", "a battle"),
    ("The rebels captured the town of Bunia on Sunday.", "a conquest"),
    ("The minister was born in Damascus and grew up in Beirut.", "a birthplace"),
    ("He studied in Vienna before he joined the ministry of Egypt.", "a curriculum vitae"),
    (
        "GENEVA, June 11 (Reuters) - Oil prices rose on Tuesday after a storm hit the coast.",
        "a dateline alone",
    ),
    (
        (
            "GENEVA, June 11 (Reuters) - The foreign ministers of Chad and Niger met in Lomé on "
            "Monday.\n\n(Reporting by Jane Smith in Paris; editing by John Brown in London)"
        ),
        "reporters' credits",
    ),
    ("The trial of the former president opened in The Hague on Monday before a UN court.", "a court"),
    ("The minister told a news conference in Berlin that Germany would send more aid.", "a news conference"),
    ("Speaking at a press conference in Oslo, the Norwegian premier praised Sweden.", "a press conference"),
    ("The prime minister chaired a cabinet meeting in Rome on Friday.", "a cabinet"),
    ("The ruling party opened its party congress in Hanoi on Monday.", "a party's own congress"),
    ("The company held its annual shareholder meeting in Zurich.", "a company's own meeting"),
    ("Aid from Norway arrived in Juba on Saturday.", "goods that arrive"),
    ("A ship with Ukrainian wheat arrived in Djibouti on Monday.", "goods that arrive"),
    ("Thousands marched in Tbilisi against the new law.", "a protest"),
    bug(
        "The national football team met Brazil in Doha on Friday.",
        "a match",
        reason="a match is taken for a meeting",
    ),
    ("An earthquake struck near Kathmandu on Monday, Nepal's government said.", "a disaster"),
    ("Ankara and Athens must meet their obligations under the treaty.", "obligations are met"),
    ("Sweden meets all conditions for joining NATO, the minister said in Stockholm.", "conditions are met"),
    ("The Syrian crisis has driven millions to Lebanon and Jordan.", "where refugees go"),
    ("The embassy of Japan in Ankara was closed on Friday.", "an embassy's town"),
    ("The president of Brazil returned home to Brasilia on Friday.", "somebody comes home"),
    ("Russian tourists flew to Antalya in record numbers.", "people in no office"),
    ("The Beijing Times quoted a Chinese diplomat.", "a newspaper"),
    ("Paris talks of Europe, Berlin talks of money, and Rome talks of both.", "talks is a verb here"),
    ("The mayor of Leeds and a steel company held talks in Leeds on Monday.", "nobody from abroad"),
    ("Settlement talks of Peru and Chile began on Monday.", "a word that is also a town"),
    ("Niger's president visited the troops of Operation Lafiya Dole.", "the name of an operation"),
    ("Togo's minister reacted in a statement that he signed in Lome to what Ghana had said.", "a man's own paper"),
    ("He told a meeting in Dundee on Monday that rents were too high.", "nobody from abroad"),
    ("Peru's premier met the Chilean king at Independence Palace on Monday.", "many palaces have that name"),
    ("France did not attend the meeting of oil ministers.", "no place told"),
    ("The presidents of Chad and Niger have never met in Lomé.", "no meeting at all"),
]

VENUES = [
    ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", "Cairo"),
    ("Delegations from Ethiopia and Somalia began talks in Ankara on Tuesday.", "Ankara"),
    ("Norway hosted talks between the Colombian government and the ELN in Oslo.", "Oslo"),
    ("The Geneva talks between Armenia and Azerbaijan ended on Friday.", "Geneva"),
    ("The Jordanian foreign minister arrived in Baghdad on Sunday for talks with Iraqi officials.", "Baghdad"),
    ("Egyptian President Abdel Fattah El-Sisi visited Beijing on 29 May 2024.", "Beijing"),
    ("Negotiators from Israel and Egypt met at Camp David in September 1978.", "Camp David"),
    ("Envoys of China and India held talks in the Russian city of Kazan on 7 June.", "Kazan"),
    ("The foreign ministers of Japan and South Korea met in Busan, South Korea, on Sunday.", "Busan"),
    ("Talks between Sudan's army and the Rapid Support Forces took place in Jeddah in May 2023.", "Jeddah"),
    ("Iranian and Saudi officials met in Beijing, where they agreed to reopen embassies.", "Beijing"),
    ("Russia and Ukraine signed the agreement in Istanbul on 22 July 2022.", "Istanbul"),
    ("Presidents of Serbia and Kosovo held a meeting in Ohrid in March 2023.", "Ohrid"),
    ("German Chancellor Olaf Scholz received the president of Kenya in Berlin on Monday.", "Berlin"),
    ("Pakistani officials flew to Doha for talks with the Taliban on Saturday.", "Doha"),
    ("The king of Jordan travelled to Ramallah to meet the Palestinian president.", "Ramallah"),
    (
        (
            "The foreign ministers of Spain and Morocco met on the sidelines of the UN General Assembly in "
            "New York on 24 September 2023."
        ),
        "New York",
    ),
    ("ASTANA, June 11 (AFP) - The foreign ministers of Iran and Turkey met here on Tuesday.", "Astana"),
    ("The foreign ministers of Iran and Turkey held talks in the Kazakh capital on Tuesday.", "Astana"),
    ("The foreign minister of Peru landed in Santiago on Monday. He met Chilean officials there.", "Santiago"),
    ("The presidents of Kenya and Uganda met at State House in Nairobi on Saturday.", "Nairobi"),
    bug(
        "The leaders of Greece and Turkey met aboard a ship near Rhodes.",
        "Rhodes",
        reason="near, after a ship, is not read",
    ),
    ("A summit of the leaders of France and Germany will open in Meseberg on Thursday.", "Meseberg"),
    ("Hosted by Qatar, Chad's government and rebel groups signed a peace deal in Doha in August 2022.", "Doha"),
    ("The negotiators of Cyprus and Turkey sat down in Crans-Montana for a new round of talks.", "Crans-Montana"),
    ("Japan's prime minister paid a visit to Kyiv on 21 March 2023.", "Kyiv"),
    ("The envoys of Iran and the United States met at the Palais Coburg in Vienna.", "Palais Coburg"),
    ("The two Koreas held military talks at Panmunjom on 31 July 2018.", "Panmunjom"),
    (
        "The Polish president welcomed his Lithuanian counterpart to Warsaw on Monday.",
        "Warsaw",
    ),
    ("Foreign ministers from Armenia and Azerbaijan gathered in Almaty for two days of talks.", "Almaty"),
    ("Russia's president flew to Pyongyang to meet the North Korean leader.", "Pyongyang"),
    bug(
        "The leaders of Greece and Turkey met on the island of Rhodes.",
        "Rhodes",
        reason="an island is not read as a venue",
    ),
    ("The ministers of Norway and Russia met in the border town of Kirkenes.", "Kirkenes"),
    (
        "Egypt attended the talks between Libya and Turkey in Tunis as an observer.",
        "Tunis",
    ),
    bug(
        "Algeria facilitated talks between Mali and Tuareg rebels in Algiers.",
        "Algiers",
        reason="in, after the parties of the talks, is lost",
    ),
    (
        "The emir of Kuwait arrived in Ankara, where he met the Turkish president.",
        "Ankara",
    ),
    (
        "In Baku, Turkey and Georgia signed another agreement.",
        "Baku",
    ),
    ("North and South Korean officials met at Panmunjom on Tuesday.", "Panmunjom"),
    ("The Vienna meeting brought together Serbia and Kosovo.", "Vienna"),
    ("At a meeting in Madrid, Morocco and Portugal agreed on new ferry lines.", "Madrid"),
    ("The emir of Qatar arrived in Paris on Tuesday for a two-day state visit.", "Paris"),
]

NOWHERE = [
    ("The foreign ministers of Kenya and Uganda met on Saturday.", "no place is told"),
    ("Leaders of Chad and Niger held talks on the situation in Libya.", "Libya is what they talk about"),
    ("The envoys of France and Italy discussed with each other the war in Sudan.", "Sudan is the matter"),
]


@pytest.mark.parametrize(("text", "reason"), NO_VENUE)
def test_no_venue(tell: Teller, text: str, reason: str) -> None:
    named = [v for v in tell.venues(text) if not (reason == "reporters' credits" and v == "Lomé")]
    assert named == [], reason


@pytest.mark.parametrize(("text", "reason"), NOWHERE)
def test_a_meeting_without_a_place_has_no_venue(tell: Teller, text: str, reason: str) -> None:
    assert tell.venues(text) == [], reason
    assert len(tell(text)) == 1, reason


@pytest.mark.parametrize(("text", "expected"), VENUES)
def test_venue(tell: Teller, text: str, expected: str) -> None:
    assert tell.venues(text) == [expected]


BUILDINGS = [
    "Airport", "International Airport", "Grand Hotel", "Convention Centre", "Congress Hall", "University",
    "International Bank", "Court", "Plaza", "Villa", "Grand Centre", "Bridge", "Market",
]  # fmt: skip


@pytest.mark.parametrize("building", BUILDINGS)
def test_a_building_is_no_town_elsewhere(tell: Teller, building: str) -> None:
    text = f"The ministers of Iraq and Iran met at the Baghdad {building} on Monday."
    assert set(tell.venues(text)) <= {"Baghdad"}


def test_a_war_that_is_to_be_stopped_is_no_journey(tell: Teller) -> None:
    assert tell.venues("The Egyptian minister called for an effort to stop the war in Gaza.") == []


def test_the_premier_of_a_state_does_not_visit_it(tell: Teller) -> None:
    assert tell.venues("The premier of Iraq will visit Damascus at the head of a delegation.") == ["Damascus"]
