"""What sealing, the log and the index cost beside the de-identification of the same English text.

``python -m bench.sealing [--testimonies 20]`` takes invented interviews into an embedded archive, once, and
counts the processor time of each part of the way in: detection, and then the sealing of turns and findings,
the events of the log, and the keyed index, each called by itself on the same material. The bar: the three
together take at most a fifth of what detection takes. Each part is run three times; the best counts.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.app import wiring
from archive.app.settings import Settings
from archive.model import (
    Action,
    Event,
    Finding,
    IndexDocument,
    Kind,
    Outcome,
    Role,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
)
from archive.ports import Archive
from archive.search.keyed import TURN, TokenKeys, with_tokens

PASSPHRASE = "nine slow herons over the ferry"  # noqa: S105 - of an archive that is thrown away
ROUNDS = 3
BAR = 0.2
_WHO = ("Rahima Khatun", "Abdul Karim", "Josephine Akinyi", "Sunita Devi", "Peter Otieno", "Maya Gurung")
_WHERE = ("Char Uria", "Kondele", "Lalitpur", "Kamalapur", "the ward office", "the clinic at the crossing")
_SAID = (
    "I went with my son {who} to {where} and they asked us for money at the gate before anybody saw him.",
    "My name is {who} and I have lived near {where} for eleven years, since the river took our first house.",
    "Nobody came after the flood, although {who} from the committee wrote our names on a list in March.",
    "They called my phone, it is 01712 345678, and said that the allowance was stopped without any reason.",
    "We sell fish by the road at {where}, and when the police come we run, because we have no paper to show.",
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--testimonies", type=int, default=20)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    told = measure(chosen.testimonies)
    share = (told["seal"] + told["log"] + told["index"]) / told["detect"]
    if chosen.json:
        print(json.dumps({**told, "share": share, "bar": BAR}))  # noqa: T201
        return
    for part, seconds in told.items():
        print(f"{part:<8} {seconds:8.3f} s of processor time, {seconds / told['detect']:.1%}")  # noqa: T201
    print(f"sealing, log and index together: {share:.1%} of detection (bar: at most {BAR:.0%})")  # noqa: T201


def measure(testimonies: int) -> dict[str, float]:
    """Processor time of each part over all testimonies, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "archive", unlock_kib=1024)
        wiring.create(settings, PASSPHRASE)
        with wiring.opened(settings, PASSPHRASE) as found:
            return _parts(found.archive, [_interview(n) for n in range(testimonies)])


def _parts(archive: Archive, made: list[tuple[Testimony, str]]) -> dict[str, float]:
    archive.detector(*made[0], [])  # the models are loaded before the clock runs
    findings = {one.id: archive.detector(one, text, []) for one, text in made}
    parts: dict[str, Callable[[int], object]] = {
        "detect": lambda _: [archive.detector(one, text, []) for one, text in made],
        "seal": lambda run: _seal(archive, made, findings, run),
        "log": lambda _: [archive.log.append(_event(one, a)) for one, _ in made for a in _ON_THE_WAY_IN],
        "index": lambda run: _index(archive, made, run),
    }
    return {name: min(_time(part, run) for run in range(ROUNDS)) for name, part in parts.items()}


def _seal(
    archive: Archive, made: list[tuple[Testimony, str]], findings: dict[str, list[Finding]], run: int
) -> None:
    for one, text in made:
        mine = replace(one, id=f"{one.id}-{run}", digest=f"{one.digest}-{run}")
        for subject in sorted({mine.id, *mine.participants()}):
            archive.keys.create(subject)
        with archive.store.transaction():
            archive.store.testimonies.add(mine, text, [])
        fresh = [replace(f, id=f"{f.id}-{run}", testimony=mine.id) for f in findings[one.id]]
        with archive.store.transaction():
            archive.store.reviews.put(mine.id, fresh)


def _index(archive: Archive, made: list[tuple[Testimony, str]], run: int) -> None:
    keys = TokenKeys(archive.keys.secret("index"))
    for one, text in made:
        documents = [with_tokens(_document(one, t, run), text[t.body : t.end], keys) for t in one.turns]
        archive.index.put(documents)


_ON_THE_WAY_IN = (
    Action.TESTIMONY_INGEST, Action.TESTIMONY_DETECT, Action.FINDING_DECIDE, Action.TESTIMONY_APPROVE,
    Action.TESTIMONY_TAG, Action.TESTIMONY_INDEX,
)  # fmt: skip
"""The events of one testimony from its file to the index."""


def _time(part: Callable[[int], object], run: int) -> float:
    begun = time.process_time()
    part(run)
    return time.process_time() - begun


def _event(one: Testimony, action: Action) -> Event:
    return Event(
        action,
        "bench",
        Role.STEWARD,
        Outcome.PERMIT,
        "testimony",
        one.id,
        participants=tuple(one.participants()),
    )


def _document(one: Testimony, turn: Turn, run: int) -> IndexDocument:
    return IndexDocument(
        f"{one.id}-{run}.{turn.index}", one.id, turn.index, TURN, one.project, "BD", "en", "p-1", (), ()
    )


def _interview(number: int) -> tuple[Testimony, str]:
    """Forty turns of some twenty words each."""
    draw, text, turns = random.Random(number), "", []  # noqa: S311 - invented text, no secret
    for index in range(40):
        start = len(text)
        said = draw.choice(_SAID).format(who=draw.choice(_WHO), where=draw.choice(_WHERE))
        text += f"R: {said}\n"
        turns.append(Turn(index, start, start + 3, len(text), TurnKind.SPEECH, "R", f"p-{number}", "en"))
    state, kind, now = TestimonyState.SEALED, Kind.INTERVIEW, datetime.now(UTC)
    made = Testimony(
        f"t-{number}", "bench", kind, "BD", "en", None, now, f"d-{number}", state, 1, len(text), tuple(turns)
    )
    return made, text


if __name__ == "__main__":
    main()
