"""The words of one Word paragraph as a reader of the page sees them.

Insertions, the results of fields, content controls, symbols and readings above a word are text. Deletions,
the codes of fields and hidden runs are not; what was hidden or drawn by a font from before Unicode is
remembered, so that the reader of the document can say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archive.ingest.documents import symbols
from archive.ingest.documents.legacy_fonts import converted_run
from archive.ingest.documents.ooxml import MATH_TEXT, Node, W, children, switched_on, value_of
from archive.ingest.documents.word_styles import Styles, font_of

_PLAIN = {W["tab"]: "\t", W["ptab"]: "\t", W["br"]: "\n", W["cr"]: "\n", W["noBreakHyphen"]: "-"}
_IGNORED = frozenset({W["pPr"], W["rPr"], W["txbxContent"], W["delText"]})
_BOXES = ("\u2610", "\u2612")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a run: its text and look, or the border of a field (``begin``, ``separate``, ``end``)."""

    text: str = field(repr=False)
    font: str = ""
    bold: bool = False
    hidden: bool = False
    border: str = ""


@dataclass(slots=True)
class LeftOut:
    """What of a document was not taken, or was taken as something else."""

    hidden: bool = False
    deleted: bool = False
    symbols: bool = False
    converted: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Words:
    """The visible words of a paragraph, and whether all of them are bold."""

    text: str = field(repr=False)
    bold: bool = False


def words_of(paragraph: Node, styles: Styles, left_out: LeftOut) -> Words:
    """The words of a paragraph, without its number and without text boxes."""
    shown = []
    for piece in _without_codes(list(_pieces(paragraph, paragraph.find(W["pPr"]), styles))):
        if piece.hidden:
            left_out.hidden = left_out.hidden or bool(piece.text.strip())
        else:
            shown.append(piece)
    texts = []
    for font, run in groupby(shown, key=lambda piece: piece.font):
        unfolded = symbols.unfolded("".join(piece.text for piece in run), font)
        unicode = converted_run(unfolded, font)
        if unicode.encoding:
            left_out.converted.add(unicode.encoding)
        left_out.symbols = left_out.symbols or symbols.UNKNOWN in unfolded
        texts.append(unicode.text)
    worded = [piece for piece in shown if piece.text.strip()]
    return Words("".join(texts), bool(worded) and all(piece.bold for piece in worded))


def _pieces(node: Node, paragraph: Node, styles: Styles) -> Iterator[Piece]:
    """The pieces below a node, in order."""
    for child in children(node):
        if child.tag == W["r"]:
            yield from _run(child, paragraph, styles)
        elif child.tag == MATH_TEXT:
            yield Piece(child.text or "")
        elif child.tag not in _IGNORED:
            yield from _pieces(child, paragraph, styles)


def _run(run: Node, paragraph: Node, styles: Styles) -> Iterator[Piece]:
    properties = run.find(W["rPr"])
    named = styles.of(value_of(properties, "rStyle"))
    around = styles.of_paragraph(paragraph)
    bold = switched_on(properties, "b", "bCs")
    hidden = switched_on(properties, "vanish")
    look = Piece(
        "",
        font_of(properties) or named.font or around.font or styles.base_font,
        bool(bold if bold is not None else named.bold or around.bold),
        bool(next((s for s in (hidden, named.hidden, around.hidden) if s is not None), False)),
    )
    for child in children(run):
        yield from _in_run(child, look, paragraph, styles)


def _in_run(node: Node, look: Piece, paragraph: Node, styles: Styles) -> Iterator[Piece]:
    if node.tag == W["t"]:
        yield _like(look, node.text or "")
    elif node.tag in _PLAIN:
        yield _like(look, _PLAIN[node.tag])
    elif node.tag == W["sym"]:
        yield _like(look, symbols.symbol(node.get(W["font"]) or "", _code(node.get(W["char"]))), font="")
    elif node.tag == W["fldChar"]:
        yield Piece("", border=node.get(W["fldCharType"]) or "")
        yield _like(look, _form_field(node))
    elif node.tag == W["ruby"]:
        base, reading = (node.find(W[name]) for name in ("rubyBase", "rt"))
        yield from _pieces(base, paragraph, styles) if base is not None else ()
        above = list(_pieces(reading, paragraph, styles)) if reading is not None else []
        if any(piece.text.strip() for piece in above):
            yield from (_like(look, "("), *above, _like(look, ")"))
    elif node.tag not in _IGNORED:
        yield from _pieces(node, paragraph, styles)


def _like(look: Piece, text: str, font: str | None = None) -> Piece:
    return Piece(text, look.font if font is None else font, look.bold, look.hidden)


def _code(text: str | None) -> int:
    try:
        return int(text or "", 16)
    except ValueError:
        return 0


def _form_field(border: Node) -> str:
    """What a form field shows that no run holds: a box with or without a cross, the entry that was chosen."""
    for box in border.iter(W["checkBox"]):
        state = switched_on(box, "checked")
        return _BOXES[bool(switched_on(box, "default") if state is None else state)]
    for choice in border.iter(W["ddList"]):
        entries = [entry.get(W["val"]) or "" for entry in choice.iter(W["listEntry"])]
        chosen = value_of(choice, "result") or "0"
        return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""
    return ""


def _without_codes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """All pieces but those between the beginning of a field and its result."""
    codes: set[int] = set()
    open_fields: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.border == "begin":
            open_fields.append(at)
        elif piece.border in {"separate", "end"} and open_fields:
            begin = open_fields[-1] if piece.border == "separate" else open_fields.pop()
            if begin >= 0:
                # The piece right after the beginning is what the field itself shows.
                codes.update(range(begin + 2, at))
            if piece.border == "separate":
                open_fields[-1] = -1
    return (piece for at, piece in enumerate(pieces) if at not in codes and not piece.border)
