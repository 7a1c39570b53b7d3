"""A real ``heard serve`` over an archive that was made with the real command, and what belongs to it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from tests.web.authenticator import token_of

PROJECT = "delta-3.8"
OFFICERS = "six lanterns on the long pier"
"""The password that the officer chose."""
NAMED = "Rahima Khatun"
"""Who speaks in the first testimony: her name may stand on no screen but a steward's."""

CLINIC = """Interviewer: What happened when you went to the clinic?
Rahima: I went with my son Karim to the clinic at Char Uria. They asked for money at the gate. \
My phone is 01712-345678, nobody ever called. We waited nine hours and the doctor had gone.
Interviewer: And the second time?
Rahima: The second time the boat did not come. The road was under water, and the nurse said \
come back when you have a card. I am the only midwife in this ward and they send me away. \
We have no card. People like us are told to wait.
"""
FLOOD = """মডারেটর: বন্যার পরে কী হয়েছিল?
আমিনা: আমার নাম আমিনা বেগম। হাসপাতালে টাকা ছাড়া ডাক্তার দেখে না। রাস্তা ডুবে গিয়েছিল।
মডারেটর: তারপর?
আমিনা: তারপর কেউ আসেনি।
"""
WORK = """Interviewer: How do you find work now?
Josephine: My name is Josephine Akinyi. I clean houses in Kondele. The madam pays when she likes. \
When the card reader is broken we get no food, they say come tomorrow.
Interviewer: And who do you tell?
Josephine: Nobody. Who would hear it?
"""
_GIVEN = ("store_sealed", "process_deidentify", "research_project", "advocacy_publish_quote")
VOICES = (
    ("bd-p01", NAMED, "clinic.txt", "Rahima", "BD", CLINIC),
    ("bd-p02", "আমিনা বেগম", "flood.txt", "আমিনা", "BD", FLOOD),
    ("ke-p03", "Josephine Akinyi", "work.txt", "Josephine", "KE", WORK),
)


@dataclass(slots=True)
class Served:
    """Where it is, who may come in, and the testimonies by the file they came from."""

    url: str
    passwords: dict[str, str] = field(repr=False)
    testimonies: dict[str, str]
    environment: dict[str, str] = field(repr=False)
    quotes: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict, repr=False)

    @contextmanager
    def api(self, user: str) -> Iterator[httpx.Client]:
        """The API for one person, who holds a passkey where the role takes one."""
        with httpx.Client(base_url=self.url, timeout=60) as client:
            client.headers["Authorization"] = f"Bearer {token_of(client, user, self.passwords[user])}"
            yield client

    def recovery_code(self, user: str) -> str:
        """A recovery code that nobody has used yet: a browser without a passkey comes in with it."""
        if not self.codes.get(user):
            with self.api(user) as client:
                self.codes[user] = client.post("/api/v1/account/codes").json()["codes"]
        return self.codes[user].pop()


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Make an archive with the command, sign people up, and serve it until the block ends."""
    environment = _environment(folder)
    command(environment, "init", environment["HEARD_ARCHIVE"])
    source = folder / "files"
    _write(source)
    consents = str(folder / "consents.jsonl")
    taken = command(environment, "ingest", str(source), "--project", PROJECT, "--consent", consents, "--json")
    testimonies = {r["name"]: r["testimony"] for r in json.loads(taken)["results"]}
    passwords = _signed_up(environment)
    command(environment, "review")
    command(environment, "review", testimonies["flood.txt"], "--accept-rest", "--approve")
    port = _free_port()
    with _running(environment, port):
        found = Served(f"http://localhost:{port}", passwords, testimonies, environment)
        yield found


def _signed_up(environment: dict[str, str]) -> dict[str, str]:
    """An account for each role, every one but the first opened by the officer; their passwords."""
    passwords: dict[str, str] = {}
    for role in ("dpo", "steward", "researcher", "advocacy", "administrator", "auditor"):
        told = command(environment, "user", "add", role, "--role", role, "--project", PROJECT, "--json")
        passwords[role] = json.loads(told)["password"]
        if role == "dpo":
            command(environment, "user", "password", role, stdin=f"{passwords[role]}\n{OFFICERS}\n")
            passwords[role] = OFFICERS
        else:
            command(environment, "user", "countersign", role, "--as", "dpo", stdin=f"{OFFICERS}\n")
    return passwords


def command(environment: dict[str, str], *words: str, stdin: str = "") -> str:
    """Run ``heard`` with these words; what it printed."""
    done = subprocess.run(
        _heard(*words), env=environment, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"heard {words[0]} {words[1]}: {done.stderr}"
    return done.stdout


def _heard(*words: str) -> list[str]:
    return [sys.executable, "-c", "from archive.cli import main; main()", *words]


def _environment(folder: Path) -> dict[str, str]:
    secret = folder / "passphrase"
    secret.write_text("seven quiet herons over the delta\n", encoding="utf-8")
    return dict(
        os.environ,
        HEARD_ARCHIVE=str(folder / "archive"),
        HEARD_PASSPHRASE_FILE=str(secret),
        HEARD_UNLOCK_KIB="1024",
    )


def _write(source: Path) -> None:
    source.mkdir()
    today = datetime.now(UTC).date()
    collected, ends = (today - timedelta(days=20)).isoformat(), (today + timedelta(days=1000)).isoformat()
    lines = []
    for participant, name, file, label, country, text in VOICES:
        (source / file).write_text(text, encoding="utf-8")
        grants: list[dict[str, Any]] = [
            {"purpose": p, "state": "given", "forms": ["raw_text", "deid_text", "quote"],
             "audiences": ["archive", "project", "coalition", "public"], "valid_until": ends}
            for p in _GIVEN
        ]  # fmt: skip
        lines.append(
            {"participant": participant, "capacity": "adult", "mode": "written", "collected_at": collected,
             "project": PROJECT, "jurisdictions": [country], "voices": [{"source": file, "label": label}],
             "identity": {"names": [name]}, "grants": grants}
        )  # fmt: skip
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (source.parent / "consents.jsonl").write_text(text, encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _running(environment: dict[str, str], port: int) -> Iterator[None]:
    server = subprocess.Popen(
        _heard("serve", "--port", str(port)),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        for _ in range(240):
            if server.poll() is not None:
                raise AssertionError(f"heard serve ended: {server.communicate()[1].decode()}")
            try:
                httpx.get(f"http://127.0.0.1:{port}/", timeout=5)
                break
            except httpx.HTTPError:
                time.sleep(0.25)
        yield
    finally:
        server.terminate()
        server.communicate(timeout=30)
