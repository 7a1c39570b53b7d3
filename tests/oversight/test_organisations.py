"""An organisation looks after its own accounts, and meets no sign of another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from archive.access.gate import UnitOfWork
from archive.errors import NotFound, Refused, UsageError
from archive.intake import consents as intake_consents
from archive.model import FIRST, Action, LogEntry, Role, Viewer
from archive.oversight import accounts, invitations, returning
from archive.oversight.audit_queries import Topic, answer_inquiry, inquiry
from archive.oversight.journal import Question, answer, export
from archive.oversight.organisations import open_organisation, overview
from archive.oversight.sessions import local_viewer
from tests.oversight.staff import ADAM, GIVEN, Staffed, hire, join
from tests.web import made


def keeper(staff: Staffed) -> UnitOfWork:
    return UnitOfWork(staff.archive, ADAM)


def record(staff: Staffed, project: str, participant: str) -> None:
    """A consent in a project, by a collector of its organisation."""
    organisation = project.partition(".")[0] if "." in project else FIRST
    collector = Viewer("c", Role.COLLECTOR, frozenset({project}), organisation=organisation)
    consent = made.record(participant, "a.txt", "R1", project)
    intake_consents.record_consents(UnitOfWork(staff.archive, collector), [consent])


def test_an_organisation_begins_with_an_invited_officer_who_opens_the_next_account(staff: Staffed) -> None:
    first, second = open_organisation(keeper(staff), "hills", "Hill Voices", "hills.hoa", "hills.ada")
    assert (first.account.organisation, first.account.waits) == ("hills", False)
    assert second.account.waits
    invitations.accept(staff.archive, first.code, GIVEN)
    invitations.accept(staff.archive, second.code, GIVEN)
    with pytest.raises(NotFound):
        accounts.countersign(staff.work("olga"), "hills.ada")
    accounts.countersign(staff.work("hills.hoa"), "hills.ada")
    assert staff.account("hills.ada").active
    assert staff.details(Action.ORGANISATION_OPEN) == [{}]


def test_only_the_keepers_administrator_opens_one_and_sees_which_there_are(staff: Staffed) -> None:
    join(staff)
    for user in ("olga", "hills.hoa", "hills.ada"):
        with pytest.raises(Refused):
            open_organisation(staff.work(user), "plains", "Plains", "plains.o", "plains.a")
    assert [one.id for one in overview(keeper(staff)).every] == [FIRST, "hills"]
    for user in ("olga", "hills.hoa", "hills.ada"):
        assert overview(staff.work(user)).every == ()


@pytest.mark.parametrize("wrong", ["own", "sam", "delta", "Hills", "h", "a.b", "a" * 17])
def test_an_id_that_names_begin_with_already_is_refused(staff: Staffed, wrong: str) -> None:
    accounts.propose(keeper(staff), "sam.two", Role.RESEARCHER, ["delta.two"], GIVEN)
    with pytest.raises(UsageError):
        open_organisation(keeper(staff), wrong, "Name", f"{wrong}.hoa", f"{wrong}.ada")
    assert staff.archive.store.organisations.ids() == {FIRST}


def test_an_opening_that_fails_leaves_no_organisation(staff: Staffed) -> None:
    with pytest.raises(UsageError):
        open_organisation(keeper(staff), "hills", "Hill Voices", "hoa", "hills.ada")
    assert staff.archive.store.organisations.ids() == {FIRST}


def test_names_begin_with_the_organisations_id_so_no_refusal_tells_of_another(staff: Staffed) -> None:
    join(staff)
    ada = staff.work("hills.ada")
    answers = set()
    for name in ("sam", "zoe"):  # one is taken elsewhere, the other by nobody
        with pytest.raises(UsageError) as refused:
            accounts.propose(ada, name, Role.RESEARCHER, [], GIVEN)
        answers.add(str(refused.value).replace(name, "…"))
    for project in ("delta", "nowhere"):
        with pytest.raises(UsageError) as refused:
            accounts.propose(ada, "hills.zoe", Role.RESEARCHER, [project], GIVEN)
        answers.add(str(refused.value).replace(project, "…"))
    assert len(answers) == 2
    for name in ("hills.local", "hills.zoe"):
        with pytest.raises(UsageError):
            accounts.propose(keeper(staff), name, Role.RESEARCHER, [], GIVEN)
    for reserved in ("local", "system"):
        with pytest.raises(UsageError):
            accounts.propose(keeper(staff), reserved, Role.RESEARCHER, [], GIVEN)


def test_accounts_of_another_organisation_are_like_none(staff: Staffed) -> None:
    join(staff)
    hire(staff, "hills.rita", Role.RESEARCHER, ["hills.water"])
    assert [a.user for a in accounts.list_accounts(staff.work("hills.ada"))] == [
        "hills.ada", "hills.hoa", "hills.rita",
    ]  # fmt: skip
    assert not [a for a in accounts.list_accounts(staff.work("olga")) if a.organisation != FIRST]
    accounts.propose(keeper(staff), "mia", Role.RESEARCHER, [], GIVEN)
    for act in (
        invitations.invite_again,
        lambda work, who: returning.propose_return(work, who, anew=False),
        returning.propose_reset,
        accounts.deactivate,
    ):
        for work, theirs in ((staff.work("hills.ada"), "sam"), (keeper(staff), "hills.rita")):
            assert len({_refusal(act, work, who) for who in (theirs, "zoe")}) == 1
    for who in ("mia", "nobody"):
        with pytest.raises(NotFound):
            accounts.countersign(staff.work("hills.hoa"), who)


def _refusal(act: Callable[[UnitOfWork, str], object], work: UnitOfWork, who: str) -> str:
    with pytest.raises(NotFound) as refused:
        act(work, who)
    return str(refused.value)


def test_an_officer_answers_for_the_projects_of_their_organisation(staff: Staffed) -> None:
    join(staff)
    record(staff, "delta", "p-delta")
    record(staff, "hills.water", "p-hills")
    assert staff.work("olga").viewer.projects == {"delta"}
    assert staff.work("hills.hoa").viewer.projects == {"hills.water"}
    assert staff.work("hills.ada").viewer.projects == {"hills.water"}
    assert overview(staff.work("hills.hoa")).projects == ("hills.water",)


def test_an_account_that_names_a_project_of_another_organisation_does_not_get_it(staff: Staffed) -> None:
    join(staff)
    account = replace(staff.account("sam"), user="sid", projects=frozenset({"delta", "hills.water"}))
    staff.archive.store.accounts.add(account)
    assert staff.work("sid").viewer.projects == {"delta"}


def test_an_id_of_another_organisations_participant_is_not_taken(staff: Staffed) -> None:
    join(staff)
    record(staff, "delta", "p-delta")
    with pytest.raises(Refused, match="id"):
        record(staff, "hills.water", "p-delta")
    record(staff, "hills.water", "p-hills")
    with pytest.raises(Refused, match="id"):
        record(staff, "delta", "p-hills")


def test_the_archive_as_a_whole_is_its_keepers(staff: Staffed) -> None:
    join(staff)
    for user, action in (("hills.ada", Action.KEY_ROTATE), ("hills.ada", Action.BACKUP_MAKE),
                         ("hills.hoa", Action.KEY_APPOINT), ("hills.hoa", Action.CONFIG_ANCHOR)):  # fmt: skip
        with pytest.raises(Refused):
            staff.work(user).authorise(action)
    keeper(staff).authorise(Action.BACKUP_MAKE)


def test_the_whole_log_is_exported_by_nobody_where_there_are_several(staff: Staffed) -> None:
    export(staff.work("olga"))
    join(staff)
    for user in ("olga", "hills.hoa"):
        with pytest.raises(Refused):
            export(staff.work(user))


def entries(staff: Staffed, user: str) -> list[str]:
    """What an officer reads of the log, each entry as one text without its number and time."""
    rows = answer(staff.work(user), Question())
    return [str({**row.as_data(), "seq": 0, "at": ""}) for row in rows]


def test_each_officer_reads_the_log_of_their_own(staff: Staffed) -> None:
    join(staff)
    record(staff, "delta", "p-delta")
    record(staff, "hills.water", "p-hills")
    hire(staff, "hills.rita", Role.RESEARCHER, ["hills.water"])
    accounts.list_accounts(staff.work("hills.ada"))
    mine, theirs = " ".join(entries(staff, "olga")), " ".join(entries(staff, "hills.hoa"))
    assert "p-delta" in mine
    assert "hills.rita" in theirs
    assert "p-hills" in theirs
    for sign in ("hills.rita", "hills.water", "p-hills", "'hills.ada'"):
        assert sign not in mine.replace("user:hills.ada", "")
    for sign in ("sam", "olga", "delta", "system"):
        assert sign not in theirs
    refused = answer_inquiry(staff.work("hills.hoa"), inquiry(Topic.REFUSALS)).entries
    assert all(_actor(entry).startswith("hills.") for entry in refused)


def _actor(entry: LogEntry) -> str:
    return entry.event.actor


def test_the_person_at_the_machine_works_for_one_organisation(staff: Staffed) -> None:
    join(staff)
    record(staff, "delta", "p-delta")
    record(staff, "hills.water", "p-hills")
    archive = staff.archive
    assert local_viewer(archive, Role.DPO).projects == {"delta"}
    theirs = local_viewer(archive, Role.DPO, organisation="hills")
    assert (theirs.user, theirs.projects) == ("hills.local", {"hills.water"})
    for project, organisation in (("hills.water", FIRST), ("delta", "hills"), (None, "plains")):
        with pytest.raises(NotFound):
            local_viewer(archive, Role.DPO, project=project, organisation=organisation)
