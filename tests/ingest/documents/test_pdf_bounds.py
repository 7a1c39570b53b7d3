"""Streams that unfold to too much are counted, never held."""

from __future__ import annotations

import zlib

import pytest

from archive.errors import Unreadable
from archive.ingest.documents.pdf_bounds import MAX_UNFOLDED, refuse_unfolding

LARGE = zlib.compress(b" " * (MAX_UNFOLDED // 2 + 1))


def stream(data: bytes, head: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"1 0 obj <<" + head + b">>\nstream\r\n" + data + b"\nendstream endobj\n"


def test_streams_are_counted_together() -> None:
    refuse_unfolding(stream(LARGE))
    with pytest.raises(Unreadable, match="unfolds"):
        refuse_unfolding(stream(LARGE) * 2)


def test_pictures_and_plain_streams_are_not_counted() -> None:
    refuse_unfolding(stream(LARGE, b"/Subtype /Image /Filter/FlateDecode") * 3)
    refuse_unfolding(stream(b"plain", b"/Length 5") * 3)


def test_what_is_compressed_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="twice"):
        refuse_unfolding(stream(zlib.compress(LARGE), b"/Filter[/FlateDecode /FlateDecode]"))


def test_damaged_streams_pass_to_the_parser() -> None:
    refuse_unfolding(stream(b"no stream of zlib") + stream(LARGE[:100]))
