"""What is written comes back: through our own reader, and through an independent one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyrefiqda import RefiProject

from archive.coding.refi.project import Passage, Project, Source
from archive.coding.refi.reader import read
from archive.coding.refi.units import Count, Unit, name_of, way_of
from archive.coding.refi.writer import guid, written
from tests.coding.refi.made import AT, projects


def plain(project: Project) -> Project:
    """Without what only describes: the words that name a selection, and where the file came from."""
    sources = tuple(
        replace(s, passages=tuple(replace(p, name="") for p in s.passages)) for s in project.sources
    )
    codes = tuple(sorted(project.codes, key=lambda c: c.guid))
    return replace(project, sources=sources, codes=codes, origin="", notices=())


def test_a_name_that_was_cut_does_not_say_where_its_selection_ends() -> None:
    text = "পানি " * 13 + "और\nturned away. পানি."
    assert way_of(text, [(0, 82, name_of(text[:82]))]) == Count()


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


WAYS = (Count(Unit.UTF16), Count(Unit.BYTES), Count(Unit.CODE_POINTS, two_for_line_end=True))


def selected(text: str, *spans: tuple[int, int]) -> Project:
    """A project of one text with selections."""
    passages = tuple(Passage(guid("passage", str(n)), a, b) for n, (a, b) in enumerate(spans))
    return Project("a study", sources=(Source(guid("source", "one"), "voice", text, passages),))


def quotes(source: Source) -> dict[str, str]:
    """The words of each selection that is long enough to tell a unit by, on one line."""
    words = {p.guid: " ".join(source.text[p.start : p.end].split()) for p in source.passages}
    return {p.guid: name_of(source.text[p.start : p.end]) for p in source.passages if len(words[p.guid]) > 3}


@given(projects(), st.sampled_from(WAYS))
@example(selected("পানি পানি 🌊और\nপানি maji.", (13, 23)), Count(Unit.UTF16))
@example(selected("🌊 turned away. turned away. ", (1, 14)), Count(Unit.UTF16))
@example(selected("🌊 turned away. turned away. ", (2, 15)), Count(Unit.UTF16))
@settings(max_examples=120)
def test_positions_counted_in_other_units_land_on_the_same_words(project: Project, way: Count) -> None:
    """To the last blank, also where the same words stand again beside them."""
    found = read(written(project, AT, way))
    for one, other in zip(project.sources, found.sources, strict=True):
        assert quotes(one).items() <= quotes(other).items()


def test_a_name_that_lost_its_blanks_is_told_by_its_last_letter() -> None:
    text = "🌊so so water so."
    start, end = text.index(" water"), text.index(".")
    assert way_of(text, [(start + 1, end + 1, "water so")]) == Count(Unit.UTF16)


def test_a_unit_that_no_name_tells_is_not_guessed() -> None:
    assert way_of("so many words", [(0, 2, "so")]) is None
    assert way_of("so many words", [(0, 13, "other words")]) is None
