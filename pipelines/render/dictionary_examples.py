"""A real row of each table with the sentence that it came from, for the data dictionary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from extractors import UnreadableError, extract, link_corpus, load_document
from extractors.schema import TABLES, Table, table_named
from pipelines.contacts import masked
from pipelines.extraction import held_back
from pipelines.inputs import InputFile
from pipelines.passages import shortened

#: The mention that leads to a row of the whole corpus: the table that it stands in, and the column that both have.
_MENTIONED_IN = {
    "units": ("task_units", "unit_id"),
    "unit_members": ("task_units", "unit_id"),
    "platforms": ("platform_mentions", "platform_id"),
    "platform_classes": ("platform_mentions", "class_id"),
    "indicators": ("targets", "indicator_id"),
}

#: A document of which a passage is not understood.
_ROOT = Path(__file__).resolve().parents[2]
_NOT_UNDERSTOOD = "tests/gold/guangzhou_family_doctor_plan_2023.txt"

#: What is marked of a passage that is longer than this, and how much of a text is shown around it.
_LONG, _AROUND = 60, 60
_NAMED_BY = ("heading", "title", "proposal_title")
_STOPS = "。；;\n"
_NOT_SHOWN = "(personal: not shown)"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a document: what stands before, in and behind the part that is marked."""

    document_id: str
    before: str
    marked: str
    behind: str


@dataclass(frozen=True, slots=True)
class Example:
    """A row: its columns that are filled, as text, and the sentences that it came from.

    Attributes:
        values: The columns by name.
        passages: The sentences; none where the row is of a file that cannot be read.
        source: The input that was read for this row alone; empty where it is of the documents of the folder.
    """

    values: Mapping[str, str]
    passages: tuple[Passage, ...]
    source: str = ""


def examples(raw: Path) -> dict[str, Example]:
    """Return a row of each table: of those with most columns filled in the documents of a folder the shortest.

    What is not understood and what is held back is shown from other inputs where the folder has none.
    """
    rows = _rows(sorted(raw.glob("*.txt")))
    found = {table.name: rows.example(table) or _from_elsewhere(table) for table in TABLES}
    return {name: example for name, example in found.items() if example is not None}


def _rows(paths: Sequence[Path]) -> _Rows:
    documents = [load_document(path.read_bytes(), path.name) for path in paths]
    tables = link_corpus(extract(document) for document in documents)
    return _Rows({name: tuple(map(_plain, found)) for name, found in tables.items()})


def _from_elsewhere(table: Table) -> Example | None:
    if table.name == "unresolved":
        example = _rows([_ROOT / _NOT_UNDERSTOOD]).example(table)
        return example and replace(example, source=f"`{_NOT_UNDERSTOOD}`")
    return _of_an_empty_file() if table.name == "quarantine" else None


def _of_an_empty_file() -> Example:
    """Return the row of a file without bytes, made as a build makes it."""
    name, content = "empty.txt", b""
    file = InputFile(name, Path(name), hashlib.sha256(content).hexdigest(), None, None)
    try:
        load_document(content, name)
    except UnreadableError as error:
        return Example(dict(_values(_plain(held_back(file, error)))), (), f"an empty file `{name}`")
    raise AssertionError("an empty file was read")


def _plain(row: object) -> dict[str, Any]:
    names = next(table.names for table in TABLES if isinstance(row, table.row))
    return {name: getattr(row, name) for name in names}


class _Rows:
    """The rows of some documents, and how one leads to the text of another."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._tables = tables
        self._texts = {row["document_id"]: row["text"] for row in tables["documents"]}

    def example(self, table: Table) -> Example | None:
        """Return the row of a table that shows most; None where it has no row."""
        for row in sorted(self._tables.get(table.name, ()), key=lambda row: _rank(table, row)):
            if passages := tuple(self._passages(table, row)):
                return Example(dict(_values(row)), passages)
        return None

    def _passages(self, table: Table, row: Mapping[str, Any]) -> Iterator[Passage]:
        if "document_id" in row:
            yield self._passage(row)
        elif table.name in _MENTIONED_IN:
            yield from self._mention(*_MENTIONED_IN[table.name], row)
        elif table.name == "link_candidates":
            yield from (passage for side in ("left_id", "right_id") for passage in self._by_id(row[side]))
        else:
            for column in table.columns:
                if column.references:
                    yield from self._by_id(row[column.name])

    def _mention(self, name: str, column: str, row: Mapping[str, Any]) -> Iterator[Passage]:
        mention = next((one for one in self._tables[name] if one[column] == row[column]), None)
        if mention is not None:
            yield from self._passages(table_named(name), mention)

    def _by_id(self, key: str) -> Iterator[Passage]:
        for table in TABLES:
            if len(table.key) == 1:
                for row in self._tables.get(table.name, ()):
                    if row[table.key[0]] == key:
                        yield from self._passages(table, row)
                        return

    def _passage(self, row: Mapping[str, Any]) -> Passage:
        """Return the sentence of a row; of a row that is longer, its own beginning."""
        text = masked(self._texts[row["document_id"]])
        start, end = self._marked(row)
        opening = 1 + max(text.rfind(stop, 0, start) for stop in _STOPS)
        ends = [at for stop in _STOPS if (at := text.find(stop, end)) >= 0]
        closing = max(min(ends, default=len(text)) + 1, row.get("char_end", 0))
        first, last = max(opening, start - _AROUND), min(closing, end + _AROUND)
        return Passage(
            row["document_id"],
            ("…" if first > opening else "") + text[first:start].lstrip(),
            text[start:end],
            text[end:last].rstrip() + ("…" if last < closing else ""),
        )

    def _marked(self, row: Mapping[str, Any]) -> tuple[int, int]:
        """Return where the numeral stands, else a short quote, else what a long one or a document is named by."""
        if "value_start" in row:
            return row["value_start"], row["value_end"]
        text = self._texts[row["document_id"]]
        start, end = row.get("char_start", 0), row.get("char_end", len(text))
        if end - start <= _LONG:
            return start, end
        name = next((row[one] for one in _NAMED_BY if row.get(one)), "")
        at = text.find(name, start, end)
        return (at, at + len(name)) if name and at >= 0 else (start, start)


def _rank(table: Table, row: Mapping[str, Any]) -> tuple[int, int, str]:
    filled = sum(value not in (None, ()) for value in row.values())
    return -filled, len(row.get("quote", "")), "+".join(str(row[name]) for name in table.key)


def _values(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if value not in (None, ()):
            yield name, _NOT_SHOWN if name == "contact" else _as_text(value)


def _as_text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return shortened(masked("、".join(value)))
        case date():
            return value.isoformat()
        case str():
            return shortened(masked(value))
    return f"{value:.12g}" if isinstance(value, float) else str(value)
