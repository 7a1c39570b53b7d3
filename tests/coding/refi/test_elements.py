"""Codes as tools write them: groups in the name, colours that are none."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

from archive.coding.refi.elements import codes_below, with_groups
from archive.coding.refi.project import CodeEntry


def test_a_group_in_the_name_becomes_the_code_above() -> None:
    codes = (CodeEntry("1", "Coke"), CodeEntry("2", "Coke::diet Coke"), CodeEntry("3", "Water::well"))
    codes = (*codes, CodeEntry("4", "::odd"), CodeEntry("5", "Water::pump"))
    grouped = with_groups(codes)
    by_name = {code.name: code for code in grouped}
    assert by_name["diet Coke"].parent == "1"
    assert not by_name["Water"].codable
    assert by_name["well"].parent == by_name["pump"].parent == by_name["Water"].guid
    assert by_name["::odd"].parent is None
    assert [code.name for code in grouped].count("Water") == 1
    order = [code.guid for code in grouped]
    assert all(order.index(c.parent) < order.index(c.guid) for c in grouped if c.parent)


def test_a_bad_colour_costs_that_colour_alone() -> None:
    root = fromstring(
        '<Project><CodeBook><Codes><Code guid="{A}" name="one" color="reddish"/>'
        '<Code guid="b" name="two" color="#ABC"/></Codes></CodeBook></Project>'
    )
    listed = codes_below(root)
    assert [(c.guid, c.colour) for c in listed.codes] == [("a", ""), ("b", "#aabbcc")]
    assert listed.bad_colours == ("one",)
