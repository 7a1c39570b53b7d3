"""What the protection officer answers for: consents, receipts, what is due, the log. No word of a testimony.

The officer reads ids, days, reasons and counts; looking at the log is itself an event. The offline
verification takes no archive and no key ring.
"""

from __future__ import annotations

from archive.oversight.agreements import consent_row, consents, due, exchange
from archive.oversight.audit_queries import (
    EMPTY,
    NEEDS,
    TOLD,
    Answer,
    Inquiry,
    Sheet,
    Topic,
    answer_inquiry,
    export_answer,
    inquiry,
)
from archive.oversight.journal import (
    Question,
    answer,
    checkpoint,
    export,
    line,
    log_size,
    opened_lines,
    row,
    text_of,
    verify,
    verify_export,
)
from archive.oversight.receipts import Handout, bearer, handout

__all__ = [
    "EMPTY", "NEEDS", "TOLD", "Answer", "Handout", "Inquiry", "Question", "Sheet", "Topic", "answer",
    "answer_inquiry",
    "bearer", "checkpoint", "consent_row", "consents", "due", "exchange", "export", "handout", "inquiry",
    "line", "log_size", "opened_lines", "row", "export_answer", "text_of", "verify", "verify_export",
]  # fmt: skip
