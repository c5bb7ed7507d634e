"""What the assets are given: the build that they work for and the functions that do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import dagster as dg

from expectations import TableReport, render_data_docs
from extractors import Corpus, CorpusLinks, corpus_links
from pipelines.build import EXTRACT, Build, BuildRequest, open_build
from pipelines.checkers import Checkers, Validate
from pipelines.drift.policy import drift_from
from pipelines.engines import EngineName
from pipelines.limits import DECLARED_KEYS_ROWS, limits_from
from pipelines.names import named_documents
from pipelines.raw_store.listing import place_of
from pipelines.retries import is_transient
from pipelines.runs import DOCUMENT_JOB, OUTCOME, document_tags

#: The pool of Dagster that lets one run at a time hold the warehouse.
PUBLISHER_POOL = "publisher"

#: What tells Dagster how often to run again a run that failed outside its steps.
_MAX_RETRIES_TAG = "dagster/max_retries"


class BuildResource(dg.ConfigurableResource[Build]):
    """Opens a build for the length of a run and holds the warehouse against a second one.

    Attributes:
        raw_dir: Where the documents are: a folder, or the URL of a store.
        warehouse_dir: Where releases go.
        limits: Limits of reading one file and extracting its rows that differ from the defaults, by name.
        processes: How many processes read and extract at once; as many as there are processors by default.
        engine: Where documents are extracted: ``local``, by processes of this machine, or ``dask``, on a cluster.
        scheduler: Where the scheduler of that cluster listens; one is started by default.
        extract: What gives the rows of a document, as ``module:name``.
        documents: The documents to take as they lie on disk; the others stay as the current release has them. All where
            none is named.
        anew: Whether the named documents are extracted again, whatever is kept of them.
        settle_seconds: How long a file must have lain unchanged to be taken.
        wait_seconds: How long to wait for another build that holds the warehouse.
        drift: How far the release may drift from the one before it, where it differs from the defaults, by name.
        gold_dir: Annotations against which the scores of both are held.
        declared_keys_rows: The DuckDB file declares keys where all tables together have at most so many rows.
    """

    raw_dir: str
    warehouse_dir: str
    limits: dict[str, float] = {}  # noqa: RUF012 - Dagster copies the defaults of its configuration
    processes: int | None = None
    engine: EngineName = EngineName.local
    scheduler: str | None = None
    extract: str = EXTRACT
    documents: list[str] | None = None
    anew: bool = False
    settle_seconds: float = 0.0
    wait_seconds: float = 0.0
    drift: dict[str, float] = {}  # noqa: RUF012
    gold_dir: str | None = None
    declared_keys_rows: int = DECLARED_KEYS_ROWS

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Build]:
        """Yield the build of the files that lie below the raw directory now."""
        with ExitStack() as stack:
            with _final(context):
                if context.run is not None and OUTCOME in context.run.tags:
                    _tag(context, {OUTCOME: "tried again"})  # a run that is repeated inherits the tags
                request = self.request()
                _tag(context, document_tags(request.documents or ()))
                if context.run is not None and context.run.job_name == DOCUMENT_JOB:
                    request = _by_hand(request)
                    _tag(context, document_tags(request.documents or ()))
                build = stack.enter_context(open_build(request))
            yield build

    def request(self) -> BuildRequest:
        """Return what the build is asked for."""
        given: dict[str, Any] = {} if self.processes is None else {"processes": self.processes}
        return BuildRequest(
            place_of(self.raw_dir),
            Path(self.warehouse_dir),
            limits_from(self.limits),
            engine=self.engine,
            scheduler=self.scheduler,
            extract=self.extract,
            documents=tuple(self.documents) if self.documents else None,
            anew=self.anew,
            settle_seconds=self.settle_seconds,
            wait_seconds=self.wait_seconds,
            drift=drift_from(self.drift),
            gold_dir=Path(self.gold_dir) if self.gold_dir is not None else None,
            declared_keys_rows=self.declared_keys_rows,
            **given,
        )


def _by_hand(request: BuildRequest) -> BuildRequest:
    """Return a request for the documents that somebody wrote down, who may have mistaken one and means them as they are now."""
    names = named_documents(request.documents or (), request.raw_dir, request.warehouse_dir)
    return replace(request, documents=names, anew=True, settle_seconds=0.0)


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
        corpus_links: What links documents and gives the tables that they share.
        validate: What checks a staged table in this process; None has worker processes hold it against its suite.
        checkers: Worker processes that check tables and were started already; by default they are when there is work.
        keeps_reports: Whether what is said of a batch holds for later builds of the same code.
        render_data_docs: What writes the pages that show what the checks said.
    """

    extract: str = EXTRACT
    corpus_links: Callable[[Corpus], CorpusLinks] = corpus_links
    validate: Validate | None = None
    checkers: Checkers | None = None
    keeps_reports: bool = True
    render_data_docs: Callable[[Sequence[TableReport], Path], None] = render_data_docs
