"""A small testimony of our own, for the contract suites."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from archive.model import (
    Coding,
    Decision,
    Finding,
    IdentifierType,
    Kind,
    Quarantined,
    Quote,
    Suggestion,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    TurnState,
    Verdict,
)
from consent.record import (
    Audience,
    Capacity,
    ConsentRecord,
    Form,
    Grant,
    Guardian,
    Identity,
    Mode,
    Purpose,
    State,
    Voice,
)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LINES = (
    ("Q: ", "What happened after the flood?\n", None),
    ("MARKLABEL-R1: ", "MARKWORD-one the bridge at Char Uria broke, খাল ভরে গেল 🌊\n", "p-1"),
    ("R2: ", "MARKWORD-two we walked to the school\n", "p-2"),
    ("R1: ", "nobody came for nine days\n", "p-1"),
)
TEXT = "".join(label + words for label, words, _ in LINES)


def testimony(**changes: Any) -> Testimony:
    """Four turns: a question, and two participants who answer."""
    turns, at = [], 0
    for index, (label, words, who) in enumerate(LINES):
        kind = TurnKind.SPEECH if who else TurnKind.QUESTION
        end = at + len(label) + len(words)
        turns.append(Turn(index, at, at + len(label), end, kind, label.strip(": "), who, "bn", 1.5 * index))
        at = end
    values: dict[str, Any] = {
        "id": "t-1", "project": "delta", "kind": Kind.FOCUS_GROUP, "country": "BD", "language": "bn",
        "collected_on": date(2026, 2, 27), "received_at": NOON, "digest": "MARKDIGEST0123", "version": 1,
        "state": TestimonyState.SEALED, "length": len(TEXT), "turns": tuple(turns), "group": "g-1",
    }  # fmt: skip
    return Testimony(**(values | changes))


def never_stored(index: int) -> Testimony:
    """The same testimony, one turn of which must leave nothing."""
    one = testimony()
    turns = list(one.turns)
    old = turns[index]
    turns[index] = Turn(
        old.index, old.start, old.body, old.end, old.kind, None, old.participant, state=TurnState.NEVER_STORED
    )
    return testimony(turns=tuple(turns))


def finding(number: int, turn: int, **changes: Any) -> Finding:
    """A place name in a turn."""
    start = testimony().turns[turn].body + number
    values: dict[str, Any] = {
        "id": f"f-{number}", "testimony": "t-1", "version": 1, "turn": turn, "start": start, "end": start + 4,
        "type": IdentifierType.LOC, "score": 0.9, "detector": "pattern", "entity": "e-1",
        "quote": TEXT[start : start + 4], "research": "[MARKPLACE]", "public": "[place]",
        "reason": "MARKREASON",
    }  # fmt: skip
    return Finding(**(values | changes))


def decision(finding_id: str, verdict: Verdict = Verdict.ACCEPT, **changes: Any) -> Decision:
    """A steward's word."""
    values: dict[str, Any] = {"by": "steward", "at": NOON, "why": "MARKWHY", "research": "[river]"}
    return Decision(finding_id, "t-1", verdict, **(values | changes))


def coding(number: int, turn: int, **changes: Any) -> Coding:
    """A code on the first eight characters of a turn's words."""
    start = testimony().turns[turn].body
    values: dict[str, Any] = {
        "id": f"k-{number}", "testimony": "t-1", "version": 1, "turn": turn, "start": start, "end": start + 8,
        "code": "sdg:13.1", "coder": "ana", "at": NOON, "quote": TEXT[start : start + 8], "memo": "MARKMEMO",
    }  # fmt: skip
    return Coding(**(values | changes))


def suggestion(number: int, turn: int, **changes: Any) -> Suggestion:
    """What the machine proposes."""
    start = testimony().turns[turn].body
    values: dict[str, Any] = {
        "id": f"s-{number}", "testimony": "t-1", "version": 1, "turn": turn, "start": start,
        "end": start + 8 + number, "code": "sdg:1.5", "score": 0.5, "made_by": "rules",
    }  # fmt: skip
    return Suggestion(**(values | changes))


def quote(number: int, turn: int, **changes: Any) -> Quote:
    """A released excerpt."""
    start = testimony().turns[turn].body
    values: dict[str, Any] = {
        "id": f"q-{number}", "testimony": "t-1", "version": 1, "turn": turn, "start": start, "end": start + 8,
        "released_by": "ana", "at": NOON, "text": "MARKQUOTE the bridge broke",
    }  # fmt: skip
    return Quote(**(values | changes))


def quarantined(number: int, **changes: Any) -> Quarantined:
    """A file that waits."""
    values: dict[str, Any] = {
        "id": f"w-{number}", "project": "delta", "digest": "MARKDIGEST9876", "received_at": NOON,
        "expires": date(2026, 4, 1), "reason": "MARKREASON no consent", "size": 11,
    }  # fmt: skip
    return Quarantined(**(values | changes))


def consent(participant: str = "p-1", version: int = 1, **changes: Any) -> ConsentRecord:
    """A consent with every sealed part filled."""
    grant = Grant(
        Purpose.RESEARCH_PROJECT, State.GIVEN, frozenset({Form.DEID_TEXT, Form.TAG}),
        frozenset({Audience.PROJECT}), date(2026, 2, 27), date(2030, 1, 1), reason="MARKGRANT",
    )  # fmt: skip
    values: dict[str, Any] = {
        "consent_id": f"c-{participant}", "version": version, "participant": participant, "project": "delta",
        "capacity": Capacity.MINOR, "mode": Mode.THUMBPRINT, "grants": (grant,),
        "collected_at": date(2026, 2, 27), "recorded_at": NOON, "supersedes": version - 1 or None,
        "group": "g-1", "voices": (Voice("MARKSOURCE.docx", "MARKLABEL-R1"),), "language": "bn",
        "born": date(2009, 5, 4), "guardian": Guardian("mother", "MARKGUARDIAN Salma"), "assent": True,
        "supporter": "MARKSUPPORT", "witness": "MARKWITNESS Kalam", "risk": "MARKRISK",
        "community_labels": frozenset({"fishers"}), "safe_contact_note": "MARKNOTE",
        "identity": Identity(
            names=("MARKNAME Rahima",), nicknames=("Rahi",), relatives=("Jamal",), phones=("01711",),
            ids=("ID-77",), places=("Char Uria",), sex="f",
        ),
    }  # fmt: skip
    return ConsentRecord(**(values | changes))
