"""One rule for every cell of text that goes into a spreadsheet: it never runs as a formula.

A label can come from a form, a codebook or a testimony, so from anybody. A text that a spreadsheet could take
for a formula gets an apostrophe before it (OWASP, CSV injection). The rule stands here because codebooks are
the lowest thing that is written as a table, and every table above them uses it too. It refuses to change
anything else: whoever reads the cell back gets the same text.
"""

from __future__ import annotations

import unicodedata

_SIGNS = frozenset("=+-@")
_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_APOSTROPHE = "'"


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return _APOSTROPHE + text if _runs(text) else text


def plain_cell(cell: str) -> str:
    """The text that ``safe_cell`` was given."""
    return cell[1:] if cell.startswith(_APOSTROPHE) and _runs(cell) else cell


def _runs(text: str) -> bool:
    """Whether a text could be taken for a formula once what stands before the sign is trimmed.

    Full-width signs count as the signs they stand for. Apostrophes are passed over, so that a text that
    begins with one comes back as it was.
    """
    for character in text.lstrip(_APOSTROPHE):
        if character in _BREAKS:
            return True
        if not (character.isspace() or unicodedata.category(character) in ("Cc", "Cf")):
            return unicodedata.normalize("NFKC", character) in _SIGNS
    return False
