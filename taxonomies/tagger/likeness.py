"""How near a text is to the glosses of each code, by sentence vectors.

Two measures are mixed: the mean cosine to the two nearest glosses of a code, and a kernel ridge regression
from vector to code fitted on the glosses alone (closed form). Both are taken on passages and on single
sentences, where the best counts and is the evidence. A plain ridge (Hoerl and Kennard 1970) tells talk that
tells nothing. Every language is read by a model of many, English also by a model of its own, from the same
glosses. No testimony is learned from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from taxonomies.tagger.glosses import Gloss, glosses
from taxonomies.tagger.multilingual import installed_multilingual_model
from taxonomies.tagger.sentence_words import sentences
from taxonomies.tagger.sentences import installed_model
from taxonomies.tagger.vectors import of_glosses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taxonomies.tagger.sentences import Vectors

_NEAREST = 2
_RUN = 3  # sentences
_SIDE_BY_SIDE = 4
_STRETCH = 700  # characters: about 150 word pieces, well within what the models take
_SMALL_TALK = 0.25
_DOUBT = 6.0
_MULTILINGUAL_SHARE = 0.6
_NARROW = 2.0


class Model(Protocol):
    """What turns sentences into unit vectors."""

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence."""

    def within(self, text: str, stretches: Sequence[Sequence[tuple[int, int]]]) -> list[Vectors]:
        """Of each stretch its own vector first, then one per span."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How the four measures add up for one axis (targets or drivers). Set on the development texts."""

    ridge_text: float
    ridge_sentence: float
    near_text: float
    near_sentence: float
    alone: float = 0.45


@dataclass(frozen=True, slots=True)
class Tuning:
    """What goes with one model: its name, the weights by axis, how stiff the regressions are."""

    name: str
    targets: Weights
    drivers: Weights
    ridge: float
    ridge_small_talk: float


ENGLISH = Tuning("english", Weights(1.0, 0.6, 0.4, 0.3), Weights(1.0, 0.6, 0.4, 0.3), 0.3, 8.0)
MULTILINGUAL = Tuning("tongues", Weights(1.0, 0.6, 0.4, 0.3), Weights(1.0, 0.6, 0.4, 0.3), 0.3, 8.0)


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
    small_talk: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A text as vectors: passages and sentences in their context and, of a long one, sentences by themselves.

    ``stretches`` hold the spans of ``parts``; ``trust`` says of each sentence by itself how little it is
    small talk.
    """

    passages: Vectors
    parts: Vectors
    stretches: Sequence[Sequence[tuple[int, int]]]
    alone: Vectors | None = None
    runs: Vectors | None = None
    trust: Vectors | None = None


class _Axis:
    """The codes of one axis, their glosses' vectors and the regression onto them."""

    def __init__(
        self, bank: Sequence[Gloss], vectors: Vectors, drivers: bool, weights: Weights, ridge: float
    ) -> None:
        import numpy as np

        labels = [gloss.drivers if drivers else gloss.targets for gloss in bank]
        self.codes = sorted(set().union(*labels))
        self._weights = weights
        rows = [i for i, codes in enumerate(labels) if codes or not bank[i].tells]
        wanted = np.array([[code in labels[i] for code in self.codes] for i in rows], dtype=np.float32)
        self._glosses = vectors[rows]
        self._of_code = _padded([np.flatnonzero(column) for column in wanted.T], len(rows))
        self._level = wanted.mean(axis=0)
        self._dual = _dual(self._glosses, wanted - self._level, ridge)

    def near(self, heard: Heard) -> dict[str, Near]:
        """Scores of one text."""
        weights = self._weights
        ridge_texts, near_texts = self._measured(heard.passages)
        ridge_parts, near_parts = self._measured(heard.parts)
        ridge_text, ridge_sentence = ridge_texts.max(axis=0), ridge_parts.max(axis=0)
        if heard.alone is not None and heard.runs is not None and heard.trust is not None:
            alone = weights.alone
            by_itself = (self._measured(heard.alone)[0] * heard.trust[:, None]).max(axis=0)
            ridge_text = (1 - alone) * ridge_text + alone * self._measured(heard.runs)[0].max(axis=0)
            ridge_sentence = (1 - alone) * ridge_sentence + alone * by_itself
        score = (
            weights.ridge_text * ridge_text
            + weights.near_text * near_texts.max(axis=0)
            + weights.ridge_sentence * ridge_sentence
            + weights.near_sentence * near_parts.max(axis=0)
        )
        best = (ridge_parts + near_parts).argmax(axis=0)
        spans = [span for stretch in heard.stretches for span in stretch]
        return {code: Near(float(score[i]), spans[int(best[i])]) for i, code in enumerate(self.codes)}

    def _measured(self, rows: Vectors) -> tuple[Vectors, Vectors]:
        """By regression and by the nearest glosses, a row per row and a column per code."""
        import numpy as np

        cosines = _product(rows, self._glosses)
        ridge: Vectors = _product(_kernel(cosines), self._dual.T) + self._level
        padded = np.pad(cosines, ((0, 0), (0, 1)), constant_values=-1.0)
        nearest = np.partition(padded[:, self._of_code], -_NEAREST, axis=2)[..., -_NEAREST:]
        return ridge, nearest.mean(axis=2)


class GlossReader:
    """Reads texts against the gloss bank. Built once (seconds), then only read; safe between threads."""

    def __init__(self, model: Model, bank: Sequence[Gloss], tuning: Tuning) -> None:
        import numpy as np

        self.name = tuning.name
        self._model = model
        raw = of_glosses(tuning.name, [gloss.text for gloss in bank], model)
        self._centre = raw.mean(axis=0)
        self._own = _between_languages(raw, [gloss.language for gloss in bank])
        vectors = self._centred(raw)
        self._targets = _Axis(bank, vectors, False, tuning.targets, tuning.ridge)
        self._drivers = _Axis(bank, vectors, True, tuning.drivers, tuning.ridge)
        small_talk = np.array([[not gloss.tells] for gloss in bank], dtype=np.float32)
        weight = np.where(small_talk, (len(bank) - small_talk.sum()) / small_talk.sum() / 2, 1.0).astype(
            np.float32
        )
        self._small_talk = _fit(vectors, small_talk - small_talk.mean(), tuning.ridge_small_talk, weight)

    def read(self, text: str) -> Likeness | None:
        """Likeness of the text to every code; ``None`` for a text without a sentence."""
        heard = self.heard(text)
        return self.likeness(heard) if heard else None

    def likeness(self, heard: Heard) -> Likeness:
        """Likeness of what was heard to every code."""
        small_talk = (
            _product(heard.passages, self._small_talk.T).min()
            + _product(heard.parts, self._small_talk.T).min()
        )
        return Likeness(self._targets.near(heard), self._drivers.near(heard), float(small_talk))

    def vector(self, text: str) -> Vectors:
        """The vector of a whole text, as far as the model reads at once."""
        vector: Vectors = self._centred(self._model.vectors([text]))[0]
        return vector

    def heard(self, text: str) -> Heard | None:
        """A short text is read at once. Of a longer one, each sentence is read by itself first, since in one
        reading all of them colour each other; then what is no small talk is read in its context.
        """
        import numpy as np

        spans = sentences(text)
        if len(spans) <= _RUN:
            return self.in_context(text, _stretches(spans)) if spans else None
        raw = self._model.vectors([text[start:end] for start, end in spans])
        alone = self._centred(raw)
        small_talk = _product(alone, self._small_talk.T)[:, 0]
        kept = np.flatnonzero(small_talk < _SMALL_TALK)
        heard = self.in_context(text, _stretches(spans, kept.tolist() or [int(small_talk.argmin())]))
        trust = 1.0 / (1.0 + np.exp(_DOUBT * (small_talk - _SMALL_TALK)))
        weight = np.array([end - start for start, end in spans]) * trust
        runs = self._centred(_sums(raw, weight.astype(np.float32)))
        return replace(heard, alone=alone, runs=runs, trust=trust.astype(np.float32))

    def in_context(self, text: str, stretches: Sequence[Sequence[tuple[int, int]]]) -> Heard:
        """The stretches as vectors, each read at once."""
        import numpy as np

        passages, parts = [], []
        for spans, raw in zip(stretches, self._model.within(text, stretches), strict=True):
            lengths = np.array([end - start for start, end in spans], dtype=np.float32)
            passages += [raw[:1], _sums(raw[1:], lengths)[1:]]
            parts.append(raw[1:])
        return Heard(self._centred(np.concatenate(passages)), self._centred(np.concatenate(parts)), stretches)

    def _centred(self, rows: Vectors) -> Vectors:
        """Unit vectors around the bank's middle, less what tells only in which language something is said.

        Multilingual vectors lie in one narrow cone, and in it each language in its own corner.
        """
        import numpy as np

        moved = rows - self._centre
        moved -= _product(_product(moved, self._own), self._own.T)
        unit: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return unit


def _sums(raw: Vectors, weights: Vectors) -> Vectors:
    """Of all sentences together (first row), and of every three and every two in a row."""
    import numpy as np

    count = len(raw)
    runs = [(0, count)]
    for length in (_RUN, _RUN - 1):
        runs += [(i, i + length) for i in range(count - length + 1) if count > length]
    sums = np.stack([(raw[a:b] * weights[a:b, None]).sum(axis=0) for a, b in runs])
    rows: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return rows


def _stretches(
    spans: Sequence[tuple[int, int]], kept: Sequence[int] | None = None
) -> list[list[tuple[int, int]]]:
    """Sentences that stand side by side, in stretches that the models read at once; only those kept."""
    stretches: list[list[tuple[int, int]]] = []
    last = -2
    for i in range(len(spans)) if kept is None else kept:
        room = (
            stretches and len(stretches[-1]) < _SIDE_BY_SIDE and spans[i][1] - stretches[-1][0][0] <= _STRETCH
        )
        if room and i == last + 1:
            stretches[-1].append(spans[i])
        else:
            stretches.append([spans[i]])
        last = i
    return stretches


class Reader(Protocol):
    """What reads texts against the gloss bank."""

    @property
    def name(self) -> str:
        """Of the models that read."""

    def read(self, text: str) -> Likeness | None:
        """Likeness of the text to every code; ``None`` for a text without a sentence."""

    def vector(self, text: str) -> Vectors:
        """The vector of a whole text."""


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """English is read by both models; what the two say is averaged, the multilingual one counting more.

    What is small talk is left to that one, which is the faster.
    """

    english: GlossReader
    multilingual: GlossReader
    name: str = "both"

    def read(self, text: str) -> Likeness | None:
        """Likeness of the text to every code; ``None`` for a text without a sentence."""
        heard = self.multilingual.heard(text)
        if heard is None:
            return None
        other = self.multilingual.likeness(heard)
        one = self.english.likeness(self.english.in_context(text, heard.stretches))
        return Likeness(
            _averaged(one.targets, other.targets),
            _averaged(one.drivers, other.drivers),
            (1 - _MULTILINGUAL_SHARE) * one.small_talk + _MULTILINGUAL_SHARE * other.small_talk,
        )

    def vector(self, text: str) -> Vectors:
        """Both models' vectors of the text, one after the other, of length one together."""
        import numpy as np

        both: Vectors = np.concatenate([self.english.vector(text), self.multilingual.vector(text)])
        return both / np.float32(np.sqrt(2))


def _averaged(one: Mapping[str, Near], other: Mapping[str, Near]) -> dict[str, Near]:
    """Codes that only the wider bank of the second knows are left out: no English gloss tells them."""
    return {
        code: Near(
            (1 - _MULTILINGUAL_SHARE) * near.score + _MULTILINGUAL_SHARE * other[code].score, other[code].span
        )
        for code, near in one.items()
    }


@cache
def reader_of(english: bool) -> Reader | None:
    """What reads English, or any other language: with both models, or with what is installed."""
    one, other = english_reader() if english else None, multilingual_reader()
    return TwoReaders(one, other) if one and other else one or other


@cache
def english_reader() -> GlossReader | None:
    """The reader of English, built at first use; ``None`` where its model is not installed."""
    model = installed_model()
    english = [gloss for gloss in glosses() if gloss.language == "en"]
    return GlossReader(model, english, ENGLISH) if model else None


@cache
def multilingual_reader() -> GlossReader | None:
    """The reader of every language, built at first use; ``None`` where its model is not installed."""
    model = installed_multilingual_model()
    return GlossReader(model, glosses(), MULTILINGUAL) if model else None


def _between_languages(vectors: Vectors, languages: Sequence[str]) -> Vectors:
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


def _kernel(cosines: Vectors) -> Vectors:
    """Of unit vectors: 1 where they are the same, and less the farther apart they point."""
    import numpy as np

    kernel: Vectors = np.exp(np.float32(_NARROW) * (cosines - np.float32(1.0)))
    return kernel


def _dual(rows: Vectors, wanted: Vectors, ridge: float) -> Vectors:
    """What each row weighs for each code (Saunders, Gammerman and Vovk 1998)."""
    import numpy as np

    kernel = _kernel(rows @ rows.T) + np.float32(ridge) * np.eye(len(rows), dtype=np.float32)
    solved: Vectors = np.linalg.solve(kernel, wanted)
    return solved


def _fit(rows: Vectors, wanted: Vectors, ridge: float, weight: Vectors | None = None) -> Vectors:
    import numpy as np

    weighed = rows if weight is None else rows * weight
    left = weighed.T @ rows + ridge * np.eye(rows.shape[1], dtype=np.float32)
    solved: Vectors = np.linalg.solve(left, weighed.T @ wanted)
    return solved
