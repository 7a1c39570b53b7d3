"""One cut and one feature function, whatever is thrown at them."""

from __future__ import annotations

import unicodedata

import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.redact.crf.endings import parted
from archive.redact.crf.features import features
from archive.redact.crf.recogniser import Label, hints
from archive.redact.crf.tokens import LONGEST, sentences, tokens
from bench.train.corpora import INTERVIEWS, Document
from bench.train.examples import sentences_of

SCRIPTS = st.text(
    st.one_of(
        st.sampled_from("aZ .,।॥?!'’\n-_0০९"),
        st.characters(min_codepoint=0x0900, max_codepoint=0x09FF),
        st.characters(min_codepoint=0x1EA0, max_codepoint=0x1EF9),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
).map(lambda text: unicodedata.normalize("NFC", text))


@given(SCRIPTS)
def test_tokens_hold_every_sign_that_is_no_blank(text: str) -> None:
    cut = tokens(text)
    assert "".join(t.text for t in cut) == regex.sub(r"\s", "", text)
    assert all(text[t.start : t.end] == t.text for t in cut)
    assert all(a.end <= b.start for a, b in zip(cut, cut[1:], strict=False))


@given(SCRIPTS)
def test_sentences_tile_the_tokens_and_are_bounded(text: str) -> None:
    cut = tokens(text)
    borders = list(sentences(text, cut))
    assert [i for first, last in borders for i in range(first, last)] == list(range(len(cut)))
    assert all(0 < last - first <= LONGEST for first, last in borders)


@given(SCRIPTS, st.sampled_from(("bn", "hi", "ne", "sw", "vi", "xx")))
def test_training_and_running_see_the_same(text: str, lang: str) -> None:
    document = Document("d", lang, text, (), "train", "spoken", INTERVIEWS)
    trained = [row for rows, _ in sentences_of(document) for row in rows]
    run = [row for sentence in features(text, tokens(text), lang) for row in sentence]
    assert trained == run
    assert len(run) == len(tokens(text))


@given(SCRIPTS)
def test_features_depend_on_nothing_but_the_text(text: str) -> None:
    first = features(text, tokens(text), "ne")
    features("राम " + text, tokens("राम " + text), "hi")
    assert features(text, tokens(text), "ne") == first


def test_a_blank_before_a_comma_changes_nothing() -> None:
    assert features("Rahima, Karim.", tokens("Rahima, Karim."), "xx") == features(
        "Rahima , Karim .", tokens("Rahima , Karim ."), "xx"
    )


def test_a_case_ending_is_parted_from_its_noun() -> None:
    assert parted("করিমের") == ("করিম", "ের")
    assert parted("सीताले") == ("सीता", "ले")
    assert parted("কম") == ("কম", "")


def test_an_ending_makes_no_stranger_of_a_name() -> None:
    (bare,), (ended,) = (features(word, tokens(word), "bn")[0] for word in ("করিম", "করিমের"))
    assert {f for f in bare if f.startswith(("<", "k:"))} <= set(ended)


def test_hints_follow_the_tokens_they_stand_on() -> None:
    cut = tokens("Mr Karim lives in Korail")
    assert hints(cut, [Label(18, 24, "GPE"), Label(3, 8, "PERSON")]) == ["-", "PERSON", "-", "-", "GPE"]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Md. Karim left. Then A. Rahman came"
    cut = tokens(text)
    assert [" ".join(t.text for t in cut[a:b]) for a, b in sentences(text, cut)] == [
        "Md . Karim left .",
        "Then A . Rahman came",
    ]
