"""Values that are frozen to the type checker alone hash, compare, copy and pickle as frozen dataclasses do."""

from __future__ import annotations

import dataclasses
import pickle

from extractors.text.view import Span


def test_values_are_told_apart_by_their_fields():
    assert {Span(1, 2), Span(1, 2), Span(1, 3)} == {Span(1, 3), Span(1, 2)}
    assert pickle.loads(pickle.dumps(Span(1, 2))) == Span(1, 2)
    assert dataclasses.replace(Span(1, 2), end=5) == Span(1, 5)
    assert not hasattr(Span(1, 2), "__dict__")
