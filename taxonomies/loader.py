"""Official texts of the goals, targets and indicators, from the publishers' own files; SKOS out.

None of these texts is in the package. Whoever runs an archive reads them from the open-sdg translations
(YAML) or from the United Nations' SKOS vocabulary (Turtle or JSON-LD, extra ``skos``) and keeps them as one
labels file a language, with the framework year. Unknown and retired codes are left out and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypedDict

import yaml

from taxonomies import drivers, sdg
from taxonomies._data import LANGUAGES
from taxonomies.skos import SKOS, UnreadableSkos, concepts

_KEY = re.compile(r"(\d{1,2}(?:-(?:\d{1,2}|[a-d])){0,2})-title")
_NOTATION = re.compile(r"[1-9]\d?(?:\.(?:[1-9]\d?|[a-d])){0,2}")  # not the zero-filled ones


JsonLd: TypeAlias = dict[str, object]
"""A node object of JSON-LD 1.1 with terms of SKOS."""
JsonLdDocument = TypedDict("JsonLdDocument", {"@context": Mapping[str, object], "@graph": list[JsonLd]})
"""A JSON-LD 1.1 document: its terms, and its nodes."""


class UnreadableTaxonomy(ValueError):
    """The file is not of the form that was asked for; the message says what to do."""


@dataclass(frozen=True, slots=True)
class OfficialTexts:
    """Official wordings of one language by code (``3``, ``3.8``, ``3.8.1``), and where they came from."""

    language: str
    source: str
    year: int
    texts: Mapping[str, str] = field(repr=False)
    left_out: int = 0

    def dump(self) -> str:
        """The labels file that an archive keeps, as JSON."""
        return json.dumps(
            {"language": self.language, "source": self.source, "year": self.year, "texts": dict(self.texts)},
            ensure_ascii=False,
            indent=1,
        )


def from_open_sdg(
    files: Iterable[str], language: str, source: str = "open-sdg/sdg-translations"
) -> OfficialTexts:
    """Read the contents of ``global_goals.yml``, ``global_targets.yml``, ``global_indicators.yml``.

    Raises ``UnreadableTaxonomy`` where a content is not YAML or holds no title.
    """
    found: dict[str, str] = {}
    for content in files:
        try:
            data = yaml.safe_load(content)
        except yaml.YAMLError:
            raise UnreadableTaxonomy("This is not YAML; give the file as it was published.") from None
        if not isinstance(data, dict):
            raise UnreadableTaxonomy("This file holds no titles; give one of the global_*.yml files.")
        for key, text in data.items():
            matched = _KEY.fullmatch(str(key))
            if matched and isinstance(text, str):
                found[matched.group(1).replace("-", ".")] = " ".join(text.split())
    return _known(found, language, source)


def from_skos(content: str | bytes, language: str, source: str = "UNStats/LOD4Stats") -> OfficialTexts:
    """Read preferred labels from the United Nations' SKOS, in Turtle or JSON-LD.

    Raises ``UnreadableTaxonomy`` where rdflib is not installed or the content is neither.
    """
    try:
        read = concepts(content, language)
    except UnreadableSkos as error:
        raise UnreadableTaxonomy(str(error)) from None
    found: dict[str, str] = {}
    for concept in read:
        for code in filter(_NOTATION.fullmatch, concept.notations):
            found.setdefault(code, concept.label)
    return _known(found, language, source)


def load(content: str) -> OfficialTexts:
    """Read a labels file back. Raises ``UnreadableTaxonomy`` if it is none."""
    try:
        data = json.loads(content)
        return _known(dict(data["texts"]), str(data["language"]), str(data["source"]), int(data["year"]))
    except (ValueError, KeyError, TypeError):
        raise UnreadableTaxonomy(
            "This is not a labels file; make it again from the publisher's files."
        ) from None


def _known(found: Mapping[str, str], language: str, source: str, year: int | None = None) -> OfficialTexts:
    framework = sdg.framework()
    known = {str(goal.number) for goal in framework.goals} | set(sdg.target_codes())
    known |= {indicator.code for indicator in framework.indicators()}
    kept = {code: found[code] for code in sorted(found.keys() & known, key=sdg.order)}
    if not kept:
        raise UnreadableTaxonomy("No text of a goal, target or indicator was found for this language.")
    return OfficialTexts(language, source, year or framework.year, kept, len(found) - len(kept))


def drivers_jsonld() -> JsonLdDocument:
    """The driver scheme as SKOS in JSON-LD: factors, drivers, labels of every language, definitions."""
    scheme = f"urn:lnob:drivers:{drivers.scheme_version()}"
    graph: list[JsonLd] = [{"@id": scheme, "@type": "skos:ConceptScheme"}]
    for factor in drivers.factors().values():
        graph.append(_concept(f"urn:lnob:driver:{factor.code}", factor.code, factor.labels, scheme))
    for driver in drivers.drivers().values():
        concept = _concept(driver.uri, driver.code, driver.labels, scheme)
        concept["skos:broader"] = {"@id": f"urn:lnob:driver:{driver.factor}"}
        concept["skos:definition"] = {"@value": driver.definition, "@language": "en"}
        graph.append(concept)
    return {"@context": _CONTEXT, "@graph": graph}


def targets_jsonld(official: Iterable[OfficialTexts] = ()) -> JsonLdDocument:
    """Goals and targets under the United Nations' URIs: our labels as alternative, official as preferred."""
    scheme = "http://metadata.un.org/sdg"
    texts = {item.language: item.texts for item in official}
    graph: list[JsonLd] = []
    for goal in sdg.framework().goals:
        for code, broader in [(str(goal.number), None), *((t.code, goal.uri) for t in goal.targets)]:
            preferred = {language: known[code] for language, known in texts.items() if code in known}
            concept = _concept(sdg.uri(code), code, preferred, scheme)
            concept["altLabel"] = {language: sdg.label(code, language) for language in LANGUAGES}
            if broader:
                concept["skos:broader"] = {"@id": broader}
            graph.append(concept)
    return {"@context": _CONTEXT, "@graph": graph}


_CONTEXT = {
    "skos": SKOS,
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
}


def _concept(uri: str, notation: str, labels: Mapping[str, str], scheme: str) -> JsonLd:
    return {
        "@id": uri,
        "@type": "skos:Concept",
        "skos:notation": notation,
        "prefLabel": dict(labels),
        "skos:inScheme": {"@id": scheme},
    }
