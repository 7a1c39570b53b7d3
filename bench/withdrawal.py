"""What a withdrawal costs: the refusal of every reading, and the whole of it, in archives of two sizes.

``python -m bench.withdrawal [--turns 1000 100000]`` makes an embedded archive for each size, in which one
participant says a tenth of all turns (and at most a thousand), and withdraws them. The refusal is the first
transaction, after which nothing is served; it should cost the same however much there is. Times are the
processor's, not the wall's, and the refusal's is the best of several participants, so that a busy machine
tells the truth too.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Kind, Role, Testimony, TestimonyState, Turn, TurnKind, Viewer
from archive.model.outcomes import LedgerEntry
from archive.ports import Archive
from archive.withdrawal.steps import begin
from consent.record import Audience, Capacity, ConsentRecord, Form, Grant, Mode, Purpose, State

PASSPHRASE = "nine slow herons over the ferry"  # noqa: S105 - of an archive that is thrown away
OFFICER = Viewer("bench", Role.DPO, frozenset({"bench"}))
PER_TESTIMONY = 200
MOST_OF_ONE = 1000
REFUSALS = 15
BAR = 1.5


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--turns", type=int, nargs=2, default=[1_000, 100_000])
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    rows = [measure(turns) for turns in chosen.turns]
    ratio = rows[1]["refusal_ms"] / rows[0]["refusal_ms"]
    if chosen.json:
        print(json.dumps({"sizes": rows, "refusal_ratio": ratio, "bar": BAR}))  # noqa: T201
        return
    for row in rows:
        print(  # noqa: T201
            f"{row['turns']:>8} turns: refusal {row['refusal_ms']:.1f} ms, whole withdrawal of "
            f"{row['own']} turns {row['whole_s']:.2f} s of processor time"
        )
    print(f"refusal, larger to smaller: {ratio:.2f} (bar: at most {BAR})")  # noqa: T201


def measure(turns: int) -> dict[str, Any]:
    """An archive of so many turns, made, asked and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "archive", unlock_kib=1024)
        wiring.create(settings, PASSPHRASE)
        with wiring.opened(settings, PASSPHRASE) as found:
            own = fill(found.archive, turns)
            refusals = [_refusal(found.archive, f"p-r{n}") for n in range(REFUSALS)]
            begun = time.process_time()
            withdrawal.withdraw(UnitOfWork(found.archive, OFFICER), "p-one", None, "bench")
            whole = time.process_time() - begun
    return {"turns": turns, "own": own, "refusal_ms": min(refusals) * 1000, "whole_s": whole}


def _refusal(archive: Archive, participant: str) -> float:
    line = LedgerEntry(f"w-{participant}", participant, (), archive.clock.now())
    begun = time.process_time()
    begin(UnitOfWork(archive, OFFICER), line, "bench")
    return time.process_time() - begun


def fill(archive: Archive, turns: int) -> int:
    """Testimonies of ``PER_TESTIMONY`` turns each; how many of them ``p-one`` says."""
    own, wanted = 0, min(turns // 10, MOST_OF_ONE)
    people = ["p-one", *(f"p-r{n}" for n in range(REFUSALS)), *(f"p-{n}" for n in range(turns // 100))]
    with archive.store.transaction():
        for person in people:
            archive.keys.create(person)
            archive.store.consents.add(_consent(person))
    for number in range(turns // PER_TESTIMONY):
        said_by = ["p-one" if own + n < wanted and n < PER_TESTIMONY // 2 else f"p-{number % (turns // 100)}"
                   for n in range(PER_TESTIMONY)]  # fmt: skip
        own += said_by.count("p-one")
        made, text = _testimony(f"t-{number}", said_by)
        archive.keys.create(made.id)
        archive.store.testimonies.add(made, text, [])
    return own


def _testimony(testimony: str, said_by: list[str]) -> tuple[Testimony, str]:
    text, made = "", []
    for index, who in enumerate(said_by):
        start = len(text)
        text += f"V: the water stood in the road for {index} days and nobody came to look at it\n"
        made.append(Turn(index, start, start + 3, len(text), TurnKind.SPEECH, None, who, "en"))
    now = datetime.now(UTC)
    bare = Testimony(
        testimony,
        "bench",
        Kind.FOCUS_GROUP,
        "BD",
        "en",
        None,
        now,
        testimony,
        TestimonyState.APPROVED,
        1,
        0,
        (),
    )
    return replace(bare, length=len(text), turns=tuple(made)), text


def _consent(participant: str) -> ConsentRecord:
    forms, audiences = frozenset({Form.RAW_TEXT, Form.DEID_TEXT}), frozenset({Audience.PROJECT})
    grants = tuple(
        Grant(p, State.GIVEN, forms, audiences) for p in (Purpose.STORE_SEALED, Purpose.RESEARCH_PROJECT)
    )
    return ConsentRecord(
        f"c-{participant}",
        1,
        participant,
        "bench",
        Capacity.ADULT,
        Mode.WRITTEN,
        grants,
        None,
        datetime.now(UTC),
    )


if __name__ == "__main__":
    main()
