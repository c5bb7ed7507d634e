"""Links made from what is kept on disk are those made from what is held in memory."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from benchmarks.corpus import document
from extractors import corpus_links, document_from_text, extract, held_corpus
from extractors.schema import table_named
from pipelines import linking
from pipelines.errors import PlanhouseError
from pipelines.kept.compared import Compared
from pipelines.kept.results import extracted, from_bytes, merged
from pipelines.kept.store import Store, result_key
from pipelines.linking import Gathered, stage_links
from pipelines.number_files import all_numbers
from pipelines.parts import DIMENSIONS, LINKS
from pipelines.pool import Task, WorkerPool
from pipelines.publish.parquet import bucket
from pipelines.staging import Staging

LINKING = ("progress", "target_links", "link_candidates")
REPEATED = "平海市工作计划\n一、目标\n到2025年，建成众创空间{0}家。\n"


@pytest.fixture(scope="module")
def documents():
    """Documents with links of every kind, each with its packed result: made ones, one twice, and one in two versions."""
    texts = [document(number) for number in range(1, 20)]
    texts += [texts[1], *(REPEATED.format(number) for number in (60, 61))]
    texts += [path.read_text("utf-8") for path in sorted(Path("raw").glob("*.txt"))]
    found = [document_from_text(text, f"{at:03}.txt") for at, text in enumerate(texts)]
    return [(one, extracted("extractors:extract", one)) for one in found]


def kept(documents, store: Store) -> dict[int, tuple[str, ...]]:
    """Keep the results of documents part by part and return their keys."""
    parts: dict[int, dict[str, object]] = {}
    for one, data in documents:
        key = result_key(one.document_id, one.sha256, None)
        store.keep_result(key, data)
        parts.setdefault(bucket(one.document_id), {})[key] = from_bytes(data)
    for number, results in parts.items():
        store.keep_part(number, tuple(results), merged(list(results.values())))
    return {number: tuple(results) for number, results in parts.items()}


def gathered(documents, store: Store, folder: Path) -> Gathered:
    found = Gathered(store, folder, len(documents))
    for number, keys in reversed(kept(documents, store).items()):
        found.add(number, keys, store.part(number, keys))
    return found


def as_values(links):
    rows = {
        name: sorted(
            chain.from_iterable(tables.get(name, ()) for tables in linked),
            key=lambda row: [getattr(row, key) for key in table_named(name).key],
        )
        for linked in [list(links.linked)]
        for name in LINKING
    }
    tables = {name: list(rows) for name, rows in links.tables.items()}
    return {**tables, **rows}, links.duplicate_of, links.supersedes, links.cited


@pytest.mark.parametrize("at_once", [10_000, 3], ids=["one group", "many groups"])
def test_links_are_those_of_a_corpus_in_memory(documents, tmp_path: Path, monkeypatch, at_once: int):
    monkeypatch.setattr(linking, "_DOCUMENTS_AT_ONCE", at_once)
    found = gathered(documents, Store(tmp_path / "kept"), tmp_path / "numbers")
    expected = as_values(corpus_links(held_corpus([extract(one) for one, _ in documents])))
    assert as_values(corpus_links(found.corpus)) == expected
    tables, duplicates, *_ = expected
    assert duplicates == {"019.txt": "001.txt"}
    assert tables["link_candidates"]


def test_a_process_of_its_own_stages_what_this_one_does(documents, tmp_path: Path):
    store = Store(tmp_path / "kept")
    keys = kept(documents, store)
    here, there = Staging(tmp_path / "here"), Staging(tmp_path / "there")
    expected = gathered(documents, store, here.linking).stage(here, corpus_links)
    with WorkerPool("pipelines.linking:stage_links", size=1, seconds=60, memory_bytes=None) as pool:
        task = Task("links", (store.root, there.root, keys, corpus_links))
        ((_, links),) = pool.values([task], "links")
    assert links == expected
    assert links.duplicate_of == {"019.txt": "001.txt"}
    for table in (*DIMENSIONS, *LINKS):
        assert there.read_table(table_named(table)).equals(here.read_table(table_named(table))), table
    assert here.read_table(table_named("link_candidates")).num_rows


def test_a_part_that_went_is_told(documents, tmp_path: Path):
    with pytest.raises(PlanhouseError, match="part 07 was damaged or removed"):
        stage_links(tmp_path / "kept", tmp_path / "staging", {7: ("gone",)}, corpus_links)


def test_results_are_compared_once(tmp_path: Path):
    store, asked = Store(tmp_path / "kept"), []

    def say_same(one, other):
        asked.append((one, other))
        return one == "a"

    for keys, compared in (
        ({"a": "1", "b": "2", "c": "3"}, [("a", "b"), ("b", "c")]),
        ({"a": "1", "b": "2", "c": "3"}, []),
        ({"a": "1", "b": "2", "c": "other"}, [("b", "c")]),
    ):
        asked.clear()
        found = Compared(store, keys.__getitem__, say_same)
        assert [found.say_same("a", "b"), found.say_same("b", "c"), found.say_same("a", "b")] == [
            True,
            False,
            True,
        ]
        found.keep()
        assert asked == compared


def test_a_damaged_result_is_read_from_its_part(documents, tmp_path: Path):
    store = Store(tmp_path / "kept")
    found = gathered(documents, store, tmp_path / "numbers")
    before = found.said("001.txt")
    for path in (store.root / "results").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    assert found.said("001.txt") == before


def test_the_numbers_that_wait_are_all_that_links_of_the_corpus_point_to(documents, tmp_path: Path):
    gathered(documents, Store(tmp_path / "kept"), tmp_path / "numbers").stage(
        Staging(tmp_path / "staged"), corpus_links
    )
    pointed = {
        column.references.partition(".")[0]
        for name in (*DIMENSIONS, *LINKS)
        for column in table_named(name).columns
        if column.references
    }
    for name in pointed - {*DIMENSIONS, *LINKS}:
        (key,) = table_named(name).key
        waiting = [one for rows in all_numbers(tmp_path / "numbers", table_named(name)) for one in rows[key]]
        found = [getattr(row, key) for one, _ in documents for row in extract(one).tables.get(name, ())]
        placed = {str(one) for one in waiting}
        assert waiting
        assert placed <= set(found), name
        assert len(placed) == len(waiting), name
