"""Words that stand in columns: where the eye parts them, without lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf_chars import Char

#: Words of two columns are farther apart than words of one, in heights of the line.
_BETWEEN = 0.4
#: Words of a head are at least as far apart.
_APART = 0.1
#: This share of the lines may run through the room between two columns: heads and titles of parts.
_CROSSING = 0.1

#: A room between two columns: where it starts and ends.
Room = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """Characters of a line that stand together."""

    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        """What they say."""
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        """Where they start."""
        return self.chars[0].box.left

    @property
    def right(self) -> float:
        """Where they end."""
        return self.chars[-1].box.right

    def parted(self, rooms: Sequence[Room], size: float) -> list[Words]:
        """Return them parted where a little room lies within a room between columns."""
        groups = [[self.chars[0]]]
        for before, char in pairwise(self.chars):
            is_apart = char.box.left - before.box.right >= _APART * size
            middle = (before.box.right + char.box.left) / 2
            if is_apart and any(left - size / 2 <= middle <= right + size / 2 for left, right in rooms):
                groups.append([])
            groups[-1].append(char)
        return [Words(tuple(group)) for group in groups]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A line of words: how far it reaches upwards and downwards, and its words from left to right."""

    top: float
    bottom: float
    words: list[Words]

    @property
    def size(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    def ends(self, gaps: Sequence[float]) -> list[tuple[int, int]]:
        """Return for each of its words the first and the last column that they reach into."""
        return [(bisect_right(gaps, word.left), bisect_right(gaps, word.right)) for word in self.words]

    def spans(self, gaps: Sequence[float]) -> list[tuple[int, int]]:
        """Return the first and the last column of words that run through gaps."""
        return [(first, last) for first, last in self.ends(gaps) if first < last]

    def filled(self, gaps: Sequence[float]) -> set[int]:
        """Return the columns between gaps that it has words in; words across gaps count for none."""
        return {first for first, last in self.ends(gaps) if first == last}

    def parted(self, rooms: Sequence[Room]) -> WordRow:
        """Return it with its words parted between columns where little room parts them: heads come near each other."""
        words = [piece for word in self.words for piece in word.parted(rooms, self.size)]
        return WordRow(self.top, self.bottom, words)

    def crosses(self, gap: float) -> bool:
        """Whether words run through a place."""
        return any(word.left < gap < word.right for word in self.words)


def word_row(chars: Sequence[Char]) -> WordRow | None:
    """Return the words of a line of characters, None if it shows none."""
    shown = [char for char in chars if char.text.strip()]
    if not shown:
        return None
    top, bottom = min(char.box.top for char in shown), max(char.box.bottom for char in shown)
    groups = [[shown[0]]]
    for before, char in pairwise(shown):
        if char.box.left - before.box.right > _BETWEEN * char.box.height:
            groups.append([])
        groups[-1].append(char)
    return WordRow(top, bottom, [Words(tuple(group)) for group in groups])


def rooms_between(heads: Sequence[WordRow], body: Sequence[WordRow]) -> list[Room]:
    """Return the rooms that part the columns of a table.

    Args:
        heads: The rows of its head, which may span columns, and fill the room that the rows below leave between them.
        body: The rows that show the columns.
    """
    shown = _without_titles(body)
    return [piece for room in _rooms(shown) for piece in _around_sparse(room, heads, shown)]


def places_within(rooms: Sequence[Room], parted: Sequence[WordRow]) -> list[float]:
    """Return a place within each room between columns that parts rows best."""
    pieces = _pieces(parted)
    return [_clearest(pieces, room) for room in rooms]


def _around_sparse(room: Room, heads: Sequence[WordRow], body: Sequence[WordRow]) -> Iterator[Room]:
    """Yield the rooms on either side of a column that few rows fill: the head names it, a word below stands in it."""
    named = [word for row in heads for word in row.words if _is_within(word, room)]
    filled = [word for row in body for word in row.words if _is_within(word, room)]
    start = room[0]
    for name in sorted(named, key=lambda word: word.left):
        below = [word for word in filled if word.left < name.right and name.left < word.right]
        if not below or name.left <= start:
            continue
        left, right = min(name.left, *(w.left for w in below)), max(name.right, *(w.right for w in below))
        if left > start and right < room[1]:
            yield start, left
            start = right
    yield start, room[1]


def _is_within(word: Words, room: Room) -> bool:
    return room[0] < word.left and word.right < room[1]


def _without_titles(rows: Sequence[WordRow]) -> Sequence[WordRow]:
    """Return rows without the titles of parts, which run on from the first column."""
    rooms = _rooms([row for row in rows if len(row.words) > 1])
    if not rooms:
        return rows
    first = rooms[0][0]
    return [row for row in rows if len(row.words) > 1 or not row.crosses(first)]


def _rooms(rows: Sequence[WordRow]) -> list[Room]:
    """Return the rooms that hardly a row runs through."""
    size = max((row.size for row in rows), default=0.0)
    most = _CROSSING * len(rows)
    rooms: list[Room] = []
    start: float | None = None
    for left, _, through in _pieces(rows):
        if through <= most:
            start = left if start is None else start
            continue
        if start is not None and left - start >= _BETWEEN * size:
            rooms.append((start, left))
        start = None
    # What is left lies beyond the last column; what comes first may lie before the first one.
    first = min((row.words[0].right for row in rows), default=0.0)
    return [room for room in rooms if room[1] > first]


def _clearest(pieces: Iterable[tuple[float, float, int]], room: Room) -> float:
    """Return the middle of the widest piece of a room through which fewest rows run."""
    within = [
        (through, max(left, room[0]) - min(right, room[1]), (max(left, room[0]) + min(right, room[1])) / 2)
        for left, right, through in pieces
        if left < room[1] and right > room[0]
    ]
    return min(within)[2] if within else sum(room) / 2


def _pieces(rows: Iterable[WordRow]) -> list[tuple[float, float, int]]:
    """Return pieces of the width from left to right, and how many rows run through each."""
    edges = sorted(edge for row in rows for word in row.words for edge in ((word.left, 1), (word.right, -1)))
    pieces = []
    through = 0
    for (place, step), (following, _) in pairwise(edges):
        through += step
        if following > place:
            pieces.append((place, following, through))
    return pieces
