"""What the protection officer answers for: consents, receipts, what is due, the log. No word of a testimony.

The officer reads ids, days, reasons and counts; looking at the log is itself an event. The offline
verification takes no archive and no key ring.
"""

from __future__ import annotations

from archive.oversight.agreements import ConsentRow, DueItem, consent_row, consents, due, exchange
from archive.oversight.audit_queries import (
    EMPTY,
    NEEDS,
    QUESTIONS,
    Answer,
    Inquiry,
    Sheet,
    Topic,
    answer_inquiry,
    export_answer,
    inquiry,
)
from archive.oversight.journal import (
    LogRow,
    OpenedEntry,
    Question,
    Unsealed,
    answer,
    checkpoint,
    closed_row,
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
    "EMPTY", "NEEDS", "QUESTIONS", "Answer", "ConsentRow", "DueItem", "Handout", "Inquiry", "LogRow",
    "OpenedEntry", "Question", "Sheet", "Topic", "Unsealed", "answer", "answer_inquiry",
    "bearer", "checkpoint", "closed_row", "consent_row", "consents", "due", "exchange", "export",
    "export_answer", "handout", "inquiry", "line", "log_size", "opened_lines", "row", "text_of", "verify",
    "verify_export",
]  # fmt: skip
