"""What one person agreed to, as it stood on one day.

A record is never changed: a new version supersedes it and both stay. This file knows nothing of an
archive, a database or a page. It refuses to guess: a field that was not asked is empty, and an empty
field permits nothing (see ``consent.policy``).

Terms follow ISO/IEC TS 27560:2023 (consent record structure) and the W3C Data Privacy Vocabulary;
conditions borrow from the GA4GH Data Use Ontology and the Local Contexts labels.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What the words may be used for. Every purpose is asked on its own; none is implied."""

    STORE_SEALED = "store_sealed"
    PROCESS_DEIDENTIFY = "process_deidentify"
    RESEARCH_PROJECT = "research_project"
    RESEARCH_REUSE = "research_reuse"
    ADVOCACY_INTERNAL = "advocacy_internal"
    ADVOCACY_PUBLISH_QUOTE = "advocacy_publish_quote"
    AGGREGATE_SDG_REPORTING = "aggregate_sdg_reporting"
    MEDIA = "media"
    NAMED_ATTRIBUTION = "named_attribution"
    SHARE_PARTNER = "share_partner"
    CROSS_BORDER = "cross_border"
    RECONTACT = "recontact"
    LEGAL_TESTIMONY = "legal_testimony"
    MODEL_TRAINING = "model_training"


class Form(StrEnum):
    """The shape in which the words leave: from the recording itself down to a number."""

    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    RAW_TEXT = "raw_text"
    DEID_TEXT = "deid_text"
    QUOTE = "quote"
    TAG = "tag"
    AGGREGATE = "aggregate"


class Audience(StrEnum):
    """Who may be on the other side, from the narrowest to everyone."""

    ARCHIVE = "archive"
    PROJECT = "project"
    COALITION = "coalition"
    PUBLIC = "public"


class State(StrEnum):
    """Where one grant stands. Only ``given`` and ``renewed`` ever permit."""

    REQUESTED = "requested"
    GIVEN = "given"
    RENEWED = "renewed"
    REFUSED = "refused"
    DEFERRED = "deferred"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    INVALIDATED = "invalidated"
    UNKNOWN = "unknown"


class Capacity(StrEnum):
    """In what standing the person agreed."""

    ADULT = "adult"
    MINOR = "minor_assent_guardian"
    SUPPORTED = "supported_decision"
    GROUP_REP = "group_rep"


class Mode(StrEnum):
    """How the agreement was recorded."""

    WRITTEN = "written"
    THUMBPRINT = "thumbprint_witnessed"
    ORAL = "oral_recorded"
    DIGITAL = "digital"


class Jurisdiction(StrEnum):
    """Whose law speaks too; rules are data in ``consent/jurisdictions.py``."""

    GDPR = "GDPR"
    BD = "BD"
    IN = "IN"
    KE = "KE"
    NP = "NP"
    VN = "VN"


@dataclass(frozen=True, slots=True)
class Grant:
    """One answer: a purpose, the forms and audiences it covers, its state and its days.

    ``valid_until`` is the last day on which it holds. ``embargo_until`` is the first day on which it
    opens; ``embargoed`` without a day never opens by itself. ``reason`` and ``evidence`` say why the
    state is what it is and what proves it (a reference, never the words); both may hold free text.
    """

    purpose: Purpose
    state: State
    forms: frozenset[Form]
    audiences: frozenset[Audience]
    valid_from: date | None = None
    valid_until: date | None = None
    embargoed: bool = False
    embargo_until: date | None = None
    reason: str = field(default="", repr=False)
    evidence: str = field(default="", repr=False)


EVERYONE = "*"
"""The speaker label of a consent that covers every voice of a document."""

MARK = "mark:"
"""How a voice begins that is kept as a keyed mark alone, after a withdrawal: it names nobody."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Where this participant speaks: a source document and the label it gives them.

    ``label`` is the speaker label as the document writes it, a row's id for a survey, or ``*`` for a
    group consent that covers every voice of the document.
    """

    source: str
    label: str


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who stood for a minor, and how they are related. The name is an identifier: never in a repr."""

    relation: str
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the form says of who the person is. Sealed apart, used to mask, never shown.

    ``ids`` are numbers of documents; ``places`` are known addresses and sites.
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    nicknames: tuple[str, ...] = field(default=(), repr=False)
    relatives: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    ids: tuple[str, ...] = field(default=(), repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)
    sex: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One version of one participant's consent.

    ``participant`` is a pseudonymous id and says nothing of the person. ``supersedes`` is the version
    this one replaces, ``None`` for the first. ``recorded_at`` carries a time zone.
    """

    consent_id: str
    version: int
    participant: str
    project: str
    capacity: Capacity
    mode: Mode
    grants: tuple[Grant, ...]
    collected_at: date | None
    recorded_at: datetime
    supersedes: int | None = None
    group: str | None = None
    voices: tuple[Voice, ...] = ()
    language: str = ""
    interpreter: bool = False
    jurisdictions: frozenset[Jurisdiction] = frozenset()
    controllers: tuple[str, ...] = ()
    notice_id: str = ""
    notice_version: str = ""
    lawful_basis: str = "consent"
    artefact_ref: str = ""
    collected_by: str = ""
    withdrawal_terms_told: str = ""
    review_due: date | None = None
    born: date | None = field(default=None, repr=False)
    guardian: Guardian | None = None
    assent: bool = False
    supporter: str = field(default="", repr=False)
    witness: str = field(default="", repr=False)
    risk: str = field(default="", repr=False)
    community_labels: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = field(default=(), repr=False)
    safe_contact_note: str = field(default="", repr=False)
    identity: Identity = field(default_factory=Identity, repr=False)
