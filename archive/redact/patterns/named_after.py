"""Names that people give, behind a verb of calling: "wananiita Simba", "everybody calls me Lucky".

Swahili, Vietnamese and English put the verb first. With capitals a name is a run of them; in text without
capitals it is the word behind the frame, and the next one if that is no everyday word.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from archive.model import IdentifierType as T
from archive.redact.everyday import small_words
from archive.redact.ordinary_words import ordinary
from archive.redact.patterns.common import titles
from archive.redact.spans import Span
from archive.redact.vocabulary import BEGIN, any_frame, any_of, entries
from language.words import lower_cased

_CAP = r"\p{Lu}[\p{L}\p{M}'’-]{0,20}"
_WORD = r"\p{Ll}[\p{L}\p{M}'’-]{1,20}"
_RUN = rf"{_CAP}(?: (?:{any_of('nickname_links')} )?{_CAP}){{0,3}}"
_SW_LEAD, _VI_LEAD = any_frame("call lead", "sw"), any_frame("call lead", "vi")
_SWAHILI = regex.compile(rf"{BEGIN}(?i:{_SW_LEAD})[:,]? [\"“‘']?({_RUN})")
_SWAHILI_AFTER = regex.compile(
    rf"{BEGIN}({_CAP}(?: {_CAP})?),? {any_frame('call behind', 'sw')}(?=[.,;!?\n]|$)"
)
_SWAHILI_LOW = regex.compile(rf"{BEGIN}{_SW_LEAD} ({_WORD}(?: {_WORD})?)")
_PET = rf"(?:{any_of('pet_words')} ){{0,2}}"
_SIZE = rf"(?: (?:{any_of('sizes', 'vi')}|{any_of('hair')} [\p{{Ll}}]{{2,5}}))?"
_VIETNAMESE = regex.compile(rf"{BEGIN}(?i:{_VI_LEAD}) [\"“]?({_PET}{_CAP}(?: {_CAP}){{0,3}}{_SIZE})")
_VIETNAMESE_BARE = regex.compile(
    rf"{BEGIN}{any_frame('call bare', 'vi')} "
    rf"({_CAP}(?: {_CAP}){{0,2}}(?: [\p{{Ll}}\p{{M}}]{{2,7}}){{0,2}})(?=[.,;!?\n]|$)"
)
_VIETNAMESE_OF = regex.compile(
    rf"{BEGIN}({any_of('parents', 'vi')} {any_of('child_words')} {_CAP}(?: {_CAP})?|"
    rf"{any_of('small_child')} {_CAP})"
)
_VIETNAMESE_LOW = regex.compile(rf"{BEGIN}{_VI_LEAD} ({_WORD}(?: {_WORD})?)")
_ENGLISH = regex.compile(rf"{BEGIN}{any_frame('call lead', 'en')}({_WORD}(?: {_WORD})?)")
_VI_STOP, _EN_STOP = entries("not_nicknames", "vi"), entries("not_nicknames", "en")
_SIZED = entries("sizes", "sw")
_CUES_SW, _CUES_VI = entries("call_cues", "sw"), entries("call_cues", "vi")


def named_after(text: str, lang: str) -> list[Span]:
    """Names behind a verb of calling, in languages that put it first."""
    small = lower_cased(text)
    extents: list[tuple[int, int]] = []
    low = text.casefold() if lang != "vi" else text
    if lang in {"sw", "xx", "en"} and any(cue in low for cue in _CUES_SW):
        for pattern in (_SWAHILI, _SWAHILI_AFTER):
            extents += [m.span(1) for m in pattern.finditer(text) if m.group(1).casefold() not in titles()]
        if small:
            extents += _short(_SWAHILI_LOW, text, "sw", small_words("sw", names=True))
    if (lang == "vi" or any(cue in low for cue in entries("call_verbs", "vi"))) and any(
        cue in low for cue in _CUES_VI
    ):
        for pattern in (_VIETNAMESE, _VIETNAMESE_BARE, _VIETNAMESE_OF):
            extents += [m.span(1) for m in pattern.finditer(text)]
        if small:
            extents += _short(_VIETNAMESE_LOW, text, "vi", _VI_STOP)
    if small and lang in {"en", "xx"} and "call" in low:
        extents += _short(_ENGLISH, text, "en", small_words("en", names=True))
    return [Span(start, end, T.NICKNAME, 0.75, "nicknames") for start, end in extents]


def _short(
    pattern: regex.Pattern[str], text: str, lang: str, stop: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """In text without capitals: the word behind the frame, and the next if it is no everyday word."""
    for match in pattern.finditer(text):
        first, _, second = match.group(1).partition(" ")
        if first.casefold() in stop or first in _EN_STOP:
            continue
        strange = lang == "vi" or second in _SIZED or not ordinary(second, lang)
        more = second and second not in stop and strange
        if lang == "vi" or not ordinary(first, lang) or more or first in titles():
            yield match.start(1), match.start(1) + len(first) + (len(second) + 1 if more else 0)
