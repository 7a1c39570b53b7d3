"""The rules by themselves: numbers, dates, ages, tables, places and groups of five countries."""

from __future__ import annotations

import pytest

from archive.redact.detect import find
from archive.redact.patterns.ages import ages
from archive.redact.patterns.ages_local import local_ages
from archive.redact.patterns.contacts import contacts
from archive.redact.patterns.dates import dates
from archive.redact.patterns.id_numbers import numbers
from archive.redact.patterns.organisations import organisations
from archive.redact.patterns.table_rows import tables
from archive.redact.patterns.unique_roles import roles
from archive.redact.spans import covered
from language.identification import languages


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my NID 1990 2617 8841 23 is lost", "1990 2617 8841 23"),
        ("জন্ম নিবন্ধন ২০১১৫৬৭৮৯০১২৩৪৫৬৭", "২০১১৫৬৭৮৯০১২৩৪৫৬৭"),
        ("Aadhaar is 2345 6789 0124 they said", "2345 6789 0124"),
        ("PAN ABCPK1234L", "ABCPK1234L"),
        ("voter card XGT4401872", "XGT4401872"),
        ("FIR no. 77/2022 was written", "77/2022"),
        ("ID number is 2299 1045", "2299 1045"),
        ("OB 12/03/11/2023 says so", "12/03/11/2023"),
        ("my citizenship 27-02-66-01873", "27-02-66-01873"),
        ("CCCD 001 190 012 345", "001 190 012 345"),
        ("thẻ BHYT GD 4 79 3520 123 456", "GD 4 79 3520 123 456"),
        ("(no. 18403/91) against the state", "18403/91"),
        ("bike MH 12 AB 4821 hit me", "MH 12 AB 4821"),
    ],
)
def test_numbers_of_papers_are_found(text: str, number: str) -> None:
    covered = {i for s in numbers(text, "en") for i in range(s.start, s.end)}
    at = text.index(number)
    assert set(range(at, at + len(number))) <= covered | {
        i for i in range(len(text)) if not text[i].isalnum()
    }


@pytest.mark.parametrize(
    "text", ["it costs 1,500 shillings", "about 40 families", "45 percent", "3 km away", "section 144"]
)
def test_amounts_are_no_numbers_of_papers(text: str) -> None:
    assert numbers(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "+880 1712 345678",
        "01712-345 678",
        "৯৮৪১২ ২৩৩০৭",
        "+254 722 018 334",
        "0722018334",
        "9841-223307",
        "097-541123",
        "0912.345.678",
        "+91 98352 11407",
    ],
)
def test_phones_of_five_countries(text: str) -> None:
    assert any(s.type == "PHONE" for s in contacts(f"phone {text} please", "en"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 8th August 2017 we", "8th August 2017"),
        ("in Mangsir 2079 it", "Mangsir 2079"),
        ("it was Poush 23 then", "Poush 23"),
        ("since the rainy season 2017 here", "rainy season 2017"),
        ("२०७२ सालमा गए", "२०७२ सालमा"),
        ("১২ মার্চ ২০২৪ তারিখে", "১২ মার্চ ২০২৪"),
        ("ngày 12 tháng 3 năm 2021 thì", "ngày 12 tháng 3 năm 2021"),
        ("mwezi wa tatu mwaka wa 2020 hapo", "mwezi wa tatu mwaka wa 2020"),
        ("two days after Qurbani Eid they", "Qurbani Eid"),
    ],
)
def test_dates_of_every_calendar(text: str, found: str) -> None:
    lang = languages(text)[0]
    covered = {i for s in dates(text, lang) for i in range(s.start, s.end)}
    at = text.index(found)
    assert set(range(at, at + len(found))) <= covered


@pytest.mark.parametrize(
    "text", ["it cost Rs 2017 that day", "2500 taka", "we may go in march", "ward 2019 houses"]
)
def test_prices_and_bare_months_are_no_dates(text: str) -> None:
    assert [s for s in dates(text, "en") if s.score > 0.6] == []


@pytest.mark.parametrize(
    ("text", "lang", "age"),
    [
        ("I am about 38.", "en", "about 38"),
        ("she was eighteen when", "en", "eighteen"),
        ("my son, 7, is ill", "en", "7"),
        ("R3 (F, 34): yes", "en", "34"),
        ("[P2 (nữ, 52)] dạ", "vi", "52"),
        ("tôi ba mươi tư tuổi", "vi", "ba mươi tư tuổi"),
        ("बयालीस साल की हूँ", "hi", "बयालीस साल"),
        ("कक्षा ८ मा पढ्छ", "ne", "कक्षा ८"),
        ("বয়স প্রায় পঁয়ত্রিশ", "bn", "পঁয়ত্রিশ"),
        ("nina miaka ishirini na tano sasa", "sw", "miaka ishirini na tano"),
    ],
)
def test_ages_in_digits_and_words(text: str, lang: str, age: str) -> None:
    covered = {i for s in (*ages(text, lang), *local_ages(text, lang)) for i in range(s.start, s.end)}
    at = text.index(age)
    assert set(range(at, at + len(age))) <= covered


@pytest.mark.parametrize(
    "text", ["I am 3 km away", "we waited ten years", "he was one of us", "I am one of them"]
)
def test_durations_and_counts_are_no_ages(text: str) -> None:
    assert ages(text, "en") == []


def test_a_table_is_read_by_its_header() -> None:
    text = "Seat\tName\tAge\tFrom\nP1\tSalma Begum\t42\tKadamtali\nP2\t(none)\t-\tBhola\nafter\n"
    shown = {(s.of(text), s.type.value) for s in tables(text, "en")}
    assert shown == {("Salma Begum", "PERSON"), ("42", "AGE"), ("Kadamtali", "LOC"), ("Bhola", "LOC")}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("আমার নাম রহিমা।", "bn"),
        ("मेरा नाम कमला है और मैं यहाँ रहती हूँ", "hi"),
        ("मेरो नाम कमला हो र म यहाँ बस्छु", "ne"),
        ("Watoto wetu hawana shule na maji ni mbali sana", "sw"),
        ("Chúng tôi không có nước sạch từ năm ngoái", "vi"),
        ("chung toi khong co nuoc sach o thon nay", "vi"),
        ("amar chele ta garments e kaj kore kintu beton dey na", "bn"),
        ("mera beta school nahi jata hai kyunki paisa nahi hai", "hi"),
        ("We have no water since the well dried up", "en"),
    ],
)
def test_the_language_of_a_turn(text: str, first: str) -> None:
    assert languages(text)[0] == first


def test_a_false_speaker_label_is_no_name() -> None:
    text = "Time: 10:30\nVillage: unknown\nNote: tea came.\nRahima: we waited.\n"
    assert {s.of(text) for s in find(text, "en")} == {"Rahima"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "call zero seven one two double three four five six seven",
            "zero seven one two double three four five six seven",
        ),
        ("শূন্য এক সাত এক দুই তিন চার পাঁচ ছয় সাত আট", "শূন্য এক সাত এক দুই তিন চার পাঁচ ছয় সাত আট"),
        ("số không chín một hai ba bốn năm sáu bảy tám", "không chín một hai ba bốn năm sáu bảy tám"),
        ("serial four five six seven eight nine two", "four five six seven eight nine two"),
    ],
)
def test_numbers_that_are_spelt_out_are_found(text: str, number: str) -> None:
    assert number in {s.of(text) for s in contacts(text, "en")}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("passport PA 0718824", "PA 0718824"),
        ("aadhaar 4312-8876-1203", "4312-8876-1203"),
        ("এনআইডি ১৯৮২ ৬৭১ ২৩৪", "১৯৮২ ৬৭১ ২৩৪"),
        ("जन्म दर्ता नं २०५४-१२३४", "२०५४-१२३४"),
        ("fund number AS/MRN/04417", "AS/MRN/04417"),
        ("OB tulipewa, 63/11/08/017", "63/11/08/017"),
        ("kumbukumbu CO/KSI/118/2021", "CO/KSI/118/2021"),
        ("giấy viết tay, số 14/GB", "14/GB"),
        ("ration card 12-3456-789", "12-3456-789"),
        ("khata no 34/7", "34/7"),
    ],
)
def test_a_code_beside_an_id_word_or_of_an_ids_shape_is_found(text: str, number: str) -> None:
    mask = covered(numbers(text, "en"), len(text))
    start = text.index(number)
    assert all(mask[i] for i in range(start, start + len(number)) if text[i].isalnum())


@pytest.mark.parametrize(
    "text",
    ["I paid 4000 taka and 12,500 dong", "450 households, 40-50 people", "one two three four we counted",
     "1,20,000 rupees loan", "blood pressure 120/80", "the 24/7 clinic", "12 kg rice at 10.30"],
)  # fmt: skip
def test_prices_counts_and_measures_are_no_numbers_of_anybody(text: str) -> None:
    assert numbers(text, "en") + contacts(text, "en") == []


@pytest.mark.parametrize(
    ("lang", "text", "age"),
    [
        ("en", "Sukumar Mahali (Mahali, 41), bamboo worker", "41"),
        ("en", "Daughter Phulmoni (nine) stays with her aunt", "nine"),
        ("en", "Q: How old are you? A. Maybe fifty-five. I was carrying", "fifty-five"),
        ("bn", "বয়স ছিল উনিশ।", "উনিশ"),
        ("bn", "মেয়ে ক্লাস থ্রিতে পড়ে", "ক্লাস থ্রিতে"),
        ("hi", "वो सोलह साल की थी।", "सोलह साल"),
        ("hi", "सत्रह की उमर में छोड़ा", "सत्रह"),
        ("ne", "बाइस वर्षमा मात्र पाएँ", "बाइस वर्षमा"),
        ("sw", "Alikuwa na umri wa miaka kumi na sita.", "miaka kumi na sita"),
        ("vi", "Tôi sáu mươi mốt tuổi", "sáu mươi mốt tuổi"),
        ("xx", "uski umar unnees saal hai", "unnees saal"),
    ],
)
def test_ages_in_words_are_found(lang: str, text: str, age: str) -> None:
    mask = covered([*ages(text, lang), *local_ages(text, lang)], len(text))
    start = text.index(age)
    assert all(mask[i] for i in range(start, start + len(age)) if text[i].isalnum())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("bn", "পাঁচ বছর আগে আসছি"),
        ("hi", "दस साल पहले आए"),
        ("ne", "तीन वर्ष अघि"),
        ("sw", "miaka mitano iliyopita"),
    ],
)
def test_how_long_ago_is_no_age(lang: str, text: str) -> None:
    assert ages(text, lang) + local_ages(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "age"),
    [
        ("bn", "জামাই তখন তিরিশের কাছাকাছি।", "তিরিশের কাছাকাছি"),
        ("bn", "বয়স বারো কি তেরো, শাড়ি পরে", "বারো কি তেরো"),
        ("bn", "কোলে ছয় মাসের বাচ্চা", "ছয় মাসের"),
        ("bn", "কার্ডে লেখা ২৪।", "২৪"),
        ("hi", "सास नब्बे के क़रीब, कान से सुनती नहीं", "नब्बे के क़रीब"),
        ("hi", "बड़ा लड़का बाईस, छोटा पढ़ता है", "बाईस"),
        ("hi", "बेटी भी पंद्रह साल में ब्याह दी", "पंद्रह साल"),
        ("ne", "दुलहा तीस नाघेको थियो", "तीस नाघेको"),
        ("ne", "म पाँच कक्षामा हुँदा", "पाँच कक्षामा"),
        ("sw", "ana miaka zaidi ya ishirini na nne", "ishirini na nne"),
        ("vi", "em khai mười tám, thật ra chưa", "mười tám"),
        ("xx", "ladki ki umar barah terah, saree mein", "barah terah"),
    ],
)
def test_ages_told_round_about_are_found(lang: str, text: str, age: str) -> None:
    mask = covered([*ages(text, lang), *local_ages(text, lang)], len(text))
    start = text.index(age)
    assert all(mask[i] for i in range(start, start + len(age)) if text[i].isalnum())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("bn", "গত পাঁচ বছরে তিনবার ঘর ভাঙছে"),
        ("bn", "দশ বছরের চুক্তি সই করছি"),
        ("hi", "दस साल की सज़ा हुई"),
        ("hi", "पाँच साल से यहीं हैं"),
        ("ne", "बाह्र वर्ष भयो यहाँ बसेको"),
    ],
)
def test_how_long_something_lasts_is_no_age(lang: str, text: str) -> None:
    assert local_ages(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "role"),
    [
        ("bn", "আমি এই ইউনিয়নের একমাত্র দলিত গ্রাম পুলিশ।", "এই ইউনিয়নের একমাত্র দলিত গ্রাম পুলিশ"),
        (
            "hi",
            "मैं बस्ती की अकेली औरत जो बिजली का काम जानती है, समझे?",
            "बस्ती की अकेली औरत जो बिजली का काम जानती है",
        ),
        ("hi", "वे हमारे ब्लॉक की पहली महिला सरपंच हैं।", "हमारे ब्लॉक की पहली महिला सरपंच"),
        ("ne", "म यो शाखाको एक मात्र तेजाब पीडित कर्मचारी हुँ।", "यो शाखाको एक मात्र तेजाब पीडित कर्मचारी"),
        (
            "sw",
            "Yeye ni mwanamke wa pekee mwenye boti hapa ufuoni.",
            "mwanamke wa pekee mwenye boti hapa ufuoni",
        ),
        (
            "vi",
            "Anh Đực là người duy nhất trong xã chạy xe ba bánh.",
            "người duy nhất trong xã chạy xe ba bánh",
        ),
    ],
)
def test_a_unique_role_is_the_clause_without_subject_and_copula(lang: str, text: str, role: str) -> None:
    assert [span.of(text) for span in roles(text, lang)] == [role]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("bn", "আমার একমাত্র ভরসা এই গরু।"),
        ("hi", "मेरी पहली बेटी चल बसी।"),
        ("ne", "पहिलो पटक आएको हुँ।"),
        ("sw", "Mwezi wa kwanza tulilima."),
        ("vi", "Lần đầu tiên tôi đi xa."),
    ],
)
def test_the_first_of_anything_is_no_role(lang: str, text: str) -> None:
    assert roles(text, lang) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The clinic was closed. Our hospital is far.", []),
        ("This school has no roof; Every clinic says so.", []),
        ("I went to Hope Clinic.", ["Hope Clinic"]),
        ("The Green Valley clinic was open.", ["Green Valley clinic"]),
    ],
)
def test_a_clinic_without_a_name_is_nobodys(text: str, named: list[str]) -> None:
    found = [text[s.start : s.end].removeprefix("The ") for s in organisations(text, "en")]
    assert [one for one in found if one in named] == found[: len(named)] == named
    assert len(found) == len(named)
