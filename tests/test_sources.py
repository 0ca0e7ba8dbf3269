"""Copies of one report, and articles of one source, are one source; the count does not hang on their order."""

from __future__ import annotations

from itertools import permutations

from geo.model import Article, Atlas, Meeting, Status
from geo.sources import Sources
from maps.payload import payload

WIRE = (
    "The foreign ministers of Russia, Turkey and Iran met in Astana on Tuesday and agreed to watch over "
    "the truce in Syria together, the three sides said in a statement after two days of talks "
    "that the armed opposition attended."
)
OWN = "Delegations arrived at the Rixos hotel for a first round; nobody shook hands, and the tea went cold."


def article(name: str, text: str, source: str | None = None) -> Article:
    return Article(name, text, source=source)


ARTICLES = (
    article("wire", WIRE, "Agency"),
    article("paper", f"{WIRE} Our correspondent adds that it snowed.", "Paper"),
    article("blog", f"ASTANA - {WIRE}"),
    article("own", OWN, "Weekly"),
    article("again", "The second day brought a paper that nobody signed, and a promise to come back.", "WEEKLY"),
    article("empty", "", "Archive"),
    article("void", ""),
)


def test_copies_and_one_sources_articles_count_once() -> None:
    sources = Sources(ARTICLES)
    assert sources.count(["wire", "paper", "blog"]) == 1
    assert sources.count(["own", "again"]) == 1
    assert sources.count(["wire", "own"]) == 2
    assert sources.count(["empty", "void", "wire"]) == 3
    assert sources.count(["wire", "wire", "nobody"]) == 1
    assert sources.count([]) == 0


def test_what_hangs_together_by_a_third_is_one_in_any_order() -> None:
    chained = (*ARTICLES[:2], article("reprint", f"{WIRE} It was cold.", "Weekly"), ARTICLES[3])
    names = [one.id for one in chained]
    assert {Sources(chained).count(order) for order in permutations(names)} == {1}


def test_the_page_is_told_only_of_more_than_one() -> None:
    def told_by(*names: str) -> Meeting:
        return Meeting("-".join(names), names, None, None, Status.HELD, (), 0.9)

    rows = payload(Atlas(ARTICLES, (told_by("wire", "own"), told_by("wire", "paper"), told_by("own"))), "Map")
    assert [row.get("sources") for row in rows["meetings"]] == [2, None, None]
