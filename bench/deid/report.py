"""The figures as tables in Markdown and as JSON.

A cell is a share with its 95 % interval: ``.93 [.90, .95]``. Speed is given as words a second on one core
and as its ratio to plain Presidio on the same set in the same run. Misses are listed by place, for the
part of the interviews that may be looked at; the words themselves are never written.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bench.deid.measure import Result

PEER = "Presidio"
COLUMNS = (
    "direct",
    "quasi",
    "quasi or flagged",
    "direct entities",
    "quasi entities",
    "token precision",
    "clean documents",
    "over-masked",
)


def cell(share: tuple[float, float, float] | None) -> str:
    """One share with its interval, or a dash where there is nothing to count."""
    return "–" if share is None else f"{short(share[0])} [{short(share[1])}, {short(share[2])}]"


def short(value: float) -> str:
    """Two decimals, three near one and near nothing."""
    digits = 3 if value > 0.975 or value < 0.025 else 2
    shown = f"{value:.{digits}f}"
    return shown if value >= 1 else shown.removeprefix("0")


def row(cells: Iterable[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |\n"


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return row(head) + row("---" for _ in head) + "".join(map(row, rows))


def main_table(results: Sequence[Result]) -> str:
    """Every set and system, with everything that is asked of a de-identifier."""
    peers = {r.set: r.rate for r in results if r.system == PEER}
    head = ("set (documents, words)", "system", *COLUMNS, "words/s/core", "× Presidio", "MB")
    rows = []
    for r in results:
        ratio = f"{r.rate / peers[r.set]:.1f}" if r.set in peers else "–"
        shares = [cell(r.shares.get(name)) for name in COLUMNS]
        if not r.system.startswith("ours"):
            shares[COLUMNS.index("quasi or flagged")] = "–"
        first = f"{r.set} ({r.documents}, {r.words:,})"
        rows.append((first, r.system, *shares, f"{r.rate:,.0f}", ratio, f"{r.megabytes:.0f}"))
    return grid(head, rows)


def type_table(results: Sequence[Result]) -> str:
    """Mentions fully masked by type, a row a set and system."""
    kinds = sorted({name for r in results for name in r.shares if name.startswith("type ")})
    head = ("set", "system", *(kind.removeprefix("type ") for kind in kinds))
    rows = (
        (r.set, r.system, *(short(r.shares[kind][0]) if kind in r.shares else "–" for kind in kinds))
        for r in results
    )
    return grid(head, rows)


def case_loss(results: Sequence[Result]) -> str:
    """Points of direct recall that a text loses with its capitals and its punctuation."""
    found = {(r.set, r.system): r.shares["direct"][0] for r in results if "direct" in r.shares}
    rows = []
    for (name, system), share in found.items():
        other = found.get((name.replace("interviews-", "interviews-lower-"), system))
        if name.startswith("interviews-") and "lower" not in name and other is not None:
            rows.append((name, system, f"{100 * (share - other):.1f}"))
    return grid(("set", "system", "direct recall lost, points"), rows)


def machine() -> str:
    """What it ran on and when."""
    model = platform.processor() or platform.machine()
    return f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {platform.system()} {model}"


def as_json(results: Sequence[Result], jobs: dict[str, float] | None) -> dict[str, Any]:
    """All figures."""
    fields = ("set", "system", "documents", "words", "shares")
    rows = [
        {name: getattr(r, name) for name in fields}
        | {"words_per_second_core": round(r.rate), "peak_megabytes": round(r.megabytes)}
        for r in results
    ]
    return {"machine": machine(), "results": rows, "jobs": jobs}


def as_markdown(results: Sequence[Result], jobs: dict[str, float] | None) -> str:
    """All tables."""
    parts = [f"{machine()}. Shares with 95 % bootstrap intervals over documents.\n", main_table(results)]
    loss = case_loss(results)
    if loss.count("\n") > 2:
        parts += ["Lower-cased, unpunctuated text:\n", loss]
    parts += ["Mentions fully masked, by type:\n", type_table(results)]
    if jobs:
        parts.append(
            f"`heard deidentify --jobs 2` reads {jobs['ratio']:.2f} times as fast as `--jobs 1` "
            f"({jobs['one']:,.0f} and {jobs['two']:,.0f} words a second, start left out); "
            f"two empty loops got {jobs['loops']:.2f} times the time of one.\n"
        )
    return "\n".join(parts)
