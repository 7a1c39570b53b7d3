"""Who speaks: consents give turns their participant.

Pure. A voice without a consent stays nobody's; whoever imports then keeps the file in quarantine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.ingest.tables.row_voices import NamedRow, attribute_row, is_row
from archive.ingest.text import stemmed
from archive.ingest.transcript.label_words import INTERPRETER_WORDS
from archive.ingest.transcript.labels import seat, stem
from archive.model import Draft, Turn, TurnKind
from consent.record import ConsentRecord
from language.countries import LANGUAGES
from language.lists import read_words

_SILENT = frozenset({TurnKind.NOTE, TurnKind.HEADER})
_EVERYONE = "*"


def attribute(draft: Draft, records: Sequence[ConsentRecord], *, staff: Collection[str] = ()) -> Draft:
    """The draft with each spoken turn given to the participant whose consent names its voice.

    A label that a consent names is that person's voice, whatever the label looks like: an interpreter
    may be how somebody speaks. An interpreter named by no consent renders the words of the only
    participant there is, unless they ask. Other questions, notes and headers are nobody's. A turn of
    several voices, and one whose label no consent names, goes to the group (``*``) if there is one.
    What stays without a participant has no consent: the caller must not let it in.

    Args:
        draft: what a reader made.
        records: consents in force, of which only the voices are read.
        staff: labels that the importing person declares to be staff, whose words are questions.
    """
    if is_row(draft):
        return attribute_row(draft, _rows_named(draft, records))
    voices = _Voices(draft, records, frozenset(seat(label) for label in staff))
    return replace(draft, turns=tuple(voices.give(t, draft.text) for t in draft.turns))


def _rows_named(draft: Draft, records: Sequence[ConsentRecord]) -> list[NamedRow]:
    return [
        NamedRow(voice.label, record.participant, same_source(voice.source, draft.source))
        for record in records
        for voice in record.voices
    ]


class _Voices:
    """The voices that consents name in one draft: by seat, by number's stem, and for everyone."""

    def __init__(self, draft: Draft, records: Sequence[ConsentRecord], staff: frozenset[str]) -> None:
        self.own: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        self.everyone: str | None = None
        self.staff = staff
        for record in records:
            for voice in record.voices:
                if same_source(voice.source, draft.source):
                    self._add(voice.label, record.participant)
        self.part = self.own.get(seat(draft.part)) if draft.part else None
        if not _is_numbered(draft):
            self.stems = {}

    def _add(self, label: str, participant: str) -> None:
        if label.strip() == _EVERYONE:
            self.everyone = participant
        else:
            self.own[seat(label)] = participant
            self.stems[stem(label)] = participant

    def give(self, turn: Turn, text: str) -> Turn:
        if turn.kind in _SILENT or (turn.label and seat(turn.label) in self.staff):
            kind = turn.kind if turn.kind in _SILENT else TurnKind.QUESTION
            return replace(turn, participant=None, kind=kind)
        participant = self._named(turn.label)
        if turn.kind is TurnKind.QUESTION:
            participant = participant or self._interpreted(turn, text)
            return replace(turn, participant=participant, kind=TurnKind.SPEECH if participant else turn.kind)
        return replace(turn, participant=participant or self.part or self._alone(turn) or self.everyone)

    def _named(self, label: str | None) -> str | None:
        return (self.own.get(seat(label)) or self.stems.get(stem(label))) if label else None

    def _interpreted(self, turn: Turn, text: str) -> str | None:
        asks = text[turn.body : turn.end].rstrip(" \n\"'”’)").endswith("?")
        if turn.label is None or asks or seat(turn.label) not in INTERPRETER_WORDS:
            return None
        return self._only() or self.everyone

    def _alone(self, turn: Turn) -> str | None:
        return self._only() if turn.label is None else None

    def _only(self) -> str | None:
        persons = set(self.own.values())
        return next(iter(persons)) if len(persons) == 1 else None


def _is_numbered(draft: Draft) -> bool:
    """Whether questions and answers are counted (``Q1``, ``A1``): then the number is not the voice."""
    seats = {seat(t.label) for t in draft.turns if t.label}
    stems = {stem(s) for s in seats if stem(s) != s}
    return any(
        stems.issuperset((*one.entries("counted_question"), *one.entries("counted_answer")))
        for one in (read_words("archive.ingest", lang) for lang in LANGUAGES)
        if one.entries("counted_question")
    )


def same_source(one: str, other: str) -> bool:
    """Whether two names mean one file: folders, extension, case and Unicode form aside."""
    a, b = _plain_name(one), _plain_name(other)
    return a == b or stemmed(a) == b or a == stemmed(b)


def _plain_name(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path.name).casefold()).strip()
