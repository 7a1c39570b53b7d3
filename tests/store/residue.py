"""Look for words in files, in the shapes in which they could have been left there."""

from __future__ import annotations

import base64
import contextlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote


def shapes(word: str) -> Iterator[bytes]:
    """UTF-8, UTF-16 in both orders, base64 at each of its three offsets, hexadecimal, URL-encoded."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    for offset in range(3):
        coded = base64.b64encode(bytes(offset) + plain)
        yield coded[(0, 2, 3)[offset] : (offset + len(plain)) * 8 // 6]
    yield plain.hex().encode()
    if quote(word) != word:
        yield quote(word).encode()


def inflated(content: bytes) -> Iterator[bytes]:
    """What can be inflated from any zlib stream that begins in these bytes."""
    for magic in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
        at = content.find(magic)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[at:], 1 << 20)
            at = content.find(magic, at + 1)


def traces(files: Iterable[Path], words: Iterable[str]) -> list[str]:
    """``file: word`` for every word that stands in one of the files, whatever its shape."""
    wanted = [(form, word) for word in words for form in shapes(word)]
    found: set[str] = set()
    for path in files:
        try:
            content = path.read_bytes() if path.is_file() else b""
        except FileNotFoundError:  # a server's passing file
            continue
        for block in (content, *inflated(content)):
            found.update(f"{path.name}: {word}" for word in _within(block, wanted))
    return sorted(found)


def _within(block: bytes, wanted: list[tuple[bytes, str]]) -> set[str]:
    """Words of which a form stands in the block. Their common beginnings are looked for first."""
    begun = {start for start in {form[:4] for form, _ in wanted} if start in block}
    return {word for form, word in wanted if form[:4] in begun and form in block}
