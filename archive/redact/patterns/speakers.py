"""Speaker labels that are names: ``Rahima:`` and ``রেবতী:``, but neither ``R1:`` nor ``Time:`` nor ``প্রশ্ন:``.

A label that is an everyday word ("Hope:", "किरण:") is a name if it labels more than one turn, because a
form's headings stand once.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import regex

from archive.model import IdentifierType as T
from archive.redact.lexicon import ordinary
from archive.redact.patterns.common import alternation, latin_names, titles
from archive.redact.patterns.native_names import sounds_like_a_name
from archive.redact.spans import Span
from archive.redact.words import Word, is_indic, plain, words, wordset

_NATIVE = regex.compile(
    r"^\[?((?:[\u0900-\u09ff\u200c\u200d]{2,20})(?: [\u0900-\u09ff\u200c\u200d.]{2,20}){0,3})"
    r"(?: ?\([^()\n]{0,30}\))?(?:\]|:|\t)",
    regex.MULTILINE,
)
_ROLES = wordset(
    """
    interviewer mhojaji mhojiwa mtafiti mkalimani wote pv ntl đtv ntl1 ntl2 respondent moderator mwezeshaji
    mshauri mshiriki washiriki swali jibu mwandishi mratibu mwenyekiti jina umri tarehe mahali
    facilitator participant speaker note time date place village name resp counsellor counselor staff
    age sex ward interpreter translator question answer all several group mother father women men chair
    chairperson secretary nurse teacher observer notetaker several district occupation interview
    location language duration venue site present member members researcher enumerator code consent
    transcript project district recorded recording date caste religion education work school clinic
    country state county phone mobile contact address title subject indicator action score shelter volunteer
    caller operator doctor officer client patient reporter host guest judge witness lawyer summary remark
    remarks comment comments purpose reason result results total number case file ref agent manager
    hỏi đáp trả lời người dẫn điều phối viên phỏng vấn chủ tọa thư ký nhóm trưởng ngày tên tuổi nơi địa điểm
    প্রশ্ন উত্তর উত্তরদাতা সাক্ষাৎকারগ্রহীতা সাক্ষাৎকারগ্রহণকারী সাক্ষাৎকার গ্রহণকারী সঞ্চালক সহায়ক অংশগ্রহণকারী
    প্রশ্নকর্তা উত্তরদাত্রী নাম বয়স ঠিকানা তারিখ স্থান পেশা মোবাইল ফোন গ্রাম ধর্ম শিক্ষা মন্তব্য সকলে সবাই গবেষক
    বক্তা দোভাষী নোট বিষয় সময় মহিলা পুরুষ একজন কর্মী দলনেত্রী
    प्रश्न उत्तर उत्तरदाता उत्तरदात्री मॉडरेटर मोडरेटर संचालक सं प्रतिभागी साक्षात्कारकर्ता प्रश्नकर्ता अनुवादक
    नाम उम्र पता तारीख दिनांक स्थान पेशा मोबाइल फोन गाँव गांव धर्म जाति शिक्षा टिप्पणी सब सभी शोधकर्ता नोट विषय
    समय महिला पुरुष एक कार्यकर्ता आर
    सहजकर्ता सहभागी उमेर ठेगाना मिति ठाउँ सबै सबैजना अन्तर्वार्ताकार प्रश्नकर्ता विषय सूचना वडा जवाफ महिलाहरू
    """
)


@cache
def _latin() -> regex.Pattern[str]:
    title = alternation(t for t in titles() if not is_indic(t))
    name = r"\p{Lu}[\p{L}\p{M}'’.-]{1,20}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,20}){0,3}"
    return regex.compile(
        rf"^(?:\[)?((?:(?i:{title}) )?{name})(?: ?\([^()\n]{{0,30}}\))?(?:\]|:|\t)", regex.MULTILINE
    )


def labels(text: str, lang: str) -> list[Span]:
    """Speaker labels that are names."""
    found: list[Span] = []
    shown = [(m.start(1), m.group(1)) for rule in (_latin(), _NATIVE) for m in rule.finditer(text)]
    often = Counter(label for _, label in shown)
    for start, label in shown:
        keep = _names(label, lang, often[label] > 1)
        if keep:
            found.append(Span(start + keep[0].start, start + keep[-1].end, T.PERSON, 0.7, "frames:label"))
    return found


def _names(label: str, lang: str, often: bool) -> list[Word]:
    """The words of a label that name somebody; none where one of them is a role."""
    parts = [w for w in words(label) if w.text.casefold() not in titles() or is_indic(w.text)]
    if not parts or len(parts) > 4 or any(_role(w.text) for w in parts):
        return []
    if all(_unknown(w.text, lang) or sounds_like_a_name(w.text, lang) for w in parts):
        return parts
    if often and len(parts) < 4 and len(label) > 2:
        return parts
    return [w for w in parts if plain(w.text) in latin_names() and not is_indic(w.text)]


def _role(word: str) -> bool:
    low = word.casefold().rstrip(".0123456789০১২৩৪৫৬৭৮৯०१२३४५६७८९")
    return low in _ROLES or len(low) < 2


def _unknown(word: str, lang: str) -> bool:
    if is_indic(word):
        return not ordinary(word, lang)
    return len(word) > 2 and not ordinary(word, "en") and not (lang == "sw" and ordinary(word, lang))
