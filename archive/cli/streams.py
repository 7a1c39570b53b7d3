"""``heard deidentify`` and ``heard tag``: JSON lines in, JSON lines out, in order, without an archive.

Nothing is kept. A line that cannot be read is reported by its number, never by its content.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from archive.cli.command import app, err
from archive.errors import UsageError


def _lines() -> Iterator[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="strict")  # type: ignore[union-attr]
    try:
        yield from sys.stdin
    except UnicodeDecodeError:
        raise UsageError("The input is not UTF-8; convert it and run the command again.") from None


class _Complaints:
    """Tells of bad lines on standard error and remembers that there were some."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, sentence: str) -> None:
        self.count += 1
        err.print(sentence, markup=False)


def _write(results: Iterator[str], complaints: _Complaints) -> None:
    for line in results:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    if complaints.count:
        raise typer.Exit(5)


@app.command()
def deidentify(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read and write JSON lines (the only form).")],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes work at once.")] = 1,
    mode: Annotated[
        str, typer.Option("--mode", help="reviewed (doubts are for a steward) or recall-first.")
    ] = "reviewed",
) -> None:
    """Mask identifiers in a stream of JSON lines.

    {"id","text","lang"?,"known"?} lines → {"id","spans","text"} lines.
    """
    from archive.redact.stream import deidentify_lines

    if not jsonl:
        raise UsageError("Say --jsonl; it is the only form.")
    complaints = _Complaints()
    _write(deidentify_lines(_lines(), complain=complaints, jobs=jobs, mode=mode), complaints)


@app.command()
def tag(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read and write JSON lines (the only form).")],
) -> None:
    """Suggest SDG targets and drivers for a stream of JSON lines.

    {"id","text","lang"?} lines → {"id","targets","drivers","ranked"}.
    """
    from taxonomies.tagger.tag_stream import tag_lines

    if not jsonl:
        raise UsageError("Say --jsonl; it is the only form.")
    complaints = _Complaints()
    _write(tag_lines(_lines(), complain=complaints), complaints)
