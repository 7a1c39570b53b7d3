"""A colleague's file coding by coding: one that is refused stops no other, and each is answered for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.coding.refi.project import Coded, CodeEntry, Passage, Project
from archive.coding.refi.reader import read
from archive.errors import Refused, SealBroken
from archive.model import Action
from archive.ports import Archive
from archive.study import coding_acts, exchange
from archive.study.coding_acts import Span
from archive.study.exchange import receiving
from tests.study.group import NOON, Group, researcher

PHRASES = ("closed for fifty days", "walked to the school", "money at the gate", "nobody came")
RUNS = count()


def sent(archive: Archive) -> Project:
    return read(exchange.send(UnitOfWork(archive, researcher()), "delta", "partner-3").content)


def coded(project: Project, phrases: Sequence[str], code: CodeEntry) -> Project:
    """The project with one code on each of these phrases."""
    (source,) = [one for one in project.sources if PHRASES[0] in one.text]
    passages = [
        Passage(
            f"{code.guid[:24]}{n:012x}", source.text.index(words), source.text.index(words) + len(words),
            (Coded(f"{code.guid[:24]}{n + 999:012x}", code.guid, "", NOON),),
        )
        for n, words in enumerate(phrases)
    ]  # fmt: skip
    others = tuple(one for one in project.sources if one is not source)
    grown = replace(source, passages=(*source.passages, *passages))
    return replace(project, sources=(grown, *others), codes=(*project.codes, code))


def entry(number: int, colour: str | None = None) -> CodeEntry:
    return CodeEntry(f"{number:08x}-0000-4000-8000-0000000000aa", f"Hope {number}", colour=colour)


def refusing(monkeypatch: pytest.MonkeyPatch, archive: Archive, refused: frozenset[str]) -> None:
    """Let no coding be put on these phrases, as where a blind round compares others."""

    def place(work: UnitOfWork, testimony: str, spans: Sequence[Span], **how: object) -> object:
        kept = archive.store.testimonies.get(testimony)
        assert kept is not None
        text = "".join(archive.store.testimonies.unseal(testimony)[t.index] for t in kept.turns)
        if any(text[span.start : span.end] in refused for span in spans):
            raise Refused("This blind round compares other codes; use one of those.")
        return coding_acts.place(work, testimony, spans, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "place", place)


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_coding_that_fits_is_put_among_any_that_are_refused(
    archive: Archive, group: Group, data: st.DataObject
) -> None:
    phrases = data.draw(st.permutations(PHRASES))
    refused = frozenset(data.draw(st.lists(st.sampled_from(PHRASES), unique=True)))
    code = entry(next(RUNS) + 1)
    file = coded(sent(archive), phrases, code)
    with pytest.MonkeyPatch.context() as patched:
        refusing(patched, archive, refused)
        came = exchange.bring(UnitOfWork(archive, researcher()), "delta", file, "ana")
    [code_id] = came.codes
    on = {c.quote for c in archive.store.codings.of(group.talk) if c.code == code_id}
    assert on == set(PHRASES) - refused
    assert (came.put, came.refused) == (len(on), len(refused))
    assert {one.why for one in came.look} == ({"This blind round compares other codes; use one of those."}
                                              if refused else set())  # fmt: skip
    again = exchange.bring(UnitOfWork(archive, researcher()), "delta", file, "ana")
    assert (again.put, again.refused) == (len(refused), 0)


def test_a_testimony_that_does_not_open_stops_no_other(
    archive: Archive, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sent(archive)
    file = coded(project, PHRASES[:2], entry(77))
    (talk,) = [one for one in file.sources if PHRASES[0] in one.text]
    stranger = replace(talk, guid="00000000-0000-4000-8000-00000000dead", name="later.txt")
    unseal, broken = archive.store.testimonies.unseal, [group.talk]

    def unsealed(testimony: str, *which: object) -> object:
        if testimony in broken:
            raise SealBroken("A seal does not open.", testimony)
        return unseal(testimony, *which)  # type: ignore[arg-type]

    monkeypatch.setattr(archive.store.testimonies, "unseal", unsealed)
    came = exchange.bring(
        UnitOfWork(archive, researcher()), "delta", replace(file, sources=(talk, stranger)), "ana"
    )
    assert (came.put, came.refused, came.strangers) == (0, 2, (1,))
    assert came.brought == len(came.look) == 4
    told = {entry.event.object_id for entry in archive.log.entries(action=Action.SEAL_OPEN.value)}
    assert told == {group.talk}
    broken.clear()
    assert exchange.bring(UnitOfWork(archive, researcher()), "delta", file, "ana").put == 2


def test_a_code_that_the_codebook_refuses_stops_no_other(archive: Archive, group: Group) -> None:
    file = coded(coded(sent(archive), PHRASES[:1], entry(81, "not a colour")), PHRASES[1:3], entry(82))
    came = exchange.bring(UnitOfWork(archive, researcher()), "delta", file, "ana")
    assert came.put == 2
    [notice] = [one for one in came.notices if "Not in the codebook" in one]
    assert came.codes[0] not in notice
    [doubt] = came.look
    assert "which code this is" in doubt.why
