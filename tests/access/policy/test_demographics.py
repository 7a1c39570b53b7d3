"""Forms in six languages come into common terms, and nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access.gate import UnitOfWork
from archive.access.policy.demographics import (
    age_band,
    people,
    terms,
)
from archive.intake import admission, consents
from archive.model import Draft, Role
from archive.ports import Archive
from consent.record import ConsentRecord
from tests.web.made import draft, record, viewer


@pytest.mark.parametrize(
    ("answers", "common"),
    [
        (
            {
                "Age in completed years": "39",
                "Gender (as told)": "female",
                "District": "Puri",
                "State": "Odisha",
            },
            {"age_band": "30–39", "gender": "woman", "district": "puri", "region": "odisha"},
        ),
        (
            {"Tuổi": "15", "Giới tính": "nữ", "Dân tộc": "Gia Rai"},
            {"age_band": "15–17", "gender": "woman", "group": "gia rai"},
        ),
        (
            {"উত্তরদাতার বয়স": "৬৭", "লিঙ্গ": "পুরুষ", "জেলা": "খুলনা"},
            {"age_band": "60–69", "gender": "man", "district": "খুলনা"},
        ),
        ({"members/m_age[1]": "30", "Does the person agree?": "yes", "Age": "not told"}, {}),
    ],
)
def test_a_form_in_common_terms(answers: dict[str, str], common: dict[str, str]) -> None:
    assert terms(answers) == common


@pytest.mark.parametrize(
    ("answer", "gender"),
    [
        *((word, "woman") for word in ("F", "female, widowed", "নারী", "মহিলা", "महिला", "nữ", "mwanamke")),
        *((word, "man") for word in ("M", "Male", "পুরুষ", "आदमी", "nam", "mwanamume")),
        *((word, "other") for word in ("hijra", "किन्नर", "femalexyz")),
    ],
)
def test_a_gender_is_read_in_every_script(answer: str, gender: str) -> None:
    assert terms({"sex": answer})["gender"] == gender


@given(st.integers(0, 120))
def test_every_age_has_one_band_that_holds_it(years: int) -> None:
    low, _, high = age_band(years).partition("–")
    assert years >= 90 if not high else int(low) <= years <= int(high)


@pytest.mark.parametrize(
    ("band", "first", "last"),
    [
        ("0–4", 0, 4),
        ("5–9", 5, 9),
        ("10–14", 10, 14),
        ("15–17", 15, 17),
        ("18–19", 18, 19),
        ("20–29", 20, 29),
        ("80–89", 80, 89),
        ("90+", 90, 120),
    ],
)
def test_where_each_band_of_age_begins_and_ends(band: str, first: int, last: int) -> None:
    assert {age_band(years) for years in range(first, last + 1)} == {band}


@pytest.mark.parametrize(("answer", "band"), [("0", "0–4"), ("120", "90+"), ("121", None), ("999", None)])
def test_an_age_that_nobody_reaches_is_no_age(answer: str, band: str | None) -> None:
    assert terms({"Age": answer}).get("age_band") == band


@pytest.mark.parametrize("answer", ["", "   "])
def test_an_empty_answer_is_no_gender(answer: str) -> None:
    assert terms({"sex": answer}) == {}


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20), max_size=5))
def test_no_exact_age_comes_out(answers: dict[str, str]) -> None:
    assert "age" not in terms(answers)


def test_people_by_their_forms_and_their_consents(archive: Archive) -> None:
    """One who speaks alone has the answers of the form; of a group only where it was; a consent fills in."""
    collector = viewer(Role.COLLECTOR)
    alone = record("p-one", "form.csv", "R1", "delta", names=("Asma",), sex="F")
    pair = [
        replace(record("p-two", "group.txt", "R1", "delta"), born=date(1990, 3, 1)),
        record("p-three", "group.txt", "R2", "delta"),
    ]
    consents.record_consents(UnitOfWork(archive, collector), [alone, *pair])
    for source, speakers in (("form.csv", {"R1"}), ("group.txt", {"R1", "R2"})):
        whole = draft(source)
        told = (("Age", "44"), ("District", "Uria"), ("Occupation", "Salt worker"))
        turns = tuple(t for t in whole.turns)
        made: Draft = replace(whole, turns=turns, attributes=told)
        if len(speakers) == 1:
            made = replace(made, turns=tuple(replace(t, label="R1") if t.label == "R2" else t for t in turns))
        assert admission.take_in(UnitOfWork(archive, collector), made, "delta", 90).testimony
    assert people(archive, ["delta"]) == {
        "p-one": {"age_band": "40–49", "district": "uria", "job": "salt worker", "gender": "woman"},
        "p-two": {"district": "uria", "age_band": "30–39"},
        "p-three": {"district": "uria"},
    }
    assert people(archive, ["hills"]) == {}


@pytest.mark.parametrize(
    ("collected", "band"),
    [
        (date(2025, 2, 28), "15–17"),
        (date(2025, 3, 1), "18–19"),
        (date(2025, 11, 1), "18–19"),
        (None, "18–19"),
    ],
)
def test_the_age_of_a_consent_is_that_on_its_day(archive: Archive, collected: date | None, band: str) -> None:
    """Eighteen on the first of March 2025, and not a day before; without a day it is that of the record."""
    stated = replace(
        record("p-one", "talk.txt", "R1", "delta"), born=date(2007, 3, 1), collected_at=collected
    )
    assert _taken(archive, stated, draft("talk.txt"))["p-one"]["age_band"] == band


def test_somebody_born_after_the_consent_is_in_the_youngest_band(archive: Archive) -> None:
    stated = replace(
        record("p-one", "talk.txt", "R1", "delta"), born=date(2026, 3, 1), collected_at=date(2025, 1, 1)
    )
    assert _taken(archive, stated, draft("talk.txt"))["p-one"]["age_band"] == "0–4"


def _taken(archive: Archive, stated: ConsentRecord, whole: Draft) -> dict[str, dict[str, str]]:
    work = UnitOfWork(archive, viewer(Role.COLLECTOR))
    consents.record_consents(work, [stated])
    assert admission.take_in(work, whole, "delta", 90).testimony
    return people(archive, ["delta"])
