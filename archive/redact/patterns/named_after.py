"""Names that people give, behind a verb of calling: "wananiita Simba", "ai cũng gọi tôi là Tí".

Swahili, Vietnamese and English put the verb first. With capitals a name is a run of them; in text without
capitals it is the word behind the frame, and the next one if that is no everyday word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words
from archive.redact.lexicon import ordinary
from archive.redact.patterns.common import titles
from archive.redact.spans import Span
from archive.redact.words import lower_cased, wordset

_B, _E = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{0,20}"
_WORD = r"\p{Ll}[\p{L}\p{M}'’-]{1,20}"
_RUN = rf"{_CAP}(?: (?:(?:wa|ya|na|la|kwa|de|bin) )?{_CAP}){{0,3}}"
_ITA = (
    r"(?:wa|a|tu|hu|u|m|ni|mwa|n)?(?:na|li|me|ka|ki|ta|nge)?(?:ni|mw|m|mu|tu|wa|n)?"
    r"(?:iita|ita|itwa|iite|ite)(?:ni)?"
)
_AS = (
    r"(?: (?:watu|wote|sasa|huku|hapa|mtaani|nyumbani|tu|pia))?"
    r"(?: (?:kwa jina la utani|kwa jina la|kwa jina|jina la utani|jina la|jina|kama|ni))?"
)
_SW_LEADS = (
    rf"{_ITA}{_AS}|"
    r"(?:[a-z]{1,5})?(?:julikana|fahamika|nijua|mjua|tambulika) (?:sana )?(?:kama|kwa jina la)|"
    r"jina (?:lake |langu )?la (?:utani|mtaani|jukwaani|nyumbani|usanii|kimuziki|majazi)(?: ni)?|"
    r"lakabu(?: yake| yangu)?(?: ni)?"
)
_SWAHILI = regex.compile(rf"{_B}(?i:{_SW_LEADS})[:,]? [\"“‘']?({_RUN})")
_SWAHILI_AFTER = regex.compile(
    rf"{_B}({_CAP}(?: {_CAP})?),? (?:hu|wana|tuna|ana|wali)(?:ni|mw|mu|m|tu)(?:ita)(?=[.,;!?\n]|$)"
)
_SWAHILI_LOW = regex.compile(rf"{_B}(?:{_SW_LEADS}) ({_WORD}(?: {_WORD})?)")
_VI_WHOM = (
    r"(?: (?:tôi|tui|em|con|cháu|mình|nó|tao|mày|"
    r"(?:chị|anh|bà|ông|cô|chú|bác|em)(?: ấy| ta)?|họ|theo con)){0,2}"
    r"(?: (?:thân mật|đùa|chung|yêu|tắt|vui|trêu))?"
)
_PET = (
    r"(?:(?:bé|cu|tí|út|mẹ|má|bố|ba|mế|ama|ami|amí|aduôn|aê|chị|anh|cô|chú|dì|bà|ông|bác|thằng|con|cái|nhỏ) )"
    r"{0,2}"
)
_SIZE = r"(?: (?:nhỏ|lớn|còi|mập|ốm|đen|trắng|cao|lùn|già|trẻ|điên|khùng|què|mù|điếc|câm|tóc [\p{Ll}]{2,5}))?"
_VI_LEADS = (
    rf"(?:gọi|kêu|réo){_VI_WHOM} (?:là|bằng(?: cái)?(?: tên)?|tên là)|đặt tên(?: tôi| em| cho tôi)? là|"
    r"(?:biệt danh|biệt hiệu|nghệ danh|tên gọi khác|tục gọi|tên ở nhà|tên cúng cơm|tên thân mật|"
    r"tên thường gọi|bí danh|ở nhà(?: hay| thường)? gọi|hay gọi|thường gọi)"
    r"(?: của (?:tôi|em|nó|anh|chị|bà|ông)(?: ấy)?)?(?: là)?"
)
_VIETNAMESE = regex.compile(rf"{_B}(?i:{_VI_LEADS}) [\"“]?({_PET}{_CAP}(?: {_CAP}){{0,3}}{_SIZE})")
_VIETNAMESE_BARE = regex.compile(
    rf"{_B}(?:cứ gọi|hay gọi|vẫn gọi|đều gọi|[\p{{L}}]{{2,6}} gọi|ai cũng (?:gọi|kêu))(?: tôi| em)? "
    rf"({_CAP}(?: {_CAP}){{0,2}}(?: [\p{{Ll}}\p{{M}}]{{2,7}}){{0,2}})(?=[.,;!?\n]|$)"
)
_VIETNAMESE_OF = regex.compile(
    rf"{_B}((?:mẹ|má|bố|ba|cha|vợ|chồng|bà|ông) (?:thằng|con|cái|bé|cu|nhỏ) {_CAP}(?: {_CAP})?|"
    rf"(?:bé|[Cc]u) {_CAP})"
)
_VIETNAMESE_LOW = regex.compile(rf"{_B}(?:{_VI_LEADS}) ({_WORD}(?: {_WORD})?)")
_ENGLISH = regex.compile(
    rf"{_B}(?:calls?|called|call) (?:me|him|her|us) (?:by (?:the|my) (?:nick)?name )?({_WORD}(?: {_WORD})?)"
)
_VI_STOP = wordset(
    """
    ở em tôi con cháu và thì mà nhưng nên vì vậy là năm có không đi làm cho với từ đến tại của hồi lúc khi
    người nhà nay này đó ấy rồi mới cũng hay chị anh học quê bán
    """
)
_SIZED = wordset("mdogo mkubwa mrefu mfupi mweusi mweupe mnene kadogo mzee")
_CUES_SW = tuple(
    wordset("iit mwit muit tuit itwa iite mite julikana fahamika nijua mjua jina lakabu nita anita")
)
_CUES_VI = tuple(wordset("gọi kêu réo biệt tên danh tục nhà"))


def named_after(text: str, lang: str) -> list[Span]:
    """Names behind a verb of calling, in languages that put it first."""
    small = lower_cased(text)
    found: list[tuple[int, int]] = []
    low = text.casefold() if lang != "vi" else text
    if lang in {"sw", "xx", "en"} and any(cue in low for cue in _CUES_SW):
        for pattern in (_SWAHILI, _SWAHILI_AFTER):
            found += [m.span(1) for m in pattern.finditer(text) if m.group(1).casefold() not in titles()]
        if small:
            found += _short(_SWAHILI_LOW, text, "sw", small_words("sw", names=True))
    if (lang == "vi" or "gọi" in low) and any(cue in low for cue in _CUES_VI):
        for pattern in (_VIETNAMESE, _VIETNAMESE_BARE, _VIETNAMESE_OF):
            found += [m.span(1) for m in pattern.finditer(text)]
        if small:
            found += _short(_VIETNAMESE_LOW, text, "vi", _VI_STOP)
    if small and lang in {"en", "xx"} and "call" in low:
        found += _short(_ENGLISH, text, "en", small_words("en", names=True))
    return [Span(start, end, T.NICKNAME, 0.75, "nicknames") for start, end in found]


def _short(
    pattern: regex.Pattern[str], text: str, lang: str, stop: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """In text without capitals: the word behind the frame, and the next if it is no everyday word."""
    for match in pattern.finditer(text):
        first, _, second = match.group(1).partition(" ")
        if first.casefold() in stop or first in {"by", "for", "from", "on", "when"}:
            continue
        strange = lang == "vi" or second in _SIZED or not ordinary(second, lang)
        more = second and second not in stop and strange
        if lang == "vi" or not ordinary(first, lang) or more or first in titles():
            yield match.start(1), match.start(1) + len(first) + (len(second) + 1 if more else 0)
