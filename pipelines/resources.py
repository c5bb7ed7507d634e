"""What the assets are given: the build that they work for and the functions that do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pandas as pd

from expectations import TableReport, render_data_docs, validate_table
from extractors import Extraction, link_corpus
from pipelines.build import Build, open_build
from pipelines.limits import limits_from
from pipelines.retries import is_transient
from pipelines.tags import document_tags

#: The pool of Dagster that lets one run at a time hold the warehouse.
PUBLISHER_POOL = "publisher"

#: What tells Dagster how often to run again a run that failed outside its steps.
_MAX_RETRIES_TAG = "dagster/max_retries"


class BuildResource(dg.ConfigurableResource[Build]):
    """Opens a build for the length of a run and holds the warehouse against a second one.

    Attributes:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        limits: Limits of reading one file and extracting its rows that differ from the defaults, by name.
        processes: How many processes read and extract at once; as many as there are processors by default.
        documents: The documents to take anew; the others stay as the current release has them. All by default.
        settle_seconds: How long a file must have lain unchanged to be taken.
        wait_seconds: How long to wait for another build that holds the warehouse.
    """

    raw_dir: str
    warehouse_dir: str
    limits: dict[str, float] = {}  # noqa: RUF012 - Dagster copies the defaults of its configuration
    processes: int | None = None
    documents: list[str] | None = None
    settle_seconds: float = 0.0
    wait_seconds: float = 0.0

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Yield the build of the files that lie below the raw directory now."""
        _tag(context, document_tags(self.documents or ()))
        with ExitStack() as stack:
            with _final(context):
                limits = limits_from(self.limits)
                opening = open_build(Path(self.raw_dir), Path(self.warehouse_dir), limits, self.processes)
                build = stack.enter_context(opening)
            yield build


@contextmanager
def _final(context: dg.InitResourceContext) -> Iterator[None]:
    """Have Dagster not run again a run that could not open its build for a reason that stays.

    It does so with all runs that fail before their first step; the same files would fail the same way.
    """
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            _tag(context, {_MAX_RETRIES_TAG: "0"})
        raise


def _tag(context: dg.InitResourceContext, tags: Mapping[str, str]) -> None:
    """Tag the present run, however it was started."""
    if tags and context.instance is not None and context.run is not None:
        context.instance.add_run_tags(context.run.run_id, tags)


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
