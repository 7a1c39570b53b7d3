"""What a withdrawal would do, told before it is done, for a person and for a program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused
from archive.model import Action, Event, Outcome, Role
from archive.ports import Archive
from archive.withdrawal.effect import Effect, meant, records_of
from consent.record import Jurisdiction, Purpose, State
from tests.consent.made import NOW, limited, record
from tests.withdrawal import dialogue
from tests.withdrawal.dialogue import ASKED, FIRST, OFFICER, OWN, SHARED, WAITING
from tests.withdrawal.test_escrow import UNTIL, WITHDRAWN_ON, At

WHOLE = Effect("p-7", (), ("t-1", "t-2"), 5, 3, 2, 4, 9)
PART = replace(WHOLE, purposes=("media", "recontact"), turns=0, mentions=0, codings=0)


def test_everything_and_a_part_are_told_in_their_own_words() -> None:
    assert WHOLE.whole
    assert not PART.whole
    told = WHOLE.sentences()
    for part in (
        "p-7 withdraws from everything: 5 turn(s) in 2 testimonies become unreadable for good",
        "2 quote(s) close", "4 coding(s) go", "3 turn(s) of others",
    ):  # fmt: skip
        assert part in told
    assert "export" not in told
    assert "cannot be called back" in replace(WHOLE, exports=6).sentences()
    assert "6 export(s)" in replace(WHOLE, exports=6).sentences()
    part_told = replace(PART, exports=6).sentences()
    assert "media, recontact alone: 2 quote(s) close, 9 index entries go" in part_told
    assert "stay sealed" in part_told


def test_a_law_that_keeps_the_words_is_named_with_its_day() -> None:
    kept = replace(WHOLE, until=date(2028, 5, 31), laws=("One Act", "Another Act"))
    assert "lie in escrow until 2028-05-31 (One Act; Another Act), then for good" in kept.sentences()
    assert kept.as_data()["sealed_until"] == "2028-05-31"
    assert WHOLE.as_data()["sealed_until"] is None


def test_a_program_gets_every_number() -> None:
    told = replace(WHOLE, exports=6).as_data()
    assert told == {
        "participant": "p-7", "whole": True, "purposes": [], "testimonies": ["t-1", "t-2"], "turns": 5,
        "mentions_by_others": 3, "quotes": 2, "codings": 4, "index_entries": 9, "exports": 6,
        "sealed_until": None,
    }  # fmt: skip
    assert PART.as_data()["whole"] is False


def test_a_dry_run_of_everything_counts_each_thing_and_changes_none(talk: Archive) -> None:
    talk.log.append(Event(Action.QUOTE_EXPORT, "x", Role.ADVOCACY, Outcome.PERMIT, participants=(FIRST,)))
    versions, ids = talk.store.consents.count(), set(talk.index.ids())
    effect = withdrawal.effect(UnitOfWork(talk, OFFICER), FIRST)
    entries = len(OWN) + len(WAITING) + len({ASKED, *SHARED}) + 1
    assert effect == Effect(FIRST, (), ("t-dialogue",), 2, 3, 1, 1, entries, 1, unsure=effect.unsure)
    assert (talk.store.consents.count(), set(talk.index.ids())) == (versions, ids)
    [entry] = talk.log.entries(action=Action.CONSENT_READ.value)
    assert (entry.event.object_type, entry.event.object_id) == ("participant", FIRST)
    assert entry.event.participants == (FIRST,)


@pytest.mark.parametrize(
    ("purpose", "quotes", "entries"),
    [
        (Purpose.RESEARCH_PROJECT, 0, len(OWN) + len({ASKED, *SHARED})),
        (Purpose.ADVOCACY_PUBLISH_QUOTE, 1, 1),
        (Purpose.AGGREGATE_SDG_REPORTING, 0, 0),
    ],
)
def test_a_dry_run_of_a_part_counts_what_closes_with_it(
    talk: Archive, purpose: Purpose, quotes: int, entries: int
) -> None:
    effect = withdrawal.effect(UnitOfWork(talk, OFFICER), FIRST, [purpose])
    assert effect == Effect(FIRST, (purpose.value,), ("t-dialogue",), 0, 0, quotes, 0, entries)


def test_the_law_is_asked_where_everything_goes(talk: Archive) -> None:
    later = replace(talk, clock=At(WITHDRAWN_ON))
    assert withdrawal.effect(UnitOfWork(later, OFFICER), FIRST).laws == ()
    dialogue.agree(talk, FIRST, jurisdictions=frozenset({Jurisdiction.IN}))
    effect = withdrawal.effect(UnitOfWork(later, OFFICER), FIRST)
    assert effect.until == UNTIL
    assert effect.laws
    assert withdrawal.effect(UnitOfWork(later, OFFICER), FIRST, [Purpose.RESEARCH_PROJECT]).laws == ()


def test_nobody_unknown_has_an_effect_and_nobody_but_an_officer_asks(talk: Archive) -> None:
    with pytest.raises(NotFound, match="check it on the receipt"):
        withdrawal.effect(UnitOfWork(talk, OFFICER), "p-9")
    with pytest.raises(Refused):
        withdrawal.effect(UnitOfWork(talk, dialogue.RESEARCHER), FIRST)
    assert [r.consent_id for r in records_of(talk, FIRST)] == [f"c-{FIRST}"]


def test_who_takes_back_the_last_thing_or_the_keeping_takes_back_everything() -> None:
    two = record(grants=(*record().grants, *limited(purpose=Purpose.MEDIA).grants))
    research = frozenset({Purpose.RESEARCH_PROJECT})
    assert meant([two], research, NOW) == research
    assert meant([two], None, NOW) == frozenset()
    assert meant([two], {*research, Purpose.MEDIA}, NOW) == frozenset()
    assert meant([two], {Purpose.STORE_SEALED}, NOW) == frozenset()
    assert meant([record()], research, NOW) == frozenset()
    other = replace(record(), consent_id="c-other", project="roads")
    media = replace(limited(purpose=Purpose.MEDIA), consent_id="c-third")
    assert meant([record(), other], research, NOW) == frozenset()
    assert meant([record(), media], research, NOW) == research
    refused = replace(limited(purpose=Purpose.MEDIA, state=State.REFUSED), consent_id="c-third")
    assert meant([record(), refused], research, NOW) == frozenset()
