"""A small archive of our own to code in: a focus group of two and interviews with one person each.

``SAID`` stands for a name that must never come out of an original.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from archive.access.gate import UnitOfWork
from archive.model import (
    Account,
    Decision,
    Finding,
    IdentifierType,
    Kind,
    Known,
    KnownKind,
    Role,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Verdict,
    Viewer,
    new_id,
)
from archive.ports import Archive
from archive.study import coding_acts
from archive.study.coding_acts import Selection
from consent.record import Audience, Capacity, ConsentRecord, Form, Grant, Mode, Purpose, State
from tests.scopes import EVERY

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SAID = "Marjahan Canary"
FORMS: dict[Purpose, tuple[Form, Audience]] = {
    Purpose.STORE_SEALED: (Form.RAW_TEXT, Audience.ARCHIVE),
    Purpose.PROCESS_DEIDENTIFY: (Form.DEID_TEXT, Audience.ARCHIVE),
    Purpose.RESEARCH_PROJECT: (Form.DEID_TEXT, Audience.PROJECT),
    Purpose.ADVOCACY_PUBLISH_QUOTE: (Form.QUOTE, Audience.PUBLIC),
    Purpose.AGGREGATE_SDG_REPORTING: (Form.AGGREGATE, Audience.PUBLIC),
}
TALK = (
    ("Q", "What happened after the flood?", None),
    ("R1", f"I am {SAID} of the camp. The clinic was closed for fifty days.", "p-1"),
    ("R2", "খাল ভরে গেল। We walked to the school, nobody came.", "p-2"),
    ("R1", "They wanted money at the gate, twice.", "p-1"),
)
INTERVIEW = (("Q", "How is the water?", None), ("R1", "The pump is broken and the clinic is far.", ""))
PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Ids of what was made."""

    talk: str
    interviews: tuple[str, ...]


def researcher(user: str = "ana", project: str = "delta") -> Viewer:
    return Viewer(user, Role.RESEARCHER, frozenset({project}), Purpose.RESEARCH_PROJECT)


def someone(role: Role, purpose: Purpose | None = None) -> Viewer:
    return Viewer(f"the-{role.value}", role, frozenset({"delta"}), purpose)


def consent(participant: str, *, without: frozenset[Purpose] = frozenset()) -> ConsentRecord:
    grants = tuple(
        Grant(p, State.GIVEN, frozenset({form}), frozenset({audience}), valid_until=date(2099, 1, 1))
        for p, (form, audience) in FORMS.items()
        if p not in without
    )
    return ConsentRecord(
        consent_id=f"c-{participant}", version=1, participant=participant, project="delta",
        capacity=Capacity.ADULT, mode=Mode.WRITTEN, grants=grants,
        collected_at=date(2026, 2, 1), recorded_at=NOON,
    )  # fmt: skip


def keep(archive: Archive, lines: tuple[tuple[str, str, str | None], ...], **told: str) -> str:
    """One testimony, reviewed, with its name masked by a steward; its id."""
    text, turns = "", []
    for index, (label, words, who) in enumerate(lines):
        start = len(text)
        text += f"{label}: {words}\n"
        kind = TurnKind.SPEECH if who else TurnKind.QUESTION
        turns.append(Turn(index, start, start + len(label) + 2, len(text), kind, label, who, "en"))
    made = Testimony(
        new_id("t"), "delta", Kind.INTERVIEW, told.pop("country", "BD"), "en", date(2026, 2, 1),
        archive.clock.now(), new_id("digest"), TestimonyState.APPROVED, 1, len(text), tuple(turns),
    )  # fmt: skip
    archive.store.testimonies.add(made, text, [Known(KnownKind.PERSON, SAID, "p-1")])
    if told:
        archive.store.attributes.put(made.id, told)
    if SAID in text:
        mask(archive, made, text)
    return made.id


def mask(archive: Archive, testimony: Testimony, text: str) -> None:
    """A steward's finding on the name."""
    at = text.index(SAID)
    turn = next(t.index for t in testimony.turns if t.start <= at < t.end)
    found = Finding(
        new_id("f"), testimony.id, testimony.version, turn, at, at + len(SAID), IdentifierType.PERSON, 1.0,
        "steward", "p-1", SAID, "[Person A]", "[person]",
    )  # fmt: skip
    archive.store.reviews.add(found)
    archive.store.reviews.decide(Decision(found.id, testimony.id, Verdict.ADD, "stew", NOON))


def gather(archive: Archive, people: int = 0) -> Group:
    """A focus group of two, and interviews with some more people: the first eight women, six of a group."""
    for n in range(1, people + 3):
        archive.keys.create(f"p-{n}")
        archive.store.consents.add(consent(f"p-{n}"))
    for user in ("ana", "abe", "eve"):
        archive.store.accounts.add(Account(user, Role.RESEARCHER, frozenset({"delta"}), True, NOON, "hash"))
    interviews = [
        keep(
            archive,
            (INTERVIEW[0], (*INTERVIEW[1][:2], f"p-{n + 3}")),
            sex="female" if n < 8 else "male",
            community="street dwellers" if n < 6 else "farmers",
        )
        for n in range(people)
    ]
    return Group(keep(archive, TALK), tuple(interviews))


PUMP, CLINIC = Selection(1, 0, 18), Selection(1, 23, 40)


def speak(archive: Archive, group: Group) -> None:
    """Twelve people (eight women; six street dwellers, women) are coded with water, ten of them with the
    clinic and, by another coder, with no service there; one of the group with papers."""
    for n, one in enumerate(group.interviews):
        coding_acts.code(UnitOfWork(archive, researcher()), one, PUMP, "6.1")
        if n < 10:
            coding_acts.code(UnitOfWork(archive, researcher()), one, CLINIC, "3.8")
            coding_acts.code(UnitOfWork(archive, researcher("abe")), one, CLINIC, "V.SERV")
    turn = next(
        t
        for t in coding_acts.sheet(UnitOfWork(archive, researcher()), group.talk).turns
        if "nobody" in t.text
    )
    at = turn.text.index("nobody came")
    coding_acts.code(
        UnitOfWork(archive, researcher()), group.talk, Selection(turn.index, at, at + 11), "V.ID"
    )


def withdraw(archive: Archive, participant: str, purpose: Purpose) -> None:
    """The participant no longer agrees to one purpose."""
    before = archive.store.consents.current(EVERY, [participant])[0]
    after = consent(participant, without=frozenset({purpose}))
    archive.store.consents.add(replace(after, version=before.version + 1, supersedes=before.version))
