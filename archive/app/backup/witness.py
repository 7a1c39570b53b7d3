"""Who answers for the time since a backup: an officer by key, an officer by password, or nobody.

An appointed officer's note is believed because the archive never held the key. A password is believed only
where no key is appointed or it is lost, and only of an officer who chose it. It refuses everything else, and
says what would do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from archive.app.backup.evidence import Evidence, Speaker
from archive.audit.ledger_count import LedgerCount
from archive.audit.log import SqlAuditLog
from archive.audit.vouching import Vouched, read_vouched, spelled
from archive.errors import Refused, UsageError
from archive.model import FIRST
from archive.oversight import accounts
from archive.ports import Archive


@dataclass(frozen=True, slots=True)
class Witness:
    """By whose word the restore goes on. ``details`` are for its event, ``note`` is kept beside the log.

    ``ledger`` is what the officer compared, ``withdrawn`` are the ids that the officer names besides.
    """

    details: tuple[tuple[str, str], ...]
    note: str = ""
    ledger: LedgerCount | None = None
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """What has to be answered for: whose log it is, from the last entry of the copy, until now, and the
    ledger that would be carried out."""

    origin: str
    since: datetime
    now: datetime
    ledger: LedgerCount
    begun_with: str = ""
    """The digest of the note with which a restore that was cut off had begun."""


def witness_of(archive: Archive, log: SqlAuditLog, evidence: Evidence, span: Span) -> Witness:
    """Who answers for the span. Raises ``UsageError`` with what is missing, ``Refused``."""
    if evidence.vouched is not None:
        return _by_key(log, evidence.vouched, span)
    if evidence.speaker is not None:
        return _by_password(archive, log, evidence, evidence.speaker, span)
    if evidence.suspend:
        return Witness((("witness", "nobody"),))
    raise UsageError(_missing(log, span))


def somebody_answers(archive: Archive, log: SqlAuditLog) -> bool:
    """Whether there is an officer by key or by password who could answer for a backup that is made now."""
    return log.officer() is not None or any(map(accounts.may_agree, archive.store.accounts.of(FIRST)))


def _by_key(log: SqlAuditLog, note: str, span: Span) -> Witness:
    officer = log.officer()
    if officer is None:
        raise UsageError(
            "No officer's key is appointed in this archive, so a signed note proves nothing. Let an officer "
            "with an account say it by password (--officer NAME), or let every consent wait until people "
            "were asked anew (--suspend-consents). Nothing was restored."
        )
    try:
        word = read_vouched(note, officer.verifier)
    except ValueError as error:
        raise UsageError(
            f"The officer's note does not hold: {error} It has to be signed with the key {officer.id} (heard "
            "audit vouch). Nothing was restored."
        ) from None
    digest = sha256(note.encode()).hexdigest()
    _must_cover(word, officer.id, span, resumed=digest == span.begun_with)
    details = {
        "witness": "key", "officer": officer.id, "since": spelled(word.since), "until": spelled(word.until),
        "withdrawals": str(word.ledger.length), "note": digest,
    }  # fmt: skip
    return Witness(tuple(details.items()), note, word.ledger, word.withdrawn)


def _must_cover(word: Vouched, officer: str, span: Span, *, resumed: bool) -> None:
    again = f" Let the officer sign again:\n{_command(span)}"
    if word.origin != span.origin or word.officer != officer:
        raise UsageError("The officer's note is about another archive." + again)
    if word.since > span.since:
        raise UsageError(
            f"The officer's note speaks from {spelled(word.since)} on, and this backup ends at "
            f"{spelled(span.since)}: nobody answers for the time between." + again
        )
    early = word.until < span.since.replace(microsecond=0) and not resumed
    if early or word.until > span.now or word.until.date() != span.now.date():
        raise UsageError(
            f"The officer's note speaks until {spelled(word.until)}, and not for today after the "
            "copy: a note is good on the day of its signing (UTC)." + again
        )


def _by_password(
    archive: Archive, log: SqlAuditLog, evidence: Evidence, speaker: Speaker, span: Span
) -> Witness:
    officer = log.officer()
    if officer is not None and not evidence.officer_lost:
        raise Refused(
            f"The officer's key {officer.id} is appointed, so it has to sign; a password is not enough. Let "
            f"the officer run, wherever the key is:\n{_command(span)}\nIf it is lost, add --officer-lost."
        )
    account = accounts.check_password(archive, speaker.user, speaker.password)
    if account is None or account.organisation != FIRST or not accounts.may_agree(account):
        raise Refused(
            "This account and password are not those of an officer who chose the password. Nothing was "
            "restored."
        )
    details = {
        "witness": "account", "officer": account.user, "since": spelled(span.since),
        "until": spelled(span.now), "withdrawals": str(span.ledger.length),
    }  # fmt: skip
    return Witness(tuple(details.items()), "", span.ledger)


def _missing(log: SqlAuditLog, span: Span) -> str:
    since = (
        f"Somebody may have withdrawn since this copy was made ({spelled(span.since)}); it knows of "
        f"{span.ledger.length} withdrawals. No file can say that it is the newest, so an officer has to. "
    )
    if log.officer() is not None:
        return (
            f"{since}Let the officer compare that with the checkpoint that they keep, and run, wherever the "
            f"key is:\n{_command(span)}\nThen run this again with --none-withdrawn vouched.note. Nothing was "
            "restored."
        )
    return (
        f"{since}No officer's key is appointed here: let an officer with an account say it by password "
        "(--officer NAME), or let every consent wait until people were asked anew (--suspend-consents). A "
        "newer ledger is brought with --ledger. Nothing was restored."
    )


def _command(span: Span) -> str:
    """What the officer types. The root is in hexadecimal."""
    return (
        f"heard audit vouch {span.origin} {spelled(span.since)} {span.ledger.length} "
        f"{span.ledger.root.hex()} --out vouched.note --officer-key FILE"
    )
