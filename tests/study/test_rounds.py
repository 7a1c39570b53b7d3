"""Blind rounds: nobody sees another's work until it is closed; then figures, and settling without names."""

from __future__ import annotations

import pytest

from archive import reading
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.errors import NotFound, Refused, UsageError
from archive.model import MemoOn, Role, Round, Suggestion, TestimonyState, Verdict
from archive.ports import Archive
from archive.review import approval
from archive.search.query import parse
from archive.study import (
    coding_acts,
    notebook,
    rounds,
    settlement,
)
from archive.study.settlement import SideBySide
from consent.record import Purpose
from tests.study.group import Group, researcher, someone, withdraw
from tests.study.test_coding_acts import code, marked


@pytest.fixture
def blind(archive: Archive, group: Group) -> Round:
    """A round of two over the talk, opened after somebody had coded it already."""
    code(archive, group, "nobody came", "V.ID", "eve")
    return rounds.open_round(UnitOfWork(archive, researcher("eve")), "delta", [group.talk], ["ana", "abe"])


@pytest.fixture
def closed(archive: Archive, group: Group, blind: Round) -> Round:
    """Both coded the clinic, one more of it; one coded the money, the other did not."""
    code(archive, group, "The clinic was closed", "3.8", "ana")
    code(archive, group, "closed for fifty days", "3.8", "abe")
    code(archive, group, "money at the gate", "16.5", "ana")
    code(archive, group, "school", "4.1", "ana")
    code(archive, group, "school", "4.1", "abe")
    return rounds.close_round(UnitOfWork(archive, researcher("ana")), blind.id)


def seen(archive: Archive, group: Group, who: str) -> set[tuple[str, str]]:
    return set(marked(coding_acts.sheet(UnitOfWork(archive, researcher(who)), group.talk)))


# ---- blindness


def test_coders_see_their_own_work_alone_until_it_is_closed(
    archive: Archive, group: Group, blind: Round
) -> None:
    mine = code(archive, group, "clinic", "3.8", "ana")
    code(archive, group, "money", "16.5", "abe")
    assert seen(archive, group, "ana") == {("3.8", "clinic")}
    assert seen(archive, group, "abe") == {("16.5", "money")}
    assert seen(archive, group, "eve") == {("V.ID", "nobody came")}
    assert coding_acts.sheet(UnitOfWork(archive, researcher("ana")), group.talk).blind == blind.id
    with pytest.raises(NotFound):
        coding_acts.remove(UnitOfWork(archive, researcher("abe")), mine)
    rounds.close_round(UnitOfWork(archive, researcher("ana")), blind.id)
    everything = {("3.8", "clinic"), ("16.5", "money"), ("V.ID", "nobody came")}
    assert all(seen(archive, group, who) == everything for who in ("ana", "abe", "eve"))


def test_codings_of_an_open_round_stand_in_no_list_of_codes(
    archive: Archive, group: Group, blind: Round
) -> None:
    code(archive, group, "clinic", "3.8", "ana")
    assert {c.code for c in archive.store.codings.of(group.talk)} == {"V.ID"}


def test_no_suggestion_is_shown_or_judged_in_a_blind_round(
    archive: Archive, group: Group, blind: Round
) -> None:
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    start = testimony.turns[3].body
    one = Suggestion("s-1", group.talk, 1, 3, start, start + 4, "16.5", 0.9, "tagger-9")
    archive.store.codings.suggest(group.talk, [one])
    turns = coding_acts.sheet(UnitOfWork(archive, researcher("ana")), group.talk).turns
    assert [t.suggestions for t in turns] == [()] * len(testimony.turns)
    with pytest.raises(Refused):
        coding_acts.judge(UnitOfWork(archive, researcher("ana")), group.talk, "s-1", Verdict.ACCEPT)
    assert coding_acts.sheet(UnitOfWork(archive, researcher("eve")), group.talk).turns[3].suggestions


def test_a_memo_on_a_blind_coding_is_as_blind(archive: Archive, group: Group, blind: Round) -> None:
    mine = code(archive, group, "clinic", "3.8", "ana")
    notebook.write_memo(UnitOfWork(archive, researcher("ana")), MemoOn.CODING, mine, "thought", "delta")
    notebook.write_memo(
        UnitOfWork(archive, researcher("ana")), MemoOn.TESTIMONY, group.talk, "another", "delta"
    )
    assert len(notebook.memos(UnitOfWork(archive, researcher("ana")), "delta")) == 2
    assert notebook.memos(UnitOfWork(archive, researcher("abe")), "delta") == []
    rounds.close_round(UnitOfWork(archive, researcher("abe")), blind.id)
    assert len(notebook.memos(UnitOfWork(archive, researcher("abe")), "delta")) == 2


def test_a_round_narrowed_to_codes_takes_no_other(archive: Archive, group: Group) -> None:
    rounds.open_round(UnitOfWork(archive, researcher()), "delta", [group.talk], ["ana", "abe"], ["3.8"])
    with pytest.raises(Refused):
        code(archive, group, "money", "16.5", "ana")
    code(archive, group, "clinic", "3.8", "ana")


def test_a_round_needs_two_researchers_of_the_project_and_a_testimony(archive: Archive, group: Group) -> None:
    wrong = [([group.talk], ["ana"]), ([group.talk], ["ana", "ana"]), ([], ["ana", "abe"]),
             ([group.talk], ["ana", "stranger"])]  # fmt: skip
    for testimonies, coders in wrong:
        with pytest.raises(UsageError):
            rounds.open_round(UnitOfWork(archive, researcher()), "delta", testimonies, coders)
    with pytest.raises(UsageError):
        rounds.open_round(
            UnitOfWork(archive, researcher()), "delta", [group.talk], ["ana", "abe"], ["no-code"]
        )
    with pytest.raises(NotFound):
        rounds.open_round(UnitOfWork(archive, researcher()), "delta", ["t-none"], ["ana", "abe"])
    assert rounds.rounds(UnitOfWork(archive, researcher()), "delta") == []


def test_only_its_people_close_a_round(archive: Archive, group: Group, blind: Round) -> None:
    with pytest.raises(Refused):
        rounds.close_round(UnitOfWork(archive, researcher("ivo")), blind.id)
    for viewer in (researcher("ana", "hills"), someone(Role.ADVOCACY, Purpose.MEDIA)):
        with pytest.raises((NotFound, Refused)):
            rounds.close_round(UnitOfWork(archive, viewer), blind.id)
    with pytest.raises(NotFound):
        rounds.close_round(UnitOfWork(archive, researcher()), "r-none")
    found = archive.store.testimonies.get(group.talk)
    assert found is not None
    assert blindness.open_round(archive, found) == blind


# ---- figures


def test_agreement_is_told_once_the_round_is_closed(archive: Archive, group: Group, blind: Round) -> None:
    for ask in (rounds.agreement, settlement.worst):
        with pytest.raises(Refused):
            ask(UnitOfWork(archive, researcher("ana")), blind.id)


def test_agreement_of_a_round(archive: Archive, group: Group, closed: Round) -> None:
    found = rounds.agreement(UnitOfWork(archive, researcher("eve")), closed.id)
    assert found.coders == ("ana", "abe")
    by = {c.code: c for c in found.codes}
    assert set(by) == {"3.8", "16.5", "4.1"}
    assert by["4.1"].kappa_characters == by["4.1"].kappa_turns == by["4.1"].alpha_units == 1
    assert by["16.5"].overlap == 0
    assert by["3.8"].overlap == pytest.approx(len("closed") / len("The clinic was closed for fifty days"))
    assert by["3.8"].kappa_turns == 1


def test_agreement_counts_the_words_that_consent_opens_today(
    archive: Archive, group: Group, closed: Round
) -> None:
    withdraw(archive, "p-1", Purpose.RESEARCH_PROJECT)
    found = rounds.agreement(UnitOfWork(archive, researcher("eve")), closed.id)
    assert [c.code for c in found.codes] == ["4.1"]
    assert [one.turn for one in settlement.worst(UnitOfWork(archive, researcher("eve")), closed.id)] == []


def test_agreement_stays_what_it_was_when_coders_go_on(archive: Archive, group: Group, closed: Round) -> None:
    before = rounds.agreement(UnitOfWork(archive, researcher("eve")), closed.id)
    code(archive, group, "twice", "16.5", "abe")
    coding_acts.undo(UnitOfWork(archive, researcher("ana")), group.talk)
    assert rounds.agreement(UnitOfWork(archive, researcher("eve")), closed.id) == before


# ---- settling


def test_the_worst_passages_stand_side_by_side_without_names(
    archive: Archive, group: Group, closed: Round
) -> None:
    found = settlement.worst(UnitOfWork(archive, researcher("eve")), closed.id)
    assert [(one.code, one.text[one.start : one.end]) for one in found] == [
        ("3.8", "The clinic was closed for fifty days"), ("16.5", "money at the gate"),
    ]  # fmt: skip
    assert [s.label for s in found[0].sides] == ["A", "B"]
    texts = {found[0].text[a:b] for side in found[0].sides for a, b in side.marks}
    assert texts == {"The clinic was closed", "closed for fifty days"}
    assert not any(word in repr(found) for word in ("'ana'", "'abe'", "clinic"))
    assert len(settlement.worst(UnitOfWork(archive, researcher("eve")), closed.id, limit=1)) == 1


def side_with(one: SideBySide, words: str) -> str:
    return next(s.label for s in one.sides if any(one.text[a:b] == words for a, b in s.marks))


def test_a_settled_passage_has_one_coding_and_the_others_stay_on_record(
    archive: Archive, group: Group, closed: Round
) -> None:
    clinic, money = settlement.worst(UnitOfWork(archive, researcher("eve")), closed.id)
    eve = researcher("eve")
    settlement.settle(
        UnitOfWork(archive, eve), closed.id, clinic.key, side_with(clinic, "closed for fifty days")
    )
    settlement.settle(UnitOfWork(archive, eve), closed.id, money.key, None)
    assert seen(archive, group, "eve") == {
        ("3.8", "closed for fifty days"), ("4.1", "school"), ("V.ID", "nobody came"),
    }  # fmt: skip
    kept = next(c for c in archive.store.codings.of(group.talk) if c.code == "3.8")
    assert (kept.coder, kept.source) == ("eve", closed.id)
    again = settlement.worst(UnitOfWork(archive, eve), closed.id)
    assert [(one.code, one.settled) for one in again] == [("3.8", True), ("16.5", False)]
    assert len(archive.store.codings.of_round(closed.id)) == 5
    settlement.settle(
        UnitOfWork(archive, eve), closed.id, clinic.key, side_with(clinic, "The clinic was closed")
    )
    assert ("3.8", "The clinic was closed") in seen(archive, group, "eve")
    assert ("3.8", "closed for fifty days") not in seen(archive, group, "eve")


def test_what_is_not_in_dispute_is_not_settled(archive: Archive, group: Group, closed: Round) -> None:
    one = settlement.worst(UnitOfWork(archive, researcher("eve")), closed.id)[0]
    for key, side in (("nothing", "A"), (one.key, "Z")):
        with pytest.raises(NotFound):
            settlement.settle(UnitOfWork(archive, researcher("eve")), closed.id, key, side)
    with pytest.raises(Refused):
        settlement.settle(
            UnitOfWork(archive, someone(Role.ADVOCACY, Purpose.MEDIA)), closed.id, one.key, None
        )
    archive.store.testimonies.set_state(group.talk, TestimonyState.DETECTED)
    with pytest.raises(NotFound):
        settlement.settle(UnitOfWork(archive, researcher("eve")), closed.id, one.key, None)


def test_a_blind_coder_sees_no_code_in_a_reading_or_a_search(
    archive: Archive, group: Group, blind: Round
) -> None:
    read = {
        who: reading.read_testimony(UnitOfWork(archive, researcher(who)), group.talk)
        for who in ("ana", "eve")
    }
    assert [t.codes for t in read["ana"]] == [()] * len(read["eve"])
    assert [t.codes for t in read["eve"] if t.codes] == [("V.ID",)]
    approval.index(UnitOfWork(archive, someone(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)), group.talk)
    hits = {
        who: reading.search_passages(UnitOfWork(archive, researcher(who)), parse("school"))
        for who in ("ana", "eve")
    }
    assert [p.codes for p in hits["ana"]] == [()]
    assert [p.codes for p in hits["eve"]] == [("V.ID",)]


def test_a_closed_round_is_found_by_code(archive: Archive, group: Group, blind: Round) -> None:
    approval.index(UnitOfWork(archive, someone(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)), group.talk)
    code(archive, group, "money", "16.5", "ana")
    assert reading.search_passages(UnitOfWork(archive, researcher("eve")), parse("code:16.5")) == []
    rounds.close_round(UnitOfWork(archive, researcher("ana")), blind.id)
    assert len(reading.search_passages(UnitOfWork(archive, researcher("eve")), parse("code:16.5"))) == 1
