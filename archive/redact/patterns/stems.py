"""Case endings that Bangla, Hindi and Nepali glue to a noun, and the noun without them."""

from __future__ import annotations

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


def stem(word: str, lang: str) -> str:
    """A word of Bangla, Hindi or Nepali without its glued case ending, if enough is left."""
    for case in _CASES.get(lang, ()):
        if word.endswith(case) and len(word) - len(case) >= 2:
            return word[: -len(case)]
    return word
