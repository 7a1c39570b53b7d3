"""One released quote for one reader: behind the same gate as a search, with the ways it may be used.

A quote that is withdrawn, of another project, or not open for the stated purpose today answers like one
that never was.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive import access, reading
from archive.model import Action, ConsentRef, Role, Testimony, TestimonyState, Viewer
from archive.ports import Archive
from archive.roles import PURPOSES, Denied, Thing
from archive.web.words import country_name
from consent.policy import Deny, Reason
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

    @property
    def citation(self) -> str:
        """The words with the line that goes under them wherever they are printed."""
        return cited(self.text, self.speaker, self.country, self.id, self.project)


def cited(text: str, speaker: str, country: str, quote_id: str, project: str) -> str:
    """A quote as it is copied: words, voice, country, and the address by which it can be checked."""
    where = f", {country_name(country)}" if country else ""
    return f"“{text}” ({speaker}{where}. Heard quote {quote_id}, project {project})"


def opened(archive: Archive, viewer: Viewer, quote_id: str) -> QuoteSheet:
    """The quote for this viewer; the reading is an event. Raises ``NotFound`` or ``Refused``."""
    use = access.use_of(viewer)
    quote = archive.store.quotes.get(quote_id)
    testimony = archive.store.testimonies.get(quote.testimony) if quote else None
    if quote is None or quote.withdrawn_at is not None or testimony is None:
        access.refuse(archive, viewer, Action.QUOTE_READ, Denied("no_such", "", hidden=True), ("quote", ""))
    approved = testimony.state is TestimonyState.APPROVED
    turns = access.permitted(archive, testimony, use) if approved else {}
    permit = turns.get(quote.turn)
    answer = permit or Deny(Reason.NO_RECORD, "This quote is not open for this purpose today.")
    access.ask(archive, viewer, Action.QUOTE_READ, Thing(testimony.project), answer, ("quote", quote.id))
    speaker = testimony.turns[quote.turn].participant
    consents = access.refs([permit] if permit else [])
    archive.log.append(
        replace(
            access.event(viewer, Action.QUOTE_READ),
            object_type="quote",
            object_id=quote.id,
            turn=quote.turn,
            version=quote.version,
            participants=(speaker,) if speaker else (),
            consents=consents,
        )
    )
    codes = {c.code for c in archive.store.codings.of(testimony.id) if c.turn == quote.turn}
    return QuoteSheet(
        quote.id, testimony.id, quote.turn, testimony.project, testimony.country or "",
        testimony.turns[quote.turn].language or testimony.language or "",
        reading.voice(testimony, quote.turn), tuple(sorted(codes)), consents,
        uses(archive, testimony, quote.turn), quote.text,
    )  # fmt: skip


def uses(archive: Archive, testimony: Testimony, turn: int) -> tuple[Purpose, ...]:
    """The advocacy purposes for which consent opens this turn today."""
    records = access.records_for(archive, testimony)
    wanted = sorted(PURPOSES[Role.ADVOCACY])
    return tuple(
        p
        for p in wanted
        if not isinstance(
            access.turn_permission(archive, testimony, testimony.turns[turn], access.USES[p], records), Deny
        )
    )


def uses_of(archive: Archive, testimony_id: str, turn: int) -> tuple[Purpose, ...]:
    """The same by id; none where the testimony is gone."""
    testimony = archive.store.testimonies.get(testimony_id)
    return uses(archive, testimony, turn) if testimony else ()
