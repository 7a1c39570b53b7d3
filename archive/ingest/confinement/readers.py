"""Everything that the confined child can be asked to read, and the shape of each answer.

The list is fixed: a request names an entry of it and nothing else. An answer is checked against its shape,
field by field, before the archive believes it, since a hostile file may speak through the child.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from archive import ingest
from archive.coding.refi.project import Project
from archive.errors import Unreadable
from archive.ingest.bounds import check_draft
from archive.ingest.codebook_files import codes_in, visible_codes
from archive.ingest.coding_projects import project_in, stands_in_its_text, visible_project
from archive.ingest.confinement.container import inspect
from archive.ingest.tables.column_readings import TableReading
from archive.ingest.tables.survey_columns import ColumnMap
from archive.model import Draft
from consent.file_formats import NotReadable, Problem
from consent.file_lines import Line, lines_from
from language.visible import is_visible
from taxonomies.codebook_exchange import CodesRead

Answer = TypeVar("Answer")
Choices = TypeVar("Choices")
_ZIP = b"PK"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    """What a request may ask for."""

    DOCUMENT = "document"
    COLUMNS = "columns"
    CONSENTS = "consents"
    PROJECT = "project"
    CODEBOOK = "codebook"


@dataclass(frozen=True, slots=True)
class DocumentChoices:
    """What a person chose for a document: the roles of its columns, and how it marks who speaks."""

    columns: ColumnMap
    layout: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The language whose labels are wanted; nothing else can be chosen."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A line of a consent file; its values are JSON within JSON, so that they are checked as one field."""

    number: int
    values: str
    general: str | None


@dataclass(frozen=True, slots=True)
class ConsentLines:
    """A consent file as lines, and what of it could not be read."""

    lines: tuple[ConsentLine, ...]
    problems: tuple[Problem, ...]

    def read(self) -> list[Line]:
        """The lines with their values. Raises ``ValueError`` if one of them holds no object."""
        lines = [Line(one.number, json.loads(one.values), one.general) for one in self.lines]
        if not all(isinstance(line.values, dict) for line in lines):
            raise ValueError("a line is no object")
        return lines


@dataclass(frozen=True)
class Reader(Generic[Choices, Answer]):
    """One entry: what may be chosen, what is answered, how a file is read, and what an answer must fulfil
    beyond its shape."""

    chosen: type[Choices]
    answers: type[Answer]
    read: Callable[[str, bytes, Choices], Answer]
    check: Callable[[Answer], bool] = lambda _: True

    @cached_property
    def choices_shape(self) -> TypeAdapter[Choices]:
        """The shape of a request's choices."""
        return TypeAdapter(self.chosen)

    @cached_property
    def answer_shape(self) -> TypeAdapter[Answer]:
        """The shape of an answer."""
        return TypeAdapter(self.answers)

    def answer(self, name: str, content: bytes, choices: bytes) -> bytes:
        """In the child: read a file; its answer as JSON."""
        answer = self.read(name, content, self.choices_shape.validate_json(choices, strict=True))
        return self.answer_shape.dump_json(answer, exclude_defaults=True)

    def checked(self, payload: bytes) -> Answer:
        """In the archive: an answer that is what it should be. Raises ``ValueError``."""
        answer = self.answer_shape.validate_json(payload, strict=True)
        if not self.check(answer):
            raise ValueError("an answer that our child does not give")
        return answer


def _document(name: str, content: bytes, choices: DocumentChoices) -> list[Draft]:
    drafts = ingest.read(name, content, columns=choices.columns, layout=choices.layout)
    for draft in drafts:
        check_draft(draft)
    return drafts


def _consents(name: str, content: bytes, _: Language) -> ConsentLines:
    try:
        if content.startswith(_ZIP):
            inspect(content)
        lines, problems = lines_from(name, content)
    except (NotReadable, Unreadable) as refusal:
        return ConsentLines((), (Problem(0, str(refusal)),))
    plain = (ConsentLine(line.number, _plain(line.values), line.general) for line in lines)
    return ConsentLines(tuple(plain), tuple(problems))


def _plain(values: Mapping[str, Any]) -> str:
    """JSON without halves of letters, which no other program could read."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode()


def _objects(answer: ConsentLines) -> bool:
    return len(answer.read()) == len(answer.lines)


def _project(name: str, content: bytes, _: Language) -> Project:
    return project_in(name, content)


def _can_be_shown(project: Project) -> bool:
    """Whether a project has its selections in its texts, and nothing that a screen would obey."""
    return stands_in_its_text(project) and visible_project(project) == project


def _codebook(_: str, content: bytes, language: Language) -> CodesRead:
    return codes_in(content, language.code)


def _codes_can_be_shown(read: CodesRead) -> bool:
    return visible_codes(read) == read


def _whole(drafts: list[Draft]) -> bool:
    """Whether every draft is one that a reader can have made: its turns tile its text, in order."""
    try:
        return all(map(_is_whole, drafts))
    except Unreadable:
        return False


def _is_whole(draft: Draft) -> bool:
    check_draft(draft)
    at = 0
    for position, turn in enumerate(draft.turns):
        if (turn.index, turn.start) != (position, at) or not turn.start <= turn.body <= turn.end:
            return False
        at = turn.end
    return at == len(draft.text) and is_visible(draft.source) and bool(_DIGEST.fullmatch(draft.digest))


DOCUMENT = Reader(DocumentChoices, list[Draft], _document, _whole)
COLUMNS = Reader(ColumnMap, TableReading, ingest.columns_in)
CONSENTS = Reader(Language, ConsentLines, _consents, _objects)
PROJECT = Reader(Language, Project, _project, _can_be_shown)
CODEBOOK = Reader(Language, CodesRead, _codebook, _codes_can_be_shown)
READERS: Mapping[Kind, Reader[Any, Any]] = {
    Kind.DOCUMENT: DOCUMENT,
    Kind.COLUMNS: COLUMNS,
    Kind.CONSENTS: CONSENTS,
    Kind.PROJECT: PROJECT,
    Kind.CODEBOOK: CODEBOOK,
}
