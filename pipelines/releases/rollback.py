"""Back to an earlier release, and on again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipelines.errors import DamagedReleaseError, PlanhouseError
from pipelines.layout import Warehouse
from pipelines.publish.release import append_log, log_lost_switch, switch
from pipelines.releases.history import read_history
from pipelines.releases.hold import drop_hold, write_hold
from pipelines.releases.naming import known_id
from pipelines.releases.verification import verify_release

#: Faults that a refusal names; `planhouse release verify` names all.
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class RolledBack:
    """What a rollback did: from which release, None where there was no current one, to which."""

    before: str | None
    after: str


def roll_back(warehouse: Warehouse, name: str | None, reason: str | None, now: datetime) -> RolledBack:
    """Make an earlier release current and put builds on hold, so that the next one does not undo it.

    Args:
        warehouse: Where the releases are.
        name: The id of the release or its first characters; None means the one that was current before.
        reason: Why, for the log and for whoever runs a build next.
        now: The time that the hold begins.

    Raises:
        PlanhouseError: There is no such release, or it is current already.
        DamagedReleaseError: It is not whole.
        BusyError: A build is running.
    """
    with warehouse.locked():
        log_lost_switch(warehouse)
        before = warehouse.current_id()
        after = known_id(warehouse, name) if name is not None else read_history(warehouse).previous()
        if after == before:
            raise PlanhouseError(
                f"{after}: is the current release already; `planhouse release list` lists the others"
            )
        _refuse_damaged(warehouse, after)
        # The hold comes first: a build that follows a rollback killed halfway must not pass for the cure.
        write_hold(warehouse, after, reason, now)
        switch(warehouse, after, "rolled_back", reason=reason)
    return RolledBack(before, after)


def resume(warehouse: Warehouse) -> None:
    """Let builds publish again after a rollback.

    Raises:
        PlanhouseError: They are not on hold.
    """
    if not drop_hold(warehouse):
        raise PlanhouseError(f"{warehouse.root}: builds are not on hold, the next one publishes")
    append_log(warehouse, "resumed")


def _refuse_damaged(warehouse: Warehouse, release_id: str) -> None:
    faults = verify_release(warehouse.release(release_id))
    if faults:
        named = "\n  ".join(map(str, faults[:_EXAMPLES]))
        raise DamagedReleaseError(
            f"{release_id}: not whole, current stays; {len(faults)} faults, `planhouse release verify {release_id}`"
            f" names all:\n  {named}"
        )
