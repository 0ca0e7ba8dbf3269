from typing import Any

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Role
from maps.names import actor_other_names, persons, place_other_names
from tests.browser import atlases
from tests.builders import article


def told(actor: str, text: str, **more: Any) -> list[str]:
    one = article("one", f"There was {text} at the talks.")
    proof = atlases.proof(one, one.text, text, **more)
    return list(persons(atlases.part(actor, Role.PARTICIPANT, proof)))


@pytest.mark.parametrize(
    ("actor", "text", "names"),
    [
        ("RUS", "Lavrov", ["Sergei Lavrov"]),
        ("RUS", "Sergey Lavrov", ["Sergei Lavrov"]),
        ("JOR", "Khaled al-Yamani", ["Khaled al-Yamani"]),
        ("RUS", "Russia", []),
        ("RUS", "the two leaders", []),
        ("USA", "White House", []),
        ("USA", "Clinton", []),  # Bill or Hillary: the name alone does not tell
        ("USA", "they", []),
    ],
)
def test_marked_words_name_persons(actor: str, text: str, names: list[str]) -> None:
    assert told(actor, text) == names


def test_a_venue_that_only_implies_its_state_names_no_person() -> None:
    assert told("SGP", "Capella Hotel", rule="implied: the venue lies there") == []


def test_other_names_are_former_ones_and_demonyms() -> None:
    assert {"Persia", "Iranian"} <= set(actor_other_names("IRN", "Iran"))
    assert actor_other_names("nobody", "Nobody") == []


def test_places_have_former_names() -> None:
    (kyiv,) = [c.place for c in open_gazetteer(progress=False).candidates("Kyiv", 1)]
    names = place_other_names([kyiv])[kyiv.geonameid or 0]
    assert any(name.startswith("kie") for name in names)
    assert place_other_names([]) == {}
