"""How near a text is to the glosses of each code, by sentence vectors.

Two measures are mixed: the mean cosine to the two nearest glosses of a code, and a ridge regression from
vector to code fitted on the glosses alone (Hoerl and Kennard 1970, closed form). Both are taken on the
whole text and on its single sentences, where the best sentence counts and is the evidence. A second ridge
tells talk that tells nothing. English is read by a model of English, every other language by a model of
many, from the same glosses. No testimony is learned from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from taxonomies.tagger.glosses import Gloss, glosses
from taxonomies.tagger.sentences import installed_model
from taxonomies.tagger.tongues import installed_tongues
from taxonomies.tagger.vectors import of_glosses
from taxonomies.tagger.words import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taxonomies.tagger.sentences import Vectors

_NEAREST = 2
_RUN = 3  # sentences
_STRETCH = 700  # characters: about 150 word pieces, well within what the models take


class Model(Protocol):
    """What turns sentences into unit vectors."""

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence."""

    def within(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        """The text's own vector first, then one per span."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How the four measures add up for one axis (targets or drivers). Set on the development texts."""

    ridge_text: float
    ridge_sentence: float
    near_text: float
    near_sentence: float


@dataclass(frozen=True, slots=True)
class Tuning:
    """What goes with one model: its name, the weights by axis, how stiff the regressions are."""

    name: str
    targets: Weights
    drivers: Weights
    ridge: float
    ridge_talk: float


ENGLISH = Tuning("english", Weights(1.0, 0.0, 0.0, 0.6), Weights(1.0, 0.3, 1.0, 0.3), 2.0, 8.0)
TONGUES = Tuning("tongues", Weights(1.0, 0.6, 0.4, 0.3), Weights(1.0, 0.6, 0.4, 0.3), 4.0, 8.0)


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

    def __init__(
        self, bank: Sequence[Gloss], vectors: Vectors, drivers: bool, weights: Weights, ridge: float
    ) -> None:
        import numpy as np

        told = [gloss.drivers if drivers else gloss.targets for gloss in bank]
        self.codes = sorted(set().union(*told))
        self._weights = weights
        rows = [i for i, codes in enumerate(told) if codes or not bank[i].tells]
        wanted = np.array([[code in told[i] for code in self.codes] for i in rows], dtype=np.float32)
        self._glosses = vectors[rows]
        self._of_code = _padded([np.flatnonzero(column) for column in wanted.T], len(rows))
        self._middle = self._glosses.mean(axis=0)
        self._ridge = _fit(self._glosses - self._middle, wanted, ridge)

    def near(self, whole: Vectors, parts: Vectors, spans: Sequence[tuple[int, int]]) -> dict[str, Near]:
        """Scores of one text: ``whole`` a row per passage and 384 columns, ``parts`` a row per sentence."""
        weights = self._weights
        ridge_parts = _product(parts - self._middle, self._ridge.T)
        near_parts = self._nearest(parts)
        score = (
            weights.ridge_text * _product(whole - self._middle, self._ridge.T).max(axis=0)
            + weights.near_text * self._nearest(whole).max(axis=0)
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

    def __init__(self, model: Model, bank: Sequence[Gloss], tuning: Tuning) -> None:
        import numpy as np

        self.tuning = tuning
        self._model = model
        raw = of_glosses(tuning.name, [gloss.text for gloss in bank], model)
        self._centre = raw.mean(axis=0)
        self._own = _tongues(raw, [gloss.language for gloss in bank])
        vectors = self._centred(raw)
        self._targets = _Axis(bank, vectors, False, tuning.targets, tuning.ridge)
        self._drivers = _Axis(bank, vectors, True, tuning.drivers, tuning.ridge)
        talk = np.array([[not gloss.tells] for gloss in bank], dtype=np.float32)
        weight = np.where(talk, (len(bank) - talk.sum()) / talk.sum() / 2, 1.0).astype(np.float32)
        self._talk = _fit(vectors, talk - talk.mean(), tuning.ridge_talk, weight)

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

    def vector(self, text: str) -> Vectors:
        """The vector of a whole text, as far as the model reads at once."""
        vector: Vectors = self._centred(self._model.vectors([text]))[0]
        return vector

    def _stretch(self, text: str, spans: Sequence[tuple[int, int]]) -> Likeness:
        base = spans[0][0]
        inside = [(start - base, end - base) for start, end in spans]
        raw = self._model.within(text[base : spans[-1][1]], inside)
        whole, parts = self._centred(_passages(raw, spans)), self._centred(raw[1:])
        talk = _product(whole, self._talk.T).min() + _product(parts, self._talk.T).min()
        return Likeness(
            self._targets.near(whole, parts, spans),
            self._drivers.near(whole, parts, spans),
            float(talk),
        )

    def _centred(self, rows: Vectors) -> Vectors:
        """Unit vectors around the bank's middle, less what tells only in which language something is said.

        The vectors of many tongues lie in one narrow cone, and in it each tongue in its own corner.
        """
        import numpy as np

        moved = rows - self._centre
        moved -= _product(_product(moved, self._own), self._own.T)
        unit: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return unit


def _passages(raw: Vectors, spans: Sequence[tuple[int, int]]) -> Vectors:
    """The whole (first row of ``raw``) and every three sentences in a row: who rambles tells in one."""
    import numpy as np

    lengths = np.array([[end - start] for start, end in spans], dtype=np.float32)
    runs = range(len(spans) - _RUN + 1) if len(spans) > _RUN else ()
    sums = [(raw[1 + i : 1 + i + _RUN] * lengths[i : i + _RUN]).sum(axis=0) for i in runs]
    rows: Vectors = np.stack([raw[0], *(row / np.linalg.norm(row) for row in sums)])
    return rows


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
def english_reader() -> GlossReader | None:
    """The reader of English, built at first use; ``None`` where its model is not installed."""
    model = installed_model()
    english = [gloss for gloss in glosses() if gloss.language == "en"]
    return GlossReader(model, english, ENGLISH) if model else None


@cache
def tongues_reader() -> GlossReader | None:
    """The reader of every other language, built at first use; ``None`` where its model is not installed."""
    model = installed_tongues()
    return GlossReader(model, glosses(), TONGUES) if model else None


def _tongues(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Orthonormal directions from each language's middle to the others'; none where there is one language."""
    import numpy as np

    known = sorted(set(languages))
    middles = np.stack([vectors[[item == name for item in languages]].mean(axis=0) for name in known])
    directions = np.linalg.svd(middles - middles.mean(axis=0), full_matrices=False)[2]
    own: Vectors = directions[: len(known) - 1].astype(np.float32)
    return own


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
