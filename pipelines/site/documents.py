"""The page of each document: its text with every row marked, and the rows as a list."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from markupsafe import Markup

from extractors.mentions.contacts import contact_spans
from extractors.schema import table_named
from extractors.text.ranges import united
from pipelines.contacts import Spans, masked, masked_values
from pipelines.evidence import document_page
from pipelines.publish.parquet import part_file
from pipelines.site.pages import render
from pipelines.site.rows import KINDS, Card, Row, cards_of, columns_shown, spans
from pipelines.site.spans import marked_text
from pipelines.site.words import both, word
from pipelines.site.writer import PageWriter, key_of

#: Columns of what a page says of its document, in this order, below its title.
_FACTS = (
    *("document_type", "jurisdiction_name", "issuer", "document_number", "issued_on", "published_on"),
    *("period_start", "period_end", "source_name", "is_complete"),
)
_REPLY_FACTS = (
    "proposal_number",
    "proposal_title",
    "proposal_body",
    "session",
    "addressee",
    "handling_result",
)

#: What a document's page follows from: columns by table.
_COLUMNS = {
    "documents": ("document_id", "title", "text", "source_url", *_FACTS),
    "replies": ("document_id", *_REPLY_FACTS),
    **columns_shown(),
}


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """A document with its rows by table, as they are published.

    Attributes:
        document: Its row of ``documents``.
        tables: Its rows of the other tables.
        contacts: Where contacts stand in its text; no page shows them.
    """

    document: Row
    tables: Mapping[str, Sequence[Row]]
    contacts: Spans


class PartRows:
    """The rows of some documents of a part, as its Parquet files hold them."""

    def __init__(self, parquet: Path, number: int, wanted: Collection[str]) -> None:
        """Read the files.

        Args:
            parquet: The Parquet folder of the release.
            number: The part.
            wanted: The documents.
        """
        names = _COLUMNS if wanted else ()
        self._tables = {name: _by_document(_read(parquet, name, number, wanted)) for name in names}

    def key(self, document_id: str, paged: frozenset[str]) -> str:
        """Return what the page of a document follows from: its rows, and which of its indicators have a page."""
        measured = (self._of(name, document_id) for name in ("targets", "achievements"))
        named = {name for rows in measured if rows for name in rows["indicator_id"].to_pylist()}
        return key_of([_digest(self._of(name, document_id)) for name in _COLUMNS], sorted(named & paged))

    def read(self, document_id: str) -> DocumentRows:
        """Return a document with its rows."""
        own = {name: self._of(name, document_id).to_pylist() for name in _COLUMNS}
        (document,) = own.pop("documents")
        return DocumentRows(document, own, _contacts(document["text"], own["numerals"]))

    def _of(self, table: str, document_id: str) -> pa.RecordBatch:
        return self._tables[table].get(document_id, _NONE)


@dataclass(frozen=True, slots=True)
class DocumentsBatch:
    """Documents of a part whose pages are written together.

    Attributes:
        parquet: The Parquet folder of the release.
        number: The part.
        documents: The documents.
        paged: The indicators that have a page.
    """

    parquet: Path
    number: int
    documents: frozenset[str]
    paged: frozenset[str]

    @property
    def paths(self) -> list[str]:
        """Their pages, by path in the release."""
        return [document_page(name) for name in self.documents]

    def write(self, writer: PageWriter) -> None:
        """Write their pages."""
        part = PartRows(self.parquet, self.number, self.documents)
        for document_id in sorted(self.documents):
            rows, key = part.read(document_id), part.key(document_id, self.paged)
            writer.tell_contacts(document_id, rows.contacts)
            writer.page(document_page(document_id), key, partial(document_html, rows, self.paged))


def document_html(rows: DocumentRows, paged: frozenset[str]) -> str:
    """Return the page of a document."""
    text = str(rows.document["text"])
    cards = cards_of(rows.tables, paged, rows.contacts)
    marks, groups = spans(cards, text)
    document = masked_values({**rows.document, "text": ""})
    return render(
        "document.html",
        home="../",
        here="documents",
        title=document["title"] or document["document_id"],
        document=document,
        facts=[*_facts("documents", _FACTS, document), *_reply_facts(rows)],
        link=_web_address(document["source_url"], rows.document["source_url"]),
        text=marked_text(masked(text, rows.contacts), marks),
        kinds=_counts(cards),
        data=as_script({"cards": [shown for _, _, shown in cards], "groups": groups}),
    )


def document_ids(parquet: Path, number: int) -> frozenset[str]:
    """Return the documents of a part."""
    path = part_file(parquet / "documents", number)
    return frozenset(
        pq.read_table(path, columns=["document_id"], partitioning=None)["document_id"].to_pylist()
    )


def as_script(value: object) -> Markup:
    """Return plain data as JSON that a page may hold: nothing in it ends the element or opens another."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        said = said.replace(char, f"\\u{ord(char):04x}")
    return Markup(said)


_NONE = pa.RecordBatch.from_pydict({})


def _read(parquet: Path, name: str, number: int, wanted: Collection[str]) -> pa.RecordBatch:
    path = part_file(parquet / name, number)
    if not path.is_file():
        return _NONE
    rows = pq.read_table(path, columns=list(_COLUMNS[name]), partitioning=None)
    found = rows.filter(pc.field("document_id").isin(sorted(wanted))).combine_chunks().to_batches()
    return found[0] if found else _NONE


def _by_document(rows: pa.RecordBatch) -> dict[str, pa.RecordBatch]:
    """Parts of a table by document; its rows are sorted by it."""
    found, at = {}, 0
    ids = rows["document_id"].to_pylist() if rows.num_columns else []
    for document_id, same in groupby(ids):
        length = sum(1 for _ in same)
        found[document_id] = rows.slice(at, length)
        at += length
    return found


def _digest(rows: pa.RecordBatch) -> str:
    """Return a digest of the rows of a document: as Arrow holds them, without making values of them."""
    # A slice is written with bits of its neighbours; what is taken out stands by itself.
    own = rows.take(pa.array(range(rows.num_rows), pa.int64()))
    return hashlib.sha256(own.serialize()).hexdigest()


def _contacts(text: str, numerals: Sequence[Row]) -> Spans:
    numbers = ((row["char_start"], row["char_end"]) for row in numerals if row["role"] == "contact")
    return united([*contact_spans(text), *numbers])


def _counts(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """The kinds that a document has rows of, with how many."""
    counted = Counter(kind.table for kind, _, _ in cards)
    return [
        {
            "table": kind.table,
            "mark": kind.mark,
            "label": both(table_named(kind.table).label_zh, table_named(kind.table).label_en),
            "count": counted[kind.table],
        }
        for kind in KINDS
        if counted[kind.table]
    ]


def _facts(table: str, names: Sequence[str], row: Row) -> Iterator[tuple[Markup, object]]:
    for name in names:
        if row[name] is not None and (name, row[name]) != ("is_complete", True):
            column = table_named(table).column(name)
            yield both(column.label_zh, column.label_en), _said(table, name, row[name])


def _said(table: str, name: str, value: object) -> object:
    if isinstance(value, bool):
        return both("是" if value else "否", "yes" if value else "no")
    return word(table, name, value) if isinstance(value, str) else value


def _reply_facts(rows: DocumentRows) -> Iterator[tuple[Markup, object]]:
    for reply in rows.tables["replies"]:
        yield from _facts("replies", _REPLY_FACTS, masked_values(reply))


def _web_address(shown: str | None, url: str | None) -> str | None:
    """Return an address that may be a link: one that opens a page, runs nothing, and is shown in full."""
    is_page = url is not None and url.lower().startswith(("https://", "http://"))
    return url if is_page and shown == url else None
