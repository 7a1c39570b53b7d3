"""What is written comes back: through our own reader, and through an independent one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from pyrefiqda import RefiProject

from archive.coding.refi.project import Project
from archive.coding.refi.reader import read
from archive.coding.refi.units import Count, Unit
from archive.coding.refi.writer import written
from tests.coding.refi.made import AT, projects


def plain(project: Project) -> Project:
    """Without what only describes: the words that name a selection, and where the file came from."""
    sources = tuple(
        replace(s, passages=tuple(replace(p, name="") for p in s.passages)) for s in project.sources
    )
    codes = tuple(sorted(project.codes, key=lambda c: c.guid))
    return replace(project, sources=sources, codes=codes, origin="", notices=())


@given(projects())
@settings(max_examples=60)
def test_our_reader_gives_back_what_our_writer_wrote(project: Project) -> None:
    found = read(written(project, AT))
    assert all("compared" in notice for notice in found.notices)
    assert plain(found) == plain(project)


@given(projects())
@settings(max_examples=25)
def test_an_independent_reader_sees_the_same_codes_spans_memos_and_cases(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.qdpx"
        path.write_bytes(written(project, AT))
        theirs = RefiProject.load(path, extract_dir=folder)
        spans = {
            (s.guid, p.guid, p.start_position, p.end_position, c.creating_user, c.code_ref.target_guid)
            for s in theirs.sources.text_source
            for p in s.plain_text_selection
            for c in p.coding
        }
        assert spans == {
            (s.guid, p.guid, p.start, p.end, c.user, c.code)
            for s in project.sources for p in s.passages for c in p.codes
        }  # fmt: skip
        texts = {
            s.guid: (Path(folder) / "sources" / f"{s.guid}.txt").read_bytes().decode()
            for s in theirs.sources.text_source
        }
        assert texts == {s.guid: s.text for s in project.sources}
        memos = theirs.notes.note if theirs.notes else []
        assert {m.guid for m in memos} == {n.guid for n in project.notes}
        assert [c.name for c in theirs.cases.case] == [c.name for c in project.cases]
        back = Path(folder) / "back.qdpx"
        RefiProject.save(theirs, back, Path(folder) / "sources")
        assert plain(read(back.read_bytes())) == plain(project)


@given(projects())
@settings(max_examples=40)
def test_positions_counted_in_other_units_land_on_the_same_words(project: Project) -> None:
    for way in (Count(Unit.UTF16), Count(Unit.BYTES), Count(Unit.CODE_POINTS, two_for_line_end=True)):
        told = [p for s in project.sources for p in s.passages]
        found = read(written(project, AT, way))
        for one, other in zip(project.sources, found.sources, strict=True):
            sure = {p.guid: (p.start, p.end) for p in other.passages}
            for passage in one.passages:
                words = one.text[passage.start : passage.end]
                begun = other.text[slice(*sure[passage.guid])] if passage.guid in sure else None
                if _tells_enough(one.text, [p for p in told if p in one.passages]) and begun is not None:
                    assert begun.startswith(words[:4]) or words.strip() == ""


def _tells_enough(text: str, passages: list[object]) -> bool:
    """Whether the unit can be told at all: every selection has words of some length, found once."""
    from archive.coding.refi.project import Passage

    words = [text[p.start : p.end].strip() for p in passages if isinstance(p, Passage)]
    return all(len(w) > 8 and text.count(w[:8]) == 1 for w in words)
