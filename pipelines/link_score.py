"""Annotated pairs of places in documents, scored: their documents are found, extracted, linked and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors import Document, UnreadableError, extract, link_corpus, load_document
from extractors.scoring import GoldError, LinkGold, Scores, read_links, score_links
from pipelines.errors import PlanhouseError

#: The folder of annotated pairs below a gold folder, and that of gold which nobody who writes rules reads.
FOLDER, BLIND = "links", "blind"
_SUFFIX = ".links.json"


@dataclass(frozen=True, slots=True)
class LinkFile:
    """A file of annotated pairs with where its documents lie.

    Attributes:
        gold: The pairs.
        sources: The path of each document, by its name.
        is_raw: Whether all of them lie below ``raw/``.
    """

    gold: LinkGold
    sources: dict[str, Path]
    is_raw: bool


@dataclass(frozen=True, slots=True)
class LinkScored:
    """A set of annotated pairs with its figures, its documents, and where they lie."""

    scores: Scores
    documents: dict[str, Document]
    sources: dict[str, Path]


def link_files(gold_dir: Path, raw_dir: Path, *, blind: bool = False) -> list[LinkFile]:
    """Return the files of annotated pairs of a gold folder, by name; none where it has no folder of them.

    A document lies beside the file, in the folder above, in the gold folder, or below ``raw/``.

    Args:
        gold_dir: The gold folder.
        raw_dir: Where a document lies that lies in none of these.
        blind: Those kept from who writes the rules, instead of the others.

    Raises:
        PlanhouseError: A file cannot be used or lacks a document.
    """
    folder = gold_dir / FOLDER / BLIND if blind else gold_dir / FOLDER
    places = (folder, gold_dir / FOLDER, gold_dir, gold_dir / BLIND, raw_dir)
    return [_file(path, places, raw_dir) for path in sorted(folder.glob(f"*{_SUFFIX}"))]


def score_link_files(files: Sequence[LinkFile]) -> LinkScored:
    """Return the figures of annotated pairs; the documents of all files are linked as one corpus.

    Raises:
        PlanhouseError: A document cannot be read, or a snippet does not stand in it.
    """
    sources = {name: path for file in files for name, path in file.sources.items()}
    documents = {name: load_source(name, path) for name, path in sorted(sources.items())}
    tables = link_corpus(extract(document) for document in documents.values())
    try:
        scores = score_links(tables, [file.gold for file in files])
    except GoldError as error:
        raise PlanhouseError(str(error)) from error
    return LinkScored(scores, documents, sources)


def _file(path: Path, places: Iterable[Path], raw_dir: Path) -> LinkFile:
    try:
        gold = read_links(path.read_bytes(), str(path))
    except OSError as error:
        raise PlanhouseError(f"{path}: {error.strerror}") from error
    except GoldError as error:
        raise PlanhouseError(str(error)) from error
    sources = {name: _source(name, path, places) for name in sorted(gold.files)}
    return LinkFile(gold, sources, all(source.parent == raw_dir for source in sources.values()))


def _source(name: str, path: Path, places: Iterable[Path]) -> Path:
    for place in places:
        if (place / name).is_file():
            return place / name
    raise PlanhouseError(f"{path}: its document {name} is nowhere in {', '.join(map(str, places))}")


def load_source(name: str, path: Path) -> Document:
    """Read a document that annotations are about.

    Args:
        name: The name that it is known by.
        path: Where it lies.

    Raises:
        PlanhouseError: It cannot be opened or read.
    """
    try:
        return load_document(path.read_bytes(), name)
    except OSError as error:
        raise PlanhouseError(f"{path}: {error.strerror}") from error
    except UnreadableError as error:
        raise PlanhouseError(f"{path}: cannot be read as a document: {error}") from error
