"""Words a second and peak memory of reading, beside each format's bare library in the same run, and attacks.

``python -m bench.intake [--sizes 1 10 50] [--formats txt docx …] [--rounds 3] [--attacks-only]`` makes the
files (``files``, ``attacks``), reads each in turn by Heard and by its library, every time in a new process,
and prints a table. Times are the processor's, of both of Heard's processes together. A ratio is the median
over the rounds, with the least and the greatest beside it. The bars: at most three times the library's time;
attacks refused in less than two seconds and 256 MiB.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.intake import attacks
from bench.intake.files import FORMATS, content
from bench.intake.peers import PEERS

BAR = 3.0
MEGABYTE = 1_000_000
PATIENCE = 300
"""Seconds that a bare library may take; nothing else ends it."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50])
    options.add_argument("--formats", nargs="+", default=list(FORMATS), choices=FORMATS)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--attacks-only", action="store_true")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = [] if chosen.attacks_only else chosen.sizes
        for size in sizes:
            for format_ in chosen.formats:
                _print(_compared(folder, format_, size, chosen.rounds), as_json=chosen.json)
        for attack in attacks.written(folder):
            _print(_attacked(attack), as_json=chosen.json)


def _compared(folder: Path, format_: str, size: int, rounds: int) -> dict[str, Any]:
    path = folder / f"talk.{format_}"
    path.write_bytes(content(format_, size * MEGABYTE))
    own, bare = [], []
    for _ in range(rounds):
        own.append(_run("bench.intake.reading", "document", str(path)))
        if own[-1].get("sentence"):
            break
        bare.append(_run("bench.intake.peers", format_, stdin=path))
    path.unlink()
    row = {"what": f"{format_}, {size} MB", "peer": PEERS[format_].name, **_best(own)}
    ratios = sorted(o["seconds"] / b["seconds"] for o, b in zip(own, bare, strict=False) if "seconds" in b)
    if ratios:
        row |= {"ratio": statistics.median(ratios), "least": ratios[0], "greatest": ratios[-1]}
        row["peer_mib"] = max(b["peak_mib"] for b in bare if "peak_mib" in b)
    return row


def _best(own: list[dict[str, Any]]) -> dict[str, Any]:
    """The reading that took least time, with the greatest peaks of all."""
    best = min(own, key=lambda one: one["seconds"])
    peaks = {key: max(one[key] for one in own) for key in ("child_mib", "parent_mib")}
    return {**best, **peaks}


def _attacked(attack: attacks.Attack) -> dict[str, Any]:
    cost = _run("bench.intake.reading", attack.kind, str(attack.path))
    peak = max(cost["child_mib"], cost["parent_mib"])
    reached = bool(cost["sentence"]) and cost["waited"] < attacks.SECONDS and peak < attacks.MEMORY_MIB
    return {"what": attack.what, "bytes": attack.path.stat().st_size, **cost, "reached": reached}


def _run(module: str, *words: str, stdin: Path | None = None) -> dict[str, Any]:
    """What a process of its own printed; nothing where it did not end in time."""
    command = [sys.executable, "-m", module, *words]
    given = stdin.read_bytes() if stdin else b""
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=True, timeout=PATIENCE)  # noqa: S603
    except subprocess.TimeoutExpired:
        return {}
    measured: dict[str, Any] = json.loads(ran.stdout)
    return measured


def _print(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(row), flush=True)  # noqa: T201
        return
    memory = f"{row['child_mib']:.0f} and {row['parent_mib']:.0f} MiB"
    if "reached" in row:
        verdict = "reached" if row["reached"] else "NOT REACHED"
        print(f"{row['what']}: {row['waited']:.2f} s, {memory}, {verdict}. {row['sentence']}", flush=True)  # noqa: T201
    elif row["sentence"]:
        print(f"{row['what']}: refused after {row['waited']:.1f} s, {memory}. {row['sentence']}", flush=True)  # noqa: T201
    else:
        pace = row["words"] / row["seconds"]
        ratio = f"{row['ratio']:.2f} ({row['least']:.2f}-{row['greatest']:.2f})" if "ratio" in row else "-"
        print(  # noqa: T201
            f"{row['what']}: {pace:,.0f} words a second, {memory}; {ratio} times {row['peer']}", flush=True
        )


if __name__ == "__main__":
    main()
