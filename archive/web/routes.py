"""Every address of the application with its method, its action and the function that serves it.

One table, so that who may come where can be read at a glance and compared with
``archive.access.policy.roles``. A route that is not in it does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from fastapi import Depends, FastAPI
from fastapi.responses import Response

from archive.model import Action as A
from archive.web.api import access_requests as api_requests
from archive.web.api import account as api_own
from archive.web.api import audit_queries as api_asking
from archive.web.api import break_glass as api_emergencies
from archive.web.api import coding as api_coding
from archive.web.api import identities as api_identities
from archive.web.api import organisations as api_organisations
from archive.web.api import oversight as api_overseeing
from archive.web.api import review as api_reviewing
from archive.web.api import search as api_looking
from archive.web.api.shapes import Told
from archive.web.pages import (
    access_requests,
    account,
    accounts,
    audit_queries,
    codebook,
    coding,
    identities,
    organisations,
    oversight,
    passkeys,
    receipts,
    review,
    search,
    sign_in,
    study,
)
from archive.web.viewer import May


@dataclass(frozen=True, slots=True)
class Route:
    """One address. ``public``: also for whoever is not signed in."""

    method: str
    path: str
    action: A
    serve: Callable[..., Any]
    public: bool = False
    status: int = 200


PAGES = (
    Route("GET", "/", A.SESSION_OPEN, sign_in.front, public=True),
    Route("GET", "/static/{name}", A.SESSION_OPEN, sign_in.static, public=True),
    Route("POST", "/sign-in", A.SESSION_OPEN, sign_in.sign_in, public=True),
    Route("GET", "/sign-in/code", A.SESSION_OPEN, sign_in.code_form, public=True),
    Route("POST", "/sign-in/code", A.SESSION_OPEN, sign_in.give_code, public=True),
    Route("POST", "/sign-in/passkey/options", A.SESSION_OPEN, passkeys.sign_in_options, public=True),
    Route("POST", "/sign-in/passkey", A.SESSION_OPEN, passkeys.sign_in, public=True),
    Route("POST", "/sign-out", A.SESSION_CLOSE, sign_in.sign_out),
    Route("POST", "/purpose", A.SEARCH_RUN, sign_in.state_purpose),
    Route("GET", "/search", A.SEARCH_RUN, search.search_form),
    Route("POST", "/search", A.SEARCH_RUN, search.search),
    Route("GET", "/requests", A.ACCESS_LIST, access_requests.listed),
    Route("POST", "/requests", A.ACCESS_REQUEST, access_requests.ask),
    Route("POST", "/requests/answer", A.ACCESS_ANSWER, access_requests.answer),
    Route("POST", "/requests/end", A.ACCESS_END, access_requests.end),
    Route("GET", "/testimony/{testimony_id}", A.TESTIMONY_READ, search.testimony),
    Route("GET", "/quote/{quote_id}", A.QUOTE_READ, search.quote),
    Route("GET", "/review", A.FINDING_LIST, review.queue),
    Route("GET", "/review/{testimony_id}", A.TESTIMONY_UNSEAL, review.sheet),
    Route("POST", "/review/{testimony_id}/detect", A.TESTIMONY_DETECT, review.detect),
    Route("POST", "/review/{testimony_id}/decide", A.FINDING_DECIDE, review.decide),
    Route("POST", "/review/{testimony_id}/undo", A.FINDING_DECIDE, review.undo),
    Route("POST", "/review/{testimony_id}/mask", A.TESTIMONY_DETECT, review.mask),
    Route("POST", "/review/{testimony_id}/quotes", A.QUOTE_RELEASE, review.release),
    Route("POST", "/review/{testimony_id}/quotes/withdraw", A.QUOTE_RELEASE, review.withdraw_quote),
    Route("POST", "/review/{testimony_id}/mark", A.FINDING_DECIDE, review.mark),
    Route("POST", "/review/{testimony_id}/accept-rest", A.FINDING_DECIDE, review.accept_rest),
    Route("POST", "/review/{testimony_id}/approve", A.TESTIMONY_APPROVE, review.approve),
    Route("GET", "/coding", A.TESTIMONY_LIST, coding.worklist),
    Route("GET", "/coding/{testimony_id}", A.CODING_READ, coding.sheet),
    Route("POST", "/coding/{testimony_id}/add", A.CODING_ADD, coding.add),
    Route("POST", "/coding/{testimony_id}/remove", A.CODING_REMOVE, coding.remove),
    Route("POST", "/coding/{testimony_id}/undo", A.CODING_REMOVE, coding.undo),
    Route("POST", "/coding/{testimony_id}/redo", A.CODING_ADD, coding.redo),
    Route("POST", "/coding/{testimony_id}/judge", A.SUGGESTION_DECIDE, coding.judge),
    Route("POST", "/coding/{testimony_id}/memo", A.MEMO_WRITE, coding.memo),
    Route("GET", "/codebook", A.CODEBOOK_READ, codebook.codebooks),
    Route("GET", "/codebook/{project}", A.CODEBOOK_READ, codebook.book),
    Route("POST", "/codebook/{project}", A.CODEBOOK_READ, codebook.look),
    Route("POST", "/codebook/{project}/change", A.CODEBOOK_CHANGE, codebook.change),
    Route("POST", "/codebook/{project}/memo", A.MEMO_WRITE, codebook.memo),
    Route("POST", "/codebook/{project}/file", A.CODEBOOK_READ, codebook.take),
    Route("GET", "/study", A.FIGURES_READ, study.form),
    Route("POST", "/study", A.FIGURES_READ, study.ask),
    Route("POST", "/study/rounds", A.CODING_ROUND, study.blind),
    Route("POST", "/study/settle", A.CODING_SETTLE, study.settle),
    Route("POST", "/study/workbook", A.FIGURES_READ, study.take),
    Route("GET", "/consents", A.CONSENT_READ, oversight.register),
    Route("GET", "/receipts", A.RECEIPT_READ, receipts.receipts),
    Route("POST", "/receipts", A.RECEIPT_READ, receipts.hand_out),
    Route("POST", "/consents/export", A.CONSENT_EXPORT, oversight.records),
    Route("GET", "/identities", A.IDENTITY_LIST, identities.openings),
    Route("POST", "/identities", A.IDENTITY_REQUEST, identities.ask),
    Route("POST", "/identities/agree", A.IDENTITY_APPROVE, identities.agree),
    Route("POST", "/identities/read", A.IDENTITY_OPEN, identities.read),
    Route("POST", "/identities/artefact", A.IDENTITY_OPEN, identities.artefact),
    Route("POST", "/identities/stop", A.IDENTITY_STOP, identities.stop),
    Route("GET", "/identities/add", A.IDENTITY_ADD, identities.add_form),
    Route("POST", "/identities/add", A.IDENTITY_ADD, identities.add),
    Route("GET", "/withdraw", A.CONSENT_WITHDRAW, oversight.withdraw_form),
    Route("POST", "/withdraw/effect", A.CONSENT_WITHDRAW, oversight.withdraw_effect),
    Route("POST", "/withdraw", A.CONSENT_WITHDRAW, oversight.withdraw),
    Route("GET", "/log", A.LOG_READ, oversight.log_form),
    Route("POST", "/log", A.LOG_READ, oversight.log),
    Route("GET", "/log/questions", A.LOG_READ, audit_queries.questions),
    Route("POST", "/log/questions", A.LOG_READ, audit_queries.ask),
    Route("POST", "/log/questions/export", A.LOG_EXPORT, audit_queries.take),
    Route("GET", "/log/verify", A.LOG_VERIFY, oversight.proof_form),
    Route("POST", "/log/verify", A.LOG_VERIFY, oversight.proof),
    Route("POST", "/log/checkpoint", A.LOG_CHECKPOINT, oversight.checkpoint),
    Route("POST", "/log/export", A.LOG_EXPORT, oversight.export),
    Route("GET", "/users", A.USER_LIST, accounts.accounts),
    Route("POST", "/users", A.USER_PROPOSE, accounts.add),
    Route("POST", "/users/countersign", A.USER_COUNTERSIGN, accounts.countersign),
    Route("POST", "/users/deactivate", A.USER_DEACTIVATE, accounts.deactivate),
    Route("POST", "/users/invite", A.USER_INVITE, accounts.invite),
    Route("POST", "/users/return", A.USER_RETURN, accounts.propose_return),
    Route("POST", "/users/reset", A.USER_RESET, accounts.propose_reset),
    Route("GET", "/organisations", A.ORGANISATION_LIST, organisations.organisation),
    Route("POST", "/organisations", A.ORGANISATION_OPEN, organisations.open_organisation),
    Route("POST", "/organisations/share", A.SHARE_PROPOSE, organisations.propose),
    Route("POST", "/organisations/agree", A.SHARE_AGREE, organisations.agree),
    Route("POST", "/organisations/end", A.SHARE_END, organisations.end),
    Route("GET", "/invitation", A.USER_ACCEPT, accounts.invitation_form, public=True),
    Route("POST", "/invitation", A.USER_ACCEPT, accounts.accept, public=True),
    Route("GET", "/account", A.ACCOUNT_READ, account.account),
    Route("POST", "/account/password", A.USER_PASSWORD, account.password),
    Route("POST", "/account/app", A.USER_FACTOR, account.begin_app),
    Route("POST", "/account/app/confirm", A.USER_FACTOR, account.confirm_app),
    Route("POST", "/account/app/remove", A.USER_FACTOR, account.remove_app),
    Route("POST", "/account/codes", A.USER_FACTOR, account.make_codes),
    Route("POST", "/account/codes/file", A.USER_FACTOR, account.keep_codes),
    Route("POST", "/account/passkeys/options", A.USER_FACTOR, passkeys.registration_options),
    Route("POST", "/account/passkeys", A.USER_FACTOR, passkeys.register),
    Route("POST", "/account/passkeys/remove", A.USER_FACTOR, account.remove_passkey),
    Route("POST", "/account/sessions/end", A.SESSION_CLOSE, account.end_sessions),
)

_V1 = "/api/v1"
_ONE = f"{_V1}/review/{{testimony_id}}"
_USER = f"{_V1}/users/{{user}}"
_OWN = f"{_V1}/account"
_SHARE = f"{_V1}/shares/{{share_id}}"
_GLASS = f"{_V1}/emergencies/{{emergency_id}}"
_OPENINGS = f"{_V1}/identities/openings"
_OPENING = f"{_OPENINGS}/{{opening_id}}"
_ASKED = f"{_V1}/requests/{{request_id}}"
_CODED = f"{_V1}/coding/{{testimony_id}}"
_BOOK = f"{_V1}/codebooks/{{project}}"
API = (
    Route("GET", "/openapi.json", A.SESSION_OPEN, api_looking.openapi),
    Route("POST", f"{_V1}/session", A.SESSION_OPEN, api_looking.open_session, public=True, status=201),
    Route("GET", f"{_V1}/session", A.SESSION_OPEN, api_looking.me),
    Route("DELETE", f"{_V1}/session", A.SESSION_CLOSE, api_looking.close_session, status=204),
    Route("POST", f"{_V1}/search", A.SEARCH_RUN, api_looking.search),
    Route("GET", f"{_V1}/testimonies/{{testimony_id}}", A.TESTIMONY_READ, api_looking.testimony),
    Route("GET", f"{_V1}/quotes/{{quote_id}}", A.QUOTE_READ, api_looking.quote),
    Route("GET", f"{_V1}/review", A.FINDING_LIST, api_reviewing.queue),
    Route("GET", _ONE, A.TESTIMONY_UNSEAL, api_reviewing.sheet),
    Route("POST", f"{_ONE}/detect", A.TESTIMONY_DETECT, api_reviewing.detect),
    Route("POST", f"{_ONE}/decisions", A.FINDING_DECIDE, api_reviewing.decide),
    Route("POST", f"{_ONE}/undo", A.FINDING_DECIDE, api_reviewing.undo),
    Route("POST", f"{_ONE}/mask", A.TESTIMONY_DETECT, api_reviewing.mask),
    Route("DELETE", f"{_V1}/quotes/{{quote_id}}", A.QUOTE_RELEASE, api_reviewing.withdraw_quote, status=204),
    Route("POST", f"{_ONE}/missed", A.FINDING_DECIDE, api_reviewing.mark),
    Route("POST", f"{_ONE}/accept-rest", A.FINDING_DECIDE, api_reviewing.accept_rest),
    Route("POST", f"{_ONE}/approve", A.TESTIMONY_APPROVE, api_reviewing.approve),
    Route("POST", f"{_ONE}/quotes", A.QUOTE_RELEASE, api_reviewing.release, status=201),
    Route("GET", f"{_V1}/coding", A.TESTIMONY_LIST, api_coding.worklist),
    Route("GET", _CODED, A.CODING_READ, api_coding.sheet),
    Route("POST", f"{_CODED}/codings", A.CODING_ADD, api_coding.put, status=201),
    Route("DELETE", f"{_V1}/codings/{{coding_id}}", A.CODING_REMOVE, api_coding.remove, status=204),
    Route("POST", f"{_CODED}/undo", A.CODING_REMOVE, api_coding.undo),
    Route("POST", f"{_CODED}/redo", A.CODING_ADD, api_coding.redo),
    Route("POST", f"{_CODED}/verdicts", A.SUGGESTION_DECIDE, api_coding.judge),
    Route("GET", _BOOK, A.CODEBOOK_READ, api_coding.codebook),
    Route("POST", _BOOK, A.CODEBOOK_CHANGE, api_coding.change),
    Route("GET", f"{_BOOK}/memos", A.CODING_READ, api_coding.memos),
    Route("POST", f"{_BOOK}/memos", A.MEMO_WRITE, api_coding.write_memo, status=201),
    Route("POST", f"{_V1}/figures", A.FIGURES_READ, api_coding.figures),
    Route("GET", f"{_V1}/consents", A.CONSENT_READ, api_overseeing.consents),
    Route("GET", f"{_V1}/consents/due", A.CONSENT_DUE, api_overseeing.due),
    Route("POST", f"{_V1}/consents/receipt", A.RECEIPT_READ, api_asking.receipt),
    Route("POST", f"{_V1}/consents/export", A.CONSENT_EXPORT, api_asking.records),
    Route("POST", f"{_V1}/withdrawals/effect", A.CONSENT_WITHDRAW, api_overseeing.effect),
    Route("POST", f"{_V1}/withdrawals", A.CONSENT_WITHDRAW, api_overseeing.withdraw, status=201),
    Route("POST", f"{_V1}/log/entries", A.LOG_READ, api_overseeing.log),
    Route("POST", f"{_V1}/log/questions", A.LOG_READ, api_asking.ask),
    Route("POST", f"{_V1}/log/questions/export", A.LOG_EXPORT, api_asking.take),
    Route("POST", f"{_V1}/log/checkpoint", A.LOG_CHECKPOINT, api_overseeing.checkpoint),
    Route("POST", f"{_V1}/log/verify", A.LOG_VERIFY, api_overseeing.verify),
    Route("POST", f"{_V1}/log/export", A.LOG_EXPORT, api_overseeing.export),
    Route("GET", f"{_V1}/users", A.USER_LIST, api_overseeing.accounts),
    Route("POST", f"{_V1}/users", A.USER_PROPOSE, api_overseeing.add_account, status=201),
    Route("GET", f"{_V1}/organisations", A.ORGANISATION_LIST, api_organisations.organisation),
    Route(
        "POST", f"{_V1}/organisations", A.ORGANISATION_OPEN, api_organisations.open_organisation, status=201
    ),
    Route("POST", f"{_V1}/shares", A.SHARE_PROPOSE, api_organisations.propose, status=201),
    Route("POST", f"{_SHARE}/agree", A.SHARE_AGREE, api_organisations.agree, status=204),
    Route("POST", f"{_SHARE}/end", A.SHARE_END, api_organisations.end, status=204),
    Route("GET", f"{_V1}/requests", A.ACCESS_LIST, api_requests.listed),
    Route("POST", f"{_V1}/requests", A.ACCESS_REQUEST, api_requests.ask, status=201),
    Route("POST", f"{_ASKED}/answer", A.ACCESS_ANSWER, api_requests.answer),
    Route("POST", f"{_ASKED}/end", A.ACCESS_END, api_requests.end),
    Route("GET", f"{_V1}/emergencies", A.BREAK_GLASS_LIST, api_emergencies.listed),
    Route("POST", f"{_V1}/emergencies", A.BREAK_GLASS_REQUEST, api_emergencies.request, status=201),
    Route("POST", f"{_GLASS}/countersign", A.BREAK_GLASS_COUNTERSIGN, api_emergencies.countersign),
    Route("POST", f"{_GLASS}/words", A.BREAK_GLASS_READ, api_emergencies.words),
    Route("POST", f"{_GLASS}/stop", A.BREAK_GLASS_STOP, api_emergencies.stop, status=204),
    Route("POST", f"{_GLASS}/review", A.BREAK_GLASS_REVIEW, api_emergencies.review, status=204),
    Route("POST", f"{_V1}/identities", A.IDENTITY_ADD, api_identities.add, status=201),
    Route("GET", _OPENINGS, A.IDENTITY_LIST, api_identities.listed),
    Route("POST", _OPENINGS, A.IDENTITY_REQUEST, api_identities.request, status=201),
    Route("POST", f"{_OPENING}/agree", A.IDENTITY_APPROVE, api_identities.agree),
    Route("POST", f"{_OPENING}/read", A.IDENTITY_OPEN, api_identities.read),
    Route("POST", f"{_OPENING}/artefacts/{{artefact_id}}", A.IDENTITY_OPEN, api_identities.artefact),
    Route("POST", f"{_OPENING}/stop", A.IDENTITY_STOP, api_identities.stop, status=204),
    Route("POST", f"{_V1}/session/password", A.USER_PASSWORD, api_overseeing.choose_password, status=204),
    Route("POST", f"{_V1}/session/passkey/options", A.SESSION_OPEN, api_own.sign_in_options, public=True),
    Route("POST", f"{_V1}/session/passkey", A.SESSION_OPEN, api_own.sign_in, public=True, status=201),
    Route("POST", f"{_V1}/invitation", A.USER_ACCEPT, api_overseeing.accept, public=True),
    Route("GET", _OWN, A.ACCOUNT_READ, api_own.account),
    Route("POST", f"{_OWN}/app", A.USER_FACTOR, api_own.begin_app, status=201),
    Route("POST", f"{_OWN}/app/confirm", A.USER_FACTOR, api_own.confirm_app),
    Route("DELETE", f"{_OWN}/app", A.USER_FACTOR, api_own.remove_app, status=204),
    Route("POST", f"{_OWN}/codes", A.USER_FACTOR, api_own.make_codes, status=201),
    Route("POST", f"{_OWN}/passkeys/options", A.USER_FACTOR, api_own.registration_options),
    Route("POST", f"{_OWN}/passkeys", A.USER_FACTOR, api_own.register, status=201),
    Route("DELETE", f"{_OWN}/passkeys/{{credential}}", A.USER_FACTOR, api_own.remove_passkey, status=204),
    Route("POST", f"{_OWN}/sessions/end", A.SESSION_CLOSE, api_own.end_others, status=204),
    Route("DELETE", f"{_OWN}/sessions/{{handle}}", A.SESSION_CLOSE, api_own.end_session, status=204),
    Route("POST", f"{_USER}/invite", A.USER_INVITE, api_overseeing.invite),
    Route("POST", f"{_USER}/return", A.USER_RETURN, api_overseeing.propose_return),
    Route("POST", f"{_USER}/reset", A.USER_RESET, api_overseeing.propose_reset, status=204),
    Route("POST", f"{_USER}/countersign", A.USER_COUNTERSIGN, api_overseeing.countersign, status=204),
    Route("POST", f"{_USER}/deactivate", A.USER_DEACTIVATE, api_overseeing.deactivate, status=204),
)

_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"model": Told, "description": "The call itself is wrong; nothing was touched."},
    401: {"model": Told, "description": "Nobody is signed in."},
    403: {"model": Told, "description": "Role, purpose or consent does not allow it."},
    404: {"model": Told, "description": "There is no such thing, or none for this reader."},
    422: {"model": Told, "description": "The request is malformed; its content is not repeated."},
    503: {
        "model": Told,
        "description": "The log, the database or the index does not answer; nothing was served.",
    },
}


def install(app: FastAPI) -> None:
    """Put every route on the application, each behind its gate."""
    for route in (*PAGES, *API):
        spoken = route.path.startswith(_V1)
        app.add_api_route(
            route.path,
            route.serve,
            methods=[route.method],
            status_code=route.status,
            dependencies=[Depends(May(route.action, public=route.public))],
            include_in_schema=spoken,
            responses=_ANSWERS if spoken else None,
            operation_id=_operation(route),
            response_model=None if not spoken else _inferred(route),
            tags=[route.action.value.partition(":")[0]] if spoken else None,
            openapi_extra={"x-action": route.action.value, **({"security": []} if route.public else {})},
        )


def _operation(route: Route) -> str:
    parts = [p.strip("{}") for p in route.path.removeprefix(_V1).split("/") if p]
    return "_".join([route.method.lower(), *parts]).replace("-", "_").replace(".", "_")


def _inferred(route: Route) -> Any:
    """The shape that the function says it returns; none for an answer it makes itself."""
    shape = get_type_hints(route.serve).get("return")
    if shape is None or shape is type(None) or (isinstance(shape, type) and issubclass(shape, Response)):
        return None
    return shape
