"""Withdrawn words that come again in another file: not kept, whatever label, project or file they come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.intake import admission
from archive.intake import consents as intake_consents
from archive.intake.results import IntakeResult, IntakeStatus
from archive.model import Draft, Role, Turn, TurnKind, TurnState
from archive.ports import Archive
from tests.scopes import EVERY
from tests.web.made import record, viewer
from tests.withdrawal import group

RUNS = count()
Lines = list[tuple[str, str]]
SAID: Lines = [(label, words) for label, words, _ in group.LINES]


def drafted(lines: Lines, source: str) -> Draft:
    text, turns = "", []
    for index, (label, words) in enumerate(lines):
        start = len(text)
        text += f"{label}: {words}\n"
        kind = TurnKind.QUESTION if label == "Q" else TurnKind.SPEECH
        turns.append(Turn(index, start, start + len(label) + 2, len(text), kind, label, None, "en"))
    return Draft(source, source, f"digest-{source}", group.draft().kind, text, tuple(turns), "en")


def take(archive: Archive, lines: Lines, project: str, source: str = "again.txt") -> IntakeResult:
    """The lines with consent of everybody who is named in them now."""
    collector = viewer(Role.COLLECTOR, project=project)
    labels = sorted({label for label, _ in lines} - {"Q"})
    people = [record(f"n-{project}-{at}", source, label, project) for at, label in enumerate(labels)]
    intake_consents.record_consents(UnitOfWork(archive, collector), people)
    return admission.take_in(UnitOfWork(archive, collector), drafted(lines, source), project, 90)


def states(archive: Archive, taken: IntakeResult) -> list[TurnState]:
    assert taken.testimony, taken.sentence
    testimony = archive.store.testimonies.get(taken.testimony)
    assert testimony is not None
    return [turn.state for turn in testimony.turns]


@pytest.fixture
def withdrawn(archive: Archive) -> Archive:
    """The group's archive after the first voice withdrew."""
    group.fill(archive)
    withdrawal.withdraw(UnitOfWork(archive, group.officer()), group.WHO, None, "asked")
    return archive


def one_line_more(lines: Lines) -> Lines:
    return [*lines, ("R2", "That is all that I wanted to say about the road today, thank you.")]


def other_labels(lines: Lines) -> Lines:
    return [(label.replace("R1", "A Woman").replace("R3", "Somebody"), words) for label, words in lines]


def typed_anew(lines: Lines) -> Lines:
    return [(label, words.upper().replace(".", " \u2013 ")) for label, words in lines]


def in_another_order(lines: Lines) -> Lines:
    return [lines[0], *reversed(lines[1:])]


@pytest.mark.parametrize("project", ["delta", "hills"])
@pytest.mark.parametrize("again", [one_line_more, other_labels, typed_anew, in_another_order])
def test_what_was_withdrawn_stays_out_and_what_tells_of_it_waits(
    withdrawn: Archive, again: Callable[[Lines], Lines], project: str
) -> None:
    lines = again(SAID)
    taken = take(withdrawn, lines, project)
    kept = states(withdrawn, taken)
    own = {SAID[at][1] for at in group.OWN}
    waiting = {SAID[at][1] for at in group.WAITING}
    plain = [again([("R9", words)])[0][1] if again is typed_anew else words for words in (w for _, w in SAID)]
    by_words = {shown: words for shown, (_, words) in zip(plain, SAID, strict=True)}
    for (_, words), state in zip(lines, kept, strict=True):
        before = by_words.get(words, words)
        if before in own:
            assert state is TurnState.NEVER_STORED
        elif before in waiting:
            assert state is TurnState.UNDER_REVIEW
        else:
            assert state is TurnState.OPEN
    assert any("somebody withdrew" in notice for notice in taken.notices)
    assert any("wait hidden" in notice for notice in taken.notices)
    unsealed = withdrawn.store.testimonies.unseal(taken.testimony or "")
    assert not any("lavender" in words or "marmalade" in words for words in unsealed.values())


def test_words_of_others_alone_and_short_ones_are_nobodys(withdrawn: Archive) -> None:
    fresh = [
        ("Q", "What happened?"),
        ("B", "Nobody came to see us in the long winter of that year."),
        ("B", "Yes."),
    ]
    taken = take(withdrawn, fresh, "delta", "fresh.txt")
    assert states(withdrawn, taken) == [TurnState.OPEN] * 3
    assert taken.notices == ()


def test_what_waits_for_a_consent_holds_no_withdrawn_word(withdrawn: Archive) -> None:
    collector = viewer(Role.COLLECTOR)
    draft = replace(drafted(other_labels(SAID), "unknown.txt"))
    waits = admission.take_in(UnitOfWork(withdrawn, collector), draft, "delta", 90)
    assert waits.status is IntakeStatus.QUARANTINED
    [item] = withdrawn.store.quarantine.all(EVERY)
    content = withdrawn.store.quarantine.open(item.id)[1].decode()
    assert "lavender" not in content
    assert "marmalade" not in content
    assert "harvest" in content, "the words of others wait"


def test_words_that_were_cleared_do_not_wait_again_and_with_a_word_more_they_do(withdrawn: Archive) -> None:
    steward = UnitOfWork(withdrawn, group.steward())
    [[testimony, first], *_] = withdrawal.waiting(steward)
    withdrawal.clear(steward, testimony, first)
    taken = take(withdrawn, one_line_more(SAID), "hills")
    kept = states(withdrawn, taken)
    assert kept[first] is TurnState.OPEN
    assert all(kept[at] is TurnState.UNDER_REVIEW for at in group.WAITING if at != first)
    changed = [(label, f"{words} Rahima too." if at == first else words)
               for at, (label, words) in enumerate(SAID)]  # fmt: skip
    assert states(withdrawn, take(withdrawn, changed, "hills", "more.txt"))[first] is TurnState.UNDER_REVIEW


def test_of_a_file_whose_layout_is_doubtful_no_withdrawn_word_waits(withdrawn: Archive) -> None:
    lines = drafted(SAID, "doubtful.txt")
    whole = replace(lines.turns[0], start=0, body=0, end=len(lines.text), label=None, kind=TurnKind.SPEECH)
    draft = replace(lines, turns=(whole,), doubts=("Two layouts fit.",))
    waits = admission.take_in(UnitOfWork(withdrawn, viewer(Role.COLLECTOR)), draft, "delta", 90)
    assert waits.status is IntakeStatus.DOUBTFUL
    [item] = withdrawn.store.quarantine.all(EVERY)
    content = withdrawn.store.quarantine.open(item.id)[1].decode()
    assert not any(word in content for word in ("lavender", "marmalade", "harvest"))
    other = replace(draft, digest="digest-other", text=draft.text.translate({ord(v): "o" for v in "aeiu"}))
    admission.take_in(UnitOfWork(withdrawn, viewer(Role.COLLECTOR)), other, "delta", 90)
    contents = [
        withdrawn.store.quarantine.open(q.id)[1].decode() for q in withdrawn.store.quarantine.all(EVERY)
    ]
    assert any("horvost" in content for content in contents), "other words wait as they are"


def test_a_trial_says_the_same_and_writes_nothing(withdrawn: Archive) -> None:
    before = withdrawn.log.size()
    tried = admission.foresee(
        UnitOfWork(withdrawn, viewer(Role.COLLECTOR)), drafted(one_line_more(SAID), "again.txt"), "delta", 90
    )
    assert any("somebody withdrew" in notice for notice in tried.notices)
    assert withdrawn.log.size() == before


@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_edit_that_leaves_most_words_brings_a_withdrawn_turn_back(
    withdrawn: Archive, data: st.DataObject
) -> None:
    lines = []
    for label, words in SAID:
        parts = words.split()
        at = data.draw(st.integers(0, len(parts) - 1))
        edit = data.draw(st.sampled_from(["keep", "drop", "add", "case"]))
        if edit == "drop":
            parts.pop(at)
        elif edit == "add":
            parts.insert(at, "well")
        elif edit == "case":
            parts = [part.title() for part in parts]
        lines.append((label if label == "Q" else f"V{data.draw(st.integers(1, 3))}", " ".join(parts)))
    kept = states(withdrawn, take(withdrawn, lines, "hills", f"file{next(RUNS)}.txt"))
    assert all(kept[at] is TurnState.NEVER_STORED for at in group.OWN)
    assert all(kept[at] is not TurnState.OPEN for at in group.WAITING)
