"""Runs every system over every set, turn by turn, and counts.

The systems wait in their processes and take each set one after another, so that all of them meet the
machine in the same state. What our own risk flags show a reviewer is added for ours alone: nothing else
has flags.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from archive.model import Finding, IdentifierType
from archive.redact.risk import flags
from bench.deid.document import Document
from bench.deid.score import count, shares
from bench.deid.sets import Texts


@dataclass(frozen=True, slots=True)
class Result:
    """One system on one set: shares with intervals, words a second a core, and the process's peak memory."""

    set: str
    system: str
    documents: int
    words: int
    shares: dict[str, tuple[float, float, float]]
    rate: float
    megabytes: float
    missed: tuple[tuple[str, str, int, int], ...] = field(default=(), repr=False)


def ends(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """Where a process that was started with pipes reads and where it writes."""
    if process.stdin is None or process.stdout is None:
        raise ValueError("The process was started without pipes.")
    return process.stdin, process.stdout


class Process:
    """A system in a process of its own, pinned to a core."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "bench.deid.systems", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._into, self._out = ends(self._process)

    def read(self, documents: Sequence[Document]) -> dict[str, Any]:
        """What it finds in each text, the seconds it took and its memory so far."""
        texts = [_text(d) for d in documents]
        self._into.write(json.dumps(texts) + "\n")
        self._into.flush()
        answer = self._out.readline()
        if not answer:
            raise SystemExit(f"{self.name} ended; run `python -m bench.deid.systems` to see why.")
        found: dict[str, Any] = json.loads(answer)
        return found

    def close(self) -> None:
        """Let it end."""
        self._into.close()
        self._process.wait()


def _text(document: Document) -> dict[str, Any]:
    text: dict[str, Any] = {"text": document.text, "lang": document.lang}
    return text | {"known": list(document.known)} if document.known else text


def measured(names: Iterable[str], texts: Iterable[Texts], rounds: int, repeats: int) -> Iterable[Result]:
    """Each set by each system; speed is the median of ``repeats`` readings."""
    processes = [Process(name) for name in names]
    try:
        for one in texts:
            readings: dict[str, list[dict[str, Any]]] = {p.name: [] for p in processes}
            for _ in range(repeats):
                for process in processes:
                    readings[process.name].append(process.read(one.documents))
            for name, read in readings.items():
                yield _result(one, name, read, rounds)
    finally:
        for process in processes:
            process.close()


def _result(texts: Texts, name: str, read: list[dict[str, Any]], rounds: int) -> Result:
    counts, missed = [], []
    for document, marks in zip(texts.documents, read[0]["marks"], strict=True):
        found = [(start, end) for start, end, _ in marks]
        shown = flagged(document.text, marks) if name.startswith("ours") else []
        counts.append(count(document, found, shown))
        hidden = {at for start, end in found for at in range(start, end)}
        missed += [
            (document.id, m.type, m.start, m.end)
            for m in document.mentions
            if not all(at in hidden or not document.text[at].isalnum() for at in range(m.start, m.end))
        ]
    rate = texts.words / max(statistics.median(one["seconds"] for one in read), 1e-9)
    peak = max(one["megabytes"] for one in read)
    return Result(
        texts.name, name, len(counts), texts.words, shares(counts, rounds), rate, peak, tuple(missed)
    )


def flagged(text: str, marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """What the reviewer is shown as a risk beside the findings; each line of the text counts as a turn."""
    findings = [
        Finding(f"f-{at}", "t", 1, 0, start, end, IdentifierType(kind), 1.0, "bench")
        for at, (start, end, kind) in enumerate(marks)
    ]
    turns, at = [], 0
    for line in text.splitlines(keepends=True):
        turns.append((at, at + len(line)))
        at += len(line)
    return [(flag.start, flag.end) for flag in flags(text, findings, turns)]
