"""Words given to another voice: its consent is asked, its key seals them, codes go along, the log tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound, Refused, UsageError
from archive.intake import admission, consents
from archive.model import Action, Fit, Role, Testimony, TestimonyState, TurnKind, TurnState
from archive.ports import Archive
from archive.review import reattribution
from archive.review.reattribution import INTERVIEWER, Cut, Whose
from consent.record import State
from tests.web.made import record, viewer
from tests.withdrawal import group
from tests.withdrawal.group import OWN, PROJECT, WHO

TURN = OWN[1]
"""A turn of the first voice: coded, quoted, and given away here."""
CUT = len("Nobody came to the lavender market, ")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("voices")
    return folder, group.make(folder)


@pytest.fixture
def archive(made: tuple[Path, str], tmp_path: Path) -> Iterator[Archive]:
    with group.opened(group.copy(made[0], tmp_path / "copy")) as found:
        yield found.archive


@pytest.fixture
def testimony(made: tuple[Path, str]) -> str:
    return made[1]


def steward(archive: Archive) -> UnitOfWork:
    return UnitOfWork(archive, group.steward())


def kept(archive: Archive, testimony: str) -> Testimony:
    whole = archive.store.testimonies.get(testimony)
    assert whole is not None
    return whole


def said(archive: Archive, testimony: str, turn: int) -> str:
    return archive.store.testimonies.unseal(testimony, [turn]).get(turn, "")


def sealed(archive: Archive, testimony: str) -> set[tuple[int, int, str]]:
    """Version, number and key of every turn of which any version holds words."""
    query = "SELECT version, number, subject FROM turns WHERE testimony = ? AND sealed_words IS NOT NULL"
    with archive.store.database.reading() as connection:  # type: ignore[attr-defined]
        return {tuple(row) for row in connection.exec_driver_sql(query, (testimony,)).all()}


def test_a_turn_goes_to_another_voice_with_its_codes_and_under_its_key(
    archive: Archive, testimony: str
) -> None:
    words = said(archive, testimony, TURN)
    done = reattribution.give(steward(archive), testimony, TURN, Whose("p-two"))
    now = kept(archive, testimony)
    assert (now.version, now.state) == (2, TestimonyState.SEALED)
    assert (now.turns[TURN].participant, now.turns[TURN].label) == ("p-two", "R2")
    assert said(archive, testimony, TURN) == words
    assert (done.codings, done.changed, done.lost, len(done.quotes)) == (2, (), (), 1)
    assert {c.turn for c in archive.store.codings.of(testimony)} == {TURN, 6}
    assert {q.turn for q in archive.store.quotes.of(testimony)} == {6}
    assert [i for i in archive.index.ids() if i.startswith(testimony)] == []
    event = next(iter(archive.log.entries(action=Action.TESTIMONY_CORRECT))).event
    assert {WHO, "p-two"} <= set(event.participants)
    assert dict(event.details)["quotes"] == "1"


def test_the_withdrawal_of_the_wrong_voice_leaves_the_words_and_that_of_the_right_one_takes_them(
    archive: Archive, testimony: str
) -> None:
    reattribution.give(steward(archive), testimony, TURN, Whose("p-two"))
    officer = UnitOfWork(archive, viewer(Role.DPO))
    withdrawal.withdraw(officer, WHO, None, "asked")
    assert "lavender" in said(archive, testimony, TURN)
    withdrawal.withdraw(officer, "p-two", None, "asked")
    assert said(archive, testimony, TURN) == ""
    with pytest.raises(KeyDestroyed):
        archive.keys.key("p-two")


def test_no_older_version_keeps_the_words_under_the_wrong_key(archive: Archive, testimony: str) -> None:
    reattribution.give(steward(archive), testimony, TURN, Whose("p-two"))
    held = sealed(archive, testimony)
    assert (1, TURN, WHO) not in held
    assert (2, TURN, "p-two") in held
    assert (1, OWN[0], WHO) in held, "what nobody gave away stays as it was"


def test_whoever_has_no_consent_gets_nothing(archive: Archive, testimony: str) -> None:
    with pytest.raises(UsageError, match="No consent of this participant"):
        reattribution.give(steward(archive), testimony, TURN, Whose("p-stranger"))
    assert kept(archive, testimony).version == 1


def test_words_of_somebody_who_refused_go_for_good_once_the_steward_says_so(
    archive: Archive, testimony: str
) -> None:
    refusal = record("p-eve", "group.txt", "R9", PROJECT)
    refusal = replace(refusal, grants=tuple(replace(g, state=State.REFUSED) for g in refusal.grants))
    consents.record_consents(UnitOfWork(archive, viewer(Role.COLLECTOR)), [refusal])
    with pytest.raises(Refused, match="may go for good"):
        reattribution.give(steward(archive), testimony, TURN, Whose("p-eve"))
    assert "lavender" in said(archive, testimony, TURN)
    done = reattribution.give(steward(archive), testimony, TURN, Whose("p-eve"), may_go=True)
    assert done.withheld == 1
    assert kept(archive, testimony).turns[TURN].state is TurnState.NEVER_STORED
    assert said(archive, testimony, TURN) == ""
    assert len(done.lost) == 1
    assert {number for _, number, _ in sealed(archive, testimony)}.isdisjoint({TURN})


@pytest.mark.parametrize("turn", [TURN, OWN[0]])
def test_the_same_file_does_not_bring_back_what_a_steward_let_go(
    archive: Archive, testimony: str, turn: int
) -> None:
    refusal = record("p-eve", "group.txt", "R9", PROJECT)
    refusal = replace(refusal, grants=tuple(replace(g, state=State.REFUSED) for g in refusal.grants))
    collector = UnitOfWork(archive, viewer(Role.COLLECTOR))
    consents.record_consents(collector, [refusal])
    reattribution.give(steward(archive), testimony, turn, Whose("p-eve"), may_go=True)
    again = admission.take_in(collector, group.draft(), PROJECT, 90)
    assert again.testimony == testimony
    assert kept(archive, testimony).turns[turn].state is TurnState.NEVER_STORED
    assert said(archive, testimony, turn) == ""
    other = replace(group.draft(), digest="another-file")
    taken = admission.take_in(collector, other, PROJECT, 90)
    assert taken.testimony not in (None, testimony)
    assert said(archive, taken.testimony or "", turn) == ""
    assert any("a steward let go" in notice for notice in taken.notices)


def test_a_turn_is_cut_and_its_end_given_to_somebody(archive: Archive, testimony: str) -> None:
    before = kept(archive, testimony)
    text = "".join(archive.store.testimonies.unseal(testimony).values())
    done = reattribution.split(steward(archive), testimony, TURN, Cut(CUT, CUT + 4), Whose("p-three"))
    now = kept(archive, testimony)
    assert len(now.turns) == len(before.turns) + 1
    assert "".join(archive.store.testimonies.unseal(testimony).values()) == text
    assert [t.index for t in now.turns] == list(range(len(now.turns)))
    assert (now.turns[TURN].participant, now.turns[TURN + 1].participant) == (WHO, "p-three")
    second = now.turns[TURN + 1]
    assert text[second.body : second.end] == "the boats were gone.\n"
    assert len(done.changed) == 1, "the coding lay over the border"
    [cut] = [c for c in archive.store.codings.of(testimony) if c.fit is Fit.CHANGED]
    assert cut.quote == text[cut.start : cut.end]
    [quote] = archive.store.quotes.of(testimony)
    assert (quote.turn, quote.version) == (7, 2)
    assert now.turns[quote.turn].start <= quote.start < now.turns[quote.turn].end


def test_a_cut_that_is_joined_again_reads_as_before(archive: Archive, testimony: str) -> None:
    before = kept(archive, testimony)
    reattribution.split(steward(archive), testimony, TURN, Cut(CUT, CUT), None)
    reattribution.join(steward(archive), testimony, TURN)
    now = kept(archive, testimony)
    assert [(t.start, t.end, t.participant, t.kind) for t in now.turns] == [
        (t.start, t.end, t.participant, t.kind) for t in before.turns
    ]
    assert len(archive.store.codings.of(testimony)) == 2


def test_words_become_a_question_and_back(archive: Archive, testimony: str) -> None:
    reattribution.give(steward(archive), testimony, TURN, INTERVIEWER)
    turn = kept(archive, testimony).turns[TURN]
    assert (turn.participant, turn.kind) == (None, TurnKind.QUESTION)
    back = reattribution.speaker_of(steward(archive), testimony, OWN[0])
    reattribution.give(steward(archive), testimony, TURN, back)
    assert kept(archive, testimony).turns[TURN].participant == WHO


@pytest.mark.parametrize("cut", [Cut(0, 0), Cut(5, 3), Cut(9_000, 9_000), Cut(5, 9_000)])
def test_a_cut_leaves_words_on_both_sides(archive: Archive, testimony: str, cut: Cut) -> None:
    with pytest.raises(UsageError):
        reattribution.split(steward(archive), testimony, TURN, cut, None)


def test_a_turn_that_is_not_there_or_theirs_already(archive: Archive, testimony: str) -> None:
    with pytest.raises(NotFound):
        reattribution.give(steward(archive), testimony, 99, Whose("p-two"))
    with pytest.raises(UsageError, match="already"):
        reattribution.give(steward(archive), testimony, TURN, Whose(WHO))


def test_nobody_reads_it_until_it_was_reviewed_again(archive: Archive, testimony: str) -> None:
    reattribution.give(steward(archive), testimony, TURN, Whose("p-two"))
    assert group.found_by(archive, "market") == set()
    with pytest.raises(NotFound):
        reading.read_testimony(UnitOfWork(archive, group.researcher()), testimony)
