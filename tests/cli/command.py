"""The real command in a process of its own, and a small set of invented testimonies to give it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.cli import forked

PROJECT = "delta-3.8"
PASSPHRASE = "eleven cranes over the sluice"
BOAT = """Interviewer: What happened at the clinic?
Rahima: I went with my son Karim to the clinic at Char Uria. They asked for money at the gate. \
My phone is 01712-345678, nobody ever called.
Interviewer: And after that?
Rahima: We waited nine hours and the compounder had gone to the wedding.
"""
MARKET = """Interviewer: How do you find work now?
Josephine: My name is Josephine Akinyi. I scrub staircases in Kondele, the madam pays when she likes.
Interviewer: Who do you tell?
Josephine: Nobody. The marmalade cat hears more than the chief does.
"""
VOICES = (
    ("bd-p01", "Rahima Khatun", "boat.txt", "Rahima", "BD", BOAT),
    ("ke-p02", "Josephine Akinyi", "market.txt", "Josephine", "KE", MARKET),
)
_GIVEN = ("store_sealed", "process_deidentify", "research_project", "advocacy_publish_quote")


@dataclass(frozen=True)
class Done:
    """What a call of the command came to."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed under ``--json``."""
        assert self.code in (0, 5, 6), self.err
        return json.loads(self.out)


@dataclass(frozen=True)
class Heard:
    """``heard`` on the archive in one folder; ``said`` gathers everything it printed.

    ``fresh`` starts an interpreter for each call, as a shell does, in place of a fork.
    """

    folder: Path
    environment: dict[str, str] = field(repr=False)
    said: list[str] = field(default_factory=list, repr=False)
    fresh: bool = False

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def __call__(
        self, *words: str | Path, stdin: str = "", stdin_bytes: bytes | None = None, **changed: str
    ) -> Done:
        given = stdin.encode() if stdin_bytes is None else stdin_bytes
        start = _start if self.fresh or not forked.POSSIBLE else forked.run
        code, out, err = start([str(word) for word in words], {**self.environment, **changed}, given, 120)
        done = Done(code, out.decode(), err.decode())
        self.said.extend((done.out, done.err))
        return done

    def on(self, archive: str) -> Heard:
        """The same command on another archive's folder."""
        return replace(self, environment={**self.environment, "HEARD_ARCHIVE": archive})

    def files(self) -> Path:
        """Write the testimonies; the folder with them."""
        source = self.folder / "files"
        source.mkdir(exist_ok=True)
        for _, _, file, _, _, text in VOICES:
            (source / file).write_text(text, encoding="utf-8")
        return source

    def consents(self) -> Path:
        """Write the consents of everybody in them; the file."""
        path = self.folder / "consents.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in _consents()), encoding="utf-8")
        return path

    def taken_in(self) -> dict[str, str]:
        """Take the testimonies in with their consents; their ids by file."""
        done = self("ingest", self.files(), "--project", PROJECT, "--consent", self.consents(), "--json")
        return {r["name"]: r["testimony"] for r in done.json()["results"]}


def _start(
    words: Sequence[str], environment: Mapping[str, str], given: bytes, seconds: float
) -> tuple[int, bytes, bytes]:
    ran = subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main()", *words],
        env=environment, input=given, capture_output=True, check=False, timeout=seconds,
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def heard_in(folder: Path, *, fresh: bool = False) -> Heard:
    """The command on a new folder: passphrase file, temp folder and a cheap unlock of its own."""
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    (folder / "temp").mkdir()
    environment = dict(
        os.environ,
        HEARD_ARCHIVE=str(folder / "archive"),
        HEARD_PASSPHRASE_FILE=str(secret),
        HEARD_UNLOCK_KIB="8192",
        TMPDIR=str(folder / "temp"),
        COLUMNS="200",
    )
    return Heard(folder, environment, fresh=fresh)


def _consents() -> list[dict[str, Any]]:
    today = datetime.now(UTC).date()
    collected, ends = (today - timedelta(days=20)).isoformat(), (today + timedelta(days=1000)).isoformat()
    grants = [
        {"purpose": p, "state": "given", "forms": ["raw_text", "deid_text", "quote"],
         "audiences": ["archive", "project", "coalition", "public"], "valid_until": ends}
        for p in _GIVEN
    ]  # fmt: skip
    return [
        {"participant": participant, "capacity": "adult", "mode": "written", "collected_at": collected,
         "project": PROJECT, "jurisdictions": [country], "voices": [{"source": file, "label": label}],
         "identity": {"names": [name]}, "grants": grants}
        for participant, name, file, label, country, _ in VOICES
    ]  # fmt: skip
