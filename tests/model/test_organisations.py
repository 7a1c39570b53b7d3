"""A name says whose it is, and it is never two organisations'."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.model import FIRST, Share, owned, owner_of

IDS = st.frozensets(st.from_regex(r"[a-z0-9][a-z0-9-]{1,8}", fullmatch=True), max_size=4).map(
    lambda ids: ids | {FIRST}
)
NAMES = st.text("abown-.09", min_size=1, max_size=12)
DAY = date(2026, 3, 1)


@given(IDS, st.lists(NAMES, max_size=6))
def test_each_name_is_one_organisations(ids: frozenset[str], names: list[str]) -> None:
    parts = [owned(names, organisation, ids) for organisation in ids]
    assert sum(map(len, parts)) == len(set(names))
    assert frozenset().union(*parts) == set(names)


@given(IDS, NAMES)
def test_another_organisations_names_begin_with_its_id_and_a_point(ids: frozenset[str], name: str) -> None:
    owner = owner_of(name, ids)
    assert owner in ids
    assert owner == FIRST or name.startswith(f"{owner}.")
    for other in ids - {FIRST}:
        assert owner_of(f"{other}.{name}", ids) == other


@given(st.integers(-400, 400), st.booleans(), st.booleans())
def test_a_share_holds_after_both_until_its_day_or_an_end(days: int, agreed: bool, ended: bool) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    share = Share(
        "h1", "delta", FIRST, "hills", DAY, "olga", at,
        agreed_by="hills.hoa" if agreed else "", ended_by="olga" if ended else "",
    )  # fmt: skip
    today = DAY + timedelta(days=days)
    assert share.in_force(today) is (agreed and not ended and days <= 0)
    assert share.waits(today) is (not agreed and not ended and days <= 0)
