"""A code location over folders that a test names; the daemon of a test loads it as it loads ``pipelines.location``."""

from __future__ import annotations

import os
from pathlib import Path

from small_corpus import quick

from pipelines.arrival.settings import Arrival
from pipelines.build import BuildRequest
from pipelines.definitions import build_defs

_FOLDER = Path(os.environ["PLANHOUSE_TEST_FOLDER"])

defs = build_defs(
    BuildRequest(_FOLDER / "raw", _FOLDER / "warehouse"),
    quick(extract="small_extraction:stumbling_extract"),
    arrival=Arrival(settle_seconds=1.0, look_seconds=1, documents_a_run=1),
)
