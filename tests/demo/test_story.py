"""The demonstration's story on the production engines: a real PostgreSQL and a real Elasticsearch.

What a breach of either server would give away is looked at too: every table, as its bytes, and the whole
index with its sources.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from elasticsearch import Elasticsearch
from psycopg import sql
from sqlalchemy import make_url

from archive import oversight, reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.app.settings import Settings
from archive.app.wiring import (
    Opened,
    create,
    opened,
)
from archive.demo import collection, stages
from archive.demo.story import QUESTION, WITHDRAWN
from archive.model import Action, Passage
from archive.search.query import parse
from tests.servers.start import Servers
from tests.store.residue import traces

pytestmark = [pytest.mark.servers, pytest.mark.slow]

PASSPHRASE = "nine boats under the bridge"
HIS_WORDS = "pus coming out"
GROUP = ("bangladesh/FGD_01 Kadamtali mixed group 20.10.24 (with table).docx", "")
INTERVIEW = ("bangladesh/BD IDI-01 Kamalapur footpath FINAL(2).docx", "")
MARKED = (
    "turned away", "turned away at the hospital", "lathi across", HIS_WORDS, "dark glasses", "Methor",
    "scissors", "forty-four houses", "a gate with no guard", "this week kidney", "Shab-e-Barat", "moustache",
    "Kadamtali", "Kamalapur", "FGD_01", "footpath FINAL", "bus stand",
)  # fmt: skip
"""Words of the testimonies, of the files' names and of the query."""
SHORTEST = 5
"""Names of fewer letters could stand by chance in a megabyte of ciphertext."""
_NUMBERS = itertools.count()


@dataclass(frozen=True)
class Told:
    """An open archive on both servers, with the people and the testimonies of the story."""

    found: Opened
    cast: stages.Cast
    made: stages.Made
    database_url: str
    index_url: str

    def researcher_reads(self) -> list[Passage]:
        return reading.search_passages(UnitOfWork(self.found.archive, self.cast.researcher), parse(QUESTION))

    def advocate_reads(self) -> list[Passage]:
        return reading.search_passages(UnitOfWork(self.found.archive, self.cast.advocate), parse(QUESTION))


@pytest.fixture(scope="module")
def told(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    name = f"heard_story_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(servers.postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = make_url(servers.postgres_url).set(database=name).render_as_string(hide_password=False)
    settings = Settings(
        folder=tmp_path_factory.mktemp("story") / "archive",
        database_url=url,
        index_url=servers.elasticsearch_url,
        index_name=name,
        unlock_kib=8192,
    )
    create(settings, PASSPHRASE)
    with opened(settings, PASSPHRASE) as found:
        projects = frozenset(r.project for r in collection.consents(found.archive.clock.now()))
        cast = stages.cast(projects)
        made = stages.make(
            found.archive, cast, lambda *_: None, settings.quarantine_days, countries={"bangladesh"}
        )
        yield Told(found, cast, made, url, servers.elasticsearch_url)


def test_the_story_before_and_after_a_withdrawal(told: Told, tmp_path: Path) -> None:
    group, interview = told.made.ids[GROUP], told.made.ids[INTERVIEW]
    before = told.researcher_reads()
    assert {(group, 7), (group, 9), (interview, 6)} <= {(p.testimony, p.turn) for p in before}
    assert any(HIS_WORDS in p.text for p in before)
    assert not any(name in p.text for p in before for name in ("Kalam", "Sohel", "Purbo Kamalapur"))
    quotes = told.advocate_reads()
    assert {p.exposure for p in quotes} == {"quote"}
    assert [p.testimony for p in quotes] == [interview]
    assert _left_behind(told, tmp_path / "before") == []

    receipt = withdrawal.withdraw(UnitOfWork(told.found.archive, told.cast.officer), WITHDRAWN, None, "asked")
    assert {e.id for e in receipt.ends if e.what == "turn" and e.end == "shredded"} >= {f"{group}.9"}

    after = told.researcher_reads()
    assert {(group, 7), (interview, 6)} <= {(p.testimony, p.turn) for p in after}
    assert WITHDRAWN not in {p.participant for p in after}
    assert not any(HIS_WORDS in p.text for p in after)
    assert [p.text for p in told.advocate_reads()] == [p.text for p in quotes]
    assert _left_behind(told, tmp_path / "after") == []
    _the_officer_sees_who_asked_and_no_words(told)


def _the_officer_sees_who_asked_and_no_words(told: Told) -> None:
    archive, officer = told.found.archive, told.cast.officer
    rows = oversight.answer(UnitOfWork(archive, officer), oversight.Question(action=Action.SEARCH_RUN))
    assert [(r.actor, r.purpose) for r in rows] == [
        ("researcher", "research_project"), ("advocate", "advocacy_publish_quote"),
    ] * 2  # fmt: skip
    assert WITHDRAWN in rows[0].participants
    assert WITHDRAWN not in rows[2].participants
    shown = json.dumps([row.as_data() for row in rows], ensure_ascii=False)
    assert not any(word in shown for word in MARKED)
    opened_rows = oversight.answer(
        UnitOfWork(archive, officer), oversight.Question(action=Action.SEARCH_RUN), open_sealed=True
    )
    assert opened_rows[0].opened is not None
    assert parse(dict(opened_rows[0].opened.texts())["query"]) == parse(QUESTION)
    assert oversight.verify(UnitOfWork(archive, officer), None) == archive.log.size() - 1


def _left_behind(told: Told, folder: Path) -> list[str]:
    """Marks that stand in a dump of the tables, in the index or in the archive's folder."""
    folder.mkdir()
    dump, index = folder / "tables", folder / "index"
    dump.write_bytes(b"\n".join(_tables(told.database_url)))
    index.write_bytes("\n".join(_documents(told)).encode())
    for content in (dump.read_bytes(), index.read_bytes()):
        assert told.made.ids[GROUP].encode() in content
    kept = [p for p in told.found.settings.folder.rglob("*") if p.is_file()]
    return traces([dump, index, *kept], _marks(told))


def _marks(told: Told) -> list[str]:
    people = [r.identity for r in collection.consents(told.found.archive.clock.now())]
    said = {w for i in people for w in (*i.names, *i.nicknames, *i.relatives, *i.phones, *i.ids, *i.places)}
    return [*MARKED, *sorted(w for w in said if len(w) >= SHORTEST)]


def _tables(url: str) -> Iterator[bytes]:
    """Every row of every table, as PostgreSQL sends it in binary: texts as UTF-8, bytes as they are."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        assert names
        for (name,) in names:
            command = sql.SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(sql.Identifier(name))
            with connection.cursor() as cursor, cursor.copy(command) as rows:
                yield from (bytes(row) for row in rows)


def _documents(told: Told) -> Iterator[str]:
    client = Elasticsearch(told.index_url)
    try:
        found = client.search(index="_all", query={"match_all": {}}, source=True, size=10_000)
        assert found["hits"]["hits"]
        for hit in found["hits"]["hits"]:
            yield json.dumps(hit, ensure_ascii=False)
    finally:
        client.close()
