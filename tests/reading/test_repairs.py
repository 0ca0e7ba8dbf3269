"""What the parser hangs in the wrong place is put right before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.reading.telling import Teller

# text: all who are joined to its meetings
WHOLE = [
    ("On Friday Peruvians and Chileans sat down together in Quito.", {"PER", "CHL"}),
    ("For an hour on Friday Peruvians and Chileans sat down together in Quito.", {"PER", "CHL"}),
    ("In the small hours of this morning envoys of Peru and Chile signed a treaty in Quito.", {"PER", "CHL"}),
    ("On Monday President William Ruto met the Ugandan premier in Entebbe.", {"KEN", "UGA"}),
    (
        (
            "Two years after the coup that toppled the king in Mali, the Chadian government and the Free Aceh "
            "Movement signed a treaty in Lagos on Monday."
        ),
        {"TCD", "GAM"},
    ),
    (
        "Emmanuel Macron of France and Chile's acting foreign minister, Luis Soto, shook hands in Lima.",
        {"FRA", "CHL"},
    ),
    (
        "President Ana Ruiz of Peru and President Luis Soto of Chile, who had never met, held talks in Quito.",
        {"PER", "CHL"},
    ),
    ("The kings of Jordan and the vice-president of Iraq met in Doha on Friday.", {"JOR", "IRQ"}),
    ("Envoys of Norway and of Finland met in Riga on Friday.", {"NOR", "FIN"}),
]

# text: who takes no part, and why
NOT_MOVED = [
    ("Ana Ruiz of Peru and Chile met the Kenyan minister in Quito.", "XKX", "nobody from there is named"),
    ("In Mali, a neighbour of Niger, the Chadian premier met the Togolese king.", "NER", "an apposition"),
    (
        "On Friday Chad's premier met the Togolese king in Lome, a port on the coast of Ghana.",
        "GHA",
        "a coast",
    ),
]


@pytest.mark.parametrize(("text", "actors"), WHOLE)
def test_all_of_a_broken_list_take_part(tell: Teller, text: str, actors: set[str]) -> None:
    assert actors <= tell.actors(text)


@pytest.mark.parametrize(("text", "actor", "why"), NOT_MOVED)
def test_nobody_else_is_drawn_in(tell: Teller, text: str, actor: str, why: str) -> None:
    assert actor not in tell.actors(text), why
