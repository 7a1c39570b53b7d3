"""Names that the words around them give away, whatever their case or script.

Titles and kin terms on either side ("Rekha amma", "mzee Barasa", "রহিম ভাই", "anh Dũng"), frames ("my name
is", "मेरो नाम", "son of"), mothers and fathers of a child ("Moyna'r ma"), and speaker labels that are names.
"""

from __future__ import annotations

from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.lexicon import ordinary
from archive.redact.patterns.common import (
    NAME_FRAMES,
    STOP_FOLDED,
    alternation,
    family_keys,
    latin_names,
    merged,
    name_keys,
    safe,
    titles,
)
from archive.redact.patterns.stems import stem
from archive.redact.spans import Span
from archive.redact.translit import name_key
from archive.redact.words import Word, bare, fold, is_indic, lower_cased, plain, words, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_NAME = r"[\p{L}][\p{L}\p{M}\u200c\u200d'’.-]{0,30}"
_MOTHER_OF = regex.compile(
    rf"{_B}({_NAME}?)(?:['’]?r|er| er| ki| ko| ke| ka|-er) (ma|maa|mata|"
    rf"bap|baba|bou|ama|aama|amma|buwa|papa|nani|dadi|bhabi|mummy|chhora|"
    rf"srimati)\b"
)
_NATIVE_OF = regex.compile(
    rf"{_B}({_NAME}?)(?:র|ের|এর| की| का| को|को) (?:মা|বাপ|বাবা|বউ|माँ|मां|"
    rf"अम्मा|पापा|बाप|आमा|बुवा|बुबा|বাবা)(?:কে|র|য়)?{_E}"
)
_CODES = {"bn": ("BD", "IN"), "hi": ("IN", "NP", "BD"), "ne": ("NP", "IN", "BD")}
_NOT_NAMES = wordset(
    """
    আমার আমাদের তোমার তোর ওর তার তাদের আপনার বড় বড় ছোট মেজ সেজ মেঝ এক দুই তিন সেই এই ওই কোন কোনো সব আর
    ও না হ্যাঁ এবং কিন্তু বলে বললাম বললো বলল বলেন আমি তুমি সে ওরা আমরা পাশের এলাকার গ্রামের সরকারি मेरा
    मेरी मेरे हमारा हमारी हमारे तुम्हारा आपका आपकी उसका उसकी उनका उनकी उनके इसका अपना अपनी अपने बड़ा
    बड़ी बड़े बडे छोटा छोटी छोटे एक दो तीन वो वह ये यह और हाँ नहीं की का के को ने से में है हैं था थी थे
    पर भी तो मेरो हाम्रो तिम्रो तपाईंको उसको उनको उनीहरूको ठूलो ठूली सानो सानी माथिल्लो यो त्यो त अनि र
    पनि भने हो छ थियो गाउँको वडाको सबै हजुर एउटा एक दुई आफ्नो
    """
)


def frames(text: str, lang: str) -> list[Span]:
    """All names that their surroundings give away."""
    tokens = words(text)
    low_text = lower_cased(text)
    found = [
        *_compounds(text, lang),
        *_called(text, lang),
        *_titled(text, tokens, lang, low_text),
        *_framed(text, tokens, lang),
        *_parents(text),
    ]
    if lang in _CODES:
        found += native_names(text, tokens, lang)
    elif low_text:
        found += _lower_names(tokens, lang)
    return found


def _blank(text: str, one: Word, two: Word) -> bool:
    """Whether nothing but a blank parts two words; a full stop only after a title or an initial."""
    gap = text[one.end : two.start]
    if gap in {". ", "."}:
        return len(one.text) <= 2 or f"{one.text.casefold()}." in titles()
    return gap in {" ", "-", "  "}


def _likely(word: Word, lang: str, low_text: bool) -> bool:
    """Whether the word beside a title can be a name."""
    shown = bare(word.text)
    low = shown.casefold()
    if low in STOP_FOLDED or low in titles() or shown[:1].isdigit() or low in safe() or len(shown) < 2:
        return False
    if is_indic(shown):
        return shown not in _NOT_NAMES and not ordinary(shown, lang)
    if shown[0].isupper():
        return not (word.initial and ordinary(low, lang) and low not in latin_names())
    return low_text and (low in latin_names() or not ordinary(low, lang))


def _titled(text: str, tokens: list[Word], lang: str, low_text: bool) -> list[Span]:
    """Names beside a title or a kin term."""
    found: list[Span] = []
    for at, word in enumerate(tokens):
        low = bare(word.text).casefold()
        base = stem(low, lang) if is_indic(low) else low
        if low in merged("before") and at + 1 < len(tokens) and _blank(text, word, tokens[at + 1]):
            found += _forward(text, tokens, at + 1, lang, low_text)
        if (low in merged("after") or base in merged("after")) and at and _blank(text, tokens[at - 1], word):
            found += _backward(text, tokens, at - 1, lang, low_text)
    return found


def _forward(text: str, tokens: list[Word], at: int, lang: str, low_text: bool) -> list[Span]:
    """The name after a title: the next likely words, at most four, only one in lower-cased text."""
    end = at
    most = 1 if low_text or is_indic(tokens[at].text) else 4
    while end < len(tokens) and end - at < most and _likely(tokens[end], lang, low_text):
        if end > at and not _blank(text, tokens[end - 1], tokens[end]):
            break
        end += 1
    return [_span(tokens[at], tokens[end - 1], T.KIN, 0.8)] if end > at else []


def _backward(text: str, tokens: list[Word], at: int, lang: str, low_text: bool) -> list[Span]:
    """The name before a kin term: likely words backwards, at most three."""
    begin = at
    while begin >= 0 and at - begin < 3 and _likely(tokens[begin], lang, low_text):
        if begin < at and (
            not _blank(text, tokens[begin], tokens[begin + 1]) or low_text or is_indic(tokens[begin].text)
        ):
            break
        begin -= 1
    return [_span(tokens[begin + 1], tokens[at], T.KIN, 0.75)] if begin < at else []


def _span(first: Word, last: Word, kind: T, score: float) -> Span:
    return Span(first.start, last.start + len(bare(last.text)), kind, score, "frames")


@cache
def _frame() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_B}(?:{'|'.join(NAME_FRAMES)})[ ,:\"“‘'-]{{1,4}}(?:as |is |was |simply |just |by )?"
    )


def _framed(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Names after a frame such as "my name is"; one word in scripts without capitals, more with them."""
    low = fold(text)
    starts = {word.start: at for at, word in enumerate(tokens)}
    found: list[Span] = []
    for match in _frame().finditer(low):
        at = starts.get(match.end())
        if at is None:
            continue
        found += _name_after(text, tokens, at, lang)
    return found


def _name_after(text: str, tokens: list[Word], at: int, lang: str) -> list[Span]:
    first = tokens[at]
    if is_indic(first.text):
        if first.text in _NOT_NAMES or ordinary(first.text, lang):
            return []
        end = at + 1
        while (
            end < len(tokens)
            and end - at < 3
            and _blank(text, tokens[end - 1], tokens[end])
            and _keyed(tokens[end].text, lang)
        ):
            end += 1
        return [_span(first, tokens[end - 1], T.PERSON, 0.85)]
    end = at
    while (
        end < len(tokens)
        and end - at < 5
        and tokens[end].capital
        and (end == at or _blank(text, tokens[end - 1], tokens[end]))
    ):
        end += 1
    if end > at and first.text.casefold() not in STOP_FOLDED:
        return [_span(first, tokens[end - 1], T.PERSON, 0.9)]
    low = first.text.casefold()
    if (
        end == at
        and low not in titles()
        and (plain(low) in latin_names() or not ordinary(low, lang if lang != "sw" else "en"))
    ):
        return [_span(first, first, T.PERSON, 0.6)] if len(low) > 2 and not ordinary(low, "en") else []
    return []


_CALLED = regex.compile(
    rf"{_B}({_NAME}) (?:(?:বলে|নামে) (?:ডাকে|চেনে|ডাকত|ডাকতো)|(?:कहते|बुलाते|पुकारते|बोलते) हैं|"
    r"(?:कहकर|बोलकर) बुलाते|(?:भनेर|भन्दै) (?:बोलाउँछन्|चिन्छन्|बोलाउँथे)|भन्छन् (?:मलाई|सबैले))"
)
_THEY_CALL = regex.compile(
    r"(?<!\p{L})(\p{Lu}[\p{L}\p{M}'’-]{1,20}),? (?:they|people|everyone|everybody|"
    r"we all|the children) calls? (?:me|him|her)"
)


def _called(text: str, lang: str) -> list[Span]:
    """Nicknames that stand before "they call me"."""
    found = [Span(*m.span(1), T.NICKNAME, 0.7, "frames:called") for m in _THEY_CALL.finditer(text)]
    for match in _CALLED.finditer(text):
        if match.group(1) not in _NOT_NAMES and not ordinary(match.group(1), lang):
            found.append(Span(*match.span(1), T.NICKNAME, 0.6, "frames:called"))
    return found


def _parents(text: str) -> list[Span]:
    """``Moyna'r ma``: somebody known by their child; the whole expression is the nickname."""
    low = fold(text)
    found: list[Span] = []
    for match in _MOTHER_OF.finditer(low):
        name = match.group(1)
        if (
            text[match.start()].isupper()
            and name not in titles()
            and name not in STOP_FOLDED
            and not ordinary(name, "en")
        ):
            found.append(Span(match.start(), match.end(), T.NICKNAME, 0.8, "frames:parent"))
    for match in _NATIVE_OF.finditer(text):
        if (
            match.group(1) not in _NOT_NAMES
            and len(match.group(1)) > 1
            and match.group().split()[0] not in _NOT_NAMES
        ):
            found.append(Span(match.start(), match.end(), T.NICKNAME, 0.55, "frames:parent"))
    return found


_COMPOUND = regex.compile(
    r"[\p{L}\p{M}]{2,9}(?:बहादुर|माया|कुमारी|प्रसाद|देवी|मती|वती|কুমার|"
    r"উদ্দিন|উল্লাহ|ুদ্দিন|ুল্লাহ|ুজ্জামান|ন্নাহার|ুন্নেসা|ুন্নেছা)"
    r"(?:ले|लाई|को|की|का|ने|ের|র|কে)?(?![\p{L}\p{M}])"
)


def _compounds(text: str, lang: str) -> list[Span]:
    """Names made of two that every reader of the script knows by their second half."""
    if lang not in _CODES:
        return []
    return [Span(m.start(), m.end(), T.PERSON, 0.75, "frames:compound") for m in _COMPOUND.finditer(text)]


def _keyed(word: str, lang: str) -> bool:
    """Whether a native word, with or without its case ending, sounds like a name of the country."""
    forms = dict.fromkeys((word, stem(word, lang)))
    if any(form in _NOT_NAMES or ordinary(form, lang) or len(form) < 2 for form in forms):
        return False
    return any(name_key(form) in name_keys(code) for form in forms for code in _CODES.get(lang, ()))


def _with_strangers(text: str, tokens: list[Word], at: int, end: int, lang: str) -> tuple[int, int]:
    """A run of names grown by an unknown word: before a family name, or after a given name before another.

    Half of the names of a country stand on no list; beside a family name an unknown word is one of them.
    """
    if at and _is_family(tokens[at].text, lang) and _stranger(text, tokens, at - 1, lang):
        at -= 1
    return at, end


def _family_alone(word: str, lang: str) -> bool:
    """Whether a word is a family name and no everyday word; short ones (Khan, Das) too."""
    return is_indic(word) and word not in _NOT_NAMES and not ordinary(word, lang) and _is_family(word, lang)


def _after_stranger(text: str, tokens: list[Word], at: int, lang: str) -> bool:
    """A short family name that follows an unknown word."""
    return at > 0 and _family_alone(tokens[at].text, lang) and _stranger(text, tokens, at - 1, lang)


def _is_family(word: str, lang: str) -> bool:
    keys = {name_key(word), name_key(stem(word, lang))}
    return any(not keys.isdisjoint(family_keys(code)) for code in _CODES[lang])


def _stranger(text: str, tokens: list[Word], at: int, lang: str) -> bool:
    """An unknown native word that the next one follows directly, without a case ending of its own."""
    shown = tokens[at].text
    return (
        is_indic(shown)
        and _blank(text, tokens[at], tokens[at + 1])
        and len(shown) > 2
        and shown not in _NOT_NAMES
        and not ordinary(shown, lang)
        and not ordinary(stem(shown, lang), lang)
        and shown.casefold() not in titles()
    )


def native_names(text: str, tokens: list[Word], lang: str) -> list[Span]:
    """Runs of native words that sound like names; a run of two is surer than one alone."""
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        if not (
            is_indic(tokens[at].text)
            and (_keyed(tokens[at].text, lang) or _after_stranger(text, tokens, at, lang))
        ):
            at += 1
            continue
        end = at + 1
        while (
            end < len(tokens)
            and end - at < 4
            and _blank(text, tokens[end - 1], tokens[end])
            and (_keyed(tokens[end].text, lang) or _family_alone(tokens[end].text, lang))
        ):
            end += 1
        begin, end = _with_strangers(text, tokens, at, end, lang)
        score = 0.8 if end - begin > 1 else 0.5
        if score > 0.5 or len(name_key(tokens[at].text)) > 2:
            found.append(_span(tokens[begin], tokens[end - 1], T.PERSON, score))
        at = end
    return found


def _lower_names(tokens: list[Word], lang: str) -> list[Span]:
    """In text without capitals: words of the name lists that are no ordinary words."""
    return [
        _span(word, word, T.PERSON, 0.6)
        for word in tokens
        if word.stem in latin_names()
        and len(word.stem) > 2
        and not ordinary(word.stem, lang)
        and not ordinary(word.stem, "en")
    ]


@cache
def _label() -> regex.Pattern[str]:
    return regex.compile(
        (
            rf"^(?:\[)?((?:(?:{alternation(t for t in titles() if not is_indic(t))}) "
            rf")?\p{{Lu}}[\p{{L}}\p{{M}}'’.-]{{1,20}}(?: \p{{Lu}}[\p{{L}}\p{{M}}'’.-]{{0,20}}){{0,3"
            rf"}})(?: ?\([^()\n]{{0,30}}\))?(?:\]|:|\t)"
        ),
        regex.MULTILINE,
    )


_ROLE_LABELS = wordset(
    """
    interviewer mhojaji mhojiwa mtafiti mkalimani wote pv ntl đtv ntl1 ntl2 respondent moderator
    facilitator participant speaker note time date place village name
    age sex ward interpreter translator question answer all several group mother father women men chair
    chairperson secretary nurse teacher observer notetaker several district occupation interview
    location language duration venue site present member members researcher enumerator code consent
    transcript project district recorded recording date caste religion education work school clinic
    country state county phone mobile contact address title subject
    """
)


def labels(text: str, lang: str) -> list[Span]:
    """Speaker labels that are names: ``Rahima:`` but neither ``R1:`` nor ``Time:``."""
    found: list[Span] = []
    for match in _label().finditer(text):
        parts = [w for w in words(match.group(1)) if w.text.casefold() not in titles()]
        keep = [
            w
            for w in parts
            if w.text.casefold() not in _ROLE_LABELS and not ordinary(w.text, "en") and len(w.text) > 2
        ]
        if not keep or len(keep) < len(parts):
            keep = [w for w in parts if w.text.casefold() in latin_names()] if len(parts) < 4 else []
        if keep:
            base = match.start(1)
            found.append(Span(base + keep[0].start, base + keep[-1].end, T.PERSON, 0.7, "frames:label"))
    return found
