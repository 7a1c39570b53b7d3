"""Case endings, plurals and emphasis that Bangla, Hindi and Nepali glue to a noun, for the small models.

The weights were learnt with exactly these; a change here asks for new ones (``make train``). That is why
the rules, whose endings may grow at any time, have a table of their own.
"""

from __future__ import annotations

_BENGALI = (
    "গুলোকে", "গুলোর", "দেরকে", "গুলোতে", "গুলো", "গুলি", "দেরও", "দের", "টিকে", "টির", "টিতে", "টাকে", "টার",
    "টাতে", "য়ের", "য়েও", "য়েই", "েরই", "েরও", "কেও", "কেই", "েরা", "এরা", "রাও", "রাই", "তেও", "তেই", "ের",
    "এর", "য়ে", "রা", "কে", "রে", "তে", "টা", "টি", "েও", "েই", "রও", "রই", "য়", "র", "ে", "ও", "ই",
)  # fmt: skip
_DEVANAGARI = (
    "हरूलाई", "हरुलाई", "हरूले", "हरुले", "हरूको", "हरुको", "हरूसँग", "हरूमा", "हरू", "हरु", "द्वारा", "देखि",
    "सम्म", "तर्फ", "सँग", "सित", "बाट", "लाई", "लाइ", "माथि", "को", "का", "की", "कै", "ले", "मा", "ने", "के",
    "से", "में", "जी",
)  # fmt: skip
_LEFT = 2
"""So many code points of a noun must be left."""


def parted(word: str) -> tuple[str, str]:
    """An Indic word as its noun and its ending; the ending is empty where none is known."""
    endings = _BENGALI if "\u0980" <= word[0] <= "\u09ff" else _DEVANAGARI
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word[: -len(ending)], ending
    return word, ""
