"""The picture for an app is the code that a library for such codes draws, and nothing but squares."""

from __future__ import annotations

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from archive.web.quick_response import QUIET, qr_path


@given(st.text(min_size=1, max_size=80))
def test_every_black_module_is_drawn_and_no_other(text: str) -> None:
    picture = qr_path(text)
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", picture.path)
    drawn = {(int(x) - QUIET, int(y) - QUIET) for x, y in re.findall(r"M(\d+) (\d+)", picture.path)}
    matrix = segno.make(text, error="m", micro=False).matrix
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert picture.side == len(matrix) + 2 * QUIET
    assert repr(picture) == f"Picture(side={picture.side})", "what it says is not told"
