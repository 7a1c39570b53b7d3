"""Files with parts that fail, given to the real command: what takes away waits for none of them."""

from __future__ import annotations

import json
import random
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.app import wiring
from archive.app.settings import Settings
from archive.coding.refi.project import Coded, CodeEntry, Passage, Project
from archive.coding.refi.reader import read
from archive.coding.refi.writer import written
from archive.errors import Refused
from archive.model import TestimonyState, TurnKind, TurnState
from archive.model.outcomes import Step
from archive.redact.effective_findings import effective_findings
from archive.store.tables import turns
from consent.states import is_withdrawn
from tests.attacks import forging
from tests.attacks.dying import call
from tests.attacks.killing import copied, strays
from tests.cli.command import BOAT, MARKET, PASSPHRASE, PROJECT, Heard
from tests.ingest.tables.made import CLINIC, QUEUE, text
from tests.scopes import EVERY
from tests.withdrawal import group

ANSWERS = ("store_sealed", "process_deidentify", "research_project", "advocacy_publish_quote")


def line(participant: str, label: str, state: str) -> str:
    """One person's answers to everything."""
    return json.dumps(
        {
            "participant": participant, "project": group.PROJECT, "capacity": "adult", "mode": "written",
            "collected_at": "2026-03-01", "voices": [{"source": "group.txt", "label": label}],
            "grants": [{"purpose": purpose, "state": state} for purpose in ANSWERS],
        }
    )  # fmt: skip


def consents(folder: Path, *lines: str) -> Path:
    path = folder / "later.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def emptied(heard: Heard, tmp_path: Path) -> tuple[Heard, Path]:
    """The archive, and an empty folder to take in beside a consent file."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.txt").write_text("A: Nothing of note was said.\n", encoding="utf-8")
    return heard, tmp_path / "none"


@pytest.mark.parametrize("first", [True, False])
def test_a_line_of_somebody_whose_key_is_dead_stops_nobody(
    emptied: tuple[Heard, Path], tmp_path: Path, first: bool
) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"), line("bd-p02", "R2", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        opened.ring.destroy("bd-p09")
    dead, no = line("bd-p09", "R8", "given"), line("bd-p01", "R1", "refused")
    broken = '{"participant": '
    file = consents(tmp_path, *([dead, broken, no] if first else [no, broken, dead]))
    done = heard("ingest", folder, "--project", group.PROJECT, "--consent", file)
    assert done.code == Refused.exit_code
    assert "line 2" in done.err, "the line that cannot be read is named"
    wrong = 1 if first else 3
    assert f"Consents, line {wrong}, bd-p09: refused. This person withdrew" in " ".join(done.out.split())
    assert "bd-p01: withdrawn." in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        assert "bd-p01" in opened.archive.keys.destroyed()
        assert "bd-p02" not in opened.archive.keys.destroyed()
    again = heard("ingest", folder, "--project", group.PROJECT, "--consent", file, "--json")
    assert again.code == Refused.exit_code
    assert {one["outcome"] for one in json.loads(again.out)["consent_lines"]} == {"same", "refused"}


def test_a_form_of_withdrawal_answers_for_each_person(emptied: tuple[Heard, Path], tmp_path: Path) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    file = consents(tmp_path, line("bd-p77", "R7", "refused"), line("bd-p01", "R1", "refused"))
    done = heard("withdraw", "--form", file, "--project", group.PROJECT, "--yes")
    assert done.code == Refused.exit_code
    assert "bd-p77" in done.err
    assert "bd-p01" in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        assert "bd-p01" in opened.archive.keys.destroyed()


def test_a_no_of_somebody_whose_key_is_dead_is_kept(emptied: tuple[Heard, Path], tmp_path: Path) -> None:
    heard, folder = emptied
    yes = consents(tmp_path, line("bd-p01", "R1", "given"), line("bd-p02", "R2", "given"))
    assert heard("ingest", folder, "--project", group.PROJECT, "--consent", yes).code in (0, 6)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        opened.ring.destroy("bd-p01")
    no = consents(tmp_path, line("bd-p02", "R2", "given"), line("bd-p01", "R1", "refused"))
    done = heard("ingest", folder, "--project", group.PROJECT, "--consent", no)
    assert done.code in (0, 6)
    assert "Consents, line 2, bd-p01: withdrawn." in done.out
    assert "Consents, line 1: same." in done.out
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        [walked] = opened.archive.store.withdrawals.all("bd-p01")
        assert walked.step is Step.SIGNED
        assert is_withdrawn(opened.archive.store.consents.current(EVERY, ["bd-p01"])[0])


# ---- reviews

CAT = "marmalade cat"
BOWED = "compounder"


@pytest.fixture
def detected(heard: Heard) -> tuple[Heard, dict[str, str]]:
    """The archive with two interviews that a machine has looked at, and their ids by file."""
    ids = heard.taken_in()
    heard("review", "--json")
    return heard, ids


def judged(testimony: str, text: str, words: str, *, approve: bool) -> bytes:
    """A line of a review file in which these words are the one true identifier."""
    at = text.index(words)
    row = {"testimony": testimony, "approve": approve, "spans": [[at, at + len(words), "OTHER"]]}
    return json.dumps(row).encode()


def altered(heard: Heard, testimony: str) -> None:
    """Somebody with the database changes a bit of what was said there."""
    with forging.owner(heard) as connection:
        said = select(turns.c.number, turns.c.sealed_words).where(turns.c.testimony == testimony)
        number, sealed = connection.execute(said.order_by(turns.c.number)).all()[-1]
        words = bytearray(sealed)
        words[-3] ^= 1
        connection.execute(
            update(turns)
            .where(turns.c.testimony == testimony, turns.c.number == number)
            .values(sealed_words=bytes(words))
        )


def readings(heard: Heard, ids: dict[str, str]) -> object:
    """What readers get of the interviews: states, what is masked, what is found."""
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        store, every = opened.archive.store, sorted(ids.values())
        states = [kept.state for one in every if (kept := store.testimonies.get(one)) is not None]
        masked = [
            sorted(f.quote for f in effective_findings(store.reviews.findings(t), store.reviews.decisions(t)))
            for t in every
        ]
        indexed = sorted(i for i in opened.archive.index.ids() if i.partition(".")[0] in every)
        return states, masked, indexed, sorted(store.allow_list.allowed(PROJECT))


@pytest.mark.parametrize("first", [True, False])
def test_what_a_review_file_masks_waits_for_no_other_line(
    detected: tuple[Heard, dict[str, str]], tmp_path: Path, first: bool
) -> None:
    heard, ids = detected
    boat, market = ids["boat.txt"], ids["market.txt"]
    altered(heard, boat)
    mask = judged(market, MARKET, CAT, approve=True)
    wrong = [
        judged(boat, BOAT, BOWED, approve=True),
        b'{"testimony": ',
        '{"testimony": "Zo\u00eb"}'.encode("latin-1"),
        b'{"testimony": "Zubaida of the mill", "spans": []}',
        judged(market, MARKET + " " * 900 + "far", "far", approve=False),
    ]
    file = tmp_path / "review.jsonl"
    file.write_bytes(b"\n".join([mask, *wrong] if first else [*wrong, mask]) + b"\n")
    done = heard("review", "--file", file, "--json")
    assert done.code == Refused.exit_code, done.err
    answers = {one["line"]: one for one in json.loads(done.out)["lines"]}
    place = 1 if first else len(wrong) + 1
    assert (answers[place]["testimony"], answers[place]["outcome"]) == (market, "approved")
    assert {one["outcome"] for n, one in answers.items() if n != place} == {"refused"}
    assert all(one["sentence"] for n, one in answers.items() if n != place)
    assert "Zubaida" not in done.out + done.err
    told = heard("read", market)
    assert CAT not in told.out
    assert told.code == 0
    told = heard("review", "--file", file)
    assert told.code == Refused.exit_code
    assert f"Line {place}: {market}: same." in told.out
    faults = heard("audit", "ask", "refusals", "--json").json()["entries"]
    assert any(one.get("event", one)["action"] == "seal:open" for one in faults)


def test_no_review_file_at_all_is_refused_whole(
    detected: tuple[Heard, dict[str, str]], tmp_path: Path
) -> None:
    heard, ids = detected
    before = readings(heard, ids)
    for content in (b"PK\x03\x04", "{}".encode("utf-16"), b"a,b\n1,2\n"):
        (tmp_path / "review.jsonl").write_bytes(content)
        assert heard("review", "--file", tmp_path / "review.jsonl").code == 2
    assert readings(heard, ids) == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no SIGKILL")
def test_a_review_file_killed_anywhere_and_given_again_is_as_in_one_run(
    detected: tuple[Heard, dict[str, str]], tmp_path: Path
) -> None:
    heard, ids = detected
    file = tmp_path / "review.jsonl"
    lines = [
        judged(ids["boat.txt"], BOAT, BOWED, approve=True),
        b'{"testimony": ',
        judged(ids["market.txt"], MARKET, CAT, approve=True),
    ]
    file.write_bytes(b"\n".join(lines) + b"\n")
    words = ["review", "--file", file]
    one = copied(heard, tmp_path / "whole")
    whole = call(one, words)
    assert whole.code == Refused.exit_code, whole.said
    expected = readings(one, ids)
    assert [TestimonyState.APPROVED] * 2 in expected  # type: ignore[operator]
    for at in sorted(random.Random("review 22").sample(range(1, whole.steps + 1), 4)):
        each = copied(heard, tmp_path / str(at))
        assert call(each, words, at).killed
        assert call(each, ["audit", "verify"]).code == 0
        assert strays(each) == set()
        assert call(each, words).code == Refused.exit_code
        assert readings(each, ids) == expected
        assert strays(each) == set()


# ---- codings


def with_code(project: Project, code: CodeEntry, *phrases: str) -> bytes:
    """The project as a colleague sends it back, with one code on each of these phrases."""
    sources = []
    for n, source in enumerate(project.sources):
        marks = [
            Passage(
                f"{code.guid[:24]}{n:06x}{k:06x}", source.text.index(words),
                source.text.index(words) + len(words),
                (Coded(f"{code.guid[:24]}{n:06x}{k + 500:06x}", code.guid),),
            )
            for k, words in enumerate(phrases)
            if words in source.text
        ]  # fmt: skip
        sources.append(replace(source, passages=(*source.passages, *marks)))
    return written(replace(project, sources=tuple(sources), codes=(*project.codes, code)), datetime.now(UTC))


def test_a_testimony_that_does_not_open_stops_no_coding_of_another(
    detected: tuple[Heard, dict[str, str]], tmp_path: Path
) -> None:
    heard, ids = detected
    for one in ids.values():
        assert heard("review", one, "--accept-rest", "--approve", "--json").code == 0
    sent = tmp_path / "out.qdpx"
    assert heard("qda", "out", sent, "--project", PROJECT, "--recipient", "partner-3").code == 0
    back = tmp_path / "back.qdpx"
    code = CodeEntry("0a1b2c3d-0000-4000-8000-0000000000aa", "Waiting")
    back.write_bytes(with_code(read(sent.read_bytes()), code, "nine hours", "hears more"))
    altered(heard, ids["boat.txt"])
    done = heard("qda", "in", back, "--project", PROJECT, "--coder", "ana", "--json")
    assert done.code == Refused.exit_code, done.err
    report = json.loads(done.out)
    assert (report["put"], report["refused"], report["brought"]) == (1, 1, 2)
    assert [one["why"] for one in report["look"]] != [""]
    shown = heard("qda", "in", back, "--project", PROJECT, "--coder", "ana")
    assert shown.code == Refused.exit_code
    assert "Codes put: 0; there already: 1." in shown.out
    assert "Look: Waiting" in shown.out


# ---- withdrawals


def test_a_withdrawal_waits_for_no_seal_of_the_persons_own_words(heard: Heard) -> None:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        [testimony] = [one.id for one in opened.archive.store.testimonies.of_participant("p-three")]
    altered(heard, testimony)
    done = heard("withdraw", "p-three", "--yes")
    assert done.code == 0, done.err
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        assert "p-three" in opened.archive.keys.destroyed()
    faults = heard("audit", "ask", "refusals", "--json").json()["entries"]
    assert any(one.get("event", one)["action"] == "seal:open" for one in faults)


# ---- rows of a table


def test_a_rows_own_no_waits_for_no_row_that_fails(heard: Heard, tmp_path: Path) -> None:
    head = ("Do you agree?", "Name", "story", "_uuid")
    yes = [head, ("yes", "Sita Rai", CLINIC, "u-41"), ("yes", "Maya Gole", QUEUE, "u-42")]
    (tmp_path / "first.csv").write_bytes(text(yes))
    said = [
        json.loads(line(f"np-p{n}", f"u-{n}", "given"))
        | {"voices": [{"source": "first.csv", "label": f"u-{n}"}]}
        for n in (41, 42)
    ]
    file = consents(tmp_path, *map(json.dumps, said))
    taken = heard("ingest", tmp_path / "first.csv", "--project", group.PROJECT, "--consent", file, "--json")
    first, second = (row["testimony"] for row in taken.json()["results"])
    altered(heard, first)
    no = [head, ("yes", "Sita Rai", f"{CLINIC} And again.", "u-41"), ("no", "Maya Gole", QUEUE, "u-42")]
    (tmp_path / "second.csv").write_bytes(text(no))
    done = heard("ingest", tmp_path / "second.csv", "--project", group.PROJECT, "--json")
    assert done.code != 0
    rows = json.loads(done.out)["results"]
    assert [row["status"] for row in rows] == ["unreadable", "refused"]
    assert rows[0]["sentence"]
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as opened:
        closed = opened.archive.store.testimonies.get(second)
        assert closed is not None
        speech = {t.state for t in closed.turns if t.kind is TurnKind.SPEECH}
        assert speech == {TurnState.UNDER_REVIEW}
