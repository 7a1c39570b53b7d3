"""Lists of everyday words for the languages that no installed package has a list of.

    python -m bench.lexicon --data FOLDER      # writes archive/redact/everyday_words/<lang>.txt

A script without capitals tells a name from a word only by knowing the words. A word is everyday if it
stands often enough outside every marked name in the training part of the marked news, or once in the bare
text of the interviews written for training or in our own tables of words, and hardly ever inside a name of
a person or place. Only single words are kept, in the order of the alphabet: no text can be read back.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Any

from yaml import safe_load

from archive.redact.everyday import composed
from archive.redact.patterns.native_names import sounds_like_a_name
from bench.train.corpora import SOURCES
from bench.train.interviews import TEXTS
from bench.train.interviews import documents as interviews
from bench.train.split import part
from language.words import is_indic, words

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "archive" / "redact" / "everyday_words"
NAMED = frozenset({"PERSON", "KIN", "NICKNAME", "LOC"})
LEAST = 2
"""So often a word of the news must stand bare; a word of the interviews once."""
OFTEN = 12
"""So often a word that sounds like a listed name, because not every name in the news is marked."""
MOST_NAMED = 0.08
"""At most this share of its places may be inside names."""


def everyday(lang: str, folder: Path) -> list[str]:
    """The everyday words of ``lang``, sorted."""
    bare: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for document, weight in _documents(lang, folder):
        mask = bytearray(len(document["text"]))
        for one in document["gold"]:
            inside = b"\2" if one["type"] in NAMED else b"\1"
            mask[one["start"] : one["end"]] = inside * (one["end"] - one["start"])
        for word in words(document["text"]):
            kind = max(mask[word.start : word.end])
            if kind == 2:
                named[composed(word.stem)] += weight
            elif kind == 0 and _worth(word.text, lang):
                bare[composed(word.stem)] += weight
    return sorted(
        w
        for w, n in bare.items()
        if n >= (OFTEN if sounds_like_a_name(w, lang) else LEAST) and named[w] <= MOST_NAMED * (n + named[w])
    )


def _worth(word: str, lang: str) -> bool:
    indic = lang in {"bn", "hi", "ne"}
    return len(word) > 1 and is_indic(word) == indic and not any(ch.isdigit() for ch in word)


def _documents(lang: str, folder: Path) -> Iterator[tuple[dict[str, Any], int]]:
    for source in SOURCES.get(lang, ()):
        path = folder / source.file
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            document = loads(line)
            if part(document["id"]) == "train":
                yield document, 1
    for path in (
        ROOT / "taxonomies" / "data" / "lexicon" / f"{lang}.yaml",
        ROOT / "taxonomies" / "data" / "labels" / f"sdg.{lang}.yaml",
        ROOT / "consent" / "locale" / f"{lang}.json",
    ):
        values = "\n".join(v for v in _values(safe_load(path.read_text(encoding="utf-8"))))
        yield {"text": unicodedata.normalize("NFC", values).lower(), "gold": []}, LEAST
    if (TEXTS / lang).is_dir() and any((TEXTS / lang).glob("*.txt")):
        for document in interviews(lang, 1, 1):
            yield document, LEAST


def _values(tree: Any) -> Iterator[str]:
    """The words of a table of our own, without its keys and without stems."""
    if isinstance(tree, dict):
        for one in tree.values():
            yield from _values(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from _values(one)
    elif isinstance(tree, str):
        yield " ".join(w for w in tree.replace(",", " ").split() if "*" not in w and "{" not in w)


def main() -> None:
    """Write every list and say how long it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    for lang in ("bn", "hi", "ne", "sw"):
        found = everyday(lang, folder)
        (TARGET / f"{lang}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        sys.stdout.write(f"{lang}: {len(found)} words\n")


if __name__ == "__main__":
    main()
