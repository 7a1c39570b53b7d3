"""What is left out for speed changes no answer."""

from __future__ import annotations

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer.predefined_recognizers import EmailRecognizer, IbanRecognizer

from archive.model import IdentifierType as T
from archive.redact.crf.recogniser import common_elsewhere
from archive.redact.presidio_engine import (
    _ACCOUNT,
    _AT,
    LANGUAGES,
    OnlyWhere,
    analyzer,
)
from archive.redact.spans import Span
from language import identification, words

INDIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0900, max_codepoint=0x09FF),
        st.sampled_from("a é ệ.।-\u200c\u200d\u0301\n0"),
    ),
    max_size=30,
)


@settings(max_examples=300)
@given(INDIC, st.integers(0, 30))
def test_a_border_that_is_called_plain_parts_two_letters(text: str, at: int) -> None:
    place = min(at, len(text))
    if words._plain_border(text, place):
        assert place in {0, len(text), *(end for _, end in words.graphemes(text))}


@given(st.text(max_size=40))
def test_letters_are_counted_by_script(text: str) -> None:
    counted = tuple(
        len(regex.findall(block, text))
        for block in (r"[\u0980-\u09ff]", r"[\u0900-\u0963\u0966-\u097f]", r"\p{Latin}")
    )
    letters = identification._letters(text)
    assert (letters.bengali, letters.devanagari, letters.latin) == counted


@given(st.text(max_size=12))
def test_a_word_is_indic_where_a_sign_of_it_is(word: str) -> None:
    assert words.is_indic(word) == any("\u0900" <= ch <= "\u09ff" for ch in word)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["a", "rina", "@", ".", "org", "GB", "82", "WEST", "1234", "5698", "765432", " ", "gb29"]
        ),
        max_size=14,
    ).map("".join)
)
def test_presidio_finds_the_same_where_it_is_not_asked(text: str) -> None:
    for inner, sign in ((EmailRecognizer(), _AT), (IbanRecognizer(), _ACCOUNT)):
        gated = OnlyWhere(inner, sign)
        kinds = inner.supported_entities
        whole = [(r.start, r.end, r.score) for r in inner.analyze(text, kinds, None)]
        assert [(r.start, r.end, r.score) for r in gated.analyze(text, kinds)] == whole


def test_an_account_and_an_address_are_found() -> None:
    text = "rina@example.org, GB82 WEST 1234 5698 7654 32"
    found = {
        r.entity_type
        for inner, sign in ((EmailRecognizer(), _AT), (IbanRecognizer(), _ACCOUNT))
        for r in OnlyWhere(inner, sign).analyze(text, inner.supported_entities)
    }
    assert found == {"EMAIL_ADDRESS", "IBAN_CODE"}


def test_a_language_without_a_model_costs_no_tokens() -> None:
    engine = analyzer().nlp_engine
    for lang in LANGUAGES:
        artifacts = engine.process_text("Amina Otieno came.", lang)
        assert bool(len(artifacts.tokens)) == (lang == "en")


def test_everyday_words_of_the_other_language_are_no_name() -> None:
    text = "kwa sababu Wanjiku"
    assert common_elsewhere(Span(0, 10, T.PERSON, 0.9, "crf"), text, ["sw"])
    assert not common_elsewhere(Span(11, 18, T.PERSON, 0.9, "crf"), text, ["sw"])
    assert not common_elsewhere(Span(0, 10, T.PERSON, 0.9, "known"), text, ["sw"])
