"""Every format of this folder, and tables of turns: no turn is lost, and no two voices are joined."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.confinement.readers import DOCUMENT
from archive.ingest.time_aligned.stretches import Stretch, label, page
from archive.ingest.transcript.turns import parse_turns
from archive.model import TurnKind
from tests.ingest.time_aligned.talk_files import FILES, Talk, talks

SILENT = {TurnKind.NOTE, TurnKind.HEADER}


@pytest.mark.parametrize("name", FILES)
@given(talk=talks())
def test_every_turn_is_its_voices_own(name: str, talk: Talk) -> None:
    # A table without a head is refused where nobody says more than a word: it has no column of stories.
    assume(name != "bare.tsv" or any(len(one.words.split()) > 2 for one in talk))
    (draft,) = read(name, FILES[name](talk).encode())
    turns = [t for t in draft.turns if t.kind not in SILENT]
    assert [draft.text[t.body : t.end].strip() for t in turns] == [t.words for t in talk]
    assert [t.seconds for t in turns] == [t.at for t in talk]
    voices = {(t.label, one.name) for t, one in zip(turns, talk, strict=True)}
    assert len(voices) == len({one.name for one in talk}) == len({t.label for t in turns})
    assert not draft.doubts
    assert DOCUMENT.checked(DOCUMENT.answer_shape.dump_json([draft])) == [draft]


@given(st.lists(st.tuples(st.sampled_from([None, "A", "B"]), st.sampled_from(["yes.", "and", "no"]))))
def test_nobodys_words_join_nobody(parts: list[tuple[str | None, str]]) -> None:
    stretches = [Stretch(voice, words, float(n), n + 1.0) for n, (voice, words) in enumerate(parts)]
    if not stretches:
        with pytest.raises(Unreadable, match="empty"):
            page(stretches, empty="It is empty.")
        return
    made = page(stretches, empty="")
    turns = parse_turns(made.text, made.hints)
    words = [(t.label, w) for t in turns for w in made.text[t.body : t.end].split()]
    assert words == parts


def test_a_label_has_no_invisible_signs_at_its_ends() -> None:
    assert label("\u200b Asha\u00a0Rao\u200f") == "Asha Rao"
    assert label("\u200b ") is None
    assert label(None) is None
