"""What is let in: words of somebody certain who agreed, and words of nobody certain where everybody did."""

from __future__ import annotations

import pytest

from archive import withdrawal
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed
from archive.intake import admission, consents, quarantine
from archive.intake.results import IntakeStatus
from archive.model import Action, Role, Scope, Testimony, TurnState
from archive.ports import Archive
from consent.record import ConsentRecord, Purpose, State
from consent.states import withdraw
from tests.intake import talk
from tests.intake.talk import ASHA, MINA, PROJECT, UNLABELLED
from tests.web.made import viewer


def kept(archive: Archive) -> Testimony:
    """The one testimony of the project, with labels."""
    [testimony] = archive.store.testimonies.all(Scope.of({PROJECT}))
    whole = archive.store.testimonies.get(testimony.id)
    assert whole is not None
    return whole


def open_for_research(archive: Archive) -> set[int]:
    return set(gate.permitted(archive, kept(archive), gate.RESEARCH))


def test_words_of_nobody_certain_come_in_once_everybody_has_agreed(archive: Archive) -> None:
    result = talk.taken(archive, ASHA, MINA)
    turn = kept(archive).turns[UNLABELLED]
    assert (result.status, result.withheld, turn.state, turn.participant) == (
        "taken",
        0,
        TurnState.OPEN,
        None,
    )
    assert open_for_research(archive) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "other", [(), (talk.consent("mina", "Mina", State.REFUSED),), (talk.consent("eve", "Eve"), MINA)],
    ids=["no consent", "refused", "somebody who is not heard"],
)  # fmt: skip
def test_words_of_nobody_certain_stay_out_otherwise(
    archive: Archive, other: tuple[ConsentRecord, ...]
) -> None:
    result = talk.taken(archive, ASHA, *other)
    assert kept(archive).turns[UNLABELLED].state is TurnState.NEVER_STORED
    assert "ochre" not in talk.stored(archive)
    assert None in {voice.voice for voice in result.without_consent}
    assert {voice.first_words for voice in result.without_consent} >= {talk.LINES[UNLABELLED][1]}


def test_they_are_added_when_the_last_consent_comes(archive: Archive) -> None:
    talk.taken(archive, ASHA)
    assert talk.taken(archive, MINA).status is IntakeStatus.COMPLETED
    assert kept(archive).turns[UNLABELLED].state is TurnState.OPEN
    assert "ochre" in talk.stored(archive)
    assert talk.taken(archive, MINA).status is IntakeStatus.ALREADY


def test_a_narrower_consent_of_any_voice_closes_them(archive: Archive) -> None:
    talk.taken(archive, ASHA, MINA)
    narrower = withdraw(MINA, [Purpose.RESEARCH_PROJECT], archive.clock.now(), "asked")
    consents.record_consents(talk.collector(archive), [narrower])
    assert open_for_research(archive).isdisjoint({2, UNLABELLED})
    assert {1, 4} <= open_for_research(archive)


@pytest.mark.parametrize("who", ["p-asha", "p-mina"])
def test_the_withdrawal_of_any_voice_destroys_them(archive: Archive, who: str) -> None:
    talk.taken(archive, ASHA, MINA)
    testimony = kept(archive)
    archive.keys.key(testimony.uncertain_key)
    withdrawal.withdraw(UnitOfWork(archive, viewer(Role.DPO)), who, None, "asked")
    assert kept(archive).turns[UNLABELLED].state is TurnState.SHREDDED
    assert "ochre" not in talk.stored(archive)
    with pytest.raises(KeyDestroyed):
        archive.keys.key(testimony.uncertain_key)
    assert UNLABELLED not in open_for_research(archive)
    assert talk.taken(archive).status is IntakeStatus.ALREADY
    assert "ochre" not in talk.stored(archive)


def test_a_draft_in_doubt_waits_and_nothing_of_it_is_sealed_under_a_consent(archive: Archive) -> None:
    result = talk.taken(archive, ASHA, MINA, doubts=("Line 4 fits loosely.",), rivals=("colon", "dash"))
    assert result.status is IntakeStatus.DOUBTFUL
    assert result.notices == ("Line 4 fits loosely.", 'Choose one of these with --layout: "colon", "dash".')
    assert archive.store.testimonies.all(Scope.of({PROJECT})) == []
    assert [item.reason for item in archive.store.quarantine.all(Scope.of({PROJECT}))] == [
        quarantine.DOUBTFUL
    ]
    again = talk.taken(archive, doubts=("Line 4 fits loosely.",), rivals=("colon", "dash"))
    assert again.status is IntakeStatus.DOUBTFUL
    assert len(archive.store.quarantine.all(Scope.of({PROJECT}))) == 1


def test_a_chosen_layout_takes_the_place_of_what_was_in_doubt_and_is_remembered(archive: Archive) -> None:
    talk.taken(archive, ASHA, MINA, doubts=("Line 4 fits loosely.",))
    chosen = admission.take_in(
        talk.collector(archive), talk.draft(doubts=("Line 4 fits loosely.",)), PROJECT, 90, "label and colon"
    )
    assert chosen.status is IntakeStatus.TAKEN
    assert archive.store.quarantine.all(Scope.of({PROJECT})) == []
    assert archive.store.layouts.of(PROJECT, "digest-talk") == "label and colon"
    [event] = [e.event for e in archive.log.entries(action=Action.TESTIMONY_INGEST) if e.event.object_id]
    assert dict(event.details)["layout"] == "label-and-colon"


def test_what_waits_for_a_choice_keeps_no_word_of_a_file_in_which_somebody_said_no(archive: Archive) -> None:
    refused = talk.consent("mina", "Mina", State.REFUSED)
    talk.taken(archive, ASHA, refused, doubts=("Line 4 fits loosely.",))
    assert [w for w in ("vermilion", "cobalt", "ochre") if w in talk.stored(archive)] == []


def test_what_waits_for_a_consent_keeps_no_word_of_whoever_said_no(archive: Archive) -> None:
    result = talk.taken(archive, talk.consent("mina", "Mina", State.REFUSED))
    assert result.status is IntakeStatus.QUARANTINED
    assert "vermilion" in talk.stored(archive)
    assert [w for w in ("cobalt", "ochre", "Mina") if w in talk.stored(archive)] == []


def test_a_row_that_says_no_itself_is_refused_whatever_the_consents_say(archive: Archive) -> None:
    result = talk.taken(archive, ASHA, MINA, refused=True)
    assert result.status is IntakeStatus.REFUSED
    assert talk.stored(archive) == ""


def test_a_trial_says_what_would_happen_and_writes_nothing(archive: Archive) -> None:
    work = talk.collector(archive)
    before = archive.log.size(), archive.store.consents.count()
    trial = admission.foresee(work, talk.draft(), PROJECT, 90, None, [ASHA])
    assert (trial.status, trial.withheld) == (IntakeStatus.TAKEN, 2)
    assert [voice.voice for voice in trial.without_consent] == ["Mina", None]
    waits = admission.foresee(work, talk.draft(doubts=("Loose.",)), PROJECT, 90, None, [ASHA])
    assert waits.status is IntakeStatus.DOUBTFUL
    assert admission.foresee(work, talk.draft(), PROJECT, 90).status is IntakeStatus.QUARANTINED
    assert (archive.log.size(), archive.store.consents.count()) == before
    assert talk.stored(archive) == ""
    assert talk.taken(archive, ASHA).withheld == trial.withheld
    assert admission.foresee(work, talk.draft(), PROJECT, 90, None, [MINA]).status is IntakeStatus.COMPLETED
    assert admission.foresee(work, talk.draft(), PROJECT, 90).status is IntakeStatus.ALREADY
