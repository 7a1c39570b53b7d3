from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taxonomies import sdg
from taxonomies._data import LANGUAGES, names


def test_the_framework_has_its_known_size() -> None:
    framework = sdg.framework()
    assert len(framework.goals) == 17
    assert len(list(framework.targets())) == 169
    assert len(list(framework.indicators())) == 247
    assert len(list(framework.indicators(unique=True))) == 231
    assert framework.year == 2020
    assert len(framework.retired) == 5
    assert not {i.code for i in framework.indicators()} & set(framework.retired)


def test_repeated_indicators_point_at_each_other() -> None:
    by_code = {i.code: i for i in sdg.framework().indicators()}
    repeated = [i for i in by_code.values() if i.same_as]
    assert len({frozenset((i.code, *i.same_as)) for i in repeated}) == 12
    for indicator in repeated:
        assert all(indicator.code in by_code[other].same_as for other in indicator.same_as)


def test_codes_sort_by_number_and_letters_come_last() -> None:
    assert sorted(["10.2", "3.a", "3.10", "3.9", "9.c"], key=sdg.order) == [
        "3.9",
        "3.10",
        "3.a",
        "9.c",
        "10.2",
    ]
    assert list(sdg.target_codes()) == sorted(sdg.target_codes(), key=sdg.order)


@given(st.sampled_from(sdg.target_codes()), st.sampled_from(sdg.target_codes()))
def test_order_agrees_with_position(one: str, other: str) -> None:
    codes = sdg.target_codes()
    assert (codes.index(one) < codes.index(other)) == (sdg.order(one) < sdg.order(other))


def test_uris_are_those_of_the_united_nations() -> None:
    target = next(t for t in sdg.framework().targets() if t.code == "3.8")
    assert target.uri == "http://metadata.un.org/sdg/3.8"
    assert sdg.framework().goals[2].uri == "http://metadata.un.org/sdg/3"


def test_every_goal_and_target_has_an_english_label_of_its_own() -> None:
    labels = sdg.labels("en")
    expected = {str(n) for n in range(1, 18)} | set(sdg.target_codes())
    assert set(labels) == expected
    assert len(set(labels.values())) == len(expected)


def test_every_language_labels_the_goals_and_nothing_unknown() -> None:
    for language in LANGUAGES:
        assert f"labels/sdg.{language}.yaml" in names("labels", ".yaml")
        labels = sdg.labels(language)
        assert set(labels) == set(sdg.labels("en"))
        if language != "en":
            assert all(labels[str(n)] != sdg.label(str(n)) for n in range(1, 18))


def test_an_unknown_language_gets_english() -> None:
    assert sdg.label("3.8", "xx") == sdg.label("3.8", "en")


def test_every_target_has_a_label_of_its_own_in_every_language() -> None:
    for language in sdg.LANGUAGES:
        shown = {sdg.label(code, language) for code in sdg.target_codes()}
        assert len(shown) == 169, language
    english = {sdg.label(code, "en") for code in sdg.target_codes()}
    assert not any(
        sdg.label(code, lang) in english for lang in ("bn", "hi", "ne") for code in sdg.target_codes()
    )
