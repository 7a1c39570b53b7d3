"""A detected stretch of text as plain data, before it becomes a finding of a testimony.

Everything between the detectors and the rendering speaks in spans, so that the rules can be tested
without Presidio, spaCy or an archive. A span never holds the words it covers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.model import IdentifierType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``start`` to ``end`` (code points, end excluded) is a ``type``: says ``detector``, ``score`` 0 to 1.

    ``entity`` groups mentions of one person or place; it is an opaque label, never the name itself.
    """

    start: int
    end: int
    type: IdentifierType
    score: float
    detector: str
    entity: str = ""

    def shifted(self, by: int) -> Span:
        """The same span when the text it was found in starts ``by`` code points later."""
        return replace(self, start=self.start + by, end=self.end + by)

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]


def covered(spans: Iterable[Span], length: int) -> bytearray:
    """One byte a code point: 1 where any span stands."""
    mask = bytearray(length)
    for span in spans:
        mask[span.start : span.end] = b"\x01" * (span.end - span.start)
    return mask


PERSONAL = frozenset({IdentifierType.PERSON, IdentifierType.KIN, IdentifierType.NICKNAME})
"""The types that stand for a person and take that person's pseudonym."""
