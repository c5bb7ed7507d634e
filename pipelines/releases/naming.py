"""Which release a user means."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import PlanhouseError
from pipelines.layout import MANIFEST, Warehouse
from pipelines.releases.history import read_history


def find_release(warehouse: Warehouse, name: str) -> Path:
    """Return the folder of the release that a user names, with all links resolved.

    Args:
        warehouse: Where ids are looked up.
        name: An id or its first characters, ``current``, ``previous``, or the path of a release's folder.

    Raises:
        PlanhouseError: No release is called so, or several are.
    """
    if name == "current":
        return warehouse.current_release().resolve()
    if name == "previous":
        return warehouse.release(read_history(warehouse).previous()).resolve()
    if "/" in name or (Path(name) / MANIFEST).is_file():
        return _at(Path(name))
    return warehouse.release(known_id(warehouse, name)).resolve()


def known_id(warehouse: Warehouse, name: str) -> str:
    """Return the id that begins with the given characters.

    Raises:
        PlanhouseError: None does, or several do and none is the same.
    """
    known = warehouse.release_ids()
    found = [release_id for release_id in known if release_id.startswith(name)] if name else []
    if name in found or len(found) == 1:
        return name if name in found else found[0]
    if found:
        raise PlanhouseError(f"{name}: begins {len(found)} releases: {', '.join(found)}; give more of it")
    raise PlanhouseError(
        f"{warehouse.root}: no release is called {name!r}; `planhouse release list` lists them"
    )


def _at(path: Path) -> Path:
    if not (path / MANIFEST).is_file():
        raise PlanhouseError(
            f"{path}: no release there, it holds no {MANIFEST}; `planhouse release list` lists releases"
        )
    return path.resolve()
