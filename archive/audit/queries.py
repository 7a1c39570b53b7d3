"""What a protection officer asks of the log, as pure functions over its entries.

Each answers in the order of the log with the entries themselves, so that every line of an answer can be
proved by its number. They show ids, reasons and counts: the officer reads no testimony. Where the
answer must be empty (a reading after a withdrawal, a reading under no consent), the question says so.

The conventions that they rest on stand here and nowhere else:

- what was shown names everyone who speaks in it in ``participants``, and the testimony in ``object_id``
  or, where the object is a quote, in a detail ``testimony``; what a search showed is sealed, and found by
  whoever passes a way to open it;
- a withdrawal cites the new versions of the consents in ``consents``, and carries a detail ``purposes``:
  ``all``, or the withdrawn ones with commas between;
- an export carries a detail ``recipient``, a refusal a detail ``reason``, a search its fingerprint in a
  detail ``query``, and a detail ``near_threshold`` where it came close to the smallest cell;
- start, reading, stop and review of a break-glass access share its id in ``object_id``, and the start names
  who countersigned in a detail ``countersigned``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta

from archive.model import Action, LogEntry, Outcome

REVIEW_WITHIN = timedelta(hours=72)

SHOWS_WORDS = frozenset(
    {
        Action.TESTIMONY_READ,
        Action.TESTIMONY_UNSEAL,
        Action.FINDING_LIST,
        Action.SEARCH_RUN,
        Action.QUOTE_READ,
        Action.QUOTE_EXPORT,
        Action.CODING_READ,
        Action.CODING_EXPORT,
        Action.IDENTITY_OPEN,
        Action.BREAK_GLASS_READ,
    }
)
"""Actions in which somebody sees what a participant said, or who they are."""

LEAVES = frozenset(
    {
        Action.QUOTE_EXPORT,
        Action.CODING_EXPORT,
        Action.CONSENT_EXPORT,
        Action.LOG_EXPORT,
        Action.BACKUP_MAKE,
    }
)
"""Actions by which something leaves the archive."""

EVERYTHING = "all"
"""What a withdrawal of all purposes says instead of naming them."""

Unseal = Callable[[LogEntry], Collection[str]]
"""Opens the sealed results of an entry: testimony, turn and, where it was one, quote, with points between."""

CHANGES_RIGHTS = ("user:", "key:", "config:", "identity:")


def seen(entry: LogEntry) -> bool:
    """Whether words were shown."""
    return entry.event.action in SHOWS_WORDS and entry.event.outcome is Outcome.PERMIT


def details(entry: LogEntry, name: str) -> tuple[str, ...]:
    """Every detail of this name."""
    return tuple(value for key, value in entry.event.details if key == name)


def concerns(entry: LogEntry, testimony: str, unseal: Unseal | None = None) -> bool:
    """Whether the entry is about this testimony. ``unseal`` opens what a search sealed."""
    if entry.event.object_id == testimony or testimony in details(entry, "testimony"):
        return True
    if unseal is None or entry.event.sealed is None:
        return False
    return any(each.partition(".")[0] == testimony for each in unseal(entry))


def between(
    entries: Iterable[LogEntry], since: datetime | None, until: datetime | None
) -> Iterator[LogEntry]:
    """Entries from ``since`` (included) until ``until`` (not included)."""
    for entry in entries:
        if (since is None or entry.at >= since) and (until is None or entry.at < until):
            yield entry


def who_saw_testimony(
    entries: Iterable[LogEntry],
    testimony: str,
    since: datetime | None = None,
    until: datetime | None = None,
    unseal: Unseal | None = None,
) -> list[LogEntry]:
    """Who saw this testimony, in which role, for which purpose and under which consents.

    Without ``unseal``, passages of it among the results of a search are not found.
    """
    return [
        each for each in between(entries, since, until) if seen(each) and concerns(each, testimony, unseal)
    ]


def who_saw_participant(
    entries: Iterable[LogEntry],
    participant: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[LogEntry]:
    """Who saw the words of this participant, and why."""
    return [
        each
        for each in between(entries, since, until)
        if seen(each) and participant in each.event.participants
    ]


def seen_by(entries: Iterable[LogEntry], user: str) -> list[LogEntry]:
    """All that this user was shown."""
    return [each for each in entries if seen(each) and each.event.actor == user]


def under_consent(entries: Iterable[LogEntry], consent_id: str, version: int | None = None) -> list[LogEntry]:
    """What was shown under this consent, in one version or in any."""
    return [
        each
        for each in entries
        if seen(each)
        and any(
            ref.consent_id == consent_id and version in {None, ref.version} for ref in each.event.consents
        )
    ]


def after_withdrawal(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Readings of participants who had withdrawn. This must be empty.

    After the withdrawal of everything, every reading counts until a newer consent of the same
    participant is recorded. After a partial one, a reading counts if it was for a withdrawn purpose, or
    cites only a version from before.
    """
    withdrawn: dict[str, LogEntry] = {}
    readings = []
    for entry in entries:
        if seen(entry) and any(
            _not_allowed(entry, withdrawn[each]) for each in entry.event.participants if each in withdrawn
        ):
            readings.append(entry)
        if entry.event.outcome is not Outcome.PERMIT:
            continue
        if entry.event.action is Action.CONSENT_WITHDRAW:
            withdrawn |= dict.fromkeys(entry.event.participants, entry)
        elif entry.event.action is Action.CONSENT_RECORD:
            for each in entry.event.participants:
                withdrawn.pop(each, None)
    return readings


def _not_allowed(reading: LogEntry, withdrawal: LogEntry) -> bool:
    withdrawn = details(withdrawal, "purposes")
    purposes = {purpose for each in withdrawn for purpose in each.split(",")}
    if not purposes or EVERYTHING in purposes:
        return True
    if reading.event.purpose is not None and reading.event.purpose.value in purposes:
        return True
    newest = {ref.consent_id: ref.version for ref in withdrawal.event.consents}
    cited = [ref for ref in reading.event.consents if ref.consent_id in newest]
    return not any(ref.version >= newest[ref.consent_id] for ref in cited)


def without_consent(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Readings of somebody's words that cite no consent at all. This must be empty."""
    return [each for each in entries if seen(each) and each.event.participants and not each.event.consents]


def refusals(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """What was asked for and refused, the reason in the detail ``reason``; and seals that did not open."""
    return [each for each in entries if each.event.outcome is not Outcome.PERMIT]


def exports(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """What left the archive; the recipient stands in the detail ``recipient``."""
    return [each for each in entries if each.event.action in LEAVES and each.event.outcome is Outcome.PERMIT]


def break_glass_without_review(
    entries: Iterable[LogEntry], now: datetime, within: timedelta = REVIEW_WITHIN
) -> list[LogEntry]:
    """Break-glass accesses that were not reviewed in time by somebody who neither opened nor countersigned.

    This must be empty.
    """
    started: dict[str, LogEntry] = {}
    for entry in entries:
        event = entry.event
        if event.outcome is not Outcome.PERMIT:
            continue
        if event.action is Action.BREAK_GLASS_START:
            started[event.object_id] = entry
        elif event.action is Action.BREAK_GLASS_REVIEW and event.object_id in started:
            start = started[event.object_id]
            two = {start.event.actor, *details(start, "countersigned")}
            if event.actor not in two and entry.at - start.at <= within:
                del started[event.object_id]
    reviewed_late_or_never = started.values()
    return [each for each in reviewed_late_or_never if now - each.at > within]


def changes(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Changes of roles, policy, keys and identities, refused attempts included."""
    return [each for each in entries if each.event.action.value.startswith(CHANGES_RIGHTS)]


def log_readers(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Who looked at the log itself."""
    return [each for each in entries if each.event.action.value.startswith("log:")]


def near_threshold(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Searches and figures that came close to the smallest group that may be shown."""
    return [each for each in entries if details(each, "near_threshold")]
