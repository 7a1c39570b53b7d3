"""From a withdrawal to its receipt: reads stop first, then everything derived is walked and accounted for.

The order is the promise. (1) In one transaction the new consent version, the closed turns and quotes and
the event: every read from then on refuses. (2) The index entries go. (3) The key is destroyed and with it
the words, wherever a copy of the ciphertext is. (4) A signed receipt says what became of each thing. Every
step can be taken twice, so a crash anywhere is mended by running it again; ``resume`` does so at start-up.
It never touches the words of anybody else: turns of others that name or answer the person wait for a steward.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from archive import access
from archive.errors import NotFound
from archive.model import Action, ConsentRef, Event, Role, Testimony, Turn, TurnKind, TurnState, Viewer
from archive.ports import Archive
from consent.record import ConsentRecord, Purpose
from consent.states import is_withdrawn
from consent.states import withdraw as withdrawn_version

SHREDDED = "shredded"
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a withdrawal would do. ``mentions`` are turns of others that name or answer the person."""

    participant: str
    purposes: tuple[str, ...]
    testimonies: tuple[str, ...]
    turns: int
    mentions: int
    quotes: int
    codings: int
    index_entries: int

    @property
    def whole(self) -> bool:
        """Whether everything is withdrawn, so that the key dies."""
        return not self.purposes

    def as_dict(self) -> dict[str, object]:
        """For a program."""
        return {
            "participant": self.participant, "whole": self.whole, "purposes": list(self.purposes),
            "testimonies": list(self.testimonies), "turns": self.turns, "mentions_by_others": self.mentions,
            "quotes": self.quotes, "codings": self.codings, "index_entries": self.index_entries,
        }  # fmt: skip

    def sentences(self) -> str:
        """For a person."""
        who = self.participant
        if not self.whole:
            return (
                f"{who} withdraws from {', '.join(self.purposes)} alone: {self.quotes} quote(s) close, "
                f"{self.index_entries} index entries go; the words stay sealed for what is still agreed."
            )
        return (
            f"{who} withdraws from everything: {self.turns} turn(s) in {len(self.testimonies)} testimonies "
            f"become unreadable for good, {self.quotes} quote(s) close, {self.codings} coding(s) go, and "
            f"{self.mentions} turn(s) of others that name or answer them wait for a steward. "
            "Everybody else stays readable."
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, under which entries of the log, and the checkpoint that signs it."""

    effect: Effect
    ends: tuple[tuple[str, str, str], ...]
    first_entry: int
    last_entry: int
    checkpoint: str

    def as_dict(self) -> dict[str, object]:
        """For a program: each thing with its end (``removed``, ``re-derived``, ``kept``, ``shredded``)."""
        return {
            **self.effect.as_dict(),
            "ends": [{"what": w, "id": i, "end": e} for w, i, e in self.ends],
            "log": [self.first_entry, self.last_entry],
            "checkpoint": self.checkpoint,
        }

    def sentences(self) -> str:
        """For a person, with the signed note at the end."""
        counts: dict[str, int] = {}
        for what, _, end in self.ends:
            counts[f"{what} {end}"] = counts.get(f"{what} {end}", 0) + 1
        lines = [f"Withdrawn: {self.effect.participant}."]
        lines += [f"  {n} × {what}" for what, n in sorted(counts.items())]
        lines.append(f"  log entries {self.first_entry} to {self.last_entry}, signed:")
        return "\n".join(lines) + "\n" + self.checkpoint.rstrip()


@dataclass(frozen=True, slots=True)
class _Reach:
    """Everything a participant's words have become."""

    own: tuple[tuple[Testimony, Turn], ...]
    others: tuple[tuple[Testimony, Turn], ...]
    quotes: tuple[str, ...]
    codings: tuple[str, ...]

    @property
    def testimonies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.id for t, _ in self.own))

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of index documents: of the turns, of others' turns that must wait, and of quotes."""
        return (*(f"{t.id}.{turn.index}" for t, turn in (*self.own, *self.others)), *self.quotes)


def effect(
    archive: Archive, viewer: Viewer, participant: str, purposes: Collection[Purpose] | None = None
) -> Effect:
    """The dry run: what ``withdraw`` would do now. Raises ``NotFound`` for an unknown participant."""
    access.ask(archive, viewer, Action.CONSENT_READ)
    _records(archive, participant)
    archive.log.append(_about(access.event(viewer, Action.CONSENT_READ), participant))
    return _effect(participant, _reach(archive, participant), purposes)


def withdraw(
    archive: Archive, viewer: Viewer, participant: str, purposes: Collection[Purpose] | None, reason: str
) -> Receipt:
    """Withdraw from ``purposes``, or from everything if ``None``; the signed receipt."""
    access.ask(archive, viewer, Action.CONSENT_WITHDRAW)
    records = _records(archive, participant)
    reach = _reach(archive, participant)
    first = archive.log.size()
    with archive.store.transaction():
        _close(archive, participant, records, reach, purposes, reason)
        now = _records(archive, participant)
        archive.log.append(_withdrawal_event(viewer, participant, now, purposes, reach))
    ends = _finish(archive, viewer, participant, reach, purposes)
    note = archive.log.checkpoint()
    return Receipt(_effect(participant, reach, purposes), ends, first, archive.log.size() - 1, note)


SYSTEM = Viewer("system", Role.DPO, frozenset())
"""Who finishes what a crash interrupted, before anything is served."""


def resume(archive: Archive, viewer: Viewer = SYSTEM) -> list[str]:
    """Finish every whole withdrawal that a crash left half done; the participants concerned."""
    withdrawn = {r.participant for r in archive.store.consents.current() if is_withdrawn(r)}
    finished = []
    for participant in sorted(withdrawn):
        reach = _reach(archive, participant)
        if participant not in archive.keys.destroyed() or any(_holds_words(turn) for _, turn in reach.own):
            _finish(archive, viewer, participant, reach, None)
            finished.append(participant)
    return finished


def _holds_words(turn: Turn) -> bool:
    return turn.state not in (TurnState.SHREDDED, TurnState.NEVER_STORED)


def _records(archive: Archive, participant: str) -> list[ConsentRecord]:
    records = archive.store.consents.current([participant])
    if not records:
        raise NotFound("No consent is on record under this number; check it on the receipt.")
    return records


def _reach(archive: Archive, participant: str) -> _Reach:
    own: list[tuple[Testimony, Turn]] = []
    others: list[tuple[Testimony, Turn]] = []
    quotes: list[str] = []
    codings: list[str] = []
    for testimony in archive.store.testimonies.of_participant(participant):
        mine = {t.index for t in testimony.turns if t.participant == participant}
        own += [(testimony, testimony.turns[i]) for i in sorted(mine)]
        named = {f.turn for f in archive.store.reviews.findings(testimony.id) if f.entity == participant}
        touched = (named | _answering(testimony, mine)) - mine
        others += [(testimony, testimony.turns[i]) for i in sorted(touched) if _readable(testimony.turns[i])]
        quotes += [q.id for q in archive.store.quotes.of(testimony.id) if q.turn in mine]
        codings += [c.id for c in archive.store.codings.of(testimony.id) if c.turn in mine]
    return _Reach(tuple(own), tuple(others), tuple(quotes), tuple(codings))


def _answering(testimony: Testimony, mine: set[int]) -> set[int]:
    """Notes right before or after a turn of the person's: they tell what the person did or looked like."""
    beside = {j for i in mine for j in (i - 1, i + 1) if 0 <= j < len(testimony.turns)}
    return {j for j in beside if testimony.turns[j].kind is TurnKind.NOTE}


def _readable(turn: Turn) -> bool:
    return turn.state is TurnState.OPEN and turn.kind is not TurnKind.HEADER


def _close(
    archive: Archive,
    participant: str,
    records: Iterable[ConsentRecord],
    reach: _Reach,
    purposes: Collection[Purpose] | None,
    reason: str,
) -> None:
    now = archive.clock.now()
    for record in records:
        after = withdrawn_version(record, purposes, now, reason)
        if after.version != record.version:
            archive.store.consents.add(after)
    if purposes is None:
        for testimony, turn in reach.others:
            archive.store.testimonies.set_turn_state(testimony.id, turn.index, TurnState.UNDER_REVIEW)
    if purposes is None or Purpose.ADVOCACY_PUBLISH_QUOTE in purposes:
        for quote in reach.quotes:
            archive.store.quotes.withdraw(quote, now)


def _finish(
    archive: Archive,
    viewer: Viewer,
    participant: str,
    reach: _Reach,
    purposes: Collection[Purpose] | None,
) -> tuple[tuple[str, str, str], ...]:
    archive.index.remove(ids=_leaving(reach, purposes))
    if purposes is not None:
        return tuple(("quote", q, "removed") for q in reach.quotes if q in _leaving(reach, purposes))
    archive.keys.destroy(participant)
    with archive.store.transaction():
        for testimony, turn in reach.own:
            archive.store.testimonies.set_turn_state(testimony.id, turn.index, TurnState.SHREDDED)
        archive.log.append(_about(access.event(viewer, Action.KEY_DESTROY), participant))
    return (
        *(("turn", f"{t.id}.{turn.index}", SHREDDED) for t, turn in reach.own),
        *(("turn of another", f"{t.id}.{turn.index}", "waits for a steward") for t, turn in reach.others),
        *(("quote", q, "removed") for q in reach.quotes),
        *(("coding", c, "removed") for c in reach.codings),
        *(("index entry", d, "removed") for d in reach.documents),
    )


def _leaving(reach: _Reach, purposes: Collection[Purpose] | None) -> tuple[str, ...]:
    """Index documents that go: all of them, or those that stood for a withdrawn purpose alone."""
    if purposes is None:
        return reach.documents
    ids: list[str] = []
    if Purpose.ADVOCACY_PUBLISH_QUOTE in purposes:
        ids += reach.quotes
    if Purpose.RESEARCH_PROJECT in purposes or Purpose.PROCESS_DEIDENTIFY in purposes:
        ids += [f"{t.id}.{turn.index}" for t, turn in reach.own]
    return tuple(ids)


def _effect(participant: str, reach: _Reach, purposes: Collection[Purpose] | None) -> Effect:
    whole = purposes is None
    return Effect(
        participant=participant,
        purposes=tuple(sorted(p.value for p in purposes or ())),
        testimonies=reach.testimonies,
        turns=len(reach.own) if whole else 0,
        mentions=len(reach.others) if whole else 0,
        quotes=len(reach.quotes),
        codings=len(reach.codings) if whole else 0,
        index_entries=len(_leaving(reach, purposes)),
    )


def _about(event: Event, participant: str) -> Event:
    return replace(event, object_type="participant", object_id=participant, participants=(participant,))


def _withdrawal_event(
    viewer: Viewer,
    participant: str,
    records: Collection[ConsentRecord],
    purposes: Collection[Purpose] | None,
    reach: _Reach,
) -> Event:
    told = ",".join(sorted(p.value for p in purposes)) if purposes else "all"
    return replace(
        _about(access.event(viewer, Action.CONSENT_WITHDRAW), participant),
        consents=tuple(ConsentRef(r.consent_id, r.version) for r in records),
        details=(("purposes", told), ("turns", str(len(reach.own))), ("quotes", str(len(reach.quotes)))),
    )
