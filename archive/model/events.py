"""What the log tells: an action, its outcome, under which consents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from archive.model.viewing import Role
from consent.record import Purpose


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
    CONSENT_CLOSE = "consent:close"
    CONSENT_WITHDRAW = "consent:withdraw"
    RECEIPT_READ = "receipt:read"
    LOG_READ = "log:read"
    LOG_VERIFY = "log:verify"
    LOG_EXPORT = "log:export"
    LOG_CHECKPOINT = "log:checkpoint"
    USER_LIST = "user:list"
    USER_PROPOSE = "user:propose"
    USER_COUNTERSIGN = "user:countersign"
    USER_PASSWORD = "user:password"  # nosec B105 # noqa: S105 - an action, not a secret
    USER_DEACTIVATE = "user:deactivate"
    USER_FACTOR = "user:factor"
    USER_INVITE = "user:invite"
    USER_ACCEPT = "user:accept"
    USER_RETURN = "user:return"
    USER_RESET = "user:reset"
    ACCOUNT_READ = "account:read"
    ORGANISATION_LIST = "organisation:list"
    ORGANISATION_OPEN = "organisation:open"
    SHARE_PROPOSE = "share:propose"
    SHARE_AGREE = "share:agree"
    SHARE_END = "share:end"
    TURN_CLEAR = "turn:clear"
    KEY_STATUS = "key:status"
    SEAL_OPEN = "seal:open"
    KEY_ROTATE = "key:rotate"
    KEY_RETIRE = "key:retire"
    KEY_APPOINT = "key:appoint"
    KEY_ESCROW = "key:escrow"
    KEY_REQUEST = "key:request"
    KEY_OPEN = "key:open"
    KEY_DESTROY = "key:destroy"
    BACKUP_MAKE = "backup:make"
    BACKUP_RESTORE = "backup:restore"
    IDENTITY_ADD = "identity:add"
    IDENTITY_REQUEST = "identity:request"
    IDENTITY_APPROVE = "identity:approve"
    IDENTITY_OPEN = "identity:open"
    IDENTITY_STOP = "identity:stop"
    IDENTITY_LIST = "identity:list"
    BREAK_GLASS_REQUEST = "break_glass:request"
    BREAK_GLASS_COUNTERSIGN = "break_glass:countersign"
    BREAK_GLASS_START = "break_glass:start"
    BREAK_GLASS_READ = "break_glass:read"
    BREAK_GLASS_LIST = "break_glass:list"
    BREAK_GLASS_STOP = "break_glass:stop"
    BREAK_GLASS_REVIEW = "break_glass:review"
    ACCESS_HINT = "access:hint"
    ACCESS_REQUEST = "access:request"
    ACCESS_ANSWER = "access:answer"
    ACCESS_USE = "access:use"
    ACCESS_LIST = "access:list"
    ACCESS_END = "access:end"
    CONFIG_CHANGE = "config:change"
    CONFIG_ANCHOR = "config:anchor"


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
