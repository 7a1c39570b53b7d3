"""Hostile files: refused by sentence, and what kills a parser kills only the child."""

from __future__ import annotations

import io
import os
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from archive.errors import Unreadable
from archive.ingest import ColumnMap, ColumnRole, read
from archive.ingest.confinement.container import MAX_MEMBERS, inspect
from archive.ingest.confinement.sandbox import Sandbox

PLAIN = b"I: How are you?\nR: Not well.\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    return buffer.getvalue()


XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
BOMB = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
EXTERNAL = (
    b'<Relationships><Relationship Id="r" Type="http://x/aFChunk" Target="http://x.example/" '
    b'TargetMode="External"/></Relationships>'
)
HOSTILE = {
    "zip bomb": (packed({"word/document.xml": b" " * (60 * 1024 * 1024)}), "50 MB"),
    "many members": (packed({f"m{n}": b"" for n in range(MAX_MEMBERS + 1)}), "2,000 parts"),
    "external entity": (packed({"word/document.xml": XXE}), "entities"),
    "entity bomb": (packed({"word/document.xml": BOMB}), "entities"),
    "entity in UTF-16": (packed({"word/document.xml": XXE.decode().encode("utf-16")}), "entities"),
    "odd encoding": (packed({"a.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "encoding"),
    "path upwards": (packed({"../../etc/cron.d/x": b"x"}), "outside"),
    "absolute path": (packed({"/etc/passwd": b"x"}), "outside"),
    "windows path": (packed({"C:\\x": b"x"}), "outside"),
    "symlink": (linked(), "link"),
    "macros": (packed({"word/vbaProject.bin": b"x"}), "macros"),
    "nested archive": (packed({"word/media/image.bin": packed({"a": b"b"})}), "another archive"),
    "included document": (packed({"word/_rels/document.xml.rels": EXTERNAL}), "another document"),
    "cut off": (packed({"word/document.xml": b"<a/>" * 999})[:60], "cut off"),
    "empty container": (packed({}), "not what its name says|damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_containers_are_refused_in_the_child_as_outside_of_it(name: str, sandbox: Sandbox) -> None:
    content, sentence = HOSTILE[name]
    with pytest.raises(Unreadable, match=sentence):
        read("a.odt", content)
    with pytest.raises(Unreadable, match=sentence):
        sandbox.read("a.docx", content)


def test_two_parts_of_one_name_are_refused() -> None:
    twice = packed({"word/a.xml": b"<a/>", "word/b.xml": b"<b/>"}).replace(b"word/b.xml", b"word/a.xml")
    with pytest.raises(Unreadable, match="same name"):
        inspect(twice)


def test_what_is_left_unread_is_told(docx: Any, repack: Any) -> None:
    content = repack(docx("I: a?", "R: b."), {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 rest"})
    assert any("Embedded objects" in n for n in read("a.docx", content)[0].notices)


def test_the_child_reads_as_the_parent_does(sandbox: Sandbox, docx: Any) -> None:
    document = docx("Interviewer: Asha Roy", "I: How are you?", "R: Not well.", author="Bela Sen")
    assert sandbox.read("x/a.docx", document) == read("x/a.docx", document)
    table = b"code,answer\n1,none\n"
    chosen = ColumnMap({"answer": ColumnRole.STORY})
    assert sandbox.read("a.csv", table, columns=chosen) == read("a.csv", table, columns=chosen)
    assert sandbox.read("a.txt", PLAIN) == read("a.txt", PLAIN)


def test_a_child_that_dies_is_replaced(sandbox: Sandbox) -> None:
    assert sandbox.read("a.txt", PLAIN)
    first = sandbox._child
    assert first is not None
    first.kill()
    first.wait()
    assert sandbox.read("a.txt", PLAIN)
    assert sandbox._child is not first


def test_a_child_out_of_time_is_killed_and_the_next_file_is_read() -> None:
    with Sandbox(seconds=0) as hasty:
        with pytest.raises(Unreadable, match="30 seconds"):
            hasty.read("a.txt", PLAIN)
        assert hasty._child is None
        hasty._seconds = 30
        assert hasty.read("a.txt", PLAIN)


CONFINED = """
import os, socket, subprocess, sys, tempfile
from archive.ingest.confinement.limits import confine
confine()
def refused(act):
    try:
        act()
    except OSError:
        return
    sys.exit(1)
refused(lambda: open(sys.argv[1]))
refused(lambda: open(sys.argv[1], "w"))
refused(lambda: os.open(sys.argv[1], os.O_RDWR | os.O_CREAT))
refused(lambda: os.remove(sys.argv[1]))
refused(lambda: tempfile.TemporaryFile())
refused(lambda: subprocess.run([sys.executable]))
refused(lambda: os.system("true"))
refused(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2]))))
import colorsys
"""


def test_the_child_can_neither_read_elsewhere_nor_write_nor_connect_nor_run(tmp_path: Any) -> None:
    target = tmp_path / "secret.txt"
    target.write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ran = subprocess.run(
            [sys.executable, "-c", CONFINED, str(target), str(port)],
            capture_output=True,
            check=False,
            timeout=60,
        )
    assert ran.returncode == 0, ran.stderr
    assert target.read_text() == "x"


def test_the_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_PASSPHRASE", "correct horse battery staple")
    with Sandbox() as fresh:
        fresh.read("a.txt", PLAIN)
        assert fresh._child is not None
        environment = f"/proc/{fresh._child.pid}/environ"
        if not os.path.exists(environment):  # noqa: PTH110
            pytest.skip("no /proc on this platform")
        with open(environment, "rb") as file:  # noqa: PTH123
            assert b"horse" not in file.read()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit on address space")
def test_memory_has_an_end() -> None:
    code = "import archive.ingest.confinement.limits as limits; limits.confine(); bytearray(3 * 1024**3)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert b"MemoryError" in ran.stderr
