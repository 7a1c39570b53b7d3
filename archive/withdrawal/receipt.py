"""The receipt of a withdrawal: what became of each thing, signed with the log's own key.

The signed part is short enough to be printed, read aloud or typed again: who (by number), from what, when,
how the key ended, how many things of each sort ended how, where it stands in the log, and a digest over the
whole list. Whoever holds it and the log's public key proves it without the archive. No name and no word
stands in it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from archive.audit.notes import read_note, read_verifier_key, verify_text
from archive.errors import LogBroken, NotFound
from archive.model.json_object import JsonObject
from archive.model.outcomes import (
    OutcomeLine,
    Withdrawal,
    WithdrawalOutcome,
)
from archive.ports import Archive
from archive.withdrawal.effect import Effect
from archive.withdrawal.reach import INDEX, KEY, OTHER, QUOTE, TURN, place

TITLE = "withdrawal receipt"
_ENTRIES = "log entries"
_DIGEST = "sha256 of the list"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, under which entries of the log. ``checkpoint`` is the signed note of the receipt."""

    effect: Effect
    outcomes: tuple[OutcomeLine, ...]
    first_entry: int
    last_entry: int
    checkpoint: str

    def as_data(self) -> JsonObject:
        """For a program: each thing with its end (``removed``, ``re-derived``, ``kept``, ``shredded``…)."""
        return {
            **self.effect.as_data(),
            "ends": [as_row(one) for one in self.outcomes],
            "log": [self.first_entry, self.last_entry],
            "checkpoint": self.checkpoint,
        }

    def sentences(self) -> str:
        """For a person: each sort of thing and its end, why some were kept, and the signed note."""
        lines = [f"Withdrawn: {self.effect.participant}."]
        lines += [f"  {count} × {what} {end}" for (what, end), count in counted(self.outcomes)]
        reasons = dict.fromkeys(f"{e.what}: {e.reason}" for e in self.outcomes if e.reason)
        lines += [f"  {reason}" for reason in reasons]
        lines.append(f"  log entries {self.first_entry} to {self.last_entry}, signed:")
        return "\n".join(lines) + "\n" + self.checkpoint.rstrip()


def as_row(one: OutcomeLine) -> dict[str, str]:
    """One end for a program."""
    return {"what": one.what, "id": one.id, "end": one.end.value, "reason": one.reason}


def counted(outcomes: Iterable[OutcomeLine]) -> list[tuple[tuple[str, str], int]]:
    """How many things of each sort ended how, in order."""
    return sorted(Counter((one.what, one.end.value) for one in outcomes).items())


def digest(outcomes: Iterable[OutcomeLine]) -> str:
    """SHA-256, in hexadecimal, over the ends as sorted JSON lines."""
    rows = (json.dumps(as_row(one), sort_keys=True, ensure_ascii=True) for one in outcomes)
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()


def written(archive: Archive, w: Withdrawal) -> str:
    """The signed note over what was done."""
    note = archive.log.checkpoint()
    origin, size, root = note.split("\n")[:3]
    ledger = read_note(note).withdrawals
    key = next((e for e in w.outcomes if e.what == KEY), None)
    lines = [
        origin,
        TITLE,
        f"participant: {w.line.participant}",
        f"withdrawn: {', '.join(w.line.purposes) or 'everything'}",
        f"at: {w.line.at.isoformat()}",
        f"asked by: {w.asked_by}",
        f"key: {key.end.value if key else WithdrawalOutcome.KEPT.value}"
        + (f" {w.line.until}" if w.line.until else ""),
        f"{_ENTRIES}: {w.entry} to {int(size) - 1}",
        f"log root: {root}",
        *((ledger.line(),) if ledger is not None else ()),
        *(f"{what}: {count} {end}" for (what, end), count in counted(w.outcomes)),
        f"{_DIGEST}: {digest(w.outcomes)}",
    ]
    return archive.log.sign("\n".join(lines) + "\n")


def receipt_of(archive: Archive, w: Withdrawal) -> Receipt:
    """The receipt of a withdrawal that is done. Raises ``NotFound`` before it is."""
    if not w.receipt:
        raise NotFound("This withdrawal is not finished yet; open the archive again, and it will be.")
    of = Counter(one.what for one in w.outcomes)
    own = dict.fromkeys(place(one.id)[0] for one in w.outcomes if one.what == TURN)
    partly = dict.fromkeys(one.id for one in w.outcomes if one.what == "words")
    effect = Effect(
        w.line.participant, tuple(w.line.purposes), (*own, *partly), of[TURN], of[OTHER], of[QUOTE],
        of["coding"], of[INDEX], of["export"], w.line.until,
    )  # fmt: skip
    return Receipt(effect, w.outcomes, w.entry, _last_entry(w.receipt), w.receipt)


def _last_entry(note: str) -> int:
    line = next(line for line in note.split("\n") if line.startswith(_ENTRIES))
    return int(line.rpartition(" ")[2])


def verify_receipt(note: str, key: str, rows: Sequence[dict[str, str]] | None = None) -> str:
    """The text of a receipt, if the log's key signed it and it is over ``rows``, where they are given.

    Needs no archive. Raises ``LogBroken``.
    """
    try:
        text = verify_text(note, read_verifier_key(key))
    except ValueError as error:
        raise LogBroken(f"The receipt does not hold: {error}") from None
    if text.split("\n")[1] != TITLE:
        raise LogBroken("This is signed by the log, but it is no receipt of a withdrawal.")
    if rows is not None:
        outcomes = [
            OutcomeLine(r["what"], r["id"], WithdrawalOutcome(r["end"]), r.get("reason", "")) for r in rows
        ]
        if f"{_DIGEST}: {digest(outcomes)}" not in text.split("\n"):
            raise LogBroken("The list beside the receipt is not the one that was signed.")
    return text
