"""Places outside the folder: what may be one, and that what does not answer is told from what is empty."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from archive.audit.anchor_places import (
    AnchoredFolder,
    AnchorKind,
    FileAnchor,
    HttpAnchor,
    checked_address,
    kind_of,
    place_mark,
)
from archive.errors import Unavailable, UsageError
from tests.audit.test_notes import NOTE


def test_a_file_gives_back_what_was_put_there_and_makes_no_folder(tmp_path: Path) -> None:
    place = FileAnchor(tmp_path / "anchor.note")
    assert place.read() is None
    place.write(NOTE)
    assert place.read() == NOTE
    assert (tmp_path / "anchor.note").stat().st_mode & 0o077 == 0
    with pytest.raises(Unavailable, match="medium"):
        FileAnchor(tmp_path / "not-in" / "anchor.note").write(NOTE)
    with pytest.raises(Unavailable, match="cannot be read"):
        FileAnchor(tmp_path).read()


def test_a_checkpoint_is_written_in_both_places_or_is_an_error(tmp_path: Path) -> None:
    folder = AnchoredFolder(tmp_path / "log", FileAnchor(tmp_path / "anchor.note"))
    folder.write(NOTE)
    assert folder.latest() == FileAnchor(tmp_path / "anchor.note").read() == NOTE
    lost = AnchoredFolder(tmp_path / "log", FileAnchor(tmp_path / "none" / "anchor.note"))
    with pytest.raises(Unavailable):
        lost.write(NOTE)


def test_an_address_that_does_not_answer_is_not_an_empty_one() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = probe.getsockname()[1]
    place = HttpAnchor(f"http://127.0.0.1:{closed}/anchor")
    with pytest.raises(Unavailable):
        place.read()
    with pytest.raises(Unavailable):
        place.write(NOTE)


@pytest.mark.parametrize(
    "address",
    [
        "http://anchor.example/a", "ftp://anchor.example/a", "https:///a", "https://me@anchor.example/a",
        "https://me:word@anchor.example/a", "https://anchor.example/a?token=x", "https://anchor.example/a#x",
    ],
)  # fmt: skip
def test_an_address_in_clear_or_with_a_secret_in_it_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        checked_address(address)
    assert checked_address("https://anchor.example/a") == "https://anchor.example/a"


def test_each_kind_of_place_is_told_by_its_word() -> None:
    words = {
        "code": "code",
        "folder": "folder",
        "https://a.example/x": "http",
        "/media/x/anchor.note": "file",
    }
    assert {word: kind_of(word).value for word in words} == words
    marks = {place_mark(kind, place) for kind in AnchorKind for place in ("/a", "/b")}
    assert len(marks) == 2 * len(AnchorKind)
