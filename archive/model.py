"""The words of the archive as frozen data: testimony, turn, finding, coding, quote, viewer, event.

No I/O here, and no text in a ``repr``: every field that can hold what somebody said, or who somebody
is, is left out of it, so that a log line or a traceback cannot carry it. Offsets are Unicode code
points into the testimony's text, which is normalised once at ingest (NFC, LF, no BOM) and never edited.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from consent.record import Purpose

_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str) -> str:
    """A random, meaningless id such as ``t-8k2m…``: 80 bits in Crockford base 32, easy to read aloud."""
    return f"{prefix}-" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(16))


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


class Mode(StrEnum):
    """Who has looked at a rendering: a steward at every doubt, or a machine alone, on the safe side.

    Recall-first masks every word that is not known to be ordinary; advocacy never sees it.
    """

    REVIEWED = "reviewed"
    RECALL_FIRST = "recall-first"


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


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before the next. The turns of a testimony tile its text without a gap.

    ``start`` to ``end`` holds the label, the words and the line break; ``body`` is where the words
    begin. ``participant`` is the pseudonymous id of who speaks, or ``None`` where nobody's consent is
    involved (staff, headers). ``seconds`` is the time in the recording.
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


@dataclass(frozen=True, slots=True)
class Draft:
    """One testimony as a reader understood it: in memory only, not yet allowed anywhere.

    ``known`` are identifiers that the file itself declares (a name column, a header line, the author
    of the document); ``attributes`` are structured answers about the speaker (age, sex, ward).
    ``notices`` are sentences for the person who imports.
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


class IdentifierType(StrEnum):
    """What a finding is. The first seven identify a person directly, the rest by combination."""

    PERSON = "PERSON"
    KIN = "KIN"
    NICKNAME = "NICKNAME"
    PHONE = "PHONE"
    ID = "ID"
    HANDLE = "HANDLE"
    EMAIL = "EMAIL"
    LOC = "LOC"
    ORG = "ORG"
    DATETIME = "DATETIME"
    AGE = "AGE"
    DEM = "DEM"
    ROLE = "ROLE"
    OTHER = "OTHER"

    @property
    def direct(self) -> bool:
        """Whether one such mention alone points at a person."""
        return self in _DIRECT


_DIRECT = frozenset(
    {
        IdentifierType.PERSON,
        IdentifierType.KIN,
        IdentifierType.NICKNAME,
        IdentifierType.PHONE,
        IdentifierType.ID,
        IdentifierType.HANDLE,
        IdentifierType.EMAIL,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A detected identifier: where it stands, what it is, and what each audience reads instead.

    ``entity`` groups mentions of one person or place within a project. ``quote`` is the exact text at
    ``start:end``. ``score`` is the detector's confidence, 0 to 1.
    """

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    type: IdentifierType
    score: float
    detector: str
    entity: str = ""
    quote: str = field(default="", repr=False)
    research: str = field(default="", repr=False)
    public: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


class Verdict(StrEnum):
    """What a steward says of a finding. ``undo`` takes back the decision that stands, and is one itself."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """A steward's word on one finding: the latest one that was not undone counts, all of them stay.

    A change may give other words (``research``, ``public``), another ``type``, or another span:
    ``start``, ``end`` and the exact ``quote`` there. What it leaves out stays as the finding has it.
    """

    finding: str
    testimony: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = field(default="", repr=False)
    research: str | None = field(default=None, repr=False)
    public: str | None = field(default=None, repr=False)
    type: IdentifierType | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Risk:
    """A stretch of the original that may still single somebody out, and why, as a sentence.

    It changes no text: it asks a steward to look. ``weight`` orders what is looked at first.
    """

    testimony: str
    version: int
    turn: int
    start: int
    end: int
    kind: str
    reason: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that the machine proposes for a span. It counts nowhere until a person accepts it."""

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    score: float
    made_by: str
    verdict: Verdict | None = None
    decided_by: str | None = None


class Fit(StrEnum):
    """How a coding stands on the present version of the text."""

    WORDS = "words"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Coding:
    """A span of the original with a code: position and quote, so that it can prove it still fits.

    ``before`` and ``after`` are up to 32 code points around the quote, of the same turn alone. ``fit`` is
    ``changed`` where words within it were corrected (somebody should look) and ``lost`` where none of its
    words is left (``start`` equals ``end``; the quote is what it stood on). ``source`` is the suggestion or
    import it came from; ``round`` the blind round in which it was made, empty outside one.
    """

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    coder: str
    at: datetime
    quote: str = field(default="", repr=False)
    memo: str = field(default="", repr=False)
    removed_at: datetime | None = None
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    fit: Fit = Fit.WORDS
    source: str = ""
    round: str = ""


class ActKind(StrEnum):
    """What a coder did to a coding."""

    ADD = "add"
    REMOVE = "remove"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Act:
    """One step of a coder's work. Steps are never taken out: an undo is a step of its own that names,
    in ``undoes``, the step it takes back; a redo names the undo."""

    number: int
    coding: str
    testimony: str
    kind: ActKind
    by: str
    at: datetime
    undoes: int | None = None


class MemoOn(StrEnum):
    """What a memo is written on."""

    CODE = "code"
    CODING = "coding"
    TESTIMONY = "testimony"


@dataclass(frozen=True, slots=True)
class Memo:
    """A researcher's note. ``object`` is the id of what it is on; the newest of one author on one thing
    counts, and an empty one takes it away. ``testimony``, ``version`` and ``turn`` say whose words it may
    repeat; a memo on a code stands outside any testimony."""

    id: str
    project: str
    on: MemoOn
    object: str
    author: str
    at: datetime
    text: str = field(default="", repr=False)
    testimony: str | None = None
    version: int | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A blind round: these coders code these testimonies, and none sees another's codings until it is
    closed. ``codes`` is empty where every code is compared."""

    id: str
    project: str
    testimonies: tuple[str, ...]
    coders: tuple[str, ...]
    opened_by: str
    opened_at: datetime
    codes: tuple[str, ...] = ()
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a passage on which the coders of a round disagreed: the code is ``kept`` on
    ``start:end``, or dropped."""

    round: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    code: str
    kept: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quote:
    """A released excerpt: the span it came from, and the ``public`` text that a second person approved."""

    id: str
    testimony: str
    version: int
    turn: int
    start: int
    end: int
    released_by: str
    at: datetime
    text: str = field(default="", repr=False)
    withdrawn_at: datetime | None = None


class Role(StrEnum):
    """What somebody is there to do. What each may do stands in ``archive.roles`` alone."""

    COLLECTOR = "collector"
    RESEARCHER = "researcher"
    ADVOCACY = "advocacy"
    STEWARD = "steward"
    DPO = "dpo"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, in which role, for which projects and for which stated purpose."""

    user: str
    role: Role
    projects: frozenset[str]
    purpose: Purpose | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A person's way in. ``password`` is an Argon2id hash, never the word itself."""

    user: str
    role: Role
    projects: frozenset[str]
    active: bool
    created_at: datetime
    password: str = field(default="", repr=False)


class Action(StrEnum):
    """``object:action``: the one vocabulary of permissions, routes, commands and the log."""

    ARCHIVE_OPEN = "archive:open"
    SESSION_OPEN = "session:open"
    SESSION_CLOSE = "session:close"
    TESTIMONY_INGEST = "testimony:ingest"
    TESTIMONY_QUARANTINE = "testimony:quarantine"
    TESTIMONY_EXPIRE = "testimony:expire"
    TESTIMONY_LIST = "testimony:list"
    TESTIMONY_READ = "testimony:read"
    TESTIMONY_UNSEAL = "testimony:unseal"
    TESTIMONY_DETECT = "testimony:detect"
    TESTIMONY_TAG = "testimony:tag"
    TESTIMONY_APPROVE = "testimony:approve"
    TESTIMONY_INDEX = "testimony:index"
    TESTIMONY_CORRECT = "testimony:correct"
    QUARANTINE_LIST = "quarantine:list"
    FINDING_LIST = "finding:list"
    FINDING_DECIDE = "finding:decide"
    SEARCH_RUN = "search:run"
    FIGURES_READ = "figures:read"
    QUOTE_RELEASE = "quote:release"
    QUOTE_READ = "quote:read"
    QUOTE_EXPORT = "quote:export"
    CODING_READ = "coding:read"
    CODING_ADD = "coding:add"
    CODING_REMOVE = "coding:remove"
    CODING_EXPORT = "coding:export"
    CODING_IMPORT = "coding:import"
    CODING_ROUND = "coding:round"
    CODING_SETTLE = "coding:settle"
    MEMO_WRITE = "memo:write"
    SUGGESTION_DECIDE = "suggestion:decide"
    CODEBOOK_READ = "codebook:read"
    CODEBOOK_CHANGE = "codebook:change"
    CONSENT_RECORD = "consent:record"
    CONSENT_READ = "consent:read"
    CONSENT_DUE = "consent:due"
    CONSENT_EXPORT = "consent:export"
    CONSENT_WITHDRAW = "consent:withdraw"
    RECEIPT_READ = "receipt:read"
    LOG_READ = "log:read"
    LOG_VERIFY = "log:verify"
    LOG_EXPORT = "log:export"
    LOG_CHECKPOINT = "log:checkpoint"
    USER_LIST = "user:list"
    USER_PROPOSE = "user:propose"
    USER_COUNTERSIGN = "user:countersign"
    USER_DEACTIVATE = "user:deactivate"
    TURN_CLEAR = "turn:clear"
    KEY_STATUS = "key:status"
    KEY_ROTATE = "key:rotate"
    KEY_RETIRE = "key:retire"
    KEY_ESCROW = "key:escrow"
    KEY_REQUEST = "key:request"
    KEY_OPEN = "key:open"
    KEY_DESTROY = "key:destroy"
    BACKUP_MAKE = "backup:make"
    BACKUP_RESTORE = "backup:restore"
    IDENTITY_REQUEST = "identity:request"
    IDENTITY_APPROVE = "identity:approve"
    IDENTITY_OPEN = "identity:open"
    BREAK_GLASS_START = "break_glass:start"
    BREAK_GLASS_STOP = "break_glass:stop"
    BREAK_GLASS_REVIEW = "break_glass:review"
    CONFIG_CHANGE = "config:change"


class Outcome(StrEnum):
    """How a request ended."""

    PERMIT = "permit"
    DENY = "deny"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ConsentRef:
    """The version of a consent under which something was done."""

    consent_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log before it is numbered. Holds ids, codes and counts: never a word or a name.

    ``sealed`` is what only the protection officer may open (query text, result ids); it is encrypted
    before it is written. ``details`` are short machine words (a reason code, a count band).
    """

    action: Action
    actor: str
    role: Role | None
    outcome: Outcome
    object_type: str = ""
    object_id: str = ""
    turn: int | None = None
    version: int | None = None
    purpose: Purpose | None = None
    participants: tuple[str, ...] = ()
    consents: tuple[ConsentRef, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    request_id: str = ""
    sealed: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An event as it stands in the log: numbered from 0, timed, with the hash of its leaf."""

    seq: int
    at: datetime
    event: Event
    leaf: bytes


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the search engine gets: keyed tokens and codes. Neither a word nor a name.

    ``exposure`` is ``turn`` (research) or ``quote`` (released). ``tokens`` stand in the order of the
    words, so that phrases work.
    """

    id: str
    testimony: str
    turn: int
    exposure: str
    project: str
    country: str
    language: str
    participant: str
    codes: tuple[str, ...]
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer of the engine: an id and its score, to be checked again before anything is unsealed."""

    id: str
    testimony: str
    turn: int
    exposure: str
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader sees of one hit: the rendering cut to their grant, and where to mark it.

    ``marks`` are ``(start, end)`` in ``text``; ``codes`` are accepted codings on the passage.
    """

    testimony: str
    turn: int
    exposure: str
    score: float
    project: str
    country: str
    language: str
    participant: str = ""
    speaker: str = ""
    quote_id: str = ""
    codes: tuple[str, ...] = ()
    consents: tuple[ConsentRef, ...] = ()
    text: str = field(default="", repr=False)
    marks: tuple[tuple[int, int], ...] = field(default=(), repr=False)
