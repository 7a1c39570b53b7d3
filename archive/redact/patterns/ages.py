"""Ages: in digits and words, of a person or as a school class, in the six languages.

A duration ("for ten years") is not an age; the frames below ask for a word that makes it one.
"""

from __future__ import annotations

import regex

from archive.model import IdentifierType as T
from archive.redact.spans import Span
from archive.redact.words import fold

_UNITS = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = r"twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_EN = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|under|maybe|perhaps|only|just|"
    r"some|not yet|past|above|below|like) )?"
)
_NUM = rf"(?:\d{{1,3}}|{_EN})"
_HALF = rf"(?: and a half|-?ish| plus| or (?:so|something|more|\d{{1,2}}|{_EN}))?"
_MORE = rf"(?:,? or {_NUM}|[-–]\d{{1,3}}|, {_EN}(?= ?[\")]))?"
_B, _E = r"(?<![\p{L}\p{N}\p{M}])", r"(?![\p{L}\p{N}])(?![.,:/]\d)"
_NOUN = (
    r"(?! ?(?:%|percent|per cent|taka|rupees|rs|shillings|bob|ksh|kg|km|"
    r"kilo|days?|weeks?|months?|hours?|minutes?|people|families|households|"
    r"houses|goats|cows|children|kids|times|of (?:us|them)|litres?|feet|acres?|"
    r"katha|bigha|thousand|hundred|lakh|million|o'?clock|am|pm|a\.m|p\.m|women|"
    r"men|girls|boys|persons|metres|meters|miles|bags|members|steps|sisters|"
    r"brothers|sons|daughters|rooms|others|from|years? (?:ago|in|here|now|"
    r"after|since|with|of)))"
)
_PATTERNS: tuple[tuple[str, float], ...] = (
    (
        rf"{_ABOUT}{_NUM}{_HALF}{_MORE}[- ](?:years?|yrs?|months?|weeks?|days?)[- "
        rf"](?:and (?:a half|{_NUM} months?) )?old",
        0.95,
    ),
    (
        rf"(?:aged?|age is|age:|age -|years?:|umri?|umri wa|umur|umar)[ :]{{0,2}}(?:about "
        rf"|around |of |is |was )?({_ABOUT}{_NUM}{_HALF}(?: years?)?)",
        0.9,
    ),
    (r"\d{1,3}[- ]?y(?:rs?|o|/o)\.?(?: old)?", 0.85),
    (
        rf"(?:i am|i'm|i was|he is|she is|he's|she's|he was|she was|they are|"
        rf"is now|was only|is only|i turned|turned|turning|was just|is about|"
        rf"will be|i will be|i'll be|he'll be|she'll be|who is|who was|am|be) "
        rf"(?:now |then |already |about to be |still |only |just )?({_ABOUT}{_NUM}{_HALF}{_MORE}(?:"
        rf" years)?(?: completed| running| something)?){_NOUN}",
        0.75,
    ),
    (
        rf"(?:at the age of|when i was|when she was|when he was|until i was|"
        rf"since i was|age of|married (?:me |her )?(?:off )?at|wed at|at age|"
        rf"died at|from age) ({_ABOUT}{_NUM}{_HALF}){_NOUN}",
        0.85,
    ),
    (
        rf"(?:my|his|her|our|the) (?:[a-z'-]{{1,15}} ){{0,2}}(?:son|daughter|"
        rf"girl|boy|child|sister|brother|baby|wife|husband|mother|father|firstborn|"
        rf"eldest|youngest|granddaughter|grandson)(?:,| is| was) ({_ABOUT}{_NUM}{_HALF}){_NOUN}",
        0.7,
    ),
    (
        r"(?:in|in her|in his|in my|my|his|her) (?:early |mid |late |mid-|"
        r"late-)?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|"
        r"eighties|nineties|\d0s)",
        0.8,
    ),
    (
        rf"(?:class|grade|standard|std\.?|form|year|lớp|darasa la|kidato cha|"
        rf"kidato|klass|klas)[ -](?:{_NUM}|i{{1,3}}|iv|vi{{0,3}}|ix|x|kg|kwanza|"
        rf"pili|tatu|nne|tano|sita|saba|nane)",
        0.75,
    ),
    (r"\d{1,2}(?:st|nd|rd|th) (?:class|grade|standard|std)", 0.8),
    (rf"(?:{_TENS}) (?:plus|something|odd)", 0.8),
    (r"[(,] ?(?:[mf]|male|female|woman|man|girl|boy)[,/ ] ?(\d{1,2})(?= ?[),;])", 0.8),
    (r"[(,] ?(\d{1,2})[,/ ] ?(?:[mf]|male|female|woman|man|girl|boy)(?= ?[),;.])", 0.8),
    (
        rf"(?<=, )({_EN}|[1-9]\d)(?=, (?:from|of|living|lives|a |an |the |my|"
        rf"widow|married|single|mother|father))",
        0.65,
    ),
    (r"(?:\d{1,3})(?: bochor| bochhor| bosor| boshor)(?: boyosh?| boyose?r?)?", 0.7),
    (
        r"(?:boyosh?|boyesh|boyas|umer|umar|umra) (?:amar |ki |hobe |hai |"
        r"cha |mero )?(\d{1,3}|[a-z]{3,9})",
        0.7,
    ),
    (r"\d{1,3} (?:saal|sal|barsa|barsha|varsha|barkha) (?:ki|ka|ke|ko|ki umar|pugyo|puge|bhaye|bhayo)", 0.75),
    (
        r"(?:বয়স|বয়স) ?(?:আমার |তার |ওর |প্রায় |এখন |হবে |:)?((?:[০-৯\d]{1,3}|"
        r"[\p{L}\p{M}]{2,8})(?: ?(?:বছর|বৎসর))?)",
        0.85,
    ),
    (
        r"(?:[০-৯\d]{1,3}|[\p{L}\p{M}]{2,8}) ?(?:বছরের|বছর বয়স|বছর বয়সে|বছর "
        r"বয়সী|বছর বয়স|বছর বয়সে|বছর বয়সী)(?: ?(?:মেয়ে|ছেলে))?",
        0.75,
    ),
    (
        r"(?:क्लास|कक्षा|কক্ষা|ক্লাস|শ্রেণি|শ্রেণী) ?[\d]{1,2}|(?:ক্লাস|क्लास|कक्षा) "
        r"(?:[\p{L}\p{M}]{2,8})(?:ে|এ|मा|में)?|(?:[\p{L}\p{M}]{2,9}|\d{1,2}) "
        r"?(?:শ্রেণিতে|শ্রেণীতে|শ্রেণিত|वीं|वी|औं कक्षा) ?(?:में|कक्षा|क्लास)?",
        0.7,
    ),
    (
        r"(?:उम्र|उमर|उमेर|आयु|वर्ष) ?(?:मेरी |मेरो |है |थी |करीब |लगभग |:|हो "
        r")?((?:\d{1,3}|[\p{L}\p{M}]{2,8})(?: ?(?:साल|वर्ष|बरस))?)",
        0.75,
    ),
    (
        r"(?:\d{1,3}|[\p{L}\p{M}]{2,8}) ?(?:साल|वर्ष|बरस|बर्ष) ?(?:की|का|के|"
        r"को|कि|पुगें|पुगेँ|पुग्यो|भएँ|भयो|लागें|लागेँ|पुगे)(?: (?:हूँ|हूं|"
        r"थी|था|है|उमेरमा|उम्र))?",
        0.7,
    ),
    (
        r"(?:umri wa |umri wangu (?:ni )?|nina |ana |ako na |niko na |ana "
        r"umri wa |akiwa na |nikiwa na )?(?:miaka|miezi) (?:\d{1,3}|[a-z]{3,9}(?: "
        r"na [a-z]{3,6})?)(?= ?[,.;!?)]|\n|$| (?:sasa|tu|hivi|wakati|alipo|"
        r"nilipo))",
        0.7,
    ),
    (
        r"(?:nina|ana|ako na|niko na|umri wa|akiwa na|nikiwa na) (?:umri wa "
        r")?(miaka (?:\d{1,3}|[a-z]{3,12}(?: na [a-z]{3,6})?))",
        0.85,
    ),
    (
        r"(?:năm nay |mới |đã |được |gần |hơn |ngoài |khoảng )?(?:\d{1,3}|"
        r"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) (?:mươi|mốt|mấy)(?: (?:mốt|hai|"
        r"ba|tư|bốn|lăm|sáu|bảy|tám|chín))?|mười(?: (?:một|hai|ba|bốn|lăm|"
        r"sáu|bảy|tám|chín))?|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) (?:mốt|hai|"
        r"ba|tư|bốn|lăm|nhăm|sáu|bảy|tám|chín)|chín|tám|bảy|sáu) ?(?:tuổi|"
        r"tuoi)(?: rưỡi)?",
        0.9,
    ),
)
_INTRODUCED = regex.compile(
    rf"(?:i am|i'm|my name is|this is|name is|he is|she is|{_B}me)[ ,][^.;!?\n]{{2,70}}?, "
    rf"({_ABOUT}(?:[1-9]\d|{_EN}))(?: now| years)?(?=[.,;!?)])(?!\.\d)"
)
_COMPILED = tuple((regex.compile(_B + pattern + _E), score) for pattern, score in _PATTERNS)
_LABEL = regex.compile(r"^[^\n:]{0,24}\(([^()\n]{1,20})\)\s*:", regex.MULTILINE)
_IN_LABEL = regex.compile(rf"\d{{1,3}}(?:[ -]?(?:yrs?|years|y))?|(?:{_EN})")
_SMALL = frozenset(
    {
        "এক",
        "দুই",
        "তিন",
        "চার",
        "পাঁচ",
        "দশ",
        "एक",
        "दो",
        "तीन",
        "दुई",
        "चार",
        "पाँच",
        "कई",
        "धेरै",
        "कति",
        "কত",
        "কয়",
        "গত",
        "এই",
        "इस",
        "यस",
        "पिछले",
        "हर",
        "প্রতি",
        "अगले",
        "केही",
        "अर्को",
    }
)


def ages(text: str, lang: str) -> list[Span]:
    """Ages of the stretch, and ages in the bracket of a speaker label."""
    low = fold(text)
    found: list[Span] = []
    for pattern, score in _COMPILED:
        for match in pattern.finditer(low):
            group = 1 if pattern.groups and match.start(1) >= 0 else 0
            if match.group(group).split(" ")[0] not in _SMALL:
                found.append(Span(*match.span(group), T.AGE, score, "ages"))
    found.extend(Span(*m.span(1), T.AGE, 0.65, "ages") for m in _INTRODUCED.finditer(low))
    for label in _LABEL.finditer(low):
        for inner in _IN_LABEL.finditer(low, *label.span(1)):
            found.append(Span(inner.start(), inner.end(), T.AGE, 0.8, "ages:label"))
    return found
