"""The role matrix: every operation, as each role, on an own object, a foreign one, a withdrawn one, and none.

Asked of the running server. What is expected follows from the table of roles and from nothing else: who may
not do a thing gets the same 403 whatever it is about; who may gets no sign of what is outside their projects;
and what was withdrawn is shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import httpx
import pytest

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import EVERYONE, TABLE
from archive.app import wiring
from archive.app.settings import Settings
from archive.intake import admission
from archive.intake import consents as intake_consents
from archive.model import Action, Role, Viewer
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

NOTHING = Object("nowhere", "t-nothing", "q-nothing", "c-nothing", "p-nobody", "e-nothing")
FOREIGN_WORDS, WITHDRAWN_WORDS = "zorph", "quelb"
"""Each stands in one testimony alone, in place of *water*."""
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
    clients: dict[Role, httpx.Client] = field(repr=False)


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
    return Object(project, kept.id, quote.id, "c-nothing", f"p-{source[0]}two", "e-nothing")


def _steward(project: str) -> Viewer:
    return made.viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY, project)


def filled(heard: Heard) -> tuple[Object, Object, Object, list[Operation]]:
    """The archive with an own, a foreign and a withdrawn object, and an account a role."""
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as opened:
        archive = opened.archive
        own = take(archive, "a.txt", "delta", "water")
        foreign = take(archive, "c.txt", "hills", FOREIGN_WORDS)
        withdrawn = take(archive, "e.txt", "delta", WITHDRAWN_WORDS)
        officer = UnitOfWork(archive, made.viewer(Role.DPO))
        for person in ("p-eone", "p-etwo"):
            steps.withdraw(officer, person, None, "asked")
        for role in ROLES:
            made.account(archive, role.value, role, ["delta"], day.PASSWORD)
        workplace.told_of_more(archive, PURPOSE[Role.ADVOCACY])
        return own, foreign, withdrawn, operations(archive)


def client_of(address: str, role: Role) -> httpx.Client:
    """A signed-in client with a purpose; pages look for its session in a cookie."""
    client = day.signed_in(address, role.value)
    token = client.headers["Authorization"].removeprefix("Bearer ")
    client.headers["Cookie"] = f"{COOKIE}={token}"
    client.headers["Heard-Purpose"] = PURPOSE.get(role, Purpose.RESEARCH_PROJECT).value
    return client


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    heard = heard_in(tmp_path_factory.mktemp("matrix"))
    own, foreign, withdrawn, asked = filled(heard)
    with day.serving(heard) as (_, address):
        clients = {role: client_of(address, role) for role in ROLES}
        yield Served(address, asked, own, foreign, withdrawn, clients)
        for client in clients.values():
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
    for said in (one.project, one.testimony, one.quote, one.coding, one.participant, one.emergency):
        text = text.replace(said, "…")
    return answer.status_code, re.sub(r"\d+", "0", text) if "/log" in answer.request.url.path else text


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_gets_the_same_refusal_whatever_it_is_about(served: Served, role: Role) -> None:
    client = served.clients[role]
    wrong = []
    for operation in tried(served, role, allowed=False):
        answers = [
            comparable(ask(client, operation, one), one)
            for one in (served.own, served.foreign, served.withdrawn, NOTHING)
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
def test_no_answer_names_what_is_outside_or_what_was_withdrawn(served: Served, role: Role) -> None:
    client = served.clients[role]
    outside = (
        served.foreign.testimony,
        served.foreign.quote,
        served.foreign.participant,
        "p-cone",
        FOREIGN_WORDS,
    )
    wrong = []
    for operation in tried(served, role, allowed=True):
        for one in (served.foreign, served.withdrawn, NOTHING):
            answer = ask(client, operation, one)
            sent = {one.testimony, one.quote, one.participant, one.project}
            if operation.action is Action.LOG_READ:  # an officer's own questions are in the log, too
                sent |= {served.foreign.testimony, served.foreign.quote, served.foreign.participant}
            signs = [sign for sign in outside if sign in answer.text and sign not in sent]
            if signs or WITHDRAWN_WORDS in answer.text or answer.status_code >= 500:
                wrong.append((operation.name, answer.status_code, len(signs)))
    assert not wrong


@pytest.mark.parametrize("word", [FOREIGN_WORDS, WITHDRAWN_WORDS])
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
