"""Readers who never pause while releases are published."""

from __future__ import annotations

from pathlib import Path

from benchmarks.soak.builds import QUICK
from benchmarks.soak.readers import run_readers
from benchmarks.soak.setting import set_up


def test_readers_see_whole_releases_only(tmp_path: Path):
    setting = set_up(tmp_path / "setting", QUICK, editions=1, texts=12)
    load = run_readers(setting, readers=2, releases=5, real_every=0, tell=print)
    assert load.faults == ()
    # Each saw the first before any other was published, and the last is waited for.
    assert [report.releases >= 2 for report in load.reports] == [True, True]
    assert all(report.queries > report.passes for report in load.reports)
