"""A path is looked at before it is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from archive.errors import Unreadable
from archive.ingest.confinement import file_opening
from archive.ingest.confinement.file_opening import content_of, folder_files


def test_an_ordinary_file_is_read_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert content_of(path, most=5) == b"12345"
    with pytest.raises(Unreadable, match="50 MB"):
        content_of(path, most=4)


def test_a_sparse_file_is_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)
    monkeypatch.setattr(file_opening, "_at_most", lambda *_: pytest.fail("it was read"))
    with pytest.raises(Unreadable, match="50 MB"):
        content_of(path)


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing.txt"
    path.write_bytes(b"1234567")
    true = os.fstat
    monkeypatch.setattr(os, "fstat", lambda n: os.stat_result((*true(n)[:6], 1, *true(n)[7:10])))
    with pytest.raises(Unreadable, match="50 MB"):
        content_of(path, most=5)


@pytest.mark.timeout(20)
def test_what_is_no_ordinary_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        for path in (tmp_path / "pipe", tmp_path / "socket", tmp_path, Path("/dev/zero")):
            with pytest.raises(Unreadable, match="ordinary file|cannot be opened"):
                content_of(path)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none", Path("a\0b")):
        with pytest.raises(Unreadable, match="cannot be opened"):
            content_of(path)


def test_a_link_is_read_only_where_a_person_named_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert content_of(tmp_path / "link") == b"x"
    with pytest.raises(Unreadable, match="a link"):
        content_of(tmp_path / "link", links=False)


def test_in_a_folder_no_link_is_followed_and_that_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "b.txt").write_text("x")
    (folder / "a.txt").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "file").symlink_to(outside / "secret.txt")
    (folder / "all").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    inside = folder_files(folder)
    assert inside.files == (folder / "a.txt", folder / "below" / "b.txt")
    assert inside.sentences() == (
        "3 link(s) were not followed.",
        "1 pipe(s) or device(s) were not read.",
        "1 hidden file(s) were not read.",
    )
