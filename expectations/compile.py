"""Write the suites from the schema and the rules: ``python -m expectations.compile [--check]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from expectations.suites import FOLDER, suite_json
from extractors.schema import TABLES


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the names of the suites that differ from what the rules say, and of those that no table has."""
    expected = {f"{table.name}.json": suite_json(table.name) for table in TABLES}
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(
        name for name in expected.keys() | committed.keys() if expected.get(name) != committed.get(name)
    )


def write(folder: Path = FOLDER) -> None:
    """Write the suite of every table and remove those that no table has."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale(folder):
        (folder / name).unlink(missing_ok=True)
    for table in TABLES:
        (folder / f"{table.name}.json").write_text(suite_json(table.name), encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 1 where ``--check`` finds a suite out of date."""
    parser = argparse.ArgumentParser(prog="python -m expectations.compile", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail where a suite is out of date"
    )
    if not parser.parse_args(arguments).check:
        write()
        return 0
    outdated = stale()
    for name in outdated:
        sys.stderr.write(f"{FOLDER / name} is out of date: run python -m expectations.compile\n")
    return 1 if outdated else 0


if __name__ == "__main__":
    raise SystemExit(main())
