"""A server proves its archive at the start and each day, and ends over a log that does not prove itself."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from archive.app import proving
from archive.app.proving import proved_daily
from archive.errors import LogBroken, Unavailable
from archive.ports import Archive


class Proofs:
    """Answers for each proof in turn; ``asked`` is set once all were given."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.given = 0
        self.asked = threading.Event()

    def __call__(self, _: Archive) -> None:
        answer = self.answers[min(self.given, len(self.answers) - 1)]
        self.given += 1
        if self.given >= len(self.answers):
            self.asked.set()
        if answer is not None:
            raise answer


def run(monkeypatch: pytest.MonkeyPatch, proofs: Proofs) -> bool:
    """Serve until every answer was given; whether the server was told to stop."""
    monkeypatch.setattr(proving, "prove", proofs)
    stopped = threading.Event()
    with proved_daily(None, stopped.set, timedelta(milliseconds=1)):  # type: ignore[arg-type]
        assert proofs.asked.wait(60)
    return stopped.is_set()


def test_it_proves_at_the_start_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, Proofs(None, None, None)) is False


def test_a_database_that_is_away_for_a_moment_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, Proofs(None, Unavailable("away"), None)) is False


def test_a_log_that_breaks_later_ends_the_server_and_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LogBroken, match="entry 5"):
        run(monkeypatch, Proofs(None, LogBroken("entry 5")))


def test_over_a_broken_log_nothing_is_served_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "prove", Proofs(LogBroken("entry 5")))
    with pytest.raises(LogBroken), proved_daily(None):  # type: ignore[arg-type]
        raise AssertionError("it was served")
