"""What control words of Rich Text Format 1.9.1 mean for a reader of words.

A destination is what a group holds. One that is in no list here and is marked as optional is no text.
"""

from __future__ import annotations

LETTERS = {
    "tab": "\t", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "bullet": "\u2022", "emspace": "\u2003", "enspace":
    "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo":
    "\u2060", "ltrmark": "\u200e", "rtlmark": "\u200f", "line": "\n", "softline": "\n", "lbr": "\n",
    "column": "\n",
}  # fmt: skip
"""Control words that stand for a letter, a blank or the end of a line."""

SIGNS = {"~": "\u00a0", "_": "-", "-": "\u00ad", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
"""Control signs that stand for a letter."""

ENDS_PARAGRAPH = frozenset({"par", "sect", "page"})
HEADERS = frozenset({"header", "headerl", "headerr", "headerf"})
FOOTERS = frozenset({"footer", "footerl", "footerr", "footerf"})
NAMES = frozenset({"author", "operator", "manager", "atnauthor", "revtbl"})
"""Destinations that hold names of people who wrote, and are no text."""

BOXES = frozenset({"shptxt", "dptxbxtext"})
NUMBERS = frozenset({"listtext", "pntext"})
REVIVED = frozenset({"ud", "result"})
"""Destinations that are text although what they stand in is none."""

SKIPPED = frozenset({
    "colortbl", "stylesheet", "pict", "fldinst", "nonshppict", "listtable", "listoverridetable",
    "rsidtbl", "generator", "xe", "tc", "tcn", "txe", "rxe", "bkmkstart", "bkmkend", "filetbl", "info",
    "object", "objdata", "objclass", "upr", "shprslt", "sp", "nonesttables", "atnid", "atnref",
    "atndate", "atntime", "atnparent", "formfield", "template", "mmathPict", "private", "ftnsep",
    "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "falt", "panose", "fontemb", "keywords",
    "comment", "title", "subject", "company", "category", "doccomm", "hlinkbase", "fname", "themedata",
    "colorschememapping", "latentstyles", "datastore",
})  # fmt: skip
"""Destinations without text of the page."""

SEEN_THROUGH = frozenset({"shpinst", "do", "moMath", "moMathPara", "shppict"})
"""Destinations marked as ones that old programs may skip, which hold text all the same."""
