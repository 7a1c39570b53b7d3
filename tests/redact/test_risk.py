"""Flags say where somebody may still be known, and why, without saying who."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Finding, IdentifierType
from archive.redact.risk import flags, rare_combinations


def test_roles_kin_chains_and_offices_are_flagged_with_reasons() -> None:
    text = (
        "She is the only woman driver at the depot. My husband's elder brother's wife told me. "
        "I went to the headmaster of Lakeside. The rest is weather."
    )
    found = flags(text, [])
    assert [f.kind for f in found] == ["role", "kin", "office"]
    assert all(f.reason for f in found)
    assert flags("It rained. We ate rice.", []) == []


def test_many_details_in_one_turn_are_flagged() -> None:
    kinds = (IdentifierType.AGE, IdentifierType.DEM, IdentifierType.LOC)
    found = [Finding(f"f{i}", "t", 1, 0, i * 3, i * 3 + 2, kind, 0.9, "test") for i, kind in enumerate(kinds)]
    (flag,) = flags("aa bb cc dd", found, [(0, 11)])
    assert (flag.start, flag.end, flag.kind) == (0, 8, "combination")
    assert flags("aa bb cc dd", found[:2], [(0, 11)]) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("My aunt's cousin was murdered; it was in the newspaper.", ["kin", "event", "told"]),
        ("আমার ভাইয়ের বউ বলছে। ইউনিয়নের চেয়ারম্যান আসে নাই। আমি একমাত্র মহিলা ড্রাইভার।", ["kin", "office", "role"]),
        ("मेरे भाई की पत्नी ने कहा। गाँव के सरपंच ने मना किया। उसे जला दिया।", ["kin", "office", "event"]),
        (
            "मेरो दाइको श्रीमतीले भनिन्। वडाको अध्यक्ष आएनन्। म यो गाउँको एक्ली महिला चालक हुँ।",
            ["kin", "office", "role"],
        ),
        ("Mke wa kaka yangu alisema. Chifu wa Lodwar alikuja. Aliuawa na mamba.", ["kin", "office", "event"]),
        (
            "Vợ của anh trai tôi nói. Trưởng thôn Nà Sáng không đến. Nhà báo đến hỏi.",
            ["kin", "office", "told"],
        ),
        ("amar bhaiyer bou bolse, khun hoise oikhane", ["kin", "event"]),
        ("It rained on the road. We ate rice and slept.", []),
        ("বৃষ্টি হইছে, আমরা ভাত খাইছি।", []),
        ("Mvua ilinyesha, tukala ugali nyumbani.", []),
    ],
)
def test_signs_in_every_language(text: str, kinds: list[str]) -> None:
    found = flags(text, [])
    assert [f.kind for f in found] == kinds
    assert all(f.reason and f.weight > 0 for f in found)


TOLD = st.sampled_from(
    [
        "my aunt's cousin", "the headmaster of Lakeside", "আমার ভাইয়ের বউ", "गाँव के सरपंच", "Mume ni mvuvi",
        "Trưởng thôn Nà Sáng", "khun hoise",
    ]
)  # fmt: skip
"""Each is flagged wherever it stands alone between sentences."""


@given(st.text(max_size=60), TOLD, st.text(max_size=60))
def test_flags_stay_inside_the_text(before: str, told: str, after: str) -> None:
    text = f"{before}. {told}. {after}"
    found = flags(text, [])
    assert any(f.start < len(before) + 2 + len(told) and f.end > len(before) + 2 for f in found)
    assert [f for f in found if not 0 <= f.start < f.end <= len(text)] == []


def test_rare_combinations_count_people_and_name_no_value() -> None:
    people = {f"p{i}": {"age": "30-39", "group": "weaver"} for i in range(5)} | {"p9": {"age": "80-89"}}
    rare = rare_combinations(people, ("age", "group"))
    assert rare == {"p9": "Nobody else of 6 people has this age."}
    assert rare_combinations(people, ("age", "group"), k=1) == {}


def test_a_combination_may_be_rare_where_no_part_of_it_is() -> None:
    people = {f"p{i}": {"age": "30-39", "group": "weaver"} for i in range(5)}
    people |= {f"q{i}": {"age": "40-49", "group": "potter"} for i in range(5)}
    people["r"] = {"age": "30-39", "group": "potter"}
    assert rare_combinations(people, ("age", "group")) == {
        "r": "Nobody else of 11 people has this age, group."
    }


ATTRIBUTES = st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), max_size=3)


@given(st.dictionaries(st.sampled_from("123456789"), ATTRIBUTES), st.integers(1, 4))
def test_whoever_is_not_rare_is_one_of_k(people: dict[str, dict[str, str]], k: int) -> None:
    """The promise of k-anonymity, counted by hand over everything that is known of a person."""
    rare = rare_combinations(people, "abc", k)
    for person, own in people.items():
        alike = sum(
            all(other.get(field) == value for field, value in own.items()) for other in people.values()
        )
        assert (alike < k and bool(own)) == (person in rare)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("স্বামী রিকশাচালক, শুক্রবার বাড়ি থাকে।", ["রিকশাচালক", "শুক্রবার"]),
        ("मस्जिद के पास वाला दर्ज़ी पिछले साल मरा।", ["मस्जिद", "दर्ज़ी", "पिछले साल"]),
        ("गाउँको दर्जी गत वर्ष बिते।", ["गाउँको दर्जी", "गत वर्ष"]),
        ("Mume ni mvuvi, alirudi mwaka jana.", ["mvuvi", "mwaka jana"]),
        ("Chồng tôi chạy xe ôm, về năm ngoái.", ["xe ôm", "năm ngoái"]),
    ],
)
def test_small_details_are_shown_where_nothing_covers_them(text: str, shown: list[str]) -> None:
    found = [text[f.start : f.end] for f in flags(text, []) if f.kind == "detail"]
    assert found == shown
    whole = Finding("f0", "t", 1, 0, 0, len(text), IdentifierType.OTHER, 0.9, "test")
    assert not any(f.kind == "detail" for f in flags(text, [whole]))
