"""From a testimony to its findings: known first, then rules and models by language, then everywhere else.

``find`` is the whole detector as a function of text; ``PresidioDetector`` puts its spans into the archive's
words. Long texts are read in stretches that end at a turn, a line or a blank, so that the work grows with
the length and with nothing else. Importing this module loads neither Presidio nor spaCy.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.model import Finding, IdentifierType, Known, Mode, Testimony, Turn, new_id
from archive.model.identities import LentNames
from archive.ports import Names
from archive.redact.generalise import replacements
from archive.redact.known import find_known
from archive.redact.lent_names import find_lent
from archive.redact.line_breaks import Unbroken, unbroken
from archive.redact.merge import merge
from archive.redact.missed import possible_names
from archive.redact.nearby import nearby
from archive.redact.propagate import entities, propagate
from archive.redact.pseudonyms import PseudonymBook
from archive.redact.spans import PERSONAL, Span
from archive.redact.time_marks import without_times
from language.identification import UNKNOWN, languages
from language.transliteration import name_key
from language.words import (
    bare,
    is_indic,
    words,
)

STRETCH = 4000
"""At most so many code points are read at once."""


def find(
    text: str,
    lang: str | None = None,
    known: Sequence[Known] = (),
    turns: Sequence[Turn] | None = None,
    recall_first: bool = False,
    lent: LentNames | None = None,
) -> list[Span]:
    """Disjoint spans of every identifier, in order. ``lang`` is a hint; ``turns`` are never crossed.

    ``lent`` are names that the identity store lends: they are compared and not read.
    ``recall_first`` masks every word that may be a name besides, for text that nobody will review.

    Reads nothing but installed packages. Offsets are code points of ``text``.
    """
    from archive.redact.ordinary_words import ordinary
    from archive.redact.patterns.name_frames import labels
    from archive.redact.patterns.places import joined
    from archive.redact.presidio_engine import analyse

    main = languages(text, lang)
    spans: list[Span] = []
    for stretch in stretches(text, turns):
        piece = text[stretch.start : stretch.end]
        read_as = languages(piece, stretch.language or lang) if _tells(piece) else main[:1]
        langs = _applied(piece, read_as, main)
        here = [*analyse(piece, langs, recall_first), *labels(piece, langs[0])]
        spans.extend(span.shifted(stretch.start) for span in without_times(piece, here))
    sure = find_known(text, known, lambda word: ordinary(word, main[0]), doubts=True)
    sure += _lent(text, lent, main)
    others = [s for s in spans if s.type is not IdentifierType.LOC]
    grown = joined(text, [s for s in spans if s.type is IdentifierType.LOC])
    merged = merge(text, [*sure, *others, *grown], turns)

    def common(word: str) -> bool:
        return any(ordinary(word, one) for one in {*main, "en"})

    spread = propagate(text, merged, common)
    if recall_first:
        spread += [
            Span(start, end, IdentifierType.OTHER, 0.2, "recall")
            for start, end in possible_names(text, spread, common)
        ]
    return entities(text, merge(text, spread, turns))


def _lent(text: str, lent: LentNames | None, main: Iterable[str]) -> list[Span]:
    """What the identity store's forms are found in. A word is everyday if one of the languages says so."""
    from archive.redact.ordinary_words import ordinary

    if lent is None:
        return []
    tongues = {*main, "en"}
    return find_lent(text, lent, lambda word: any(ordinary(word, one) for one in tongues))


def _tells(piece: str) -> bool:
    """Whether a stretch is long enough to tell its language by itself."""
    return len(piece) >= 60 or not piece.isascii()


def _applied(piece: str, langs: Sequence[str], main: Sequence[str]) -> tuple[str, ...]:
    """The pipelines to read a stretch with: romanised languages and what nobody could tell go to ``xx``."""
    native = any(is_indic(ch) for ch in piece)
    chosen = ["xx" if lang in {"bn", "hi", "ne"} and not native else lang for lang in langs]
    if chosen == [UNKNOWN] and main[0] in {"sw", "vi"}:
        chosen = [main[0]]
    return tuple(dict.fromkeys(chosen))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text that is read at once (code points), and its turn's language where that is known."""

    start: int
    end: int
    language: str | None = None


def stretches(text: str, turns: Sequence[Turn] | None) -> Iterator[Stretch]:
    """Pieces that tile the text, none longer than ``STRETCH``."""
    if turns:
        for turn in turns:
            yield from (Stretch(a, b, turn.language) for a, b in _pieces(text, turn.start, turn.end))
        return
    yield from (Stretch(a, b) for a, b in _pieces(text, 0, len(text)))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces that end at the last line break, else the last blank, before the limit."""
    while end - start > STRETCH:
        stop = start + STRETCH
        cut = max(text.rfind("\n", start + STRETCH // 2, stop), 0) or text.rfind(
            " ", start + STRETCH // 2, stop
        )
        cut = cut + 1 if cut > start else stop
        yield start, cut
        start = cut
    if start < end:
        yield start, end


class PresidioDetector:
    """The port ``Detector``: findings with entities and replacements for both audiences.

    ``secret`` keys entities and pseudonyms, so that one name is one pseudonym within a project and cannot
    be guessed from outside; without one, a random secret lasts for the life of this object.
    """

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)
        self._books: dict[str, PseudonymBook] = {}

    def __call__(
        self,
        testimony: Testimony,
        text: str,
        known: Sequence[Known],
        *,
        names: Names | None = None,
        mode: Mode = Mode.REVIEWED,
        lent: LentNames | None = None,
    ) -> list[Finding]:
        """All findings of the testimony, in order of their place; disjoint, none across a turn."""
        whole = unbroken(text, testimony.turns)
        turns, first = whole.turns(testimony.turns or None), mode is Mode.RECALL_FIRST
        spans = find(whole.text, testimony.language, known, turns, first, lent)
        return self._findings(testimony, text, whole, spans, known, names, lent)

    def describe(
        self,
        testimony: Testimony,
        text: str,
        spans: Sequence[tuple[int, int, IdentifierType]],
        known: Sequence[Known],
        *,
        names: Names | None = None,
    ) -> list[Finding]:
        """See ``Detector``. Marks across a turn's border are cut at it; overlapping ones are joined."""
        whole = unbroken(text, testimony.turns)
        at = whole.place
        marked = [Span(at(start), at(end), kind, 1.0, "steward") for start, end, kind in spans]
        named = entities(whole.text, merge(whole.text, marked, whole.turns(testimony.turns or None)))
        return self._findings(testimony, text, whole, named, known, names)

    def seek(
        self,
        testimony: Testimony,
        text: str,
        names: Names,
        wanted: Sequence[Known],
        lent: LentNames | None = None,
    ) -> list[Finding]:
        """See ``Detector``. Only what stands for one of the names; nothing is propagated from it."""
        from archive.redact.ordinary_words import ordinary

        whole = unbroken(text, testimony.turns)
        main = {*languages(whole.text, testimony.language), "en"}
        near = nearby(whole.text, wanted)
        spans = find_known(whole.text, near, lambda word: any(ordinary(word, one) for one in main))
        spans += _lent(whole.text, lent, main)
        merged = merge(whole.text, spans, whole.turns(testimony.turns or None))
        return self._findings(testimony, text, whole, merged, wanted, names, lent)

    def _findings(
        self,
        testimony: Testimony,
        text: str,
        whole: Unbroken,
        spans: Sequence[Span],
        known: Sequence[Known],
        names: Names | None = None,
        lent: LentNames | None = None,
    ) -> list[Finding]:
        """The findings of ``text`` for spans of ``whole``, its form with unbroken words."""
        starts = [turn.start for turn in testimony.turns]
        people = {one.participant for one in known if one.participant}
        people |= {person.participant for person in lent.people} if lent is not None else set()
        book = names if isinstance(names, PseudonymBook) else self.book(testimony.project)
        book.avoid(one.text for one in known)
        owners = self._entities(testimony, whole.text, spans, people)
        texts = replacements(whole.text, spans, owners, book, known)
        findings: list[Finding] = []
        for span, entity, (research, public) in zip(whole.spans(spans), owners, texts, strict=True):
            turn = max(0, bisect_right(starts, span.start) - 1)
            findings.append(_finding(testimony, text, span, turn, entity, research, public))
        return findings

    def names(self, project: str, kept: Mapping[str, str], real: Iterable[str]) -> PseudonymBook:
        """See ``Detector``."""
        book = PseudonymBook(self._secret, project)
        book.take_back(kept)
        book.avoid(real)
        return book

    def book(self, project: str) -> PseudonymBook:
        """The pseudonyms of a project for the life of this object, where none are kept anywhere."""
        if project not in self._books:
            self._books[project] = PseudonymBook(self._secret, project)
        return self._books[project]

    def _entities(
        self, testimony: Testimony, text: str, spans: Sequence[Span], people: set[str]
    ) -> list[str]:
        """An entity for each span: a participant's own id, else a keyed label.

        People named by two words or more, places and bodies are one all over the project; somebody named
        by one word only is one within the testimony, because the next Karim may be another.
        """
        names: dict[str, str] = {}
        for span in spans:
            sound = " ".join(name_key(bare(w.text)).rstrip("a") or w.stem for w in words(span.of(text)))
            if span.entity and len(sound) > len(names.get(span.entity, "")):
                names[span.entity] = sound
        return [self._entity(testimony, span, names.get(span.entity, ""), people) for span in spans]

    def _entity(self, testimony: Testimony, span: Span, name: str, people: set[str]) -> str:
        if not span.entity or span.entity in people:
            return span.entity
        narrow = span.type in PERSONAL and " " not in name
        label = "\0".join(
            (testimony.project, testimony.id if narrow else "", span.entity if narrow else name)
        )
        return "e-" + hmac.new(self._secret, label.encode(), hashlib.sha256).hexdigest()[:16]


def _finding(
    testimony: Testimony, text: str, span: Span, turn: int, entity: str, research: str, public: str
) -> Finding:
    return Finding(
        id=new_id("f"),
        testimony=testimony.id,
        version=testimony.version,
        turn=turn,
        start=span.start,
        end=span.end,
        type=span.type,
        score=round(span.score, 3),
        detector=span.detector,
        entity=entity,
        quote=span.of(text),
        research=research,
        public=public,
        reason=_REASONS.get(span.type, ""),
    )


_REASONS = {
    IdentifierType.ROLE: "A description that may fit one person only.",
    IdentifierType.DEM: "A group that narrows down who this is.",
}
