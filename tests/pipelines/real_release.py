"""A release of the five documents in raw/, read by the real rules; the checks are not what its tests are about."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_corpus import approve, blank_docs

from pipelines.resources import Workers
from pipelines.run import Outcome, run_build

_RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="session")
def five_documents(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A release of the documents in raw/."""
    workers = Workers(validate=approve, render_data_docs=blank_docs)
    return run_build(_RAW, tmp_path_factory.mktemp("five") / "warehouse", workers=workers, processes=1)
