"""What the page on the architecture names is there."""

from __future__ import annotations

import re

from tests.docs.program import ROOT


def test_every_module_that_the_architecture_names_is_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:archive|consent|tests|bench|collection|taxonomies)/[\w/.]*)`", page))
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
