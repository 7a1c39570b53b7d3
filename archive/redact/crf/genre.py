"""Whether a stretch reads like speech or like print, by its small words.

A newspaper names somebody in every line and a witness somebody in every tenth, so a model masks at another
threshold in each. First person alone does not tell them apart: half of all interviews hardly say *I*. The
weights are learnt with the model and kept in ``models.json``; without weights, and in doubt, it is speech,
because speech is what is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.redact.crf.tokens import Token


def spoken(cut: Sequence[Token], weights: Mapping[str, float]) -> bool:
    """Whether the weights of the words, above nothing for speech, do not add up to print."""
    return not weights or sum(weights.get(token.text.casefold(), 0.0) for token in cut) >= 0.0
