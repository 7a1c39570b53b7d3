"""What stands in the place of a person: of the sex, in the language, with the ending that the words tell."""

from __future__ import annotations

import pytest

from archive.model import IdentifierType as T
from archive.model import Known, KnownKind
from archive.redact.generalise import language_at, replacements
from archive.redact.pseudonyms import KENYA, SOUTH_ASIA, VIETNAM, Name, PseudonymBook
from archive.redact.spans import Span

PEOPLE = [f"p{n}" for n in range(24)]
"""So many that a name drawn from both sexes is sure to be of either for some of them."""


def spans(text: str, *names: str, kind: T = T.PERSON) -> list[Span]:
    """The names in the order in which they stand."""
    placed: list[Span] = []
    for name in names:
        start = text.index(name, placed[-1].end if placed else 0)
        placed.append(Span(start, start + len(name), kind, 0.9, "test"))
    return placed


def written(
    text: str, *names: str, entity: str = "p1", known: tuple[Known, ...] = (), kind: T = T.PERSON
) -> list[str]:
    """What is read in the place of each name, if all are one person's."""
    placed = spans(text, *names, kind=kind)
    book = PseudonymBook(b"k" * 32, "project")
    both = replacements(text, placed, [entity] * len(placed), book, known)
    assert all(research == public for research, public in both)
    return [research for research, _ in both]


def sexes(text: str, *names: str, known: tuple[Known, ...] = ()) -> set[str]:
    """The sexes of the pseudonyms that people get who stand in this text, one after the other."""
    of = {name[0]: sex for sex in "FM" for name in SOUTH_ASIA[sex]}
    return {of[written(text, *names, entity=one, known=known)[0]] for one in PEOPLE}


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("my sister Qazna came", "F"),
        ("the wife of Qazna came", "F"),
        ("Qazna apa came", "F"),
        ("my brother Qazna came", "M"),
        ("Qazna bhai came", "M"),
        ("Uncle of Qazna came", "M"),
        ("Qazna came", "FM"),
        ("my sister Qazna bhai", "FM"),
        ("sister of that Qazna came", "FM"),
        ("Qazna came, apa", "FM"),
        ("my sister, whom we waited for, Qazna", "FM"),
    ],
)
def test_the_two_words_before_and_the_one_after_tell_the_sex(text: str, sex: str) -> None:
    assert sexes(text, "Qazna") == set(sex)


def test_the_first_mention_that_tells_the_sex_counts_for_all() -> None:
    assert sexes("Qazna came. My sister Qazna sat. My brother Qazna left.", *["Qazna"] * 3) == {"F"}


def test_what_is_known_of_the_sex_counts_over_the_words() -> None:
    known = tuple(Known(KnownKind.PERSON, "Qazna", one, sex="M") for one in PEOPLE)
    assert sexes("my sister Qazna came", "Qazna", known=known) == {"M"}
    unsaid = tuple(Known(KnownKind.PERSON, "Qazna", one) for one in PEOPLE)
    assert sexes("my sister Qazna came", "Qazna", known=unsaid) == {"F"}
    nobody = (Known(KnownKind.PERSON, "Qazna", None, sex="M"),)
    assert sexes("my sister Qazna came", "Qazna", known=nobody) == {"F"}


def test_a_place_that_follows_a_word_for_a_woman_tells_nobodys_sex() -> None:
    text = "my sister Qazna and Bexwo came"
    place, person = spans(text, "Qazna", kind=T.LOC) + spans(text, "Bexwo")
    book = PseudonymBook(b"k" * 32, "project")
    names = {replacements(text, [place, person], [one, one], book)[1][0] for one in PEOPLE}
    assert names & {name[0] for name in SOUTH_ASIA["M"]}


# ---- endings


@pytest.mark.parametrize("ending", ["'s", "’s"])
def test_a_possessive_is_kept(ending: str) -> None:
    bare, owned = written(f"Qazna came to Qazna{ending} house", "Qazna", f"Qazna{ending}")
    assert owned == bare + ending
    assert written(f"Qazna{ending} house", f"Qazna{ending}") == [owned]


@pytest.mark.parametrize(
    ("text", "bare", "ended", "ending"),
    [
        ("রহিমা এল। রহিমাকে দিল", "রহিমা", "রহিমাকে", "কে"),
        ("करिम आए। करिमलाई दिए, हामी छौं", "करिम", "करिमलाई", "लाई"),
    ],
)
def test_a_glued_case_ending_is_kept_where_the_name_stands_without_it(
    text: str, bare: str, ended: str, ending: str
) -> None:
    plain, cased = written(text, bare, ended)
    assert cased == plain + ending
    assert written(text, ended) == [plain]


def test_a_name_that_looks_as_if_it_had_an_ending_gets_none() -> None:
    """The longest mention of the person has to hold the name without it."""
    plain, full = written("রহিমাকে দিল। রহিমাকে বেগম এল", "রহিমাকে", "রহিমাকে বেগম")
    assert full.startswith(f"{plain} ")


# ---- parts of a name, titles


def test_a_mention_has_as_many_parts_as_the_name_it_stands_for() -> None:
    text = "Rahima Khatun came, then Rahima sat by Mrs Khatun and Mrs Rahima Khatun"
    full, given, family, titled = written(text, "Rahima Khatun", "Rahima", "Mrs Khatun", "Mrs Rahima Khatun")
    assert full == titled == f"{given} {family}"
    assert given != family


def test_the_longest_mention_is_the_full_name_wherever_it_stands() -> None:
    given, family, full = written(
        "Rahima sat by Khatun, or Rahima Khatun", "Rahima", "Khatun", "Rahima Khatun"
    )
    assert full == f"{given} {family}"


def test_a_nickname_is_one_word_however_many_it_has() -> None:
    (name,) = written("they call me Small Qazna here", "Small Qazna", kind=T.NICKNAME)
    assert " " not in name
    assert " " in written("they call me Small Qazna here", "Small Qazna", kind=T.KIN)[0]


def test_a_title_alone_is_given_a_name() -> None:
    assert written("then amma came", "amma") == written("then Qazna came", "Qazna")


def test_people_and_other_things_are_replaced_side_by_side() -> None:
    text = "my sister Qazna, 0712 345 678, was with Bexwo"
    people, phone = spans(text, "Qazna", "Bexwo"), spans(text, "0712 345 678", kind=T.PHONE)
    book = PseudonymBook(b"k" * 32, "project")
    one, number, other = replacements(text, [people[0], phone[0], people[1]], ["p1", "phone", "p2"], book)
    assert number == ("[phone number]", "[phone number]")
    assert one != other
    assert one[0] == book.mention("p1", "en")
    assert other[0] == book.mention("p2", "en")


# ---- language


@pytest.mark.parametrize(
    ("text", "name", "lang", "pool"),
    [
        ("she went to Qazna and back", "Qazna", "en", SOUTH_ASIA),
        ("amar bari Qazna ase", "Qazna", "en", SOUTH_ASIA),
        ("alikwenda nyumbani kwa Qazna na watoto wake", "Qazna", "sw", KENYA),
        ("chị ấy đến nhà Qazna không", "Qazna", "vi", VIETNAM),
        ("she said রহিমা came", "রহিমা", "bn", SOUTH_ASIA),
        ("वह कमला के घर है", "कमला", "hi", SOUTH_ASIA),
        ("she said उहाँ कमलाको घरमा हुनुहुन्छ छ", "कमला", "ne", SOUTH_ASIA),
    ],
)
def test_the_script_and_the_words_around_tell_the_language(
    text: str, name: str, lang: str, pool: dict[str, tuple[Name, ...]]
) -> None:
    assert language_at(text, spans(text, name)[0]) == lang
    assert any(written(text, name)[0] in names for sex in "FM" for names in pool[sex])


def test_only_the_words_near_by_tell_the_language() -> None:
    here, there = "she went to the house of Qazna and came back", "alikwenda nyumbani kwa watoto wake na mama"
    far = " . " * 60
    for text in (f"{there}{far}{here}{far}{there}", f"{there}{there}{there}{far}{here}"):
        assert language_at(text, spans(text, "Qazna")[0]) == "en"
    for text in (f"{there}, {there}, Qazna", f"Qazna {there}, {there}"):
        assert language_at(text, spans(text, "Qazna")[0]) == "sw"
