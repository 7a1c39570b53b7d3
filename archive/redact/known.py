"""Identifiers that intake already knows, found in every form the text may give them.

The consent form is the best detector there is: names, parts of names, initials, nicknames, relatives,
sites, phones and numbers are known before the first line is read. Pure: text in, spans out. A known name that
is a word as well ("Will", "Hope") is a name where it has a capital, and a doubt where it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from archive.model import IdentifierType as T
from archive.model import Known
from archive.redact.known_forms import Forms
from archive.redact.known_numbers import known_numbers
from archive.redact.known_reading import Reading
from archive.redact.spans import Span
from language.stems import CASE_ENDINGS as CASE_ENDINGS

Ordinary = Callable[[str], bool]
_BETWEEN = frozenset({" ", "-", "\u00a0", ". ", "."})


def find_known(
    text: str, known: Sequence[Known], ordinary: Ordinary = lambda word: False, doubts: bool = False
) -> list[Span]:
    """Spans of every known identifier.

    ``ordinary`` tells everyday words; it keeps other words from being taken for a misspelt name. With
    ``doubts`` everyday words that may be a part of a known name have spans of no entity.
    """
    spans = known_numbers(text, known)
    forms = Forms.of(known)
    for address, entity in forms.addresses:
        spans += _everywhere(text, address, entity)
    if not forms.phrases and not forms.exact:
        return spans
    reading = Reading(text, forms, ordinary)
    named = [*reading.phrases(), *reading.parts(), *reading.initials()]
    among = reading.doubtful_parts() if doubts else ()
    return [*spans, *_joined(text, named), *among]


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Neighbouring parts of one person as one mention: ``A.`` and ``Karim``, ``Abdul`` and ``Kareem``."""
    whole: list[Span] = []
    for span in sorted(spans):
        last = whole[-1] if whole else None
        if last is not None and last.entity == span.entity and (
            span.start <= last.end or text[last.end : span.start] in _BETWEEN
        ):  # fmt: skip
            whole[-1] = replace(last, end=max(last.end, span.end), score=max(last.score, span.score))
        else:
            whole.append(span)
    return whole


def _everywhere(text: str, address: str, entity: str) -> Iterator[Span]:
    """Every place of an address, whatever its case."""
    low = text.lower()
    at = low.find(address) if address and len(low) == len(text) else -1
    while at >= 0:
        yield Span(at, at + len(address), T.EMAIL, 1.0, "known", entity)
        at = low.find(address, at + 1)
