"""One person one name, nobody's real name, never two people one name, in the script of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.redact.pseudonyms import POOLS, PseudonymBook, seats
from language.transliteration import name_key


@given(
    st.lists(st.text("abcdef0123", min_size=1, max_size=6), unique=True, max_size=150),
    st.sampled_from(sorted(POOLS)),
)
def test_no_two_people_share_a_name(people: list[str], lang: str) -> None:
    book = PseudonymBook(b"k" * 32, "project")
    shown = [book.mention(p, lang) for p in people]
    assert len(set(shown)) == len(people)
    assert shown == [book.mention(p, lang) for p in people]


def test_no_real_name_is_given_away() -> None:
    real = ["Tara Khatun", "আশা", "Suraj", "ज्योति"]
    book = PseudonymBook(b"k" * 32, "project")
    book.avoid(real)
    keys = {name_key(w).rstrip("a") for n in real for w in n.split()}
    given_names = {book.person(f"p{i}", "bn").given[0] for i in range(50)}
    assert not {name_key(n).rstrip("a") for n in given_names} & keys


def test_the_script_follows_the_text_and_the_person_stays() -> None:
    book = PseudonymBook(b"k" * 32, "project")
    latin, bangla, hindi = (book.mention("p1", lang) for lang in ("en", "bn", "hi"))
    assert latin.isascii()
    assert all("\u0980" <= ch <= "\u09ff" for ch in bangla)
    assert all("\u0900" <= ch <= "\u097f" for ch in hindi)
    assert book.mention("p1", "en", parts=2).startswith(latin)


def test_sex_chooses_the_pool() -> None:
    book = PseudonymBook(b"k" * 32, "project")
    women = {name[0] for name in POOLS["bn"]["F"]}
    assert all(book.person(f"p{i}", "bn", "F").given[0] in women for i in range(20))


def test_a_family_name_alone_takes_the_second_name() -> None:
    assert seats(["Kamau"], ["Grace", "Wanjiru", "Kamau"]) == (1, True)
    assert seats(["Grace"], ["Grace", "Wanjiru", "Kamau"]) == (1, False)
    assert seats(["Grace", "Kamau"], ["Grace", "Wanjiru", "Kamau"]) == (2, False)
