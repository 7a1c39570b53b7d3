"""Consents, quotes and the review belong to what is in the files."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from consent.record import Audience, Capacity, Form, Jurisdiction, Mode, Purpose, State

Lines = list[dict[str, Any]]
Testimonies = dict[str, dict[str, Any]]

SILENT = {"bd-p07", "in-p45", "np-p24", "vn-p21"}
"""Participants who speak and have no consent line, on purpose."""


def _labels(testimonies: Testimonies, turns: dict[str, Lines]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, line in testimonies.items():
        file = line["file"].split("/", 1)[1]
        found[file] |= {t["label"] for t in turns[name] if t["label"]} | {"*"}
    return found


def test_every_consent_voice_speaks(
    testimonies: Testimonies, turns: dict[str, Lines], consents: Lines
) -> None:
    labels = _labels(testimonies, turns)
    silent = [
        (c["participant"], v["label"])
        for c in consents
        for v in c["voices"]
        if v["label"] not in labels[v["source"]]
    ]
    assert silent == []


def test_everyone_who_speaks_has_a_consent_or_is_meant_to_have_none(
    turns: dict[str, Lines], consents: Lines
) -> None:
    speaking = {t["participant"] for own in turns.values() for t in own if t["participant"]}
    assert speaking - {c["participant"] for c in consents} == SILENT


def test_each_voice_of_a_consent_is_that_participants_in_the_turns(
    testimonies: Testimonies, turns: dict[str, Lines], consents: Lines
) -> None:
    said = defaultdict(set)
    for name, line in testimonies.items():
        for turn in turns[name]:
            if turn["kind"] == "speech" and turn["label"]:
                said[line["file"].split("/", 1)[1], turn["label"]].add(turn["participant"])
    for consent in consents:
        for voice in consent["voices"]:
            if voice["label"] != "*" and said[voice["source"], voice["label"]]:
                assert consent["participant"] in said[voice["source"], voice["label"]], consent["participant"]


def test_consents_use_the_words_of_the_record(consents: Lines) -> None:
    for consent in consents:
        Capacity(consent["capacity"])
        Mode(consent["mode"])
        assert all(Jurisdiction(j) for j in consent["jurisdictions"])
        assert set(consent["identity"]) == {
            "names", "nicknames", "relatives", "phones", "ids", "places", "sex",
        }  # fmt: skip
        for grant in consent["grants"]:
            Purpose(grant["purpose"])
            State(grant["state"])
            assert all(Form(f) for f in grant["forms"])
            assert all(Audience(a) for a in grant["audiences"])
    assert len({c["participant"] for c in consents}) == len(consents)


def test_every_released_quote_stands_in_its_turn(
    testimonies: Testimonies, turns: dict[str, Lines], quotes: Lines, consents: Lines
) -> None:
    published = {
        c["participant"]
        for c in consents
        for g in c["grants"]
        if (g["purpose"], g["state"]) == ("advocacy_publish_quote", "given")
    }
    for quote in quotes:
        turn = turns[quote["id"]][quote["turn"]]
        assert turn["body"] <= quote["start"] < quote["end"] <= turn["end"]
        assert testimonies[quote["id"]]["text"][quote["start"] : quote["end"]] == quote["quote"]
        assert turn["participant"] in published, quote["id"]
    assert len(quotes) >= 15


def test_the_review_leaves_two_testimonies_a_country_open(
    testimonies: Testimonies, review: Lines, quotes: Lines
) -> None:
    open_ = defaultdict(set)
    for line in review:
        gold = [[s["start"], s["end"], s["type"]] for s in testimonies[line["id"]]["gold"]]
        assert line["spans"] == gold
        if not line["approve"]:
            open_[testimonies[line["id"]]["country"]].add(line["id"])
    assert {country: len(ids) for country, ids in open_.items()} == dict.fromkeys(
        ("BD", "IN", "KE", "NP", "VN"), 2
    )
    waiting = set().union(*open_.values())
    assert not waiting & {"bd-idi-01", "bd-fgd-01"}
    assert not waiting & {q["id"] for q in quotes}
