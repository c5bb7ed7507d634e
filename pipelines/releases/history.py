"""When releases were published and used, as the log and the record of each build tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipelines.errors import PlanhouseError
from pipelines.layout import RUN, Warehouse

#: Events after which another release is current than before.
_SWITCHES = ("published", "switched", "rolled_back", "recovered")


@dataclass(frozen=True, slots=True)
class History:
    """What the log says of the releases of a warehouse.

    Attributes:
        warehouse: Where they lie.
        switches: The events that made a release current, oldest first.
    """

    warehouse: Warehouse
    switches: tuple[dict[str, Any], ...]

    def published_at(self, release_id: str) -> datetime:
        """Return when a release was finished: as its run says, else the log, else the time of its folder."""
        said = self._finished_at(release_id) or self._logged_at(release_id)
        if said is not None:
            return said
        return datetime.fromtimestamp(self.warehouse.release(release_id).stat().st_mtime, UTC)

    def used_until(self, release_id: str) -> datetime:
        """Return the last time at which a reader can have resolved ``current`` to a release that is not current.

        That is when another release took its place; a release that never was current counts from its publication.
        """
        named = (event for event in self.switches if release_id in (event["release_id"], event["previous"]))
        times = (parsed_time(event.get("at")) for event in named)
        return max([self.published_at(release_id), *(at for at in times if at is not None)])

    def newest_first(self) -> list[str]:
        """Return the ids of the releases on disk; of two of one second the log tells which came later."""
        return sorted(self.warehouse.release_ids(), key=self._age, reverse=True)

    def previous(self) -> str:
        """Return the id of the release that was current before the current one was published.

        Rollbacks do not count, so that one after the other leads further back. A release that is gone is passed over
        for the one before it. Where the log does not tell, it is the release that was published next before.

        Raises:
            PlanhouseError: There is no release before the current one.
        """
        current, ordered = self.warehouse.current_id(), self.newest_first()
        older = ordered[ordered.index(current) + 1 :] if current in ordered else ordered
        for release_id in (*self._before(current), *older):
            if release_id != current and self.warehouse.release(release_id).is_dir():
                return release_id
        raise PlanhouseError(
            f"{self.warehouse.root}: no release before {current or 'the first'}; `planhouse release list` lists what there is"
        )

    def _before(self, release_id: str | None) -> Iterator[str]:
        """Yield which release was current before a given one, and before that, as far as the log leads."""
        before = {
            event["release_id"]: event["previous"]
            for event in self.switches
            if event["event"] != "rolled_back" and event["previous"] not in (None, event["release_id"])
        }
        seen = {release_id}
        older = before.get(release_id)
        while older is not None and older not in seen:
            seen.add(older)
            yield older
            older = before.get(older)

    def _age(self, release_id: str) -> tuple[datetime, int]:
        events = [event["release_id"] for event in self.switches if event["event"] == "published"]
        last = max((place for place, known in enumerate(events) if known == release_id), default=-1)
        return self.published_at(release_id), last

    def _finished_at(self, release_id: str) -> datetime | None:
        try:
            run = json.loads((self.warehouse.release(release_id) / RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return parsed_time(run.get("finished_at")) if isinstance(run, dict) else None

    def _logged_at(self, release_id: str) -> datetime | None:
        times = [event.get("at") for event in self.switches if event["release_id"] == release_id]
        return parsed_time(times[0]) if times else None


def read_history(warehouse: Warehouse) -> History:
    """Return what the log of a warehouse says of its releases."""
    events = (event for event in warehouse.read_log() if event.get("event") in _SWITCHES)
    return History(warehouse, tuple({"release_id": None, "previous": None, **event} for event in events))


def parsed_time(words: object) -> datetime | None:
    """Return a time as ISO 8601 writes it, or None where it is none; one without a zone is in UTC."""
    if not isinstance(words, str):
        return None
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def as_words(time: datetime) -> str:
    """Return a time as ISO 8601 writes it, in UTC, to the second."""
    return time.astimezone(UTC).isoformat(timespec="seconds")
