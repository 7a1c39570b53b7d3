"""Transcripts saved as web pages (.html) by noScribe, oTranscribe and kin: the text, line by line.

Scripts, styles, forms and what the page hides are not text. Who speaks is decided as in any document, by the
layouts of plain text. Nothing is loaded from elsewhere, and no script is run.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser

from archive.errors import Unreadable
from archive.ingest.documents.plain import decode
from archive.ingest.text import Line, Page, assemble, flat

_SKIPPED = frozenset({
    "script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select", "textarea",
    "button",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table",
    "thead", "tbody", "section", "article", "header", "footer", "main", "blockquote", "pre", "hr", "figure",
    "figcaption", "body",
})  # fmt: skip
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"}
)
_CELLS = frozenset({"td", "th"})
_MAX_DEPTH = 2_000
_EMPTY = "The page holds no text: check that it was saved whole, and import it again."


def read(content: bytes) -> Page:
    """The canonical text of a web page.

    Raises:
        Unreadable: nothing to read, or elements nested deeper than 2,000.
    """
    text, notices = decode(content)
    return _page(text, notices)


def read_otr(content: bytes) -> Page:
    """The canonical text of an oTranscribe file: JSON around the page that the program shows.

    Raises:
        Unreadable: no such file, or nothing to read.
    """
    text, notices = decode(content)
    try:
        root = json.loads(text)
    except json.JSONDecodeError as broken:
        raise Unreadable("The oTranscribe file is broken: export it again.") from broken
    written = root.get("text") if isinstance(root, dict) else None
    if not isinstance(written, str):
        raise Unreadable("The oTranscribe file holds no text: export it again.")
    return _page(written, notices)


def _page(source: str, notices: tuple[str, ...]) -> Page:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    text, hints = assemble(reader.finished())
    if not any(map(str.isalnum, text)):
        raise Unreadable(_EMPTY)
    return Page(text, hints, notices=notices)


class _Reader(HTMLParser):
    """Gathers the lines of a page while it is parsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._plain = False
        self._open: list[str] = []
        self._skipped = 0
        self._bold = 0
        self._tables = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens: a block ends the line before it, and what is hidden is skipped."""
        if tag in _VOID:
            if tag in {"br", "hr"}:
                self._end_line()
            return
        if len(self._open) >= _MAX_DEPTH:
            raise Unreadable("The page is nested too deep: save it as text and import that.")
        hidden = tag in _SKIPPED or any(name == "hidden" for name, _ in attrs)
        self._open.append(f"!{tag}" if hidden else tag)
        self._skipped += hidden
        if tag in _BLOCKS and not self._in_row():
            self._end_line()
        self._bold += tag in _BOLD
        if tag == "table":
            self._tables += 1
        if tag == "tr":
            self._cells = 0
        elif tag in _CELLS:
            self._pieces += ["\t"] * bool(self._cells)
            self._cells += 1

    def handle_endtag(self, tag: str) -> None:
        """An element closes, with everything in it that was left open."""
        if tag not in self._open and f"!{tag}" not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self._skipped -= last.startswith("!")
            self._bold -= last.lstrip("!") in _BOLD
            if last.lstrip("!") == tag:
                break
        if tag in _BLOCKS and not self._in_row():
            self._end_line()

    def handle_data(self, data: str) -> None:
        """Letters of the page; its line breaks are blanks, except where text is preformatted."""
        if self._skipped:
            return
        if "pre" in self._open:
            for number, part in enumerate(data.split("\n")):
                if number:
                    self._end_line()
                self._pieces.append(part)
        else:
            self._pieces.append(" ".join(data.split("\n")).replace("\t", " ").replace("\r", " "))
        self._plain |= bool(data.strip()) and not self._bold

    def finished(self) -> list[Line]:
        """All lines, the last one too."""
        self._end_line()
        return self._lines

    def _in_row(self) -> bool:
        return any(tag in _CELLS for tag in self._open)

    def _end_line(self) -> None:
        if self._in_row():
            self._pieces.append(" ")
            return
        text = "\t".join(flat(cell) for cell in "".join(self._pieces).split("\t"))
        if text.strip():
            table = self._tables - 1 if "table" in self._open or "\t" in text and self._tables else None
            self._lines.append(Line(text, bold=not self._plain, table=table))
        self._pieces, self._plain = [], False
