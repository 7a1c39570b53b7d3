"""The layout that a person chose for a file, remembered for the project, so that it is read so again.

The file is known by a keyed digest; neither its name nor its words are kept here. It remembers choices of
people alone, never what the reader found by itself.
"""

from __future__ import annotations

import re
from hashlib import sha256

from archive.access.gate import UnitOfWork
from archive.access.policy.roles import Resource
from archive.model import Action

_NO_CODE = re.compile("[^A-Za-z0-9.]+")


def remembered(work: UnitOfWork, project: str, content: bytes) -> str | None:
    """The layout chosen for this very file, if one was."""
    work.authorise(Action.TESTIMONY_INGEST, Resource(project))
    return work.store.layouts.of(project, sha256(content).hexdigest())


def details(layout: str | None) -> dict[str, str]:
    """What an event says of the layout that a person chose: its name as one word; nothing where nobody
    chose."""
    word = _NO_CODE.sub("-", layout or "").strip("-")
    return {"layout": word} if word else {}


def remember(work: UnitOfWork, project: str, digest: str, layout: str | None) -> None:
    """Keep what a person chose, in the transaction of what was done with it; nothing where nobody chose."""
    if layout is not None:
        work.store.layouts.put(project, digest, layout, work.clock.now())
