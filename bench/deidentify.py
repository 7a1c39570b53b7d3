"""How well de-identifiers mask, and how fast: ours, plain Presidio, and a rule of one line, in one run.

    python -m bench.deidentify --data FOLDER [--sets interviews collection] [--part test] [--out FOLDER]

Reads every set of FOLDER, the bundled collection and the held-out interviews (English and others, as
written and lower-cased without punctuation), and prints one table: recall of direct and quasi mentions and
entities, token precision, documents without a readable direct identifier, other words masked, words a
second on a core, its ratio to Presidio, peak memory, with intervals; then a table by type. Recall alone
says little: the rule of one line masks every capitalised word, and must be beaten at its precision.
Nothing here is a test; no figure fails a build.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.deid.measure import Result, measured
from bench.deid.report import as_json, as_markdown
from bench.deid.sets import sets
from bench.deid.systems import SYSTEMS
from bench.deid.throughput import two_beside_one

USUAL = ("ours", "Presidio", "Presidio + ORG", "capitals and digits")


def arguments() -> argparse.Namespace:
    """The call."""
    parser = argparse.ArgumentParser(description="De-identifiers beside each other.")
    parser.add_argument("--data", type=Path, help="a folder with marked .jsonl files")
    parser.add_argument("--sets", nargs="*", default=(), help="only sets whose names begin so")
    parser.add_argument("--systems", nargs="*", default=USUAL, choices=SYSTEMS)
    parser.add_argument("--part", default="test", choices=("test", "dev", "all"), help="of the interviews")
    parser.add_argument("--sample", type=int, default=400, help="at most so many documents of a set")
    parser.add_argument("--repeats", type=int, default=3, help="readings, for the speed")
    parser.add_argument("--quick", action="store_true", help="60 documents, one reading, no --jobs")
    parser.add_argument("--misses", action="store_true", help="list our misses of --part dev by place")
    parser.add_argument("--out", type=Path, help="a folder for deidentify.md and deidentify.json")
    options = parser.parse_args()
    if options.misses and options.part != "dev":
        parser.error("The misses of the sealed part stay unread; add --part dev.")
    if options.quick:
        options.sample, options.repeats = min(options.sample, 60), 1
    return options


def misses(results: list[Result]) -> str:
    """Where ours missed something in the interviews: document, type, place."""
    return "".join(
        f"{name}\t{kind}\t{start}\t{end}\n"
        for r in results
        if r.system == "ours" and r.set.startswith("interviews")
        for name, kind, start, end in r.missed
    )


def main() -> None:
    """Measure and report."""
    options = arguments()
    texts = sets(options.data, options.part, options.sample, options.sets)
    if not texts:
        raise SystemExit("There is no such set; see --data and --sets.")
    results = []
    for result in measured(options.systems, texts, 200 if options.quick else 1000, options.repeats):
        results.append(result)
        sys.stderr.write(f"{result.set}: {result.system}\n")
    written = report(results, None, options.out)
    english = next((t.documents for t in texts if t.name.endswith("-en")), None)
    if english and not options.quick:
        written = report(results, two_beside_one(english, 20_000), options.out)
    sys.stdout.write(written)
    if options.misses:
        sys.stdout.write(misses(results))


def report(results: list[Result], jobs: dict[str, float] | None, folder: Path | None) -> str:
    """The tables, and both files if a folder is given."""
    shown = as_markdown(results, jobs)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "deidentify.md").write_text(shown, encoding="utf-8")
        figures = json.dumps(as_json(results, jobs), indent=1)
        (folder / "deidentify.json").write_text(figures + "\n", encoding="utf-8")
    return shown


if __name__ == "__main__":
    main()
