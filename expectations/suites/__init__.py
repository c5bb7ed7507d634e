"""The rules of every table, and the suites that they compile to."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from expectations.report import Severity
from expectations.rules import Rule
from expectations.suites import documents, mentions, outline, quantities
from expectations.suites.structure import columns_in_order, structure_of
from extractors.schema import table_named

#: The committed suites, one JSON a table.
FOLDER = Path(__file__).parents[1] / "gx" / "expectations"

#: How Great Expectations itself names what a failure means.
_GX_SEVERITY: dict[Severity, str] = {"structure": "critical", "row": "warning", "plausible": "info"}

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "planhouse.expectations")

#: What an expert expects, beyond the schema.
DOMAIN: dict[str, tuple[Rule, ...]] = {
    "documents": documents.DOCUMENTS,
    "replies": documents.REPLIES,
    "sections": outline.SECTIONS,
    "tasks": outline.TASKS,
    "units": outline.UNITS,
    "task_units": outline.TASK_UNITS,
    "unit_members": outline.UNIT_MEMBERS,
    "targets": quantities.TARGETS,
    "achievements": quantities.ACHIEVEMENTS,
    "incentives": quantities.INCENTIVES,
    "deadlines": quantities.DEADLINES,
    "platforms": mentions.PLATFORMS,
    "platform_mentions": mentions.PLATFORM_MENTIONS,
    "citations": mentions.CITATIONS,
    "numerals": mentions.NUMERALS,
    "indicators": mentions.INDICATORS,
    "progress": quantities.PROGRESS,
    "target_links": quantities.TARGET_LINKS,
    "link_candidates": quantities.LINK_CANDIDATES,
    "quarantine": mentions.QUARANTINE,
}


def rules_of(table_name: str) -> tuple[Rule, ...]:
    """Return the rules of a table: its columns first, then what the schema says, then what an expert says."""
    table = table_named(table_name)
    rules = (*structure_of(table), *DOMAIN.get(table_name, ()))
    helpers = [rule.name for rule in rules if rule.helper is not None]
    return (columns_in_order(table, helpers), *rules)


def suite_json(table_name: str) -> str:
    """Return the suite of a table as the bytes' text that is committed."""
    suite = {
        "expectations": [_expectation(table_name, rule) for rule in rules_of(table_name)],
        "id": str(uuid.uuid5(_NAMESPACE, table_name)),
        "meta": {"great_expectations_version": "1.24"},
        "name": table_name,
        "notes": None,
    }
    return json.dumps(suite, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _expectation(table_name: str, rule: Rule) -> dict[str, Any]:
    name = f"{table_name}.{rule.name}"
    return {
        "id": str(uuid.uuid5(_NAMESPACE, name)),
        "kwargs": dict(rule.kwargs),
        "meta": {"rule": name, "severity": rule.severity, "zh": rule.zh, "en": rule.en},
        "severity": _GX_SEVERITY[rule.severity],
        "type": rule.type,
    }
