"""What keyed tokens cost: the same engine, documents and queries, with keyed tokens beside plain words.

    python -m bench.search --documents 20000 [--elastic http://127.0.0.1:9200]

Each round asks every query once of either index, in random order, so that both sides have the same
machine; the keyed side includes keying the query's terms. Words are made up and fall off like words do
(Zipf); queries are one word, two words, a choice and a phrase. Ratios are keyed over plain, of the
median time per query, with 95 % bootstrap intervals over the queries. Nothing here is a test; no figure
fails a build.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.model import IndexDocument
from archive.ports import Index, IndexFilter, TokenQuery
from archive.search.elastic import ElasticIndex, elastic_client
from archive.search.fts5 import Fts5Index
from archive.search.keyed import TURN, TokenKeys

SECRET = bytes(range(32))
VOCABULARY = 8_000
WORDS = 40
LIMIT = 20
SEED = 5
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "po", "ri", "su", "ta", "ve", "yo")
ALL = IndexFilter(frozenset({TURN}), frozenset({"coast"}))

Terms = Callable[[tuple[str, ...]], tuple[str, ...]]


def vocabulary(draw: random.Random) -> list[str]:
    """Made-up words, commonest first."""
    made = ["".join(word) for word in itertools.product(SYLLABLES, repeat=4)]
    return draw.sample(made, VOCABULARY)


def texts(draw: random.Random, words: list[str], count: int) -> list[tuple[str, ...]]:
    """Documents as word lists."""
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    return [tuple(draw.choices(words, cum_weights=weights, k=WORDS)) for _ in range(count)]


def documents(spoken: list[tuple[str, ...]], terms: Terms) -> Iterator[IndexDocument]:
    """The documents with their terms, keyed or plain."""
    for number, words in enumerate(spoken):
        yield IndexDocument(
            f"t-{number}.0",
            f"t-{number}",
            0,
            TURN,
            "coast",
            "BD",
            "en",
            f"p-{number}",
            ("3.8",),
            terms(words),
        )


def queries(draw: random.Random, spoken: list[tuple[str, ...]], count: int) -> list[TokenQuery]:
    """One word, two words, a choice and a phrase in turn, each from a document that answers it."""
    made = []
    for number in range(count):
        words = draw.choice(spoken)
        at = draw.randrange(WORDS - 1)
        one, other = (words[at],), (draw.choice(words),)
        made.append(
            (
                TokenQuery(all_of=(one,)),
                TokenQuery(all_of=(one, other)),
                TokenQuery(any_of=((one, other),)),
                TokenQuery(all_of=(words[at : at + 2],)),
            )[number % 4]
        )
    return made


def spelt(query: TokenQuery, terms: Terms) -> TokenQuery:
    """The query over another spelling of the same terms."""
    return TokenQuery(
        all_of=tuple(map(terms, query.all_of)),
        any_of=tuple(tuple(map(terms, group)) for group in query.any_of),
    )


@dataclass
class Side:
    """One index and what was measured on it: seconds by query, one for each round."""

    name: str
    index: Index
    terms: Terms
    building: float
    times: list[list[float]]

    def ask(self, number: int, query: TokenQuery) -> list[str]:
        """Time one query, the making of its terms included."""
        begun = time.perf_counter()
        hits = self.index.search(spelt(query, self.terms), ALL, limit=LIMIT)
        self.times[number].append(time.perf_counter() - begun)
        return [hit.id for hit in hits]

    def medians(self) -> list[float]:
        """The median of each query, in seconds."""
        return [statistics.median(one) for one in self.times]


def build(name: str, index: Index, terms: Terms, spoken: list[tuple[str, ...]], asked: int) -> Side:
    """Fill an index; its documents' terms are made on the way."""
    begun = time.perf_counter()
    index.put(documents(spoken, terms))
    return Side(name, index, terms, time.perf_counter() - begun, [[] for _ in range(asked)])


def measure(plain: Side, keyed: Side, asked: list[TokenQuery], rounds: int, draw: random.Random) -> int:
    """Ask every query of both sides in every round; how many queries the sides answered differently."""
    different = set()
    for _ in range(rounds):
        for number in draw.sample(range(len(asked)), len(asked)):
            sides = draw.sample([plain, keyed], 2)
            found = [side.ask(number, asked[number]) for side in sides]
            if found[0] != found[1]:
                different.add(number)
    return len(different)


def interval(values: list[tuple[float, float]], draw: random.Random) -> tuple[float, float, float]:
    """The ratio of the medians and its 95 % bootstrap interval over the queries."""

    def ratio(pairs: list[tuple[float, float]]) -> float:
        return statistics.median(k for _, k in pairs) / statistics.median(p for p, _ in pairs)

    again = sorted(ratio(draw.choices(values, k=len(values))) for _ in range(1_000))
    return ratio(values), again[25], again[974]


def report(engine: str, plain: Side, keyed: Side, different: int, draw: random.Random) -> None:
    """One engine's figures."""
    for side in (plain, keyed):
        ordered = sorted(side.medians())
        p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        line = f"{engine} {side.name:6} p50 {p50 * 1e3:7.2f} ms   p95 {p95 * 1e3:7.2f} ms"
        sys.stdout.write(f"{line}   built in {side.building:6.1f} s\n")
    middle, low, high = interval(list(zip(plain.medians(), keyed.medians(), strict=True)), draw)
    sys.stdout.write(f"{engine} keyed/plain {middle:.2f} (95 % {low:.2f} to {high:.2f})")
    sys.stdout.write(f"; {different} queries answered differently\n")


def plain_terms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as they are."""
    return words


def keyed_terms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as keyed tokens."""
    return KEYS.tokens(TURN, words)


KEYS = TokenKeys(SECRET)


def run(engine: str, pair: tuple[Index, Index], options: argparse.Namespace) -> None:
    """Build both sides on one engine, measure, report."""
    draw = random.Random(SEED)  # noqa: S311 - a bench draws the same numbers each time
    spoken = texts(draw, vocabulary(draw), options.documents)
    asked = queries(draw, spoken, options.queries)
    plain = build("plain", pair[0], plain_terms, spoken, len(asked))
    keyed = build("keyed", pair[1], keyed_terms, spoken, len(asked))
    different = measure(plain, keyed, asked, options.rounds, draw)
    report(engine, plain, keyed, different, draw)


def keying() -> None:
    """How many terms a second are keyed, each new and each known."""
    terms = tuple(f"word{number}" for number in range(50_000))
    for state in ("new", "known"):
        begun = time.perf_counter()
        KEYS.tokens(TURN, terms)
        rate = len(terms) / (time.perf_counter() - begun)
        sys.stdout.write(f"keying, {state:5} terms: {rate:12,.0f} a second\n")


def main() -> None:
    """Measure FTS5, and Elasticsearch where a URL is given."""
    parser = argparse.ArgumentParser(description="Keyed tokens beside plain words on the same engine.")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--elastic", default="", help="URL of an Elasticsearch server to measure as well")
    options = parser.parse_args()
    keying()
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / "plain.db", Path(name) / "keyed.db"]
        pair = Fts5Index(files[0], SECRET), Fts5Index(files[1], SECRET)
        run("fts5   ", pair, options)
        sizes = [file.stat().st_size for file in files]
        for index in pair:
            index.close()
        sys.stdout.write(f"fts5    file keyed/plain {sizes[1] / sizes[0]:.2f} ({sizes[1] / 2**20:.1f} MiB)\n")
    if options.elastic:
        client = elastic_client(options.elastic)
        names = ("heard-bench-plain", "heard-bench-keyed")
        run("elastic", (ElasticIndex(client, names[0]), ElasticIndex(client, names[1])), options)
        for one in names:
            client.indices.delete(index=one)
        client.close()


if __name__ == "__main__":
    main()
