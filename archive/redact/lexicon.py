"""Whether a word is an ordinary one: what keeps names apart from words when a name may be both.

English asks the word lists that ship inside the English spaCy model; Vietnamese, Bangla, Hindi and Nepali
ask spaCy's own small lists; Swahili and the romanised languages ask a short list of ours. All are read
from installed packages, on first use, without loading a model. What a list does not hold is *unknown*,
and unknown words are treated as possible names, never as safe ones.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files

import regex

from archive.redact.dictionary import base_forms, stop_words
from archive.redact.everyday import BY_LANGUAGE
from archive.redact.patterns.common import STOP_FOLDED
from archive.redact.patterns.stems import stem
from archive.redact.words import is_indic, wordset

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("ly", ""),
    ("d", ""),
    ("ily", "y"),
    ("'s", ""),
    ("n't", ""),
    ("'ll", ""),
    ("'ve", ""),
    ("'re", ""),
    ("'d", ""),
    ("'m", ""),
)
_SWAHILI = regex.compile(
    r"(?:ni|u|a|tu|m|wa|i|ki|vi|zi|li|ya|pa|ku|si|hu|ha|hatu|hawa|sisi)(?:na|"
    r"li|ta|me|ki|nge|ka|ja|po|lipo|napo|takapo|likuwa)\w{2,}|"
    r"ku\w{3,}|(?:wa|m|ki|vi|ma|u|mi|n)\w{3,}(?:ji|zi|ni|sha|ana|ika|iwa|wa|lia)"
)
_VERBS = defaultdict(
    lambda: regex.compile(r"(?!)"),
    bn=regex.compile(
        r".{2}(?:েছি|েছে|েছেন|েছিল|ছিলাম|ছিলেন|ছিলো|তেছে|তেছি|িলাম|েলাম|িলেন|িতেন|ইছি|ইছে|ইতেছে|ইলো|"
        r"য়েছে|য়েছি|য়েছিল|াচ্ছে|াচ্ছি|চ্ছিল|াইয়া|িয়ে|তেই|লেও|লেই|ানো|াইতে)$"
    ),
    hi=regex.compile(r".{2}(?:ाया|ायी|ाएगा|ाएगी|ेगा|ेगी|ेंगे|ूँगा|ूँगी|ूंगी|ूंगा|ाने|ाकर|कर|ते|ियों|ओगे|इए|िए|वाने|वाया|ेंगी)$"),
    ne=regex.compile(
        r".{2}(?:नुभयो|नुहुन्छ|नुहुन्थ्यो|न्छन्|न्छु|न्छौं|न्छौँ|न्छ|न्थ्यो|न्थे|न्थेँ|एको|एकी|एका|एपछि|एँ|"
        r"यौं|यौँ|छु|छौं|छौँ|छन्|थिएन|थ्यो|थिएँ|दिनन्|दिएन|दैनन्|दैन|दिनँ|नुस्|नुपर्छ|नुपर्ने|ुन्जेल|्नु)$"
    ),
)
"""Endings of verbs, which no name of these languages has; two letters before them at the least."""
_NAMES = wordset(
    """
    ali amir anis babu das devi elijah faisal fatima gauri goma hakim hussein ibrahim ilias jena koch maloti
    musa nandu nipa pathan prajapati rama ratan rubel saida salmi salome shankar sheikh tomar abdul ahmed
    mohammed mohammad muhammad hassan omar osman yusuf hasan husain khan singh kumar
    """
)
"""Names that the English list holds among its words."""
_MORE = wordset(
    """
    bhai apa latrine matatu boda chapati ugali dal roti bhat bosti basti chai panchayat sarpanch
    anganwadi lakh crore taka rupee rupees shilling shillings tea rickshaw tempo van stall upazila union
    ward char para tola tole gaun khola mandir masjid bazaar bazar okay yeah hmm uh um mm hm respondent
    interviewer moderator facilitator fgd kii idi nid website online offline mobile phone sim smartphone
    covid lockdown caste dalit slum tin wage wages landlord landlords moneylender headteacher
    chairperson caregiver wheelchair kobo uncle aunty auntie madam sir grandma grandpa mum dad
    """
)


@cache
def english() -> frozenset[str]:
    """Lower-case English words, base forms."""
    return (base_forms() - _NAMES) | stop_words() | _MORE


@cache
def _small(lang: str) -> frozenset[str]:
    """The short list of a language, lower case."""
    own = BY_LANGUAGE.get(lang, frozenset()) | STOP_FOLDED
    if lang in {"bn", "hi", "ne", "vi"}:
        words = set(import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS)
        own |= frozenset(part.casefold() for entry in words for part in entry.split())
    kept = files("archive.redact").joinpath("everyday_words", f"{lang}.txt")
    if kept.is_file():
        own |= frozenset(kept.read_text(encoding="utf-8").split())
    return own


@lru_cache(maxsize=50_000)
def ordinary(word: str, lang: str) -> bool:
    """Whether ``word`` (any case) is an everyday word of the language."""
    low = word.casefold().replace("’", "'")
    if low in STOP_FOLDED or low in _small(lang):
        return True
    if is_indic(low):
        base = stem(low, lang)
        return (base != low and base in _small(lang)) or _VERBS[lang].search(low) is not None
    if lang == "sw" and _SWAHILI.fullmatch(low):
        return True
    return lang in {"en", "xx"} and _english_word(low)


def _english_word(low: str) -> bool:
    known = english()
    if low in known:
        return True
    for ending, base in _ENDINGS:
        stem = low[: -len(ending)] + base
        if (
            low.endswith(ending)
            and len(stem) > 2
            and (stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known))
        ):
            return True
    return "-" in low and all(_english_word(part) for part in low.split("-") if part)
