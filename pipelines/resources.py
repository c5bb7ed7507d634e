"""What the assets are given: the build that they work for and the functions that do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pandas as pd

from expectations import TableReport, render_data_docs, validate_table
from extractors import Extraction, link_corpus
from pipelines.build import Build, open_build
from pipelines.limits import limits_from


class BuildResource(dg.ConfigurableResource[Build]):
    """Opens a build for the length of a run and holds the warehouse against a second one.

    Attributes:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        limits: Limits of reading one file and extracting its rows that differ from the defaults, by name.
        processes: How many processes read and extract at once; as many as there are processors by default.
    """

    raw_dir: str
    warehouse_dir: str
    limits: dict[str, float] = {}  # noqa: RUF012 - Dagster copies the defaults of its configuration
    processes: int | None = None

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Yield the build of the files that lie below the raw directory now."""
        limits = limits_from(self.limits)
        with open_build(Path(self.raw_dir), Path(self.warehouse_dir), limits, self.processes) as build:
            yield build


@dataclass(frozen=True, slots=True)
class Workers:
    """The pure functions behind the assets; a test or another front end may bring its own.

    Attributes:
        extract: What gives the rows of a document, as ``module:name``: worker processes call it.
        link_corpus: What gives the tables of a release from the rows of all documents.
        validate: What checks a staged table.
        render_data_docs: What writes the pages that show what the checks said.
    """

    extract: str = "extractors:extract"
    link_corpus: Callable[[Iterable[Extraction]], Mapping[str, tuple[object, ...]]] = link_corpus
    validate: Callable[[str, Mapping[str, pd.DataFrame]], TableReport] = validate_table
    render_data_docs: Callable[[Sequence[TableReport], Path], None] = render_data_docs
