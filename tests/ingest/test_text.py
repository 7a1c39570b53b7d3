"""The canonical text: one form, whatever a program wrote."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.text import Line, Region, assemble, canonical, canonical_for_many, flat


@given(st.text())
def test_canonical_is_idempotent_and_clean(raw: str) -> None:
    text = canonical(raw)
    assert canonical(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text)
    assert text == "" or (text.endswith("\n") and not text.startswith("\n") and not text.endswith("\n\n"))
    assert all(line == line.rstrip() for line in text.split("\n"))


@given(st.lists(st.text() | st.text(alphabet="ae\u0301\u0323\u09c7\u09be\u200d \n\u00a0")))
def test_words_composed_one_by_one_are_composed_as_a_whole(texts: list[str]) -> None:
    canonised = canonical_for_many()
    assert [canonised(text) for text in texts] == [canonical(text) for text in texts]


@given(st.text() | st.text(alphabet="ae\u0301\u0323\u09c7\u09be\u200d \t\u00ad"))
def test_a_flat_line_is_canonical(raw: str) -> None:
    assert flat(raw) == " ".join(canonical(raw).split())


def test_line_breaks_blanks_and_marks_become_plain() -> None:
    assert canonical("\ufeff\r\n a\u00a0b  \r\n\r\nc\x0bd\u00ade\x00\r") == " a b\n\nc\nde\n"


@given(st.lists(st.text()))
def test_assembled_text_has_one_hint_a_line(raw: list[str]) -> None:
    text, hints = assemble(Line(r, Region.BODY) for r in raw)
    assert text == "".join(f"{line.text}\n" for line in hints.lines)
    assert canonical(text) == text
