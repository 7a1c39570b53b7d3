"""The process that reads files: no way out of it, and nothing that it answers is believed unseen."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import HeardError, Unreadable
from archive.ingest.confinement import sandbox as sandboxes
from archive.ingest.confinement.sandbox import Sandbox

ESCAPING = Path(__file__).with_name("escaping.py").read_text(encoding="utf-8")
LINUX = sys.platform == "linux"
TALK = b"I: How are you?\nR: Not well.\n"


def attempted(holds: str, folder: Path, home: str) -> tuple[int, bool, list[str]]:
    """What held, and the attempts that passed, in a process made as the child is."""
    (folder / "secret").write_bytes(b"correct horse battery staple")
    with socket.create_server(("127.0.0.1", 0)) as server:
        ran = subprocess.run(
            [sys.executable, "-P", "-s", "-c", ESCAPING, holds, str(folder), str(server.getsockname()[1]),
             str(os.getpid())],
            env=sandboxes.environment(), cwd=home, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    landlock, seccomp, passed = ast.literal_eval(ran.stdout.decode())
    assert [entry.name for entry in folder.iterdir()] == ["secret"]
    assert (folder / "secret").read_bytes() == b"correct horse battery staple"
    return landlock, seccomp, passed


def test_there_is_no_way_out_of_the_child(tmp_path: Path) -> None:
    _, _, passed = attempted("all", tmp_path, sys.prefix)
    assert passed == []


@pytest.mark.skipif(not LINUX, reason="rules of the Linux kernel")
def test_the_kernel_alone_holds_against_code_of_any_kind(tmp_path: Path) -> None:
    landlock, seccomp, passed = attempted("kernel", tmp_path, sys.prefix)
    if not landlock or not seccomp:
        pytest.skip("this system lacks Landlock or libseccomp")
    assert passed == []


def test_the_interpreters_own_rules_hold_against_its_code(tmp_path: Path) -> None:
    _, _, passed = attempted("hook", tmp_path, sys.prefix)
    assert passed == []


@pytest.mark.skipif(not LINUX, reason="rules of the Linux kernel")
def test_the_child_says_what_holds_it() -> None:
    with Sandbox() as sandbox:
        held = sandbox.layers()
        assert held.limits
        assert held.hook
        assert sandbox._child is not None
        status = Path(f"/proc/{sandbox._child.pid}/status").read_text(encoding="ascii")
        fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        assert (fields["Seccomp"].strip() == "2") is held.seccomp
        assert fields["NoNewPrivs"].strip() == "1" or not (held.seccomp or held.landlock)
        assert fields["Threads"].strip() == "1" or not held.landlock


HOSTILE = """
import json, struct, sys
def frame(payload):
    sys.stdout.buffer.write(struct.pack(">Q", len(payload)) + payload)
    sys.stdout.buffer.flush()
def received():
    length, = struct.unpack(">Q", sys.stdin.buffer.read(8))
    return sys.stdin.buffer.read(length)
frame(b"[7, true, true, true]")
received(), received()
TURN = {"index": 0, "start": 0, "body": 0, "end": 3, "kind": "speech", "label": "R", "participant": None,
        "language": None, "seconds": None, "state": "open", "translates": None}
DRAFT = {"source": "a.txt", "part": "", "digest": "0" * 64, "kind": "interview", "text": "abc",
         "turns": [TURN], "language": None, "known": [], "attributes": [], "notices": [],
         "encoding": "", "layout": "",
         "doubts": [], "rivals": [], "identity": "", "refused": False}
def answered(**changed):
    frame(b"+" + json.dumps([{**DRAFT, **changed}]).encode())
"""
ANSWERS = {
    "an honest one": "answered()",
    "not JSON": 'frame(b"+" + b"{" * 100)',
    "nested": 'frame(b"+" + b"[" * 200_000)',
    "a pickle": 'import pickle; frame(b"+" + pickle.dumps({}))',
    "no answer": 'frame(b"")',
    "an endless one": 'sys.stdout.buffer.write(struct.pack(">Q", 1 << 62)); sys.stdout.buffer.flush()',
    "a number": 'frame(b"+7")',
    "turns that overlap": 'answered(turns=[TURN, {**TURN, "index": 1}])',
    "turns with a gap": 'answered(turns=[{**TURN, "start": 1, "body": 1}])',
    "turns out of order": 'answered(turns=[{**TURN, "index": 5}])',
    "words beyond the text": 'answered(turns=[{**TURN, "end": 4}])',
    "a text as a number": "answered(text=5)",
    "a turn of another kind": 'answered(turns=[{**TURN, "kind": "system"}])',
    "a name for the terminal": r'answered(source="\x1b[2Ja.txt")',
    "the name of another file": 'answered(source="b.txt")',
    "another digest": 'answered(digest="../../x")',
    "a field left out": 'DRAFT.pop("refused"); DRAFT.pop("turns"); answered()',
    "a refusal of another kind": 'frame(b"-" + json.dumps({"SystemExit": 0}).encode())',
}


@pytest.mark.parametrize("what", ANSWERS)
def test_a_hostile_child_is_not_believed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxes, "_start", hostile(ANSWERS[what]))
    with Sandbox() as sandbox:
        if what == "an honest one":  # the others fail by what is changed in it
            assert sandbox.read("a.txt", TALK)[0].text == "abc"
        else:
            with pytest.raises(Unreadable):
                sandbox.read("a.txt", TALK)


def test_a_hostile_refusal_is_cleaned_and_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    said = 'frame(b"-" + json.dumps(["KeyDestroyed", chr(27) + "[2J" + "word " * 10_000]).encode())'
    monkeypatch.setattr(sandboxes, "_start", hostile(said))
    with Sandbox() as sandbox, pytest.raises(HeardError) as refusal:
        sandbox.read("a.txt", TALK)
    assert type(refusal.value) is Unreadable
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) <= 500


def test_a_child_that_does_not_say_what_holds_it_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxes, "_start", started("import sys; sys.stdin.buffer.read()"))
    with Sandbox() as sandbox:
        monkeypatch.setattr(sandboxes, "_start", started("pass"))
        with pytest.raises(Unreadable, match="could not be started"):
            sandbox.read("a.txt", TALK)


def hostile(answer: str) -> Callable[[], subprocess.Popen[bytes]]:
    """A start of a child that answers the first file as it likes."""
    return started(HOSTILE + answer)


def started(program: str) -> Callable[[], subprocess.Popen[bytes]]:
    return lambda: subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
