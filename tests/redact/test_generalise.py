"""Replacements are typed, readable and no longer say what they stand for."""

from __future__ import annotations

import pytest

from archive.model import IdentifierType as T
from archive.redact.generalise import generalise, years
from archive.redact.labels import LABELS


@pytest.mark.parametrize(
    ("shown", "kind", "lang", "research", "public"),
    [
        ("about 38", T.AGE, "en", "in their thirties", "[adult]"),
        ("thirty-one", T.AGE, "en", "in their thirties", "[adult]"),
        ("7", T.AGE, "en", "[age 5–9]", "[child]"),
        ("ninety-four", T.AGE, "en", "[age 90+]", "[older adult]"),
        ("৪৫ বছর", T.AGE, "bn", "[বয়স 40–49]", "[প্রাপ্তবয়স্ক]"),
        ("class five", T.AGE, "en", "[school class]", "[child]"),
        ("12 March 2025", T.DATETIME, "en", "March 2025", "2025"),
        ("2014", T.DATETIME, "en", "2014", "2010s"),
        ("Ward 19, Korail", T.LOC, "en", "[ward]", "[place]"),
        ("Kurigram", T.LOC, "en", "[district or city]", "[place]"),
        ("Shishu Hospital", T.ORG, "en", "[hospital]", "[health service]"),
        ("0712 345 678", T.PHONE, "sw", "[namba ya simu]", "[namba ya simu]"),
    ],
)
def test_each_kind_reads_as_its_kind(shown: str, kind: T, lang: str, research: str, public: str) -> None:
    assert generalise(shown, kind, lang) == (research, public)


def test_years_of_words_and_months() -> None:
    assert years("sixty plus") == 60
    assert years("eight months old") == 0
    assert years("old") is None


def test_every_label_stands_in_six_languages() -> None:
    assert all(len(entry) == 6 and all(entry.values()) for entry in LABELS.values())
