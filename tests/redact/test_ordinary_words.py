"""The lists of ordinary words: their form, their letters, their names, and what asks them."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest
import regex

from archive.model import IdentifierType
from archive.redact.detect import find
from archive.redact.everyday import (
    LANGUAGES,
    composed,
    listed_words,
    named_too,
    names_of_people,
    small_words,
    words_of,
    words_with_capitals,
)
from archive.redact.missed import MOST, Sign, missed
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.packs import packs
from language.lists import SCRIPTS, WordList

LISTS = [(code, one) for code in LANGUAGES for one in words_of(code).lists.values()]
IDS = [f"{code}-{one.name}" for code, one in LISTS]


@pytest.mark.parametrize(("code", "one"), LISTS, ids=IDS)
def test_a_list_says_what_it_is_for_and_holds_each_word_once(code: str, one: WordList) -> None:
    assert one.role
    folded = [composed(entry) for entry in one.entries]
    assert len(folded) == len(set(folded)), sorted(w for w in folded if folded.count(w) > 1)
    assert one.names <= set(one.entries)


@pytest.mark.parametrize(("code", "one"), LISTS, ids=IDS)
def test_the_letters_of_a_list_are_of_its_script_and_composed(code: str, one: WordList) -> None:
    scripts = "".join(rf"\p{{Script={SCRIPTS[script]}}}" for script in one.scripts)
    word = regex.compile(rf"[{scripts}\p{{Script=Inherited}}\p{{Nd}}'’ -]+")
    assert [entry for entry in one.entries if not word.fullmatch(entry)] == []
    assert [entry for entry in one.entries if unicodedata.normalize("NFC", entry) != entry] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_of_a_frame_matches_and_no_counterexample(code: str) -> None:
    for frame in words_of(code).frames:
        assert all(regex.search(frame.pattern, text) for text in frame.examples), frame.name
        assert not any(regex.search(frame.pattern, text) for text in frame.counterexamples), frame.name


@pytest.mark.parametrize("code", ["bn", "hi", "ne", "sw"])
def test_gathered_lists_are_sorted_composed_and_without_duplicates(code: str) -> None:
    kept = (
        files("archive.redact").joinpath("everyday_words", f"{code}.txt").read_text(encoding="utf-8").split()
    )
    assert kept == sorted({unicodedata.normalize("NFC", word) for word in kept})


def test_a_list_is_what_is_declared_less_the_names() -> None:
    for lang in (None, *LANGUAGES):
        for asked in (small_words, words_with_capitals):
            assert asked(lang).isdisjoint(names_of_people())
            assert asked(lang) <= asked(lang, names=True)
    assert "my" in small_words("en", names=True) - small_words("en")
    assert "bikash" in words_with_capitals("en", names=True) - words_with_capitals("en")


def test_lists_are_of_a_language() -> None:
    assert "kwa" in small_words("sw")
    assert "kwa" not in small_words("vi")
    assert "bwana" not in words_with_capitals("vi")


def test_a_word_is_ordinary_in_either_form_of_unicode() -> None:
    word = next(w for w in sorted(listed_words("bn")) if "\u09af\u09bc" in w)
    assert ordinary(word, "bn")
    assert ordinary(word.replace("\u09af\u09bc", "\u09df"), "bn")


def test_every_name_of_a_pack_is_a_name_whatever_list_holds_it() -> None:
    parts = {part for pack in packs() for name in pack.given | pack.family for part in name.split()}
    assert [part for part in sorted(parts) if len(part) > 1 and not named_too(part)] == []


def test_what_a_list_says_lowers_the_place_in_the_list_and_hides_nothing() -> None:
    text = "We met Zubaida on Monday. My came. Yesterday he left, and Xylophone too. Were said no."
    found = missed(text, [], lambda word: word in {"yesterday", "were", "my", "left", "said"})
    signs = {text[one.start : one.end]: one.sign for one in found}
    assert signs == {
        "Zubaida": Sign.CAPITAL,
        "Xylophone": Sign.CAPITAL,
        "My": Sign.BOTH,
        "Were": Sign.BOTH,
        "Monday": Sign.LISTED,
    }
    assert [one.sign for one in found] == sorted((one.sign for one in found), key=list(Sign).index)


def test_the_limit_of_the_list_cuts_no_name() -> None:
    names = sorted(name for name in names_of_people() if name.isascii() and name.isalpha())[: MOST + 50]
    unknown = "zzyzx blorfed"
    text = f"and then {unknown} then " + " then ".join(names)
    found = missed(text, [], lambda word: word in {"and", "then"})
    assert {text[one.start : one.end] for one in found} == set(names)


def test_in_a_run_of_capitals_a_capital_says_nothing() -> None:
    text = "THEN BIKASH LEFT THE HOUSE."
    found = missed(text, [], lambda word: word in {"then", "left", "the", "house"})
    assert [text[one.start : one.end] for one in found] == ["BIKASH"]


def test_recall_first_masks_what_the_lists_make_doubtful() -> None:
    text = "Yesterday Bikash came to my house and Anna cried."
    masked = {span.of(text): span for span in find(text, "en", recall_first=True)}
    assert {"Bikash", "Anna"} <= set(masked)
    assert masked["Anna"].type in {IdentifierType.OTHER, IdentifierType.PERSON}
