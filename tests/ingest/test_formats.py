"""The door: what is let in by name and by first bytes, and what each refusal says."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Unreadable
from archive.ingest import SUPPORTED, read
from archive.model import Draft


def pdf(*pages: str) -> bytes:
    document = FPDF()
    document.set_author("Nusrat Jahan")
    document.set_font("helvetica", size=12)
    for words in pages:
        document.add_page()
        if words:
            document.multi_cell(0, text=words)
    return bytes(document.output())


def test_a_pdf_with_text_is_read() -> None:
    (draft,) = read("a.pdf", pdf("I: How are you?\nR: Not well.\nI: Why?\nR: No water."))
    assert [t.label for t in draft.turns] == ["I", "R", "I", "R"]
    assert [k.text for k in draft.known] == ["Nusrat Jahan"]


def test_rich_text_is_read_with_its_scripts_and_its_author() -> None:
    raw = (
        r"{\rtf1\ansi\ansicpg1252{\info{\author Nusrat Jahan}}{\header Village 3}"
        r"I: \u2344?\u2350?\par R: caf\'e9\par I: Why?\par R: No.\par}"
    )
    (draft,) = read("a.rtf", raw.encode())
    assert draft.text == "Village 3\nI: नम\nR: café\nI: Why?\nR: No.\n"
    assert [k.text for k in draft.known] == ["Nusrat Jahan"]
    assert any("masked" in n for n in draft.notices)


REFUSED = [
    ("a.pdf", pdf("", ""), "no text layer"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"save it as \.docx"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
    ("a.docx", b"R: plain words", "not what its name says"),
    ("a.txt", pdf("words"), "not what its name says"),
    ("a.pdf", b"PK\x03\x04" + pdf("words"), "not what its name says"),
    ("a.txt", b" \n", "empty"),
    ("a.txt", b"--- ...\n", "no words"),
    ("a.mp3", b"ID3", "transcribe"),
    ("a.xyz", b"x", r"\.docx, "),
    ("noextension", b"x", "not known"),
    ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
    ("a.rtf", b"{\\rtf1 }", "no words"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_refusals_say_what_to_do(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(name, content)


def test_an_encrypted_pdf_is_refused() -> None:
    document = FPDF()
    document.set_encryption(owner_password="a", user_password="b")
    document.add_page()
    with pytest.raises(Unreadable, match="password"):
        read("a.pdf", bytes(document.output()))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(SUPPORTED)),
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1", b"WEBVTT\n\n"]),
)
def test_no_bytes_ever_raise_anything_but_unreadable(suffix: str, content: bytes, head: bytes) -> None:
    with contextlib.suppress(Unreadable):
        tiled(read(f"a{suffix}", head + content))


def tiled(drafts: list[Draft]) -> None:
    """There is a draft, and the turns of each are its text."""
    assert drafts
    for draft in drafts:
        assert "".join(draft.text[turn.start : turn.end] for turn in draft.turns) == draft.text


ANY = st.characters(codec="utf-8", exclude_characters="\x00")


def test_a_few_nuls_are_left_out_and_told() -> None:
    text = "R: We waited at the gate.\nI: How long?\nR: Nine hours, and nobody came.\n"
    (draft,) = read("a.txt", text.replace("hours,", "hours,\x00").encode())
    assert draft.text == read("a.txt", text.encode())[0].text
    assert any("NUL" in notice for notice in draft.notices)
    (wide,) = read("a.txt", text.encode("utf-16-le"))
    assert "Nine hours" in wide.text
    assert "\x00" not in wide.text


@settings(max_examples=60)
@given(st.text(ANY, max_size=80), st.text(ANY, max_size=80))
def test_any_text_with_a_word_in_it_is_read(before: str, after: str) -> None:
    tiled(read("a.txt", f"{before}\nI: words?\n{after}".encode()))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_document_is_unreadable_or_read_but_never_a_traceback(data: st.DataObject) -> None:
    suffix, whole = data.draw(st.sampled_from(_WHOLE))
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = bytearray(whole[:cut] if data.draw(st.booleans()) else whole)
    if at < len(broken):
        broken[at] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(Unreadable):
        tiled(read(f"a{suffix}", bytes(broken)))


def _docx() -> bytes:
    from docx import Document

    document: Any = Document()
    document.add_paragraph("I: words?")
    document.add_paragraph("R: words.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_WHOLE = [
    (".docx", _docx()),
    (".pdf", pdf("I: words?\nR: words and more words.")),
    (".rtf", b"{\\rtf1 I: a\\par R: b}"),
]
