"""Training text for de-identification: marked interviews with open slots, filled anew for every copy.

    python -m bench.train.interviews en --copies 2      # counts by type, and a document to look at

News does not sound like testimony, so the texts under `texts/<lang>/` were written as interviews, focus
groups, survey answers and comments of invented people. A non-empty line is a turn, a blank line ends the
document, `[TYPE|surface]` marks an identifier, and braces are slots (bench.train.slots). What stands bare is
no identifier. A file named `bd_…`, `in_…`, `ke_…`, `np_…` or `vn_…` is told in that country; others in the
country of their language, or, in English, in any.

Nothing here is measured on: these are for fitting only.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.train.slots import COUNTRIES, COUNTRY, HOME, Filler, SlotError, without_marks

TEXTS = Path(__file__).parent / "texts"
DIRECT = frozenset({"PERSON", "KIN", "NICKNAME", "PHONE", "ID", "HANDLE", "EMAIL"})
QUASI = frozenset({"LOC", "ORG", "DATETIME", "AGE", "DEM", "ROLE"})
PLAIN, LOWERED, LABELS, FOLDED = "plain", "lowered", "labels", "folded"
"""As written; as a speech recogniser writes; with labels in capitals; as typed on a plain keyboard."""

_MARK = re.compile(r"\[(?P<type>[A-Z]+)(?:#(?P<entity>\w+))?\|(?P<surface>[^\[\]|\n]*)\]")
_LIKE_A_MARK = re.compile(r"\[[A-Za-z]*[#|]|\|")
_POINTS = re.compile(r"[.,;:!?…।॥](?=\s|$)|[\"“”„]")
_LABEL = re.compile(r"^[^\n:]{1,40}:(?=\s)", re.MULTILINE)

Document = dict[str, Any]


class MarkupError(ValueError):
    """A text that cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class Piece:
    """A run of text: bare, or the surface of one identifier."""

    text: str
    type: str | None = None
    entity: str | None = None


@dataclass(frozen=True)
class Source:
    """One document as written, with the place it stands in for messages."""

    path: Path
    number: int
    first_line: int
    lines: tuple[str, ...]


def documents(lang: str, seed: int, copies: int, forms: Sequence[str] = (PLAIN,)) -> list[Document]:
    """Every text of the language, `copies` times with new slots, each copy in every one of `forms`.

    A document is {"id", "lang", "text", "gold": [{"start", "end", "type", "identifier_type", "entity_id"}]}
    with offsets in code points, text in NFC. The same arguments give the same documents. Raises MarkupError
    naming file and line for broken markup or a slot that nothing fills, and for a language without texts.
    """
    sources = list(read(lang))
    if not sources:
        raise MarkupError(f"no texts for {lang!r}: write {TEXTS.name}/{lang}/<theme>.txt first")
    made: list[Document] = []
    for copy in range(copies):
        for source in sources:
            name = f"{lang}/{source.path.stem}-{source.number}/{copy}"
            filled = _filled(source, lang, random.Random(f"{seed}:{name}"), name)  # noqa: S311 - texts, not keys
            made.extend(_in_form(filled, form) for form in forms)
    return made


def read(lang: str) -> Iterator[Source]:
    """The documents of a language as written, in the order of file names."""
    for path in sorted((TEXTS / lang).glob("*.txt")):
        yield from sources(path)


def sources(path: Path) -> Iterator[Source]:
    """The documents of one file: runs of non-empty lines."""
    lines = unicodedata.normalize("NFC", path.read_text("utf-8")).splitlines()
    run: list[str] = []
    count = 0
    for number, line in enumerate((*lines, ""), start=1):
        if line.strip():
            run.append(line.strip())
        elif run:
            yield Source(path, count, number - len(run), tuple(run))
            count, run = count + 1, []


def pieces(line: str) -> Iterator[Piece]:
    """A line as bare runs and identifiers, in order. Raises MarkupError for a mark that is not whole."""
    at = 0
    for mark in _MARK.finditer(line):
        if mark["type"] not in DIRECT | QUASI:
            raise MarkupError(f"unknown type {mark['type']}: use {', '.join(sorted(DIRECT | QUASI))}")
        if not mark["surface"].strip() or mark["surface"] != mark["surface"].strip():
            raise MarkupError(f"empty or padded surface in {mark[0]!r}")
        yield Piece(_bare(line[at : mark.start()]))
        yield Piece(mark["surface"], mark["type"], mark["entity"])
        at = mark.end()
    yield Piece(_bare(line[at:]))


def _bare(text: str) -> str:
    broken = _LIKE_A_MARK.search(text)
    if broken or text.count("[") != text.count("]"):
        raise MarkupError(f"broken mark near {text[:40]!r}: write [TYPE|surface], never one inside another")
    return text


def _filled(source: Source, lang: str, draw: random.Random, name: str) -> Document:
    prefix = source.path.stem.split("_", 1)[0]
    home = HOME.get(lang)
    country = prefix if prefix in COUNTRIES else COUNTRY.get(home or "", home or draw.choice(COUNTRIES))
    filler = Filler(lang, country, draw)
    text, gold = "", []
    for offset, line in enumerate(source.lines):
        try:
            filled = [
                (piece, unicodedata.normalize("NFC", filler.fill(piece.text))) for piece in pieces(line)
            ]
        except (MarkupError, SlotError) as error:
            raise MarkupError(f"{source.path}:{source.first_line + offset}: {error}") from error
        text += "\n" if offset else ""
        for piece, surface in filled:
            if piece.type:
                gold.append(_mention(name, piece, len(text), surface))
            text += surface
    return {"id": name, "lang": lang, "text": text, "gold": gold}


def _mention(name: str, piece: Piece, start: int, surface: str) -> dict[str, Any]:
    return {
        "start": start,
        "end": start + len(surface),
        "type": piece.type,
        "identifier_type": "DIRECT" if piece.type in DIRECT else "QUASI",
        "entity_id": f"{name}/{piece.entity or surface.casefold()}",
    }


def _in_form(document: Document, form: str) -> Document:
    if form == PLAIN:
        return document
    if form == LABELS:
        return document | {"id": f"{document['id']}/{form}", "text": upper_labels(document["text"])}
    if form == FOLDED:
        return document | {"id": f"{document['id']}/{form}", "text": folded(document["text"])}
    if form == LOWERED:
        return lowered(document)
    raise MarkupError(f"unknown form {form!r}: use {PLAIN}, {LOWERED}, {LABELS} or {FOLDED}")


def upper_labels(text: str) -> str:
    """The text with the speakers' labels in capitals; no offset moves."""
    return _LABEL.sub(lambda label: "".join(_one_for_one(c, c.upper()) for c in label[0]), text)


def folded(text: str) -> str:
    """The text as typed on a plain keyboard, Latin letters without their marks; no offset moves."""
    return "".join(_one_for_one(c, without_marks(c)) for c in text)


def lowered(document: Document) -> Document:
    """The document in small letters, without points and commas; its offsets follow."""
    text = document["text"]
    gone = {place for found in _POINTS.finditer(text) for place in range(*found.span())}
    moved, kept = [0], []
    for place, character in enumerate(text):
        if place not in gone:
            kept.append(_one_for_one(character, character.lower()))
        moved.append(len(kept))
    gold = [g | {"start": moved[g["start"]], "end": moved[g["end"]]} for g in document["gold"]]
    return document | {"id": f"{document['id']}/{LOWERED}", "text": "".join(kept), "gold": gold}


def _one_for_one(character: str, changed: str) -> str:
    return changed if len(changed) == 1 else character


def main() -> None:
    """Count turns and mentions of a language, and show a document."""
    parser = argparse.ArgumentParser(description="Count and show the training texts of a language.")
    parser.add_argument("lang")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = documents(asked.lang, asked.seed, asked.copies)
    types = Counter(mention["type"] for document in made for mention in document["gold"])
    turns = sum(document["text"].count("\n") + 1 for document in made)
    bare = sum(not document["gold"] for document in made)
    sys.stdout.write(f"{len(made)} documents ({bare} without identifiers), {turns} turns, {dict(types)}\n")
    sys.stdout.write(random.Random(asked.seed).choice(made)["text"] + "\n")  # noqa: S311 - a look, not a key


if __name__ == "__main__":
    main()
