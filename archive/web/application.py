"""The web application over one open archive: pages and a JSON API, rendered here and working without script.

It closes what the framework would open by default: interactive documentation, echoed input, redirects. It
does not start if a route names no action.
"""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from archive.model.json_object import JsonObject
from archive.oversight.passkeys import RelyingParty
from archive.ports import Archive
from archive.web import failures, routes
from archive.web.addresses import Addresses
from archive.web.security import Guard
from archive.web.sessions import Sessions
from archive.web.viewer import (
    PURPOSE_HEADER,
    AppState,
    undeclared,
)

LOCAL_ORIGIN = "http://localhost:8000"
"""By which address people reach an application that is served on their own machine."""


def create_app(
    archive: Archive,
    sessions: Sessions | None = None,
    contact: str = "",
    addresses: Addresses | None = None,
    origin: str = LOCAL_ORIGIN,
) -> FastAPI:
    """The application, ready to be served; ``contact`` is printed on receipts. Without ``addresses`` it
    answers to the names of this machine alone, and no proxy's word counts.

    ``origin`` is the address by which people reach it, without a path: passkeys are bound to it.

    Raises ``RuntimeError`` if a route names no action.
    """
    app = FastAPI(
        title="Heard", version="1", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.state.heard = AppState(archive, sessions or Sessions(), contact, RelyingParty(origin))
    routes.install(app)
    failures.install(app)
    app.add_middleware(Guard, addresses=addresses or Addresses())
    check(app)
    app.openapi = lambda: dict(_document(app))  # type: ignore[method-assign]
    return app


def check(app: FastAPI) -> None:
    """Refuse to start with a route that anybody could call without the table of roles being asked."""
    missing = undeclared(app.routes)
    if missing:
        raise RuntimeError(f"These routes name no action, so the application does not start: {missing}")


def _document(app: FastAPI) -> JsonObject:
    """The description of the API in the form of OpenAPI 3.1, with the two ways to bring a session along."""
    if app.openapi_schema is None:
        document = get_openapi(
            title="Heard",
            version="1",
            description=f"Reading needs a purpose: state it in the search itself or in {PURPOSE_HEADER}.",
            routes=app.routes,
        )
        document.setdefault("components", {})["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-heard"},
        }
        document["security"] = [{"token": []}, {"cookie": []}]
        app.openapi_schema = document
    return app.openapi_schema
