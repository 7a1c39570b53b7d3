"""Change modules in every small way, see who notices, and print the survivors and the share that was found.

    python -m bench.mutate consent/policy.py
    python -m bench.mutate archive/access/gate.py --tests tests/access/gate/test_gate.py tests/study
    python -m bench.mutate archive/withdrawal/*.py --sample 60 --seed 1

A mutant is found if a test fails or the tests do not end in time. Without ``--tests`` each module is tried
by its nearest ones (``bench.mutate.nearest``). ``--sample`` tries so many mutants of each module, drawn by
``--seed``. It stops where the tests fail on the module as it is; whoever ends it gets the score so far.
"""

from __future__ import annotations

import argparse
import ast
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.mutate.mutants import mutants, sampled
from bench.mutate.nearest import module_name, nearest
from bench.mutate.trying import first_run, killed, load_libraries


def main() -> None:
    """Try each module and print its score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "modules", nargs="+", type=Path, help="files of this repository, such as consent/policy.py"
    )
    parser.add_argument(
        "--tests", nargs="+", help="their tests, files or folders; without it, the nearest ones"
    )
    parser.add_argument("--sample", type=int, help="how many mutants of each module; without it, all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--seconds", type=int, default=600, help="how long one mutant may take")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended before it was through."))
    found = count = 0
    for path in chosen.modules:
        tests = chosen.tests or [str(p) for p in nearest(path)]
        killed_here, tried = _score(path, tests, chosen)
        found, count = found + killed_here, count + tried
    if len(chosen.modules) > 1:
        _say("all", found, count)


def _score(path: Path, tests: Sequence[str], chosen: argparse.Namespace) -> tuple[int, int]:
    """How many mutants of one module were found, of how many; each survivor is printed as it is seen."""
    name, source = module_name(path), path.read_text(encoding="utf-8")
    if not tests:
        raise SystemExit(f"{path} has no tests; name some with --tests.")
    before = first_run(path, tests, chosen.seconds)
    if not before.passed:
        raise SystemExit(f"The tests of {path} fail on the module as it is; nothing can be told.")
    load_libraries(before.libraries)
    every = list(mutants(source))
    tried = every if chosen.sample is None else sampled(every, chosen.sample, chosen.seed)
    # A library's own import may not change what the tests say of the module as it is.
    if tried and killed(name, path, ast.parse(source), tests, chosen.seconds):
        raise SystemExit(f"The tests of {path} do not pass twice; nothing can be told.")
    found = done = 0
    try:
        for mutant in tried:
            seen = killed(name, path, mutant.tree, tests, chosen.seconds, before.order(mutant))
            found, done = found + seen, done + 1
            if not seen:
                sys.stdout.write(f"{path}:{mutant.line}: {mutant.was}  ->  {mutant.now}\n")
                sys.stdout.flush()
    finally:
        _say(name, found, done, len(every))
    return found, done


def _say(name: str, found: int, tried: int, every: int | None = None) -> None:
    share = f"{found / tried:.0%}" if tried else "nothing to change"
    of = f" (of {every})" if every is not None and every != tried else ""
    sys.stdout.write(f"{name}: {tried} mutants tried{of}, {found} found, {tried - found} survive: {share}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
