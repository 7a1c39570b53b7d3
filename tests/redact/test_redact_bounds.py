"""Hostile input ends: the work grows with the length and nothing is cut in the wrong place."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import IdentifierType, Known, KnownKind
from archive.redact import presidio_engine
from archive.redact.detect import STRETCH, find
from archive.redact.merge import merge
from archive.redact.spans import Span, covered
from archive.redact.stream import deidentify
from language.words import graphemes

pytestmark = pytest.mark.slow

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
    real = presidio_engine.analyse

    def counted(piece: str, langs: tuple[str, ...], *rest: bool) -> list[Span]:
        sizes.append(len(piece) * len(langs))
        return real(piece, langs, *rest)

    monkeypatch.setattr(presidio_engine, "analyse", counted)
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
    st.text(alphabet="RahimKt ক খ়া नि्े.,:'@0123४৫\n-()[]đũ\u200d👩🏾", max_size=60),
    st.text(alphabet="RahimKt ক খ়া नि्े.,:'@0123४৫\n-()[]đũ\u200d👩🏾", max_size=60),
    st.sampled_from(["en", "bn", "vi", "ga", None]),
)
def test_spans_are_disjoint_and_cut_no_letter(before: str, after: str, lang: str | None) -> None:
    text = f"{before} Rahim {after}"
    spans = find(text, lang, [Known(KnownKind.PERSON, "Rahim")])
    assert all(covered(spans, len(text))[len(before) + 1 : len(before) + 6])
    starts = {a for a, _ in graphemes(text)} | {len(text)}
    for one, two in zip(spans, spans[1:], strict=False):
        assert one.end <= two.start
    assert all(s.start in starts and s.end in starts and s.start < s.end for s in spans)


SHORT, LONG = 5_000, 20_000
"""Lengths whose work is compared: four times the text may take seven times the work; a square takes 16."""
GROWING: dict[str, Callable[[int], str]] = {
    "no blanks": lambda n: ("xq7Kamala@" * n)[:n],
    "bangla without blanks": lambda n: ("\u0995\u09ae\u09b2\u09be" * n)[:n],
    "digits without blanks": lambda n: ("1234567890" * n)[:n],
    "nested brackets": lambda n: "[(" * (n // 8) + " Rahima " * (n // 16) + ")]" * (n // 8),
    "bidi": lambda n: ("\u202eRahima\u202c \u2066Khatun\u2069 " * n)[:n],
    "controls": lambda n: ("\x07\x1b[31m Amina\x00\x0b " * n)[:n],
    "many people": lambda n: "".join(f"My name is {_name(i)} Begum. " for i in range(n // 26)),
    "one person": lambda n: "".join(f"I met Kamala Begum on {i % 28 + 1} May. " for i in range(n // 32)),
    "addresses": lambda n: ("a@b.cd, " * n)[:n],
    "labels": lambda n: ("Kamala: yes\n" * n)[:n],
}


def _name(number: int) -> str:
    """One of 10,000 made-up names."""
    a, b, c, d = (number // 1000 % 10, number // 100 % 10, number // 10 % 10, number % 10)
    return "BDGKLMNRST"[a] + "aeiouaeiou"[b] + "bdgklmnrst"[c] + "aeiou"[c // 2] + "bdgklmnrst"[d] + "a"


def _work(text: str) -> float:
    """Processor time of one reading."""
    begun = time.process_time()
    deidentify({"id": 1, "text": text, "lang": "en"}, b"k" * 32)
    return time.process_time() - begun


@pytest.mark.parametrize("name", GROWING)
def test_the_work_grows_with_the_length_and_with_nothing_else(name: str) -> None:
    _work("My name is Rahima Khatun.")
    short, long = GROWING[name](SHORT), GROWING[name](LONG)
    # A busy machine may disturb one comparison; what grows with the square fails all of them.
    assert any(_work(long) <= 7 * _work(short) for _ in range(3))


def test_a_megabyte_without_a_blank_is_read_to_its_end() -> None:
    text = "A" * 2**20
    answer = deidentify({"id": 1, "text": text, "lang": "en"}, b"k" * 32)
    assert all(0 <= span.start < span.end <= len(text) for span in answer.spans)
    assert json.loads(answer.line())["text"] == answer.text


def test_ten_thousand_findings_are_all_replaced() -> None:
    text = "".join(f"call 017{number:08d}, " for number in range(10_000))
    answer = deidentify({"id": 1, "text": text, "lang": "en"}, b"k" * 32)
    assert len(answer.spans) == 10_000
    assert not any(sign.isdigit() for sign in answer.text)
