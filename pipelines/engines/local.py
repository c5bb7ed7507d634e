"""Extraction by processes of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.schema.rows import QuarantineRow
from pipelines.build import BuildRequest
from pipelines.extraction import Extractor
from pipelines.inputs import InputFile


class LocalEngine:
    """Extracts documents in as many processes as the build asks for."""

    def __init__(self, request: BuildRequest) -> None:
        self._request = request

    def results(self, files: Sequence[InputFile]) -> Iterator[tuple[str, bytes | QuarantineRow]]:
        """Yield the packed result of each file's document, or the quarantine row of one that failed; in any order."""
        request = self._request
        with Extractor(request.extract, request.limits, min(request.processes, len(files))) as extractor:
            yield from extractor.results(files)
