"""What ``workspace.yaml`` loads: the definitions over ``raw/`` and ``warehouse/`` of this checkout, watched."""

from __future__ import annotations

from pathlib import Path

from pipelines.arrival.settings import Arrival
from pipelines.build import BuildRequest
from pipelines.definitions import build_defs

_CHECKOUT = Path(__file__).resolve().parent.parent

defs = build_defs(BuildRequest(_CHECKOUT / "raw", _CHECKOUT / "warehouse"), arrival=Arrival())
