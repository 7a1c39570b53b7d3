"""Who a participant is, apart from what they said: names, contacts, and the files that prove a consent.

It stands in a store of its own. What the rest of the program gets of it are keyed forms, by which a name is
known again where it stands in a text, and which say it to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from archive.model.redaction import IdentifierType


class MediaType(StrEnum):
    """What a consent artefact may be. It is told by its first bytes, and never read further."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    MP3 = "audio/mpeg"
    MP4 = "audio/mp4"
    OGG = "audio/ogg"
    WAV = "audio/wav"


@dataclass(frozen=True, slots=True)
class IdentityDetails:
    """Names as the person gives them, whole, and how to reach them: phones, addresses, e-mail."""

    names: tuple[str, ...] = field(default=(), repr=False)
    contacts: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that proves a consent: a signed form, a thumbprint, a recorded yes."""

    id: str
    kind: MediaType
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeldIdentity:
    """All that the store holds of one participant."""

    participant: str
    details: IdentityDetails = field(repr=False)
    artefacts: tuple[Artefact, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class KeyedForm:
    """One form of a name, number or address under a key of the store: it can be compared and not read.

    ``mark`` is an HMAC. ``whole`` is a full name or contact, else it is a part. ``units`` is how many words
    or digits make it.
    """

    mark: bytes = field(repr=False)
    kind: IdentifierType
    whole: bool
    units: int


@dataclass(frozen=True, slots=True)
class LentForms:
    """The keyed forms of one participant."""

    participant: str
    forms: tuple[KeyedForm, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LentNames:
    """What the identity store lends to detection for one project: the key of its forms, and the forms."""

    key: bytes = field(repr=False)
    people: tuple[LentForms, ...] = ()
