"""What sentences around a meeting add to it: who looks on, who opens it, where from somebody returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

TALKS = "Peru and Chile held talks in Quito on Monday. "

# sentence after the talks: role by actor
ADDED = [
    ("The king of Spain looked on.", {"ESP": "participant"}),
    ("The presidents of Spain and Portugal opened them together.", {"ESP": "participant", "PRT": "participant"}),
    ("Mexico hosted them.", {"MEX": "host"}),
    ("Mexico organised them, together with Panama.", {"MEX": "organiser", "PAN": "organiser"}),
    ("Spain sent its foreign minister, Panama a deputy minister.", {"ESP": "participant", "PAN": "participant"}),
    ("Spain has sent an observer, as well as Panama and Cuba.", {"ESP": "observer", "PAN": "observer"}),
    ("The Brazilian delegate said that nothing was lost.", {"BRA": "participant"}),
    ("Cuba attended as an observer, beside Haiti.", {"CUB": "observer", "HTI": "observer"}),
    ("Panama mediated them, along with Cuba.", {"PAN": "mediator", "CUB": "mediator"}),
    ("Panama mediated the talks, assisted by envoys of Cuba and Haiti.", {"CUB": "mediator", "HTI": "mediator"}),
    ("Spain sent a minister; Cuba and Haiti signed as witnesses.", {"CUB": "participant", "HTI": "participant"}),
    ("Cuba's premier led the Cuban delegation, Colonel Brown that of Haiti.", {"HTI": "participant"}),
    ("Envoys of Cuba and Haiti helped with the text.", {"CUB": "mediator", "HTI": "mediator"}),
    ("Diplomats from Cuba and Haiti hovered in the lobby.", {"CUB": "participant", "HTI": "participant"}),
    ("President Macron and President Biden spoke plainly.", {"FRA": "participant", "USA": "participant"}),
    ("With Cuba and Haiti, Panama is a guarantor of the peace.", {"CUB": "organiser", "PAN": "organiser"}),
    ("The king of Spain was a guest of honour.", {"ESP": "participant"}),
]

# sentence after the talks: who takes no part
NOT_ADDED = [
    ("The king of Spain looked on it as a farce.", "ESP", "he thinks of them"),
    ("A Brazilian newspaper said that nothing was lost.", "BRA", "no delegate"),
    ("Spain likes them.", "ESP", "an opinion"),
    ("Their host, an ally of Cuba, opened them.", "CUB", "the host's ally"),
    ("President Biden spoke to Congress.", "USA", "somewhere else"),
    ("Cuba waits for rain.", "CUB", "at no table"),
    ("Spain helped Cuba after the storm.", "ESP", "no envoys"),
    ("Cuba and Haiti come next.", "CUB", "another day"),
    ("Spain signed a contract; Cuba signed a statement.", "CUB", "papers of its own"),
    ("Spain sent a letter, Panama a statement.", "PAN", "papers are no people"),
]

# what a place is told by
PLACES = [
    ("The Norwegian foreign minister returned from Riga on Friday.", ["Riga"]),
    ("King Harald of Norway came home from Riga with two treaties.", ["Riga"]),
    ("Peru and Chile signed a text on Monday. They did so in Quito.", ["Quito"]),
    ("Peru and Chile reached a deal in Quito on Monday.", ["Quito"]),
    ("The ministers of Peru and Chile had dinner with the king of Spain in Quito.", ["Quito"]),
    ("Peru's president, who was received by the king of Spain in Toledo, said no more.", ["Toledo"]),
    ("The Mexican president met the Cuban leader for the first time in Panama City.", ["Panama City"]),
    ("The Holy See is ready to host talks between Peru and Chile.", ["Vatican"]),
    ("Peru's minister was for three hours in Quito on Friday.", ["Quito"]),
    ("Peru and Chile signed a text in the library of a palace in Quito.", ["Quito"]),
    ("Peru and Chile met in Quito on Monday. In the same city Cuba met Haiti on Tuesday.", ["Quito", "Quito"]),
    ("Norway's premier left Riga for Bern. He is expected there for talks with Peru on Friday.", ["Bern"]),
    ("Peru's president, who arrived in Quito on Friday, was received by the Cuban leader on Monday.", ["Quito"]),
    ("The deputy secretary of state was in Quito on Friday for talks with Peru.", ["Quito"]),
    ("The presidents of Peru and Chile met at Hamilton airport in New Zealand on Friday.", ["Hamilton"]),
    ("The Peruvian president and the Chilean premier embraced in Quito on Monday.", ["Quito"]),
    ("Peru has signed this Monday in Quito, with four groups, an agreement of peace.", ["Quito"]),
]

# text: why it has no venue
NOWHERE = [
    ("Norway's premier returned from Bergen on Friday.", "his own country"),
    ("Norway's premier told reporters in Riga that talks with Peru could begin soon.", "where he speaks"),
    ("In Riga, Norway's premier, who was absent from the talks, denounced them.", "where he speaks"),
    ("The Secretary-General of the United Nations leaves for New York on Friday.", "his seat"),
    ("Peru hopes to reach a deal in Congress.", "not reached"),
    ("A conference house in Riga was sold to a Norwegian bank.", "a house"),
    ("Norway's minister had dinner in Riga.", "with nobody"),
    ("Norway's premier spoke after talks with Peru of a crisis in Togo.", "what he spoke of"),
    ("Before Macron returns to Paris, he and Biden will hold talks with Sunak.", "home, after the talks"),
    ("Peru embraced free trade in Quito.", "nobody is embraced"),
    ("Norway's premier left Riga for Oslo.", "left, and home"),
]


@pytest.mark.parametrize(("sentence", "roles"), ADDED)
def test_joins_the_talks(tell: Teller, sentence: str, roles: dict[str, str]) -> None:
    venue, _, _, found = tell.only(TALKS + sentence)
    assert venue == "Quito"
    assert {actor: found.get(actor) for actor in roles} == roles


@pytest.mark.parametrize(("sentence", "actor", "why"), NOT_ADDED)
def test_does_not_join_the_talks(tell: Teller, sentence: str, actor: str, why: str) -> None:
    assert all(actor not in roles for venue, *_, roles in tell(TALKS + sentence) if venue == "Quito"), why


@pytest.mark.parametrize(("text", "venues"), PLACES)
def test_the_place_is_read(tell: Teller, text: str, venues: list[str]) -> None:
    assert tell.venues(text) == venues


@pytest.mark.parametrize(("text", "why"), NOWHERE)
def test_no_place_is_read(tell: Teller, text: str, why: str) -> None:
    assert tell.venues(text) == [], why


def test_a_conference_is_called_by_its_organisers(tell: Teller) -> None:
    roles = tell.only("Peru and Chile met in Quito on Monday at a conference called by Spain and Panama.")[3]
    assert roles["ESP"] == roles["PAN"] == "organiser"


def test_the_host_of_one_venue_is_not_the_host_of_another(tell: Teller) -> None:
    told = tell("Rome hosted three rounds of talks between Peru and Chile, and others took place in Bern.")
    assert {venue: "ITA" in roles for venue, *_, roles in told} == {"Rome": True, "Bern": False}


def test_a_visit_has_the_day_of_the_journey(tell: Teller) -> None:
    told = tell.only("On Monday, 3 June, the Peruvian president was in Quito, where he met the Cuban premier.")
    assert told[2] == "2024-06-03"


def test_it_is_who_is_said_to_say_so(tell: Teller) -> None:
    assert {"PER", "CHL"} <= tell.actors("Peru said it held talks with Chile in Quito on Monday.")


def test_a_place_in_a_state_that_has_no_such_place_is_nowhere(tell: Teller) -> None:
    text = "The presidents of Guyana and Venezuela met at Hamilton airport in Chad on Thursday."
    assert tell.venues(text) == ["Chad"]


def test_what_two_sign_is_initialled_by_them_before(tell: Teller) -> None:
    told = tell("Peru and Chile signed in Quito on Tuesday a text that was initialled in Bern on Monday.")
    assert {venue: set(roles) >= {"PER", "CHL"} for venue, *_, roles in told} == {"Quito": True, "Bern": True}


def test_their_days_of_talks_are_theirs(tell: Teller) -> None:
    text = "Presidents Ruto of Kenya and Boric of Chile parted. Their two days of talks in Bern brought nothing."
    assert {"KEN", "CHL"} <= set(tell.only(text)[3])


def test_a_day_is_told_from_the_day_of_the_meeting_before(tell: Teller) -> None:
    text = "Peru and Chile met in Quito on Monday. The day before, Cuba and Haiti had met in Bern."
    assert [(venue, day) for venue, _, day, _ in tell(text)] == [("Quito", "2024-06-10"), ("Bern", "2024-06-09")]


def test_before_somebody_else_came_is_no_day(tell: Teller) -> None:
    text = "Peru and Chile met in Quito on Monday. Two days before Cuba's premier, Haiti's had come to Bern."
    assert "2024-06-08" not in {day for _, _, day, _ in tell(text)}


def test_two_peoples_named_with_a_hyphen_are_both_there(tell: Teller) -> None:
    assert {"PER", "CHL"} <= tell.actors("Peruvian-Chilean consultations were held in Quito on Monday.")


def test_who_is_named_for_an_office_speaks_for_the_state(tell: Teller) -> None:
    text = "Tillerson will fly to Quito for talks with Peru on Friday."
    assert "USA" in tell.actors(text, "2017-01-14")
    assert "USA" not in tell.actors(text, "2016-06-14")


def test_whose_envoys_come_is_told_by_a_person(tell: Teller) -> None:
    assert "FRA" in tell.actors("President Emmanuel Macron's envoys signed a treaty with Chad in Quito on Monday.")


def test_neighbours_are_the_two_named_before(tell: Teller) -> None:
    text = "Peru and Chile signed a treaty in Bern on Monday. Last month the neighbours had talked in Quito."
    assert {"PER", "CHL"} <= set(next(roles for venue, *_, roles in tell(text) if venue == "Quito"))


def test_talks_whose_parties_come_a_sentence_later_are_theirs(tell: Teller) -> None:
    text = (
        "Ten days of talks, held in Bern under the auspices of the United Nations, ended on Monday. "
        "The presidents of Peru and Chile had eaten dinner with the king of Spain."
    )
    assert set(tell.only(text)[3]) == {"CHE", "United Nations", "PER", "CHL", "ESP"}


def test_a_name_with_a_hyphen_is_one_name(tell: Teller) -> None:
    assert tell.venues("South Korean President Kim Dae-jung came home from Hanoi with a treaty.") == ["Hanoi"]


def test_a_proposal_made_at_a_place_is_of_the_meeting_told_there_before(tell: Teller) -> None:
    text = (
        "The ministers of Peru and Chile met the king of Spain in Toledo in May. "
        "They would also like to hold another meeting soon. The Toledo meeting had been short."
    )
    assert [told[:3] for told in tell(text) if told[0] == "Toledo"] == [("Toledo", "held", "2024-05")]


def test_foes_who_are_talked_about_take_no_part(tell: Teller) -> None:
    text = "Peru's premier held talks in Quito on Monday on the war between Chad and Mali."
    assert tell.actors(text).isdisjoint({"TCD", "MLI"})


def test_who_does_not_represent_a_people_is_not_there(tell: Teller) -> None:
    text = "Peru and Chile met in Quito on Monday. Hamas does not represent the Palestinian people."
    assert tell.actors(text).isdisjoint({"Hamas", "PSE"})


def test_states_glued_by_a_hyphen_are_two(tell: Teller) -> None:
    assert {"USA", "CHN"} <= tell.actors("The U.S.-China Trade Meeting in Geneva ended on 12 May.")


def test_a_journey_to_take_part_goes_to_the_meeting(tell: Teller) -> None:
    text = "The Peruvian minister will travel to Bern to take part in the first meeting of the group with Chile."
    venue, status, *_ = tell.only(text)
    assert (venue, status) == ("Bern", "planned")


def test_the_day_of_arrival_is_not_the_day_of_the_talks(tell: Teller) -> None:
    text = "Envoys of Peru and Chile held talks in Bern. The delegations arrived in Bern on Saturday."
    assert "2024-06-08" not in {day for _, _, day, _ in tell(text)}


def test_a_month_of_the_past_stays_past(tell: Teller) -> None:
    text = "In November, the Peruvian president received the Chilean premier in Lima."
    assert tell.only(text)[1:3] == ("held", "2023-11")


def test_who_receives_and_then_travels_does_not_receive_there(tell: Teller) -> None:
    text = "The Kenyan president received the Ghanaian premier and flew to Kigali for talks with Rwanda."
    assert [venue for venue in tell.venues(text) if venue == "Kigali"] == ["Kigali"]
    assert "GHA" not in next(roles for venue, *_, roles in tell(text) if venue == "Kigali")


def test_who_was_there_too_was_at_the_meeting_told_last(tell: Teller) -> None:
    text = (
        "The Indian premier arrived in Colombo on Monday. He came from Bangkok, where he attended a summit hosted "
        "by Thailand and met the Nepalese premier. The king of Bhutan was also there."
    )
    assert {venue: "BTN" in roles for venue, *_, roles in tell(text)} == {"Colombo": False, "Bangkok": True}
