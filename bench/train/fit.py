"""One model fitted to sentences: python-crfsuite, L-BFGS, the same bytes from the same sentences.

The optimiser has no randomness of its own and the sentences come in an order that a seed decides, so the
hash of the weights tells whether two people trained the same thing on the same build of the library.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.train.examples import Sentence

C1, C2, ITERATIONS, RAREST = 0.1, 0.02, 60, 2
"""Penalties of the absolute and squared weights, the most steps, and how often a feature must be seen. Three
and ten times these penalties, twice the steps and rarer features changed nothing on texts left out."""

OWN_RAREST = {"bn": 3}
"""Of the weights that are written: the language with the most texts would pass 4 MB otherwise."""


def fitted(sentences: Iterable[Sentence], rarest: int = RAREST, iterations: int = ITERATIONS) -> bytes:
    """The weights as crfsuite stores them. ``rarest``: features seen less often are left out."""
    import pycrfsuite  # type: ignore[import-untyped]

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for rows, labels in sentences:
        trainer.append(rows, labels)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": iterations, "feature.minfreq": rarest})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return path.read_bytes()


def digest(sentences: Iterable[Sentence]) -> str:
    """SHA-256 of the sentences: where it is the same and the weights are not, the optimiser differs."""
    state = hashlib.sha256()
    for sentence in sentences:
        state.update(repr(sentence).encode())
    return state.hexdigest()
