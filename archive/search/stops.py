"""Words so common that they tell nothing, per language.

Short on purpose, and without negations: "no papers" and "পানি নাই" must be found as they were said. A
stop word keeps its place in the text as a blank, the same blank for all of them, so that phrases still
fit and the commonest words cannot be told apart by whoever counts tokens in the index.
"""

from __future__ import annotations

from archive.search.words import fold, unmarked


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


STOPS: dict[str, frozenset[str]] = {
    "en": _words(
        "a an the and or but of to in on at by for from with as is are was were be been it its this that"
        " these those i you he she we they me my your his her our their there so then than"
    ),
    "bn": _words("এবং ও আর এই সেই এ যে যা তা তো কি কী আমি আমার আমাদের তুমি সে তার হয় করে একটা একটি"),
    "hi": _words("का के की को में से पर ने और या है हैं था थे थी हूँ हो यह वह ये वो तो भी ही कि जो मैं हम तुम एक"),
    "ne": _words("को का की ले मा लाई र छ छन् हो हुन् थियो यो त्यो त पनि नै कि म मेरो हामी तिमी उनी एक भने"),
    "sw": _words("na ya wa za la cha vya kwa ni katika au hii huo huyo hiyo hapo mimi wewe yeye sisi"),
    "vi": _words("và là thì mà của cho với ở các những đó này tôi nó một cũng đã đang sẽ rồi"),
}
"""Folded, before stemming."""

UNMARKED_VI = frozenset(unmarked(word) for word in STOPS["vi"])
"""The Vietnamese ones as they are typed without marks."""
