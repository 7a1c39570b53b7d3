"""Released excerpts: made from the public rendering, taken back when it changes, opened for one reader.

A quote is what the public may read, so it exists only of reviewed text, and a text that is reviewed anew
takes back what no longer reads the same. A quote that is withdrawn, of another project, or not open for the
stated purpose today answers like one that never was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import (
    PURPOSES,
    Denied,
    Resource,
    Why,
)
from archive.errors import Refused, UsageError
from archive.model import Action, ConsentRef, Event, Quote, Role, Testimony, TestimonyState, Viewer, new_id
from archive.ports import Archive
from archive.reading.turns import MODES, body, masked_in, voice
from consent.policy import Deny, Permit, Reason
from consent.record import Purpose


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """A quote and what its reader needs to use it rightly. ``uses``: every purpose it is open for today."""

    id: str
    testimony: str
    turn: int
    project: str
    country: str
    language: str
    speaker: str
    codes: tuple[str, ...]
    consents: tuple[ConsentRef, ...]
    uses: tuple[Purpose, ...]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _OpenedQuote:
    """A sheet, its quote, and who speaks in it, for the event."""

    sheet: QuoteSheet
    quote: Quote
    speaker: str | None


def excerpt(archive: Archive, testimony: Testimony, turn: int, span: tuple[int, int], by: str) -> Quote:
    """A quote of ``span`` in the original, in its ``public`` rendering."""
    text = public_words(archive, testimony, turn, span)
    if not text:
        raise Refused("Nothing is left of this span once it is made fit for publication; choose another.")
    start, end = span
    return Quote(
        id=new_id("z"), testimony=testimony.id, version=testimony.version, turn=turn, start=start, end=end,
        released_by=by, at=archive.clock.now(), text=text,
    )  # fmt: skip


def public_words(archive: Archive, testimony: Testimony, turn: int, span: tuple[int, int]) -> str:
    """What the public would read of ``span``. Raises ``UsageError`` if it is not in the turn's words."""
    if not 0 <= turn < len(testimony.turns):
        raise UsageError("There is no such turn.")
    at, (start, end) = testimony.turns[turn], span
    words = archive.store.testimonies.unseal(testimony.id, [turn]).get(turn)
    if words is None or not at.body <= start < end <= at.end:
        raise UsageError("That span is not in the words of the turn it names.")
    masked = masked_in(archive, testimony)
    rendering = body(words, at, masked, "public", MODES.get(testimony.state))
    place = rendering.map.span_to_rendering(start - at.body, end - at.body)
    return rendering.text[place[0] : place[1]].strip()


def stale(archive: Archive, testimony: Testimony) -> list[Quote]:
    """Released quotes of this version that would read otherwise today."""
    mine = [q for q in archive.store.quotes.of(testimony.id) if q.version == testimony.version]
    return [q for q in mine if public_words(archive, testimony, q.turn, (q.start, q.end)) != q.text]


def take_back(archive: Archive, testimony: Testimony) -> int:
    """Withdraw what no longer reads as the public rendering does; the number withdrawn."""
    gone = stale(archive, testimony)
    for quote in gone:
        archive.store.quotes.withdraw(quote.id, archive.clock.now())
        archive.index.remove(ids=[quote.id])
    return len(gone)


def open_quote(work: UnitOfWork, quote_id: str) -> QuoteSheet:
    """The quote for this viewer; the reading is an event. Raises ``NotFound`` or ``Refused``."""
    return work.read_consistently(
        lambda: _sheet(work, quote_id),
        lambda seen: work.log.append(_opened_event(work.viewer, seen)),
    ).sheet


def _sheet(work: UnitOfWork, quote_id: str) -> _OpenedQuote:
    use = work.use()
    quote = work.store.quotes.get(quote_id)
    testimony = work.store.testimonies.get(quote.testimony) if quote else None
    if quote is None or quote.withdrawn_at is not None or testimony is None:
        work.refuse(Action.QUOTE_READ, Denied(Why.NO_SUCH, "", hidden=True), ("quote", ""))
    approved = testimony.state is TestimonyState.APPROVED
    turns = work.permitted(testimony, use) if approved else {}
    permit = turns.get(quote.turn)
    answer = permit or Deny(Reason.NO_RECORD, "This quote is not open for this purpose today.")
    work.authorise(Action.QUOTE_READ, Resource(testimony.project), answer, ("quote", quote.id))
    sheet = quote_sheet(work.archive, testimony, quote, permit)
    return _OpenedQuote(sheet, quote, testimony.turns[quote.turn].participant)


def quote_sheet(archive: Archive, testimony: Testimony, quote: Quote, permit: Permit | None) -> QuoteSheet:
    """A quote that is open under this permit, with what its reader needs."""
    codes = {c.code for c in archive.store.codings.of(testimony.id) if c.turn == quote.turn}
    return QuoteSheet(
        quote.id, testimony.id, quote.turn, testimony.project, testimony.country or "",
        testimony.turns[quote.turn].language or testimony.language or "",
        voice(testimony, quote.turn), tuple(sorted(codes)),
        gate.consent_refs([permit] if permit else []), permitted_purposes(archive, testimony, quote.turn),
        quote.text,
    )  # fmt: skip


def _opened_event(viewer: Viewer, opened: _OpenedQuote) -> Event:
    quote = opened.quote
    return replace(
        gate.event(viewer, Action.QUOTE_READ, "quote", quote.id, testimony=opened.sheet.testimony),
        turn=quote.turn,
        version=quote.version,
        participants=(opened.speaker,) if opened.speaker else (),
        consents=opened.sheet.consents,
    )


def permitted_purposes(archive: Archive, testimony: Testimony, turn: int) -> tuple[Purpose, ...]:
    """The advocacy purposes for which consent opens this turn today."""
    records = gate.records_for(archive, testimony)
    wanted = sorted(PURPOSES[Role.ADVOCACY])
    return tuple(
        p
        for p in wanted
        if not isinstance(
            gate.turn_permission(archive, testimony, testimony.turns[turn], gate.USES[p], records), Deny
        )
    )


def purposes_of(archive: Archive, testimony_id: str, turn: int) -> tuple[Purpose, ...]:
    """The same by id; none where the testimony is gone."""
    testimony = archive.store.testimonies.get(testimony_id)
    return permitted_purposes(archive, testimony, turn) if testimony else ()
