"""The offline verifier: an exported log against a checkpoint that was kept elsewhere.

It stands on the standard library, on ``cryptography`` and on the pure files of this package, so that an
officer or a court can run it without the archive, its database or its keys. It names the first entry
that does not hold. It never says that a log is good when it only lacked the means to tell: an export
that nothing was compared with, or a checkpoint whose signature was not checked, is reported as such.

    python -m archive.audit.verifier --export log.jsonl --checkpoint saved.note --key KEY
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from archive.audit.lines import Line, LineBroken, read_line, read_lines
from archive.audit.merkle import BLOCK_LEVEL, Frontier, verify_inclusion
from archive.audit.notes import Checkpoint, VerifierKey, read_note, read_verifier_key, verify_note

BATCH = 1 << BLOCK_LEVEL


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``first_bad`` is the number of the first entry that does not hold, if it is known.

    ``entries`` were read, the first ``signed`` of them are covered by the checkpoint, and ``authentic``
    says whether the checkpoint's signature was checked.
    """

    ok: bool
    entries: int
    signed: int
    authentic: bool
    problem: str = ""
    first_bad: int | None = None
    notes: tuple[str, ...] = field(default=())


class _Bad(Exception):
    def __init__(self, problem: str, first_bad: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.first_bad = first_bad


def verify_export(
    lines: Iterable[str | bytes],
    checkpoint_text: str,
    public_key: VerifierKey | str | None = None,
    earlier: Sequence[str] = (),
) -> Report:
    """Compare the whole exported log with the signed checkpoint, and with ``earlier`` ones if there are.

    ``public_key`` is the log's verifier key (``name+id+key``); without it the signature is not checked.
    Earlier checkpoints narrow down where a rewritten log parts from the one that was signed.
    """
    entries = 0
    signed = 0
    try:
        key = read_verifier_key(public_key) if isinstance(public_key, str) else public_key
        checkpoints = sorted(
            (_checkpoint(note, key) for note in (*earlier, checkpoint_text)), key=lambda each: each.size
        )
        signed = checkpoints[-1].size
        hashed = _hash_all(lines, checkpoints)
        entries = hashed.frontier.size
        _compare(hashed, checkpoints)
    except _Bad as bad:
        return Report(False, entries, signed, public_key is not None, bad.problem, bad.first_bad)
    except ValueError as error:
        return Report(False, entries, signed, False, str(error))
    return Report(True, entries, signed, key is not None, notes=_remarks(entries, signed, key))


def _checkpoint(note: str, key: VerifierKey | None) -> Checkpoint:
    return read_note(note) if key is None else verify_note(note, key)


@dataclass(frozen=True, slots=True)
class _Hashed:
    """The tree over the lines that were read, its root at each checkpoint's size, and the first line that
    broke, if one did."""

    frontier: Frontier
    roots: Mapping[int, bytes]
    broken: LineBroken | None = None


def _hash_all(lines: Iterable[str | bytes], checkpoints: Sequence[Checkpoint]) -> _Hashed:
    """Hash every entry up to the first that breaks."""
    wanted = sorted({each.size for each in checkpoints})
    frontier = Frontier()
    roots: dict[int, bytes] = {}
    stream = iter(lines)
    while True:
        start = frontier.size
        try:
            leaves = read_lines(list(islice(stream, BATCH)), start)
        except LineBroken as broken:
            frontier.extend(broken.before)
            _note_roots(frontier, roots, [size for size in wanted if size == frontier.size])
            return _Hashed(frontier, roots, broken)
        inside = [size for size in wanted if start <= size < start + len(leaves) or size == start]
        for size in inside:
            partial = frontier.copy()
            partial.extend(leaves[: size - start])
            roots[size] = partial.root()
        frontier.extend(leaves)
        if len(leaves) < BATCH:
            _note_roots(frontier, roots, [size for size in wanted if size == frontier.size])
            return _Hashed(frontier, roots)


def _note_roots(frontier: Frontier, roots: dict[int, bytes], sizes: Sequence[int]) -> None:
    for size in sizes:
        roots[size] = frontier.root()


def _compare(hashed: _Hashed, checkpoints: Sequence[Checkpoint]) -> None:
    frontier, roots = hashed.frontier, hashed.roots
    good = 0
    for each in checkpoints:
        if each.size not in roots:
            break
        if roots[each.size] != each.root:
            raise _Bad(
                f"This is not the log that the checkpoint over {each.size} entries signed, though its own "
                f"hashes agree: it was rewritten and hashed again, or an older database was continued. "
                f"The change lies between entry {good} and entry {each.size - 1}."
            )
        good = each.size
    if hashed.broken is not None:
        raise _Bad(hashed.broken.problem, hashed.broken.seq)
    signed = checkpoints[-1].size
    if frontier.size < signed:
        raise _Bad(
            f"The end of the log was cut off, or an older database was put back: the checkpoint signed "
            f"{signed} entries and the export holds {frontier.size}. The first missing one is entry "
            f"{frontier.size}.",
            frontier.size,
        )


def _remarks(entries: int, signed: int, key: VerifierKey | None) -> tuple[str, ...]:
    found = []
    if entries > signed:
        found.append(
            f"Entries {signed} to {entries - 1} came after the checkpoint; only a later one speaks for them."
        )
    if key is None:
        found.append("The checkpoint's signature was not checked: no verifier key was given.")
    return tuple(found)


def verify_evidence(
    lines: Iterable[str | bytes], checkpoint_text: str, public_key: VerifierKey | str | None = None
) -> Report:
    """Compare single entries, each with its inclusion proof, with the signed checkpoint.

    This proves that each of them stands in the signed log. It cannot tell what was left out.
    """
    read = 0
    signed = 0
    try:
        key = read_verifier_key(public_key) if isinstance(public_key, str) else public_key
        checkpoint = _checkpoint(checkpoint_text, key)
        signed = checkpoint.size
        for line in _parsed(lines):
            if line.proof is None:
                raise _Bad(f"Entry {line.seq} comes without a proof.", line.seq)
            if not verify_inclusion(line.seq, signed, line.leaf, line.proof, checkpoint.root):
                raise _Bad(f"Entry {line.seq} does not stand in the log that was signed.", line.seq)
            read += 1
    except LineBroken as broken:
        return Report(False, read, signed, public_key is not None, broken.problem, broken.seq)
    except _Bad as bad:
        return Report(False, read, signed, public_key is not None, bad.problem, bad.first_bad)
    except ValueError as error:
        return Report(False, read, signed, False, str(error))
    remarks = _remarks(0, signed, key)
    return Report(True, read, signed, key is not None, notes=(*remarks, "What was left out cannot be told."))


def _parsed(lines: Iterable[str | bytes]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if line.strip():
            yield read_line(line, number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify from a shell. 0 if the log holds, 1 if it does not or a file cannot be read."""
    parser = argparse.ArgumentParser(description="Verify an exported log against a kept checkpoint.")
    parser.add_argument("--export", type=Path, required=True, help="the log as JSON lines")
    parser.add_argument("--checkpoint", type=Path, required=True, help="the saved checkpoint")
    parser.add_argument("--earlier", type=Path, nargs="*", default=[], help="older checkpoints")
    parser.add_argument("--key", help="the verifier key, name+id+key")
    parser.add_argument("--evidence", action="store_true", help="single entries, each with its proof")
    chosen = parser.parse_args(arguments)
    try:
        note = chosen.checkpoint.read_bytes().decode("utf-8")
        earlier = [path.read_bytes().decode("utf-8") for path in chosen.earlier]
        with chosen.export.open("rb") as lines:
            if chosen.evidence:
                report = verify_evidence(lines, note, chosen.key)
            else:
                report = verify_export(lines, note, chosen.key, earlier)
    except (OSError, UnicodeDecodeError):
        sys.stderr.write("A file cannot be read; check the paths of the export and of the checkpoints.\n")
        return 1
    verdict = "The log holds" if report.ok else "THE LOG DOES NOT HOLD"
    sys.stdout.write(f"{verdict}: {report.entries} entries read, {report.signed} signed.\n")
    for sentence in filter(None, (report.problem, *report.notes)):
        sys.stdout.write(sentence + "\n")
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
