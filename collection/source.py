"""The sources of documents (``*.heard``) as frozen data, exactly as their writers meant them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from collection.markup import Rich, parse, qualified, split

FOLDERS = {"BD": "bangladesh", "IN": "india", "KE": "kenya", "NP": "nepal", "VN": "vietnam"}

_NOTE_MARK = re.compile(
    r"^(?:NT|NB|N\.B\.|GC|INT remark|Note|Ghi chú|Lưu ý|নোট|नोट|टिपोट|टिप्पणी)\s*[:：]", re.IGNORECASE
)
_INTERPRETERS = frozenset({"T", "Interpreter", "INTERPRETER", "Interp."})
_STAFF = re.compile(r"^[a-z]{2}-int-\w+$")
_PARTICIPANT = re.compile(r"^[a-z]{2}-[pg]\d+$")


@dataclass(frozen=True, slots=True)
class SourceTurn:
    """What one voice says, with its label as the file shows it."""

    index: int
    label: Rich
    speaker: str
    kind: str
    time: str
    paragraphs: tuple[Rich, ...]
    tags: tuple[str, ...]

    @property
    def participant(self) -> str | None:
        """Whose consent the words need; nobody's where staff or several speak."""
        return self.speaker if _PARTICIPANT.match(self.speaker) and self.kind == "speech" else None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Remarks of the person who took notes, one a line."""

    lines: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript: its header, its table of participants, and what was said."""

    id: str
    file: str
    style: str
    kind: str
    lang: str
    project: str
    country: str
    header_place: str
    header: tuple[Rich, ...]
    table: tuple[tuple[Rich, ...], ...]
    items: tuple[SourceTurn | SourceNote, ...]

    @property
    def path(self) -> str:
        """Folder and name of the real file."""
        return f"{FOLDERS[self.country]}/{self.file}"

    @property
    def suffix(self) -> str:
        """The file's ending, without the dot."""
        return self.file.rsplit(".", 1)[1].lower()


def read_document(path: Path) -> Document:
    """One source file. Raises ``ValueError`` naming the file where it is not in the agreed form."""
    try:
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        return _document(yaml.safe_load(front), _blocks(body))
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(f"{path.name} is not in the form of a source: {error}") from error


def _blocks(body: str) -> list[tuple[str, str, list[str]]]:
    """``(directive, rest of its line, lines below)`` for each ``@`` line."""
    blocks: list[tuple[str, str, list[str]]] = []
    for line in body.split("\n"):
        if line.startswith("@"):
            word, _, rest = line[1:].partition(" ")
            blocks.append((word, rest.strip(), []))
        elif line.strip():
            blocks[-1][2].append(line)
    return blocks


def _document(front: dict[str, str], blocks: list[tuple[str, str, list[str]]]) -> Document:
    country = front["country"]
    only = _only_participant(blocks, country)
    header: list[Rich] = []
    table: list[tuple[Rich, ...]] = []
    items: list[SourceTurn | SourceNote] = []
    turns = 0
    for place, (word, rest, lines) in enumerate(blocks):
        if word == "header":
            header = [parse(line, country) for line in lines]
        elif word == "table":
            table = [tuple(parse(cell, country) for cell in split(line)) for line in lines]
        elif word == "note":
            items.append(SourceNote(tuple(_note(line, country) for line in lines)))
        elif word == "turn":
            after = blocks[place + 1] if place + 1 < len(blocks) else ("", "", [])
            tags = tuple(after[1].split()) if after[0] == "tags" else ()
            items.append(_turn(turns, rest, lines, tags, (country, only)))
            turns += 1
        elif word != "tags":
            raise ValueError(f"there is no @{word}")
    return Document(
        id=front["id"], file=front["file"], style=front["style"], kind=front["kind"], lang=front["lang"],
        project=front["project"], country=country, header_place=front.get("header", "body"),
        header=tuple(header), table=tuple(table), items=tuple(items),
    )  # fmt: skip


def _only_participant(blocks: list[tuple[str, str, list[str]]], country: str) -> str:
    """Whom an interpreter speaks for: the one participant of the document, if there is one."""
    voices = {qualified(split(rest)[1], country) for word, rest, _ in blocks if word == "turn"}
    people = {voice for voice in voices if _PARTICIPANT.match(voice)}
    return people.pop() if len(people) == 1 else ""


def _turn(
    index: int, rest: str, lines: list[str], tags: tuple[str, ...], known: tuple[str, str]
) -> SourceTurn:
    """One turn. Staff ask, but for an interpreter who puts the only participant's words."""
    country, only = known
    label, entity, kind, time = (*split(rest), "", "", "")[:4]
    speaker = "" if entity == "-" else qualified(entity, country)
    if _STAFF.match(speaker) and kind != "question":
        speaker, kind = (only, "speech") if only and label in _INTERPRETERS else (speaker, "question")
    kind = kind or "speech"
    paragraphs = tuple(parse(line, country) for line in lines)
    if not paragraphs:
        raise ValueError(f"turn {index} says nothing")
    return SourceTurn(index, parse(label, country), speaker, kind, time, paragraphs, tags)


def _note(line: str, country: str) -> Rich:
    """A remark as the file shows it: with its own mark (``NT:``), or in brackets.

    A bracket with a colon inside would look like a label, so such a line is marked ``NT:``.
    """
    rich = parse(line, country)
    if _NOTE_MARK.match(rich.text) or is_remark(rich.text):
        return rich
    return Rich("NT: ") + rich if ": " in rich.text else Rich("[") + rich + "]"


def is_remark(text: str) -> bool:
    """Whether a paragraph is nothing but a remark in one pair of brackets."""
    return bool(re.fullmatch(r"\[[^\[\]]*\]\.?|\([^()]*\)\.?", text.strip()))
