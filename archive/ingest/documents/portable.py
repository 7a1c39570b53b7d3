"""PDF with a text layer, read by the layout of its pages. A scan has none, and that is said.

Columns are read one after the other; page heads, feet, page numbers and line numbers are left out, wrapped
lines and parted words are joined. Pages without text are named. A PDF whose fonts do not say which letters
they draw is refused: what looks right on the page would be other words in the archive.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.errors import Unreadable
from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_lines, converted_run, notice_of
from archive.ingest.documents.page_furniture import Cleared, Leaf, cleared
from archive.ingest.documents.page_layout import Printed, printed
from archive.ingest.documents.page_rows import Row, rows_of
from archive.ingest.documents.page_tables import Rule, parted
from archive.ingest.documents.paragraphs import paragraphs
from archive.ingest.documents.pdf_document import Properties, opened
from archive.ingest.documents.pdf_glyphs import UNKNOWN, Drawn
from archive.ingest.text import Line, Page, assemble, people

_LETTERS_PER_PAGE = 10
_LETTERS_ON_A_SCAN = 200
_MOSTLY_PICTURE = 0.5
_MOST_UNKNOWN = 0.05
_MOST_OUT_OF_ORDER = 0.05
_PAGES_NAMED = 10
_LAYOUT = (
    "The text was taken from a PDF by the layout of its pages: look whether lines and accents are right."
)
_SCAN = (
    "The PDF has no text layer (it is a scan): run text recognition first, or type it out, and import that."
)
_LETTERS_UNKNOWN = (
    "The fonts of the PDF do not say which letters they draw: save the document it was made from as .docx, "
    "or run text recognition, and import that."
)
_OUT_OF_ORDER = (
    "The PDF keeps the letters of its script in the order in which they are drawn, not in that in which they "
    "are read: save the document it was made from as .docx, and import that."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its rows, and whether it is a picture with at most a stamp of text on it."""

    leaf: Leaf
    letters: int
    is_picture: bool
    furniture: bool
    converted: frozenset[str] = field(default=frozenset())


def read(content: bytes) -> Page:
    """The canonical text of a PDF, page after page.

    Raises:
        Unreadable: encrypted, no text layer, fonts without letters, more than 2,000 pages or three million
            letters.
    """
    document = opened(content)
    sheets = [_sheet(drawn) for drawn in document.pages()]
    clear = cleared([sheet.leaf for sheet in sheets])
    letters = [sum(c.isalpha() for row in leaf.rows for c in row.text) for leaf in clear.leaves]
    _refuse_scan(sheets, letters)
    joined = paragraphs(_in_order(clear.leaves))
    _refuse_broken(" ".join(one.text for one in joined))
    unicode = converted_lines([Line(one.text, bold=one.bold, table=one.table) for one in joined])
    text, hints = assemble(unicode.lines)
    properties = document.properties()
    known = people(properties.authors)
    notices = [
        *_notices(sheets, letters, clear, text),
        *unicode.notices,
        *_beside(properties),
    ]
    if known:
        notices.append("Names in the document's properties were not kept; they are masked in the text.")
    return Page(text, hints, known, tuple(notices))


def _sheet(drawn: Drawn) -> Sheet:
    codes: set[str] = set()
    rows = tuple(_unicode(row, codes) for row in rows_of(drawn.glyphs))
    letters = sum(c.isalpha() for row in rows for c in row.text)
    picture = drawn.pictures >= _MOSTLY_PICTURE and letters < _LETTERS_ON_A_SCAN
    return Sheet(
        Leaf(drawn.height, rows, tuple(_rules(drawn))),
        letters,
        picture,
        bool(drawn.furniture),
        frozenset(codes),
    )


def _rules(drawn: Drawn) -> Iterator[Rule]:
    """The rules on a page that are drawn along it or up it."""
    for stroke in drawn.strokes:
        if abs(stroke.y0 - stroke.y1) < 1:
            begin, end = sorted((stroke.x0, stroke.x1))
            yield Rule(stroke.y0, begin, end, upright=False)
        elif abs(stroke.x0 - stroke.x1) < 1:
            begin, end = sorted((stroke.y0, stroke.y1))
            yield Rule(stroke.x0, begin, end, upright=True)


def _unicode(row: Row, codes: set[str]) -> Row:
    """A row whose words in fonts of symbols, or from before Unicode, are in Unicode."""
    words = []
    for word in row.words:
        font = word.font.rpartition("+")[2]
        unicode = converted_run(symbols.unfolded(word.text, font), font)
        codes.update({unicode.encoding} - {""})
        words.append(replace(word, text=unicode.text))
    return Row(row.y, tuple(words))


def _in_order(leaves: Sequence[Leaf]) -> list[Printed]:
    """The lines of all pages; a column of one page is none of the next."""
    lines: list[Printed] = []
    for leaf in leaves:
        column = lines[-1].column + 1 if lines else 0
        table = max((line.table for line in lines if line.table is not None), default=-1) + 1
        lines += [
            replace(
                line,
                column=line.column + column,
                table=None if line.table is None else line.table + table,
            )
            for line in printed(parted(leaf.rows, leaf.rules))
        ]
    return lines


def _refuse_scan(sheets: Sequence[Sheet], letters: Sequence[int]) -> None:
    few = sum(letters) < _LETTERS_PER_PAGE * max(1, len(sheets)) / 2
    if few or all(sheet.is_picture or not count for sheet, count in zip(sheets, letters, strict=True)):
        raise Unreadable(_SCAN)


def _refuse_broken(text: str) -> None:
    """Refuse text whose letters are unknown, or whose vowel signs stand before their consonants."""
    drawn = sum(not c.isspace() for c in text)
    if text.count(UNKNOWN) > drawn * _MOST_UNKNOWN:
        raise Unreadable(_LETTERS_UNKNOWN)
    words = [word for word in text.split() if any("\u0900" <= c <= "\u0dff" for c in word)]
    wrong = sum(unicodedata.category(word[0]) in {"Mc", "Mn"} for word in words)
    if wrong > len(words) * _MOST_OUT_OF_ORDER:
        raise Unreadable(_OUT_OF_ORDER)


def _notices(sheets: Sequence[Sheet], letters: Sequence[int], clear: Cleared, text: str) -> Iterator[str]:
    yield _LAYOUT
    empty = [number for number, count in enumerate(letters, 1) if not count]
    stamped = [
        number
        for number, (sheet, count) in enumerate(zip(sheets, letters, strict=True), 1)
        if count and sheet.is_picture
    ]
    if empty:
        holds = "holds" if len(empty) == 1 else "hold"
        yield f"{_pages(empty)} {holds} no text: run text recognition if words stand there."
    if stamped:
        are = "is a picture" if len(stamped) == 1 else "are pictures"
        yield f"{_pages(stamped)} {are} with little text: run text recognition if words stand on them."
    if clear.edges or any(sheet.furniture for sheet in sheets):
        yield "Page heads, feet and page numbers were left out."
    if clear.numbers:
        yield "Line numbers in the margin were left out."
    yield from map(notice_of, sorted(set().union(*(sheet.converted for sheet in sheets))))
    if symbols.UNKNOWN in text:
        yield symbols.UNKNOWN_NOTICE
    if UNKNOWN in text:
        yield f"Letters of the PDF could not be read; each stands as {UNKNOWN}."


def _beside(properties: Properties) -> Iterator[str]:
    if properties.attachments:
        yield "Files attached to the PDF were left out."
    if properties.form:
        yield "What was typed into form fields of the PDF may be missing: print it into a new PDF to keep it."
    if properties.comments:
        yield "Comments on the pages of the PDF were left out."


def _pages(numbers: Sequence[int]) -> str:
    """``Page 3``, ``Pages 2 and 3``, or the first ten and how many there are."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    first = [str(number) for number in numbers[:_PAGES_NAMED]]
    if len(numbers) > _PAGES_NAMED:
        return f"{len(numbers)} pages (the first: {', '.join(first)})"
    return f"Pages {', '.join(first[:-1])} and {first[-1]}"
