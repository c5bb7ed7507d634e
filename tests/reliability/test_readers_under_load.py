"""Readers who never pause while releases are published."""

from __future__ import annotations

from benchmarks.soak.readers import run_readers
from benchmarks.soak.setting import Setting


def test_readers_see_whole_releases_only(setting: Setting):
    load = run_readers(setting, readers=2, releases=5, real_every=0, tell=print)
    assert load.faults == ()
    # They saw the first before any other was published, and the last is waited for.
    assert [report.releases >= 2 for report in load.reports] == [True, True]
    assert all(report.queries > report.passes for report in load.reports)
