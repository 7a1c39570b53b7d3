"""Codebooks of other programs become codes, whatever the file is called; run in the confined child alone."""

from __future__ import annotations

from archive.errors import UsageError
from archive.ingest.documents.plain import decode
from taxonomies.codebook import Code, CodebookError
from taxonomies.codebook_exchange import codes_in_csv, codes_in_qdc
from taxonomies.skos import codes_in_skos

_SKOS = (b"{", b"[", b"@prefix", b"@base", b"PREFIX")


def codes_in(content: bytes, language: str) -> list[Code]:
    """The codes in a file: a REFI-QDA codebook (.qdc), SKOS (Turtle or JSON-LD; its labels in
    ``language``), or a table with the columns ``id`` and ``label``.

    Raises ``UsageError`` for anything else.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if start.startswith(_SKOS):
            return codes_in_skos(content, language)
        if start.startswith(b"<"):
            return codes_in_qdc(content)
        return codes_in_csv(decode(content)[0])
    except CodebookError as error:
        raise UsageError(str(error)) from None
