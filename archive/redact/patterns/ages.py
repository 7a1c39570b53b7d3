"""Ages: in digits and words, of a person or as a school class, in the six languages.

A duration ("for ten years") is not an age; the frames below ask for a word that makes it one.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from language.across import either
from language.lists import language_words
from language.words import fold

_B, _E = r"(?<![\p{L}\p{N}\p{M}])", r"(?![\p{L}\p{N}])(?![.,:/]\d)"
_ENGLISH = language_words("en")
_AGES = tuple(
    (frame.fields["cues"], regex.compile(f"{_B}(?:{frame.pattern}){_E}"), frame.fields["score"])
    for frame in _ENGLISH.frames_of("age")
)
"""What has to stand in the text, the pattern (its first group, if any, is the age) and how sure it is."""
_INTRODUCED = regex.compile(either(_ENGLISH.frames_of("age_introduced")))
_LABEL = regex.compile(r"^[^\n:]{0,24}\(([^()\n]{1,20})\)\s*:", regex.MULTILINE)
_IN_LABEL = regex.compile(either(_ENGLISH.frames_of("age_in_label")))
_RELATED = regex.compile(either(_ENGLISH.frames_of("age_relation")))


def ages(text: str, lang: str) -> list[Span]:
    """Ages of the stretch in English words or digits, and in the bracket of a speaker label."""
    low = fold(text)
    spans: list[Span] = []
    for cues, pattern, score in _AGES:
        if not any(cue in low for cue in cues):
            continue
        for match in pattern.finditer(low):
            group = 1 if pattern.groups and match.start(1) >= 0 else 0
            if score > 0.6 or _apposed(text, low, match.start(group)):
                spans.append(Span(*match.span(group), T.AGE, score, "ages"))
    spans.extend(Span(*m.span(1), T.AGE, 0.65, "ages") for m in _INTRODUCED.finditer(low))
    for label in _LABEL.finditer(low):
        for inner in _IN_LABEL.finditer(low, *label.span(1)):
            spans.append(Span(inner.start(), inner.end(), T.AGE, 0.8, "ages:label"))
    return spans


def _apposed(text: str, low: str, at: int) -> bool:
    """Whether a number between commas follows a name or a relation in its clause, and no number."""
    before = low[max(0, at - 45) : at].rstrip(" ,(;")
    clause = regex.split(r"[.!?\n]", before)[-1]
    if not clause or clause[-1:].isdigit() or any(ch.isdigit() for ch in clause[-8:]):
        return False
    surface = text[at - min(at, 45) : at].rstrip(" ,(;")[-len(clause) :]
    return any(ch.isupper() for ch in surface) or _RELATED.search(clause) is not None
