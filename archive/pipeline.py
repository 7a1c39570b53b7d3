"""The story of a testimony: read → consent → seal → detect → review → tag → index → search → log.

Each step is one function over the ports; a person can read this file from top to bottom and know what
happens to somebody's words. Nothing here opens a database, names an engine or decides about consent: it
asks ``access``, and it writes each event in the transaction of the change, or before the answer where
there is no change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive import reading
from archive.access import gate
from archive.access.policy.roles import Denied, Resource
from archive.errors import Refused, UsageError
from archive.intake import restriction
from archive.intake.admission import IntakeResult, take_in
from archive.model import (
    Action,
    Passage,
    Quote,
    Suggestion,
    Testimony,
    TestimonyState,
    TurnKind,
    Viewer,
)
from archive.ports import Archive
from archive.reading import quotes
from archive.review.detection import (
    approve,
    cross_reference_names,
    decide,
    describe,
    detect,
    index,
    unseal,
)
from archive.search.find import find
from archive.search.keyed import TokenKeys
from archive.search.limits import FARTHEST
from archive.search.query import Query, canonical
from archive.search.scope import scope_for
from archive.study.learning import learnt_for
from consent.policy import Deny, Permit
from consent.record import ConsentRecord
from consent.restating import restated
from consent.states import is_withdrawn
from taxonomies.tagger import tag as tag_text

__all__ = [
    "IntakeResult", "approve", "band", "decide", "describe", "detect", "index", "read",
    "record_consents", "release_quote", "search", "cross_reference_names", "suggest_codes", "take_in", "unseal",
    "withdraw_quote",
]  # fmt: skip


PAGE = 100
"""Hits asked of the index at a time."""


def record_consents(archive: Archive, viewer: Viewer, records: Iterable[ConsentRecord]) -> int:
    """Keep consents that are new, and what a file that comes again changes in those on record
    (``consent.restating``); the number kept. The same file twice adds none. What a change takes away is
    closed with it: released quotes and places in the index."""
    gate.authorise(archive, viewer, Action.CONSENT_RECORD)
    kept = 0
    with archive.store.transaction():
        for stated in records:
            record = _news(archive.store.consents.versions(stated.consent_id), stated)
            if record is None:
                continue
            before = restriction.open_under(archive, record)
            archive.keys.create(record.participant)
            archive.store.consents.add(record)
            event = replace(
                gate.event(viewer, Action.CONSENT_RECORD),
                object_type="consent",
                object_id=record.consent_id,
                version=record.version,
                participants=(record.participant,),
            )
            archive.log.append(event)
            closed = restriction.close(archive, record, before)
            if closed.turns or closed.quotes:
                told = (("turns", str(closed.turns)), ("quotes", str(closed.quotes)))
                archive.log.append(replace(event, action=Action.CONSENT_CLOSE, details=told))
            kept += 1
    return kept


def _news(known: Sequence[ConsentRecord], stated: ConsentRecord) -> ConsentRecord | None:
    """The version to keep, if there is one. A consent that was withdrawn whole stays as it is."""
    if not known or stated.version > known[-1].version:
        return stated
    if is_withdrawn(known[-1]):
        return None
    after = restated(known[-1], stated)
    return after if after.version > known[-1].version else None


# take_in (archive.intake.admission) comes here: consent is matched and asked, then each turn is sealed.
# Then (archive.review.detection): detect looks for identifiers, search_sisters carries names to other files,
# decide keeps a steward's word, approve vouches for the renderings.


def suggest_codes(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Let the tagger propose codes for a testimony that researchers may read, from that rendering alone.

    The number of suggestions. They count nowhere until a person accepts them.
    """
    testimony = reading.readable(gate.load_authorised(archive, viewer, Action.TESTIMONY_TAG, testimony_id))
    turns = gate.permitted(archive, testimony, gate.RESEARCH)
    learnt = learnt_for(archive, testimony.project)
    found: list[Suggestion] = []
    for turn in reading.rendered(archive, testimony, turns, "research"):
        if turn.kind in (TurnKind.SPEECH, TurnKind.SEVERAL):
            language = testimony.turns[turn.index].language or testimony.language
            result = tag_text(turn.text, language, refitted=learnt)
            found += reading.suggestions(testimony, turn, [*result.targets, *result.drivers], result.tagger)
    with archive.store.transaction():
        archive.store.codings.suggest(testimony.id, found)
        gate.record_event(archive, viewer, Action.TESTIMONY_TAG, testimony, suggestions=len(found))
    return len(found)


# Then (archive.study): a researcher judges the suggestions and codes what is read.


def release_quote(archive: Archive, viewer: Viewer, testimony_id: str, span: tuple[int, int, int]) -> Quote:
    """A steward releases an excerpt for publication, if every voice in it consents to that today.

    ``span`` is ``(turn, start, end)``, offsets in the testimony. Raises ``Refused`` with the policy's reason.
    """
    turn, start, end = span
    testimony = _approved(gate.load_authorised(archive, viewer, Action.QUOTE_RELEASE, testimony_id))
    if not 0 <= turn < len(testimony.turns):
        raise UsageError("There is no such turn.")
    answer = gate.turn_permission(
        archive, testimony, testimony.turns[turn], gate.PUBLISH, gate.records_for(archive, testimony)
    )
    if isinstance(answer, Deny):
        why = Denied(answer.code, answer.reason)
        gate.refuse(archive, viewer, Action.QUOTE_RELEASE, why, ("testimony", testimony.id))
    quote = quotes.excerpt(archive, testimony, turn, (start, end), viewer.user)
    with archive.store.transaction():
        archive.store.quotes.add(quote)
        gate.record_event(archive, viewer, Action.QUOTE_RELEASE, testimony, turn=turn)
    return quote


def withdraw_quote(archive: Archive, viewer: Viewer, quote_id: str) -> None:
    """A steward takes a released excerpt back; it is gone from every search at once."""
    quote = archive.store.quotes.get(quote_id)
    if quote is None:
        gate.refuse(archive, viewer, Action.QUOTE_RELEASE, Denied("no_such", "", hidden=True), ("quote", ""))
    testimony = gate.load_authorised(archive, viewer, Action.QUOTE_RELEASE, quote.testimony)
    with archive.store.transaction():
        archive.store.quotes.withdraw(quote.id, archive.clock.now())
        gate.record_event(archive, viewer, Action.QUOTE_RELEASE, testimony, turn=quote.turn, withdrawn=1)
    archive.index.remove(ids=[quote.id])


def search(archive: Archive, viewer: Viewer, query: Query, *, limit: int = 20) -> list[Passage]:
    """What this viewer may see of what answers the query: found by keyed tokens, checked again against
    today's consent, unsealed, rendered for the viewer's audience, and on the log before it is returned."""
    gate.authorise(archive, viewer, Action.SEARCH_RUN)
    scope = scope_for(viewer, archive.clock.today())
    keys = TokenKeys(archive.keys.secret("index"))

    def look() -> list[Passage]:
        found: list[Passage] = []
        for offset in range(0, FARTHEST, PAGE):
            hits = find(archive.index, keys, query, scope, limit=PAGE, offset=offset)
            found += reading.passages(archive, viewer, query, hits)
            if len(found) >= limit or len(hits) < PAGE:
                break
        return found[:limit]

    return gate.read_consistently(archive, look, lambda shown: _note_search(archive, viewer, query, shown))


def _note_search(archive: Archive, viewer: Viewer, query: Query, found: Sequence[Passage]) -> None:
    """The event of a search: how many, under which consents; the words and the ids sealed to the officer."""
    asked = canonical(query)
    results = [".".join(filter(None, (p.testimony, str(p.turn), p.quote_id))) for p in found]
    sealed = {"query": asked, "results": results}
    archive.log.append(
        replace(
            gate.event(viewer, Action.SEARCH_RUN),
            object_type="search",
            participants=tuple(sorted({p.participant for p in found if p.participant})),
            consents=tuple(dict.fromkeys(c for p in found for c in p.consents)),
            details=(("results", band(len(found))), ("query", archive.log.fingerprint(asked))),
            sealed=archive.log.seal(json.dumps(sealed, ensure_ascii=False)),
        )
    )


def band(count: int) -> str:
    """A count as the log shows it: exact when nothing, else a band."""
    edges = (0, 1, 5, 10, 20, 50, 100)
    low = max(e for e in edges if e <= count)
    high = next((e for e in edges if e > count), None)
    return "0" if count == 0 else f"{low}-{high - 1}" if high else f"{low}+"


def read(archive: Archive, viewer: Viewer, testimony_id: str) -> list[reading.RenderedTurn]:
    """A researcher reads one testimony, turn by turn, as far as consent opens it today: reviewed, or masked
    by the machine alone where its renderings say so."""
    use, action = gate.use_of(viewer), Action.TESTIMONY_READ

    def look() -> tuple[Testimony, dict[int, Permit], list[reading.RenderedTurn]]:
        testimony = gate.testimony_or_404(archive, viewer, action, testimony_id)
        turns = reading.open_turns(archive, viewer, testimony, use)
        about = ("testimony", testimony.id)
        gate.authorise(archive, viewer, action, Resource(testimony.project), gate.any_of(turns), about)
        shown = reading.rendered(archive, testimony, turns, "research")
        return testimony, turns, reading.unseen(archive, viewer, testimony, shown)

    return gate.read_consistently(
        archive, look, lambda seen: gate.record_reading(archive, viewer, action, seen[0], seen[1])
    )[2]


def _approved(testimony: Testimony) -> Testimony:
    if testimony.state is not TestimonyState.APPROVED:
        raise Refused("This testimony is not approved yet; a steward has to finish its review first.")
    return testimony
