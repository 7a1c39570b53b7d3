"""The small model of a language behind Presidio's interface, and what it says against weak rules.

A finding's score is the probability that its words are part of an identifier, so that a review can begin
with the doubtful ones. The same probabilities take back what a weak rule found by its capital alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from archive.model import IdentifierType as T
from archive.redact.crf.endings import parted
from archive.redact.crf.features import features
from archive.redact.crf.fitted_model import Dial, Model, Settings, model
from archive.redact.crf.genre import spoken
from archive.redact.crf.tokens import Token, tokens
from archive.redact.everyday import small_words, words_with_capitals
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import titles
from archive.redact.spans import Span
from language.words import (
    bare,
    is_indic,
    lower_cased,
)

DETECTOR = "crf"
_LATIN = frozenset({"en", "sw", "vi", "xx"})
_FOREIGN = (0.9, "")
"""What a model of Latin letters says of a word in another script: nothing, neither for nor against."""


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """What another model found at ``start:end`` (code points), by that model's own name for it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of text as its model reads it.

    ``outside`` has for each token the probability that it is no identifier, ``kinds`` its likeliest type
    where that probability is below the widest threshold of the mode it was read for, else an empty string.
    """

    cut: tuple[Token, ...]
    outside: tuple[float, ...]
    kinds: tuple[str, ...]
    settings: Settings
    spoken: bool
    lang: str
    small: bool

    def dial(self, recall_first: bool = False) -> Dial:
        """The dial for this stretch."""
        dials = self.settings.recall_first if recall_first else self.settings.reviewed
        return dials.spoken if self.spoken else dials.written


def hints(cut: Sequence[Token], found: Iterable[Label]) -> list[str]:
    """One label for each token: that of the other model's finding it stands in, or ``-``."""
    labels = ["-"] * len(cut)
    ordered = sorted(found)
    at = 0
    for label in ordered:
        while at < len(cut) and cut[at].end <= label.start:
            at += 1
        here = at
        while here < len(cut) and cut[here].start < label.end:
            labels[here] = label.name
            here += 1
    return labels


def read(text: str, lang: str, found: Iterable[Label] = (), recall_first: bool = False) -> Reading | None:
    """What the model of ``lang`` says of ``text``, or ``None`` where there is no model."""
    return _read(text, lang, tuple(found), recall_first)


@lru_cache(maxsize=4)
def _read(text: str, lang: str, found: tuple[Label, ...], recall_first: bool) -> Reading | None:
    chosen = model(lang)
    return reading(chosen, text, lang, found, recall_first) if chosen else None


def reading(
    chosen: Model, text: str, lang: str, found: Iterable[Label] = (), recall_first: bool = True
) -> Reading:
    """What a given model says of ``text``; ``found`` counts for English only.

    Types are told as far as the dials of the mode ask for them.
    """
    cut = tokens(text)
    labels = hints(cut, found) if lang == "en" else ()
    said = [
        row for sentence in features(text, cut, lang, labels) for row in chosen.read(sentence, recall_first)
    ]
    if lang in _LATIN:
        said = [_FOREIGN if is_indic(t.text) else row for t, row in zip(cut, said, strict=True)]
    return Reading(
        tuple(cut),
        tuple(p for p, _ in said),
        tuple(kind for _, kind in said),
        chosen.settings,
        spoken(cut, chosen.settings.genre),
        lang,
        lower_cased(text),
    )


def spans(said: Reading, dial: Dial) -> list[Span]:
    """Runs of tokens of one type that the dial masks, without small words at their edges.

    A token in doubt that is an everyday word, a title or a form word is left; so are numbers too short to
    lead to anybody, and runs of "numbers" so long that they can be none.
    """
    found: list[Span] = []
    first = 0
    masked = [_masked(said, dial, at) for at in range(len(said.cut))]
    while first < len(masked):
        last = first + 1
        if masked[first]:
            while last < len(masked) and masked[last] and said.kinds[last] == said.kinds[first]:
                last += 1
            found += _run(said, first, last)
        first = last
    return found


_BETWEEN_PEOPLE = frozenset({",", ";", "،", "/"})
"""A list of people is a list: one pseudonym for two of them would make them one person."""


def _masked(said: Reading, dial: Dial, at: int) -> bool:
    p, kind, word = said.outside[at], said.kinds[at], said.cut[at].text
    if not kind or not dial.masks(p, kind):
        return False
    if kind == T.PERSON and word in _BETWEEN_PEOPLE:
        return False
    if kind == T.ROLE:
        return said.spoken and p < _SURE
    if kind == T.PERSON and not said.small and word[0].islower():
        return p < _SURE
    if word.isdigit() and len(word) < _FEWEST_DIGITS:
        return p < _DOUBTFUL
    return p < _DOUBTFUL or kind in _OF_COMMON_WORDS or not everyday(word, said.lang)


@lru_cache(maxsize=8192)
def everyday(word: str, lang: str) -> bool:
    """Whether a word alone says nothing of a person: an everyday word in small letters, a title, a form."""
    low = bare(word).casefold()
    if low in words_with_capitals(lang) or low in titles() or (is_indic(low) and parted(low)[0] in titles()):
        return True
    if word[:1].isupper() or word[:1].isdigit():
        return False
    return ordinary(low, lang) or (low.isascii() and ordinary(low, "en"))


def _run(said: Reading, first: int, last: int) -> list[Span]:
    """The span of a run, if anything is left of it."""
    kind = said.kinds[first]
    if kind in _NUMBERS:
        return [_span(said, first, last)] if _number(kind, said.cut[first:last]) else []
    while first < last and _empty(said.cut[first].text, kind, said.lang):
        first += 1
    while first < last and _empty(said.cut[last - 1].text, kind, said.lang):
        last -= 1
    return [_span(said, first, last)] if first < last else []


def _empty(word: str, kind: str, lang: str) -> bool:
    """Whether a word at the edge of a finding tells nothing: a form word; beside a name an Indic kin term."""
    if word in small_words(lang, names=True):
        return True
    return kind == T.PERSON and word in titles() and is_indic(word) and ordinary(word, lang)


def common_elsewhere(span: Span, text: str, others: Sequence[str]) -> bool:
    """Whether all that a model found in a mixed turn are everyday words of the turn's other languages."""
    if span.detector not in _MODELS or span.type not in _OF_NAMES:
        return False
    found = tokens(span.of(text))
    return all(any(everyday(token.text, lang) for lang in others) for token in found)


_MODELS = frozenset({DETECTOR, "model"})
_OF_NAMES = frozenset({T.PERSON, T.LOC, T.ORG})
_SURE, _DOUBTFUL = 0.1, 0.5
_OF_COMMON_WORDS = frozenset({T.ORG, T.DEM, T.OTHER})
"""A school, a group or a thing is named with everyday words, a person is not."""
_NUMBERS = frozenset({T.ID, T.PHONE, T.EMAIL, T.HANDLE})
_FEWEST_DIGITS, _LONGEST_NUMBER = 4, 16


def _number(kind: str, cut: Sequence[Token]) -> bool:
    if len(cut) > _LONGEST_NUMBER:
        return False
    if kind == T.EMAIL:
        return any(token.text == "@" for token in cut)
    digits = sum(ch.isdigit() for token in cut for ch in token.text)
    return kind == T.HANDLE or digits >= _FEWEST_DIGITS


def _span(said: Reading, first: int, last: int) -> Span:
    end = said.cut[last - 1]
    sure = max(1 - p for p in said.outside[first:last])
    return Span(
        said.cut[first].start,
        end.start + len(bare(end.text)),
        T(said.kinds[first]),
        round(sure, 4),
        DETECTOR,
    )


def weighed(found: Sequence[Span], said: Reading | None) -> list[Span]:
    """``found`` without what weak rules found and the model is sure to be no identifier."""
    if said is None:
        return list(found)
    starts = [token.start for token in said.cut]
    return [kept for span in found if (kept := _weighed(span, said, starts)) is not None]


def _weighed(span: Span, said: Reading, starts: Sequence[int]) -> Span | None:
    """A weak rule's span from its first to its last token in doubt; ``None`` where there is none."""
    share = _share(span.detector, said.spoken)
    if share is None or span.type not in said.settings.judges:
        return span
    limit = 1 - share * (1 - (said.settings.dismiss if said.spoken else said.settings.dismiss_print))
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_left(starts, span.end)
    while first < last and said.outside[first] > limit:
        first += 1
    while first < last and said.outside[last - 1] > limit:
        last -= 1
    if first == last:
        return None
    return replace(
        span, start=max(span.start, said.cut[first].start), end=min(span.end, said.cut[last - 1].end)
    )


def _share(detector: str, spoken: bool) -> float | None:
    """How far the model may overrule a rule: a word from a list must be ten times surer to be none."""
    if detector in _LISTED:
        return 0.1
    rule = detector.partition(":")[0]
    return 1.0 if rule in _WEAK or (rule in _WEAK_IN_PRINT and not spoken) else None


_WEAK = frozenset({"capitals", "frames", "model", "organisations", "places", "roles"})
"""Rules that go by the look of a word or its neighbours: the model may take back what they found, in part
or in whole. Numbers, dates and what is known are not up for judgement."""
_WEAK_IN_PRINT = frozenset({"located", "unique"})
"""Rules for what people say of themselves; a newspaper says it of presidents."""
_LISTED = frozenset({"frames:compound", "places:gazetteer"})


def labels_of(artifacts: NlpArtifacts | None) -> tuple[Label, ...]:
    """What the spaCy model of the language found, as labels."""
    if artifacts is None:
        return ()
    return tuple(Label(e.start_char, e.end_char, e.label_) for e in artifacts.entities)


class CrfRecognizer(EntityRecognizer):
    """Names, places, bodies and the rest, as the small model of one language sees them."""

    def __init__(self, language: str) -> None:
        super().__init__(supported_entities=[t.value for t in T], name=DETECTOR, supported_language=language)

    def load(self) -> None:
        """Nothing to load: the weights come when the language is first met."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The model's spans as Presidio results."""
        said = read(text, self.supported_language, labels_of(nlp_artifacts))
        if said is None:
            return []
        return [
            RecognizerResult(
                entity_type=span.type.value,
                start=span.start,
                end=span.end,
                score=span.score,
                recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: span.detector},
            )
            for span in spans(said, said.dial())
            if span.type.value in entities
        ]
