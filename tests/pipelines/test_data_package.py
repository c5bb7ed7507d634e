"""What a release says of itself to programs: a data package by the standard, and a JSON Schema for each table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import FrictionlessException, Package, Resource
from jsonschema import Draft202012Validator

from extractors.schema import SCHEMA_VERSION, TABLES, Table, table_named
from pipelines.publish.manifest import verify_files
from pipelines.publish.parquet import read_table
from pipelines.render.json_schema import row_schema
from pipelines.run import Outcome

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

_FORMATS = Draft202012Validator.FORMAT_CHECKER


@pytest.fixture(scope="module")
def descriptor(five_documents: Outcome) -> dict[str, Any]:
    return dict(json.loads((five_documents.release / "datapackage.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def resources(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in descriptor["resources"]}


def json_rows(release: Path, table: Table) -> list[dict[str, Any]]:
    """The rows of a table as somebody would send them as JSON."""
    rows = read_table(table, release / "parquet").to_pylist()
    return list(json.loads(json.dumps(rows, default=lambda day: day.isoformat())))


def in_memory(descriptor: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> Package:
    """The package with its rows beside it: the library's reader of Parquet takes the first of several files alone."""
    # What is empty, the library takes for damaged.
    tables = [resource for resource in descriptor["resources"] if rows.get(resource["name"])]
    return Package(
        resources=[
            Resource.from_descriptor(
                {"name": one["name"], "type": "table", "data": rows[one["name"]], "schema": one["schema"]}
            )
            for one in tables
        ]
    )


def faults(package: Package) -> set[tuple[str, str]]:
    report = package.validate()
    return {(task.name, error.type) for task in report.tasks for error in task.errors}


class TestDataPackage:
    def test_the_library_of_the_standard_takes_it(self, five_documents: Outcome):
        package = Package(str(five_documents.release / "datapackage.json"))
        assert package.resource_names == [*(table.name for table in TABLES), "planhouse-duckdb"]
        assert package.version == SCHEMA_VERSION

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda known: known.pop("resources"),
            lambda known: known["resources"][0].pop("name"),
            lambda known: known["resources"][0]["schema"]["primaryKey"].append("no_such_column"),
            lambda known: known["resources"][0]["schema"]["fields"][0].update(type="text"),
        ],
        ids=["no resources", "no name", "another key", "another type"],
    )
    def test_the_library_would_say_so_if_it_were_wrong(self, descriptor: dict[str, Any], spoil):
        wrong = deepcopy(descriptor)
        spoil(wrong)
        with pytest.raises(FrictionlessException):
            Package.from_descriptor(wrong)

    def test_rows_keep_types_vocabularies_and_keys(self, five_documents: Outcome, descriptor: dict[str, Any]):
        rows = {table.name: json_rows(five_documents.release, table) for table in TABLES}
        assert faults(in_memory(descriptor, rows)) == set()

    @pytest.mark.parametrize(
        ("column", "value", "fault"),
        [
            ("comparator", "more", "constraint-error"),
            ("indicator", None, "constraint-error"),
            ("due_on", "2020", "type-error"),
            ("task_id", "nowhere", "foreign-key"),
        ],
    )
    def test_a_wrong_row_is_found(
        self, five_documents: Outcome, descriptor: dict[str, Any], column: str, value: object, fault: str
    ):
        rows = {table.name: json_rows(five_documents.release, table) for table in TABLES}
        rows["targets"][0][column] = value
        assert ("targets", fault) in faults(in_memory(descriptor, rows))

    def test_a_key_that_stands_twice_is_found(self, five_documents: Outcome, descriptor: dict[str, Any]):
        rows = {table.name: json_rows(five_documents.release, table) for table in TABLES}
        rows["citations"].append(rows["citations"][0])
        assert faults(in_memory(descriptor, rows)) == {("citations", "primary-key")}

    def test_the_library_reads_a_part(self, five_documents: Outcome, resources: dict[str, dict[str, Any]]):
        for path in resources["deadlines"]["path"]:
            part = five_documents.release / path
            rows = Resource(path=part.name, basepath=str(part.parent), format="parquet").read_rows()
            assert [row["quote"] for row in rows] == pq.read_table(part)["quote"].to_pylist()

    def test_the_library_reads_the_first_of_several_files_alone(
        self, five_documents: Outcome, descriptor: dict[str, Any], resources: dict[str, dict[str, Any]]
    ):
        """Where this fails, it reads them all: take the warning from the description and docs/compatibility.md."""
        known = resources["documents"]
        assert len(known["path"]) > 1
        package = Package(str(five_documents.release / "datapackage.json"))
        first = pq.read_table(five_documents.release / known["path"][0])["document_id"].to_pylist()
        found = [row["document_id"] for row in package.get_resource("documents").read_rows()]
        assert found == first
        assert len(found) < known["rowCount"]
        assert "frictionless-py reads the first of them alone" in descriptor["description"]

    @every_table
    def test_all_paths_of_a_resource_are_the_whole_table(
        self, five_documents: Outcome, resources: dict[str, dict[str, Any]], table: Table
    ):
        """As docs/compatibility.md says how to read a resource."""
        paths = resources[table.name]["path"]
        files = [five_documents.release / path for path in ([paths] if isinstance(paths, str) else paths)]
        query = f"SELECT count(*) FROM read_parquet({[str(file) for file in files]})"
        assert duckdb.sql(query).fetchall() == [(resources[table.name]["rowCount"],)]

    @every_table
    def test_files_rows_and_checksums_are_those_on_disk(
        self, five_documents: Outcome, resources: dict[str, dict[str, Any]], table: Table
    ):
        release, known = five_documents.release, resources[table.name]
        files = sorted((release / "parquet" / table.name).iterdir())
        paths = [path.relative_to(release).as_posix() for path in files]
        assert known["path"] == (paths if len(paths) > 1 else paths[0])
        assert known["rowCount"] == sum(pq.read_metadata(path).num_rows for path in files)
        assert known["files"] == [
            {
                "path": name,
                "bytes": path.stat().st_size,
                "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
            }
            for name, path in zip(paths, files, strict=True)
        ]

    def test_links_to_the_own_table_leave_its_name_out(self, resources: dict[str, dict[str, Any]]):
        keys = {
            tuple(key["fields"]): key["reference"] for key in resources["targets"]["schema"]["foreignKeys"]
        }
        assert keys["restates_target_id",] == {"fields": ["target_id"]}
        assert keys["section_id",] == {"resource": "sections", "fields": ["section_id"]}

    def test_words_of_a_vocabulary_are_told_in_both_languages(self, resources: dict[str, dict[str, Any]]):
        fields = {field["name"]: field for field in resources["targets"]["schema"]["fields"]}
        assert {"value": "gte", "label": "不低于 / at least"} in fields["comparator"]["categories"]
        assert "categories" not in fields["unit"]

    def test_it_is_in_the_manifest_and_follows_from_the_rows_alone(
        self, five_documents: Outcome, descriptor: dict[str, Any]
    ):
        listed = verify_files(five_documents.release)["files"]
        assert {"datapackage.json", "schemas/targets.schema.json"} <= listed.keys()
        assert "created" not in descriptor


def wrong_rows(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "a word of no vocabulary", {**row, "comparator": "more"}
    yield "a missing key", {name: value for name, value in row.items() if name != "quote"}
    yield "no day", {**row, "due_on": "2020-13-01"}
    yield "a number as text", {**row, "value": "60"}
    yield "NULL where none may be", {**row, "indicator": None}


class TestJsonSchema:
    @every_table
    def test_it_is_one_and_every_row_keeps_it(self, five_documents: Outcome, table: Table):
        path = five_documents.release / "schemas" / f"{table.name}.schema.json"
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=_FORMATS)
        assert [
            error.message
            for row in json_rows(five_documents.release, table)
            for error in validator.iter_errors(row)
        ] == []

    def test_wrong_rows_do_not(self, five_documents: Outcome):
        table = table_named("targets")
        validator = Draft202012Validator(row_schema(table), format_checker=_FORMATS)
        row = json_rows(five_documents.release, table)[0]
        assert validator.is_valid(row)
        assert [said for said, wrong in wrong_rows(row) if validator.is_valid(wrong)] == []

    def test_a_column_of_a_later_version_does_no_harm(self, five_documents: Outcome):
        table = table_named("targets")
        row = json_rows(five_documents.release, table)[0]
        assert Draft202012Validator(row_schema(table)).is_valid({**row, "new_in_a_later_version": 1})

    @every_table
    def test_columns_are_described_in_both_languages(self, table: Table):
        for column in table.columns:
            said = row_schema(table)["properties"][column.name]
            assert column.zh in said["description"]
            assert column.en in said["description"]
            assert ("NULL" in said["description"]) == column.nullable
