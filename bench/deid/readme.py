"""The README's section on de-identification, from the figures of one run.

    python -m bench.deid.readme OUT/deidentify.json README.md

Writes between the two marker lines of the file and nowhere else: the table, and each bar beside what was
reached. A bar that was not reached says so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.deid.report import cell, grid, short

BEGIN, END = "<!-- deidentify: begin -->", "<!-- deidentify: end -->"
SHOWN = ("direct", "quasi", "token precision", "clean documents", "over-masked")
SYSTEMS = ("ours", "Presidio", "capitals and digits")
HIDDEN = ("collection-known-en", "collection-known-other", "interview-examples")
COURT, BN = "en-court-cases", ("bn-news", "bn-news-cc0")
BARS: tuple[tuple[str, str, str, float], ...] = (
    ("court cases: direct entities", COURT, "direct entities", 0.98),
    ("court cases: quasi entities", COURT, "quasi entities", 0.90),
    ("court cases: token precision", COURT, "token precision", 0.62),
    *((f"{name}: names", name, "type PERSON", 0.90) for name in ("hi-news", "ne-news", "sw-news-dev")),
    *((f"{name}: names", name, "type PERSON", 0.75) for name in BN),
    *(
        (f"{name}: other words masked, at most", name, "over-masked", -0.05)
        for name in ("hi-news", "ne-news")
    ),
    *((f"{name}: other words masked, at most", name, "over-masked", -0.05) for name in ("sw-news-dev", *BN)),
    *(
        (f"{name}: {label}", name, measure, bar)
        for name, bars in (
            ("interviews-en", (0.96, 0.80, 0.98, 0.98, 0.80, 0.65, 0.85)),
            ("interviews-other", (0.90, 0.60, 0.98, 0.98, 0.75, 0.65, 0.85)),
            ("interviews-lower-en", (0.90, 0.60, 0.98, 0.98, 0.75, 0.65, 0.85)),
            ("interviews-lower-other", (0.90, 0.60, 0.98, 0.98, 0.75, 0.65, 0.85)),
        )
        for (label, measure), bar in zip(
            (
                ("direct mentions", "direct"),
                ("clean documents", "clean documents"),
                ("ids", "type ID"),
                ("phones", "type PHONE"),
                ("token precision", "token precision"),
                ("quasi mentions masked", "quasi"),
                ("quasi mentions masked or flagged", "quasi or flagged"),
            ),
            bars,
            strict=True,
        )
    ),
)
"""What is asked, where, by which measure, and the bar; a negative one must not be exceeded."""


def table(figures: dict[str, Any]) -> str:
    """Ours, the default Presidio and the rule on every set."""
    peers = {r["set"]: r["words_per_second_core"] for r in figures["results"] if r["system"] == "Presidio"}
    rows = []
    for r in figures["results"]:
        if r["system"] not in SYSTEMS or r["set"] in HIDDEN:
            continue
        shares = [cell(tuple(r["shares"][name]) if name in r["shares"] else None) for name in SHOWN]
        ratio = f"{r['words_per_second_core'] / peers[r['set']]:.1f}" if r["set"] in peers else "–"
        fast = "fast" if r["system"] == SYSTEMS[2] else ratio
        rows.append((r["set"], r["system"], *shares, fast, str(r["peak_megabytes"])))
    return grid(("set", "system", *SHOWN, "× Presidio", "MB"), rows)


def judged(figures: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Each bar with what was reached."""
    ours = {r["set"]: r for r in figures["results"] if r["system"] == "ours"}
    peer = {r["set"]: r["words_per_second_core"] for r in figures["results"] if r["system"] == "Presidio"}
    for label, name, measure, bar in BARS:
        if name in ours and measure in ours[name]["shares"]:
            got = ours[name]["shares"][measure][0]
            yield _row(label, bar, got)
    for half in ("en", "other"):
        plain, small = (ours.get(f"interviews-{kind}{half}") for kind in ("", "lower-"))
        if plain and small:
            lost = plain["shares"]["direct"][0] - small["shares"]["direct"][0]
            yield _row(f"lower-cased interviews-{half}: direct recall lost, at most", -0.05, max(lost, 0.0))
    for name, row in ours.items():
        if name in peer and name not in HIDDEN and "lower" not in name:
            least = 1.0 if name.endswith("-en") or name == COURT else 3.0
            ratio = row["words_per_second_core"] / peer[name]
            yield f"{name}: speed × Presidio", f"{least:.0f}", f"{ratio:.2f}", _verdict(ratio >= least)
    peak = max(row["peak_megabytes"] for row in ours.values())
    yield "peak memory, MB, at most", "1024", str(peak), _verdict(peak <= 1024)


def _row(label: str, bar: float, got: float) -> tuple[str, str, str, str]:
    reached = got <= -bar if bar < 0 else got >= bar
    return label, short(abs(bar)), short(got), _verdict(reached)


def _verdict(reached: bool) -> str:
    return "reached" if reached else "**not reached**"


def section(figures: dict[str, Any]) -> str:
    """The text between the markers."""
    bars = list(judged(figures))
    reached = sum(row[3] == "reached" for row in bars)
    jobs = figures.get("jobs")
    parts = [
        f"Measured {figures['machine']}, 2 cores. Shares with 95 % bootstrap intervals over documents.\n",
        table(figures),
        f"Bars, {reached} of {len(bars)} reached:\n",
        grid(("measure", "bar", "reached", ""), bars),
    ]
    if jobs:
        parts.append(
            f"`--jobs 2` reads {jobs['ratio']:.2f} times as fast as `--jobs 1`, on a machine where two empty "
            f"loops got {jobs['loops']:.2f} times the processor time of one.\n"
        )
    return "\n".join(parts)


def main() -> None:
    """Renew the section of the file."""
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    file = Path(sys.argv[2])
    before, rest = file.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    file.write_text(f"{before}{BEGIN}\n{section(figures)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
