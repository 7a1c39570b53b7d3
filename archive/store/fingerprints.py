"""Keyed fingerprints of withdrawn words: MinHash over keyed runs of words, found by bands.

Each run becomes an HMAC under a key of the archive before anything is computed of it, so that without that
key nobody can try guesses on what stands here. Whoever holds it can, as with the index of search. Which words
are near is looked up by bands (locality-sensitive hashing), so that the work does not grow with what is kept.
Nothing is deleted with a person's key: these rows are what keeps a withdrawal in force. Words that were
cleared are known by a keyed digest of all of them, since one name more makes them other words.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]
from sqlalchemy import delete, insert, select

from archive.model import new_id
from archive.model.fingerprints import Kept, NearCopy
from archive.store.database import Database
from archive.store.fingerprint_tables import fingerprint_bands, fingerprints
from archive.store.sealed_values import Sealer
from language.shingles import folded_words, is_short, shingles

PERMUTATIONS = 128
BANDS = 64
"""Two values a band: texts that share a quarter of their runs meet in some band 98 times of 100."""

NEAR = 0.27
"""Share of runs from which two texts are near copies. Where one word in ten is another, half of the runs are
the same; with 128 values that is estimated below this once in a hundred thousand texts."""

AT_ONCE = 400
"""Values asked for in one query."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What shares the value of a band: whether it is near its signature tells."""

    value: bytes = field(repr=False)
    copy: NearCopy
    signature: np.ndarray = field(repr=False)


class SqlFingerprints:
    """The part of the store that keeps fingerprints."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def put(self, withdrawal: str, kept: Kept, texts: Iterable[str]) -> None:
        """Remember these words for a withdrawal, in place of those remembered for it so before."""
        here = (fingerprints.c.withdrawal == withdrawal) & (fingerprints.c.kept == kept.value)
        prints, bands = [], []
        texts = list(texts)
        for text, signature in zip(texts, self._signatures(texts), strict=True):
            if signature is not None:
                one = new_id("fp")
                prints.append(
                    {"id": one, "withdrawal": withdrawal, "kept": kept.value, "short": is_short(text),
                     "signature": signature.tobytes()}
                )  # fmt: skip
                bands += [{"value": value, "fingerprint": one} for value in self._bands(signature)]
        with self._database.connection() as connection:
            old = select(fingerprints.c.id).where(here)
            connection.execute(delete(fingerprint_bands).where(fingerprint_bands.c.fingerprint.in_(old)))
            connection.execute(delete(fingerprints).where(here))
            if prints:
                connection.execute(insert(fingerprints), prints)
                connection.execute(insert(fingerprint_bands), bands)

    def clear(self, withdrawals: Iterable[str], text: str) -> None:
        """Remember that these words were shown again, although they told of these withdrawals."""
        digest = self._digest(text)
        here = (fingerprints.c.kept == Kept.CLEARED.value) & (fingerprints.c.signature == digest)
        with self._database.connection() as connection:
            known = set(connection.scalars(select(fingerprints.c.withdrawal).where(here)))
            for withdrawal in sorted(set(withdrawals) - known):
                one = new_id("fp")
                connection.execute(
                    insert(fingerprints).values(
                        id=one, withdrawal=withdrawal, kept=Kept.CLEARED.value, short=is_short(text),
                        signature=digest,
                    )
                )  # fmt: skip
                connection.execute(insert(fingerprint_bands).values(value=digest, fingerprint=one))

    def near(self, texts: Sequence[str]) -> list[tuple[NearCopy, ...]]:
        """For each text what it is near to, each withdrawal and kind once. What was cleared is the same words
        in the same order, and nothing near to them."""
        with self._database.reading() as connection:
            if connection.scalar(select(fingerprints.c.id).limit(1)) is None:
                return [() for _ in texts]
        signatures = list(self._signatures(texts))
        wanted: dict[bytes, list[int]] = defaultdict(list)
        for at, signature in enumerate(signatures):
            if signature is not None:
                for value in (*self._bands(signature), self._digest(texts[at])):
                    wanted[value].append(at)
        found: list[dict[NearCopy, None]] = [{} for _ in texts]
        for candidate in self._candidates(sorted(wanted)):
            for at in wanted[candidate.value]:
                signature = signatures[at]
                cleared = candidate.copy.kept is Kept.CLEARED
                if cleared or (signature is not None and _alike(signature, candidate.signature)):
                    found[at][candidate.copy] = None
        return [tuple(each) for each in found]

    def _candidates(self, values: Sequence[bytes]) -> Iterator[_Candidate]:
        with self._database.reading() as connection:
            for at in range(0, len(values), AT_ONCE):
                query = (
                    select(fingerprint_bands.c.value, fingerprints)
                    .join(fingerprints, fingerprints.c.id == fingerprint_bands.c.fingerprint)
                    .where(fingerprint_bands.c.value.in_(values[at : at + AT_ONCE]))
                )
                for row in connection.execute(query):
                    signature = np.frombuffer(row.signature, dtype=np.uint64)
                    yield _Candidate(
                        row.value, NearCopy(row.withdrawal, Kept(row.kept), row.short), signature
                    )

    def _signatures(self, texts: Iterable[str]) -> Iterator[np.ndarray | None]:
        """The keyed signature of each text; ``None`` for one without words."""
        key = self._sealer.lookup("fingerprint")
        for text in texts:
            runs = shingles(text)
            if not runs:
                yield None
                continue
            one = MinHash(num_perm=PERMUTATIONS)
            one.update_batch([hmac.digest(key, run.encode(), "sha256") for run in sorted(runs)])
            yield np.asarray(one.hashvalues, dtype=np.uint64)

    def _digest(self, text: str) -> bytes:
        """The keyed digest of all words of a text, folded, in their order."""
        return self._sealer.lookup("fingerprint words", " ".join(folded_words(text)))

    def _bands(self, signature: np.ndarray) -> list[bytes]:
        """One keyed value a band, its number in it."""
        key = self._sealer.lookup("fingerprint band")
        rows = signature.reshape(BANDS, -1)
        return [
            hmac.new(key, number.to_bytes(2, "big") + row.tobytes(), sha256).digest()[:16]
            for number, row in enumerate(rows)
        ]


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.mean(one == other) >= NEAR)
