"""Whoever said no leaves no word: whatever the file's shape, whoever else agreed, wherever one looks.

Every voice of a talk has a word that nobody else says. The words of whoever refused are looked for in all
that is kept, in the index, and in what researchers and stewards are shown.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import reading
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.ingest import read
from archive.ingest.voices import attribution
from archive.intake import admission, consents
from archive.intake.results import IntakeStatus
from archive.model import Draft, Role, Scope, TestimonyState
from archive.ports import Archive
from archive.review import approval, detection
from archive.review import decisions as review_decisions
from archive.search.query import parse
from consent.record import ConsentRecord, Purpose, State
from tests.ingest.talks import SHAPES, Talk, talks
from tests.intake.talk import PROJECT, collector, steward, stored
from tests.web.made import record, viewer

FILE = "talk.txt"
PASSPHRASE = "nine quiet herons over the delta"


@dataclass(frozen=True)
class Case:
    """A talk as a file, with who said yes and who no; the others were never asked."""

    draft: Draft
    records: tuple[ConsentRecord, ...]
    agreed: frozenset[int]
    refused: frozenset[int]


def mark(voice: int) -> str:
    """A word that this voice alone says."""
    return f"quorv{'abcdefghijkl'[voice]}limbo"


@st.composite
def cases(draw: st.DrawFn, most: int = 6) -> Case:
    talk = draw(talks(most).filter(lambda one: len(one.names) > 2))
    said = tuple(replace(t, words=f"{t.words} Said by {mark(t.voice)}.") for t in talk.turns)
    talk = Talk(talk.names, said)
    text = SHAPES[draw(st.sampled_from(sorted(SHAPES)))](talk).text
    [draft] = read(FILE, text.encode())
    answer = st.sampled_from(("yes", "yes", "no", "never asked"))
    answers = {voice: draw(answer) for voice in range(1, len(talk.names))}
    answers[draw(st.sampled_from(sorted(answers)))] = "no"
    agreed = {voice for voice, said_ in answers.items() if said_ == "yes"}
    refused = {voice for voice, said_ in answers.items() if said_ == "no"}
    records = [consent(draft, talk, text, voice, State.GIVEN) for voice in sorted(agreed)]
    records += [consent(draft, talk, text, voice, State.REFUSED) for voice in sorted(refused)]
    return Case(draft, tuple(records), frozenset(agreed), frozenset(refused))


def consent(draft: Draft, talk: Talk, text: str, voice: int, state: State) -> ConsentRecord:
    """A consent that names a voice as the file does, or by its name where the file has only a code."""
    name = talk.names[voice]
    if name not in text and name.upper() not in text:
        labels = [t.label for t in draft.turns if t.label and mark(voice) in draft.text[t.body : t.end]]
        name = labels[0] if labels else name
    given_ = record(f"p-{voice}", FILE, name, PROJECT)
    return replace(given_, grants=tuple(replace(grant, state=state) for grant in given_.grants))


def heard_in(text: str, voices: Sequence[int] | frozenset[int]) -> list[str]:
    """The marks of these voices that stand in a text."""
    return [mark(voice) for voice in voices if mark(voice) in text]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_no_turn_that_may_be_kept_holds_a_word_of_whoever_refused(case: Case) -> None:
    if case.draft.doubts:
        return  # it waits, as the tests of doubtful drafts show
    voices = attribution(case.draft, case.records)
    agreed = {f"p-{voice}" for voice in case.agreed}
    kept = []
    for turn in voices.draft.turns:
        speakers = voices.speakers(turn)
        silent = turn.kind.value in ("question", "note", "header")
        if silent or (speakers and speakers <= agreed):
            kept.append(case.draft.text[turn.start : turn.end])
    assert heard_in("\n".join(kept), case.refused) == []


@contextmanager
def new_archive() -> Iterator[Archive]:
    """An empty archive for one example."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = Settings(Path(folder) / "heard", unlock_kib=1024)
        wiring.create(chosen, PASSPHRASE)
        with wiring.opened(chosen, PASSPHRASE) as opened:
            yield opened.archive


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(cases(most=4))
def test_no_word_of_whoever_refused_is_kept_indexed_or_shown(case: Case) -> None:
    with new_archive() as archive:
        consents.record_consents(collector(archive), case.records)
        result = admission.take_in(collector(archive), case.draft, PROJECT, 90)
        if result.status is IntakeStatus.TAKEN and result.testimony:
            finished(archive, result.testimony)
        assert heard_in(stored(archive), case.refused) == []
        assert heard_in(shown(archive), case.refused) == []
        for voice in case.refused:
            assert not reading.search_passages(researcher(archive), parse(mark(voice)))


def finished(archive: Archive, testimony: str) -> None:
    """Reviewed, approved and indexed."""
    detection.detect(steward(archive), testimony)
    review_decisions.accept_rest(steward(archive), testimony)
    review_decisions.finish(steward(archive), testimony)
    approval.index(steward(archive), testimony)


def researcher(archive: Archive) -> UnitOfWork:
    return UnitOfWork(archive, viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT))


def shown(archive: Archive) -> str:
    """Everything that a researcher reads."""
    return "\n".join(
        turn.text
        for testimony in archive.store.testimonies.all(Scope.of({PROJECT}))
        if testimony.state is TestimonyState.APPROVED
        for turn in reading.rendered(
            archive,
            testimony,
            researcher(archive).permitted(testimony, researcher(archive).use()),
            "research",
        )
    )
