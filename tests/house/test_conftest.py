"""Examples are drawn anew each run, what failed is kept and told, wherever the tests run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

CODE = """
import tests.conftest
from hypothesis import settings
print(settings().derandomize, settings().print_blob, settings().database is not None)
"""


def test_the_profile_of_this_run_draws_anew_and_keeps_what_failed() -> None:
    now = settings()
    assert (now.derandomize, now.print_blob, now.deadline) == (False, True, None)
    assert isinstance(now.database, DirectoryBasedExampleDatabase)


@pytest.mark.parametrize("variable", ["CI", "GITHUB_ACTIONS"])
def test_continuous_integration_draws_as_every_other_run(variable: str) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, variable: "true"}
    ran = subprocess.run(
        [sys.executable, "-c", CODE], cwd=root, env=environment, capture_output=True, check=True, timeout=120
    )
    assert ran.stdout.split() == [b"False", b"True", b"True"]
