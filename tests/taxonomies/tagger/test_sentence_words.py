from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from taxonomies.tagger.automaton import Automaton
from taxonomies.tagger.sentence_words import (
    fold_lexicon_word,
    sentences,
    words,
)

SCRIPTS = st.text(alphabet="abcé ক্ষিড়য়হিन्दीड़ँ hộ khẩu.।?\n'-", max_size=60)


@given(SCRIPTS)
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.form == fold_lexicon_word(text[word.start : word.end])
        last = word.end


@given(SCRIPTS)
def test_sentences_cover_every_word(text: str) -> None:
    spans = sentences(text)
    for word in words(text):
        assert sum(start <= word.start and word.end <= end for start, end in spans) == 1


def test_vowel_signs_do_not_break_a_word() -> None:
    assert [w.form for w in words("জন্ম নিবন্ধন")] == ["জন্ম", "নিবন্ধন"]
    assert len(words("नागरिकता छैन")) == 2


def test_spellings_that_readers_take_for_one_are_one() -> None:
    assert fold_lexicon_word("ज़मीन") == fold_lexicon_word("जमीन")
    assert fold_lexicon_word("माँ") == fold_lexicon_word("मां")
    assert fold_lexicon_word("Chang’aa") == "chang'aa"
    assert fold_lexicon_word(unicodedata.normalize("NFD", "khẩu")) == "khẩu"


def test_patterns_know_stems_gaps_and_borders() -> None:
    automaton = Automaton([("turn* away", "a"), ("no ~ doctor", "b"), ("cat", "c"), ("one _ three", "d")])
    found = automaton.find(words("They turned away; no clinic has a doctor. Catalogue. One two three."))
    assert [hit.label for hit in found] == ["a", "b", "d"]
