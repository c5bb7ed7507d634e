"""How the time of a call grows with what it is given."""

from __future__ import annotations

import gc
import time

#: Times below this, in seconds of the processor, say nothing.
_NOISE = 0.1


def assert_linear(call, once, twice):
    """Hold the time for twice as much against the time for once; measure again where the machine was busy."""
    for runs in (1, 3, 6):
        single, double = _seconds(call, once, runs), _seconds(call, twice, runs)
        if double < max(3 * single, _NOISE):
            return
    raise AssertionError(f"{single:.2f} s, and {double:.2f} s for twice as much")


def _seconds(call, given, runs):
    taken = []
    for _ in range(runs):
        gc.collect()
        # Its passes come more often the more there is, which says nothing of the call.
        gc.disable()
        try:
            begun = time.process_time()
            call(given)
            taken.append(time.process_time() - begun)
        finally:
            gc.enable()
    return min(taken)
