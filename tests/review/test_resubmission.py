"""A submission that was changed: the next version, with every code on its words or listed as lost."""

from __future__ import annotations

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.ingest import read
from archive.intake.results import IntakeStatus
from archive.model import Coding, Fit, Role, TestimonyState, TurnKind, TurnState
from archive.model.fingerprints import Kept
from archive.ports import Archive
from archive.review.resubmission import Resubmitted, resubmit
from tests.ingest.tables.made import CARD, CLINIC, QUEUE, Rows, workbook
from tests.intake.tables_made import agree, desks, take, words
from tests.scopes import EVERY
from tests.web.made import viewer

HEAD = ("What happened?", "And after that?", "_uuid")
WHOLE = "7d9c1f0e-52aa-4c0e-9a55-0f1e2d3c4b5a"


@pytest.fixture
def testimony(archive: Archive) -> str:
    agree(archive, ("p-1", "a.xlsx", WHOLE))
    [taken] = take(archive, "a.xlsx", workbook(s=[HEAD, (CLINIC, QUEUE, WHOLE)]))
    assert taken.testimony
    return taken.testimony


def code(archive: Archive, testimony: str, turn: int, quote: str) -> str:
    """Put a code on some words of an answer, past the desk that would ask for an approval first."""
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    body = kept.turns[turn].body
    text = archive.store.testimonies.unseal(testimony)[turn]
    start = body + text.index(quote)
    coding = Coding(
        id=f"k-{turn}-{start}", testimony=testimony, version=kept.version, turn=turn, start=start,
        end=start + len(quote), code="c-1", coder="ana", at=archive.clock.now(), quote=quote,
    )  # fmt: skip
    archive.store.codings.add(coding)
    return coding.id


def again(archive: Archive, testimony: str, rows: Rows) -> Resubmitted:
    [draft] = read("b.xlsx", workbook(s=rows))
    return resubmit(desks(archive).steward, draft, "delta", testimony)


def codings(archive: Archive, testimony: str) -> dict[str, Coding]:
    return {c.id: c for c in archive.store.codings.of(testimony, blind=True, lost=True, removed=True)}


def test_codes_follow_their_words_through_a_changed_row(archive: Archive, testimony: str) -> None:
    untouched = code(archive, testimony, 1, "medicine was finished")
    moved = code(archive, testimony, 3, "nobody called our number")
    touched = code(archive, testimony, 3, "until the evening")
    done = again(
        archive, testimony, [HEAD, (CLINIC, f"In the rain {QUEUE.replace('evening', 'night')}", WHOLE)]
    )
    assert (done.version, done.codings, done.lost) == (2, 3, ())
    assert done.changed == (touched,)
    after = codings(archive, testimony)
    text = archive.store.testimonies.unseal(testimony)
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    assert kept.state is TestimonyState.SEALED
    for one, quote in ((untouched, "medicine was finished"), (moved, "nobody called our number")):
        coding, turn = after[one], kept.turns[after[one].turn]
        assert text[turn.index][coding.start - turn.start : coding.end - turn.start] == quote
        assert coding.fit is Fit.WORDS


def test_words_that_somebody_withdrew_do_not_come_in_by_a_changed_row(
    archive: Archive, testimony: str
) -> None:
    archive.store.fingerprints.put("w-other", Kept.OWN, [CARD])
    changed: Rows = [HEAD, (CLINIC, CARD, WHOLE)]
    with pytest.raises(Refused):
        again(archive, testimony, changed)
    [taken] = take(archive, "b.xlsx", workbook(s=changed))
    assert (taken.status, taken.testimony) == (IntakeStatus.REFUSED, testimony)
    assert "withdrew" in taken.sentence
    assert words(archive)["p-1"] == {CLINIC, QUEUE}
    assert archive.store.quarantine.all(EVERY) == []


def test_words_that_told_of_somebody_wait_hidden_when_a_row_brings_them(
    archive: Archive, testimony: str
) -> None:
    archive.store.fingerprints.put("w-other", Kept.OTHER, [CARD])
    again(archive, testimony, [HEAD, (CLINIC, CARD, WHOLE)])
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    states = [turn.state for turn in kept.turns if turn.kind is TurnKind.SPEECH]
    assert states == [TurnState.OPEN, TurnState.UNDER_REVIEW]


def test_an_answer_is_found_again_by_its_question_wherever_it_stands(
    archive: Archive, testimony: str
) -> None:
    one = code(archive, testimony, 3, "nobody called our number")
    again(
        archive,
        testimony,
        [("And after that?", "More", "What happened?", "_uuid"), (QUEUE, CARD, CLINIC, WHOLE)],
    )
    coding = codings(archive, testimony)[one]
    assert (coding.turn, coding.fit) == (1, Fit.WORDS)
    assert words(archive)["p-1"] == {QUEUE, CARD, CLINIC}


def test_codes_of_an_answer_that_is_gone_are_lost_and_listed(archive: Archive, testimony: str) -> None:
    one = code(archive, testimony, 3, "nobody called our number")
    done = again(archive, testimony, [("What happened?", "_uuid"), (CLINIC, WHOLE)])
    assert done.lost == (one,)
    assert words(archive)["p-1"] == {CLINIC}


def test_the_index_forgets_the_words_before(archive: Archive, testimony: str) -> None:
    again(archive, testimony, [HEAD, (CARD, QUEUE, WHOLE)])
    assert not [one for one in archive.index.ids() if one.startswith(testimony)]
    events = [entry.event for entry in archive.log.entries(action="testimony:correct")]
    assert [(e.object_id, e.version) for e in events] == [(testimony, 2)]


def test_nothing_changes_without_a_consent_or_by_another_hand(archive: Archive, testimony: str) -> None:
    [draft] = read("b.xlsx", workbook(s=[HEAD, (CARD, QUEUE, WHOLE)]))
    with pytest.raises(Refused):
        resubmit(UnitOfWork(archive, viewer(Role.COLLECTOR)), draft, "delta", testimony)
    archive.store.testimonies.set_state(testimony, TestimonyState.CLOSED)
    with pytest.raises(Refused, match="closed"):
        resubmit(desks(archive).steward, draft, "delta", testimony)
    assert words(archive)["p-1"] == {CLINIC, QUEUE}
