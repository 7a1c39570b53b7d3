"""Known identifiers are masked in every form, and ordinary words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import IdentifierType, Known, KnownKind
from archive.redact.known import find_known
from archive.redact.ordinary_words import ordinary as everyday
from archive.redact.patterns.common import titles
from archive.redact.patterns.packs import packs
from archive.redact.spans import covered
from language.transliteration import name_key
from language.words import is_indic


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


def test_an_ordinary_word_with_a_capital_is_a_known_name_and_without_one_a_doubt() -> None:
    known = Known(KnownKind.PERSON, "Hope Atieno")
    text = "I hope you see. Hope is all. We met Hope there."
    spans = find_known(text, [known], lambda w: w == "hope")
    names = [text.index("Hope is"), text.index("Hope there")]
    assert [s.start for s in spans] == names
    every = find_known(text, [known], lambda w: w == "hope", doubts=True)
    (word,) = [s for s in every if s.start not in names]
    assert (word.start, word.type, word.entity) == (text.index("hope"), IdentifierType.OTHER, "")


@pytest.mark.parametrize("name", ["Hope", "Will", "May", "Joy", "Rose", "An", "Van", "My", "Anna", "Lama"])
@pytest.mark.parametrize("text", ["{} is my sister.", "{} IS MY SISTER.", "{} is my sister", "Then {} came."])
def test_a_known_name_that_is_a_word_is_masked(name: str, text: str) -> None:
    case = str.upper if text.isupper() else str.lower if text.endswith("sister") else str
    said = text.replace("{}", case(name))
    spans = find_known(said, [Known(KnownKind.PERSON, name, "p-1")], lambda w: everyday(w, "en"), doubts=True)
    assert case(name) in [s.of(said) for s in spans]


def test_the_mother_of_a_child_is_known_by_the_whole_name_alone() -> None:
    known = Known(KnownKind.NICKNAME, "\u099f\u09c1\u09a8\u09bf\u09b0 \u09ae\u09be", "p-1")
    mother = "\u09ae\u09be"
    assert find_known(f"\u0986\u09ae\u09be\u09b0 {mother}", [known], lambda w: w == mother) == []
    whole = find_known(f"{known.text} {mother}", [known], lambda w: w == mother)
    assert whole[0].of(known.text) == known.text


def test_the_participant_is_the_entity() -> None:
    spans = find_known("Rahima came", [Known(KnownKind.PERSON, "Rahima Khatun", "p-77")])
    assert {s.entity for s in spans} == {"p-77"}


def test_keys_bring_spellings_together_and_keep_people_apart() -> None:
    assert len({name_key(w) for w in ("Kamala", "Kamla", "कमला", "কমলা")}) == 1
    assert name_key("Kamal") != name_key("Kamala")
    assert name_key("Rahim") != name_key("Rahima")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "Rahima Khatun",
            "R. Khatun|Rahima K.|R.K.|Rahima's|RAHIMA|Rahimar|Rahima'r|rahimake|Rahimaapa|Roheema",
        ),
        ("Rahima Khatun", "রহিমা খাতুনের|রহিমাকেও|রহিমাআপা|রহিমারে|रहिमालाई|रहिमा|Rohima"),
        ("Kamala Tamang", "कमलाले|कमलादिदी|কমলা|kamalalai|Kamalaji|तामाङ|Kamla|KAMALA"),
        ("Grace Wanjiru Kamau", "wanjiro|MamaGrace|Wanjiru's|GWK"),
        ("Nguyễn Thị Hạnh", "Hanh|nguyen thi hanh|HẠNH|Nguyễn T. Hạnh|hạnh"),
        ("मानबहादुर राई", "Manbahadur|Man Bahadur|मान बहादुर|मानबहादुरले|राईको"),
        ("Dil Maya", "Dilmaya|दिलमाया|दिल मायालाई|dilmayalai"),
        ("শেফালী বেগম", "Shefali|Sefali|শেফালি|শেফালীরে|शेफाली|Begom"),
        ("Ng'ang'a Mwangi", "Nganga|Ng’ang’a|Mwangi"),
        ("Zahid Hossain", "জাহিদ|Jahid|ज़ाहिद|Hussain|হোসেন|Hossen"),
        ("Lakshmi Chowdhury", "লক্ষ্মী|लक्ष्मी|Laxmi|চৌধুরী|Choudhury|चौधरी"),
        ("Wahida Akter", "ওয়াহিদা|वहीदा|আক্তার|Akhter"),
    ],
)
def test_spellings_scripts_endings_and_initials(name: str, forms: str) -> None:
    for form in forms.split("|"):
        text = f"then {form} came"
        mask = covered(find_known(text, [Known(KnownKind.PERSON, name)]), len(text))
        assert not [ch for i, ch in enumerate(form) if ch.isalnum() and not mask[5 + i]], (name, form)


NAMES = sorted(
    {
        f"{given_name} {family}"
        for pack in packs()
        for given_name in sorted(pack.given)[:60]
        for family in sorted(pack.family)[:4]
        if len(given_name) > 3
        and len(family) > 3
        and " " not in given_name
        and given_name.casefold() not in titles()
        and not is_indic(given_name)
    }
)
AROUND = (
    "{n}", "{n}'s house", "{u}", "{l} apa", "{l} bhai", "{g} didi", "bibi {g}", "mama {g}", "baba {g}",
    "mzee {g}", "anh {g}", "chị {g}", "bà {g}", "ông {g}", "{g}'s", "{g}-er", "{g}-ke", "{g}lai", "{g}ko",
    "Md. {g}", "chacha {g}", "{i}. {f}", "({g})", "“{g}”", "{g},", "{g}-{f}", "cô {g}", "{g} khala",
)  # fmt: skip


@given(
    st.sampled_from(NAMES), st.sampled_from(AROUND), st.sampled_from(["Then {} came.", "{}: yes", "a\n{} b"])
)
def test_no_form_of_a_known_name_survives(name: str, form: str, sentence: str) -> None:
    given_name, family = name.split(" ")[0], name.split(" ")[-1]
    shown = form.format(n=name, u=name.upper(), l=name.lower(), g=given_name, f=family, i=given_name[0])
    text = sentence.format(shown)
    mask = covered(find_known(text, [Known(KnownKind.PERSON, name, "p-1")]), len(text))
    left = "".join(ch for i, ch in enumerate(text) if not mask[i]).casefold()
    assert given_name.casefold() not in left
    assert family.casefold() not in left


def test_a_name_that_is_an_everyday_word_is_known_by_what_stands_beside_it() -> None:
    known = [Known(KnownKind.PERSON, "Asha Purity", "p-1"), Known(KnownKind.PERSON, "আশা বেগম", "p-2")]

    def common(word: str) -> bool:
        return everyday(word, "en") or everyday(word, "bn") or word == "asha"

    masked_here = [s.of(t) for t in ("mama purity said",) for s in find_known(t, known, common)]
    assert masked_here == ["purity"]
    assert find_known("the purity of water, asha nai", known, common) == []
    assert [s.of("আশা আপা বলল, আশা ছিল") for s in find_known("আশা আপা বলল, আশা ছিল", known, common)] == ["আশা"]


def test_a_known_site_is_masked_in_part_and_across_scripts() -> None:
    known = [Known(KnownKind.LOC, "Korail bosti, Banani"), Known(KnownKind.ORG, "Noapara community clinic")]
    for text in (
        "we left Korail at night",
        "কড়াইলে থাকি",
        "in Banani",
        "the Noapara community clinic",
        "Noapara",
    ):
        assert find_known(text, known), text
    assert find_known("the clinic in the bosti", known) == []


def test_a_known_address_is_masked_in_any_case() -> None:
    text = "Write to Rahima.K@Example.org today"
    spans = find_known(text, [Known(KnownKind.EMAIL, "rahima.k@example.org", "p-1")])
    assert [s.of(text) for s in spans] == ["Rahima.K@Example.org"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_any_name_and_any_text_end_in_spans_inside_the_text(text: str, name: str) -> None:
    for kind in (KnownKind.PERSON, KnownKind.LOC, KnownKind.PHONE, KnownKind.EMAIL):
        for span in find_known(text, [Known(kind, name)]):
            assert 0 <= span.start < span.end <= len(text)


def test_a_word_of_a_known_body_is_no_name_by_itself() -> None:
    known = [Known(KnownKind.ORG, "Noapara community clinic")]
    for text in ("Community comes first.", "the community came"):
        assert find_known(text, known, lambda w: everyday(w, "en"), doubts=True) == []
