"""Digests of parts are those that archives already hold, and the file is hashed once."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import part_digests
from archive.ingest.part_digests import part_digest


@given(st.binary(), st.text(st.characters(codec="utf-8")))
def test_it_is_the_digest_of_content_and_name(content: bytes, part: str) -> None:
    assert part_digest(content, part) == hashlib.sha256(content + b"\0" + part.encode()).hexdigest()


def test_the_content_is_hashed_once_for_all_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    true = hashlib.sha256
    monkeypatch.setattr(part_digests.hashlib, "sha256", lambda data: lengths.append(len(data)) or true(data))
    content = b"a table that no other test has"
    assert len({part_digest(content, str(row)) for row in range(9)}) == 9
    assert lengths == [len(content)]
