"""Times as people tell them, in every language: what belongs to a date is in it, and habits are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.redact.patterns.dates import dates
from archive.redact.spans import covered
from language.words import WORD


def hidden(text: str, lang: str) -> str:
    """The text with every word that a date covers as a point."""
    mask = covered(dates(text, lang), len(text))
    return WORD.sub(lambda m: "·" if all(mask[m.start() : m.end()]) else m.group(), text)


@pytest.mark.parametrize(
    ("lang", "text", "left"),
    [
        ("bn", "গেল শীতে ঘর গেছে", "· · ঘর গেছে"),
        ("bn", "পঁচাশির ঝড়ে বাঁধ ভাঙে", "· · বাঁধ ভাঙে"),
        ("bn", "রোজার ঈদের তিন দিন পরে বিয়ে", "· · · · · বিয়ে"),
        ("bn", "ভাদ্র মাসের প্রথম সপ্তাহে রায়", "· · · · রায়"),
        ("bn", "নাটোর গেল ২০১২ সালের বন্যার পর", "নাটোর গেল · · · ·"),
        ("hi", "चौरासी के दंगे के बाद आए", "· · · · · आए"),
        ("hi", "पिछले साल चैत के आख़िर की बात", "· · · · · · ·"),
        ("hi", "२०१२ में आई थी", "· में आई थी"),
        ("hi", "छठ के दूसरे दिन घर गई", "· · · · घर गई"),
        ("ne", "छयालीस सालको आन्दोलनमा गए", "· · · गए"),
        ("ne", "गएको असारमा पहिरो आयो", "· · · आयो"),
        ("ne", "दसैंको भोलिपल्ट फर्किए", "· · फर्किए"),
        ("sw", "wakati wa ukame wa 2019 tulihama", "· · · · · tulihama"),
        ("sw", "alizikwa Jumatatu iliyopita jioni", "alizikwa · · ·"),
        ("vi", "em nghỉ học hồi dịch 2021 rồi", "em nghỉ học · · · rồi"),
        ("vi", "họ gặp thứ năm tuần sau ở xã", "họ gặp · · · · ở xã"),
        ("vi", "hồi bão số 5 năm 1997 nhà sập", "· · · · · · nhà sập"),
    ],
)
def test_a_date_takes_in_what_belongs_to_it(lang: str, text: str, left: str) -> None:
    assert hidden(text, lang) == left


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("bn", "প্রতি শুক্রবার সকালে হাট বসে"),
        ("hi", "हर सोमवार को क़िस्त लेते हैं"),
        ("hi", "वोट के पहले सब भाई हैं"),
        ("ne", "हरेक शनिबार हाट लाग्छ"),
        ("sw", "kila Jumatatu tunaenda sokoni"),
        ("vi", "mỗi thứ hai tôi đi chợ"),
    ],
)
def test_what_happens_every_week_is_no_date(lang: str, text: str) -> None:
    assert hidden(text, lang) == text


TIMES = {
    "bn": "গেল শীতে", "hi": "२०१२", "ne": "गएको असारमा", "sw": "mwaka wa 2019", "vi": "hồi bão số 5 năm 1997",
}  # fmt: skip


@given(
    st.text(alphabet="গত শীত সাল २०१२ के में দিন आगे mwaka wa 2019 hồi bão năm .,।\n", max_size=30),
    st.sampled_from(sorted(TIMES)),
    st.text(alphabet="গত শীত সাল २०१२ के में দিন आगे mwaka wa 2019 hồi bão năm .,।\n", max_size=30),
)
def test_dates_stay_inside_the_text_and_are_not_empty(before: str, lang: str, after: str) -> None:
    text = f"{before}\n{TIMES[lang]}\n{after}"
    found = dates(text, lang)
    assert any(s.start <= len(before) + 1 < s.end for s in found)
    assert [s for s in found if not 0 <= s.start < s.end <= len(text)] == []
