"""Documents as a user names them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipelines.digests import Digests
from pipelines.errors import DamagedReleaseError, NoSuchDocumentError
from pipelines.inputs import Place
from pipelines.layout import Warehouse
from pipelines.publish.manifest import read_manifest
from pipelines.raw_store.listing import list_inputs

#: Names that a message offers.
_OFFERED = 5


def named_documents(names: Iterable[str], raw_dir: Place, warehouse_dir: Path) -> tuple[str, ...]:
    """Return the ids of documents that lie below a directory or are published.

    Args:
        names: An id each, a path that leads to the file, or words that only one id begins with.
        raw_dir: Where the documents are.
        warehouse_dir: Where releases are.

    Raises:
        NoSuchDocumentError: A name fits none, or several.
    """
    warehouse = Warehouse(warehouse_dir)
    on_disk = list_inputs(raw_dir, digests=Digests(warehouse.raw_digests)).files
    known = sorted({*(file.document_id for file in on_disk), *_published(warehouse)})
    return tuple(_id(name, raw_dir, known) for name in names)


def _id(name: str, raw_dir: Place, known: list[str]) -> str:
    path = Path(name).absolute()
    if isinstance(raw_dir, Path) and path.is_relative_to(raw_dir.absolute()):
        below = path.relative_to(raw_dir.absolute()).as_posix()
        if below in known:
            return below
    fitting = [name] if name in known else [one for one in known if one.startswith(name)]
    if len(fitting) == 1:
        return fitting[0]
    offered = ", ".join(fitting[:_OFFERED])
    told = f"it may be one of {len(fitting)}: {offered}" if fitting else "ids are paths below that directory"
    raise NoSuchDocumentError(
        f"{name}: no document of {raw_dir} or of the current release is called so; {told}"
    )


def _published(warehouse: Warehouse) -> list[str]:
    current = warehouse.current_id()
    if current is None:
        return []
    try:
        return [one["document_id"] for one in read_manifest(warehouse.release(current))["inputs"]]
    except DamagedReleaseError:
        return []  # the build that the names are for repairs it
