import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irexplainer.timeline.easing import cubic_in_out
from irexplainer.timeline.track import Steps, Track


def track():
    t = Track(2.0)
    t.go(1.0, 2.0, 6.0, cubic_in_out)
    t.jump(4.0, 0.0)
    t.go(4.0, 1.0, 3.0)
    return t


def test_values_at_the_ends_of_moves():
    t = track()
    assert t.at(0.0) == 2.0
    assert t.at(1.0) == 2.0
    assert t.at(2.0) == pytest.approx(4.0)
    assert t.at(3.5) == 6.0
    assert t.at(4.0) == 0.0
    assert t.at(math.inf) == 3.0


@given(st.floats(0, 10), st.floats(0, 10))
def test_reading_leaves_no_trace(a, b):
    t = track()
    first = t.at(a)
    t.at(b)
    assert t.at(a) == first


def test_moves_that_overlap_are_refused():
    t = track()
    with pytest.raises(ValueError, match="begins before"):
        t.go(4.5, 1.0, 1.0)
    s = Steps("a")
    s.set(2.0, "b")
    with pytest.raises(ValueError, match="comes before"):
        s.set(1.0, "c")


def test_steps_change_at_once():
    s = Steps("a")
    s.set(2.0, "b")
    assert (s.at(1.99), s.at(2.0), s.last, s.before(5.0)) == ("a", "b", "b", ["b"])
