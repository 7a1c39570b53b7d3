"""Texts are spelt, shared out and weighed for training as the trainer promises."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from bench.train import genre
from bench.train.borrowed import carried
from bench.train.corpora import FOLDS, INTERVIEWS, PRINTED, Document, documents, fold, spoken, text_of
from bench.train.interviews import PLAIN
from bench.train.romanised import romanised, spelt, typist


def _document(text: str, gold: tuple[tuple[int, int, str], ...], lang: str = "hi") -> Document:
    return Document("hi/made-0/0/plain", lang, text, gold, "train", "spoken", INTERVIEWS)


def test_a_name_keeps_its_mark_when_it_is_romanised() -> None:
    text = "मेरा नाम सुनीता देवी है। गाँव रामपुर।"
    document = _document(text, ((9, 20, "PERSON"), (30, 36, "LOC")))
    new = romanised(document)
    assert new.lang == "xx"
    assert new.text.isascii()
    (start, end, kind), (place, last, _) = new.gold
    assert kind == "PERSON"
    assert new.text[start:end].startswith("Sun")
    assert new.text[start:end].istitle()
    assert new.text[place:last].startswith("R")


@given(st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x09FF), max_size=12), st.integers(0, 50))
def test_any_word_can_be_spelt(word: str, seed: int) -> None:
    assert spelt(word, typist("bn", random.Random(seed))).isascii()


def test_words_are_spelt_as_they_are_said() -> None:
    how = typist("hi", random.Random(1))
    assert spelt("करना", how).startswith("karn")
    assert spelt("कमल", how) == "kamal"


def test_copies_of_a_text_and_texts_of_a_file_share_a_fold() -> None:
    found = [d for d in spoken("sw", {PLAIN: 2}) if f"/{PRINTED}" not in d.id]
    by_file: dict[str, set[int]] = {}
    for document in found:
        by_file.setdefault(text_of(document).rpartition("-")[0], set()).add(fold(document))
    assert all(len(folds) == 1 for folds in by_file.values())
    assert set().union(*by_file.values()) <= set(range(FOLDS))
    assert all(d.part == "train" for d in found)


def test_the_words_of_one_genre_weigh_nothing(tmp_path: object) -> None:
    found = list(spoken("xx", {PLAIN: 1}))
    assert genre.weights(found) == {}


def test_words_of_speech_weigh_more_than_words_of_print() -> None:
    said = [_document("main ghar gaya tha", ()) for _ in range(9)]
    said = [
        Document(f"hi/a-{n}/0/plain", "hi", d.text, (), "train", "spoken", INTERVIEWS)
        for n, d in enumerate(said)
    ]
    printed = [
        Document(f"news-{n}", "hi", "mantri ne ghar kaha", (), "train", "written", INTERVIEWS)
        for n in range(9)
    ]
    found = genre.weights([*said, *printed])
    assert found["main"] > 0 > found["mantri"]
    assert abs(found["ghar"]) < 0.1


def test_documents_come_in_one_order(tmp_path: object) -> None:
    from pathlib import Path

    empty = Path(str(tmp_path))
    assert [d.id for d in documents(empty, "vi")] == [d.id for d in documents(empty, "vi")]


def test_each_printed_text_is_a_theme_of_its_own() -> None:
    printed = [d for d in spoken("sw", {PLAIN: 1}) if f"/{PRINTED}" in d.id]
    assert {d.genre for d in printed} == {"written"}
    assert len({fold(d) for d in printed}) == FOLDS
    assert genre.weights(list(spoken("sw", {PLAIN: 1})))


def test_a_carried_text_keeps_its_offsets() -> None:
    document = _document("सीता आई।", ((0, 4, "PERSON"),))
    there = carried(document, "bn")
    assert there.text.startswith("সীতা")
    assert there.text.endswith("।")
    assert there.gold == document.gold
    assert carried(there, "hi").text == document.text
