"""Marked text in pieces: nothing is lost, nothing is doubled, every mark is where it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.reading.segments import keyed_segments, segments
from archive.web.render import language_tag

texts = st.text(alphabet="aé<&ক্ষि🌊 \n", max_size=30)
spans = st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33)), max_size=6)


@given(texts, spans)
def test_pieces_tile_the_text_and_know_their_marks(text: str, marks: list[tuple[int, int]]) -> None:
    keyed = [(start, end, number) for number, (start, end) in enumerate(marks)]
    pieces = keyed_segments(text, keyed)
    assert "".join(p.text for p in pieces) == text
    at = 0
    for piece in pieces:
        for offset in range(at, at + len(piece.text)):
            assert set(piece.keys) == {n for s, e, n in keyed if s <= offset < e}
        at += len(piece.text)
    for start, end, number in keyed:
        if max(0, start) < min(len(text), end):
            assert sum(number in p.opens for p in pieces) == 1


@given(texts, spans)
def test_simple_marks_cover_the_same_letters(text: str, marks: list[tuple[int, int]]) -> None:
    pieces = segments(text, marks)
    assert "".join(p.text for p in pieces) == text
    covered = [any(s <= i < e for s, e in marks) for i in range(len(text))]
    assert [p.marked for p in pieces for _ in p.text] == covered
    assert all(p.text for p in pieces)


def test_a_script_tells_where_the_language_is_not_known() -> None:
    assert language_tag("bn", "anything") == "bn"
    assert language_tag("", "রাস্তা ডুবে গিয়েছিল।") == "und-Beng"
    assert language_tag("mixed", "रास्ता डूब गया, okay") == "und-Deva"
    assert language_tag("", "the road") == "und"
    assert language_tag("", "") == "und"
    assert language_tag('x" onload="', "the road") == "und"
