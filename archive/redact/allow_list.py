"""What a project has learnt is no identifier: words whose findings stewards rejected.

Pure. Such a word is passed over when the machine finds it again, but never where it is, or is a part of, a
name that the project knows from a consent: there the name wins. Numbers, phones and addresses teach
nothing: what was no phone once says nothing of the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from archive.model import Finding, IdentifierType, Known, KnownKind
from language.transliteration import name_key
from language.words import (
    bare,
    fold,
    words,
)

_NEVER = frozenset({IdentifierType.PHONE, IdentifierType.ID, IdentifierType.EMAIL, IdentifierType.HANDLE})
_NAMES = frozenset({KnownKind.PERSON, KnownKind.NICKNAME})
_KNOWN = "known"
MOST_WORDS = 4
"""A longer stretch is a sentence, not a word to learn."""


def allowed_form(finding: Finding) -> str | None:
    """The form that a rejection of this finding teaches, ``None`` where it teaches nothing."""
    if finding.type in _NEVER or finding.detector.startswith(_KNOWN):
        return None
    form = compared_form(finding.quote)
    return form if form and len(form.split()) <= MOST_WORDS else None


def compared_form(text: str) -> str:
    """Words as they are compared: folded, without a possessive, one blank between."""
    return " ".join(fold(bare(w.text)) for w in words(text))


def without(findings: Iterable[Finding], allowed: Collection[str], known: Sequence[Known]) -> list[Finding]:
    """The findings but for what the project allows; ``known`` are its real names, which are never let go."""
    if not allowed:
        return list(findings)
    names = {key for one in known if one.kind in _NAMES for key in _keys(one.text)}
    return [f for f in findings if not _passed_over(f, allowed, names)]


def _passed_over(finding: Finding, allowed: Collection[str], names: set[str]) -> bool:
    taught = allowed_form(finding)
    return taught is not None and taught in allowed and names.isdisjoint(_keys(finding.quote))


def _keys(name: str) -> set[str]:
    """Each word of a name by its sound, so that no spelling and no script lets it through."""
    return {key for w in words(name) if (key := name_key(bare(w.text)).rstrip("a") or fold(w.text))}
