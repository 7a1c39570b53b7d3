"""A corrected transcript: the old version stays sealed, codes follow their words, review begins anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.coding.moving import Edit
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, Fit, Role, TestimonyState, TurnState
from archive.ports import Archive
from archive.review import correction
from archive.study import coding_acts
from consent.record import Purpose
from tests.study.group import SAID, TALK, Group, keep, researcher, someone
from tests.study.test_coding_acts import code, marked

STEWARD = someone(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
OLD = TALK[1][1]


def edit(old: str, new: str) -> list[Edit]:
    at = OLD.index(old)
    return [Edit(at, at + len(old), new)]


def approve(archive: Archive, group: Group) -> None:
    archive.store.testimonies.set_state(group.talk, TestimonyState.APPROVED)


def words(archive: Archive, group: Group) -> str:
    return "".join(archive.store.testimonies.unseal(group.talk).values())


def test_a_correction_is_a_new_version_and_moves_no_code(archive: Archive, group: Group) -> None:
    whole = code(archive, group, "closed for fifty days")
    later = code(archive, group, "money at the gate", "16.5")
    before = words(archive, group)
    done = correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit("fifty", "fifteen"))
    assert (done.version, done.codings, done.changed, done.lost) == (2, 2, (whole,), ())
    assert words(archive, group) == before.replace("fifty", "fifteen")
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    assert testimony.state is TestimonyState.SEALED
    assert testimony.length == len(before) + 2
    approve(archive, group)
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    assert marked(sheet) == [("3.8", "closed for fifteen days"), ("16.5", "money at the gate")]
    assert [(s.id, s.fit) for s in sheet.look] == [(whole, Fit.CHANGED)]
    coding_acts.confirm(UnitOfWork(archive, researcher()), whole)
    assert coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk).look == ()
    assert [c.version for c in archive.store.codings.versions(later)] == [1, 2]


def test_a_code_whose_words_are_gone_is_lost_kept_and_listed(archive: Archive, group: Group) -> None:
    made = code(archive, group, "fifty days")
    done = correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit(" for fifty days", ""))
    assert done.lost == (made,)
    approve(archive, group)
    sheet = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)
    assert marked(sheet) == []
    assert [(s.id, s.code, s.text, s.fit) for s in sheet.look] == [(made, "3.8", "", Fit.LOST)]
    kept = archive.store.codings.get(made)
    assert kept is not None
    assert kept.quote == "fifty days"
    again = correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, [Edit(0, 1, "Well, i")])
    assert again.lost == (made,)


def test_undo_goes_on_after_a_correction(archive: Archive, group: Group) -> None:
    made = code(archive, group, "clinic")
    coding_acts.undo(UnitOfWork(archive, researcher()), group.talk)
    correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, [Edit(0, 0, "Listen. ")])
    approve(archive, group)
    assert coding_acts.redo(UnitOfWork(archive, researcher()), group.talk) == [made]
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == [("3.8", "clinic")]


def test_a_decision_on_untouched_words_goes_along_and_the_name_stays_masked(
    archive: Archive, group: Group
) -> None:
    correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, [Edit(0, 0, "Listen. ")])
    approve(archive, group)
    turn = coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk).turns[1]
    assert turn.text.startswith("Listen. I am [Person A] of the camp.")
    assert SAID not in turn.text


def test_a_decision_on_touched_words_is_not_trusted_any_more(archive: Archive, group: Group) -> None:
    correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit("Canary", "Canaries"))
    assert archive.store.reviews.findings(group.talk) == []
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    assert testimony.state is TestimonyState.SEALED
    with pytest.raises((NotFound, Refused)):
        coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)


def test_a_turn_given_anew_is_compared_with_the_old(archive: Archive, group: Group) -> None:
    made = code(archive, group, "closed for fifty days")
    said = "Yes. " + OLD.replace("camp", "settlement")
    done = correction.rewrite(UnitOfWork(archive, STEWARD), group.talk, 1, said + "\r\n")
    assert (done.changed, done.lost) == ((), ())
    approve(archive, group)
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == [
        ("3.8", "closed for fifty days")
    ]
    kept = archive.store.codings.get(made)
    assert kept is not None
    assert (kept.version, kept.fit) == (2, Fit.WORDS)


def test_a_mark_at_the_seam_is_normalised_as_the_text_was(archive: Archive, group: Group) -> None:
    code(archive, group, "clinic")
    at = OLD.index("clinic") + len("clinic")
    done = correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, [Edit(at, at, "\u0301")])
    assert len(done.changed) == 1
    assert "clini\u0107" in words(archive, group)


@pytest.mark.parametrize(
    "edits", [[], [Edit(0, 1, "I")], [Edit(0, len(OLD), " ")], [Edit(5, 999, "x")], [Edit(3, 2, "x")]]
)
def test_a_correction_that_is_none_is_refused(archive: Archive, group: Group, edits: list[Edit]) -> None:
    with pytest.raises(UsageError):
        correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edits)
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    assert testimony.version == 1


def test_only_a_steward_corrects_and_only_what_may_be_opened(archive: Archive, group: Group) -> None:
    for who in (researcher(), someone(Role.DPO), someone(Role.ADVOCACY, Purpose.MEDIA)):
        with pytest.raises((Refused, NotFound)):
            correction.correct(UnitOfWork(archive, who), group.talk, 1, edit("fifty", "fifteen"))
    archive.store.testimonies.set_turn_state(group.talk, 3, TurnState.SHREDDED)
    for turn in (3, 99, -1):
        with pytest.raises(NotFound):
            correction.correct(UnitOfWork(archive, STEWARD), group.talk, turn, [Edit(0, 1, "x")])
    archive.store.testimonies.set_state(group.talk, TestimonyState.CLOSED)
    with pytest.raises(Refused):
        correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit("fifty", "fifteen"))


def test_a_shredded_turn_stays_shredded_in_the_next_version(archive: Archive, group: Group) -> None:
    archive.store.testimonies.set_turn_state(group.talk, 3, TurnState.SHREDDED)
    correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit("fifty", "fifteen"))
    assert archive.store.testimonies.unseal(group.talk).keys() == {0, 1, 2}
    testimony = archive.store.testimonies.get(group.talk)
    assert testimony is not None
    assert testimony.turns[3].state is TurnState.SHREDDED


def test_a_correction_is_an_event_with_counts_and_no_word(archive: Archive, group: Group) -> None:
    code(archive, group, "closed for fifty days")
    correction.correct(UnitOfWork(archive, STEWARD), group.talk, 1, edit("fifty", "fifteen"))
    event = list(archive.log.entries())[-1].event
    assert (event.action, event.version, event.turn) == (Action.TESTIMONY_CORRECT, 2, 1)
    assert dict(event.details) == {"codings": "1", "changed": "1", "lost": "0"}
    assert "fift" not in repr(event)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_correction_leaves_every_coding_on_its_quote(archive: Archive, data: st.DataObject) -> None:
    """Through the store: whatever is corrected, a coding's quote stands at its place, or it is lost."""
    group = Group(keep(archive, TALK), ())
    for what in ("3.8", "V.ID"):
        start = data.draw(st.integers(0, 50))
        coding_acts.code(
            UnitOfWork(archive, researcher()), group.talk, coding_acts.Selection(1, start, start + 12), what
        )
    for _ in range(2):
        turn = data.draw(st.sampled_from([1, 2]))
        body = archive.store.testimonies.unseal(group.talk, [turn])[turn][4:].rstrip("\n")
        at = data.draw(st.integers(0, len(body)))
        stop = data.draw(st.integers(at, min(len(body), at + 15)))
        correction.correct(UnitOfWork(archive, STEWARD), group.talk, turn, [Edit(at, stop, "ঞ্চZ")])
    text = words(archive, group)
    for coding in archive.store.codings.of(group.talk):
        assert coding.version == 3
        assert text[coding.start : coding.end] == coding.quote
