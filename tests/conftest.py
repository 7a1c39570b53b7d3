"""What every test may ask for: the real servers, started once for the whole run and stopped after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers.start import Running, Servers

# No test asserts on wall time: a slow machine is no defect.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and Elasticsearch on free ports. If one cannot be started, the test fails."""
    with Running() as running:
        yield running
