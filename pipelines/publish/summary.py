"""What a build did, for the log, Dagster's pages, the manifest and the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.build import Build
from pipelines.changes import Changes, changes_of
from pipelines.drift import read_verdict
from pipelines.staging import WrittenPart

#: Documents that a summary names of each kind.
_NAMED = 100


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did.

    Attributes:
        changes: What changed among the inputs since the release before.
        extracted: Documents whose rows were extracted by this build; those of the others were kept from builds before.
        kept: How many documents' rows were kept.
        waiting: Documents that are left for a later build, as they may still be copied.
        refused: Rule and reason of each document that is held back as a whole, by document id.
        rows_held_back: Rows that are held back, by rule.
        parts: How the parts of the Parquet files came about.
        drift: What the comparison with the release before warns of.
    """

    changes: Changes
    extracted: tuple[str, ...]
    kept: int
    waiting: tuple[str, ...]
    refused: Mapping[str, Mapping[str, str]]
    rows_held_back: Mapping[str, int]
    parts: Mapping[int, WrittenPart]
    drift: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """Return the summary as plain data; long lists of names are cut and their length told."""
        shared = sum(part.is_shared for part in self.parts.values())
        return {
            **self.changes.told(),
            "extracted": sorted(self.extracted)[:_NAMED],
            "extracted_count": len(self.extracted),
            "kept_count": self.kept,
            "left_for_later": list(self.waiting[:_NAMED]),
            "left_for_later_count": len(self.waiting),
            "quarantined": [
                {"document_id": name, **why} for name, why in sorted(self.refused.items())[:_NAMED]
            ],
            "quarantined_documents": len(self.refused),
            "quarantined_rows": dict(self.rows_held_back),
            "parts_written": len(self.parts) - shared,
            "parts_shared": shared,
            "drift": list(self.drift),
        }


def summary_of(build: Build, quarantine: list[dict[str, Any]]) -> Summary:
    """Return what a build did whose Parquet files are written.

    Args:
        build: The build.
        quarantine: The rows of the table ``quarantine`` of its release.
    """
    refused = {
        str(row["document_id"]): {"rule": row["rule"], "reason": row["reason"]}
        for row in quarantine
        if row["table_name"] == "documents"
    }
    extracted = build.staging.read_extracted()
    parts, _ = build.staging.read_published()
    results = sum(len(part.keys) for part in build.staging.read_parts().values())
    return Summary(
        changes=changes_of(build.inputs, build.previous),
        extracted=extracted,
        kept=results - len(extracted),
        waiting=build.inputs.waiting,
        refused=refused,
        rows_held_back=Counter(row["rule"] for row in quarantine if row["table_name"] != "documents"),
        parts=parts,
        drift=_drift(build),
    )


def _drift(build: Build) -> tuple[str, ...]:
    said = read_verdict(build.staging.root)
    return (*said["warnings"], *said["notes"]) if said else ()
