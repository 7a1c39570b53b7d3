"""From a withdrawal to its receipt: reads stop first, then everything derived is walked and accounted for.

The order is the promise. In one transaction stand the new version of the consent and the event: every
read from then on refuses, at the same cost however much there is. Then a line in the ledger, the walk,
the index, the key, the rows, and a signed receipt that says what became of each thing. Every step can be
taken twice, so a crash anywhere is mended by taking the rest; ``resume`` does so before anything is served,
and carries out again what an older backup has forgotten. The words of others are never touched: turns that
name or answer the person wait for a steward.
"""

from __future__ import annotations

from archive.withdrawal.clearing import clear, waiting
from archive.withdrawal.effect import Effect, effect
from archive.withdrawal.escrow import held, open_escrow, request_escrow
from archive.withdrawal.form_answers import Wish, wishes
from archive.withdrawal.receipt import Receipt, verify_receipt
from archive.withdrawal.resuming import resume
from archive.withdrawal.steps import withdraw

__all__ = [
    "Effect", "Receipt", "Wish", "clear", "effect", "held", "open_escrow", "request_escrow",
    "resume", "verify_receipt", "waiting", "wishes", "withdraw",
]  # fmt: skip
