"""Concepts found by their everyday words, and rules that say what concepts mean together.

Words differ by language (``data/lexicon/<language>.yaml``); rules are shared by all (``rules.yaml``), so a
language is added by listing its words. All languages are searched at once, because people mix them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from taxonomies._data import names, read
from taxonomies.drivers import local_terms
from taxonomies.tagger.automaton import Automaton, Hit
from taxonomies.tagger.sentence_words import Word, words

Span = tuple[int, int]

_WINDOW = 30  # words: about three spoken sentences
_NEGATABLE = frozenset({"beat", "rape", "gang", "bribe"})
_LOCAL_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Rule:
    """``weight`` for ``code`` if one concept of each group stands within the window."""

    code: str
    weight: float
    groups: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Evidence:
    """What speaks for one code so far: the chance that all of it is wrong, and where it stands."""

    doubt: float = 1.0
    spans: tuple[Span, ...] = ()

    @property
    def score(self) -> float:
        """1 - (1 - a)(1 - b)… over the rules that fired."""
        return 1.0 - self.doubt

    def add(self, weight: float, spans: Sequence[Span]) -> None:
        """Count one more rule."""
        self.doubt *= 1.0 - weight
        self.spans = tuple(sorted({*self.spans, *spans}))


@dataclass(frozen=True, slots=True)
class Reading:
    """Scores by code, and the concepts that were seen."""

    targets: Mapping[str, Evidence]
    drivers: Mapping[str, Evidence]
    concepts: frozenset[str]


def read_text(text: str) -> Reading:
    """Everything the lexicon finds in the text."""
    tokens = words(text)
    seen: dict[str, list[Hit]] = {}
    denied = _negators()
    for hit in _automaton().find(tokens):
        if hit.label in _NEGATABLE and _is_denied(tokens, hit, denied):
            continue
        seen.setdefault(hit.label, []).append(hit)
    scores: dict[str, Evidence] = {}
    for rule in _candidates(seen):
        chosen = _together(rule.groups, seen)
        if chosen:
            spans = [(tokens[hit.first].start, tokens[hit.last - 1].end) for hit in chosen]
            scores.setdefault(rule.code, Evidence()).add(rule.weight, spans)
    return Reading(
        {code: score for code, score in scores.items() if code[0].isdigit()},
        {code: score for code, score in scores.items() if not code[0].isdigit()},
        frozenset(seen),
    )


@cache
def concepts() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Phrases by language, then by concept."""
    return {
        name.rpartition("/")[2].removesuffix(".yaml"): {
            concept: tuple(phrase.strip() for phrase in str(listed).split(",") if phrase.strip())
            for concept, listed in read(name).items()
        }
        for name in names("lexicon", ".yaml")
        if not name.endswith("rules.yaml")
    }


@cache
def rules() -> tuple[Rule, ...]:
    """The shared rules, and one for each code that a local term points at."""
    listed = []
    for codes in (read("lexicon/rules.yaml")[part] for part in ("targets", "drivers")):
        for code, lines in codes.items():
            for line in lines:
                weight, *groups = line.split()
                listed.append(Rule(code, int(weight) / 100, tuple(tuple(g.split("|")) for g in groups)))
    for term in local_terms():
        for code in (*term.targets, *term.drivers):
            listed.append(Rule(code, _LOCAL_WEIGHT, ((_local(term.term),),)))
    return tuple(dict.fromkeys(listed))


@cache
def _automaton() -> Automaton:
    def patterns() -> Iterator[tuple[str, str]]:
        for language in concepts().values():
            for concept, phrases in language.items():
                for phrase in phrases:
                    yield phrase, concept
        for term in local_terms():
            yield term.term, _local(term.term)

    return Automaton(patterns())


@cache
def _by_first() -> Mapping[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in rules():
        for concept in rule.groups[0]:
            index.setdefault(concept, []).append(rule)
    return {concept: tuple(listed) for concept, listed in index.items()}


@cache
def _negators() -> frozenset[str]:
    listed = read("lexicon/rules.yaml").get("negators", "")
    return frozenset(word.form for word in words(str(listed)))


def _local(term: str) -> str:
    return f"local:{term.casefold()}"


def _candidates(seen: Mapping[str, list[Hit]]) -> list[Rule]:
    index = _by_first()
    return list(dict.fromkeys(rule for concept in seen for rule in index.get(concept, ())))


def _together(groups: Sequence[Sequence[str]], seen: Mapping[str, list[Hit]]) -> tuple[Hit, ...]:
    """The first choice of one hit per group, all different and within the window; empty if there is none."""
    choices = [[hit for concept in group for hit in seen.get(concept, ())] for group in groups]
    if not all(choices):
        return ()
    for anchor in choices[0]:
        chosen = [anchor]
        for others in choices[1:]:
            near = [
                hit
                for hit in others
                if abs(hit.first - anchor.first) <= _WINDOW and all(_apart(hit, other) for other in chosen)
            ]
            if not near:
                break
            chosen.append(min(near, key=lambda hit: abs(hit.first - anchor.first)))
        if len(chosen) == len(choices):
            return tuple(chosen)
    return ()


def _apart(one: Hit, other: Hit) -> bool:
    return one.last <= other.first or other.last <= one.first


def _is_denied(tokens: Sequence[Word], hit: Hit, denied: frozenset[str]) -> bool:
    """``never beat me``, ``nobody hits``; in the Indic languages and Nepali the negator follows the verb."""
    before = tokens[max(0, hit.first - 2) : hit.first]
    after = tokens[hit.last : hit.last + 1]
    return any(word.form in denied for word in before) or any(
        word.form in denied and not word.form.isascii() for word in after
    )
