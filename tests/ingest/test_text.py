"""The canonical text: one form, whatever a program wrote."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.text import Line, Region, assemble, canonical


@given(st.text())
def test_canonical_is_idempotent_and_clean(raw: str) -> None:
    text = canonical(raw)
    assert canonical(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text)
    assert text == "" or (text.endswith("\n") and not text.startswith("\n") and not text.endswith("\n\n"))
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_line_breaks_blanks_and_marks_become_plain() -> None:
    assert canonical("\ufeff\r\n a\u00a0b  \r\n\r\nc\x0bd\u00ade\x00\r") == " a b\n\nc\nde\n"


@given(st.lists(st.text()))
def test_assembled_text_has_one_hint_a_line(raw: list[str]) -> None:
    text, hints = assemble(Line(r, Region.BODY) for r in raw)
    assert text == "".join(f"{line.text}\n" for line in hints.lines)
    assert canonical(text) == text
