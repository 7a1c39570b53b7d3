"""Layouts by their ids: stable, plain, and followed when a person chooses one."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.text import canonical
from archive.ingest.transcript.layouts import IDS, ONE_VOICE
from archive.ingest.transcript.turns import read_transcript

DOUBTFUL = canonical("R: once\nR: twice\n[Asha] I went.\n[Asha] I came.\n[Chand Lal] Both.")

MARKED = {
    "label and colon": "I: Who?\nR: Me.\nI: Why?\nR: So.",
    "label and tab": "I\tWho?\nR\tMe.\nI\tWhy?\nR\tSo.",
    "label in square brackets": "[I] Who?\n[R] Me.\n[I] Why?\n[R] So.",
    "label in bold": "**I** Who?\n\n**R** Me.\n\n**I** Why?\n\n**R** So.",
    "label as heading": "## I\n\nWho?\n\n## R\n\nMe.\n\n## I\n\nWhy?\n\n## R\n\nSo.",
    "label and time on their own line": "Asha  0:01\nWho?\n\nBela  0:02\nMe.\n\nAsha  0:03\nWhy?",
    "label and full stop": "Q. Who?\nA. Me.\nQ. Why?\nA. So.",
    "label and closing bracket": "Q) Who?\nA) Me.\nQ) Why?\nA) So.",
    "label and dash": "Asha – Who?\nBela – Me.\nAsha – Why?\nBela – So.",
    "label on its own line": "Asha\nWho?\n\nBela\nMe.\n\nAsha\nWhy?\n\nBela\nSo.",
    "time for each turn": "[00:01] Who?\n[00:02] Me.\n[00:03] Why?",
    "dash for each turn": "- Who?\n- Me.\n- Why?",
    "one voice": "We had a goat once, and then the river came.\nAnd we had none.",
}


@pytest.mark.parametrize("name", MARKED)
def test_a_file_tells_its_layout_and_may_be_read_by_its_id(name: str) -> None:
    text = canonical(MARKED[name])
    transcript = read_transcript(text)
    assert (transcript.layout, transcript.doubts, transcript.rivals) == (name, (), ())
    assert read_transcript(text, layout=name) == transcript


def test_a_file_in_doubt_names_its_rivals_and_is_settled_by_a_choice() -> None:
    transcript = read_transcript(DOUBTFUL)
    assert transcript.doubts
    assert set(transcript.rivals) == {"label and colon", "label in square brackets", ONE_VOICE}
    for rival in transcript.rivals:
        chosen = read_transcript(DOUBTFUL, layout=rival)
        assert (chosen.layout, chosen.doubts) == (rival, ())
    assert [t.label for t in read_transcript(DOUBTFUL, layout=ONE_VOICE).turns] == [None]


def test_the_draft_carries_layout_doubts_and_rivals() -> None:
    (draft,) = read("talk.txt", DOUBTFUL.encode())
    assert (draft.layout, bool(draft.doubts), ONE_VOICE in draft.rivals) == (
        "label in square brackets",
        True,
        True,
    )
    (chosen,) = read("talk.txt", DOUBTFUL.encode(), layout="label and colon")
    assert (chosen.layout, chosen.doubts) == ("label and colon", ())


def test_an_unknown_id_is_refused_with_all_that_there_are() -> None:
    with pytest.raises(Unreadable) as refused:
        read_transcript(DOUBTFUL, layout="by magic")
    assert all(one in str(refused.value) for one in IDS)


def test_an_id_that_the_file_does_not_follow_is_refused() -> None:
    with pytest.raises(Unreadable, match="marked in the way"):
        read_transcript(DOUBTFUL, layout="label as heading")
