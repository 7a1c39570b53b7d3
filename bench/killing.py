"""Kill the program at random points of the jobs that must not be half done, and say what was left.

``python -m bench.killing [--points 50] [--seed 1] [--jobs ingest withdraw rotate restore]`` makes a small
archive, and for each point a copy of it, runs the real command until SIGKILL, starts it again and looks: no
word in any file, nothing indexed that nobody consented to, a log that verifies, a job that the same command
brings to its end. It stops at the first thing that does not hold. POSIX systems only.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.attacks import day
from tests.attacks.killing import JOBS, killed, points


def main() -> None:
    """Kill and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--points", type=int, default=50, help="over all jobs")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", nargs="+", choices=sorted(JOBS), default=list(JOBS))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "day").mkdir()
        told = day.made(root / "day")
        for number, job in enumerate(chosen.jobs):
            share = (chosen.points + len(chosen.jobs) - 1 - number) // len(chosen.jobs)
            where = points(job, told, root / f"{job}-whole", share, chosen.seed)
            ran = [killed(job, told, root / f"{job}-{at}", at) for at in where]
            sys.stdout.write(f"{job:<9} killed {sum(ran)} times of {len(ran)}: everything held\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
