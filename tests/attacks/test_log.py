"""The log of the real program, attacked by somebody with every key; the officer has only a saved note."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection

from archive.audit.notes import read_note, split_notes
from archive.errors import LogBroken, LogUnwritable
from tests.attacks import day, forging
from tests.cli.command import Heard

pytestmark = pytest.mark.slow
BROKEN, UNWRITABLE = LogBroken.exit_code, LogUnwritable.exit_code


@dataclass(frozen=True)
class Saved:
    """What the officer keeps elsewhere: a checkpoint, and an exported log for comparison."""

    note: Path
    export: Path


@pytest.fixture
def saved(heard: Heard) -> Saved:
    export = heard.folder / "log.jsonl"
    assert heard("audit", "export", export).code == 0
    return Saved(heard.folder / "log.jsonl.note", export)


FORGERIES: dict[str, Callable[[Connection], None]] = {
    "edit": lambda c: forging.edit(c, 5),
    "reorder": lambda c: forging.swap(c, 5, 6),
    "insert": lambda c: forging.insert(c, 5),
    "rewrite": lambda c: forging.rewrite(c, 5),
    "cut one": lambda c: forging.cut(c, forging.size(c) - 1),
    "cut to five": lambda c: forging.cut(c, 5),
    "cut all": lambda c: forging.cut(c, 0),
}
NAMED = {
    "edit": "Entry 5 ",
    "reorder": "Entry 5 ",
    "insert": "Entry 5 ",
    "rewrite": "somewhere between entry",
    "cut to five": "Entry 5 is missing",
    "cut all": "Entry 0 is missing",
}


@pytest.mark.parametrize("kind", FORGERIES)
def test_a_forged_log_is_found_against_the_saved_note(kind: str, heard: Heard, saved: Saved) -> None:
    assert heard("audit", "verify", "--checkpoint", saved.note).code == 0
    with forging.owner(heard) as connection:
        FORGERIES[kind](connection)
    done = heard("audit", "verify", "--checkpoint", saved.note)
    assert done.code == BROKEN, (kind, done.out, done.err)
    assert NAMED.get(kind, "is missing") in done.err
    assert not done.out


def lines(saved: Saved) -> list[str]:
    return saved.export.read_text(encoding="utf-8").splitlines()


EXPORTS: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "edit": (lambda all_: [*all_[:5], all_[5].replace('"permit"', '"deny"'), *all_[6:]], "bad entry: 5"),
    "reorder": (lambda all_: [*all_[:5], all_[6], all_[5], *all_[7:]], "bad entry: 5"),
    "insert": (lambda all_: [*all_[:5], all_[4], *all_[5:]], "bad entry: 5"),
    "cut": (lambda all_: all_[:-1], "first missing one"),
    "none": (lambda all_: [], "first missing one"),
}


@pytest.mark.parametrize("kind", EXPORTS)
def test_a_forged_export_names_its_first_bad_entry_without_the_archive(
    kind: str, heard: Heard, saved: Saved
) -> None:
    forge, told = EXPORTS[kind]
    saved.export.write_text("".join(f"{line}\n" for line in forge(lines(saved))), encoding="utf-8")
    elsewhere = heard.folder / "nowhere"
    done = heard(
        "audit", "verify", "--export", saved.export, "--checkpoint", saved.note,
        HEARD_ARCHIVE=str(elsewhere), HEARD_PASSPHRASE_FILE=str(elsewhere),
    )  # fmt: skip
    assert done.code == BROKEN
    assert told in done.err


def test_a_log_hashed_anew_after_an_edit_is_not_the_signed_one(heard: Heard, saved: Saved) -> None:
    with forging.owner(heard) as connection:
        forging.rewrite(connection, 5)
    done = heard("search", "road", "--purpose", "research_project")
    assert done.code == BROKEN, "nothing is served over it"
    assert "road" not in done.out


def test_an_older_copy_of_everything_is_found_by_the_saved_note_alone(heard: Heard) -> None:
    old = heard.folder / "old"
    shutil.copytree(heard.archive, old)
    note = heard.folder / "saved.note"
    note.write_text(heard("audit", "checkpoint").out, encoding="utf-8")
    shutil.rmtree(heard.archive)
    shutil.copytree(old, heard.archive)
    assert heard("audit", "verify").code == 0, "it agrees with itself: nothing on the machine can tell"
    done = heard("audit", "verify", "--checkpoint", note)
    assert done.code == BROKEN
    # The copy goes on working, and grows past the note: it parts from it all the same.
    while heard("audit", "verify").code == 0 and _size(heard) <= read_note(note.read_text("utf-8")).size:
        heard("consent", "due")
    done = heard("audit", "verify", "--checkpoint", note)
    assert done.code == BROKEN
    assert "not the ones that were signed" in done.err


def _size(heard: Heard) -> int:
    return read_note((heard.archive / "log" / "checkpoint.note").read_text("utf-8")).size


def test_each_change_of_consent_and_every_hundred_events_is_signed(heard: Heard, saved: Saved) -> None:
    consents = [n for n, line in enumerate(lines(saved)) if '"action":"consent:record"' in line]
    with day.serving(heard) as (_, address), day.signed_in(address, "reader0") as client:
        for _ in range(105):
            client.get("/api/v1/session")
            client.get("/api/v1/testimonies/t-none")
    notes = split_notes((heard.archive / "log" / "checkpoints.txt").read_text("utf-8"))
    sizes = [read_note(note).size for note in notes]
    last = consents[-1] + 1
    assert last in sizes, "the consents' own transaction is signed as it ends"
    assert max(after - before for before, after in zip(sizes, sizes[1:], strict=False)) <= 100


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a parent narrow a child's limits")
def test_a_full_disk_serves_nothing_and_the_log_goes_on_afterwards(heard: Heard, saved: Saved) -> None:
    import resource

    asked = {"query": day.OTHERS, "purpose": "research_project"}
    with day.serving(heard) as (process, address), day.signed_in(address, "reader0") as client:
        assert client.post("/api/v1/search", json=asked).json()["passages"]
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, hard))
        refused = client.post("/api/v1/search", json=asked)
        again = client.post("/api/v1/search", json=asked)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert (refused.status_code, again.status_code) == (503, 503)
        assert day.OTHERS not in refused.text + again.text
        back = client.post("/api/v1/search", json=asked)
        assert back.status_code == 200, back.text
        assert back.json()["passages"]
    done = heard("audit", "verify", "--checkpoint", saved.note, "--json")
    assert done.json()["sound"] is True, "the same tree goes on"


def test_without_a_place_for_its_checkpoints_nothing_is_shown(heard: Heard) -> None:
    folder = heard.archive / "log"
    shutil.move(folder, heard.folder / "moved")
    folder.write_text("in the way", encoding="utf-8")
    done = heard("search", day.OTHERS, "--purpose", "research_project", "--json")
    assert done.code in (UNWRITABLE, BROKEN, 1)
    assert day.OTHERS not in done.out


def test_what_was_shown_before_a_kill_is_in_the_log(heard: Heard) -> None:
    for _ in range(3):
        with day.serving(heard) as (process, address), day.signed_in(address, "reader0") as client:
            asked = {"query": day.OTHERS, "purpose": "research_project"}
            with client.stream("POST", "/api/v1/search", json=asked) as answer:
                next(answer.iter_raw(1))
                process.kill()
                process.wait(timeout=60)
                shown = answer.headers
        assert shown["content-type"].startswith("application/json")
    rows = heard("audit", "ask", "user", "reader0", "--json").json()["entries"]
    assert [r["action"] for r in rows] == ["search:run"] * 3
