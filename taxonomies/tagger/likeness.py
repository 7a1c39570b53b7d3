"""How near a text is to the glosses of each code, by sentence vectors.

Two measures are mixed: the mean cosine to the two nearest glosses of a code, and a ridge regression from
vector to code fitted on the glosses alone (Hoerl and Kennard 1970, closed form). Both are taken on the
whole text and on its single sentences, where the best sentence counts and is the evidence. A second ridge
tells talk that tells nothing. No testimony is learned from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from taxonomies.tagger.glosses import Gloss, glosses
from taxonomies.tagger.sentences import SentenceModel, installed_model
from taxonomies.tagger.words import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taxonomies.tagger.sentences import Vectors

_RIDGE = 2.0
_RIDGE_TALK = 8.0
_NEAREST = 2
_STRETCH = 700  # characters: about 150 word pieces, well within what the model takes


@dataclass(frozen=True, slots=True)
class Weights:
    """How the four measures add up for one axis (targets or drivers). Set on the development texts."""

    ridge_text: float
    ridge_sentence: float
    near_text: float
    near_sentence: float


TARGET_WEIGHTS = Weights(1.0, 0.6, 1.0, 0.0)
DRIVER_WEIGHTS = Weights(1.0, 1.0, 0.6, 0.6)


@dataclass(frozen=True, slots=True)
class Near:
    """Likeness to one code and the span of the sentence that is most like it."""

    score: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Likeness of one text to every code, and to talk that tells nothing (0 and less: not at all)."""

    targets: Mapping[str, Near]
    drivers: Mapping[str, Near]
    talk: float


class _Axis:
    """The codes of one axis, their glosses' vectors and the regression onto them."""

    def __init__(self, bank: Sequence[Gloss], vectors: Vectors, drivers: bool, weights: Weights) -> None:
        import numpy as np

        told = [gloss.drivers if drivers else gloss.targets for gloss in bank]
        self.codes = sorted(set().union(*told))
        self._weights = weights
        rows = [i for i, codes in enumerate(told) if codes or not bank[i].tells]
        wanted = np.array([[code in told[i] for code in self.codes] for i in rows], dtype=np.float32)
        self._centre = vectors.mean(axis=0)
        self._glosses = vectors[rows]
        self._of_code = _padded([np.flatnonzero(column) for column in wanted.T], len(rows))
        self._ridge = _fit(self._glosses - self._centre, wanted, _RIDGE)

    def near(self, whole: Vectors, parts: Vectors, spans: Sequence[tuple[int, int]]) -> dict[str, Near]:
        """Scores of one text: ``whole`` is 1 × 384, ``parts`` a row per sentence."""
        weights = self._weights
        ridge_parts = _product(parts - self._centre, self._ridge.T)
        near_parts = self._nearest(parts)
        score = (
            weights.ridge_text * _product(whole - self._centre, self._ridge.T)[0]
            + weights.near_text * self._nearest(whole)[0]
            + weights.ridge_sentence * ridge_parts.max(axis=0)
            + weights.near_sentence * near_parts.max(axis=0)
        )
        best = (ridge_parts + near_parts).argmax(axis=0)
        return {code: Near(float(score[i]), spans[int(best[i])]) for i, code in enumerate(self.codes)}

    def _nearest(self, rows: Vectors) -> Vectors:
        import numpy as np

        cosines = _product(rows, self._glosses)
        padded = np.pad(cosines, ((0, 0), (0, 1)), constant_values=-1.0)
        nearest: Vectors = np.partition(padded[:, self._of_code], -_NEAREST, axis=2)[..., -_NEAREST:]
        mean: Vectors = nearest.mean(axis=2)
        return mean


class GlossReader:
    """Reads texts against the gloss bank. Built once (seconds), then only read; safe between threads."""

    def __init__(self, model: SentenceModel, bank: Sequence[Gloss]) -> None:
        import numpy as np

        self._model = model
        vectors = model.vectors([gloss.text for gloss in bank])
        self._targets = _Axis(bank, vectors, False, TARGET_WEIGHTS)
        self._drivers = _Axis(bank, vectors, True, DRIVER_WEIGHTS)
        self._centre = vectors.mean(axis=0)
        talk = np.array([[not gloss.tells] for gloss in bank], dtype=np.float32)
        weight = np.where(talk, (len(bank) - talk.sum()) / talk.sum() / 2, 1.0).astype(np.float32)
        self._talk = _fit(vectors - self._centre, talk - talk.mean(), _RIDGE_TALK, weight)

    def read(self, text: str) -> Likeness | None:
        """Likeness of the text to every code; ``None`` for a text without a sentence.

        A long text is read in stretches of whole sentences, and each code keeps its best stretch.
        """
        read = [self._stretch(text, spans) for spans in _stretches(sentences(text))]
        if not read:
            return None
        return Likeness(
            _best([item.targets for item in read]),
            _best([item.drivers for item in read]),
            min(item.talk for item in read),
        )

    def _stretch(self, text: str, spans: Sequence[tuple[int, int]]) -> Likeness:
        base = spans[0][0]
        inside = [(start - base, end - base) for start, end in spans]
        vectors = self._model.within(text[base : spans[-1][1]], inside)
        whole, parts = vectors[:1], vectors[1:]
        talk = _product(vectors - self._centre, self._talk.T)[:, 0]
        return Likeness(
            self._targets.near(whole, parts, spans),
            self._drivers.near(whole, parts, spans),
            float(talk[0] + talk[1:].min()),
        )


def _stretches(spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    stretches: list[list[tuple[int, int]]] = []
    for span in spans:
        if stretches and span[1] - stretches[-1][0][0] <= _STRETCH:
            stretches[-1].append(span)
        else:
            stretches.append([span])
    return stretches


def _best(read: Sequence[Mapping[str, Near]]) -> dict[str, Near]:
    return {code: max((item[code] for item in read), key=lambda near: near.score) for code in read[0]}


@cache
def installed_reader() -> GlossReader | None:
    """The reader, built at first use; ``None`` where the model is not installed."""
    model = installed_model()
    return GlossReader(model, glosses()) if model else None


def _padded(groups: Sequence[NDArray[np.intp]], filler: int) -> NDArray[np.intp]:
    """Index groups of unlike length as one array, the rest filled with ``filler``."""
    import numpy as np

    longest = max(_NEAREST, *(len(group) for group in groups))
    return np.stack([np.pad(group, (0, longest - len(group)), constant_values=filler) for group in groups])


def _product(left: Vectors, right: Vectors) -> Vectors:
    """``left @ right.T`` on one thread: for a handful of rows a threaded BLAS costs more than it saves."""
    import numpy as np

    product: Vectors = np.einsum("ij,kj->ik", left, right)
    return product


def _fit(rows: Vectors, wanted: Vectors, ridge: float, weight: Vectors | None = None) -> Vectors:
    import numpy as np

    weighed = rows if weight is None else rows * weight
    left = weighed.T @ rows + ridge * np.eye(rows.shape[1], dtype=np.float32)
    solved: Vectors = np.linalg.solve(left, weighed.T @ wanted)
    return solved
