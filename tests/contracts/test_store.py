"""What every store promises, part by part."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from archive.errors import KeyDestroyed, NotFound, UsageError
from archive.model import (
    Account,
    Known,
    KnownKind,
    Role,
    Scope,
    Session,
    Testimony,
    TestimonyState,
    TurnState,
    Verdict,
)
from archive.model.outcomes import LedgerEntry, OutcomeLine, Step, Withdrawal, WithdrawalOutcome
from archive.store.keyring import FileKeyRing
from archive.store.sql import SqlStore
from archive.store.tables import attributes, turns
from consent.record import MARK, Identity, Voice
from tests.contracts import words
from tests.contracts.words import NOON, TEXT
from tests.scopes import EVERY

# ---- testimonies


@pytest.fixture
def kept(store: SqlStore) -> Testimony:
    """One testimony in the store."""
    one = words.testimony()
    store.testimonies.add(one, TEXT, [Known(KnownKind.PERSON, "Rahima", "p-1"), Known(KnownKind.LOC, "Uria")])
    return one


def test_a_testimony_comes_back_whole(store: SqlStore, kept: Testimony) -> None:
    assert store.testimonies.get(kept.id) == kept
    assert "".join(store.testimonies.unseal(kept.id).values()) == TEXT
    assert store.testimonies.unseal(kept.id, {1, 3}).keys() == {1, 3}
    assert [k.text for k in store.testimonies.known(kept.id)] == ["Rahima", "Uria"]


def test_what_is_not_there_reads_as_nothing(store: SqlStore) -> None:
    assert store.testimonies.get("t-9") is None
    assert store.testimonies.unseal("t-9") == {}
    assert store.testimonies.known("t-9") == []
    with pytest.raises(NotFound):
        store.testimonies.set_state("t-9", TestimonyState.CLOSED)
    with pytest.raises(NotFound):
        store.testimonies.set_turn_state("t-9", 0, TurnState.OPEN)


def test_lists_are_in_the_order_of_arrival_and_narrowed(store: SqlStore, kept: Testimony) -> None:
    later = replace(kept, id="t-0", project="hills", digest="d2", received_at=NOON - timedelta(days=1))
    store.testimonies.add(later, TEXT, [])
    store.testimonies.set_state(kept.id, TestimonyState.APPROVED)
    assert [t.id for t in store.testimonies.all(EVERY)] == ["t-1", "t-0"]
    assert [t.id for t in store.testimonies.all(Scope.of({"hills"}))] == ["t-0"]
    assert [t.id for t in store.testimonies.all(EVERY, TestimonyState.APPROVED)] == ["t-1"]
    assert [t.id for t in store.testimonies.of_participant("p-2")] == ["t-1", "t-0"]
    assert store.testimonies.of_participant("p-9") == []
    assert {turn.label for t in store.testimonies.all(EVERY) for turn in t.turns} == {None}


def test_every_project_of_which_anything_is_kept_is_known(store: SqlStore, kept: Testimony) -> None:
    assert store.projects() == {"delta"}
    store.testimonies.add(replace(kept, id="t-0", project="hills", digest="d2"), TEXT, [])
    store.quarantine.add(replace(words.quarantined(1), project="coast"), "a.txt", b"words")
    assert store.projects() == {"delta", "hills", "coast"}


def test_the_same_material_is_known_again_in_its_project_alone(store: SqlStore, kept: Testimony) -> None:
    assert store.testimonies.with_digest(kept.project, kept.digest) == kept.id
    assert store.testimonies.with_digest("hills", kept.digest) is None
    assert store.testimonies.with_digest(kept.project, "other") is None


def test_answers_of_a_form_come_back_and_go_with_the_one_who_speaks(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    """In a group they are the testimony's; of one person they are that person's."""
    alone = tuple(replace(t, participant="p-1" if t.participant else None) for t in kept.turns)
    store.testimonies.add(replace(kept, id="t-2", digest="d2", turns=alone), TEXT, [])
    for each in ("t-1", "t-2"):
        store.attributes.put(each, {"Age": "34", "District": "Uria"})
    store.attributes.put("t-1", {"Age": "35"})
    told = {"t-1": {"Age": "35"}, "t-2": {"Age": "34", "District": "Uria"}}
    assert store.attributes.of(["t-1", "t-2", "t-9"]) == told
    ring.destroy("p-1")
    assert store.attributes.of(["t-1", "t-2"]) == {"t-1": {"Age": "35"}}
    store.attributes.put("t-1", {})
    assert store.attributes.of(["t-1"]) == {}
    with pytest.raises(NotFound):
        store.attributes.put("t-9", {"Age": "1"})


def test_shredding_removes_the_answers_of_who_spoke(store: SqlStore, kept: Testimony) -> None:
    alone = tuple(replace(t, participant="p-1" if t.participant else None) for t in kept.turns)
    store.testimonies.add(replace(kept, id="t-2", digest="d2", turns=alone), TEXT, [])
    store.attributes.put("t-2", {"Age": "34"})
    store.testimonies.set_turn_state("t-2", 1, TurnState.SHREDDED)
    assert store.attributes.of(["t-2"]) == {}
    with store.database.reading() as connection:
        assert connection.execute(select(attributes)).all() == []


def test_a_turn_that_was_never_stored_leaves_nothing(store: SqlStore) -> None:
    store.testimonies.add(words.never_stored(1), TEXT, [])
    assert store.testimonies.unseal("t-1").keys() == {0, 2, 3}
    with pytest.raises(UsageError):
        store.testimonies.set_turn_state("t-1", 1, TurnState.OPEN)


def test_a_destroyed_key_takes_one_voice_and_leaves_the_others(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    ring.destroy("p-1")
    assert store.testimonies.unseal(kept.id).keys() == {0, 2}
    found = store.testimonies.get(kept.id)
    assert found is not None
    assert [t.label for t in found.turns] == ["Q", None, "R2", None]
    with pytest.raises(KeyDestroyed):
        store.testimonies.add(replace(kept, id="t-2"), TEXT, [])
    assert store.testimonies.get("t-2") is None


def test_a_destroyed_testimony_key_takes_what_was_nobodys(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    ring.destroy(kept.id)
    assert store.testimonies.unseal(kept.id).keys() == {1, 2, 3}
    assert store.testimonies.known(kept.id) == []


def test_turns_are_hidden_shown_and_shredded(store: SqlStore, kept: Testimony) -> None:
    store.testimonies.set_turn_state(kept.id, 2, TurnState.UNDER_REVIEW)
    found = store.testimonies.get(kept.id)
    assert found is not None
    assert found.turns[2].state is TurnState.UNDER_REVIEW
    assert 2 in store.testimonies.unseal(kept.id)
    store.testimonies.set_turn_state(kept.id, 1, TurnState.SHREDDED)
    assert store.testimonies.unseal(kept.id).keys() == {0, 2, 3}
    found = store.testimonies.get(kept.id)
    assert found is not None
    assert [t.label for t in found.turns] == ["Q", None, "R2", "R1"]
    with pytest.raises(UsageError):
        store.testimonies.set_turn_state(kept.id, 1, TurnState.OPEN)


def test_many_turns_change_their_state_at_once_and_no_other_does(store: SqlStore, kept: Testimony) -> None:
    store.testimonies.set_turn_states(kept.id, {0, 2}, TurnState.UNDER_REVIEW)
    after = store.testimonies.get(kept.id)
    assert after is not None
    assert [t.index for t in after.turns if t.state is TurnState.UNDER_REVIEW] == [0, 2]


def test_what_a_file_declared_of_one_person_is_forgotten_and_of_others_kept(
    store: SqlStore, kept: Testimony
) -> None:
    store.testimonies.forget_known(kept.id, "p-2")
    assert [k.text for k in store.testimonies.known(kept.id)] == ["Rahima", "Uria"]
    store.testimonies.forget_known(kept.id, "p-1")
    assert [k.text for k in store.testimonies.known(kept.id)] == ["Uria"]


def test_a_correction_is_the_next_version(store: SqlStore, kept: Testimony) -> None:
    corrected = TEXT.replace("nine", "five")
    store.testimonies.add(replace(kept, version=2, digest="d2"), corrected, [])
    assert "five days" in store.testimonies.unseal(kept.id)[3]
    found = store.testimonies.get(kept.id)
    assert found is not None
    assert found.version == 2
    for wrong in (1, 2, 4):
        with pytest.raises(UsageError):
            store.testimonies.add(replace(kept, version=wrong), TEXT, [])


def test_shredding_follows_the_speaker_into_older_versions_and_no_further(
    store: SqlStore, kept: Testimony
) -> None:
    """The correction takes the first turn away, so that every index moves by one."""
    cut = kept.turns[0].end
    moved = tuple(
        replace(t, index=t.index - 1, start=t.start - cut, body=t.body - cut, end=t.end - cut)
        for t in kept.turns[1:]
    )
    store.codings.add(words.coding(2, 2))
    store.testimonies.add(replace(kept, version=2, turns=moved, length=len(TEXT) - cut), TEXT[cut:], [])
    store.testimonies.set_turn_state(kept.id, 2, TurnState.SHREDDED)
    assert store.testimonies.unseal(kept.id).keys() == {0, 1}
    with store.database.reading() as connection:
        left = connection.execute(select(turns).where(turns.c.sealed_words.is_not(None))).all()
    assert {(row.version, row.number) for row in left} == {(1, 0), (1, 2), (2, 0), (2, 1)}
    assert [c.id for c in store.codings.of(kept.id)] == ["k-2"]


def test_a_turn_is_added_once_consent_has_come(store: SqlStore, ring: FileKeyRing) -> None:
    one = words.testimony()
    store.testimonies.add(words.never_stored(1), TEXT, [])
    said = TEXT[one.turns[1].start : one.turns[1].end]
    for wrong in (said[:-1], said + " "):
        with pytest.raises(UsageError):
            store.testimonies.restore("t-1", one.turns[1], wrong)
    store.testimonies.restore("t-1", one.turns[1], said)
    assert "".join(store.testimonies.unseal("t-1").values()) == TEXT
    with pytest.raises(UsageError):
        store.testimonies.restore("t-1", one.turns[1], said)
    with pytest.raises(NotFound):
        store.testimonies.restore("t-9", one.turns[1], said)
    ring.destroy("p-1")
    assert store.testimonies.unseal("t-1").keys() == {0, 2}


def test_turns_that_do_not_fit_the_text_are_refused(store: SqlStore, kept: Testimony) -> None:
    with pytest.raises(UsageError):
        store.testimonies.add(replace(kept, id="t-2"), TEXT[:-1], [])
    with pytest.raises(UsageError):
        store.testimonies.add(replace(kept, id="t-2", length=3), TEXT[:3], [])
    assert store.testimonies.get("t-2") is None


def test_what_a_turn_translates_is_kept(store: SqlStore) -> None:
    one = words.testimony()
    linked = (*one.turns[:3], replace(one.turns[3], translates=1))
    store.testimonies.add(replace(one, turns=linked), TEXT, [])
    read = store.testimonies.get(one.id)
    assert read is not None
    assert [t.translates for t in read.turns] == [None, None, None, 1]
    later = replace(one, id="t-2", turns=(replace(one.turns[0], translates=1), *one.turns[1:]))
    with pytest.raises(UsageError, match="translates no turn before it"):
        store.testimonies.add(later, TEXT, [])


# ---- consents


def test_versions_follow_one_another(store: SqlStore) -> None:
    first = words.consent()
    store.consents.add(first)
    with pytest.raises(UsageError):
        store.consents.add(first)
    with pytest.raises(UsageError):
        store.consents.add(replace(first, version=3, supersedes=2))
    second = replace(first, version=2, supersedes=1, language="en")
    store.consents.add(second)
    bare = replace(first, identity=Identity())
    assert store.consents.versions(first.consent_id) == [
        bare,
        replace(bare, version=2, supersedes=1, language="en"),
    ]
    assert [r.version for r in store.consents.current(EVERY)] == [2]
    assert store.consents.versions("c-9") == []


def test_consents_are_narrowed(store: SqlStore) -> None:
    for participant in ("p-1", "p-2"):
        store.consents.add(words.consent(participant))
    store.consents.add(replace(words.consent("p-3"), project="hills"))
    assert {r.participant for r in store.consents.current(EVERY, {"p-1", "p-3"})} == {"p-1", "p-3"}
    assert {r.participant for r in store.consents.current(Scope.of({"delta"}))} == {"p-1", "p-2"}
    assert store.consents.current(EVERY, set()) == []


def test_identity_is_for_masking_alone_and_outlives_later_versions(store: SqlStore) -> None:
    first = words.consent()
    store.consents.add(first)
    store.consents.add(replace(first, version=2, supersedes=1, identity=Identity()))
    known = store.consents.known({"p-1"})
    assert Known(KnownKind.PERSON, "MARKNAME Rahima", "p-1", "f") in known
    assert {k.text for k in known} == {
        "MARKNAME Rahima", "Rahi", "Jamal", "01711", "ID-77", "Char Uria", "MARKGUARDIAN Salma",
        "MARKSUPPORT", "MARKWITNESS Kalam",
    }  # fmt: skip
    assert store.consents.known({"p-2"}) == []


def test_a_withdrawal_can_be_read_when_the_key_is_gone(store: SqlStore, ring: FileKeyRing) -> None:
    mark = Voice(MARK + "0f" * 16, MARK + "a1" * 16)
    first = replace(words.consent(), voices=(*words.consent().voices, mark))
    store.consents.add(first)
    assert set(store.consents.current(EVERY, {"p-1"})[0].voices) == set(first.voices)
    ring.destroy("p-1")
    [record] = store.consents.current(EVERY, {"p-1"})
    assert record.grants == first.grants
    assert record.voices == (mark,), "what a document calls somebody goes with their key"
    assert (record.born, record.witness, record.risk, record.safe_contact_note) == (None, "", "", "")
    assert record.guardian is not None
    assert record.guardian.name == ""
    assert store.consents.known({"p-1"}) == []
    store.consents.add(replace(record, version=2, supersedes=1))
    with pytest.raises(KeyDestroyed):
        store.consents.add(replace(first, version=3, supersedes=2))


# ---- quarantine


def test_what_waits_is_listed_opened_and_gone(store: SqlStore, ring: FileKeyRing) -> None:
    older = words.quarantined(2, received_at=NOON - timedelta(hours=1), project="hills")
    store.quarantine.add(words.quarantined(1), "MARKFILE.docx", b"MARKCONTENT")
    store.quarantine.add(older, "b.txt", b"")
    assert store.quarantine.all(EVERY) == [older, words.quarantined(1)]
    assert store.quarantine.all(Scope.of({"delta"})) == [words.quarantined(1)]
    assert store.quarantine.open("w-1") == ("MARKFILE.docx", b"MARKCONTENT")
    store.quarantine.remove("w-1")
    store.quarantine.remove("w-1")
    assert store.quarantine.all(Scope.of({"delta"})) == []
    assert ring.destroyed() == {"w-1"}
    with pytest.raises(NotFound):
        store.quarantine.open("w-1")


# ---- reviews


def test_findings_come_back_in_order_of_position(store: SqlStore, kept: Testimony) -> None:
    made = [words.finding(n, turn) for n, turn in ((5, 2), (3, 1), (0, 1))]
    store.reviews.put(kept.id, made)
    assert store.reviews.findings(kept.id) == sorted(made, key=lambda f: f.start)
    store.reviews.put(kept.id, [words.finding(9, 3)])
    assert [f.id for f in store.reviews.findings(kept.id)] == ["f-9"]


def test_what_a_steward_did_stays_when_the_machine_looks_again(store: SqlStore, kept: Testimony) -> None:
    store.reviews.put(kept.id, [words.finding(1, 1), words.finding(2, 1)])
    store.reviews.add(words.finding(3, 2))
    store.reviews.decide(words.decision("f-1", Verdict.REJECT))
    again = replace(words.finding(1, 1), id="f-again")
    store.reviews.put(kept.id, [again, words.finding(4, 2)])
    assert [f.id for f in store.reviews.findings(kept.id)] == ["f-1", "f-3", "f-4"]


def test_every_decision_stays_oldest_first(store: SqlStore, kept: Testimony, ring: FileKeyRing) -> None:
    store.reviews.put(kept.id, [words.finding(1, 1)])
    first = words.decision("f-1", Verdict.REJECT)
    second = words.decision("f-1", Verdict.CHANGE, public="[x]")
    store.reviews.decide(first)
    store.reviews.decide(second)
    assert store.reviews.decisions(kept.id) == [first, second]
    with pytest.raises(NotFound):
        store.reviews.decide(words.decision("f-9"))
    ring.destroy("p-1")
    assert store.reviews.decisions(kept.id) == [
        replace(first, why="", research=None), replace(second, why="", research=None, public=None)
    ]  # fmt: skip


def test_findings_go_with_their_turn(store: SqlStore, kept: Testimony, ring: FileKeyRing) -> None:
    store.reviews.put(kept.id, [words.finding(n, turn) for n, turn in ((0, 0), (1, 1), (2, 2))])
    ring.destroy("p-1")
    assert [f.id for f in store.reviews.findings(kept.id)] == ["f-0", "f-2"]
    store.testimonies.set_turn_state(kept.id, 2, TurnState.SHREDDED)
    assert [f.id for f in store.reviews.findings(kept.id)] == ["f-0"]
    with pytest.raises(UsageError):
        store.reviews.add(words.finding(8, 2))


def test_pseudonyms_are_kept_by_project_and_go_with_their_participant(
    store: SqlStore, ring: FileKeyRing
) -> None:
    store.reviews.add_pseudonym("delta", "MARKENTITY", "Person A", "p-1")
    store.reviews.add_pseudonym("delta", "hash-2", "Place B", None)
    store.reviews.add_pseudonym("hills", "MARKENTITY", "Person Z", None)
    store.reviews.add_pseudonym("delta", "hash-2", "Place B", None)
    assert store.reviews.pseudonyms("delta") == {"MARKENTITY": "Person A", "hash-2": "Place B"}
    with pytest.raises(UsageError):
        store.reviews.add_pseudonym("delta", "hash-2", "Place C", None)
    ring.destroy("p-1")
    assert store.reviews.pseudonyms("delta") == {"hash-2": "Place B"}
    assert store.reviews.pseudonyms("hills") == {"MARKENTITY": "Person Z"}


# ---- codings, suggestions, quotes


def test_codings_are_kept_removed_and_go_with_their_turn(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    made = [words.coding(n, turn) for n, turn in ((1, 1), (2, 2), (3, 3), (0, 0))]
    for one in made:
        store.codings.add(one)
    assert store.codings.of(kept.id) == sorted(made, key=lambda c: c.start)
    with pytest.raises(UsageError):
        store.codings.add(made[0])
    store.codings.remove("k-2", NOON)
    store.codings.remove("k-2", NOON + timedelta(days=1))
    with pytest.raises(NotFound):
        store.codings.remove("k-9", NOON)
    assert [c.id for c in store.codings.of(kept.id)] == ["k-0", "k-1", "k-3"]
    ring.destroy("p-1")
    assert [c.id for c in store.codings.of(kept.id)] == ["k-0"]
    with pytest.raises(UsageError):
        store.codings.add(words.coding(7, 1))


def test_a_coding_moves_to_the_next_version(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1))
    store.testimonies.add(replace(kept, version=2), TEXT, [])
    moved = replace(words.coding(1, 1), version=2, start=50, end=55)
    store.codings.add(moved)
    assert store.codings.of(kept.id) == [moved]
    store.codings.remove("k-1", NOON)
    assert store.codings.of(kept.id) == []


def test_suggestions_wait_apart_and_decided_ones_stay(store: SqlStore, kept: Testimony) -> None:
    first, second = words.suggestion(1, 1), words.suggestion(2, 1)
    store.codings.suggest(kept.id, [first, second])
    decided = replace(first, verdict=Verdict.REJECT, decided_by="ana")
    store.codings.decide(decided)
    store.codings.suggest(kept.id, [replace(first, id="s-again"), words.suggestion(3, 2)])
    assert store.codings.suggestions(kept.id) == [decided, words.suggestion(3, 2)]
    with pytest.raises(NotFound):
        store.codings.decide(replace(first, id="s-9"))
    assert store.codings.of(kept.id) == []


def test_quotes_are_released_withdrawn_and_go_with_their_speaker(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    made = [words.quote(1, 1), words.quote(2, 2), words.quote(3, 3)]
    for one in made:
        store.quotes.add(one)
    assert store.quotes.get("q-1") == made[0]
    assert store.quotes.of(kept.id) == made
    store.quotes.withdraw("q-2", NOON)
    store.quotes.withdraw("q-2", NOON + timedelta(days=1))
    assert store.quotes.get("q-2") == replace(made[1], text="", withdrawn_at=NOON)
    assert store.quotes.of(kept.id) == [made[0], made[2]]
    ring.destroy("p-1")
    assert store.quotes.get("q-1") is None
    assert store.quotes.of(kept.id) == []
    assert store.quotes.get("q-9") is None
    with pytest.raises(NotFound):
        store.quotes.withdraw("q-9", NOON)
    with pytest.raises(UsageError):
        store.quotes.add(words.quote(8, 1))


def test_a_quote_stands_in_a_newer_version_under_the_key_of_its_turn(
    store: SqlStore, kept: Testimony, ring: FileKeyRing
) -> None:
    store.quotes.add(words.quote(1, 1))
    turns = tuple(replace(t, participant="p-2") if t.index == 3 else t for t in kept.turns)
    store.testimonies.add(replace(kept, version=2, turns=turns), words.TEXT, [])
    store.quotes.move("q-1", 2, 3)
    assert store.quotes.get("q-1") == replace(words.quote(1, 1), version=2, turn=3)
    ring.destroy("p-1")
    assert [one.id for one in store.quotes.of(kept.id)] == ["q-1"]
    ring.destroy("p-2")
    assert store.quotes.of(kept.id) == []
    store.quotes.move("q-9", 2, 3)


def test_words_that_got_another_speaker_leave_the_version_before(store: SqlStore, kept: Testimony) -> None:
    store.codings.add(words.coding(1, 1))
    given = tuple(replace(t, participant="p-2") if t.index == 1 else t for t in kept.turns)
    store.testimonies.add(replace(kept, version=2, turns=given), words.TEXT, [])
    store.testimonies.forget_before(kept.id, {1})
    with store.database.reading() as connection:
        rows = connection.execute(select(turns).where(turns.c.sealed_words.is_not(None))).all()
    assert {(r.version, r.number) for r in rows} == {(1, 0), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (2, 3)}
    assert "MARKWORD-one" in store.testimonies.unseal(kept.id)[1]
    assert store.codings.versions("k-1") == []


def test_a_shredded_turn_takes_its_quotes_though_the_key_lives(store: SqlStore, kept: Testimony) -> None:
    store.quotes.add(words.quote(1, 1))
    store.codings.add(words.coding(1, 1))
    store.testimonies.set_turn_state(kept.id, 1, TurnState.SHREDDED)
    assert store.quotes.get("q-1") is None
    assert store.quotes.of(kept.id) == []
    assert store.codings.of(kept.id) == []


# ---- accounts


def test_accounts_and_sessions(store: SqlStore) -> None:
    ana = Account("ana", Role.RESEARCHER, frozenset({"delta", "hills"}), True, NOON, "argon2-hash")
    store.accounts.add(ana)
    store.accounts.add(replace(ana, user="abe", projects=frozenset()))
    with pytest.raises(UsageError):
        store.accounts.add(ana)
    assert store.accounts.get("ana") == ana
    assert [a.user for a in store.accounts.of("own")] == ["abe", "ana"]
    later = NOON + timedelta(minutes=5)
    for digest in ("d1", "d2"):
        store.accounts.open_session(digest, "ana", NOON)
    store.accounts.touch_session("d1", later)
    assert store.accounts.session("d1") == Session("ana", NOON, later)
    store.accounts.close_session("d1")
    assert store.accounts.session("d1") is None
    store.accounts.deactivate("ana")
    assert store.accounts.session("d2") is None
    assert store.accounts.get("ana") == replace(ana, active=False)
    with pytest.raises(NotFound):
        store.accounts.open_session("d3", "ana", NOON)
    with pytest.raises(NotFound):
        store.accounts.deactivate("eve")


def test_an_account_waits_until_it_is_opened_or_turned_down(store: SqlStore) -> None:
    waiting = Account(
        "bo", Role.STEWARD, frozenset({"delta"}), False, NOON, "argon2-hash",
        waits=True, proposed_by="adam", own_password=False,
    )  # fmt: skip
    store.accounts.add(waiting)
    store.accounts.add(replace(waiting, user="cy"))
    assert store.accounts.get("bo") == waiting
    with pytest.raises(NotFound):
        store.accounts.open_session("d1", "bo", NOON)
    store.accounts.activate("bo")
    assert store.accounts.get("bo") == replace(waiting, active=True, waits=False)
    for user in ("bo", "nobody"):
        with pytest.raises(NotFound):
            store.accounts.activate(user)
    store.accounts.deactivate("cy")
    with pytest.raises(NotFound):
        store.accounts.activate("cy")
    store.accounts.open_session("d1", "bo", NOON)
    store.accounts.change_password("bo", "another-hash")
    kept = store.accounts.get("bo")
    assert kept is not None
    assert (kept.password, kept.own_password) == ("another-hash", True)
    assert store.accounts.session("d1") is None
    with pytest.raises(NotFound):
        store.accounts.change_password("nobody", "another-hash")


# ---- transactions


def test_all_or_nothing_with_nesting(store: SqlStore, kept: Testimony) -> None:
    class Cut(Exception):
        pass

    def half() -> None:
        with store.transaction():
            store.testimonies.set_state(kept.id, TestimonyState.APPROVED)
            with store.transaction():
                store.consents.add(words.consent())
            assert store.consents.current(EVERY) != []
            raise Cut

    with pytest.raises(Cut):
        half()
    assert store.consents.current(EVERY) == []
    found = store.testimonies.get(kept.id)
    assert found is not None
    assert found.state is TestimonyState.SEALED


def test_a_chosen_layout_is_known_by_project_and_digest(store: SqlStore) -> None:
    store.layouts.put("delta", "MARKDIGEST1", "label and colon", NOON)
    store.layouts.put("delta", "MARKDIGEST1", "one voice", NOON)
    assert store.layouts.of("delta", "MARKDIGEST1") == "one voice"
    assert store.layouts.of("hills", "MARKDIGEST1") is None
    assert store.layouts.of("delta", "MARKDIGEST2") is None


def test_a_quarantined_file_survives_a_removal_that_was_undone(store: SqlStore) -> None:
    store.quarantine.add(words.quarantined(1), "a.txt", b"abc")

    def half() -> None:
        with store.transaction():
            store.quarantine.remove("w-1")
            raise NotFound("something else failed")

    with pytest.raises(NotFound):
        half()
    assert store.quarantine.open("w-1") == ("a.txt", b"abc")


def test_callbacks_run_after_the_commit_and_only_then(store: SqlStore) -> None:
    told: list[str] = []
    database = store.database
    with store.transaction():
        database.on_commit(lambda: told.append("outer"))
        with store.transaction():
            database.on_commit(lambda: told.append("inner"))
        assert told == []
    assert told == ["outer", "inner"]
    database.on_commit(lambda: told.append("at once"))
    assert told[-1] == "at once"

    def undone() -> None:
        with store.transaction():
            database.on_commit(lambda: told.append("never"))
            raise NotFound("undone")

    with pytest.raises(NotFound):
        undone()
    with store.transaction():
        pass
    assert "never" not in told


def test_threads_have_transactions_of_their_own(store: SqlStore, kept: Testimony) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(5):
                with store.transaction():
                    store.codings.add(replace(words.coding(number, 1), id=f"k-{number}-{step}"))
                assert store.testimonies.get(kept.id) is not None
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.codings.of(kept.id)) == 20


def test_a_reader_does_not_see_what_is_not_committed(store: SqlStore, kept: Testimony) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(store.codings.of(kept.id)))

    with store.transaction():
        store.codings.add(words.coding(1, 1))
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    look()
    assert seen == [0, 1]


def test_a_failed_write_leaves_no_transaction_behind(store: SqlStore) -> None:
    store.consents.add(words.consent())
    with pytest.raises(UsageError):
        store.consents.add(words.consent())
    assert not store.database.in_transaction
    store.consents.add(words.consent("p-2"))
    assert len(store.consents.current(EVERY)) == 2


# ---- withdrawals


def withdrawal(number: int, participant: str = "p-1") -> Withdrawal:
    line = LedgerEntry(f"w-{number}", participant, (), NOON + timedelta(days=number))
    return Withdrawal(line, Step.CLOSED, "u-dpo", number)


def test_a_withdrawal_is_kept_moves_on_and_says_what_it_ended(store: SqlStore) -> None:
    assert store.withdrawals.get("w-1") is None
    store.withdrawals.keep(withdrawal(1))
    assert store.withdrawals.get("w-1") == withdrawal(1)
    walked = replace(
        withdrawal(1), step=Step.WALKED, outcomes=(OutcomeLine("turn", "t-1:1", WithdrawalOutcome.SHREDDED),)
    )
    store.withdrawals.keep(walked)
    assert store.withdrawals.get("w-1") == walked, "in place of what stood there"
    store.withdrawals.advance("w-1", Step.UNINDEXED)
    assert store.withdrawals.get("w-1") == replace(walked, step=Step.UNINDEXED)


def test_withdrawals_are_listed_oldest_first_by_person_and_by_whether_they_are_done(store: SqlStore) -> None:
    for one in (withdrawal(1), withdrawal(2), withdrawal(3, "p-2")):
        store.withdrawals.keep(one)
    store.withdrawals.advance("w-1", Step.SIGNED)
    assert [w.line.id for w in store.withdrawals.all()] == ["w-1", "w-2", "w-3"]
    assert [w.line.id for w in store.withdrawals.all("p-1")] == ["w-1", "w-2"]
    assert [w.line.id for w in store.withdrawals.all(unfinished=True)] == ["w-2", "w-3"]
