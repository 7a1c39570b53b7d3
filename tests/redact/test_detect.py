"""The whole detector on short texts of our own, in six languages."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from archive.model import Kind, Known, KnownKind, Testimony, TestimonyState, Turn, TurnKind
from archive.redact.detect import PresidioDetector, find, stretches


def masked(text: str, lang: str) -> dict[str, str]:
    return {span.of(text): span.type.value for span in find(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "direct"),
    [
        ("en", "My name is Salma Begum and my son Tuhin works near Tongi.", {"Salma Begum", "Tuhin"}),
        (
            "en",
            "They call me Mama Awino. Ask mzee Barasa, his line is 0733 210 998.",
            {"Awino", "Barasa", "0733 210 998"},
        ),
        (
            "en",
            "My citizenship number is 45-01-72-00931 and Dil Maya didi has seen it.",
            {"45-01-72-00931", "Dil Maya"},
        ),
        ("bn", "আমার নাম শেফালী বেগম, আমার ফোন ০১৮১২ ৩৪৫ ৬৭৮।", {"শেফালী বেগম", "০১৮১২ ৩৪৫ ৬৭৮"}),
        ("hi", "मेरा नाम सुनीता देवी है, रमेश भैया ने फॉर्म भरा।", {"सुनीता देवी", "रमेश"}),
        ("ne", "मेरो नाम सरिता तामाङ हो, कृष्ण दाइले चिन्नुहुन्छ।", {"सरिता तामाङ", "कृष्ण"}),
        (
            "sw",
            "Jina langu ni Achieng Odera, nambari yangu ni 0711 223 344.",
            {"Achieng Odera", "0711 223 344"},
        ),
        ("vi", "Tôi tên là Giàng Thị Súa, số điện thoại 0912 345 678.", {"Giàng Thị Súa", "0912 345 678"}),
    ],
)
def test_direct_identifiers_are_found_in_every_language(lang: str, text: str, direct: set[str]) -> None:
    assert direct <= masked(text, lang).keys()


@pytest.mark.parametrize(
    "text",
    [
        "The price went up to 450 taka and the bus number 27 did not come for three hours.",
        "We waited. Then they said no. Will they come back? I hope so.",
        "Kenya and Bangladesh both have such a law, section 144 was in force.",
    ],
)
def test_what_only_looks_like_an_identifier_stays(text: str) -> None:
    assert masked(text, "en") == {}


def test_a_later_mention_by_part_is_masked_as_the_same_person() -> None:
    text = "My husband Abdul Karim left. Later that evening Karim phoned."
    spans = find(text, "en")
    assert {s.of(text) for s in spans} >= {"Abdul Karim", "Karim"}
    assert len({s.entity for s in spans}) == 1


def test_an_unknown_language_is_not_read_as_english() -> None:
    assert find("Ní raibh aon duine ann.", "ga") is not None


def test_stretches_tile_the_text() -> None:
    text = "word " * 5000 + "x" * 9000
    pieces = list(stretches(text, None))
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert max(p.end - p.start for p in pieces) <= 4000


def test_importing_the_detector_loads_neither_spacy_nor_presidio() -> None:
    code = (
        "import sys, archive.redact.detect; print('spacy' in sys.modules, 'presidio_analyzer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def interview(text: str) -> Testimony:
    turns = (Turn(0, 0, 3, 20, TurnKind.QUESTION), Turn(1, 20, 23, len(text), TurnKind.SPEECH))
    return Testimony(
        "t-1", "project", Kind.INTERVIEW, "BD", "en", None, datetime(2025, 1, 1, tzinfo=UTC), "d",
        TestimonyState.SEALED, 1, len(text), turns,
    )  # fmt: skip


def test_findings_carry_quote_turn_entity_and_both_replacements() -> None:
    text = "I: What is the name?\nR: Rahima Khatun, I am 38, from Kurigram. Rahima, they say.\n"
    detector = PresidioDetector(b"k" * 32)
    found = detector(interview(text), text, [Known(KnownKind.PERSON, "Rahima Khatun", "p-1", "F")])
    people = [f for f in found if f.quote.startswith("Rahima")]
    assert len(people) == 2
    assert {f.entity for f in people} == {"p-1"}
    assert all(text[f.start : f.end] == f.quote and f.turn == 1 for f in found)
    assert all("Rahima" not in f.research + f.public for f in found)
    assert people[0].research.split()[0] == people[1].research
    (age,) = [f for f in found if f.quote == "38"]
    assert age.research == "in their thirties"
    assert age.public == "[adult]"
    assert all("Rahima" not in repr(f) for f in found)


def test_the_same_secret_gives_the_same_pseudonyms_and_another_gives_others() -> None:
    text = "I: What is the name?\nR: Salma Begum went with Nasima Akter.\n"
    again = [
        [f.research for f in PresidioDetector(key)(interview(text), text, [])]
        for key in (b"a" * 32, b"a" * 32)
    ]
    assert again[0] == again[1]
    assert len(set(again[0])) == len(again[0]) == 2
