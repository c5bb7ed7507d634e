from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.resources import Workers
from pipelines.run import Outcome, run_build
from tests.pipelines.small_corpus import approve, blank_docs
from tests.site.corpus import write_raw

WORKERS = Workers(validate=approve, render_data_docs=blank_docs)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A release of the five documents and a hostile one."""
    folder = tmp_path_factory.mktemp("site")
    return run_build(write_raw(folder / "raw"), folder / "warehouse", workers=WORKERS, processes=1)


@pytest.fixture(scope="session")
def site(built: Outcome) -> Path:
    return built.release.resolve() / "site"
