"""Case endings that Bangla, Hindi and Nepali glue to a noun, in their scripts and romanised."""

from __future__ import annotations

from functools import lru_cache

from archive.redact.words import is_indic

CASE_ENDINGS = (
    "দেরকে", "গুলো", "দেরও", "দের", "ের", "এর", "কেও", "কে", "রাও", "রা", "রেও", "রে", "টা", "টি", "তে", "র",
    "ও", "ই", "য়", "ে", "েরা", "েরাও", "েও", "েই",
    "हरूलाई", "हरूले", "हरूको", "हरूसँग", "हरू", "हरुलाई", "हरुले", "हरुको", "हरु", "लाई", "लाइ", "सँगै",
    "सँग", "सित", "बाट", "देखि", "सम्म", "द्वारा", "ने", "को", "का", "की", "के", "से", "में", "ले", "मा", "जी",
    "कै", "नै",
)  # fmt: skip
"""Glued case endings of all three, longest of a kind first."""
ROMAN_ENDINGS = (
    "derke", "der", "ke", "er", "ra", "re", "r", "e", "haru", "harulai", "lai", "sanga", "bata", "le", "ko",
    "ne", "se", "ma",
)  # fmt: skip
"""The same in Latin letters."""

_CASES = {
    "bn": ("দেরকে", "গুলো", "দের", "েরা", "ের", "এর", "কে", "রা", "টা", "টি", "তে", "র", "ও", "ই", "য়", "ে"),
    "hi": ("ने", "को", "का", "की", "के", "से", "में"),
    "ne": (
        "हरूले",
        "हरूलाई",
        "हरूको",
        "हरू",
        "लाई",
        "सँग",
        "बाट",
        "द्वारा",
        "ले",
        "को",
        "का",
        "की",
        "मा",
        "कै",
        "लाइ",
        "सित",
    ),
}


@lru_cache(maxsize=16384)
def stem(word: str, lang: str) -> str:
    """A word of Bangla, Hindi or Nepali without its glued case ending, if enough is left."""
    if not word.endswith(_CASES.get(lang, ())):
        return word
    for case in _CASES.get(lang, ()):
        if word.endswith(case) and len(word) - len(case) >= 2:
            return word[: -len(case)]
    return word


@lru_cache(maxsize=16384)
def indic(word: str) -> bool:
    """``is_indic`` of one word, which every rule asks of every word."""
    return is_indic(word)
