"""Where the tone of a Vietnamese syllable is written: one place, whichever of two spellings was learnt.

The older spelling puts the tone of an open oa, oe or uy on the first vowel, the newer one on the second, and
both are printed every day. After q, u is no vowel and never bears the tone. Nothing else is respelt here.
"""

from __future__ import annotations

import unicodedata

import regex

_TONE = "[\u0300\u0301\u0303\u0309\u0323]"
_SHAPE = "[\u0302\u0306\u031b]?"
_FIRST_VOWEL = regex.compile(rf"((?:o(?={_TONE}[ae]))|(?:u(?={_TONE}y))|(?<=q)u)({_TONE})([aeiouy]{_SHAPE})")


def settled_tone(word: str) -> str:
    """A folded word with the tone of oa, oe and uy on the second vowel, in NFC; any other word as it is."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    settled = _FIRST_VOWEL.sub(r"\1\3\2", apart)
    return word if settled == apart else unicodedata.normalize("NFC", settled)
