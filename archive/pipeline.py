"""The story of a testimony: read → consent → seal → detect → review → tag → index → search → log.

Each step is one function over the ports; a person can read this file from top to bottom and know what
happens to somebody's words. Nothing here opens a database, names an engine or decides about consent: it
asks ``access``, and it writes each event in the transaction of the change, or before the answer where
there is no change.
"""

from __future__ import annotations

from archive.intake.admission import IntakeResult, take_in
from archive.review.approval import (
    approve,
    decide,
    index,
    unseal,
)
from archive.review.detection import (
    cross_reference_names,
    describe,
    detect,
)

__all__ = [
    "IntakeResult", "approve", "band", "decide", "describe", "detect", "index", "read",
    "record_consents", "release_quote", "search", "cross_reference_names", "suggest_codes", "take_in", "unseal",
    "withdraw_quote",
]  # fmt: skip


# take_in (archive.intake.admission) comes here: consent is matched and asked, then each turn is sealed.
# Then (archive.review.detection): detect looks for identifiers, search_sisters carries names to other files,
# decide keeps a steward's word, approve vouches for the renderings.


# Then (archive.study): a researcher judges the suggestions and codes what is read.
