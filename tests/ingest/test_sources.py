"""A file is kept under its own name."""

from __future__ import annotations

import unicodedata

import pytest

from archive.ingest import read
from archive.ingest.sources import source_name

NAMES = [
    ("a/b/talk.txt", "talk.txt"),
    ("C:\\talks\\talk.txt", "talk.txt"),
    ("ta\nlk\x1b[2J.txt", "ta\ufffdlk\ufffd[2J.txt"),
    ("tal\u202ek.txt", "tal\ufffdk.txt"),
    (unicodedata.normalize("NFD", "phỏng vấn.txt"), "phỏng vấn.txt"),
]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_folders_and_signs_that_nobody_sees_are_not_kept(name: str, kept: str) -> None:
    assert source_name(name) == kept
    assert {draft.source for draft in read(name, b"I: How are you?\nR: Not well.\n")} == {kept}
