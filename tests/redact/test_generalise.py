"""Replacements are typed, readable and no longer say what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import IdentifierType as T
from archive.redact.generalise import generalise
from archive.redact.ladders import above, years
from archive.redact.replacement_words import LABELS


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
        ("class V", T.AGE, "bn", "[একটি শ্রেণি]", "[শিশু]"),
        ("old", T.AGE, "en", "[age]", "[age]"),
        ("May 2014", T.DATETIME, "bn", "May 2014", "2014"),
        ("2014", T.DATETIME, "bn", "2014", "[তারিখ]"),
        (" 1987 ", T.DATETIME, "en", "1987", "1980s"),
        ("3 May", T.DATETIME, "en", "[date]", "[date]"),
        ("in winter", T.DATETIME, "en", "[time of year]", "[date]"),
        ("no 12014", T.DATETIME, "en", "[date]", "[date]"),
        ("no 20145", T.DATETIME, "en", "[date]", "[date]"),
        ("20\U00010d41\U00010d44", T.DATETIME, "en", "20\U00010d41\U00010d44", "2010s"),
        ("\U00010d43\U00010d40 years", T.AGE, "en", "in their thirties", "[adult]"),
        ("Ward 19, Korail", T.LOC, "en", "[ward]", "[place]"),
        ("Kurigram", T.LOC, "en", "[district or city, Rangpur]", "[place]"),
        ("Lahan", T.LOC, "en", "[district or city, Siraha]", "[place]"),
        ("কুড়িগ্রামের চর বালাডোবা", T.LOC, "bn", "[গ্রাম, রংপুর]", "[জায়গা]"),
        ("सोलह साल की", T.AGE, "hi", "[उम्र 15–17]", "[बच्चा]"),
        ("miaka thelathini na sita", T.AGE, "sw", "[umri 30–39]", "[mtu mzima]"),
        ("sáu mươi mốt tuổi", T.AGE, "vi", "[tuổi 60–69]", "[người cao tuổi]"),
        ("17 Mangsir 2079", T.DATETIME, "en", "Mangsir 2079", "2079"),
        ("२०८० असार ७", T.DATETIME, "ne", "असार २०८०", "२०८०"),
        ("Shishu Hospital", T.ORG, "en", "[hospital]", "[health service]"),
        ("Lakeside clinic", T.ORG, "en", "[health service]", "[health service]"),
        ("Lakeside school", T.ORG, "en", "[school]", "[school]"),
        ("Lakeside police post", T.ORG, "en", "[police or court]", "[organisation]"),
        ("QZX", T.ORG, "en", "[organisation]", "[organisation]"),
        ("QZX", T.LOC, "en", "[place]", "[place]"),
        ("QZX", T.DEM, "bn", "[সম্প্রদায়]", "[সম্প্রদায়]"),
        ("QZX", T.ROLE, "en", "[role]", "[role]"),
        ("QZX", T.ID, "en", "[ID number]", "[ID number]"),
        ("QZX", T.HANDLE, "en", "[account]", "[account]"),
        ("QZX", T.EMAIL, "en", "[e-mail address]", "[e-mail address]"),
        ("QZX", T.OTHER, "en", "[detail]", "[detail]"),
        ("QZX", T.PERSON, "fr", "[person]", "[person]"),
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


@given(
    st.lists(
        st.sampled_from(["Kurigram", "Lahan", "Teknaf", "Ward 5", "Korail", "Rangpur", "Kisumu", "Bắc Hà"]),
        min_size=1,
    )
)
def test_what_is_read_of_a_place_never_says_a_word_of_it(pieces: list[str]) -> None:
    shown = ", ".join(pieces)
    for text in generalise(shown, T.LOC, "en"):
        assert not any(piece in text for piece in pieces)
    assert above(shown, "en") not in pieces


@pytest.mark.parametrize(
    ("shown", "lang", "upper"),
    [
        ("Kondele", "sw", "Kisumu"),
        ("কালীগঞ্জ, সাতক্ষীরা", "bn", "খুলনা"),
        ("रामपुर गाँव", "hi", ""),  # a town of this name lies in Nepal
        ("কমলাপুর বস্তি", "bn", ""),  # a union of this name lies elsewhere
        ("thôn Đông, xã Hòa Bình, tỉnh Thái Bình", "vi", ""),
        ("Kondele, Mombasa", "en", ""),  # what is named denies it
    ],
)
def test_no_district_is_better_than_a_wrong_one(shown: str, lang: str, upper: str) -> None:
    assert above(shown, lang) == upper


BANDS = ((0, 4), (5, 9), (10, 14), (15, 17), (18, 19), *((low, low + 9) for low in range(20, 90, 10)))
DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")


@pytest.mark.parametrize("lang", ["en", "bn", "hi", "ne", "sw", "vi"])
def test_an_age_goes_up_to_the_band_that_holds_it(lang: str) -> None:
    for age in range(1, 120):
        low, high = next((band for band in BANDS if band[0] <= age <= band[1]), (90, 0))
        wide = "child" if age < 18 else "adult" if age < 60 else "elder"
        band = f"[{LABELS['age'][lang]} {low}–{high}]" if high else f"[{LABELS['age'][lang]} 90+]"
        if lang == "en" and 20 <= age < 90:
            band = f"in their {DECADES[age // 10 - 2]}"
        assert generalise(str(age), T.AGE, lang) == (band, f"[{LABELS[wide][lang]}]")
