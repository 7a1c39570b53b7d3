"""Learns from a coalition's own verdicts which suggestions of a code to keep: small models, one a code.

From sixteen verdicts on a code, four of either kind at least, a ridge regression on the sentence vector is
fitted, and kept only if in cross-validation it forecasts left-out verdicts better than their mean does. It
is learnt from testimony: whoever keeps it must seal it like testimony and never export it. This module
neither reads nor writes files.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taxonomies.tagger.result import TAGGER_VERSION

if TYPE_CHECKING:
    from taxonomies.tagger.sentences import Vectors

LEAST = 16
"""Verdicts on a code before anything is learnt from them."""
LEAST_OF_A_KIND = 4
FOLDS = 8
_STIFF = 4.0
_GAIN = 0.95  # of the squared error that the mean makes: less than that is better than chance


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on one suggestion: whether ``code`` belongs to ``text``."""

    text: str = field(repr=False)
    language: str | None
    code: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Refitted:
    """What was learnt: weights by reader and code. The last weight stands alone."""

    weights: Mapping[tuple[str, str], Vectors] = field(repr=False)
    version: str = TAGGER_VERSION

    def chance(self, reader: str, code: str, vector: Vectors) -> float | None:
        """How likely a person would accept, 0 to 1; ``None`` for a code of which nothing was learnt."""
        weights = self.weights.get((reader, code))
        if weights is None:
            return None
        return float(min(1.0, max(0.0, weights[:-1] @ vector + weights[-1])))

    def dump(self) -> bytes:
        """For the archive to seal."""
        listed = [
            [reader, code, base64.b64encode(row.astype("<f4").tobytes()).decode("ascii")]
            for (reader, code), row in self.weights.items()
        ]
        return json.dumps({"version": self.version, "weights": listed}).encode("ascii")


def load(content: bytes) -> Refitted:
    """What ``dump`` wrote. Raises ``ValueError`` for anything else."""
    import numpy as np

    try:
        data = json.loads(content)
        weights = {
            (str(reader), str(code)): np.frombuffer(base64.b64decode(row, validate=True), "<f4")
            for reader, code, row in data["weights"]
        }
        return Refitted(weights, str(data["version"]))
    except (KeyError, TypeError, ValueError):
        raise ValueError("This is no refitted model; fit it again from the verdicts.") from None


def refit(
    judgements: Sequence[Judgement], vector: Callable[[str, str | None], tuple[str, Vectors] | None]
) -> Refitted | None:
    """What can be learnt from the verdicts; ``None`` if nothing beats the mean in cross-validation.

    ``vector`` gives the reader's name and the vector of a text; ``taxonomies.tagger.vector_of`` does.
    """
    import numpy as np

    grouped: dict[tuple[str, str], list[tuple[Vectors, bool]]] = {}
    for item in judgements:
        encoded = vector(item.text, item.language)
        if encoded is not None:
            grouped.setdefault((encoded[0], item.code), []).append((encoded[1], item.accepted))
    learnt = {}
    for key, pairs in grouped.items():
        yes = sum(accepted for _, accepted in pairs)
        if len(pairs) < LEAST or min(yes, len(pairs) - yes) < LEAST_OF_A_KIND:
            continue
        rows = np.stack([row for row, _ in pairs])
        wanted = np.array([accepted for _, accepted in pairs], dtype=np.float32)
        if _is_better(rows, wanted):
            learnt[key] = _fitted(rows, wanted)
    return Refitted(learnt) if learnt else None


def _is_better(rows: Vectors, wanted: Vectors) -> bool:
    """Squared error on left-out verdicts beside that of the mean; equal texts are left out together."""
    import numpy as np

    _, text = np.unique(rows.round(5), axis=0, return_inverse=True)
    fold = text.ravel() % FOLDS
    ours = mean = 0.0
    for number in range(FOLDS):
        held, rest = fold == number, fold != number
        if not held.any() or not rest.any():
            continue
        weights = _fitted(rows[rest], wanted[rest])
        ours += float(((rows[held] @ weights[:-1] + weights[-1] - wanted[held]) ** 2).sum())
        mean += float(((wanted[rest].mean() - wanted[held]) ** 2).sum())
    return ours < _GAIN * mean


def _fitted(rows: Vectors, wanted: Vectors) -> Vectors:
    """Ridge regression in its dual form: a handful of verdicts, hundreds of dimensions."""
    import numpy as np

    middle, level = rows.mean(axis=0), wanted.mean()
    moved = rows - middle
    dual = np.linalg.solve(moved @ moved.T + _STIFF * np.eye(len(rows)), wanted - level)
    weights = moved.T @ dual
    return np.append(weights, level - weights @ middle).astype(np.float32)
