"""Somebody brings an old state back: by a backup with evidence that proves nothing, or a folder by hand.

Each attack is done with the real command, on files that the test makes. A woman withdrew after the backup.
Her words must not be readable, whatever is brought, unless an officer lies by name.
"""

from __future__ import annotations

import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.audit.ledger_count import LedgerCount
from archive.audit.notes import read_note
from archive.audit.officers import OfficerKey
from archive.audit.vouching import Vouched
from archive.errors import LockedArchive, LogBroken, NotFound, Refused, UsageError
from archive.model.outcomes import LedgerEntry
from archive.store.officerfile import open_officer_file
from archive.store.tables import turns
from archive.store.withdrawal_ledger import FileLedger
from tests.attacks import day, forging
from tests.attacks.killing import copied
from tests.cli.command import PROJECT, Heard
from tests.store.residue import traces
from tests.web.made import FOUNDER, PASSWORD
from tests.withdrawal.group import MARKS, WHO

pytestmark = pytest.mark.slow
WORD = "four slow barges by the weir"
OTHER = "p-three"
"""Who withdrew first, between the backup and the woman's withdrawal."""
READ = ("search", "market", "--purpose", "research_project")


@dataclass(frozen=True)
class Scene:
    """A backup, two withdrawals after it, and what lies about: ledgers, checkpoints, an officer's key."""

    heard: Heard
    data: Path
    keys: Path
    key: Path
    ledger: Path
    older: Path
    own: Path
    between: Path
    newest: Path

    @property
    def new(self) -> Path:
        """Where the archive would be restored to."""
        return self.heard.folder / "new"

    def restore(self, *words: str | Path, stdin: str = "") -> tuple[int, str]:
        """Try it; the exit code and what was said."""
        done = self.heard.on(str(self.new))(
            "restore", "--data", self.data, "--keys", self.keys, *words, stdin=stdin
        )
        return done.code, done.out + done.err

    def by_password(self, *words: str | Path) -> tuple[int, str]:
        """The same with an officer who answers by password."""
        return self.restore(*words, "--officer", FOUNDER, stdin=f"{PASSWORD}\n")


def _scene(told: Heard, folder: Path, *, appointed: bool) -> Scene:
    heard = copied(told, folder)
    word = folder / "word"
    word.write_text(WORD + "\n", encoding="utf-8")
    heard = replace(heard, environment={**heard.environment, "HEARD_OFFICER_PASSPHRASE_FILE": str(word)})
    key = folder / "officer" / "key"
    key.parent.mkdir()
    assert heard("keys", "officer", key).code == 0
    if appointed:
        assert heard("keys", "appoint", f"{key}.pub").code == 0
    for name in ("one", "two", "brought"):
        (folder / name).mkdir()
    data, keys, brought = folder / "one" / "data", folder / "two" / "keys", folder / "brought"
    assert heard("backup", "--data", data, "--keys", keys).code == 0
    log = heard.archive / "log"
    shutil.copy(log / "checkpoint.note", brought / "own")
    assert heard("withdraw", OTHER, "--yes").code == 0
    shutil.copy(log / "withdrawals.ledger", brought / "older")
    shutil.copy(log / "checkpoint.note", brought / "between")
    assert heard("withdraw", WHO, "--yes").code == 0
    shutil.copy(log / "withdrawals.ledger", brought / "ledger")
    shutil.copy(log / "checkpoint.note", brought / "newest")
    return Scene(
        heard, data, keys, key, *(brought / n for n in ("ledger", "older", "own", "between", "newest"))
    )


@pytest.fixture(scope="module")
def plain_told(told: Heard, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return _scene(told, tmp_path_factory.mktemp("plain") / "day", appointed=False)


@pytest.fixture(scope="module")
def appointed_told(told: Heard, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return _scene(told, tmp_path_factory.mktemp("appointed") / "day", appointed=True)


def _moved(scene: Scene, to: Path) -> Scene:
    heard = copied(scene.heard, to)
    paths = {
        name: to / getattr(scene, name).relative_to(scene.heard.folder)
        for name in ("data", "keys", "key", "ledger", "older", "own", "between", "newest")
    }
    return replace(scene, heard=heard, **paths)


@pytest.fixture
def scene(plain_told: Scene, tmp_path: Path) -> Scene:
    """No officer's key is appointed."""
    return _moved(plain_told, tmp_path / "scene")


@pytest.fixture
def appointed(appointed_told: Scene, tmp_path: Path) -> Scene:
    """An officer's key is."""
    return _moved(appointed_told, tmp_path / "scene")


def nothing_stands(scene: Scene) -> bool:
    """Whether a refused restore left nothing, neither in its place nor beside it."""
    return not list(scene.heard.folder.glob("new*"))


def is_gone(scene: Scene) -> bool:
    """Whether the woman is gone from the restored archive and somebody else is there."""
    there = scene.heard.on(str(scene.new))
    assert there("audit", "verify").code == 0
    assert day.found_by(there, day.OTHERS), "the others are there"
    return day.found_by(there, day.QUERY) == set() and "lavender" not in there(*READ).out


# ---- a backup, and evidence that proves nothing


def test_evidence_that_proves_nothing_ends_the_restore_and_leaves_nothing(scene: Scene) -> None:
    empty = scene.heard.folder / "empty"
    empty.write_bytes(b"")
    for words in (
        (), ("--ledger", empty), ("--ledger", scene.older), ("--ledger", scene.ledger),
        ("--checkpoint", scene.own), ("--checkpoint", scene.between, "--ledger", scene.older),
        ("--withdrawn", OTHER), ("--officer-lost",),
    ):  # fmt: skip
        code, said = scene.restore(*words)
        assert (code, nothing_stands(scene)) == (UsageError.exit_code, True), (words, said)
        assert "an officer has to" in said, words


def test_a_ledger_that_is_known_to_be_longer_has_to_be_brought_whole(scene: Scene) -> None:
    empty, half = scene.heard.folder / "empty", scene.heard.folder / "half"
    empty.write_bytes(b"")
    half.write_bytes(scene.ledger.read_bytes()[:-20])
    for given, missing in ((empty, 2), (scene.older, 1), (half, 1)):
        code, said = scene.by_password("--ledger", given, "--checkpoint", scene.newest)
        assert (code, nothing_stands(scene)) == (UsageError.exit_code, True), said
        assert f"{missing} are missing" in said
    code, said = scene.by_password("--checkpoint", scene.between)
    assert (code, nothing_stands(scene)) == (UsageError.exit_code, True), said


def test_a_ledger_or_a_checkpoint_of_another_archive_is_none(scene: Scene) -> None:
    strange = scene.heard.folder / "strange"
    FileLedger(strange, bytes(32)).append(LedgerEntry("w-1", WHO, (), datetime.now(UTC)))
    code, said = scene.by_password("--ledger", strange)
    assert (code, nothing_stands(scene)) == (LogBroken.exit_code, True), said
    other = scene.heard.on(str(scene.heard.folder / "other"))
    assert other("init", scene.heard.folder / "other").code == 0
    foreign = scene.heard.folder / "foreign"
    foreign.write_text(other("audit", "checkpoint").out, encoding="utf-8")
    code, said = scene.by_password("--checkpoint", foreign)
    assert (code, nothing_stands(scene)) == (LogBroken.exit_code, True), said


def test_names_that_are_nowhere_are_counted_and_refused(scene: Scene) -> None:
    code, said = scene.by_password("--withdrawn", "nobody-at-all", "--withdrawn", WHO)
    assert (code, nothing_stands(scene)) == (UsageError.exit_code, True)
    assert "1 of 2 participants" in said
    assert "nobody-at-all" in said


def test_a_wrong_password_or_another_role_does_not_answer(scene: Scene) -> None:
    for name, word in ((FOUNDER, "four-other-words-on-paper"), ("reader0", day.PASSWORD)):
        code, said = scene.restore("--ledger", scene.ledger, "--officer", name, stdin=f"{word}\n")
        assert (code, nothing_stands(scene)) == (Refused.exit_code, True), said


def test_a_backups_own_count_cannot_be_talked_down(scene: Scene) -> None:
    """A backup from after the first withdrawal: its manifest, its head and its checkpoint count one."""
    for name in ("three", "four"):
        (scene.heard.folder / name).mkdir()
    old = scene.heard.folder / "archive"
    data, keys = scene.heard.folder / "three" / "data", scene.heard.folder / "four" / "keys"
    assert scene.heard("backup", "--data", data, "--keys", keys).code == 0
    assert old.exists()
    later = replace(scene, data=data, keys=keys)
    empty = scene.heard.folder / "empty"
    empty.write_bytes(b"")
    code, said = later.by_password("--ledger", empty)
    assert (code, nothing_stands(later)) == (UsageError.exit_code, True), said
    assert "2 are missing" in said


def test_the_receipt_that_the_woman_has_at_home_counts_too(scene: Scene) -> None:
    receipt = scene.heard.folder / "receipt"
    receipt.write_text(scene.heard("withdraw", WHO, "--yes", "--json").json()["checkpoint"], encoding="utf-8")
    code, said = scene.by_password("--checkpoint", receipt, "--ledger", scene.older)
    assert (code, nothing_stands(scene)) == (UsageError.exit_code, True), said
    assert "the receipt that was brought counts 2" in said
    receipt.write_text(receipt.read_text("utf-8").replace("withdrawals 2", "withdrawals 0"), encoding="utf-8")
    code, said = scene.by_password("--checkpoint", receipt, "--ledger", scene.older)
    assert (code, nothing_stands(scene)) == (LogBroken.exit_code, True), said


def test_a_backup_that_is_taken_apart_by_hand_does_not_open(scene: Scene) -> None:
    with zipfile.ZipFile(scene.data) as data, zipfile.ZipFile(scene.keys) as keys:
        for name in data.namelist():
            kept = name in ("archive.json", "heard.db")
            data.extract(name, scene.new if kept else scene.new / "log")
        keys.extractall(scene.new / "keys")
    there = scene.heard.on(str(scene.new))
    for words in (READ, ("consent", "list"), ("read", "t-x", "--purpose", "research_project")):
        done = there(*words)
        assert (done.code, done.out) == (LogBroken.exit_code, "")
        assert "heard restore" in done.err
    assert there("restore").code == UsageError.exit_code


# ---- who may answer


def test_an_officer_answers_by_password_where_no_key_is_appointed(scene: Scene) -> None:
    code, said = scene.by_password("--ledger", scene.ledger)
    assert code == 0, said
    assert f"withdrawn again: {WHO}" in said
    assert is_gone(scene)


def test_without_anybody_every_consent_waits_until_people_were_asked_anew(scene: Scene) -> None:
    code, said = scene.restore("--suspend-consents")
    assert code == 0, said
    assert "consents wait" in said
    there = scene.heard.on(str(scene.new))
    assert day.found_by(there, day.QUERY) == day.found_by(there, day.OTHERS) == set()
    testimony = there("audit", "show", "action:backup:restore", "--json").json()
    assert testimony[0]["details"]["witness"] == "nobody"
    assert not list(scene.heard.folder.glob("new.*"))


NOTES = ("unsigned", "another's", "after the backup", "yesterday", "another archive", "before the backup")


def _note(scene: Scene, kind: str) -> str:
    """A note that does not speak for this restore."""
    mine = OfficerKey(open_officer_file(scene.key, WORD))
    origin = read_note(scene.own.read_text("utf-8")).origin
    made = read_note(scene.own.read_text("utf-8")).at
    assert made is not None
    now = datetime.now(UTC)
    word = Vouched(origin, mine.public.id, made - timedelta(hours=1), now, LedgerCount())
    changed = {
        "after the backup": replace(word, since=now),
        "yesterday": replace(word, until=now - timedelta(days=1), since=now - timedelta(days=2)),
        "another archive": replace(word, origin="heard/a-0000000000000000"),
        "before the backup": replace(word, until=made - timedelta(minutes=30)),
    }.get(kind, word)
    if kind == "unsigned":
        return word.text()
    signer = OfficerKey(bytes(range(32))) if kind == "another's" else mine
    return signer.vouch(changed.text())


@pytest.mark.parametrize("kind", NOTES)
def test_a_note_that_does_not_speak_for_the_span_is_refused(kind: str, appointed: Scene) -> None:
    note = appointed.heard.folder / "note"
    note.write_text(_note(appointed, kind), encoding="utf-8")
    code, said = appointed.restore("--none-withdrawn", note)
    assert (code, nothing_stands(appointed)) == (UsageError.exit_code, True), said


def test_a_note_proves_nothing_where_no_key_was_appointed(scene: Scene) -> None:
    note = scene.heard.folder / "note"
    note.write_text(_note(scene, "another's"), encoding="utf-8")
    code, said = scene.restore("--none-withdrawn", note)
    assert (code, nothing_stands(scene)) == (UsageError.exit_code, True)
    assert "--officer NAME" in said


def test_where_a_key_is_appointed_a_password_is_not_enough(appointed: Scene) -> None:
    code, said = appointed.by_password("--ledger", appointed.ledger)
    assert (code, nothing_stands(appointed)) == (Refused.exit_code, True)
    assert "heard audit vouch" in said


def _asked(scene: Scene, *words: str | Path) -> list[str]:
    """What the restore asks the officer to type."""
    _, said = scene.restore(*words)
    [line] = [line for line in said.splitlines() if line.startswith("heard audit vouch")]
    note = scene.heard.folder / "vouched.note"
    return (
        line.removeprefix("heard ").replace("FILE", str(scene.key)).replace("vouched.note", str(note)).split()
    )


def test_the_officer_signs_what_the_restore_asks_for_and_nothing_else(appointed: Scene) -> None:
    elsewhere = appointed.heard.on(str(appointed.heard.folder / "nowhere"))
    worthless = _asked(appointed)
    refused = elsewhere(*worthless, "--checkpoint", appointed.newest)
    assert refused.code == UsageError.exit_code, "the officer's own checkpoint knows of more"
    assert "Your checkpoint counts 2" in refused.err
    words = _asked(appointed, "--ledger", appointed.ledger)
    assert elsewhere(*words, "--checkpoint", appointed.newest).code == 0
    note = appointed.heard.folder / "vouched.note"
    code, said = appointed.restore("--none-withdrawn", note)
    assert (code, nothing_stands(appointed)) == (UsageError.exit_code, True), said
    code, said = appointed.restore("--ledger", appointed.ledger, "--none-withdrawn", note)
    assert code == 0, said
    assert is_gone(appointed)
    assert (appointed.new / "log" / "vouched.txt").read_text("utf-8") == note.read_text("utf-8")


def test_whom_the_officer_names_in_the_note_is_withdrawn(appointed: Scene) -> None:
    words = _asked(appointed)
    assert appointed.heard(*words, "--withdrawn", WHO, "--withdrawn", OTHER).code == 0
    code, said = appointed.restore("--none-withdrawn", appointed.heard.folder / "vouched.note")
    assert code == 0, said
    assert is_gone(appointed)


# ---- sealed for words


def test_who_has_no_evidence_sees_log_consents_and_withdrawals_and_no_word(scene: Scene) -> None:
    there = scene.heard.on(str(scene.new))
    done = there("audit", "sealed", "--data", scene.data, "--keys", scene.keys, "--json")
    seen = done.json()
    assert {row["participant"] for row in seen["consents"]} == {WHO, OTHER, "p-two"}
    assert (seen["withdrawals"], seen["ledger"]["length"]) == ([], 0)
    assert seen["log"][-1]["action"] == "backup:make"
    assert not any(mark in done.out for mark in MARKS)
    assert traces(day.files(scene.heard), day.MARKS) == []
    for words in (READ, ("read", "t-x", "--purpose", "research_project"), ("consent", "list")):
        assert there(*words).code == NotFound.exit_code, "nothing stands there to be read"
    code, said = scene.by_password("--ledger", scene.ledger)
    assert code == 0, said
    [opened] = there("audit", "show", "action:archive:open", "--json").json()
    assert (opened["actor"], opened["details"]["sealed"]) == ("local", "yes")


def test_looking_at_a_living_archive_sealed_for_words_is_on_its_log_too(heard: Heard) -> None:
    assert heard("audit", "sealed").code == 0
    [opened] = heard("audit", "show", "action:archive:open", "--json").json()
    assert opened["details"]["sealed"] == "yes"
    assert heard("audit", "verify").code == 0


def test_what_cannot_be_put_down_is_not_shown(scene: Scene) -> None:
    locked = scene.heard.folder / "locked"
    locked.write_text("a file where the folder would be", encoding="utf-8")
    there = scene.heard.on(str(locked / "new"))
    done = there("audit", "sealed", "--data", scene.data, "--keys", scene.keys)
    assert done.code != 0
    assert WHO not in done.out


# ---- the whole folder put back by hand


class _Keeps(BaseHTTPRequestHandler):
    """An address that gives back what was put there."""

    kept: bytes | None = None

    def do_GET(self) -> None:
        self.send_response(200 if type(self).kept is not None else 404)
        self.end_headers()
        self.wfile.write(type(self).kept or b"")

    def do_PUT(self) -> None:
        type(self).kept = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def keeping() -> Iterator[tuple[str, type[_Keeps]]]:
    """A server for an anchor, on this machine."""
    keeps = type("Keeps", (_Keeps,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), keeps)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/anchor", keeps
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _put_back(heard: Heard, kept: Path) -> None:
    shutil.rmtree(heard.archive)
    shutil.copytree(kept, heard.archive)


@pytest.mark.parametrize("kind", ["file", "http", "folder", "code"])
def test_a_whole_folder_put_back_is_found_by_its_anchor(kind: str, heard: Heard) -> None:
    (heard.folder / "officer").mkdir()
    with keeping() as (address, keeps):
        place = {"file": str(heard.folder / "officer" / "anchor.note"), "http": address}.get(kind, kind)
        heard.environment["HEARD_ANCHOR"] = place
        apart = heard.folder / "apart"
        if kind == "folder":
            shutil.move(heard.archive / "log", apart)
            heard.environment["HEARD_LOG_FOLDER"] = str(apart)
        done = heard("audit", "anchor", "--json")
        assert done.code == 0, done.err
        heard.environment["HEARD_ANCHOR_CODE"] = done.json()["code"] or ""
        old = heard.folder / "old"
        shutil.copytree(heard.archive, old)
        assert heard("withdraw", WHO, "--yes").code == 0
        if kind == "code":
            heard.environment["HEARD_ANCHOR_CODE"] = heard("audit", "code").out.strip()
        assert heard(*READ).code == 0
        _put_back(heard, old)
        for words in (READ, ("consent", "list"), ("audit", "show")):
            done = heard(*words)
            assert (done.code, done.out) == (LogBroken.exit_code, ""), (words, done.err)
        _without(heard, kind, keeps, apart)


def _without(heard: Heard, kind: str, keeps: type[_Keeps], apart: Path) -> None:
    """The anchor is taken away, or not named: nothing is served, in a sentence."""
    unnamed = replace(heard, environment={k: v for k, v in heard.environment.items() if k != "HEARD_ANCHOR"})
    done = unnamed(*READ)
    assert done.code in (LockedArchive.exit_code, LogBroken.exit_code)
    assert done.out == ""
    if kind == "file":
        (heard.folder / "officer" / "anchor.note").unlink()
    elif kind == "http":
        keeps.kept = None
    elif kind == "code":
        heard.environment["HEARD_ANCHOR_CODE"] = ""
    else:
        shutil.rmtree(apart)
    done = heard(*READ)
    assert (done.code, done.out) == (LockedArchive.exit_code, "")
    assert "othing is served" in done.err


def test_an_anchor_in_the_folder_or_over_plain_http_is_refused(heard: Heard) -> None:
    for place in (
        str(heard.archive / "anchor.note"), "http://anchor.example/note", "https://me:secret@anchor.example/",
        "https://anchor.example/?token=secret", "folder", str(heard.folder / "none" / "anchor.note"),
    ):  # fmt: skip
        done = heard("audit", "anchor", place)
        assert done.code != 0, place
        assert "secret" not in done.err
    assert heard(*READ).code == 0, "none was appointed"


def test_a_folder_from_before_the_appointment_is_found_by_what_the_machine_is_set_to(heard: Heard) -> None:
    old = heard.folder / "old"
    shutil.copytree(heard.archive, old)
    heard.environment["HEARD_ANCHOR"] = str(heard.folder / "anchor.note")
    assert heard("audit", "anchor").code == 0
    _put_back(heard, old)
    assert heard(*READ).code == LogBroken.exit_code


def test_a_lost_anchor_is_replaced_by_a_restore_that_asks_an_officer(heard: Heard) -> None:
    heard.environment["HEARD_ANCHOR"] = str(heard.folder / "anchor.note")
    assert heard("audit", "anchor").code == 0
    (heard.folder / "anchor.note").unlink()
    heard.environment["HEARD_ANCHOR"] = str(heard.folder / "another.note")
    assert heard(*READ).code == LockedArchive.exit_code
    assert heard("restore").code == UsageError.exit_code
    done = heard("restore", "--officer", FOUNDER, stdin=f"{PASSWORD}\n")
    assert done.code == 0, done.err
    assert heard(*READ).code == 0
    changes = heard("audit", "ask", "changes", "--json").json()["entries"]
    assert [e["actor"] for e in changes if e["action"] == "config:anchor"] == ["local", "system"]


# ---- rows, keys, or both from another day (check 9), a log that is cut (18), an hour that is put back (19)


@pytest.mark.parametrize("part", ["rows", "keys", "ledger", "all but the ledger"])
def test_a_part_of_yesterday_under_today_brings_nobody_back(part: str, heard: Heard) -> None:
    old = heard.folder / "old"
    shutil.copytree(heard.archive, old)
    assert heard("withdraw", WHO, "--yes").code == 0
    names = {
        "rows": ("heard.db", "index.db"), "keys": ("keys",), "ledger": (),
        "all but the ledger": ("heard.db", "index.db", "keys"),
    }[part]  # fmt: skip
    for name in names:
        for each in heard.archive.glob(f"{name}*"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        back = old / name
        shutil.copytree(back, heard.archive / name) if back.is_dir() else shutil.copy(back, heard.archive)
    if part == "ledger":
        (heard.archive / "log" / "withdrawals.ledger").unlink()
    done = heard("search", "lavender", "--purpose", "research_project")
    assert "lavender" not in done.out
    assert done.code in (0, LogBroken.exit_code), done.err
    assert done.code == (LogBroken.exit_code if "heard.db" in names else 0), done.err


@pytest.mark.parametrize("cut", [1, 10, 0])
def test_a_log_that_is_cut_is_found_at_the_next_start(cut: int, heard: Heard) -> None:
    with forging.owner(heard) as connection:
        forging.cut(connection, forging.size(connection) - cut if cut else 0)
    done = heard(*READ)
    assert (done.code, done.out) == (LogBroken.exit_code, "")


def test_a_ledger_that_is_shorter_than_it_was_signed_is_not_served_over(heard: Heard) -> None:
    """Rows, keys and head say that nobody withdrew; only the signed checkpoint knows of a line."""
    old = heard.folder / "old"
    shutil.copytree(heard.archive, old)
    assert heard("withdraw", WHO, "--yes").code == 0
    note = (heard.archive / "log" / "checkpoint.note").read_text("utf-8")
    _put_back(heard, old)
    (heard.archive / "log" / "checkpoint.note").write_text(note, encoding="utf-8")
    done = heard(*READ)
    assert (done.code, done.out) == (LogBroken.exit_code, "")


# ---- what is told before anybody asks


def test_checkpoints_that_are_gone_are_told_at_the_start(heard: Heard) -> None:
    for name in ("checkpoint.note", "checkpoints.txt"):
        (heard.archive / "log" / name).unlink()
    done = heard("consent", "list")
    assert done.code == 0
    assert "checkpoints of the log are gone" in done.err
    due = heard("consent", "due", "--json").json()
    assert "checkpoints_gone" in {row["id"] for row in due if row["what"] == "log_proof_failed"}
    assert "gone" not in heard("consent", "list").err, "once"
    assert heard("audit", "verify").code == 0
    due = heard("consent", "due", "--json").json()
    assert "log_proof_failed" not in {row["what"] for row in due}, "until an officer looked"


def test_a_seal_that_fails_in_the_middle_of_a_row_is_due_before_anybody_reads(heard: Heard) -> None:
    assert not {"seal_broken", "log_proven"} & {r["what"] for r in heard("consent", "due", "--json").json()}
    with forging.owner(heard) as connection:
        row = connection.execute(
            select(turns.c.number, turns.c.sealed_words).where(turns.c.number == 6)
        ).one()
        words = bytearray(row.sealed_words)
        words[len(words) // 2] ^= 1
        connection.execute(update(turns).where(turns.c.number == 6).values(sealed_words=bytes(words)))
    with day.serving(heard):
        pass
    due = [row["what"] for row in heard("consent", "due", "--json").json()]
    assert due.count("seal_broken") == 1
    assert "log_proven" in due, "the log itself is sound"
    faults = heard("audit", "show", "action:seal:open", "--json").json()
    assert [(f["actor"], f["outcome"]) for f in faults] == [("system", "error")]


def test_a_server_does_not_start_over_a_log_with_an_altered_entry(heard: Heard) -> None:
    with forging.owner(heard) as connection:
        forging.edit(connection, 5)
    assert heard("consent", "list").code == 0, "the head alone does not see it"
    with pytest.raises(AssertionError, match="Entry 5 was altered"), day.serving(heard):
        pass
    due = heard("consent", "due", "--json").json()
    assert "log_broken" in {row["id"] for row in due if row["what"] == "log_proof_failed"}


# ---- files are private whatever the umask


def test_what_the_program_makes_is_its_owners_alone_whatever_the_umask(heard: Heard) -> None:
    root = heard.folder / "deep"
    one, two = root / "one", root / "two"
    before = os.umask(0)
    try:
        for path in (root, one, two):
            path.mkdir(mode=0o700)
        mine = replace(heard, fresh=True).on(str(root / "far" / "archive"))
        mine.environment["HEARD_OFFICER_PASSPHRASE_FILE"] = str(_word(heard))
        files, consents = heard.files(), heard.consents()
        for words in (
            ("init", root / "far" / "archive"),
            ("ingest", files, "--project", PROJECT, "--consent", consents),
            ("keys", "officer", one / "key"),
            ("audit", "export", one / "log.jsonl"),
            ("audit", "take", "changes", "--out", one / "changes.csv", "--as", "csv"),
            ("consent", "export", two / "consents.json", "--recipient", "partner-3"),
            ("audit", "anchor", two / "anchor.note"),
        ):
            done = mine(*words)
            assert done.code == 0, (words, done.err)
        mine.environment["HEARD_ANCHOR"] = str(two / "anchor.note")
        assert mine("backup", "--data", one / "data", "--keys", two / "keys").code == 0
        with day.serving(mine):
            pass
        again = mine.on(str(root / "again" / "deeper" / "archive"))
        done = again("restore", "--data", one / "data", "--keys", two / "keys", "--suspend-consents")
        assert done.code == 0, done.err
    finally:
        os.umask(before)
    walked = [path for path in root.rglob("*") if not path.is_socket()]
    assert len(walked) > 25
    modes = {str(path.relative_to(root)): oct(path.stat().st_mode & 0o777) for path in walked}
    assert {name: mode for name, mode in modes.items() if int(mode, 8) & 0o077} == {}


def _word(heard: Heard) -> Path:
    path = heard.folder / "word"
    path.write_text(WORD + "\n", encoding="utf-8")
    return path
