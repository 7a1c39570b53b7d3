"""Text files in the encodings of the field."""

from __future__ import annotations

import codecs

import pytest

from archive.errors import Unreadable
from archive.ingest import read

VIETNAMESE = "Hỏi: Chị sống ở đâu?\nĐáp: Ở gần chợ, từ năm ngoái, vì nước lũ đã cuốn nhà tôi đi mất rồi.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_read_alike(encoding: str) -> None:
    (draft,) = read("a.txt", VIETNAMESE.encode(encoding))
    assert draft.text == VIETNAMESE
    assert draft.notices == ()


def test_utf16_without_a_mark_is_found() -> None:
    (draft,) = read(
        "a.txt",
        ("I: How are you today, my friend?\nR: " + "Well enough, thank you. " * 20).encode("utf-16-le"),
    )
    assert draft.text.startswith("I: How are you")


def test_a_windows_code_page_is_guessed_and_said() -> None:
    raw = "R: He said “the café is closed”, and it cost me £5 — naïve, I know. " * 5
    (draft,) = read("a.txt", raw.encode("cp1252"))
    assert "“the café is closed”" in draft.text
    assert any("guessed" in n for n in draft.notices)


def test_a_file_cut_inside_a_character_is_refused_or_guessed_but_never_crashes() -> None:
    with pytest.raises(Unreadable):
        read("a.txt", codecs.BOM_UTF16_LE + b"\xd8")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        read("a.txt", bytes(range(256)) * 8)
