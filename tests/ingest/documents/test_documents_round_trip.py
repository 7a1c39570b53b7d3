"""What is written comes back: in every format, in several scripts, each visible word once and in order.

PDF is written letter by letter in the order of reading, as programs write that say what their letters are.
Shaped Indic text, which draws signs in another order, is tried in ``test_portable``: it is refused, or its
``ActualText`` is read.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document as OdfDocument
from odfdo import Paragraph

from archive.ingest import read
from tests.ingest.documents.printing import Leaf, column, pdf
from tests.ingest.documents.voices import SCRIPTS, TALKS
from tests.ingest.documents.word_parts import document, p, r, table

WORDS = sorted({word for script in SCRIPTS.values() for word in script.split()})
LINES = st.lists(
    st.tuples(st.sampled_from(["I", "R", "P1"]), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)),
    min_size=1,
    max_size=8,
)


def as_txt(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def as_docx(lines: list[str]) -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_odt(lines: list[str]) -> bytes:
    made = OdfDocument("text")
    made.body.clear()
    for line in lines:
        made.body.append(Paragraph(line))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def as_rtf(lines: list[str]) -> bytes:
    written = [
        "".join(c if c.isascii() else rf"\u{ord(c) - 0x10000 * (ord(c) > 0x7FFF)}?" for c in line)
        for line in lines
    ]
    return (r"{\rtf1\ansi\uc1 " + "".join(rf"{line}\par " for line in written) + "}").encode()


def as_pdf(lines: list[str]) -> bytes:
    return pdf(Leaf(column(lines)))


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    ".txt": as_txt,
    ".docx": as_docx,
    ".odt": as_odt,
    ".rtf": as_rtf,
    ".pdf": as_pdf,
}


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@settings(max_examples=40, deadline=None)
@given(spoken=LINES)
def test_lines_come_back_from_every_format(suffix: str, spoken: list[tuple[str, list[str]]]) -> None:
    lines = [unicodedata.normalize("NFC", f"{label}: {' '.join(words)} done.") for label, words in spoken]
    (draft,) = read(f"a{suffix}", WRITERS[suffix](lines))
    assert draft.text.splitlines() == lines


@pytest.mark.parametrize("suffix", sorted(WRITERS))
@pytest.mark.parametrize("lang", sorted(TALKS))
def test_the_talk_comes_back_in_every_language(suffix: str, lang: str) -> None:
    (draft,) = read(f"a{suffix}", WRITERS[suffix](TALKS[lang].splitlines()))
    assert draft.text == unicodedata.normalize("NFC", TALKS[lang])
    assert [turn.kind.value for turn in draft.turns] == ["question", "speech"] * 2


VISIBLE = {
    "run": r("{0} "),
    "inserted": f"<w:ins>{r('{0} ')}</w:ins>",
    "link": f"<w:hyperlink>{r('{0} ')}</w:hyperlink>",
    "control": f"<w:sdt><w:sdtContent>{r('{0} ')}</w:sdtContent></w:sdt>",
    "moved here": f"<w:moveTo>{r('{0} ')}</w:moveTo>",
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>unseen</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("{0} ")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "choice": '<mc:AlternateContent><mc:Choice Requires="w14">'
    + r("{0} ")
    + "</mc:Choice><mc:Fallback>"
    + r("{0} ")
    + "</mc:Fallback></mc:AlternateContent>",
}
UNSEEN = {
    "deleted": "<w:del><w:r><w:delText>unseen</w:delText></w:r></w:del>",
    "moved away": f"<w:moveFrom>{r('unseen')}</w:moveFrom>",
    "hidden": r("unseen", "<w:vanish/>"),
    "code": "<w:r><w:instrText>unseen</w:instrText></w:r>",
}
PIECES = st.lists(st.sampled_from([*VISIBLE.values(), *UNSEEN.values()]), max_size=6)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["paragraph", "cell", "box"])), min_size=1, max_size=6))
def test_every_visible_word_of_a_word_document_stands_once_and_in_order(
    blocks: list[tuple[list[str], str]],
) -> None:
    count, body = 0, p("begin")
    for pieces, place in blocks:
        inside = ""
        for piece in pieces:
            inside += piece.format(f"w{count}")
            count += "{0}" in piece
        paragraph = f"<w:p>{inside}</w:p>"
        box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph}</w:txbxContent></w:pict></w:r></w:p>"
        body += {"paragraph": paragraph, "cell": table((paragraph,)), "box": box}[place]
    (draft,) = read("a.docx", document(body))
    assert draft.text.split() == ["begin", *(f"w{n}" for n in range(count))]
