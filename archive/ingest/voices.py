"""Who speaks: consents give turns their participant.

Pure. Words whose voice is not certain are nobody's: a voice that no consent names, one that two consents
could mean, and a turn without a label beside labelled ones. Whoever imports keeps them out, unless everybody
in the file agreed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from archive.ingest.tables.row_voices import NamedRow, attribute_row, is_row
from archive.ingest.text import stemmed
from archive.ingest.transcript.label_words import INTERPRETER_WORDS
from archive.ingest.transcript.labels import seat, stem
from archive.ingest.transcript.translations import as_their_originals
from archive.ingest.voice_matching import UNNAMED, NamedVoice, VoiceMatch, matches, voice_key
from archive.model import Draft, Turn, TurnKind
from consent.record import EVERYONE, Capacity, ConsentRecord
from language.countries import LANGUAGES
from language.lists import read_words

_SILENT = frozenset({TurnKind.NOTE, TurnKind.HEADER})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose the turns of a draft are.

    ``draft`` has a participant in each turn that is certainly somebody's. ``unheard`` are participants whose
    consent names a voice of this file that is not in it: an uncertain turn may be theirs. ``by_group`` are
    turns that fall under the group's consent because nobody's own names their voice. ``unnamed`` are labels
    that no consent names, ``uncertain`` those that two people could mean, and ``renamed`` gives the name in
    the consent of each label that was matched by a longer or shorter name.
    """

    draft: Draft
    unheard: frozenset[str] = frozenset()
    by_group: frozenset[int] = frozenset()
    unnamed: tuple[str, ...] = field(default=(), repr=False)
    uncertain: tuple[str, ...] = field(default=(), repr=False)
    renamed: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def speakers(self, turn: Turn) -> frozenset[str]:
        """Everybody whose words a spoken turn may be; nobody where that cannot be said.

        Where the voice is not certain, every voice of the file has to be known, and heard elsewhere in it.
        """
        if turn.participant and turn.kind is not TurnKind.SEVERAL:
            others = self.unheard if turn.index in self.by_group else frozenset()
            return frozenset({turn.participant}) | others
        heard = frozenset(t.participant for t in self.draft.turns if t.participant)
        if turn.participant:
            return heard | self.unheard
        return frozenset() if self.unnamed or self.unheard else heard


def attribute(draft: Draft, records: Sequence[ConsentRecord], *, staff: Collection[str] = ()) -> Draft:
    """The draft with each spoken turn given to the participant whose consent names its voice.

    As ``attribution``, where only the turns are asked for.
    """
    return attribution(draft, records, staff=staff).draft


def attribution(
    draft: Draft, records: Sequence[ConsentRecord], *, staff: Collection[str] = ()
) -> Attribution:
    """Whose each spoken turn is, and what is not certain of it.

    A label that a consent names is that person's voice, whatever the label looks like: an interpreter may be
    how somebody speaks. An interpreter named by no consent renders the words of the only participant there
    is, unless they ask. Other questions, notes and headers are nobody's. A turn of several voices, and one
    whose label no consent names, goes to the group (``*`` in the consent of a group) if there is one. A turn
    without a label is the only participant's where no voice is labelled at all. What stays without a
    participant is nobody's: the caller must not let it in unless everybody in the file agreed. A translation
    is of whom its original is.

    Args:
        draft: what a reader made.
        records: consents in force, of which only the voices and the capacity are read.
        staff: labels that the importing person declares to be staff, whose words are questions.
    """
    if is_row(draft):
        return Attribution(attribute_row(draft, _rows_named(draft, records)))
    voices = _Voices(draft, records, frozenset(voice_key(label) for label in staff))
    turns = as_their_originals(voices.interpreted([voices.give(turn) for turn in draft.turns], draft.text))
    labels = voices.labels.items()
    silent = [(key, label) for key, label in labels if not voices.is_row and voices.is_silent(key, turns)]
    return Attribution(
        replace(draft, turns=turns),
        frozenset() if voices.is_row else voices.persons - {turn.participant for turn in turns},
        frozenset(turn.index for turn in turns if voices.falls_to_group(turn)),
        tuple(label for key, label in silent if not voices.matches[key].rivals),
        tuple(label for key, label in silent if voices.matches[key].rivals),
        tuple((label, voices.matches[key].named) for key, label in labels if voices.matches[key].named),
    )


def _rows_named(draft: Draft, records: Sequence[ConsentRecord]) -> list[NamedRow]:
    return [
        NamedRow(voice.label, record.participant, same_source(voice.source, draft.source))
        for record in records
        for voice in record.voices
    ]


class _Voices:
    """The voices of one draft, and whose they are by the consents that name this file."""

    def __init__(self, draft: Draft, records: Sequence[ConsentRecord], staff: frozenset[str]) -> None:
        self.staff = staff
        voiced = [t for t in draft.turns if t.label and t.kind not in _SILENT]
        self.labels = {voice_key(t.label): t.label for t in reversed(voiced) if t.label}
        self.is_row = bool(draft.part) and len(self.labels) <= 1
        self.speaking = {voice_key(t.label) for t in voiced if t.label and t.kind is TurnKind.SPEECH} - staff
        named = [
            (record, voice.label.strip())
            for record in records
            for voice in record.voices
            if same_source(voice.source, draft.source)
        ]
        own = [NamedVoice(record.participant, label) for record, label in named if label != EVERYONE]
        whole = [record for record, label in named if label == EVERYONE]
        groups = {record.participant for record in whole if record.capacity is Capacity.GROUP_REP}
        self.persons = frozenset(one.participant for one in own)
        self.everyone = _only(groups)
        self.sole = _only(self.persons | {record.participant for record in whole} - groups)
        ids = {_row(name) for name in (draft.part, *self.labels.values())}
        self.row = frozenset(one.participant for one in own if _row(one.label) in ids)
        self.matches = matches(self.labels.values(), own, numbered=_is_numbered(draft))

    def give(self, turn: Turn) -> Turn:
        """The turn with whoever certainly speaks in it, interpreters aside."""
        if turn.kind in _SILENT:
            return replace(turn, participant=None)
        if turn.label and voice_key(turn.label) in self.staff:
            return replace(turn, participant=None, kind=TurnKind.QUESTION)
        match = self.match(turn)
        if turn.kind is TurnKind.QUESTION and (self.is_row or match == UNNAMED):
            return replace(turn, participant=None)
        kind = TurnKind.SPEECH if turn.kind is TurnKind.QUESTION else turn.kind
        return replace(turn, participant=match.participant or self._unmatched(turn, match), kind=kind)

    def match(self, turn: Turn) -> VoiceMatch:
        """Whose the label of a turn is."""
        if self.is_row:
            return VoiceMatch(_only(self.row), self.row if len(self.row) > 1 else frozenset())
        return self.matches[voice_key(turn.label)] if turn.label else UNNAMED

    def falls_to_group(self, turn: Turn) -> bool:
        """Whether a turn is the group's for want of a consent that names its voice."""
        return turn.participant is not None and self.match(turn).participant is None

    def is_silent(self, key: str, turns: Sequence[Turn]) -> bool:
        """Whether a voice speaks for itself, and no consent says whose it is."""
        return key not in INTERPRETER_WORDS and any(
            turn.label and voice_key(turn.label) == key
            for turn in turns
            if turn.kind is TurnKind.SPEECH and turn.participant is None
        )

    def interpreted(self, turns: Sequence[Turn], text: str) -> tuple[Turn, ...]:
        """The turns with what interpreters render as speech: that of the only one who speaks, or nobody's."""
        said = [turn for turn in turns if turn.kind is TurnKind.SPEECH]
        whose = {turn.participant for turn in said} if said else {self.sole or self.everyone}
        only = _only({one for one in whose if one}) if None not in whose else None
        return tuple(
            replace(turn, participant=only, kind=TurnKind.SPEECH) if _renders(turn, text) else turn
            for turn in turns
        )

    def _unmatched(self, turn: Turn, match: VoiceMatch) -> str | None:
        """Whose a turn is of which no consent names the voice."""
        if match.rivals:
            return None
        if self.is_row or turn.kind is TurnKind.SEVERAL:
            return self.everyone
        if turn.label is None:
            return None if self.labels else self.sole or self.everyone
        return self.everyone or (self.sole if len(self.speaking) == 1 and not self.persons else None)


def _renders(turn: Turn, text: str) -> bool:
    """Whether somebody who asks elsewhere says here what another said: an interpreter, unless they ask."""
    asks = text[turn.body : turn.end].rstrip(" \n\"'”’)").endswith("?")
    interprets = turn.label is not None and voice_key(turn.label) in INTERPRETER_WORDS
    return turn.kind is TurnKind.QUESTION and interprets and not asks


def _only(participants: Collection[str]) -> str | None:
    return next(iter(participants)) if len(participants) == 1 else None


def _row(label: str) -> str:
    """The id of a row as it is compared: no dash or stop is left out, for ids differ by them."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())


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
