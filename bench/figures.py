"""What the guard over figures together costs: time beside the same tables without it, and numbers withheld.

``python -m bench.figures [--people 60 400] [--codes 30 120]`` invents people who speak of codes at random,
seldom of most and often of a few, and one reader who asks every question: codes by four attributes, codes
together, goals and pairs of drivers and targets by the same, and who is not heard. Each table is made alone,
and then held against all that were shown before. Times are the processor's. ``kept`` is the share of the
numbers of the table alone that are still shown; a table that would take more work than the limit is withheld,
which is told as ``kept 0``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from archive.coding.figure_questions import (
    Asking,
    Codings,
    Question,
    groups,
    table_of,
    told_by,
    told_by_silence,
)
from archive.coding.matrices import CodedWords
from archive.coding.saturation import silences
from archive.statistics.cross_tables import SCREEN_K
from archive.statistics.differencing import also_withheld
from archive.statistics.group_sizes import Told

ATTRIBUTES = {"country": 5, "gender": 2, "age_band": 7, "group": 6}
ORDER = (Asking.CODES, Asking.OVERLAPS, Asking.TOPS, Asking.DRIVERS, Asking.SILENCE)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[60, 400])
    options.add_argument("--codes", type=int, nargs="+", default=[30, 120])
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    for people, codes in zip(asked.people, asked.codes, strict=True):
        for line in measured(invented(people, codes, asked.seed)):
            print(json.dumps({"people": people, "codes": codes, **line}), flush=True)  # noqa: T201


def invented(people: int, codes: int, seed: int) -> Codings:
    """People with values of four attributes, each with some codes; a third of the codes are drivers."""
    luck = random.Random(seed)  # noqa: S311 - invented people
    names = [f"{'V.' if at % 3 == 0 else ''}{at // 5}.{at % 5}" for at in range(codes)]
    often = {name: luck.random() ** 3 for name in names}
    coded = []
    known = {}
    for at in range(people):
        who = f"p-{at}"
        known[who] = {
            term: f"{term} {min(luck.randrange(n), luck.randrange(n))}" for term, n in ATTRIBUTES.items()
        }
        mine = [name for name in names if luck.random() < often[name]]
        coded += [
            CodedWords(who, f"t-{at}", n // 3, 10 * (n % 3), 10 * (n % 3) + 15, name)
            for n, name in enumerate(mine)
        ]
    return Codings(
        coded,
        known,
        lambda code: code.rpartition(".")[0],
        (lambda code: code.startswith("V."), lambda code: not code.startswith("V.")),
    )


def measured(codings: Codings) -> Iterator[dict[str, Any]]:
    """For each kind of question the median of its tables, and the worst."""
    seen: list[Told] = []
    for asks in ORDER:
        kinds = [()] if asks is Asking.OVERLAPS else [(term,) for term in ATTRIBUTES]
        each = [one(codings, Question(asks, terms), seen) for terms in kinds]
        yield {
            "asks": asks.value,
            "alone_s": round(median(alone for alone, *_ in each), 3),
            "guarded_s": round(median(alone + guard for alone, guard, *_ in each), 3),
            "worst_s": round(max(alone + guard for alone, guard, *_ in each), 3),
            "ratio": round(median((alone + guard) / alone for alone, guard, *_ in each), 1),
            "shown_alone": round(median(shown for _, _, shown, _ in each), 2),
            "kept": round(median(kept for *_, kept in each), 2),
        }


def one(codings: Codings, question: Question, seen: list[Told]) -> tuple[float, float, float, float]:
    """Seconds for the table and for the guard, the share of cells shown alone, the share of them kept."""
    start = time.process_time()
    if question.asks is Asking.SILENCE:
        codes = sorted({t.code for t in codings.coded})
        quiet = silences(codings.coded, codings.known, question.terms[0], codes)
        told, share = told_by_silence(codings, question, quiet, SCREEN_K), 1.0
    else:
        table = table_of(codings, question, SCREEN_K)
        told = told_by(codings, question, table)
        share = len(told.exact) / max(1, len(told.layout.numbers))
    made = time.process_time()
    hidden = also_withheld(groups(codings, [question]), seen, told, SCREEN_K)
    done = time.process_time()
    if hidden is not None:
        seen.append(Told(told.layout, told.exact - hidden, told.bounds))
    kept = 0.0 if hidden is None else 1 - len(hidden) / max(1, len(told.exact))
    return made - start, done - made, share, kept


if __name__ == "__main__":
    main()
