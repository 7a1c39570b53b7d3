"""SKOS in Turtle and JSON-LD: concepts in, a codebook out. The only file that meets rdflib.

Nothing is fetched: JSON-LD whose context lies elsewhere is refused. rdflib is the extra ``skos``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from taxonomies.codebook import Code, Codebook, CodebookError

SKOS = "http://www.w3.org/2004/02/skos/core#"
_DEEPEST = 40


class UnreadableSkos(ValueError):
    """The file is no SKOS that can be read without asking anybody; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its texts in one language. ``notations`` are its codes, most specific unknown."""

    uri: str
    notations: tuple[str, ...]
    label: str = field(repr=False)
    definition: str = field(repr=False)
    broader: str | None


def concepts(content: str | bytes, language: str) -> list[Concept]:
    """Every concept that has a preferred label in ``language``, in the order of their addresses.

    Raises ``UnreadableSkos`` where rdflib is not installed or the content is neither Turtle nor JSON-LD.
    """
    graph, uri = _graph(content)
    labels = {
        concept: " ".join(str(label).split())
        for concept, label in graph.subject_objects(uri(f"{SKOS}prefLabel"))
        if getattr(label, "language", None) == language
    }
    labelled = [
        Concept(
            str(concept),
            tuple(sorted(map(str, graph.objects(concept, uri(f"{SKOS}notation"))))),
            label,
            next(_texts(graph, concept, uri(f"{SKOS}definition"), language), ""),
            next((str(above) for above in sorted(graph.objects(concept, uri(f"{SKOS}broader")))), None),
        )
        for concept, label in labels.items()
    ]
    return sorted(labelled, key=lambda concept: concept.uri)


def _texts(graph: Any, concept: Any, term: Any, language: str) -> Iterator[str]:
    for text in graph.objects(concept, term):
        if getattr(text, "language", None) == language:
            yield " ".join(str(text).split())


def _graph(content: str | bytes) -> tuple[Any, Any]:
    """The content as a graph, and rdflib's kind of address."""
    if find_spec("rdflib") is None:
        raise UnreadableSkos("SKOS needs rdflib: install the extra skos.")
    rdflib = import_module("rdflib")
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    form = "json-ld" if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) else "turtle"
    graph = rdflib.Graph()
    try:
        if form == "json-ld":
            _at_home(json.loads(text.lstrip("\ufeff")))
        graph.parse(data=text, format=form)
    except UnreadableSkos:
        raise
    except Exception as error:  # rdflib's parsers raise many kinds, some of which quote the content
        raise UnreadableSkos(
            f"This is neither Turtle nor JSON-LD that can be read ({type(error).__name__})."
        ) from None
    return graph, rdflib.URIRef


def _at_home(value: Any, depth: int = 0) -> None:
    """Raise unless every context of the JSON-LD stands in the file itself."""
    if depth > _DEEPEST:
        raise UnreadableSkos("This JSON-LD is nested too deeply to be read.")
    if isinstance(value, dict):
        given = value.get("@context")
        contexts = given if isinstance(given, list) else [given]
        if any(isinstance(one, str) for one in contexts) or "@import" in value:
            raise UnreadableSkos("This JSON-LD takes its context from elsewhere; give a file that holds it.")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _at_home(one, depth + 1)


# --- codebooks -------------------------------------------------------------------------------------


def codes_in_skos(content: str | bytes, language: str = "en") -> list[Code]:
    """The concepts as codes: the notation, else the end of the address, becomes the id.

    Raises ``CodebookError`` for what is no SKOS, or has no label in ``language``.
    """
    try:
        labelled = concepts(content, language)
    except UnreadableSkos as error:
        raise CodebookError(str(error)) from None
    if not labelled:
        raise CodebookError("No concept of this file has a preferred label in this language.")
    ids = {one.uri: one.notations[0] if one.notations else _tail(one.uri) for one in labelled}
    return [Code(ids[c.uri], c.label, ids.get(c.broader or ""), c.definition) for c in labelled]


def _tail(uri: str) -> str:
    return uri.rstrip("/#").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]


def to_jsonld(book: Codebook, project: str, language: str = "en") -> str:
    """The codes in use as a concept scheme in JSON-LD. Examples and memos, which may quote, stay behind."""
    scheme = f"urn:lnob:codebook:{project}"
    graph: list[dict[str, Any]] = [{"@id": scheme, "@type": "skos:ConceptScheme"}]
    for _, code in book.tree():
        concept: dict[str, Any] = {
            "@id": f"{scheme}:{code.id}",
            "@type": "skos:Concept",
            "skos:inScheme": {"@id": scheme},
            "skos:notation": code.id,
            "skos:prefLabel": {"@value": code.label, "@language": language},
        }
        if code.definition:
            concept["skos:definition"] = {"@value": code.definition, "@language": language}
        if code.parent:
            concept["skos:broader"] = {"@id": f"{scheme}:{code.parent}"}
        graph.append(concept)
    return json.dumps({"@context": {"skos": SKOS}, "@graph": graph}, ensure_ascii=False, indent=1)
