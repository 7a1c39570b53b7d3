"""The files that intake is measured on hold the same words in every format, and the attacks are attacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import HeardError
from archive.ingest import read
from archive.ingest.confinement.container import MAX_RATIO
from bench.intake import attacks
from bench.intake.files import FORMATS, content
from bench.intake.peers import PEERS

SIZE = 60_000


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_holds_as_many_words_as_were_asked_for(format_: str) -> None:
    text = " ".join(draft.text for draft in read(f"a.{format_}", content(format_, SIZE)))
    assert 0.8 * SIZE < len(text.encode()) < 1.3 * SIZE
    assert content(format_, SIZE) == content(format_, SIZE) or format_ in ("pdf", "xlsx")  # these are dated


@pytest.mark.parametrize("format_", FORMATS)
def test_the_peer_reads_the_same_words(format_: str) -> None:
    document = content(format_, SIZE)
    own = sum(len(draft.text.split()) for draft in read(f"a.{format_}", document))
    assert abs(len(PEERS[format_].text(document).split()) - own) < 0.2 * own


def test_the_attacks_are_what_they_say(tmp_path: Path) -> None:
    tried = {attack.what: attack for attack in attacks.written(tmp_path)}
    assert tried["sparse text of 3 GB"].path.stat().st_size == 3 * 1024**3
    bomb = tried["docx of 45 million characters"].path
    assert bomb.stat().st_size * MAX_RATIO < 45_000_000
    for what in ("docx of 8 million paragraphs", "docx with a DOCTYPE in document.dat"):
        with pytest.raises(HeardError):
            read("a.docx", tried[what].path.read_bytes())
