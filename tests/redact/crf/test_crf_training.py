"""A model can be made from nothing but a few sentences, twice the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.redact.crf.fitted_model import Dial, Model, settings_of
from archive.redact.crf.recogniser import reading, spans
from archive.redact.crf.tokens import tokens
from bench.train.__main__ import train
from bench.train.choose import DRAFT, Price, Read, dial, scored
from bench.train.corpora import INTERVIEWS, LANGUAGES, SOURCES, Document, news
from bench.train.examples import labels_of, lowered, sentences_of
from bench.train.fit import fitted
from bench.train.gaps import filled
from bench.train.split import part

NAMES = ("Baraka", "Neema", "Wanjiku", "Otieno", "Achieng", "Kamau", "Halima", "Juma")
FRAMES = ("jina langu ni {} na ninaishi hapa", "mzee {} alikuja jana", "tulimwona {} sokoni")


def corpus(text: str = "{}") -> list[Document]:
    found = []
    for frame in FRAMES:
        for name in NAMES:
            words = text.format(frame.format(name))
            at = words.index(name)
            gold = ((at, at + len(name), "PERSON"),)
            found.append(Document(f"{frame}/{name}", "sw", words, gold, "train", "spoken", INTERVIEWS))
    found.append(Document("clean", "sw", "maji ni ghali sana mwaka huu", (), "train", "spoken", INTERVIEWS))
    return found


def weights() -> bytes:
    return fitted([s for d in corpus() for s in sentences_of(d)], iterations=40)


def test_a_tiny_corpus_makes_a_model_that_sees_a_new_name() -> None:
    model = Model(weights(), DRAFT)
    said = reading(model, "tulimwona Chebet sokoni", "sw")
    assert [s.of("tulimwona Chebet sokoni") for s in spans(said, Dial(0.5, 0.5, 0.5))] == ["Chebet"]


def test_the_same_sentences_make_the_same_bytes() -> None:
    assert hashlib.sha256(weights()).digest() == hashlib.sha256(weights()).digest()


def test_a_name_that_was_passed_over_is_marked() -> None:
    sentences = [s for d in corpus() for s in sentences_of(d)]
    rows, labels = sentences[3]
    gap = [*sentences[:3], (rows, ["O"] * len(labels)), *sentences[4:]]
    assert filled(gap)[3][1] == labels


def test_labels_cover_a_mention_whole_or_in_part() -> None:
    document = Document(
        "d", "en", "Karim's shop in Korail.", ((0, 5, "PERSON"), (16, 22, "LOC")), "", "", INTERVIEWS
    )
    assert labels_of(tokens(document.text), 0, document.gold) == ["PERSON", "O", "O", "LOC", "O"]


def test_lower_case_keeps_every_offset() -> None:
    (document, *_) = corpus("Ndiyo. {}!")
    small = lowered(document)
    assert len(small.text) == len(document.text)
    assert small.text.islower()
    assert small.gold == document.gold


def test_dials_are_as_wide_as_their_price() -> None:
    rows = (
        (0.01, "PERSON", "PERSON"),
        (0.93, "PERSON", "PERSON"),
        *(((0.4 + i / 200), "PERSON", "O") for i in range(100)),
        *((0.9999, "LOC", "O") for _ in range(900)),
    )
    read = [Read(rows, (("PERSON", (0,)), ("PERSON", (1,))))]
    cheap, dear = dial(read, Price(0.03, 0.0, 0.0)), dial(read, Price(0.11, 0.0, 0.0))
    assert scored(read, cheap).names == 0.5
    assert scored(read, dear).names == 1.0
    assert scored(read, cheap).over <= 0.03


def test_parts_never_change_and_blocks_stay_together() -> None:
    assert {part(f"bnk-{n:05d}") for n in range(25)} == {part("bnk-00000")}
    counts = [part(f"doc-{n}") for n in range(1000)]
    assert 150 < counts.count("test") < 250
    assert 100 < counts.count("dev") < 200


def test_only_named_sets_are_read_and_no_test_part_is_fitted(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"ne-{n}",
            "text": "राम थापा आए ।",
            "gold": [{"start": 0, "end": 8, "type": "PERSON", "identifier_type": "DIRECT"}],
        }
        for n in range(40)
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "ne-news.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "sw-news-dev.jsonl").write_text(text, encoding="utf-8")
    assert len(list(news(tmp_path, "ne"))) == 40
    assert not list(news(tmp_path, "sw"))
    assert {d.part for d in news(tmp_path, "ne")} == {"train", "dev", "test"}
    assert not any(s.licence.endswith("NC 4.0") for lang in LANGUAGES for s in SOURCES[lang])


def test_training_writes_weights_settings_and_a_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.train.__main__.documents", lambda folder, lang: _parted())
    assert train("sw", tmp_path, tmp_path / "out")
    row = json.loads((tmp_path / "out" / "models.json").read_text(encoding="utf-8"))["sw"]
    digest = hashlib.sha256((tmp_path / "out" / "sw.crfsuite").read_bytes()).hexdigest()
    assert settings_of(row).sha256 == digest
    assert digest in (tmp_path / "out" / "sw.md").read_text(encoding="utf-8")


def _parted() -> list[Document]:
    return [
        replace(d, part="dev" if place % 5 == 0 else "test" if place % 5 == 1 else "train")
        for place, d in enumerate(corpus())
    ]
