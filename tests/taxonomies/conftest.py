"""The models of likeness, loaded by the first test that needs them and not while tests are collected."""

from __future__ import annotations

import pytest

from taxonomies.tagger.likeness import english_reader, multilingual_reader


@pytest.fixture(scope="session")
def multilingual_model() -> None:
    """Leave the test out where the model of every language is not installed."""
    if multilingual_reader() is None:
        pytest.skip("the extra tagging is not installed")


@pytest.fixture(scope="session")
def both_models(multilingual_model: None) -> None:
    """Leave the test out where one of the two models is not installed."""
    if english_reader() is None:
        pytest.skip("the extra tagging is not installed")
