"""Small testimonies of our own for the tests of what stewards do: who speaks, what is said, who consents."""

from __future__ import annotations

from dataclasses import replace

from archive import reading
from archive.access.gate import UnitOfWork
from archive.intake import admission, consents
from archive.model import Draft, IdentifierType, Kind, Role, Turn, TurnKind, Viewer
from archive.ports import Archive
from archive.review import detection
from consent.record import Purpose
from tests.web.made import record, viewer

STEWARD = viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
RESEARCHER = viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT)
ADVOCATE = viewer(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE)


def interview(
    archive: Archive, source: str, *answers: str, name: str = "", language: str = "en",
    project: str = "delta", **answered: str,
) -> str:  # fmt: skip
    """An interview with one person, taken in with their consent; its id. ``answered`` are form answers."""
    text, turns = "", []
    for index, answer in enumerate(answers):
        start = len(text)
        text += f"R: {answer}\n"
        turns.append(Turn(index, start, start + 3, len(text), TurnKind.SPEECH, "R", None, language))
    collector = Viewer("the-collector", Role.COLLECTOR, frozenset({project}))
    names = {"names": (name,)} if name else {}
    consents.record_consents(
        UnitOfWork(archive, collector), [record(f"p-{source}", source, "R", project, **names)]
    )
    made = Draft(
        source, source, f"digest-{source}", Kind.INTERVIEW, text, tuple(turns), language,
        attributes=tuple(answered.items()),
    )  # fmt: skip
    taken = admission.take_in(UnitOfWork(archive, collector), made, project, 90)
    assert taken.testimony, taken.sentence
    return taken.testimony


def read(archive: Archive, testimony: str) -> str:
    """What a researcher reads of it."""
    return "\n".join(t.text for t in reading.read_testimony(UnitOfWork(archive, RESEARCHER), testimony))


def machine_found(archive: Archive, testimony: str, *words: tuple[str, IdentifierType]) -> None:
    """Put these findings and no others in place of what the machine found, as if it had missed the rest."""
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    text = "".join(archive.store.testimonies.unseal(testimony)[t.index] for t in kept.turns)
    spans = [(text.index(shown), text.index(shown) + len(shown), kind) for shown, kind in words]
    made = detection.describe(UnitOfWork(archive, STEWARD), kept, spans)
    archive.store.reviews.put(testimony, [replace(f, detector="test", score=0.9) for f in made])
