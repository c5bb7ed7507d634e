"""Gold folders scored: their documents are found, extracted and compared with their annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from extractors import Document, extract, link_corpus
from extractors.scoring import Gold, GoldError, Miss, Scores, read_gold, score
from pipelines.errors import PlanhouseError
from pipelines.link_score import LinkFile, load_source, score_link_files
from pipelines.passages import SHORTENED, as_plain, indented, shortened

_SUFFIX = ".gold.json"
#: Characters of context on each side of a disagreement.
_CONTEXT = 40
#: What of an annotation or a row its place says already.
_SAID = frozenset({"start", "end", "quote", "q", "units"})
#: What a row that nobody annotated is told by.
_TELLING = (
    "label",
    "heading",
    "title",
    "indicator",
    "beneficiary",
    "value",
    "unit",
    "unit_id",
    "role",
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A gold file with its document.

    Attributes:
        gold: The annotations.
        source: Where the document lies.
        is_beside: Whether it lies beside the gold file, else it was found below ``raw/``.
    """

    gold: Gold
    source: Path
    is_beside: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A set of annotated documents with its figures."""

    annotated: tuple[Annotated, ...]
    documents: Mapping[str, Document]
    sources: Mapping[str, Path]
    scores: Scores


def annotated_documents(gold_dir: Path, raw_dir: Path, names: Sequence[str] = ()) -> list[Annotated]:
    """Return the gold files of a folder with their documents, by name.

    Args:
        gold_dir: The folder of ``*.gold.json``; those of its subfolders are not taken.
        raw_dir: Where a document lies that does not lie beside its gold file.
        names: Only documents whose name contains one of these.

    Raises:
        PlanhouseError: The folder is missing or holds no gold file, one cannot be used or lacks its document.
    """
    golds = read_golds(gold_dir)
    chosen = [gold for gold in golds if not names or any(name in gold.file for name in names)]
    if not chosen:
        raise PlanhouseError(f"{gold_dir}: no document's name contains {' or '.join(names)}")
    return [_with_source(gold, gold_dir, raw_dir) for gold in chosen]


def read_golds(gold_dir: Path) -> list[Gold]:
    """Return the annotations of a folder's gold files, by name of the file; those of its subfolders are not taken.

    Raises:
        PlanhouseError: The folder is missing or holds no gold file, or one cannot be used.
    """
    if not gold_dir.is_dir():
        raise PlanhouseError(f"{gold_dir}: no such folder; name one of *{_SUFFIX}, like tests/gold")
    golds = [_read(path) for path in sorted(gold_dir.glob(f"*{_SUFFIX}"))]
    if not golds:
        raise PlanhouseError(f"{gold_dir}: no gold file (*{_SUFFIX}); name a folder of them, like tests/gold")
    return golds


def score_documents(annotated: Sequence[Annotated], links: Sequence[LinkFile] = ()) -> Scored:
    """Return the figures of annotated documents, and of annotated links, extracted here and now.

    Raises:
        PlanhouseError: A document cannot be read, or an annotated link stands nowhere.
    """
    documents = [load_source(one.gold.file, one.source) for one in annotated]
    scores = score(link_corpus(extract(one) for one in documents), [one.gold for one in annotated])
    linked = score_link_files(links)
    return Scored(
        tuple(annotated),
        {one.document_id: one for one in documents} | linked.documents,
        {one.gold.file: one.source for one in annotated} | linked.sources,
        {**scores, **linked.scores},
    )


def _read(path: Path) -> Gold:
    try:
        return read_gold(path.read_bytes(), str(path))
    except OSError as error:
        raise PlanhouseError(f"{path}: {error.strerror}") from error
    except GoldError as error:
        raise PlanhouseError(str(error)) from error


def _with_source(gold: Gold, gold_dir: Path, raw_dir: Path) -> Annotated:
    beside, raw = gold_dir / gold.file, raw_dir / gold.file
    if beside.is_file():
        return Annotated(gold, beside, is_beside=True)
    if raw.is_file():
        return Annotated(gold, raw, is_beside=False)
    raise PlanhouseError(f"{gold.name}: its document {gold.file} lies neither in {gold_dir} nor in {raw_dir}")


def chosen_metrics(scored: Scored, words: str) -> list[str]:
    """Return the metrics whose name contains some words.

    Raises:
        PlanhouseError: None does.
    """
    chosen = [name for name in scored.scores if words in name]
    if not chosen:
        raise PlanhouseError(f"{words}: no metric's name contains that; there are {', '.join(scored.scores)}")
    return chosen


def as_json(scored: Scored, metrics: Sequence[str]) -> str:
    """Return the figures, and the disagreements of some metrics, as JSON."""
    figures = {
        name: tally.figures()._asdict() | {"gold": tally.gold, "found": tally.found}
        for name, tally in scored.scores.items()
    }
    content: dict[str, object] = {
        "documents": sorted(one.gold.file for one in scored.annotated),
        "metrics": figures,
    }
    if metrics:
        content["errors"] = [
            {
                "metric": name,
                "document": miss.document,
                "start": _offset(miss),
                "gold": miss.gold,
                "found": miss.found,
            }
            for name in metrics
            for miss in _misses(scored, name)
        ]
    return json.dumps(content, ensure_ascii=False, indent=1, default=as_plain)


def render_figures(scored: Scored) -> RenderableType:
    """Return the table of all metrics."""
    grid = Grid(header_style="bold", box=None, pad_edge=False)
    grid.add_column("metric", no_wrap=True)
    for name in ("P", "R", "F1", "gold", "found"):
        grid.add_column(name, justify="right", no_wrap=True)
    for name, tally in scored.scores.items():
        shares = (f"{share:.3f}" for share in tally.figures())
        grid.add_row(name, *shares, str(tally.gold), str(tally.found))
    return grid


def render_errors(scored: Scored, metrics: Iterable[str]) -> RenderableType:
    """Return what some metrics count as missed or as one too many, each with the passage around it."""
    parts: list[RenderableType] = []
    for name in metrics:
        for miss in _misses(scored, name):
            parts += [
                Text(""),
                *_error(name, miss, scored.documents[miss.document].text, scored.sources[miss.document]),
            ]
    if parts:
        hint = "`planhouse explain FILE --at OFFSET` tells which rules decided"
        parts += [Text(""), Text(hint, style="dim")]
    return Group(*parts)


def _misses(scored: Scored, metric: str) -> Iterator[Miss]:
    yield from scored.scores[metric].missed
    yield from scored.scores[metric].extra


def _error(metric: str, miss: Miss, text: str, source: Path) -> Iterator[RenderableType]:
    sign, style = ("+", "yellow") if miss.gold is None else ("-", "red")
    start, end = _offset(miss), _end(miss)
    where = str(source) if start is None else f"{source}:{_line(text, start)} at {start}"
    yield Text.assemble((f"{sign} {metric}  ", style), (where, "bold"), _task(miss))
    if start is not None:
        yield indented(_passage(text, start, end if end is not None else start))
    if start is None:
        yield indented(Text(f"{miss.key[0]}: gold {miss.gold}, found {miss.found}"))
        return
    if miss.gold is not None:
        yield indented(
            Text(f"gold   {_values(miss.gold, [name for name in miss.gold if name not in _SAID])}")
        )
    if miss.found is not None:
        names = _TELLING if miss.gold is None else [name for name in miss.gold if name not in _SAID]
        yield indented(Text(f"found  {_values(miss.found, [*names, 'rule_id'])}"))
    elif miss.gold is not None:
        yield indented(Text("found  nothing there"))


def _task(miss: Miss) -> str:
    """Where the task begins that a unit is assigned to: the same mention may belong to several."""
    row = miss.gold if miss.gold is not None else miss.found
    is_unit = isinstance(row, Mapping) and ("canonical" in row or "unit_id" in row)
    return f", of the task at {miss.key[0]}" if is_unit else ""


def _offset(miss: Miss) -> int | None:
    """Return where the row stands, None for a field of the document."""
    row = miss.gold if miss.gold is not None else miss.found
    if not isinstance(row, Mapping):
        return None
    return next((row[name] for name in ("start", "value_start", "char_start") if name in row), None)


def _end(miss: Miss) -> int | None:
    row = miss.gold if miss.gold is not None else miss.found
    return next((row[name] for name in ("end", "value_end", "char_end") if name in row), None)


def _line(text: str, offset: int) -> str:
    before = text[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _passage(text: str, start: int, end: int) -> Text:
    """Return the words around a range, which stands between marks."""
    before, behind = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    held = _flat(text[start : min(end, start + 2 * SHORTENED)])
    return Text.assemble(_flat(before), (f"▶{held}◀", "bold reverse"), _flat(behind))


def _values(row: Mapping[str, object], names: Iterable[str]) -> str:
    values = ((name, row.get(name)) for name in names)
    return "  ".join(f"{name} {shortened(str(value))}" for name, value in values if value is not None)


def _flat(text: str) -> str:
    return " ".join(text.splitlines())
