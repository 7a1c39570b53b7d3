"""The seams of the archive: what the story in ``pipeline.py`` may ask of a machine.

Each Protocol has an embedded adapter that needs no server and a production adapter; the promises
written here are tested once, in ``tests/contracts``, on every adapter. Nothing here names an engine.
"""

from archive.ports.access_requests import (
    AccessRequests,
    Hints,
)
from archive.ports.clock import (
    Clock,
)
from archive.ports.coding import (
    Codebooks,
    Codings,
    Learnt,
    Memos,
    Rounds,
)
from archive.ports.credentials import (
    Ceremonies,
    Invitations,
    Passkeys,
    SecondFactors,
)
from archive.ports.detection import (
    Detector,
    Names,
)
from archive.ports.identities import (
    Identities,
)
from archive.ports.index import (
    Index,
    IndexFilter,
    TokenQuery,
)
from archive.ports.keys import (
    KeyRing,
)
from archive.ports.log import (
    AuditLog,
)
from archive.ports.organisations import (
    Organisations,
    Shares,
)
from archive.ports.review import (
    Lessons,
    Reviews,
    Risks,
)
from archive.ports.store import (
    Accounts,
    Quotes,
    Store,
)
from archive.ports.submissions import (
    ColumnChoices,
    Submissions,
)
from archive.ports.testimonies import (
    Attributes,
    Consents,
    FormAnswers,
    Quarantine,
    Testimonies,
)
from archive.ports.whole import (
    Archive,
    Progress,
)
from archive.ports.withdrawal import (
    Ledger,
    Withdrawals,
)

__all__ = [
    "AccessRequests",
    "Accounts",
    "Archive",
    "Attributes",
    "AuditLog",
    "Ceremonies",
    "Clock",
    "Codebooks",
    "Codings",
    "ColumnChoices",
    "Consents",
    "Detector",
    "FormAnswers",
    "Hints",
    "Identities",
    "Index",
    "IndexFilter",
    "Invitations",
    "KeyRing",
    "Learnt",
    "Ledger",
    "Lessons",
    "Memos",
    "Names",
    "Organisations",
    "Passkeys",
    "Progress",
    "Quarantine",
    "Quotes",
    "Reviews",
    "Risks",
    "Rounds",
    "SecondFactors",
    "Shares",
    "Store",
    "Submissions",
    "Testimonies",
    "TokenQuery",
    "Withdrawals",
]
