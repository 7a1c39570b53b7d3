from __future__ import annotations

import json
from collections.abc import Iterator

from taxonomies.tagger.tag_stream import tag_lines


def test_answers_come_in_order_while_reading() -> None:
    read: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield json.dumps({"id": number, "text": "The clinic turned us away, no money."})

    answers = tag_lines(lines())
    first = json.loads(next(answers))
    assert read == [0]
    assert first["id"] == 0
    assert first["targets"][0]["code"] == "3.8"
    start, end = first["targets"][0]["evidence"][0]
    assert 0 <= start < end
    assert "3.8" in first["ranked"]
    assert {"code", "score", "evidence"} == set(first["drivers"][0])
    assert [json.loads(line)["id"] for line in answers] == [1, 2]


def test_a_bad_line_is_reported_without_its_text() -> None:
    reported: list[str] = []
    secret = "Rahima of the water tank"
    lines = [
        f'{{"id": "a", "text": "{secret}',
        "",
        json.dumps([secret]),
        json.dumps({"text": secret}),
        json.dumps({"id": "b", "text": [secret]}),
        json.dumps({"id": True, "text": secret}),
        json.dumps({"id": "c", "text": "ok", "lang": 3}),
        json.dumps({"id": "d", "text": "We sleep hungry."}),
    ]
    answers = [json.loads(line) for line in tag_lines(lines, reported.append)]
    assert [answer["id"] for answer in answers] == [None] * 6 + ["d"]
    assert [answer["error"] for answer in answers[:6]] == reported
    assert [sentence.split()[1] for sentence in reported] == ["1", "3", "4", "5", "6", "7"]
    assert all(secret not in sentence and "Rahima" not in sentence for sentence in reported)
