"""How far the rows of documents agree with their hand annotations (gold)."""

from extractors.scoring.gold import Gold, GoldError, read_gold
from extractors.scoring.links import LinkGold, read_links, score_links
from extractors.scoring.metrics import METRICS
from extractors.scoring.score import Scores, score
from extractors.scoring.tally import Figures, Miss, Tally

__all__ = [
    "METRICS",
    "Figures",
    "Gold",
    "GoldError",
    "LinkGold",
    "Miss",
    "Scores",
    "Tally",
    "read_gold",
    "read_links",
    "score",
    "score_links",
]
