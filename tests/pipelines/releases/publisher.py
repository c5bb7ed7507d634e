"""A process that publishes empty releases and prunes all it can: ``python publisher.py WAREHOUSE HOW_MANY``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.layout import Warehouse
from pipelines.publish.release import switch
from pipelines.releases.retention import RetentionPolicy, prune


def main(root: str, count: int) -> None:
    warehouse = Warehouse(Path(root))
    for number in range(count):
        release_id = f"release-{number:04d}"
        warehouse.release(release_id).mkdir()
        (warehouse.release(release_id) / "manifest.json").write_text(release_id, encoding="utf-8")
        switch(warehouse, release_id, "published")
        prune(warehouse, RetentionPolicy(keep=0, grace=timedelta(0)), datetime.now(UTC))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
