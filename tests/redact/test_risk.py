"""Flags say where somebody may still be known, and why, without saying who."""

from __future__ import annotations

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


def test_rare_combinations_count_people_and_name_no_value() -> None:
    people = {f"p{i}": {"age": "30-39", "group": "weaver"} for i in range(5)} | {"p9": {"age": "80-89"}}
    rare = rare_combinations(people, ("age", "group"))
    assert list(rare) == ["p9"]
    assert "80-89" not in rare["p9"]
    assert rare_combinations(people, ("age", "group"), k=1) == {}
