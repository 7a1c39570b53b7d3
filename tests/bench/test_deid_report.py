"""The README's section says what was measured, and says so where a bar was not reached."""

from __future__ import annotations

from typing import Any

from bench.deid.measure import Result, flagged
from bench.deid.readme import judged, section
from bench.deid.report import case_loss, cell, short


def row(name: str, system: str, direct: float, rate: int = 1000) -> dict[str, Any]:
    """One result as the run writes it."""
    shares = {"direct": [direct, direct, direct], "token precision": [0.9, 0.8, 1.0]}
    return {
        "set": name,
        "system": system,
        "shares": shares,
        "words_per_second_core": rate,
        "peak_megabytes": 300,
    }


FIGURES = {
    "machine": "some day, some machine",
    "jobs": {"ratio": 1.8, "loops": 1.9},
    "results": [
        row("interviews-en", "ours", 0.97, 3000),
        row("interviews-en", "Presidio", 0.5),
        row("interviews-lower-en", "ours", 0.85),
        row("interviews-lower-en", "Presidio", 0.2),
    ],
}


def test_each_bar_stands_beside_what_was_reached() -> None:
    verdicts = {label: (got, verdict) for label, _, got, verdict in judged(FIGURES)}
    assert verdicts["interviews-en: direct mentions"] == (".97", "reached")
    assert verdicts["interviews-lower-en: direct mentions"] == (".85", "**not reached**")
    assert verdicts["lower-cased interviews-en: direct recall lost, at most"] == (".12", "**not reached**")
    assert verdicts["interviews-en: speed × Presidio"] == ("3.00", "reached")
    assert verdicts["peak memory, MB, at most"] == ("300", "reached")


def test_the_section_shows_every_system_and_what_a_second_process_brings() -> None:
    shown = section(FIGURES)
    assert "some day, some machine" in shown
    assert shown.count("| Presidio |") == 2
    assert "1.80 times" in shown


def test_shares_are_short_and_keep_what_matters() -> None:
    assert (short(0.934), short(0.9876), short(0.0123), short(1.0)) == (".93", ".988", ".012", "1.000")
    assert cell(None) == "–"
    assert cell((0.9, 0.85, 0.95)) == ".90 [.85, .95]"


def test_the_loss_without_capitals_is_told_in_points() -> None:
    results = [
        Result(name, "ours", 1, 1, {"direct": (share, share, share)}, 1.0, 1.0)
        for name, share in (("interviews-en", 0.9), ("interviews-lower-en", 0.85))
    ]
    assert "| interviews-en | ours | 5.0 |" in case_loss(results)


def test_flags_point_into_the_text() -> None:
    text = "I am the only woman driver at the depot.\n"
    places = flagged(text, [])
    assert places
    assert all(0 <= a < b <= len(text) for a, b in places)
