"""Fonts from before Unicode: known by their name or by their words, converted or refused, never passed on."""

from __future__ import annotations

import pytest

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.documents.legacy_fonts import (
    converted,
    converted_lines,
    converted_run,
    legacy_notice,
    of_font,
    refuse_coded,
)
from archive.ingest.text import Line
from tests.ingest.documents.voices import TALKS

TYPED = {
    "Bijoy": "Avgiv evsjvq K_v ewj| Avgv‡`i Zvwo‡q w`j, KvW© wQj bv| wZwb ej‡jb, †Kv_vq hv‡e? ZLb A‡bK ivZ|",
    "Kruti Dev": "eSa ;gk¡ jgrh g¡w vkSj esjk uke deyk gSA ge yksx [ksr esa dke djrs gSa] ikuh ugha feyrk",
    "Preeti": "xfdL ufpFdf a:5f}+ . xfd|f] 3/ d]/f] gfpF /fd xf] / d t d]/f] 3/ ufpF hfG5' . 5}g lyof] .",
}


@pytest.mark.parametrize("name", sorted(TYPED))
def test_a_text_in_such_codes_is_refused_with_a_converter_on_the_own_computer(name: str) -> None:
    with pytest.raises(Unreadable, match=f"{name}.*own computer with the .*import the result"):
        read("a.txt", (TYPED[name] + "\n").encode() * 3)


@pytest.mark.parametrize("name", ["Bijoy", "Kruti Dev"])
def test_the_same_in_a_page_of_windows(name: str) -> None:
    raw = (TYPED[name] + "\n").encode("cp1252", "replace") * 3
    with pytest.raises(Unreadable, match=name):
        read("a.txt", raw)


@pytest.mark.parametrize("lang", sorted(TALKS))
def test_texts_in_unicode_pass(lang: str) -> None:
    assert converted(TALKS[lang] * 5).text == TALKS[lang] * 5
    refuse_coded(TALKS[lang] * 5)


def test_english_with_marks_passes() -> None:
    plain = "We live behind the gate; she works, I wait [laughter]. It's a shame, isn't it? 5 of us / 6. " * 4
    (draft,) = read("a.txt", plain.encode())
    assert draft.notices == ()


def test_what_is_only_likely_is_told() -> None:
    odd = "eSaa gSaz jgrhX g¡wq vkSjz esjkA ukeB deykC gSAd geE yksxF [ksr esaG "
    assert legacy_notice(odd) != ()
    assert legacy_notice(TALKS["en"] * 4) == ()


@pytest.mark.parametrize(
    ("font", "name"),
    [
        ("SutonnyMJ", "Bijoy (SutonnyMJ)"),
        ("Kruti Dev 010", "Kruti Dev"),
        ("ABCDEF+KrutiDev010", "Kruti Dev"),
        ("Preeti", "Preeti"),
        (".VnTimeH", "TCVN3"),
        ("VNI-Times", "VNI"),
    ],
)
def test_a_font_is_known_by_its_name(font: str, name: str) -> None:
    encoding = of_font(font)
    assert encoding is not None
    assert encoding.name == name


@pytest.mark.parametrize("font", ["", "Arial", "Times New Roman", "Nirmala UI", "SolaimanLipi", "Calibri"])
def test_fonts_of_unicode_are_none_of_them(font: str) -> None:
    assert of_font(font) is None


def test_a_run_is_converted_by_its_font_and_capitals_are_those_that_it_draws() -> None:
    assert converted_run("H\u00e4", ".VnTime").text == "Họ"
    assert converted_run("h\u00e4", ".VnTimeH").text == "HỌ"
    assert converted_run("H\u00e4", "Arial").text == "H\u00e4"
    assert converted_run("আমার", "SutonnyMJ").text == "আমার"
    with pytest.raises(Unreadable, match="Bijoy"):
        converted_run("Avgvi", "SutonnyMJ")


def test_lines_without_fonts_are_converted_together() -> None:
    typed = [Line(words) for words in ("Hái: Ai ®uæi?", "§¸p: Hä ®uæi chóng t«i vÒ.", "I: plain")]
    unicode = converted_lines(typed)
    assert [line.text for line in unicode.lines] == [
        "Hỏi: Ai đuổi?",
        "Đáp: Họ đuổi chúng tôi về.",
        "I: plain",
    ]
    assert len(unicode.notices) == 1
    assert converted_lines([Line("I: plain")]).notices == ()
