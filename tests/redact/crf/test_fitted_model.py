"""The weights in the package are the ones their cards tell of, and read text as promised."""

from __future__ import annotations

import hashlib
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import Unreadable
from archive.model import IdentifierType as T
from archive.redact.crf import fitted_model as models
from archive.redact.crf.fitted_model import Dial, Dials, Settings
from archive.redact.crf.recogniser import Reading, read, spans, weighed
from archive.redact.crf.tokens import Token, tokens
from archive.redact.detect import find
from archive.redact.presidio_engine import LANGUAGES
from archive.redact.spans import Span
from language.words import graphemes

EVEN = Dials(Dial(0.5, 0.5, 0.5), Dial(0.5, 0.5, 0.5))
WEIGHTS = files("archive.redact.crf").joinpath("weights")


def test_every_language_has_a_model() -> None:
    assert set(models.settings()) == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weights_match_their_card_and_stay_small(lang: str) -> None:
    weights = WEIGHTS.joinpath(f"{lang}.crfsuite").read_bytes()
    digest = hashlib.sha256(weights).hexdigest()
    card = WEIGHTS.joinpath(f"{lang}.md").read_text(encoding="utf-8")
    assert models.settings()[lang].sha256 == digest
    assert f"`{digest}`" in card
    assert "licence" in card
    assert f"--lang {lang}" in card
    assert len(weights) <= 4_000_000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("genre", ["spoken", "written"])
def test_the_dials_are_in_order(lang: str, genre: str) -> None:
    chosen = models.settings()[lang]
    reviewed, recall_first = getattr(chosen.reviewed, genre), getattr(chosen.recall_first, genre)
    doubts = [(p / 1000, kind) for p in range(1000) for kind in (T.PERSON, T.LOC, T.AGE)]
    careful, usual = ({one for one in doubts if dial.masks(*one)} for dial in (recall_first, reviewed))
    assert set() < usual <= careful < set(doubts)


def test_changed_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"ne": Settings("0" * 64, EVEN, EVEN, 1.0, frozenset())}
    monkeypatch.setattr(models, "settings", lambda: wrong)
    models.model.cache_clear()
    try:
        with pytest.raises(Unreadable, match="install Heard again"):
            models.model("ne")
    finally:
        models.model.cache_clear()


def test_a_language_without_a_model_has_none() -> None:
    assert models.model("fr") is None
    assert read("Bonjour, je suis Marie.", "fr") is None


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("কাল রহিমা খাতুন আমাদের বাড়ি এসেছিলেন।", "bn", "রহিমা খাতুন"),
        ("कल सुनीता देवी ने मुझे फोन किया।", "hi", "सुनीता देवी"),
        ("हिजो सीता थापाले मलाई भेट्नुभयो।", "ne", "सीता थापा"),
        ("Jana Wanjiku Kamau alikuja nyumbani kwangu.", "sw", "Wanjiku Kamau"),
        ("Hôm qua chị Nguyễn Thị Lan đến nhà tôi.", "vi", "Nguyễn Thị Lan"),
    ],
)
def test_a_plain_name_is_seen(text: str, lang: str, name: str) -> None:
    said = read(text, lang)
    assert said is not None
    found = spans(said, said.dial())
    at = text.index(name)
    assert any(s.start <= at and s.end >= at + len(name) and s.type is T.PERSON for s in found)


INDIC = st.text(
    st.one_of(
        st.sampled_from(" .।\n"),
        st.characters(min_codepoint=0x0900, max_codepoint=0x09FF),
        st.sampled_from("\u200c\u200d\u0301e"),
    ),
    max_size=80,
).map(lambda text: unicodedata.normalize("NFC", text))


@settings(max_examples=40)
@given(INDIC, st.sampled_from(("bn", "hi", "ne", "xx")))
def test_spans_stand_on_whole_letters(text: str, lang: str) -> None:
    inside = {i for a, b in graphemes(text) for i in range(a + 1, b)}
    for span in find(text, lang):
        assert 0 <= span.start < span.end <= len(text)
        assert span.start not in inside
        assert span.end not in inside


@settings(max_examples=30)
@given(INDIC, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_wider_dial_masks_no_less(text: str, one: float, two: float) -> None:
    said = read(text, "bn")
    assert said is not None
    low, high = sorted((one, two))
    narrow = {i for s in spans(said, Dial(low, low, low)) for i in range(s.start, s.end)}
    wide = {i for s in spans(said, Dial(high, high, high)) for i in range(s.start, s.end)}
    assert narrow <= wide


def _reading(text: str, outside: tuple[float, ...]) -> Reading:
    chosen = Settings("", EVEN, EVEN, 0.98, frozenset({T.PERSON, T.LOC}))
    cut: tuple[Token, ...] = tuple(tokens(text))
    return Reading(cut, outside, ("",) * len(cut), chosen, spoken=True, lang="en", small=False)


def test_the_model_takes_back_a_weak_find_in_part_and_in_whole() -> None:
    said = _reading("Water came Korail zila", (0.999, 0.999, 0.3, 0.99))
    weak = [Span(0, 5, T.PERSON, 0.5, "capitals"), Span(11, 22, T.LOC, 0.6, "places")]
    assert weighed(weak, said) == [Span(11, 17, T.LOC, 0.6, "places")]


def test_numbers_and_known_names_are_not_up_for_judgement() -> None:
    said = _reading("Water 0171", (0.9999, 0.9999))
    firm = [Span(0, 5, T.PERSON, 1.0, "known"), Span(6, 10, T.PHONE, 0.9, "phones")]
    assert weighed(firm, said) == firm


def test_a_megabyte_without_a_blank_is_read_in_stretches() -> None:
    said = read("ক" * 4000, "bn")
    assert said is not None
    assert len(said.cut) == 4000 // 64 + 1


def test_the_recall_first_dial_adds_and_never_takes_away() -> None:
    text = "कल सुनीता देवी और मोहन प्रखंड कार्यालय गए थे, वहाँ राकेश बाबू मिले।"
    usual = {i for s in find(text, "hi") for i in range(s.start, s.end)}
    wide = {i for s in find(text, "hi", recall_first=True) for i in range(s.start, s.end)}
    assert usual <= wide


def test_a_model_of_latin_letters_says_nothing_of_other_scripts() -> None:
    said = read("Sita दिदी aayo र Kathmandu gayo", "xx")
    assert said is not None
    foreign = [
        (p, kind) for t, p, kind in zip(said.cut, said.outside, said.kinds, strict=True) if t.text == "दिदी"
    ]
    assert foreign == [(0.9, "")]


def test_a_short_number_is_no_id() -> None:
    cut = tuple(tokens("bus number 27"))
    said = Reading(
        cut, (0.9, 0.9, 0.1), ("", "", "ID"), models.settings()["en"], spoken=True, lang="en", small=False
    )
    assert not spans(said, Dial(0.5, 0.5, 0.5))


def test_an_everyday_word_in_doubt_is_left_and_a_sure_one_is_masked() -> None:
    cut = tuple(tokens("house Kamau"))
    doubtful = Reading(cut, (0.6, 0.6), ("PERSON", "PERSON"), models.settings()["en"], True, "en", True)
    sure = Reading(cut, (0.1, 0.1), ("PERSON", "PERSON"), models.settings()["en"], True, "en", True)
    wide = Dial(0.9, 0.9, 0.9)
    assert [s.of("house Kamau") for s in spans(doubtful, wide)] == ["Kamau"]
    assert [s.of("house Kamau") for s in spans(sure, wide)] == ["house Kamau"]


def test_people_of_a_list_stay_several() -> None:
    text = "Asha Devi, Tara Devi"
    cut = tuple(tokens(text))
    kinds = ("PERSON",) * len(cut)
    said = Reading(cut, (0.1,) * len(cut), kinds, models.settings()["en"], True, "en", False)
    assert [s.of(text) for s in spans(said, Dial(0.9, 0.9, 0.9))] == ["Asha Devi", "Tara Devi"]
