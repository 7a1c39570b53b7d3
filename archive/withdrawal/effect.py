"""What a withdrawal would do, shown before it is done: counts and ids, and nothing that anybody said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from archive.access.gate import UnitOfWork
from archive.errors import NotFound
from archive.model import Action
from archive.model.json_object import JsonObject
from archive.ports import Archive
from archive.withdrawal.reach import WALK, Reach, closes_quotes, reach
from consent.jurisdictions import End, Ending, ending
from consent.policy import IN_FORCE
from consent.record import ConsentRecord, Purpose
from consent.states import withdraw as withdrawn_version


@dataclass(frozen=True, slots=True)
class Effect:
    """What a withdrawal would do. ``mentions`` are turns of others that name or answer the person.

    ``until`` is the day up to which the law keeps the words sealed, if one does; ``laws`` are its titles,
    and ``unsure`` sentences that nobody has verified.
    """

    participant: str
    purposes: tuple[str, ...]
    testimonies: tuple[str, ...]
    turns: int
    mentions: int
    quotes: int
    codings: int
    index_entries: int
    exports: int = 0
    until: date | None = None
    laws: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything is withdrawn, so that the key dies."""
        return not self.purposes

    def as_data(self) -> JsonObject:
        """For a program."""
        return {
            "participant": self.participant, "whole": self.whole, "purposes": list(self.purposes),
            "testimonies": list(self.testimonies), "turns": self.turns, "mentions_by_others": self.mentions,
            "quotes": self.quotes, "codings": self.codings, "index_entries": self.index_entries,
            "exports": self.exports, "sealed_until": self.until.isoformat() if self.until else None,
        }  # fmt: skip

    def sentences(self) -> str:
        """For a person."""
        who = self.participant
        if not self.whole:
            return (
                f"{who} withdraws from {', '.join(self.purposes)} alone: {self.quotes} quote(s) close, "
                f"{self.index_entries} index entries go; the words stay sealed for what is still agreed."
            )
        sentence = (
            f"{who} withdraws from everything: {self.turns} turn(s) in {len(self.testimonies)} testimonies "
            f"become unreadable {self._for_how_long()}, {self.quotes} quote(s) close, {self.codings} "
            f"coding(s) go, and {self.mentions} turn(s) of others that name or answer them wait for a "
            "steward. Everybody else stays readable."
        )
        left = f" {self.exports} export(s) left the archive before and cannot be called back."
        return sentence + (left if self.exports else "")

    def _for_how_long(self) -> str:
        if self.until is None:
            return "for good"
        return f"and lie in escrow until {self.until.isoformat()} ({'; '.join(self.laws)}), then for good"


def effect(work: UnitOfWork, participant: str, purposes: Collection[Purpose] | None = None) -> Effect:
    """The dry run: what ``withdraw`` would do now. Raises ``NotFound`` for an unknown participant."""
    work.authorise_participant(Action.CONSENT_READ, participant)
    records = records_of(work.archive, participant)
    work.record_participant(Action.CONSENT_READ, participant)
    now = work.clock.now()
    return effect_of(
        participant, reach(work.archive, participant), meant(records, purposes, now), records, now
    )


def effect_of(
    participant: str,
    reached: Reach,
    purposes: Collection[Purpose],
    records: Sequence[ConsentRecord],
    now: datetime,
) -> Effect:
    """The effect on what was found."""
    whole = not purposes
    law = law_for(records, now) if whole else None
    return Effect(
        participant=participant,
        purposes=tuple(sorted(p.value for p in purposes)),
        testimonies=reached.testimonies,
        turns=len(reached.own) + len(reached.uncertain) if whole else 0,
        mentions=len(reached.others) if whole else 0,
        quotes=len(reached.quotes) if closes_quotes(purposes) else 0,
        codings=len(reached.codings) if whole else 0,
        index_entries=len(reached.leaving(purposes)),
        exports=len(reached.exports),
        until=law.until if law and law.end is End.SEALED_UNTIL else None,
        laws=law.because if law else (),
        unsure=law.unsure if law else (),
    )


def law_for(records: Sequence[ConsentRecord], now: datetime) -> Ending:
    """How words withdrawn now end, under the laws of these consents together."""
    return ending({j for r in records for j in r.jurisdictions}, now.date())


def records_of(archive: Archive, participant: str) -> list[ConsentRecord]:
    """The participant's consents as they stand. Raises ``NotFound``."""
    records = archive.store.consents.current(WALK, [participant])
    if not records:
        raise NotFound("No consent is on record under this number; check it on the receipt.")
    return records


def meant(
    records: Sequence[ConsentRecord], purposes: Collection[Purpose] | None, now: datetime
) -> frozenset[Purpose]:
    """The purposes to withdraw from; none of them means everything.

    Whoever no longer agrees to being kept sealed, or takes back the last thing that was agreed, withdraws
    from everything.
    """
    if purposes is None or Purpose.STORE_SEALED in purposes:
        return frozenset()
    after = [withdrawn_version(r, purposes, now, "asked") for r in records]
    left = any(g.state in IN_FORCE for r in after for g in r.grants)
    return frozenset(purposes) if left else frozenset()
