"""The gate in front of every exit: role, purpose, project and consent, and an event for the answer.

``pipeline`` and ``withdrawal`` never touch a word without passing here first. The event is written
before anything is returned; where it cannot be written, nothing is returned. This file reads consent
from the store at every call, so that no cached yes outlives a withdrawal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from archive.access.policy.roles import (
    Allowed,
    Denied,
    Resource,
    decide,
)
from archive.errors import NotFound, Refused, SealBroken, Unavailable
from archive.model import (
    Action,
    ConsentRef,
    Event,
    Outcome,
    Role,
    Testimony,
    Turn,
    TurnKind,
    TurnState,
    Viewer,
)
from archive.ports import Archive
from consent.policy import Deny, Permit, Reason, Request, permits
from consent.record import Audience, ConsentRecord, Form, Purpose
from consent.states import is_withdrawn

T = TypeVar("T")

CODE_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}")
"""What may stand in the log for whoever got something: no blanks, nothing beyond ASCII; hardly a name."""

TRIES = 8
"""How often a reading is begun anew because a consent changed under it."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is about to happen to words: for what, in which form, before whom."""

    purpose: Purpose
    form: Form
    audience: Audience


KEEP = Use(Purpose.STORE_SEALED, Form.RAW_TEXT, Audience.ARCHIVE)
DEIDENTIFY = Use(Purpose.PROCESS_DEIDENTIFY, Form.DEID_TEXT, Audience.ARCHIVE)
RESEARCH = Use(Purpose.RESEARCH_PROJECT, Form.DEID_TEXT, Audience.PROJECT)
PUBLISH = Use(Purpose.ADVOCACY_PUBLISH_QUOTE, Form.QUOTE, Audience.PUBLIC)
COUNT = Use(Purpose.AGGREGATE_SDG_REPORTING, Form.AGGREGATE, Audience.PUBLIC)

USES: Mapping[Purpose, Use] = {
    Purpose.PROCESS_DEIDENTIFY: DEIDENTIFY,
    Purpose.RESEARCH_PROJECT: RESEARCH,
    Purpose.RESEARCH_REUSE: Use(Purpose.RESEARCH_REUSE, Form.DEID_TEXT, Audience.COALITION),
    Purpose.ADVOCACY_PUBLISH_QUOTE: PUBLISH,
    Purpose.ADVOCACY_INTERNAL: Use(Purpose.ADVOCACY_INTERNAL, Form.QUOTE, Audience.COALITION),
    Purpose.MEDIA: Use(Purpose.MEDIA, Form.QUOTE, Audience.PUBLIC),
}
"""What a viewer's stated purpose means for the words it would show."""


def consent_subjects(testimony: Testimony, turn: Turn) -> frozenset[str]:
    """Whose consent a turn needs: its speaker's; a question needs that of who answers it next, a note
    or a header that of everyone who speaks."""
    if turn.participant:
        return frozenset({turn.participant})
    if turn.kind is TurnKind.QUESTION:
        answer = next((t for t in testimony.turns[turn.index + 1 :] if t.participant), None)
        if answer is not None and answer.participant:
            return frozenset({answer.participant})
    return testimony.participants()


def records_for(archive: Archive, testimony: Testimony) -> list[ConsentRecord]:
    """The current consents of everyone a testimony concerns, its group included."""
    wanted = set(testimony.participants())
    if testimony.group:
        wanted.add(testimony.group)
    return archive.store.consents.current(sorted(wanted)) if wanted else []


def turn_permission(
    archive: Archive, testimony: Testimony, turn: Turn, use: Use, records: Collection[ConsentRecord]
) -> Permit | Deny:
    """What consent says today of one turn for one use. Everything but keeping also needs the consent
    to de-identify, since nobody but a steward may see what has not been through it."""
    waits = turn.state is TurnState.UNDER_REVIEW and use is DEIDENTIFY
    if turn.state is not TurnState.OPEN and not waits:
        return Deny(Reason.STATE, "These words are closed; ask the protection officer.")
    speakers = consent_subjects(testimony, turn)
    today = archive.clock.today()
    known = list(records)
    request = Request(use.purpose, use.form, use.audience, speakers, testimony.group)
    answer = permits(known, request, today)
    if isinstance(answer, Deny) or use in (KEEP, DEIDENTIFY):
        return answer
    first = permits(
        known,
        replace(request, purpose=DEIDENTIFY.purpose, form=DEIDENTIFY.form, audience=DEIDENTIFY.audience),
        today,
    )
    return first if isinstance(first, Deny) else answer


def permitted(archive: Archive, testimony: Testimony, use: Use) -> dict[int, Permit]:
    """The turns that consent opens today for one use, by index. Headers are for stewards alone."""
    records = records_for(archive, testimony)
    if _closing(testimony, records):
        return {}
    found: dict[int, Permit] = {}
    for turn in testimony.turns:
        if turn.kind is TurnKind.HEADER and use is not DEIDENTIFY:
            continue
        answer = turn_permission(archive, testimony, turn, use, records)
        if isinstance(answer, Permit):
            found[turn.index] = answer
    return found


def _closing(testimony: Testimony, records: Collection[ConsentRecord]) -> bool:
    """Whether somebody has withdrawn from everything and it was not walked to its end yet.

    Until then nobody knows which turns of others name them, so all of the testimony is closed.
    """
    heard = {t.participant for t in testimony.turns if t.participant and t.state is TurnState.OPEN}
    theirs = {p: [r for r in records if r.participant == p] for p in heard}
    return any(rs and all(is_withdrawn(r) for r in rs) for rs in theirs.values())


def read_consistently(archive: Archive, look: Callable[[], T], note: Callable[[T], object]) -> T:
    """What ``look`` finds, with its event, as one moment: no consent changes between the two.

    ``look`` reads and ``note`` writes the event. Where a consent changed meanwhile, both are done again,
    so that in the order of the log no reading after a withdrawal shows the person. Raises ``Unavailable``
    where consents never come to rest, ``LogUnwritable`` where the event is not anchored.
    """
    for _ in range(TRIES):
        before = archive.store.consents.count()
        found = look()
        with suppress(_Moved):
            with archive.store.transaction():
                note(found)
                if archive.store.consents.count() != before:
                    raise _Moved
            archive.log.anchored()
            return found
    raise Unavailable("Consents are being changed at this moment. Nothing was shown; try again.")


def streaming(archive: Archive, items: Iterable[T]) -> Iterator[T]:
    """The items one by one, for a long answer: it breaks off when any consent changes under way.

    What was sent by then is void; whoever exports asks again. Raises ``Refused``.
    """
    before = archive.store.consents.count()
    for item in items:
        if archive.store.consents.count() != before:
            raise Refused("A consent changed while this was being exported. It is void; export again.")
        yield item


class _Moved(Exception):
    """A consent changed between the look and its event."""


def consent_refs(permits_: Collection[Permit]) -> tuple[ConsentRef, ...]:
    """The consents behind some permissions, each once, in order."""
    seen = sorted({pair for p in permits_ for pair in p.consents})
    return tuple(ConsentRef(*pair) for pair in seen)


def any_of(turns: Mapping[int, Permit]) -> Permit | Deny:
    """Consent for opening a testimony at all: yes, under every consent concerned, if a turn is open."""
    if not turns:
        return Deny(Reason.NO_RECORD, "Nothing in this testimony is open for this purpose today.")
    pairs = {pair for p in turns.values() for pair in p.consents}
    return Permit(tuple(sorted(pairs)))


def use_of(viewer: Viewer) -> Use:
    """The use that the viewer's stated purpose stands for. Raises ``Refused`` where there is none."""
    use = USES.get(viewer.purpose) if viewer.purpose else None
    if use is None:
        raise Refused("Say for which purpose you read.")
    return use


def event(viewer: Viewer, action: Action, outcome: Outcome = Outcome.PERMIT) -> Event:
    """The skeleton of an event by this viewer."""
    return Event(action=action, actor=viewer.user, role=viewer.role, outcome=outcome, purpose=viewer.purpose)


def authorise(
    archive: Archive,
    viewer: Viewer,
    action: Action,
    thing: Resource | None = None,
    consent: Permit | Deny | None = None,
    about: tuple[str, str] = ("", ""),
) -> Allowed:
    """Let the viewer through or raise; a refusal is an event before it is an answer.

    ``about`` is the object's type and id for the log. Raises ``NotFound`` where the viewer has no right
    to know that something exists, ``Refused`` otherwise.
    """
    answer = decide(viewer, action, thing, consent)
    if isinstance(answer, Denied):
        refuse(archive, viewer, action, answer, about)
    return answer


def authorise_project(archive: Archive, viewer: Viewer, action: Action, project: str) -> None:
    """The same for what belongs to a project as a whole: its codebook, its figures, its rounds."""
    authorise(archive, viewer, action, Resource(project), None, ("project", project))


def project_event(viewer: Viewer, action: Action, project: str, **details: object) -> Event:
    """The event of an action on a project as a whole; details are codes and counts."""
    told = tuple((name, str(value)) for name, value in details.items())
    return replace(event(viewer, action), object_type="project", object_id=project, details=told)


def refuse(archive: Archive, viewer: Viewer, action: Action, why: Denied, about: tuple[str, str]) -> NoReturn:
    """Write the refusal and raise it."""
    archive.log.append(
        replace(
            event(viewer, action, Outcome.DENY),
            object_type=about[0],
            object_id=about[1],
            details=(("reason", why.code),),
        )
    )
    if why.hidden:
        raise NotFound("There is nothing here for you under this address.")
    raise Refused(why.reason)


def record_seal_failure(archive: Archive, viewer: Viewer, error: SealBroken) -> None:
    """Tell of a sealed value that did not open; the officer finds it among the refusals."""
    found = event(viewer, Action.SEAL_OPEN, Outcome.ERROR)
    archive.log.append(replace(found, object_type="record", object_id=error.record))


def testimony_or_404(archive: Archive, viewer: Viewer, action: Action, testimony_id: str) -> Testimony:
    """The testimony if it exists in a project of the viewer; otherwise the same 404 as if it did not."""
    found = archive.store.testimonies.get(testimony_id)
    if found is None:
        denied = Denied("no_such", "", hidden=True)
        refuse(archive, viewer, action, denied, ("testimony", ""))
    if viewer.role in (Role.STEWARD, Role.RESEARCHER) and found.project not in viewer.projects:
        refuse(archive, viewer, action, Denied("project", "", hidden=True), ("testimony", testimony_id))
    return found


def load_authorised(archive: Archive, viewer: Viewer, action: Action, testimony_id: str) -> Testimony:
    """The testimony, once the viewer may do ``action`` to it. Raises ``NotFound`` or ``Refused``."""
    testimony = testimony_or_404(archive, viewer, action, testimony_id)
    authorise(archive, viewer, action, Resource(testimony.project), None, ("testimony", testimony.id))
    return testimony


def record_event(
    archive: Archive,
    viewer: Viewer,
    action: Action,
    testimony: Testimony,
    turn: int | None = None,
    **counts: int,
) -> None:
    """The event of something done to a testimony, with how many of what."""
    archive.log.append(
        replace(
            event(viewer, action),
            object_type="testimony",
            object_id=testimony.id,
            turn=turn,
            version=testimony.version,
            participants=tuple(sorted(testimony.participants())),
            details=tuple((k, str(v)) for k, v in counts.items()),
        )
    )


def record_reading(
    archive: Archive, viewer: Viewer, action: Action, testimony: Testimony, turns: Mapping[int, Permit]
) -> None:
    """The event of words read: whose, under which consents, how many turns."""
    shown = {testimony.turns[i].participant for i in turns}
    archive.log.append(
        replace(
            event(viewer, action),
            object_type="testimony",
            object_id=testimony.id,
            version=testimony.version,
            participants=tuple(sorted(p for p in shown if p)),
            consents=consent_refs(turns.values()),
            details=(("turns", str(len(turns))),),
        )
    )
