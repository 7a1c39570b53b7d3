"""How well withdrawn words are known again, and what it costs to look.

``python -m bench.near_copies [--kept 10000]`` remembers every turn of eight words or more of the bundled
collection as withdrawn, gives each of them back with a share of its words replaced, and counts which are
known: beside the digest of the turn's words, which is what a list of digests would do. Turns of the held-out
interviews, which nobody withdrew, count the false alarms. The time to look up a file of fifty turns is given
as a ratio: with so many turns kept to with one, each run beside the other, the middle of 30 pairs and the
interval that holds nine in ten of 2,000 resamples.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.app import wiring
from archive.app.settings import Settings
from archive.demo import collection
from archive.ingest import read
from archive.model import SPOKEN
from archive.model.fingerprints import Kept
from archive.ports import Archive
from language.shingles import folded_words, is_short

PASSPHRASE = "nine slow herons over the ferry"  # noqa: S105 - of an archive that is thrown away
INTERVIEWS = Path(__file__).parent / "data" / "interviews" / "held-out.jsonl"
SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
PAIRS, RESAMPLES, FILE = 30, 2000, 50
SEED = 11


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--kept", type=int, default=10_000)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    turns, others = said(), interviews()
    with made() as archive:
        known = known_again(archive, turns)
        alarms = sum(map(bool, archive.store.fingerprints.near(others)))
    ratio, low, high = lookup(turns, chosen.kept)
    if chosen.json:
        print(json.dumps({"known": known, "alarms": alarms, "of": len(others), "lookup": [ratio, low, high]}))  # noqa: T201
        return
    print(f"{len(turns)} turns in six languages, words replaced at random (seed {SEED})")  # noqa: T201
    for share, (near, digest) in known.items():
        print(f"{share:>6.0%} replaced: known {near:.1%}, by a digest of the turn {digest:.1%}")  # noqa: T201
    print(f"false alarms: {alarms} of {len(others)} turns of other interviews")  # noqa: T201
    print(  # noqa: T201
        f"looking up {FILE} turns with {chosen.kept} kept, to one kept: {ratio:.2f} ({low:.2f}-{high:.2f})"
    )


def said() -> list[str]:
    """The turns of the bundled collection that are not short, each once."""
    files = collection.sources(collection.consents(datetime.now(UTC)))
    drafts = (draft for file in files for draft in read(file.name, file.content))
    texts = (
        draft.text[turn.body : turn.end] for draft in drafts for turn in draft.turns if turn.kind in SPOKEN
    )
    return sorted({text for text in texts if not is_short(text)})


def interviews() -> list[str]:
    """Turns of the held-out interviews that are not short."""
    lines = INTERVIEWS.read_text(encoding="utf-8").splitlines()
    texts = (part.partition(":")[2] for line in lines for part in json.loads(line)["text"].splitlines())
    return sorted({text for text in texts if not is_short(text)})


@contextmanager
def made() -> Iterator[Archive]:
    """An empty archive, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "archive", unlock_kib=1024)
        wiring.create(settings, PASSPHRASE)
        with wiring.opened(settings, PASSPHRASE) as found:
            yield found.archive


def known_again(archive: Archive, turns: Sequence[str]) -> dict[float, tuple[float, float]]:
    """By the share of words replaced: the share of turns known by fingerprint, and by digest."""
    for number, text in enumerate(turns):
        archive.store.fingerprints.put(f"w-{number}", Kept.OWN, [text])
    digests = {folded_words(text) for text in turns}
    draw, known = random.Random(SEED), {}  # noqa: S311 - no secret
    for share in SHARES:
        changed = [replaced(text, share, draw) for text in turns]
        near = archive.store.fingerprints.near(changed)
        right = sum(any(copy.withdrawal == f"w-{n}" for copy in each) for n, each in enumerate(near))
        same = sum(folded_words(text) in digests for text in changed)
        known[share] = (right / len(turns), same / len(turns))
    return known


def replaced(text: str, share: float, draw: random.Random) -> str:
    """The text with so large a share of its words replaced, one at least unless it is nothing."""
    words = text.split()
    count = max(round(share * len(words)), 1 if share else 0)
    for at in draw.sample(range(len(words)), min(count, len(words))):
        words[at] = f"x{draw.randrange(10**6)}"
    return " ".join(words)


def lookup(turns: Sequence[str], kept: int) -> tuple[float, float, float]:
    """How much longer a look-up takes with so many kept than with one: the middle, and its interval."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    with made() as small, made() as large:
        small.store.fingerprints.put("w-0", Kept.OWN, turns[:1])
        made_up = (" ".join(f"y{draw.randrange(10**4)}" for _ in range(40)) for _ in range(kept - 1))
        large.store.fingerprints.put("w-0", Kept.OWN, [turns[0], *made_up])
        asked = list(turns[:FILE])
        ratios = []
        for _ in range(PAIRS):
            times = []
            for archive in (small, large):
                begun = time.process_time()
                archive.store.fingerprints.near(asked)
                times.append(time.process_time() - begun)
            ratios.append(times[1] / times[0])
    resampled = sorted(statistics.median(draw.choices(ratios, k=PAIRS)) for _ in range(RESAMPLES))
    return statistics.median(ratios), resampled[RESAMPLES // 20], resampled[-RESAMPLES // 20]


if __name__ == "__main__":
    main()
