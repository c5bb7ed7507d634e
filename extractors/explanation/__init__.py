"""Why a passage became the rows that it became: what was read in it, and which rules said what."""

from extractors.explanation.explain import Explainer
from extractors.explanation.model import (
    ClauseStory,
    Explanation,
    MadeRow,
    Mention,
    NumberStory,
    Place,
    SectionStep,
    Step,
    TaskStory,
    TimeStory,
    Trail,
)

__all__ = [
    "ClauseStory",
    "Explainer",
    "Explanation",
    "MadeRow",
    "Mention",
    "NumberStory",
    "Place",
    "SectionStep",
    "Step",
    "TaskStory",
    "TimeStory",
    "Trail",
]
