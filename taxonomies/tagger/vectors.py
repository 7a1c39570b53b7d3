"""Vectors of the gloss bank, made beforehand, so that a command starts in a second and not in a minute.

They are a cache and nothing else: each is found by the digest of its gloss, and what is not there, or was
made with another model, is made anew. ``python -m bench.tag --vectors`` writes the files.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from taxonomies.tagger.sentences import Vectors


class _Model(Protocol):
    def vectors(self, sentences: Sequence[str]) -> Vectors: ...


def of_glosses(name: str, texts: Sequence[str], model: _Model) -> Vectors:
    """One unit row per text, from the file of this name where it has them, else from the model."""
    import numpy as np

    kept = _kept(name)
    missing = [text for text in dict.fromkeys(texts) if digest(text) not in kept]
    if missing:
        kept = {**kept, **dict(zip(map(digest, missing), model.vectors(missing), strict=True))}
    rows: Vectors = np.stack([kept[digest(text)] for text in texts]).astype(np.float32)
    return rows


def written(name: str, texts: Sequence[str], model: _Model) -> bytes:
    """The content of the file of this name, for ``of_glosses``; vectors that are there are kept."""
    import numpy as np

    known = list(dict.fromkeys(texts))
    out = io.BytesIO()
    np.savez(
        out,
        digests=np.array([digest(text) for text in known]),
        vectors=of_glosses(name, known, model).astype(np.float16),
    )
    return out.getvalue()


def digest(text: str) -> str:
    """By what a gloss is found."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _kept(name: str) -> dict[str, Vectors]:
    import numpy as np

    place = files("taxonomies").joinpath("data", "vectors", f"{name}.npz")
    if not place.is_file():
        return {}
    with np.load(io.BytesIO(place.read_bytes()), allow_pickle=False) as data:
        return dict(zip(data["digests"].tolist(), data["vectors"].astype(np.float32), strict=True))
