"""Identifiers that annotators passed over, marked by a model that did not see them marked.

Half of the sentences are read by a model fitted to the other half, and the reverse. Where it is sure of a
name, place, body or time and the gold says nothing, its word is taken: a set that leaves names unmarked
teaches that names are none. The development and test parts keep their gold as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.redact.crf.fitted_model import OUTSIDE, Model
from bench.train.choose import DRAFT
from bench.train.examples import Sentence
from bench.train.fit import fitted

SURE = 0.1
"""Below this probability of being no identifier the model's word is taken."""
FILLED = frozenset({"PERSON", "LOC", "ORG", "DATETIME"})


def filled(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the gaps of their gold filled, in the order they came."""
    halves = (found[0::2], found[1::2])
    models = [Model(fitted(half), DRAFT) for half in halves]
    return [_filled(models[1 - place % 2], sentence) for place, sentence in enumerate(found)]


def _filled(model: Model, sentence: Sentence) -> Sentence:
    rows, labels = sentence
    said = model.read(rows)
    return rows, [
        kind if label == OUTSIDE and p < SURE and kind in FILLED else label
        for (p, kind), label in zip(said, labels, strict=True)
    ]
