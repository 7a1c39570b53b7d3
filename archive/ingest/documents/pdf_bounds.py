"""What is refused before a PDF is opened by a parser: streams that unfold to too much.

A few kilobytes of a PDF can stand for gigabytes, and parsers unfold a stream whole. Here each is unfolded
piece by piece and only counted. Pictures are not, since no reader of text unfolds them.
"""

from __future__ import annotations

import re
import zlib

from archive.errors import Unreadable

MAX_UNFOLDED = 100 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_LARGEST_DICTIONARY = 2_048
_COMPRESSED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b|/(?:DCT|JPX|JBIG2|CCITTFax)Decode")
_UNFOLDS = "The PDF unfolds to more than 100 MB: save it again without its drawings, or split it in parts."


def refuse_unfolding(content: bytes) -> None:
    """Refuse a PDF whose compressed streams grow beyond 100 MiB, pictures aside.

    Raises:
        Unreadable: as above, or a stream was compressed twice, which hides its size.
    """
    left = MAX_UNFOLDED
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _LARGEST_DICTIONARY) : match.start()].rpartition(b"obj")[2]
        compressed = _COMPRESSED.findall(head)
        if not compressed or _PICTURE.search(head):
            continue
        if len(compressed) > 1:
            raise Unreadable("The PDF hides what it holds by compressing it twice: print it into a new PDF.")
        left -= _unfolded(content, match.end(), left)
        if left <= 0:
            raise Unreadable(_UNFOLDS)


def _unfolded(content: bytes, at: int, most: int) -> int:
    """How many bytes a stream of zlib grows to, counted no further than ``most``."""
    unfolding, total = zlib.decompressobj(), 0
    chunk = 1 << 16
    data = content[at : at + chunk]
    while data and not unfolding.eof and total < most:
        try:
            total += len(unfolding.decompress(data, chunk * 16))
        except zlib.error:
            break
        data = unfolding.unconsumed_tail
        if not data:
            at += chunk
            data = content[at : at + chunk]
    return total
