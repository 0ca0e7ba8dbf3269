"""When a meeting is: dates count from the article's day (Wednesday 12 June 2024) and belong to one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.telling import bug

if TYPE_CHECKING:
    from tests.reading.telling import Teller

NO_DATE = [
    ("The foreign ministers of Egypt and Turkey met in Cairo.", "the day of publication is not the event's"),
    bug(
        "The foreign ministers of Egypt and Turkey met in Cairo, Egypt said on Monday.",
        "the day of saying",
        reason="the day of saying is taken for the meeting's",
    ),
    (
        "The foreign ministers of Egypt and Turkey met in Cairo to discuss the treaty of 1936.",
        "the year of a treaty",
    ),
    bug(
        "The presidents of Chile and Peru met in Lima to discuss the elections in October.",
        "the month of what they talk about",
        reason="the date of the matter is taken, and makes the meeting planned",
    ),
    ("CAIRO, June 11 - The foreign ministers of Egypt and Turkey met in Cairo.", "the day of a dateline"),
    (
        "The foreign ministers of Egypt and Turkey, who were both born in 1960, met in Cairo.",
        "the year of a birth",
    ),
]

DATES = [
    ("Egypt and Turkey ended two days of talks in Cairo on Tuesday.", "2024-06-10/2024-06-11"),
    ("Egypt and Turkey wrapped up a three-day meeting in Cairo on Tuesday.", "2024-06-09/2024-06-11"),
    ("Egypt and Turkey began two days of talks in Cairo on Tuesday.", "2024-06-11"),
    ("After ninety days of talks Egypt and Turkey signed a treaty in Cairo on Tuesday.", "2024-06-11"),
    ("Egypt's minister has been in Ankara since Monday for talks with Turkey.", "2024-06-10"),
    ("The summit of Egypt and Turkey takes place in Cairo on April 7.", "2025-04-07"),
    ("Egypt and Turkey met in Cairo on Monday over the attack of October 7.", "2024-06-10"),
    ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", "2024-06-10"),
    ("The foreign ministers of Egypt and Turkey met in Cairo yesterday.", "2024-06-11"),
    ("The foreign ministers of Egypt and Turkey will meet in Cairo on Monday.", "2024-06-17"),
    ("The foreign ministers of Egypt and Turkey will meet in Cairo tomorrow.", "2024-06-13"),
    ("The foreign ministers of Egypt and Turkey met in Cairo on 3 March.", "2024-03-03"),
    ("The foreign ministers of Egypt and Turkey met in Cairo on March 3, 2021.", "2021-03-03"),
    ("The foreign ministers of Egypt and Turkey met in Cairo in March.", "2024-03"),
    ("The foreign ministers of Egypt and Turkey met in Cairo in 2013.", "2013"),
    ("The foreign ministers of Egypt and Turkey held talks in Cairo on January 23-24.", "2024-01-23/2024-01-24"),
    (
        "The foreign ministers of Egypt and Turkey will hold talks in Cairo from 20 to 22 June.",
        "2024-06-20/2024-06-22",
    ),
    ("The foreign ministers of Egypt and Turkey met in Cairo last month.", "2024-05"),
    ("The foreign ministers of Egypt and Turkey will meet in Cairo next month.", "2024-07"),
    ("On Sunday the foreign ministers of Egypt and Turkey met in Cairo.", "2024-06-09"),
    ("In May 2023, talks between Sudan and the Rapid Support Forces opened in Jeddah.", "2023-05"),
    (
        "The president of Kenya said on Tuesday that he would meet his Ugandan counterpart in Nairobi on Friday.",
        "2024-06-14",
    ),
    ("Talks between Ethiopia and Somalia in Ankara were postponed to 17 September.", "2024-09-17"),
    ("The foreign ministers of Egypt and Turkey met in Cairo in December.", "2023-12"),
    ("The foreign ministers of Egypt and Turkey will meet in Cairo in January.", "2025-01"),
    ("The foreign ministers of Egypt and Turkey met in Cairo two days ago.", "2024-06-10"),
    ("The June 10 meeting of the foreign ministers of Egypt and Turkey in Cairo lasted an hour.", "2024-06-10"),
]

FAR_OFF = [
    ("The foreign ministers of Egypt and Turkey met in Cairo on Monday.", None, None, "no day to count from"),
    ("The foreign ministers of Egypt and Turkey met in Cairo on 3 March 2021.", None, "2021-03-03", "a full date"),
    (
        "The foreign ministers of Egypt and Turkey met in Cairo on Monday.",
        "2024-01-01",
        "2024-01-01",
        "the same day",
    ),
    ("Envoys of Egypt and Turkey met in Cairo on 30 December.", "2024-01-02", "2023-12-30", "the year before"),
    ("Envoys of Egypt and Turkey will meet in Cairo on 2 January.", "2023-12-30", "2024-01-02", "the year after"),
]


@pytest.mark.parametrize(("text", "reason"), NO_DATE)
def test_no_date(tell: Teller, text: str, reason: str) -> None:
    assert tell.only(text)[2] is None, reason


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_date(tell: Teller, text: str, expected: str) -> None:
    assert tell.only(text)[2] == expected


@pytest.mark.parametrize(("text", "day", "expected", "reason"), FAR_OFF)
def test_date_from_another_day(
    tell: Teller, text: str, day: str | None, expected: str | None, reason: str
) -> None:
    assert tell.only(text, day)[2] == expected, reason
