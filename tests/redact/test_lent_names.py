"""Names known again by keyed forms: each name put in is found where it stands, and what is lent says none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import IdentifierType as T
from archive.model.identities import IdentityDetails, LentForms, LentNames
from archive.redact.detect import find
from archive.redact.lent_names import PART, WHOLE, find_lent, keyed_forms

KEY = bytes(range(32))
SCRIPTS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "sw": "abcdefghijklmnoprstuvwyz",
    "vi": "abcdđeghiklmnopqrstuvxyăâêôơưáàảãạấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "bn": "অআইঈউঊএঐওঔকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহড়য়",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "ne": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
}
SIGNS = {"bn": "ািীুূেৈোৌং্", "hi": "ािीुूेैोौं्", "ne": "ािीुूेैोौं्"}
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, str.title,
    lambda name: unicodedata.normalize("NFD", name), lambda name: unicodedata.normalize("NFC", name),
    lambda name: unicodedata.normalize("NFD", name.upper()),
)  # fmt: skip


def names_in(lang: str) -> st.SearchStrategy[str]:
    """Names of one to four words in the letters of a language, signs among them."""
    letters = st.sampled_from(SCRIPTS[lang])
    tail = st.sampled_from(SCRIPTS[lang] + SIGNS.get(lang, ""))
    word = st.builds(lambda first, rest: (first + "".join(rest)).capitalize(), letters,
                     st.lists(tail, min_size=1, max_size=9))  # fmt: skip
    return st.lists(word, min_size=1, max_size=4).map(" ".join)


def lent(*people: IdentityDetails) -> LentNames:
    return LentNames(
        KEY, tuple(LentForms(f"p-{n}", tuple(keyed_forms(d, KEY))) for n, d in enumerate(people, 1))
    )


def named(*names: str, contacts: tuple[str, ...] = ()) -> LentNames:
    return lent(IdentityDetails(names, contacts))


@pytest.mark.parametrize("lang", SCRIPTS)
@given(data=st.data())
def test_every_name_put_in_is_found_where_it_stands(lang: str, data: st.DataObject) -> None:
    name = data.draw(names_in(lang))
    before, after = (data.draw(st.sampled_from(["", "…and then ", "“", "3. ", "ok, "])) for _ in range(2))
    spelt = data.draw(st.sampled_from(SPELLINGS))(name)
    everyday = data.draw(st.booleans())
    text = f"{before}{spelt} {after}"
    spans = find_lent(text, named(name), lambda word: everyday)
    start, end = len(before), len(before) + len(spelt)
    assert any(span.start <= start and span.end >= end for span in spans)
    if len(name.split()) > 1:
        assert any(span.score == 1.0 for span in spans), "a whole name of several words is a finding"


@given(digits=st.text("0123456789", min_size=9, max_size=14), gaps=st.lists(st.sampled_from(["", " ", "-"])))
def test_every_number_put_in_is_found_in_any_spacing(digits: str, gaps: list[str]) -> None:
    spaced = (
        "".join(d + (gaps[at] if at < len(gaps) else "") for at, d in enumerate(digits[:-1])) + digits[-1]
    )
    for written in (spaced, digits.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))):
        text = f"call {written} tonight"
        spans = find_lent(text, named("Rina", contacts=(digits,)))
        assert any(s.type is T.PHONE and s.end >= 5 + len(written) for s in spans)


@given(name=names_in("en"), contact=st.sampled_from(["01712 345678", "zyxwvu@example.org", "Zorrohill road"]))
def test_what_is_lent_holds_no_name(name: str, contact: str) -> None:
    forms = keyed_forms(IdentityDetails((f"Zyx{name}",), (contact,)), KEY)
    dumped = repr(forms) + "".join(repr(getattr(f, each)) for f in forms for each in f.__slots__)
    for word in (f"zyx{name}".split()[0], "zyxwvu", "345678", "zorrohill"):
        assert word.lower() not in dumped.lower()
    others = keyed_forms(IdentityDetails((f"Zyx{name}",), (contact,)), bytes(32))
    assert {f.mark for f in forms}.isdisjoint(f.mark for f in others), "another key, other marks"


def test_parts_are_doubts_and_everyday_words_are_not_masked_blindly() -> None:
    text = "I will ask Will, and Hope. We hope Rahima comes; KHATUN too."
    everyday = {"will", "hope"}
    spans = find_lent(text, named("Will Otieno", "Hope", "Rahima Khatun"), everyday.__contains__)
    assert [(s.of(text), s.score, s.detector) for s in sorted(spans)] == [
        ("Will", 0.5, PART), ("Hope", 1.0, WHOLE), ("hope", 0.5, PART), ("Rahima", 0.5, PART),
        ("KHATUN", 0.5, PART),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("রহিমা খাতুন", "আমি রহিমা খাতুনকে বলেছি"),
        ("सीता देवी", "मैंने सीता देवीको देखा"),
        ("Wanjiru Ng'ang'a", "with Wanjiru Ng’ang’a at noon"),
        ("Nguyễn Thị Hồng", "chị nguyen thi hong nói"),
        ("Abdul-Karim Sheikh", "Abdul Karim  Sheikh came"),
    ],
)
def test_endings_marks_and_gaps_do_not_hide_a_name(name: str, text: str) -> None:
    assert any(span.detector == WHOLE for span in find_lent(text, named(name)))


def test_addresses_and_local_numbers() -> None:
    text = "Write to Rina@Example.org. Or (+880) 1712-345-678, or house 12, Mirpur road!"
    contacts = ("rina@example.org", "+8801712345678", "House 12 Mirpur Road")
    assert [(s.of(text), s.type) for s in sorted(find_lent(text, named("X", contacts=contacts)))] == [
        ("Rina@Example.org", T.EMAIL), ("(+880) 1712-345-678", T.PHONE), ("house 12, Mirpur road", T.LOC),
    ]  # fmt: skip
    assert find_lent("my number is 01712 345678", named("X", contacts=contacts))[0].entity == "p-1"


def test_what_two_people_share_is_nobodys() -> None:
    both = lent(IdentityDetails(("Rahima Khatun",)), IdentityDetails(("Salma Khatun",)))
    found = {s.of("Rahima Khatun, Khatun"): s.entity for s in find_lent("Rahima Khatun, Khatun", both)}
    assert found == {"Rahima Khatun": "p-1", "Khatun": ""}
    assert find_lent("Rahima Khatun", LentNames(KEY)) == []


def test_the_detector_takes_lent_names_for_known_ones() -> None:
    text = "Interviewer: And then? Respondent: then zubaida quorra came to the well."
    spans = find(text, "en", lent=named("Zubaida Quorra"))
    assert [(s.of(text), s.detector, s.entity) for s in spans] == [("zubaida quorra", WHOLE, "p-1")]
