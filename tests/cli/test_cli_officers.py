"""What officers and administrators do by command: escrow, turns that wait, receipts, passphrases, people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive import withdrawal
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import LockedArchive, LogBroken, NotFound, Refused, UsageError
from archive.model import Role, TestimonyState
from archive.oversight import accounts
from consent.record import Jurisdiction
from tests.attacks.dying import Died, call
from tests.attacks.killing import copied
from tests.cli.command import PASSPHRASE, Heard, heard_in
from tests.cli.command import PROJECT as FORMS
from tests.web.made import FOUNDER, PASSWORD, account
from tests.withdrawal import group
from tests.withdrawal.group import NAME, PROJECT, WAITING, WHO
from tests.withdrawal.test_escrow import WITHDRAWN_ON, At

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Heard, str]:
    """The group's archive under a law that keeps words sealed, two officers and a steward."""
    heard = heard_in(tmp_path_factory.mktemp("officers"))
    chosen = Settings(heard.archive, unlock_kib=1024)
    wiring.create(chosen, PASSPHRASE)
    with wiring.opened(chosen, PASSPHRASE) as found:
        testimony = group.fill(found.archive, Jurisdiction.IN)
        for name, role in (("olga", Role.DPO), ("otto", Role.DPO), ("sam", Role.STEWARD)):
            account(found.archive, name, role, [PROJECT])
    return heard, testimony


@pytest.fixture
def heard(made: tuple[Heard, str], tmp_path: Path) -> Heard:
    return copied(made[0], tmp_path / "copy")


@pytest.fixture
def testimony(made: tuple[Heard, str]) -> str:
    return made[1]


def told(done: Died) -> Any:
    assert done.code == 0, done.said
    found: Any = json.loads(done.said)
    return found


# ---- escrow


def test_escrow_is_opened_by_two_accounts_into_a_file(heard: Heard, testimony: str) -> None:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        then = replace(found.archive, clock=At(WITHDRAWN_ON))
        withdrawal.withdraw(UnitOfWork(then, group.officer()), WHO, None, "asked")
    [held] = told(call(heard, ["escrow", "list", "--json"]))
    assert held["participant"] == WHO
    asking = ["escrow", "request", WHO, "--as", "olga", "--reason", "order of a court"]
    for stdin, words in (("wrong\n", asking), (f"{PASSWORD}\n", [*asking[:4], "sam", *asking[5:]])):
        refused = call(heard, words, stdin=stdin)
        assert refused.code == Refused.exit_code
        assert PASSWORD not in refused.said
    to = heard.folder / "words.json"
    opening = ["escrow", "open", WHO, "--to", to, "--as"]
    assert call(heard, [*opening, "otto"], stdin=f"{PASSWORD}\n").code == Refused.exit_code, "nobody asked"
    assert call(heard, asking, stdin=f"{PASSWORD}\n").code == 0
    assert call(heard, [*opening, "olga"], stdin=f"{PASSWORD}\n").code == Refused.exit_code
    assert not to.exists()
    assert call(heard, [*opening, "otto"], stdin=f"{PASSWORD}\n").code == 0
    assert to.stat().st_mode & 0o777 == 0o600
    assert NAME in json.loads(to.read_text("utf-8"))[testimony][str(group.OWN[0])]
    assert call(heard, [*opening, "otto"], stdin=f"{PASSWORD}\n").code == UsageError.exit_code, "it is there"
    nobody = call(heard, ["escrow", "request", "p-two", *asking[3:]], stdin=f"{PASSWORD}\n")
    assert nobody.code == NotFound.exit_code
    assert NAME not in "".join(heard.said)


# ---- turns that wait


def test_turns_that_wait_are_listed_and_shown_again_one_by_one(heard: Heard, testimony: str) -> None:
    assert told(call(heard, ["clear", "--json"])) == []
    assert call(heard, ["withdraw", WHO, "--yes"]).code == 0
    waiting = [{"testimony": testimony, "turn": n} for n in WAITING]
    assert told(call(heard, ["clear", "--json"])) == waiting
    assert told(call(heard, ["clear", testimony, str(WAITING[0]), "--json"])) == waiting[1:]
    assert call(heard, ["clear", testimony, str(WAITING[0])]).code == UsageError.exit_code
    assert call(heard, ["clear", testimony, "99"]).code == NotFound.exit_code
    assert call(heard, ["clear", "t-none", "1"]).code == NotFound.exit_code
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        kept = found.archive.store.testimonies.get(testimony)
        assert kept is not None
        assert kept.state is TestimonyState.DETECTED, "what was approved was another rendering"
        assert list(found.archive.index.ids()) == []


# ---- receipts


def test_a_receipt_is_proved_without_the_archive_and_an_altered_one_is_not(heard: Heard) -> None:
    done = call(heard, ["withdraw", WHO, "--only", "research_project", "--yes", "--json"])
    file, note = heard.folder / "receipt.json", heard.folder / "receipt.note"
    row = json.loads(done.said)
    file.write_text(done.said, encoding="utf-8")
    note.write_text(row["checkpoint"], encoding="utf-8")
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        key = str(found.log.verifier_key)
    nowhere = replace(heard, environment={**heard.environment, "HEARD_ARCHIVE": str(heard.folder / "none")})
    for path in (file, note):
        proved = call(nowhere, ["receipt", "verify", path, "--key", key])
        assert proved.code == 0, proved.said
        assert f"participant: {WHO}" in proved.said
    fewer = {**row, "ends": row["ends"][1:]}
    other = note.read_text("utf-8").replace(WHO, "p-two")
    for altered in (json.dumps(fewer), other, "{}", "nothing", heard_note(heard)):
        file.write_text(altered, encoding="utf-8")
        assert call(nowhere, ["receipt", "verify", file, "--key", key]).code == LogBroken.exit_code
    note.write_text(row["checkpoint"], encoding="utf-8")
    wrong = call(nowhere, ["receipt", "verify", note, "--key", key.replace("heard/a", "heard/b")])
    assert wrong.code == LogBroken.exit_code


def heard_note(heard: Heard) -> str:
    """Something else that the log signed."""
    return (heard.archive / "log" / "checkpoint.note").read_text("utf-8")


# ---- withdrawing by number and by form


def test_a_withdrawal_by_the_number_on_a_receipt(heard: Heard) -> None:
    shown = call(heard, ["consent", "receipt", WHO, "--as", "json", "--contact", "the office"])
    receipt = json.loads(shown.said)
    number = next(v for v in map(str, _values(receipt)) if v.replace(" ", "").isdecimal() and len(v) == 14)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert call(heard, ["withdraw", "--receipt", wrong]).code == UsageError.exit_code
    effect = told(call(heard, ["withdraw", "--receipt", number, "--json"]))
    assert effect["participant"] == WHO
    done = told(call(heard, ["withdraw", "--receipt", number, "--only", "media", "--yes", "--json"]))
    assert done["participant"] == WHO
    for words in ([], [WHO, "--receipt", number], ["--form", "x", "--receipt", number]):
        assert call(heard, ["withdraw", *words]).code == UsageError.exit_code


def _values(told: object) -> Iterator[object]:
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for value in inner:
        yield value
        yield from _values(value)


def test_a_withdrawal_by_a_form_of_several_people(heard: Heard) -> None:
    taking = ["ingest", heard.files(), "--project", FORMS, "--consent", heard.consents()]
    assert call(heard, taking).code == 0
    form = heard.folder / "no.csv"
    head = "participant,capacity,mode,collected_at,store_sealed,research_project\n"
    form.write_text(
        f"{head}bd-p01,adult,written,2026-05-01,yes,no\nke-p02,adult,written,2026-05-01,no,no\n",
        encoding="utf-8",
    )
    words = ["withdraw", "--form", form, "--project", FORMS, "--json"]
    first, second = told(call(heard, words))
    assert (first["purposes"], first["whole"]) == (["research_project"], False)
    assert (second["purposes"], second["whole"], second["turns"]) == ([], True, 2)
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        assert found.archive.store.withdrawals.all() == [], "nothing was done yet"
    done = told(call(heard, [*words, "--yes"]))
    people_ = [first["participant"], second["participant"]]
    assert [row["participant"] for row in done] == people_
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        assert found.archive.keys.destroyed() == {people_[1]}
        assert {w.line.participant for w in found.archive.store.withdrawals.all()} == set(people_)
    assert call(heard, ["withdraw", "--form", form]).code == UsageError.exit_code
    form.write_text(f"{head}bd-p01,adult,written,2026-05-01,yes,yes\n", encoding="utf-8")
    yes = call(heard, words)
    assert yes.code == UsageError.exit_code
    assert "Nobody says no" in yes.said


# ---- quotes


def test_quotes_are_handed_to_somebody_or_refused_with_a_sentence(heard: Heard) -> None:
    to = heard.folder / "quotes.csv"
    words = ["quote", "export", to, "--project", PROJECT, "--purpose", "advocacy_publish_quote"]
    refused = call(heard, words)
    assert refused.code == Refused.exit_code
    assert "Say for whom" in refused.said
    assert not to.exists()
    assert told(call(heard, [*words, "--recipient", "partner-3", "--json"]))["quotes"] == 2
    assert to.read_text("utf-8").startswith('"quote","text"')
    asked = told(call(heard, ["audit", "ask", "exports", "--json"]))
    assert [e["details"]["recipient"] for e in asked["entries"]] == ["partner-3"]


# ---- the passphrase


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(heard: Heard) -> None:
    new = heard.folder / "new"
    new.write_text("change-me\n", encoding="utf-8")
    assert call(heard, ["keys", "passphrase", "--new-file", new]).code == LockedArchive.exit_code
    assert call(heard, ["consent", "due"]).code == 0, "the old one stays where the new one is refused"
    new.write_text("five herons upon the shutter\n", encoding="utf-8")
    assert call(heard, ["keys", "passphrase", "--new-file", new]).code == 0
    assert call(heard, ["consent", "due"]).code == LockedArchive.exit_code
    opened = replace(heard, environment={**heard.environment, "HEARD_PASSPHRASE_FILE": str(new)})
    assert call(opened, ["audit", "verify"]).code == 0
    assert "step=passphrase" in call(opened, ["audit", "ask", "changes"]).said
    assert "herons" not in "".join(heard.said)


# ---- accounts


def test_an_administrator_cannot_let_themselves_in(heard: Heard) -> None:
    added = told(call(heard, ["user", "add", "rita", "--role", "researcher", "--project", PROJECT, "--json"]))
    assert added["waits"] is True
    given = added["password"]
    mine = ["user", "countersign", "rita", "--as"]
    assert call(heard, [*mine, "rita"], stdin=f"{given}\n").code == Refused.exit_code
    assert call(heard, [*mine, "olga"], stdin="wrong\n").code == Refused.exit_code
    foreign = call(heard, [*mine, "olga"], stdin=f"{PASSWORD}\n")
    assert foreign.code == Refused.exit_code, "olga's password was chosen for her"
    own = "four-of-my-own-words"
    assert (
        call(heard, ["user", "password", "olga"], stdin=f"{PASSWORD}\nshort\n").code == UsageError.exit_code
    )
    assert call(heard, ["user", "password", "olga"], stdin=f"{PASSWORD}\n{own}\n").code == 0
    assert call(heard, [*mine, "olga"], stdin=f"{own}\n").code == 0
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        assert accounts.check_password(found.archive, "rita", given) is not None
    listed = told(call(heard, ["user", "list", "--json"]))
    assert {a["user"]: a["waits"] for a in listed}["rita"] is False
    assert FOUNDER in {a["user"] for a in listed}
    assert not {PASSWORD, own} & set("".join(heard.said).split())


def test_an_emergency_by_command(heard: Heard, testimony: str) -> None:
    with wiring.opened(Settings(heard.archive), PASSPHRASE) as found:
        account(found.archive, "rita", Role.RESEARCHER, [PROJECT])
    why = f"{PASSWORD}\nsomebody will come for her tonight\nand nobody else knows\n"
    asked = told(call(heard, ["emergency", "request", testimony, "--as", "rita", "--json"], stdin=why))
    one = asked["emergency"]
    to = heard.folder / "words.json"
    mine = f"{PASSWORD}\n"
    opening = ["emergency", "open", one, "--as", "rita", "--to", to]
    assert call(heard, opening, stdin=mine).code == Refused.exit_code
    assert call(heard, ["emergency", "countersign", one, "--as", "rita"], stdin=mine).code == 3
    assert call(heard, ["emergency", "countersign", one, "--as", "sam"], stdin=mine).code == 0
    assert call(heard, opening, stdin=mine).code == 0
    assert to.stat().st_mode & 0o777 == 0o600
    assert NAME in to.read_text("utf-8")
    assert call(heard, ["emergency", "stop", one, "--as", "olga"], stdin=mine).code == 0
    due = told(call(heard, ["consent", "due", "--json"]))
    assert [r["id"] for r in due if r["what"] == "emergency_review"] == [one]
    review = ["emergency", "review", one, "--as", "olga", "--justified"]
    assert call(heard, review, stdin=mine).code == UsageError.exit_code, "without a note"
    assert call(heard, review, stdin=f"{PASSWORD}\nit was real\n").code == 0
    [kept] = told(call(heard, ["emergency", "list", "--as", "otto", "--json"], stdin=mine))
    assert (kept["standing"], kept["justified"], kept["reviewed_by"]) == ("reviewed", True, "olga")
    assert call(heard, ["audit", "ask", "break-glass"]).code == 0
    assert NAME not in "".join(heard.said)
    assert "come for her" not in "".join(heard.said)


def test_who_somebody_is_by_command(heard: Heard) -> None:
    who, names = WHO, "Zubaida Canary; Zubi\nzubi@example.org\n"
    form = heard.folder / "form.pdf"
    form.write_bytes(b"%PDF-1.7 canaryform")
    added = told(call(heard, ["identities", "add", who, "--artefact", form, "--json"], stdin=names))
    assert added == {"participant": who, "names": 2, "contacts": 1, "artefacts": 1}
    assert call(heard, ["identities", "add", who, "--artefact", form, "--files-only"]).code == 0
    assert call(heard, ["identities", "add", who, "--files-only"]).code == UsageError.exit_code
    why = f"{PASSWORD}\nher sister asks for the form\n"
    one = told(call(heard, ["identities", "request", who, "--as", "sam", "--json"], stdin=why))["opening"]
    mine, to = f"{PASSWORD}\n", heard.folder / "read"
    opening = ["identities", "open", one, "--as", "sam", "--to", to]
    assert call(heard, opening, stdin=mine).code == Refused.exit_code
    assert call(heard, ["identities", "agree", one, "--as", "sam"], stdin=mine).code == Refused.exit_code
    due = told(call(heard, ["consent", "due", "--json"]))
    assert [r["id"] for r in due if r["what"] == "identity_request"] == [one]
    assert call(heard, ["identities", "agree", one, "--as", "olga"], stdin=mine).code == 0
    assert call(heard, opening, stdin=mine).code == 0
    assert json.loads((to / "identity.json").read_text("utf-8"))["names"] == ["Zubaida Canary", "Zubi"]
    assert {path.stat().st_mode & 0o777 for path in to.iterdir()} == {0o600}
    assert len(list(to.glob("*.pdf"))) == 2
    assert call(heard, ["identities", "stop", one, "--as", "olga"], stdin=mine).code == 0
    again = ["identities", "open", one, "--as", "sam", "--to", heard.folder / "again"]
    assert call(heard, again, stdin=mine).code == Refused.exit_code
    [row] = told(call(heard, ["identities", "list", "--as", "olga", "--json"], stdin=mine))
    assert (row["stage"], row["readings"], row["agreed_by"]) == ("over", 1, "olga")
    assert not any(word in "".join(heard.said) for word in ("Zubaida", "zubi@", "her sister"))
