from __future__ import annotations

import json
from importlib.util import find_spec

import pytest

from taxonomies import loader
from taxonomies.drivers import drivers

TURTLE = """
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
sdg:3.8 skos:notation "3.8", "03.08" ; skos:prefLabel "A made-up text"@en, "Un texte"@fr .
"""


def test_titles_are_read_by_code_and_retired_ones_left_out() -> None:
    texts = loader.from_open_sdg(
        ['"3-8-title": One\n"3-8-short": no\n"1-a-title": Two\n', '"8-9-2-title": Old\n"3-8-1-title": Three'],
        "en",
    )
    assert dict(texts.texts) == {"1.a": "Two", "3.8": "One", "3.8.1": "Three"}
    assert texts.left_out == 1
    assert texts.year == 2020
    assert loader.load(texts.dump()).texts == texts.texts


def test_what_is_no_taxonomy_is_refused_without_its_words() -> None:
    for content in ("- secret", "a: [secret", "secret: x"):
        with pytest.raises(loader.UnreadableTaxonomy) as refused:
            loader.from_open_sdg([content], "en")
        assert "secret" not in str(refused.value)
    for content in ("{}", "secret", '{"texts": 1}'):
        with pytest.raises(loader.UnreadableTaxonomy):
            loader.load(content)


@pytest.mark.skipif(find_spec("rdflib") is None, reason="the extra skos is not installed")
def test_labels_are_read_from_turtle_in_one_language() -> None:
    assert dict(loader.from_skos(TURTLE, "fr").texts) == {"3.8": "Un texte"}
    with pytest.raises(loader.UnreadableTaxonomy):
        loader.from_skos("secret {", "en")


@pytest.mark.skipif(find_spec("rdflib") is not None, reason="the extra skos is installed")
def test_turtle_without_its_library_says_what_to_install() -> None:
    with pytest.raises(loader.UnreadableTaxonomy, match="extra skos"):
        loader.from_skos(TURTLE, "fr")


def test_the_schemes_are_written_as_skos() -> None:
    scheme = json.loads(json.dumps(loader.drivers_jsonld()))
    concepts = [node for node in scheme["@graph"] if node["@type"] == "skos:Concept"]
    assert len(concepts) == 5 + len(drivers())
    papers = next(node for node in concepts if node["skos:notation"] == "V.ID")
    assert papers["skos:broader"] == {"@id": "urn:lnob:driver:V"}
    official = loader.from_open_sdg(['"3-8-title": Official'], "en")
    target = next(n for n in loader.targets_jsonld([official])["@graph"] if n["skos:notation"] == "3.8")
    assert target["@id"] == "http://metadata.un.org/sdg/3.8"
    assert target["prefLabel"] == {"en": "Official"}
