"""Projects as Hypothesis draws them: any text that XML can hold, nested codes, overlapping selections."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from hypothesis import strategies as st

from archive.coding.refi.project import Case, Coded, CodeEntry, Note, Passage, Project, Source, User

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
WORDS = ("পানি ", "भूख ", "maji ", "nước ", "🌊", "👩🏽‍🌾 ", "और\n", "e\u0301t ", "क्षि", "turned away. ", "\n")
_names = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    guids = (str(UUID(int=draw(st.integers(0, 9)) + 10 * n)) for n in count(1))
    users = tuple(User(next(guids), f"coder {n}") for n in range(draw(st.integers(1, 3))))
    notes: list[Note] = []

    def memos() -> tuple[str, ...]:
        if not draw(st.booleans()):
            return ()
        notes.append(Note(next(guids), "Memo", _text(draw), draw(st.sampled_from(users)).guid))
        return (notes[-1].guid,)

    codes: list[CodeEntry] = []
    for n in range(draw(st.integers(1, 6))):
        parent = draw(st.sampled_from([None, *(c.guid for c in codes)]))
        name = f"{n} {draw(_names)}".strip()
        codes.append(CodeEntry(next(guids), name, parent, draw(_names).strip(), "#12ab9f", notes=memos()))
    sources = []
    for n in range(draw(st.integers(1, 3))):
        text = _text(draw)
        passages = [
            Passage(next(guids), start, end, tuple(
                Coded(next(guids), draw(st.sampled_from(codes)).guid, draw(st.sampled_from(users)).guid,
                      AT, memos())
                for _ in range(draw(st.integers(0, 2)))
            ), notes=memos())
            for start, end in draw(st.lists(_spans(len(text)), max_size=4))
        ]  # fmt: skip
        sources.append(Source(next(guids), f"voice {n}", text, tuple(passages), (), memos()))
    about = tuple(s.guid for s in sources)
    cases = (Case(next(guids), "Voice 1", (("district", draw(_names).strip() or "x"),), about),)
    return Project("a study", users, tuple(codes), tuple(sources), tuple(notes), cases, "what was withheld")


def _text(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=30))
    return unicodedata.normalize("NFC", "".join(parts)).strip() + "."


def _spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda s: s[0] < s[1])
