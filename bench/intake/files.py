"""Invented interviews of any size in every format that is read, and the files of those who attack.

The words are syllables of Bangla drawn at random, which pack about as well as people's words do, and take
three bytes a letter: 50 MB of them are as many characters as one text may have. A PDF is in Latin letters,
since its maker knows no Bangla. Sizes are bytes of words in UTF-8, whatever the container makes of them.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
from fpdf import FPDF

FORMATS = ("txt", "docx", "odt", "rtf", "pdf", "vtt", "srt", "csv", "xlsx")
_BANGLA = [c + v for c in "কখগচজটডতদনপবমযরলসহ" for v in "ািীুেো"]
_LATIN = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]
_WORDS_OF_A_TURN = 40
_WORDS_OF_A_CUE = 12


def content(format_: str, size: int) -> bytes:
    """A file of this format whose words take about ``size`` bytes. The same call gives the same words."""
    syllables, weight = (_LATIN, 2) if format_ == "pdf" else (_BANGLA, 6)
    draw = random.Random(20261130)  # noqa: S311 - invented text, no secret
    vocabulary = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(4_000)]
    words = max(_WORDS_OF_A_TURN, size // (3 * weight + 1))
    length = _WORDS_OF_A_CUE if format_ in ("vtt", "srt") else _WORDS_OF_A_TURN
    said = (" ".join(draw.choices(vocabulary, k=length)) for _ in range(words // length))
    return _WRITERS[format_](said)


def _labelled(said: Iterator[str]) -> Iterator[str]:
    for number, words in enumerate(said):
        yield f"R: {words}." if number % 2 else f"I: {words}?"


def _txt(said: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in _labelled(said)).encode()


def _zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return buffer.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx_around(body: str, part: str = "document.xml", before: str = "") -> bytes:
    """A Word document with this body; its main part is called ``part`` and begins with ``before``."""
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/{part}" ContentType="{_MAIN}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/{part}"/></Relationships>',
            f"word/{part}": f'{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def _docx(said: Iterator[str]) -> bytes:
    return docx_around("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _labelled(said)))


def _odt(said: Iterator[str]) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<text:p>{line}</text:p>" for line in _labelled(said))
    head = f'xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" office:version="1.2"'
    kind = "application/vnd.oasis.opendocument.text"
    entries = {"/": kind, **dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), "text/xml")}
    listed = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{media}"/>' for name, media in entries.items()
    )
    return _zipped(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {head}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {head}/>",
            "meta.xml": f"<office:document-meta {head}><office:meta/></office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}:manifest:1.0">{listed}</m:manifest>',
        }
    )


def _rtf(said: Iterator[str]) -> bytes:
    escaped = {ord(letter): f"\\u{ord(letter)}?" for syllable in _BANGLA for letter in syllable}
    return (r"{\rtf1\ansi " + "\\par\n".join(_labelled(said)).translate(escaped) + "}").encode("ascii")


def _pdf(said: Iterator[str]) -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=10)
    document.add_page()
    for line in _labelled(said):
        document.multi_cell(0, text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def _clock(second: int, mark: str) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{mark}000"


def _vtt(said: Iterator[str]) -> bytes:
    cues = (
        f"{_clock(4 * n, '.')} --> {_clock(4 * n + 3, '.')}\n<v {'RI'[n % 2]}>{words}</v>\n\n"
        for n, words in enumerate(said)
    )
    return ("WEBVTT\n\n" + "".join(cues)).encode()


def _srt(said: Iterator[str]) -> bytes:
    cues = (
        f"{n + 1}\n{_clock(4 * n, ',')} --> {_clock(4 * n + 3, ',')}\n{'RI'[n % 2]}: {words}\n\n"
        for n, words in enumerate(said)
    )
    return "".join(cues).encode()


def _rows(said: Iterator[str]) -> Iterator[list[str]]:
    yield ["_id", "age", "What happened?"]
    for number, words in enumerate(said):
        yield [str(number), str(18 + number % 60), words]


def _csv(said: Iterator[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_rows(said))
    return out.getvalue().encode()


def _xlsx(said: Iterator[str]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows(said):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_WRITERS: dict[str, Callable[[Iterator[str]], bytes]] = {
    "txt": _txt, "docx": _docx, "odt": _odt, "rtf": _rtf, "pdf": _pdf, "vtt": _vtt, "srt": _srt, "csv": _csv,
    "xlsx": _xlsx,
}  # fmt: skip
