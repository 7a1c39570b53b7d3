"""No list of words hides a name: every name of every pack, and every known one, in twenty sentences.

A pack's name is masked in recall-first mode, and masked or shown to the steward otherwise. A known name is
masked in every mode. The default run puts each name into one sentence; the slow one puts each into all
twenty. Many sentences are one text, with every name once in it; some are a text of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

import pytest

from archive.demo.collection import lines
from archive.model import Finding, Known, KnownKind
from archive.redact.detect import find
from archive.redact.everyday import LANGUAGES, words_of
from archive.redact.missed import missed
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.packs import packs
from archive.redact.spans import Span, covered
from language.words import is_indic, words

LATIN = (
    ("en", "Yesterday {} came to my house and cried."),
    ("en", "{} came to my house yesterday."),
    ("en", "{} said nothing all day."),
    ("en", "{} is my sister."),
    ("en", "After the flood, {} went away."),
    ("en", "That night, {}, we had no rice."),
    ("en", "We ate, then {} slept."),
    ("en", "We asked {} about the money."),
    ("en", "The house of {} stands by the river."),
    ("en", "They gave {} some rice, and we left."),
    ("en", "then {low} came to my house and cried."),
    ("en", "yesterday we saw {low} near the river and nobody knew what had happened there."),
    ("en", "Yesterday {low} came to my house."),
    ("en", "YESTERDAY {up} CAME TO MY HOUSE."),
    ("en", "{up} CAME TO MY HOUSE."),
    ("en", "Then {up} came to my house."),
    ("sw", "Jana {} alikuja nyumbani kwangu."),
    ("sw", "Baada ya mvua, {} aliondoka."),
    ("vi", "{} là chị của tôi."),
    ("vi", "Hôm qua {} đến nhà tôi."),
)
BENGALI = tuple(
    ("bn", text)
    for text in (
        "গতকাল {} আমার বাড়িতে এসেছিল।", "{} আমার বোন।", "{} কাল রাতে কাঁদছিল।", "{} কিছুই বলল না।",
        "বন্যার পরে, {} চলে গেল।", "তারপর, {} ঘুমিয়ে পড়ল।", "আমরা খেলাম, {} এল।", "আমি {} দেখেছি।",
        "সেই রাতে {} ছিল না।", "নদীর পাশে {} থাকে।", "এখন {} কাজ করে।", "ওই দিন {} টাকা দিল।",
        "{} আর আমি গেলাম।", "আমরা {} বললাম।", "আজ {} আসবে।", "{} খুব ভালো মানুষ।", "সবাই {} চেনে।",
        "শুধু {} জানে।", "{} তখন ছোট ছিল।", "কাল, {} যাবে।",
    )
)  # fmt: skip
DEVANAGARI = (
    *(
        ("hi", text)
        for text in (
            "कल {} मेरे घर आई थी।", "{} मेरी बहन है।", "{} ने कुछ नहीं कहा।", "बाढ़ के बाद, {} चली गई।",
            "हमने खाना खाया, {} सो गया।", "मैंने {} को देखा।", "उस रात {} नहीं था।", "आज {} काम करता है।",
            "नदी के पास {} रहता है।", "सब लोग {} को जानते हैं।",
        )
    ),
    *(
        ("ne", text)
        for text in (
            "हिजो {} मेरो घरमा आयो।", "{} मेरी बहिनी हो।", "{} ले केही भनेन।", "बाढीपछि, {} गयो।",
            "हामीले खायौं, {} सुत्यो।", "मैले {} लाई देखेँ।", "त्यो रात {} थिएन।", "आज {} काम गर्छ।",
            "खोलाको छेउमा {} बस्छ।", "सबैले {} लाई चिन्छन्।",
        )
    ),
)  # fmt: skip
"""Neutral sentences by language; ``{low}`` and ``{up}`` are the name in small letters and in capitals."""

Sentence = tuple[str, str]
Hidden = Callable[[str, str, "str | None"], bool]


def sentences(name: str) -> tuple[Sentence, ...]:
    """The twenty sentences of the name's script."""
    if not is_indic(name):
        return LATIN
    return BENGALI if any("\u0980" <= ch <= "\u09ff" for ch in name) else DEVANAGARI


def said(sentence: str, name: str) -> tuple[str, str, int]:
    """The sentence with the name in it, the name as it stands there, and its place."""
    shown = name.lower() if "{low}" in sentence else name.upper() if "{up}" in sentence else name
    before, _, after = sentence.partition("{")
    return before + shown + after.partition("}")[2], shown, len(before)


def pack_names() -> tuple[str, ...]:
    """Every name of every pack, and every word that the lists declare as a name too."""
    spelt = {name for pack in packs() for name in pack.given | pack.family}
    among = {name for code in LANGUAGES for one in words_of(code).lists.values() for name in one.names}
    return tuple(sorted(spelt | among))


def known_names() -> tuple[str, ...]:
    """Every name, nickname and relative on the consent records of the bundled collection, and some more."""
    found = {"Hope Wanjiru", "Will", "May", "Joy Atieno", "Rose", "An", "My", "Anna Wanjiru", "Lama"}
    for row in map(json.loads, lines("consents")):
        identity = row.get("identity", {})
        found.update(name for kind in ("names", "nicknames", "relatives") for name in identity.get(kind, ()))
    return tuple(sorted(name for name in found if "," not in name))


def parts(shown: str, at: int) -> list[tuple[int, int]]:
    """The words of a name at its place; a single letter is none by itself."""
    inner = [(at + w.start, at + w.end) for w in words(shown)]
    return [(a, b) for a, b in inner if b - a > 1]


def shown_to_steward(text: str, spans: Sequence[Span], lang: str) -> set[str]:
    """The words that the list of words to check holds, in small letters."""
    findings = [Finding("f", "t", 1, 0, s.start, s.end, s.type, s.score, s.detector) for s in spans]
    codes = {"en", lang}
    found = missed(text, findings, lambda word: any(ordinary(word, code) for code in codes))
    return {text[one.start : one.end].lower() for one in found}


def unmasked(text: str, places: Sequence[tuple[int, int]], spans: Sequence[Span]) -> set[str]:
    """The words at these places that are not masked whole."""
    mask = covered(spans, len(text))
    return {text[a:b].lower() for a, b in places if not all(mask[a:b])}


def hidden(text: str, places: Sequence[tuple[int, int]], lang: str) -> set[str]:
    """Words that recall-first leaves readable, or that nobody is shown in the other mode."""
    first = unmasked(text, places, find(text, lang, recall_first=True))
    spans = find(text, lang)
    left = unmasked(text, places, spans)
    return first | (left - shown_to_steward(text, spans, lang) if left else set())


def texts(names: Sequence[str], at: int) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Texts of many sentences, one form and one language each: the sentence ``at`` with name after name."""
    by_form: dict[Sentence, list[str]] = {}
    for name in names:
        by_form.setdefault(sentences(name)[at], []).append(name)
    for (lang, sentence), held in by_form.items():
        for first in range(0, len(held), 40):
            text, places = "", []
            for name in held[first : first + 40]:
                whole, shown, place = said(sentence, name)
                places += parts(shown, len(text) + place)
                text += whole + "\n"
            yield text, lang, places


def test_no_list_hides_a_name_of_a_pack() -> None:
    names, found = pack_names(), set()
    for at in range(20):
        for text, lang, places in texts(names[at::20], at):
            found |= hidden(text, places, lang)
    assert found == set()


def test_no_list_hides_a_name_in_a_text_of_one_sentence() -> None:
    found = set()
    for turn, name in enumerate(pack_names()[::9]):
        lang, sentence = sentences(name)[turn % 20]
        text, shown, place = said(sentence, name)
        found |= hidden(text, parts(shown, place), lang)
    assert found == set()


@pytest.mark.slow
@pytest.mark.parametrize("at", range(20))
def test_no_list_hides_a_name_of_a_pack_in_any_sentence(at: int) -> None:
    found = set()
    for text, lang, places in texts(pack_names(), at):
        found |= hidden(text, places, lang)
    assert found == set()


def _readable(name: str, at: int) -> set[str]:
    lang, sentence = sentences(name)[at]
    text, shown, place = said(sentence, name)
    places = parts(shown, place)
    known = [Known(KnownKind.PERSON, name, "p-1")]
    modes = (find(text, lang, known, recall_first=first) for first in (False, True))
    return set().union(*(unmasked(text, places, spans) for spans in modes))


def test_no_list_hides_a_known_name() -> None:
    names = known_names()
    assert len(names) > 300
    assert {name: left for n, name in enumerate(names) if (left := _readable(name, n % 20))} == {}


@pytest.mark.slow
@pytest.mark.parametrize("at", range(20))
def test_no_list_hides_a_known_name_in_any_sentence(at: int) -> None:
    assert {name: left for name in known_names() if (left := _readable(name, at))} == {}


def test_the_words_that_nobody_was_shown() -> None:
    text = "Yesterday Bikash came to my house and Anna cried."
    places = [(text.index(name), text.index(name) + len(name)) for name in ("Bikash", "Anna")]
    assert unmasked(text, places, find(text, "en", recall_first=True)) == set()
    spans = find(text, "en")
    assert unmasked(text, places, spans) <= shown_to_steward(text, spans, "en")
