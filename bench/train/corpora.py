"""The marked texts that a model may be trained on, by language, with their licences.

A set that is not named here is never trained on: the non-commercial Swahili news and everything that we
measure interviews with stay out. Each document keeps the part that ``split`` gives it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.train.interviews import LABELS, LOWERED, PLAIN, TEXTS
from bench.train.interviews import documents as interviews
from bench.train.split import part


@dataclass(frozen=True, slots=True)
class Source:
    """One set: its file, its name and its licence; ``gappy`` where it leaves many names unmarked."""

    file: str
    name: str
    licence: str
    gappy: bool = False


SOURCES: dict[str, tuple[Source, ...]] = {
    "bn": (
        Source("bn-news.jsonl", "Bengali-NER (Rifat1493)", "MIT"),
        Source("bn-news-cc0.jsonl", "bengali-ner-data (banglakit)", "CC0", gappy=True),
    ),
    "en": (Source("en-court-cases.jsonl", "Text Anonymization Benchmark (train, dev)", "MIT"),),
    "hi": (Source("hi-news.jsonl", "HiNER (part of validation)", "CC BY-SA 4.0"),),
    "ne": (Source("ne-news.jsonl", "nepali-ner v2 (oya163)", "MIT"),),
    "sw": (),
    "vi": (),
    "xx": (),
}


INTERVIEWS = Source("", "Interview texts of this project, slots filled", "as Heard")
COPIES = {PLAIN: 4, LOWERED: 2, LABELS: 1}
"""How often every text of ours is filled anew, by form."""
FOLDS = 3
PRINTED = "print_"
"""Files of ours that begin so are told as newspapers tell; in them each text is a theme of its own."""
LANGUAGES = tuple(SOURCES)


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its gold: ``(start, end, label)`` in code points; ``part`` is train, dev or test.

    ``genre`` is ``written`` for the sets and ``spoken`` for most of our own; ``source`` is the set.
    """

    id: str
    lang: str
    text: str
    gold: tuple[tuple[int, int, str], ...]
    part: str
    genre: str
    source: Source


_LABELS = {"KIN": "PERSON", "NICKNAME": "PERSON", "CODE": "ID", "QUANTITY": "OTHER", "MISC": "OTHER"}
"""One label for all that takes a person's pseudonym; the benchmark's own kinds under ours."""


def labelled(row: dict[str, Any]) -> tuple[tuple[int, int, str], ...]:
    """The gold of one row that must be masked, under our labels."""
    return tuple(
        sorted(
            (g["start"], g["end"], _LABELS.get(g["type"], g["type"]))
            for g in row["gold"]
            if g["identifier_type"] != "NO_MASK"
        )
    )


def news(folder: Path, lang: str) -> Iterator[Document]:
    """The documents of the sets for ``lang`` that are in ``folder``; a set that is not there is left out."""
    for source in SOURCES[lang]:
        path = folder / source.file
        if not path.is_file():
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Document(
                    row["id"], lang, row["text"], labelled(row), part(row["id"]), "written", source
                )


def spoken(lang: str, forms: Mapping[str, int] = COPIES) -> Iterator[Document]:
    """Our own interview texts, filled. They have no development part: see ``fold``."""
    if not any((TEXTS / lang).glob("*.txt")):
        return
    for seed, (form, copies) in enumerate(forms.items(), 1):
        for row in interviews(lang, seed, copies, (form,)):
            genre = "written" if row["id"].split("/")[1].startswith(PRINTED) else "spoken"
            yield Document(
                f"{row['id']}/{form}", lang, row["text"], labelled(row), "train", genre, INTERVIEWS
            )


def documents(folder: Path, lang: str) -> list[Document]:
    """All there is for a language, in a fixed order."""
    return [*news(folder, lang), *spoken(lang)]


def text_of(document: Document) -> str:
    """The text that a document is a copy of; a document of a set is its own."""
    return "/".join(document.id.split("/")[:2])


def fold(document: Document) -> int:
    """The fold of a text of ours, 0 to ``FOLDS`` - 1; texts of one file share themes, and a fold."""
    text = text_of(document)
    theme = text if f"/{PRINTED}" in text else text.rpartition("-")[0] or text
    return hashlib.sha256(theme.encode()).digest()[0] % FOLDS
