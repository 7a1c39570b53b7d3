"""Researchers' own texts that repeat somebody go with that person; what they wrote themselves stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.model import MemoOn
from archive.model.outcomes import WithdrawalOutcome
from archive.ports import Archive
from archive.study import notebook
from archive.study.notebook import book_of
from archive.withdrawal.repeated import RUN, repetitions, runs
from consent.record import Purpose
from taxonomies.codebook import Code
from tests.withdrawal import group
from tests.withdrawal.group import PROJECT, WHO

SAID = "the marmalade clinic was SHUT and the nurse"
"""Words of the person, as somebody would copy them."""
OTHERS = "the water stood in the road until the harvest"
OWN = "closed on days when it should be open"


def note(archive: Archive) -> None:
    """A code whose texts repeat two people, in two versions, and memos on it."""
    code = Code("shut", f"in vivo: {SAID}", "3.8", OWN, (f"“…{SAID}…”", OTHERS), memo=f"cf. {SAID}")
    notebook.change_codebook(UnitOfWork(archive, group.researcher()), PROJECT, lambda book: book.add(code))
    notebook.change_codebook(
        UnitOfWork(archive, group.researcher()), PROJECT, lambda book: book.add(Code("x", "Others"))
    )
    for text in (f"first: {SAID}", "nothing of anybody"):
        notebook.write_memo(UnitOfWork(archive, group.researcher()), MemoOn.CODE, "shut", text, PROJECT)


def kept(archive: Archive) -> str:
    """Everything that any version of the codebook and any memo on a code still says."""
    texts = [m.text for m in archive.store.memos.on_codes(PROJECT)]
    for book in archive.store.codebooks.versions(PROJECT):
        code = book.codes.get("shut")
        texts += [code.label, code.definition, code.memo, *code.examples] if code else []
    return "\n".join(texts)


@pytest.mark.usefixtures("testimony")
def test_what_repeats_the_person_goes_from_every_version(folder: Path) -> None:
    with group.opened(folder) as found:
        archive = found.archive
        note(archive)
        assert "marmalade" in kept(archive)
        receipt = withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, None, "asked")
        left = kept(archive)
        assert "marmalade" not in left
        assert all(mine in left for mine in (OWN, OTHERS, "nothing of anybody"))
        code = book_of(archive, PROJECT).codes["shut"]
        assert (code.label, code.definition, code.examples) == ("shut", OWN, (OTHERS,))
        ends = [(e.what, e.id, e.end) for e in receipt.outcomes]
        assert ("text of a code", f"{PROJECT} shut", WithdrawalOutcome.REMOVED) in ends
        assert sum(what == "memo" for what, _, _ in ends) == 1


@pytest.mark.usefixtures("testimony")
@pytest.mark.parametrize("purpose", [Purpose.RESEARCH_PROJECT, Purpose.ADVOCACY_PUBLISH_QUOTE])
def test_a_withdrawal_in_part_takes_it_only_with_research(folder: Path, purpose: Purpose) -> None:
    with group.opened(folder) as found:
        note(found.archive)
        withdrawal.withdraw(UnitOfWork(found.archive, group.officer()), WHO, [purpose], "asked")
        assert ("marmalade" in kept(found.archive)) is (purpose is not Purpose.RESEARCH_PROJECT)


def test_what_cannot_be_compared_is_not_kept(folder: Path, testimony: str) -> None:
    """As in an older archive that was put back beside a ring in which the key is dead."""
    with group.opened(folder) as found:
        note(found.archive)
        found.archive.keys.destroy(WHO)
        own = [(testimony, turn) for turn in group.OWN]
        texts = {r.text for r in repetitions(found.archive, own, [PROJECT])}
        assert texts == {f"“…{SAID}…”", OTHERS, f"first: {SAID}", "nothing of anybody"}


@given(st.lists(st.text(alphabet="abক ", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=12))
def test_a_run_is_found_wherever_it_stands_and_shorter_ones_are_not(words: list[str]) -> None:
    said = [word for text in words for word in text.split()]
    whole = " ".join(said)
    assert bool(runs([whole])) is (len(said) >= RUN)
    assert runs([whole]) <= runs([f"before, {whole.upper()}! after"])
