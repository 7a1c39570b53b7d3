"""The gate: whose consent a turn needs, what opens it, who is let through, and what the log then says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import reading, withdrawal
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import (
    Denied,
    Resource,
    Why,
)
from archive.app import wiring
from archive.errors import NotFound, Refused, SealBroken, Unavailable
from archive.model import Action, IdentifierType, Outcome, Role, Testimony, TurnKind, TurnState, Verdict
from archive.oversight import break_glass
from archive.ports import Archive
from archive.review import (
    approval,
    correction,
    detection,
    release,
    tagging,
)
from archive.review import (
    decisions as review_decisions,
)
from archive.review import (
    queue as review_queue,
)
from archive.review import sheet as review_sheet
from archive.study import coding_acts, workspace
from consent.policy import Deny, Permit, Reason
from consent.record import Capacity, Purpose
from consent.states import withdraw as withdrawn_version
from tests.scopes import EVERY
from tests.withdrawal import group
from tests.withdrawal.dialogue import (
    ASKED,
    FIRST,
    LINES,
    OFFICER,
    OTHERS,
    OWN,
    RESEARCHER,
    SECOND,
    SHARED,
    STEWARD,
    THIRD,
    agree,
    spoken,
    viewer,
)

EVERYBODY = frozenset({FIRST, SECOND, THIRD})
USES = (gate.DEIDENTIFY, gate.RESEARCH, gate.PUBLISH)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed archive with three people's consents and their dialogue. Not to be changed."""
    chosen = group.settings(tmp_path_factory.mktemp("gate"))
    wiring.create(chosen, group.PASSPHRASE)
    with wiring.opened(chosen, group.PASSPHRASE) as found:
        for participant in sorted(EVERYBODY):
            found.archive.keys.create(participant)
            agree(found.archive, participant)
        found.archive.store.testimonies.add(*spoken(), [])
    return chosen.folder.parent


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Iterator[Archive]:
    """One test's own copy."""
    with group.opened(group.copy(kept, tmp_path / "copy")) as found:
        yield found.archive


@pytest.fixture
def talk(archive: Archive) -> Testimony:
    """The dialogue as it stands in the store."""
    found = archive.store.testimonies.get("t-dialogue")
    assert found is not None
    return found


def again(archive: Archive, testimony: Testimony) -> Testimony:
    found = archive.store.testimonies.get(testimony.id)
    assert found is not None
    return found


def opened(archive: Archive, testimony: Testimony, use: gate.Use = gate.RESEARCH) -> set[int]:
    return set(gate.permitted(archive, again(archive, testimony), use))


def logged(archive: Archive, action: Action) -> list[tuple[Outcome, str, str, dict[str, str]]]:
    return [
        (e.event.outcome, e.event.object_type, e.event.object_id, dict(e.event.details))
        for e in archive.log.entries(action=action.value)
    ]


# ---- whose consent


@pytest.mark.parametrize(
    ("turn", "whose"),
    [
        *((n, frozenset({who})) for n, (_, _, _, who) in enumerate(LINES) if who),
        (ASKED, frozenset({FIRST})),
        (5, frozenset({SECOND})),
        *((n, EVERYBODY) for n in (*SHARED, 7)),
    ],
)
def test_whose_consent_each_sort_of_turn_needs(turn: int, whose: frozenset[str]) -> None:
    testimony, _ = spoken()
    assert gate.consent_subjects(testimony, testimony.turns[turn]) == whose


def test_a_question_is_for_whoever_answers_next_over_notes_and_other_questions() -> None:
    testimony, _ = spoken()
    kinds = {6: TurnKind.NOTE, 7: TurnKind.QUESTION}
    turns = tuple(
        replace(t, kind=kinds[t.index], participant=None) if t.index in kinds else t for t in testimony.turns
    )
    changed = replace(testimony, turns=turns)
    assert gate.consent_subjects(changed, turns[5]) == frozenset({FIRST}), (
        "the next to speak is the first person"
    )


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_without_ones_consent_what_needs_it_is_closed_and_nothing_else(
    archive: Archive, talk: Testimony, who: str
) -> None:
    before = opened(archive, talk)
    agree(archive, who, without={Purpose.RESEARCH_PROJECT})
    theirs = {t.index for t in talk.turns if who in gate.consent_subjects(talk, t)}
    assert opened(archive, talk) == before - theirs
    assert opened(archive, talk, gate.DEIDENTIFY) == set(range(len(LINES)))


def test_everything_but_keeping_needs_the_consent_to_deidentify_as_well(
    archive: Archive, talk: Testimony
) -> None:
    agree(archive, FIRST, without={Purpose.PROCESS_DEIDENTIFY})
    records = gate.records_for(archive, talk)
    turn = talk.turns[OWN[0]]
    for use in USES:
        answer = gate.turn_permission(archive, talk, turn, use, records)
        assert isinstance(answer, Deny)
        assert (answer.code, "process deidentify" in answer.reason) == (Reason.NOT_ASKED, True)
        assert not opened(archive, talk, use) & {*OWN, ASKED}
    assert isinstance(gate.turn_permission(archive, talk, turn, gate.KEEP, records), Permit)
    agree(archive, FIRST, without={Purpose.PROCESS_DEIDENTIFY, Purpose.RESEARCH_PROJECT})
    both = gate.turn_permission(archive, talk, turn, gate.RESEARCH, gate.records_for(archive, talk))
    assert isinstance(both, Deny)
    assert "research project" in both.reason, "of two refusals the one of the use itself is told"
    free = gate.turn_permission(archive, talk, talk.turns[OTHERS[0]], gate.RESEARCH, records)
    assert free == Permit(((f"c-{SECOND}", 1),))


def test_the_group_itself_has_to_agree_where_there_is_one(archive: Archive, talk: Testimony) -> None:
    grouped = replace(talk, group="g-1")
    assert gate.permitted(archive, grouped, gate.RESEARCH) == {}
    archive.keys.create("g-1")
    agree(archive, "g-1", capacity=Capacity.GROUP_REP, group="g-1")
    permits = gate.permitted(archive, grouped, gate.RESEARCH)
    assert permits.keys() == opened(archive, talk)
    assert permits[OWN[0]].consents == (("c-g-1", 1), (f"c-{FIRST}", 1))


def test_nobody_on_record_opens_nothing(archive: Archive) -> None:
    testimony, _ = spoken()
    silent = replace(testimony, turns=testimony.turns[:2])
    assert gate.records_for(archive, silent) == []
    assert gate.permitted(archive, silent, gate.DEIDENTIFY) == {}
    strangers = tuple(replace(t, participant="p-9") if t.participant else t for t in testimony.turns)
    assert gate.permitted(archive, replace(testimony, turns=strangers), gate.DEIDENTIFY) == {}


def test_a_speaker_without_a_consent_closes_only_what_needs_it(archive: Archive, talk: Testimony) -> None:
    turns = tuple(replace(t, participant="p-9") if t.participant == FIRST else t for t in talk.turns)
    assert gate.permitted(archive, replace(talk, turns=turns), gate.RESEARCH).keys() == {*OTHERS, 3, 10}


# ---- what opens a turn


@pytest.mark.parametrize("state", sorted(set(TurnState) - {TurnState.OPEN}))
def test_a_closed_turn_opens_for_nothing_and_one_that_waits_for_the_steward_alone(
    archive: Archive, talk: Testimony, state: TurnState
) -> None:
    archive.store.testimonies.set_turn_state(talk.id, OTHERS[0], state)
    for use in USES:
        is_open = OTHERS[0] in opened(archive, talk, use)
        assert is_open is (state is TurnState.UNDER_REVIEW and use is gate.DEIDENTIFY)
    testimony = again(archive, talk)
    denied = gate.turn_permission(
        archive, testimony, testimony.turns[OTHERS[0]], gate.KEEP, gate.records_for(archive, testimony)
    )
    assert isinstance(denied, Deny)
    assert denied.code is Reason.STATE


def test_a_header_opens_for_a_steward_alone(archive: Archive, talk: Testimony) -> None:
    everything = set(range(len(LINES)))
    assert opened(archive, talk, gate.DEIDENTIFY) == everything
    assert opened(archive, talk) == opened(archive, talk, gate.PUBLISH) == everything - {0}


def test_until_a_withdrawal_is_walked_all_of_the_testimony_is_closed(
    archive: Archive, talk: Testimony
) -> None:
    [before] = archive.store.consents.current(EVERY, [FIRST])
    archive.store.consents.add(withdrawn_version(before, None, archive.clock.now(), "asked"))
    for use in USES:
        assert opened(archive, talk, use) == set()
    for turn in OWN:
        archive.store.testimonies.set_turn_state(talk.id, turn, TurnState.SHREDDED)
    assert opened(archive, talk) == {*OTHERS, 3, 10}, "what needs only others is open again"


def test_who_withdrew_from_one_of_two_consents_closes_only_what_is_theirs(
    archive: Archive, talk: Testimony
) -> None:
    [before] = archive.store.consents.current(EVERY, [FIRST])
    archive.store.consents.add(replace(before, consent_id="c-second"))
    archive.store.consents.add(withdrawn_version(before, None, archive.clock.now(), "asked"))
    assert opened(archive, talk) == {*OTHERS, 3, 10}


def test_a_testimony_opens_under_every_consent_of_its_open_turns() -> None:
    one, two = Permit((("c-b", 2), ("c-a", 1))), Permit((("c-a", 1),))
    assert gate.any_of({3: one, 4: two}) == Permit((("c-a", 1), ("c-b", 2)))
    refused = gate.any_of({})
    assert isinstance(refused, Deny)
    assert refused.code is Reason.NO_RECORD
    assert [(r.consent_id, r.version) for r in gate.consent_refs([one, two])] == [("c-a", 1), ("c-b", 2)]


def test_a_reader_says_for_what(archive: Archive) -> None:
    assert gate.use_of(RESEARCHER) == gate.RESEARCH
    for purpose in (None, Purpose.STORE_SEALED, Purpose.CROSS_BORDER):
        with pytest.raises(Refused, match="for which purpose"):
            gate.use_of(replace(RESEARCHER, purpose=purpose))
    assert all(use.purpose is purpose for purpose, use in gate.USES.items())


# ---- one moment


def test_a_consent_that_changes_under_a_reading_has_it_done_again(archive: Archive, talk: Testimony) -> None:
    looks: list[set[int]] = []

    def look() -> set[int]:
        looks.append(opened(archive, talk))
        if len(looks) == 1:
            agree(archive, FIRST, without={Purpose.RESEARCH_PROJECT})
        return looks[-1]

    def event(seen: set[int]) -> None:
        archive.log.append(replace(gate.event(RESEARCHER, Action.TESTIMONY_READ), turn=len(seen)))

    answer = gate.read_consistently(archive, look, event)
    assert answer == looks[1] == opened(archive, talk)
    assert looks[0] - answer == {*OWN, ASKED, 7, 11, 12}
    written = [e.event.turn for e in archive.log.entries(action=Action.TESTIMONY_READ.value)]
    assert written == [len(answer)], "the reading that was void stands nowhere"


def test_a_reading_gives_up_where_consents_never_rest(archive: Archive, talk: Testimony) -> None:
    looks: list[int] = []

    def look() -> int:
        agree(archive, FIRST)
        looks.append(1)
        return len(looks)

    with pytest.raises(Unavailable, match="Nothing was shown"):
        gate.read_consistently(
            archive, look, lambda _: UnitOfWork(archive, RESEARCHER).record_event(Action.SEARCH_RUN, talk)
        )
    assert len(looks) == gate.TRIES
    assert logged(archive, Action.SEARCH_RUN) == []


def test_a_long_answer_breaks_off_when_a_consent_changes(archive: Archive, talk: Testimony) -> None:
    assert list(gate.streaming(archive, range(3))) == [0, 1, 2]
    answer = gate.streaming(archive, range(3))
    assert next(answer) == 0
    agree(archive, FIRST)
    with pytest.raises(Refused, match="void"):
        next(answer)


# ---- who is let through


def test_a_refusal_is_on_the_log_before_it_is_an_answer(archive: Archive, talk: Testimony) -> None:
    about = ("testimony", talk.id)
    with pytest.raises(Refused, match="may not do this"):
        UnitOfWork(archive, RESEARCHER).authorise(Action.KEY_DESTROY, Resource("delta"), None, about)
    assert logged(archive, Action.KEY_DESTROY) == [(Outcome.DENY, *about, {"reason": Why.ROLE})]
    [entry] = archive.log.entries(action=Action.KEY_DESTROY.value)
    assert (entry.event.actor, entry.event.role) == (RESEARCHER.user, Role.RESEARCHER)
    assert entry.event.purpose is RESEARCHER.purpose
    no = Deny(Reason.EMBARGO, "Sealed.")
    with pytest.raises(NotFound, match="nothing at this address"):
        UnitOfWork(archive, RESEARCHER).authorise(Action.TESTIMONY_READ, Resource("delta"), no, about)
    assert logged(archive, Action.TESTIMONY_READ) == [(Outcome.DENY, *about, {"reason": Reason.EMBARGO})]
    permit = Permit(((f"c-{FIRST}", 1),))
    allowed = UnitOfWork(archive, RESEARCHER).authorise(
        Action.TESTIMONY_READ, Resource("delta"), permit, about
    )
    assert allowed.consents == permit.consents
    assert len(logged(archive, Action.TESTIMONY_READ)) == 1, "a permission is no event by itself"


def test_a_project_of_others_is_as_if_it_were_not(archive: Archive) -> None:
    UnitOfWork(archive, RESEARCHER).authorise_project(Action.CODEBOOK_READ, "delta")
    with pytest.raises(NotFound):
        UnitOfWork(archive, RESEARCHER).authorise_project(Action.CODEBOOK_READ, "hills")
    assert logged(archive, Action.CODEBOOK_READ) == [
        (Outcome.DENY, "project", "hills", {"reason": Why.PROJECT})
    ]
    event = gate.project_event(RESEARCHER, Action.CODEBOOK_READ, "delta", codes=3)
    assert (event.object_type, event.object_id, event.details) == ("project", "delta", (("codes", "3"),))
    assert event.outcome is Outcome.PERMIT


Door = Callable[[Archive, str], object]
_NOWHERE = 99
FOREIGN_STEWARD = viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, "hills")
FOREIGN_READER = viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT, "hills")
SPAN = (_NOWHERE, 0, 1)
STEWARDS_DOORS: dict[str, Door] = {
    "standing": lambda a, t: review_queue.review_status(UnitOfWork(a, FOREIGN_STEWARD), t),
    "sheet": lambda a, t: review_sheet.open_sheet(UnitOfWork(a, FOREIGN_STEWARD), t),
    "read": lambda a, t: reading.read_testimony(UnitOfWork(a, FOREIGN_STEWARD), t),
    "detect": lambda a, t: detection.detect(UnitOfWork(a, FOREIGN_STEWARD), t),
    "approve": lambda a, t: approval.approve(UnitOfWork(a, FOREIGN_STEWARD), t),
    "index": lambda a, t: approval.index(UnitOfWork(a, FOREIGN_STEWARD), t),
    "tag": lambda a, t: tagging.suggest_codes(UnitOfWork(a, FOREIGN_STEWARD), t),
    "release": lambda a, t: release.release_quote(UnitOfWork(a, FOREIGN_STEWARD), t, SPAN),
    "release words": lambda a, t: review_decisions.release_words(
        UnitOfWork(a, FOREIGN_STEWARD), t, _NOWHERE, ""
    ),
    "decide": lambda a, t: review_decisions.decide(
        UnitOfWork(a, FOREIGN_STEWARD), t, "f-none", review_decisions.ReviewDecision(Verdict.ACCEPT)
    ),
    "mark words": lambda a, t: review_decisions.mark_words(
        UnitOfWork(a, FOREIGN_STEWARD), t, _NOWHERE, "", IdentifierType.PERSON
    ),
    "accept": lambda a, t: review_decisions.accept_rest(UnitOfWork(a, FOREIGN_STEWARD), t),
    "undo": lambda a, t: review_decisions.undo(UnitOfWork(a, FOREIGN_STEWARD), t),
    "mask": lambda a, t: review_decisions.mask(UnitOfWork(a, FOREIGN_STEWARD), t),
    "correct": lambda a, t: correction.correct(UnitOfWork(a, FOREIGN_STEWARD), t, _NOWHERE, []),
    "rewrite": lambda a, t: correction.rewrite(UnitOfWork(a, FOREIGN_STEWARD), t, _NOWHERE, ""),
    "clear": lambda a, t: withdrawal.clear(UnitOfWork(a, FOREIGN_STEWARD), t, _NOWHERE),
    "emergency": lambda a, t: break_glass.request(UnitOfWork(a, FOREIGN_STEWARD), t, "somebody is in danger"),
}
READERS_DOORS: dict[str, Door] = {
    "read": lambda a, t: reading.read_testimony(UnitOfWork(a, FOREIGN_READER), t),
    "sheet": lambda a, t: workspace.sheet(UnitOfWork(a, FOREIGN_READER), t),
    "code": lambda a, t: coding_acts.code(
        UnitOfWork(a, FOREIGN_READER), t, coding_acts.Selection(_NOWHERE, 0, 1), "no.such"
    ),
    "place": lambda a, t: coding_acts.place(UnitOfWork(a, FOREIGN_READER), t, []),
    "judge": lambda a, t: coding_acts.judge(UnitOfWork(a, FOREIGN_READER), t, "s-none", Verdict.UNDO),
    "undo": lambda a, t: coding_acts.undo(UnitOfWork(a, FOREIGN_READER), t),
    "redo": lambda a, t: coding_acts.redo(UnitOfWork(a, FOREIGN_READER), t),
}
DOORS = {
    **{f"steward: {name}": door for name, door in STEWARDS_DOORS.items()},
    **{f"researcher: {name}": door for name, door in READERS_DOORS.items()},
}


@pytest.mark.parametrize("door", DOORS)
def test_anothers_testimony_is_a_404_whatever_comes_after(
    archive: Archive, talk: Testimony, door: str
) -> None:
    """The same answer as for one that is not there, though everything else that is asked makes no sense."""
    answers = []
    for id_ in (talk.id, "t-that-never-was"):
        with pytest.raises(NotFound) as caught:
            DOORS[door](archive, id_)
        answers.append((type(caught.value), str(caught.value)))
    assert answers[0] == answers[1] == (NotFound, "There is nothing at this address that you may open.")
    refused = [e.event for e in archive.log.entries() if e.event.outcome is Outcome.DENY]
    seen = [(e.object_type, e.object_id, dict(e.details)["reason"]) for e in refused]
    assert seen == [("testimony", talk.id, "project"), ("testimony", "", "no_such")]
    assert again(archive, talk) == talk, "and nothing was done"


def test_ones_own_testimony_is_given_once_the_action_is_allowed(archive: Archive, talk: Testimony) -> None:
    assert UnitOfWork(archive, STEWARD).load_authorised(Action.TESTIMONY_DETECT, talk.id) == talk
    for somebody in (STEWARD, RESEARCHER):
        assert UnitOfWork(archive, somebody).load_authorised(Action.TESTIMONY_LIST, talk.id) == talk
    for nobody in (OFFICER, viewer(Role.DPO, None, "hills")):
        with pytest.raises(Refused):
            UnitOfWork(archive, nobody).load_authorised(Action.TESTIMONY_LIST, talk.id)
    with pytest.raises(Refused):
        UnitOfWork(archive, RESEARCHER).load_authorised(Action.TESTIMONY_DETECT, talk.id)
    assert logged(archive, Action.TESTIMONY_DETECT) == [
        (Outcome.DENY, "testimony", talk.id, {"reason": Why.ROLE})
    ]


def test_a_hidden_refusal_says_nothing_of_why(archive: Archive) -> None:
    with pytest.raises(NotFound) as hidden:
        UnitOfWork(archive, RESEARCHER).refuse(
            Action.QUOTE_READ, Denied("x", "A reason.", hidden=True), ("", "")
        )
    with pytest.raises(Refused, match=r"^A reason\.$"):
        UnitOfWork(archive, RESEARCHER).refuse(Action.QUOTE_READ, Denied("y", "A reason."), ("", ""))
    assert "reason" not in str(hidden.value)
    assert [e[-1] for e in logged(archive, Action.QUOTE_READ)] == [{"reason": "x"}, {"reason": "y"}]


# ---- what the log says of what was done


def test_the_log_says_what_was_done_to_whom_under_which_consents(archive: Archive, talk: Testimony) -> None:
    UnitOfWork(archive, STEWARD).record_event(Action.TESTIMONY_TAG, talk, turn=4, suggestions=2)
    permits = gate.permitted(archive, talk, gate.RESEARCH)
    shown = {n: permits[n] for n in (OWN[0], 5, OTHERS[0])}
    UnitOfWork(archive, RESEARCHER).record_reading(Action.TESTIMONY_READ, talk, shown)
    tagged, read = (e.event for e in archive.log.entries() if e.event.object_id == talk.id)
    assert (tagged.turn, tagged.version, tagged.details) == (4, 1, (("suggestions", "2"),))
    assert tagged.participants == (FIRST, SECOND, THIRD)
    assert (read.participants, read.version) == ((FIRST, SECOND), 1), "a question is nobody's words"
    assert [(c.consent_id, c.version) for c in read.consents] == [(f"c-{FIRST}", 1), (f"c-{SECOND}", 1)]
    assert (read.turn, read.details, read.outcome) == (None, (("turns", "3"),), Outcome.PERMIT)


def test_a_broken_seal_is_told_to_the_officer(archive: Archive) -> None:
    UnitOfWork(archive, RESEARCHER).record_seal_failure(SealBroken("It does not fit.", "t-1.2"))
    assert logged(archive, Action.SEAL_OPEN) == [(Outcome.ERROR, "record", "t-1.2", {})]


@pytest.mark.parametrize("word", ["partner-3", "a.b:c/d@e", "A" * 100])
def test_a_code_word_may_stand_in_the_log(word: str) -> None:
    assert gate.CODE_WORD.fullmatch(word)


@pytest.mark.parametrize("word", ["", "two words", "-first", "A" * 101, "=cmd", "é"])
def test_anything_that_may_be_a_name_may_not(word: str) -> None:
    assert not gate.CODE_WORD.fullmatch(word)
