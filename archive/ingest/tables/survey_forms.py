"""The form behind an export (XLSForm): what each question is, its labels, and what its codes stand for.

Source: xlsform.org's reference of question types. A form says more than a guess: what is typed freely, what
is chosen from a list, what the phone writes by itself. It refuses nothing; a type that it does not know is
left to the guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.ingest.tables.survey_columns import ColumnRole, asks_consent, is_quasi, kind_of
from archive.ingest.tables.table_layout import Book, Sheet
from archive.ingest.text import flat

_WRITTEN_BY_PHONE = frozenset(
    {"start", "end", "today", "deviceid", "device_id", "subscriberid", "simserial", "username", "phonenumber"}
    | {
        "email",
        "audit",
        "note",
        "hidden",
        "xml-external",
        "csv-external",
        "background-audio",
        "start-geopoint",
    }
)
_FILES_AND_PLACES = frozenset(
    {"geopoint", "geotrace", "geoshape", "image", "photo", "audio", "video", "file", "signature", "draw"}
)
_CHOSEN = frozenset(
    {"select_one", "select_multiple", "select_one_from_file", "select_multiple_from_file", "select"}
    | {"select1", "rank", "acknowledge", "trigger"}
)
_COUNTED = frozenset(
    {"integer", "int", "decimal", "range", "date", "time", "datetime", "dateTime".casefold()}
)
_BEGIN = frozenset({"begin_group", "begin_repeat"})
_END = frozenset({"end_group", "end_repeat"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form: its name with its groups, its type, its labels, and its answers by code."""

    path: str
    kind: str
    labels: tuple[str, ...] = field(default=(), repr=False)
    choices: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def label(self) -> str:
        """The question in the form's first language."""
        return self.labels[0] if self.labels else ""


def is_form(book: Book) -> bool:
    """Whether a workbook is a form and holds no answers."""
    survey = _sheet(book, "survey")
    return survey is not None and {"type", "name"} <= {h.casefold() for h in survey.headers}


def questions_of(book: Book) -> list[Question]:
    """The questions of a form in their order, none where the workbook is no form."""
    survey = _sheet(book, "survey")
    if survey is None or not is_form(book):
        return []
    lists = _choices(_sheet(book, "choices"))
    groups: list[str] = []
    questions = []
    for row in survey.rows:
        kind, _, rest = flat(_cell(row, "type")).partition(" ")
        kind = _joined(kind, rest)
        name = flat(_cell(row, "name"))
        if kind in _BEGIN:
            groups.append(name)
        elif kind in _END:
            groups = groups[:-1]
        elif name:
            path = "/".join([*filter(None, groups), name])
            answers = lists.get(rest.split(" ")[0], {}) if kind in _CHOSEN else {}
            questions.append(Question(path, kind, _labels(row), answers))
    return questions


def by_header(questions: Sequence[Question], headers: Sequence[str]) -> dict[str, Question]:
    """The question behind each header: by its whole path, its own name where only one has it, or a label."""
    paths = {q.path.casefold(): q for q in questions}
    names = _once((q.path.rsplit("/", 1)[-1].casefold(), q) for q in questions)
    labels = _once((label.casefold(), q) for q in questions for label in dict.fromkeys(q.labels))
    matched = {}
    for header in headers:
        folded = flat(header).casefold()
        question = paths.get(folded) or labels.get(folded) or names.get(folded.rsplit("/", 1)[-1])
        if question is not None:
            matched[header] = question
    return matched


def role_of(question: Question) -> ColumnRole | None:
    """What the type of a question says of its column; ``None`` where it says nothing.

    Names and numbers are identifiers whatever their type, and what is typed freely is a story.
    """
    header = question.label or question.path
    names = (question.path, header)
    if question.kind in _FILES_AND_PLACES:
        return ColumnRole.DROP
    if question.kind in _WRITTEN_BY_PHONE:
        return ColumnRole.SYSTEM
    if question.kind in _CHOSEN and any(asks_consent(n, ["1"]) for n in names):
        return ColumnRole.CONSENT
    if any(kind_of(n) for n in names):
        return ColumnRole.DIRECT
    return _by_type(question.kind, any(map(is_quasi, names)))


def _by_type(kind: str, quasi: bool) -> ColumnRole | None:
    if kind == "calculate":
        return ColumnRole.DROP
    if kind == "barcode":
        return ColumnRole.DIRECT
    if kind in _CHOSEN or kind in _COUNTED:
        return ColumnRole.QUASI if quasi else ColumnRole.CHOICE
    if kind in ("text", "string"):
        return ColumnRole.QUASI if quasi else ColumnRole.STORY
    return None


def answers_in_words(cell: str, choices: Mapping[str, str]) -> str:
    """A cell of codes with the label of each; a cell that is no code of the list stays as it is."""
    if cell in choices:
        return choices[cell]
    codes = cell.split()
    return ", ".join(choices[code] for code in codes) if codes and all(c in choices for c in codes) else cell


def _sheet(book: Book, name: str) -> Sheet | None:
    return next((s for s in book.sheets if s.name.strip().casefold() == name), None)


def _cell(row: Mapping[str, str], name: str) -> str:
    return next((cell for header, cell in row.items() if header.casefold() == name), "")


def _joined(kind: str, rest: str) -> str:
    """``begin group`` and ``begin_group`` are one; so are ``select one x`` and ``select_one x``."""
    folded = (
        kind.casefold().replace("-", "_") if kind.casefold() not in _WRITTEN_BY_PHONE else kind.casefold()
    )
    following = rest.split(" ")[0].casefold()
    return (
        f"{folded}_{following}" if folded in ("begin", "end") and following in ("group", "repeat") else folded
    )


def _labels(row: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of a row, one a language, in the order of their columns."""
    texts = [
        flat(cell) for header, cell in row.items() if header.casefold().split("::")[0].strip() == "label"
    ]
    return tuple(text for text in texts if text)


def _choices(sheet: Sheet | None) -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    for row in sheet.rows if sheet else ():
        name = flat(_cell(row, "list_name") or _cell(row, "list name"))
        code = flat(_cell(row, "name") or _cell(row, "value"))
        labels = _labels(row)
        if name and code:
            lists.setdefault(name, {})[code] = labels[0] if labels else code
    return lists


def _once(pairs: object) -> dict[str, Question]:
    """What only one question is called."""
    listed = list(pairs)  # type: ignore[call-overload]
    times = Counter(name for name, _ in listed)
    return {name: question for name, question in listed if times[name] == 1}
