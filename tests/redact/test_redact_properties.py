"""Promises of the whole de-identifier, on texts put together from speech of six languages."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Decision, Finding, Kind, Known, KnownKind, Testimony, TestimonyState, Verdict
from archive.redact.detect import PresidioDetector, find
from archive.redact.rendering import Audience, render
from archive.redact.spans import covered
from archive.redact.stream import deidentify
from language.words import graphemes

KEY = b"k" * 32
AT = datetime(2026, 1, 5, tzinfo=UTC)
PIECES = (
    "My name is Salma Begum. ",
    "R2: We walked to Rampur with Mama Achieng, she is 41. ",
    "call 01712-345 678 or write to s.begum@mail.example ",
    "আমার নাম রহিমা খাতুন, বয়স ৪৫ বছর। ",
    "मेरा नाम कमला देवी है। ",
    "मेरो नाम सन्तोषी परियार हो। ",
    "Jina langu ni Amina Wanjiru, nambari 2609 1748. ",
    "Tôi là Nguyễn Thị Lành, xã Đại An. ",
    "amar nam Kohinur, bari Bhola ",
    "the water is bad, prices go up\n",
    "\u202eKamala\u202c ",
    "👩🏾\u200d🌾 e\u0301 क्षि ড়\u09bc ",
    "[[(Grace)]] {will} <may> ",
    "@mona.rani \x00\x1b[31m NID 644 917 2053\n",
)
texts = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(alphabet="aZé ক্ি👩\u200d\u0301\u202e.1\n", max_size=8)),
    max_size=7,
).map(lambda pieces: unicodedata.normalize("NFC", "".join(pieces)))


def found(text: str) -> list[Finding]:
    """The findings of one testimony that holds this text."""
    testimony = Testimony(
        id="t",
        project="p",
        kind=Kind.INTERVIEW,
        country=None,
        language="en",
        collected_on=None,
        received_at=AT,
        digest="",
        state=TestimonyState.SEALED,
        version=1,
        length=len(text),
        turns=(),
    )
    return PresidioDetector(KEY)(testimony, text, [])


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(["research", "public"]), st.sets(st.integers(0, 9)))
def test_offsets_survive_every_rendering(text: str, audience: Audience, refused: set[int]) -> None:
    findings = found(text)
    rejected = [f for at, f in enumerate(findings) if at in refused]
    decisions = [Decision(f.id, f.testimony, Verdict.REJECT, "s", AT) for f in rejected]
    shown = render(text, findings, decisions, audience)
    kept = [f for f in findings if f not in rejected]
    hidden = bytearray(len(text) + 1)
    for finding in kept:
        hidden[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
        start, end = shown.map.span_to_rendering(finding.start, finding.end)
        assert shown.map.span_to_original(start, end) == (finding.start, finding.end)
    for at, sign in enumerate(text):
        if not hidden[at]:
            there = shown.map.to_rendering(at)
            assert shown.text[there] == sign
            assert shown.map.to_original(there) == at


@settings(max_examples=40, deadline=None)
@given(texts, st.sampled_from(["en", "bn", "hi", "ne", "sw", "vi", None]))
def test_text_outside_findings_is_untouched_and_no_letter_is_cut(text: str, lang: str | None) -> None:
    answer = deidentify({"id": 1, "text": text, "lang": lang}, KEY)
    edges = {start for start, _ in graphemes(text)} | {len(text)}
    between, at = [], 0
    for span in answer.spans:
        assert span.start in edges
        assert span.end in edges
        assert at <= span.start < span.end
        between.append(text[at : span.start])
        at = span.end
    between.append(text[at:])
    left = answer.text
    assert left.startswith(between[0])
    assert left.endswith(between[-1])
    place = 0
    for piece in between:
        place = left.index(piece, place) + len(piece)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_the_same_input_and_key_give_the_same_pseudonyms(text: str) -> None:
    record = {"id": "a", "text": text, "known": ["Salma Begum", "Achieng"]}
    assert deidentify(record, KEY).line() == deidentify(record, KEY).line()
    once, again = found(text), found(text)
    assert [(f.start, f.end, f.type, f.entity, f.research, f.public) for f in once] == [
        (f.start, f.end, f.type, f.entity, f.research, f.public) for f in again
    ]


LATIN = {
    "Kamala Khatun": ("Kamala", "Khatun", ("Kamla", "Kamola", "Kamalaa")),
    "Rahima Begum": ("Rahima", "Begum", ("Raheema", "Rohima", "Rahimah")),
    "Abdul Karim": ("Abdul", "Karim", ("Abdul Kareem", "Abdool Karim")),
    "Lakshmi Tudu": ("Lakshmi", "Tudu", ("Laxmi", "Lakshmee")),
    "Bishnu Pariyar": ("Bishnu", "Pariyar", ("Vishnu", "Bisnu")),
    "Achieng Otieno": ("Achieng", "Otieno", ("Acieng",)),
    "Mwanajuma Chondo": ("Mwanajuma", "Chondo", ("Mwana Juma",)),
    "Nguyễn Thị Lành": ("Lành", "Nguyễn Thị Lành", ("Nguyen Thi Lanh", "NGUYỄN THỊ LÀNH")),
}
FORMS = (
    "{n}",
    "{g}",
    "{n}'s",
    "{g}’s",
    "{u}",
    "{l}",
    "{g} apa",
    "{g} bhai",
    "{g} didi",
    "bibi {g}",
    "mama {g}",
    "Baba {g}",
    "mzee {g}",
    "anh {g}",
    "chị {g}",
    "bà {g}",
    "ông {g}",
    "{i}. {f}",
    "{g} {fi}.",
)
FRAMES = ("Then {} came home late", "{} said nothing", "we all went to {}, and ate", "It was ({})")
SCRIPTS = (
    ("Kamala", "कमला", "কমলা"),
    ("Rahima", "रहीमा", "রহিমা"),
    ("Karim", "करीम", "করিম"),
    ("Parvati", "पार्वती", "পার্বতী"),
    ("Shefali", "शेफाली", "শেফালী"),
    ("Gopal", "गोपाल", "গোপাল"),
    ("Lakshmi", "लक्ष्मी", "লক্ষ্মী"),
)
ENDINGS = {
    1: ("{}", "{} ने कहा", "{} को दिया", "{}ले भन्यो", "{}लाई दियो", "{}को घर", "{} दीदी", "{} दाइ", "{} भाई"),
    2: ("{}", "{}র ঘর", "{}কে দিল", "{} আপা", "{} ভাই", "{} দিদি", "{} খালা"),
}


def readable(text: str, name: str, part: str) -> bool:
    """Whether a known name's part, which stands in the text once, can still be read."""
    spans = find(text, None, [Known(KnownKind.PERSON, name, "p")])
    mask = covered(spans, len(text))
    start = text.index(part)
    return any(
        not mask[at] for at in range(start, start + len(part)) if unicodedata.category(text[at])[0] in "LM"
    )


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(LATIN)), st.sampled_from(FORMS), st.sampled_from(FRAMES))
def test_a_known_name_survives_in_no_form(name: str, form: str, frame: str) -> None:
    given_name, family, _ = LATIN[name]
    filled = {"n": name, "g": given_name, "f": family, "i": given_name[0], "fi": family[0]}
    said = form.format(**filled, u=name.upper(), l=name.lower())
    part = {"{u}": name.upper(), "{l}": name.lower()}.get(form, said)
    for word in ("'s", "’s"):
        part = part.removesuffix(word)
    if "{n}" not in form and "{f" not in form and form not in {"{u}", "{l}"}:
        part = given_name
    assert not readable(frame.format(said), name, part), (said, frame)


@pytest.mark.parametrize("name", LATIN)
def test_a_known_name_survives_in_no_spelling(name: str) -> None:
    for variant in LATIN[name][2]:
        assert not readable(f"Then {variant} came home late", name, variant), variant


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SCRIPTS), st.integers(0, 2), st.sampled_from([1, 2]), st.data())
def test_a_known_name_survives_in_no_script_and_under_no_ending(
    spellings: tuple[str, str, str], known: int, script: int, data: st.DataObject
) -> None:
    shown = spellings[script]
    said = data.draw(st.sampled_from(ENDINGS[script])).format(shown)
    around = ("तब {} और हम", "তখন {} আর আমরা")[script - 1]
    assert not readable(around.format(said), spellings[known], shown), (spellings[known], said)


@pytest.mark.parametrize("spellings", SCRIPTS)
def test_a_name_known_in_another_script_is_masked_in_latin_letters(spellings: tuple[str, str, str]) -> None:
    for known in spellings[1:]:
        assert not readable(f"Then {spellings[0]} came home late", known, spellings[0]), known
