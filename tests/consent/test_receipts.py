"""What a participant takes home: in six languages, complete, and without a trace of who they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from string import Formatter
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.policy import IN_FORCE
from consent.receipts import (
    GROUPS,
    LANGUAGES,
    Office,
    group_of,
    locale,
    receipt_html,
    receipt_json,
    receipt_parts,
    receipt_text,
)
from consent.record import ConsentRecord, Form, Guardian, Identity, Jurisdiction, Purpose, State, Voice
from tests.consent.made import GRANT, TODAY, child, days, grants, limited, record, records

NUMBER = "4821 0937 5516"
OFFICE = Office("0700 000000", "https://example.org/notice")
LATIN = {"en", "sw", "vi"}


def leaves(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        return {k: v for key, inner in value.items() for k, v in leaves(inner, f"{path}/{key}").items()}
    if isinstance(value, list):
        return {k: v for i, inner in enumerate(value) for k, v in leaves(inner, f"{path}/{i}").items()}
    return {path: value}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    words, english = leaves(locale(language)), leaves(locale("en"))
    assert set(words) == set(english)
    for key, sentence in words.items():
        assert blanks(sentence) == blanks(english[key]), key
        assert sentence.strip()
    assert len(locale(language)["months"]) == 12
    assert len(set(locale(language)["months"])) == 12
    assert set(locale(language)["purposes"]) == {p.value for p in Purpose}
    assert set(locale(language)["forms"]) == {f.value for f in Form}
    assert set(locale(language)["groups"]) == set(GROUPS)
    assert [int(d) for d in locale(language)["digits"]] == list(range(10))


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - LATIN))
def test_no_sentence_was_left_in_latin_letters(language: str) -> None:
    for key, sentence in leaves(locale(language)).items():
        if key not in ("/code", "/digits"):
            assert not re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", sentence)), key


@pytest.mark.parametrize("language", ["sw", "vi"])
def test_no_sentence_was_left_in_english(language: str) -> None:
    words, english = leaves(locale(language)), leaves(locale("en"))
    same = {k for k in words if words[k] == english[k]}
    assert same <= {"/digits", "/day", "/forms/video"} | {f"/digits/{i}" for i in range(10)}


def test_an_unknown_language_is_answered_in_english() -> None:
    assert locale("luo")["code"] == "en"
    assert locale("bn-BD")["code"] == locale("BN_bd")["code"] == "bn"
    assert locale("../../etc")["code"] == "en"


@given(records, days, st.sampled_from(LANGUAGES))
def test_every_answer_stands_on_the_paper_once(known: ConsentRecord, today: date, language: str) -> None:
    printed = receipt_parts(known, NUMBER, OFFICE, today, language)
    words, parts = printed.words, printed.parts
    for group in GROUPS:
        lines = [line for p in parts if p.heading == words["groups"][group] for line in p.lines]
        expected = {g.purpose for g in known.grants if group_of(g, today) == group}
        assert bool(lines) is bool(expected)
        for purpose in expected:
            assert any(line.startswith(words["purposes"][purpose.value]) for line in lines)
    text = receipt_text(known, NUMBER, OFFICE, today, language)
    assert NUMBER in text
    assert OFFICE.contact in text
    assert words["take_back"] in text
    assert words["printed"] in text


@given(grants, days)
def test_a_yes_is_shown_as_a_yes_only_while_it_holds(grant: Any, today: date) -> None:
    group = group_of(grant, today)
    holds = grant.state in IN_FORCE and (grant.valid_until is None or today <= grant.valid_until)
    assert (group == "agreed") is holds


@pytest.mark.parametrize(
    ("state", "group"),
    [
        (State.REFUSED, "refused"),
        (State.WITHDRAWN, "withdrawn"),
        (State.EXPIRED, "ended"),
        (State.SUSPENDED, "ended"),
        (State.REVOKED, "ended"),
        (State.INVALIDATED, "ended"),
        (State.UNKNOWN, "open"),
        (State.DEFERRED, "open"),
        (State.REQUESTED, "open"),
    ],
)
def test_where_other_answers_stand(state: State, group: str) -> None:
    assert group_of(replace(GRANT, state=state), TODAY) == group


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_named_and_nothing_they_said(language: str) -> None:
    secret = "Zzyzx"
    known = replace(
        child(),
        language=language,
        identity=Identity(names=(secret,), phones=(secret,)),
        voices=(Voice(secret, secret),),
        guardian=Guardian(secret, secret),
        witness=secret,
        risk=secret,
        conditions=(secret,),
        safe_contact_note=secret,
        grants=(replace(GRANT, reason=secret, evidence=secret),),
    )
    text = receipt_text(known, NUMBER, OFFICE, TODAY)
    assert secret not in text + receipt_html(known, NUMBER, OFFICE, TODAY)
    assert secret not in json.dumps(receipt_json(known, NUMBER, OFFICE, TODAY))
    assert known.participant not in text
    assert locale(language)["child"] in text
    assert locale(language)["conditions"] in text


def test_days_in_the_reader_s_own_digits() -> None:
    known = limited(valid_from=date(2026, 7, 1), valid_until=date(2030, 3, 12))
    assert "from 1 July 2026; until 12 March 2030" in receipt_text(known, NUMBER, OFFICE, TODAY, "en")
    assert "১২ মার্চ ২০৩০ পর্যন্ত" in receipt_text(known, NUMBER, OFFICE, TODAY, "bn")
    assert "१२ मार्च २०३० (ई.सं.) सम्म" in receipt_text(known, NUMBER, OFFICE, TODAY, "ne")
    assert "đến hết ngày 12 tháng 3 năm 2030" in receipt_text(known, NUMBER, OFFICE, TODAY, "vi")
    later = receipt_text(known, NUMBER, OFFICE, date(2026, 7, 1), "en")
    assert "from 1 July" not in later
    ended = receipt_text(known, NUMBER, OFFICE, date(2030, 3, 13), "en")
    assert locale("en")["groups"]["ended"] in ended
    assert "2030" not in ended


def test_embargoes() -> None:
    sealed = limited(embargoed=True, embargo_until=TODAY + timedelta(days=1))
    assert "not before 2 June 2026" in receipt_text(sealed, NUMBER, OFFICE, TODAY)
    assert "not before" not in receipt_text(sealed, NUMBER, OFFICE, TODAY + timedelta(days=1))
    assert locale("en")["closed"] in receipt_text(limited(embargoed=True), NUMBER, OFFICE, TODAY)


def test_forms_and_controllers_are_told() -> None:
    known = replace(limited(forms=frozenset({Form.QUOTE, Form.AUDIO})), controllers=("Office A", "Office B"))
    text = receipt_text(known, NUMBER, OFFICE, TODAY)
    assert "(as: your recorded voice, single sentences)" in text
    assert "Office A, Office B" in text
    kept = limited(purpose=Purpose.STORE_SEALED)
    assert "as:" not in receipt_text(kept, NUMBER, OFFICE, TODAY)


def test_what_becomes_of_the_words_under_each_law() -> None:
    assert locale("en")["shredded"] in receipt_text(record(), NUMBER, OFFICE, TODAY)
    india = receipt_text(
        record(jurisdictions=frozenset({Jurisdiction.IN, Jurisdiction.BD})), NUMBER, OFFICE, TODAY
    )
    assert "From 1 May 2027" in india
    assert "365 days" in india
    assert locale("en")["shredded"] not in india


def test_html_is_one_page_that_says_the_same() -> None:
    known = replace(record(), controllers=("<b>& Sons</b>",), language="hi")
    page = receipt_html(known, NUMBER, OFFICE, TODAY)
    assert '<html lang="hi">' in page
    assert "<b>" not in page
    assert "&lt;b&gt;&amp; Sons" in page
    assert not re.search(r"<(script|link|img|style|iframe)|https?:", page)
    parts = receipt_parts(record(language="hi"), NUMBER, OFFICE, TODAY).parts
    for part in parts:
        for line in (part.heading, *part.lines):
            assert line in page


def test_json_in_the_fields_of_the_receipt_standard() -> None:
    media = replace(GRANT, purpose=Purpose.MEDIA, state=State.REFUSED)
    known = record(
        grants=(replace(GRANT, valid_until=date(2030, 3, 12)), media),
        controllers=("Office A",),
        language="bn",
    )
    found = receipt_json(known, NUMBER, OFFICE, TODAY)
    assert json.loads(json.dumps(found)) == found
    assert found["version"] == "KI-CR-v1.1.0"
    assert found["consentReceiptID"] == NUMBER
    assert found["consentTimestamp"] == 1735689600
    assert found["jurisdiction"] == "BD"
    assert found["piiControllers"] == [{"piiController": "Office A", "contact": OFFICE.contact}]
    (service,) = cast(list[dict[str, Any]], found["services"])
    (purpose,) = service["purposes"]
    assert purpose["purpose"] == "research_project"
    assert purpose["termination"] == "2030-03-12"
    assert purpose["thirdPartyDisclosure"] is False
    assert "thirdPartyName" not in purpose


@given(records, days)
def test_json_lists_what_holds_today_and_no_more(known: ConsentRecord, today: date) -> None:
    found = receipt_json(known, NUMBER, OFFICE, today)
    required = (
        "version jurisdiction consentTimestamp collectionMethod consentReceiptID language piiPrincipalId"
    )
    assert set(required.split()) | {"piiControllers", "policyUrl", "services", "sensitive", "spiCat"} == set(
        found
    )
    purposes = [p["purpose"] for p in found["services"][0]["purposes"]]
    assert purposes == [g.purpose for g in known.grants if group_of(g, today) == "agreed"]
    for stated in found["services"][0]["purposes"]:
        assert stated["thirdPartyDisclosure"] is ("thirdPartyName" in stated)
