"""SKOS comes in from Turtle and JSON-LD, nothing is fetched, and a codebook goes out and comes back."""

from __future__ import annotations

import json

import pytest

from taxonomies import loader
from taxonomies.codebook import Code, Codebook, CodebookError, standard
from taxonomies.skos import UnreadableSkos, codes_in_skos, concepts, to_jsonld

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:x:boats> a skos:Concept ; skos:prefLabel "Boats"@en, "নৌকা"@bn ; skos:definition "what crosses"@en .
<urn:x:fare> a skos:Concept ; skos:notation "b.1" ; skos:prefLabel "Fares"@en ; skos:broader <urn:x:boats> .
"""


def test_concepts_become_codes_under_their_parents() -> None:
    codes = codes_in_skos(TURTLE)
    assert codes == [Code("boats", "Boats", None, "what crosses"), Code("b.1", "Fares", "boats")]
    assert codes_in_skos(TURTLE, "bn") == [Code("boats", "নৌকা")]
    with pytest.raises(CodebookError, match="language"):
        codes_in_skos(TURTLE, "vi")


def test_a_codebook_goes_out_and_comes_back_without_what_may_quote() -> None:
    book = standard().add(Code("boat", "Boats", "3.8", "ferries", ("MARKEXAMPLE",), memo="MARKMEMO"))
    text = to_jsonld(book, "delta")
    assert "MARK" not in text
    back = Codebook("back").take(codes_in_skos(text))
    assert {c.id: (c.label, c.parent, c.definition) for c in back.codes.values()} == {
        c.id: (c.label, c.parent, c.definition) for c in book.codes.values()
    }


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"@context": "https://example.org/context.jsonld", "@id": "urn:x:a"}),
        json.dumps({"@context": [{}, "https://example.org/context.jsonld"], "@id": "urn:x:a"}),
        json.dumps({"@graph": [{"@context": {"@import": "https://example.org/c"}}]}),
        "[" * 100 + "]" * 100,
        "{",
        "neither of them",
    ],
)
def test_nothing_is_fetched_and_nothing_is_repeated(content: str) -> None:
    with pytest.raises(UnreadableSkos) as refused:
        concepts(content, "en")
    assert "example.org" not in str(refused.value)


def test_our_own_targets_are_read_back_with_the_official_texts() -> None:
    official = loader.OfficialTexts("en", "here", 2020, {"3.8": "A text", "3": "Another"})
    written = json.dumps(loader.targets_jsonld([official]))
    assert dict(loader.from_skos(written, "en").texts) == dict(official.texts)
