"""Verdicts teach the project's tagger where consent allows it, and nothing of it outlives a withdrawal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.model import Role, Suggestion, Verdict, Viewer, new_id
from archive.ports import Archive
from archive.review import tagging
from archive.study import coding_acts, learning
from consent.record import Audience, Form, Grant, Purpose, State
from tests.scopes import EVERY
from tests.study.group import Group, keep, researcher, someone

WATER = "We walk two hours for water and the well is dry again, number {}."
THANKS = "Thank you for coming, we are all fine here today, number {}."


def agree(archive: Archive, participant: str) -> None:
    """The participant also agrees to the training of a model."""
    (record,) = archive.store.consents.current(EVERY, [participant])
    grant = Grant(
        Purpose.MODEL_TRAINING, State.GIVEN, frozenset({Form.DEID_TEXT}), frozenset({Audience.PROJECT})
    )
    changed = replace(
        record, version=record.version + 1, supersedes=record.version, grants=(*record.grants, grant)
    )
    archive.store.consents.add(changed)


def judged(archive: Archive, count: int = 12) -> None:
    """Proposals of one code: accepted where they speak of water, rejected where nobody complains."""
    for n in range(count):
        for words, verdict in ((WATER, Verdict.ACCEPT), (THANKS, Verdict.REJECT)):
            one = keep(archive, (("R1", words.format(n), "p-1"),))
            turn = archive.store.testimonies.get(one).turns[0]  # type: ignore[union-attr]
            found = Suggestion(new_id("s"), one, 1, 0, turn.body, turn.end - 1, "6.1", 0.6, "test")
            archive.store.codings.suggest(one, [found])
            coding_acts.judge(UnitOfWork(archive, researcher()), one, found.id, verdict)


def test_nothing_is_learnt_from_words_that_may_not_train(archive: Archive, group: Group) -> None:
    judged(archive, 9)
    done = learning.learn(UnitOfWork(archive, researcher()), "delta")
    assert (done.verdicts, done.codes, done.withheld) == (0, (), 18)
    assert tagging.learnt_for(archive, "delta") is None


def test_verdicts_teach_and_a_withdrawal_takes_it_away(archive: Archive, group: Group) -> None:
    agree(archive, "p-1")
    judged(archive)
    done = learning.learn(UnitOfWork(archive, researcher()), "delta")
    assert done.verdicts == 24
    assert done.codes == ("6.1",)
    known = tagging.learnt_for(archive, "delta")
    assert known is not None
    officer = Viewer("the-dpo", Role.DPO, frozenset({"delta"}))
    receipt = withdrawal.withdraw(UnitOfWork(archive, officer), "p-1", None, "asked")
    assert any("taught" in ended.what for ended in receipt.outcomes)
    assert tagging.learnt_for(archive, "delta") is None


def test_a_changed_consent_stops_its_use(archive: Archive, group: Group) -> None:
    agree(archive, "p-1")
    judged(archive)
    learning.learn(UnitOfWork(archive, researcher()), "delta")
    agree(archive, "p-2")
    assert tagging.learnt_for(archive, "delta") is None


@pytest.mark.parametrize("role", [Role.ADVOCACY, Role.STEWARD, Role.DPO, Role.ADMINISTRATOR])
def test_only_a_researcher_teaches(archive: Archive, role: Role) -> None:
    with pytest.raises(Refused):
        learning.learn(UnitOfWork(archive, someone(role, Purpose.RESEARCH_PROJECT)), "delta")
