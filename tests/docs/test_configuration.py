"""``docs/configuration.md`` names every variable that is read, each once, and none that is not."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from archive.app import settings
from archive.errors import UsageError
from tests.docs.program import ROOT

PAGE = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("<!-- variables: begin -->")[2].partition("<!-- variables: end -->")[0]
NAME = re.compile(r"HEARD_[A-Z]+(?:_[A-Z]+)*")


def test_the_table_and_the_settings_name_the_same_variables() -> None:
    read = {row.name for row in settings.variables()}
    assert read
    assert read == set(NAME.findall(TABLE))


def test_each_variable_has_one_row_with_its_meaning_and_its_default() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.strip().splitlines()[2:]]
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    names = Counter(NAME.search(row[0]).group() for row in rows if NAME.search(row[0]))  # type: ignore[union-attr]
    assert len(names) == len(rows)


def test_the_text_around_the_table_names_no_other_variable() -> None:
    assert set(NAME.findall(PAGE)) == set(NAME.findall(TABLE))


def test_what_the_page_says_of_refusals_is_so() -> None:
    with pytest.raises(UsageError):
        settings.settings(
            ROOT, {"HEARD_DATABASE_URL": "postgresql://one", "HEARD_DATABASE_URL_FILE": "/one/file"}
        )
    with pytest.raises(UsageError):
        settings.settings(ROOT, {"HEARD_QUARANTINE_DAYS": "0"})
    with pytest.raises(UsageError):
        settings.settings(ROOT, {"HEARD_KEYRING": "vault", "HEARD_VAULT_ADDRESS": "https://one"})
