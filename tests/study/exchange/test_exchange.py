"""Coding goes out redacted and comes back onto the originals; what is not open never leaves."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from archive.access.gate import UnitOfWork
from archive.coding.refi.project import Coded, CodeEntry, Note, Passage, Project, Source, User
from archive.coding.refi.reader import read
from archive.coding.refi.writer import written
from archive.errors import Refused
from archive.model import Action, MemoOn, Outcome, Role
from archive.ports import Archive
from archive.study import coding_acts, exchange, notebook
from consent.record import Purpose
from tests.study.group import NOON, SAID, Group, researcher, someone, withdraw
from tests.study.test_coding_acts import code

COLLEAGUE = User("0a1b2c3d-0000-4000-8000-000000000001", "colleague")
MARKED = "0a1b2c3d-0000-4000-8000-0000000000dd"
HOPE = CodeEntry("0a1b2c3d-0000-4000-8000-0000000000aa", "Hope", description="what they wish for")


def sent(archive: Archive) -> Project:
    return read(exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3").content)


def coded(project: Project, words: str, what: CodeEntry = HOPE) -> Project:
    """The project as a colleague sends it back: one more code on some words of one source, with a memo."""
    n, source = next((n, s) for n, s in enumerate(project.sources) if words in s.text)
    at = source.text.index(words)
    memo = Note("0a1b2c3d-0000-4000-8000-0000000000bb", "Memo", "said twice", COLLEAGUE.guid)
    one = Coded("0a1b2c3d-0000-4000-8000-0000000000cc", what.guid, COLLEAGUE.guid, NOON, (memo.guid,))
    grown = replace(
        source,
        passages=(*source.passages, Passage(MARKED, at, at + len(words), (one,))),
    )  # fmt: skip
    sources = (*project.sources[:n], grown, *project.sources[n + 1 :])
    return replace(
        project, sources=sources, codes=(*project.codes, what), users=(*project.users, COLLEAGUE),
        notes=(*project.notes, memo),
    )  # fmt: skip


def test_what_goes_out_is_the_rendering_with_its_codes_and_memos(archive: Archive, group: Group) -> None:
    made = code(archive, group, "closed for fifty days")
    notebook.write_memo(UnitOfWork(archive, researcher()), MemoOn.CODING, made, "a long time", "delta")
    file = exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3")
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        inside = b"".join(package.read(name) for name in package.namelist()).decode()
    for part in (SAID, *SAID.split(), "p-1", "p-2"):
        assert part not in inside
    project = read(file.content)
    (source,) = project.sources
    (passage,) = source.passages
    assert source.text[passage.start : passage.end] == "closed for fifty days"
    assert [n.text for n in project.notes] == ["a long time"]
    assert len(project.cases) == 2
    assert any("Consent" in sentence for sentence in file.withheld)


def test_what_consent_closes_stays_and_is_counted(archive: Archive, group: Group) -> None:
    code(archive, group, "nobody came")
    withdraw(archive, "p-2", Purpose.RESEARCH_PROJECT)
    file = exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3")
    (source,) = read(file.content).sources
    assert "nobody" not in source.text
    assert source.passages == ()
    assert any("1 turns" in sentence for sentence in file.withheld)


def test_an_export_is_an_event_for_each_testimony(archive: Archive, group: Group) -> None:
    before = archive.log.size()
    exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3")
    told = [e.event for e in list(archive.log.entries())[before:] if e.event.action is Action.CODING_EXPORT]
    assert [e.object_id for e in told] == [group.talk]
    assert [dict(e.details)["recipient"] for e in told] == ["partner-3"]


@pytest.mark.parametrize("recipient", ["", "  ", "Mrs. Somebody of the paper", "partner-3\n", "=cmd", "é"])
def test_nothing_leaves_for_nobody(archive: Archive, group: Group, recipient: str) -> None:
    before = archive.log.size()
    with pytest.raises(Refused, match="for whom"):
        exchange.send(UnitOfWork(archive, researcher()), "delta", recipient)
    [refusal] = [e.event for e in list(archive.log.entries())[before:]]
    assert (refusal.action, refusal.outcome) == (Action.CODING_EXPORT, Outcome.DENY)
    assert dict(refusal.details) == {"reason": "recipient_missing"}


@pytest.mark.parametrize("role", [Role.ADVOCACY, Role.DPO, Role.ADMINISTRATOR, Role.STEWARD])
def test_nobody_but_a_researcher_exports_or_imports_coding(archive: Archive, role: Role) -> None:
    with pytest.raises(Refused):
        exchange.send(UnitOfWork(archive, someone(role, Purpose.RESEARCH_PROJECT)), "delta", "partner-3")
    with pytest.raises(Refused):
        exchange.bring(UnitOfWork(archive, someone(role, Purpose.RESEARCH_PROJECT)), "delta", Project("x"))


def test_a_colleagues_coding_lands_on_the_original(archive: Archive, group: Group) -> None:
    code(archive, group, "closed for fifty days")
    file = written(coded(sent(archive), "wanted money at the gate"), NOON)
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", read(file))
    assert (done.put, done.already, done.look, done.strangers) == (1, 1, (), ())
    (new,) = done.codes
    kept = next(c for c in archive.store.codings.of(group.talk) if c.code == new)
    assert kept.quote == "wanted money at the gate"
    assert kept.memo == "said twice"
    assert kept.source == "import 0a1b2c3d"
    assert notebook.book_of(archive, "delta").codes[new].label == "Hope"
    again = exchange.bring(UnitOfWork(archive, researcher()), "delta", read(file))
    assert (again.put, again.already, again.codes) == (0, 2, ())


def test_a_code_over_a_pseudonym_takes_in_the_whole_name(archive: Archive, group: Group) -> None:
    project = coded(sent(archive), "Person A")
    exchange.bring(UnitOfWork(archive, researcher()), "delta", project)
    (kept,) = archive.store.codings.of(group.talk)
    assert kept.quote == SAID
    assert SAID not in repr(coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk))


def test_words_that_read_otherwise_now_are_listed_not_moved(archive: Archive, group: Group) -> None:
    project = sent(archive)
    (source,) = project.sources
    other = source.text.replace("twice", "three times over")
    project = coded(replace(project, sources=(replace(source, text=other),)), "three times over")
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", project)
    assert done.put == 0
    assert [d.testimony for d in done.look] == [group.talk]
    assert archive.store.codings.of(group.talk) == []


def test_a_text_without_our_guid_is_known_by_its_lines(archive: Archive, group: Group) -> None:
    project = sent(archive)
    (source,) = project.sources
    text = source.text.replace("Voice 1: ", "R1 ").replace("Interviewer: ", "")
    strange = replace(source, guid="0a1b2c3d-0000-4000-8000-0000000000ee", text=text)
    done = exchange.bring(
        UnitOfWork(archive, researcher()), "delta", coded(replace(project, sources=(strange,)), "nobody came")
    )
    assert done.put == 1
    assert [c.quote for c in archive.store.codings.of(group.talk)] == ["nobody came"]


def test_a_text_that_the_archive_does_not_hold_is_named(archive: Archive, group: Group) -> None:
    other = Source(
        "0a1b2c3d-0000-4000-8000-0000000000ff", "elsewhere", "Rains came late in our valley this year.\n"
    )
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", Project("x", sources=(other,)))
    assert done.strangers == (0,)


def test_a_selection_over_two_turns_is_put_on_both(archive: Archive, group: Group) -> None:
    project = sent(archive)
    text = project.sources[0].text
    begun = text[text.index("nobody came") : text.index("money at") + 5]
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", coded(project, begun))
    quotes = [c.quote for c in archive.store.codings.of(group.talk)]
    assert done.put == len(quotes) == 2
    assert quotes == ["nobody came.", "They wanted money"]


def test_answers_that_few_people_share_stay(archive: Archive, voices: Group) -> None:
    file = exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3")
    values = {pair for case in read(file.content).cases for pair in case.values}
    assert values == {("country", "BD")}
    assert any("share them" in sentence for sentence in file.withheld)
