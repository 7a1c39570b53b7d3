"""The words of the archive as frozen data: testimony, turn, finding, coding, quote, viewer, event.

No I/O here, and no text in a ``repr``: every field that can hold what somebody said, or who somebody
is, is left out of it, so that a log line or a traceback cannot carry it. Offsets are Unicode code
points into the testimony's text, which is normalised once at ingest (NFC, LF, no BOM) and never edited.
"""

from archive.model.access_requests import (
    AccessRequest,
    PastAnswer,
    RequestStanding,
)
from archive.model.coding import (
    Act,
    ActKind,
    Coding,
    Fit,
    Memo,
    MemoOn,
    Quote,
    Round,
    Settlement,
    Suggestion,
)
from archive.model.credentials import (
    Authenticator,
    Ceremony,
    Factors,
    Passkey,
    Tries,
    Way,
)
from archive.model.events import (
    Action,
    ConsentRef,
    Event,
    LogEntry,
    Outcome,
)
from archive.model.ids import (
    new_id,
)
from archive.model.keys import KeyStatus
from archive.model.organisations import (
    FIRST,
    Organisation,
    Share,
    owned,
    owner_of,
)
from archive.model.project_scope import Scope
from archive.model.redaction import (
    Decision,
    Finding,
    IdentifierType,
    Mode,
    Risk,
    Verdict,
)
from archive.model.searching import (
    Hit,
    IndexDocument,
    Passage,
)
from archive.model.testimony import (
    SPOKEN,
    WITHOUT_WORDS,
    Draft,
    Kind,
    Known,
    KnownKind,
    Quarantined,
    Submission,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    TurnState,
)
from archive.model.viewing import (
    Account,
    Role,
    Session,
    Viewer,
)

__all__ = [
    "FIRST",
    "SPOKEN",
    "WITHOUT_WORDS",
    "AccessRequest",
    "Account",
    "Act",
    "ActKind",
    "Action",
    "Authenticator",
    "Ceremony",
    "Coding",
    "ConsentRef",
    "Decision",
    "Draft",
    "Event",
    "Factors",
    "Finding",
    "Fit",
    "Hit",
    "IdentifierType",
    "IndexDocument",
    "KeyStatus",
    "Kind",
    "Known",
    "KnownKind",
    "LogEntry",
    "Memo",
    "MemoOn",
    "Mode",
    "Organisation",
    "Outcome",
    "Passage",
    "Passkey",
    "PastAnswer",
    "Quarantined",
    "Quote",
    "RequestStanding",
    "Risk",
    "Role",
    "Round",
    "Scope",
    "Session",
    "Settlement",
    "Share",
    "Submission",
    "Suggestion",
    "Testimony",
    "TestimonyState",
    "Tries",
    "Turn",
    "TurnKind",
    "TurnState",
    "Verdict",
    "Viewer",
    "Way",
    "new_id",
    "owned",
    "owner_of",
]
