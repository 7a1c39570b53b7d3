"""Codebook and memos of a project: versions, rights, and no memo on words that are closed."""

from __future__ import annotations

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.model import Action, MemoOn, Role
from archive.ports import Archive
from archive.study import coding_acts, notebook
from consent.record import Purpose
from taxonomies.codebook import Code
from tests.study.group import Group, researcher, someone, withdraw
from tests.study.test_coding_acts import code, marked


def test_a_project_starts_with_the_standard_codebook_and_makes_it_its_own(
    archive: Archive, group: Group
) -> None:
    first = notebook.codebook(UnitOfWork(archive, researcher()), "delta")
    assert "3.8" in first.codes
    made = notebook.change_codebook(
        UnitOfWork(archive, researcher()), "delta", lambda b: b.add(Code("gate", "Gate money"))
    )
    assert made.version == first.version + 1
    assert notebook.codebook(UnitOfWork(archive, researcher("abe")), "delta") == made
    code(archive, group, "money", "gate")
    notebook.change_codebook(UnitOfWork(archive, researcher()), "delta", lambda b: b.retire("gate"))
    with pytest.raises(UsageError):
        code(archive, group, "money", "gate")
    assert marked(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk)) == [("gate", "money")]


def test_an_act_that_does_not_fit_changes_nothing(archive: Archive, group: Group) -> None:
    with pytest.raises(UsageError):
        notebook.change_codebook(
            UnitOfWork(archive, researcher()), "delta", lambda b: b.add(Code("3.8", "Again"))
        )
    book = notebook.change_codebook(
        UnitOfWork(archive, researcher()), "delta", lambda b: b.add(Code("a", "A"))
    )
    with pytest.raises(UsageError):
        notebook.change_codebook(UnitOfWork(archive, researcher()), "delta", lambda b: book)
    for who in (someone(Role.ADVOCACY, Purpose.MEDIA), someone(Role.STEWARD)):
        with pytest.raises(Refused):
            notebook.codebook(UnitOfWork(archive, who), "delta")
    with pytest.raises(NotFound):
        notebook.codebook(UnitOfWork(archive, researcher(project="hills")), "delta")


def test_memos_on_code_coding_and_testimony_in_one_report(archive: Archive, group: Group) -> None:
    made = code(archive, group, "clinic")
    ana, abe = researcher(), researcher("abe")
    for on, about in ((MemoOn.CODE, "3.8"), (MemoOn.CODING, made), (MemoOn.TESTIMONY, group.talk)):
        notebook.write_memo(UnitOfWork(archive, ana), on, about, f" a thought on {on} ", "delta")
    notebook.write_memo(UnitOfWork(archive, abe), MemoOn.CODING, made, "another", "delta")
    found = notebook.memos(UnitOfWork(archive, abe), "delta")
    assert [(m.on, m.author, m.text) for m in found] == [
        (MemoOn.CODE, "ana", "a thought on code"), (MemoOn.CODING, "ana", "a thought on coding"),
        (MemoOn.TESTIMONY, "ana", "a thought on testimony"), (MemoOn.CODING, "abe", "another"),
    ]  # fmt: skip
    notebook.write_memo(UnitOfWork(archive, ana), MemoOn.CODE, "3.8", "", "delta")
    assert len(notebook.memos(UnitOfWork(archive, abe), "delta")) == 3
    events = [e.event for e in archive.log.entries(action=Action.MEMO_WRITE.value)]
    assert len(events) == 5
    assert not any("thought" in repr(e) for e in events)


def test_a_memo_is_closed_with_the_words_it_is_on(archive: Archive, group: Group) -> None:
    made, other = code(archive, group, "clinic"), code(archive, group, "nobody came", "V.ID")
    for on, about in ((MemoOn.CODING, made), (MemoOn.CODING, other), (MemoOn.TESTIMONY, group.talk)):
        notebook.write_memo(UnitOfWork(archive, researcher()), on, about, "thought", "delta")
    withdraw(archive, "p-1", Purpose.RESEARCH_PROJECT)
    assert [m.object for m in notebook.memos(UnitOfWork(archive, researcher()), "delta")] == [other]
    for on, about in ((MemoOn.CODING, made), (MemoOn.TESTIMONY, group.talk), (MemoOn.CODING, "c-none")):
        with pytest.raises(NotFound):
            notebook.write_memo(UnitOfWork(archive, researcher()), on, about, "thought", "delta")
    with pytest.raises(UsageError):
        notebook.write_memo(UnitOfWork(archive, researcher()), MemoOn.CODE, "no-code", "thought", "delta")
    with pytest.raises(NotFound):
        notebook.write_memo(
            UnitOfWork(archive, researcher(project="hills")), MemoOn.CODING, other, "x", "hills"
        )
