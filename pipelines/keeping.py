"""Results of a build's documents: taken from what is kept, made where they are missing, merged part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import pyarrow as pa

from extractors.schema.rows import QuarantineRow
from pipelines.ahead import read_ahead
from pipelines.build import Build
from pipelines.engines.engine import Engine, open_engine
from pipelines.errors import DamagedReleaseError
from pipelines.inputs import InputFile, is_passing
from pipelines.kept.results import from_bytes, is_refusal, merged, refused
from pipelines.kept.store import result_key
from pipelines.progress import Progress
from pipelines.publish.parquet import bucket

#: Results that are read to be merged: by itself each takes several times what it takes among others.
_MERGED_AT_ONCE = 100

#: A part of the corpus: its number, the keys of its results, and those merged.
Part = tuple[int, tuple[str, ...], pa.Table]


class Results:
    """The results of the documents of a build.

    Attributes:
        extracted: The documents whose results were made by this build.
        passing: Quarantine rows of documents that failed for a reason that may pass: nothing is kept of them.
    """

    def __init__(self, build: Build, engine: Engine) -> None:
        self._build = build
        self._engine = engine
        self._store = build.store
        self._by_part = _by_part(build.inputs.files)
        self.extracted: list[str] = []
        self.passing: list[QuarantineRow] = []

    @property
    def numbers(self) -> list[int]:
        """The parts that have files."""
        return sorted(self._by_part)

    def documents(self, number: int) -> int:
        """Return how many documents a part has."""
        return len(self._by_part.get(number, ()))

    def missing(self, parts: Sequence[int] | None = None) -> list[InputFile]:
        """Return the files of which no result is kept, and those that are to be taken anew.

        Args:
            parts: Only those of these parts; of all by default.
        """
        request, kept = self._build.request, self._store.keys()
        anew = set(request.documents or ()) - self._build.inputs.carried if request.anew else set()
        return [
            file
            for number, files in self._by_part.items()
            if parts is None or number in parts
            for file in files
            if file.document_id in anew or key_of(file) not in kept
        ]

    def make(self, files: Sequence[InputFile], advance: Callable[[str], None]) -> None:
        """Extract files and keep their results, each as it comes: what is stopped goes on where it was.

        Raises:
            DamagedReleaseError: A document gave other rows than before under the same code.
            OSError: A result cannot be kept.
            PlanhouseError: The engine is not to be had.
        """
        by_id = {file.document_id: file for file in files}
        for name, found in self._engine.results(files):
            if isinstance(found, QuarantineRow) and is_passing(found.rule):
                self.passing.append(found)
            else:
                self._keep(by_id[name], refused(found) if isinstance(found, QuarantineRow) else found)
                self.extracted.append(name)
            advance(name)

    def whole_parts(self, missing: Sequence[InputFile]) -> Iterator[Part]:
        """Yield number, keys and merged results of each part that is kept and that no missing file is of."""
        lacking = {bucket(file.document_id) for file in missing}
        files = {number: files for number, files in self._by_part.items() if number not in lacking}
        for number, some, kept in read_ahead(self._kept_parts(files)):
            if kept is not None:
                yield number, tuple(map(key_of, some)), kept

    def parts(self, but: Collection[int] = ()) -> Iterator[Part]:
        """Yield number, keys and merged results of each part that has any; damaged ones are made again.

        Args:
            but: Parts that are left out.
        """
        lost = {row.document_id for row in self.passing}
        left = {
            number: [file for file in files if file.document_id not in lost]
            for number, files in self._by_part.items()
            if number not in but
        }
        for number, files, kept in read_ahead(self._kept_parts(left)):
            if kept is not None:
                yield number, tuple(map(key_of, files)), kept
            else:
                yield self._part(number, files)

    def _kept_parts(
        self, files: Mapping[int, list[InputFile]]
    ) -> Iterator[tuple[int, list[InputFile], pa.Table | None]]:
        """Yield number, files and merged results of each part; None where those are not kept."""
        for number, some in sorted(files.items()):
            if some:
                yield number, some, self._store.part(number, map(key_of, some))

    def _part(self, number: int, files: Sequence[InputFile]) -> Part:
        """Merge the results of a part, and keep what comes of it."""
        keys: list[str] = []
        joined = []
        for first in range(0, len(files), _MERGED_AT_ONCE):
            held = self._held(files[first : first + _MERGED_AT_ONCE])
            keys += held
            joined.append(merged(list(held.values())))
        results = merged(joined)
        self._store.keep_part(number, keys, results)
        return number, tuple(keys), results

    def _held(self, files: Sequence[InputFile]) -> dict[str, pa.Table]:
        """Return the results of files by key; those that are damaged or went since they were counted are made again."""
        held = {key_of(file): self._store.result(key_of(file)) for file in files}
        damaged = [file for file in files if held[key_of(file)] is None]
        if damaged:
            self.make(damaged, lambda _: None)
            held |= {key_of(file): self._store.result(key_of(file)) for file in damaged}
        return {key: result for key, result in held.items() if result is not None}

    def _keep(self, file: InputFile, result: bytes) -> None:
        key = key_of(file)
        before = self._store.result(key)
        if before is None or is_refusal(before):  # the words of a refusal may be others another time
            self._store.keep_result(key, result)
        elif not before.equals(from_bytes(result)):
            raise DamagedReleaseError(
                f"{file.document_id}: its extraction gave other rows than before under the same code; "
                f"remove {self._store.root} and build again, and report it: extraction must be reproducible"
            )


def extract_parts(
    build: Build, numbers: Sequence[int], progress: Progress
) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Make the results that are missing of some parts, and yield how many documents each part has and was missing.

    Nothing is published. What is stopped goes on where it was: results are kept one by one.

    Raises:
        DamagedReleaseError: A document gave other rows than before under the same code.
        OSError: A result cannot be kept.
        PlanhouseError: The engine is not to be had.
    """
    with open_engine(build.request) as engine:
        results = Results(build, engine)
        missing = results.missing(numbers)
        progress.stage("extracting documents", len(missing))
        # All parts at once: part by part, a cluster would wait for the last document of each.
        results.make(missing, progress.advance)
    extracted = Counter(bucket(file.document_id) for file in missing)
    failed = Counter(bucket(str(row.document_id)) for row in results.passing)
    for number in numbers:
        yield (
            number,
            {
                "documents": results.documents(number),
                "extracted": extracted[number],
                "failed_for_now": failed[number],
            },
        )


def key_of(file: InputFile) -> str:
    """Return the key under which a file's result is kept; one that was not read has none.

    Raises:
        ValueError: The file was not read.
    """
    if file.sha256 is None:
        raise ValueError(f"{file.document_id} was not read")
    return result_key(file.document_id, file.sha256, file.sidecar_sha256)


def _by_part(files: Sequence[InputFile]) -> dict[int, list[InputFile]]:
    """Return the files that were not refused when they were listed, by part."""
    parts: dict[int, list[InputFile]] = {}
    for file in files:
        if file.refusal is None:
            parts.setdefault(bucket(file.document_id), []).append(file)
    return parts
