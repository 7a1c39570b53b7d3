"""The reader of word files: what it reads, what it refuses."""

import pytest
import regex

from language.lists import alternation, parse_words, split_entries

WHOLE = {
    "language": "en",
    "scripts": ["Latn"],
    "lists": {
        "units": {"role": "Units of age.", "entries": "years, year\nyears old"},
        "numbers": {"role": "Number words.", "values": {"one": 1, "two": 2}},
    },
    "frames": [
        {
            "name": "age",
            "role": "age",
            "pattern": r"\d+ @{units}",
            "examples": ["47 years old"],
            "counterexamples": ["47 goats"],
        }
    ],
}


def test_lists_keep_their_order_and_frames_hold_the_words_of_their_lists() -> None:
    words = parse_words(WHOLE)
    assert words.entries("units") == ("years", "year", "years old")
    assert words.values("numbers") == {"one": 1, "two": 2}
    assert words.entries("numbers") == ("one", "two")
    assert words.entries("no such list") == ()
    (frame,) = words.frames_of("age")
    assert regex.fullmatch(frame.pattern, "47 years old")
    assert not regex.search(frame.pattern, "47 goats")


def test_the_longest_entry_is_tried_first_and_a_blank_matches_several() -> None:
    assert regex.match(alternation(["year", "years old"]), "years  old").group() == "years  old"


def test_entries_are_cut_at_commas_and_line_ends_alone() -> None:
    assert split_entries("a b, c\n d ,\n\n") == ("a b", "c", "d")


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "en", "list": {}},
        {"language": "en", "lists": {"a": {"role": "r", "entires": "x"}}},
        {"language": "en", "lists": {"a": {"role": "r"}}},
        {"language": "en", "lists": {"a": {"role": "r", "entries": "x", "values": {"x": 1}}}},
        {"language": "en", "lists": {"a": {"role": "r", "values": {True: 1}}}},
        {"language": "en", "frames": [{"name": "a", "regexp": "x"}]},
        {"lists": {}},
    ],
)
def test_a_file_in_another_form_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"known|either|names|quote"):
        parse_words(wrong)
