"""Codebooks of other programs become codes, whatever the file is called; run in the confined child alone."""

from __future__ import annotations

from dataclasses import replace

from archive.errors import UsageError
from archive.ingest.documents.plain import decode
from language.visible import visible_lines, visible_name
from taxonomies.codebook import Code, CodebookError
from taxonomies.codebook_exchange import CodesRead, codes_in_csv, codes_in_qdc
from taxonomies.skos import codes_in_skos

_SKOS = (b"{", b"[", b"@prefix", b"@base", b"PREFIX")


def codes_in(content: bytes, language: str) -> CodesRead:
    """The codes in a file: a REFI-QDA codebook (.qdc), SKOS (Turtle or JSON-LD; its labels in
    ``language``), or a table with a column of labels, as Heard, Taguette or QualCoder write it.

    Raises ``UsageError`` for anything else, and where two codes could not be told apart on a screen.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if start.startswith(_SKOS):
            read = CodesRead(tuple(codes_in_skos(content, language)))
        elif start.startswith(b"<"):
            read = codes_in_qdc(content)
        else:
            read = codes_in_csv(decode(content)[0])
    except CodebookError as error:
        raise UsageError(str(error)) from None
    visible = visible_codes(read)
    if len({code.id for code in visible.codes}) < len({code.id for code in read.codes}):
        raise UsageError("Two ids of codes differ in nothing that can be seen: give one of them another id.")
    return visible


def visible_codes(read: CodesRead) -> CodesRead:
    """The same codes with everything as it may be shown; twice does no more than once."""
    return CodesRead(tuple(map(_visible_code, read.codes)), tuple(map(visible_name, read.notices)))


def _visible_code(code: Code) -> Code:
    return replace(
        code,
        id=visible_name(code.id),
        label=visible_name(code.label),
        parent=None if code.parent is None else visible_name(code.parent),
        definition=visible_lines(code.definition),
        examples=tuple(map(visible_lines, code.examples)),
        memo=visible_lines(code.memo),
        became=tuple(map(visible_name, code.became)),
    )
