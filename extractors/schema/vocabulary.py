"""The closed vocabularies of the contract; a value outside them is a defect."""

from __future__ import annotations

from typing import Literal, TypeAlias

DocumentType: TypeAlias = Literal["plan", "outline", "reply", "work_report", "notice", "other"]
JurisdictionLevel: TypeAlias = Literal["national", "province", "prefecture", "county", "township"]
ProposalBody: TypeAlias = Literal["人大", "政协"]
SectionRole: TypeAlias = Literal["goal", "task", "safeguard", "principle", "context", "table", "box", "other"]
TaskStatus: TypeAlias = Literal["planned", "done"]
DeadlineBasis: TypeAlias = Literal["explicit", "section", "document", "none"]
UnitType: TypeAlias = Literal[
    "government",
    "department",
    "party",
    "development_zone",
    "financial_regulator",
    "institution",
    "enterprise",
    "other",
]
UnitRole: TypeAlias = Literal["lead", "responsible", "support"]
Measure: TypeAlias = Literal["level", "increment", "growth", "reduction"]
Comparator: TypeAlias = Literal["gte", "gt", "eq", "lte", "lt", "approx", "range"]
Recurrence: TypeAlias = Literal["once", "annual"]
Nature: TypeAlias = Literal["expected", "binding"]
Modality: TypeAlias = Literal["firm", "aspirational"]
IncentiveForm: TypeAlias = Literal["reward", "subsidy", "funding", "other"]
AmountKind: TypeAlias = Literal["fixed", "rate", "cap"]
DeadlineKind: TypeAlias = Literal["by", "within", "from", "recurring"]
CarrierLevel: TypeAlias = Literal["national", "provincial", "municipal", "county"]
IndicatorClass: TypeAlias = Literal[
    "carrier",
    "organisation",
    "people",
    "output",
    "finance",
    "share",
    "environment",
    "facility",
    "project",
    "knowledge",
    "land",
    "energy",
    "place",
    "living",
    "price",
]
Accrual: TypeAlias = Literal["stock", "flow", "share"]
TargetRelation: TypeAlias = Literal["serves", "supersedes"]
CandidateKind: TypeAlias = Literal["progress", "indicator", "target", "platform", "citation", "document"]
MentionKind: TypeAlias = Literal["named", "counted", "generic"]
NumeralRole: TypeAlias = Literal[
    "target",
    "baseline",
    "achievement",
    "incentive",
    "time",
    "ordinal",
    "citation",
    "name",
    "contact",
    "page",
    "count",
]
UnresolvedReason: TypeAlias = Literal[
    "number_without_reading",
    "measure_not_in_lexicon",
    "table_not_understood",
    "unit_not_understood",
]
