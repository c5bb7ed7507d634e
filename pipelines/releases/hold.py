"""The hold: what keeps builds from publishing over a rollback.

A build publishes what lies below ``raw/`` now, so the first build after a rollback would make the release current
again that was rolled back from. While ``hold.json`` lies in the warehouse, builds refuse.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from pipelines.errors import HeldError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.one_step import write_in_one_step
from pipelines.releases.history import as_words


@dataclass(frozen=True, slots=True)
class Hold:
    """Why builds publish nothing.

    Attributes:
        release_id: The release that stays current.
        at: Since when, as ISO 8601 writes it.
        reason: What the user gave as the reason, or None.
    """

    release_id: str
    at: str
    reason: str | None


def write_hold(warehouse: Warehouse, release_id: str, reason: str | None, now: datetime) -> Hold:
    """Keep builds from publishing until :func:`drop_hold`; a hold that there is gives way to this one."""
    hold = Hold(release_id, as_words(now), reason)
    known = {"release_id": hold.release_id, "at": hold.at, "reason": hold.reason}
    write_in_one_step(warehouse.hold, (json.dumps(known, ensure_ascii=False) + "\n").encode(), durable=True)
    return hold


def read_hold(warehouse: Warehouse) -> Hold | None:
    """Return the hold of a warehouse, or None where builds may publish.

    Raises:
        PlanhouseError: Its file cannot be read.
    """
    try:
        known = json.loads(warehouse.hold.read_text(encoding="utf-8"))
        return Hold(str(known["release_id"]), str(known["at"]), known["reason"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlanhouseError(
            f"{warehouse.hold}: cannot be read ({error}); `planhouse release resume` removes it and lets builds publish"
        ) from error


def drop_hold(warehouse: Warehouse) -> bool:
    """Let builds publish again; whether there was a hold."""
    try:
        warehouse.hold.unlink()
    except FileNotFoundError:
        return False
    return True


def refuse_held(warehouse: Warehouse) -> None:
    """Do nothing where builds may publish.

    Raises:
        HeldError: They are on hold; the message says since when, why, and how it ends.
    """
    hold = read_hold(warehouse)
    if hold is not None:
        raise HeldError(f"{warehouse.root}: {hold_message(hold)}")


def hold_message(hold: Hold) -> str:
    """Return what a user whose build is refused is told."""
    reason = f" ({hold.reason})" if hold.reason else ""
    return (
        f"rolled back to {hold.release_id} at {hold.at}{reason}, builds are on hold since; a build would publish"
        " the present files again. `planhouse release resume` lets builds publish"
    )
