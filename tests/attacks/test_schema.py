"""The API by its own description: whatever fits it is answered, as each role, and nothing breaks inside.

``schemathesis`` makes the requests and holds the answers against the description. Real ids are put in, so
that requests get past the first question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as chosen
from hypothesis import strategies as st
from pyotp import TOTP
from schemathesis import APIOperation, Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from archive.access.policy.roles import EVERYONE, TABLE
from archive.model import Action, Role
from archive.web.security import HEADERS
from tests.attacks import workplace
from tests.attacks.workplace import LEAVER, Workplace
from tests.web.authenticator import Authenticator
from tests.web.made import FOUNDER, LINES, PASSWORD

CHECKS = [not_a_server_error, response_schema_conformance]
THEIR_OFFICER = "plains.hoa"
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
NEWCOMER, THEIRS, OWN = "newcomer", "kites-over-the-third-weir", "nine-lanterns-by-the-ford"
TRIES = 4
"""Requests that are made up for each operation and role."""
ENOUGH = 0.9


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with workplace.opened(tmp_path_factory.mktemp("workplace")) as found:
        yield found


def operations(place: Workplace) -> dict[str, APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_dict(place.document)
    every = [found.ok() for found in schema.get_all_operations()]
    return {operation.definition.raw["operationId"]: operation for operation in every}


def permitted(operation: APIOperation[Any, Any, Any, Any], role: Role) -> bool:
    action = Action(operation.definition.raw["x-action"])
    return action in EVERYONE or action in TABLE[role]


def sent(place: Workplace, case: Case, who: str) -> Any:
    """The answer, held against the description, with every header."""
    answer = case.call(base_url=place.address, headers=place.people[who].headers(), timeout=60)
    case.validate_response(answer, checks=CHECKS)
    assert {name: answer.headers.get(name.lower(), [""])[0] for name in HEADERS} == dict(HEADERS)
    return answer


def real(place: Workplace, name: str, value: Any) -> Any:
    """What a place in an address may really hold; closing an account and the like come later, by hand."""
    known = {
        "testimony_id": place.made.approved, "quote_id": place.made.quote, "project": "delta",
        "user": "nobody-here",
    }  # fmt: skip
    return known.get(name, value)


LASTING = {"post_withdrawals", "delete_quotes_quote_id", "post_session_password"}
"""What cannot be taken back is made up without real ids."""


def tried(place: Workplace, role: Role, operation: APIOperation[Any, Any, Any, Any]) -> None:
    """Some requests that the description allows for one operation, as one role."""

    @chosen(
        max_examples=TRIES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy(), st.booleans())
    def one(case: Case, with_ids: bool) -> None:
        if with_ids and operation.definition.raw["operationId"] not in LASTING:
            case.path_parameters = {n: real(place, n, v) for n, v in case.path_parameters.items()}
        answer = sent(place, case, role.value)
        assert permitted(operation, role) or answer.status_code >= 400, operation.label

    one()


@pytest.mark.parametrize("role", list(Role))
def test_what_fits_the_description_breaks_nothing(place: Workplace, role: Role) -> None:
    for operation in operations(place).values():
        tried(place, role, operation)


@dataclass
class Known:
    """Ids that answers brought, by the name of the field they stood in."""

    place: Workplace
    ids: dict[str, list[Any]] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    key: Authenticator | None = None

    def authenticator(self) -> Authenticator:
        """The one passkey of the newcomer."""
        if self.key is None:
            self.key = Authenticator(self.place.address.replace("127.0.0.1", "localhost"))
        return self.key

    def learn(self, value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                self.learn(inner, key)
        elif isinstance(value, list):
            for inner in value:
                self.learn(inner, name)
        elif value is not None:
            self.ids.setdefault(name, []).append(value)

    def last(self, name: str) -> Any:
        return self.ids[name][-1]

    def other_session(self) -> str:
        """A session of the newcomer that is not the one at work."""
        sessions = zip(self.ids["session"][-len(self.ids["this"]) :], self.ids["this"], strict=False)
        return next(handle for handle, this in sessions if not this)


Step = tuple[str, str, Callable[[Known], dict[str, Any]], Callable[[Known], Any] | None]


def at(**places: Any) -> Callable[[Known], dict[str, Any]]:
    """Places in an address; a function takes its value from what is known by then."""
    return lambda known: {n: v(known) if callable(v) else v for n, v in places.items()}


def body(**fields: Any) -> Callable[[Known], Any]:
    return lambda known: {n: v(known) if callable(v) else v for n, v in fields.items()}


def approved(known: Known) -> str:
    return known.place.made.approved


def waiting(known: Known) -> str:
    return known.place.made.waiting


def latest(name: str) -> Callable[[Known], Any]:
    return lambda known: known.last(name)


def span(words: str) -> dict[str, int]:
    """Where words stand in the original that ``tests.web.made`` takes in."""
    start = "".join(f"{label}: {line}\n" for label, line, _ in LINES).index(words)
    return {"start": start, "end": start + len(words)}


R, S, D, A = "researcher", "steward", "dpo", "administrator"
STEPS: list[Step] = [
    (R, "get_session", at(), None),
    (R, "post_session", at(), body(user=R, password=workplace.PASSWORD)),
    (R, "delete_session", at(), None),
    (R, "post_search", at(), body(query="road", purpose="research_project")),
    (R, "get_testimonies_testimony_id", at(testimony_id=approved), None),
    ("advocacy", "get_quotes_quote_id", at(quote_id=lambda k: k.place.made.quote), None),
    (S, "get_review", at(), None),
    (S, "post_review_testimony_id_detect", at(testimony_id=waiting), None),
    (S, "get_review_testimony_id", at(testimony_id=waiting), None),
    (S, "post_review_testimony_id_decisions", at(testimony_id=waiting),
     body(finding=latest("finding"), verdict="accept")),
    (S, "post_review_testimony_id_undo", at(testimony_id=waiting), body(why="too soon")),
    (S, "post_review_testimony_id_mask", at(testimony_id=waiting), None),
    (S, "post_review_testimony_id_missed", at(testimony_id=waiting),
     body(spans=[{**span("clinic"), "type": "ORG"}], why="a place")),
    (S, "post_review_testimony_id_accept_rest", at(testimony_id=waiting), None),
    (S, "post_review_testimony_id_approve", at(testimony_id=waiting), None),
    (S, "post_review_testimony_id_quotes", at(testimony_id=approved), body(turn=2, **span("school"))),
    (R, "get_codebooks_project", at(project="delta"), None),
    (R, "post_codebooks_project", at(project="delta"), body(act="add", code="clinic", label="Clinic shut")),
    (R, "post_codebooks_project_memos", at(project="delta"), body(on="code", object="clinic", text="a memo")),
    (R, "get_codebooks_project_memos", at(project="delta"), None),
    (R, "get_coding", at(), None),
    (R, "post_coding_testimony_id_codings", at(testimony_id=approved),
     body(code="clinic", turn=2, start=0, end=9)),
    (R, "post_coding_testimony_id_undo", at(testimony_id=approved), None),
    (R, "post_coding_testimony_id_redo", at(testimony_id=approved), None),
    (R, "get_coding_testimony_id", at(testimony_id=approved), None),
    (R, "delete_codings_coding_id", at(coding_id=latest("codings")), None),
    (R, "post_figures", at(), body(project="delta", question="matrix")),
    (D, "get_consents", at(), None),
    (D, "get_consents_due", at(), None),
    (D, "post_consents_receipt", at(), body(about="p-aone", contact="the office")),
    (D, "post_consents_export", at(), body(recipient="partner-3")),
    (D, "post_log_entries", at(), body()),
    (D, "post_log_questions", at(), body(question="exports")),
    (D, "post_log_questions_export", at(), body(question="exports", form="csv")),
    (D, "post_log_checkpoint", at(), None),
    (D, "post_log_verify", at(), body(checkpoint=latest("checkpoint"))),
    (D, "post_log_export", at(), None),
    (A, "get_users", at(), None),
    (A, "post_users", at(), body(user=NEWCOMER, role="researcher", projects=["delta"])),
    (A, "post_users_user_invite", at(user=NEWCOMER), None),
    (R, "post_invitation", at(), body(code=latest("invitation"), password=THEIRS)),
    (FOUNDER, "post_users_user_countersign", at(user=NEWCOMER), None),
    (NEWCOMER, "post_account_app", at(), None),
    (NEWCOMER, "post_account_app_confirm", at(), body(code=lambda k: TOTP(k.last("secret")).now())),
    (NEWCOMER, "post_account_codes", at(), None),
    (NEWCOMER, "post_account_passkeys_options", at(), None),
    (NEWCOMER, "post_account_passkeys", at(),
     body(ceremony=latest("ceremony"), credential=lambda k: k.authenticator().make(k.options), name="key")),
    (NEWCOMER, "post_session_passkey_options", at(), None),
    (NEWCOMER, "post_session_passkey", at(),
     body(ceremony=latest("ceremony"), credential=lambda k: k.authenticator().prove(k.options))),
    (NEWCOMER, "get_account", at(), None),
    (NEWCOMER, "delete_account_sessions_handle", at(handle=lambda k: k.other_session()), None),
    (NEWCOMER, "delete_account_passkeys_credential", at(credential=latest("credential")), None),
    (NEWCOMER, "delete_account_app", at(), None),
    (NEWCOMER, "post_account_sessions_end", at(), None),
    (NEWCOMER, "post_session_password", at(), body(old=THEIRS, new=OWN)),
    (A, "post_users_user_reset", at(user=S), None),
    (A, "post_users_user_deactivate", at(user=LEAVER), None),
    (A, "post_users_user_return", at(user=LEAVER), body(anew=True)),
    ("advocacy", "post_requests", at(),
     body(project="delta", purpose="advocacy_internal", reason="a letter")),
    (D, "get_requests", at(), None),
    (D, "post_requests_request_id_answer", at(request_id=latest("request")),
     body(granted=True, note="so be it")),
    (D, "post_requests_request_id_end", at(request_id=latest("request")), None),
    (R, "post_emergencies", at(), body(testimony=approved, reason="a life is at risk")),
    (S, "get_emergencies", at(), None),
    (S, "post_emergencies_emergency_id_countersign", at(emergency_id=latest("emergency")), None),
    (R, "post_emergencies_emergency_id_words", at(emergency_id=latest("emergency")), None),
    (R, "post_emergencies_emergency_id_stop", at(emergency_id=latest("emergency")), None),
    (D, "post_emergencies_emergency_id_review", at(emergency_id=latest("emergency")),
     body(justified=True, note="it was")),
    (A, "get_organisations", at(), None),
    (A, "post_organisations", at(),
     body(organisation="plains", name="The Plains", officer=THEIR_OFFICER, administrator="plains.ada")),
    (R, "post_invitation", at(), body(code=lambda k: k.ids["invitation"][-2], password=PASSWORD)),
    (FOUNDER, "post_shares", at(), body(project="delta", partner="plains", until=TOMORROW)),
    (THEIR_OFFICER, "post_shares_share_id_agree", at(share_id=latest("share")), None),
    (THEIR_OFFICER, "post_shares_share_id_end", at(share_id=latest("share")), None),
    ("collector", "post_identities", at(), body(participant="p-aone", names=["Zubaida Canary"])),
    (S, "post_identities_openings", at(), body(participant="p-aone", reason="her sister asks")),
    (S, "get_identities_openings", at(), None),
    (D, "post_identities_openings_opening_id_agree", at(opening_id=latest("opening")), None),
    (S, "post_identities_openings_opening_id_read", at(opening_id=latest("opening")), None),
    (S, "post_identities_openings_opening_id_stop", at(opening_id=latest("opening")), None),
    (S, "delete_quotes_quote_id", at(quote_id=lambda k: k.place.made.quote), None),
    (D, "post_withdrawals_effect", at(), body(participant="p-btwo")),
    (D, "post_withdrawals", at(), body(participant="p-btwo", sure=True)),
]  # fmt: skip
"""One day's work in which each operation is of use to somebody, with whoever does it."""

UNSERVED = {
    "post_coding_testimony_id_verdicts",
    "post_identities_openings_opening_id_artefacts_artefact_id",
}
"""The machine proposes no code for four lines, so there is none to judge; tests/web/api judges one. Consent
files are added by command; tests/web/api fetches one."""


def test_nearly_every_operation_serves_a_role_that_may(place: Workplace) -> None:
    every, known, answered = operations(place), Known(place), {}
    place.people[THEIR_OFFICER] = workplace.Person(place.address, THEIR_OFFICER)
    place.people[NEWCOMER] = workplace.Person(place.address, NEWCOMER, password=THEIRS)
    for who, name, where, what in STEPS:
        more = {} if what is None else {"body": what(known), "media_type": "application/json"}
        case = every[name].Case(path_parameters=where(known), **more)
        answer = sent(place, case, who)
        answered[name] = answer.status_code
        if answer.content and answer.headers["content-type"] == ["application/json"]:
            told = answer.json()
            known.learn(told)
            known.options = told.get("options", {}) if isinstance(told, dict) else {}
            if isinstance(told, dict) and "token" in told:
                place.people[who].token = told["token"]
    served = {name for name, status in answered.items() if status // 100 == 2}
    refused = {name: answered.get(name) for name in every if name not in served}
    assert len(served) >= ENOUGH * len(every), refused
    assert set(refused) == UNSERVED
