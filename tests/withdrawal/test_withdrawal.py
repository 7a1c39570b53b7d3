"""A withdrawal, whole and in part: who reads what afterwards, and what the receipt says of every thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archive import withdrawal
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, LogBroken, NotFound, Refused, UsageError
from archive.ingest.voice_pseudonyms import is_mask
from archive.intake import admission
from archive.model import Action, TurnState
from archive.model.outcomes import (
    LedgerEntry,
    Step,
    WithdrawalOutcome,
)
from archive.review import approval
from archive.review import decisions as review_decisions
from archive.store.database import Database
from archive.store.tables import metadata
from archive.withdrawal.steps import begin
from consent.record import Purpose
from tests.scopes import EVERY
from tests.store.residue import traces
from tests.withdrawal import group
from tests.withdrawal.group import FREE, MARKS, OWN, WAITING, WHO


def test_a_dry_run_shows_the_effect_and_changes_nothing(folder: Path, testimony: str) -> None:
    with group.opened(folder) as found:
        told = withdrawal.effect(UnitOfWork(found.archive, group.officer()), WHO)
        assert (told.turns, told.mentions, told.quotes, told.codings) == (2, 2, 1, 1)
        assert told.testimonies == (testimony,)
        assert group.read(found.archive, testimony) >= {*OWN, *WAITING, *FREE}
        with pytest.raises(NotFound):
            withdrawal.effect(UnitOfWork(found.archive, group.officer()), "p-nobody")


def test_the_person_goes_what_names_or_answers_them_waits_and_the_others_stay(
    folder: Path, testimony: str
) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        assert group.found_by(archive, "lavender") == {4}
        assert group.quoted(archive) == {4, 6}
        told = withdrawal.effect(UnitOfWork(archive, group.officer()), WHO)
        receipt = withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        assert receipt.effect.turns == told.turns
        assert group.read(archive, testimony) == set(FREE)
        assert group.found_by(archive, "lavender") == group.found_by(archive, "marmalade") == set()
        assert group.found_by(archive, "road") == set(FREE)
        assert group.quoted(archive) == {6}
        kept = archive.store.testimonies.get(testimony)
        assert kept is not None
        assert [kept.turns[i].state for i in OWN] == [TurnState.SHREDDED] * 2
        assert [kept.turns[i].state for i in WAITING] == [TurnState.UNDER_REVIEW] * 2
        with pytest.raises(KeyDestroyed):
            archive.keys.key(WHO)


def test_every_thing_has_an_end_on_the_receipt(folder: Path, testimony: str) -> None:
    with group.opened(folder) as found:
        receipt = withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, None, "asked")
        ends = Counter((e.what, e.end) for e in receipt.outcomes)
        assert ends["key", WithdrawalOutcome.SHREDDED] == ends["identity", WithdrawalOutcome.SHREDDED] == 1
        assert ends["consent record", WithdrawalOutcome.KEPT] == 1
        assert (
            ends["turn", WithdrawalOutcome.SHREDDED] == ends["turn of another", WithdrawalOutcome.KEPT] == 2
        )
        assert ends["quote", WithdrawalOutcome.REMOVED] == ends["coding", WithdrawalOutcome.REMOVED] == 1
        assert ends["index entry", WithdrawalOutcome.REMOVED] == 6, "the question put to them goes too"
        assert ends["finding", WithdrawalOutcome.REMOVED] >= 1
        assert ends["figures", WithdrawalOutcome.REDERIVED] == 1
        assert all(e.reason for e in receipt.outcomes if e.end is WithdrawalOutcome.KEPT)
        assert not any(mark in str(receipt.as_data()) + receipt.sentences() for mark in MARKS)


def test_a_receipt_is_proved_offline_and_a_changed_one_is_not(folder: Path) -> None:
    with group.opened(folder) as found:
        receipt = withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, None, "asked")
        key = str(found.log.verifier_key)
    rows = receipt.as_data()["ends"]
    assert isinstance(rows, list)
    assert f"participant: {WHO}" in withdrawal.verify_receipt(receipt.checkpoint, key, rows)
    for note, listed in (
        (receipt.checkpoint.replace("shredded", "kept", 1), rows),
        (receipt.checkpoint.replace(WHO, "p-two"), rows),
        (receipt.checkpoint, rows[1:]),
        (receipt.checkpoint, [{**rows[0], "end": "kept"}, *rows[1:]]),
        (receipt.checkpoint.split("\n— ")[0] + "\n", rows),
    ):
        with pytest.raises(LogBroken):
            withdrawal.verify_receipt(note, key, listed)
    with group.opened(folder) as found, pytest.raises(LogBroken):
        withdrawal.verify_receipt(found.archive.log.checkpoint(), key)


def test_asking_twice_gives_the_same_receipt(folder: Path) -> None:
    with group.opened(folder) as found:
        first = withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, None, "asked")
        again = withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, [Purpose.MEDIA], "asked")
        assert again == first
        assert len(found.archive.store.withdrawals.all(WHO)) == 1


def test_only_publication_closes_quotes_and_leaves_the_rest(folder: Path, testimony: str) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        only = [Purpose.ADVOCACY_PUBLISH_QUOTE]
        receipt = withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, only, "asked")
        assert not receipt.effect.whole
        assert group.quoted(archive) == {6}
        assert group.found_by(archive, "lavender") == {4}
        assert group.read(archive, testimony) >= {*OWN, *WAITING, *FREE}
        ends = Counter((e.what, e.end) for e in receipt.outcomes)
        assert ends["quote", WithdrawalOutcome.REMOVED] == ends["index entry", WithdrawalOutcome.REMOVED] == 1
        assert ends["words", WithdrawalOutcome.KEPT] == 1
        assert len(archive.keys.key(WHO)) == 32


def test_who_takes_back_the_keeping_takes_back_everything(folder: Path) -> None:
    with group.opened(folder) as found:
        receipt = withdrawal.withdraw(
            UnitOfWork(found.archive, group.officer()), WHO, [Purpose.STORE_SEALED, Purpose.MEDIA], "asked"
        )
        assert receipt.effect.whole
        assert WHO in found.archive.keys.destroyed()


def test_nothing_of_the_person_stays_in_any_file_even_for_who_has_the_keys(folder: Path) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        [consent] = archive.store.consents.current(EVERY, [WHO])
        assert consent.voices
        assert all(is_mask(v) for v in consent.voices)
        assert all(k.participant != WHO for t in archive.store.testimonies.all(EVERY)
                   for k in archive.store.testimonies.known(t.id))  # fmt: skip
        rows = _every_sealed_value(found.database)
        assert not any(mark.encode() in value for value in rows for mark in ("marmalade", "lavender"))
    assert traces([p for p in folder.rglob("*") if p.is_file()], MARKS) == []


def _every_sealed_value(database: Database) -> list[bytes]:
    with database.reading() as connection:
        found = [
            value for t in metadata.sorted_tables for row in connection.execute(select(t)) for value in row
        ]
    return [v for v in found if isinstance(v, bytes)]


def test_the_document_that_comes_again_is_refused_though_nobody_knows_what_it_called_the_person(
    folder: Path,
) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        again = replace(group.draft(), digest="another-scan")
        taken = admission.take_in(UnitOfWork(archive, group.viewer(group.Role.COLLECTOR)), again, "delta", 90)
        assert taken.testimony
        kept = archive.store.testimonies.get(taken.testimony)
        assert kept is not None
        assert [kept.turns[i].participant for i in OWN] == [WHO, WHO]
        assert [kept.turns[i].state for i in OWN] == [TurnState.NEVER_STORED] * 2


def test_while_the_walk_is_under_way_the_whole_testimony_is_closed(folder: Path, testimony: str) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        begin(UnitOfWork(archive, group.officer()), LedgerEntry("w-1", WHO, (), archive.clock.now()), "asked")
        kept = archive.store.testimonies.get(testimony)
        assert kept is not None
        assert gate.permitted(archive, kept, gate.RESEARCH) == {}
        assert group.found_by(archive, "road") == group.quoted(archive) == set()
        [one] = archive.store.withdrawals.all(unfinished=True)
        assert one.step is Step.CLOSED
    with group.opened(folder) as found:
        assert group.read(found.archive, testimony) == set(FREE)
        assert found.archive.store.withdrawals.all(unfinished=True) == []


def test_a_steward_looks_at_what_waits_and_shows_it_again(folder: Path, testimony: str) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        assert withdrawal.waiting(UnitOfWork(archive, group.steward())) == [(testimony, n) for n in WAITING]
        assert "buckets" in approval.open_original(UnitOfWork(archive, group.steward()), testimony).text
        with pytest.raises(Refused):
            withdrawal.clear(UnitOfWork(archive, group.researcher()), testimony, WAITING[0])
        with pytest.raises(UsageError):
            withdrawal.clear(UnitOfWork(archive, group.steward()), testimony, FREE[0])
        withdrawal.clear(UnitOfWork(archive, group.steward()), testimony, WAITING[1])
        assert withdrawal.waiting(UnitOfWork(archive, group.steward())) == [(testimony, WAITING[0])]
        assert group.found_by(archive, "opened") == set(), "it was approved in another rendering"
        review_decisions.finish(UnitOfWork(archive, group.steward()), testimony)
        assert group.found_by(archive, "opened") == {WAITING[1]}


def test_exports_that_left_before_are_named(folder: Path) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        event = gate.event(group.advocate(), Action.QUOTE_EXPORT)
        gone = archive.log.append(replace(event, participants=(WHO,), object_type="quote"))
        receipt = withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        [export] = [e for e in receipt.outcomes if e.what == "export"]
        assert (export.id, export.end) == (f"entry {gone.seq}", WithdrawalOutcome.KEPT)
        assert "cannot be called back" in export.reason
