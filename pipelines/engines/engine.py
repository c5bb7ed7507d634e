"""What an engine does, and the one that a build asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from extractors.schema.rows import QuarantineRow
from pipelines.build import BuildRequest
from pipelines.engines import EngineName
from pipelines.engines.local import LocalEngine
from pipelines.errors import PlanhouseError
from pipelines.inputs import InputFile


class Engine(Protocol):
    """Extracts documents."""

    def results(self, files: Sequence[InputFile]) -> Iterator[tuple[str, bytes | QuarantineRow]]:
        """Yield the packed result of each file's document, or the quarantine row of one that failed; in any order.

        Args:
            files: The files, of which none was refused when it was listed.

        Raises:
            PlanhouseError: The engine, or the store of the documents, is not to be had.
        """


@contextmanager
def open_engine(request: BuildRequest) -> Iterator[Engine]:
    """Yield the engine that a build asks for; what it starts, at the first document, ends with it.

    Raises:
        PlanhouseError: What it needs is not installed.
    """
    if request.engine is EngineName.local:
        yield LocalEngine(request)
        return
    try:
        from pipelines.engines.dask import DaskEngine  # a build on one machine needs no Dask
    except ImportError as error:
        raise PlanhouseError(
            f'the engine dask needs a package that is missing ({error.name}): pip install "planhouse[dask]"'
        ) from error
    with DaskEngine(request) as engine:
        yield engine
