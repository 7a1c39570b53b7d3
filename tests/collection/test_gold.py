"""The gold fits its texts, and no direct identifier stands unmarked beside a marked one."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

import regex

from collection.records import words_in

Lines = list[dict[str, Any]]
Testimonies = dict[str, dict[str, Any]]

# An unmarked word that only looks like a marked name of the same testimony, with the reason.
LOOK_ALIKE: dict[tuple[str, str], str] = {}


def test_every_offset_fits_its_quote(testimonies: Testimonies) -> None:
    for line in testimonies.values():
        for span in line["gold"]:
            assert line["text"][span["start"] : span["end"]] == span["quote"], line["id"]
            assert span["quote"] == span["quote"].strip()
            assert span["quote"]


def test_spans_stand_in_order_and_never_overlap(testimonies: Testimonies) -> None:
    for line in testimonies.values():
        spans = [(s["start"], s["end"]) for s in line["gold"]]
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False)), line["id"]


def test_texts_are_canonical(testimonies: Testimonies) -> None:
    for line in testimonies.values():
        text = line["text"]
        assert unicodedata.is_normalized("NFC", text), line["id"]
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert not regex.search(r"[^\n\t\P{C}]|[\u00a0\u202f]|[ \t]\n", text.replace("\u200d", "")), line[
            "id"
        ]


def test_no_span_cuts_a_grapheme(testimonies: Testimonies) -> None:
    for line in testimonies.values():
        edges = {0} | {found.end() for found in regex.finditer(r"\X", line["text"])}
        assert all(s["start"] in edges and s["end"] in edges for s in line["gold"]), line["id"]


def test_turns_tile_the_text(testimonies: Testimonies, turns: dict[str, Lines]) -> None:
    assert turns.keys() == testimonies.keys()
    for name, own in turns.items():
        text = testimonies[name]["text"]
        assert [t["index"] for t in own] == list(range(len(own)))
        assert [t["start"] for t in own] == [0, *(t["end"] for t in own[:-1])]
        assert own[-1]["end"] == len(text)
        for turn in own:
            assert turn["start"] <= turn["body"] < turn["end"]
            if turn["label"] and turn["body"] > turn["start"]:
                assert turn["label"] in text[turn["start"] : turn["body"]]


def test_tags_stand_on_the_words_of_their_turn(turns: dict[str, Lines], tags: Lines) -> None:
    for tag in tags:
        turn = turns[tag["id"]][tag["turn"]]
        assert turn["body"] <= tag["start"] < tag["end"] <= turn["end"]
        assert turn["kind"] in {"speech", "several"}
        assert tag["targets"] or tag["drivers"]
        assert len(tag["targets"]) <= 3
        assert len(tag["drivers"]) <= 3


def test_no_marked_direct_identifier_stands_unmarked_in_its_testimony(testimonies: Testimonies) -> None:
    missed = []
    for line in testimonies.values():
        covered = {at for s in line["gold"] for at in range(s["start"], s["end"])}
        for quote in {s["quote"] for s in line["gold"] if s["identifier_type"] == "DIRECT"}:
            for found in regex.finditer(
                rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){regex.escape(quote)}(?![\p{{L}}\p{{M}}\p{{N}}])", line["text"]
            ):
                if not covered.issuperset(range(*found.span())) and (line["id"], quote) not in LOOK_ALIKE:
                    missed.append((line["id"], quote, found.start()))
    assert missed == []


def test_entities_keep_to_one_country(testimonies: Testimonies) -> None:
    for line in testimonies.values():
        prefix = line["country"].lower() + "-"
        assert all(s["entity_id"].startswith(prefix) for s in line["gold"]), line["id"]


def test_the_collection_is_as_large_as_it_says(testimonies: Testimonies) -> None:
    documents = {line["file"]: line["lang"] for line in testimonies.values()}
    assert len(documents) >= 38
    assert sum(words_in(line["text"]) for line in testimonies.values()) >= 25_000
    own = Counter(f.split("/")[0] for f, lang in documents.items() if lang != "en")
    assert set(own) == {"bangladesh", "india", "kenya", "nepal", "vietnam"}
    assert min(own.values()) >= 2
    assert {line["lang"] for line in testimonies.values()} == {"en", "bn", "hi", "ne", "sw", "vi"}
