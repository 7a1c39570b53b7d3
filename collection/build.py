"""Make the bundled collection from its sources: real files, gold, consents, manifest.

``python -m collection.build [FOLDER]`` writes ``archive/demo/collection`` (or FOLDER) anew and twice
the same: no clock, no chance. It refuses a source that is not in the agreed form.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from collection.consents import importable, read_lines
from collection.gold import Gold, document_gold
from collection.opendocument import odt_file
from collection.plain import rtf_file, srt_file, text_file, vtt_file
from collection.records import (
    identifier_line,
    manifest,
    quote_line,
    readme,
    review_line,
    tag_lines,
    turns_line,
    write_lines,
)
from collection.sheets import sheet_file
from collection.source import FOLDERS, Document, read_document
from collection.tables import Table, read_table, table_gold
from collection.word import word_file

SOURCES = Path(__file__).parent
TARGET = SOURCES.parent / "archive" / "demo" / "collection"

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "docx": word_file,
    "odt": odt_file,
    "rtf": rtf_file,
    "txt": text_file,
    "vtt": vtt_file,
    "srt": srt_file,
}


def read_sources(folder: Path) -> dict[str, Document | Table]:
    """Every source by id, in order of country and id."""
    found: dict[str, Document | Table] = {}
    for country in FOLDERS.values():
        for path in sorted((folder / country).iterdir()):
            if path.suffix == ".heard":
                document = read_document(path)
                found[document.id] = document
            elif path.suffix == ".yaml":
                table = read_table(path)
                found[table.id] = table
    return found


def golds(sources: Mapping[str, Document | Table], groups: Mapping[str, str]) -> Iterator[Gold]:
    """The gold of every testimony: one a document, one a row that tells something."""
    for source in sources.values():
        if isinstance(source, Document):
            yield document_gold(source, groups.get(source.id))
        else:
            yield from table_gold(source)


def file_of(source: Document | Table) -> bytes:
    """The real file of a source."""
    return _WRITERS[source.suffix](source) if isinstance(source, Document) else sheet_file(source)


def build(sources: Path, target: Path) -> None:
    """Write everything to ``target``, which is emptied first."""
    found = read_sources(sources)
    gold = {g.id: g for g in golds(found, _groups(sources))}
    if target.exists():
        shutil.rmtree(target)
    for country in FOLDERS.values():
        (target / country).mkdir(parents=True)
    (target / ".gitattributes").write_bytes(b"* -text\n")
    for source in found.values():
        (target / source.path).write_bytes(file_of(source))
    write_lines(target / "identifiers.jsonl", (identifier_line(g) for g in gold.values()))
    write_lines(target / "turns.jsonl", (turns_line(g) for g in gold.values()))
    write_lines(target / "tags.jsonl", (line for g in gold.values() for line in tag_lines(g)))
    write_lines(target / "review.jsonl", (review_line(g) for g in gold.values()))
    for name, lines in (("quotes", _quotes(sources, gold)), ("consents", _consents(sources, found))):
        write_lines(target / f"{name}.jsonl", lines)
    (target / "README.md").write_text(readme(found, list(gold.values())), encoding="utf-8", newline="\n")
    (target / "manifest.json").write_text(
        manifest(target, list(gold.values())), encoding="utf-8", newline="\n"
    )


def _groups(sources: Path) -> dict[str, str]:
    """Who agreed for a whole group, by testimony."""
    return {
        voice["testimony"]: raw["participant"]
        for folder in FOLDERS.values()
        for raw in read_lines(sources / folder / "consents.jsonl")
        for voice in raw["speaks_in"]
        if voice["label"] == "*"
    }


def _quotes(sources: Path, gold: Mapping[str, Gold]) -> Iterator[dict[str, object]]:
    for folder in FOLDERS.values():
        for raw in read_lines(sources / folder / "quotes.jsonl"):
            yield quote_line(gold[raw["testimony"]], raw["turn"], raw["quote"])


def _consents(sources: Path, found: Mapping[str, Document | Table]) -> Iterator[dict[str, object]]:
    for country, folder in FOLDERS.items():
        for raw in read_lines(sources / folder / "consents.jsonl"):
            yield importable(raw, found, country)


if __name__ == "__main__":
    build(SOURCES, Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
