"""The role matrix: every operation, as each role, on an own object, a foreign one, a withdrawn one, another
organisation's, and none.

Asked of the running server. What is expected follows from the table of roles and from nothing else: who may
not do a thing gets the same 403 whatever it is about; who may gets no sign of what is outside their projects;
and what was withdrawn is shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, replace

import httpx
import pytest

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy.roles import EVERYONE, KEEPING, TABLE
from archive.app import wiring
from archive.app.settings import Settings
from archive.intake import admission
from archive.intake import consents as intake_consents
from archive.intake import identities as adding
from archive.model import Action, Role, Viewer
from archive.model.identities import IdentityDetails
from archive.oversight import accounts, identities, invitations, organisations, sharing
from archive.ports import Archive
from archive.review import approval, detection, release
from archive.review import decisions as review_decisions
from archive.web.viewer import COOKIE
from archive.withdrawal import steps
from consent.record import Purpose
from tests.attacks import day, workplace
from tests.attacks.operations import FORM, Object, Operation, operations
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.web import made
from tests.web.made import FOUNDER

NOTHING = Object("nowhere", "t-nothing", "q-nothing", "c-nothing", "p-nobody", "e-nothing", "o-nothing")
FOREIGN_WORDS, WITHDRAWN_WORDS, ELSEWHERE_WORDS = "zorph", "quelb", "vrint"
"""Each stands in one testimony alone, in place of *water*."""
IDENTITY = "Zubaida Canaryname"
"""Who the foreign and the withdrawn one are, in the identity store."""
OTHER = "plains"
"""Another organisation, with accounts, a project and shares of its own."""
NOTHING_ELSEWHERE = replace(NOTHING, project=f"{OTHER}.nowhere", user=f"{OTHER}.nobody-here")
NOBODY_HERE = replace(NOTHING, user="nobody-at-all")
ROLES = tuple(Role)
PURPOSE = {Role.ADVOCACY: Purpose.ADVOCACY_PUBLISH_QUOTE, Role.STEWARD: Purpose.PROCESS_DEIDENTIFY}
"""For which purpose a role reads here; every other states the researcher's."""
OF_EVERY_PROJECT = {"POST /log/export", "POST /api/v1/log/export"}
"""What only an officer who answers for every project may do: the whole log tells of all of them."""
CODED = {"POST /invitation", "POST /api/v1/invitation"}
"""What a code opens, whoever brings it; nobody has one here."""
STAYS = (Action.SESSION_CLOSE, Action.SESSION_OPEN, Action.USER_PASSWORD)
"""What would end the sessions of the tests."""


@dataclass(frozen=True)
class Served:
    """The running server, its operations, what they may be about, and one signed-in client a role."""

    address: str
    operations: list[Operation]
    own: Object
    foreign: Object
    withdrawn: Object
    elsewhere: Object
    clients: dict[Role, httpx.Client] = field(repr=False)
    others: dict[Role, httpx.Client] = field(repr=False)


def take(archive: Archive, source: str, project: str, word: str) -> Object:
    """One approved testimony with a released quote and a word of its own."""
    collector, steward = made.viewer(Role.COLLECTOR, project=project), _steward(project)
    people = [
        made.record(f"p-{source[0]}{n}", source, label, project)
        for n, label in (("one", "R1"), ("two", "R2"))
    ]
    intake_consents.record_consents(UnitOfWork(archive, collector), people)
    draft = made.draft(source)
    draft = replace(draft, text=draft.text.replace("water", word))
    taken = admission.take_in(UnitOfWork(archive, collector), draft, project, 90)
    assert taken.testimony, taken.sentence
    work = UnitOfWork(archive, steward)
    detection.detect(work, taken.testimony)
    review_decisions.accept_rest(work, taken.testimony)
    review_decisions.finish(work, taken.testimony)
    kept = archive.store.testimonies.get(taken.testimony)
    assert kept is not None
    turn = kept.turns[2]
    quote = release.release_quote(work, kept.id, (2, turn.body, turn.end - 1))
    approval.index(work, kept.id)
    who = f"p-{source[0]}two"
    opening = "o-nothing" if word == "water" else _opening(archive, who, project)
    return Object(project, kept.id, quote.id, "c-nothing", who, "e-nothing", opening)


def _opening(archive: Archive, who: str, project: str) -> str:
    """An opening of the identity store that is agreed to."""
    collector, officer = (made.viewer(role, project=project) for role in (Role.COLLECTOR, Role.DPO))
    adding.add(UnitOfWork(archive, collector), who, IdentityDetails((IDENTITY,)))
    opening = identities.request(UnitOfWork(archive, _steward(project)), who, "asked in a test")
    identities.agree(UnitOfWork(archive, officer), opening)
    return opening


def _steward(project: str) -> Viewer:
    return made.viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, project)


def join(archive: Archive) -> None:
    """The other organisation, with an account a role."""
    adam = UnitOfWork(archive, made.viewer(Role.ADMINISTRATOR))
    founders = {role: f"{OTHER}.{role.value}" for role in (Role.DPO, Role.ADMINISTRATOR)}
    for invitation in organisations.open_organisation(adam, OTHER, "The Plains", *founders.values()):
        invitations.accept(archive, invitation.code, day.PASSWORD)
    officer = UnitOfWork(archive, Viewer(founders[Role.DPO], Role.DPO, frozenset(), organisation=OTHER))
    accounts.countersign(officer, founders[Role.ADMINISTRATOR])
    proposer = UnitOfWork(
        archive, Viewer(founders[Role.ADMINISTRATOR], Role.ADMINISTRATOR, frozenset(), organisation=OTHER)
    )
    for role in set(ROLES) - set(founders):
        accounts.propose(proposer, f"{OTHER}.{role.value}", role, [f"{OTHER}.water"], day.PASSWORD)
        accounts.countersign(officer, f"{OTHER}.{role.value}")


def shared_by(archive: Archive, project: str) -> str:
    """A proposal of the other organisation to a third one; its id."""
    officer = archive.store.accounts.get(f"{OTHER}.{Role.DPO.value}")
    assert officer is not None
    work = UnitOfWork(archive, gate.viewer_of(archive, officer))
    return sharing.propose(work, project, "valley", archive.clock.today()).id


def filled(heard: Heard) -> tuple[Object, Object, Object, Object, list[Operation]]:
    """The archive with an own, a foreign, a withdrawn and another organisation's object, and an account a
    role on either side."""
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as opened:
        archive = opened.archive
        own = take(archive, "a.txt", "delta", "water")
        foreign = take(archive, "c.txt", "hills", FOREIGN_WORDS)
        withdrawn = take(archive, "e.txt", "delta", WITHDRAWN_WORDS)
        join(archive)
        elsewhere = take(archive, "p.txt", f"{OTHER}.water", ELSEWHERE_WORDS)
        officer = UnitOfWork(archive, made.viewer(Role.DPO))
        for person in ("p-eone", "p-etwo"):
            steps.withdraw(officer, person, None, "asked")
        for role in ROLES:
            made.account(archive, role.value, role, ["delta"], day.PASSWORD)
        workplace.told_of_more(archive, PURPOSE[Role.ADVOCACY])
        share = shared_by(archive, elsewhere.project)
        elsewhere = replace(elsewhere, user=f"{OTHER}.{Role.RESEARCHER.value}", share=share)
        return own, foreign, withdrawn, elsewhere, operations(archive)


def client_of(address: str, role: Role, user: str) -> httpx.Client:
    """A signed-in client with a purpose; pages look for its session in a cookie."""
    client = day.signed_in(address, user)
    token = client.headers["Authorization"].removeprefix("Bearer ")
    client.headers["Cookie"] = f"{COOKIE}={token}"
    client.headers["Heard-Purpose"] = PURPOSE.get(role, Purpose.RESEARCH_PROJECT).value
    return client


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    heard = heard_in(tmp_path_factory.mktemp("matrix"))
    own, foreign, withdrawn, elsewhere, asked = filled(heard)
    with day.serving(heard) as (_, address):
        clients = {role: client_of(address, role, role.value) for role in ROLES}
        others = {role: client_of(address, role, f"{OTHER}.{role.value}") for role in ROLES}
        yield Served(address, asked, own, foreign, withdrawn, elsewhere, clients, others)
        for client in (*clients.values(), *others.values()):
            client.close()


def ask(client: httpx.Client, operation: Operation, one: Object) -> httpx.Response:
    """One operation about one object, for the purpose that goes with the client."""
    purpose = client.headers["Heard-Purpose"]
    body = operation.body(one) | ({"purpose": purpose} if "purpose" in operation.fields else {})
    if operation.media == FORM:
        return client.request(operation.method, operation.address(one), data=body)
    if operation.media:
        return client.request(operation.method, operation.address(one), json=body)
    return client.request(operation.method, operation.address(one))


def tried(served: Served, role: Role, allowed: bool) -> list[Operation]:
    """Operations that the table gives or does not give to a role, but for coming and going."""
    mine = TABLE[role] | EVERYONE
    return [o for o in served.operations if (o.action in mine) is allowed and o.action not in STAYS]


def comparable(answer: httpx.Response, one: Object) -> tuple[int, str]:
    """Status and body without what the request itself said, and without the numbers and times of entries."""
    text = answer.text
    for said in sorted(astuple(one), key=len, reverse=True):
        text = text.replace(said, "…")
    return answer.status_code, re.sub(r"\d+", "0", text) if "/log" in answer.request.url.path else text


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_gets_the_same_refusal_whatever_it_is_about(served: Served, role: Role) -> None:
    client = served.clients[role]
    wrong = []
    for operation in tried(served, role, allowed=False):
        answers = [
            comparable(ask(client, operation, one), one)
            for one in (served.own, served.foreign, served.withdrawn, served.elsewhere, NOTHING)
        ]
        if answers[0][0] != 403 or len(set(answers)) != 1:
            wrong.append((operation.name, [a[0] for a in answers]))
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_what_is_outside_the_projects_of_an_account_is_answered_like_nothing(
    served: Served, role: Role
) -> None:
    client = served.clients[role]
    wrong = []
    for operation in tried(served, role, allowed=True):
        if not operation.about or operation.action is Action.LOG_EXPORT:  # each proof is another
            continue
        foreign, nothing = (comparable(ask(client, operation, one), one) for one in (served.foreign, NOTHING))
        if foreign != nothing:
            wrong.append((operation.name, foreign[0], nothing[0]))
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_what_another_organisation_has_is_answered_like_nothing(served: Served, role: Role) -> None:
    """From either side of the wall: its projects, people, words, shares."""
    ours = replace(served.own, user=FOUNDER)
    sides = (
        (served.clients[role], served.elsewhere, NOTHING_ELSEWHERE),
        (served.others[role], ours, NOBODY_HERE),
    )
    wrong = []
    for operation in tried(served, role, allowed=True):
        if not operation.about_organisation or operation.action is Action.LOG_EXPORT:  # each proof is another
            continue
        for client, theirs, nothing in sides:
            if operation.action in KEEPING and client is served.others[role]:
                continue
            answers = [comparable(ask(client, operation, one), one) for one in (theirs, nothing)]
            if answers[0] != answers[1]:
                wrong.append((operation.name, answers[0][0], answers[1][0]))
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_to_another_organisation_holds_a_sign_of_this_one(served: Served, role: Role) -> None:
    ours, client = served.own, served.others[role]
    signs = {ours.testimony, ours.quote, ours.participant, "p-aone", served.foreign.participant,
             served.foreign.testimony, "hills", "delta", FOUNDER}  # fmt: skip
    wrong = []
    for operation in tried(served, role, allowed=True):
        for one in (ours, NOTHING_ELSEWHERE):
            answer = ask(client, operation, one)
            sent = set(astuple(one)) if operation.about_organisation else set()
            text = answer.text.replace(f"{OTHER}.water", "").replace("hills.ana", "")
            seen = sorted(sign for sign in signs - sent if sign in text)
            if seen and not _asked_before(operation):
                wrong.append((operation.name, answer.status_code, seen))
    assert not wrong


def _asked_before(operation: Operation) -> bool:
    """Whether the answer tells what this very officer asked: their own questions are in the log."""
    return operation.action in (Action.LOG_READ, Action.LOG_EXPORT)


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_names_what_is_outside_or_what_was_withdrawn(served: Served, role: Role) -> None:
    client = served.clients[role]
    outside = (
        served.foreign.testimony,
        served.foreign.quote,
        served.foreign.participant,
        "p-cone",
        FOREIGN_WORDS,
        ELSEWHERE_WORDS,
        served.elsewhere.testimony,
        served.elsewhere.quote,
        served.elsewhere.participant,
        served.elsewhere.share,
        IDENTITY,
    )
    wrong = []
    for operation in tried(served, role, allowed=True):
        for one in (served.foreign, served.withdrawn, served.elsewhere, NOTHING):
            answer = ask(client, operation, one)
            sent = set(astuple(one))
            if operation.action is Action.LOG_READ:  # an officer's own questions are in the log, too
                sent |= {*astuple(served.foreign), *astuple(served.elsewhere)}
            signs = [sign for sign in outside if sign in answer.text and sign not in sent]
            if signs or WITHDRAWN_WORDS in answer.text or answer.status_code >= 500:
                wrong.append((operation.name, answer.status_code, len(signs)))
    assert not wrong


@pytest.mark.parametrize("word", [FOREIGN_WORDS, WITHDRAWN_WORDS, ELSEWHERE_WORDS])
@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADVOCACY])
def test_a_search_for_the_very_word_finds_nothing(served: Served, role: Role, word: str) -> None:
    client = served.clients[role]
    purpose = client.headers["Heard-Purpose"]
    answer = client.post("/api/v1/search", json={"query": word, "purpose": purpose})
    assert (answer.status_code, answer.json()["passages"]) == (200, [])
    water = client.post("/api/v1/search", json={"query": "water", "purpose": purpose})
    assert {p["testimony"] for p in water.json()["passages"]} == {served.own.testimony}


@pytest.mark.parametrize("role", sorted(ROLES, key=lambda role: role is Role.DPO))
def test_who_may_is_let_through_to_their_own(served: Served, role: Role) -> None:
    """Last of all, since these requests change what they are about; the officer's withdraw it."""
    client = served.clients[role]
    answers = {o.name: ask(client, o, served.own).status_code for o in tried(served, role, allowed=True)}
    wrong = {name for name, status in answers.items() if status in (401, 403) or status >= 500}
    assert wrong - CODED == (OF_EVERY_PROJECT if role is Role.DPO else set())


def test_every_operation_stands_in_the_matrix(served: Served) -> None:
    tried_by_somebody = {
        o.name for role in ROLES for allowed in (True, False) for o in tried(served, role, allowed)
    }
    left = {o.name for o in served.operations} - tried_by_somebody
    assert left == {o.name for o in served.operations if o.action in STAYS}
