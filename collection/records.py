"""The lines of the gold files, the manifest and the page that describes the collection."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from collection.gold import Gold
from collection.markup import DIRECT
from collection.source import FOLDERS, Document
from collection.tables import Table

UNAPPROVED = frozenset(
    {
        "bd-idi-04", "bd-kii-02", "in-kobo-01/48214214", "in-kobo-01/100089446", "ke-kii-01", "ke-kii-02",
        "np-idi-02", "np-story-01", "vn-idi-04", "vn-idi-06",
    }
)  # fmt: skip
"""Two testimonies a country that the bundled review leaves open, so that there is something to review."""

_TARGET = re.compile(r"\d{1,2}\.[0-9a-z]{1,2}")
_NAMES = {"BD": "Bangladesh", "IN": "India", "KE": "Kenya", "NP": "Nepal", "VN": "Vietnam"}


def write_lines(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    """One JSON object a line, UTF-8, LF."""
    words = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(words, encoding="utf-8", newline="\n")


def _head(gold: Gold) -> dict[str, object]:
    head: dict[str, object] = {"id": gold.id, "file": gold.file}
    return head | {"part": gold.part} if gold.part else head


def identifier_line(gold: Gold) -> dict[str, object]:
    """A testimony's text and every identifier in it."""
    unnamed: dict[tuple[str, str], str] = {}
    spans = []
    for mark in gold.marks:
        quote = gold.text[mark.start : mark.end]
        key = (mark.type, quote.casefold())
        entity = mark.entity or unnamed.setdefault(key, f"{gold.id}-n{len(unnamed) + 1}")
        spans.append(
            {
                "start": mark.start,
                "end": mark.end,
                "type": mark.type,
                "identifier_type": "DIRECT" if mark.type in DIRECT else "QUASI",
                "entity_id": entity,
                "quote": quote,
            }
        )
    about = {"country": gold.country, "lang": gold.lang, "kind": gold.kind, "project": gold.project}
    return {**_head(gold), **about, "text": gold.text, "gold": spans}


def turns_line(gold: Gold) -> dict[str, object]:
    """A testimony's turns."""
    keys = ("index", "start", "body", "end", "label", "kind", "participant")
    return {"id": gold.id, "turns": [{key: getattr(t, key) for key in keys} for t in gold.turns]}


def tag_lines(gold: Gold) -> Iterable[dict[str, object]]:
    """Targets and drivers, one line for each turn that tells something."""
    for words in gold.words:
        if words.tags:
            yield {
                "id": gold.id,
                "turn": words.turn,
                "start": words.start,
                "end": words.end,
                "targets": [t for t in words.tags if _TARGET.fullmatch(t)],
                "drivers": [t for t in words.tags if not _TARGET.fullmatch(t)],
            }


def quote_line(gold: Gold, source: int, quote: str) -> dict[str, object]:
    """A released quote and its place. Raises ``ValueError`` where it does not stand in its turn."""
    for words in gold.words:
        at = gold.text.find(quote, words.start, words.end) if words.source == source else -1
        if at >= 0:
            return {**_head(gold), "turn": words.turn, "start": at, "end": at + len(quote), "quote": quote}
    raise ValueError(f"{gold.id}: a quote does not stand in turn {source}.")


def review_line(gold: Gold) -> dict[str, object]:
    """What the steward decided: the spans, and whether the testimony is approved."""
    spans = [[m.start, m.end, m.type] for m in gold.marks]
    return {**_head(gold), "approve": gold.id not in UNAPPROVED, "spans": spans}


def words_in(text: str) -> int:
    """Words as a person would count them: runs of anything but blanks that hold a letter or a digit."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def manifest(target: Path, gold: Sequence[Gold]) -> str:
    """Digests of every file, the testimonies in each, and counts."""
    files = sorted(p for p in target.rglob("*") if p.is_file() and p.name != "manifest.json")
    inside: dict[str, list[str]] = {}
    for g in gold:
        inside.setdefault(g.file, []).append(g.id)
    listed: dict[str, dict[str, object]] = {}
    for path in files:
        name = path.relative_to(target).as_posix()
        listed[name] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        if name in inside:
            listed[name]["testimonies"] = inside[name]
    counts = {
        "testimonies": len(gold),
        "files": len(inside),
        "words": sum(words_in(g.text) for g in gold),
        "identifiers": sum(len(g.marks) for g in gold),
    }
    return json.dumps({"counts": counts, "files": listed}, ensure_ascii=False, indent=1) + "\n"


def readme(sources: Mapping[str, Document | Table], gold: Sequence[Gold]) -> str:
    """The page that describes the collection, with its counts."""
    rows = []
    for country, folder in FOLDERS.items():
        files = [s for s in sources.values() if s.country == country]
        own = [g for g in gold if g.country == country]
        forms = Counter(s.file.rsplit(".", 1)[1].lower() for s in files)
        people = {t.participant for g in own for t in g.turns if t.participant}
        rows.append(
            f"| {_NAMES[country]} | `{folder}/` | {len(files)} | {len(own)} | "
            f"{sum(words_in(g.text) for g in own):,} | {len(people)} | {sum(len(g.marks) for g in own):,} | "
            f"{', '.join(sorted({g.lang for g in own}))} | "
            f"{', '.join(f'{n} {form}' for form, n in sorted(forms.items()))} |"
        )
    return _README.replace("TABLE", "\n".join(rows))


_README = """# The bundled collection

Interviews, group discussions, community dialogues, key informant interviews, stories, survey answers and
scorecard comments from five countries, in six languages. **Every person, number, clinic, school and hamlet
in it is invented**; only districts and cities are real. It was written for this archive and for nothing
else: it is what `heard demo` imports, what the readers, the de-identifier and the tagger are measured
against, and what a newcomer opens first.

| Country | Folder | Files | Testimonies | Words | People | Identifiers | Languages | Forms |
|---|---|---|---|---|---|---|---|---|
TABLE

## What is here

- `<country>/`: the files as a field office would send them, untidy names included. A survey or scorecard
  file holds one testimony for each row in which somebody tells something (`part` says which).
- `identifiers.jsonl`: a testimony a line, its canonical text and every identifier in it (`start` and `end`
  in Unicode code points, `type`, `DIRECT` or `QUASI`, the `entity_id` that its mentions share).
- `turns.jsonl`: who speaks from where to where. The turns of a testimony tile its text.
- `tags.jsonl`: SDG targets and drivers of marginalisation, for each turn that tells something.
- `quotes.jsonl`: excerpts whose speakers agreed to publication.
- `consents.jsonl`: what each participant agreed to, in the form of an import. Some have none on purpose,
  some refused, some consents are over, some are minors.
- `review.jsonl`: a finished de-identification review; two testimonies a country are left open in it.
- `manifest.json`: SHA-256 of every file, and counts.

Nothing here is edited by hand: `make collection` makes it again, byte for byte, from the sources in
`collection/`, where `README.md` tells how they are written.

## Licence

CC0 1.0: to the extent possible under law, the authors have waived all copyright and related rights to this
collection. Use it for anything.
"""
