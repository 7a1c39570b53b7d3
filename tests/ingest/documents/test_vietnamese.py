"""TCVN3 and VNI: what is typed in them comes back whole, and nothing else is taken for them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import read
from archive.ingest.documents import vietnamese
from tests.ingest.documents.voices import TALKS

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


def in_tcvn3(text: str) -> str:
    table = vietnamese._data()["tcvn3"]
    return text.translate(str.maketrans(table["to"], table["from"]))


def in_vni(text: str) -> str:
    _, codes = vietnamese._vni()
    typed = {unicodedata.normalize("NFC", letter): code for code, letter in codes.items()}
    return "".join(typed.get(letter, letter) for letter in text)


def test_tables_hold_every_letter_of_the_language() -> None:
    assert vietnamese.tcvn3(in_tcvn3("".join(LETTERS))) == "".join(LETTERS)
    assert in_tcvn3("".join(LETTERS)).encode("latin-1")
    capitals = "".join(LETTERS).upper()
    assert vietnamese.vni(in_vni("".join(LETTERS))) == "".join(LETTERS)
    assert vietnamese.vni(in_vni(capitals)) == capitals


@given(st.lists(st.sampled_from(TALKS["vi"].split()), min_size=1))
def test_a_text_comes_back_from_either_code(words: list[str]) -> None:
    text = " ".join(words)
    assert vietnamese.tcvn3(in_tcvn3(text)) == text
    assert vietnamese.vni(in_vni(text)) == text


@pytest.mark.parametrize(("name", "typed"), [("TCVN3", in_tcvn3), ("VNI", in_vni)])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_file_in_old_codes_is_read_and_told(name: str, typed: object, encoding: str) -> None:
    assert callable(typed)
    (draft,) = read("a.txt", typed(TALKS["vi"]).encode(encoding))
    assert draft.text == TALKS["vi"]
    assert draft.encoding == name
    assert any(name in notice for notice in draft.notices)
    assert [turn.label for turn in draft.turns] == ["Hỏi", "Đáp", "Hỏi", "Đáp"]


@pytest.mark.parametrize(
    "text",
    [
        *TALKS.values(),
        "Où étiez-vous à la maison déjà fermée? C'était là, près de l'hôpital, où j'ai passé l'été.",
        "El niño y la niña comían piñas y jamón en la montaña, según él. ¿Cómo? ¡Así!",
        "Die Mütter fragten höflich, ob über Straßen gefahren würde, für Ärzte und Gäste.",
        "R: 2 × 3 × 4 · 5 ± 1 · 7 × 8 §5 ×9 in all, and 3× that, or 4× · 2 ×",
        "R: 30° and £5, naïve café, São Paulo, Zoë, Ångström, façade",
    ],
)
def test_other_texts_are_not_taken_for_old_codes(text: str) -> None:
    assert vietnamese.recognised(text) is None


@pytest.mark.parametrize("word", ["nghiêng", "quỳnh", "giữ", "Thuở", "gì", "khuya", "ơi", "ĐƯỜNG"])
def test_syllables(word: str) -> None:
    assert vietnamese.is_syllable(word)


@pytest.mark.parametrize("word", ["café", "niño", "straße", "renvoyés", "àé", "ngf"])
def test_no_syllables(word: str) -> None:
    assert not vietnamese.is_syllable(word)
