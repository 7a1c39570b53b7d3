"""A code is found by a few letters."""

from __future__ import annotations

from archive.coding.picking import picked
from taxonomies.codebook import Code, Codebook, standard

BOOK = (
    Codebook("Delta")
    .add(Code("water", "Bad water"))
    .add(Code("gate", "Money at the gate"))
    .add(Code("wait", "Waiting for days"))
    .add(Code("giay", "Không có giấy tờ"))
    .add(Code("kagoj", "কাগজ নেই"))
    .add(Code("3.8", "Health care"))
    .add(Code("3.80", "Another"))
    .retire("gate")
)


def ids(typed: str, *recent: str, limit: int = 9) -> list[str]:
    return [code.id for code in picked(BOOK, typed, recent, limit)]


def test_ids_and_beginnings_of_words_come_first() -> None:
    assert ids("wat") == ["water"]
    assert ids("wa") == ["water", "wait"]
    assert ids("3.8") == ["3.8", "3.80"]
    assert ids("ter") == ["water"]
    assert ids("zzz") == []


def test_recent_codes_come_first_and_alone_where_nothing_is_typed() -> None:
    assert ids("wa", "wait") == ["wait", "water"]
    assert ids("", "wait", "water", "gate") == ["wait", "water"]
    assert ids("") == []
    assert ids("wa", limit=1) == ["water"]


def test_accents_of_latin_letters_may_be_left_out_and_marks_of_others_count() -> None:
    assert ids("giay") == ids("giấy") == ["giay"]
    assert ids("কাগ") == ["kagoj"]
    assert ids("কগ") == []


def test_retired_codes_are_not_offered() -> None:
    assert ids("gate") == ids("money") == []


def test_three_letters_find_every_target_of_the_standard_codebook() -> None:
    book = standard()
    typed = [(code, w[:3]) for code in book.codes.values() for w in code.label.split() if len(w) >= 3]
    assert {code.id for code, _ in typed} == set(book.codes)
    missing = [(c.id, word) for c, word in typed if c not in picked(book, word, limit=len(book.codes))]
    assert missing == []
