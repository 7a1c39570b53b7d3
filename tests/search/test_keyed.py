"""Keyed tokens."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.model import IndexDocument
from archive.search.analysers import stream
from archive.search.keyed import EXPOSURES, QUOTE, TURN, TokenKeys, token_query, with_tokens
from archive.search.query import parse
from tests.search.texts import TEXTS

SECRET = bytes(range(32))


def test_a_token_is_an_hmac_under_the_key_of_its_exposure() -> None:
    key = hmac.digest(SECRET, b"heard index tokens\x00turn", hashlib.sha256)
    expected = hmac.digest(key, b"hospit", hashlib.sha256).hex()[:24]
    assert TokenKeys(SECRET).token(TURN, "hospit") == expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_equal_terms_have_equal_tokens_and_no_others(one: str, other: str) -> None:
    keys = TokenKeys(SECRET)
    assert (keys.token(TURN, one) == keys.token(TURN, other)) == (one == other)


def test_a_published_word_says_nothing_of_an_unpublished_one() -> None:
    keys = TokenKeys(SECRET)
    assert keys.token(TURN, "water") != keys.token(QUOTE, "water")
    assert keys.token(TURN, "water") != TokenKeys(bytes(32)).token(TURN, "water")


def test_a_document_carries_tokens_and_not_a_word() -> None:
    for language, text in TEXTS.items():
        bare = IndexDocument("d", "t", 0, QUOTE, "p", "BD", language, "x", ("3.8",), ())
        made = with_tokens(bare, text, TokenKeys(SECRET))
        assert len(made.tokens) == len(stream(text, language))
        assert all(len(t) == 24 and set(t) <= set("0123456789abcdef") for t in made.tokens)
        assert not any(word in repr(made) for word in text.split() if len(word) > 3)


def test_a_query_is_keyed_for_the_exposures_of_its_scope_alone() -> None:
    keys = TokenKeys(SECRET)
    one = token_query(parse("papers -flood code:3.8 country:BD lang:en"), keys, {QUOTE})
    assert one.all_of == ((keys.token(QUOTE, "paper"),),)
    assert one.any_of == ()
    assert one.none_of == ((keys.token(QUOTE, "flood"),),)
    assert (one.codes, one.countries, one.languages) == ({"3.8"}, {"BD"}, {"en"})
    both = token_query(parse("papers lang:en"), keys, EXPOSURES)
    assert both.any_of == (((keys.token(QUOTE, "paper"),), (keys.token(TURN, "paper"),)),)


def test_wrong_secrets_and_exposures_are_refused() -> None:
    with pytest.raises(UsageError):
        TokenKeys(b"short")
    with pytest.raises(UsageError):
        TokenKeys(SECRET).token("draft", "water")
    assert repr(TokenKeys(SECRET)) == "TokenKeys()"
