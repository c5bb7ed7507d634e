"""What the assets are given: the build that they work for and the functions that do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pandas as pd

from expectations import TableReport, render_data_docs, validate_table
from extractors import Document, Extraction, extract, link_corpus
from pipelines.build import Build, open_build
from pipelines.limits import limits_from


class BuildResource(dg.ConfigurableResource[Build]):
    """Opens a build for the length of a run and holds the warehouse against a second one.

    Attributes:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        limits: Limits of reading one file that differ from the defaults, by name.
        readers: How many processes read files at once; as many as there are processors by default.
    """

    raw_dir: str
    warehouse_dir: str
    limits: dict[str, float] = {}  # noqa: RUF012 - Dagster copies the defaults of its configuration
    readers: int | None = None

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Yield the build of the files that lie below the raw directory now."""
        limits = limits_from(self.limits)
        with open_build(Path(self.raw_dir), Path(self.warehouse_dir), limits, self.readers) as build:
            yield build


@dataclass(frozen=True, slots=True)
class Workers:
    """The pure functions behind the assets; a test or another front end may bring its own."""

    extract: Callable[[Document], Extraction] = extract
    link_corpus: Callable[[Iterable[Extraction]], Mapping[str, tuple[object, ...]]] = link_corpus
    validate: Callable[[str, Mapping[str, pd.DataFrame]], TableReport] = validate_table
    render_data_docs: Callable[[Sequence[TableReport], Path], None] = render_data_docs
