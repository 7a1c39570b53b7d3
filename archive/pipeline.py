"""The story of a testimony: read → consent → seal → detect → review → tag → index → search → log.

Each step is one function over the ports; a person can read this file from top to bottom and know what
happens to somebody's words. Nothing here opens a database, names an engine or decides about consent: it
asks ``access``, and it writes each event in the transaction of the change, or before the answer where
there is no change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive import access, reading
from archive.errors import Refused
from archive.intake import Taken, take_in
from archive.model import (
    Action,
    Coding,
    Decision,
    Finding,
    IdentifierType,
    Known,
    Passage,
    Quote,
    Suggestion,
    Testimony,
    TestimonyState,
    TurnKind,
    Verdict,
    Viewer,
)
from archive.ports import Archive
from archive.redact.review import ready
from archive.roles import Denied, Thing
from archive.search.engine import FARTHEST
from archive.search.find import find
from archive.search.keyed import TokenKeys
from archive.search.query import Query, canonical
from archive.search.scope import scope_for
from consent.policy import Deny, Permit
from consent.record import ConsentRecord
from taxonomies.tagger import TAGGER_VERSION
from taxonomies.tagger import tag as tag_text

__all__ = [
    "Taken", "accept_code", "add_code", "approve", "band", "decide", "detect", "index", "missed", "read",
    "record_consents", "release_quote", "search", "suggest_codes", "take_in", "unseal",
]  # fmt: skip


PAGE = 100
"""Hits asked of the index at a time."""


def record_consents(archive: Archive, viewer: Viewer, records: Iterable[ConsentRecord]) -> int:
    """Keep consents that are new, or a new version; the number kept. The same file twice adds none."""
    access.ask(archive, viewer, Action.CONSENT_RECORD)
    kept = 0
    with archive.store.transaction():
        for record in records:
            if any(v.version >= record.version for v in archive.store.consents.versions(record.consent_id)):
                continue
            archive.keys.create(record.participant)
            archive.store.consents.add(record)
            archive.log.append(
                replace(
                    access.event(viewer, Action.CONSENT_RECORD),
                    object_type="consent",
                    object_id=record.consent_id,
                    version=record.version,
                    participants=(record.participant,),
                )
            )
            kept += 1
    return kept


# take_in (archive.intake) comes here: consent is matched and asked, then each turn is sealed.


def detect(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Look for identifiers in every turn that may be de-identified; the number of findings.

    What intake knows comes first: the speakers' consents and what the file itself declared.
    """
    testimony = _mine(archive, viewer, Action.TESTIMONY_DETECT, testimony_id)
    turns = access.permitted(archive, testimony, access.DEIDENTIFY)
    words = archive.store.testimonies.unseal(testimony.id, sorted(turns))
    findings = archive.detector(testimony, reading.whole_text(testimony, words), _known(archive, testimony))
    with archive.store.transaction():
        archive.store.reviews.put(testimony.id, findings)
        if testimony.state is TestimonyState.SEALED:
            archive.store.testimonies.set_state(testimony.id, TestimonyState.DETECTED)
        _note(archive, viewer, Action.TESTIMONY_DETECT, testimony, findings=len(findings))
    return len(findings)


def _known(archive: Archive, testimony: Testimony) -> list[Known]:
    return [
        *archive.store.consents.known(sorted(testimony.participants())),
        *archive.store.testimonies.known(testimony.id),
    ]


def missed(
    archive: Archive, viewer: Viewer, testimony: Testimony, spans: Sequence[tuple[int, int, IdentifierType]]
) -> list[Finding]:
    """Findings for spans that a steward marks and no machine found, with their replacements."""
    if not spans or not access.permitted(archive, testimony, access.DEIDENTIFY):
        return []
    text = unseal(archive, viewer, testimony)
    readable = [s for s in spans if text[s[0] : s[1]].strip()]
    return archive.detector.describe(testimony, text, readable, _known(archive, testimony))


def decide(archive: Archive, viewer: Viewer, testimony_id: str, decisions: Sequence[Decision],
           added: Sequence[Finding] = ()) -> None:  # fmt: skip
    """Keep a steward's decisions, and findings that the machine missed. An approved testimony goes back
    into review: what was approved was another rendering."""
    testimony = _mine(archive, viewer, Action.FINDING_DECIDE, testimony_id)
    with archive.store.transaction():
        for finding in added:
            archive.store.reviews.add(finding)
        for decision in decisions:
            archive.store.reviews.decide(decision)
        if testimony.state is TestimonyState.APPROVED:
            archive.store.testimonies.set_state(testimony.id, TestimonyState.DETECTED)
            archive.index.remove(testimony=testimony.id)
        _note(archive, viewer, Action.FINDING_DECIDE, testimony, decisions=len(decisions), added=len(added))


def approve(archive: Archive, viewer: Viewer, testimony_id: str) -> None:
    """A steward vouches for the renderings. Raises ``Refused`` while a doubtful finding is undecided."""
    testimony = _mine(archive, viewer, Action.TESTIMONY_APPROVE, testimony_id)
    if testimony.state is TestimonyState.SEALED:
        raise Refused("Nothing was looked for in this testimony yet; run the detection first.")
    findings = archive.store.reviews.findings(testimony.id)
    if not ready(findings, archive.store.reviews.decisions(testimony.id)):
        raise Refused("Some doubtful findings are not decided yet; decide them, then approve.")
    with archive.store.transaction():
        archive.store.testimonies.set_state(testimony.id, TestimonyState.APPROVED)
        _note(archive, viewer, Action.TESTIMONY_APPROVE, testimony, findings=len(findings))


def suggest_codes(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Let the tagger propose codes for an approved testimony, from its research rendering alone.

    The number of suggestions. They count nowhere until a person accepts them.
    """
    testimony = _approved(_mine(archive, viewer, Action.TESTIMONY_TAG, testimony_id))
    turns = access.permitted(archive, testimony, access.RESEARCH)
    found: list[Suggestion] = []
    for turn in reading.rendered(archive, testimony, turns, "research"):
        if turn.kind in (TurnKind.SPEECH, TurnKind.SEVERAL):
            result = tag_text(turn.text, testimony.turns[turn.index].language or testimony.language)
            found += reading.suggestions(testimony, turn, [*result.targets, *result.drivers], TAGGER_VERSION)
    with archive.store.transaction():
        archive.store.codings.suggest(testimony.id, found)
        _note(archive, viewer, Action.TESTIMONY_TAG, testimony, suggestions=len(found))
    return len(found)


def accept_code(archive: Archive, viewer: Viewer, suggestion: Suggestion, verdict: Verdict) -> None:
    """A researcher's verdict on a suggestion; accepted, it becomes that person's coding."""
    testimony = _approved(_mine(archive, viewer, Action.SUGGESTION_DECIDE, suggestion.testimony))
    with archive.store.transaction():
        archive.store.codings.decide(replace(suggestion, verdict=verdict, decided_by=viewer.user))
        if verdict is Verdict.ACCEPT:
            span = (suggestion.turn, suggestion.start, suggestion.end)
            archive.store.codings.add(
                reading.coding_of(archive, testimony, span, suggestion.code, viewer.user)
            )
        _note(archive, viewer, Action.SUGGESTION_DECIDE, testimony, turn=suggestion.turn)


def add_code(
    archive: Archive, viewer: Viewer, testimony_id: str, span: tuple[int, int, int], code: str
) -> Coding:
    """A researcher's own coding of ``(turn, start, end)``, offsets in the testimony."""
    testimony = _approved(_mine(archive, viewer, Action.CODING_ADD, testimony_id))
    coding = reading.coding_of(archive, testimony, span, code, viewer.user)
    with archive.store.transaction():
        archive.store.codings.add(coding)
        _note(archive, viewer, Action.CODING_ADD, testimony, turn=coding.turn)
    return coding


def release_quote(archive: Archive, viewer: Viewer, testimony_id: str, span: tuple[int, int, int]) -> Quote:
    """A steward releases an excerpt for publication, if every voice in it consents to that today.

    ``span`` is ``(turn, start, end)``, offsets in the testimony. Raises ``Refused`` with the policy's reason.
    """
    turn, start, end = span
    testimony = _approved(_mine(archive, viewer, Action.QUOTE_RELEASE, testimony_id))
    answer = access.turn_permission(
        archive, testimony, testimony.turns[turn], access.PUBLISH, access.records_for(archive, testimony)
    )
    if isinstance(answer, Deny):
        why = Denied(answer.code, answer.reason)
        access.refuse(archive, viewer, Action.QUOTE_RELEASE, why, ("testimony", testimony.id))
    quote = reading.excerpt(archive, testimony, turn, (start, end), viewer.user)
    with archive.store.transaction():
        archive.store.quotes.add(quote)
        _note(archive, viewer, Action.QUOTE_RELEASE, testimony, turn=turn)
    return quote


def index(archive: Archive, viewer: Viewer, testimony_id: str) -> int:
    """Put the approved renderings into the index as keyed tokens; the number of documents."""
    testimony = _approved(_mine(archive, viewer, Action.TESTIMONY_INDEX, testimony_id))
    documents = reading.index_documents(archive, testimony)
    archive.log.append(replace(access.event(viewer, Action.TESTIMONY_INDEX), object_type="testimony",
                               object_id=testimony.id, version=testimony.version))  # fmt: skip
    archive.index.remove(testimony=testimony.id)
    archive.index.put(documents)
    return len(documents)


def search(archive: Archive, viewer: Viewer, query: Query, *, limit: int = 20) -> list[Passage]:
    """What this viewer may see of what answers the query: found by keyed tokens, checked again against
    today's consent, unsealed, rendered for the viewer's audience, and on the log before it is returned."""
    access.ask(archive, viewer, Action.SEARCH_RUN)
    scope = scope_for(viewer, archive.clock.today())
    keys = TokenKeys(archive.keys.secret("index"))
    found: list[Passage] = []
    for offset in range(0, FARTHEST, PAGE):
        hits = find(archive.index, keys, query, scope, limit=PAGE, offset=offset)
        found += reading.passages(archive, viewer, query, hits)
        if len(found) >= limit or len(hits) < PAGE:
            break
    _note_search(archive, viewer, query, found[:limit])
    return found[:limit]


def _note_search(archive: Archive, viewer: Viewer, query: Query, found: Sequence[Passage]) -> None:
    """The event of a search: how many, under which consents; the words and the ids sealed to the officer."""
    asked = canonical(query)
    sealed = {"query": asked, "results": [p.quote_id or f"{p.testimony}.{p.turn}" for p in found]}
    archive.log.append(
        replace(
            access.event(viewer, Action.SEARCH_RUN),
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
    """A researcher reads one approved testimony, turn by turn, as far as consent opens it today."""
    testimony = access.testimony_or_404(archive, viewer, Action.TESTIMONY_READ, testimony_id)
    use = access.use_of(viewer)
    turns = access.permitted(archive, testimony, use) if testimony.state is TestimonyState.APPROVED else {}
    about = ("testimony", testimony.id)
    access.ask(archive, viewer, Action.TESTIMONY_READ, Thing(testimony.project), access.any_of(turns), about)
    shown = reading.rendered(archive, testimony, turns, "research")
    _note_reading(archive, viewer, Action.TESTIMONY_READ, testimony, turns)
    return shown


def unseal(archive: Archive, viewer: Viewer, testimony: Testimony) -> str:
    """A steward opens the original to redact it: what may be de-identified, blanks for the rest."""
    turns = access.permitted(archive, testimony, access.DEIDENTIFY)
    about = ("testimony", testimony.id)
    access.ask(
        archive, viewer, Action.TESTIMONY_UNSEAL, Thing(testimony.project), access.any_of(turns), about
    )
    words = archive.store.testimonies.unseal(testimony.id, sorted(turns))
    _note_reading(archive, viewer, Action.TESTIMONY_UNSEAL, testimony, turns)
    return reading.whole_text(testimony, words)


def _note_reading(
    archive: Archive, viewer: Viewer, action: Action, testimony: Testimony, turns: Mapping[int, Permit]
) -> None:
    shown = {testimony.turns[i].participant for i in turns}
    archive.log.append(
        replace(
            access.event(viewer, action),
            object_type="testimony",
            object_id=testimony.id,
            version=testimony.version,
            participants=tuple(sorted(p for p in shown if p)),
            consents=access.refs(turns.values()),
            details=(("turns", str(len(turns))),),
        )
    )


def _mine(archive: Archive, viewer: Viewer, action: Action, testimony_id: str) -> Testimony:
    testimony = access.testimony_or_404(archive, viewer, action, testimony_id)
    access.ask(archive, viewer, action, Thing(testimony.project), None, ("testimony", testimony.id))
    return testimony


def _approved(testimony: Testimony) -> Testimony:
    if testimony.state is not TestimonyState.APPROVED:
        raise Refused("This testimony is not approved yet; a steward has to finish its review first.")
    return testimony


def _note(
    archive: Archive,
    viewer: Viewer,
    action: Action,
    testimony: Testimony,
    turn: int | None = None,
    **counts: int,
) -> None:
    archive.log.append(
        replace(
            access.event(viewer, action),
            object_type="testimony",
            object_id=testimony.id,
            turn=turn,
            version=testimony.version,
            participants=tuple(sorted(testimony.participants())),
            details=tuple((k, str(v)) for k, v in counts.items()),
        )
    )
