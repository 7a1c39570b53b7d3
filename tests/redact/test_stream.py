"""Lines in, lines out, in order; a bad line is told by its number and never by its words."""

from __future__ import annotations

import json

import pytest

from archive.errors import UsageError
from archive.redact.stream import deidentify_lines


def test_answers_come_in_order_with_spans_and_text() -> None:
    lines = [
        json.dumps({"id": "a", "text": "My name is Salma Begum."}),
        json.dumps({"id": 2, "text": "कमला ने कहा", "lang": "hi", "known": ["Kamla Devi"]}),
    ]
    first, second = [json.loads(line) for line in deidentify_lines(lines, secret=b"s" * 32)]
    assert first["id"] == "a"
    assert first["spans"] == [[11, 22, "PERSON"]]
    assert "Salma" not in first["text"]
    assert second["id"] == 2
    assert second["spans"][0][:2] == [0, 4]


@pytest.mark.parametrize(
    "line",
    ["{not json", "[]", '{"text": "Salma"}', '{"id": "a"}', '{"id": "a", "text": "Salma", "known": "Salma"}'],
)
def test_a_bad_line_is_answered_without_its_text(line: str) -> None:
    told: list[str] = []
    good = json.dumps({"id": "b", "text": "nothing"})
    answers = [json.loads(a) for a in deidentify_lines([line, good], complain=told.append)]
    assert answers[0]["error"] == told[0]
    assert "Salma" not in told[0]
    assert answers[1]["id"] == "b"


def test_an_unknown_mode_is_refused_at_once() -> None:
    with pytest.raises(UsageError):
        deidentify_lines([], mode="fast")


def test_recall_first_masks_what_nobody_could_tell() -> None:
    line = json.dumps({"id": "a", "text": "she took it to QZX again", "lang": "en"})
    (reviewed,) = map(json.loads, deidentify_lines([line]))
    (careful,) = map(json.loads, deidentify_lines([line], mode="recall-first"))
    size = [sum(b - a for a, b, _ in r["spans"]) for r in (reviewed, careful)]
    assert size[0] < size[1]
