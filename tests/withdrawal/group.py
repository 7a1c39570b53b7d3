"""A focus group of three, taken in, reviewed, coded, quoted and indexed, in a folder that tests copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from archive import reading
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.app.wiring import Opened
from archive.intake import admission
from archive.intake import consents as intake_consents
from archive.model import Draft, Kind, Role, Turn, TurnKind, Viewer
from archive.ports import Archive
from archive.review import approval, detection, release
from archive.review import decisions as review_decisions
from archive.search.query import parse
from archive.study import coding_acts
from consent.record import Jurisdiction, Purpose
from tests.web.made import record, viewer

PASSPHRASE = "seven quiet herons over the delta"
PROJECT = "delta"
NAME = "CANARYNAME"
OWN = (1, 4)
"""Turns of the one who withdraws."""
WAITING = (3, 5)
"""Turns of others: one names the person, one answers."""
FREE = (2, 6)
"""Turns of others that have nothing to do with the person."""
LINES = (
    ("Q", "What happened after the flood?", None),
    ("R1", f"I am {NAME} Begum. The marmalade clinic was shut and the nurse sent us off for days.", "one"),
    ("R2", "We walked to the school, and the water stood in the road until the harvest.", "two"),
    ("R3", f"That morning {NAME} Begum stood at the well and counted all of the empty buckets.", "three"),
    ("R1", "Nobody came to the lavender market, and the boats were gone.", "one"),
    ("R2", "Yes, and she is right about the market, it never opened again.", "two"),
    ("R3", "Our road broke near the mill and no lorry has passed since the spring.", "three"),
)  # fmt: skip
MARKS = (NAME, "marmalade", "lavender", "Begum")
"""Words that are the person's own, or their name."""
WHO = "p-one"


def settings(folder: Path, **more: object) -> Settings:
    """The archive in a folder, cheap to open."""
    return Settings(folder / "archive", unlock_kib=1024, **more)  # type: ignore[arg-type]


@contextmanager
def opened(folder: Path, **more: object) -> Iterator[Opened]:
    """The archive of a folder, open."""
    with wiring.opened(settings(folder, **more), PASSPHRASE) as found:
        yield found


def make(folder: Path, *, law: Jurisdiction | None = None) -> str:
    """Make the archive with everything in it; the testimony's id."""
    wiring.create(settings(folder), PASSPHRASE)
    with opened(folder) as found:
        return fill(found.archive, law)


def fill(archive: Archive, law: Jurisdiction | None = None) -> str:
    """Take the group in and do everything to it that makes something of the words."""
    collector = viewer(Role.COLLECTOR)
    voices = (("one", "R1", (f"{NAME} Begum",)), ("two", "R2", ()), ("three", "R3", ()))
    consents = [record(f"p-{who}", "group.txt", label, PROJECT, names=names) for who, label, names in voices]
    laws = frozenset({law} if law else ())
    intake_consents.record_consents(
        UnitOfWork(archive, collector), [replace(c, jurisdictions=laws) for c in consents]
    )
    taken = admission.take_in(UnitOfWork(archive, collector), draft(), PROJECT, 90)
    assert taken.testimony, taken.sentence
    detection.detect(UnitOfWork(archive, steward()), taken.testimony)
    review_decisions.accept_rest(UnitOfWork(archive, steward()), taken.testimony)
    review_decisions.finish(UnitOfWork(archive, steward()), taken.testimony)
    kept = archive.store.testimonies.get(taken.testimony)
    assert kept is not None
    for number in (OWN[1], FREE[1]):
        turn = kept.turns[number]
        release.release_quote(UnitOfWork(archive, steward()), kept.id, (number, turn.body, turn.end - 1))
        coding_acts.place(
            UnitOfWork(archive, researcher()),
            kept.id,
            [coding_acts.Span(number, turn.body, turn.end - 1, "13.1")],
        )
    approval.index(UnitOfWork(archive, steward()), kept.id)
    return kept.id


def draft() -> Draft:
    """The group as a reader would hand it over; the file declares the person's name too."""
    text, turns = "", []
    for index, (label, words, _) in enumerate(LINES):
        start = len(text)
        text += f"{label}: {words}\n"
        kind = TurnKind.QUESTION if label == "Q" else TurnKind.SPEECH
        turns.append(Turn(index, start, start + len(label) + 2, len(text), kind, label, None, "en"))
    return Draft("group.txt", "group.txt", "digest-group", Kind.FOCUS_GROUP, text, tuple(turns), "en")


def steward() -> Viewer:
    """Who de-identifies."""
    return viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)


def researcher() -> Viewer:
    """Who reads for the project."""
    return viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT)


def advocate() -> Viewer:
    """Who reads quotes."""
    return viewer(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE)


def officer() -> Viewer:
    """Who answers for consents."""
    return viewer(Role.DPO)


def found_by(archive: Archive, words: str) -> set[int]:
    """Turns that a researcher finds by these words."""
    return {p.turn for p in reading.search_passages(UnitOfWork(archive, researcher()), parse(words))}


def quoted(archive: Archive) -> set[int]:
    """Turns of which an advocate finds a quote."""
    return {
        p.turn
        for p in reading.search_passages(UnitOfWork(archive, advocate()), parse("country OR road OR market"))
    }


def read(archive: Archive, testimony: str) -> set[int]:
    """Turns that a researcher reads."""
    return {t.index for t in reading.read_testimony(UnitOfWork(archive, researcher()), testimony)}


def copy(folder: Path, to: Path) -> Path:
    """A copy of the folder, as somebody would take it."""
    shutil.copytree(folder, to)
    return to
