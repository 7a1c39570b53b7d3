"""Nobody's published answers are theirs alone, and what many share is kept."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from archive.statistics.shared_answers import shared_answers

ANSWERS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"), max_size=4)
PEOPLE = st.lists(ANSWERS, max_size=40).map(lambda each: {f"p{n}": one for n, one in enumerate(each)})


@given(PEOPLE, st.integers(2, 6))
def test_whatever_is_published_is_published_alike_of_enough_people(
    people: dict[str, dict[str, str]], k: int
) -> None:
    published = shared_answers(people, k)
    assert published.keys() == people.keys()
    for who, pairs in published.items():
        assert set(pairs) <= set(people[who].items())
    if len(people) < k:
        assert not any(published.values())
    else:
        assert all(count >= k for count in Counter(published.values()).values())


def test_answers_that_many_share_one_by_one_may_be_nobodys_together() -> None:
    people = {f"p{n}": {"sex": "fm"[n % 2], "age": "yo"[n // 2 % 2]} for n in range(40)}
    people |= {f"q{n}": {"sex": "f", "age": "y", "work": "none"} for n in range(12)}
    people["alone"] = {"sex": "m", "age": "o", "work": "none"}
    published = shared_answers(people, 10)
    assert published["alone"] == (("age", "o"), ("sex", "m")), "with the work it would be one person"
    assert published["q0"] == (("age", "y"), ("sex", "f"), ("work", "none"))
    assert published["p0"] == (("age", "y"), ("sex", "f"))


def test_where_all_say_the_same_all_of_it_is_kept() -> None:
    people = {f"p{n}": {"country": "BD", "sex": "f"} for n in range(10)}
    assert set(shared_answers(people, 10).values()) == {(("country", "BD"), ("sex", "f"))}
    assert not any(shared_answers({who: people[who] for who in list(people)[:9]}, 10).values())


def test_one_who_did_not_answer_hides_among_others() -> None:
    people: dict[str, dict[str, str]] = {f"p{n}": {"country": "BD"} for n in range(30)}
    people["silent"] = {}
    assert Counter(shared_answers(people, 10).values())[()] >= 10
