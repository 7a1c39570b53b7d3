"""The written interviews of the held-out set, compiled to marked documents.

A source names each document by ``@ id country language genre part`` and marks identifiers in its text as
``[TYPE|words]`` or ``[TYPE#entity|words]``, so that every offset follows from the writing and from nothing
else. Nobody in these texts exists. They are for measuring only: whoever looks at the misses of the ``test``
part to better a rule has spoilt it; the ``dev`` part is there to look at.

    python -m bench.deid.markup            # writes bench/data/interviews/held-out.jsonl again
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import regex

from bench.deid.document import DIRECT, QUASI, Document, Mention

FOLDER = Path(__file__).parent.parent / "data" / "interviews"
COMPILED = FOLDER / "held-out.jsonl"
PARTS = ("dev", "test")
_HEAD = regex.compile(r"^@ (\S+) ([A-Z]{2}) ([a-z]{2}) (\S+) (dev|test)\n", regex.MULTILINE)
_MARK = regex.compile(r"\[([A-Z]+)(?:#(\d+))?\|([^\[\]|]+)\]")
_MIXED = ("romanised", "code_switched")


def documents(folder: Path = FOLDER / "sources") -> Iterator[Document]:
    """The documents of every source, file by file. Raises ``ValueError`` on markup that does not parse."""
    for file in sorted(folder.glob("*.txt")):
        _, *pieces = _HEAD.split(file.read_text(encoding="utf-8"))
        for at in range(0, len(pieces), 6):
            name, country, lang, genre, part, body = pieces[at : at + 6]
            text, mentions = unmarked(name, unicodedata.normalize("NFC", body.strip()))
            group = "mixed" if genre in _MIXED else lang
            yield Document(name, lang, text, mentions, country=country, group=group, part=part)


def unmarked(name: str, marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without its marks, and the marks as mentions of the document ``name``."""
    out: list[str] = []
    mentions: list[Mention] = []
    at = length = 0
    for found in _MARK.finditer(marked):
        kind, entity, words = found.groups()
        if kind not in DIRECT | QUASI:
            raise ValueError(f"{name}: there is no type {kind}.")
        before = marked[at : found.start()]
        start = length + len(before)
        length = start + len(words)
        mentions.append(Mention(start, length, kind, kind in DIRECT, f"{name}/{entity}" if entity else ""))
        out += [before, words]
        at = found.end()
    text = "".join(out) + marked[at:]
    if any(sign in text for sign in "[]|"):
        raise ValueError(f"{name}: markup that does not parse is left in the text.")
    return text, tuple(mentions)


def line(document: Document) -> str:
    """One document as a line of the compiled file."""
    gold = [
        {
            "start": m.start,
            "end": m.end,
            "type": m.type,
            "identifier_type": "DIRECT" if m.direct else "QUASI",
            **({"entity_id": m.entity} if m.entity else {}),
        }
        for m in document.mentions
    ]
    row = {
        "id": document.id,
        "country": document.country,
        "lang": document.lang,
        "group": document.group,
        "part": document.part,
        "text": document.text,
        "gold": gold,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the compiled file."""
    COMPILED.write_text("".join(map(line, documents())), encoding="utf-8")


if __name__ == "__main__":
    main()
