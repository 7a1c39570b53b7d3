"""Every package that runs with Heard has a licence that lets Heard be given on, and the page says which."""

from __future__ import annotations

import re

import pytest

from tests.docs import licences
from tests.docs.licences import ALLOWED, CHOSEN, ELSEWHERE, LESSER, UNDECLARED, Licensed
from tests.docs.program import ROOT

PAGE = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
EVERY = list(licences.licences())


def test_every_locked_package_has_a_licence_that_is_accepted() -> None:
    assert len(EVERY) > 100
    assert [one for one in EVERY if not one.accepted] == []


def test_the_page_has_the_table_as_the_packages_say_it() -> None:
    written = PAGE.partition("<!-- licences: begin -->\n")[2].partition("<!-- licences: end -->")[0]
    assert written == licences.table(), "python -m tests.docs.licences prints it"


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND GPL-2.0-or-later", "AGPL-3.0", "LGPL-3.0-only", "none", "SSPL-1.0",
                "Artistic-1.0 AND GNU General Public License (GPL)"],
)  # fmt: skip
def test_a_licence_that_asks_for_more_is_refused(licence: str) -> None:
    assert not Licensed("some-package", licence).accepted


def test_the_lesser_gpl_is_taken_from_named_packages_alone() -> None:
    assert [one.name for one in EVERY if "LGPL" in one.licence] == sorted(LESSER)
    assert not Licensed("psycopg", "GPL-3.0-only").accepted
    assert all(name in PAGE.partition("<!-- licences: begin -->")[0] for name in LESSER)


def test_what_is_said_by_hand_is_said_of_what_cannot_say_it_itself() -> None:
    text = licences.LOCKED.read_text(encoding="utf-8")
    for name in ELSEWHERE:
        assert re.search(rf"^{name}==.+;.*sys_platform == '(?!linux)", text, re.MULTILINE), name
    assert {name: licences.declared(name) for name in UNDECLARED} == dict.fromkeys(UNDECLARED, "none")
    for name, licence in CHOSEN.items():
        assert licence in ALLOWED
        assert licence in licences.declared(name)
