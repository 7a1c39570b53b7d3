"""Everything that a participant's words have become: the walk along what was made of them.

It reads and changes nothing. What of others names the person, or follows right upon their words and
answers them, is found too: that waits for a steward. Of an export the log alone tells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from archive.access import gate
from archive.audit import queries
from archive.errors import LockedArchive
from archive.model import SPOKEN, WITHOUT_WORDS, LogEntry, Scope, Testimony, Turn, TurnKind, TurnState
from archive.model.outcomes import OutcomeLine, WithdrawalOutcome
from archive.ports import Archive
from archive.withdrawal.answering import answers
from archive.withdrawal.repeated import Repetition
from consent.record import Purpose

WALK = Scope.across("withdrawal")
"""A withdrawal knows no projects: what a person said goes wherever it is."""


TURN = "turn"
OTHER = "turn of another"
UNCERTAIN = "turn of nobody certain"
QUOTE = "quote"
CODE = "text of a code"
INDEX = "index entry"
LEARNT = "what verdicts taught the tagger"
KEY = "key"
IDENTITY_STORE = "entry of the identity store"

_STILL_AGREED = "It stays sealed for what is still agreed."
_WAITS = "It is somebody else's, and waits hidden until a steward has looked at it."
_MAY_BE = "Nobody knows for certain who said it, so it goes with everybody whose it may be."
_PROOF = "It proves that consent was given and withdrawn, without a name."
_NAMELESS = "Names, contacts and consent files are destroyed at once, whatever else has to be kept."
_OUTSIDE = "It left the archive and cannot be called back; whoever received it is to be told."
_OUTSIDE_WITH = "It left the archive for {who} and cannot be called back; {who} is to be told."


@dataclass(frozen=True, slots=True)
class Reach:
    """What was found. ``own``, ``others`` and ``linked`` are ``(testimony, turn)``; the rest are ids.

    ``linked`` are turns that nobody owns and whose showing needs this consent: the questions put to them.
    ``uncertain`` are turns that may be theirs, because nobody knows for certain who speaks.
    ``repeated`` are researchers' own texts that repeat the person's words; a withdrawal looks for them, a dry
    run does not. ``exports`` are entries of the log, ``recipients`` the codes of who got each of them.
    ``identified``: the identity store holds something of them.
    """

    own: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...]
    linked: tuple[tuple[str, int], ...]
    uncertain: tuple[tuple[str, int], ...]
    quotes: tuple[str, ...]
    codings: tuple[str, ...]
    findings: tuple[str, ...]
    memos: tuple[str, ...]
    consents: tuple[str, ...]
    projects: tuple[str, ...]
    exports: tuple[int, ...]
    recipients: tuple[str, ...]
    repeated: tuple[Repetition, ...] = ()
    identified: bool = False

    @property
    def testimonies(self) -> tuple[str, ...]:
        """Testimonies in which the person speaks."""
        return tuple(dict.fromkeys(testimony for testimony, _ in self.own))

    def leaving(self, purposes: Collection[Purpose]) -> tuple[str, ...]:
        """Ids of index documents that go: all of them, or those that stood for a withdrawn purpose."""
        turns = tuple(document(*place) for place in (*self.own, *self.uncertain, *self.linked))
        if not purposes:
            return (*turns, *(document(*place) for place in self.others), *self.quotes)
        return (
            *(turns if ends_research(purposes) else ()),
            *(self.quotes if closes_quotes(purposes) else ()),
        )


def document(testimony: str, turn: int) -> str:
    """The id of a turn, and of its document in the index."""
    return f"{testimony}.{turn}"


def place(document_id: str) -> tuple[str, int]:
    """The testimony and the turn of such an id."""
    testimony, _, turn = document_id.rpartition(".")
    return testimony, int(turn)


def ends_research(purposes: Collection[Purpose]) -> bool:
    """Whether researchers may read nothing of it after a withdrawal from these purposes (none: from all)."""
    return not purposes or not {Purpose.RESEARCH_PROJECT, Purpose.PROCESS_DEIDENTIFY}.isdisjoint(purposes)


def closes_quotes(purposes: Collection[Purpose]) -> bool:
    """Whether a withdrawal from these purposes (none: from everything) closes released quotes."""
    return not purposes or not {Purpose.ADVOCACY_PUBLISH_QUOTE, Purpose.PROCESS_DEIDENTIFY}.isdisjoint(
        purposes
    )


def reach(archive: Archive, participant: str) -> Reach:
    """Walk the whole archive for one participant."""
    own: list[tuple[str, int]] = []
    others: list[tuple[str, int]] = []
    linked: list[tuple[str, int]] = []
    uncertain: list[tuple[str, int]] = []
    quotes: list[str] = []
    codings: list[str] = []
    findings: list[str] = []
    store = archive.store
    for testimony in store.testimonies.of_participant(participant):
        mine = {t.index for t in testimony.turns if t.participant == participant}
        unsure = {t.index for t in testimony.turns if t.uncertain and t.state not in WITHOUT_WORDS}
        here = store.reviews.findings(testimony.id)
        named = {f.turn for f in here if f.entity == participant}
        touched = (named | _answering(archive, testimony, mine)) - mine - unsure
        uncertain += [(testimony.id, i) for i in sorted(unsure)]
        own += [(testimony.id, i) for i in sorted(mine)]
        others += [(testimony.id, i) for i in sorted(touched) if _readable(testimony.turns[i])]
        needing = {t.index for t in testimony.turns if participant in gate.consent_subjects(testimony, t)}
        linked += [(testimony.id, i) for i in sorted(needing - mine - touched - unsure)]
        going = mine | unsure
        findings += [f.id for f in here if f.turn in going]
        quotes += [q.id for q in store.quotes.of(testimony.id) if q.turn in mine | needing]
        codings += [c.id for c in store.codings.of(testimony.id, blind=True, lost=True) if c.turn in going]
    records = store.consents.current(WALK, [participant])
    projects = tuple(sorted({r.project for r in records}))
    left = _exports(archive, participant)
    return Reach(
        tuple(own),
        tuple(others),
        tuple(linked),
        tuple(uncertain),
        tuple(quotes),
        tuple(codings),
        tuple(findings),
        _memos(archive, [*own, *uncertain], projects),
        tuple(r.consent_id for r in records),
        projects,
        tuple(e.seq for e in left),
        tuple(" ".join(queries.details(e, "recipient")) for e in left),
        identified=_identified(archive, participant),
    )


def _identified(archive: Archive, participant: str) -> bool:
    """Whether names or files of the person are held; where the store does not open, its key dies unasked."""
    try:
        return archive.identities.holds(participant)
    except LockedArchive:
        return True


def _answering(archive: Archive, testimony: Testimony, mine: set[int]) -> set[int]:
    """Notes beside the person's words, which tell of them, and what follows upon them and answers."""
    turns = testimony.turns
    beside = {j for i in mine for j in (i - 1, i + 1) if 0 <= j < len(turns)} - mine
    notes = {j for j in beside if turns[j].kind is TurnKind.NOTE}
    after = {j for j in beside if j - 1 in mine and turns[j].kind in SPOKEN}
    spoken = archive.store.testimonies.unseal(testimony.id, after) if after else {}
    return notes | {j for j, words in spoken.items() if answers(words[turns[j].body - turns[j].start :])}


def _readable(turn: Turn) -> bool:
    return turn.state in (TurnState.OPEN, TurnState.UNDER_REVIEW) and turn.kind is not TurnKind.HEADER


def _memos(archive: Archive, own: Sequence[tuple[str, int]], projects: Collection[str]) -> tuple[str, ...]:
    """Memos on the person's words, and those on a whole testimony in which they speak."""
    turns, testimonies = set(own), {testimony for testimony, _ in own}
    memos = (m for project in sorted(projects) for m in archive.store.memos.all(project))
    return tuple(
        m.id
        for m in memos
        if m.testimony in testimonies and (m.turn is None or (m.testimony, m.turn) in turns)
    )


def _exports(archive: Archive, participant: str) -> list[LogEntry]:
    """Entries of the log by which something of this person left the archive."""
    entries = archive.log.entries(participant=participant)
    return queries.exports(entries)


def outcomes_of_all(
    participant: str, reached: Reach, outcome: WithdrawalOutcome, until: str
) -> tuple[OutcomeLine, ...]:
    """Every thing with its end, where everything was withdrawn. ``outcome`` is what becomes of the key."""
    return (
        OutcomeLine(KEY, participant, outcome, until),
        *(OutcomeLine("identity", c, outcome, until) for c in reached.consents),
        *_identity_store(participant, reached),
        *(OutcomeLine("consent record", c, WithdrawalOutcome.KEPT, _PROOF) for c in reached.consents),
        *(OutcomeLine(TURN, document(*at), outcome, until) for at in reached.own),
        *(
            OutcomeLine(UNCERTAIN, document(*at), WithdrawalOutcome.SHREDDED, _MAY_BE)
            for at in reached.uncertain
        ),
        *(OutcomeLine(OTHER, document(*at), WithdrawalOutcome.KEPT, _WAITS) for at in reached.others),
        *(OutcomeLine("finding", f, WithdrawalOutcome.REMOVED) for f in reached.findings),
        *(OutcomeLine("coding", c, WithdrawalOutcome.REMOVED) for c in reached.codings),
        *(OutcomeLine("memo", m, WithdrawalOutcome.REMOVED) for m in reached.memos),
        *_repeated(reached),
        *(OutcomeLine(QUOTE, q, WithdrawalOutcome.REMOVED) for q in reached.quotes),
        *(OutcomeLine(INDEX, d, WithdrawalOutcome.REMOVED) for d in reached.leaving(())),
        *_shared(reached),
    )


def outcomes_of_some(reached: Reach, purposes: Collection[Purpose]) -> tuple[OutcomeLine, ...]:
    """The same where only some purposes were withdrawn."""
    return (
        *(OutcomeLine("consent record", c, WithdrawalOutcome.KEPT, _PROOF) for c in reached.consents),
        *(OutcomeLine("words", t, WithdrawalOutcome.KEPT, _STILL_AGREED) for t in reached.testimonies),
        *(
            OutcomeLine(QUOTE, q, WithdrawalOutcome.REMOVED)
            for q in (reached.quotes if closes_quotes(purposes) else ())
        ),
        *(OutcomeLine(INDEX, d, WithdrawalOutcome.REMOVED) for d in reached.leaving(purposes)),
        *_repeated(reached),
        *_shared(reached),
    )


def _identity_store(participant: str, reached: Reach) -> tuple[OutcomeLine, ...]:
    if not reached.identified:
        return ()
    return (OutcomeLine(IDENTITY_STORE, participant, WithdrawalOutcome.SHREDDED, _NAMELESS),)


def _repeated(reached: Reach) -> tuple[OutcomeLine, ...]:
    """Researchers' texts that repeated the person, one line a code or memo."""
    lines = [
        OutcomeLine("memo", r.memo, WithdrawalOutcome.REMOVED)
        if r.memo
        else OutcomeLine(CODE, f"{r.project} {r.code}", WithdrawalOutcome.REMOVED)
        for r in reached.repeated
    ]
    return tuple(dict.fromkeys(lines))


def _shared(reached: Reach) -> tuple[OutcomeLine, ...]:
    """What is counted from many people, and what has left the archive."""
    return (
        *(OutcomeLine("figures", p, WithdrawalOutcome.REDERIVED) for p in reached.projects),
        *(
            OutcomeLine("export", f"entry {seq}", WithdrawalOutcome.KEPT, _outside(recipient))
            for seq, recipient in zip(reached.exports, reached.recipients, strict=True)
        ),
    )


def _outside(recipient: str) -> str:
    return _OUTSIDE_WITH.format(who=recipient) if recipient else _OUTSIDE
