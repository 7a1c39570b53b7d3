"""The weights of the small models, read from inside this package and checked before they are used.

``weights/models.json`` names every model: the hash of its file and the thresholds that were chosen on
development text. Weights that do not match their hash are refused: a changed file could be made to see
no names. Nothing is fetched, and a model is read when its language is first met.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

from archive.errors import Unreadable
from archive.model import IdentifierType as T

OUTSIDE = "O"
"""The label of what is no identifier."""

_PLACES = frozenset({T.LOC, T.ORG})
_NAME_FIRST = 3.0


@dataclass(frozen=True, slots=True)
class Dial:
    """Where to mask: a token whose probability of being no identifier is below the threshold of its type.

    ``names`` is for people, ``places`` for places and bodies, ``others`` for dates, ages, groups and numbers.
    """

    names: float
    places: float
    others: float

    def masks(self, outside: float, kind: str) -> bool:
        """Whether a token of this likeliest type is masked."""
        if kind == T.PERSON:
            return outside < self.names
        return outside < (self.places if kind in _PLACES else self.others)

    @property
    def widest(self) -> float:
        """The highest of the thresholds: what is not below it needs no type."""
        return max(self.names, self.places, self.others)


@dataclass(frozen=True, slots=True)
class Dials:
    """One dial for text that reads like speech, one for text that reads like print."""

    spoken: Dial
    written: Dial

    @property
    def widest(self) -> float:
        """The highest threshold of both."""
        return max(self.spoken.widest, self.written.widest)


@dataclass(frozen=True, slots=True)
class Settings:
    """What goes with a model's weights: their SHA-256, and the thresholds chosen on development text.

    A weak rule yields where a token is no identifier with a probability above ``dismiss``, in print above
    ``dismiss_print``, if what the rule found is of a type among ``judges``. ``genre`` weighs words for
    speech against print. ``inputs`` is ``features.digest`` as it was when the model was fitted, ``fitted_to``
    the hash of the sentences.
    """

    sha256: str
    reviewed: Dials
    recall_first: Dials
    dismiss: float
    judges: frozenset[T]
    genre: Mapping[str, float] = field(default_factory=dict)
    inputs: str = ""
    fitted_to: str = ""
    dismiss_print: float = 1.0


class Model:
    """A linear-chain CRF of python-crfsuite over the strings of ``features``."""

    def __init__(self, weights: bytes, settings: Settings) -> None:
        import pycrfsuite  # type: ignore[import-untyped]

        self.settings = settings
        # The tagger reads these bytes where they lie and does not hold them.
        self._weights = weights
        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)
        self._labels: list[str] = [label for label in self._tagger.labels() if label != OUTSIDE]
        self._name = self._labels.index(T.PERSON) if T.PERSON in self._labels else None
        self._one_reader = Lock()

    def read(self, sentence: Sequence[Sequence[str]], recall_first: bool = True) -> list[tuple[float, str]]:
        """For each token the probability, 0 to 1, that it is no identifier, and its likeliest type.

        The type is empty where the probability is above every threshold of the dials in question.
        """
        widest = (self.settings.recall_first if recall_first else self.settings.reviewed).widest
        with self._one_reader:
            self._tagger.set(sentence)
            outside: list[float] = [self._tagger.marginal(OUTSIDE, at) for at in range(len(sentence))]
            return [(p, self._likeliest(at, p) if p < widest else "") for at, p in enumerate(outside)]

    def _likeliest(self, at: int, outside: float) -> str:
        """The likeliest type; a word in doubt is taken for a name sooner than for a place."""
        marginal = self._tagger.marginal
        scores = [marginal(label, at) for label in self._labels]
        if outside > 0.5 and self._name is not None:
            scores[self._name] *= _NAME_FIRST
        return self._labels[scores.index(max(scores))]


@cache
def settings() -> dict[str, Settings]:
    """The settings of every model in the package, by language."""
    table = json.loads(_folder().joinpath("models.json").read_text(encoding="utf-8"))
    return {lang: settings_of(row) for lang, row in table.items()}


def settings_of(row: dict[str, Any]) -> Settings:
    """One row of ``models.json``."""
    return Settings(
        row["sha256"],
        _dials(row["reviewed"]),
        _dials(row["recall_first"]),
        row["dismiss"],
        frozenset(map(T, row["judges"])),
        row["genre"],
        row["inputs"],
        row["fitted_to"],
        row["dismiss_print"],
    )


def _dials(row: dict[str, Any]) -> Dials:
    return Dials(Dial(**row["spoken"]), Dial(**row["written"]))


@cache
def model(lang: str) -> Model | None:
    """The model of a language, or ``None`` if there is none.

    Raises ``Unreadable`` where the weights are not the ones that ``models.json`` names.
    """
    chosen = settings().get(lang)
    if chosen is None:
        return None
    weights = _folder().joinpath(f"{lang}.crfsuite").read_bytes()
    if hashlib.sha256(weights).hexdigest() != chosen.sha256:
        raise Unreadable(
            f"The weights for {lang} are not the ones this version was made with; install Heard again."
        )
    return Model(weights, chosen)


def _folder() -> Any:
    return files(__package__).joinpath("weights")
