"""Rectangles and places on a page, as the reader of the page sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points; y grows downwards from the upper edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, right: float) -> Box:
        """Return it so far to the right."""
        return Box(self.left + right, self.top, self.right + right, self.bottom)

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether a place lies within it."""
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest rectangle that holds others."""
    known = list(boxes)
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


class Frame:
    """From a page's own coordinates, which start below and know no turning, to those that a reader sees.

    Args:
        bounds: Left, bottom, right and top of what the page shows.
        turns: How many quarters the page is turned with the clock for reading.
    """

    def __init__(self, bounds: tuple[float, float, float, float], turns: int) -> None:
        self._left, self._bottom, right, top = bounds
        self._turns = turns
        wide, high = right - self._left, top - self._bottom
        self.width, self.height = (high, wide) if turns % 2 else (wide, high)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a place as it is seen."""
        x, y = x - self._left, y - self._bottom
        if self._turns == 1:
            return y, x
        if self._turns == 2:
            return self.width - x, y
        if self._turns == 3:
            return self.width - y, self.height - x
        return x, self.height - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle as it is seen."""
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
