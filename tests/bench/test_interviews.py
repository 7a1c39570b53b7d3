"""Training texts: marks become offsets that hold, slots are filled, broken markup is named by its place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.train import interviews
from bench.train.interviews import FOLDED, LABELS, LOWERED, PLAIN, MarkupError, documents
from bench.train.numbers import NUMBERS, PHONES
from bench.train.slots import Filler, SlotError, listed

LANGUAGES = sorted(folder.name for folder in interviews.TEXTS.iterdir() if any(folder.glob("*.txt")))
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.setattr(interviews, "TEXTS", tmp_path)

    def lines(*texts: str, name: str = "en/ke_yard.txt") -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(texts), "utf-8")

    return lines


def quotes(document: interviews.Document) -> list[str]:
    return [document["text"][mention["start"] : mention["end"]] for mention in document["gold"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_the_project_fills_with_offsets_that_hold(lang: str) -> None:
    for document in documents(lang, seed=3, copies=1, forms=(PLAIN, LOWERED, LABELS, FOLDED)):
        text, end = document["text"], 0
        assert not re.search(r"[{}|]", text), document["id"]
        for mention in document["gold"]:
            quote = text[mention["start"] : mention["end"]]
            assert end <= mention["start"] < mention["end"] <= len(text)
            assert quote == quote.strip() != ""
            end = mention["end"]


def test_a_mark_becomes_a_span_and_what_is_bare_stays_bare(write: Write) -> None:
    write(
        "I: Tell us, [laughs] Hope is a word.",
        "R: I am [PERSON|Zuri Moja] of [LOC|Yard 4], and [PERSON|Zuri] it is.",
    )
    (document,) = documents("en", 1, 1)
    assert document["text"].endswith("R: I am Zuri Moja of Yard 4, and Zuri it is.")
    assert quotes(document) == ["Zuri Moja", "Yard 4", "Zuri"]
    assert [m["identifier_type"] for m in document["gold"]] == ["DIRECT", "QUASI", "DIRECT"]


def test_blank_lines_part_documents_and_a_numbered_slot_is_kept_in_one_only(write: Write) -> None:
    write(*(("R: [PERSON|{given.f.1} {family}] came, yes [PERSON|{given.f.1}].", "") * 30))
    made = documents("en", 1, 1)
    firsts = [quotes(document)[1] for document in made]
    assert all(quotes(document)[0].startswith(first) for document, first in zip(made, firsts, strict=True))
    assert len(set(firsts)) > 5


def test_mentions_marked_as_one_share_an_entity(write: Write) -> None:
    write("R: [PERSON#a|Zuri Moja], whom we call [NICKNAME#a|Zuzu]; [PERSON|Moja] is another.")
    entities = [mention["entity_id"] for mention in documents("en", 1, 1)[0]["gold"]]
    assert entities[0] == entities[1] != entities[2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_seed_gives_the_same_documents_and_copies_differ(lang: str) -> None:
    first, again, other = documents(lang, 1, 2), documents(lang, 1, 2), documents(lang, 2, 2)
    assert first == again
    assert [d["text"] for d in first] != [d["text"] for d in other]
    half = len(first) // 2
    assert [d["text"] for d in first[:half]] != [d["text"] for d in first[half:]]


def test_a_lowered_copy_has_no_capital_and_no_point_and_keeps_its_quotes(write: Write) -> None:
    write("R: Well, [PERSON|Zuri M. Moja]; her number: [PHONE|0700 100-200]. Ask [PERSON|Zuri]!")
    (document,) = documents("en", 1, 1, forms=(LOWERED,))
    assert document["text"] == "r well zuri m moja her number 0700 100-200 ask zuri"
    assert quotes(document) == ["zuri m moja", "0700 100-200", "zuri"]


def test_capital_labels_move_nothing(write: Write) -> None:
    write("[PERSON|Zuri]: I stay here: yes.", "Moderator: Thank you.")
    (document,) = documents("en", 1, 1, forms=(LABELS,))
    assert document["text"] == "ZURI: I stay here: yes.\nMODERATOR: Thank you."
    assert quotes(document) == ["ZURI"]


def test_a_folded_copy_is_typed_on_a_plain_keyboard_and_no_offset_moves(write: Write) -> None:
    write("Đ: Tôi là [PERSON|Đào Thị Mỷ], ở [LOC|bản Ỷ].", name="vi/a.txt")
    (document,) = documents("vi", 1, 1, forms=(FOLDED,))
    assert document["text"] == "D: Toi la Dao Thi My, o ban Y."
    assert quotes(document) == ["Dao Thi My", "ban Y"]


@pytest.mark.parametrize(
    "line",
    [
        "R: [PERSON|Zuri",
        "R: Zuri] came",
        "R: [NAME|Zuri] came",
        "R: [PERSON|] came",
        "R: [PERSON|Zuri ] came",
        "R: [PERSON|[KIN|Zuri]] came",
        "R: [KIN Zuri| mama",
        "R: {no_such_slot} came",
        "R: {given.f came",
        "R: {given.f.1:backwards} came",
    ],
)
def test_broken_markup_names_its_file_and_line(write: Write, line: str) -> None:
    write("R: All is well.", "", "R: Here too.", line)
    with pytest.raises(MarkupError, match=r"ke_yard\.txt:4: "):
        documents("en", 1, 1)


def test_a_language_without_texts_is_an_error(write: Write) -> None:
    write("R: All is well.")
    with pytest.raises(MarkupError, match="no texts"):
        documents("sw", 1, 1)


def test_the_file_says_the_country(write: Write) -> None:
    write(*["R: from [LOC|{county}]"] * 3, name="en/ke_a.txt")
    assert documents("en", 1, 1)[0]["gold"][0]["type"] == "LOC"
    write("R: from [LOC|{county}]", name="en/vn_a.txt")
    with pytest.raises(MarkupError, match=r"vn_a\.txt:1: unknown slot"):
        documents("en", 1, 1)


@settings(max_examples=60)
@given(st.sampled_from(sorted(NUMBERS)), st.integers(0, 10_000))
def test_numbers_are_written_in_few_signs(slot: str, seed: int) -> None:
    number = NUMBERS[slot](random.Random(seed))
    assert re.fullmatch(r"[A-Za-z0-9/,. -]+", number)
    assert number == number.strip()


@settings(max_examples=60)
@given(st.sampled_from(sorted(PHONES)), st.integers(0, 10_000))
def test_phones_have_the_digits_of_their_plan(country: str, seed: int) -> None:
    number = PHONES[country](random.Random(seed))
    assert 8 <= sum(map(str.isdigit, number)) <= 13


def test_native_digits_come_with_their_script_only() -> None:
    fillers = [Filler("bn", "bd", random.Random(seed)) for seed in range(20)]
    assert {bool(re.fullmatch("[০-৯]+", filler.fill("{digits4}"))) for filler in fillers} == {True, False}
    assert Filler("en", "bd", random.Random(1)).fill("{digits4}").isascii()


def test_a_list_of_another_country_opens_its_own_slots_there() -> None:
    families = {
        *listed("vn", "family"),
        *(f for g in ("hmong", "thai", "khmer") for f in listed("vn", f"family.{g}")),
    }
    for seed in range(30):
        full = Filler("en", "ke", random.Random(seed)).fill("{full.f@vn}")
        assert full.split()[0] in families or full.startswith("H"), full


def test_a_slot_that_nothing_fills_says_where_it_looked() -> None:
    with pytest.raises(SlotError, match="lists/en/moon.txt or lists/ke/moon.txt"):
        Filler("en", "ke", random.Random(1)).fill("{moon}")
