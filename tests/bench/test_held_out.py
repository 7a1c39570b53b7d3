"""The held-out interviews are what their sources say, and every mark stands where it was written."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
import regex

from bench.deid.document import read
from bench.deid.lowered import lowered
from bench.deid.markup import COMPILED, documents, line, unmarked

LANGUAGES = {"en": 24, "bn": 6, "hi": 6, "ne": 6, "sw": 6, "vi": 6, "mixed": 6}


def test_the_compiled_file_is_what_the_sources_say() -> None:
    assert COMPILED.read_text(encoding="utf-8") == "".join(map(line, documents()))


def test_each_language_has_its_documents_half_of_them_sealed() -> None:
    found = list(read(COMPILED))
    assert Counter(d.group for d in found) == LANGUAGES
    assert Counter((d.group, d.part) for d in found) == {
        (group, part): count // 2 for group, count in LANGUAGES.items() for part in ("dev", "test")
    }
    assert len({d.id for d in found}) == len(found)


def test_documents_are_as_long_as_an_answer_and_every_mark_is_a_whole_stretch() -> None:
    for document in read(COMPILED):
        assert 70 <= len(document.text.split()) <= 200, document.id
        assert unicodedata.is_normalized("NFC", document.text)
        edges = {found.start() for found in regex.finditer(r"\X", document.text)} | {len(document.text)}
        for one, two in zip(document.mentions, document.mentions[1:], strict=False):
            assert one.end <= two.start
        for mention in document.mentions:
            shown = document.text[mention.start : mention.end]
            assert shown
            assert shown == shown.strip()
            assert {mention.start, mention.end} <= edges


def test_a_mark_becomes_a_mention_with_its_entity() -> None:
    text, (name, place) = unmarked("d", "I am [PERSON#1|Asha Devi] of [LOC|Rampur].")
    assert text == "I am Asha Devi of Rampur."
    assert (text[name.start : name.end], name.direct, name.entity) == ("Asha Devi", True, "d/1")
    assert (text[place.start : place.end], place.direct, place.entity) == ("Rampur", False, "")


@pytest.mark.parametrize("marked", ["[NAME|Asha]", "[PERSON|Asha", "Asha]", "a | b"])
def test_markup_that_does_not_parse_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match=r"^d: "):
        unmarked("d", marked)


def test_lowered_copies_keep_every_mention_and_lose_capitals_and_signs() -> None:
    for document in read(COMPILED):
        small = lowered(document)
        assert small.text == small.text.lower()
        assert not regex.search(r"[.,;:!?।“”\"()](?=\s)", _outside(small.text, small.mentions))
        for before, after in zip(document.mentions, small.mentions, strict=True):
            said = _letters(document.text[before.start : before.end].lower())
            assert _letters(small.text[after.start : after.end]) == said


def _outside(text: str, mentions: tuple[object, ...]) -> str:
    signs = list(text)
    for mention in mentions:
        for at in range(mention.start, mention.end):  # type: ignore[attr-defined]
            signs[at] = "x"
    return "".join(signs)


def _letters(shown: str) -> str:
    return regex.sub(r"[^\p{L}\p{N}\p{M}]", "", shown)
