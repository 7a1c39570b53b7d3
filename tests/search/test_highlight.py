"""Marks and snippets."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from archive.search.highlight import marks, sentences, snippet
from archive.search.query import Phrase, Query, parse
from archive.search.query_terms import sought
from language.countries import LANGUAGES
from tests.search.texts import TEXTS, mixed_text


def marked(text: str, lang: str | None, query: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, lang, sought(parse(query)))]


@pytest.mark.parametrize(
    ("lang", "query", "expected"),
    [
        ("en", "paper clinics", ["clinic", "papers"]),
        ("en", '"asked for papers"', ["asked for papers"]),
        ("en", '"papers asked"', []),
        ("en", "guard -papers code:3.8", ["guard"]),
        ("en", "lions OR papers", ["papers"]),
        ("bn", "হাসপাতাল ডাক্তারের", ["হাসপাতালে", "ডাক্তারকে"]),
        ("hi", "कागज गांव", ["काग़ज़", "गाँव"]),
        ("ne", "छोरीको", ["छोरीलाई"]),
        ("sw", "mtoto hospitali", ["Watoto", "hospitalini"]),
        ("vi", '"benh vien"', ["Bệnh viện"]),
        ("vi", '"bệnh viện"', ["Bệnh viện"]),
        ("vi", "bênh", []),
    ],
)
def test_what_was_looked_for_is_marked(lang: str, query: str, expected: list[str]) -> None:
    assert marked(TEXTS[lang], lang, query) == expected


def test_a_filter_marks_nothing() -> None:
    assert marked(TEXTS["en"], "en", "code:3.8 country:BD") == []


@given(mixed_text, st.sampled_from([*LANGUAGES, None]), st.data())
def test_marks_are_whole_clusters_in_order_and_apart(
    text: str, lang: str | None, data: st.DataObject
) -> None:
    words = regex.findall(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*", text) or ["water"]
    picked = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))
    query = Query(wanted=(tuple(Phrase(word) for word in picked),), codes=("3.8",))
    found = marks(text, lang, sought(query))
    borders = {0, *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    assert all(start in borders and end in borders and start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))


@given(mixed_text, st.sampled_from([*LANGUAGES, None]))
def test_a_snippet_is_a_piece_of_its_text_with_its_marks(text: str, lang: str | None) -> None:
    found = marks(text, lang, sought(parse("papers OR পানি OR अस्पताल OR benh")))
    cut = snippet(text, found)
    assert text[cut.start : cut.start + len(cut.text)] == cut.text
    assert all(0 <= start < end <= len(cut.text) for start, end in cut.marks)
    inside = {(cut.start + start, cut.start + end) for start, end in cut.marks}
    assert inside <= {
        (s, e) for a, b in found for s in (a, cut.start) for e in (b, cut.start + len(cut.text))
    }
    assert bool(cut.marks) == bool(found)


def test_a_snippet_has_one_sentence_on_each_side() -> None:
    text = "One came. Two went! Three asked for papers? Four said no। Five left."
    cut = snippet(text, marks(text, "en", sought(parse("papers"))))
    assert cut.text == "Two went! Three asked for papers? Four said no।"
    assert [cut.text[a:b] for a, b in cut.marks] == ["papers"]
    assert snippet(text, ()).text == "One came. Two went! Three asked for papers?"
    assert snippet("", ()).text == ""


@given(mixed_text)
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
