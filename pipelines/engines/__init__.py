"""Where documents are extracted: by processes of this machine, or by the workers of a Dask cluster.

An engine is how a release is made and never what it holds: no engine is part of a release's id.
"""

from enum import StrEnum


class EngineName(StrEnum):
    """The engines, as a build asks for them."""

    local = "local"
    dask = "dask"
