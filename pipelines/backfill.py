"""Results of documents made ahead of a publication, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipelines.build import Build
from pipelines.keeping import Results
from pipelines.progress import Progress


def extract_parts(
    build: Build, parts: Sequence[int], progress: Progress
) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Extract the documents of some parts of which no result is kept, and keep their results.

    Yields each part when it is done, with how many documents were extracted, and how many of these failed for a reason
    that may pass. What is stopped goes on where it was, as each result is kept when it comes.

    Args:
        build: The build.
        parts: The parts, by number.
        progress: Told of each document that is extracted.
    """
    for part in parts:
        results = Results(build)
        missing = results.missing([part])
        progress.stage(f"extracting part {part:02d}", len(missing))
        results.make(missing, progress.advance)
        yield part, {"extracted": len(missing), "failed": len(results.passing)}
