"""How a build that cannot go on has to say so."""

from __future__ import annotations

from benchmarks.soak.builds import Ended

#: The exit codes that ``planhouse build --help`` names for a build that did not publish.
_REFUSED = (1, 2)


def refusal_faults(ended: Ended, *words: str) -> list[str]:
    """Return what is wrong with the way in which a build gave up: exit code, a traceback, or a message without these words."""
    said = ended.output.strip()
    faults = []
    if ended.exit_code not in _REFUSED:
        faults.append(f"exit code {ended.exit_code} instead of 1 or 2: {said}")
    if "Traceback" in said:
        faults.append(f"a traceback instead of a message: {said}")
    if "planhouse: " not in said or not all(word in said for word in words):
        faults.append(f"no clear message ({', '.join(words)}): {said}")
    return faults
