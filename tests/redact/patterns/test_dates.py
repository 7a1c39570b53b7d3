"""Dates begin and end where words do."""

import pytest

from archive.redact.patterns.dates import dates


def _texts(text: str, lang: str) -> set[str]:
    return {span.of(text) for span in dates(text, lang)}


@pytest.mark.parametrize(
    ("text", "lang", "part"),
    [
        ("प्रशासन 2010 में आया।", "hi", "सन 2010"),
        ("Mwaka huo tulikutana baada ya idara yake kufungwa.", "sw", "baada ya id"),
    ],
)
def test_no_date_begins_or_ends_inside_a_word(text: str, lang: str, part: str) -> None:
    assert part not in _texts(text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("वह सन 2010 में आया।", "hi", "सन 2010"),
        ("Mwaka huo tulihama baada ya idi.", "sw", "baada ya idi"),
        ("Alikuja Ijumaa Kuu.", "sw", "Ijumaa Kuu"),
        ("वि.सं. 2072 मा आयौं।", "ne", "वि.सं. 2072"),
        ("বন্যার বছর এসেছি।", "bn", "বন্যার বছর"),
        ("Nhà sập trận lũ năm 1999.", "vi", "trận lũ năm 1999"),
    ],
)
def test_a_date_is_found_whole(text: str, lang: str, date: str) -> None:
    assert date in _texts(text, lang)
