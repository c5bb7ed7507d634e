"""Every lexicon is well formed, sorted and free of doubles, and points only at what exists."""

from __future__ import annotations

import csv
import re
from importlib import resources
from typing import get_args

import pytest

from extractors.lexicons.departments import DepartmentLevel
from extractors.lexicons.headings import heading_role
from extractors.lexicons.tables import read_table
from extractors.schema.vocabulary import CarrierLevel, Measure, SectionRole, UnitRole, UnitType

# file: (its columns, how many of the first make its key)
TABLES = {
    "branches": (["head", "tail", "official_head", "official_tail", "place", "unit_type"], 2),
    "common_words": (["word", "kind"], 1),
    "affiliations": (["code", "name", "last_year", "source"], 1),
    "departments": (["short", "official", "unit_type", "level", "succeeded_by", "reform"], 1),
    "development_zones": (["name", "code", "kind", "stem"], 1),
    "divisions": (["code", "name", "level", "first_seen", "last_seen"], 2),
    "head_blanks": (["word"], 1),
    "head_fields": (["label", "field"], 1),
    "headings": (["role", "pattern", "note"], 0),
    "indicator_heads": (["head", "class", "accrual"], 1),
    "indicator_synonyms": (["written", "canonical", "where", "source"], 1),
    "measures": (["unit", "dimension"], 1),
    "ordinary_words": (["name", "note"], 1),
    "organisations": (["word", "example"], 1),
    "platform_class_synonyms": (["type", "class", "source"], 1),
    "platform_classes": (["noun", "type", "how"], 1),
    "platform_exclusions": (["noun", "note"], 1),
    "platform_levels": (["words", "level"], 1),
    "platform_modifiers": (["modifier", "note"], 1),
    "reforms": (["reform", "source"], 1),
    "regions": (["name", "kind", "place"], 1),
    "responsibility_labels": (["label", "role"], 1),
    "table_heads": (["head", "kind"], 1),
    "unit_nouns": (["noun", "where", "note"], 1),
    "verbs": (["verb", "measure", "stays", "note"], 1),
    "words_before_names": (["word"], 1),
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
    # Without a key the order is the rule: the first heading pattern that fits decides.
    assert not key_size or keys == sorted(set(keys))


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


def test_each_heading_pattern_fits_its_example_and_no_earlier_one_does():
    for row in read_table("headings"):
        assert row["role"] in get_args(SectionRole)
        example = row["note"].split("; ")[0]
        assert heading_role(example) == row["role"], example


def test_a_heading_pattern_that_begins_with_the_heading_does_so_in_each_alternative():
    for pattern in column("headings", "pattern"):
        outer = pattern
        while "(" in outer:
            outer = re.sub(r"\([^()]*\)", "", outer)
        assert len({one.startswith("^") for one in outer.split("|")}) == 1, pattern


@pytest.mark.parametrize(
    "heading", ["加强组织机构建设", "打造高端创新创业平台", "目标导向更加鲜明的体系", "推进农业农村现代化"]
)
def test_a_heading_of_its_own_words_names_no_role(heading):
    assert heading_role(heading) is None


def test_verbs_have_measures_and_examples():
    for row in read_table("verbs"):
        assert row["measure"] in get_args(Measure)
        assert row["stays"] in ("yes", "no")
        assert row["verb"] in row["note"]


def test_unit_nouns_end_their_examples():
    for row in read_table("unit_nouns"):
        assert row["note"].endswith(row["noun"])


def test_labels_of_responsibility_name_roles():
    assert column("responsibility_labels", "role") <= set(get_args(UnitRole))


def test_organisations_stand_in_their_examples():
    for row in read_table("organisations"):
        assert row["word"] in row["example"]
