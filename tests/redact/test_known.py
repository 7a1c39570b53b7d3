"""Known identifiers are masked in every form, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from archive.model import Known, KnownKind
from archive.redact.known import find_known
from archive.redact.translit import name_key, same_name


def masked(text: str, *known: Known, ordinary: frozenset[str] = frozenset()) -> list[str]:
    """The stretches that are found, in order, without those inside others."""
    spans = find_known(text, known, lambda word: word in ordinary)
    return sorted({s.of(text) for s in spans})


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Kamala Devi", "Then Kamla said no.", "Kamla"),
        ("Kamala Devi", "कमला ने कहा", "कमला"),
        ("Kamala Devi", "কমলাকে ডাকো", "কমলাকে"),
        ("রহিমা খাতুন", "Rahima went home", "Rahima"),
        ("রহিমা খাতুন", "রহিমার ঘর", "রহিমার"),
        ("Rahima Khatun", "that was rahima khatun again", "rahima khatun"),
        ("Mohammad Ali Sarker", "He is Mohd, the driver", "Mohd"),
        ("सुनिता तामाङ", "सुनितालाई थाहा छ", "सुनितालाई"),
        ("Nguyễn Thị Dũng", "chị dung di roi, DŨNG ơi", "DŨNG"),
        ("Grace Wanjiru", "Wanjiru's house", "Wanjiru's"),
        ("Peter Otieno Ouma", "signed P. O. O. there", "P. O. O"),
    ],
)
def test_names_are_found_in_every_form(name: str, text: str, found: str) -> None:
    assert found in masked(text, Known(KnownKind.PERSON, name, "p-1"))


@pytest.mark.parametrize(
    "text",
    ["+880 1712-345678", "01712345678", "০১৭১২ ৩৪৫ ৬৭৮", "8801712 345 678", "(+880) 17 12 34 56 78"],
)
def test_a_phone_is_found_in_any_spacing_and_digits(text: str) -> None:
    spans = find_known(f"call {text} now", [Known(KnownKind.PHONE, "+8801712345678")])
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert all(i in covered for i in range(5, 5 + len(text)) if f"call {text} now"[i].isalnum())


def test_an_ordinary_word_is_masked_only_where_it_is_written_as_a_name() -> None:
    known = Known(KnownKind.PERSON, "Hope Atieno")
    text = "I hope you see. Hope is all. We met Hope there."
    spans = find_known(text, [known], lambda w: w == "hope")
    assert [s.start for s in spans] == [text.index("Hope there")]


def test_the_participant_is_the_entity() -> None:
    spans = find_known("Rahima came", [Known(KnownKind.PERSON, "Rahima Khatun", "p-77")])
    assert {s.entity for s in spans} == {"p-77"}


def test_keys_bring_spellings_together_and_keep_people_apart() -> None:
    assert len({name_key(w) for w in ("Kamala", "Kamla", "कमला", "কমলা")}) == 1
    assert same_name("Krishna", "कृष्ण")
    assert not same_name("Kamal", "Kamala")
    assert not same_name("Rahim", "Rahima")
