"""The gate in front of every exit: role, purpose, project and consent, and an event for the answer.

No word is touched before this was asked. The event is written before anything is returned; where it
cannot be written, nothing is returned.
"""

from archive.access.gate.access_grants import access_grants_of
from archive.access.gate.accounts import projects_of, shared_with, viewer_of
from archive.access.gate.attempts import NotDone, attempt, each_alone
from archive.access.gate.consents import (
    any_of,
    consent_refs,
    consent_subjects,
    known_elsewhere,
    permitted,
    records_for,
    turn_permission,
)
from archive.access.gate.consistency import TRIES, read_consistently, streaming
from archive.access.gate.events import (
    CODE_WORD,
    SYSTEM,
    event,
    participant_event,
    project_event,
    refused_to_nobody,
)
from archive.access.gate.recipients import require_recipient
from archive.access.gate.unit_of_work import UnitOfWork
from archive.access.gate.uses import (
    COUNT,
    DEIDENTIFY,
    KEEP,
    PUBLISH,
    RESEARCH,
    USES,
    Use,
    beyond_role,
    use_of,
)

__all__ = [
    "CODE_WORD",
    "COUNT",
    "DEIDENTIFY",
    "KEEP",
    "NotDone",
    "PUBLISH",
    "RESEARCH",
    "SYSTEM",
    "TRIES",
    "USES",
    "UnitOfWork",
    "Use",
    "any_of",
    "beyond_role",
    "attempt",
    "consent_refs",
    "consent_subjects",
    "each_alone",
    "event",
    "access_grants_of",
    "known_elsewhere",
    "participant_event",
    "permitted",
    "project_event",
    "projects_of",
    "read_consistently",
    "records_for",
    "refused_to_nobody",
    "require_recipient",
    "shared_with",
    "streaming",
    "turn_permission",
    "use_of",
    "viewer_of",
]
