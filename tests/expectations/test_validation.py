import pickle
import subprocess
import sys

import pandas as pd
import pytest
from world import frames_of, good_rows

from expectations import validate_table
from extractors.schema import TABLES, table_named


def test_importing_the_package_does_not_import_great_expectations():
    code = "import sys, expectations; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_good_world_meets_every_expectation(good_reports, good_frames):
    assert [finding for report in good_reports for finding in report.findings] == []
    assert all(report.evaluated == len(report.result) > 0 for report in good_reports)
    assert [report.rows for report in good_reports] == [len(good_frames[table.name]) for table in TABLES]


def test_days_may_come_as_timestamps():
    frames = frames_of(good_rows(), date_as_object=False)
    assert str(frames["targets"]["due_on"].dtype).startswith("datetime64")
    assert validate_table("targets", frames).findings == ()


@pytest.mark.parametrize("frames", [{}, {"replies": pd.DataFrame()}], ids=["absent", "empty"])
def test_a_table_without_rows_meets_every_expectation(frames):
    report = validate_table("replies", frames)
    assert (report.findings, report.rows) == ((), 0)


def test_a_missing_column_blocks_and_nothing_passes_unseen(good_frames):
    frames = good_frames | {"citations": good_frames["citations"].drop(columns="quote")}
    report = validate_table("citations", frames)
    assert all(finding.severity == "structure" for finding in report.findings)
    by_rule = {finding.rule: finding for finding in report.findings}
    assert not by_rule["citations.columns_in_order"].errored
    assert by_rule["citations.quote_is_present"].errored
    assert "KeyError" in by_rule["citations.quote_stands_at_offsets"].message


def test_columns_in_another_order_block(good_frames):
    frame = good_frames["progress"]
    report = validate_table("progress", good_frames | {"progress": frame[frame.columns[::-1]]})
    assert [(item.rule, item.severity) for item in report.findings] == [
        ("progress.columns_in_order", "structure")
    ]
    assert "column 1 is basis, not target_id" in report.findings[0].message


def test_a_value_of_another_type_ends_in_errored_findings(good_frames):
    frame = good_frames["sections"].assign(char_start=object())
    report = validate_table("sections", good_frames | {"sections": frame})
    errored = [finding for finding in report.findings if finding.errored]
    assert errored
    assert all(finding.severity == "structure" for finding in errored)


def test_an_expectation_that_is_not_known_is_not_left_out(good_frames):
    from expectations.validation import evaluate

    unknown = {"id": "x", "type": "expect_wonders", "kwargs": {}, "meta": {"rule": "progress.wonders"}}
    with pytest.raises(Exception, match="expect"):
        evaluate(table_named("progress"), good_frames, [unknown])


def test_a_report_pickles(good_reports):
    assert pickle.loads(pickle.dumps(good_reports)) == good_reports


def test_nothing_asks_the_network_and_nothing_is_said_on_stderr(good_frames, monkeypatch, capfd):
    import socket

    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    validate_table("progress", good_frames)
    assert capfd.readouterr() == ("", "")


def test_analytics_are_off():
    from expectations.validation import batches

    context = batches().data_asset.datasource.data_context
    assert context.config.analytics_enabled is False
    assert context.progress_bars.metric_calculations is False
    assert "posthog" not in sys.modules
