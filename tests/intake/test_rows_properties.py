"""For any survey and any two exports of it: no row's words ever stand under another row's consent."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.app import wiring
from archive.app.settings import Settings
from archive.ingest import read
from archive.intake import consents as intake_consents
from archive.model import Scope
from archive.pipeline import receive
from archive.ports import Archive
from tests.ingest.tables.made import text, workbook
from tests.intake.tables_made import desks
from tests.web.made import record

PASSPHRASE = "nine quiet herons over the delta"
STORIES = (
    "the pump broke",
    "no road here",
    "they sent us away again and nobody wrote our names down that day",
    "nothing",
)
_PROJECTS = itertools.count()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all examples; each works in a project of its own."""
    chosen = Settings(tmp_path_factory.mktemp("rows") / "heard", unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as opened:
        yield opened.archive


@st.composite
def exports(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Two exports as rows of (id, own answer, story with who speaks); the second sorted, with rows more or
    fewer, some of them changed."""
    ids = draw(st.lists(st.integers(1, 30), min_size=2, max_size=4, unique=True))
    rows = [
        (
            str(i),
            draw(st.sampled_from(["yes", "yes", "no", ""])),
            f"{draw(st.sampled_from(STORIES))} says P{i}",
        )
        for i in ids
    ]
    changed = [(i, a, s + draw(st.sampled_from(["", "", " now"]))) for i, a, s in rows]
    dropped = draw(st.permutations(changed))[draw(st.integers(0, 1)) :]
    added = [
        (str(40 + n), "yes", f"{draw(st.sampled_from(STORIES))} says P{40 + n}")
        for n in range(draw(st.integers(0, 2)))
    ]
    return rows, draw(st.permutations([*dropped, *added]))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    two=exports(), id_name=st.sampled_from(["_id", "_uuid", "KEY", "code"]), csv=st.booleans(),
    consented=st.sets(st.integers(1, 42)), by_number=st.booleans(),
)  # fmt: skip
def test_words_stand_under_their_own_consent_alone(
    shared: Archive, two: tuple[list[tuple[str, ...]], list[tuple[str, ...]]], id_name: str, csv: bool,
    consented: set[int], by_number: bool,
) -> None:  # fmt: skip
    project = f"delta-{next(_PROJECTS)}"
    people = desks(shared, project)
    for name, rows in (("a.xlsx", two[0]), ("b.csv" if csv else "b.xlsx", two[1])):
        labels = {row[0]: str(n) if by_number else row[0] for n, row in enumerate(rows, 1)}
        records = [
            record(f"p-{one}", name, label, project) for one, label in labels.items() if int(one) in consented
        ]
        intake_consents.record_consents(people.collector, records)
        table = [(id_name, "consent", "story"), *rows]
        content = text(table) if name.endswith("csv") else workbook(s=table)
        for draft in read(name, content):
            receive(people, draft, project, 90)
    refused = {row[2] for row in (*two[0], *two[1]) if row[1] != "yes"}
    for testimony in shared.store.testimonies.all(Scope.of({project})):
        opened = shared.store.testimonies.unseal(testimony.id)
        for turn in (t for t in testimony.turns if t.participant and t.index in opened):
            said = opened[turn.index][turn.body - turn.start :].strip()
            number = str(turn.participant).removeprefix("p-")
            if not by_number:
                assert f"says P{number}" in said
            assert said not in refused
            assert id_name != "code", "a column of answers tells nobody apart"
