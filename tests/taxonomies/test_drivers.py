from __future__ import annotations

from taxonomies import drivers, sdg
from taxonomies._data import LANGUAGES


def test_five_factors_hold_thirty_four_drivers() -> None:
    assert list(drivers.factors()) == ["D", "G", "V", "S", "F"]
    assert len(drivers.drivers()) == 34
    assert all(d.factor in drivers.factors() for d in drivers.drivers().values())


def test_every_driver_is_labelled_in_six_languages_and_defined() -> None:
    for driver in drivers.drivers().values():
        assert set(driver.labels) == set(LANGUAGES)
        assert driver.definition.endswith(".")
    for factor in drivers.factors().values():
        assert set(factor.labels) == set(LANGUAGES)


def test_what_reveals_a_special_category_is_marked() -> None:
    marked = {d.code for d in drivers.drivers().values() if d.sensitive}
    assert {"D.REL", "D.SOGI", "D.ETH", "D.CASTE", "D.DIS", "S.HLTH", "F.VIOL"} <= marked


def test_local_terms_point_only_at_what_exists() -> None:
    for term in drivers.local_terms():
        assert term.drivers or term.groups or term.targets
        assert set(term.drivers) <= set(drivers.drivers())
        assert set(term.groups) <= set(drivers.groups(term.country))
        assert all(sdg.is_target(code) for code in term.targets)


def test_every_country_has_groups() -> None:
    for country in ("BD", "IN", "KE", "NP", "VN"):
        assert drivers.groups(country)
    assert drivers.groups("XX") == {}
    assert drivers.driver_label("S.POV", "sw") != drivers.driver_label("S.POV")
