"""A form that takes a permission away closes at once what stood ready to be read under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive import reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused
from archive.intake import consents
from archive.model import Action, Outcome, Role
from archive.model.outcomes import Step
from archive.ports import Archive
from archive.reading import quote_export
from archive.reading import quotes as reading_quotes
from consent.record import Audience, ConsentRecord, Form, Purpose, State
from tests.intake.test_consents import answered
from tests.scopes import EVERY
from tests.web.made import record, viewer
from tests.withdrawal import group
from tests.withdrawal.group import FREE, NAME, OWN, WHO

GIVEN = record(WHO, "group.txt", "R1", group.PROJECT, names=(f"{NAME} Begum",))
COLLECTOR = viewer(Role.COLLECTOR)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("forms")
    return folder, group.make(folder)


@pytest.fixture
def archive(made: tuple[Path, str], tmp_path: Path) -> Iterator[Archive]:
    with group.opened(group.copy(made[0], tmp_path / "copy")) as found:
        yield found.archive


@pytest.fixture
def testimony(made: tuple[Path, str]) -> str:
    return made[1]


def quotes(archive: Archive, testimony: str) -> set[int]:
    return {q.turn for q in archive.store.quotes.of(testimony)}


def said(archive: Archive) -> list[dict[str, str]]:
    """What the log says was closed by changed consents."""
    return [dict(e.event.details) for e in archive.log.entries(action=Action.CONSENT_CLOSE.value)]


def strays(archive: Archive, testimony: str) -> set[str]:
    """What stands in the index that indexing again would not put there."""
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    return set(archive.index.ids()) - {d.id for d in reading.index_documents(archive, kept)}


def test_a_no_to_publication_closes_the_released_quote_and_nothing_else(
    archive: Archive, testimony: str
) -> None:
    before = set(archive.index.ids())
    assert quotes(archive, testimony) == {OWN[1], FREE[1]}
    no = answered(GIVEN, Purpose.ADVOCACY_PUBLISH_QUOTE, state=State.REFUSED)
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [no]) == 1
    assert quotes(archive, testimony) == {FREE[1]}
    assert len(before - set(archive.index.ids())) == 1
    assert strays(archive, testimony) == set()
    assert set(OWN) <= group.read(archive, testimony), "research was not taken away"
    assert said(archive) == [{"turns": "0", "quotes": "1"}]


@pytest.mark.parametrize(
    "changed",
    [
        {"state": State.REFUSED},
        {"state": State.SUSPENDED},
        {"valid_until": date(2020, 1, 1)},
        {"embargoed": True},
        {"forms": frozenset({Form.AGGREGATE})},
        {"audiences": frozenset({Audience.ARCHIVE})},
    ],
    ids=["no", "suspended", "over", "embargo", "form", "audience"],
)
def test_whatever_closes_research_takes_the_words_out_of_the_index(
    changed: dict[str, object], archive: Archive, testimony: str
) -> None:
    less = answered(GIVEN, Purpose.RESEARCH_PROJECT, **changed)
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [less]) == 1
    assert not {f"{testimony}.{n}" for n in OWN} & set(archive.index.ids())
    assert {f"{testimony}.{n}" for n in FREE} <= set(archive.index.ids())
    assert strays(archive, testimony) == set()
    [told] = said(archive)
    assert int(told["turns"]) >= len(OWN)
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [less]) == 0
    assert len(said(archive)) == 1


def test_a_form_that_takes_nothing_away_closes_nothing(archive: Archive, testimony: str) -> None:
    before = set(archive.index.ids())
    longer = replace(
        answered(GIVEN, Purpose.RESEARCH_PROJECT, valid_until=date(2199, 1, 1)), collected_at=date(2026, 9, 1)
    )
    assert consents.record_consents(UnitOfWork(archive, COLLECTOR), [longer]) == 1
    assert (set(archive.index.ids()), quotes(archive, testimony)) == (before, {OWN[1], FREE[1]})
    assert said(archive) == []


def test_a_purpose_taken_back_by_a_form_is_a_withdrawal_with_a_receipt(
    archive: Archive, testimony: str
) -> None:
    no = answered(GIVEN, Purpose.RESEARCH_PROJECT, state=State.REFUSED)
    consents.record_consents(UnitOfWork(archive, COLLECTOR), [no])
    assert withdrawal.resume(archive) == [WHO]
    [one] = archive.store.withdrawals.all(WHO)
    assert one.step is Step.SIGNED
    assert one.line.purposes == (Purpose.RESEARCH_PROJECT,)
    assert [line.id for line in archive.ledger.lines()] == [one.line.id], "a restored backup carries it over"
    assert "withdrawn: research_project" in one.receipt
    assert withdrawal.resume(archive) == []
    assert WHO not in archive.keys.destroyed()


def test_what_another_consent_of_theirs_still_gives_is_not_withdrawn_from_it(archive: Archive) -> None:
    other = replace(GIVEN, consent_id="c-other", project="hills")
    no = answered(GIVEN, Purpose.RESEARCH_PROJECT, state=State.REFUSED)
    both = replace(COLLECTOR, projects=COLLECTOR.projects | {"hills"})
    consents.record_consents(UnitOfWork(archive, both), [other, no])
    assert withdrawal.resume(archive) == []
    [kept] = [r for r in archive.store.consents.current(EVERY, [WHO]) if r.consent_id == "c-other"]
    assert {g.state for g in kept.grants} == {State.GIVEN}


# ---- a form of withdrawal


def refusing(*purposes: Purpose, who: ConsentRecord = GIVEN) -> ConsentRecord:
    for purpose in purposes:
        who = answered(who, purpose, state=State.REFUSED)
    return who


def test_a_form_is_read_as_what_people_take_back() -> None:
    two = record("p-two", "group.txt", "R2", group.PROJECT)
    three = record("p-three", "group.txt", "R3", group.PROJECT)
    found = withdrawal.wishes(
        [refusing(Purpose.RESEARCH_PROJECT), two, refusing(Purpose.STORE_SEALED, who=three)]
    )
    assert found == [
        withdrawal.Wish(WHO, frozenset({Purpose.RESEARCH_PROJECT})), withdrawal.Wish("p-three", None),
    ]  # fmt: skip
    again = withdrawal.wishes([refusing(Purpose.RESEARCH_PROJECT), refusing(Purpose.ADVOCACY_PUBLISH_QUOTE)])
    assert again == [
        withdrawal.Wish(WHO, frozenset({Purpose.RESEARCH_PROJECT, Purpose.ADVOCACY_PUBLISH_QUOTE}))
    ]
    everything = refusing(*(g.purpose for g in GIVEN.grants))
    assert withdrawal.wishes([everything, refusing(Purpose.RESEARCH_PROJECT)]) == [withdrawal.Wish(WHO, None)]
    with pytest.raises(Exception, match="Nobody says no"):
        withdrawal.wishes([GIVEN, two])


# ---- quotes on their way out


def test_quotes_leave_for_somebody_or_not_at_all(archive: Archive, testimony: str) -> None:
    advocate = group.advocate()
    for recipient in ("", "  ", "Mrs. Somebody of the paper", "=cmd"):
        with pytest.raises(Refused, match="Say for whom"):
            quote_export.taken_out(UnitOfWork(archive, advocate), group.PROJECT, recipient)
    refused = [e.event for e in archive.log.entries(action=Action.QUOTE_EXPORT.value)]
    assert {(e.outcome, dict(e.details)["reason"]) for e in refused} == {(Outcome.DENY, "recipient_missing")}
    text, count = quote_export.taken_out(UnitOfWork(archive, advocate), group.PROJECT, "partner-3")
    assert count == 2
    assert text.count("advocacy_publish_quote") == 2
    assert NAME not in text
    [event] = [e.event for e in archive.log.entries(action=Action.QUOTE_EXPORT.value)
               if e.event.outcome is Outcome.PERMIT]  # fmt: skip
    assert dict(event.details) == {"recipient": "partner-3", "quotes": "2"}
    assert (event.object_id, event.participants) == (testimony, ("p-one", "p-three"))
    assert len(event.consents) == 2
    assert withdrawal.effect(UnitOfWork(archive, group.officer()), WHO).exports == 1, (
        "a withdrawal accounts for it"
    )


def test_only_advocacy_takes_quotes_out_and_only_what_is_open(archive: Archive) -> None:
    for role in set(Role) - {Role.ADVOCACY}:
        somebody = replace(viewer(role), purpose=Purpose.ADVOCACY_PUBLISH_QUOTE)
        with pytest.raises((Refused, NotFound)):
            quote_export.taken_out(UnitOfWork(archive, somebody), group.PROJECT, "partner-3")
    with pytest.raises(NotFound):
        quote_export.taken_out(UnitOfWork(archive, group.advocate()), "hills", "partner-3")
    withdrawal.withdraw(UnitOfWork(archive, group.officer()), WHO, {Purpose.ADVOCACY_PUBLISH_QUOTE}, "asked")
    assert quote_export.taken_out(UnitOfWork(archive, group.advocate()), group.PROJECT, "partner-3")[1] == 1


def test_no_cell_is_a_formula(archive: Archive, testimony: str) -> None:
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    [quote, *_] = archive.store.quotes.of(testimony)
    sheet = reading_quotes.quote_sheet(archive, kept, replace(quote, text='=HYPERLINK("x")'), None)
    assert "\"'=HYPERLINK" in quote_export.table([sheet])
