"""Objects of a store as files of this machine, for as long as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors import Limits, UnreadableError
from pipelines.inputs import SIDECAR_SUFFIX, InputFile, StoredObject


@contextmanager
def at_hand(files: Sequence[InputFile], limits: Limits) -> Iterator[Sequence[InputFile]]:
    """Yield files such that a process of this machine can open them; objects are fetched into a folder that goes afterwards.

    So what reads a document, and under which limits, is the same wherever it lies. An object that cannot be fetched carries
    its refusal.

    Raises:
        PlanhouseError: A store cannot be read.
    """
    if all(isinstance(file.path, Path) for file in files):
        yield files
        return
    from pipelines.raw_store.threads import in_threads

    with TemporaryDirectory(prefix="planhouse-") as folder:
        numbered = [(file, Path(folder, str(number))) for number, file in enumerate(files)]
        yield list(in_threads(lambda one: _fetched(*one, limits), numbered))


def is_there(file: InputFile) -> bool:
    """Return whether a file or an object is there."""
    if isinstance(file.path, Path):
        return file.path.exists()
    from pipelines.raw_store.objects import is_object

    return is_object(file.path)


def _fetched(file: InputFile, path: Path, limits: Limits) -> InputFile:
    beside = path.with_name(path.name + SIDECAR_SUFFIX)
    try:
        if isinstance(file.path, StoredObject):
            path = _written(path, file.path, file.document_id, limits)
        if isinstance(file.sidecar, StoredObject):
            beside = _written(beside, file.sidecar, file.document_id + SIDECAR_SUFFIX, limits)
    except UnreadableError as refusal:
        return replace(file, refusal=refusal)
    return replace(file, path=path, sidecar=beside if file.sidecar else None)


def _written(path: Path, place: StoredObject, name: str, limits: Limits) -> Path:
    # A build from a folder does not pay for the import.
    from pipelines.raw_store.objects import object_bytes

    path.write_bytes(object_bytes(place, name, limits))
    return path
