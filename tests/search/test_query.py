"""The language of the search field."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.search.analysers import BLANK
from archive.search.query import LONGEST, Phrase, Query, canonical, parse
from archive.search.query_terms import Sought, sought
from tests.search.texts import mixed_text

SECRET = "Zubaidax"


def test_everything_at_once() -> None:
    query = parse(
        'clinic "no papers" road OR river -flood -"long queue" code:v.id code:3.A country:bd lang:bn'
    )
    assert query == Query(
        wanted=(
            (Phrase("clinic"),),
            (Phrase("no papers", exact=True),),
            (Phrase("road"), Phrase("river")),
        ),
        unwanted=(Phrase("flood"), Phrase("long queue", exact=True)),
        codes=("3.a", "V.ID"),
        countries=("BD",),
        languages=("bn",),
    )
    assert canonical(query) == (
        'clinic "no papers" road OR river -flood -"long queue" code:3.a code:V.ID country:BD lang:bn'
    )


_words = st.one_of(
    st.sampled_from(["water", "পানি", "bệnh", "mother-in-law", "10:30", "OR", "ng'ombe"]), mixed_text
)
_parts = st.one_of(
    _words,
    _words.map(lambda w: f'"{w}"'),
    _words.map(lambda w: f"-{w}"),
    st.sampled_from(["OR", "code:3.8", "code:V.ID", "country:BD", "lang:vi", '"', "-", "«", "code:", "x:y"]),
)


@given(st.one_of(st.lists(_parts, max_size=6).map(" ".join), st.text(max_size=40)))
def test_a_query_survives_being_written_or_is_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        query = parse(text)
        survives(query)


def survives(query: Query) -> None:
    """A query that is taken must not be refused once it is written."""
    try:
        again = parse(canonical(query))
    except UsageError as refusal:
        raise AssertionError("What Heard wrote itself is refused.") from refusal
    assert again == query


_plain = st.sampled_from(["water", "পানি", "bệnh", "mother-in-law", "10:30", "ng'ombe", '"no papers"'])
_group = st.lists(_plain, min_size=1, max_size=3).map(" OR ".join)
_limits = st.lists(st.sampled_from(["code:3.8", "code:V.ID", "country:BD", "lang:vi"]), max_size=3)


@given(st.lists(_group, min_size=1, max_size=4), st.lists(_plain.map("-{}".format), max_size=2), _limits)
def test_a_query_in_order_is_taken_and_survives_being_written(
    wanted: list[str], unwanted: list[str], limits: list[str]
) -> None:
    query = parse(" ".join([*wanted, *unwanted, *limits]))
    assert (len(query.wanted), len(query.unwanted)) == (len(wanted), len(unwanted))
    survives(query)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "!!!",
        '"',
        f'"{SECRET}',
        f'{SECRET} ""',
        f"OR {SECRET}",
        f"{SECRET} OR",
        f"{SECRET} OR OR water",
        f"{SECRET} OR -water",
        f"{SECRET} OR code:3.8",
        f"-{SECRET} OR water",
        f"{SECRET}:water",
        f"{SECRET} code:",
        f"{SECRET} code:3.8;drop",
        f"country:{SECRET}",
        f"lang:{SECRET}",
        "lang:fr",
        f"-code:3.8 {SECRET}",
        " ".join([SECRET] * 33),
        "a" * (LONGEST + 1),
    ],
)
def test_bad_queries_are_refused_without_repeating_them(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse(text)
    assert SECRET.lower() not in str(refusal.value).lower()
    assert str(refusal.value).endswith(".")


def test_no_repr_shows_what_was_asked() -> None:
    query = parse(f"{SECRET} -{SECRET}")
    assert SECRET not in repr(query)
    assert SECRET.lower() not in repr(sought(query))


def test_a_word_is_looked_for_in_every_language_asked() -> None:
    (group,) = sought(parse("walisema")).wanted
    assert {("walisema",), ("sema",), ("~walisema",)} <= set(group)
    assert sought(parse("walisema lang:sw")).wanted == ((("sema",),),)


def test_marks_say_which_vietnamese_spelling_is_meant() -> None:
    assert sought(parse('"benh vien" lang:vi')).wanted == ((("~benh", "~vien"),),)
    assert sought(parse('"bệnh viện" lang:vi')).wanted == ((("bệnh", "viện"), ("benh", "vien")),)


def test_common_words_are_left_out_while_others_remain() -> None:
    assert sought(parse("the clinic lang:en")) == Sought(((("clinic",),),))
    assert sought(parse("maji na choo lang:sw")) == sought(parse("maji choo lang:sw"))
    assert sought(parse("na")).wanted == ((("na",), ("~na",)),)
    assert sought(parse("the code:3.8 lang:en")) == Sought()
    for text in ("এবং", "এবং ও", "-এবং"):
        with pytest.raises(UsageError):
            sought(parse(text))


def test_a_stop_word_inside_a_phrase_keeps_its_place() -> None:
    assert sought(parse('"house of cards" lang:en')).wanted == ((("hous", BLANK, "card"),),)
