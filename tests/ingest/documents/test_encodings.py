"""Text in the encodings of the field: read, or read with a notice, and no letter gone without one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.documents.encodings import decoded, lost_letters, mended_text
from tests.ingest.documents.voices import TALKS

NATIVE = [lang for lang in TALKS if not TALKS[lang].isascii()]


@pytest.mark.parametrize("lang", sorted(TALKS))
def test_a_text_that_is_right_is_left_as_it_is(lang: str) -> None:
    text = decoded(TALKS[lang].encode())
    assert (text.text, text.encoding, text.notices) == (TALKS[lang], "utf-8", ())


COLLECTION = Path(__file__).parents[3] / "collection"
SOURCES = sorted(COLLECTION.rglob("*.heard"))


def test_the_whole_collection_is_left_as_it_is() -> None:
    assert len(SOURCES) > 20
    for path in SOURCES:
        text = decoded(path.read_bytes())
        assert (text.text, text.notices) == (path.read_text(encoding="utf-8"), ()), path.name


@settings(max_examples=200)
@given(st.lists(st.sampled_from([w for t in TALKS.values() for w in t.split()]), min_size=1), st.data())
def test_words_of_the_six_languages_are_never_mended(words: list[str], data: st.DataObject) -> None:
    joint = data.draw(st.sampled_from([" ", "\n", ", ", " – ", "… ", "’ “"]))
    text = unicodedata.normalize("NFC", joint.join(words))
    assert mended_text(text).text == text
    assert decoded(text.encode()).text == text


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), max_size=60))
def test_a_text_is_kept_or_it_is_told(text: str) -> None:
    raw = f"R: {text} word"
    kept = decoded(raw.encode())
    assert kept.text == raw or kept.notices


@pytest.mark.parametrize("lang", NATIVE)
def test_one_bad_byte_is_told_with_its_line_and_costs_nothing_else(lang: str) -> None:
    lines = TALKS[lang].encode().split(b"\n")
    lines[1] += b" caf\xe9"
    text = decoded(b"\n".join(lines))
    assert text.text == TALKS[lang].replace("\n", "\x00", 1).replace("\n", " caf\ufffd\n", 1).replace(
        "\x00", "\n"
    )
    assert text.encoding == "utf-8"
    assert text.notices == ("One byte on line 2 could not be read; it stands as \ufffd.",)


def test_several_bad_bytes_name_their_lines() -> None:
    raw = TALKS["bn"].encode().replace(b"\n", b"\xff\n")
    assert "lines 1, 2, 3 and 4" in decoded(raw).notices[0]
    assert "(the first: 1, 2, 3, 4, 5)" in decoded(raw * 3).notices[0]


def test_letters_lost_before_are_told() -> None:
    assert lost_letters("R: caf\ufffd\n") == ("Letters on line 1 were lost before; each stands as \ufffd.",)
    assert lost_letters("R: café\n") == ()


@pytest.mark.parametrize("lang", NATIVE)
@pytest.mark.parametrize("page", ["latin-1", "cp1252"])
def test_what_was_read_in_a_wrong_page_is_mended_and_told(lang: str, page: str) -> None:
    try:
        wrong = TALKS[lang].encode().decode(page)
    except UnicodeDecodeError:
        wrong = TALKS[lang].encode().decode("latin-1")
    (draft,) = read("a.txt", wrong.encode())
    assert draft.text == unicodedata.normalize("NFC", TALKS[lang])
    assert any("mended" in notice for notice in draft.notices)


def test_a_letter_that_no_mending_brings_back_stands_as_lost() -> None:
    (draft,) = read("a.txt", "R: câ€™Ã©tait Ã  cÃ´tÃ©, â€œallez-vous-enâ€\ufffd.".encode())
    assert draft.text == "R: c’était à côté, “allez-vous-en\ufffd.\n"
    assert any("lost" in notice for notice in draft.notices)


def test_a_page_of_windows_is_guessed_and_named() -> None:
    raw = "R: He said “the café is closed”, and it cost me £5 — naïve, I know. " * 5
    (draft,) = read("a.txt", raw.encode("cp1252"))
    assert "“the café is closed”" in draft.text
    assert draft.encoding == "cp1252"
    assert any("guessed as cp1252" in n for n in draft.notices)


def test_a_marked_text_keeps_its_mark_out_and_its_bad_byte_in() -> None:
    text = decoded(b"\xef\xbb\xbf" + TALKS["hi"].encode() + b"\xff")
    assert text.text == TALKS["hi"] + "\ufffd"


def test_bytes_without_words_are_refused() -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        decoded(bytes(range(256)) * 8)
