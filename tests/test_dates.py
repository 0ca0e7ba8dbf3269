from __future__ import annotations

import datetime as dt
import itertools
import pickle
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from geo.dates import DatePhrase, Direction, find_dates
from geo.model import DateSpan

BASE = dt.date(2017, 1, 14)  # a Saturday
PAST, NEAREST, FUTURE = Direction.PAST, Direction.NEAREST, Direction.FUTURE

NO_DATE = [
    ("Theresa May flew to Florence.", "a surname"),
    ("Mrs May and Mr Juncker met.", "a surname before and"),
    ("In May's view the talks are over.", "a surname with 's"),
    ("Since May took office, talks stalled.", "a surname before a verb"),
    ("A plan by May would end it.", "a surname before a verb"),
    ("They may meet, and they may not.", "a modal verb"),
    ("It may 5 times be asked.", "a modal verb before a number"),
    ("Protesters march 20 miles to the palace.", "a verb before a number"),
    ("The rebels march on Damascus.", "a verb"),
    ("The March on Rome began.", "a march on a city"),
    ("They went on the Women's March in Washington.", "a demonstration"),
    ("An august body, the Senate.", "an adjective"),
    ("The sun sat low over Geneva.", "words like day abbreviations"),
    ("The Sun said so. Sat phones were used.", "a newspaper and a satellite"),
    ("Wed to the plan, they mon amour.", "a verb"),
    ("Some 1,200 delegates came.", "a number"),
    ("More than 2,017 were killed.", "a number that looks like a year"),
    ("The talks lasted 24 hours.", "a duration"),
    ("They met for two weeks.", "a duration"),
    ("Talks in three days of fighting failed.", "a duration"),
    ("the first visit by a president in 20 years", "a duration after first"),
    ("the worst violence in two years", "a duration after a superlative"),
    ("under resolution 2254", "a resolution's number"),
    ("UN Security Council Resolution 1701 calls for it", "a resolution's number"),
    ("in resolution 1929 the Council", "a resolution's number"),
    ("An F-16 flew over.", "a fighter jet"),
    ("the 1967 borders", "an adjectival year"),
    ("a state on 1967 lines", "an adjectival year"),
    ("a return from 1967 borders", "an adjectival year with a preposition"),
    ("since 1949 armistice lines were drawn", "an adjectival year with a word between"),
    ("the 2015 nuclear deal", "a year that names a deal"),
    ("by 2015 nuclear deal", "a year that names a deal, after a preposition"),
    ("Agenda 2030 was praised.", "a programme"),
    ("Vision 2020", "a programme"),
    ("The minister, 54, spoke.", "an age"),
    ("aged 23, he left", "an age"),
    ("a 23-year-old envoy", "an age"),
    ("$2015 was paid, and €1999 more", "money"),
    ("in 2000 people's homes", "a count"),
    ("from 1800 GMT", "a clock time"),
    ("at 10:30", "a clock time"),
    ("by 20% in all", "a share"),
    ("They won 3-2.", "a score"),
    ("a 24/7 hotline, and 9/11", "figures with a stroke"),
    ("version 1.2.3", "a version number"),
    ("call 555-2017-01", "a telephone number"),
    ("45/13/2017", "no day and no month"),
    ("Mar-a-Lago hosted them.", "a venue with an abbreviation"),
    ("Mar del Plata hosted them.", "a city with an abbreviation"),
    ("Jan Egeland spoke in Geneva.", "a first name"),
    ("April Glaspie met Saddam.", "a first name"),
    ("June Smith and August Strindberg", "first names"),
    ("the day of Bloody Sunday", "a name of an event"),
    ("The Good Friday Agreement", "a name of an agreement"),
    ("Black September took hostages.", "a name of a group"),
    ("the October War and the October Revolution", "names of events"),
    ("the Sunday Times reported", "a newspaper"),
    ("USA Today reported", "a newspaper"),
    ("every Monday they talk", "a habit"),
    ("on the first Monday of each month", "a habit"),
    ("they meet on Fridays", "a habit"),
    ("in today's world", "a figure of speech"),
    ("on the 5th anniversary", "an ordinal before a noun"),
    ("on the 23rd floor", "an ordinal before a noun"),
    ("the 18th Party Congress", "an ordinal before a noun"),
    ("the Arab Spring, the Prague Spring", "names of events"),
    ("the fall of Aleppo", "a defeat"),
    ("a fall in prices", "a decline"),
    ("in summer the road is open", "a habit"),
    ("Mayday, Marchers, Sundays, Januaryish", "inside longer words"),
    ("xJanuary 23x", "inside a word"),
    ("", "nothing"),
]

# One row: the sentence, the phrase in it, its rule, the direction, the date from Saturday 14 January 2017.
FOUND = [
    ("on January 23, do may be", "on January 23", "day", NEAREST, "2017-01-23"),
    ("They met January 23.", "January 23", "day", PAST, "2016-01-23"),
    ("They meet January 23.", "January 23", "day", FUTURE, "2017-01-23"),
    ("It ended on December 20.", "on December 20", "day", NEAREST, "2016-12-20"),
    ("It ended on December 20.", "on December 20", "day", FUTURE, "2017-12-20"),
    ("They met January 14.", "January 14", "day", PAST, "2017-01-14"),
    ("They meet January 14.", "January 14", "day", FUTURE, "2017-01-14"),
    ("ASTANA, Jan. 23 (Reuters)", "Jan. 23", "day", NEAREST, "2017-01-23"),
    ("ASTANA, JAN. 23", "JAN. 23", "day", NEAREST, "2017-01-23"),
    ("set for 23 Jan", "for 23 Jan", "day", NEAREST, "2017-01-23"),
    ("23 January 2017", "23 January 2017", "day", PAST, "2017-01-23"),
    ("the 23rd of January", "the 23rd of January", "day", NEAREST, "2017-01-23"),
    ("on the 23rd of January, 2016", "on the 23rd of January, 2016", "day", NEAREST, "2016-01-23"),
    ("January 23, 2017, was", "January 23, 2017", "day", PAST, "2017-01-23"),
    ("January 23rd 2017", "January 23rd 2017", "day", PAST, "2017-01-23"),
    ("on Monday, January 23, in", "on Monday, January 23", "day", NEAREST, "2017-01-23"),
    ("Thursday 05 April 2018", "Thursday 05 April 2018", "day", NEAREST, "2018-04-05"),
    ("Wed, 15 Nov 2023", "Wed, 15 Nov 2023", "day", NEAREST, "2023-11-15"),
    ("on Feb.8 in Geneva", "on Feb.8", "day", FUTURE, "2017-02-08"),
    ("on Monday (January 23)", "January 23", "day", FUTURE, "2017-01-23"),
    ("the weekend of January 21", "January 21", "day", FUTURE, "2017-01-21"),
    ("on January\n23 in Astana", "on January\n23", "day", NEAREST, "2017-01-23"),
    ("on September 5 last year", "on September 5 last year", "day", NEAREST, "2016-09-05"),
    ("met on May 7, India said", "on May 7", "day", FUTURE, "2017-05-07"),
    ("on 1 march 2017 and on 2 june 2017", "on 2 june 2017", "day", PAST, "2017-06-02"),
    ("February 29, it was", "February 29", "day", PAST, "2016-02-29"),
    ("February 29, it will be", "February 29", "day", FUTURE, "2020-02-29"),
    ("on February 30, 2017", "on February 30, 2017", "day", NEAREST, None),
    ("On January 23, 24 people died.", "On January 23", "day", NEAREST, "2017-01-23"),
    ("dated 2017-01-23.", "2017-01-23", "day", PAST, "2017-01-23"),
    ("dated 23/01/2017", "23/01/2017", "day", PAST, "2017-01-23"),
    ("dated 01/23/2017", "01/23/2017", "day", PAST, "2017-01-23"),
    ("on 23.01.2017.", "on 23.01.2017", "day", PAST, "2017-01-23"),
    ("on 05/04/2018", "on 05/04/2018", "day", PAST, "2018-04-05"),
    ("January 23-24 in Astana", "January 23-24", "days", NEAREST, "2017-01-23/2017-01-24"),
    ("January 23\u201324, 2018", "January 23\u201324, 2018", "days", NEAREST, "2018-01-23/2018-01-24"),
    ("23-24 January 2017", "23-24 January 2017", "days", NEAREST, "2017-01-23/2017-01-24"),
    ("23 to 24 January", "23 to 24 January", "days", NEAREST, "2017-01-23/2017-01-24"),
    ("on July 28 and 29, 2025", "on July 28 and 29, 2025", "days", NEAREST, "2025-07-28/2025-07-29"),
    ("on 28, 29 and 30 July", "on 28, 29 and 30 July", "days", FUTURE, "2017-07-28/2017-07-30"),
    ("January 31-February 2", "January 31-February 2", "days", NEAREST, "2017-01-31/2017-02-02"),
    ("December 30-January 2, 2017", "December 30-January 2, 2017", "days", PAST, "2016-12-30/2017-01-02"),
    (
        "28 October through 1 November 2023",
        "28 October through 1 November 2023",
        "days",
        PAST,
        "2023-10-28/2023-11-01",
    ),
    ("from March 3 to 5", "from March 3 to 5", "from", FUTURE, "2017-03-03/2017-03-05"),
    ("on Thursday and Friday, March 2 and 3", None, "days", FUTURE, "2017-03-02/2017-03-03"),
    ("between 3 and 5 March", "between 3 and 5 March", "days", FUTURE, "2017-03-03/2017-03-05"),
    ("between April 30 and May 2", "between April 30 and May 2", "days", FUTURE, "2017-04-30/2017-05-02"),
    ("from Monday, January 23 to Wednesday, January 25", None, "from", FUTURE, "2017-01-23/2017-01-25"),
    ("In January they", "In January", "month", NEAREST, "2017-01"),
    ("this January", "this January", "month", PAST, "2017-01"),
    ("last October", "last October", "month", FUTURE, "2016-10"),
    ("last January", "last January", "month", NEAREST, "2016-01"),
    ("next March", "next March", "month", PAST, "2017-03"),
    ("next January", "next January", "month", PAST, "2018-01"),
    ("in early March", "in early March", "month", FUTURE, "2017-03"),
    ("mid-April", "mid-April", "month", FUTURE, "2017-04"),
    ("in mid May", "in mid May", "month", FUTURE, "2017-05"),
    ("late June", "late June", "month", PAST, "2016-06"),
    ("the end of November", "the end of November", "month", PAST, "2016-11"),
    ("in January 2017", "in January 2017", "month", PAST, "2017-01"),
    ("in February of 2018", "in February of 2018", "month", PAST, "2018-02"),
    ("in September last year", "in September last year", "month", PAST, "2016-09"),
    ("in December", "in December", "month", PAST, "2016-12"),
    ("in December", "in December", "month", FUTURE, "2017-12"),
    ("in May the two met", "in May", "month", PAST, "2016-05"),
    ("the May summit", "May", "month", PAST, "2016-05"),
    ("at a November summit in Vilnius", "November", "month", PAST, "2016-11"),
    ("a June referendum", "June", "month", FUTURE, "2017-06"),
    ("In March 15 people died.", "In March", "month", PAST, "2016-03"),
    ("from June to August 2015", "from June to August 2015", "from", PAST, "2015-06/2015-08"),
    ("in March-April 2017", "in March-April 2017", "months", PAST, "2017-03/2017-04"),
    ("between November and February", "between November and February", "months", PAST, "2016-11/2017-02"),
    ("in the first quarter of 2017", "in the first quarter of 2017", "months", PAST, "2017-01/2017-03"),
    ("in 1999, they", "in 1999", "year", PAST, "1999"),
    ("in the year 2000", "in the year 2000", "year", PAST, "2000"),
    ("late 2015", "late 2015", "year", PAST, "2015"),
    ("in the summer of 1993", "in the summer of 1993", "year", PAST, "1993"),
    ("last summer", "last summer", "year", PAST, "2016"),
    ("next spring", "next spring", "year", PAST, "2017"),
    ("in the spring", "in the spring", "year", FUTURE, "2017"),
    ("from 2014 to 2016", "from 2014 to 2016", "from", PAST, "2014/2016"),
    ("in 2014-15", "in 2014-15", "years", PAST, "2014/2015"),
    ("last year", "last year", "relative", FUTURE, "2016"),
    ("in the end of last year", "in the end of last year", "relative", PAST, "2016"),
    ("early next year", "early next year", "relative", PAST, "2018"),
    ("this year", "this year", "relative", PAST, "2017"),
    ("before year\u2019s end", "before year\u2019s end", "before", PAST, "2017"),
    ("on Friday", "on Friday", "weekday", NEAREST, "2017-01-13"),
    ("said Friday that", "Friday", "weekday", PAST, "2017-01-13"),
    ("meet Friday", "Friday", "weekday", FUTURE, "2017-01-20"),
    ("on Saturday", "on Saturday", "weekday", PAST, "2017-01-14"),
    ("on Saturday", "on Saturday", "weekday", FUTURE, "2017-01-14"),
    ("last Saturday", "last Saturday", "weekday", NEAREST, "2017-01-07"),
    ("last Friday", "last Friday", "weekday", FUTURE, "2017-01-13"),
    ("next Tuesday", "next Tuesday", "weekday", PAST, "2017-01-17"),
    ("next Saturday", "next Saturday", "weekday", PAST, "2017-01-21"),
    ("this Thursday", "this Thursday", "weekday", NEAREST, "2017-01-19"),
    ("this Thursday", "this Thursday", "weekday", PAST, "2017-01-12"),
    ("Friday morning", "Friday morning", "weekday", PAST, "2017-01-13"),
    ("late on Monday", "late on Monday", "weekday", PAST, "2017-01-09"),
    ("Monday's meeting", "Monday", "weekday", PAST, "2017-01-09"),
    ("on Friday last week", "on Friday last week", "weekday", FUTURE, "2017-01-06"),
    ("two Fridays ago", "two Fridays ago", "weekday", PAST, "2017-01-06"),
    ("Monday and Tuesday", "Monday and Tuesday", "weekdays", PAST, "2017-01-09/2017-01-10"),
    ("from Monday to Thursday", "from Monday to Thursday", "from", FUTURE, "2017-01-16/2017-01-19"),
    ("the following Monday", "the following Monday", "weekday", PAST, None),
    ("met today in Cairo", "today", "relative", FUTURE, "2017-01-14"),
    ("Yesterday, they", "Yesterday", "relative", FUTURE, "2017-01-13"),
    ("tomorrow", "tomorrow", "relative", PAST, "2017-01-15"),
    ("today and tomorrow", "today and tomorrow", "relative", PAST, "2017-01-14/2017-01-15"),
    ("the day after tomorrow", "the day after tomorrow", "relative", PAST, "2017-01-16"),
    ("the day before yesterday", "the day before yesterday", "relative", PAST, "2017-01-12"),
    ("tonight", "tonight", "relative", PAST, "2017-01-14"),
    ("this morning", "this morning", "relative", PAST, "2017-01-14"),
    ("last night", "last night", "relative", PAST, "2017-01-13"),
    ("last week", "last week", "relative", PAST, "2017-01"),
    ("next week", "next week", "relative", PAST, "2017-01"),
    ("later this week", "later this week", "relative", PAST, "2017-01"),
    ("last month", "last month", "relative", PAST, "2016-12"),
    ("earlier this month", "earlier this month", "relative", PAST, "2017-01"),
    ("next month", "next month", "relative", PAST, "2017-02"),
    ("two days ago", "two days ago", "relative", PAST, "2017-01-12"),
    ("10 days ago", "10 days ago", "relative", PAST, "2017-01-04"),
    ("three weeks ago", "three weeks ago", "relative", PAST, "2016-12"),
    ("two months ago", "two months ago", "relative", PAST, "2016-11"),
    ("15 years ago", "15 years ago", "relative", PAST, "2002"),
    ("in two weeks", "in two weeks", "relative", PAST, "2017-01"),
    ("in three weeks' time", "in three weeks' time", "relative", PAST, "2017-02"),
    ("a week from now", "a week from now", "relative", PAST, "2017-01"),
    ("within six months", "within six months", "until", PAST, "2017-07"),
    ("a fortnight ago", "a fortnight ago", "relative", PAST, "2016-12"),
    ("in a fortnight", "in a fortnight", "relative", PAST, "2017-01"),
    ("twenty-one days ago", "twenty-one days ago", "relative", PAST, "2016-12-24"),
    ("in fifteen days", "in fifteen days", "relative", PAST, "2017-01-29"),
    ("two decades ago", "two decades ago", "relative", PAST, "1997"),
    ("over the weekend", "over the weekend", "relative", PAST, "2017-01-14/2017-01-15"),
    ("last weekend", "last weekend", "relative", PAST, "2017-01-07/2017-01-08"),
    ("next weekend", "next weekend", "relative", PAST, "2017-01-21/2017-01-22"),
    ("in the coming days", "in the coming days", "vague", FUTURE, None),
    ("a week earlier", "a week earlier", "vague", PAST, None),
    ("the previous day", "the previous day", "vague", PAST, None),
    ("over the last year", "over the last year", "vague", PAST, None),
    ("a few weeks ago", "a few weeks ago", "vague", PAST, None),
    ("on the 23rd.", "on the 23rd", "ordinal", NEAREST, "2017-01-23"),
    ("on the 23rd in Astana", "on the 23rd", "ordinal", PAST, "2016-12-23"),
    ("from the 3rd to the 5th", "from the 3rd to the 5th", "from", FUTURE, "2017-02-03/2017-02-05"),
    ("on the 23rd of next month", "on the 23rd of next month", "ordinal", PAST, "2017-02-23"),
    ("since Monday", "since Monday", "since", FUTURE, "2017-01-09"),
    ("since 2011", "since 2011", "since", PAST, "2011"),
    ("until Friday", "until Friday", "until", NEAREST, "2017-01-20"),
    ("by March 31", "by March 31", "until", NEAREST, "2017-03-31"),
    ("after Monday's talks", "after Monday", "after", PAST, "2017-01-09"),
]

OTHER_BASES = [
    ("next week", "2017-01-27", NEAREST, "2017-01"),  # Monday the 30th to Sunday 5 February: the Monday's month
    ("last week", "2017-02-06", NEAREST, "2017-01"),
    ("later this week", "2017-02-02", NEAREST, "2017-02"),
    ("this weekend", "2017-01-18", NEAREST, "2017-01-21/2017-01-22"),
    ("over the weekend", "2017-01-16", NEAREST, "2017-01-14/2017-01-15"),
    ("last month", "2017-01-31", NEAREST, "2016-12"),
    ("two months ago", "2017-01-31", NEAREST, "2016-11"),
    ("in December", "2017-12-31", FUTURE, "2017-12"),
    ("yesterday", "2017-01-01", NEAREST, "2016-12-31"),
    ("on the 31st", "2017-03-15", PAST, "2017-01-31"),
    ("12 months ago", "0001-02-01", PAST, None),
    ("next month", "9999-12-31", FUTURE, None),
    ("last winter", "2017-01-14", NEAREST, "2016"),
]


def written(span: DateSpan | None) -> str | None:
    if span is None:
        return None
    return f"{span.start}/{span.end}" if span.end else span.start


@pytest.mark.parametrize(("text", "reason"), NO_DATE)
def test_what_is_no_date_is_not_found(text: str, reason: str) -> None:
    assert [phrase.text for phrase in find_dates(text)] == [], reason


@pytest.mark.parametrize(("text", "phrase", "rule", "direction", "expected"), FOUND)
def test_phrase_is_found_and_resolved(
    text: str, phrase: str | None, rule: str, direction: Direction, expected: str | None
) -> None:
    found = next(one for one in find_dates(text) if one.text == (phrase or text))
    assert (found.rule, written(found.resolve(BASE, direction))) == (rule, expected)


@pytest.mark.parametrize(("text", "base", "direction", "expected"), OTHER_BASES)
def test_resolution_at_the_edges_of_weeks_months_and_the_calendar(
    text: str, base: str, direction: Direction, expected: str | None
) -> None:
    (found,) = find_dates(text)
    assert written(found.resolve(dt.date.fromisoformat(base), direction)) == expected


@pytest.mark.parametrize(
    "text", ["23 January 2017", "in 1999", "in May 2016", "2017-01-23", "in the summer of 1993"]
)
def test_a_fully_told_date_needs_no_base(text: str) -> None:
    (found,) = find_dates(text)
    assert found.resolve(None) == found.resolve(BASE)
    assert found.resolve(None) is not None


@pytest.mark.parametrize(
    "text",
    (
        "on January 23|on Friday|last year|today|in May|two days ago|on the 23rd|in May last year|a fortnight ago|"
        "January 23-24|from June to August|in the summer of last year|last summer"
    ).split("|"),
)
def test_without_a_base_a_relative_date_does_not_resolve(text: str) -> None:
    (found,) = find_dates(text)
    assert found.resolve(None) is None


def test_offsets_count_from_the_offset_given() -> None:
    text = "Talks. They meet on Friday in Astana."
    assert find_dates(text[7:], offset=7) == find_dates(text)
    assert find_dates(text) == [DatePhrase(17, 26, "on Friday", "weekday")]


def test_two_dates_joined_by_and_are_two_phrases() -> None:
    found = [
        phrase.text
        for phrase in find_dates("on January 23 and February 8, then on March 13, March 21 and March 23")
    ]
    assert found == ["on January 23", "February 8", "on March 13", "March 21", "March 23"]


def test_a_phrase_does_not_run_over_a_paragraph() -> None:
    assert [phrase.text for phrase in find_dates("He spoke on\n\nJanuary 23")] == ["January 23"]


def test_phrases_travel_between_processes() -> None:
    found = find_dates("They met on Friday.")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


PIECES = [
    "in ",
    "on ",
    "the ",
    "January ",
    "May ",
    "23",
    "23rd ",
    "-",
    " and ",
    ", ",
    "2017",
    "last ",
    "week",
    "Friday ",
]
PIECES += ["ago", "two ", "days ", " of ", "early ", "\n", "'s ", "from ", "to ", "until ", "a ", "year", "é", "٣"]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)))
@example("January ٣")
@example("in January 23-\n24 2017")
def test_any_text_gives_phrases_in_order_that_stand_in_it(text: str) -> None:
    found = find_dates(text)
    for phrase in found:
        assert text[phrase.start : phrase.end] == phrase.text
        for base, direction in itertools.product((None, BASE, dt.date.min, dt.date.max), Direction):
            span = phrase.resolve(base, direction)
            assert span is None or span.end is None or span.start < span.end
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start


FORMS = ["%B %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%A, %d %B %Y"]


@given(st.dates(dt.date(1500, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_written_date_resolves_to_itself(day: dt.date, form: str) -> None:
    (found,) = find_dates(f"They met on {day.strftime(form).replace('May.', 'May')} in Geneva.")
    assert found.resolve(None) == found.resolve(BASE) == DateSpan(day.isoformat())


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.integers(-180, 180))
def test_a_day_without_its_year_is_the_nearest_one(base: dt.date, distance: int) -> None:
    day = base + dt.timedelta(days=distance)
    assume((day.month, day.day) != (2, 29))
    (found,) = find_dates(f"on {day:%B} {day.day}")
    assert found.resolve(base) == DateSpan(day.isoformat())
    for direction in (PAST, FUTURE):
        span = found.resolve(base, direction)
        assert span is not None
        assert (dt.date.fromisoformat(span.start) - base).days * direction >= 0


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_the_side_asked_for(base: dt.date, ahead: int) -> None:
    name = f"{base + dt.timedelta(days=ahead):%A}"
    (found,) = find_dates(f"on {name}")
    future, past = found.resolve(base, FUTURE), found.resolve(base, PAST)
    assert future == DateSpan((base + dt.timedelta(days=ahead)).isoformat())
    assert past == DateSpan((base - dt.timedelta(days=(7 - ahead) % 7)).isoformat())


HOSTILE = [
    "1",
    "1 ",
    " ",
    "January ",
    "23 January ",
    "the ",
    "in the last ",
    "Monday, ",
    "23, ",
    "23,23 and ",
    "a few ",
]
HOSTILE += [
    "on\n",
    "January 23, 24, 25, ",
    "the 23rd and ",
    "from the end of ",
    "2017-",
    "January \n ",
    "early in the ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repeats_take_bounded_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_dates(text)
    assert time.process_time() - started < 1
