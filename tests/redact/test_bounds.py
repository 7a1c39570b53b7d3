"""Hostile input ends: the work grows with the length and nothing is cut in the wrong place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import IdentifierType, Known, KnownKind
from archive.redact import engine
from archive.redact.detect import STRETCH, find
from archive.redact.merge import merge
from archive.redact.spans import Span
from archive.redact.words import graphemes

HOSTILE = {
    "no blanks": "A" * 30_000,
    "digits": "1 " * 8_000,
    "hyphens": "a-" * 8_000,
    "brackets": "[" * 8_000 + "Rahima" + "]" * 8_000,
    "bidi": "\u202eRahima\u202c\u2066 Khatun\u2069 " * 2_000,
    "controls": "\x07\x1b[31mAmina\x00\x0b" * 2_000,
    "marks": "क" + "\u093f" * 8_000,
    "joiners": "\u200d" * 8_000,
    "capitals": "Aa Bb " * 3_000,
    "commas": "Korail, " * 5_000,
    "apostrophes": "a'" * 8_000,
    "at": "@a" * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_bounded_pieces(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HOSTILE[name]
    sizes: list[int] = []
    real = engine.analyse

    def counted(piece: str, langs: tuple[str, ...]) -> list[Span]:
        sizes.append(len(piece) * len(langs))
        return real(piece, langs)

    monkeypatch.setattr(engine, "analyse", counted)
    spans = find(text, "en")
    assert max(sizes) <= 2 * STRETCH
    assert sum(sizes) <= 2 * len(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


def test_ten_thousand_overlapping_spans_merge_to_disjoint_ones() -> None:
    text = "word " * 20_000
    found = [Span(i * 7, i * 7 + 40, IdentifierType.PHONE, 0.5, "test") for i in range(10_000)]
    merged = merge(text, found)
    assert all(a.end <= b.start for a, b in zip(merged, merged[1:], strict=False))
    assert sum(s.end - s.start for s in merged) > 50_000


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="RahimKt ক খ়া नि्े.,:'@0123४৫\n-()[]đũ\u200d👩🏾", max_size=120),
    st.sampled_from(["en", "bn", "vi", "ga", None]),
)
def test_spans_are_disjoint_and_cut_no_letter(text: str, lang: str | None) -> None:
    spans = find(text, lang, [Known(KnownKind.PERSON, "Rahim")])
    starts = {a for a, _ in graphemes(text)} | {len(text)}
    for one, two in zip(spans, spans[1:], strict=False):
        assert one.end <= two.start
    assert all(s.start in starts and s.end in starts and s.start < s.end for s in spans)
