"""One archive with people for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oversight.staff import Staffed, staffed


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staffed]:
    with staffed(tmp_path) as people:
        yield people
