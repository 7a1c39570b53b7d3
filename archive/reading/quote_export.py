"""Released quotes on their way out: a table for one recipient, who is named by a code in the log.

Each quote is asked of consent as if it were read, and leaves with what it may be used for. It refuses to hand
anything to nobody: who got what left without a recipient could not be told of a withdrawal.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.model import Action, Event, Scope, TestimonyState, Viewer
from archive.reading import quotes
from archive.reading.quotes import QuoteSheet
from consent.policy import Permit
from taxonomies.cells import safe_cell

COLUMNS = ("quote", "text", "voice", "country", "language", "project", "codes", "open_for", "consents")


def taken_out(work: UnitOfWork, project: str, recipient: str) -> tuple[str, int]:
    """Every quote of a project that is open for the viewer's purpose today, as CSV (RFC 4180), and how many.

    The events, one a testimony, are durable before it is returned. Raises ``Refused`` without a recipient,
    which is an event too, ``NotFound`` where nothing is open.
    """
    gate.require_recipient(work, Action.QUOTE_EXPORT, recipient, ("project", project), "the quotes")
    rows = work.read_consistently(
        lambda: _sheets(work, project),
        lambda seen: [work.log.append(e) for e in _events(work.viewer, seen, recipient)],
    )
    return table([sheet for sheet, _ in rows]), len(rows)


Seen = Sequence[tuple[QuoteSheet, str | None]]


def _sheets(work: UnitOfWork, project: str) -> list[tuple[QuoteSheet, str | None]]:
    """The quotes that are open, each with who speaks in it. Raises ``NotFound`` where there is none."""
    use = work.use()
    sheets: list[tuple[QuoteSheet, str | None]] = []
    permits: dict[int, Permit] = {}
    for testimony in work.store.testimonies.all(Scope.of({project}), TestimonyState.APPROVED):
        turns = work.permitted(testimony, use)
        for quote in work.store.quotes.of(testimony.id):
            if quote.turn in turns:
                permits[len(permits)] = turns[quote.turn]
                sheet = quotes.quote_sheet(work.archive, testimony, quote, turns[quote.turn])
                sheets.append((sheet, testimony.turns[quote.turn].participant))
    about = ("project", project)
    work.authorise(Action.QUOTE_EXPORT, Resource(project), gate.any_of(permits), about)
    return sheets


def _events(viewer: Viewer, seen: Seen, recipient: str) -> list[Event]:
    testimonies = dict.fromkeys(sheet.testimony for sheet, _ in seen)
    return [_event(viewer, one, [s for s in seen if s[0].testimony == one], recipient) for one in testimonies]


def _event(viewer: Viewer, testimony: str, seen: Seen, recipient: str) -> Event:
    export = gate.event(
        viewer, Action.QUOTE_EXPORT, "testimony", testimony, recipient=recipient, quotes=len(seen)
    )
    return replace(
        export,
        participants=tuple(sorted({who for _, who in seen if who})),
        consents=tuple(dict.fromkeys(c for sheet, _ in seen for c in sheet.consents)),
    )


def table(sheets: Sequence[QuoteSheet]) -> str:
    """The quotes as CSV. A cell that a spreadsheet would run as a formula is defused."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for q in sheets:
        consents = " ".join(f"{c.consent_id}@{c.version}" for c in q.consents)
        cells = (q.id, q.text, q.speaker, q.country, q.language, q.project, " ".join(q.codes),
                 " ".join(p.value for p in q.uses), consents)  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    return written.getvalue()
