"""Attempts that a wait refused, in summary: at once, then once a minute, then at the end."""

from __future__ import annotations

from archive.model import Action
from archive.ports import Archive
from archive.web.untried import EVERY, Untried
from tests.web.made import Made


def written(archive: Archive, since: int) -> list[tuple[str, str]]:
    entries = archive.log.entries(action=Action.SESSION_OPEN.value)
    return [(e.event.object_id, dict(e.event.details)["attempts"]) for e in entries if e.seq >= since]


def test_a_minute_of_guesses_is_one_line(archive: Archive, made: Made) -> None:
    at, before = [0.0], archive.log.size()
    untried = Untried(lambda: at[0])
    for _ in range(100):
        untried.count(archive, "steward")
    assert written(archive, before) == [("steward", "1")]
    untried.write_due(archive)
    at[0] = EVERY
    untried.write_due(archive)
    assert written(archive, before) == [("steward", "1"), ("steward", "99")]
    untried.count(archive, "steward")
    untried.write_due(archive, all_of_them=True)
    assert written(archive, before)[2:] == [("steward", "1")]
    untried.write_due(archive, all_of_them=True)
    assert len(written(archive, before)) == 3


def test_names_that_are_nobodys_are_one_count(archive: Archive, made: Made) -> None:
    before, untried = archive.log.size(), Untried(lambda: 0.0)
    for number in range(20):
        untried.count(archive, f"nobody-{number}")
    untried.write_due(archive, all_of_them=True)
    assert written(archive, before) == [("", "1"), ("", "19")]
