from __future__ import annotations

import pytest

from benchmarks.soak.builds import QUICK
from benchmarks.soak.setting import Setting, set_up


@pytest.fixture(scope="session")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """Two editions of more than sixty documents, each built undisturbed, without Great Expectations."""
    return set_up(tmp_path_factory.mktemp("soak") / "setting", QUICK, editions=2)
