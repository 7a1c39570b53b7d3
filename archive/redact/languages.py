"""Which language a turn is in, so that each is read by its own rules and never by English by default.

Script decides first (Bengali block; Devanagari, then Hindi or Nepali by their small words), then word
lists for the languages that typists romanise, then lingua for Latin script. A mixed turn gets every
language that applies, the strongest first; where nothing is sure the answer is ``xx``, which is read
recall first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from archive.redact.words import WORD, wordset

if TYPE_CHECKING:
    from lingua import LanguageDetector

KNOWN = ("en", "bn", "hi", "ne", "sw", "vi")
UNKNOWN = "xx"

_BENGALI = re.compile("[\u0980-\u09ff]")
_DEVANAGARI = re.compile("[\u0900-\u0963\u0966-\u097f]")
"""Without the danda, which Bangla shares."""
_LATIN = regex.compile(r"\p{Latin}")
_VIETNAMESE = regex.compile(r"[ăđơưĂĐƠƯ]|[\u1ea0-\u1ef9]")
_NEPALI_WORDS = wordset(
    """
    छ छन् छैन छु हो होइन भयो भएको थियो थिए गर्ने गर्छ गरेको मेरो मलाई हामी हाम्रो तपाईं उहाँ यो त्यो अनि
    पनि लाई हुन्छ भने भन्ने गयो आयो गर्न दिन हुने थिएन किन कहाँ त बाट सबै अहिले अब नै रहेको गरे गर्दा
    पर्छ दिए लाग्यो
    """
)
_HINDI_WORDS = wordset(
    """
    है हैं था थी थे का की के को ने में से पर और नहीं मैं हम मेरा मेरी मेरे हमारा हमारे वह वो यह ये कि जो
    तो भी हूँ हूं गया गई गए कर रहा रही रहे लेकिन क्या कुछ बहुत जब तब अब उनके उसके लिए साथ
    """
)
_NEPALI_ENDINGS = ("लाई", "हरू", "छन्", "एको", "िन्छ")
_WORDS = {
    "bn": (
        "ami amar amra amader tumi tomar apni apnar tara tader ora oder she "
        "ki keno kothay kokhon kintu ar jonno theke kore korte hoy hoyeche "
        "ache chilo nai nei bhalo khub eta sheta oita bole bolche bollo jabo "
        "gelo gelam dite dilo din bachcha meye chele bari taka koto amake "
        "tomake oke ekta duita onek shudhu hobe lage lagbe diye niye pore "
        "age"
    ),
    "hi": (
        "main mai hum ham mera meri mere hamara hamare hamari tum tumhara "
        "aap aapka wo woh ye yeh hai hain tha thi the nahi nahin kya kyun "
        "kaise kab kahan aur lekin par mein se ko ne ka ki ke hota hoti karte "
        "karta karna gaya gayi gaye raha rahi rahe bola boli bolte paisa "
        "ghar bachche beti beta log bahut kuch sab abhi phir tab jab liye "
        "saath"
    ),
    "ne": (
        "ma mero mera hamro hami timi timro tapai tapaiko uha uhaa yo tyo "
        "cha chha chan chhan chaina chhaina thiyo thiye bhayo bhaye garne "
        "garchha garcha gareko garyo gayo aayo ani pani ko le lai bata ma "
        "kina kaha kasari hunchha huncha hudaina bhane bhanne dai didi chhori "
        "chhora ghar gaun paisa dherai ahile aba malai hamilai timilai dinu "
        "diyo lagyo"
    ),
    "sw": (
        "na ya wa kwa ni la za cha vya katika hii hiyo huyo hao hapa pale "
        "huko mimi wewe yeye sisi nyinyi wao yangu yako yake yetu yao wangu "
        "wako wake wetu langu lake kama lakini sana tu pia bado sasa basi "
        "ndiyo hapana hakuna kuna nina ana tuna wana alikuwa nilikuwa walikuwa "
        "tulikuwa mtoto watoto nyumba shule maji pesa siku mwaka miaka watu "
        "mtu mama baba kazi kwamba hata baada kabla ndio juu chini ndani "
        "kila mwenye alisema akasema nikasema"
    ),
    "vi": (
        "toi khong nguoi cua la va co duoc cho nhung nay mot cac trong da "
        "dang se thi ma o di lam con minh chung ong ba anh chi em nha nuoc "
        "tien nam thang ngay khi nhu vi neu nua roi cung rat nhieu lai den "
        "ve phai biet noi bao hoc truong benh vien xa thon"
    ),
    "en": (
        "the a an and or but is are was were be been have has had do does "
        "did not no yes my your his her our their i you he she it we they "
        "me him us them this that these those of in on at to from for with "
        "by about into after before when where why how what who then so because "
        "there here one two will would can could should said go went come "
        "came get got take took see know tell told very also only all some "
        "any more"
    ),
}  # fmt: skip
_SETS = {lang: frozenset(block.split()) for lang, block in _WORDS.items()}
_SPEAKS_FOR = {
    word: tuple(lang for lang, own in _SETS.items() if word in own)
    for word in frozenset[str]().union(*_SETS.values())
}
_TELLS = {word: (langs, 1.0 if len(langs) == 1 else 0.4) for word, langs in _SPEAKS_FOR.items()}
"""The languages that a small word speaks for, and how much."""
_NOTHING: tuple[tuple[str, ...], float] = ((), 0.0)
_CLEAR = 0.12


def languages(text: str, hint: str | None = None) -> tuple[str, ...]:
    """The languages of a stretch of text, strongest first; ``("xx",)`` where nothing can be told.

    ``hint`` is what intake says the language is; it decides only where the words leave it open.
    """
    return _languages(text[:4000], hint if hint in KNOWN else None)


@lru_cache(maxsize=64)
def _languages(text: str, hint: str | None) -> tuple[str, ...]:
    bengali, devanagari, latin = _letters(text)
    letters = bengali + devanagari + latin
    if not letters:
        return (hint or UNKNOWN,)
    found: list[tuple[int, str]] = []
    if bengali:
        found.append((bengali, "bn"))
    if devanagari:
        found.append((devanagari, _hindi_or_nepali(text, hint)))
    if latin > 2 and latin > 0.02 * letters:
        found.extend((latin - place, lang) for place, lang in enumerate(_latin(text, hint)))
    found.sort(reverse=True)
    return tuple(lang for _, lang in found) or (hint or UNKNOWN,)


def _letters(text: str) -> tuple[int, int, int]:
    """How many letters of Bengali, of Devanagari and of Latin there are."""
    if text.isascii():
        return 0, 0, sum(map(str.isalpha, text))
    return len(_BENGALI.findall(text)), len(_DEVANAGARI.findall(text)), len(_LATIN.findall(text))


def _hindi_or_nepali(text: str, hint: str | None) -> str:
    tokens = WORD.findall(text)
    nepali = hindi = 0
    for token in tokens:
        nepali += token in _NEPALI_WORDS or token.endswith(_NEPALI_ENDINGS)
        hindi += token in _HINDI_WORDS
    if nepali == hindi and hint in {"hi", "ne"}:
        return hint
    return "ne" if nepali > hindi else "hi"


def _latin(text: str, hint: str | None) -> tuple[str, ...]:
    """Languages of Latin letters: by diacritics, by small words, then by lingua."""
    if not text.isascii() and len(_VIETNAMESE.findall(text)) > max(2, 0.04 * len(text)):
        return ("vi",)
    tokens = WORD.findall(text)
    counts = dict.fromkeys(_SETS, 0.0)
    for token in tokens:
        langs, weight = _TELLS.get(token.casefold(), _NOTHING)
        for lang in langs:
            counts[lang] += weight
    ranked = sorted(counts, key=lambda lang: (-counts[lang], lang != hint, lang != "en"))
    best = ranked[0]
    if counts[best] >= max(2.0, _CLEAR * len(tokens)):
        second = [lang for lang in ranked[1:] if counts[lang] > 0.35 * counts[best] and counts[lang] >= 3]
        return (best, *second[:1])
    if hint and (hint in {"en", "sw", "vi"} or counts[best] < 1):
        return (hint if hint in {"en", "sw", "vi"} else UNKNOWN,)
    return (_by_lingua(text) if len(tokens) > 5 else UNKNOWN,)


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    chosen = (Language.ENGLISH, Language.SWAHILI, Language.VIETNAMESE, Language.HINDI, Language.BENGALI)
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()


def _by_lingua(text: str) -> str:
    answer = _detector().compute_language_confidence_values(text[:1000])
    best = answer[0]
    return best.language.iso_code_639_1.name.lower() if best.value > 0.85 else UNKNOWN
