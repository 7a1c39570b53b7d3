"""The de-identifier as a filter: one JSON line in, one JSON line out, in order, nothing kept.

A line is ``{"id", "text", "lang"?, "known"?: [names]}``; the answer ``{"id", "spans": [[start, end, type]],
"text"}`` with the research rendering. A line that cannot be read gets a record with an ``error`` that
names its id or number, never its text, and the callback is told the same sentence.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from archive.errors import UsageError
from archive.model import Known, KnownKind
from archive.redact.detect import find
from archive.redact.generalise import replacements
from archive.redact.line_breaks import unbroken
from archive.redact.pseudonyms import PseudonymBook
from archive.redact.rendering import Replacement, write
from archive.redact.spans import PERSONAL, Span
from archive.redact.worker_pool import WorkerPool

Complaint = Callable[[str], None]
MODES = ("reviewed", "recall-first")
Record: TypeAlias = Mapping[str, object]
"""A JSON object of the stream (RFC 8259, one a line), as it came: of its values only the id is checked."""


class Job(NamedTuple):
    """One line with its number, the key of the pseudonyms and the mode; picklable for other processes."""

    number: int
    line: str
    key: bytes
    recall_first: bool


def deidentify_lines(
    lines: Iterable[str],
    jobs: int = 1,
    complain: Complaint = lambda sentence: None,
    secret: bytes | None = None,
    mode: str = MODES[0],
) -> Iterator[str]:
    """Answers to ``lines``, one for one and in order, as they are read.

    ``jobs`` processes share the work; ``secret`` keys the pseudonyms (random if not given). ``complain`` gets
    one sentence for each bad line. ``mode`` is ``reviewed`` or ``recall-first``, for text that nobody will
    review. Raises ``UsageError`` for another mode.
    """
    if mode not in MODES:
        raise UsageError(f"The mode must be one of {', '.join(MODES)}.")
    return _stream(lines, jobs, complain, secret or secrets.token_bytes(32), mode == MODES[1])


def _stream(
    lines: Iterable[str], jobs: int, complain: Complaint, key: bytes, recall_first: bool
) -> Iterator[str]:
    numbered = (Job(number, line, key, recall_first) for number, line in enumerate(lines, 1) if line.strip())
    for answer, sentence in _answers(numbered, jobs):
        if sentence:
            complain(sentence)
        yield answer


def _answers(work: Iterator[Job], jobs: int) -> Iterator[tuple[str, str]]:
    if jobs <= 1:
        yield from map(_answer, work)
        return
    with WorkerPool(_answer, jobs) as pool:
        yield from pool.answers(work)


def _answer(job: Job) -> tuple[str, str]:
    """The answer to one line and what is wrong with it, if anything."""
    name: object = None
    try:
        record = _record(job.line)
        name = record["id"]
        return deidentify(record, job.key, job.recall_first).line(), ""
    except UsageError as wrong:
        reason = str(wrong)
    except Exception as wrong:  # one line must not end the stream, and an unknown error could quote somebody
        reason = f"this could not be read ({type(wrong).__name__}); nothing of it is passed on."
    where = f"Line {job.number}" if name is None else f"Document {name}"
    answer = {"id": name, "line": job.number, "spans": [], "error": f"{where}: {reason}"}
    return json.dumps(answer, ensure_ascii=False), f"{where}: {reason}"


def _record(line: str) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("this is no JSON; give one object a line.") from None
    name = record.get("id") if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(name, str | int) or isinstance(name, bool):
        raise UsageError('this needs an "id" that is a string or a number.')
    return record


@dataclass(frozen=True, slots=True)
class Deidentified:
    """One record read: its id as it came, the spans that were found, and its research rendering."""

    id: object
    spans: tuple[Span, ...]
    text: str = field(repr=False)

    def line(self) -> str:
        """The answer as one line of JSON."""
        spans = [[span.start, span.end, span.type.value] for span in self.spans]
        return json.dumps({"id": self.id, "spans": spans, "text": self.text}, ensure_ascii=False)


def deidentify(record: Record, secret: bytes, recall_first: bool = False) -> Deidentified:
    """One record de-identified. Raises ``UsageError`` for a record of the wrong form."""
    text, lang, names = record.get("text"), record.get("lang"), record.get("known") or ()
    if not isinstance(text, str):
        raise UsageError('this needs a "text" that is a string.')
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UsageError('"text" holds half a character; encode it as UTF-8 again.')
    if not (lang is None or isinstance(lang, str)):
        raise UsageError('"lang" must be a string such as "bn".')
    if not (
        isinstance(names, Sequence) and not isinstance(names, str) and all(isinstance(n, str) for n in names)
    ):
        raise UsageError('"known" must be a list of names.')
    known = [Known(KnownKind.PERSON, name, f"known-{place}") for place, name in enumerate(names, 1)]
    whole = unbroken(text)
    read = find(whole.text, lang, known, recall_first=recall_first)
    book = PseudonymBook(secret, str(record["id"]))
    book.avoid([*names, *(span.of(whole.text) for span in read if span.type in PERSONAL)])
    written = replacements(whole.text, read, [s.entity for s in read], book, known)
    spans = whole.spans(read)
    chosen = [Replacement(s.start, s.end, research) for s, (research, _) in zip(spans, written, strict=True)]
    rendering = write(text, chosen, "research")
    return Deidentified(record["id"], tuple(spans), rendering.text)
