"""Freeze the lists of the country packs for the small models: what they know at this moment, and no later.

    python -m bench.train.frozen      # writes archive/redact/crf/lists.json; fit every model again after it

Lists that were gathered from the training texts themselves stay out. In those texts they would tell a name
from a word without fail, and a model would lean on them that meets other texts later.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from archive.redact.crf import lists
from archive.redact.everyday import everyday_words, small_words, words_with_capitals
from archive.redact.patterns.common import latin_names, merged, name_keys
from language.across import endings, words_of_all
from language.countries import SOUTH_ASIA

TARGET = Path(lists.__file__).parent / "lists.json"


def frozen() -> dict[str, object]:
    """All lists, sorted, as they are now."""
    return {
        **{field: sorted(merged(field)) for field, _ in lists.FIELDS},
        "safe": sorted(words_with_capitals(names=True)),
        "latin": sorted(latin_names()),
        "keys": {code: sorted(name_keys(code)) for code in SOUTH_ASIA},
        "everyday": {lang: sorted(_everyday(lang)) for lang in ("bn", "hi", "ne", "sw", "vi", "xx", "en")},
        "endings": {"Beng": endings("model", "bn"), "Deva": endings("model", "hi", "ne")},
        "speakers": sorted(words_of_all("speakers_words")),
    }


def _everyday(lang: str) -> set[str]:
    """Everyday words written by hand and the stop words of spaCy."""
    found = set(everyday_words(lang) | small_words(names=True))
    if lang in {"bn", "hi", "ne", "vi"}:
        words = import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS
        found.update(part.casefold() for entry in words for part in entry.split())
    return found


def main() -> None:
    """Write the file."""
    rows = frozen()
    lines = [f"{json.dumps(name)}: {json.dumps(rows[name], ensure_ascii=False)}" for name in sorted(rows)]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
