"""Words and terms of six languages."""

from __future__ import annotations

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysers import BLANK, PLAIN, analyse, stream
from archive.search.words import fold_search_term
from language.countries import LANGUAGES
from language.words import plain
from tests.search.texts import TEXTS, mixed_text

languages = st.sampled_from([*LANGUAGES, "mixed", None])


@given(mixed_text, languages)
def test_no_word_cuts_a_grapheme_cluster(text: str, lang: str | None) -> None:
    borders = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    for token in analyse(text, lang):
        assert token.start in borders
        assert token.end in borders


@given(st.text(max_size=60), languages)
def test_any_text_at_all_has_terms_in_order(text: str, lang: str | None) -> None:
    tokens = analyse(text, lang)
    places = [(token.position, token.start, token.end) for token in tokens]
    assert places == sorted(places)
    assert all(token.term and token.start < token.end <= len(text) for token in tokens)
    assert len(stream(text, lang)) >= len({token.position for token in tokens})


@given(mixed_text, languages)
def test_however_a_text_is_composed_it_has_the_same_terms(text: str, lang: str | None) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert stream(composed, lang) == stream(apart, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "hospitals", "Hospital's"),
        ("en", "PAPER", "papers"),
        ("bn", "হাসপাতালে", "হাসপাতালের"),
        ("bn", "ডাক্তারকে", "ডাক্তারদের"),
        ("bn", "কার্ডটা", "কার্ডগুলো"),
        ("bn", "নারী", "নারি"),
        ("hi", "गाँव", "गांवों"),
        ("hi", "काग़ज़", "कागज"),
        ("hi", "लड़कियों", "लड़की"),
        ("ne", "अस्पतालहरूमा", "अस्पताल"),
        ("ne", "छोरीलाई", "छोरीले"),
        ("ne", "घरमाको", "घरबाट"),
        ("sw", "hospitalini", "hospitali"),
        ("sw", "watoto", "mtoto"),
        ("sw", "vijiji", "kijiji"),
        ("sw", "walisema", "nimesema"),
        ("sw", "kulipa", "analipa"),
        ("sw", "wanawake", "mwanamke"),
        ("mixed", "১৪", "14"),
        (None, "१४", "১৪"),
    ],
)
def test_forms_of_one_word_have_one_term(lang: str | None, one: str, other: str) -> None:
    assert stream(one, lang) == stream(other, lang) != ()


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "water", "waiter"),
        ("bn", "পানি", "পান"),
        ("hi", "पानी", "पता"),
        ("ne", "पानी", "पाप"),
        ("sw", "kituo", "kijiji"),
        ("vi", "bà", "ba"),
    ],
)
def test_other_words_have_other_terms(lang: str, one: str, other: str) -> None:
    assert stream(one, lang) != stream(other, lang)


def test_a_danda_ends_a_word_and_a_vowel_sign_does_not() -> None:
    text = "পানি নাই।কার্ডে"
    assert [text[t.start : t.end] for t in analyse(text, "bn")] == ["পানি", "নাই", "কার্ডে"]


def test_vietnamese_words_stand_twice_and_in_two_streams() -> None:
    assert stream("Bệnh viện đông", "vi") == ("bệnh", "viện", "đông", "~benh", "~vien", "~dong")
    assert [t.term for t in analyse("bệnh", "vi")] == ["bệnh", f"{PLAIN}benh"]


def test_stop_words_leave_a_blank_between_words_and_nothing_at_the_ends() -> None:
    assert stream("the house of my cards", "en") == ("hous", BLANK, BLANK, "card")


def test_a_denial_is_not_a_stop_word() -> None:
    for lang, word in [
        ("en", "no"),
        ("bn", "নাই"),
        ("hi", "नहीं"),
        ("ne", "छैन"),
        ("sw", "hakuna"),
        ("vi", "không"),
    ]:
        assert stream(word, lang), word


def test_the_script_of_a_word_tells_its_grammar() -> None:
    assert stream("হাসপাতালে", "en") == stream("হাসপাতালে", "bn")
    assert stream("hospitals", "bn") == stream("hospitals", "en")
    assert "~benh" in stream("bệnh", None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_token_shows_no_word_in_its_repr(lang: str) -> None:
    for token in analyse(TEXTS[lang], lang):
        assert token.term not in repr(token)


def test_every_sign_of_unicode_has_terms_and_every_digit_is_one_of_ten() -> None:
    """Also the signs that ``regex`` knows and this Python does not yet."""
    signs = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    for at in range(0, len(signs), 4096):
        text = " ".join(signs[at : at + 4096])
        numbers = [t for t in analyse(text, None) if regex.fullmatch(r"\p{Nd}", text[t.start : t.end])]
        assert len(numbers) == len(regex.findall(r"\p{Nd}", text))
        assert {t.term for t in numbers} <= set("0123456789")
    assert fold_search_term("\U00010d41\U00010d40") == fold_search_term("১০") == "10"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold_search_term(fold_search_term(word)) == fold_search_term(word)
    term = fold_search_term(word)
    assert plain(plain(term)) == plain(term)
