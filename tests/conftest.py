"""What every test may ask for: the real servers, started once for the whole run and stopped after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

from archive.app import wiring
from archive.app.settings import Settings
from archive.ports import Archive
from tests.servers.start import Running, Servers

# Where ``CI`` is set, Hypothesis starts from a profile of its own that draws the same examples every run and
# keeps none that failed. So this profile takes no default: each run draws anew, what failed is kept and tried
# first next time, and the blob says how to repeat it elsewhere. No deadline: a slow machine is no defect.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=False,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(Path(__file__).parents[1] / ".hypothesis" / "examples"),
)
settings.load_profile("house")

SECONDS = {"servers": 1800, "browser": 1800, "attack": 1800, "slow": 900}
"""How long a test with this marker may take before it counts as hanging; pyproject.toml has it for others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the longer limit to tests that take long by their nature and name none of their own."""
    for item in items:
        limits = [seconds for marker, seconds in SECONDS.items() if item.get_closest_marker(marker)]
        if limits and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(max(limits)))


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and Elasticsearch on free ports. If one cannot be started, the test fails."""
    with Running() as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive on the embedded engines, cheap to open."""
    chosen = Settings(tmp_path / "heard", unlock_kib=1024)
    passphrase = "nine quiet herons over the delta"
    wiring.create(chosen, passphrase)
    with wiring.opened(chosen, passphrase) as opened:
        yield opened.archive
