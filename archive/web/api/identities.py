"""Who participants are over the API: added by whoever records consents, read by a steward an officer let in.

One participant at a time. What is read goes to the one who asked, within fifteen minutes, and nowhere else.
"""

from __future__ import annotations

from typing import Annotated

from fastapi.responses import Response
from pydantic import Field

from archive.intake import identities as adding
from archive.model.identities import Artefact, IdentityDetails
from archive.oversight import identities
from archive.web.api.shapes import Id, Sentences, Shape
from archive.web.inputs import Addressed
from archive.web.viewer import Work

Values = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=adding.LONGEST)], ...], Field(max_length=adding.MOST)
]


class IdentityIn(Shape):
    """Names and contacts of one participant, beside those that are kept already."""

    participant: Id
    names: Values = ()
    contacts: Values = ()


class AddedOut(Shape):
    """How much was added. Nothing that is kept is told."""

    participant: str
    names: int
    contacts: int


class OpeningIn(Shape):
    """Which one participant, and why."""

    participant: Id
    reason: Sentences


class OpeningMade(Shape):
    """The id of a request."""

    opening: str


class OpeningOut(Shape):
    """One opening: ids and instants. ``stage``: asked, lapsed, open, over."""

    opening: str
    participant: str
    stage: str
    asked_by: str
    asked_at: str
    agreed_by: str | None
    until: str | None
    seconds_left: int
    readings: int


class AgreedOut(Shape):
    """Until when whoever asked may read, in UTC."""

    opening: str
    until: str


class ArtefactOut(Shape):
    """A consent file: its id, media type and size in bytes."""

    artefact: str
    media_type: str
    size: int


class IdentityOut(Shape):
    """Who the one participant is, and until when it may be read."""

    opening: str
    participant: str
    until: str
    names: list[str]
    contacts: list[str]
    artefacts: list[ArtefactOut]


def add(work: Work, given: IdentityIn) -> AddedOut:
    """Keep names and contacts; nothing is read back."""
    details = IdentityDetails(given.names, given.contacts)
    added = adding.add(work, given.participant, details)
    return AddedOut(participant=added.participant, names=added.names, contacts=added.contacts)


def listed(work: Work) -> list[OpeningOut]:
    """Those of the projects for an officer, one's own for a steward."""
    return [OpeningOut.model_validate(row.as_data()) for row in identities.listed(work)]


def request(work: Work, asked: OpeningIn) -> OpeningMade:
    """Ask to read who one participant is."""
    return OpeningMade(opening=identities.request(work, asked.participant, asked.reason))


def agree(work: Work, opening_id: Addressed) -> AgreedOut:
    """Agree as an officer; fifteen minutes begin."""
    agreed = identities.agree(work, opening_id)
    return AgreedOut(opening=agreed.id, until=agreed.until.isoformat() if agreed.until else "")


def read(work: Work, opening_id: Addressed) -> IdentityOut:
    """Who the participant is, for whoever asked, while it is open."""
    seen = identities.read(work, opening_id)
    files = [
        ArtefactOut(artefact=a.id, media_type=a.kind.value, size=len(a.content)) for a in seen.held.artefacts
    ]
    return IdentityOut(
        opening=opening_id, participant=seen.held.participant, until=seen.until.isoformat(),
        names=list(seen.held.details.names), contacts=list(seen.held.details.contacts), artefacts=files,
    )  # fmt: skip


def artefact(work: Work, opening_id: Addressed, artefact_id: Addressed) -> Response:
    """One consent file as it is, for whoever asked, while it is open."""
    return as_file(identities.artefact(work, opening_id, artefact_id))


def as_file(kept: Artefact) -> Response:
    """A consent file for a browser to keep and not to show."""
    headers = {"Content-Disposition": f'attachment; filename="{kept.id}"'}
    return Response(kept.content, media_type=kept.kind.value, headers=headers)


def stop(work: Work, opening_id: Addressed) -> None:
    """End it before its time."""
    identities.stop(work, opening_id)
