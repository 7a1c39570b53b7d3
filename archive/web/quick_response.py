"""A QR code as the path of an SVG, drawn from its modules. Pure. No markup of a library reaches a page."""

from __future__ import annotations

from dataclasses import dataclass, field

import segno

QUIET = 4
"""Modules that stay white around the code."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of ``side`` modules, the white ones around it included, and the black ones as an SVG path."""

    side: int
    path: str = field(repr=False)


def qr_path(text: str) -> Picture:
    """The QR code (ISO/IEC 18004) of a text, one module to one unit."""
    matrix = segno.make(text, error="m", micro=False).matrix
    black = [
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    ]
    return Picture(len(matrix) + 2 * QUIET, "".join(black))
