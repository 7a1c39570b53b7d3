"""The five jobs that must not be half done, killed at points drawn by a seed, and what has to hold then.

Killed anywhere, the next start finds a log that verifies and no word in any file; nothing is indexed that
nobody consented to; and the same command, run again, brings the job to its end.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive import reading
from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import LockedArchive, NotFound
from archive.model import Scope, TurnState
from archive.model.outcomes import Step
from archive.ports import Archive
from archive.store.keybook import KeyBook
from tests.attacks import day
from tests.attacks.dying import call
from tests.cli.command import PASSPHRASE, PROJECT, VOICES, Heard
from tests.scopes import EVERY
from tests.store.residue import traces
from tests.withdrawal import group

MARKS = (
    *day.MARKS,
    "Rahima",
    "compounder",
    "Josephine",
    "Kondele",
    "marmalade cat",
    "boat.txt",
    "market.txt",
)


@dataclass(frozen=True)
class Job:
    """One command, what makes it ready, and what has to be true once it is done."""

    ready: Callable[[Heard], Heard]
    words: Callable[[Heard], Sequence[str | Path]]
    done: Callable[[Archive, KeyBook], None]
    unopened: frozenset[int] = frozenset({0})
    """What the next command may answer after the kill: 0, or that there is nothing to open yet."""


def copied(told: Heard, to: Path) -> Heard:
    """The archive of the day in a folder of its own."""
    shutil.copytree(told.folder, to)
    moved = {k: v.replace(str(told.folder), str(to)) for k, v in told.environment.items()}
    return replace(told, folder=to, environment=moved, said=[])


# ---- ingest


def _with_files(heard: Heard) -> Heard:
    heard.files()
    heard.consents()
    return heard


def _ingested(archive: Archive, ring: KeyBook) -> None:
    new = archive.store.testimonies.all(Scope.of({PROJECT}))
    assert len(new) == len(VOICES), "each file once"
    assert {r.participant for r in archive.store.consents.current(Scope.of({PROJECT}))} == {
        v[0] for v in VOICES
    }
    assert all(len(archive.store.testimonies.unseal(t.id)) == len(t.turns) for t in new)


# ---- withdraw


def _withdrawn(archive: Archive, ring: KeyBook) -> None:
    [one] = archive.store.withdrawals.all(group.WHO)
    assert one.step is Step.SIGNED
    assert [line.id for line in archive.ledger.lines()] == [one.line.id]
    assert group.WHO in ring.destroyed()
    for testimony in archive.store.testimonies.of_participant(group.WHO):
        assert {testimony.turns[n].state for n in group.OWN} == {TurnState.SHREDDED}
        assert archive.store.testimonies.unseal(testimony.id).keys().isdisjoint(group.OWN)
        assert not any(q.turn in group.OWN for q in archive.store.quotes.of(testimony.id))


# ---- a consent file in which somebody says no


def _with_a_no(heard: Heard) -> Heard:
    """Both have been taken in; the file comes again, and the first of them refuses."""
    heard.taken_in()
    path = heard.folder / "consents.jsonl"
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*others, first.replace('"given"', '"refused"')]), encoding="utf-8")
    return heard


def _no_kept(archive: Archive, ring: KeyBook) -> None:
    who, other = (voice[0] for voice in VOICES)
    [one] = archive.store.withdrawals.all(who)
    assert one.step is Step.SIGNED
    assert [line.participant for line in archive.ledger.lines()] == [who]
    assert who in ring.destroyed()
    assert other not in ring.destroyed()
    for testimony in archive.store.testimonies.of_participant(who):
        assert set(archive.store.testimonies.unseal(testimony.id)) <= {
            n for n, turn in enumerate(testimony.turns) if turn.participant != who
        }


# ---- rotate


def _rotated(archive: Archive, ring: KeyBook) -> None:
    status = ring.status()
    assert status.rows_behind == 0
    assert all(left == 0 for _, left in status.epochs[:-1])
    for testimony in archive.store.testimonies.all(EVERY):
        assert archive.store.testimonies.unseal(testimony.id), "what was sealed before opens as before"


# ---- restore


def _backed_up(heard: Heard) -> Heard:
    """A backup, a withdrawal after it, and a new folder for the restore."""
    for name in ("one", "two"):
        (heard.folder / name).mkdir()
    data, keys = _files(heard)
    assert call(heard, ["backup", "--data", data, "--keys", keys]).code == 0
    assert call(heard, ["withdraw", group.WHO, "--yes"]).code == 0
    shutil.move(heard.archive / "log" / "withdrawals.ledger", heard.folder / "ledger")
    shutil.rmtree(heard.archive)
    return heard


def _files(heard: Heard) -> tuple[Path, Path]:
    return heard.folder / "one" / "data", heard.folder / "two" / "keys"


def _restore(heard: Heard) -> Sequence[str | Path]:
    data, keys = _files(heard)
    return [
        "restore",
        "--data",
        data,
        "--keys",
        keys,
        "--ledger",
        heard.folder / "ledger",
        "--suspend-consents",
    ]


JOBS = {
    "ingest": Job(
        _with_files,
        lambda h: ["ingest", h.folder / "files", "--project", PROJECT,
                   "--consent", h.folder / "consents.jsonl"],
        _ingested,
    ),
    "withdraw": Job(lambda h: h, lambda h: ["withdraw", group.WHO, "--yes"], _withdrawn),
    "refuse": Job(
        _with_a_no,
        lambda h: ["ingest", h.folder / "files" / "market.txt", "--project", PROJECT,
                   "--consent", h.folder / "consents.jsonl"],
        _no_kept,
    ),
    "rotate": Job(lambda h: h, lambda h: ["keys", "rotate"], _rotated),
    "restore": Job(
        _backed_up, _restore, _withdrawn,
        frozenset({0, NotFound.exit_code, LockedArchive.exit_code}),
    ),
}  # fmt: skip


def points(job: str, told: Heard, folder: Path, count: int, seed: int) -> list[int]:
    """Where to kill: ``count`` of all the things that one whole run of the job does to the disk."""
    heard = JOBS[job].ready(copied(told, folder))
    whole = call(heard, JOBS[job].words(heard))
    assert whole.code == 0, whole.said
    return sorted(random.Random(f"{job} {seed}").sample(range(1, whole.steps + 1), count))


def killed(job: str, told: Heard, folder: Path, at: int) -> bool:
    """Kill the job at this point, start again, look; whether it was still running."""
    one = JOBS[job]
    heard = one.ready(copied(told, folder))
    died = call(heard, one.words(heard), at)
    assert died.killed or died.code == 0, died.said
    assert leaks(heard) == []
    restarted = call(heard, ["audit", "verify"])
    assert restarted.code in one.unopened, restarted.said
    assert leaks(heard) == []
    if restarted.code == 0:
        assert strays(heard) == set()
    if not (job == "restore" and restarted.code == 0):
        again = call(heard, one.words(heard))
        assert again.code == 0, again.said
    assert call(heard, ["audit", "verify"]).code == 0
    assert strays(heard) == set()
    assert leaks(heard) == []
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        one.done(found.archive, found.ring)
    shutil.rmtree(folder)
    return died.killed


def leaks(heard: Heard) -> list[str]:
    """Marks in any file that the command may write."""
    sources = {heard.folder / "files", heard.folder / "consents.jsonl", heard.folder / "passphrase"}
    return traces(
        [p for p in heard.folder.rglob("*")
         if p.is_file() and not (sources & {p, *p.parents}) and not p.is_socket()],
        MARKS,
    )  # fmt: skip


def strays(heard: Heard) -> set[str]:
    """Documents in the index that no consent opens today."""
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        archive = found.archive
        open_today = {
            document.id
            for testimony in archive.store.testimonies.all(EVERY)
            if testimony.state in reading.MODES
            for document in reading.index_documents(archive, testimony)
        }
        return set(archive.index.ids()) - open_today
