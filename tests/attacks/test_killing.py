"""Whatever is killed in the middle is finished or was never begun; a seed draws the points.

Sixty-five points are tried with every run: fifteen with one seed, the rest with another.
``python -m bench.killing`` tries as many as asked.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attacks.killing import JOBS, killed, points
from tests.cli.command import Heard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no SIGKILL"),
]
FEW = 3
MORE = {"ingest": 10, "withdraw": 10, "refuse": 12, "rotate": 9, "restore": 9}
"""What is added to the few."""


def tried(job: str, told: Heard, folder: Path, count: int, seed: int) -> list[bool]:
    """Each point, and whether the job was still running."""
    where = points(job, told, folder / "whole", count, seed)
    return [killed(job, told, folder / str(at), at) for at in where]


@pytest.mark.parametrize("job", JOBS)
def test_killed_anywhere_a_job_resumes_or_rolls_back(job: str, told: Heard, tmp_path: Path) -> None:
    assert all(tried(job, told, tmp_path, FEW, 22))


@pytest.mark.parametrize("job", JOBS)
def test_more_points(job: str, told: Heard, tmp_path: Path) -> None:
    assert all(tried(job, told, tmp_path, MORE[job], 23))
