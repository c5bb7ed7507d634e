"""Every lexicon is well formed, sorted and free of doubles, and points only at what exists."""

from __future__ import annotations

import csv
import re
from importlib import resources
from typing import get_args

import pytest

from extractors.lexicons.departments import DepartmentLevel
from extractors.lexicons.tables import read_table
from extractors.schema.vocabulary import CarrierLevel, UnitType

# file: (its columns, how many of the first make its key)
TABLES = {
    "branches": (["head", "tail", "official_head", "official_tail", "place", "unit_type"], 2),
    "departments": (["short", "official", "unit_type", "level", "family", "succeeded_by"], 1),
    "development_zones": (["name", "code", "kind", "stem"], 1),
    "divisions": (["code", "name", "level", "first_seen", "last_seen"], 2),
    "measures": (["unit", "dimension"], 1),
    "ordinary_words": (["name", "note"], 1),
    "platform_classes": (["noun", "type", "how"], 1),
    "platform_exclusions": (["noun", "note"], 1),
    "platform_levels": (["words", "level"], 1),
    "zones": (["name", "code", "level"], 1),
}
DIMENSIONS = (
    {"area", "computing", "concentration", "count", "energy", "flow", "frequency", "information"}
    | {"intensity", "length", "mass", "money", "noise", "persons", "power", "pressure", "ratio", "speed"}
    | {"temperature", "time", "voltage", "volume"}
)


def raw(name: str) -> bytes:
    return (resources.files("extractors.lexicons") / "data" / f"{name}.csv").read_bytes()


def column(name: str, key: str) -> set[str]:
    return {row[key] for row in read_table(name)}


@pytest.mark.parametrize("name", TABLES)
def test_shape(name):
    columns, key_size = TABLES[name]
    text = raw(name).decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("﻿")
    header, *rows = csv.reader(text.splitlines())
    assert header == columns
    assert all(len(row) == len(columns) for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row)
    keys = [tuple(row[:key_size]) for row in rows]
    assert keys == sorted(set(keys))


def test_divisions_have_codes_levels_and_parents():
    codes = column("divisions", "code")
    for row in read_table("divisions"):
        assert re.fullmatch(r"[1-8]\d{5}", row["code"])
        ending = {"province": "0000", "prefecture": "00", "county": ""}[row["level"]]
        assert row["code"].endswith(ending)
        assert f"{row['code'][:2]}0000" in codes
        assert len(row["name"]) > 1
        assert all(re.fullmatch(r"(?:20\d\d)?", row[year]) for year in ("first_seen", "last_seen"))
    assert sum(row["level"] == "province" for row in read_table("divisions")) == 34


@pytest.mark.parametrize("name", ["zones", "development_zones"])
def test_zones_lie_in_divisions(name):
    assert column(name, "code") - {"133100"} <= column("divisions", "code")


def test_development_zones_are_of_two_kinds():
    assert column("development_zones", "kind") == {"高新区", "经开区"}


def test_departments_stay_in_the_vocabulary_and_lead_somewhere():
    official = column("departments", "official")
    assert column("departments", "unit_type") <= set(get_args(UnitType))
    assert column("departments", "level") <= set(get_args(DepartmentLevel))
    assert official <= column("departments", "short"), "an official name can be looked up as well"
    assert column("departments", "succeeded_by") - {""} <= official
    assert all(row["official"] != row["succeeded_by"] for row in read_table("departments"))


def test_no_chain_of_successors_runs_in_a_ring():
    following = {row["official"]: row["succeeded_by"] for row in read_table("departments")}
    for start in following:
        seen = []
        name = start
        while name:
            assert name not in seen, seen
            seen.append(name)
            name = following[name]


def test_branches_stay_in_their_vocabularies():
    assert column("branches", "unit_type") <= set(get_args(UnitType))
    assert column("branches", "place") <= {"full", "named", "seat", "short", "written"}


def test_measures_have_known_dimensions():
    assert column("measures", "dimension") <= DIMENSIONS


def test_platform_tables_stay_in_their_vocabularies():
    assert column("platform_classes", "how") <= {"bare", "class", "established", "modifier"}
    assert column("platform_classes", "type") <= column("platform_classes", "noun")
    assert column("platform_levels", "level") - {""} <= set(get_args(CarrierLevel))
    assert not column("platform_classes", "noun") & column("platform_exclusions", "noun")
