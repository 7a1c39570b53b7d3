"""A testimony, its turns and voices, and what is known of who is named in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What event the testimony records."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus_group"
    KEY_INFORMANT = "key_informant"
    COMMUNITY_DIALOGUE = "community_dialogue"
    STORY = "story"
    SURVEY_ANSWER = "survey_answer"
    SCORECARD_COMMENT = "scorecard_comment"


class TurnKind(StrEnum):
    """Whose words a stretch of the text holds."""

    SPEECH = "speech"
    QUESTION = "question"
    SEVERAL = "several"
    NOTE = "note"
    HEADER = "header"


class TestimonyState(StrEnum):
    """How far a testimony has come. Only ``approved`` is open to every reader that consent allows;
    ``masked`` (by a machine alone, recall-first) is open to research and never to advocacy."""

    __test__ = False

    SEALED = "sealed"
    DETECTED = "detected"
    MASKED = "masked"
    APPROVED = "approved"
    CLOSED = "closed"


class TurnState(StrEnum):
    """Whether a turn can be read at all."""

    OPEN = "open"
    UNDER_REVIEW = "under_review"
    NEVER_STORED = "never_stored"
    ESCROWED = "escrowed"
    SHREDDED = "shredded"


SPOKEN = frozenset({TurnKind.SPEECH, TurnKind.SEVERAL})
"""Kinds of turns that hold words of people whose consent is needed."""

WITHOUT_WORDS = frozenset({TurnState.SHREDDED, TurnState.NEVER_STORED})
"""States of a turn of which the archive holds no word, sealed or not."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next. The turns of a testimony tile its text without a gap.

    ``start`` to ``end`` holds the label, the words and the line break; ``body`` is where the words
    begin. ``participant`` is the pseudonymous id of who speaks, or ``None`` where nobody's consent is
    involved (staff, headers). ``seconds`` is the time in the recording. ``translates`` is the index of the
    turn whose words these say in another language, where a document keeps both side by side.
    """

    index: int
    start: int
    body: int
    end: int
    kind: TurnKind
    label: str | None = field(default=None, repr=False)
    participant: str | None = None
    language: str | None = None
    seconds: float | None = None
    state: TurnState = TurnState.OPEN
    translates: int | None = None

    @property
    def uncertain(self) -> bool:
        """Whether somebody speaks here and nobody knows for certain who: anybody in the testimony may."""
        return self.participant is None and self.kind in SPOKEN


@dataclass(frozen=True, slots=True)
class Draft:
    """One testimony as a reader understood it: in memory only, not yet allowed anywhere.

    ``known`` are identifiers that the file itself declares (a name column, a header line, the author
    of the document); ``attributes`` are structured answers about the speaker (age, sex, ward).
    ``notices`` are sentences for the person who imports. ``encoding`` is that of a text file, empty for the
    others. ``layout`` names the way in which the document marks who speaks (``ingest.transcript``), and
    ``doubts`` are sentences on what fits it only loosely: a draft with doubts waits until a person chooses
    one of ``rivals``, the layouts that it could be read in. ``identity`` is what makes a row of a form the
    same submission when it comes again, empty for documents; ``refused`` says that the row's own question of
    consent was answered with no.
    """

    source: str = field(repr=False)
    part: str = field(repr=False)
    digest: str
    kind: Kind
    text: str = field(repr=False)
    turns: tuple[Turn, ...]
    language: str | None = None
    known: tuple[Known, ...] = ()
    attributes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()
    encoding: str = ""
    layout: str = ""
    doubts: tuple[str, ...] = field(default=(), repr=False)
    rivals: tuple[str, ...] = ()
    identity: str = field(default="", repr=False)
    refused: bool = False


class KnownKind(StrEnum):
    """What sort of identifier intake already knows."""

    PERSON = "PERSON"
    NICKNAME = "NICKNAME"
    PHONE = "PHONE"
    ID = "ID"
    LOC = "LOC"
    ORG = "ORG"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Known:
    """An identifier known before the text is read, and the participant it belongs to, if any."""

    kind: KnownKind
    text: str = field(repr=False)
    participant: str | None = None
    sex: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Testimony:
    """One recorded event as the archive keeps it: everything but its words."""

    __test__ = False

    id: str
    project: str
    kind: Kind
    country: str | None
    language: str | None
    collected_on: date | None
    received_at: datetime
    digest: str
    state: TestimonyState
    version: int
    length: int
    turns: tuple[Turn, ...]
    group: str | None = None

    def participants(self) -> frozenset[str]:
        """Ids of everyone who speaks in it."""
        return frozenset(t.participant for t in self.turns if t.participant)

    def key_of(self, turn: Turn) -> str:
        """Whose key seals a turn: its speaker's; that of all who speak here, where it may be any of them, and
        which dies when one of them withdraws; the testimony's, where nobody's consent is involved."""
        if turn.participant:
            return turn.participant
        return self.uncertain_key if turn.uncertain else self.id

    @property
    def uncertain_key(self) -> str:
        """The subject of the key that seals what may be anybody's in this testimony."""
        return f"{self.id}.voices"


@dataclass(frozen=True, slots=True)
class Submission:
    """A row of a form that came before. ``owner`` is the testimony it became, or the quarantined draft it
    waits in; ``evidence`` is what it is compared by, ``None`` once the key of its owner is destroyed."""

    owner: str
    evidence: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that arrived without a consent that allows it: sealed, listed, and gone on ``expires``."""

    id: str
    project: str
    digest: str
    received_at: datetime
    expires: date
    reason: str
    size: int
