"""The five countries that testimonies come from, and the languages in which they are told.

Codes are ISO 3166-1 alpha-2 and ISO 639-1. Everybody who needs them reads them here; what a country's names
and places are is no business of this file.
"""

from __future__ import annotations

NAMES = {"BD": "Bangladesh", "IN": "India", "KE": "Kenya", "NP": "Nepal", "VN": "Vietnam"}
"""Every country by its code."""
COUNTRIES = tuple(NAMES)
LANGUAGES = ("en", "bn", "hi", "ne", "sw", "vi")
"""Every language that is read by rules of its own."""
HOME = {"bn": "BD", "hi": "IN", "ne": "NP", "sw": "KE", "vi": "VN"}
"""The country that a language is told of first."""
SOUTH_ASIA = ("BD", "IN", "NP")
"""Countries whose names are written in Bengali or Devanagari letters as well."""
NEIGHBOURS = {"bn": ("BD", "IN"), "hi": ("IN", "NP"), "ne": ("NP", "IN")}
"""Countries whose names a language of South Asia meets, its own first."""
