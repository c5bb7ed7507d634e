"""How patiently and how often arrivals are looked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the sensor and the schedules go by; times are seconds.

    Attributes:
        settle_seconds: How long a document must have been the same, or missing, to count.
        look_seconds: How often the sensor looks at the least.
        documents_a_run: How many documents one run takes at the most.
        runs_at_once: How many runs may wait or work before the sensor requests more.
        pauses: How long the sensor waits before it asks again for a document whose run left it unpublished, for the
            first time, the second and so on; then it gives the document up until its content changes.
        nightly: When everything is reconciled, as a cron expression.
        pruning: When old releases are removed, where that schedule is turned on, as a cron expression.
        timezone: Where both are meant.
        wait_seconds: How long a run waits for a build that holds the warehouse.
    """

    settle_seconds: float = 30.0
    look_seconds: int = 30
    documents_a_run: int = 500
    runs_at_once: int = 4
    pauses: tuple[float, ...] = (60.0, 600.0, 3600.0)
    nightly: str = "0 2 * * *"
    pruning: str = "0 4 * * *"
    timezone: str = "Asia/Shanghai"
    wait_seconds: float = 600.0
