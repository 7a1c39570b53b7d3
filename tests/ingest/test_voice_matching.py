"""A label is whose consent names it, also under a short form or a title, and never somebody's by a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.voice_matching import NamedVoice, matches, name_words, voice_key


def whose(labels: list[str], **named: str) -> list[str | None]:
    """Whose each label is, where consents name participants by these labels."""
    voices = [NamedVoice(who, label) for who, label in named.items()]
    by_key = matches(labels, voices, numbered=False)
    return [by_key[voice_key(label)].participant for label in labels]


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("ASHA RAO", "Asha Rao"),
        ("Asha\u200b Rao\uff1a", "asha rao"),
        ("\u200eAsha Rao", "Asha Rao"),
        ("Mrs. Asha Rao", "Asha Rao"),
        ("Asha Rao", "Smt. Asha Rao"),
        ("Md. Karim", "Karim"),
        ("B\u00e0 Lan", "Lan"),
        ("P1 (F, 34)", "FGD P1"),
        ("Asha", "Asha Rao"),
        ("Asha Rao", "Asha"),
    ],
)
def test_case_signs_titles_and_short_forms_are_one_voice_where_only_one_fits(label: str, named: str) -> None:
    assert whose([label, "Mina"], a=named) == ["a", None]


def test_a_name_that_the_file_has_in_two_forms_is_nobodys_under_a_third() -> None:
    assert whose(["Asha", "Asha Rao"], a="Asha Rao Devi") == [None, None]
    assert whose(["Mr Rahim", "Mrs Rahim"], a="Rahim") == [None, None]


def test_the_label_itself_goes_before_any_short_form() -> None:
    assert whose(["Asha", "Asha Rao"], a="Asha", b="Asha Rao") == ["a", "b"]
    assert whose(["Mr Rahim", "Mrs Rahim"], a="Mrs Rahim") == [None, "a"]


def test_two_consents_that_could_mean_one_label_give_it_to_nobody() -> None:
    [match] = matches(
        ["Asha"], [NamedVoice("a", "Asha Rao"), NamedVoice("b", "Asha Das")], numbered=False
    ).values()
    assert (match.participant, match.rivals) == (None, {"a", "b"})
    assert whose(["Asha"], a="Asha", b="ASHA") == [None]
    assert whose(["Asha"], a="Asha", b="Asha Rao") == [None]


def test_codes_and_roles_are_never_short_forms() -> None:
    assert whose(["R1", "P 2"], a="R12", b="P") == [None, None]
    assert name_words("Respondent 3") == frozenset()


@given(
    st.lists(
        st.sampled_from(["Asha", "Asha Rao", "Rao", "Mrs Rao", "Mina", "R1", "R"]), unique=True, min_size=1
    ),
    st.lists(st.sampled_from(["Asha", "Asha Rao", "Rao", "Mina", "Mina Das", "R1"]), min_size=1, max_size=4),
)
def test_a_label_is_somebodys_only_if_nobody_else_could_be_meant(labels: list[str], named: list[str]) -> None:
    voices = [NamedVoice(f"p{n}", label) for n, label in enumerate(named)]
    for key, match in matches(labels, voices, numbered=False).items():
        exact = {v.participant for v in voices if voice_key(v.label) == key}
        assert not (match.participant and match.rivals)
        if len(exact) > 1:
            assert match.participant is None
        if match.participant and not exact:
            assert match.named
