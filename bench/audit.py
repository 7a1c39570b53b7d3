"""What the log costs: appends a second, and verification beside hashing the same bytes with SHA-256 alone.

    python -m bench.audit --events 1000000

Verification is measured on an export in memory, in a single process, against a signed checkpoint. Two
yardsticks are hashed in the same round, so that both sides have the same machine: each entry's bytes on
its own (what any verifier of a log has to do at least), and all bytes in one piece (what no verifier of
single entries can reach). The bar, at most 3, is set against the first. Intervals are 95 % bootstrap
intervals of the median over the rounds. Nothing here is a test; no figure fails a build.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from archive.audit.anchors import CheckpointFolder, FileHead
from archive.audit.canonical import export_line, leaf_data, stamp
from archive.audit.events import event_json
from archive.audit.log import SqlAuditLog
from archive.audit.merkle import Frontier, leaf_hash
from archive.audit.notes import Signer
from archive.audit.officer_seal import OfficerSeal, new_officer_key
from archive.audit.verifier import verify_export
from archive.model import Action, ConsentRef, Event, Outcome, Role
from archive.store.database import Database
from archive.store.engines import embedded_engine
from archive.store.schema import upgrade
from consent.record import Purpose

BAR = 3.0
ORIGIN = "heard/bench"
SIGNER = Signer(ORIGIN, bytes(range(32)))


class MachineClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present day."""
        return self.now().date()


def event(number: int) -> Event:
    """A search or a reading as the archive writes it, sealed query included in every fourth."""
    searched = number % 4 == 0
    return Event(
        Action.SEARCH_RUN if searched else Action.TESTIMONY_READ,
        f"u-{number % 23}",
        Role.RESEARCHER,
        Outcome.PERMIT,
        object_type="search" if searched else "testimony",
        object_id="" if searched else f"t-{number % 997:016d}",
        purpose=Purpose.RESEARCH_PROJECT,
        participants=(f"p-{number % 1009:016d}", f"p-{number % 1013:016d}"),
        consents=(ConsentRef(f"c-{number % 1009:016d}", 1 + number % 3),),
        details=(("results", "10-19"),) if searched else (("turns", "12"),),
        request_id=f"r-{number:016d}",
        sealed=bytes(177) if searched else None,
    )


def lines(count: int) -> tuple[list[bytes], list[bytes], str]:
    """Leaf data and exported lines of a log with so many events, and its checkpoint."""
    frontier = Frontier()
    at = datetime(2026, 3, 1, tzinfo=UTC)
    data, exported = [], []
    for seq in range(count):
        data.append(leaf_data(seq, stamp(at + timedelta(seconds=seq)), event_json(event(seq))))
        leaf = leaf_hash(data[-1])
        frontier.append(leaf)
        exported.append(export_line(data[-1], seq, leaf))
    return data, exported, SIGNER.sign(count, frontier.root())


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interval(values: list[float]) -> str:
    """Median and its 95 % bootstrap interval."""
    drawn = random.Random(0)  # noqa: S311 - resampling, no secret
    medians = sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(2000))
    return f"{statistics.median(values):.2f} [{medians[50]:.2f}, {medians[1949]:.2f}]"


def verification(count: int, rounds: int) -> Iterator[str]:
    """Verification beside both yardsticks."""
    data, exported, note = lines(count)
    whole = b"".join(data)
    each, once, rate = [], [], []
    for _ in range(rounds):
        alone = seconds(lambda: [sha256(entry).digest() for entry in data])
        piece = seconds(lambda: sha256(whole).digest())
        started = time.perf_counter()
        report = verify_export(exported, note, SIGNER.verifier)
        verified = time.perf_counter() - started
        if not report.ok or report.entries != count:
            raise SystemExit(f"The log of the bench does not hold: {report.problem}")
        each.append(verified / alone)
        once.append(verified / piece)
        rate.append(count / verified / 1000)
    yield f"verification of {count:,} events of {len(whole) // count} bytes, {rounds} rounds:"
    yield f"  thousand events a second               {interval(rate)}"
    yield f"  ratio to SHA-256 of each entry (bar {BAR:.0f}) {interval(each)}"
    yield f"  ratio to SHA-256 of one piece          {interval(once)}"


def appends(count: int, rounds: int) -> Iterator[str]:
    """Durable appends on the encrypted file: one a transaction, and a hundred a transaction."""
    private, public = new_officer_key()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = embedded_engine(folder / "heard.db", bytes(32))
        upgrade(engine)
        database = Database(engine)
        log = SqlAuditLog(
            database,
            MachineClock(),
            SIGNER,
            OfficerSeal(ORIGIN, public, bytes(32), private),
            CheckpointFolder(folder / "log"),
            FileHead(folder / "keys" / "head.json", bytes(32)),
        )
        log.check_head()

        def some() -> None:
            for number in range(count):
                log.append(event(number))

        def together() -> None:
            with database.transaction():
                some()

        alone = [count / seconds(some) for _ in range(rounds)]
        joined = [count / seconds(together) for _ in range(rounds)]
        size = log.size()
        proved = [size / seconds(log.verify) for _ in range(3)]
        database.close()
    yield f"durable appends a second on SQLCipher, {rounds} rounds of {count}:"
    yield f"  one a transaction, head renewed        {interval(alone)}"
    yield f"  {count} in one transaction               {interval(joined)}"
    yield f"  entries verified a second in the base  {interval(proved)}"


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="What the log costs.")
    parser.add_argument("--events", type=int, default=1_000_000, help="entries to verify")
    parser.add_argument("--appends", type=int, default=200, help="appends in a round")
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    for part in (appends(chosen.appends, chosen.rounds), verification(chosen.events, chosen.rounds)):
        for line in part:
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
