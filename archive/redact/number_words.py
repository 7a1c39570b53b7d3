"""Numbers up to ninety-nine as people say them, in the six languages and as typists romanise three of them.

Spellers differ in length marks and nasal signs, so words are compared without them. Used to see ages, to put
an age into its band, and to see phones that are spelt out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from archive.redact.words import fold_digits, is_indic

_COUNTED = {
    "hi": """
        शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस
        बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस
        अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास
        इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ
        अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी अस्सी इक्यासी
        बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे
        सत्तानवे अट्ठानवे निन्यानवे""",
    "ne": """
        शून्य एक दुई तीन चार पाँच छ सात आठ नौ दश एघार बाह्र तेह्र चौध पन्ध्र सोह्र सत्र अठार उन्नाइस बीस एक्काइस
        बाइस तेइस चौबिस पच्चिस छब्बिस सत्ताइस अट्ठाइस उनन्तिस तीस एकतिस बत्तिस तेत्तिस चौँतिस पैँतिस छत्तिस सैँतिस
        अठतिस उनन्चालिस चालिस एकचालिस बयालिस त्रिचालिस चवालिस पैँतालिस छयालिस सतचालिस अठचालिस उनन्चास पचास
        एकाउन्न बाउन्न त्रिपन्न चवन्न पचपन्न छपन्न सन्ताउन्न अन्ठाउन्न उनन्साठी साठी एकसट्ठी बयसट्ठी त्रिसट्ठी चौसट्ठी
        पैँसट्ठी छयसट्ठी सतसट्ठी अठसट्ठी उनन्सत्तरी सत्तरी एकहत्तर बहत्तर त्रिहत्तर चौहत्तर पचहत्तर छयहत्तर सतहत्तर
        अठहत्तर उनासी असी एकासी बयासी त्रियासी चौरासी पचासी छयासी सतासी अठासी उनान्नब्बे नब्बे एकानब्बे बयानब्बे
        त्रियानब्बे चौरानब्बे पन्चानब्बे छयानब्बे सन्तानब्बे अन्ठानब्बे उनान्सय""",
    "bn": """
        শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ বিশ একুশ বাইশ
        তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ
        আটত্রিশ ঊনচল্লিশ চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ
        সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন
        সাতান্ন আটান্ন ঊনষাট ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি
        আটষট্টি ঊনসত্তর সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর
        আটাত্তর ঊনআশি আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি আটাশি ঊননব্বই নব্বই একানব্বই বিরানব্বই
        তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই""",
}
_OTHER_SPELLINGS = """
    पन्द्रह=15 छः=6 छै=6 सत्तर=70 पैंतालिस=45 दस=10 बिस=20 तिस=30 कुड़ी=20 नौवें=9 डेढ़=1 ढाई=2 साढे=0 बीसेक=20
    চুয়াল্লিশ=44 কুড়ি=20 ষোল=16 এগার=11 বার=12 তের=13 পনের=15 সতের=17 আঠার=18 তিরিশ=30 বাহান্ন=52 দেড়=1 আড়াই=2
    অষ্টআশি=88 উনচল্লিশ=39 উনত্রিশ=29 উনপঞ্চাশ=49
"""
_ROMAN = {
    "hi": """
        shunya ek do teen char paanch chhe saat aath nau das gyarah barah terah chaudah pandrah
        solah satrah atharah unnis bis ikkis bais teis chaubis pachis chhabbis sattais atthais
        untis tis iktis battis taintis chauntis paintis chhattis saintis adtis untalis chalis
        iktalis bayalis taintalis chavalis paintalis chhiyalis
        saintalis adtalis unchas pachas""",
    "bn": """
        shunno ek dui tin char pach choy sat at noy dosh egaro baro tero choddo ponero sholo
        sotero atharo unish bish ekush baish teish chobbish pochish chabbish satash atash unotrish
        trish ektrish botrish tetrish
        choutrish poytrish chotrish saitrish attrish unochollish chollish""",
    "ne": """
        sunya ek dui tin char panch chha saat aath nau das eghara barha terha chaudha pandhra
        sorha satra athara unnais bis ekkais bais teis chaubis pachchis chhabbis sattais atthais
        unantis tis ektis battis tettis
        chautis paintis chhattis saintis athtis unanchalis chalis""",
}
_ROMAN_MORE = """
    pachpan=55 saath=60 sath=60 sattar=70 assi=80 nabbe=90 ponchash=50 shat=60 sottor=70 ashi=80
    pachas=50 sathi=60 sattari=70 asi=80 chhah=6 chah=6 bees=20 tees=30 chalees=40 unnees=19
    pachees=25 battees=32 paintees=35 dus=10 double=0 tirish=30 chollish=40 bahra=12 tehra=13
    bara=12 pandra=15 tero=13 sattaais=27 ekchollish=41 biyallish=42 tetallish=43 chuyallish=44
    poytallish=45 chechollish=46 satchollish=47 atchollish=48 unoponchash=49 ekanno=51
    bayanno=52 tippanno=53 chuyanno=54 ponchanno=55 chappanno=56 satanno=57 atanno=58 unoshat=59
    ekshotti=61 bashotti=62 teshotti=63 choushotti=64 poyshotti=65 cheshotti=66 satshotti=67
    atshotti=68 unoshottor=69 shottor=70 ekattor=71 bahattor=72 tiyattor=73 chuyattor=74
    ponchattor=75 chiyattor=76 satattor=77 atattor=78 ekashi=81 birashi=82 tirashi=83
    churashi=84 ponchashi=85 chiyashi=86 shatashi=87 atashi=88 nobboi=90 ikyavan=51 bavan=52
    tirpan=53 chauvan=54 chhappan=56 sattavan=57 atthavan=58 unsath=59 iksath=61 basath=62
    tirsath=63 chaunsath=64 painsath=65 chhiyasath=66 sadsath=67 adsath=68 unhattar=69
    ikhattar=71 bahattar=72 tihattar=73 chauhattar=74 pachhattar=75 chhihattar=76 sathattar=77
    athhattar=78 unasi=79 ikyasi=81 bayasi=82 tirasi=83 chaurasi=84 pachasi=85 chhiyasi=86
    sattasi=87 atthasi=88 navasi=89 pachpanna=55 paisatthi=65 ekaunna=51 baunna=52 tripanna=53
    chaunna=54 chhapanna=56 santaunna=57 anthaunna=58 unsatthi=59 eksatthi=61 baisatthi=62
    trisatthi=63 chausatthi=64 chhaisatthi=66 satsatthi=67 atsatthi=68
"""
_ENGLISH = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen
    eighteen nineteen"""
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SWAHILI = "sifuri moja mbili tatu nne tano sita saba nane tisa kumi"
_SWAHILI_TENS = "kumi ishirini thelathini arobaini hamsini sitini sabini themanini tisini"
_SWAHILI_OTHER = (
    "mmoja=1 miwili=2 mitatu=3 minne=4 mitano=5 minane=8 wawili=2 watatu=3 wanne=4 wanane=8 arubaini=40"
)
_VIETNAMESE = "không một hai ba bốn năm sáu bảy tám chín mười"
_VIETNAMESE_OTHER = "mốt=1 tư=4 lăm=5 nhăm=5 bẩy=7 mươi=10 linh=0 lẻ=0 hăm=20 băm=30"
_MARKS = str.maketrans({"ँ": None, "ं": None, "ঁ": None, "़": None, "়": None, "ी": "ि", "ू": "ु", "ী": "ি", "ূ": "ু"})

Numbers = Mapping[str, int]


@lru_cache(maxsize=8192)
def spoken_key(word: str) -> str:
    """A number word as it is compared: lower case, without length marks and nasal signs."""
    return word.translate(_MARKS) if is_indic(word) else word.casefold()


def _pairs(block: str) -> dict[str, int]:
    return {
        spoken_key(left): int(right) for left, _, right in (pair.partition("=") for pair in block.split())
    }


def _listed(block: str) -> dict[str, int]:
    return {spoken_key(word): number for number, word in enumerate(block.split())}


@cache
def number_words(lang: str) -> Numbers:
    """Single number words of a language, as they are compared; romanised ones for ``xx``."""
    if lang in {"bn", "hi", "ne"}:
        other = _pairs(_OTHER_SPELLINGS)
        return {**other, **_listed(_COUNTED[lang])}
    if lang == "sw":
        tens = {w: 10 * i for i, w in enumerate(_SWAHILI_TENS.split(), 1)}
        return {**_listed(_SWAHILI), **tens, **_pairs(_SWAHILI_OTHER)}
    if lang == "vi":
        return {**_listed(_VIETNAMESE), **_pairs(_VIETNAMESE_OTHER)}
    if lang == "en":
        tens = {w: 10 * i for i, w in enumerate(_ENGLISH_TENS.split(), 2)}
        return {**_listed(_ENGLISH), **tens, "fourty": 40}
    romanised = [_listed(block) for block in _ROMAN.values()]
    return {k: v for one in (*romanised, _pairs(_ROMAN_MORE)) for k, v in one.items()}


@cache
def _of_script(indic: bool) -> Numbers:
    """Number words of all languages of a script; where two disagree, the one said first here."""
    order = ("bn", "ne", "hi") if indic else ("xx", "sw", "vi", "en")
    return {k: v for lang in order for k, v in number_words(lang).items()}


def value(word: str, lang: str = "") -> int | None:
    """The number that one word says, in digits of any script or in words of ``lang`` (of any without it)."""
    shown = fold_digits(word)
    if shown.isdigit() and shown.isascii():
        return int(shown) if len(shown) < 4 else None
    table = number_words(lang) if lang else _of_script(is_indic(word))
    return table.get(spoken_key(word))


def values(parts: Sequence[str], lang: str = "") -> int | None:
    """The number that a few words say together: "thirty four", "thelathini na sita", "ba mươi tư"."""
    total: int | None = None
    for part in parts:
        if part.casefold() in {"na", "and", "-"} and total is not None:
            continue
        one = value(part, lang)
        if one is None:
            return None
        if total is None:
            total = one
        elif spoken_key(part) == "mươi":
            total *= 10
        elif total % 10 == 0 and one < 10:
            total += one
        elif lang == "vi" and one < 10 and total < 10:
            total = total * 10 + one
        else:
            return None
    return total


_TAILS = ("ের", "র", "তে", "को", "की", "का", "मा", "मै")


@lru_cache(maxsize=16384)
def spoken(word: str) -> int | None:
    """The number that a word says, with or without a case ending glued to it (``আশির``, ``चौधकी``)."""
    low = fold_digits(word.casefold())
    number = value(low)
    if number is None and is_indic(low):
        for tail in _TAILS:
            if low.endswith(tail) and len(low) > len(tail) + 1 and (number := value(low[: -len(tail)])):
                break
    return number
