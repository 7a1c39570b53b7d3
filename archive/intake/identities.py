"""Names, contacts and consent artefacts go into the identity store; nothing here reads any of them back.

Whoever records consents adds them. Beside the names go the keyed forms in which the store lends them, so that
stewards' detection knows them again without opening anything. It refuses files of another kind than they say,
files that are too large, and anything of a person who withdrew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.access.gate import UnitOfWork
from archive.errors import KeyDestroyed, NotFound, UsageError
from archive.model import Action, new_id
from archive.model.identities import Artefact, IdentityDetails, MediaType
from archive.redact.lent_names import keyed_forms
from consent.states import is_withdrawn
from language.visible import is_visible

LONGEST = 300
"""Characters of one name or contact."""
MOST = 50
"""Names, and contacts, in one call."""
MOST_BYTES = 20 * 1024 * 1024
"""Bytes of one artefact."""
MOST_ARTEFACTS = 20
"""Artefacts of one participant."""

_BEGINS: dict[MediaType, tuple[tuple[int, bytes], ...]] = {
    MediaType.PDF: ((0, b"%PDF-"),),
    MediaType.JPEG: ((0, b"\xff\xd8\xff"),),
    MediaType.PNG: ((0, b"\x89PNG\r\n\x1a\n"),),
    MediaType.TIFF: ((0, b"II*\x00"), (0, b"MM\x00*")),
    MediaType.MP3: ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    MediaType.MP4: ((4, b"ftyp"),),
    MediaType.OGG: ((0, b"OggS"),),
    MediaType.WAV: ((0, b"RIFF"),),
}
"""By which bytes, and where, a file of each kind begins."""


@dataclass(frozen=True, slots=True)
class Added:
    """How much was added, and of whom."""

    participant: str
    names: int
    contacts: int
    artefacts: int


def add(
    work: UnitOfWork,
    participant: str,
    details: IdentityDetails,
    artefacts: Sequence[bytes] = (),
) -> Added:
    """Keep who a participant is, and the files that prove their consent.

    Raises ``NotFound`` for whoever has no consent in the viewer's projects, ``KeyDestroyed`` for who
    withdrew, ``UsageError`` for what cannot be kept.
    """
    project = _project(work, participant)
    kept = IdentityDetails(_cleaned(details.names), _cleaned(details.contacts))
    files = [Artefact(new_id("d"), _kind(content), content) for content in artefacts]
    if not (kept.names or kept.contacts or files):
        raise UsageError("Give a name, a contact or a file.")
    store = work.archive.identities
    if files and store.artefacts(participant) + len(files) > MOST_ARTEFACTS:
        raise UsageError(f"No more than {MOST_ARTEFACTS} files are kept of one person.")
    added = Added(participant, len(kept.names), len(kept.contacts), len(files))
    with work.store.transaction():
        work.record_participant(
            Action.IDENTITY_ADD,
            participant,
            names=added.names,
            contacts=added.contacts,
            files=added.artefacts,
        )
        if kept.names or kept.contacts:
            store.add(participant, project, kept, keyed_forms(kept, store.lending_key(project)))
        for file in files:
            store.add_artefact(participant, project, file)
    return added


def _project(work: UnitOfWork, participant: str) -> str:
    """The project that the participant agreed to."""
    scope = work.authorise_list(Action.IDENTITY_ADD)
    records = work.store.consents.current(scope, [participant])
    if not records:
        raise NotFound("No consent is on record under this number; check it on the receipt.")
    open_ = [record for record in records if not is_withdrawn(record)]
    if not open_ or participant in work.keys.destroyed() or participant in work.keys.escrowed():
        raise KeyDestroyed("This person withdrew. Nothing more can be recorded of them.")
    return open_[0].project


def _cleaned(values: Sequence[str]) -> tuple[str, ...]:
    cleaned = tuple(dict.fromkeys(text for value in values if (text := value.strip())))
    if len(cleaned) > MOST or any(len(text) > LONGEST or not is_visible(text) for text in cleaned):
        raise UsageError(
            f"Give at most {MOST} names or contacts of at most {LONGEST} characters, without signs that "
            "cannot be seen."
        )
    return cleaned


def _kind(content: bytes) -> MediaType:
    if len(content) > MOST_BYTES:
        raise UsageError(f"A file may have {MOST_BYTES // 1024 // 1024} MB.")
    for kind, beginnings in _BEGINS.items():
        if any(content[at : at + len(begin)] == begin for at, begin in beginnings):
            return kind
    raise UsageError("The file is no PDF, JPEG, PNG, TIFF, MP3, MP4, OGG or WAV; nothing of it was kept.")
