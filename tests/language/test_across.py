"""Lists of one name in all languages: joined in one order, and an error where nobody has the list."""

import pytest
import regex

from language.across import (
    any_of,
    either,
    endings,
    frames_of_all,
    in_order,
    names_of_lists,
    values_of_all,
    words_of_all,
)
from language.countries import COUNTRIES, HOME, LANGUAGES, NAMES, NEIGHBOURS, SOUTH_ASIA
from language.lists import language_words


def test_a_list_is_joined_over_the_languages_that_have_it() -> None:
    weekdays = words_of_all("weekdays")
    assert {"সোমবার", "सोमवार", "सोमबार", "jumatatu", "somvar"} <= weekdays
    assert set(language_words("sw").entries("weekdays")) <= weekdays


def test_the_first_language_to_claim_a_word_has_it() -> None:
    for word, sound in language_words("hi").values("letter_sounds").items():
        assert values_of_all("letter_sounds")[word] == sound


@pytest.mark.parametrize(
    "ask", [words_of_all, in_order, values_of_all, frames_of_all, names_of_lists, endings]
)
def test_a_name_that_no_file_has_is_an_error_and_not_silence(ask) -> None:
    with pytest.raises(KeyError):
        ask("no_such_name")


def test_endings_come_longest_first_and_only_for_their_use() -> None:
    nepali = endings("noun", "ne")
    assert list(nepali) == sorted(nepali, key=lambda ending: (-len(ending), ending))
    assert "लाई" in nepali
    assert "लाई" not in endings("noun", "hi")
    assert set(endings("noun", "bn")) <= set(endings("noun"))


def test_no_use_of_an_ending_is_misspelt() -> None:
    """The uses that rules ask for are all that the files name."""
    asked = {
        *("noun", "name", "index", "plural", "emphasis", "model", "number", "counted", "genitive"),
        *("in", "time", "after", "year", "date"),
    }
    said = {
        use
        for code in ("bn", "hi", "ne", "xx")
        for uses in language_words(code).values("endings").values()
        for use in str(uses).split()
    }
    assert said == asked


def test_frames_of_a_role_match_wherever_one_of_them_does() -> None:
    frames = frames_of_all("phone_cue")
    pattern = regex.compile(either(frames))
    assert all(pattern.search(example) for frame in frames for example in frame.examples)


def test_any_of_tries_the_longest_word_first() -> None:
    assert regex.match(any_of("column_person"), "name of").group() == "name"
    assert regex.match(any_of("column_person"), "names").group() == "names"


def test_every_country_has_its_language_and_its_neighbours() -> None:
    assert set(HOME.values()) == set(COUNTRIES) == set(NAMES)
    assert set(HOME) | {"en"} == set(LANGUAGES)
    assert {code for codes in NEIGHBOURS.values() for code in codes} == set(SOUTH_ASIA)
