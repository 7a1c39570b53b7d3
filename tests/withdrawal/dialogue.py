"""A dialogue of three, put straight into the store: every sort of turn, and everything made of the words.

Nothing is detected here, so that an archive with it is made in a moment: a steward's findings stand in it as
they would after a review. ``FIRST`` is the one who withdraws.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime

from archive.access.gate import UnitOfWork
from archive.model import (
    Decision,
    Finding,
    IdentifierType,
    Kind,
    Known,
    KnownKind,
    MemoOn,
    Quote,
    Role,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Verdict,
    Viewer,
)
from archive.ports import Archive
from archive.review import approval
from archive.study import coding_acts, notebook
from consent.record import Purpose
from tests.scopes import EVERY
from tests.study.group import consent

PROJECT = "delta"
FIRST, SECOND, THIRD = "p-1", "p-2", "p-3"
NAME = "Canaryname Begum"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LINES: tuple[tuple[TurnKind, str, str, str | None], ...] = (
    (TurnKind.HEADER, "", "Dialogue at the well, on the second day", None),
    (TurnKind.QUESTION, "Q", "What happened after the flood?", None),
    (TurnKind.SPEECH, "R1", "The marmalade clinic was shut and the nurse sent us off for days.", FIRST),
    (TurnKind.SPEECH, "R2", "Yes, and she is right about it, the doors never opened again.", SECOND),
    (TurnKind.SPEECH, "R2", "The water stood in the fields until the harvest was lost.", SECOND),
    (TurnKind.QUESTION, "Q", "Where did everybody go?", None),
    (TurnKind.SPEECH, "R2", "We walked to the school because the road was under water.", SECOND),
    (TurnKind.NOTE, "", "The next speaker points at the river.", None),
    (TurnKind.SPEECH, "R1", "Nobody came to the lavender market, and the boats were gone.", FIRST),
    (
        TurnKind.SPEECH,
        "R3",
        "Our road broke near the mill, and lorries have stayed away since.",
        THIRD,
    ),
    (TurnKind.SPEECH, "R3", f"That morning {NAME} stood there and counted the empty buckets.", THIRD),
    (TurnKind.QUESTION, "Q", "Is there anything else?", None),
    (TurnKind.NOTE, "", "The recording ends.", None),
)
OWN = (2, 8)
"""What the first person says."""
WAITING = (3, 7, 10)
"""What answers the first person, what is noted beside their words, and what names them."""
ASKED = 1
"""The question put to the first person."""
SHARED = (0, 11, 12)
"""A header, a question that nobody answers and a note: theirs and everybody else's."""
OTHERS = (4, 5, 6, 9)
"""What stays: the words of others, and the question put to one of them."""
QUOTED = {FIRST: 8, SECOND: 6}


def viewer(role: Role, purpose: Purpose | None = None, *projects: str) -> Viewer:
    """Somebody in a role, in the dialogue's project unless told otherwise."""
    return Viewer(f"the-{role.value}", role, frozenset(projects or (PROJECT,)), purpose)


STEWARD = viewer(Role.STEWARD, Purpose.PROCESS_DEIDENTIFY)
RESEARCHER = viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT)
ADVOCATE = viewer(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE)
OFFICER = viewer(Role.DPO)


def agree(archive: Archive, participant: str, without: Collection[Purpose] = (), **changes: object) -> None:
    """The next version of somebody's consent: to everything but ``without``."""
    known = archive.store.consents.current(EVERY, [participant])
    stated = replace(consent(participant, without=frozenset(without)), **changes)  # type: ignore[arg-type]
    if known:
        stated = replace(stated, version=known[0].version + 1, supersedes=known[0].version)
    archive.store.consents.add(stated)


def spoken(id_: str = "t-dialogue", project: str = PROJECT) -> tuple[Testimony, str]:
    """The dialogue and its words, in no store."""
    text, turns = "", []
    for index, (kind, label, words, who) in enumerate(LINES):
        start = len(text)
        before = f"{label}: " if label else ""
        text += f"{before}{words}\n"
        turns.append(Turn(index, start, start + len(before), len(text), kind, label or None, who, "en"))
    made = Testimony(
        id_, project, Kind.COMMUNITY_DIALOGUE, "BD", "en", date(2026, 2, 1), NOON, f"digest-{id_}",
        TestimonyState.APPROVED, 1, len(text), tuple(turns),
    )  # fmt: skip
    return made, text


def fill(archive: Archive) -> Testimony:
    """Keep the dialogue, with consents, findings, quotes, codings, memos and places in the index."""
    for participant in (FIRST, SECOND, THIRD):
        archive.keys.create(participant)
        agree(archive, participant)
    testimony, text = spoken()
    archive.store.testimonies.add(testimony, text, [Known(KnownKind.PERSON, NAME, FIRST)])
    _find(archive, testimony, text, NAME, FIRST)
    _find(archive, testimony, text, "lavender market", "")
    _find(archive, testimony, text, "the harvest", "")
    for turn in QUOTED.values():
        quote(archive, testimony, turn)
        at = testimony.turns[turn]
        coding_acts.place(
            UnitOfWork(archive, RESEARCHER),
            testimony.id,
            [coding_acts.Span(turn, at.body, at.end - 1, "13.1")],
        )
    for about in (testimony.id, *(c.id for c in archive.store.codings.of(testimony.id))):
        on = MemoOn.TESTIMONY if about == testimony.id else MemoOn.CODING
        notebook.write_memo(UnitOfWork(archive, RESEARCHER), on, about, "Worth another look.", PROJECT)
    approval.index(UnitOfWork(archive, STEWARD), testimony.id)
    return testimony


def quote(archive: Archive, testimony: Testimony, turn: int) -> str:
    """Release all that is said in a turn; the id of the quote."""
    at = testimony.turns[turn]
    id_ = f"z-{testimony.id}-{turn}"
    archive.store.quotes.add(
        Quote(
            id_, testimony.id, testimony.version, turn, at.body, at.end - 1, "stew", NOON, "What they said."
        )
    )
    return id_


def name_in(archive: Archive, testimony: Testimony, words: str, entity: str) -> None:
    """A steward's finding on these words of a dialogue in the store."""
    _find(archive, testimony, spoken()[1], words, entity)


def _find(archive: Archive, testimony: Testimony, text: str, words: str, entity: str) -> None:
    at = text.index(words)
    turn = next(t.index for t in testimony.turns if t.start <= at < t.end)
    found = Finding(
        f"f-{turn}", testimony.id, testimony.version, turn, at, at + len(words), IdentifierType.PERSON, 1.0,
        "steward", entity, words, "[Person A]", "[person]",
    )  # fmt: skip
    archive.store.reviews.add(found)
    archive.store.reviews.decide(Decision(found.id, testimony.id, Verdict.ADD, "stew", NOON))


def indexed(archive: Archive, testimony: Testimony) -> set[int]:
    """Turns of the testimony that stand in the index as such, quotes left aside."""
    mine = (i.removeprefix(f"{testimony.id}.") for i in archive.index.ids())
    return {int(i) for i in mine if i.isdigit()}
