"""Pages from templates: escaped by default, an undefined name is an error, and nothing is written to disk.

Templates hold whole English sentences; they are not translated yet. Everything that could carry a
participant's words goes through autoescaping, and no template marks anything as safe.
"""

from __future__ import annotations

from importlib.resources import files

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from archive.model import Viewer
from archive.reading.segments import segments
from archive.web import render, wording
from archive.web.navigation import places

STATIC = {entry.name: entry.read_bytes() for entry in (files("archive.web") / "static").iterdir()}
"""The files that anybody may fetch, read once."""

_environment = Environment(
    loader=PackageLoader("archive.web", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["segments"] = segments
_environment.filters |= {
    "code": wording.code_label,
    "country": wording.country_name,
    "purpose": wording.purpose_name,
    "role": wording.role_name,
    "identifier": wording.identifier_name,
    "plain": wording.plain,
    "language": wording.language_name,
    "tag": render.language_tag,
    "way": wording.way_name,
    "standing": wording.standing_name,
}


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page for whoever is signed in on this request."""
    viewer: Viewer | None = getattr(request.state, "viewer", None)
    context = {
        "viewer": viewer,
        "places": places(viewer.role) if viewer else (),
        "here": request.url.path,
        "notice": "",
    }
    return HTMLResponse(_environment.get_template(template).render(context | values), status)


def error_page(status: int, sentence: str) -> HTMLResponse:
    """A page with one sentence. It knows nobody, since an error may come before anybody is known."""
    context = {"viewer": None, "places": (), "here": "", "notice": "", "sentence": sentence, "status": status}
    return HTMLResponse(_environment.get_template("error.html").render(context), status)
