"""Full disks, revoked rights, damaged files and builds at once, in small numbers."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.soak.corruption import Place, run_damages
from benchmarks.soak.disk import planned_limits, refused_mount, run_full_disks
from benchmarks.soak.permissions import never_denied, run_denials
from benchmarks.soak.setting import Setting
from benchmarks.soak.together import run_rounds


@pytest.mark.parametrize("chosen", [0, -1])
def test_a_full_disk_stops_a_build_and_no_other(setting: Setting, chosen: int):
    if reason := refused_mount(setting.folder):
        pytest.skip(reason)
    limit = planned_limits(setting, 3)[chosen]
    (case,) = run_full_disks(setting, [limit])
    assert case.struck is not None
    assert case.faults == ()


@pytest.mark.parametrize(
    "folder",
    [
        "releases",
        ".",
    ],
)
def test_a_folder_that_is_denied_stops_a_build_and_no_other(setting: Setting, folder: str):
    if reason := never_denied():
        pytest.skip(reason)
    (case,) = run_denials(setting, [folder])
    assert case.faults == ()


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ("left by a killed build", "emptied"),
        ("kept for the next build", "a byte flipped"),
        ("release, others", "a byte flipped"),
        ("written by a running build", "a bit flipped"),
        ("written by a running build", "a folder in its place"),
    ],
)
def test_a_damaged_file_changes_no_release(setting: Setting, place: Place, way: str):
    (case,) = run_damages(setting, [(place, way)], Random(1))
    assert case.faults == ()


def test_builds_at_once_spoil_nothing(setting: Setting):
    (case,) = run_rounds(setting, rounds=1, builds=3, random=Random(1))
    assert case.succeeded >= 1
    assert case.faults == ()
